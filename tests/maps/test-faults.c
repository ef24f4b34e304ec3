#include "maps/faults.h"
#include "maps/arrangement.h"
#include "tests/maps/drawn-shapes.h"
#include "tests/maps/tessellation.h"

#include <math.h>
#include <string.h>

/* Tests draw in kilometres far from the origin, as metres of a zone lie. */
#define EAST  436000.0
#define NORTH 3017000.0

static LbShapes *
draw_ground (const char *text)
{
  g_autoptr (LbShapes) small = draw_shapes (text);
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  for (guint shape = 0; shape < lb_shapes_get_n (small); shape++) {
    lb_shapes_builder_begin_shape (builder);
    for (guint ring = 0; ring < lb_shapes_get_n_rings (small, shape); ring++) {
      guint n;
      const double *xy = lb_shapes_get_ring (small, shape, ring, &n);
      lb_shapes_builder_begin_ring (builder);
      for (guint i = 0; i < n; i++)
        lb_shapes_builder_add_point (builder, EAST + 1000 * xy[2 * i], NORTH + 1000 * xy[2 * i + 1]);
    }
  }
  return lb_shapes_builder_end (builder);
}

static void
describe (GString *text, const LbFault *fault)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", lb_fault_get_word (fault->kind));
  if (fault->a != LB_NO_SHAPE)
    g_string_append_printf (text, " %u", fault->a);
  if (fault->b != LB_NO_SHAPE)
    g_string_append_printf (text, "-%u", fault->b);
  g_string_append_printf (text, " %.0f", fault->size);
}

static char *
find (const char *map)
{
  g_autoptr (LbShapes) shapes = draw_ground (map);
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++) {
    const LbFault *fault = &g_array_index (faults, LbFault, i);
    LbBox extent = lb_shapes_get_extent (shapes);
    g_autofree char *sentence = lb_fault_describe (fault, "甲村", fault->b == LB_NO_SHAPE ? NULL : "乙村");
    g_assert_true (fault->x >= extent.min_x && fault->x <= extent.max_x);
    g_assert_true (fault->y >= extent.min_y && fault->y <= extent.max_y);
    g_assert_nonnull (strstr (sentence, "甲村"));
    describe (text, fault);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_faults (const char *map, const char *expected)
{
  g_autofree char *found = find (map);

  g_assert_cmpstr (found, ==, expected);
}

static void
neat_maps_have_none (void)
{
  assert_faults ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1", "");
  assert_faults ("0,0 9,0 9,9 0,9; 3,3 3,6 6,6 6,3 | 6,6 6,3 3,3 3,6", "");
  /* Enclaves in a row, islands apart, shapes that meet in a point, a ring that touches itself. */
  assert_faults ("0,0 9,0 9,9 0,9; 3,3 3,6 6,6 6,3 | 3,3 6,3 6,6 3,6; 4,4 4,5 5,5 5,4 | 4,4 5,4 5,5 4,5", "");
  assert_faults ("0,0 1,0 1,1 0,1; 5,5 6,5 6,6 5,6 | 1,1 2,1 2,2 1,2", "");
  assert_faults ("0,0 4,0 4,4 2,4 3,2 1,2 2,4 0,4 | 1,2 3,2 2,4", "");
  assert_faults ("1,1 1,1 1,1 | 2,2 3,2 2,2", "");
}

static void
random_maps_have_none (void)
{
  for (guint32 seed = 1; seed <= 10; seed++) {
    g_autoptr (LbShapes) shapes = tessellation_new (9, 8, seed % 5 * 3, 1000, seed);
    g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
    g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);
    for (guint i = 0; i < faults->len; i++) /* rings run either way in these maps */
      g_assert_cmpint (g_array_index (faults, LbFault, i).kind, ==, LB_FAULT_WRONG_NESTING);
  }
}

static void
a_gap_is_found (void)
{
  /* A frame of two shapes around a square that nobody claims. */
  assert_faults ("0,0 3,0 3,1 2,1 1,1 1,2 0,2 | 3,1 3,3 0,3 0,2 1,2 2,2 2,1", "gap 0-1 1000000");
  assert_faults ("0,0 9,0 9,9 0,9; 3,3 3,6 6,6 6,3", "gap 0 9000000");
  /* Half of the hole is filled. */
  assert_faults ("0,0 9,0 9,9 0,9; 3,3 3,6 6,6 6,3 | 4,4 5,4 5,5 4,5", "gap 0 8000000");
}

