/* How pages fill: contents on one page when they nearly fit, notes that are not alone, tables that close up, tables that float. Each is
 * tried with every amount of text before it. */
#include "reports/layout.h"

#include <math.h>
#include <string.h>

#define LINES 22
#define ROW   6.66 /* mm, of a table's row as it is */

static LbFonts *fonts;

static void
add (GPtrArray *blocks, LbBlockType type, const char *text)
{
  LbBlock *block = lb_block_new (type);

  lb_block_add (block, type == LB_BLOCK_HEADING ? LB_ROLE_HEI : LB_ROLE_TEXT, text);
  if (type == LB_BLOCK_HEADING) {
    block->outline = g_strdup (text);
    block->depth = 1;
  }
  g_ptr_array_add (blocks, block);
}

static void
add_paragraphs (GPtrArray *blocks, guint n)
{
  for (guint i = 0; i < n; i++)
    add (blocks, LB_BLOCK_PARAGRAPH, "走访的农户已经逐户核实。");
}

static void
add_table (GPtrArray *blocks, const char *title, guint rows)
{
  LbBlock *block = lb_block_new (LB_BLOCK_TABLE);

  block->table = lb_table_new (title);
  lb_table_add_column (block->table, "", "乡镇", FALSE);
  lb_table_add_column (block->table, "", "户", TRUE);
  for (guint i = 0; i < rows; i++) {
    char **cells = g_new0 (char *, 3);
    cells[0] = g_strdup ("溪口镇");
    cells[1] = g_strdup_printf ("%u", i + 1);
    lb_table_take_row (block->table, cells);
  }
  g_ptr_array_add (blocks, block);
}

static void
add_chart (GPtrArray *blocks, const char *title)
{
  LbBlock *block = lb_block_new (LB_BLOCK_CHART);

  block->chart = lb_chart_new (LB_CHART_TREND, title, "户");
  for (int i = 0; i < 4; i++)
    lb_chart_add (block->chart, "一月", i, NAN);
  g_ptr_array_add (blocks, block);
}

static LbLayout *
lay_out (GPtrArray *blocks)
{
  g_autoptr (GError) error = NULL;
  LbLayout *layout = lb_layout_new (blocks, fonts, LB_STYLE_OFFICIAL);

  g_assert_true (lb_fonts_check (fonts, &error));
  return layout;
}

typedef struct {
  guint page;
  double y;
} Spot;

/* (transfer full) (element-type Spot): where runs that begin with @text stand. */
static GArray *
find (const LbLayout *layout, const char *text)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));

  for (guint p = 0; p < layout->pages->len; p++) {
    const LbPage *page = g_ptr_array_index (layout->pages, p);
    for (guint i = 0; i < page->runs->len; i++) {
      const LbRun *run = &g_array_index (page->runs, LbRun, i);
      g_autofree char *own = lb_run_dup_text (run);
      Spot spot = {p, run->y};
      if (g_str_has_prefix (own, text))
        g_array_append_val (spots, spot);
    }
  }
  return spots;
}

static Spot
find_one (const LbLayout *layout, const char *text)
{
  g_autoptr (GArray) spots = find (layout, text);

  g_assert_cmpuint (spots->len, ==, 1);
  return g_array_index (spots, Spot, 0);
}

static gboolean
is_before (Spot a, Spot b)
{
  return a.page < b.page || (a.page == b.page && a.y < b.y);
}

/* Pages of contents of @n lines, and how far apart these are. */
static guint
measure_contents (guint n, double *pitch)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);

  add (blocks, LB_BLOCK_CONTENTS, "目　录");
  for (guint i = 0; i < n; i++)
    add (blocks, LB_BLOCK_HEADING, "部分");
  g_autoptr (LbLayout) layout = lay_out (blocks);
  g_autoptr (GArray) lines = find (layout, "部分");
  *pitch = g_array_index (lines, Spot, 1).y - g_array_index (lines, Spot, 0).y;
  return g_array_index (layout->outline, LbOutlineEntry, 0).page;
}

static void
contents_that_nearly_fit_take_one_page (void)
{
  double pitch;

  g_assert_cmpuint (measure_contents (20, &pitch), ==, 1);
  g_assert_cmpfloat_with_epsilon (pitch, LB_LINE_PITCH, 0.01);
  g_assert_cmpuint (measure_contents (25, &pitch), ==, 1);
  g_assert_cmpfloat (pitch, <, LB_LINE_PITCH);
  g_assert_cmpfloat (pitch, >, 1.34 * 16 * LB_MM_PER_POINT);
  /* Far too many stand in their own pitch on as many pages as they need. */
  g_assert_cmpuint (measure_contents (30, &pitch), ==, 2);
  g_assert_cmpfloat_with_epsilon (pitch, LB_LINE_PITCH, 0.01);
}

