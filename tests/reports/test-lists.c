/* Lines and spans of lists come from the rule set: another one changes the list. */
#include "reports/compose.h"
#include "tests/src/hand.h"

#include <string.h>

static LbDocument *
compose (Hand *self)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = {.kind = "look-back", .as_of = lb_day_from_text ("2025-12-31"), .since = LB_DAY_NONE};
  LbDocument *document = lb_compose (self->project, &options, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
set_up (Hand *self, gconstpointer data)
{
  static const int days[] = {3, 8, 17, 18, 45};

  hand_set_up (self, data);
  for (int i = 0; i < 5; i++) {
    hand_add_case (self, i + 1, HAND_LIUWAN, 3, "2025-03-20", NULL, NULL);
    g_autofree char *sql = g_strdup_printf ("UPDATE monitoring_case SET clue_date = date ('2025-03-20', '-%d days') WHERE id = %d", days[i], i + 1);
    hand_run (self, sql);
  }
  hand_run (self, "INSERT INTO visit (household_id, visited_on, mode, import_batch_id, src_row) VALUES "
                  "(1, '2025-12-20', 'home', 1, 1), (2, '2025-11-10', 'home', 1, 1), (3, '2025-01-02', 'home', 1, 1)");
}

/* "5天以内 1, …" of a list of texts and numbers, in its order. */
static char *
read_list (LbDocument *document, const char *id)
{
  const LbList *list = lb_figures_find_list (document->figures, id);
  g_autoptr (GPtrArray) rows = lb_list_select (list, document->figures->regions, 0, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint r = 0; r < rows->len; r++) {
    const LbListRow *row = g_ptr_array_index (rows, r);
    g_autoptr (GString) cells = g_string_new (NULL);
    for (guint c = 0; c < list->columns->len; c++)
      if (!g_array_index (list->columns, LbListColumn, c).hidden)
        g_string_append_printf (cells, "%s%s", cells->len > 0 ? " " : "", row->cells[c]);
    g_string_append_printf (text, "%s%s", r > 0 ? ", " : "", cells->str);
  }
  return g_strdup (text->str);
}

static void
assert_list (LbDocument *document, const char *id, const char *expected)
{
  g_autofree char *text = read_list (document, id);
  g_assert_cmpstr (text, ==, expected);
}

static void
override (Hand *self, const char *section, const char *key, const char *value)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO rule_override (section, key, value) VALUES ('%s', '%s', '%s')", section, key, value);
  hand_run (self, sql);
}

static void
spans_are_those_of_the_rule_set (Hand *self, gconstpointer data G_GNUC_UNUSED)
{
  {
    g_autoptr (LbDocument) document = compose (self);
    assert_list (document, "identification-spans", "5天以内 1, 6—10天 1, 16—30天 2, 30天以上 1");
    assert_list (document, "visit-gaps", "31天以内 1, 32—62天 1, 93天以上 1, 没有走访记录 2");
  }
  override (self, "spans", "identification", "7, 20");
  override (self, "spans", "visit_gap", "60");
  g_autoptr (LbDocument) document = compose (self);
  assert_list (document, "identification-spans", "7天以内 1, 8—20天 3, 20天以上 1");
  assert_list (document, "visit-gaps", "60天以内 2, 60天以上 1, 没有走访记录 2");
}

static void
ages_of_findings_are_those_of_the_rule_set (Hand *self, gconstpointer data G_GNUC_UNUSED)
{
  static const int ages[] = {1, 30, 31, 90, 91, 180, 181, 400};

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++) {
    g_autofree char *sql = g_strdup_printf (
      "INSERT INTO finding (id, finding_no, region_id, dimension, severity, text, first_seen_on, import_batch_id, src_row) "
      "VALUES (%zu, 'W%zu', 6, 'work', 'general', '台账不全', date ('2025-12-31', '-%d days'), 1, 1);"
      "INSERT INTO rectification_track (finding_id, track, owner_unit, due_on) VALUES (%zu, 'township', '某镇', '2026-06-30')",
      i + 1, i + 1, ages[i], i + 1);
    hand_run (self, sql);
  }
  {
    g_autoptr (LbDocument) document = compose (self);
    assert_list (document, "finding-ages", "30天以内 2 0, 31—90天 2 0, 91—180天 2 0, 180天以上 2 0");
  }
  override (self, "spans", "finding_age", "90");
  g_autoptr (LbDocument) document = compose (self);
  assert_list (document, "finding-ages", "90天以内 4 0, 90天以上 4 0");
}

