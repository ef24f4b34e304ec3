#include "maps/topology-private.h"
#include "tests/maps/drawn-shapes.h"
#include "tests/maps/tessellation.h"

#include <math.h>
#include <string.h>

static LbTopology *
build (LbShapes *shapes, guint n_threads)
{
  g_autoptr (GError) error = NULL;
  LbTopology *topology = lb_topology_new_threads (shapes, NULL, 0, n_threads, NULL, &error);

  g_assert_no_error (error);
  return topology;
}

static LbTopology *
draw (const char *text)
{
  g_autoptr (LbShapes) shapes = draw_shapes (text);

  return build (shapes, 2);
}

/* The places of a ring put together from its arcs, without the closing one. */
static GArray *
join_ring (const LbTopology *topology, guint shape, guint ring)
{
  GArray *points = g_array_new (FALSE, FALSE, 2 * sizeof (double));
  guint n;
  const int *arcs = lb_topology_get_ring (topology, shape, ring, &n);

  for (guint i = 0; i < n; i++) {
    LbArc arc = lb_topology_get_arc (topology, (guint) (arcs[i] >= 0 ? arcs[i] : ~arcs[i]));
    LbArc next = lb_topology_get_arc (topology, (guint) (arcs[(i + 1) % n] >= 0 ? arcs[(i + 1) % n] : ~arcs[(i + 1) % n]));
    g_assert_cmpuint (arcs[i] >= 0 ? arc.to : arc.from, ==, arcs[(i + 1) % n] >= 0 ? next.from : next.to);
    for (guint j = 0; j + 1 < arc.n; j++)
      g_array_append_vals (points, arc.xy + 2 * (gsize) (arcs[i] >= 0 ? j : arc.n - 1 - j), 1);
  }
  return points;
}

/* Same points in the same order, from whichever start; repeats in @xy are passed over. */
static void
assert_same_ring (const double *xy, guint n, const GArray *joined)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, 2 * sizeof (double));
  const double *other = (const double *) (gpointer) joined->data;
  guint start = 0;

  for (guint i = 0; i + 1 < n; i++)
    if (i == 0 || memcmp (xy + 2 * i, xy + 2 * i - 2, 16) != 0)
      g_array_append_vals (places, xy + 2 * (gsize) i, 1);
  const double *own = (const double *) (gpointer) places->data;
  while (places->len > 1 && memcmp (own, own + 2 * (places->len - 1), 16) == 0)
    g_array_set_size (places, places->len - 1);
  if (places->len < 2) {
    g_assert_cmpuint (joined->len, ==, 0);
    return;
  }
  g_assert_cmpuint (places->len, ==, joined->len);
  for (gboolean same = FALSE; !same; start++) {
    g_assert_cmpuint (start, <, joined->len);
    same = TRUE;
    for (guint i = 0; i < joined->len && same; i++)
      same = memcmp (own + 2 * (gsize) i, other + 2 * (gsize) ((start + i) % joined->len), 16) == 0;
  }
}

static void
assert_rings_come_back (const LbTopology *topology)
{
  const LbShapes *shapes = lb_topology_get_shapes (topology);

  for (guint shape = 0; shape < lb_shapes_get_n (shapes); shape++)
    for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, shape); ring++) {
      guint n;
      const double *xy = lb_shapes_get_ring (shapes, shape, ring, &n);
      g_autoptr (GArray) joined = join_ring (topology, shape, ring);
      assert_same_ring (xy, n, joined);
    }
}

static void
assert_each_edge_once (const LbTopology *topology)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lb_topology_get_n_arcs (topology); i++) {
    LbArc arc = lb_topology_get_arc (topology, i);
    for (guint j = 0; j + 1 < arc.n; j++) {
      const double *a = arc.xy + 2 * j, *b = a + 2;
      if (a[0] > b[0] || (a[0] == b[0] && a[1] > b[1])) {
        const double *swap = a;
        a = b;
        b = swap;
      }
      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%.17g %.17g %.17g %.17g", a[0], a[1], b[0], b[1])));
    }
  }
}

