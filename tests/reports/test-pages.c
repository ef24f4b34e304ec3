/* The specimens as PDF, read back and measured: what GB/T 9704-2012 asks of a page, and what a table owes its reader. */
#include "pages.h"
#include "reports/paint.h"
#include "specimen.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  LbPages *pages;
  char *path;
} Fixture;

static LbFonts *fonts;

static void
set_up (Fixture *self, gconstpointer data)
{
  const LbSpecimen *specimen = lb_specimens;
  g_autoptr (GError) error = NULL;
  LbPaintInfo info = {"样张", "", "", "", "2026-01-01T00:00:00"};

  while (!g_str_equal (specimen->name, data))
    specimen++;
  g_autoptr (GPtrArray) blocks = specimen->make ();
  g_autoptr (LbLayout) layout = lb_layout_new (blocks, fonts, specimen->style);
  int file = g_file_open_tmp ("lookback-XXXXXX.pdf", &self->path, &error);
  g_assert_no_error (error);
  close (file);
  lb_paint_pdf (layout, fonts, &info, self->path, NULL, &error);
  g_assert_no_error (error);
  self->pages = lb_pages_open (self->path);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  lb_pages_free (self->pages);
  unlink (self->path);
  g_free (self->path);
}

static void
official_pages_keep_the_standard (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  lb_check_glyphs (self->pages);
  for (guint i = 0; i < self->pages->pages->len; i++) {
    const LbSeenPage *page = lb_pages_get (self->pages, i);
    gboolean lying = page->width > page->height;
    g_assert_cmpfloat_with_epsilon (lying ? page->height : page->width, 210, 0.1);
    g_assert_cmpfloat_with_epsilon (lying ? page->width : page->height, 297, 0.1);
    if (lying)
      lb_check_area (page, 35, 28, 225, 156);
    else
      lb_check_area (page, 28, 37, 156, 225);
    if (!lying) {
      lb_check_pitch (page, 16, 37, 225.0 / 22);
      lb_check_flush (page, 16, 28, 184);
    }
    lb_check_official_number (page);
  }
}

static const LbSeen *
find (const Fixture *self, guint page, const char *words)
{
  const LbSeen *seen = lb_page_find (lb_pages_get (self->pages, page), words);

  if (seen == NULL)
    g_error ("page %u does not have “%s”", page + 1, words);
  return seen;
}

static void
the_red_head_stands_where_the_standard_wants_it (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GArray) rules = lb_pages_find_rules (self->pages, 0, 150);
  const LbSeen *organ = find (self, 0, "岚岭县乡村振兴局文件"), *number = find (self, 0, "岚乡振发〔2026〕3号");

  /* 35 mm below the type area; the box of the font is a little higher than its ink. */
  g_assert_cmpfloat_with_epsilon ((organ->y1 + organ->y2) / 2 - organ->size * 25.4 / 72 / 2, 37 + 35, 2);
  g_assert_cmpuint (rules->len, ==, 1);
  const LbSeenRule *rule = &g_array_index (rules, LbSeenRule, 0);
  g_assert_cmpfloat_with_epsilon (rule->x1, 28, 0.1);
  g_assert_cmpfloat_with_epsilon (rule->x2, 184, 0.1);
  double foot = (number->y1 + number->y2) / 2 + 16 * 25.4 / 72 / 2;
  g_assert_cmpfloat_with_epsilon (rule->y - foot, 4, 0.5);
}

static void
the_address_follows_the_title_after_an_empty_line (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const LbSeen *title = find (self, 0, "工作督导"), *to = find (self, 0, "各乡镇人民政府"), *text = find (self, 0, "截至2025");

  g_assert_cmpfloat_with_epsilon (to->x1, 28, 0.3);
  g_assert_cmpfloat (to->y1 - title->y2, >, 225.0 / 22 * 0.8);
  g_assert_cmpfloat_with_epsilon (text->y1 - to->y1, 225.0 / 22, 0.2);
  g_assert_cmpfloat_with_epsilon (text->x1, 28 + 2 * 156.0 / 28, 0.3);
}

