#include "maps/crs.h"
#include "maps/shapes.h"

#include <geodesic.h>
#include <math.h>
#include <string.h>

static void
add_square (LbShapesBuilder *builder, double x, double y, double size, gboolean clockwise)
{
  const double around[][2] = {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}};

  lb_shapes_builder_begin_ring (builder);
  for (int i = 0; i < 4; i++) {
    const double *point = around[clockwise ? 3 - i : i];
    lb_shapes_builder_add_point (builder, point[0], point[1]);
  }
}

/* Hole first, then an island in the hole, the ground last; directions all wrong. */
static LbShapes *
make_nested (void)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  lb_shapes_builder_begin_shape (builder);
  add_square (builder, 102, 32, 6, TRUE);
  add_square (builder, 104, 34, 2, FALSE);
  add_square (builder, 100, 30, 10, TRUE);
  lb_shapes_builder_begin_shape (builder); /* no polygon */
  lb_shapes_builder_begin_shape (builder);
  add_square (builder, 120, 30, 1, FALSE);
  return lb_shapes_builder_end (builder);
}

static LbShapes *
make_square (double x, double y, double size)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  lb_shapes_builder_begin_shape (builder);
  add_square (builder, x, y, size, FALSE);
  return lb_shapes_builder_end (builder);
}

static void
open_rings_are_closed (void)
{
  g_autoptr (LbShapes) shapes = make_nested ();
  guint n;
  const double *ring = lb_shapes_get_ring (shapes, 0, 2, &n);

  g_assert_cmpuint (lb_shapes_get_n (shapes), ==, 3);
  g_assert_cmpuint (lb_shapes_get_n_rings (shapes, 0), ==, 3);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpmem (ring, 16, ring + 8, 16);
  g_assert_cmpuint (lb_shapes_get_n_points (shapes), ==, 20);
}

static void
a_shape_without_rings_has_an_empty_box (void)
{
  g_autoptr (LbShapes) shapes = make_nested ();
  LbBox box = lb_shapes_get_box (shapes, 1), extent = lb_shapes_get_extent (shapes);

  g_assert_cmpuint (lb_shapes_get_n_rings (shapes, 1), ==, 0);
  g_assert_true (box.min_x > box.max_x);
  g_assert_false (lb_shapes_contain (shapes, 1, 120, 30));
  g_assert_cmpfloat (extent.min_x, ==, 100);
  g_assert_cmpfloat (extent.max_x, ==, 121);
  g_assert_cmpfloat (extent.max_y, ==, 40);
}

static void
points_are_inside_by_the_even_odd_rule (void)
{
  g_autoptr (LbShapes) shapes = make_nested ();

  g_assert_true (lb_shapes_contain (shapes, 0, 101, 31));
  g_assert_false (lb_shapes_contain (shapes, 0, 103, 33));
  g_assert_true (lb_shapes_contain (shapes, 0, 105, 35));
  g_assert_false (lb_shapes_contain (shapes, 0, 111, 35));
  g_assert_false (lb_shapes_contain (shapes, 0, NAN, 35));
}

static void
blobs_give_the_same_polygon_back (void)
{
  g_autoptr (LbShapes) shapes = make_nested ();
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GBytes) blob = lb_shapes_to_gpkg (shapes, i);
    g_assert_true (lb_shapes_builder_add_gpkg (builder, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob)));
  }
  g_autoptr (LbShapes) back = lb_shapes_builder_end (builder);
  g_assert_cmpuint (lb_shapes_get_n (back), ==, 3);
  g_assert_cmpuint (lb_shapes_get_n_rings (back, 0), ==, 3);
  g_assert_cmpuint (lb_shapes_get_n_rings (back, 1), ==, 0);
  g_assert_cmpuint (lb_shapes_get_n_points (back), ==, lb_shapes_get_n_points (shapes));
  g_assert_cmpfloat (lb_shapes_area (back, 0), ==, lb_shapes_area (shapes, 0));
  g_assert_false (lb_shapes_contain (back, 0, 103, 33));
  g_assert_true (lb_shapes_contain (back, 0, 105, 35));
}

