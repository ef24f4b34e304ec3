/* The definition card: the rows behind a figure, where they came from, the rules, and what stays hidden. */
#include "src/date.h"
#include "src/explain.h"
#include "tests/src/figures.h"
#include "tests/src/run.h"

#include <math.h>
#include <string.h>

static LbExplanation *
explain (Hand *hand, const char *id, gint64 region, const char *date)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbIndicator) indicator = lb_indicator_find (id, NULL, "zh", &error);
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (hand->project, NULL);
  LbExplanation *card =
    lb_explain (hand->project, indicator, (guint) lb_region_tree_find_id (regions, region), lb_day_from_text (date), NULL, &error);

  g_assert_no_error (error);
  return card;
}

static const char rows[] =
  "UPDATE import_batch SET file = 'ledger.csv'\n"
  "household id=1 household_no=5399021002000013\nhousehold id=2 region_id=liuwan\n"
  "monitoring_case id=1\nmonitoring_case id=2\n"
  "measure id=1 status=implemented status_on=2024-02-01\nmeasure id=2 due_on=2024-02-01\n"
  "measure id=3 status=stopped status_on=2024-03-01\nmeasure id=4 case_id=2\n";

static void
every_row_is_there_with_its_source (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, rows);
  g_autoptr (LbExplanation) card = explain (hand, "M01", HAND_LANSHAN, "2024-04-01");
  g_assert_cmpfloat (card->numerator, ==, 1);
  g_assert_cmpfloat (card->denominator, ==, 2);
  g_assert_cmpfloat (card->value, ==, 50);
  g_assert_true (card->small);
  g_assert_true (isnan (card->persons));
  g_assert_cmpuint (card->rows->len, ==, 2); /* the stopped one has left */
  const LbExplainedRow *row = g_ptr_array_index (card->rows, 0);
  g_assert_cmpstr (row->table, ==, "measure");
  g_assert_cmpint (row->id, ==, 1);
  g_assert_cmpfloat (row->numerator, ==, 1);
  g_assert_cmpstr (row->file, ==, "ledger.csv");
  g_assert_cmpstr (row->label, ==, "5399**********13");
  g_assert_cmpstr (card->code, ==, "539902100");
  g_assert_cmpuint (strlen (card->fingerprint), ==, 64);
}

static void
rows_always_add_up_to_the_figure (Hand *hand, gconstpointer data)
{
  static const char *const ids[] = {"D01", "D02", "D07", "M01", "M05", "M08", "C01", "P01", "G01", "Q01", "I05", "V05", "C04"};

  (void) data;
  figures_fill (hand, rows);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (LbExplanation) card = explain (hand, ids[i], HAND_COUNTY, "2024-04-20");
    double numerator = 0, denominator = 0;
    for (guint r = 0; r < card->rows->len; r++) {
      numerator += ((LbExplainedRow *) g_ptr_array_index (card->rows, r))->numerator;
      denominator += ((LbExplainedRow *) g_ptr_array_index (card->rows, r))->denominator;
    }
    g_test_message ("%s: %g/%g", ids[i], numerator, denominator);
    g_assert_cmpfloat_with_epsilon (numerator, card->numerator, 1e-9);
    g_assert_cmpfloat_with_epsilon (denominator, card->denominator, 1e-9);
  }
}

static void
rules_that_the_query_asks_for_are_named (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, rows);
  g_autoptr (LbExplanation) late = explain (hand, "I01", HAND_COUNTY, "2024-04-01");
  g_assert_cmpuint (late->rules->len, ==, 1);
  const LbExplainedRule *rule = g_ptr_array_index (late->rules, 0);
  g_assert_cmpstr (rule->key, ==, "limits.identify");
  g_assert_cmpstr (rule->text, ==, "15 day_cal");
  g_assert_cmpstr (late->rule_set, ==, "national");
  g_autoptr (LbExplanation) timely = explain (hand, "A02", HAND_COUNTY, "2024-04-01");
  g_assert_cmpuint (timely->rules->len, ==, 5);
  g_autoptr (LbExplanation) line = explain (hand, "C06", HAND_COUNTY, "2024-04-01");
  g_assert_cmpuint (line->rules->len, >, 0);
  g_autoptr (LbExplanation) plain = explain (hand, "M01", HAND_COUNTY, "2024-04-01");
  g_assert_cmpuint (plain->rules->len, ==, 0);
}

static void
a_flow_names_its_window (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, "household id=1\nhousehold id=2\nmonitoring_case id=1 identified_on=2022-01-01 cleared_on=2023-04-30\n"
                      "monitoring_case id=2 identified_on=2022-01-01 cleared_on=2023-05-01\n");
  g_autoptr (LbExplanation) card = explain (hand, "C04", HAND_COUNTY, "2024-04-30");
  g_assert_cmpint (card->since, ==, lb_day_from_text ("2023-04-30"));
  g_assert_cmpuint (card->rows->len, ==, 1);
}

static void
the_command_prints_the_card (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, rows);
  g_autoptr (Run) text = run_program ("values", hand->path, "M01", "--explain", "539902100", "--as-of", "2024-04-01", NULL);
  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->out, "Value: 50.00 % (small base, not ranked)"));
  g_assert_nonnull (strstr (text->out, "5399**********13"));
  g_assert_null (strstr (text->out, "5399021002000013"));
  g_autoptr (Run) json =
    run_program ("values", hand->path, "M01", "--explain", "539902100", "--as-of", "2024-04-01", "--json", NULL);
  g_assert_cmpint (json->status, ==, 0);
  g_assert_nonnull (strstr (json->out, "\"numerator\":1.0"));
  g_assert_nonnull (strstr (json->out, "\"file\":\"ledger.csv\""));
  g_autoptr (Run) none = run_program ("values", hand->path, "M01", "--explain", "999", "--as-of", "2024-04-01", NULL);
  g_assert_cmpint (none->status, ==, 1);
  g_assert_nonnull (strstr (none->err, "999"));
  g_autoptr (Run) wrong = run_program ("values", hand->path, "M01", "--level", "county", "--json", NULL);
  g_assert_cmpint (wrong->status, ==, 2);
}

#define ADD(path, function) g_test_add (path, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/explain/every-row-is-there-with-its-source", every_row_is_there_with_its_source);
  ADD ("/explain/rows-always-add-up-to-the-figure", rows_always_add_up_to_the_figure);
  ADD ("/explain/rules-that-the-query-asks-for-are-named", rules_that_the_query_asks_for_are_named);
  ADD ("/explain/a-flow-names-its-window", a_flow_names_its_window);
  ADD ("/explain/the-command-prints-the-card", the_command_prints_the_card);
  return g_test_run ();
}