static void
the_signature_keeps_text_on_its_page (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint page = 2;
  const LbSeen *name = find (self, page, "岚岭县乡村振兴局2026"), *date = find (self, page, "2026年1月5日");

  g_assert_cmpfloat (lb_pages_get (self->pages, page)->seen->len, >, 60);
  g_assert_cmpfloat_with_epsilon (date->x1 - name->x1, 2 * 156.0 / 28, 0.4); /* two cells right of the name */
  find (self, page, "附件：1.");
}

static void
the_last_page_has_the_colophon (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint last = self->pages->pages->len - 1;
  g_autoptr (GArray) rules = lb_pages_find_rules (self->pages, last, 150);
  static const double thick[] = {0.35, 0.25, 0.35};

  g_assert_cmpuint (last % 2, ==, 1); /* an even page */
  g_assert_cmpuint (rules->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const LbSeenRule *rule = &g_array_index (rules, LbSeenRule, i);
    g_assert_cmpfloat_with_epsilon (rule->thickness, thick[i], 0.051);
    g_assert_cmpfloat_with_epsilon (rule->x1, 28, 0.1);
    g_assert_cmpfloat_with_epsilon (rule->x2, 184, 0.1);
  }
  g_assert_cmpfloat_with_epsilon (g_array_index (rules, LbSeenRule, 2).y, 262, 0.15);
  g_assert_cmpfloat_with_epsilon (find (self, last, "抄送")->x1, 28 + 14 * 25.4 / 72, 0.3);
  g_assert_cmpfloat_with_epsilon (find (self, last, "抄送")->size, 14, 0.1);
  g_assert_null (strstr (lb_pages_get (self->pages, last)->text, "—4—")); /* a page of its own bears no number */
}

#define CELL (156.0 / 28)

static void
joint_organs_stand_below_one_another (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const LbSeen *first = find (self, 0, "岚岭县农业农村局"), *second = find (self, 0, "岚岭县乡村振兴局"), *third = find (self, 0, "岚岭县民政局");
  const LbSeen *mark = find (self, 0, "文件"), *number = find (self, 0, "岚农发〔2026〕12号"), *signer = find (self, 0, "张某某");

  g_assert_cmpfloat_with_epsilon ((first->y1 + first->y2) / 2 - first->size * 25.4 / 72 / 2, 37 + 35, 2);
  g_assert_cmpfloat_with_epsilon (first->x1, second->x1, 0.1);
  g_assert_cmpfloat_with_epsilon (first->x1, third->x1, 0.1);
  g_assert_cmpfloat (third[1].x1 - third->x1, >, second[1].x1 - second->x1); /* six characters as wide as eight */
  g_assert_cmpfloat_with_epsilon (third[5].x2, second[7].x2, 0.3);
  g_assert_cmpfloat (mark->x1, >, second[7].x2);
  g_assert_cmpfloat_with_epsilon (mark->y1, second->y1, 0.5); /* in the middle */
  /* Copy number, secrecy and urgency, one line each, flush left. */
  const LbSeen *copy = find (self, 0, "000007"), *secret = find (self, 0, "内部"), *urgent = find (self, 0, "特急");
  g_assert_cmpfloat_with_epsilon (copy->x1, 28, 0.4);
  g_assert_cmpfloat_with_epsilon (secret->x1, 28, 0.4);
  g_assert_cmpfloat_with_epsilon (urgent->y1 - secret->y1, 225.0 / 22, 0.2);
  /* Two names a line, and the number on the last of them. */
  g_assert_cmpfloat_with_epsilon (find (self, 0, "李某")->y1, signer->y1, 2); /* the boxes of fonts differ */
  g_assert_cmpfloat_with_epsilon (find (self, 0, "王某某")->x1, signer->x1, 0.1);
  g_assert_cmpfloat_with_epsilon (find (self, 0, "王某某")->y1 - signer->y1, 225.0 / 22, 2);
  g_assert_cmpfloat_with_epsilon ((number->y1 + number->y2) / 2 - signer->y1, 225.0 / 22 + (signer->y2 - signer->y1) / 2, 2);
  g_assert_cmpfloat_with_epsilon (number->x1, 28 + CELL, 0.4);
}

