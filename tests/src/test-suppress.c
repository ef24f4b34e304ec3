/* What a published table gives away, computed by somebody who knows how to subtract */
#include "src/cube-private.h"
#include "src/suppress.h"

#include <math.h>

#define SMALL_CELL 5
#define MOST_NODES 64

typedef struct {
  int parent; /* number among the nodes, -1: root */
  double numerator, denominator;
} Node;

/* A table whose leaves hold what @nodes say; every other node is the sum of its children and its own. */
static LbValues *
table_new (const Node *nodes, guint n)
{
  static const LbLevel levels[] = {LB_LEVEL_COUNTY, LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE, LB_LEVEL_GRID};
  g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "indicators", "M01.sql", NULL);
  g_autoptr (LbIndicator) indicator = lb_indicator_load (path, "zh", NULL);
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  for (guint i = 0; i < n; i++) {
    guint depth = 0;
    for (int at = nodes[i].parent; at >= 0; at = nodes[at].parent)
      depth++;
    g_autofree char *code = g_strdup_printf ("%04u", i);
    lb_region_tree_builder_add (builder, i + 1, nodes[i].parent + 1, levels[depth], code, code, 1e6);
  }
  g_autoptr (LbRegionTree) regions = lb_region_tree_builder_end (builder);
  LbValues *values = lb_values_new (indicator, regions, FALSE);
  for (guint i = 0; i < n; i++)
    for (int at = (int) i; at >= 0; at = nodes[at].parent) {
      int number = lb_region_tree_find_id (regions, at + 1);
      values->numerator[number] += nodes[i].numerator;
      values->denominator[number] += nodes[i].denominator;
    }
  return values;
}

static void
assert_hidden (const LbValues *values, const gboolean *hidden, guint node, gboolean expected)
{
  g_assert_cmpint (hidden[lb_region_tree_find_id (values->regions, node + 1)], ==, expected);
}

static void
one_to_four_households_are_hidden_and_zero_is_not (void)
{
  const Node nodes[] = {{-1, 0, 0.5}, {0, 4, 0}, {0, 5, 0}, {0, 0, 0}, {0, 1, 0}, {0, 100, 0}};
  g_autoptr (LbValues) values = table_new (nodes, G_N_ELEMENTS (nodes));
  g_autofree gboolean *hidden = lb_suppress_cells (values, SMALL_CELL);
  const gboolean expected[] = {FALSE, TRUE, FALSE, FALSE, TRUE, FALSE};

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    assert_hidden (values, hidden, i, expected[i]);
}

static void
a_single_hidden_cell_takes_the_smallest_neighbour_with_it (void)
{
  const Node nodes[] = {{-1, 0, 0.5}, {0, 3, 0}, {0, 50, 0}, {0, 7, 0}, {0, 0, 0}};
  g_autoptr (LbValues) values = table_new (nodes, G_N_ELEMENTS (nodes));
  g_autofree gboolean *hidden = lb_suppress_cells (values, SMALL_CELL);

  assert_hidden (values, hidden, 1, TRUE);
  assert_hidden (values, hidden, 2, FALSE);
  assert_hidden (values, hidden, 3, TRUE);
  assert_hidden (values, hidden, 4, FALSE);
}

static void
two_hidden_cells_that_sum_to_little_take_a_third (void)
{
  const Node nodes[] = {{-1, 0, 0.5}, {0, 1, 0}, {0, 1, 0}, {0, 8, 0}, {0, 9, 0}};
  g_autoptr (LbValues) values = table_new (nodes, G_N_ELEMENTS (nodes));
  g_autofree gboolean *hidden = lb_suppress_cells (values, SMALL_CELL);

  assert_hidden (values, hidden, 3, TRUE);
  assert_hidden (values, hidden, 4, FALSE);
}

static void
small_bases_are_hidden_like_small_counts (void)
{
  const Node nodes[] = {{-1, 0, 0}, {0, 0, 3}, {0, 40, 60}, {0, 30, 50}};
  g_autoptr (LbValues) values = table_new (nodes, G_N_ELEMENTS (nodes));
  g_autofree gboolean *hidden = lb_suppress_cells (values, SMALL_CELL);

  assert_hidden (values, hidden, 1, TRUE);
  assert_hidden (values, hidden, 2, FALSE);
  assert_hidden (values, hidden, 3, TRUE);
}

