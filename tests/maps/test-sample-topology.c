/* The sample county against known answers of an independent program (tests/oracle/neighbours.py) and against itself. */
#include "maps/faults.h"
#include "maps/levels.h"
#include "maps/shapefile.h"
#include "maps/topology.h"
#include "tests/maps/boundary-fixture.h"

#include <math.h>
#include <string.h>

typedef struct {
  LbShapefile *file;
  LbTopology *topology;
  char **codes;
  GHashTable *by_code; /* code → number */
  guint n;
} Level;

static char *
sample_path (const char *level)
{
  g_autofree char *name = g_strdup_printf ("%s.shp", level);

  return g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", name, NULL);
}

static void
level_clear (Level *self)
{
  g_clear_pointer (&self->topology, lb_topology_unref);
  g_clear_pointer (&self->file, lb_shapefile_free);
  g_hash_table_unref (self->by_code);
  g_strfreev (self->codes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Level, level_clear)

static Level
load (const char *name)
{
  g_autofree char *path = sample_path (name);
  g_autoptr (GError) error = NULL;
  Level level = {.by_code = g_hash_table_new (g_str_hash, g_str_equal)};

  level.file = lb_shapefile_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  LbDbf *table = lb_shapefile_get_table (level.file);
  int field = lb_dbf_find_field (table, "XZQDM");
  level.n = lb_shapefile_get_n (level.file);
  level.codes = g_new0 (char *, level.n + 1);
  for (guint i = 0; i < level.n; i++) {
    level.codes[i] = lb_dbf_dup_text (table, i, (guint) field);
    g_hash_table_insert (level.by_code, level.codes[i], GUINT_TO_POINTER (i));
  }
  level.topology = lb_topology_new (lb_shapefile_get_shapes (level.file), NULL, &error);
  g_assert_no_error (error);
  return level;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Codes of the neighbours in ascending order, or how many there are. */
static char *
describe_row (const Level *level, const LbNeighbours *rows, guint shape, gboolean count)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  if (count)
    return g_strdup_printf ("%u", rows->first[shape + 1] - rows->first[shape]);
  for (guint i = rows->first[shape]; i < rows->first[shape + 1]; i++)
    g_ptr_array_add (codes, level->codes[rows->neighbours[i]]);
  g_ptr_array_sort (codes, compare_texts);
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (";", (char **) codes->pdata);
}

static void
neighbours_are_those_of_an_independent_count (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LB_TESTS"), "oracle", "neighbours.csv", NULL);
  g_autofree char *text = NULL;
  const char *const names[] = {"township", "village", "grid"};

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
    g_auto (Level) level = load (names[k]);
    g_auto (LbNeighbours) rook = {0}, queen = {0};
    guint n_lines = 0;
    lb_topology_find_neighbours (level.topology, FALSE, &rook);
    lb_topology_find_neighbours (level.topology, TRUE, &queen);
    for (guint i = 1; lines[i] != NULL; i++) {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      if (g_strv_length (cells) != 4 || strcmp (cells[0], names[k]) != 0)
        continue;
      g_assert_true (g_hash_table_contains (level.by_code, cells[1]));
      guint shape = GPOINTER_TO_UINT (g_hash_table_lookup (level.by_code, cells[1]));
      g_autofree char *by_edge = describe_row (&level, &rook, shape, k == 2);
      g_autofree char *by_point = describe_row (&level, &queen, shape, k == 2);
      g_assert_cmpstr (by_edge, ==, cells[2]);
      g_assert_cmpstr (by_point, ==, cells[3]);
      n_lines++;
    }
    g_assert_cmpuint (n_lines, ==, level.n);
  }
}

/* The same ring whatever its start and direction: its vertices from the least on, towards the lesser neighbour. */
static GBytes *
normalise (const double *xy, guint n)
{
  guint m = n - 1, start = 0;
  g_autofree double *ring = g_new (double, 2 * m);

  for (guint i = 1; i < m; i++)
    if (xy[2 * i] < xy[2 * start] || (xy[2 * i] == xy[2 * start] && xy[2 * i + 1] < xy[2 * start + 1]))
      start = i;
  const double *after = xy + 2 * ((start + 1) % m), *before = xy + 2 * ((start + m - 1) % m);
  gboolean forward = after[0] < before[0] || (after[0] == before[0] && after[1] < before[1]);
  for (guint i = 0; i < m; i++)
    memcpy (ring + 2 * i, xy + 2 * ((start + (forward ? i : m - i)) % m), 16);
  return g_bytes_new (ring, 16 * m);
}

static GPtrArray *
normalise_shape (const LbShapes *shapes, guint shape)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, shape); ring++) {
    guint n;
    const double *xy = lb_shapes_get_ring (shapes, shape, ring, &n);
    g_ptr_array_add (rings, normalise (xy, n));
  }
  return rings;
}

