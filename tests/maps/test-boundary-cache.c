/* What the import leaves for opening: read instead of the geometry, the same to the bit, and never stale. */
#include "maps/anchors.h"
#include "maps/boundaries-private.h"
#include "maps/boundary-cache.h"
#include "maps/shapes-private.h"
#include "tests/maps/boundary-fixture.h"
#include "tests/maps/tessellation.h"

#include <math.h>
#include <string.h>

static const Region villages[] = {
  {"539902200201", "丙村", "539902200", 99.0, 27.1, 0.2, 0.1, 0},
  {"539902101202", "乙村", "539902101", 99.1, 27.0, 0.1, 0.1, 0.02},
  {"539902101201", "甲村", "539902101", 99.0, 27.0, 0.1, 0.1, 0},
};

static Fixture *
make_county (void)
{
  Fixture *fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "village", villages, G_N_ELEMENTS (villages), NULL);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);

  g_assert_cmpint (result->accepted, ==, 3);
  return fixture;
}

static void
assert_same_shapes (const LbShapes *a, const LbShapes *b)
{
  LbBox extent_a = lb_shapes_get_extent (a), extent_b = lb_shapes_get_extent (b);

  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpmem (a->first_ring, (a->n + 1) * sizeof (guint), b->first_ring, (b->n + 1) * sizeof (guint));
  gsize n_rings = a->first_ring[a->n];
  lb_shapes_unpack_all (a);
  lb_shapes_unpack_all (b);
  g_assert_cmpmem (a->first_point, (n_rings + 1) * sizeof (gsize), b->first_point, (n_rings + 1) * sizeof (gsize));
  g_assert_cmpmem (a->xy, lb_shapes_get_n_points (a) * 2 * sizeof (double), b->xy, lb_shapes_get_n_points (b) * 2 * sizeof (double));
  g_assert_cmpmem (a->boxes, a->n * sizeof (LbBox), b->boxes, b->n * sizeof (LbBox));
  g_assert_cmpmem (&extent_a, sizeof extent_a, &extent_b, sizeof extent_b);
}

static void
assert_same_boundaries (const LbBoundaries *a, const LbBoundaries *b)
{
  g_assert_cmpint (lb_boundaries_get_epsg (a), ==, lb_boundaries_get_epsg (b));
  assert_same_shapes (lb_boundaries_get_shapes (a), lb_boundaries_get_shapes (b));
}

static LbBoundaries *
open_boundaries (LbProject *project)
{
  g_autoptr (GError) error = NULL;
  LbBoundaries *boundaries = lb_boundaries_load (project, &error);

  g_assert_no_error (error);
  return boundaries;
}

static LbBoundaries *
read_anew (LbProject *project)
{
  g_autoptr (GError) error = NULL;
  LbBoundaries *boundaries = lb_boundaries_read (project, &error);

  g_assert_no_error (error);
  return boundaries;
}

static void
the_import_leaves_shapes_and_levels (void)
{
  g_autoptr (Fixture) fixture = make_county ();
  g_autoptr (LbBoundaries) boundaries = open_boundaries (fixture->project), anew = read_anew (fixture->project);
  g_autofree char *names = fixture_text (fixture, "SELECT group_concat (name, ' ') FROM (SELECT name FROM lookback_levels ORDER BY name)");

  g_assert_cmpstr (names, ==, "anchors county shapes village");
  assert_same_boundaries (boundaries, anew);
  g_autoptr (LbLevels) levels = lb_levels_load (fixture->project, "village", lb_shapes_get_n (lb_boundaries_get_shapes (boundaries)), NULL);
  g_assert_nonnull (levels);
}

/* With the geometry made unreadable behind the triggers' back, only the cache can answer. */
static void
opening_does_not_read_the_geometry (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = make_county ();
  g_autoptr (LbBoundaries) anew = read_anew (fixture->project);
  LbDb *db = lb_project_get_db (fixture->project);

  g_assert_true (lb_db_exec (db, "DROP TRIGGER region_update_drops_levels", &error));
  g_assert_true (lb_db_exec (db, "UPDATE region SET geom = x'00' WHERE geom IS NOT NULL", &error));
  g_autoptr (LbBoundaries) boundaries = open_boundaries (fixture->project);
  assert_same_boundaries (boundaries, anew);
  g_assert_null (lb_boundaries_read (fixture->project, &error));
  g_assert_nonnull (strstr (error->message, "is damaged"));
}

