/* Every kind of ledger beside the first seven: goes in, comes again, is undone, is exported and imported */
#include "src/error.h"
#include "src/export.h"
#include "src/ledger-order.h"
#include "tests/src/kinds-fixture.h"
#include "tests/src/ledger-fixture.h"

#include <string.h>

static void
load_cases (LedgerFixture *fixture)
{
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) cases = ledger_take (fixture, "c.csv", ledger_cases, 3, 0);
}

static void
load_samples (LedgerFixture *fixture)
{
  for (guint i = 0; i < n_kind_samples; i++) {
    const KindSample *sample = &kind_samples[i];
    g_test_message ("%s", sample->kind);
    g_autoptr (LbImportResult) result = ledger_take (fixture, sample->file, sample->text, sample->rows, 0);
    g_assert_cmpstr (result->kind, ==, sample->kind);
  }
}

static void
assert_text (LedgerFixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *found = ledger_text (fixture, sql);

  g_assert_cmpstr (found, ==, expected);
}

static void
every_kind_goes_in_and_is_told_from_its_headings (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  load_cases (fixture);
  load_samples (fixture);
  assert_text (fixture, "SELECT group_concat (year || ':' || income_pc_fen) FROM household_income", "2023:682050,2024:910000");
  assert_text (fixture, "SELECT group_concat (person_no || relation || sex || health || labour || coalesce (work_months, '') || dibao)"
                        " FROM person", "1户主malemultiordinary6.5rural,2配偶femalehealthyweak_halfnone");
  assert_text (fixture, "SELECT group_concat (person_id || ':' || working || coalesce (started_on || ended_on || channel || place, ''))"
                        " FROM person_work", "2:12024-032024-11劳务输出外省,1:0");
  assert_text (fixture, "SELECT group_concat (person_id || ':' || planned) FROM work_plan", "1:1,2:0");
  assert_text (fixture, "SELECT rhythm || n || task || region_id FROM visit_plan", "monthly1housework8");
  assert_text (fixture, "SELECT case_seq || publicity_to || r.income_pc_fen || r.housing_unsafe FROM risk_clearance r"
                        " JOIN monitoring_case c ON c.id = r.case_id", "12024-06-189800000");
  assert_text (fixture, "SELECT group_concat (subject || kind || coalesce (missing_reason, '')) FROM evidence",
               "stepminutes,clearancenotice_photo未拍照");
  assert_text (fixture, "SELECT group_concat (dept || region_id || kind) FROM early_warning", "民政局8temporary_aid,医保局6medical_cost");
  assert_text (fixture, "SELECT group_concat (warning_id || round || result) FROM warning_check",
               "11already_case,12already_case,21no_risk");
  assert_text (fixture, "SELECT handler || region_id FROM matter", "住建局8");
  assert_text (fixture, "SELECT group_concat (stage || seq || coalesce (hours, '') || returned) FROM matter_ticket",
               "order10,dispatch17.51");
  assert_text (fixture, "SELECT group_concat (duty || coalesce (region_id, 'h') || coalesce (household_id, 'r')) FROM assignment",
               "patrol8r,helph1");
  assert_text (fixture, "SELECT group_concat (coalesce (staff_id, '') || region_id || period || score) FROM assessment",
               "142025-0393.5,32025H188.0");
  assert_text (fixture, "SELECT kind || attended || examined || passed || hours FROM training", "pre_job40383616.0");
  assert_text (fixture, "SELECT type || row_count || updated_on FROM ledger", "floating172025-03-31");
  assert_text (fixture, "SELECT group_concat (kind || name || coalesce (amount_fen, '')) FROM resource",
               "social_org红枫互助社,fund水利资金12000000");
}

