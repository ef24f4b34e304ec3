#include "maps/boundary-cache.h"
#include "maps/levels-private.h"
#include "maps/topology-private.h"
#include "tests/maps/drawn-shapes.h"
#include "tests/maps/tessellation.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  LbTopology *topology;
  LbLevels *levels;
  guint32 *order; /* arcs of the topology by arcs of the levels */
  guint32 *place; /* the other way round                        */
} Map;

static Map
make_map (LbShapes *shapes, guint n_threads)
{
  Map map;

  map.topology = lb_topology_new_threads (shapes, NULL, 0, n_threads, NULL, NULL);
  map.levels = lb_levels_new_threads (map.topology, n_threads, NULL, NULL);
  g_assert_nonnull (map.levels);
  map.order = lb_levels_order (map.topology, n_threads);
  map.place = g_new (guint32, lb_topology_get_n_arcs (map.topology) + 1);
  for (guint arc = 0; arc < lb_topology_get_n_arcs (map.topology); arc++)
    map.place[map.order[arc]] = arc;
  return map;
}

static void
map_clear (Map *map)
{
  lb_topology_unref (map->topology);
  lb_levels_unref (map->levels);
  g_free (map->order);
  g_free (map->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

static Map
draw_map (const char *text)
{
  g_autoptr (LbShapes) shapes = draw_shapes (text);

  return make_map (shapes, 2);
}

/* Twice the area under an arc: summed along a ring it is twice the ring's. */
static gint64
area_below (const LbDetail *detail, guint arc)
{
  gint64 area = 0;

  for (guint32 i = detail->first[arc]; i + 1 < detail->first[arc + 1]; i++) {
    const gint32 *a = detail->xy + 2 * (gsize) i;
    area += (gint64) a[0] * a[3] - (gint64) a[2] * a[1];
  }
  return area;
}

static gint64
ring_area (const Map *map, const LbDetail *detail, guint shape, guint ring)
{
  guint n;
  const int *uses = lb_topology_get_ring (map->topology, shape, ring, &n);
  gint64 area = 0;

  for (guint i = 0; i < n; i++)
    area += uses[i] >= 0 ? area_below (detail, map->place[uses[i]]) : -area_below (detail, map->place[~uses[i]]);
  return area;
}

static void
levels_are_nested_and_keep_their_ends (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (12, 9, 30, 1000, 5);
  g_auto (Map) map = make_map (shapes, 2);

  g_assert_cmpuint (lb_levels_get_n (map.levels), >=, 4);
  for (guint level = 1; level < lb_levels_get_n (map.levels); level++) {
    LbDetail fine, coarse;
    lb_levels_get_detail (map.levels, level - 1, &fine);
    lb_levels_get_detail (map.levels, level, &coarse);
    g_assert_cmpuint (coarse.first[coarse.n_arcs], <, fine.first[fine.n_arcs]);
    g_assert_cmpfloat (coarse.resolution, >, fine.resolution);
    for (guint arc = 0; arc < fine.n_arcs; arc++) {
      guint32 i = fine.first[arc];
      for (guint32 j = coarse.first[arc]; j < coarse.first[arc + 1]; j++, i++) {
        while (i < fine.first[arc + 1] && memcmp (fine.xy + 2 * i, coarse.xy + 2 * j, 8) != 0)
          i++;
        g_assert_cmpuint (i, <, fine.first[arc + 1]);
      }
      g_assert_cmpmem (fine.xy + 2 * fine.first[arc], 8, coarse.xy + 2 * coarse.first[arc], 8);
      g_assert_cmpmem (fine.xy + 2 * (fine.first[arc + 1] - 1), 8, coarse.xy + 2 * (coarse.first[arc + 1] - 1), 8);
    }
  }
}

static void
the_full_detail_lies_within_half_a_unit (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (3, 3, 20, 12345.678, 5);
  g_auto (Map) map = make_map (shapes, 1);
  LbDetail detail;

  lb_levels_get_detail (map.levels, 0, &detail);
  g_assert_cmpfloat (detail.unit, <, 1e-4);
  for (guint arc = 0; arc < detail.n_arcs; arc++) {
    LbArc exact = lb_topology_get_arc (map.topology, map.order[arc]);
    g_assert_cmpuint (exact.n, ==, detail.first[arc + 1] - detail.first[arc]);
    for (guint i = 0; i < exact.n; i++) {
      const gint32 *xy = detail.xy + 2 * (detail.first[arc] + i);
      g_assert_cmpfloat (fabs (detail.origin_x + detail.unit * xy[0] - exact.xy[2 * i]), <=, 0.501 * detail.unit);
      g_assert_cmpfloat (fabs (detail.origin_y + detail.unit * xy[1] - exact.xy[2 * i + 1]), <=, 0.501 * detail.unit);
      g_assert_cmpint (xy[0], >=, detail.boxes[4 * arc]);
      g_assert_cmpint (xy[1], <=, detail.boxes[4 * arc + 3]);
    }
  }
}

/* Blocks of arcs are small, though the shapes come in rows. */
static void
arcs_of_a_block_lie_beside_each_other (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (64, 64, 5, 100, 3);
  g_auto (Map) map = make_map (shapes, 2);
  LbDetail detail;
  gint64 longest = 0, width = 0;

  lb_levels_get_detail (map.levels, 0, &detail);
  for (guint block = 0; block * LB_ARC_BLOCK < detail.n_arcs; block++) {
    const gint32 *box = detail.block_boxes + 4 * block;
    longest = MAX (longest, MAX (box[2] - box[0], box[3] - box[1]));
    width = MAX (width, box[2]);
  }
  /* 64 arcs are some 21 shapes: a square of 5 × 5 or two bits of the curve that fit badly, of 64 along a side. */
  g_assert_cmpint (longest, <, width / 4);
}

static void
at_every_level_the_regions_fill_the_outline (void)
{
  for (guint32 seed = 1; seed <= 8; seed++) {
    g_autoptr (LbShapes) shapes = tessellation_new (7, 6, 25, 100, seed);
    g_auto (Map) map = make_map (shapes, 2);

    for (guint level = 0; level < lb_levels_get_n (map.levels); level++) {
      LbDetail detail;
      gint64 regions = 0, outline = 0;
      lb_levels_get_detail (map.levels, level, &detail);
      for (guint arc = 0; arc < detail.n_arcs; arc++) {
        if (detail.right[arc] == LB_NO_SHAPE)
          outline += area_below (&detail, arc);
        else if (detail.left[arc] == LB_NO_SHAPE)
          outline -= area_below (&detail, arc);
      }
      for (guint shape = 0; shape < lb_shapes_get_n (shapes); shape++) {
        gint64 ground = llabs (ring_area (&map, &detail, shape, 0));
        if (lb_shapes_get_n_rings (shapes, shape) == 2)
          ground -= llabs (ring_area (&map, &detail, shape, 1));
        g_assert_cmpint (ground, >, 0);
        regions += ground;
      }
      g_assert_cmpint (regions, ==, outline);
    }
  }
}

static void
assert_nothing_vanishes (const Map *map)
{
  const LbShapes *shapes = lb_topology_get_shapes (map->topology);
  LbDetail detail;

  for (guint level = 0; level < lb_levels_get_n (map->levels); level++) {
    lb_levels_get_detail (map->levels, level, &detail);
    for (guint shape = 0; shape < lb_shapes_get_n (shapes); shape++)
      for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, shape); ring++)
        g_assert_cmpint (ring_area (map, &detail, shape, ring), !=, 0);
  }
}