static void
a_cut_blob_is_refused_at_every_length (void)
{
  g_autoptr (LbShapes) shapes = make_nested ();
  g_autoptr (GBytes) blob = lb_shapes_to_gpkg (shapes, 0);
  gsize size = g_bytes_get_size (blob);
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  for (gsize length = 0; length < size; length++) {
    g_autofree guchar *cut = g_memdup2 (g_bytes_get_data (blob, NULL), length);
    g_assert_false (lb_shapes_builder_add_gpkg (builder, cut, length));
  }
  g_autoptr (LbShapes) back = lb_shapes_builder_end (builder);
  g_assert_cmpuint (lb_shapes_get_n (back), ==, size);
  g_assert_cmpuint (lb_shapes_get_n_points (back), ==, 0);
}

static void
a_blob_that_promises_too_many_points_is_refused (void)
{
  g_autoptr (LbShapes) shapes = make_square (100, 30, 1);
  g_autoptr (GBytes) blob = lb_shapes_to_gpkg (shapes, 0);
  gsize size = g_bytes_get_size (blob);
  g_autofree guchar *copy = g_memdup2 (g_bytes_get_data (blob, NULL), size);
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  memset (copy + size - 5 * 16 - 4, 0xff, 4);
  g_assert_false (lb_shapes_builder_add_gpkg (builder, copy, size));
  g_autoptr (LbShapes) back = lb_shapes_builder_end (builder);
  g_assert_cmpuint (lb_shapes_get_n_points (back), ==, 0);
}

static void
a_big_endian_polygon_with_heights_is_read (void)
{
  static const guchar start[] = {'G', 'P', 0, 0x00, 0, 0, 0x11, 0x8a, 0x00, 0, 0, 0x03, 0xeb, 0, 0, 0, 1, 0, 0, 0, 4};
  const double points[][3] = {{100, 30, 7}, {101, 30, 7}, {101, 31, 7}, {100, 30, 7}};
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  g_byte_array_append (blob, start, sizeof start);
  for (int i = 0; i < 12; i++) {
    guint64 bits;
    memcpy (&bits, &points[i / 3][i % 3], 8);
    bits = GUINT64_TO_BE (bits);
    g_byte_array_append (blob, (const guchar *) &bits, 8);
  }
  g_assert_true (lb_shapes_builder_add_gpkg (builder, blob->data, blob->len));
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
  g_assert_cmpuint (lb_shapes_get_n_points (shapes), ==, 4);
  g_assert_cmpfloat (lb_shapes_get_extent (shapes).max_y, ==, 31);
}

static void
holes_are_taken_off_whatever_their_order_and_direction (void)
{
  g_autoptr (LbShapes) nested = make_nested ();
  g_autoptr (LbShapes) ground = make_square (100, 30, 10), hole = make_square (102, 32, 6),
                       island = make_square (104, 34, 2);
  double expected = lb_shapes_area (ground, 0) - lb_shapes_area (hole, 0) + lb_shapes_area (island, 0);

  g_assert_cmpfloat_with_epsilon (lb_shapes_area (nested, 0) / expected, 1, 1e-14);
  g_assert_cmpfloat (lb_shapes_area (nested, 1), ==, 0);
}

/* The hole shares a vertex with the ground and begins there; two holes share a vertex with one another. */
static void
rings_that_touch_in_a_vertex_keep_their_nesting (void)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  lb_shapes_builder_begin_shape (builder);
  add_square (builder, 100, 30, 1, TRUE);
  add_square (builder, 101, 31, 1, TRUE);
  add_square (builder, 100, 30, 10, TRUE);
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
  g_autoptr (LbShapes) ground = make_square (100, 30, 10), first = make_square (100, 30, 1),
                       second = make_square (101, 31, 1);
  double expected = lb_shapes_area (ground, 0) - lb_shapes_area (first, 0) - lb_shapes_area (second, 0);

  g_assert_cmpfloat_with_epsilon (lb_shapes_area (shapes, 0) / expected, 1, 1e-14);
}

static void
a_ring_given_twice_cancels_itself (void)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  lb_shapes_builder_begin_shape (builder);
  add_square (builder, 100, 30, 1, TRUE);
  add_square (builder, 100, 30, 1, FALSE);
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
  g_assert_cmpfloat_with_epsilon (lb_shapes_area (shapes, 0), 0, 1e-3);
}