static char *
describe_neighbours (const LbTopology *topology, gboolean queen)
{
  g_auto (LbNeighbours) rows = {0};
  g_autoptr (GString) text = g_string_new (NULL);

  lb_topology_find_neighbours (topology, queen, &rows);
  for (guint i = 0; i < rows.n; i++) {
    g_string_append_printf (text, "%s%u:", i > 0 ? " " : "", i);
    for (guint j = rows.first[i]; j < rows.first[i + 1]; j++)
      g_string_append_printf (text, "%s%u", j > rows.first[i] ? "," : "", rows.neighbours[j]);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_neighbours (const LbTopology *topology, const char *rook, const char *queen)
{
  g_autofree char *by_arc = describe_neighbours (topology, FALSE);
  g_autofree char *by_point = describe_neighbours (topology, TRUE);

  g_assert_cmpstr (by_arc, ==, rook);
  g_assert_cmpstr (by_point, ==, queen);
}

static void
two_squares_share_one_arc (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1");
  guint shared = 0;

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 3);
  g_assert_cmpuint (lb_topology_get_n_nodes (topology), ==, 2);
  for (guint i = 0; i < 3; i++) {
    LbArc arc = lb_topology_get_arc (topology, i);
    if (arc.left != LB_NO_SHAPE && arc.right != LB_NO_SHAPE) {
      gboolean up = arc.xy[1] < arc.xy[2 * arc.n - 1];
      g_assert_cmpuint (arc.left, ==, up ? 0 : 1);
      g_assert_cmpuint (arc.right, ==, up ? 1 : 0);
      shared++;
    }
  }
  g_assert_cmpuint (shared, ==, 1);
  g_assert_cmpfloat (lb_topology_measure_border (topology, 0, 1), ==, 1);
  g_assert_cmpfloat (lb_topology_measure_border (topology, 1, 0), ==, 1);
  assert_rings_come_back (topology);
  assert_neighbours (topology, "0:1 1:0", "0:1 1:0");
}

static void
the_direction_of_rings_means_nothing (void)
{
  g_autoptr (LbTopology) topology = draw ("0,1 1,1 1,0 0,0 | 2,0 2,1 1,1 1,0");

  for (guint i = 0; i < lb_topology_get_n_arcs (topology); i++) {
    LbArc arc = lb_topology_get_arc (topology, i);
    g_assert_true (arc.left != arc.right);
    if (arc.left != LB_NO_SHAPE && arc.right != LB_NO_SHAPE)
      g_assert_cmpuint (arc.left, ==, arc.xy[1] < arc.xy[2 * arc.n - 1] ? 0 : 1);
  }
  assert_rings_come_back (topology);
}

static void
three_shapes_meet_in_one_node (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 1,0 2,0 2,1 1,1 0,1 | 0,1 1,1 1,2 0,2 | 1,1 2,1 2,2 1,2");

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 6);
  g_assert_cmpuint (lb_topology_get_n_nodes (topology), ==, 4);
  assert_neighbours (topology, "0:1,2 1:0,2 2:0,1", "0:1,2 1:0,2 2:0,1");
}

static void
corners_make_queen_neighbours_only (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 1,0 1,1 0,1 | 1,1 2,1 2,2 1,2 | 5,5 6,5 6,6");

  assert_neighbours (topology, "0: 1: 2:", "0:1 1:0 2:");
  g_assert_cmpfloat (lb_topology_measure_border (topology, 0, 1), ==, 0);
}

static void
an_enclave_is_one_closed_arc (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 9,0 9,9 0,9; 3,3 6,3 6,6 3,6 | 6,6 6,3 3,3 3,6");

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 2);
  for (guint i = 0; i < 2; i++) {
    LbArc arc = lb_topology_get_arc (topology, i);
    g_assert_cmpuint (arc.n, ==, 5);
    g_assert_cmpuint (arc.from, ==, arc.to);
    g_assert_cmpmem (arc.xy, 16, arc.xy + 8, 16);
  }
  assert_rings_come_back (topology);
  assert_neighbours (topology, "0:1 1:0", "0:1 1:0");
  g_assert_cmpfloat (lb_topology_measure_border (topology, 0, 1), ==, 12);
}

static void
an_island_in_a_lake_has_the_outside_around (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 9,0 9,9 0,9; 3,3 6,3 6,6 3,6; 4,4 5,4 5,5 4,5");

  for (guint i = 0; i < lb_topology_get_n_arcs (topology); i++) {
    LbArc arc = lb_topology_get_arc (topology, i);
    g_assert_true ((arc.left == 0) != (arc.right == 0));
    /* All three run counter-clockwise: ground left of the outline and of the island, right of the lake. */
    g_assert_cmpuint (arc.left, ==, arc.xy[0] == 3 ? LB_NO_SHAPE : 0);
  }
  assert_rings_come_back (topology);
}

static void
a_ring_that_touches_itself_is_cut_there (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 4,0 4,4 2,4 3,2 1,2 2,4 0,4");

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 2);
  assert_rings_come_back (topology);
  assert_each_edge_once (topology);
}