static void
an_overlap_is_found_whatever_its_form (void)
{
  assert_faults ("0,0 2,0 2,2 0,2 | 1,1 3,1 3,3 1,3", "overlap 0-1 1000000");
  assert_faults ("0,0 9,0 9,9 0,9 | 3,3 4,3 4,4 3,4", "overlap 1-0 1000000");
  assert_faults ("0,0 2,0 2,2 0,2 | 0,0 1,0 1,2 0,2", "overlap 0-1 2000000; sliver 0-1 0");
  assert_faults ("0,0 2,0 2,1 0,1 | 2,0 2,1 1,1 1,0", "overlap 0-1 1000000; sliver 0-1 0");
  assert_faults ("0,0 2,0 3,1 2,2 0,2 | 2,0 4,0 4,2 2,2", "overlap 0-1 1000000");
}

static void
two_overlaps_are_two (void)
{
  assert_faults ("0,0 10,0 10,2 0,2 | 1,1 2,1 2,3 1,3 | 5,1 7,1 7,3 5,3", "overlap 0-2 2000000; overlap 0-1 1000000");
}

static void
slivers_are_found (void)
{
  /* Half a metre open along a kilometre; the same overlapping; common line without common vertices. */
  assert_faults ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1 1.0005,0.5", "sliver 0-1 250");
  assert_faults ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1 0.9995,0.5", "sliver 0-1 250");
  assert_faults ("0,0 1,0 1,2 0,2 | 1,0 2,0 2,1 1,1 | 1,1 2,1 2,2 1,2", "sliver 0-1 0; sliver 0-2 0");
}

static void
a_bow_tie_crosses_itself (void)
{
  assert_faults ("0,0 2,2 2,0 0,2", "self-crossing 0 0");
  assert_faults ("0,0 2,0 2,2 0,2; 1,1 3,1 3,1.5 1,1.5", "self-crossing 0 0; self-crossing 0 0");
}

static void
a_crossing_is_found_at_its_place (void)
{
  g_autoptr (LbShapes) shapes = draw_ground ("0,0 2,2 2,0 0,2");
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);

  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (faults, LbFault, 0).x, EAST + 1000, 1e-3);
  g_assert_cmpfloat_with_epsilon (g_array_index (faults, LbFault, 0).y, NORTH + 1000, 1e-3);
}

static void
faces_are_found_by_a_point_inside (void)
{
  g_autoptr (LbShapes) shapes = draw_ground ("0,0 2,0 2,2 0,2 | 1,1 3,1 3,3 1,3 | 0,5 3,5 3,6 2,6 1,6 1,7 0,7 | 3,6 3,8 0,8 0,7 1,7 2,7 2,6");
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);

  g_assert_cmpuint (faults->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const LbFault *fault = &g_array_index (faults, LbFault, i);
    guint n = 0;
    for (guint shape = 0; shape < 4; shape++)
      n += lb_shapes_contain (shapes, shape, fault->x, fault->y);
    g_assert_cmpuint (n, ==, fault->kind == LB_FAULT_GAP ? 0 : 2);
  }
}

static void
equal_rings_are_found_once (void)
{
  assert_faults ("0,0 1,0 1,1 0,1 | 1,1 0,1 0,0 1,0", "duplicate-ring 0-1 1000000");
  assert_faults ("0,0 1,0 1,1 0,1; 0,0 1,0 1,1 0,1", "duplicate-ring 0-0 1000000; wrong-nesting 0 1000000");
  assert_faults ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1 | 1,1 1,0 2,0 2,1", "duplicate-ring 1-2 1000000");
}

static void
a_hole_in_no_ring_is_wrong_nesting (void)
{
  assert_faults ("0,0 4,0 4,4 0,4; 6,1 6,2 7,2 7,1", "wrong-nesting 0 1000000");
  assert_faults ("0,0 4,0 4,4 0,4; 6,1 7,1 7,2 6,2", "");
}

