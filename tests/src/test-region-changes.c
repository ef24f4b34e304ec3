/* Villages renamed, merged and abolished: what was written about them is still found and counted once */
#include "src/date.h"
#include "src/error.h"
#include "tests/src/ledger-fixture.h"

#include <string.h>

static const char changes[] = "乡（镇）,原村名,变更类型,变更日期,新名称,新区划代码\n"
                              "清河镇,西坪村,更名,2024-01-01,西苑社区,539902100302\n"
                              "清河镇,东山村,合并,2024-07-01,西坪村,\n";

static guint
number_of (LbRegionTree *tree, const char *code)
{
  int number = lb_region_tree_find_code (tree, code);

  g_assert_cmpint (number, >=, 0);
  return (guint) number;
}

static gint32
day (const char *text)
{
  return lb_day_from_text (text);
}

static void
a_renamed_village_answers_to_both_names_and_codes (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "r.csv", "乡（镇）,原村名,变更类型,变更日期,新名称,新区划代码\n清河镇,西坪村,更名,2024-01-01,西苑社区,539902100302\n", 1, 0);
  g_assert_cmpstr (result->kind, ==, "region-changes");
  g_autoptr (LbImportResult) households = ledger_take (
    fixture, "h.csv", "户编号,乡（镇）,行政村,区划代码,家庭人口数\n1,清河镇,西坪村,,2\n2,清河镇,西苑社区,,2\n3,,,539902100202,2\n4,,,539902100302,2\n", 4, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household WHERE region_id = 5"), ==, 4);
  g_autofree char *alias = ledger_text (fixture, "SELECT alias FROM region WHERE id = 5");
  g_assert_cmpstr (alias, ==, "西坪村\n539902100202");
}

static void
a_merged_village_stands_before_the_day_and_its_successor_after (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) cases = ledger_take (fixture, "c.csv", ledger_cases, 3, 0);
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "r.csv", "乡（镇）,原村名,变更类型,变更日期,新名称\n清河镇,东山村,合并,2024-07-01,西坪村\n", 1, 0);
  g_autoptr (LbRegionTree) tree = lb_project_dup_regions (fixture->project, NULL);
  guint old = number_of (tree, "539902100201"), heir = number_of (tree, "539902100202");

  g_assert_cmpuint (lb_region_tree_resolve (tree, old, day ("2024-06-30")), ==, old);
  g_assert_cmpuint (lb_region_tree_resolve (tree, old, day ("2024-07-01")), ==, heir);
  g_assert_cmpuint (lb_region_tree_resolve (tree, heir, day ("2020-01-01")), ==, heir);
  g_assert_cmpuint (lb_region_tree_resolve (tree, heir, day ("2030-01-01")), ==, heir);
  /* The rows stay where they were written, and the old name still places new ones. */
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM monitoring_case c JOIN household h ON h.id = c.household_id"
                                          " WHERE h.region_id IN (8, 9)"), ==, 3);
  g_autoptr (LbImportResult) late = ledger_take (fixture, "h2.csv", "户编号,乡（镇）,行政村,家庭人口数\n9,清河镇,东山村,1\n", 1, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT region_id FROM household WHERE household_no = '9'"), ==, 4);
}

static void
a_month_ends_the_village_before_its_first_day (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "r.csv", "乡（镇）,原村名,变更类型,变更日期,新名称\n清河镇,东山村,撤销,2024-07,\n", 1, 0);
  g_autofree char *last = ledger_text (fixture, "SELECT valid_to FROM region WHERE id = 4");
  g_autoptr (LbRegionTree) tree = lb_project_dup_regions (fixture->project, NULL);
  guint old = number_of (tree, "539902100201");

  g_assert_cmpstr (last, ==, "2024-06-30");
  /* Abolished without a successor: nobody else can answer. */
  g_assert_cmpuint (lb_region_tree_resolve (tree, old, day ("2025-01-01")), ==, old);
}

static void
successors_are_followed_to_the_last_and_a_circle_ends (void)
{
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();
  const char *const last[] = {"2020-12-31", "2021-12-31", NULL, "2020-12-31", "2020-12-31"};
  const gint64 heirs[] = {3, 4, 0, 6, 5};

  lb_region_tree_builder_add (builder, 1, 0, LB_LEVEL_COUNTY, "5", "县", 0);
  for (gint64 i = 0; i < 5; i++) {
    g_autofree char *code = g_strdup_printf ("5%d", (int) i);
    lb_region_tree_builder_add (builder, i + 2, 1, LB_LEVEL_VILLAGE, code, "村", 0);
    lb_region_tree_builder_set_history (builder, NULL, last[i], heirs[i]);
  }
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (builder);
  g_assert_cmpuint (lb_region_tree_resolve (tree, 1, day ("2020-06-01")), ==, 1);
  g_assert_cmpuint (lb_region_tree_resolve (tree, 1, day ("2021-06-01")), ==, 2);
  g_assert_cmpuint (lb_region_tree_resolve (tree, 1, day ("2022-06-01")), ==, 3);
  g_assert_cmpuint (lb_region_tree_resolve (tree, 4, day ("2022-06-01")), ==, 5); /* that 5 went back to 4 is left out */
  g_assert_cmpuint (lb_region_tree_resolve (tree, 5, day ("2022-06-01")), ==, 5);
}

