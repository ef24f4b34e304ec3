#include "tests/src/sample.h"
#include "src/project.h"
#include "tests/src/run.h"

static const char *const supplements[] = {"plans", "visits", "warnings", "checks", "units", "answers", "findings", "tracks", "trainings",
                                          "kept", "clearances", "papers", "flags", "incomes", "places", "rejects", "assignments"};

char *
sample_oracle_path (const char *folder, const char *name)
{
  return g_build_filename (g_getenv ("LB_TESTS"), "oracle", folder, name, NULL);
}

char **
sample_read_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (g_strchomp (text), "\n", -1);
}

void
sample_import (const char *path, const char *rules)
{
  static const char *const names[] = {"township.shp", "village.shp", "grid.shp", "households.csv", "cases.csv", "measures.csv",
                                      "visits.csv", "registrations.csv", "matters.csv", "staff.csv"};

  g_autoptr (Run) new = run_program ("new", path, "--name", "岚岭县", "--code", "539902", "--rules", rules, NULL);
  g_assert_cmpint (new->status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", names[i], NULL);
    g_autoptr (Run) import = run_program ("import", path, file, NULL);
    g_assert_cmpint (import->status, ==, 0);
  }
}

/* A supplement's file as the temporary table s_NAME. */
static void
load_table (GString *sql, const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_auto (GStrv) lines = sample_read_lines (path);

  g_string_append_printf (sql, "CREATE TEMP TABLE s_%s (%s);\n", name, lines[0]);
  for (char **line = lines + 1; *line != NULL; line++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", -1);
    g_string_append_printf (sql, "INSERT INTO s_%s VALUES (", name);
    for (char **cell = cells; *cell != NULL; cell++)
      g_string_append_printf (sql, **cell != '\0' ? "%s'%s'" : "%sNULL", cell > cells ? ", " : "", *cell);
    g_string_append (sql, ");\n");
  }
}

void
sample_put_supplement_in (const char *path, const char *folder)
{
  g_autofree char *script = sample_oracle_path ("", "supplement.sql"), *own = sample_oracle_path ("supplement", "");
  g_autofree char *text = NULL;
  g_autoptr (GString) sql = g_string_new ("BEGIN;\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_WRITE, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (supplements); i++)
    load_table (sql, folder != NULL ? folder : own, supplements[i]);
  g_file_get_contents (script, &text, NULL, &error);
  g_assert_no_error (error);
  g_string_append_printf (sql, "%s\nCOMMIT;", text);
  lb_db_exec (lb_project_get_db (project), sql->str, &error);
  g_assert_no_error (error);
}
