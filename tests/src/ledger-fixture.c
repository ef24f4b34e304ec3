#include "tests/src/ledger-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* 东山村 stands in both townships, on purpose. */
static const char county[] =
  "INSERT INTO region (id, parent_id, level, code, name) VALUES"
  " (1, NULL, 'county', '539902', '岚岭县'),"
  " (2, 1, 'township', '539902100', '清河镇'), (3, 1, 'township', '539902101', '云台乡'),"
  " (4, 2, 'village', '539902100201', '东山村'), (5, 2, 'village', '539902100202', '西坪村'),"
  " (6, 3, 'village', '539902101201', '东山村'), (7, 3, 'village', '539902101202', '松涛社区'),"
  " (8, 4, 'grid', '539902100201001', '东山村第一网格'), (9, 4, 'grid', '539902100201002', '东山村第二网格'),"
  " (10, 5, 'grid', '539902100202001', '西坪村第一网格'), (11, 6, 'grid', '539902101201001', '东山村第一网格')";

const char ledger_households[] = "户编号,户主姓名,户类型,乡（镇）,行政村,网格编码,家庭人口数,劳动力人数,整户无劳动能力\n"
                                 "5399020001,甲一,脱贫户,清河镇,东山村,539902100201001,4,2,否\n"
                                 "5399020002,乙二,一般户,清河镇,东山村,539902100201002,3,0,是\n"
                                 "5399020003,丙三,一般户,清河镇,西坪村,539902100202001,2,1,否\n";

const char ledger_cases[] =
  "户编号,监测对象类别,监测人口,发现渠道,线索发现时间,入户核实时间,民主评议时间,信息比对时间,公示开始时间,公示结束时间,"
  "录入系统时间,识别监测时间,人均纯收入（元）,合规自付支出,致贫/返贫风险1,致贫/返贫风险2,致贫/返贫风险3,风险是否已消除,"
  "消除监测时间,风险消除方式,消除回退时间\n"
  "5399020001,脱贫不稳定户,4,干部排查,2023-01-03,2023-01-05,2023-01-08,2023-01-10,2023-01-11,2023-01-16,2023-01-18,"
  "2023-01-18,6820.50,1200,因病,缺劳动力,,是,2024-06-30,帮扶消除,\n"
  "5399020001,脱贫不稳定户,4,自主申报,2025-02-01,2025-02-03,,,,,2025-02-10,2025-02-10,7000,,因学,,,否,,,\n"
  "5399020002,边缘易致贫户,3,部门预警,2023-04-01,,,,,,2023-04-20,2023-04-20,6100,30000,因残,,,否,,,\n";

const char ledger_measures[] = "户编号,措施类别,措施内容,计划时间,应完成时间,责任单位,金额（元）,落实状态,落实时间\n"
                               "5399020001,健康帮扶,大病救助,2023-01-20,2023-02-20,卫健局,1500.00,已落实,2023-02-01\n"
                               "5399020001,义务教育保障,助学金,2025-02-12,2025-03-12,教体局,,计划,\n"
                               "5399020002,综合保障,低保,2023-05-01,2023-06-01,民政局,0,已停止,2023-09-01\n";

void
ledger_set_up (LedgerFixture *fixture, gconstpointer data)
{
  LbProjectInfo info = {"岚岭县", "539902", "岚岭县乡村振兴局", NULL};
  g_autoptr (GError) error = NULL;

  (void) data;
  fixture->dir = g_dir_make_tmp ("lookback-ledger-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "county.gpkg", NULL);
  fixture->project = lb_project_create (fixture->path, &info, &error);
  g_assert_no_error (error);
  lb_db_exec (lb_project_get_db (fixture->project), county, &error);
  g_assert_no_error (error);
  lb_project_renumber_regions (fixture->project, &error);
  g_assert_no_error (error);
}

void
ledger_tear_down (LedgerFixture *fixture, gconstpointer data)
{
  GDir *dir;
  const char *name;

  (void) data;
  /* Imports and undo switch foreign keys off: whatever a test did, nothing may point into the void. */
  if (fixture->project != NULL)
    g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  if (fixture->project != NULL)
    g_assert_cmpint (ledger_count (fixture, "PRAGMA foreign_keys"), ==, 1);
  g_clear_pointer (&fixture->project, lb_project_close);
  dir = g_dir_open (fixture->dir, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

char *
ledger_write (LedgerFixture *fixture, const char *name, const char *bytes, gssize length)
{
  char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

LbImportResult *
ledger_import (LedgerFixture *fixture, const char *name, const char *text, const char *kind, GError **error)
{
  g_autofree char *path = ledger_write (fixture, name, text, -1);
  LbImportOptions options = {.kind = kind};

  return lb_ledger_import (fixture->project, path, &options, error);
}

LbImportResult *
ledger_take (LedgerFixture *fixture, const char *name, const char *text, gint64 accepted, gint64 rejected)
{
  g_autoptr (GError) error = NULL;
  LbImportResult *result = ledger_import (fixture, name, text, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->rejects->len; i++) {
    const LbReject *reject = g_ptr_array_index (result->rejects, i);
    g_test_message ("row %d: %s", (int) reject->row, reject->reason);
  }
  g_assert_cmpint (result->accepted, ==, accepted);
  g_assert_cmpint (result->rejected, ==, rejected);
  g_assert_cmpint (result->rows, ==, accepted + rejected);
  return result;
}

char *
ledger_dump (LbProject *project)
{
  static const char *const tables[] = {"household", "monitoring_case", "case_risk", "case_step", "measure", "visit",
                                       "platform_reg", "matter", "staff", "region", "person", "person_work", "work_plan", "household_income", "case_income",
                                       "risk_clearance", "evidence", "visit_plan", "matter_ticket", "early_warning",
                                       "warning_check", "campaign", "sample_unit", "answer", "finding", "rectification_track",
                                       "assignment", "assessment", "training", "ledger", "resource", "lookback_history"};
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY id", tables[i]);
    sqlite3_stmt *rows = lb_db_prepare (lb_project_get_db (project), sql, NULL);
    g_string_append_printf (out, "== %s\n", tables[i]);
    while (lb_db_step (lb_project_get_db (project), rows, NULL) == SQLITE_ROW) {
      for (int c = 0; c < sqlite3_column_count (rows); c++) {
        const char *text = (const char *) sqlite3_column_text (rows, c);
        g_string_append_printf (out, "%s|", text != NULL ? text : "NULL");
      }
      g_string_append_c (out, '\n');
    }
    sqlite3_reset (rows);
  }
  return g_string_free (out, FALSE);
}

gint64
ledger_count (LedgerFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  lb_db_get_int (lb_project_get_db (fixture->project), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

char *
ledger_text (LedgerFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *value = NULL;

  lb_db_get_text (lb_project_get_db (fixture->project), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}