static void
a_ring_may_touch_others_in_one_point (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 2,0 2,2 0,2 | 2,2 4,2 4,4 2,4");

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 2);
  g_assert_cmpuint (lb_topology_get_n_nodes (topology), ==, 1);
  assert_rings_come_back (topology);
}

static void
a_spike_has_the_same_shape_on_both_sides (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 4,0 6,0 4,0 4,4 0,4");

  assert_rings_come_back (topology);
  assert_each_edge_once (topology);
  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 2);
  guint spikes = 0;
  for (guint i = 0; i < 2; i++) {
    LbArc arc = lb_topology_get_arc (topology, i);
    spikes += arc.left == 0 && arc.right == 0;
  }
  g_assert_cmpuint (spikes, ==, 1);
}

static void
repeated_points_vanish (void)
{
  g_autoptr (LbTopology) topology =
    draw ("0,0 0,0 1,0 1,0 1,1 0,1 0,1 0,0 | 1,1 1,0 2,0 2,1 | 7,7 7,7 7,7 | 8,8 | 9,9 8,9");

  assert_rings_come_back (topology);
  assert_each_edge_once (topology);
  assert_neighbours (topology, "0:1 1:0 2: 3: 4:", "0:1 1:0 2: 3: 4:");
}

static void
equal_shapes_share_their_arc_and_the_second_is_an_extra (void)
{
  g_autoptr (LbTopology) topology = draw ("0,0 1,0 1,1 0,1 | 1,1 0,1 0,0 1,0 | 1,0 1,1 0,1 0,0");
  guint n;
  const LbExtraSide *extras = lb_topology_get_extras (topology, &n);

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 1);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (extras[0].shape, ==, 1);
  g_assert_cmpuint (extras[1].shape, ==, 2);
  assert_rings_come_back (topology);
  assert_neighbours (topology, "0:1,2 1:0,2 2:0,1", "0:1,2 1:0,2 2:0,1");
}

static void
members_alone_are_cut (void)
{
  g_autoptr (LbShapes) shapes = draw_shapes ("0,0 2,0 2,1 0,1 | 0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1");
  const guint members[] = {2, 1};
  g_autoptr (LbTopology) topology = lb_topology_new_for (shapes, members, 2, NULL, NULL);
  g_autoptr (LbTopology) nobody = lb_topology_new_for (shapes, members, 0, NULL, NULL);
  guint n;

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 3);
  lb_topology_get_ring (topology, 0, 0, &n);
  g_assert_cmpuint (n, ==, 0);
  assert_neighbours (topology, "0: 1:2 2:1", "0: 1:2 2:1");
  g_assert_cmpuint (lb_topology_get_n_arcs (nobody), ==, 0);
}

static void
nothing_gives_nothing (void)
{
  g_autoptr (LbShapes) none = lb_shapes_builder_end (lb_shapes_builder_new ());
  g_autoptr (LbTopology) topology = build (none, 3);

  g_assert_cmpuint (lb_topology_get_n_arcs (topology), ==, 0);
  assert_neighbours (topology, "", "");
}

static void
absurd_coordinates_do_no_harm (void)
{
  g_autoptr (LbTopology) topology = draw ("1e300,0 -1e300,5 nan,inf 4,4 | 1e300,0 4,4 1e-300,7 -inf,0");

  for (guint i = 0; i < lb_topology_get_n_arcs (topology); i++)
    g_assert_cmpuint (lb_topology_get_arc (topology, i).n, >, 1);
}