static void
nothing_vanishes (void)
{
  /* A round island and its lake; a lens of two arcs; a chain whose nodes lie on a line. */
  g_auto (Map) island = draw_map ("0,0 1000,0 1000,1000 0,1000; 10,10 11,10 12,11 12,12 11,13 10,13 9,12 9,11 | "
                                  "10,10 11,10 12,11 12,12 11,13 10,13 9,12 9,11");
  g_auto (Map) lens = draw_map ("0,0 1000,0 1000,500 600,500 500,501 400,500 0,500 | "
                                "400,500 500,501 600,500 500,499.5 | "
                                "0,500 400,500 500,499.5 600,500 1000,500 1000,900 0,900");
  g_auto (Map) chain = draw_map ("0,0 1,1 2,0 3,1 4,0 3,-1 | 0,0 1,1 2,0 1,2 | 2,0 3,1 4,0 3,2 | 1000,1000 900,1000 900,900");

  assert_nothing_vanishes (&island);
  assert_nothing_vanishes (&lens);
  assert_nothing_vanishes (&chain);
  for (guint32 seed = 1; seed <= 6; seed++) {
    g_autoptr (LbShapes) shapes = tessellation_new (8, 8, 17, 10, seed);
    g_auto (Map) map = make_map (shapes, 2);
    assert_nothing_vanishes (&map);
  }
}

