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

static void
assert_reject (const LbImportResult *result, guint index, gint64 row, const char *column, const char *fragment)
{
  g_assert_cmpuint (result->rejects->len, >, index);
  const LbReject *reject = g_ptr_array_index (result->rejects, index);

  g_test_message ("row %d, %s: %s", (int) reject->row, reject->column, reject->reason);
  g_assert_cmpint (reject->row, ==, row);
  g_assert_cmpstr (reject->column, ==, column);
  g_assert_nonnull (strstr (reject->reason, fragment));
}

static void
a_rejected_row_is_kept_whole_with_its_reason (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "h.csv",
    "户编号,户主姓名,乡（镇）,行政村,网格编码,家庭人口数\n"
    "H1,甲,清河镇,东山村,,4\nH2,乙,清河镇,东山村,,零\nH3,丙,清河镇,西山村,,2\nH4,丁,清河镇,西坪村,539902100201001,2\n"
    "1.23E+15,戊,清河镇,西坪村,,2\nH1,己,清河镇,西坪村,,2\nH5,庚,,,,2\n,辛,清河镇,西坪村,,2\nH6,壬,清河镇,西坪村,,2,多\n", 1, 8);

  assert_reject (result, 0, 3, "家庭人口数", "“零” in column 家庭人口数 is not a whole number");
  assert_reject (result, 1, 4, "行政村", "no region in 清河镇 is called “西山村”");
  assert_reject (result, 2, 5, "网格编码", "belongs to 东山村, not to 西坪村");
  assert_reject (result, 3, 6, "户编号", "the digits are lost");
  assert_reject (result, 4, 7, "户编号", "stands already in row 2");
  assert_reject (result, 5, 8, "行政村", "names no place");
  assert_reject (result, 6, 9, "户编号", "is empty");
  assert_reject (result, 7, 10, "", "7 cells, but there are 6 headings");
  const LbReject *village = g_ptr_array_index (result->rejects, 1);
  g_assert_cmpuint (g_strv_length (village->cells), ==, 6);
  g_assert_cmpstr (village->value, ==, "西山村");
  g_assert_cmpuint (g_strv_length (village->candidates), ==, 2);
  g_autofree char *content = ledger_text (fixture, "SELECT content FROM import_reject WHERE src_row = 4");
  g_assert_cmpstr (content, ==, "[\"H3\",\"丙\",\"清河镇\",\"西山村\",\"\",\"2\"]");
  g_assert_cmpint (ledger_count (fixture, "SELECT rejected FROM import_batch WHERE id = 1"), ==, 8);
}

static void
rejected_rows_can_be_mended_and_imported (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "rejects.csv", NULL), *text = NULL;

  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "h.csv", "户编号,户主姓名,行政村,家庭人口数\nH1,\"=甲\",西坪村,四\nH2,乙,西坪村,3\n", 1, 1);
  g_assert_true (lb_import_write_rejects (result, path, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "\xEF\xBB\xBFrow,reason,户编号,户主姓名,行政村,家庭人口数\n"
                             "2,“四” in column 家庭人口数 is not a whole number,H1,\"'=甲\",西坪村,四\n");
  char *wrong = g_strrstr (text, "四");
  memcpy (wrong, "  4", 3);
  g_autoptr (LbImportResult) again = ledger_take (fixture, "rejects.csv", text, 1, 0);
  g_autofree char *name = ledger_text (fixture, "SELECT head_name FROM household WHERE household_no = 'H1'");
  g_assert_cmpstr (name, ==, "=甲");
}

static void
the_same_file_twice_is_refused (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_assert_null (ledger_import (fixture, "other-name.csv", ledger_households, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "batch 1"));

  g_autofree char *path = ledger_write (fixture, "h.csv", ledger_households, -1);
  LbImportOptions options = {.again = TRUE};
  g_autoptr (LbImportResult) again = lb_ledger_import (fixture->project, path, &options, NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, 3);
  g_assert_true (lb_import_undo (fixture->project, 2, NULL, NULL));
  g_assert_true (lb_import_undo (fixture->project, 1, NULL, NULL));
  g_autoptr (LbImportResult) after_undo = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
}

static void
a_file_of_which_nothing_was_taken_may_come_again (LedgerFixture *fixture, gconstpointer data)
{
  static const char text[] = "户编号,行政村,家庭人口数\nH1,新生村,4\n";

  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h.csv", text, 0, 1);
  g_assert_true (lb_db_exec (lb_project_get_db (fixture->project),
                             "INSERT INTO region (parent_id, level, code, name) VALUES (2, 'village', '539902100299', '新生村')",
                             NULL));
  g_assert_true (lb_project_touch (fixture->project, NULL));
  g_autoptr (LbImportResult) second = ledger_take (fixture, "h.csv", text, 1, 0);
}

