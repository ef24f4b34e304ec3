/* Walks tests/bad/shapefiles: what verdicts.txt says must happen, and a refused file leaves the project as it was. */
#include "maps/boundaries.h"
#include "maps/error.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *name, *verdict, *fragment;
} Verdict;

static char *
folder (void)
{
  return g_build_filename (g_getenv ("LB_TESTS"), "bad", "shapefiles", NULL);
}

static void
verdict_free (gpointer data)
{
  Verdict *verdict = data;

  g_free (verdict->name);
  g_free (verdict->verdict);
  g_free (verdict->fragment);
  g_free (verdict);
}

static char *
next_word (char **at)
{
  *at += strspn (*at, " ");
  gsize length = strcspn (*at, " ");
  char *word = g_strndup (*at, length);

  *at += length;
  return word;
}

static GPtrArray *
read_verdicts (void)
{
  g_autofree char *where = folder ();
  g_autofree char *path = g_build_filename (where, "verdicts.txt", NULL);
  g_autofree char *text = NULL;
  GPtrArray *verdicts = g_ptr_array_new_with_free_func (verdict_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    if (**line == '#' || **line == '\0')
      continue;
    Verdict *verdict = g_new0 (Verdict, 1);
    char *at = *line;
    verdict->name = next_word (&at);
    verdict->verdict = next_word (&at);
    verdict->fragment = g_strdup (at + strspn (at, " "));
    g_ptr_array_add (verdicts, verdict);
  }
  return verdicts;
}

/* Everything the program would say about the file, a sentence a line. */
static char *
gather (GPtrArray *notices, const LbImportResult *result, const GError *error)
{
  GString *said = g_string_new (error != NULL ? error->message : "");

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    g_string_append_printf (said, "\n%s", (const char *) g_ptr_array_index (notices, i));
  for (guint i = 0; result != NULL && i < result->rejects->len; i++)
    g_string_append_printf (said, "\n%s", ((LbReject *) g_ptr_array_index (result->rejects, i))->reason);
  return g_string_free (said, FALSE);
}

static char *
contents (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, &error);
  char *text = NULL;

  g_assert_no_error (error);
  lb_db_get_text (lb_project_get_db (project),
                  "SELECT (SELECT count(*) FROM region) || '/' || (SELECT count(*) FROM import_batch) || '/' ||"
                  " (SELECT count(*) FROM journal) || '/' || (SELECT group_concat (key || value) FROM lookback_meta) || '/' ||"
                  " (SELECT last_change FROM gpkg_contents WHERE table_name = 'region')",
                  &text, &error);
  g_assert_no_error (error);
  return text;
}

static void
check_import (const Verdict *verdict, const char *path, const char *project_path)
{
  const LbImportOptions options = {.kind = "boundaries"};
  g_autoptr (GError) error = NULL;
  g_autofree char *before = contents (project_path);
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_WRITE, &error);
  g_assert_no_error (error);
  g_autoptr (LbImportResult) result = lb_boundaries_import (project, path, &options, &error);
  g_autofree char *said = gather (result != NULL ? result->notices : NULL, result, error);
  gboolean refused = g_str_equal (verdict->verdict, "refused");

  g_test_message ("%s: %s", verdict->name, said);
  g_assert_cmpint (result == NULL, ==, refused);
  g_assert_cmpint (error != NULL, ==, refused);
  if (result != NULL)
    g_assert_cmpint (result->rejected > 0, ==, g_str_equal (verdict->verdict, "rejected"));
  if (!g_str_equal (verdict->fragment, "-") && strstr (said, verdict->fragment) == NULL)
    g_error ("%s: “%s” is not in “%s”", verdict->name, verdict->fragment, said);
  if (refused) {
    g_autofree char *after = contents (project_path);
    g_assert_cmpstr (after, ==, before);
  }
}

static void
every_broken_file_gets_its_verdict (void)
{
  g_autoptr (GPtrArray) verdicts = read_verdicts ();
  g_autofree char *where = folder ();
  g_autofree char *temporary = g_dir_make_tmp ("lookback-bad-XXXXXX", NULL);
  g_autofree char *project_path = g_build_filename (temporary, "p.gpkg", NULL);
  g_autofree char *empty_path = g_build_filename (temporary, "empty.gpkg", NULL);
  const LbProjectInfo info = {.name = "县"};
  g_autofree char *empty = NULL;
  gsize size;

  lb_project_close (lb_project_create (empty_path, &info, NULL));
  g_assert_true (g_file_get_contents (empty_path, &empty, &size, NULL));
  g_assert_cmpuint (verdicts->len, >=, 30);
  for (guint i = 0; i < verdicts->len; i++) {
    const Verdict *verdict = g_ptr_array_index (verdicts, i);
    g_autofree char *name = g_strconcat (verdict->name, ".shp", NULL);
    g_autofree char *path = g_build_filename (where, name, NULL);

    g_assert_true (g_file_set_contents (project_path, empty, (gssize) size, NULL));
    check_import (verdict, path, project_path);
    g_unlink (project_path);
  }
  g_unlink (empty_path);
  g_rmdir (temporary);
}

static void
every_file_of_the_folder_has_a_verdict (void)
{
  g_autoptr (GPtrArray) verdicts = read_verdicts ();
  g_autofree char *where = folder ();
  g_autoptr (GDir) dir = g_dir_open (where, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n += g_str_has_suffix (name, ".shp");
  g_assert_cmpuint (n, ==, verdicts->len);
}

/* A bare file need not have a table; all else holds for it as well, save what only an import asks for. */
static void
a_bare_file_is_refused_for_the_same_reasons (void)
{
  g_autoptr (GPtrArray) verdicts = read_verdicts ();
  g_autofree char *where = folder ();

  for (guint i = 0; i < verdicts->len; i++) {
    const Verdict *verdict = g_ptr_array_index (verdicts, i);
    g_autofree char *name = g_strconcat (verdict->name, ".shp", NULL);
    g_autofree char *path = g_build_filename (where, name, NULL);
    g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    gboolean only_import = g_str_equal (verdict->name, "no-dbf") || g_str_equal (verdict->name, "dbf-no-known-field");
    gboolean refused = g_str_equal (verdict->verdict, "refused") && !only_import;
    g_autoptr (LbBoundaries) boundaries = lb_boundaries_open (path, NULL, NULL, NULL, notices, &error);

    g_test_message ("%s: %s", verdict->name, error != NULL ? error->message : "");
    g_assert_cmpint (boundaries == NULL, ==, refused);
    if (refused && strstr (error->message, verdict->fragment) == NULL)
      g_error ("%s: “%s” is not in “%s”", verdict->name, verdict->fragment, error->message);
  }
}

static void
a_file_that_is_not_there_is_named (void)
{
  static const char *const paths[] = {"/nowhere/village.shp", "/tmp", "/dev/null", "village"};

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (lb_boundaries_open (paths[i], NULL, NULL, NULL, NULL, &error));
    g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE);
    g_assert_nonnull (strstr (error->message, paths[i]));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bad-shapefiles/every-broken-file-gets-its-verdict", every_broken_file_gets_its_verdict);
  g_test_add_func ("/bad-shapefiles/every-file-of-the-folder-has-a-verdict", every_file_of_the_folder_has_a_verdict);
  g_test_add_func ("/bad-shapefiles/a-bare-file-is-refused-for-the-same-reasons",
                   a_bare_file_is_refused_for_the_same_reasons);
  g_test_add_func ("/bad-shapefiles/a-file-that-is-not-there-is-named", a_file_that_is_not_there_is_named);
  return g_test_run ();
}