/* Names of which no page before @page and nothing above @y speaks. */
static const LbSeen *
find_below (const Fixture *self, guint page, const char *words, double y)
{
  const LbSeenPage *seen = lb_pages_get (self->pages, page);

  for (guint i = 0; i < seen->seen->len; i++) {
    const LbSeen *at = &g_array_index (seen->seen, LbSeen, i);
    guint k = 0;
    const char *p = words;
    for (; *p != '\0' && i + k < seen->seen->len && at[k].c == g_utf8_get_char (p); p = g_utf8_next_char (p))
      k++;
    if (*p == '\0' && at->y1 > y)
      return at;
  }
  g_error ("page %u does not have “%s” below %g mm", page + 1, words, y);
}

static void
seals_have_room_beside_each_other (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  const LbSeen *first = find_below (self, 1, "岚岭县农业农村局", 0), *second = find_below (self, 1, "岚岭县乡村振兴局", 0);
  const LbSeen *third = find_below (self, 1, "岚岭县民政局", 0), *date = find_below (self, 1, "2026年1月5日", 0);
  double a = (first[0].x1 + first[7].x2) / 2, b = (second[0].x1 + second[7].x2) / 2, c = (third[0].x1 + third[5].x2) / 2;

  g_assert_cmpfloat_with_epsilon (first->y1, third->y1, 0.1);
  g_assert_cmpfloat (b - a, >=, 42);
  g_assert_cmpfloat (c - b, >=, 42);
  g_assert_cmpfloat (a - 21, >=, 28 - 0.1); /* no seal reaches out of the type area */
  g_assert_cmpfloat (c + 21, <=, 184 + 0.1);
  g_assert_cmpfloat_with_epsilon ((date[0].x1 + date[8].x2) / 2, c, 0.4);
  g_assert_cmpfloat_with_epsilon (date->y1 - third->y1, 225.0 / 22, 1);
}

static void
each_letter_counts_its_own_pages (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_nonnull (strstr (lb_pages_get (self->pages, 0)->text, "—1—"));
  g_assert_nonnull (strstr (lb_pages_get (self->pages, 2)->text, "—1—"));
  g_autofree char *label = NULL;
  PopplerPage *page = poppler_document_get_page (self->pages->document, 2);
  g_object_get (page, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "1");
  g_object_unref (page);
  /* Unsealed names stand below one another, and the date two cells right of them. */
  const LbSeen *first = find_below (self, 3, "岚岭县农业农村局", 0), *second = find_below (self, 3, "岚岭县乡村振兴局", 0);
  g_assert_cmpfloat_with_epsilon (second->y1 - first->y1, 225.0 / 22, 0.2);
  g_assert_cmpfloat_with_epsilon (second->x1, first->x1, 0.1);
}

static void
headings_have_their_fonts (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint page = 1;

  g_assert_nonnull (strstr (find (self, page, "一、督导")->font, "Sans"));
  g_assert_nonnull (strstr (find (self, page, "（一）主要")->font, "Kai"));
  g_assert_nonnull (strstr (find (self, page, "截至2025")->font, "Serif"));
}