/* By the book: of all points left, the one with the smallest triangle goes. */
static void
weigh_slowly (const gint32 *xy, guint n, gint64 *weights)
{
  g_autofree guint *left = g_new (guint, n);
  gint64 highest = 0;
  guint m = n;

  for (guint i = 0; i < n; i++)
    left[i] = i;
  while (m > 2) {
    guint best = 0;
    gint64 least = G_MAXINT64;
    for (guint i = 1; i + 1 < m; i++) {
      gint64 area = llabs (lb_levels_cross (xy + 2 * left[i - 1], xy + 2 * left[i], xy + 2 * left[i + 1]));
      if (area < least) {
        least = area;
        best = i;
      }
    }
    highest = MAX (highest, least);
    weights[left[best]] = highest;
    memmove (left + best, left + best + 1, (m - best - 1) * sizeof (guint));
    m--;
  }
}

static void
weights_are_those_of_the_book (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  LbWeigher *weigher = lb_weigher_new ();

  for (guint round = 0; round < 60; round++) {
    guint n = 2 + round * 3;
    g_autofree gint32 *xy = g_new (gint32, 2 * n);
    g_autofree guint8 *ranks = g_new (guint8, n);
    g_autofree gint64 *weights = g_new0 (gint64, n);
    LbApex apex;
    for (guint i = 0; i < 2 * n; i++) /* a coarse net, so that equal areas occur */
      xy[i] = round % 2 ? g_rand_int_range (random, -6, 6) : g_rand_int_range (random, -LB_LEVELS_EXTREME, LB_LEVELS_EXTREME);
    lb_weigher_run (weigher, xy, n, ranks, &apex);
    weigh_slowly (xy, n, weights);
    g_assert_cmpuint (ranks[0], ==, LB_RANK_ALWAYS);
    g_assert_cmpuint (ranks[n - 1], ==, LB_RANK_ALWAYS);
    for (guint i = 1; i + 1 < n; i++)
      for (int e = 0; e < LB_RANK_HIGHEST; e++)
        g_assert_cmpint (ranks[i] > e, ==, (double) weights[i] / 2 >= ldexp (1, 2 * e));
    g_assert_cmpint (apex.weight, ==, n > 2 ? weights[apex.last[0]] : 0);
  }
  lb_weigher_free (weigher);
}

static void
coarser_pictures_choose_coarser_levels (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (12, 9, 30, 1000, 5);
  g_auto (Map) map = make_map (shapes, 2);
  guint n = lb_levels_get_n (map.levels), before = 0;

  g_assert_cmpuint (lb_levels_choose (map.levels, 0), ==, 0);
  g_assert_cmpuint (lb_levels_choose (map.levels, 1e9), ==, n - 1);
  for (double resolution = 1e-6; resolution < 1e6; resolution *= 1.3) {
    LbDetail detail;
    guint level = lb_levels_choose (map.levels, resolution);
    g_assert_cmpuint (level, >=, before);
    lb_levels_get_detail (map.levels, level, &detail);
    g_assert_cmpfloat (detail.resolution, <=, resolution / 2);
    before = level;
  }
}

