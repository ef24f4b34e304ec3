#include "src/error.h"
#include "src/journal.h"
#include "src/project.h"

#include <glib/gstdio.h>

typedef struct {
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "county.gpkg", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;

  (void) data;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

static void
make (Fixture *fixture, const char *sql)
{
  LbProjectInfo info = {"岚岭县", "539902", "岚岭县乡村振兴局", NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_create (fixture->path, &info, &error);

  g_assert_no_error (error);
  if (sql != NULL) {
    lb_db_exec (lb_project_get_db (project), sql, &error);
    g_assert_no_error (error);
  }
}

static void
a_new_project_opens_with_its_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  make (fixture, NULL);
  g_autoptr (LbProject) project = lb_project_open (fixture->path, LB_DB_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lb_project_get_name (project), ==, "岚岭县");
  g_assert_cmpstr (lb_project_get_code (project), ==, "539902");
  g_assert_cmpstr (lb_project_get_rules (project), ==, "national");
  g_assert_true (lb_journal_verify (lb_project_get_db (project), &error));
}

static void
a_project_is_never_replaced (Fixture *fixture, gconstpointer data)
{
  LbProjectInfo info = {NULL};
  g_autoptr (GError) error = NULL;

  (void) data;
  make (fixture, NULL);
  g_assert_null (lb_project_create (fixture->path, &info, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_EXISTS);
}

static void
a_newer_schema_is_refused_and_untouched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize before_length, after_length;

  (void) data;
  make (fixture, "UPDATE lookback_meta SET value = '99' WHERE key = 'schema'");
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_length, NULL));
  g_assert_null (lb_project_open (fixture->path, LB_DB_WRITE, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_PROJECT);
  g_assert_nonnull (strstr (error->message, "99"));
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
a_changed_journal_row_breaks_the_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  make (fixture, "DROP TRIGGER journal_no_update; UPDATE journal SET object = '他县' WHERE id = 1");
  g_autoptr (LbProject) project = lb_project_open (fixture->path, LB_DB_READ, &error);
  g_assert_false (lb_journal_verify (lb_project_get_db (project), &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_PROJECT);
}

static void
the_journal_cannot_be_rewritten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  make (fixture, NULL);
  g_autoptr (LbProject) project = lb_project_open (fixture->path, LB_DB_WRITE, NULL);
  g_assert_false (lb_db_exec (lb_project_get_db (project), "DELETE FROM journal", &error));
  g_assert_nonnull (strstr (error->message, "append-only"));
}