static void
a_change_that_cannot_be_is_refused (LedgerFixture *fixture, gconstpointer data)
{
  static const char *const fragments[] = {"no single other region is “无名村”", "belongs to 东山村 already", "no single other region",
                                          "no region in", "新名称 is empty", "no single other region is “539902100201001”"};

  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "r.csv", "乡（镇）,原村名,变更类型,变更日期,新名称,新区划代码\n清河镇,东山村,合并,2024-07-01,无名村,\n"
                      "清河镇,西坪村,更名,2024-07-01,,539902100201\n清河镇,西坪村,合并,2024-07-01,西坪村,\n"
                      "清河镇,北山村,撤销,2024-07-01,,\n清河镇,西坪村,更名,2024-07-01,,\n清河镇,东山村,合并,2024-07-01,,539902100201001\n", 0, 6);
  for (guint i = 0; i < result->rejects->len; i++) {
    const LbReject *reject = g_ptr_array_index (result->rejects, i);
    g_test_message ("%s", reject->reason);
    g_assert_nonnull (strstr (reject->reason, fragments[i]));
  }
}

/* Of three villages each takes the place of the next: the row that closes the circle is refused, within a file and over
 * two of them, and the rows that lead back are named. */
static void
a_circle_of_successors_is_refused_with_its_rows (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (
    fixture, "r1.csv", "乡（镇）,原村名,变更类型,变更日期,新名称,新区划代码\n清河镇,东山村,合并,2023-01-01,西坪村,\n", 1, 0);
  g_autoptr (LbImportResult) second = ledger_take (
    fixture, "r2.csv", "乡（镇）,原村名,变更类型,变更日期,新名称,新区划代码\n清河镇,西坪村,合并,2024-01-01,,539902101202\n"
                       "云台乡,松涛社区,合并,2025-01-01,,539902100201\n", 1, 1);
  const LbReject *reject = g_ptr_array_index (second->rejects, 0);
  g_test_message ("%s", reject->reason);
  g_assert_cmpint (reject->row, ==, 3);
  g_assert_cmpstr (reject->code, ==, "region");
  g_assert_nonnull (strstr (reject->reason, "松涛社区 cannot go on as 东山村"));
  g_assert_nonnull (strstr (reject->reason, "东山村 → 西坪村 (r1.csv, row 2), 西坪村 → 松涛社区 (r2.csv, row 2)"));
  g_assert_cmpint (ledger_count (fixture, "SELECT successor_id IS NULL AND valid_to IS NULL FROM region WHERE id = 7"), ==, 1);
  g_autoptr (LbRegionTree) tree = lb_project_dup_regions (fixture->project, NULL);
  g_assert_cmpuint (lb_region_tree_resolve (tree, number_of (tree, "539902100201"), day ("2026-01-01")), ==,
                    number_of (tree, "539902101202"));
}

static void
undo_brings_the_villages_back (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = ledger_dump (fixture->project);

  (void) data;
  g_autoptr (LbImportResult) result = ledger_import (fixture, "r.csv", changes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->accepted, ==, 2);
  g_assert_true (lb_import_undo (fixture->project, result->batch, NULL, &error));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

#define CASE(name, function) \
  g_test_add ("/region-changes/" name, LedgerFixture, NULL, ledger_set_up, function, ledger_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("a-renamed-village-answers-to-both-names-and-codes", a_renamed_village_answers_to_both_names_and_codes);
  CASE ("a-merged-village-stands-before-the-day-and-its-successor-after",
        a_merged_village_stands_before_the_day_and_its_successor_after);
  CASE ("a-month-ends-the-village-before-its-first-day", a_month_ends_the_village_before_its_first_day);
  g_test_add_func ("/region-changes/successors-are-followed-to-the-last-and-a-circle-ends",
                   successors_are_followed_to_the_last_and_a_circle_ends);
  CASE ("a-change-that-cannot-be-is-refused", a_change_that_cannot_be_is_refused);
  CASE ("a-circle-of-successors-is-refused-with-its-rows", a_circle_of_successors_is_refused_with_its_rows);
  CASE ("undo-brings-the-villages-back", undo_brings_the_villages_back);
  return g_test_run ();
}
