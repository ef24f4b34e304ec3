/* Lines are compared as text, one a row, so that a test reads as it looks. */
#include "reports/linebreak.h"
#include "reports/report.h"

#include <math.h>
#include <string.h>

static LbFonts *fonts;

static GPtrArray *
break_text (const char *text, guint cells, guint indent, gboolean heading)
{
  g_autoptr (LbBlock) block = lb_block_new (LB_BLOCK_PARAGRAPH);
  LbMeasure measure = {cells * 156.0 / 28, cells, 16, indent, heading};

  lb_block_add (block, LB_ROLE_TEXT, text);
  return lb_break_lines (fonts, block->spans, &measure);
}

static char *
lines_of (const char *text, guint cells, guint indent, gboolean heading)
{
  g_autoptr (GPtrArray) lines = break_text (text, cells, indent, heading);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const GArray *line = g_ptr_array_index (lines, i);
    if (i > 0)
      g_string_append_c (out, '/');
    for (guint k = 0; k < line->len; k++)
      g_string_append_unichar (out, g_array_index (line, LbPlaced, k).c);
  }
  return g_string_free (out, FALSE);
}

static void
assert_lines (const char *text, guint cells, const char *expected)
{
  g_autofree char *got = lines_of (text, cells, 0, FALSE);
  g_assert_cmpstr (got, ==, expected);
}

static void
a_line_never_begins_with_a_closing_mark (void)
{
  assert_lines ("坚持问题导向，逐村核实。", 6, "坚持问题导/向，逐村核/实。");
  assert_lines ("坚持（问题）导向", 5, "坚持（问/题）导向");
}

static void
a_line_never_ends_with_an_opening_mark (void)
{
  assert_lines ("坚持问题（导向）", 5, "坚持问题/（导向）");
  assert_lines ("督导工作“回头看”", 5, "督导工作/“回头看”");
}

static void
a_number_keeps_its_unit (void)
{
  assert_lines ("应落实措施1510条", 6, "应落实措施/1510条");
  assert_lines ("日期是2025年底", 5, "日期是/2025年底");
  assert_lines ("落实率达到69.74%。", 7, "落实率达到/69.74%。");
}

static void
households_and_persons_stay_together (void)
{
  assert_lines ("在册监测对象366户1351人。", 9, "在册监测对象/366户1351人。");
}

static void
a_long_word_is_cut (void)
{
  g_autofree char *got = lines_of ("0123456789012345678901234567890123456789", 6, 0, FALSE);
  g_autofree char *joined = g_strdup (got);
  char *to = joined;

  g_assert_nonnull (strchr (got, '/'));
  for (const char *from = got; *from != '\0'; from++)
    if (*from != '/')
      *to++ = *from;
  *to = '\0';
  g_assert_cmpstr (joined, ==, "0123456789012345678901234567890123456789");
}

static void
a_heading_does_not_end_in_a_single_character (void)
{
  g_autofree char *heading = lines_of ("一、存在的主要问题", 8, 0, TRUE);
  g_autofree char *text = lines_of ("逐村逐户核实到位情况。", 10, 0, FALSE);

  g_assert_cmpstr (heading, ==, "一、存在的主要/问题");
  g_assert_cmpstr (text, ==, "逐村逐户核实到位/情况。"); /* nor does a paragraph if a line above can spare one */
}

static double
cell_of (const GArray *line, guint i)
{
  const LbPlaced *placed = &g_array_index (line, LbPlaced, i);
  double width = lb_fonts_find (fonts, placed->face, placed->c).advance * 16 * 25.4 / 72;

  return (placed->x + width / 2) / (156.0 / 28) - 0.5;
}

static void
a_paragraph_begins_two_cells_in (void)
{
  g_autoptr (GPtrArray) lines = break_text ("坚持问题导向逐村核实", 6, 2, FALSE);

  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (cell_of (g_ptr_array_index (lines, 0), 0), 2, 0.01);
  g_assert_cmpfloat_with_epsilon (cell_of (g_ptr_array_index (lines, 1), 0), 0, 0.01);
}

static void
between_marks_that_meet_half_a_cell_goes (void)
{
  g_autoptr (GPtrArray) lines = break_text ("（见表）。向", 20, 0, FALSE);
  const GArray *line = g_ptr_array_index (lines, 0);

  g_assert_cmpfloat_with_epsilon (cell_of (line, 3), 3, 0.01);
  g_assert_cmpfloat_with_epsilon (cell_of (line, 4), 3.5, 0.01);
  g_assert_cmpfloat_with_epsilon (cell_of (line, 5), 4.5, 0.01);
}

static double
end_of (const GArray *line)
{
  const LbPlaced *last = &g_array_index (line, LbPlaced, line->len - 1);

  return (last->x + lb_fonts_find (fonts, last->face, last->c).advance * 16 * 25.4 / 72) / (156.0 / 28);
}

