#include "maps/topology-private.h"
#include "tests/maps/drawn-shapes.h"
#include "tests/maps/tessellation.h"

#include <math.h>
#include <string.h>

/* A ring as text, from its smallest point on, counter-clockwise as "+", clockwise as "-". */
static char *
describe_ring (const double *xy, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint m = n - 1, start = 0;
  double area = 0;

  for (guint i = 0; i < m; i++) {
    area += xy[2 * i] * xy[2 * i + 3] - xy[2 * i + 2] * xy[2 * i + 1];
    if (xy[2 * i] < xy[2 * start] || (xy[2 * i] == xy[2 * start] && xy[2 * i + 1] < xy[2 * start + 1]))
      start = i;
  }
  g_string_append (text, area > 0 ? "+" : "-");
  for (guint i = 0; i < m; i++)
    g_string_append_printf (text, " %.15g,%.15g", xy[2 * ((start + i) % m)], xy[2 * ((start + i) % m) + 1]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
describe (const LbShapes *shapes, guint shape)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func (g_free);

  for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, shape); ring++) {
    guint n;
    const double *xy = lb_shapes_get_ring (shapes, shape, ring, &n);
    g_ptr_array_add (rings, describe_ring (xy, n));
  }
  g_ptr_array_sort (rings, compare_texts);
  g_ptr_array_add (rings, NULL);
  return g_strjoinv ("; ", (char **) rings->pdata);
}

static void
assert_outline (const char *map, const guint32 *groups, guint n_groups, guint group, const char *expected)
{
  g_autoptr (LbShapes) shapes = draw_shapes (map);
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (LbShapes) outlines = lb_topology_dissolve (topology, groups, n_groups);
  g_autofree char *text = describe (outlines, group);

  g_assert_cmpuint (lb_shapes_get_n (outlines), ==, n_groups);
  g_assert_cmpstr (text, ==, expected);
}

static void
two_squares_become_one (void)
{
  const guint32 groups[] = {0, 0};

  assert_outline ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1", groups, 1, 0, "+ 0,0 1,0 2,0 2,1 1,1 0,1");
}

static void
shapes_of_no_group_are_left_out (void)
{
  const guint32 groups[] = {1, LB_NO_SHAPE};

  assert_outline ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1", groups, 2, 1, "+ 0,0 1,0 1,1 0,1");
  assert_outline ("0,0 1,0 1,1 0,1 | 1,0 2,0 2,1 1,1", groups, 2, 0, "");
}

static void
an_enclave_of_another_set_is_a_hole (void)
{
  const guint32 apart[] = {0, 1}, together[] = {0, 0};
  const char *map = "0,0 9,0 9,9 0,9; 3,3 6,3 6,6 3,6 | 6,6 6,3 3,3 3,6";

  assert_outline (map, apart, 2, 0, "+ 0,0 9,0 9,9 0,9; - 3,3 3,6 6,6 6,3");
  assert_outline (map, apart, 2, 1, "+ 3,3 6,3 6,6 3,6");
  assert_outline (map, together, 1, 0, "+ 0,0 9,0 9,9 0,9");
}

static void
a_ring_of_shapes_leaves_a_hole (void)
{
  const guint32 groups[] = {0, 0, 1};

  assert_outline ("0,0 3,0 3,3 0,3 0,2 0,1 1,1 1,2 2,2 2,1 1,1 0,1 | 0,5 1,5 1,6 | 0,8 1,8 1,9", groups, 2, 0,
                  "+ 0,0 3,0 3,3 0,3 0,2 0,1; + 0,5 1,5 1,6; - 1,1 1,2 2,2 2,1");
}

static void
parts_that_touch_in_a_point_are_rings_of_their_own (void)
{
  const guint32 groups[] = {0, 0};

  assert_outline ("0,0 1,0 1,1 0,1 | 1,1 2,1 2,2 1,2", groups, 1, 0,
                  "+ 0,0 1,0 1,1 0,1; + 1,1 2,1 2,2 1,2");
}

