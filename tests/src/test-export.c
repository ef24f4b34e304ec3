/* Tables leave the project: masked, in words the import reads again, and recorded when they are not masked. */
#include "src/error.h"
#include "src/export.h"
#include "src/import.h"
#include "src/journal.h"
#include "tests/src/hand.h"
#include "tests/src/run.h"

#include <string.h>

static const char *const ledgers[] = {"households", "cases", "measures", "visits", "registrations", "matters", "staff"};

static const char rows[] =
  "INSERT INTO household (id, household_no, region_id, head_name, phone, address, type, size, labour_count,"
  " whole_no_labour, relocated, import_batch_id, src_row) VALUES"
  " (1, '0399021002000001', 7, '张建民', '13812345678', '松岭村三组', 'out_of_poverty', 4, 2, 0, 1, 1, 2),"
  " (2, '5399021002000002', 5, '欧阳锋', NULL, NULL, 'ordinary', 1, NULL, NULL, NULL, 1, 3),"
  " (3, '5399021002000003', 6, '=李四', '0536-8212345', '柳湾\"东\",村', 'other', 9, 0, 1, 0, 1, 4);"
  "INSERT INTO monitoring_case (id, household_id, case_seq, class, channel, persons, clue_date, identified_on, income_pc_fen,"
  " self_pay_fen, developmental, cleared_on, clear_mode, revoked_on, import_batch_id, src_row) VALUES"
  " (1, 1, 1, 'unstable', 'cadre', 4, '2022-12-20', '2023-01-05', 732150, 120000, 1, '2023-11-01', 'assisted', NULL, 1, 2),"
  " (2, 1, 2, 'marginal', 'dept', 3, NULL, '2024-06', -5000, NULL, NULL, NULL, NULL, NULL, 1, 3),"
  " (3, 3, 1, 'sudden', 'self', 9, '2023-04-01', '2023-04-20', 810000, 3000050, 0, '2024-01-15', 'natural', '2024-05-02', 1, 4);"
  "INSERT INTO case_risk (case_id, ord, risk_code, import_batch_id, src_row) VALUES (1, 1, 'illness', 1, 2),"
  " (1, 2, 'labour_lack', 1, 2), (2, 1, 'disaster', 1, 3), (3, 1, 'other', 1, 4);"
  "INSERT INTO case_step (case_id, step_code, started_on, finished_on, import_batch_id, src_row) VALUES"
  " (1, 'home_check', NULL, '2022-12-22', 1, 2), (1, 'publicity', '2022-12-26', '2023-01-02', 1, 2),"
  " (1, 'system_entry', NULL, '2023-01-05', 1, 2);"
  "INSERT INTO measure (case_id, category, subtype, planned_on, due_on, responsible, amount_fen, status, status_on,"
  " import_batch_id, src_row) VALUES (1, 'industry', '发放仔猪', '2023-02-01', '2023-06-30', '农业农村局', 150000, 'implemented',"
  " '2023-05-05', 1, 2), (2, 'safety_net', NULL, '2024-07-10', NULL, NULL, NULL, 'planned', NULL, 1, 3),"
  " (3, 'water', '接通自来水', '2023-05-01', '2023-12-31', '水务局', 12345, 'stopped', '2023-08-01', 1, 4);"
  "INSERT INTO visit (household_id, visited_on, mode, purpose, visitor, actions, issue_found, import_batch_id, src_row) VALUES"
  " (1, '2024-01-02', 'home', 'daily', '王强', 15, 0, 1, 2), (2, '2024-02-03', 'phone', 'look_back', NULL, NULL, NULL, 1, 3),"
  " (3, '2024-02-04', 'video', 'care', '赵六、钱七', 5, 1, 1, 4);"
  "INSERT INTO platform_reg (household_id, platform, registered_on, by_proxy, import_batch_id, src_row) VALUES"
  " (1, '政府救助平台', '2023-03-01', 1, 1, 2), (2, '政府救助平台', '2023-03-02', 0, 1, 3);"
  "INSERT INTO matter (matter_no, source, region_id, household_id, class, kind, received_on, due_on, completed_on, satisfaction,"
  " import_batch_id, src_row) VALUES ('0001', 'hotline_12345', 7, 1, 'simple', '修路', '2024-01-01', '2024-01-10', '2024-01-05', 5, 1, 2),"
  " ('0002', 'petition', 2, NULL, 'cross_county', NULL, '2024-02-01', NULL, NULL, NULL, 1, 3),"
  " ('0003', 'resident', 6, 3, 'general', '饮水', '2024-03-01', NULL, '2024-03-04', 2, 1, 4);"
  "INSERT INTO staff (staff_no, name, region_id, role, unit, phone, started_on, ended_on, import_batch_id, src_row) VALUES"
  " ('S1', '周小琴', 8, 'full_time', '岚山镇政府', '13900000001', '2022-01-01', NULL, 1, 2),"
  " ('S2', '吴用', 2, 'leader', NULL, NULL, '2021-07', '2024-07-31', 1, 3);";