static void
a_cancelled_build_ends_with_an_error (void)
{
  g_autoptr (LbShapes) shapes = draw_shapes ("0,0 1,0 1,1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lb_topology_new (shapes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
share_edge (const LbShapes *shapes, guint a, guint b, gboolean point)
{
  for (guint r = 0; r < lb_shapes_get_n_rings (shapes, a); r++)
    for (guint s = 0; s < lb_shapes_get_n_rings (shapes, b); s++) {
      guint n, m;
      const double *p = lb_shapes_get_ring (shapes, a, r, &n), *q = lb_shapes_get_ring (shapes, b, s, &m);
      for (guint i = 0; i + 1 < n; i++)
        for (guint j = 0; j + 1 < m; j++) {
          if (point && memcmp (p + 2 * i, q + 2 * j, 16) == 0)
            return TRUE;
          if ((memcmp (p + 2 * i, q + 2 * j, 16) == 0 && memcmp (p + 2 * i + 2, q + 2 * j + 2, 16) == 0) ||
              (memcmp (p + 2 * i, q + 2 * j + 2, 16) == 0 && memcmp (p + 2 * i + 2, q + 2 * j, 16) == 0))
            return TRUE;
        }
    }
  return FALSE;
}

static char *
describe_by_force (const LbShapes *shapes, gboolean queen)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lb_shapes_get_n (shapes); i++) {
    gboolean first = TRUE;
    g_string_append_printf (text, "%s%u:", i > 0 ? " " : "", i);
    for (guint j = 0; j < lb_shapes_get_n (shapes); j++)
      if (i != j && share_edge (shapes, i, j, queen)) {
        g_string_append_printf (text, "%s%u", first ? "" : ",", j);
        first = FALSE;
      }
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Nodes and arcs of a map of the plane: nodes − arcs + faces = 1 + components, the outside counted. */
static void
assert_euler (const LbTopology *topology, guint n_faces, guint n_components)
{
  g_assert_cmpint ((int) lb_topology_get_n_nodes (topology) - (int) lb_topology_get_n_arcs (topology) + (int) n_faces + 1, ==,
                   1 + (int) n_components);
}

static void
random_maps_come_back_whole (void)
{
  for (guint32 seed = 1; seed <= 12; seed++) {
    g_autoptr (LbShapes) shapes = tessellation_new (2 + seed % 5, 3, seed % 4 * 3, 1000, seed);
    g_autoptr (LbTopology) topology = build (shapes, 1 + seed % 3);
    guint n = lb_shapes_get_n (shapes), n_cells = (2 + seed % 5) * 3;
    g_autofree char *rook = describe_by_force (shapes, FALSE);
    g_autofree char *queen = describe_by_force (shapes, TRUE);

    assert_rings_come_back (topology);
    assert_each_edge_once (topology);
    assert_euler (topology, n, 1 + n - n_cells);
    assert_neighbours (topology, rook, queen);
  }
}

static void
the_number_of_threads_changes_nothing (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (40, 30, 9, 500, 7);
  g_autoptr (LbTopology) one = build (shapes, 1);

  for (guint n_threads = 2; n_threads <= 7; n_threads += 5) {
    g_autoptr (LbTopology) other = build (shapes, n_threads);
    guint n = lb_topology_get_n_arcs (one);
    g_assert_cmpuint (n, ==, lb_topology_get_n_arcs (other));
    g_assert_cmpmem (one->n, n * sizeof (guint), other->n, n * sizeof (guint));
    g_assert_cmpmem (one->left, n * 4, other->left, n * 4);
    g_assert_cmpmem (one->right, n * 4, other->right, n * 4);
    g_assert_cmpmem (one->from, n * 4, other->from, n * 4);
    guint n_uses = one->first_use[shapes->first_ring[shapes->n]];
    g_assert_cmpmem (one->uses, n_uses * sizeof (int), other->uses, n_uses * sizeof (int));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/topology/two-squares-share-one-arc", two_squares_share_one_arc);
  g_test_add_func ("/topology/the-direction-of-rings-means-nothing", the_direction_of_rings_means_nothing);
  g_test_add_func ("/topology/three-shapes-meet-in-one-node", three_shapes_meet_in_one_node);
  g_test_add_func ("/topology/corners-make-queen-neighbours-only", corners_make_queen_neighbours_only);
  g_test_add_func ("/topology/an-enclave-is-one-closed-arc", an_enclave_is_one_closed_arc);
  g_test_add_func ("/topology/an-island-in-a-lake-has-the-outside-around", an_island_in_a_lake_has_the_outside_around);
  g_test_add_func ("/topology/a-ring-that-touches-itself-is-cut-there", a_ring_that_touches_itself_is_cut_there);
  g_test_add_func ("/topology/a-ring-may-touch-others-in-one-point", a_ring_may_touch_others_in_one_point);
  g_test_add_func ("/topology/a-spike-has-the-same-shape-on-both-sides", a_spike_has_the_same_shape_on_both_sides);
  g_test_add_func ("/topology/repeated-points-vanish", repeated_points_vanish);
  g_test_add_func ("/topology/equal-shapes-share-their-arc-and-the-second-is-an-extra",
                   equal_shapes_share_their_arc_and_the_second_is_an_extra);
  g_test_add_func ("/topology/members-alone-are-cut", members_alone_are_cut);
  g_test_add_func ("/topology/nothing-gives-nothing", nothing_gives_nothing);
  g_test_add_func ("/topology/absurd-coordinates-do-no-harm", absurd_coordinates_do_no_harm);
  g_test_add_func ("/topology/a-cancelled-build-ends-with-an-error", a_cancelled_build_ends_with_an_error);
  g_test_add_func ("/topology/random-maps-come-back-whole", random_maps_come_back_whole);
  g_test_add_func ("/topology/the-number-of-threads-changes-nothing", the_number_of_threads_changes_nothing);
  return g_test_run ();
}