static void
the_number_of_threads_changes_nothing (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (50, 40, 12, 500, 7);
  g_auto (Map) one = make_map (shapes, 1);
  g_autoptr (GBytes) blob = lb_levels_to_bytes (one.levels);

  for (guint n_threads = 2; n_threads <= 7; n_threads += 5) {
    g_auto (Map) other = make_map (shapes, n_threads);
    g_autoptr (GBytes) same = lb_levels_to_bytes (other.levels);
    g_assert_true (g_bytes_equal (blob, same));
    g_assert_cmpuint (lb_levels_get_n (one.levels), ==, lb_levels_get_n (other.levels));
  }
}

static void
assert_same_levels (const LbLevels *a, const LbLevels *b)
{
  g_assert_cmpuint (lb_levels_get_n (a), ==, lb_levels_get_n (b));
  g_assert_cmpuint (lb_levels_get_n_shapes (a), ==, lb_levels_get_n_shapes (b));
  for (guint level = 0; level < lb_levels_get_n (a); level++) {
    LbDetail first, second;
    lb_levels_get_detail (a, level, &first);
    lb_levels_get_detail (b, level, &second);
    g_assert_cmpfloat (first.unit, ==, second.unit);
    g_assert_cmpfloat (first.origin_x, ==, second.origin_x);
    g_assert_cmpfloat (first.resolution, ==, second.resolution);
    g_assert_cmpmem (first.first, 4 * (first.n_arcs + 1), second.first, 4 * (second.n_arcs + 1));
    g_assert_cmpmem (first.xy, 8 * first.first[first.n_arcs], second.xy, 8 * second.first[second.n_arcs]);
    g_assert_cmpmem (first.boxes, 16 * first.n_arcs, second.boxes, 16 * second.n_arcs);
    g_assert_cmpmem (first.left, 4 * first.n_arcs, second.left, 4 * second.n_arcs);
    g_assert_cmpmem (first.right, 4 * first.n_arcs, second.right, 4 * second.n_arcs);
  }
}

static void
a_blob_gives_the_same_levels_back (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (30, 30, 12, 500, 9);
  g_auto (Map) map = make_map (shapes, 2);
  g_autoptr (GBytes) blob = lb_levels_to_bytes (map.levels);
  g_autoptr (LbLevels) back = lb_levels_from_bytes (blob);

  g_assert_nonnull (back);
  assert_same_levels (map.levels, back);
}

static void
a_blob_of_nothing_is_nothing (void)
{
  g_autoptr (LbShapes) none = lb_shapes_builder_end (lb_shapes_builder_new ());
  g_auto (Map) map = make_map (none, 2);
  g_autoptr (GBytes) blob = lb_levels_to_bytes (map.levels);
  g_autoptr (LbLevels) back = lb_levels_from_bytes (blob);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  g_assert_nonnull (back);
  assert_same_levels (map.levels, back);
  g_assert_null (lb_levels_from_bytes (empty));
}

static void
a_cut_blob_is_refused_at_every_length (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (4, 3, 5, 500, 9);
  g_auto (Map) map = make_map (shapes, 1);
  g_autoptr (GBytes) blob = lb_levels_to_bytes (map.levels);

  for (gsize length = 0; length < g_bytes_get_size (blob); length++) {
    /* A copy of its own, so that a read past the end is seen. */
    g_autofree void *copy = g_memdup2 (g_bytes_get_data (blob, NULL), length);
    g_autoptr (GBytes) cut = g_bytes_new_static (copy, length);
    g_assert_null (lb_levels_from_bytes (cut));
  }
}

static void
a_spoilt_blob_does_no_harm (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (9, 40, 3, 500, 9);
  g_auto (Map) map = make_map (shapes, 1);
  g_autoptr (GBytes) blob = lb_levels_to_bytes (map.levels);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  gsize length = g_bytes_get_size (blob);

  for (guint round = 0; round < 400; round++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (blob, NULL), length);
    for (guint i = 0; i < 1 + round % 4; i++) /* the header as often as all the rest */
      copy[g_rand_int_range (random, 0, round % 2 ? 48 : (gint32) length)] = (guint8) g_rand_int (random);
    g_autoptr (GBytes) spoilt = g_bytes_new_static (copy, length);
    g_autoptr (LbLevels) levels = lb_levels_from_bytes (spoilt);
    if (levels == NULL)
      continue;
    g_autoptr (GBytes) again = lb_levels_to_bytes (levels);
    g_assert_cmpuint (g_bytes_get_size (again), >, 48);
  }
}

