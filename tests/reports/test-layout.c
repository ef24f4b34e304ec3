#include "fixture.h"
#include "reports/layout.h"

#include <math.h>
#include <string.h>

typedef struct {
  LbFonts *fonts;
  GPtrArray *blocks;
  LbLayout *layout;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  self->fonts = lb_fonts_new (NULL, &error);
  g_assert_no_error (error);
  self->blocks = lb_fixture_blocks (GPOINTER_TO_UINT (data));
  self->layout = lb_layout_new (self->blocks, self->fonts, LB_STYLE_OFFICIAL);
  g_assert_true (lb_fonts_check (self->fonts, &error));
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  lb_layout_free (self->layout);
  g_ptr_array_unref (self->blocks);
  lb_fonts_free (self->fonts);
}

static const LbPage *
page_at (const Fixture *self, guint i)
{
  return g_ptr_array_index (self->layout->pages, i);
}

static gboolean
is_body (const LbRun *run)
{
  return run->size == 16.0 && run->x == LB_AREA_LEFT;
}

static double
advance_mm (const Fixture *self, const LbRun *run, const LbPlaced *placed)
{
  return lb_fonts_find (self->fonts, placed->face, placed->c).advance * run->size * LB_MM_PER_POINT;
}

static void
lines_stand_on_the_pitch (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint lines = 0;
  double first = 7.26 + LB_AREA_TOP; /* 仿宋 of 16 pt centred in 10.227 mm */

  for (guint p = 0; p < self->layout->pages->len; p++)
    for (guint i = 0; i < page_at (self, p)->runs->len; i++) {
      const LbRun *run = &g_array_index (page_at (self, p)->runs, LbRun, i);
      if (!is_body (run))
        continue;
      double line = (run->y - first) / (225.0 / 22);
      g_assert_cmpfloat_with_epsilon (line, round (line), 0.002);
      g_assert_cmpfloat (line, >, -0.5);
      g_assert_cmpfloat (line, <, 21.5);
      lines++;
    }
  g_assert_cmpuint (lines, >, 22);
}

static void
a_full_page_has_22_lines (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint lines = 0;
  const LbPage *page = page_at (self, 0);

  for (guint i = 0; i < page->runs->len; i++)
    lines += is_body (&g_array_index (page->runs, LbRun, i));
  /* The title takes three lines, the subtitle one. */
  g_assert_cmpuint (lines, ==, 18);
}

static gboolean
has_number (const LbRun *run)
{
  for (guint k = 0; k < run->glyphs->len; k++)
    if (g_array_index (run->glyphs, LbPlaced, k).c < 0x250)
      return TRUE;
  return FALSE;
}

static void
a_line_without_numbers_stands_on_the_cells (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint characters = 0;

  for (guint p = 0; p < self->layout->pages->len; p++)
    for (guint i = 0; i < page_at (self, p)->runs->len; i++) {
      const LbRun *run = &g_array_index (page_at (self, p)->runs, LbRun, i);
      for (guint k = 0; is_body (run) && !has_number (run) && k < run->glyphs->len; k++) {
        const LbPlaced *placed = &g_array_index (run->glyphs, LbPlaced, k);
        if (placed->c < 0x4E00 || placed->c > 0x9FFF)
          continue;
        double cell = (placed->x + advance_mm (self, run, placed) / 2) / (156.0 / 28) - 0.5;
        g_assert_cmpfloat_with_epsilon (cell, round (cell), 0.01);
        g_assert_cmpfloat (cell, <, 27.5);
        characters++;
      }
    }
  g_assert_cmpuint (characters, >, 60);
}

/* A line that another one of its paragraph follows ends at the edge of the type area; a mark there may have its empty half beyond
 * it. */
static void
full_lines_end_flush (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint lines = 0;

  for (guint p = 0; p < self->layout->pages->len; p++)
    for (guint i = 0; i + 1 < page_at (self, p)->runs->len; i++) {
      const LbRun *run = &g_array_index (page_at (self, p)->runs, LbRun, i), *next = run + 1;
      const LbPlaced *last = &g_array_index (run->glyphs, LbPlaced, run->glyphs->len - 1);
      if (!is_body (run) || !is_body (next) || g_array_index (next->glyphs, LbPlaced, 0).x > 10)
        continue;
      double end = last->x + advance_mm (self, run, last);
      g_assert_cmpfloat (end, >, 156 - 0.2);
      g_assert_cmpfloat (end, <, 156 + (lb_forbids_start (last->c) ? 156.0 / 56 : 0) + 0.2);
      lines++;
    }
  g_assert_cmpuint (lines, >, 10);
}