/* An odd number of digits leaves no gap: they keep their natural width, and the line is made flush as a whole. */
static void
numbers_leave_no_gaps_and_lines_end_flush (void)
{
  g_autoptr (GPtrArray) lines = break_text ("全县在册监测对象366户1348人，其中脱贫不稳定户176户700人、边缘易致贫户122户443人、突发严重困难户68户205人，"
                                            "应落实帮扶措施1510条，已落实1053条，落实率69.74%，比基期下降6.61个百分点。", 28, 2, FALSE);

  g_assert_cmpuint (lines->len, >=, 3);
  for (guint i = 0; i + 1 < lines->len; i++) {
    const GArray *line = g_ptr_array_index (lines, i);
    gboolean mark = lb_forbids_start (g_array_index (line, LbPlaced, line->len - 1).c);
    double ink = end_of (line) - (mark ? 0.5 : 0);
    if (mark)
      g_assert_cmpfloat (ink, <, 28.05);
    else
      g_assert_cmpfloat_with_epsilon (ink, 28, 0.05);
    for (guint k = 1; k < line->len; k++) {
      const LbPlaced *one = &g_array_index (line, LbPlaced, k - 1), *two = one + 1;
      double gap = (two->x - one->x) / (156.0 / 28) - lb_fonts_find (fonts, one->face, one->c).advance;
      g_assert_cmpfloat (gap, <, 0.25);
    }
  }
}

/* A mark at the end gives up its empty half before a character is driven to the next line. */
static void
a_mark_at_the_end_gives_up_its_empty_half (void)
{
  assert_lines ("坚持12问题导向，逐村核实", 8, "坚持12问题导向，/逐村核实");
  assert_lines ("坚持1问题导，逐村核实要", 6, "坚持1问题导，/逐村核实要");
}

static void
a_number_stands_close_to_its_unit (void)
{
  g_autoptr (GPtrArray) lines = break_text ("对象366户", 20, 0, FALSE);
  const GArray *line = g_ptr_array_index (lines, 0);
  const LbPlaced *six = &g_array_index (line, LbPlaced, 4), *unit = &g_array_index (line, LbPlaced, 5);
  double end = six->x + lb_fonts_find (fonts, six->face, '6').advance * 16 * 25.4 / 72;

  g_assert_cmpfloat (fabs (unit->x - end), <, 0.2);
}

static void
no_words_are_no_lines (void)
{
  g_autoptr (GPtrArray) lines = break_text ("", 28, 2, FALSE);
  g_assert_cmpuint (lines->len, ==, 0);
}

static gboolean
lists (LbFonts *own, const char *words)
{
  g_autoptr (GPtrArray) list = lb_fonts_dup_substitutions (own);

  for (guint i = 0; i < list->len; i++)
    if (strstr (g_ptr_array_index (list, i), words) != NULL)
      return TRUE;
  return FALSE;
}

static void
a_character_no_font_has_is_an_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbFonts) own = lb_fonts_new (NULL, NULL);

  lb_fonts_find (own, LB_ROLE_TEXT, 0x6751);
  g_assert_true (lb_fonts_check (own, &error));
  lb_fonts_find (own, LB_ROLE_TEXT, 0x10FFFD);
  g_assert_false (lb_fonts_check (own, &error));
  g_assert_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "\364\217\277\275"));
}

/* The free 楷体 has the 6,763 characters of GB 2312; 镕 is not among them. */
static void
a_character_from_another_font_is_listed (void)
{
  g_autoptr (LbFonts) own = lb_fonts_new (NULL, NULL);

  g_assert_false (lists (own, "镕"));
  g_assert_cmpuint (lb_fonts_find (own, LB_ROLE_KAI, 0x9555).glyph, >, 0);
  g_assert_true (lists (own, "楷体“镕”→"));
  g_assert_true (lb_fonts_check (own, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  fonts = lb_fonts_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/linebreak/a-line-never-begins-with-a-closing-mark", a_line_never_begins_with_a_closing_mark);
  g_test_add_func ("/linebreak/a-line-never-ends-with-an-opening-mark", a_line_never_ends_with_an_opening_mark);
  g_test_add_func ("/linebreak/a-number-keeps-its-unit", a_number_keeps_its_unit);
  g_test_add_func ("/linebreak/households-and-persons-stay-together", households_and_persons_stay_together);
  g_test_add_func ("/linebreak/a-long-word-is-cut", a_long_word_is_cut);
  g_test_add_func ("/linebreak/a-heading-does-not-end-in-a-single-character", a_heading_does_not_end_in_a_single_character);
  g_test_add_func ("/linebreak/a-paragraph-begins-two-cells-in", a_paragraph_begins_two_cells_in);
  g_test_add_func ("/linebreak/between-marks-that-meet-half-a-cell-goes", between_marks_that_meet_half_a_cell_goes);
  g_test_add_func ("/linebreak/numbers-leave-no-gaps-and-lines-end-flush", numbers_leave_no_gaps_and_lines_end_flush);
  g_test_add_func ("/linebreak/a-mark-at-the-end-gives-up-its-empty-half", a_mark_at_the_end_gives_up_its_empty_half);
  g_test_add_func ("/linebreak/a-number-stands-close-to-its-unit", a_number_stands_close_to_its_unit);
  g_test_add_func ("/linebreak/no-words-are-no-lines", no_words_are_no_lines);
  g_test_add_func ("/fonts/a-character-no-font-has-is-an-error", a_character_no_font_has_is_an_error);
  g_test_add_func ("/fonts/a-character-from-another-font-is-listed", a_character_from_another_font_is_listed);
  int status = g_test_run ();
  lb_fonts_free (fonts);
  return status;
}
