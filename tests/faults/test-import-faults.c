/* What must hold when the machine fails in the middle of an import: the project opens, its pages are whole, and it is
 * as before or as after, never in between. The failing process is a child: this program itself, started again
 * with what it shall do. */
#include "maps/tables.h"
#include "src/error.h"
#include "src/journal.h"
#include "tests/src/ledger-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define ROWS 20000

static char *own_path; /* argv[0] */

typedef enum {
  CSV,
  LARGE, /* a CSV file so large that a rollback journal stands for the write-ahead log */
  XLSX,
} Format;

/* What becomes of the child. */
typedef struct {
  const char *name;
  Format format;
  const char *fault; /* "kill": at that row; "commit", "behind": before and behind the commit; "alarm": after those microseconds */
  gint64 value;
} Fault;

static const char *const headings[] = {"户编号", "户主姓名", "行政村", "家庭人口数"};

/* (transfer full): path of a household ledger of ROWS rows. */
static char *
write_csv (LedgerFixture *fixture, gsize name_letters)
{
  g_autoptr (GString) text = g_string_new ("户编号,户主姓名,行政村,家庭人口数\n");
  g_autofree char *name = g_strnfill (name_letters, 'n');

  for (int i = 0; i < ROWS; i++)
    g_string_append_printf (text, "H%06d,甲乙丙丁%s,西坪村,%d\n", i, name, i % 9 + 1);
  return ledger_write (fixture, "h.csv", text->str, -1);
}

static char *
write_xlsx (LedgerFixture *fixture)
{
  char *path = g_build_filename (fixture->dir, "h.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "农户");

  for (lxw_col_t i = 0; i < G_N_ELEMENTS (headings); i++)
    worksheet_write_string (sheet, 0, i, headings[i], NULL);
  for (lxw_row_t i = 0; i < ROWS; i++) {
    char number[16];
    g_snprintf (number, sizeof number, "H%06d", (int) i);
    worksheet_write_string (sheet, i + 1, 0, number, NULL);
    worksheet_write_string (sheet, i + 1, 1, "甲乙丙丁", NULL);
    worksheet_write_string (sheet, i + 1, 2, "西坪村", NULL);
    worksheet_write_number (sheet, i + 1, 3, i % 9 + 1, NULL);
  }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

static char *
write_ledger (LedgerFixture *fixture, Format format)
{
  return format == XLSX ? write_xlsx (fixture) : write_csv (fixture, format == LARGE ? 240 : 0);
}

/* Starts this program as a child that imports @ledger; returns its wait status. */
static int
run_child (const LedgerFixture *fixture, const char *ledger, const char *fault, gint64 value)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  char *argv[] = {own_path, (char *) "--child", fixture->path, (char *) ledger, (char *) fault, number, NULL};
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  return status;
}

static void
assert_whole (LedgerFixture *fixture, const char *before)
{
  g_autoptr (GError) error = NULL;

  fixture->project = lb_project_open (fixture->path, LB_DB_WRITE, &error);
  g_assert_no_error (error);
  g_autofree char *check = ledger_text (fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_true (lb_journal_verify (lb_project_get_db (fixture->project), &error));
  gint64 households = ledger_count (fixture, "SELECT count(*) FROM household");
  gint64 batches = ledger_count (fixture, "SELECT count(*) FROM import_batch");
  g_test_message ("%d households after the fault", (int) households);
  if (batches == 0) {
    g_autofree char *after = ledger_dump (fixture->project);
    g_assert_cmpstr (after, ==, before);
  } else {
    g_assert_cmpint (households, ==, ROWS);
  }
}

/* A large file's pages are written before they are committed: they must be taken back by the next one to open it. */
static void
assert_journal_is_left (const LedgerFixture *fixture)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);

  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
killed_in_the_middle (LedgerFixture *fixture, gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *ledger = write_ledger (fixture, fault->format), *before = ledger_dump (fixture->project);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->project, lb_project_close);
  int status = run_child (fixture, ledger, fault->fault, fault->value);
  if (!g_str_equal (fault->fault, "alarm")) {
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
    if (fault->format == LARGE)
      assert_journal_is_left (fixture);
  }
  assert_whole (fixture, before);
  g_autofree char *mode = ledger_text (fixture, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "wal");
  if (g_str_equal (fault->fault, "behind"))
    g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, ROWS);
  /* And the work can be taken up again. */
  if (ledger_count (fixture, "SELECT count(*) FROM import_batch") == 0) {
    LbImportOptions options = {.open = lb_tables_open};
    g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, ledger, &options, &error);
    g_assert_no_error (error);
    g_assert_cmpint (result->accepted, ==, ROWS);
  }
}