static void
a_finding_has_its_two_tracks_and_knows_what_came_back (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  load_cases (fixture);
  load_samples (fixture);
  assert_text (fixture, "SELECT group_concat (track || owner_unit || coalesce (closed_on, '-')) FROM"
                        " (SELECT * FROM rectification_track WHERE finding_id = 1 ORDER BY id)", "township清河镇政府2025-04-18,department农业农村局-");
  assert_text (fixture, "SELECT same_as_id || ':' || region_id || ':' || severity FROM finding WHERE finding_no = 'W2'", "1:9:important");
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM rectification_track WHERE finding_id = 2"), ==, 1);
  assert_text (fixture, "SELECT group_concat (name || kind) FROM campaign", "2025年回头看look_back");
  assert_text (fixture, "SELECT group_concat (region_id || coalesce (household_id, 'v') || coalesce (substitute_for, '-'))"
                        " FROM sample_unit", "81-,921,5v-");
  assert_text (fixture, "SELECT group_concat (sample_unit_id || kind || good) FROM answer", "1compare0,3satisfaction1");
}

static void
the_same_rows_next_month_change_nothing_but_their_batch (LedgerFixture *fixture, gconstpointer data)
{
  static const char *const tables[] = {"household_income", "person", "person_work", "work_plan", "visit_plan", "risk_clearance", "evidence", "early_warning",
                                       "warning_check", "matter", "matter_ticket", "staff", "assignment", "assessment",
                                       "training", "ledger", "resource", "finding", "rectification_track", "campaign",
                                       "sample_unit", "answer"};
  gint64 counts[G_N_ELEMENTS (tables)];

  (void) data;
  load_cases (fixture);
  load_samples (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);
    counts[i] = ledger_count (fixture, sql);
  }
  g_autofree char *before = ledger_dump (fixture->project);
  for (guint i = 0; i < n_kind_samples; i++) {
    g_autofree char *again = g_strconcat (kind_samples[i].text, "\n", NULL); /* another file, the same rows */
    g_autoptr (LbImportResult) result = ledger_take (fixture, kind_samples[i].file, again, kind_samples[i].rows, 0);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);
    g_test_message ("%s", tables[i]);
    g_assert_cmpint (ledger_count (fixture, sql), ==, counts[i]);
  }
  for (guint i = n_kind_samples; i-- > 0;) {
    g_autoptr (GError) error = NULL;
    lb_import_undo (fixture->project, 3 + (gint64) n_kind_samples + i, NULL, &error);
    g_assert_no_error (error);
  }
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
undo_of_every_kind_leaves_nothing (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  load_cases (fixture);
  g_autofree char *before = ledger_dump (fixture->project);
  load_samples (fixture);
  for (guint i = n_kind_samples; i-- > 0;) {
    g_autoptr (GError) error = NULL;
    lb_import_undo (fixture->project, 3 + (gint64) i, NULL, &error);
    g_assert_no_error (error);
  }
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
what_is_exported_can_be_imported_again (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "out.csv", NULL);

  (void) data;
  load_cases (fixture);
  load_samples (fixture);
  for (guint i = 0; i < n_kind_samples; i++) {
    g_autoptr (GError) error = NULL;
    LbImportOptions options = {.kind = kind_samples[i].kind};
    gint64 rows = 0;
    g_test_message ("%s", kind_samples[i].kind);
    lb_export_table (fixture->project, kind_samples[i].kind, path, "test", NULL, &rows, &error);
    g_assert_no_error (error);
    g_assert_cmpint (rows, ==, kind_samples[i].rows);
    g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, path, &options, &error);
    g_assert_no_error (error);
    for (guint k = 0; k < result->rejects->len; k++)
      g_test_message ("%s", ((LbReject *) g_ptr_array_index (result->rejects, k))->reason);
    g_assert_cmpint (result->accepted, ==, rows);
  }
}

static void
assert_refused (LedgerFixture *fixture, const char *kind, const char *text, const char *code, const char *fragment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbImportResult) result = ledger_import (fixture, "x.csv", text, kind, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->rejected, ==, 1);
  const LbReject *reject = g_ptr_array_index (result->rejects, 0);
  g_test_message ("%s: %s", reject->code, reject->reason);
  g_assert_cmpstr (reject->code, ==, code);
  g_assert_nonnull (strstr (reject->reason, fragment));
  g_autofree char *sql = g_strdup_printf ("SELECT reason_code FROM import_reject WHERE import_batch_id = %d", (int) result->batch);
  assert_text (fixture, sql, code);
}