/* Crooked rings of edges up to 3 km at all latitudes against PROJ's own sums over geodesics. What PROJ rounds away grows with the number
 * of edges, 15 nm times the distance from the equator each. */
static void
short_edges_are_as_good_as_geodesics (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  struct geod_geodesic ellipsoid;

  geod_init (&ellipsoid, 6378137, 1 / 298.257222101);
  for (int round = 0; round < 300; round++) {
    LbShapesBuilder *builder = lb_shapes_builder_new ();
    struct geod_polygon polygon;
    guint n = 3 + (guint) round % 60;
    double longitude = g_rand_double_range (random, -180, 180), latitude = g_rand_double_range (random, -75, 75), expected;
    double radius = g_rand_double_range (random, 10, 450.0 * n) * 0.5; /* edges stay below 3 km */
    geod_polygon_init (&polygon, FALSE);
    lb_shapes_builder_begin_shape (builder);
    lb_shapes_builder_begin_ring (builder);
    for (guint i = 0; i < n; i++) {
      double y, x;
      geod_direct (&ellipsoid, latitude, longitude, 360.0 * i / n, radius * g_rand_double_range (random, 0.8, 1), &y, &x, NULL);
      geod_polygon_addpoint (&ellipsoid, &polygon, y, x);
      lb_shapes_builder_add_point (builder, x, y);
    }
    geod_polygon_compute (&ellipsoid, &polygon, FALSE, TRUE, &expected, NULL);
    g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
    g_assert_cmpfloat_with_epsilon (lb_shapes_area (shapes, 0), fabs (expected), 1e-4 * n);
  }
}

/* A degree in one edge, and a ring that crosses the date line. */
static void
long_edges_and_the_date_line_are_left_to_geodesics (void)
{
  g_autoptr (LbShapes) large = make_square (100, 30, 1);
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  lb_shapes_builder_begin_shape (builder);
  lb_shapes_builder_begin_ring (builder);
  for (int i = 0; i < 4; i++)
    lb_shapes_builder_add_point (builder, (const double[]) {179.995, -179.995, -179.995, 179.995}[i], i < 2 ? 30 : 30.01);
  g_autoptr (LbShapes) across = lb_shapes_builder_end (builder), here = make_square (100, 30, 0.01);
  /* GeographicLib's Planimeter: four corners, 100–101° E, 30–31° N, CGCS2000. */
  g_assert_cmpfloat_with_epsilon (lb_shapes_area (large, 0) / 10642455822.2, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (lb_shapes_area (across, 0) / lb_shapes_area (here, 0), 1, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shapes/open-rings-are-closed", open_rings_are_closed);
  g_test_add_func ("/shapes/a-shape-without-rings-has-an-empty-box", a_shape_without_rings_has_an_empty_box);
  g_test_add_func ("/shapes/points-are-inside-by-the-even-odd-rule", points_are_inside_by_the_even_odd_rule);
  g_test_add_func ("/shapes/blobs-give-the-same-polygon-back", blobs_give_the_same_polygon_back);
  g_test_add_func ("/shapes/a-cut-blob-is-refused-at-every-length", a_cut_blob_is_refused_at_every_length);
  g_test_add_func ("/shapes/a-blob-that-promises-too-many-points-is-refused",
                   a_blob_that_promises_too_many_points_is_refused);
  g_test_add_func ("/shapes/a-big-endian-polygon-with-heights-is-read", a_big_endian_polygon_with_heights_is_read);
  g_test_add_func ("/shapes/holes-are-taken-off-whatever-their-order-and-direction",
                   holes_are_taken_off_whatever_their_order_and_direction);
  g_test_add_func ("/shapes/rings-that-touch-in-a-vertex-keep-their-nesting",
                   rings_that_touch_in_a_vertex_keep_their_nesting);
  g_test_add_func ("/shapes/a-ring-given-twice-cancels-itself", a_ring_given_twice_cancels_itself);
  g_test_add_func ("/shapes/short-edges-are-as-good-as-geodesics", short_edges_are_as_good_as_geodesics);
  g_test_add_func ("/shapes/long-edges-and-the-date-line-are-left-to-geodesics",
                   long_edges_and_the_date_line_are_left_to_geodesics);
  return g_test_run ();
}