static void
the_cache_lives_until_regions_change (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lookback-levels-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "county.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  const LbProjectInfo info = {.name = "岚岭县"};
  g_autoptr (LbProject) project = lb_project_create (path, &info, &error);
  g_autoptr (LbShapes) shapes = tessellation_new (4, 3, 5, 500, 9);
  g_auto (Map) map = make_map (shapes, 1);
  guint n = lb_shapes_get_n (shapes);
  LbDb *db = lb_project_get_db (project);

  g_assert_no_error (error);
  g_assert_null (lb_levels_load (project, "leaves", n, &error));
  g_assert_no_error (error);
  g_assert_true (lb_levels_store (project, "leaves", map.levels, &error));
  g_autoptr (LbLevels) back = lb_levels_load (project, "leaves", n, &error);
  g_assert_nonnull (back);
  assert_same_levels (map.levels, back);
  g_assert_null (lb_levels_load (project, "leaves", n + 1, &error));
  g_assert_null (lb_levels_load (project, "village", n, &error));
  g_assert_true (lb_db_exec (db, "INSERT INTO region (level, name) VALUES ('village', '甲村')", &error));
  g_assert_null (lb_levels_load (project, "leaves", n, &error));
  g_assert_no_error (error);
  g_assert_true (lb_levels_store (project, "leaves", map.levels, &error));
  g_assert_true (lb_db_exec (db, "UPDATE region SET name = '乙村'", &error));
  g_autoptr (LbLevels) still = lb_levels_load (project, "leaves", n, &error);
  g_assert_nonnull (still);
  g_assert_true (lb_db_exec (db, "UPDATE region SET pre = 7", &error));
  g_assert_null (lb_levels_load (project, "leaves", n, &error));
  g_assert_true (lb_db_exec (db, "INSERT INTO lookback_levels VALUES ('leaves', x'00112233')", &error));
  g_assert_null (lb_levels_load (project, "leaves", n, &error));
  g_assert_no_error (error);
  g_clear_pointer (&project, lb_project_close);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/levels/levels-are-nested-and-keep-their-ends", levels_are_nested_and_keep_their_ends);
  g_test_add_func ("/levels/the-full-detail-lies-within-half-a-unit", the_full_detail_lies_within_half_a_unit);
  g_test_add_func ("/levels/arcs-of-a-block-lie-beside-each-other", arcs_of_a_block_lie_beside_each_other);
  g_test_add_func ("/levels/at-every-level-the-regions-fill-the-outline", at_every_level_the_regions_fill_the_outline);
  g_test_add_func ("/levels/nothing-vanishes", nothing_vanishes);
  g_test_add_func ("/levels/weights-are-those-of-the-book", weights_are_those_of_the_book);
  g_test_add_func ("/levels/coarser-pictures-choose-coarser-levels", coarser_pictures_choose_coarser_levels);
  g_test_add_func ("/levels/the-number-of-threads-changes-nothing", the_number_of_threads_changes_nothing);
  g_test_add_func ("/levels/a-blob-gives-the-same-levels-back", a_blob_gives_the_same_levels_back);
  g_test_add_func ("/levels/a-blob-of-nothing-is-nothing", a_blob_of_nothing_is_nothing);
  g_test_add_func ("/levels/a-cut-blob-is-refused-at-every-length", a_cut_blob_is_refused_at_every_length);
  g_test_add_func ("/levels/a-spoilt-blob-does-no-harm", a_spoilt_blob_does_no_harm);
  g_test_add_func ("/levels/the-cache-lives-until-regions-change", the_cache_lives_until_regions_change);
  return g_test_run ();
}