static void
every_refusal_has_its_code (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  load_cases (fixture);
  assert_refused (fixture, "incomes", "户编号,年度,人均纯收入（元）\n5399020001,2023,1,2\n", "shape", "4 cells");
  assert_refused (fixture, "incomes", "户编号,年度,人均纯收入（元）\n5399020001,1823,1\n", "value", "between 1990");
  assert_refused (fixture, "incomes", "户编号,年度,人均纯收入（元）\n77,2023,1\n", "household", "no household");
  assert_refused (fixture, "incomes", "户编号,年度,人均纯收入（元）\n5399020001,2023,1\n5399020001,2023,2\n", "duplicate", "already in row 2");
  assert_refused (fixture, "work", "户编号,姓名,是否已务工\n5399020001,无名,是\n", "value", "import the members first");
  assert_refused (fixture, "work", "户编号,姓名,是否已务工,开始时间,结束时间\n5399020001,甲,是,2024-05,2024-03\n", "order", "lies before");
  assert_refused (fixture, "trainings", "培训类型,培训日期,乡（镇）\n岗前培训,2025-03-03,碧水镇\n", "region", "碧水镇");
  assert_refused (fixture, "trainings", "培训类型,培训日期,考试人数,合格人数\n岗前培训,2025-03-03,3,5\n", "order", "is more than");
  assert_refused (fixture, "warnings", "预警编号,推送部门,预警类型,推送日期,村级核查日期,村级核查结果\nY,民政局,危房,2025-03-03,2025-03-01,无风险\n",
                  "order", "lies before");
  assert_refused (fixture, "warnings", "预警编号,推送部门,预警类型,推送日期,村级核查日期,村级核查结果\nY,民政局,危房,2025-03-03,2025-03-05,\n",
                  "value", "村级核查结果 is empty");
  assert_refused (fixture, "tickets", "事项编号,环节,完成日期\nSX9,点单,2025-03-01\n", "value", "import the matters first");
  assert_refused (fixture, "findings", "问题编号,问题类别,问题描述,发现日期,同类问题编号\nW1,责任,甲,2025-04-01,W0\n", "value", "earlier finding");
  assert_refused (fixture, "assessments", "考核类型,考核周期,考核日期,得分\n网格月考,2025-03,2025-04-01,101\n", "value", "between 0 and 100");
  assert_refused (fixture, "assessments", "考核类型,考核周期,考核日期,得分\n网格月考,2025-03,2025-04-01,九十\n", "value", "is not a number");
  assert_refused (fixture, "samples", "督导活动,抽样序号,户编号,替换户编号\n甲,1,5399020001,5399020002\n", "value", "not in the sample");
}

#define CASE(name, function) \
  g_test_add ("/kinds/" name, LedgerFixture, NULL, ledger_set_up, function, ledger_tear_down)

static const char area_and_unit[] =
  "区划代码,名称,层级,上级代码,网格类型,户数,人口数\n"
  "539902100G01,第1管区,管区,539902100,,,\n"
  "539902100201,东山村,村,539902100G01,,,\n"
  "53990210020100101,第1联户,联户,539902100201001,,12,40\n"
  "539902100201002,东山村第二网格,网格,539902100201,专属网格,,\n";