static void
the_contents_lead_to_their_pages (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  PopplerPage *page = poppler_document_get_page (self->pages->document, 0);
  GList *links = poppler_page_get_link_mapping (page);
  guint found = 0;

  for (GList *item = links; item != NULL; item = item->next) {
    const PopplerLinkMapping *link = item->data;
    g_assert_cmpint (link->action->type, ==, POPPLER_ACTION_GOTO_DEST);
    found += link->action->goto_dest.dest->page_num > 1;
  }
  g_assert_cmpuint (found, >=, 16);
  poppler_page_free_link_mapping (links);
  g_object_unref (page);
  const LbSeen *last = find (self, 0, "附件1问题台账");
  const LbSeenPage *seen = lb_pages_get (self->pages, 0);
  guint at = (guint) (last - &g_array_index (seen->seen, LbSeen, 0)) + 7;
  int printed = (int) g_array_index (seen->seen, LbSeen, at).c - '0';
  g_assert_nonnull (lb_page_find (lb_pages_get (self->pages, (guint) printed - 1), "附件1问题台账"));
}

static void
table_heads_come_again_and_no_row_is_cut (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (rows, g_strdup_printf ("2026年%u月%u日", i % 3 + 1, i % 27 + 1));
  g_ptr_array_add (rows, NULL);
  lb_check_heads (self->pages, "涉及户数", (const char *const *) rows->pdata);
  /* Words that wrap are all there. */
  guint64 whole = 0;
  for (guint i = 0; i < self->pages->pages->len; i++) {
    const char *text = lb_pages_get (self->pages, i)->text;
    for (const char *at = text; (at = strstr (at, "识别满1个月")) != NULL; at += strlen ("识"))
      whole++;
    g_assert_null (strchr (text, 0x7F));
  }
  g_assert_cmpuint (whole, ==, 10);
}

static void
a_wide_table_lies_in_its_own_size (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  guint lying = 0;

  for (guint i = 0; i < self->pages->pages->len; i++) {
    const LbSeenPage *page = lb_pages_get (self->pages, i);
    lying += page->width > page->height;
    for (guint k = 0; k < page->seen->len; k++)
      g_assert_cmpfloat (g_array_index (page->seen, LbSeen, k).size, >, page->width > page->height ? 7 : 6);
  }
  g_assert_cmpuint (lying, ==, 3); /* the table of the text, and the two parts of the appendix */
  const LbSeen *head = lb_page_find (lb_pages_get (self->pages, 2), "10月新识别");
  g_assert_nonnull (head);
  g_assert_cmpfloat (head->size, >=, 9);
}

/* Forty pairs of columns: nothing is cut, nothing is smaller than 9 pt, every column is there once. */
static void
more_columns_than_a_page_holds_become_several_tables (void)
{
  g_autoptr (GPtrArray) blocks = lb_blocks_new ();
  LbBlock *block = lb_block_new (LB_BLOCK_TABLE);
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  block->table = lb_table_new ("表1　大表");
  lb_table_add_column (block->table, "", "乡镇", FALSE);
  g_strv_builder_add (cells, "石头乡");
  for (guint i = 1; i <= 40; i++) {
    g_autofree char *group = g_strdup_printf ("第%u周", i), *cell = g_strdup_printf ("%u", 70000 + i);
    lb_table_add_column (block->table, group, "户", TRUE);
    lb_table_add_column (block->table, group, "人", TRUE);
    g_strv_builder_add (cells, cell);
    g_strv_builder_add (cells, cell);
  }
  lb_table_take_row (block->table, g_strv_builder_end (cells));
  g_ptr_array_add (blocks, block);
  g_autoptr (LbLayout) layout = lb_layout_new (blocks, fonts, LB_STYLE_OFFICIAL);
  guint parts = 0, numbers = 0;
  for (guint p = 0; p < layout->pages->len; p++) {
    const LbPage *page = g_ptr_array_index (layout->pages, p);
    double end = 0, y = 0;
    for (guint i = 0; i < page->runs->len; i++) {
      const LbRun *run = &g_array_index (page->runs, LbRun, i);
      g_autofree char *text = lb_run_dup_text (run);
      parts += g_str_equal (text, "石头乡");
      numbers += g_str_has_prefix (text, "700");
      g_assert_cmpfloat (run->size, >=, 9);
      if (g_str_has_prefix (text, "700")) { /* each begins where the one before has ended */
        g_assert_true (run->y != y || run->x > end);
        end = run->x + lb_fonts_measure (fonts, LB_ROLE_SONG, run->size, text);
        y = run->y;
      }
    }
  }
  g_assert_cmpuint (parts, >, 1);
  g_assert_cmpuint (numbers, ==, 80);
}