static void
a_text_file_is_not_a_project (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (fixture->path, "户编号,姓名\n", -1, NULL));
  g_assert_null (lb_project_open (fixture->path, LB_DB_READ, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_PROJECT);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
a_read_only_folder_can_be_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  make (fixture, NULL);
  g_chmod (fixture->dir, 0555);
  g_autoptr (LbProject) project = lb_project_open (fixture->path, LB_DB_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lb_project_get_name (project), ==, "岚岭县");
  g_chmod (fixture->dir, 0755);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

/* Runs scripts of the schema, up to @schema, then @rows. */
static void
make_by_schema (Fixture *fixture, int schema, const char *rows)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  for (int i = 1; i <= schema; i++) {
    g_autofree char *name = g_strdup_printf ("%03d.sql", i), *sql = NULL;
    g_autofree char *script = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "schema", name, NULL);
    g_assert_true (g_file_get_contents (script, &sql, NULL, NULL));
    g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  }
  g_assert_cmpint (sqlite3_exec (db, rows, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* A project as the first version left it, with every table that the migration makes anew filled. */
static void
make_by_schema_1 (Fixture *fixture)
{
  static const char rows[] =
    "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10301;"
    "INSERT INTO lookback_meta VALUES ('schema', '1'), ('name', '岚岭县'), ('code', '539902'), ('issuer', '岚岭县乡村振兴局'),"
    " ('rules', 'national'), ('data_version', '7'), ('hash_key', 'k');"
    "INSERT INTO import_batch VALUES (1, 'boundaries', 'a', 'x', NULL, NULL, NULL, NULL, 0, 0, 0, '', NULL);"
    "INSERT INTO region (id, parent_id, level, code, name, alias, area_m2, pre, last) VALUES"
    " (11, NULL, 'county', '539902', '岚岭县', NULL, 9e6, 0, 1), (12, 11, 'grid', '539902100201001', '松岭一', '老名', 5e6, 1, 1);"
    "INSERT INTO household (id, household_no, region_id, size, import_batch_id, src_row) VALUES (21, '530001', 12, 3, 1, 2);"
    "INSERT INTO monitoring_case (id, household_id, case_seq, class, persons, identified_on, import_batch_id, src_row)"
    " VALUES (31, 21, 1, 'sudden', 3, '2025-03', 1, 2);"
    "INSERT INTO case_step (id, case_id, step_code, started_on, finished_on, import_batch_id, src_row)"
    " VALUES (41, 31, 'publicity', '2025-02-20', '2025-02-26', 1, 2);"
    "INSERT INTO lookback_levels VALUES ('leaves', x'00');";

  make_by_schema (fixture, 1, rows);
}

static void
assert_text (LbProject *project, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  lb_db_get_text (lb_project_get_db (project), sql, &text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
a_project_of_schema_1_is_brought_up_to_date_without_losing_a_cell (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".schema-1.bak", NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  make_by_schema_1 (fixture);
  g_autoptr (LbProject) project = lb_project_open (fixture->path, LB_DB_WRITE, &error);
  g_assert_no_error (error);
  assert_text (project, "SELECT value FROM lookback_meta WHERE key = 'schema'", G_STRINGIFY (LB_SCHEMA_VERSION));
  assert_text (project, "SELECT group_concat (id || ' ' || coalesce (parent_id, '-') || level || code || name || coalesce (alias, '')"
                        " || area_m2 || pre || last, ';') FROM region",
               "11 -county539902岚岭县9000000.001;12 11grid539902100201001松岭一老名5000000.011");
  assert_text (project, "SELECT region_id || household_no FROM household", "12530001");
  assert_text (project, "SELECT id || ' ' || case_id || step_code || started_on || finished_on FROM case_step",
               "41 31publicity2025-02-202025-02-26");
  assert_text (project, "SELECT action || ' ' || purpose FROM journal ORDER BY id DESC LIMIT 1", "migrate 1 → 4");
  assert_text (project, "PRAGMA foreign_keys", "1");
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
}

/* The table of members is made anew; measures point at it. */
static void
a_project_of_schema_2_keeps_its_members (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  static const char rows[] =
    "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10301;"
    "INSERT INTO lookback_meta VALUES ('schema', '2'), ('name', '岚岭县'), ('code', '539902'), ('issuer', '岚岭县乡村振兴局'),"
    " ('rules', 'national'), ('data_version', '7'), ('hash_key', 'k');"
    "INSERT INTO import_batch VALUES (1, 'persons', 'a', 'x', NULL, NULL, NULL, NULL, 0, 0, 0, '', NULL);"
    "INSERT INTO region (id, level, code, name) VALUES (11, 'county', '539902', '岚岭县');"
    "INSERT INTO household (id, household_no, region_id, size, import_batch_id, src_row) VALUES (21, '530001', 11, 3, 1, 2);"
    "INSERT INTO person VALUES (51, 21, '01', '甲', 'hash', x'07', 'disability_card', 1949, 'female', 'head', 'multi', 'lost', '初中',"
    " NULL, 0, '外省', 6.5, 1, 0, 'rural', 'none', 1, 2);"
    "INSERT INTO monitoring_case (id, household_id, case_seq, class, persons, identified_on, import_batch_id, src_row)"
    " VALUES (31, 21, 1, 'sudden', 3, '2025-03', 1, 2);"
    "INSERT INTO measure (case_id, category, planned_on, status, person_id, import_batch_id, src_row)"
    " VALUES (31, 'health', '2025-04', 'planned', 51, 1, 2);";
  g_autoptr (GError) error = NULL;

  make_by_schema (fixture, 2, rows);
  g_autoptr (LbProject) project = lb_project_open (fixture->path, LB_DB_WRITE, &error);
  g_assert_no_error (error);
  assert_text (project, "SELECT id || household_id || person_no || name || id_hash || hex (id_enc) || id_state || birth_year || sex || relation"
                        " || health || labour || education || coalesce (student, '-') || dropout || work_place || work_months"
                        " || insured_medical || insured_bigdisease || dibao || tekun || import_batch_id || src_row FROM person",
               "512101甲hash07disability_card1949femaleheadmultilost初中-0外省6.510ruralnone12");
  assert_text (project, "SELECT p.name FROM measure m JOIN person p ON p.id = m.person_id", "甲");
  assert_text (project, "SELECT action || ' ' || purpose FROM journal ORDER BY id DESC LIMIT 1", "migrate 2 → 4");
  assert_text (project, "SELECT count(*) FROM case_income", "0");
}

static void
a_migration_that_would_leave_a_row_without_its_parent_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  (void) data;
  make_by_schema_1 (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE household SET region_id = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_null (lb_project_open (fixture->path, LB_DB_WRITE, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_PROJECT);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "SELECT households_total FROM region", NULL, NULL, NULL), ==, SQLITE_ERROR);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/project/a-new-project-opens-with-its-words", a_new_project_opens_with_its_words);
  ADD ("/project/a-project-is-never-replaced", a_project_is_never_replaced);
  ADD ("/project/a-newer-schema-is-refused-and-untouched", a_newer_schema_is_refused_and_untouched);
  ADD ("/project/a-project-of-schema-1-is-brought-up-to-date-without-losing-a-cell",
       a_project_of_schema_1_is_brought_up_to_date_without_losing_a_cell);
  ADD ("/project/a-project-of-schema-2-keeps-its-members", a_project_of_schema_2_keeps_its_members);
  ADD ("/project/a-migration-that-would-leave-a-row-without-its-parent-changes-nothing",
       a_migration_that_would_leave_a_row_without_its_parent_changes_nothing);
  ADD ("/project/a-changed-journal-row-breaks-the-chain", a_changed_journal_row_breaks_the_chain);
  ADD ("/project/the-journal-cannot-be-rewritten", the_journal_cannot_be_rewritten);
  ADD ("/project/a-text-file-is-not-a-project", a_text_file_is_not_a_project);
  ADD ("/project/a-read-only-folder-can-be-read", a_read_only_folder_can_be_read);
  return g_test_run ();
}