static char *
find_outside (const char *map, const guint32 *parents)
{
  g_autoptr (LbShapes) shapes = draw_ground (map);
  g_autoptr (GArray) faults = g_array_new (FALSE, FALSE, sizeof (LbFault));
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (lb_faults_find_outside (shapes, parents, faults, NULL, NULL));
  for (guint i = 0; i < faults->len; i++)
    describe (text, &g_array_index (faults, LbFault, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
children_outside_of_their_parents_are_found (void)
{
  const guint32 parents[] = {LB_NO_SHAPE, 0, 0, LB_NO_SHAPE, 3};
  g_autofree char *neat =
    find_outside ("0,0 1,0 2,0 2,1 1,1 0,1 | 0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1 | 5,0 6,0 6,1 | 5,0 6,0 6,1", parents);
  g_autofree char *smaller =
    find_outside ("0,0 3,0 3,3 0,3 | 1,1 2,1 2,2 1,2 | 1,2 2,2 1,2.5 | 5,0 6,0 6,1 | 5.5,0.1 5.9,0.1 5.9,0.3", parents);
  g_autofree char *outside =
    find_outside ("0,0 1,0 2,0 2,1 1,1 0,1 | 0,0 1,0 1,1 0,1 | 1,0 3,0 3,1 1,1 | 5,0 6,0 6,1 | 7,0 8,0 8,1 7,1", parents);
  g_autofree char *without = find_outside ("| 0,0 1,0 1,1 0,1 | 1,0 3,0 3,1 1,1 | | 7,0 8,0 8,1 7,1", parents);

  g_assert_cmpstr (neat, ==, "");
  g_assert_cmpstr (smaller, ==, "");
  g_assert_cmpstr (outside, ==, "child-outside 2-0 1000000; child-outside 4-3 1000000");
  g_assert_cmpstr (without, ==, "");
}

/* Segments thrown at random: every proper crossing that a plain comparison finds is found, once. */
static void
crossings_are_those_of_a_plain_comparison (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);

  for (guint round = 0; round < 20; round++) {
    LbShapesBuilder *builder = lb_shapes_builder_new ();
    for (guint i = 0; i < 12; i++) {
      lb_shapes_builder_begin_shape (builder);
      lb_shapes_builder_begin_ring (builder);
      for (guint j = 0; j < 7; j++)
        lb_shapes_builder_add_point (builder, EAST + g_rand_double_range (random, 0, 5000), NORTH + g_rand_double_range (random, 0, 5000));
    }
    g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
    g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
    g_autoptr (LbSegmentNet) net = lb_segment_net_new (topology);
    gboolean complete;
    g_autoptr (GArray) one = lb_segment_net_meet (net, 1, NULL, &complete);
    g_autoptr (GArray) seven = lb_segment_net_meet (net, 7, NULL, &complete);
    const double *xy = lb_shapes_get_ring (shapes, 0, 0, &(guint) {0});
    guint expected = 0;
    for (guint i = 0; i < 12 * 8; i++)
      for (guint j = i + 1; j < 12 * 8; j++) {
        const double *p = xy + 2 * i, *q = xy + 2 * j;
        if (i % 8 == 7 || j % 8 == 7)
          continue;
        double a = (p[2] - p[0]) * (q[1] - p[1]) - (p[3] - p[1]) * (q[0] - p[0]);
        double b = (p[2] - p[0]) * (q[3] - p[1]) - (p[3] - p[1]) * (q[2] - p[0]);
        double c = (q[2] - q[0]) * (p[1] - q[1]) - (q[3] - q[1]) * (p[0] - q[0]);
        double d = (q[2] - q[0]) * (p[3] - q[1]) - (q[3] - q[1]) * (p[2] - q[0]);
        gboolean apart = i / 8 != j / 8 || (j - i > 1 && !(i % 8 == 0 && j % 8 == 6));
        expected += apart && a * b < 0 && c * d < 0;
      }
    g_assert_true (complete);
    g_assert_cmpuint (one->len, ==, expected);
    g_assert_cmpuint (seven->len, ==, expected);
    for (guint i = 0; i < expected; i++) {
      const LbMeeting *a = &g_array_index (one, LbMeeting, i), *b = &g_array_index (seven, LbMeeting, i);
      g_assert_true (a->crosses && b->crosses);
      g_assert_cmpuint (a->arc_a, ==, b->arc_a);
      g_assert_cmpuint (a->segment_b, ==, b->segment_b);
      g_assert_cmpfloat (a->x, ==, b->x);
      g_assert_cmpfloat (a->y, ==, b->y);
    }
    g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);
    g_assert_cmpuint (faults->len, >, 0);
  }
}

/* The areas of faces with the same number of claims, against a count of points. */
static void
overlaps_have_the_area_of_a_count (void)
{
  g_autoptr (LbShapes) shapes = draw_ground ("0,0 4,0.3 4.2,3 0.1,3.1 | 2,1.1 6,1.3 5.5,4 1.7,4.2 | 3.1,2.2 7,2.4 6.8,3.3 3.3,3.5");
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);
  double found = 0, counted = 0;

  for (guint i = 0; i < faults->len; i++)
    found += g_array_index (faults, LbFault, i).size;
  for (guint i = 0; i < 700; i++)
    for (guint j = 0; j < 450; j++) {
      double x = EAST + 10 * i + 5, y = NORTH + 10 * j + 5;
      guint n = 0;
      for (guint shape = 0; shape < 3; shape++)
        n += lb_shapes_contain (shapes, shape, x, y);
      counted += n > 1 ? 100 : 0;
    }
  g_assert_cmpfloat_with_epsilon (found, counted, 0.01 * counted);
}

