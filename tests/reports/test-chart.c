/* Where charts draw what, asked of the laid-out page in millimetres; and shares that add to 100. */
#include "reports/layout.h"
#include "reports/shares.h"

#include <math.h>
#include <string.h>

static LbFonts *fonts;

/* (transfer full): one chart on a page of its own; takes @chart. */
static LbLayout *
lay_out (LbChart *chart)
{
  g_autoptr (GPtrArray) blocks = lb_blocks_new ();
  LbBlock *block = lb_block_new (LB_BLOCK_CHART);

  block->chart = chart;
  g_ptr_array_add (blocks, block);
  return lb_layout_new (blocks, fonts, LB_STYLE_OFFICIAL);
}

static const LbPage *
page_of (const LbLayout *layout)
{
  return g_ptr_array_index (layout->pages, 0);
}

/* Filled boxes of a grey, left to right as they were drawn. */
static GArray *
boxes_of (const LbPage *page, double light)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (LbMark));

  for (guint i = 0; i < page->marks->len; i++) {
    const LbMark *mark = &g_array_index (page->marks, LbMark, i);
    if (mark->shape == LB_MARK_BOX && mark->fill == LB_FILL_SOLID && fabs (mark->ink.r - light) < 0.001)
      g_array_append_vals (boxes, mark, 1);
  }
  return boxes;
}

static gboolean
says (const LbPage *page, const char *words)
{
  for (guint i = 0; i < page->runs->len; i++) {
    g_autofree char *text = lb_run_dup_text (&g_array_index (page->runs, LbRun, i));
    if (g_str_equal (text, words))
      return TRUE;
  }
  return FALSE;
}

static void
bars_begin_at_zero_and_are_as_long_as_their_values (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_RANKING, "", "户");
  lb_chart_add (chart, "甲", 100, NAN);
  lb_chart_add (chart, "乙", 50, NAN);
  lb_chart_add (chart, "丙", NAN, NAN);
  lb_chart_add (chart, "丁", 0, NAN);
  g_autoptr (LbLayout) layout = lay_out (chart);
  g_autoptr (GArray) bars = boxes_of (page_of (layout), 0.45);

  g_assert_cmpuint (bars->len, ==, 3); /* 丙 has no data and no bar; 丁 is zero and has one without width */
  const LbMark *first = &g_array_index (bars, LbMark, 0), *second = first + 1, *third = first + 2;
  g_assert_cmpfloat_with_epsilon (first->x1, second->x1, 0.001);
  g_assert_cmpfloat_with_epsilon ((first->x2 - first->x1) / (second->x2 - second->x1), 2, 0.001);
  g_assert_cmpfloat_with_epsilon (third->x2, third->x1, 0.001);
  g_assert_true (says (page_of (layout), "—"));
}

static void
equal_values_share_a_rank (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_RANKING, "", "%");
  chart->numbered = chart->cut = TRUE;
  chart->decimals = 2;
  lb_chart_add (chart, "甲", 95, 90);
  lb_chart_add (chart, "乙", 93, 94);
  lb_chart_add (chart, "丙", 93, 93);
  lb_chart_add (chart, "丁", 92, NAN);
  g_autoptr (LbLayout) layout = lay_out (chart);

  g_assert_true (says (page_of (layout), "1"));
  g_assert_true (says (page_of (layout), "2"));
  g_assert_false (says (page_of (layout), "3"));
  g_assert_true (says (page_of (layout), "4"));
  g_assert_true (says (page_of (layout), "↑"));
  g_assert_true (says (page_of (layout), "↓"));
  g_assert_true (says (page_of (layout), "5.00"));
}

static void
what_lies_beyond_the_limit_is_black (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_DISTRIBUTION, "", "户");
  for (guint i = 0; i < 6; i++)
    lb_chart_add_at (chart, "", i, i + 1, i + 1);
  lb_chart_add_mark (chart, 4, "4天");
  g_autoptr (LbLayout) layout = lay_out (chart);
  g_autoptr (GArray) within = boxes_of (page_of (layout), 0.6), beyond = boxes_of (page_of (layout), 0.13);

  g_assert_cmpuint (within->len, ==, 4);
  g_assert_cmpuint (beyond->len, ==, 2);
  g_assert_cmpfloat (g_array_index (beyond, LbMark, 0).x1, >, g_array_index (within, LbMark, 3).x1);
}

