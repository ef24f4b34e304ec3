#include "src/error.h"
#include "tests/src/ledger-fixture.h"

#include <string.h>

static void
seven_ledgers_go_in_whole (LedgerFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name, *text;
    gint64 rows;
  } ledgers[] = {
    {"households.csv", ledger_households, 3},
    {"cases.csv", ledger_cases, 3},
    {"measures.csv", ledger_measures, 3},
    {"visits.csv", "户编号,走访日期,走访方式,走访目的,走访人,看查听帮,是否发现问题\n"
                   "5399020001,2025-03-01,入户,日常走访,丁四,看、查、听,否\n5399020001,2025-03-01,入户,日常走访,丁四,看查听帮,是\n", 2},
    {"registrations.csv", "户编号,平台名称,注册日期,是否代办\n5399020001,福农平台,2025-01-05,是\n", 1},
    {"matters.csv", "事项编号,来源,乡（镇）,行政村,网格编码,户编号,事项类别,事项内容,受理日期,应办结日期,办结日期,满意度\n"
                    "SX1,群众反映,云台乡,东山村,,,一般,饮水管道破损,2025-03-01,2025-03-11,2025-03-09,5\n"
                    "SX2,12345,,,539902100201002,5399020002,,垃圾清运,2025-03-02,2025-03-12,,\n", 2},
    {"staff.csv", "人员编号,姓名,角色,单位,乡（镇）,行政村,网格编码,任职日期,离任日期\n"
                  "R1,戊五,专职网格员,清河镇政府,清河镇,东山村,539902100201001,2021-03-01,\n"
                  "R2,己六,第一书记,县财政局,清河镇,西坪村,,2022-05,2024-05\n", 2},
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++) {
    g_autoptr (LbImportResult) result = ledger_take (fixture, ledgers[i].name, ledgers[i].text, ledgers[i].rows, 0);
    g_autofree char *expected = g_strconcat (result->kind, ".csv", NULL);
    g_assert_cmpstr (expected, ==, ledgers[i].name);
    g_assert_cmpint (result->batch, ==, (gint64) i + 1);
  }
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM case_risk"), ==, 4);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM case_step WHERE step_code = 'publicity'"
                                          " AND started_on = '2023-01-11' AND finished_on = '2023-01-16'"), ==, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT income_pc_fen FROM monitoring_case WHERE id = 1"), ==, 682050);
  g_assert_cmpint (ledger_count (fixture, "SELECT actions FROM visit WHERE id = 2"), ==, 15);
  g_assert_cmpint (ledger_count (fixture, "SELECT region_id FROM matter WHERE matter_no = 'SX1'"), ==, 6);
  g_assert_cmpint (ledger_count (fixture, "SELECT region_id FROM staff WHERE staff_no = 'R2'"), ==, 5);
  g_assert_cmpint (lb_project_get_data_version (fixture->project), ==, 7);
}

static void
a_measure_belongs_to_the_case_of_its_time (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) cases = ledger_take (fixture, "c.csv", ledger_cases, 3, 0);
  g_autoptr (LbImportResult) measures = ledger_take (fixture, "m.csv", ledger_measures, 3, 0);
  g_autoptr (LbImportResult) early = ledger_take (
    fixture, "e.csv", "户编号,措施类别,计划时间,落实状态,落实时间\n5399020001,产业帮扶,2022-01-01,计划,\n", 1, 0);

  g_assert_cmpint (ledger_count (fixture, "SELECT case_seq FROM monitoring_case c JOIN measure m ON m.case_id = c.id"
                                          " WHERE m.category = 'health'"), ==, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT case_seq FROM monitoring_case c JOIN measure m ON m.case_id = c.id"
                                          " WHERE m.category = 'compulsory_education'"), ==, 2);
  g_assert_cmpint (ledger_count (fixture, "SELECT case_seq FROM monitoring_case c JOIN measure m ON m.case_id = c.id"
                                          " WHERE m.category = 'industry'"), ==, 1);
}

#define CASE(name, function) \
  g_test_add ("/ledger/" name, LedgerFixture, NULL, ledger_set_up, function, ledger_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("seven-ledgers-go-in-whole", seven_ledgers_go_in_whole);
  CASE ("a-measure-belongs-to-the-case-of-its-time", a_measure_belongs_to_the_case_of_its_time);
  return g_test_run ();
}
