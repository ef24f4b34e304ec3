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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/project/a-new-project-opens-with-its-words", a_new_project_opens_with_its_words);
  ADD ("/project/a-project-is-never-replaced", a_project_is_never_replaced);
  ADD ("/project/a-newer-schema-is-refused-and-untouched", a_newer_schema_is_refused_and_untouched);
  ADD ("/project/a-changed-journal-row-breaks-the-chain", a_changed_journal_row_breaks_the_chain);
  ADD ("/project/the-journal-cannot-be-rewritten", the_journal_cannot_be_rewritten);
  ADD ("/project/a-text-file-is-not-a-project", a_text_file_is_not_a_project);
  ADD ("/project/a-read-only-folder-can-be-read", a_read_only_folder_can_be_read);
  return g_test_run ();
}