static void
the_disk_is_full (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *ledger = write_ledger (fixture, CSV), *before = ledger_dump (fixture->project);
  g_autofree char *path = g_build_filename (fixture->dir, "sentence.txt", NULL), *sentence = NULL;

  g_clear_pointer (&fixture->project, lb_project_close);
  int status = run_child (fixture, ledger, "full", GPOINTER_TO_INT (data) * 1024);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_true (g_file_get_contents (path, &sentence, NULL, NULL));
  g_test_message ("%s", sentence);
  g_assert_nonnull (strstr (sentence, "full"));
  g_assert_nonnull (strstr (sentence, "make room"));
  assert_whole (fixture, before);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM import_batch"), ==, 0);
}

static void
a_project_without_room_says_so (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *ledger = write_ledger (fixture, CSV), *before = ledger_dump (fixture->project);
  gint64 pages = ledger_count (fixture, "PRAGMA page_count");
  g_autofree char *limit = g_strdup_printf ("PRAGMA max_page_count = %d", (int) pages + 20);
  LbImportOptions options = {0};
  g_autoptr (GError) error = NULL;

  (void) data;
  ledger_count (fixture, limit);
  g_assert_null (lb_ledger_import (fixture->project, ledger, &options, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_DATABASE);
  g_assert_nonnull (strstr (error->message, "is full"));
  g_assert_nonnull (strstr (error->message, "h.csv, row "));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

/* Who looks into the project while a large file goes in keeps the log in use, and sees the project as it was. */
static void
a_reader_is_not_disturbed (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *ledger = write_ledger (fixture, LARGE);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) reader = lb_project_open (fixture->path, LB_DB_READ, &error);
  LbImportOptions options = {0};
  gint64 households = -1;

  (void) data;
  g_assert_no_error (error);
  g_assert_true (lb_db_exec (lb_project_get_db (reader), "BEGIN", NULL));
  g_assert_true (lb_db_get_int (lb_project_get_db (reader), "SELECT count(*) FROM household", &households, NULL));
  g_assert_cmpint (households, ==, 0);
  g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, ledger, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->accepted, ==, ROWS);
  g_assert_true (lb_db_get_int (lb_project_get_db (reader), "SELECT count(*) FROM household", &households, NULL));
  g_assert_cmpint (households, ==, 0);
  g_assert_true (lb_db_exec (lb_project_get_db (reader), "COMMIT", NULL));
  g_assert_true (lb_db_get_int (lb_project_get_db (reader), "SELECT count(*) FROM household", &households, NULL));
  g_assert_cmpint (households, ==, ROWS);
}