static void
points_lie_on_tenths_of_a_millimetre (void)
{
  g_autoptr (Fixture) fixture = make_county ();
  g_autoptr (LbBoundaries) boundaries = open_boundaries (fixture->project);
  const LbShapes *shapes = lb_boundaries_get_shapes (boundaries);

  lb_shapes_unpack_all (shapes);
  for (gsize i = 0; i < 2 * lb_shapes_get_n_points (shapes); i++)
    g_assert_cmpfloat (shapes->xy[i], ==, round (shapes->xy[i] * 1e4) / 1e4);
}

static void
changed_regions_are_read_anew (void)
{
  static const Region moved[] = {{"539902101201", "甲村", "539902101", 99.0, 27.0, 0.05, 0.1, 0}};
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = make_county ();
  g_autoptr (LbBoundaries) before = open_boundaries (fixture->project);
  g_autofree char *path = fixture_write (fixture, "moved", moved, 1, NULL);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
  g_autoptr (LbBoundaries) after = open_boundaries (fixture->project), anew = read_anew (fixture->project);
  guint n = lb_region_tree_get_n (lb_boundaries_get_regions (after));
  guint moved_number = (guint) lb_region_tree_find_code (lb_boundaries_get_regions (after), "539902101201");

  assert_same_boundaries (after, anew);
  g_assert_cmpfloat (lb_shapes_get_box (lb_boundaries_get_shapes (after), moved_number).max_x + 4000, <,
                     lb_shapes_get_box (lb_boundaries_get_shapes (before), moved_number).max_x);
  g_assert_true (lb_db_exec (lb_project_get_db (fixture->project), "UPDATE region SET geom = NULL WHERE code = '539902101201'", &error));
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM lookback_levels"), ==, 0);
  g_autoptr (LbBoundaries) without = open_boundaries (fixture->project);
  g_assert_cmpuint (lb_shapes_get_n (lb_boundaries_get_shapes (without)), ==, n);
  g_assert_cmpuint (lb_shapes_get_n_rings (lb_boundaries_get_shapes (without), moved_number), ==, 0);
}

static void
a_spoilt_cache_is_passed_over (void)
{
  static const char *const spoilt[] = {"x''", "x'00112233'", "substr (content, 1, length (content) - 1)", "zeroblob (length (content))"};
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = make_county ();
  g_autoptr (LbBoundaries) anew = read_anew (fixture->project);

  for (gsize i = 0; i < G_N_ELEMENTS (spoilt); i++) {
    g_autofree char *sql = g_strdup_printf ("UPDATE lookback_levels SET content = %s WHERE name = 'shapes'", spoilt[i]);
    g_assert_true (lb_boundary_cache_fill (fixture->project, NULL, &error));
    g_assert_true (lb_db_exec (lb_project_get_db (fixture->project), sql, &error));
    g_assert_null (lb_shapes_load (fixture->project, lb_shapes_get_n (lb_boundaries_get_shapes (anew)), &(int) {0}, &error));
    g_assert_no_error (error);
    g_autoptr (LbBoundaries) boundaries = open_boundaries (fixture->project);
    assert_same_boundaries (boundaries, anew);
  }
}

static void
anchors_are_those_that_would_be_found (void)
{
  g_autoptr (Fixture) fixture = make_county ();
  g_autoptr (LbBoundaries) boundaries = open_boundaries (fixture->project);
  const LbRegionTree *regions = lb_boundaries_get_regions (boundaries);
  guint n = lb_region_tree_get_n (regions), known = 0;
  g_autofree LbAnchor *anchors = g_new0 (LbAnchor, n), *none = g_new0 (LbAnchor, n);
  gsize length;
  const guint8 *data = g_bytes_get_data (lb_boundaries_get_anchors (boundaries), &length);
  g_autoptr (GBytes) cut = g_bytes_new (data, length - 1);

  lb_anchors_from_bytes (lb_boundaries_get_anchors (boundaries), anchors, n);
  for (guint i = 0; i < n; i++) {
    LbAnchor found = lb_anchor_find (regions, lb_boundaries_get_shapes (boundaries), i);
    if (!anchors[i].known)
      continue;
    known++;
    g_assert_cmpfloat (anchors[i].x, ==, found.x);
    g_assert_cmpfloat (anchors[i].y, ==, found.y);
    g_assert_cmpfloat (anchors[i].radius, ==, found.radius);
    g_assert_cmpuint (anchors[i].shape, ==, found.shape);
  }
  g_assert_cmpuint (known, ==, 3);
  lb_anchors_from_bytes (cut, none, n);
  lb_anchors_from_bytes (lb_boundaries_get_anchors (boundaries), none, n - 1);
  for (guint i = 0; i < n; i++)
    g_assert_false (none[i].known);
}