static int
compare_rings (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

static void
assert_dissolves_to (const char *children, const char *parents, guint digits)
{
  g_auto (Level) below = load (children), above = load (parents);
  g_autofree guint32 *groups = g_new (guint32, below.n);

  for (guint i = 0; i < below.n; i++) {
    g_autofree char *code = g_strndup (below.codes[i], digits);
    g_assert_true (g_hash_table_contains (above.by_code, code));
    groups[i] = GPOINTER_TO_UINT (g_hash_table_lookup (above.by_code, code));
  }
  g_autoptr (LbShapes) outlines = lb_topology_dissolve (below.topology, groups, above.n);
  for (guint i = 0; i < above.n; i++) {
    g_autoptr (GPtrArray) found = normalise_shape (outlines, i);
    g_autoptr (GPtrArray) expected = normalise_shape (lb_shapefile_get_shapes (above.file), i);
    g_assert_cmpuint (found->len, ==, expected->len);
    g_ptr_array_sort (found, compare_rings);
    g_ptr_array_sort (expected, compare_rings);
    for (guint j = 0; j < found->len; j++)
      g_assert_true (g_bytes_equal (found->pdata[j], expected->pdata[j]));
  }
}

static void
dissolved_regions_are_those_of_the_level_above (void)
{
  assert_dissolves_to ("village", "township", 9);
  assert_dissolves_to ("grid", "village", 12);
  assert_dissolves_to ("grid", "township", 9);
}

static void
borders_shared_are_as_long_from_either_side (void)
{
  g_auto (Level) level = load ("village");
  g_auto (LbNeighbours) rook = {0};

  lb_topology_find_neighbours (level.topology, FALSE, &rook);
  for (guint i = 0; i < level.n; i++)
    for (guint j = rook.first[i]; j < rook.first[i + 1]; j++) {
      double length = lb_topology_measure_border (level.topology, i, rook.neighbours[j]);
      g_assert_cmpfloat (length, >, 0);
      g_assert_cmpfloat_with_epsilon (length, lb_topology_measure_border (level.topology, rook.neighbours[j], i), 1e-12);
    }
}

static void
the_lake_is_the_only_fault_of_the_sample (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *const names[] = {"township", "village", "grid"};
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = sample_path (names[i]);
    LbImportResult *result = fixture_import (fixture, path, &(LbImportOptions) {0});
    lb_import_result_free (result);
  }
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load (fixture->project, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) faults = lb_faults_check (boundaries, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 3); /* once on every level */
  for (guint i = 0; i < 3; i++) {
    const LbFault *fault = &g_array_index (faults, LbFault, i);
    g_assert_cmpint (fault->kind, ==, LB_FAULT_GAP);
    g_assert_cmpfloat_with_epsilon (fault->size, g_array_index (faults, LbFault, 0).size, 0.01);
    g_assert_cmpfloat_with_epsilon (fault->size, 2.1e6, 0.1e6);
    g_assert_cmpfloat_with_epsilon (fault->x, 99.09, 0.01);
    g_assert_cmpfloat_with_epsilon (fault->y, 27.19, 0.01);
  }
}

static void
levels_of_the_sample_keep_every_grid (void)
{
  g_auto (Level) level = load ("grid");
  g_autoptr (LbLevels) levels = lb_levels_new (level.topology, NULL, NULL);
  guint n = lb_levels_get_n (levels);

  for (guint k = 0; k < n; k++) {
    LbDetail detail;
    g_autofree gint64 *area = g_new0 (gint64, level.n);
    lb_levels_get_detail (levels, k, &detail);
    for (guint arc = 0; arc < detail.n_arcs; arc++) {
      gint64 below = 0;
      for (guint32 i = detail.first[arc]; i + 1 < detail.first[arc + 1]; i++) {
        const gint32 *a = detail.xy + 2 * (gsize) i;
        below += (gint64) a[0] * a[3] - (gint64) a[2] * a[1];
      }
      if (detail.left[arc] != LB_NO_SHAPE)
        area[detail.left[arc]] += below;
      if (detail.right[arc] != LB_NO_SHAPE)
        area[detail.right[arc]] -= below;
    }
    for (guint i = 0; i < level.n; i++)
      g_assert_cmpint (area[i], !=, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-topology/neighbours-are-those-of-an-independent-count", neighbours_are_those_of_an_independent_count);
  g_test_add_func ("/sample-topology/dissolved-regions-are-those-of-the-level-above",
                   dissolved_regions_are_those_of_the_level_above);
  g_test_add_func ("/sample-topology/borders-shared-are-as-long-from-either-side", borders_shared_are_as_long_from_either_side);
  g_test_add_func ("/sample-topology/the-lake-is-the-only-fault-of-the-sample", the_lake_is_the_only_fault_of_the_sample);
  g_test_add_func ("/sample-topology/levels-of-the-sample-keep-every-grid", levels_of_the_sample_keep_every_grid);
  return g_test_run ();
}