/* Only what has a place is measured: the words of charts. That they look right is for the eye. */
static void
charts_name_what_they_show (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const words[] = {"15天时限", "超期34户，占6.48%", "全县93.73", "占首步", "85.5%", "未到期", "已超期", "2025年1月",
                                      "河合68村", "2024年"};

  lb_check_glyphs (self->pages);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (lb_pages_with (self->pages, words[i]) == 0)
      g_error ("no chart says “%s”", words[i]);
  for (guint i = 0; i < self->pages->pages->len; i++)
    lb_check_area (lb_pages_get (self->pages, i), 28, 37, 156, 225);
}

static void
slides_are_wide_and_full (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < self->pages->pages->len; i++) {
    const LbSeenPage *page = lb_pages_get (self->pages, i);
    g_assert_cmpfloat_with_epsilon (page->width / page->height, 16.0 / 9, 0.002);
    for (guint k = 0; k < page->seen->len; k++) {
      const LbSeen *seen = &g_array_index (page->seen, LbSeen, k);
      g_assert_cmpfloat (seen->x1, >, 13.5);
      g_assert_cmpfloat (seen->x2, <, 325.5);
      g_assert_cmpfloat (seen->y2, <, 186);
      g_assert_cmpfloat (seen->size, >=, 9);
    }
  }
}

#define ADD(path, specimen, test) g_test_add (path, Fixture, specimen, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  fonts = lb_fonts_new (NULL, &error);
  g_assert_no_error (error);
  ADD ("/pages/official-report-keeps-the-standard", "report", official_pages_keep_the_standard);
  ADD ("/pages/official-tables-keep-the-standard", "tables", official_pages_keep_the_standard);
  ADD ("/pages/the-red-head-stands-where-the-standard-wants-it", "letter", the_red_head_stands_where_the_standard_wants_it);
  ADD ("/pages/the-address-follows-the-title-after-an-empty-line", "letter", the_address_follows_the_title_after_an_empty_line);
  ADD ("/pages/the-signature-keeps-text-on-its-page", "letter", the_signature_keeps_text_on_its_page);
  ADD ("/pages/the-last-page-has-the-colophon", "letter", the_last_page_has_the_colophon);
  ADD ("/pages/joint-organs-stand-below-one-another", "joint", joint_organs_stand_below_one_another);
  ADD ("/pages/seals-have-room-beside-each-other", "joint", seals_have_room_beside_each_other);
  ADD ("/pages/each-letter-counts-its-own-pages", "joint", each_letter_counts_its_own_pages);
  ADD ("/pages/headings-have-their-fonts", "report", headings_have_their_fonts);
  ADD ("/pages/the-contents-lead-to-their-pages", "report", the_contents_lead_to_their_pages);
  ADD ("/pages/table-heads-come-again-and-no-row-is-cut", "tables", table_heads_come_again_and_no_row_is_cut);
  ADD ("/pages/a-wide-table-lies-in-its-own-size", "tables", a_wide_table_lies_in_its_own_size);
  g_test_add_func ("/pages/more-columns-than-a-page-holds-become-several-tables", more_columns_than_a_page_holds_become_several_tables);
  ADD ("/pages/charts-name-what-they-show", "charts", charts_name_what_they_show);
  ADD ("/pages/slides-are-wide-and-full", "slides", slides_are_wide_and_full);
  int status = g_test_run ();
  lb_fonts_free (fonts);
  return status;
}
