/* Dissolving: the outline of sets of shapes is made of the arcs whose two sides belong to different sets.
 *
 * Every such arc is a directed edge of each set beside it, with the set on its left. At a node with several ways on, the
 * leftmost turn stays with the same ground; a walk that comes to a node again gives off the loop it made, so that
 * a hole that touches the outline, or two parts that touch in a point, become rings of their own.
 */
#include "config.h"
#include "maps/topology-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  guint32 group, node; /* where it starts      */
  int arc;             /* signed               */
} Edge;

typedef struct {
  const LbTopology *topology;
  Edge *edges; /* sorted by group, node, arc */
  gsize n;
  guint8 *used;
  GArray *path;      /* gsize: edges walked and not yet given off */
  guint32 *seen;     /* node → its place in the path + 1          */
  LbShapesBuilder *builder;
} Walk;

static guint32
start_node (const LbTopology *self, int arc)
{
  return arc >= 0 ? self->from[arc] : self->to[~arc];
}

static guint32
end_node (const LbTopology *self, int arc)
{
  return start_node (self, ~arc);
}

static guint32
group_of (const guint32 *groups, guint32 n_groups, guint32 shape)
{
  return shape == LB_NO_SHAPE || groups[shape] >= n_groups ? LB_NO_SHAPE : groups[shape];
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *first = a, *second = b;

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  return (first->arc > second->arc) - (first->arc < second->arc);
}

static void
add_edge (const LbTopology *self, GArray *edges, guint32 group, int arc)
{
  Edge edge = {group, start_node (self, arc), arc};

  if (group != LB_NO_SHAPE)
    g_array_append_val (edges, edge);
}

/* Sets that lie on one side of an arc through overlapping shapes have it as an edge too, unless they lie on both. */
static void
add_extra_edges (const LbTopology *self, const guint32 *groups, guint n_groups, GArray *edges)
{
  for (guint i = 0; i < self->n_extras; i++) {
    const LbExtraSide *extra = &self->extras[i];
    guint32 group = group_of (groups, n_groups, extra->shape);
    gboolean known = group == group_of (groups, n_groups, self->left[extra->arc]) ||
                     group == group_of (groups, n_groups, self->right[extra->arc]);
    for (guint j = i; j > 0 && i - j < LB_MEETING_LIMIT && self->extras[j - 1].arc == extra->arc; j--)
      known |= group == group_of (groups, n_groups, self->extras[j - 1].shape);
    if (!known)
      add_edge (self, edges, group, extra->left ? (int) extra->arc : ~(int) extra->arc);
  }
}

static GArray *
collect_edges (const LbTopology *self, const guint32 *groups, guint n_groups)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint arc = 0; arc < self->n_arcs; arc++) {
    guint32 left = group_of (groups, n_groups, self->left[arc]);
    guint32 right = group_of (groups, n_groups, self->right[arc]);
    if (left == right)
      continue;
    add_edge (self, edges, left, (int) arc);
    add_edge (self, edges, right, ~(int) arc);
  }
  add_extra_edges (self, groups, n_groups, edges);
  if (edges->len > 0)
    qsort (edges->data, edges->len, sizeof (Edge), compare_edges);
  return edges;
}

/* The way an arc leaves its start. */
static void
leave (const LbTopology *self, int arc, double *dx, double *dy)
{
  const double *xy = self->xy[arc >= 0 ? arc : ~arc];
  gsize n = self->n[arc >= 0 ? arc : ~arc];
  const double *a = arc >= 0 ? xy : xy + 2 * (n - 1), *b = arc >= 0 ? a + 2 : a - 2;

  *dx = b[0] - a[0];
  *dy = b[1] - a[1];
}

/* Turn from going along (@ax, @ay) to (@bx, @by), counter-clockwise, as an angle in (-π, π]. */
static double
measure_turn (double ax, double ay, double bx, double by)
{
  return atan2 (ax * by - ay * bx, ax * bx + ay * by);
}

/* The unused edge of @group that leaves @node most to the left after @arc; n when there is none. */
static gsize
find_next (const Walk *walk, guint32 group, int arc)
{
  const Edge wanted = {group, end_node (walk->topology, arc), G_MININT};
  gsize low = 0, high = walk->n, best = walk->n;
  double back_x, back_y, best_turn = -G_MAXDOUBLE;

  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (compare_edges (&walk->edges[middle], &wanted) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  leave (walk->topology, ~arc, &back_x, &back_y);
  for (gsize i = low; i < walk->n && walk->edges[i].group == group && walk->edges[i].node == wanted.node; i++) {
    double dx, dy;
    if (walk->used[i])
      continue;
    leave (walk->topology, walk->edges[i].arc, &dx, &dy);
    double turn = measure_turn (-back_x, -back_y, dx, dy);
    if (best == walk->n || turn > best_turn) {
      best = i;
      best_turn = turn;
    }
  }
  return best;
}

/* Writes the edges from @first of the path on as one ring and takes them off. */
static void
give_off (Walk *walk, guint first)
{
  const LbTopology *self = walk->topology;

  lb_shapes_builder_begin_ring (walk->builder);
  for (guint i = first; i < walk->path->len; i++) {
    int arc = walk->edges[g_array_index (walk->path, gsize, i)].arc;
    const double *xy = self->xy[arc >= 0 ? arc : ~arc];
    gsize n = self->n[arc >= 0 ? arc : ~arc];
    walk->seen[start_node (self, arc)] = 0;
    for (gsize j = 0; j + 1 < n; j++) {
      const double *point = xy + 2 * (arc >= 0 ? j : n - 1 - j);
      lb_shapes_builder_add_point (walk->builder, point[0], point[1]);
    }
  }
  g_array_set_size (walk->path, first);
}

static void
walk_from (Walk *walk, gsize edge)
{
  const LbTopology *self = walk->topology;
  guint32 group = walk->edges[edge].group;

  while (edge < walk->n) {
    int arc = walk->edges[edge].arc;
    walk->used[edge] = 1;
    g_array_append_val (walk->path, edge);
    walk->seen[start_node (self, arc)] = walk->path->len;
    guint32 place = walk->seen[end_node (self, arc)];
    if (place > 0)
      give_off (walk, place - 1);
    if (walk->path->len == 0)
      return;
    arc = walk->edges[g_array_index (walk->path, gsize, walk->path->len - 1)].arc;
    edge = find_next (walk, group, arc);
  }
  /* Every node has as many edges in as out, so a walk ends where it began; this is for overlapping shapes only. */
  if (walk->path->len > 0)
    give_off (walk, 0);
}

LbShapes *
lb_topology_dissolve (const LbTopology *self, const guint32 *groups, guint n_groups)
{
  g_autoptr (GArray) edges = collect_edges (self, groups, n_groups);
  Walk walk = {self, (Edge *) (gpointer) edges->data, edges->len, g_new0 (guint8, edges->len + 1),
               g_array_new (FALSE, FALSE, sizeof (gsize)), g_new0 (guint32, (gsize) self->n_nodes + 1),
               lb_shapes_builder_new ()};
  gsize edge = 0;

  for (guint group = 0; group < n_groups; group++) {
    lb_shapes_builder_begin_shape (walk.builder);
    for (; edge < walk.n && walk.edges[edge].group == group; edge++)
      if (!walk.used[edge])
        walk_from (&walk, edge);
  }
  g_free (walk.used);
  g_free (walk.seen);
  g_array_unref (walk.path);
  return lb_shapes_builder_end (walk.builder);
}
