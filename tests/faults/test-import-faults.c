/* What must hold when the machine fails in the middle of an import: the project opens, its pages are whole, and it is
 * as before or as after, never in between. The failing process is a child: this program itself, started again
 * with what it shall do. */
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

#define ROWS 20000

static char *own_path; /* argv[0] */

/* (transfer full): path of a household ledger of ROWS rows. */
static char *
write_ledger (LedgerFixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("户编号,户主姓名,行政村,家庭人口数\n");

  for (int i = 0; i < ROWS; i++)
    g_string_append_printf (text, "H%06d,甲乙丙丁,西坪村,%d\n", i, i % 9 + 1);
  return ledger_write (fixture, "h.csv", text->str, -1);
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

static void
killed_in_the_middle (LedgerFixture *fixture, gconstpointer data)
{
  gint64 microseconds = GPOINTER_TO_INT (data);
  g_autofree char *ledger = write_ledger (fixture), *before = ledger_dump (fixture->project);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->project, lb_project_close);
  int status = run_child (fixture, ledger, microseconds == 0 ? "kill" : "alarm", microseconds);
  if (microseconds == 0)
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  assert_whole (fixture, before);
  /* And the work can be taken up again. */
  if (ledger_count (fixture, "SELECT count(*) FROM import_batch") == 0) {
    LbImportOptions options = {0};
    g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, ledger, &options, &error);
    g_assert_no_error (error);
    g_assert_cmpint (result->accepted, ==, ROWS);
  }
}

static void
the_disk_is_full (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *ledger = write_ledger (fixture), *before = ledger_dump (fixture->project);
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
  g_autofree char *ledger = write_ledger (fixture), *before = ledger_dump (fixture->project);
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

static void
a_busy_project_is_left_alone (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *ledger = write_ledger (fixture), *before = ledger_dump (fixture->project);
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
  LbImportOptions options = {0};
  int rows_left = ROWS / 2;

  if (project == NULL)
    return 2;
  if (g_str_equal (fault, "kill"))
    sqlite3_update_hook (lb_db_get_handle (lb_project_get_db (project)), die, &rows_left);
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

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return child (argv + 2);
  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  CASE ("killed-at-half-of-the-file", 0, killed_in_the_middle);
  CASE ("killed-after-2-ms", 2000, killed_in_the_middle);
  CASE ("killed-after-10-ms", 10000, killed_in_the_middle);
  CASE ("killed-after-25-ms", 25000, killed_in_the_middle);
  CASE ("killed-after-60-ms", 60000, killed_in_the_middle);
  CASE ("killed-after-150-ms", 150000, killed_in_the_middle);
  CASE ("the-disk-is-full", 300, the_disk_is_full);
  CASE ("a-project-without-room-says-so", 0, a_project_without_room_says_so);
  CASE ("a-busy-project-is-left-alone", 0, a_busy_project_is_left_alone);
  return g_test_run ();
}