static char *
export (Hand *hand, const char *table, const char *name, const char *reason)
{
  g_autofree char *path = g_build_filename (hand->dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  lb_export_table (hand->project, table, path, reason, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
an_export_imports_to_the_same_rows (Hand *hand, gconstpointer data)
{
  Hand other;

  (void) data;
  hand_run (hand, rows);
  hand_set_up (&other, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++) {
    g_autofree char *name = g_strconcat (ledgers[i], ".csv", NULL);
    g_autofree char *path = g_build_filename (hand->dir, name, NULL);
    g_autofree char *first = export (hand, ledgers[i], name, "往返测试");
    LbImportOptions options = {NULL};
    g_autoptr (GError) error = NULL;
    g_autoptr (LbImportResult) result = lb_ledger_import (other.project, path, &options, &error);
    g_assert_no_error (error);
    for (guint r = 0; r < result->rejects->len; r++)
      g_test_message ("%s: %s", name, ((LbReject *) g_ptr_array_index (result->rejects, r))->reason);
    g_assert_cmpint (result->rejected, ==, 0);
    g_assert_cmpstr (result->kind, ==, ledgers[i]);
    g_autofree char *second = export (&other, ledgers[i], name, "往返测试");
    g_assert_cmpstr (first, ==, second);
  }
  hand_tear_down (&other, NULL);
}

static void
names_and_telephones_leave_masked (Hand *hand, gconstpointer data)
{
  static const char *const secrets[] = {"张建民", "13812345678", "欧阳锋", "李四", "8212345", "王强", "赵六", "周小琴", "13900000001"};

  (void) data;
  hand_run (hand, rows);
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++) {
    g_autofree char *text = export (hand, ledgers[i], "masked.csv", NULL);
    for (gsize s = 0; s < G_N_ELEMENTS (secrets); s++)
      g_assert_null (strstr (text, secrets[s]));
  }
  g_autofree char *households = export (hand, "household", "masked.csv", NULL);
  g_assert_nonnull (strstr (households, "张*民"));
  g_assert_nonnull (strstr (households, "138****5678"));
  g_assert_nonnull (strstr (households, "欧阳*"));
}

/* Everything that tells who somebody is, in the ledgers whose rows name people beside the household. */
static void
contacts_checkers_and_addresses_leave_masked (Hand *hand, gconstpointer data)
{
  static const char *const words[] = {"cases", "measures", "tickets", "findings", "members", "households"};
  static const char *const secrets[] = {"庚七星", "13700000007", "验一收", "经二办", "责三任", "销四号", "成五员", "5号院"};

  (void) data;
  hand_run (hand, rows);
  hand_run (hand, "UPDATE monitoring_case SET contact_name = '庚七星', contact_phone = '13700000007';"
                  "UPDATE measure SET verified_by = '验一收'; UPDATE household SET address = '松岭村三组5号院';"
                  "INSERT INTO matter_ticket (matter_id, stage, seq, actor, done_on, returned, import_batch_id, src_row)"
                  " SELECT id, 'accept', 1, '经二办', '2024-01-02', 0, 1, 1 FROM matter LIMIT 1;"
                  "INSERT INTO finding (id, finding_no, region_id, dimension, text, first_seen_on, severity, import_batch_id, src_row)"
                  " VALUES (1, 'F1', 4, 'work', '台账不全', '2024-03-01', 'general', 1, 1);"
                  "INSERT INTO rectification_track (finding_id, track, owner_name, closed_by, import_batch_id, src_row) VALUES"
                  " (1, 'township', '责三任', '销四号', 1, 1);"
                  "INSERT INTO person (household_id, person_no, name, import_batch_id, src_row) VALUES (1, '1', '成五员', 1, 1);");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *masked = export (hand, words[i], "masked.csv", NULL);
    for (gsize s = 0; s < G_N_ELEMENTS (secrets); s++)
      g_assert_null (strstr (masked, secrets[s]));
  }
  GString *all = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *full = export (hand, words[i], "full.csv", "核查");
    g_string_append (all, full);
  }
  for (gsize s = 0; s < G_N_ELEMENTS (secrets); s++)
    g_assert_nonnull (strstr (all->str, secrets[s]));
  g_string_free (all, TRUE);
}