static void
a_hidden_village_is_not_the_sum_of_its_grids (void)
{
  /* Village 1 is hidden for the sake of village 2; its grids are large enough, yet one of them must go. */
  const Node nodes[] = {{-1, 0, 0.5}, {0, 0, 0}, {0, 3, 0}, {0, 90, 0}, {1, 6, 0}, {1, 9, 0}};
  g_autoptr (LbValues) values = table_new (nodes, G_N_ELEMENTS (nodes));
  g_autofree gboolean *hidden = lb_suppress_cells (values, SMALL_CELL);

  assert_hidden (values, hidden, 1, TRUE);
  assert_hidden (values, hidden, 4, TRUE);
  assert_hidden (values, hidden, 5, FALSE);
  assert_hidden (values, hidden, 3, FALSE);
}

/* The attacker: one equation for each region with children (it is their sum), the hidden cells are unknown. Brings the
 * equations into echelon form; a cell is known when a row holds nothing but it. Knows nothing of how cells were chosen. */
static gboolean
can_be_computed (const LbValues *values, const gboolean *hidden, guint target)
{
  double rows[MOST_NODES][MOST_NODES] = {{0}};
  guint n = values->n, rank = 0;

  for (guint region = 0; region < n; region++) {
    guint end = lb_region_tree_get (values->regions, region)->end;
    if (end == region + 1)
      continue;
    rows[region][region] = hidden[region] ? 1 : 0;
    for (guint child = region + 1; child < end; child = lb_region_tree_get (values->regions, child)->end)
      rows[region][child] = hidden[child] ? -1 : 0;
  }
  for (guint column = 0; column <= n && rank < n; column++) {
    guint at = column == n ? target : column, pivot = rank; /* the target last */
    if (column < n && column == target)
      continue;
    while (pivot < n && fabs (rows[pivot][at]) < 1e-9)
      pivot++;
    if (pivot == n)
      continue;
    for (guint k = 0; k < n; k++) {
      double keep = rows[rank][k];
      rows[rank][k] = rows[pivot][k];
      rows[pivot][k] = keep;
    }
    if (at == target)
      return TRUE; /* all other unknowns are eliminated from this row */
    for (guint row = 0; row < n; row++)
      if (row != rank && fabs (rows[row][at]) > 1e-9) {
        double factor = rows[row][at] / rows[rank][at];
        for (guint k = 0; k < n; k++)
          rows[row][k] -= factor * rows[rank][k];
      }
    rank++;
  }
  return FALSE;
}

static void
no_hidden_cell_can_be_computed_from_what_is_shown (void)
{
  for (guint round = 0; round < 3000; round++) {
    Node nodes[MOST_NODES] = {{-1, 0, 0.5}};
    guint n = 3 + (guint) g_test_rand_int_range (0, 37);
    for (guint i = 1; i < n; i++) {
      int parent, depth;
      do {
        parent = g_test_rand_int_range (0, (gint32) i);
        depth = 0;
        for (int at = parent; at >= 0; at = nodes[at].parent)
          depth++;
      } while (depth > 3);
      nodes[i].parent = parent;
    }
    for (guint i = 1; i < n; i++) {
      gboolean leaf = TRUE;
      for (guint k = i + 1; k < n; k++)
        leaf = leaf && nodes[k].parent != (int) i;
      if (leaf)
        nodes[i].numerator = g_test_rand_bit () ? g_test_rand_int_range (0, 7) : g_test_rand_int_range (0, 60);
    }
    g_autoptr (LbValues) values = table_new (nodes, n);
    g_autofree gboolean *hidden = lb_suppress_cells (values, SMALL_CELL);
    for (guint i = 0; i < n; i++) {
      double count = values->numerator[i];
      g_assert_true (hidden[i] || count <= 0 || count >= SMALL_CELL);
      if (hidden[i] && count > 0 && count < SMALL_CELL)
        g_assert_false (can_be_computed (values, hidden, i));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suppress/one-to-four-households-are-hidden-and-zero-is-not", one_to_four_households_are_hidden_and_zero_is_not);
  g_test_add_func ("/suppress/a-single-hidden-cell-takes-the-smallest-neighbour-with-it",
                   a_single_hidden_cell_takes_the_smallest_neighbour_with_it);
  g_test_add_func ("/suppress/two-hidden-cells-that-sum-to-little-take-a-third", two_hidden_cells_that_sum_to_little_take_a_third);
  g_test_add_func ("/suppress/small-bases-are-hidden-like-small-counts", small_bases_are_hidden_like_small_counts);
  g_test_add_func ("/suppress/a-hidden-village-is-not-the-sum-of-its-grids", a_hidden_village_is_not_the_sum_of_its_grids);
  g_test_add_func ("/suppress/no-hidden-cell-can-be-computed-from-what-is-shown", no_hidden_cell_can_be_computed_from_what_is_shown);
  return g_test_run ();
}