static void
a_note_is_never_alone_on_a_page (void)
{
  for (guint rows = 1; rows < 90; rows++) {
    g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);
    add_paragraphs (blocks, 1);
    add_table (blocks, "表1　各乡镇", rows);
    add (blocks, LB_BLOCK_NOTE, "本报告由回望生成。");
    g_autoptr (LbLayout) layout = lay_out (blocks);
    g_autoptr (GArray) names = find (layout, "溪口镇");
    g_assert_cmpuint (names->len, ==, rows);
    g_assert_cmpuint (g_array_index (names, Spot, rows - 1).page, ==, find_one (layout, "本报告").page);
  }
  for (guint lines = 1; lines < 50; lines++) {
    g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);
    add_paragraphs (blocks, lines);
    add (blocks, LB_BLOCK_NOTE, "本报告由回望生成。");
    g_autoptr (LbLayout) layout = lay_out (blocks);
    g_autoptr (GArray) texts = find (layout, "走访的");
    g_assert_cmpuint (g_array_index (texts, Spot, lines - 1).page, ==, find_one (layout, "本报告").page);
  }
}

/* A table of seven rows behind every number of lines: whole on one page, inside it, its rows near each other only where it
 * would have gone to the next. */
static void
a_table_closes_up_before_it_leaves_its_page (void)
{
  guint closed = 0, open = 0;

  for (guint lines = 0; lines < LINES; lines++) {
    g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);
    add_paragraphs (blocks, lines);
    add_table (blocks, "表1　各乡镇", 7);
    g_autoptr (LbLayout) layout = lay_out (blocks);
    g_autoptr (GArray) names = find (layout, "溪口镇");
    const Spot *first = &g_array_index (names, Spot, 0), *last = &g_array_index (names, Spot, 6);
    double row = (last->y - first->y) / 6;
    g_assert_cmpuint (first->page, ==, last->page);
    g_assert_cmpfloat (last->y, <, LB_AREA_TOP + LB_AREA_HEIGHT);
    g_assert_cmpfloat (row, >, 0.8 * ROW - 0.01);
    if (row < ROW - 0.01) {
      g_assert_cmpuint (first->page, ==, 0);
      closed++;
    } else
      open++;
  }
  g_assert_cmpuint (closed, >, 0);
  g_assert_cmpuint (open, >, 10);
}

/* A table that does not fit stands at the top of the next page, and the text behind it fills the page before. */
static void
text_fills_the_page_that_a_table_leaves (void)
{
  guint floated = 0;

  for (guint lines = 1; lines < LINES; lines++) {
    g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);
    add_paragraphs (blocks, lines);
    add_table (blocks, "表1　各乡镇", 7);
    add_paragraphs (blocks, 40);
    g_autoptr (LbLayout) layout = lay_out (blocks);
    Spot title = find_one (layout, "表1");
    g_autoptr (GArray) texts = find (layout, "走访的");
    guint on_first = 0;
    for (guint i = 0; i < texts->len; i++)
      on_first += g_array_index (texts, Spot, i).page == 0;
    g_assert_cmpuint (texts->len, ==, lines + 40);
    if (title.page == 0)
      continue;
    g_assert_cmpuint (on_first, ==, LINES);
    g_assert_cmpfloat (title.y, <, LB_AREA_TOP + LB_LINE_PITCH);
    floated++;
  }
  g_assert_cmpuint (floated, >, 3);
}

/* Nothing overtakes: neither the next table or chart, nor the next part of the text, nor a note. */
static void
what_floats_stays_in_its_part_and_in_its_order (void)
{
  static const LbBlockType ends[] = {LB_BLOCK_HEADING, LB_BLOCK_NOTE};

  for (guint lines = 1; lines < LINES; lines++)
    for (gsize k = 0; k < G_N_ELEMENTS (ends); k++) {
      g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);
      add_paragraphs (blocks, lines);
      add_table (blocks, "表1　各乡镇", 7);
      add_paragraphs (blocks, 2);
      add_table (blocks, "表2　短表", 1);
      add_chart (blocks, "图1　趋势");
      add_paragraphs (blocks, 2);
      add (blocks, ends[k], "二、后文");
      add_paragraphs (blocks, 2);
      g_autoptr (LbLayout) layout = lay_out (blocks);
      Spot first = find_one (layout, "表1"), second = find_one (layout, "表2"), chart = find_one (layout, "图1");
      g_assert_true (is_before (first, second) && is_before (second, chart) && is_before (chart, find_one (layout, "二、后文")));
      g_autoptr (GArray) texts = find (layout, "走访的");
      g_assert_cmpuint (texts->len, ==, lines + 6);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  fonts = lb_fonts_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/fit/contents-that-nearly-fit-take-one-page", contents_that_nearly_fit_take_one_page);
  g_test_add_func ("/fit/a-note-is-never-alone-on-a-page", a_note_is_never_alone_on_a_page);
  g_test_add_func ("/fit/a-table-closes-up-before-it-leaves-its-page", a_table_closes_up_before_it_leaves_its_page);
  g_test_add_func ("/fit/text-fills-the-page-that-a-table-leaves", text_fills_the_page_that_a_table_leaves);
  g_test_add_func ("/fit/what-floats-stays-in-its-part-and-in-its-order", what_floats_stays_in_its_part_and_in_its_order);
  int status = g_test_run ();
  lb_fonts_free (fonts);
  return status;
}