static void
a_dry_run_tells_all_and_changes_nothing (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *path = ledger_write (fixture, "h.csv", "户编号,行政村,家庭人口数\nH1,西坪村,4\nH2,西坪村,x\n", -1);
  g_autofree char *before = ledger_dump (fixture->project);
  LbImportOptions options = {.dry_run = TRUE};

  (void) data;
  g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, path, &options, NULL);
  g_assert_nonnull (result);
  g_assert_cmpint (result->accepted, ==, 1);
  g_assert_cmpint (result->rejected, ==, 1);
  g_assert_cmpint (result->batch, ==, 0);
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM import_batch"), ==, 0);
  g_assert_cmpint (lb_project_get_data_version (fixture->project), ==, 0);
}

/* (transfer full): a household ledger of @n rows. */
static char *
many (guint n)
{
  GString *text = g_string_new ("户编号,行政村,家庭人口数\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "H%06u,西坪村,%u\n", i, i % 9 + 1);
  return g_string_free (text, FALSE);
}

typedef struct {
  GCancellable *cancellable;
  guint calls;
  gint64 done, total;
} Watch;

static void
watch (gint64 done, gint64 total, gpointer data)
{
  Watch *self = data;

  g_assert_cmpint (done, >=, self->done);
  g_assert_cmpint (done, <=, total);
  self->calls++;
  self->done = done;
  self->total = total;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
cancelling_leaves_nothing_behind (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *text = many (20000), *before = ledger_dump (fixture->project);
  g_autofree char *path = ledger_write (fixture, "h.csv", text, -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Watch state = {.cancellable = cancellable};
  LbImportOptions options = {.cancellable = cancellable, .progress = watch, .progress_data = &state};

  (void) data;
  g_assert_null (lb_ledger_import (fixture->project, path, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (state.calls, ==, 1);
  g_assert_cmpint (state.total, ==, (gint64) strlen (text));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM import_batch"), ==, 0);
}

typedef struct {
  const char *statement; /* how it begins */
  GCancellable *cancellable;
} Trap;

/* SQLite tells of each statement that begins. */
static int
spring (unsigned int event, void *data, void *statement, void *text)
{
  Trap *trap = data;

  (void) event, (void) text;
  if (g_str_has_prefix (sqlite3_sql (statement), trap->statement))
    g_cancellable_cancel (trap->cancellable);
  return 0;
}

/* @data: a statement that takes long, in the middle of which the import must stop. */
static void
a_cancel_is_heard_inside_a_statement (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *text = many (20000), *before = ledger_dump (fixture->project);
  g_autofree char *path = ledger_write (fixture, "h.csv", text, -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Trap trap = {data, cancellable};
  LbImportOptions options = {.cancellable = cancellable};
  sqlite3 *handle = lb_db_get_handle (lb_project_get_db (fixture->project));

  sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, spring, &trap);
  g_assert_null (lb_ledger_import (fixture->project, path, &options, &error));
  sqlite3_trace_v2 (handle, 0, NULL, NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
  /* Nothing of it lingers: the same file goes in whole. */
  options.cancellable = NULL;
  g_clear_error (&error);
  g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, path, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->accepted, ==, 20000);
}

static void
every_encoding_gives_the_same_rows (LedgerFixture *fixture, gconstpointer data)
{
  static const char *const encodings[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
  g_autofree char *first = NULL;

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    gsize length;
    g_autofree char *bytes = g_convert (ledger_households, -1, encodings[i], "UTF-8", NULL, &length, NULL);
    g_autofree char *path = ledger_write (fixture, "h.csv", bytes, (gssize) length);
    LbImportOptions options = {0};
    g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, path, &options, NULL);
    g_assert_nonnull (result);
    g_assert_cmpstr (result->encoding, ==, encodings[i]);
    g_assert_cmpint (result->accepted, ==, 3);
    g_autofree char *rows = ledger_text (
      fixture, "SELECT group_concat (household_no || head_name || type || region_id || size, '/') FROM household");
    if (first == NULL)
      first = g_strdup (rows);
    g_assert_cmpstr (rows, ==, first);
    g_assert_true (lb_import_undo (fixture->project, result->batch, NULL, NULL));
  }
}

static void
contradictions_in_a_case_are_rejected (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "c.csv",
    "户编号,监测对象类别,识别监测时间,风险是否已消除,消除监测时间,消除回退时间,公示开始时间,公示结束时间\n"
    "5399020001,边缘户,2023-02-30,否,,,,\n5399020001,边缘户,2023-02,是,,,,\n5399020001,边缘户,2023-02,否,2023-09,,,\n"
    "5399020001,边缘户,2023-04,是,2023-03-31,,,\n5399020001,边缘户,2023-04,,,2024-01,,\n"
    "5399020001,边缘户,2023-04,否,,,2023-04-09,2023-04-02\n9,边缘户,2023-04,否,,,,\n"
    "5399020001,边缘户,2023-04,否,2023-09,2023-12,,\n5399020001,边缘户,2023-04-11,否,,,,\n", 1, 8);

  assert_reject (result, 0, 2, "识别监测时间", "“2023-02-30” in column 识别监测时间 is not a date");
  assert_reject (result, 1, 3, "消除监测时间", "风险是否已消除 says yes, but column 消除监测时间 is empty");
  assert_reject (result, 2, 4, "风险是否已消除", "says no, but column 消除监测时间 holds 2023-09");
  assert_reject (result, 3, 5, "消除监测时间", "(2023-03-31) lies before 识别监测时间 (2023-04)");
  assert_reject (result, 4, 6, "消除回退时间", "is filled, but column 消除监测时间 is empty");
  assert_reject (result, 5, 7, "公示结束时间", "lies before");
  assert_reject (result, 6, 8, "户编号", "no household of the project");
  assert_reject (result, 7, 10, "户编号", "stands already in row 9");
  g_assert_cmpint (ledger_count (fixture, "SELECT persons FROM monitoring_case"), ==, 4);
}

static void
a_ledger_without_a_column_keeps_what_is_known (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "h2.csv", "户编号,行政村,家庭人口数\n5399020003,西坪村,6\n", 1, 0);
  g_autofree char *row = ledger_text (fixture, "SELECT head_name || size || labour_count FROM household WHERE id = 3");

  g_assert_cmpstr (row, ==, "丙三61");
}

static void
equal_visits_are_paired_one_to_one (LedgerFixture *fixture, gconstpointer data)
{
  static const char row[] = "5399020001,2025-03-01,入户\n";
  g_autofree char *two = g_strconcat ("户编号,走访日期,走访方式\n", row, row, NULL);
  g_autofree char *three = g_strconcat (two, row, NULL);

  (void) data;
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) first = ledger_take (fixture, "v.csv", two, 2, 0);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "v2.csv", three, 3, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM visit"), ==, 3);
  g_assert_true (lb_import_undo (fixture->project, 3, NULL, NULL));
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM visit"), ==, 2);
}

static void
ledgers_in_the_wrong_order_are_refused_at_once (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (ledger_import (fixture, "c.csv", ledger_cases, NULL, &error));
  g_assert_nonnull (strstr (error->message, "no households yet"));
  g_clear_error (&error);
  g_assert_true (lb_db_exec (lb_project_get_db (fixture->project), "DELETE FROM region", NULL));
  g_assert_true (lb_project_touch (fixture->project, NULL));
  g_assert_null (ledger_import (fixture, "h.csv", ledger_households, NULL, &error));
  g_assert_nonnull (strstr (error->message, "no regions yet"));
}

#define CASE(name, function) \
  g_test_add ("/ledger/" name, LedgerFixture, NULL, ledger_set_up, function, ledger_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("seven-ledgers-go-in-whole", seven_ledgers_go_in_whole);
  CASE ("a-measure-belongs-to-the-case-of-its-time", a_measure_belongs_to_the_case_of_its_time);
  CASE ("a-rejected-row-is-kept-whole-with-its-reason", a_rejected_row_is_kept_whole_with_its_reason);
  CASE ("rejected-rows-can-be-mended-and-imported", rejected_rows_can_be_mended_and_imported);
  CASE ("the-same-file-twice-is-refused", the_same_file_twice_is_refused);
  CASE ("a-file-of-which-nothing-was-taken-may-come-again", a_file_of_which_nothing_was_taken_may_come_again);
  CASE ("a-dry-run-tells-all-and-changes-nothing", a_dry_run_tells_all_and_changes_nothing);
  CASE ("cancelling-leaves-nothing-behind", cancelling_leaves_nothing_behind);
  g_test_add ("/ledger/a-cancel-is-heard-while-rows-are-stored", LedgerFixture, "INSERT OR FAIL INTO household", ledger_set_up,
              a_cancel_is_heard_inside_a_statement, ledger_tear_down);
  g_test_add ("/ledger/a-cancel-is-heard-while-an-index-is-made", LedgerFixture, "CREATE INDEX household_region", ledger_set_up,
              a_cancel_is_heard_inside_a_statement, ledger_tear_down);
  g_test_add ("/ledger/a-cancel-is-heard-before-the-end", LedgerFixture, "UPDATE import_batch SET rows", ledger_set_up,
              a_cancel_is_heard_inside_a_statement, ledger_tear_down);
  CASE ("every-encoding-gives-the-same-rows", every_encoding_gives_the_same_rows);
  CASE ("contradictions-in-a-case-are-rejected", contradictions_in_a_case_are_rejected);
  CASE ("a-ledger-without-a-column-keeps-what-is-known", a_ledger_without_a_column_keeps_what_is_known);
  CASE ("equal-visits-are-paired-one-to-one", equal_visits_are_paired_one_to_one);
  CASE ("ledgers-in-the-wrong-order-are-refused-at-once", ledgers_in_the_wrong_order_are_refused_at_once);
  return g_test_run ();
}