static void
headings_and_words_are_the_ledgers_own (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_run (hand, rows);
  g_autofree char *cases = export (hand, "monitoring_case", "cases.csv", NULL);
  g_autofree char *staff = export (hand, "staff", "staff.csv", NULL);
  g_assert_true (g_str_has_prefix (cases, "\357\273\277户编号,监测对象类别,"));
  g_assert_nonnull (strstr (cases, "\n0399021002000001,脱贫不稳定户,4,2023-01-05,是,2023-11-01,"));
  g_assert_nonnull (strstr (cases, "7321.50"));
  g_assert_nonnull (strstr (cases, "2024-06,否,"));
  g_assert_nonnull (strstr (staff, "S1,岚山镇,松岭村,539902100201002,"));
  g_assert_nonnull (strstr (staff, "S2,岚山镇,,,539902100,"));
}

static void
an_unmasked_export_is_in_the_journal (Hand *hand, gconstpointer data)
{
  g_autofree char *line = NULL;
  g_autofree char *path = g_build_filename (hand->dir, "full.csv", NULL);
  g_autofree char *text = NULL;

  (void) data;
  hand_run (hand, rows);
  g_autoptr (Run) refused = run_program ("export", hand->path, "household", "-o", path, "--unmasked", NULL);
  g_assert_cmpint (refused->status, ==, 2);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_autoptr (Run) blank = run_program ("export", hand->path, "household", "-o", path, "--unmasked", "--reason", "  ", NULL);
  g_assert_cmpint (blank->status, ==, 2);
  g_autoptr (Run) run = run_program ("export", hand->path, "household", "-o", path, "--unmasked", "--reason", "入户核查", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "张建民"));
  lb_db_get_text (lb_project_get_db (hand->project),
                  "SELECT action || '|' || object || '|' || count || '|' || purpose FROM journal ORDER BY id DESC LIMIT 1",
                  &line, NULL);
  g_assert_cmpstr (line, ==, "export_unmasked|household → full.csv|3|入户核查");
  g_assert_true (lb_journal_verify (lb_project_get_db (hand->project), NULL));
}

static void
a_masked_export_leaves_the_project_as_it_was (Hand *hand, gconstpointer data)
{
  gint64 before = 0, after = 0;
  g_autofree char *path = g_build_filename (hand->dir, "masked.csv", NULL);

  (void) data;
  lb_db_get_int (lb_project_get_db (hand->project), "SELECT count(*) FROM journal", &before, NULL);
  g_autoptr (Run) run = run_program ("export", hand->path, "visit", "-o", path, NULL);
  g_assert_cmpint (run->status, ==, 0);
  lb_db_get_int (lb_project_get_db (hand->project), "SELECT count(*) FROM journal", &after, NULL);
  g_assert_cmpint (before, ==, after);
}

static void
rejected_rows_leave_without_their_contents (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_run (hand, "INSERT INTO import_reject (id, import_batch_id, src_row, column_name, value, reason, candidates, content) VALUES (1, 1, 7, '乡（镇）', '某人', '没有名为“欧阳锋”的乡镇', NULL, '[\"张建民\",\"13812345678\"]')");
  g_autofree char *masked = export (hand, "import_reject", "rejects.csv", NULL);
  g_autofree char *full = export (hand, "import_reject", "rejects.csv", "补录");
  g_assert_null (strstr (masked, "张建民"));
  g_assert_null (strstr (masked, "欧阳锋"));
  g_assert_nonnull (strstr (masked, "没有名为"));
  g_assert_nonnull (strstr (full, "欧阳锋"));
  g_assert_nonnull (strstr (full, "张建民"));
}

static void
every_table_has_its_headings (Hand *hand, gconstpointer data)
{
  static const char *const pairs[][2] = {{"region", "区划代码,名称,层级"}, {"import_batch", "批次,类别,文件"},
                                         {"import_reject", "批次,行,列"}, {"journal", "序号,时间,操作"},
                                         {"campaign", "活动名称,类别"}, {"sample_frame", "活动名称,抽样设计"},
                                         {"rule_override", "分类,规则"}, {"report_run", "报告,文件"}};

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *text = export (hand, pairs[i][0], "table.csv", NULL);
    g_assert_true (g_str_has_prefix (text + 3, pairs[i][1]));
  }
}