static void
hostile_maps_do_no_harm (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 300; round++) {
    LbShapesBuilder *builder = lb_shapes_builder_new ();
    int reach = round % 3 == 0 ? 3 : round % 3 == 1 ? 8 : 100; /* small nets: everything touches everything */
    for (guint i = 0; i < 1 + round % 6; i++) {
      lb_shapes_builder_begin_shape (builder);
      for (guint k = 0; k < 1 + round % 2; k++) {
        lb_shapes_builder_begin_ring (builder);
        for (int j = g_rand_int_range (random, 1, 12); j > 0; j--)
          lb_shapes_builder_add_point (builder, EAST + g_rand_int_range (random, 0, reach), NORTH + g_rand_int_range (random, 0, reach));
      }
    }
    g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
    g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
    g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);
    const guint32 groups[] = {0, 1, 0, 1, 0, 1};
    g_autoptr (LbShapes) outlines = lb_topology_dissolve (topology, groups, 2);
    g_assert_cmpuint (lb_shapes_get_n (outlines), ==, 2);
    for (guint i = 0; i < faults->len; i++)
      g_assert_true (isfinite (g_array_index (faults, LbFault, i).size));
  }
  g_autofree char *absurd = find ("1e290,0 -1e300,5 4,4 | 1e290,0 4,4 1e-300,7");
  g_autofree char *nothing = find ("");
  g_assert_nonnull (absurd);
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/neat-maps-have-none", neat_maps_have_none);
  g_test_add_func ("/faults/random-maps-have-none", random_maps_have_none);
  g_test_add_func ("/faults/a-gap-is-found", a_gap_is_found);
  g_test_add_func ("/faults/an-overlap-is-found-whatever-its-form", an_overlap_is_found_whatever_its_form);
  g_test_add_func ("/faults/two-overlaps-are-two", two_overlaps_are_two);
  g_test_add_func ("/faults/slivers-are-found", slivers_are_found);
  g_test_add_func ("/faults/a-bow-tie-crosses-itself", a_bow_tie_crosses_itself);
  g_test_add_func ("/faults/a-crossing-is-found-at-its-place", a_crossing_is_found_at_its_place);
  g_test_add_func ("/faults/faces-are-found-by-a-point-inside", faces_are_found_by_a_point_inside);
  g_test_add_func ("/faults/equal-rings-are-found-once", equal_rings_are_found_once);
  g_test_add_func ("/faults/a-hole-in-no-ring-is-wrong-nesting", a_hole_in_no_ring_is_wrong_nesting);
  g_test_add_func ("/faults/children-outside-of-their-parents-are-found", children_outside_of_their_parents_are_found);
  g_test_add_func ("/faults/crossings-are-those-of-a-plain-comparison", crossings_are_those_of_a_plain_comparison);
  g_test_add_func ("/faults/overlaps-have-the-area-of-a-count", overlaps_have_the_area_of_a_count);
  g_test_add_func ("/faults/hostile-maps-do-no-harm", hostile_maps_do_no_harm);
  return g_test_run ();
}