static void
regions_without_a_boundary_file_take_their_place_in_the_tree (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *before = ledger_dump (fixture->project);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (fixture, "regions.csv", area_and_unit, 4, 0);
  g_assert_cmpstr (result->kind, ==, "regions");
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (fixture->project, &error);
  g_assert_no_error (error);
  guint village = (guint) lb_region_tree_find_code (regions, "539902100201");
  guint area = (guint) lb_region_tree_get (regions, village)->parent;
  g_assert_cmpstr (lb_region_tree_get (regions, area)->code, ==, "539902100G01");
  g_assert_cmpint (lb_region_tree_get (regions, area)->level, ==, LB_LEVEL_AREA);
  g_assert_cmpint (lb_region_tree_get_deepest (regions), ==, LB_LEVEL_JOINT_UNIT);
  assert_text (fixture, "SELECT households_total || ':' || persons_total FROM region WHERE level = 'joint_unit'", "12:40");
  assert_text (fixture, "SELECT grid_kind FROM region WHERE code = '539902100201002'", "dedicated");
  assert_text (fixture, "SELECT count(*) FROM region r JOIN region p ON p.id = r.parent_id WHERE r.pre <= p.pre OR r.last > p.last", "0");
  lb_import_undo (fixture->project, result->batch, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
a_village_cannot_lie_in_a_grid (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *before = ledger_dump (fixture->project);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (ledger_import (fixture, "regions.csv",
                                "区划代码,名称,层级,上级代码,户数\n539902100203,新村,村,539902100201001,\n", "regions", &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "539902100203"));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

/* What refers to what is read from the project; these are the chains that a county's folder needs. */
static void
ledgers_wait_for_those_they_name (LedgerFixture *fixture, gconstpointer data)
{
  static const LbLedger chains[][6] = {
    {LB_LEDGER_REGIONS, LB_LEDGER_REGION_CHANGES, LB_LEDGER_HOUSEHOLDS, LB_LEDGER_CASES, LB_LEDGER_MEASURES, LB_N_LEDGERS},
    {LB_LEDGER_REGION_CHANGES, LB_LEDGER_PERSONS, LB_LEDGER_CASES, LB_LEDGER_CLEARANCES, LB_N_LEDGERS},
    {LB_LEDGER_HOUSEHOLDS, LB_LEDGER_MEMBERS, LB_LEDGER_WORK, LB_N_LEDGERS},
    {LB_LEDGER_PERSONS, LB_LEDGER_VISITS, LB_N_LEDGERS}, {LB_LEDGER_PERSONS, LB_LEDGER_WORK, LB_N_LEDGERS},
    {LB_LEDGER_CASES, LB_LEDGER_EVIDENCE, LB_N_LEDGERS}, {LB_LEDGER_HOUSEHOLDS, LB_LEDGER_MATTERS, LB_LEDGER_TICKETS, LB_N_LEDGERS},
    {LB_LEDGER_HOUSEHOLDS, LB_LEDGER_SAMPLES, LB_LEDGER_ANSWERS, LB_N_LEDGERS},
    {LB_LEDGER_REGIONS, LB_LEDGER_STAFF, LB_LEDGER_ASSIGNMENTS, LB_N_LEDGERS}, {LB_LEDGER_STAFF, LB_LEDGER_ASSESSMENTS, LB_N_LEDGERS}};
  LbLedgerOrder order;

  (void) data;
  g_assert_true (lb_ledger_order_read (&order, fixture->project, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (chains); i++)
    for (const LbLedger *at = chains[i]; *at != LB_N_LEDGERS; at++)
      for (const LbLedger *behind = at + 1; *behind != LB_N_LEDGERS; behind++) {
        g_test_message ("%s, %s", lb_ledger_kinds[*at].name, lb_ledger_kinds[*behind].name);
        g_assert_true (lb_ledger_order_waits (&order, *behind, *at));
        g_assert_false (lb_ledger_order_waits (&order, *at, *behind));
      }
  g_assert_false (lb_ledger_order_waits (&order, LB_LEDGER_STAFF, LB_LEDGER_HOUSEHOLDS));
  for (guint i = 0; i < LB_N_LEDGERS; i++)
    g_assert_false (lb_ledger_order_waits (&order, (LbLedger) i, (LbLedger) i)); /* none goes round in a circle */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("every-kind-goes-in-and-is-told-from-its-headings", every_kind_goes_in_and_is_told_from_its_headings);
  CASE ("a-finding-has-its-two-tracks-and-knows-what-came-back", a_finding_has_its_two_tracks_and_knows_what_came_back);
  CASE ("the-same-rows-next-month-change-nothing-but-their-batch", the_same_rows_next_month_change_nothing_but_their_batch);
  CASE ("undo-of-every-kind-leaves-nothing", undo_of_every_kind_leaves_nothing);
  CASE ("what-is-exported-can-be-imported-again", what_is_exported_can_be_imported_again);
  CASE ("every-refusal-has-its-code", every_refusal_has_its_code);
  CASE ("regions-without-a-boundary-file-take-their-place-in-the-tree", regions_without_a_boundary_file_take_their_place_in_the_tree);
  CASE ("ledgers-wait-for-those-they-name", ledgers_wait_for_those_they_name);
  CASE ("a-village-cannot-lie-in-a-grid", a_village_cannot_lie_in_a_grid);
  return g_test_run ();
}