/* What unzip finds of one part of the workbook. */
static char *
read_part (const char *path, const char *part)
{
  const char *const words[] = {"unzip", "-p", path, part, NULL};
  char *text = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, NULL));
  return text;
}

static void
a_workbook_is_the_same_twice_and_keeps_text (Hand *hand, gconstpointer data)
{
  g_autofree char *path = g_build_filename (hand->dir, "cases.xlsx", NULL);
  g_autofree char *first = NULL, *second = NULL;
  gsize first_length, second_length;

  (void) data;
  hand_run (hand, rows);
  hand_run (hand, "UPDATE import_batch SET at = '2025-03-01T08:00:00Z'");
  lb_export_table (hand->project, "cases", path, NULL, NULL, NULL, NULL);
  g_assert_true (g_file_get_contents (path, &first, &first_length, NULL));
  g_usleep (1100000);
  lb_export_table (hand->project, "cases", path, NULL, NULL, NULL, NULL);
  g_assert_true (g_file_get_contents (path, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);

  g_autofree char *sheet = read_part (path, "xl/worksheets/sheet1.xml");
  g_autofree char *strings = read_part (path, "xl/sharedStrings.xml");
  g_autofree char *core = read_part (path, "docProps/core.xml");
  g_assert_nonnull (strstr (strings, "<t>0399021002000001</t>"));
  g_assert_nonnull (strstr (sheet, "<v>7321.5</v>"));
  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_autofree char *styles = read_part (path, "xl/styles.xml");
  g_assert_nonnull (strstr (styles, "formatCode=\"#,##0.00\""));
  g_assert_nonnull (strstr (core, "2025-03-01T08:00:00Z"));
}

static void
wrong_words_are_answered (Hand *hand, gconstpointer data)
{
  g_autofree char *path = g_build_filename (hand->dir, "out.txt", NULL);

  (void) data;
  g_autoptr (Run) kind = run_program ("export", hand->path, "household", "-o", path, NULL);
  g_assert_cmpint (kind->status, ==, 2);
  g_assert_nonnull (strstr (kind->err, ".xlsx"));
  g_autoptr (Run) table = run_program ("export", hand->path, "sqlite_master", "-o", path, NULL);
  g_assert_cmpint (table->status, ==, 1);
  g_assert_nonnull (strstr (table->err, "households, cases"));
  g_autoptr (Run) target = run_program ("export", hand->path, "household", NULL);
  g_assert_cmpint (target->status, ==, 2);
  g_autoptr (Run) reason = run_program ("export", hand->path, "household", "-o", path, "--reason", "x", NULL);
  g_assert_cmpint (reason->status, ==, 2);
  g_autoptr (Run) folder = run_program ("export", hand->path, "household", "-o", "/nowhere/none/out.xlsx", NULL);
  g_assert_cmpint (folder->status, ==, 1);
  g_assert_nonnull (strstr (folder->err, "/nowhere/none"));
}

#define ADD(path, function) g_test_add (path, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/export/an-export-imports-to-the-same-rows", an_export_imports_to_the_same_rows);
  ADD ("/export/names-and-telephones-leave-masked", names_and_telephones_leave_masked);
  ADD ("/export/contacts-checkers-and-addresses-leave-masked", contacts_checkers_and_addresses_leave_masked);
  ADD ("/export/headings-and-words-are-the-ledgers-own", headings_and_words_are_the_ledgers_own);
  ADD ("/export/an-unmasked-export-is-in-the-journal", an_unmasked_export_is_in_the_journal);
  ADD ("/export/a-masked-export-leaves-the-project-as-it-was", a_masked_export_leaves_the_project_as_it_was);
  ADD ("/export/rejected-rows-leave-without-their-contents", rejected_rows_leave_without_their_contents);
  ADD ("/export/every-table-has-its-headings", every_table_has_its_headings);
  ADD ("/export/a-workbook-is-the-same-twice-and-keeps-text", a_workbook_is_the_same_twice_and_keeps_text);
  ADD ("/export/wrong-words-are-answered", wrong_words_are_answered);
  return g_test_run ();
}