static void
nothing_leaves_the_type_area (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint p = 0; p < self->layout->pages->len; p++) {
    const LbPage *page = page_at (self, p);
    for (guint i = 0; i < page->runs->len; i++) {
      const LbRun *run = &g_array_index (page->runs, LbRun, i);
      const LbPlaced *last = &g_array_index (run->glyphs, LbPlaced, run->glyphs->len - 1);
      g_assert_cmpfloat (run->x, >=, LB_AREA_LEFT - 0.01);
      /* Of a mark at the end of a line only the ink counts. */
      double ink = advance_mm (self, run, last) * (lb_forbids_start (last->c) && last->c > 0x250 ? 0.5 : 1);
      g_assert_cmpfloat (run->x + last->x + ink, <=, LB_AREA_LEFT + LB_AREA_WIDTH + 0.2);
      if (i + 1 < page->runs->len) /* the page number comes last */
        g_assert_cmpfloat (run->y, <=, LB_AREA_TOP + LB_AREA_HEIGHT);
    }
    for (guint i = 0; i < page->rules->len; i++)
      g_assert_cmpfloat (g_array_index (page->rules, LbRule, i).y, <=, LB_AREA_TOP + LB_AREA_HEIGHT + 0.01);
  }
}

static void
page_numbers_are_outside_right_and_left (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint p = 0; p < self->layout->pages->len; p++) {
    const LbPage *page = page_at (self, p);
    const LbRun *run = &g_array_index (page->runs, LbRun, page->runs->len - 1);
    g_autofree char *text = lb_run_dup_text (run);
    g_autofree char *wanted = g_strdup_printf ("— %u —", p + 1);
    const LbPlaced *last = &g_array_index (run->glyphs, LbPlaced, run->glyphs->len - 1);

    g_assert_cmpstr (text, ==, wanted);
    if (p % 2 == 0)
      g_assert_cmpfloat_with_epsilon (run->x + last->x + advance_mm (self, run, last), 184 - 156.0 / 28, 0.01);
    else
      g_assert_cmpfloat_with_epsilon (run->x, 28 + 156.0 / 28, 0.01);
    g_assert_cmpfloat_with_epsilon (run->y - lb_fonts_get_middle (self->fonts, LB_ROLE_SONG, 0x2014) * 14 * 25.4 / 72,
                                    37 + 225 + 7, 0.01);
  }
}

static gboolean
page_has (const LbPage *page, const char *text)
{
  for (guint i = 0; i < page->runs->len; i++) {
    g_autofree char *own = lb_run_dup_text (&g_array_index (page->runs, LbRun, i));
    if (strstr (own, text) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
a_long_table_repeats_its_head (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint heads = 0, rows = 0;

  for (guint p = 0; p < self->layout->pages->len; p++) {
    heads += page_has (page_at (self, p), "乡　镇");
    for (guint i = 0; i < page_at (self, p)->runs->len; i++) {
      g_autofree char *text = lb_run_dup_text (&g_array_index (page_at (self, p)->runs, LbRun, i));
      rows += g_str_has_prefix (text, "溪口");
    }
  }
  g_assert_cmpuint (heads, >=, 3);
  g_assert_cmpuint (rows, ==, GPOINTER_TO_UINT (data));
}

static void
decimal_points_stand_under_each_other (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  double at = -1;
  guint found = 0;

  for (guint p = 0; p < self->layout->pages->len; p++)
    for (guint i = 0; i < page_at (self, p)->runs->len; i++) {
      const LbRun *run = &g_array_index (page_at (self, p)->runs, LbRun, i);
      g_autofree char *text = lb_run_dup_text (run);
      if (run->size != 10.5 || (!g_str_equal (text, "69.74") && !g_str_equal (text, "100.00")))
        continue;
      guint point = (guint) (strchr (text, '.') - text);
      double x = run->x + g_array_index (run->glyphs, LbPlaced, point).x;
      if (at >= 0)
        g_assert_cmpfloat_with_epsilon (x, at, 0.01);
      at = x;
      found++;
    }
  g_assert_cmpuint (found, >, 10);
}

static void
a_heading_stays_with_its_text (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint p = 0; p < self->layout->pages->len; p++) {
    const LbPage *page = page_at (self, p);
    for (guint i = 0; i < page->runs->len; i++) {
      const LbRun *run = &g_array_index (page->runs, LbRun, i);
      g_autofree char *text = lb_run_dup_text (run);
      if (is_body (run) && g_str_has_prefix (text, "三、"))
        g_assert_cmpfloat (run->y, <, LB_AREA_TOP + 20 * LB_LINE_PITCH);
    }
  }
}

#define ADD(path, rows, test) g_test_add (path, Fixture, GUINT_TO_POINTER (rows), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/layout/lines-stand-on-the-pitch", 10, lines_stand_on_the_pitch);
  ADD ("/layout/a-full-page-has-22-lines", 10, a_full_page_has_22_lines);
  ADD ("/layout/a-line-without-numbers-stands-on-the-cells", 10, a_line_without_numbers_stands_on_the_cells);
  ADD ("/layout/full-lines-end-flush", 10, full_lines_end_flush);
  ADD ("/layout/nothing-leaves-the-type-area", 60, nothing_leaves_the_type_area);
  ADD ("/layout/page-numbers-are-outside-right-and-left", 60, page_numbers_are_outside_right_and_left);
  ADD ("/layout/a-long-table-repeats-its-head", 80, a_long_table_repeats_its_head);
  ADD ("/layout/decimal-points-stand-under-each-other", 80, decimal_points_stand_under_each_other);
  ADD ("/layout/a-heading-stays-with-its-text", 18, a_heading_stays_with_its_text);
  return g_test_run ();
}