/* In three lists and in the indicator alike. */
static void
the_time_of_the_first_measure_is_the_rule_sets (Hand *self, gconstpointer data G_GNUC_UNUSED)
{
  hand_run (self, "UPDATE monitoring_case SET identified_on = '2025-12-10' WHERE id < 3");
  for (int round = 0; round < 2; round++) {
    g_autoptr (LbDocument) document = compose (self);
    const LbFigures *figures = document->figures;
    guint expected = round == 0 ? 3 : 5;
    g_autofree char *kinds = read_list (document, "problem-kinds"), *problems = read_list (document, "problems");
    g_autofree char *words = g_strdup_printf ("识别满规定时间仍无已落实措施 %u 户", expected);
    g_assert_cmpuint (lb_figures_find_list (figures, "no-measure")->rows->len, ==, expected);
    g_assert_nonnull (strstr (kinds, words));
    g_assert_nonnull (strstr (problems, words));
    g_assert_cmpfloat (lb_figures_get (figures, lb_figures_find (figures, "M07"), LB_WHEN_NOW, LB_FIELD_NUMERATOR, figures->region), ==, expected);
    if (round == 0)
      override (self, "limits", "measure_first", "20 day_cal");
  }
}

static const LbChart *
find_chart (const LbDocument *document, const char *words)
{
  for (guint i = 0; i < document->blocks->len; i++) {
    const LbBlock *block = g_ptr_array_index (document->blocks, i);
    if (block->type == LB_BLOCK_CHART && strstr (block->chart->title, words) != NULL)
      return block->chart;
  }
  g_error ("no chart speaks of %s", words);
}

static void
assert_limit (const LbDocument *document, double at, const char *label)
{
  const LbChart *chart = find_chart (document, "从发现线索到认定");

  g_assert_cmpuint (chart->marks->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (chart->marks, LbChartMark, 0).at, at, 1e-9);
  g_assert_cmpstr (g_array_index (chart->marks, LbChartMark, 0).label, ==, label);
}

static void
the_line_of_identification_is_the_rule_sets (Hand *self, gconstpointer data G_GNUC_UNUSED)
{
  {
    g_autoptr (LbDocument) document = compose (self);
    assert_limit (document, 15, "限 15");
    g_assert_cmpuint (lb_figures_find_list (document->figures, "late-cases")->rows->len, ==, 3);
  }
  override (self, "limits", "identify", "20 day_cal");
  g_autoptr (LbDocument) document = compose (self);
  assert_limit (document, 20, "限 20");
  g_assert_cmpuint (lb_figures_find_list (document->figures, "late-cases")->rows->len, ==, 1);
}

static void
deadlines_of_tickets_are_the_rule_sets (Hand *self, gconstpointer data G_GNUC_UNUSED)
{
  hand_run (self, "INSERT INTO matter (matter_no, region_id, class, source, received_on, due_on, import_batch_id, src_row) "
                  "VALUES ('S1', 6, 'simple', 'resident', '2025-10-01', '2025-10-04', 1, 1)");
  {
    g_autoptr (LbDocument) document = compose (self);
    assert_list (document, "problems",
                 "柳湾村 识别满规定时间仍无已落实措施 5 户 2026-01-15, 柳湾村 监测对象走访间隔超过期限 3 户 2026-01-15, "
                 "柳湾村 事项逾期未办结 1 件 2026-01-30");
  }
  override (self, "limits", "rectify_now", "7 day_cal");
  override (self, "limits", "rectify_term", "2 month");
  g_autoptr (LbDocument) document = compose (self);
  assert_list (document, "problems",
               "柳湾村 识别满规定时间仍无已落实措施 5 户 2026-01-07, 柳湾村 监测对象走访间隔超过期限 3 户 2026-01-07, "
               "柳湾村 事项逾期未办结 1 件 2026-02-28");
}

#define ADD(path, test) g_test_add (path, Hand, NULL, set_up, test, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lists/spans-are-those-of-the-rule-set", spans_are_those_of_the_rule_set);
  ADD ("/lists/ages-of-findings-are-those-of-the-rule-set", ages_of_findings_are_those_of_the_rule_set);
  ADD ("/lists/the-time-of-the-first-measure-is-the-rule-sets", the_time_of_the_first_measure_is_the_rule_sets);
  ADD ("/lists/the-line-of-identification-is-the-rule-sets", the_line_of_identification_is_the_rule_sets);
  ADD ("/lists/deadlines-of-tickets-are-the-rule-sets", deadlines_of_tickets_are_the_rule_sets);
  return g_test_run ();
}