static void
a_gap_parts_a_line_without_data (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_TREND, "", "%");
  guint lines = 0;
  chart->lines = TRUE;
  for (guint i = 0; i < 5; i++)
    lb_chart_add (chart, "", i == 2 ? NAN : 80.0 + i, NAN);
  g_autoptr (LbLayout) layout = lay_out (chart);

  for (guint i = 0; i < page_of (layout)->marks->len; i++) {
    const LbMark *mark = &g_array_index (page_of (layout)->marks, LbMark, i);
    lines += mark->shape == LB_MARK_LINE && mark->thickness == 1.5 && mark->y1 != mark->y2;
  }
  g_assert_cmpuint (lines, ==, 2); /* of four steps those beside the gap are missing */
}

static void
overdue_stands_upon_what_is_not (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_AGEING, "", "个");
  lb_chart_add (chart, "30天以内", 30, 10);
  g_autoptr (LbLayout) layout = lay_out (chart);
  g_autoptr (GArray) within = boxes_of (page_of (layout), 0.7), overdue = boxes_of (page_of (layout), 0.13);

  g_assert_cmpuint (within->len, ==, 1);
  g_assert_cmpuint (overdue->len, ==, 1);
  const LbMark *low = &g_array_index (within, LbMark, 0), *high = &g_array_index (overdue, LbMark, 0);
  g_assert_cmpfloat_with_epsilon (high->y2, low->y1, 0.001);
  g_assert_cmpfloat_with_epsilon ((low->y2 - low->y1) / (high->y2 - high->y1), 3, 0.01);
  g_assert_true (says (page_of (layout), "40"));
}

static void
a_funnel_tells_both_shares (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_FUNNEL, "", "户");
  lb_chart_add (chart, "预警", 200, NAN);
  lb_chart_add (chart, "核实", 150, NAN);
  lb_chart_add (chart, "纳入", 30, NAN);
  g_autoptr (LbLayout) layout = lay_out (chart);

  g_assert_true (says (page_of (layout), "75.0%"));
  g_assert_true (says (page_of (layout), "15.0%"));
  g_assert_true (says (page_of (layout), "↓ 20.0%"));
}

static void
a_day_stands_in_its_week (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_CALENDAR, "", "户");
  /* 2025-06-30 was a Monday, 20269 days after 1970-01-01. */
  for (guint i = 0; i < 14; i++)
    lb_chart_add_at (chart, "", 20269 + i, NAN, 5);
  g_autoptr (LbLayout) layout = lay_out (chart);
  const LbPage *page = page_of (layout);
  const LbMark *days = &g_array_index (page->marks, LbMark, 0);

  g_assert_cmpfloat_with_epsilon (days[0].x1, days[6].x1, 0.001);
  g_assert_cmpfloat_with_epsilon (days[0].y1, days[7].y1, 0.001);
  g_assert_cmpfloat (days[7].x1, >, days[0].x1);
  g_assert_cmpfloat (days[1].y1, >, days[0].y1);
  g_assert_true (says (page, "2025年7月"));
}

static void
the_farthest_are_named (void)
{
  LbChart *chart = lb_chart_new (LB_CHART_SCATTER, "", "%");
  chart->named = 1;
  for (guint i = 0; i < 30; i++) {
    g_autofree char *name = g_strdup_printf ("村%u", i);
    lb_chart_add_at (chart, name, i % 5, NAN, 90 + i % 7);
  }
  lb_chart_add_at (chart, "远村", 40, NAN, 60);
  lb_chart_add_at (chart, "缺村", NAN, NAN, 60);
  g_autoptr (LbLayout) layout = lay_out (chart);

  g_assert_true (says (page_of (layout), "远村"));
  g_assert_false (says (page_of (layout), "村1"));
  g_assert_false (says (page_of (layout), "缺村"));
}

