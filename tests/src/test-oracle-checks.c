/* Checks on the sample county against counts that another program made (tests/oracle/checks.py). */
#include "tests/src/hand.h"
#include "tests/src/run.h"

#include <string.h>

static void
import_sample (const char *path)
{
  static const char *const names[] = {"township.shp", "village.shp", "grid.shp",
                                      "households.csv", "cases.csv", "visits.csv", "matters.csv"};
  g_autoptr (Run) new = run_program ("new", path, "--name", "岚岭县", "--code", "539902", NULL);

  g_assert_cmpint (new->status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", names[i], NULL);
    g_autoptr (Run) import = run_program ("import", path, file, NULL);
    g_assert_cmpint (import->status, ==, 0);
  }
}

static guint
count_hits (const char *table, const char *rule)
{
  g_autofree char *start = g_strdup_printf ("\n%s,", rule);
  guint n = 0;

  for (const char *at = strstr (table, start); at != NULL; at = strstr (at + 1, start))
    n++;
  return n;
}

static void
test_counts_agree (void)
{
  g_autofree char *dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "sample.gpkg", NULL);
  g_autofree char *oracle = g_build_filename (g_getenv ("LB_TESTS"), "oracle", "checks.csv", NULL);
  g_autofree char *text = NULL, *day = g_strdup (""), *table = NULL;

  g_assert_true (g_file_get_contents (oracle, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  import_sample (path);
  for (char **line = lines + 1; *line != NULL; line++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", 3); /* as_of, rule, hits */
    if (!g_str_equal (cells[0], day)) {
      g_autoptr (Run) check = run_program ("check", path, "--as-of", cells[0], "--csv", "-", NULL);
      g_assert_cmpint (check->status, ==, 3);
      g_free (day);
      g_free (table);
      day = g_strdup (cells[0]);
      table = g_strdup (check->out);
    }
    g_test_message ("%s", *line);
    g_assert_cmpuint (count_hits (table, cells[1]), ==, g_ascii_strtoull (cells[2], NULL, 10));
  }
  hand_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oracle/checks-agree-with-another-program-on-the-sample", test_counts_agree);
  return g_test_run ();
}