/* As an older program left it: no cache, and more points than anyone waits for twice. */
static void
opening_a_large_project_fills_the_cache (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  LbDb *db = lb_project_get_db (fixture->project);

  lb_shapes_builder_begin_shape (builder);
  lb_shapes_builder_begin_ring (builder);
  for (guint i = 0; i < LB_BOUNDARY_CACHE_WORTH; i++)
    lb_shapes_builder_add_point (builder, 99 + 0.1 * cos (i * 2 * G_PI / LB_BOUNDARY_CACHE_WORTH),
                                 27 + 0.1 * sin (i * 2 * G_PI / LB_BOUNDARY_CACHE_WORTH));
  g_autoptr (LbShapes) circle = lb_shapes_builder_end (builder);
  g_autoptr (GBytes) blob = lb_shapes_to_gpkg (circle, 0);
  sqlite3_stmt *insert = lb_db_prepare (db, "INSERT INTO region (level, name, geom, pre, last) VALUES ('village', '圆村', ?, 0, 0)", &error);
  sqlite3_bind_blob64 (insert, 1, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), SQLITE_STATIC);
  g_assert_true (lb_db_run (db, insert, &error));
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM lookback_levels"), ==, 0);

  g_autoptr (LbProject) reader = lb_project_open (fixture->project_path, LB_DB_READ, &error);
  g_assert_no_error (error);
  g_autoptr (LbBoundaries) first = open_boundaries (reader);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM lookback_levels WHERE name = 'shapes'"), ==, 1);
  g_autoptr (LbShapes) kept = lb_shapes_load (reader, 1, &(int) {0}, &error);
  g_assert_nonnull (kept);
  assert_same_shapes (kept, lb_boundaries_get_shapes (first));
}

/* More shapes than a block holds, some without a polygon. */
static LbShapes *
make_many (void)
{
  g_autoptr (LbShapes) cells = tessellation_new (25, 21, 3, 300, 11);
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  for (guint i = 0; i < lb_shapes_get_n (cells); i++) {
    lb_shapes_builder_begin_shape (builder);
    if (i % 7 != 3)
      lb_shapes_builder_add_rings (builder, cells, i);
  }
  LbShapes *shapes = lb_shapes_builder_end (builder);
  lb_shapes_snap (shapes);
  return shapes;
}

static void
blobs_give_the_same_bits_back (void)
{
  g_autoptr (LbShapes) shapes = make_many ();
  g_autoptr (GBytes) bytes = lb_shapes_to_bytes (shapes, 4542);
  int epsg = 0;
  g_autoptr (LbShapes) back = lb_shapes_from_bytes (bytes, &epsg);

  g_assert_cmpuint (shapes->n, >, 512);
  g_assert_nonnull (back);
  g_assert_cmpint (epsg, ==, 4542);
  assert_same_shapes (shapes, back);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 7 * lb_shapes_get_n_points (shapes) + 60 * shapes->n);
}

/* In any order, on several threads, and all at last. */
static gpointer
ask_for_some (gpointer data)
{
  LbShapes *shapes = data;
  double sum = 0;
  guint n;

  for (guint i = 0; i < 200; i++) {
    guint shape = i * 37 % shapes->n;
    if (lb_shapes_get_n_rings (shapes, shape) > 0)
      sum += lb_shapes_get_ring (shapes, shape, 0, &n)[0];
  }
  return g_memdup2 (&sum, sizeof sum);
}