static void
a_busy_project_is_left_alone (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *ledger = write_ledger (fixture, CSV), *before = ledger_dump (fixture->project);
  g_autoptr (LbDb) other = lb_db_open (fixture->path, LB_DB_WRITE, NULL);
  LbImportOptions options = {0};
  g_autoptr (GError) error = NULL;

  (void) data;
  sqlite3_busy_timeout (lb_db_get_handle (lb_project_get_db (fixture->project)), 50);
  g_assert_true (lb_db_exec (other, "BEGIN IMMEDIATE", NULL));
  g_assert_null (lb_ledger_import (fixture->project, ledger, &options, &error));
  g_assert_nonnull (strstr (error->message, "another program is writing"));
  g_assert_true (lb_db_exec (other, "ROLLBACK", NULL));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static int
die_before_commit (void *data)
{
  (void) data;
  return kill (getpid (), SIGKILL);
}

/* The batch stands in the log and is not yet in the file. */
static int
die_behind_commit (void *data, sqlite3 *handle, const char *database, int pages)
{
  (void) data, (void) handle, (void) database, (void) pages;
  return kill (getpid (), SIGKILL);
}

/* SQLite tells of every row that it stores. */
static void
die (void *data, int operation, const char *database, const char *table, sqlite3_int64 row)
{
  int *rows_left = data;

  (void) operation, (void) database, (void) table, (void) row;
  if (--*rows_left == 0)
    kill (getpid (), SIGKILL);
}

/* The child: imports while the fault lies in wait. Leaves the sentence of a failure beside the project. */
static int
child (char **argv)
{
  const char *fault = argv[2];
  gint64 value = g_ascii_strtoll (argv[3], NULL, 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (argv[0], LB_DB_WRITE, &error);
  LbImportOptions options = {.open = lb_tables_open};
  int rows_left = (int) value;

  if (project == NULL)
    return 2;
  if (g_str_equal (fault, "kill"))
    sqlite3_update_hook (lb_db_get_handle (lb_project_get_db (project)), die, &rows_left);
  if (g_str_equal (fault, "commit"))
    sqlite3_commit_hook (lb_db_get_handle (lb_project_get_db (project)), die_before_commit, NULL);
  if (g_str_equal (fault, "behind"))
    sqlite3_wal_hook (lb_db_get_handle (lb_project_get_db (project)), die_behind_commit, NULL);
  if (g_str_equal (fault, "alarm")) {
    /* SIGALRM is not caught: it ends the process wherever it stands, as a kill does. */
    const struct itimerval timer = {{0, 0}, {value / 1000000, value % 1000000}};
    setitimer (ITIMER_REAL, &timer, NULL);
  }
  if (g_str_equal (fault, "full")) {
    const struct rlimit limit = {(rlim_t) value, (rlim_t) value};
    signal (SIGXFSZ, SIG_IGN);
    setrlimit (RLIMIT_FSIZE, &limit);
    sqlite3_exec (lb_db_get_handle (lb_project_get_db (project)), "PRAGMA cache_size = 10", NULL, NULL, NULL);
  }
  g_autoptr (LbImportResult) result = lb_ledger_import (project, argv[1], &options, &error);
  if (result != NULL)
    return 0;
  g_autofree char *dir = g_path_get_dirname (argv[0]), *path = g_build_filename (dir, "sentence.txt", NULL);
  g_file_set_contents (path, error->message, -1, NULL);
  return 1;
}

#define CASE(name, data, function) \
  g_test_add ("/import-faults/" name, LedgerFixture, GINT_TO_POINTER (data), ledger_set_up, function, ledger_tear_down)

static const Fault faults[] = {
  {"killed-at-the-first-row", CSV, "kill", 1},
  {"killed-at-half-of-the-file", CSV, "kill", ROWS / 2},
  {"killed-before-the-commit", CSV, "commit", 0},
  {"killed-behind-the-commit", CSV, "behind", 0},
  {"killed-after-2-ms", CSV, "alarm", 2000},
  {"killed-after-10-ms", CSV, "alarm", 10000},
  {"killed-after-25-ms", CSV, "alarm", 25000},
  {"killed-after-60-ms", CSV, "alarm", 60000},
  {"killed-after-150-ms", CSV, "alarm", 150000},
  {"large/killed-at-half-of-the-file", LARGE, "kill", ROWS / 2},
  {"large/killed-at-the-last-row", LARGE, "kill", ROWS},
  {"large/killed-before-the-commit", LARGE, "commit", 0},
  {"large/killed-after-5-ms", LARGE, "alarm", 5000},
  {"large/killed-after-40-ms", LARGE, "alarm", 40000},
  {"large/killed-after-120-ms", LARGE, "alarm", 120000},
  {"large/killed-after-250-ms", LARGE, "alarm", 250000},
  {"workbook/killed-at-the-first-row", XLSX, "kill", 1},
  {"workbook/killed-at-half-of-the-file", XLSX, "kill", ROWS / 2},
  {"workbook/killed-before-the-commit", XLSX, "commit", 0},
  {"workbook/killed-after-100-ms", XLSX, "alarm", 100000},
  {"workbook/killed-after-400-ms", XLSX, "alarm", 400000},
};

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return child (argv + 2);
  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *path = g_strconcat ("/import-faults/", faults[i].name, NULL);
    g_test_add (path, LedgerFixture, &faults[i], ledger_set_up, killed_in_the_middle, ledger_tear_down);
  }
  CASE ("the-disk-is-full", 300, the_disk_is_full);
  CASE ("a-project-without-room-says-so", 0, a_project_without_room_says_so);
  CASE ("a-reader-is-not-disturbed", 0, a_reader_is_not_disturbed);
  CASE ("a-busy-project-is-left-alone", 0, a_busy_project_is_left_alone);
  return g_test_run ();
}
