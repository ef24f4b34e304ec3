/* The sample county: areas against an independent computation, and the same regions whatever the encoding and the
 * coordinate system of the files. */
#include "tests/maps/boundary-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const char *const levels[] = {"township", "village", "grid"};

static void
import_folder (Fixture *fixture, const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autofree char *name = g_strconcat (levels[i], ".shp", NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
    g_assert_cmpint (result->rejected, ==, 0);
    g_assert_cmpstr (result->level, ==, levels[i]);
  }
}

static LbRegionTree *
import_sample (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  g_autoptr (GError) error = NULL;

  import_folder (fixture, folder);
  LbRegionTree *tree = lb_project_dup_regions (fixture->project, &error);
  g_assert_no_error (error);
  return tree;
}

/* tests/oracle/areas.py: GDAL and GeographicLib. A geodesic is good to 15 nm, and 3,000 km from the equator each edge so
 * leaves some 0.01 m² in either computation: below 100 km² that is more than 1e-9 of the area. */
static void
areas_agree_with_geographiclib (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LbRegionTree) tree = import_sample (fixture);
  g_autofree char *path = g_build_filename (g_getenv ("LB_TESTS"), "oracle", "areas.csv", NULL);
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++, n++) {
    char *comma = strchr (*line, ',');
    *comma = '\0';
    int number = lb_region_tree_find_code (tree, *line);
    g_assert_cmpint (number, >=, 0);
    double expected = 1e6 * g_ascii_strtod (comma + 1, NULL), found = lb_region_tree_get (tree, (guint) number)->area_m2;
    if (!(fabs (found - expected) < MAX (1e-9 * expected, 0.1)))
      g_error ("%s: %.17g, expected %.17g", *line, found, expected);
  }
  g_assert_cmpuint (n, >, 1 + 10 + 80); /* and one grid in fifty */
}

static void
every_grid_hangs_in_its_village (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LbRegionTree) tree = import_sample (fixture);
  guint n;

  g_assert_cmpuint (lb_region_tree_get_n (tree), ==, 1 + 10 + 80 + 4286);
  const guint *grids = lb_region_tree_get_level (tree, LB_LEVEL_GRID, &n);
  for (guint i = 0; i < n; i++) {
    const LbRegion *grid = lb_region_tree_get (tree, grids[i]);
    const LbRegion *village = lb_region_tree_get (tree, (guint) grid->parent);
    g_assert_cmpint (village->level, ==, LB_LEVEL_VILLAGE);
    g_assert_true (g_str_has_prefix (grid->code, village->code));
  }
}

/* The levels come from the same lines: what one has, the others have. */
static void
levels_cover_the_same_ground (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LbRegionTree) tree = import_sample (fixture);
  double sums[LB_N_LEVELS] = {0};

  for (guint i = 0; i < lb_region_tree_get_n (tree); i++) {
    const LbRegion *region = lb_region_tree_get (tree, i);
    sums[region->level] += region->area_m2;
  }
  g_assert_cmpfloat_with_epsilon (sums[LB_LEVEL_TOWNSHIP] / sums[LB_LEVEL_COUNTY], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (sums[LB_LEVEL_VILLAGE] / sums[LB_LEVEL_COUNTY], 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (sums[LB_LEVEL_GRID] / sums[LB_LEVEL_COUNTY], 1, 1e-9);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
compare_with (LbRegionTree *expected, const char *options)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("lookback-variant-XXXXXX", NULL);
  g_autofree char *words = g_strdup_printf ("%s --only boundaries --out %s %s", g_getenv ("LB_COUNTY"), folder, options);
  g_auto (GStrv) argv = g_strsplit (words, " ", -1);
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  import_folder (fixture, folder);
  g_autoptr (LbRegionTree) tree = lb_project_dup_regions (fixture->project, &error);
  g_assert_cmpuint (lb_region_tree_get_n (tree), ==, lb_region_tree_get_n (expected));
  for (guint i = 0; i < lb_region_tree_get_n (tree); i++) {
    const LbRegion *found = lb_region_tree_get (tree, i), *wanted = lb_region_tree_get (expected, i);
    g_assert_cmpstr (found->code, ==, wanted->code);
    g_assert_cmpstr (found->name, ==, wanted->name);
    g_assert_cmpint (found->parent, ==, wanted->parent);
    g_assert_cmpfloat_with_epsilon (found->area_m2 / wanted->area_m2, 1, 1e-6);
  }
  remove_folder (folder);
}

static void
all_forms_of_the_files_give_the_same_regions (void)
{
  static const char *const variants[] = {"--encoding gbk", "--no-cpg", "--crs gk-zone", "--crs gk-zone --no-prj",
                                         "--no-prj", "--crs gk", "--encoding gbk --no-cpg"};
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LbRegionTree) sample = import_sample (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++) {
    g_test_message ("%s", variants[i]);
    compare_with (sample, variants[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/areas-agree-with-geographiclib", areas_agree_with_geographiclib);
  g_test_add_func ("/sample/every-grid-hangs-in-its-village", every_grid_hangs_in_its_village);
  g_test_add_func ("/sample/levels-cover-the-same-ground", levels_cover_the_same_ground);
  g_test_add_func ("/sample/all-forms-of-the-files-give-the-same-regions", all_forms_of_the_files_give_the_same_regions);
  return g_test_run ();
}