static void
shapes_are_unpacked_one_by_one (void)
{
  g_autoptr (LbShapes) shapes = make_many ();
  g_autoptr (GBytes) bytes = lb_shapes_to_bytes (shapes, 4542);
  g_autoptr (LbShapes) back = lb_shapes_from_bytes (bytes, &(int) {0});
  g_autofree double *expected = ask_for_some (shapes);
  GThread *threads[3];
  guint n, other;

  for (guint i = shapes->n; i-- > shapes->n / 2;)
    for (guint ring = lb_shapes_get_n_rings (shapes, i); ring-- > 0;) {
      const double *xy = lb_shapes_get_ring (shapes, i, ring, &n), *same = lb_shapes_get_ring (back, i, ring, &other);
      g_assert_cmpmem (xy, 2 * n * sizeof (double), same, 2 * other * sizeof (double));
      g_assert_true (lb_shapes_contain (back, i, xy[0], xy[1]) == lb_shapes_contain (shapes, i, xy[0], xy[1]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_for_some, back);
  lb_shapes_unpack_all (back);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autofree double *sum = g_thread_join (threads[i]);
    g_assert_cmpfloat (*sum, ==, *expected);
  }
  assert_same_shapes (shapes, back);
}

static void
broken_blobs_are_refused (void)
{
  g_autoptr (LbShapes) shapes = make_many ();
  g_autoptr (GBytes) bytes = lb_shapes_to_bytes (shapes, 4542);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint believed = 0;
  int epsg;

  for (int round = 0; round < 3000; round++) {
    gsize cut = round % 3 == 0 ? (gsize) g_rand_int_range (random, 0, (gint32) length) : length;
    g_autofree guint8 *copy = g_memdup2 (data, cut + 1 > length ? length : cut + 1);
    if (cut == length)
      for (int i = 0; i < 1 + round % 4; i++) /* the tables as often as all the rest */
        copy[g_rand_int_range (random, 0, round % 2 ? 64 : (gint32) length)] = (guint8) g_rand_int (random);
    g_autoptr (GBytes) spoilt = g_bytes_new_static (copy, cut);
    g_autoptr (LbShapes) refused = cut == length && memcmp (copy + 32, data + 32, length - 32) == 0 ? NULL : lb_shapes_from_bytes (spoilt, &epsg);
    g_assert_null (refused);
    /* With the right sum somebody meant it: no harm may come of it. */
    lb_shapes_seal_bytes (copy, cut);
    g_autoptr (LbShapes) back = lb_shapes_from_bytes (spoilt, &epsg);
    g_assert_true (cut == length || back == NULL);
    if (back == NULL)
      continue;
    believed++;
    lb_shapes_unpack_all (back);
    for (gsize i = 0; i < 2 * lb_shapes_get_n_points (back); i++)
      g_assert_true (isfinite (back->xy[i]));
  }
  g_assert_cmpuint (believed, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boundary-cache/the-import-leaves-shapes-and-levels", the_import_leaves_shapes_and_levels);
  g_test_add_func ("/boundary-cache/opening-does-not-read-the-geometry", opening_does_not_read_the_geometry);
  g_test_add_func ("/boundary-cache/points-lie-on-tenths-of-a-millimetre", points_lie_on_tenths_of_a_millimetre);
  g_test_add_func ("/boundary-cache/changed-regions-are-read-anew", changed_regions_are_read_anew);
  g_test_add_func ("/boundary-cache/a-spoilt-cache-is-passed-over", a_spoilt_cache_is_passed_over);
  g_test_add_func ("/boundary-cache/opening-a-large-project-fills-the-cache", opening_a_large_project_fills_the_cache);
  g_test_add_func ("/boundary-cache/anchors-are-those-that-would-be-found", anchors_are_those_that_would_be_found);
  g_test_add_func ("/boundary-cache/blobs-give-the-same-bits-back", blobs_give_the_same_bits_back);
  g_test_add_func ("/boundary-cache/shapes-are-unpacked-one-by-one", shapes_are_unpacked_one_by_one);
  g_test_add_func ("/boundary-cache/broken-blobs-are-refused", broken_blobs_are_refused);
  return g_test_run ();
}
