/* The sample county, imported by the program, against figures of other programs: tests/oracle/indicators.csv
 * (sqlite3) and tests/oracle/areas.csv (Planimeter of GeographicLib). */
#include "src/date.h"
#include "tests/src/hand.h"
#include "tests/src/run.h"

#include <math.h>
#include <string.h>

static char *
sample (const char *name)
{
  return g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", name, NULL);
}

static void
import_sample (const char *path)
{
  static const char *const names[] = {"township.shp", "village.shp", "grid.shp", "households.csv", "cases.csv", "measures.csv"};

  g_autoptr (Run) new = run_program ("new", path, "--name", "岚岭县", "--code", "539902", NULL);
  g_assert_cmpint (new->status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = sample (names[i]);
    g_autoptr (Run) import = run_program ("import", path, file, NULL);
    g_assert_cmpint (import->status, ==, 0);
  }
}

/* (transfer full) (element-type GStrv): the rows of an oracle's file, without the headings. */
static GPtrArray *
read_rows (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("LB_TESTS"), "oracle", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  for (gsize i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (rows, g_strsplit (lines[i], ",", -1));
  return rows;
}

static GHashTable *
read_areas (void)
{
  GHashTable *areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) rows = read_rows ("areas.csv");

  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index (rows, i);
    double *area = g_new (double, 1);
    *area = g_ascii_strtod (row[1], NULL);
    g_hash_table_insert (areas, g_strdup (row[0]), area);
  }
  return areas;
}

static LbCube *
build (LbProject *project, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbIndicator) indicator = lb_indicator_find (id, NULL, "zh", &error);
  gint64 before = g_get_monotonic_time ();
  LbCube *cube = lb_cube_build (project, indicator, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s: cube in %.1f ms", id, (double) (g_get_monotonic_time () - before) / 1000);
  return cube;
}

static void
every_figure_of_the_sample_agrees (Hand *hand, gconstpointer data)
{
  g_autofree char *path = g_build_filename (hand->dir, "sample.gpkg", NULL);
  g_autoptr (GPtrArray) rows = read_rows ("indicators.csv");
  g_autoptr (GHashTable) areas = read_areas ();
  g_autoptr (LbValues) density = NULL, rate = NULL;

  (void) data;
  import_sample (path);
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, NULL);
  g_autoptr (LbCube) density_cube = build (project, "D01");
  g_autoptr (LbCube) rate_cube = build (project, "M01");
  g_assert_cmpuint (rows->len, >=, 500);
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index (rows, i); /* date, level, code, open, persons, implemented, planned */
    gint32 day = lb_day_from_text (row[0]);
    if (density == NULL || density->as_of != day) {
      g_clear_pointer (&density, lb_values_unref);
      g_clear_pointer (&rate, lb_values_unref);
      density = lb_cube_at (density_cube, day);
      rate = lb_cube_at (rate_cube, day);
    }
    int number = lb_region_tree_find_code (density->regions, row[2]);
    double *area = g_hash_table_lookup (areas, row[2]);
    g_assert_cmpint (number, >=, 0);
    g_assert_nonnull (area);
    double open = g_ascii_strtod (row[3], NULL), planned = g_ascii_strtod (row[6], NULL);
    g_assert_cmpfloat (density->numerator[number], ==, open);
    g_assert_cmpfloat (density->persons[number], ==, g_ascii_strtod (row[4], NULL));
    g_assert_cmpfloat_with_epsilon (density->denominator[number], *area, 1e-9 * *area);
    g_assert_cmpfloat_with_epsilon (density->value[number], open / *area, 1e-9 * open / *area + G_MINDOUBLE);
    g_assert_cmpfloat (rate->numerator[number], ==, g_ascii_strtod (row[5], NULL));
    g_assert_cmpfloat (rate->denominator[number], ==, planned);
    g_assert_true (isnan (rate->value[number]) == (planned < 1));
  }
  g_autoptr (Run) run = run_program ("values", path, "M01", "--level", "county", "--as-of", "2025-12-31", "--csv", "-", NULL);
  g_assert_nonnull (strstr (run->out, "\n539902,岚岭县,county,2025-12-31,M01,1053,1510,69.73509933774834\n"));
}

#define ADD(path, function) g_test_add (path, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/oracle/every-figure-of-the-sample-agrees", every_figure_of_the_sample_agrees);
  return g_test_run ();
}