static void
a_chart_without_data_says_so (void)
{
  for (LbChartKind kind = LB_CHART_RANKING; kind <= LB_CHART_SCATTER; kind++) {
    LbChart *chart = lb_chart_new (kind, "图1　空", "户");
    if (kind % 2 == 0)
      lb_chart_add_at (chart, "甲", 1, 2, NAN);
    g_autoptr (LbLayout) layout = lay_out (chart);
    g_assert_true (says (page_of (layout), "无数据"));
    g_assert_true (says (page_of (layout), "图1　空"));
  }
}

static void
one_value_and_equal_values_are_drawn (void)
{
  for (LbChartKind kind = LB_CHART_RANKING; kind <= LB_CHART_SCATTER; kind++)
    for (guint n = 1; n <= 3; n++) {
      LbChart *chart = lb_chart_new (kind, "", "户");
      for (guint i = 0; i < n; i++) {
        lb_chart_add_at (chart, "甲", kind == LB_CHART_SCATTER ? 3 : 20000.0 + i, 20001.0 + i, n == 2 ? 0 : 7);
      }
      g_autoptr (LbLayout) layout = lay_out (chart);
      for (guint i = 0; i < page_of (layout)->marks->len; i++) {
        const LbMark *mark = &g_array_index (page_of (layout)->marks, LbMark, i);
        g_assert_true (isfinite (mark->x1) && isfinite (mark->y1) && isfinite (mark->x2) && isfinite (mark->y2));
      }
    }
}

static double
sum_of (const double *shares, guint n, int decimals)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += isnan (shares[i]) ? 0 : round (shares[i] * pow (10, decimals));
  return sum / pow (10, decimals);
}

static void
shares_add_to_a_hundred (void)
{
  static const double thirds[] = {1, 1, 1}, published[] = {71, 63, 919}, gaps[] = {3, NAN, 4};
  double shares[3];

  lb_shares_round (thirds, 3, 2, shares);
  g_assert_cmpfloat_with_epsilon (shares[0], 33.34, 1e-9); /* the first of those that tie */
  g_assert_cmpfloat_with_epsilon (shares[2], 33.33, 1e-9);
  g_assert_cmpfloat (sum_of (shares, 3, 2), ==, 100);
  lb_shares_round (published, 3, 2, shares);
  g_assert_cmpfloat (sum_of (shares, 3, 2), ==, 100);
  g_assert_cmpfloat_with_epsilon (shares[2], 87.27, 0.011);
  lb_shares_round (gaps, 3, 1, shares);
  g_assert_true (isnan (shares[1]));
  g_assert_cmpfloat (sum_of (shares, 3, 1), ==, 100);
}

static void
shares_of_nothing_are_no_data (void)
{
  static const double nothing[] = {0, 0};
  double shares[2];

  lb_shares_round (nothing, 2, 2, shares);
  g_assert_true (isnan (shares[0]) && isnan (shares[1]));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  fonts = lb_fonts_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/chart/bars-begin-at-zero-and-are-as-long-as-their-values", bars_begin_at_zero_and_are_as_long_as_their_values);
  g_test_add_func ("/chart/equal-values-share-a-rank", equal_values_share_a_rank);
  g_test_add_func ("/chart/what-lies-beyond-the-limit-is-black", what_lies_beyond_the_limit_is_black);
  g_test_add_func ("/chart/a-gap-parts-a-line-without-data", a_gap_parts_a_line_without_data);
  g_test_add_func ("/chart/overdue-stands-upon-what-is-not", overdue_stands_upon_what_is_not);
  g_test_add_func ("/chart/a-funnel-tells-both-shares", a_funnel_tells_both_shares);
  g_test_add_func ("/chart/a-day-stands-in-its-week", a_day_stands_in_its_week);
  g_test_add_func ("/chart/the-farthest-are-named", the_farthest_are_named);
  g_test_add_func ("/chart/a-chart-without-data-says-so", a_chart_without_data_says_so);
  g_test_add_func ("/chart/one-value-and-equal-values-are-drawn", one_value_and_equal_values_are_drawn);
  g_test_add_func ("/shares/add-to-a-hundred", shares_add_to_a_hundred);
  g_test_add_func ("/shares/of-nothing-are-no-data", shares_of_nothing_are_no_data);
  int status = g_test_run ();
  lb_fonts_free (fonts);
  return status;
}