static void
holes_that_touch_in_a_point_are_rings_of_their_own (void)
{
  /* Eight cells around and between two holes, at the corners of a net of 4 × 4. */
  const guint32 groups[] = {0, 0, 0, 0};

  assert_outline ("0,0 4,0 4,1 3,1 2,1 2,2 1,2 1,3 0,3 | 0,3 1,3 2,3 2,2 3,2 3,1 4,1 4,4 0,4 | 20,20 21,20 21,21 | 30,30 31,30 31,31",
                  groups, 1, 0,
                  "+ 0,0 4,0 4,1 4,4 0,4 0,3; + 20,20 21,20 21,21; + 30,30 31,30 31,31; - 1,2 1,3 2,3 2,2; - 2,1 2,2 3,2 3,1");
}

static void
equal_shapes_do_not_cancel (void)
{
  const guint32 together[] = {0, 0}, apart[] = {0, 1};
  const char *map = "0,0 1,0 1,1 0,1 | 1,1 0,1 0,0 1,0";

  assert_outline (map, together, 1, 0, "+ 0,0 1,0 1,1 0,1");
  assert_outline (map, apart, 2, 0, "+ 0,0 1,0 1,1 0,1");
  assert_outline (map, apart, 2, 1, "+ 0,0 1,0 1,1 0,1");
}

static void
spikes_are_dropped (void)
{
  const guint32 groups[] = {0};

  assert_outline ("0,0 4,0 6,0 4,0 4,4 0,4", groups, 1, 0, "+ 0,0 4,0 4,4 0,4");
}

/* Twice the area: the same arithmetic for parts and whole, on coordinates without rounding. */
static double
add_areas (const LbShapes *shapes, guint shape)
{
  double area = 0;

  for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, shape); ring++) {
    guint n;
    const double *xy = lb_shapes_get_ring (shapes, shape, ring, &n);
    for (guint i = 0; i + 1 < n; i++)
      area += xy[2 * i] * xy[2 * i + 3] - xy[2 * i + 2] * xy[2 * i + 1];
  }
  return area;
}

static void
dissolved_sets_have_the_area_of_their_shapes (void)
{
  for (guint32 seed = 1; seed <= 10; seed++) {
    g_autoptr (LbShapes) shapes = tessellation_new (9, 8, 4, 1000, seed);
    g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
    guint n = lb_shapes_get_n (shapes);
    g_autofree guint32 *single = g_new (guint32, n), *groups = g_new (guint32, n);
    double expected[4] = {0};

    for (guint i = 0; i < n; i++) {
      single[i] = i;
      groups[i] = (i * 7 + seed * i * i) % 11 % 4;
    }
    g_autoptr (LbShapes) alone = lb_topology_dissolve (topology, single, n);
    g_autoptr (LbShapes) sets = lb_topology_dissolve (topology, groups, 4);
    for (guint i = 0; i < n; i++)
      expected[groups[i]] += add_areas (alone, i);
    for (guint i = 0; i < 4; i++)
      g_assert_cmpfloat_with_epsilon (add_areas (sets, i), expected[i], 1e-3);
    for (guint i = 0; i < n; i++) {
      g_assert_cmpuint (lb_shapes_get_n_rings (alone, i), ==, lb_shapes_get_n_rings (shapes, i));
      LbBox box = lb_shapes_get_box (alone, i), same = lb_shapes_get_box (shapes, i);
      g_assert_cmpmem (&box, sizeof box, &same, sizeof same);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dissolve/two-squares-become-one", two_squares_become_one);
  g_test_add_func ("/dissolve/shapes-of-no-group-are-left-out", shapes_of_no_group_are_left_out);
  g_test_add_func ("/dissolve/an-enclave-of-another-set-is-a-hole", an_enclave_of_another_set_is_a_hole);
  g_test_add_func ("/dissolve/a-ring-of-shapes-leaves-a-hole", a_ring_of_shapes_leaves_a_hole);
  g_test_add_func ("/dissolve/parts-that-touch-in-a-point-are-rings-of-their-own",
                   parts_that_touch_in_a_point_are_rings_of_their_own);
  g_test_add_func ("/dissolve/holes-that-touch-in-a-point-are-rings-of-their-own",
                   holes_that_touch_in_a_point_are_rings_of_their_own);
  g_test_add_func ("/dissolve/equal-shapes-do-not-cancel", equal_shapes_do_not_cancel);
  g_test_add_func ("/dissolve/spikes-are-dropped", spikes_are_dropped);
  g_test_add_func ("/dissolve/dissolved-sets-have-the-area-of-their-shapes",
                   dissolved_sets_have_the_area_of_their_shapes);
  return g_test_run ();
}
