/* lookback rules and lookback check, run as programs. */
#include "tests/src/figures.h"
#include "tests/src/run.h"

#include <string.h>

static const char late_case[] =
  "UPDATE import_batch SET file = 'cases.csv', at = '2030-01-01T00:00:00Z'\n"
  "household id=1 household_no=5399021002000013\n"
  "monitoring_case id=1 clue_date=2024-01-01 identified_on=2024-03-01\n";

static void
rules_lists_the_sets (void)
{
  g_autoptr (Run) run = run_program ("rules", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (g_str_has_prefix (run->out, "jiyang  "));
  g_assert_nonnull (strstr (run->out, "\nweixi "));
}

static void
values_say_where_they_come_from (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, "INSERT INTO rule_override (section, key, value, valid_from, basis) VALUES "
                      "('limits', 'identify', '10 day_work', '2024-01-01', '县发〔2024〕3号')\n");
  g_autoptr (Run) run = run_program ("rules", hand->path, "--json", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "{\"key\":\"limits.identify\",\"value\":\"10 day_work\",\"days\":\"2024-01-01..\","
                                      "\"source\":\"县发〔2024〕3号\",\"set\":\"project\""));
  g_assert_nonnull (strstr (run->out, "{\"key\":\"limits.identify\",\"value\":\"15 day_cal\",\"days\":\"\""));
}

static void
check_masks_the_household_and_ends_with_3 (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, late_case);
  g_autoptr (Run) run = run_program ("check", hand->path, "--csv", "-", NULL);

  g_assert_cmpint (run->status, ==, 3);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_true (g_str_has_prefix (run->out, "rule,severity,region,household,row,message,remedy\n"));
  g_assert_nonnull (strstr (run->out, "\nidentify_late,error,539902100201001,5399**********13,cases.csv:1,"));
  g_assert_null (strstr (run->out, "5399021002000013"));
}

static void
check_looks_at_one_day (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, late_case);
  g_autoptr (Run) before = run_program ("check", hand->path, "--as-of", "2024-02-29", "--csv", "-", NULL);
  g_autoptr (Run) after = run_program ("check", hand->path, "--as-of", "2024-03-01", "--csv", "-", NULL);

  g_assert_null (strstr (before->out, "identify_late"));
  g_assert_nonnull (strstr (after->out, "identify_late"));
}

static void
check_takes_another_rule_set (Hand *hand, gconstpointer data)
{
  (void) data;
  figures_fill (hand, late_case);
  g_autoptr (Run) jiyang = run_program ("check", hand->path, "--rules", "jiyang", "--json", NULL);
  g_autoptr (Run) nowhere = run_program ("check", hand->path, "--rules", "nowhere", NULL);
  g_autoptr (Run) when = run_program ("check", hand->path, "--as-of", "spring", NULL);
  g_autoptr (Run) bare = run_program ("check", "village.shp", "--rules", "jiyang", NULL);

  g_assert_nonnull (strstr (jiyang->out, "\"rule\":\"d7_jiyang\",\"severity\":\"note\""));
  g_assert_cmpint (nowhere->status, ==, 1);
  g_assert_nonnull (strstr (nowhere->err, "there is no rule set “nowhere”"));
  g_assert_cmpint (when->status, ==, 2);
  g_assert_cmpint (bare->status, ==, 2);
}

static void
a_new_project_wants_a_set_that_there_is (Hand *hand, gconstpointer data)
{
  g_autofree char *path = g_build_filename (hand->dir, "other.gpkg", NULL);

  (void) data;
  g_autoptr (Run) run = run_program ("new", path, "--rules", "nowhere", NULL);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "there is no rule set “nowhere”"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define ADD(path, test) g_test_add (path, Hand, NULL, hand_set_up, test, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules-command/rules-lists-the-sets", rules_lists_the_sets);
  ADD ("/rules-command/values-say-where-they-come-from", values_say_where_they_come_from);
  ADD ("/rules-command/check-masks-the-household-and-ends-with-3", check_masks_the_household_and_ends_with_3);
  ADD ("/rules-command/check-looks-at-one-day", check_looks_at_one_day);
  ADD ("/rules-command/check-takes-another-rule-set", check_takes_another_rule_set);
  ADD ("/rules-command/a-new-project-wants-a-set-that-there-is", a_new_project_wants_a_set_that_there_is);
  return g_test_run ();
}
