/* Arrangement: the loops that pieces of arcs make around faces.
 *
 * A piece has two half-edges, 2 × piece forward and 2 × piece + 1 backward; the face of a half-edge lies on its left. After a
 * half-edge the loop goes on with the first one clockwise from its own reverse, which stays with the face.
 */
#include "config.h"
#include "maps/arrangement-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The point at which a half-edge leaves its start, and the next one. */
static void
leave (const LbArrangement *self, guint32 edge, double *dx, double *dy)
{
  const LbPiece *piece = lb_arrangement_get_piece (self, edge / 2);
  const double *xy = self->topology->xy[piece->arc];
  gboolean straight = lb_piece_is_straight (piece);
  const double *from = edge % 2 == 0 ? piece->start : piece->end, *to;

  if (straight)
    to = edge % 2 == 0 ? piece->end : piece->start;
  else
    to = xy + 2 * (gsize) (edge % 2 == 0 ? piece->first : piece->last);
  *dx = to[0] - from[0];
  *dy = to[1] - from[1];
}

static gboolean
upper (double dx, double dy)
{
  return dy > 0 || (dy == 0 && dx > 0);
}

static int
compare_directions (gconstpointer a, gconstpointer b, gpointer data)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;
  double ax, ay, bx, by;

  leave (data, first, &ax, &ay);
  leave (data, second, &bx, &by);
  if (upper (ax, ay) != upper (bx, by))
    return upper (ax, ay) ? -1 : 1;
  double cross = ax * by - ay * bx;
  if (cross != 0)
    return cross > 0 ? -1 : 1;
  return (first > second) - (first < second);
}

static void
sort_edges (LbArrangement *self)
{
  guint n_edges = 2 * self->pieces->len;

  self->first_edge = g_new0 (guint, (gsize) self->n_nodes + 2);
  self->edges = g_new (guint32, (gsize) n_edges + 1);
  self->place = g_new (guint32, (gsize) n_edges + 1);
  for (guint32 edge = 0; edge < n_edges; edge++) {
    const LbPiece *piece = lb_arrangement_get_piece (self, edge / 2);
    if (piece->lies_on == G_MAXUINT32)
      self->first_edge[(edge % 2 == 0 ? piece->from : piece->to) + 2]++;
  }
  for (guint node = 0; node < self->n_nodes; node++)
    self->first_edge[node + 2] += self->first_edge[node + 1];
  for (guint32 edge = 0; edge < n_edges; edge++) {
    const LbPiece *piece = lb_arrangement_get_piece (self, edge / 2);
    if (piece->lies_on == G_MAXUINT32)
      self->edges[self->first_edge[(edge % 2 == 0 ? piece->from : piece->to) + 1]++] = edge;
  }
  for (guint node = 0; node < self->n_nodes; node++) {
    guint begin = self->first_edge[node], end = self->first_edge[node + 1];
    if (end - begin > 1)
      g_qsort_with_data (self->edges + begin, (int) (end - begin), sizeof (guint32), compare_directions, self);
    for (guint i = begin; i < end; i++)
      self->place[self->edges[i]] = i;
  }
}

static guint32
next_edge (const LbArrangement *self, guint32 edge)
{
  const LbPiece *piece = lb_arrangement_get_piece (self, edge / 2);
  guint32 node = edge % 2 == 0 ? piece->to : piece->from;
  guint32 place = self->place[edge ^ 1];

  return self->edges[place == self->first_edge[node] ? self->first_edge[node + 1] - 1 : place - 1];
}

/* Calls @func for every point of a half-edge but its last. */
typedef void (*PointFunc) (const double *xy, gpointer data);

static void
each_point (const LbArrangement *self, guint32 edge, PointFunc func, gpointer data)
{
  const LbPiece *piece = lb_arrangement_get_piece (self, edge / 2);
  const double *xy = self->topology->xy[piece->arc];
  int n = (int) piece->last - (int) piece->first + 1;

  func (edge % 2 == 0 ? piece->start : piece->end, data);
  for (int i = 0; i < n; i++)
    func (xy + 2 * (gsize) (edge % 2 == 0 ? (int) piece->first + i : (int) piece->last - i), data);
}

static void
each_point_of_loop (const LbArrangement *self, guint32 first, PointFunc func, gpointer data)
{
  guint32 edge = first;

  do {
    each_point (self, edge, func, data);
    edge = next_edge (self, edge);
  } while (edge != first);
}

static void
note (guint32 *list, guint *n, guint most, guint32 shape)
{
  if (shape == LB_NO_SHAPE)
    return;
  for (guint i = 0; i < *n; i++)
    if (list[i] == shape)
      return;
  if (*n < most)
    list[(*n)++] = shape;
}

static int
compare_extra_arc (gconstpointer key, gconstpointer member)
{
  guint32 arc = *(const guint32 *) key, other = ((const LbExtraSide *) member)->arc;

  return (arc > other) - (arc < other);
}

/* The shapes beside an arc: on the left of its forward or backward direction, and beyond. */
static void
note_sides (const LbTopology *topology, guint32 arc, gboolean forward, LbLoop *loop)
{
  note (loop->claims, &loop->n_claims, LB_CLAIMS, forward ? topology->left[arc] : topology->right[arc]);
  note (loop->beyond, &loop->n_beyond, 2, forward ? topology->right[arc] : topology->left[arc]);
  if (topology->n_extras == 0)
    return;
  const LbExtraSide *extra =
    bsearch (&arc, topology->extras, topology->n_extras, sizeof (LbExtraSide), compare_extra_arc);
  if (extra == NULL)
    return;
  while (extra > topology->extras && extra[-1].arc == arc)
    extra--;
  for (; extra < topology->extras + topology->n_extras && extra->arc == arc; extra++)
    if ((extra->left != 0) == forward)
      note (loop->claims, &loop->n_claims, LB_CLAIMS, extra->shape);
    else
      note (loop->beyond, &loop->n_beyond, 2, extra->shape);
}

typedef struct {
  double area, length;
  double x, y, first_x, first_y;
  double origin_x, origin_y;
  gboolean begun;
} Measure;

static void
measure_to (Measure *measure, double x, double y)
{
  measure->area += measure->x * y - x * measure->y;
  measure->length += hypot (x - measure->x, y - measure->y);
  measure->x = x;
  measure->y = y;
}

static void
measure_point (const double *xy, gpointer data)
{
  Measure *measure = data;
  double x = xy[0] - measure->origin_x, y = xy[1] - measure->origin_y;

  if (measure->begun)
    measure_to (measure, x, y);
  else {
    measure->first_x = measure->x = x;
    measure->first_y = measure->y = y;
    measure->begun = TRUE;
  }
}

static void
walk_loop (LbArrangement *self, guint32 first)
{
  LbLoop loop = {.edge = first, .container = LB_NO_FACE};
  const double *near = lb_arrangement_get_piece (self, first / 2)->start; /* small numbers, small rounding */
  Measure measure = {.origin_x = near[0], .origin_y = near[1]};
  guint32 edge = first;

  do {
    const LbPiece *piece = lb_arrangement_get_piece (self, edge / 2);
    GArray *joined = g_hash_table_lookup (self->joined, GUINT_TO_POINTER (edge / 2));
    self->loop_of[edge] = self->loops->len;
    each_point (self, edge, measure_point, &measure);
    note_sides (self->topology, piece->arc, edge % 2 == 0, &loop);
    for (guint i = 0; joined != NULL && i < joined->len; i++) {
      const LbPiece *other = lb_arrangement_get_piece (self, g_array_index (joined, guint32, i));
      note_sides (self->topology, other->arc, (edge % 2 == 0) == other->same_way, &loop);
    }
    edge = next_edge (self, edge);
  } while (edge != first);
  measure_to (&measure, measure.first_x, measure.first_y);
  loop.area = measure.area / 2;
  loop.length = measure.length;
  g_array_append_val (self->loops, loop);
}

static void
walk_loops (LbArrangement *self)
{
  guint n_edges = 2 * self->pieces->len;

  self->loop_of = g_new (guint32, (gsize) n_edges + 1);
  memset (self->loop_of, 0xff, ((gsize) n_edges + 1) * sizeof (guint32));
  for (guint32 edge = 0; edge < n_edges; edge++)
    if (self->loop_of[edge] == G_MAXUINT32 && lb_arrangement_get_piece (self, edge / 2)->lies_on == G_MAXUINT32)
      walk_loop (self, edge);
}

static void
leftmost_point (const double *xy, gpointer data)
{
  double *best = data;

  if (xy[0] < best[0] || (xy[0] == best[0] && xy[1] < best[1])) {
    best[0] = xy[0];
    best[1] = xy[1];
  }
}

typedef struct {
  guint32 loop;
  double at[2];
} Outside;

static int
compare_outsides (gconstpointer a, gconstpointer b)
{
  const Outside *first = a, *second = b;

  if (first->at[0] != second->at[0])
    return first->at[0] < second->at[0] ? -1 : 1;
  return (first->loop > second->loop) - (first->loop < second->loop);
}

/* The half-edge that looks to the right at a place of an arc. */
static guint32
edge_looking_right (const LbArrangement *self, guint32 arc, guint32 segment, double along)
{
  const double *p = self->topology->xy[arc] + 2 * (gsize) segment;
  guint32 piece = self->first_piece[arc];

  for (; piece + 1 < self->first_piece[arc + 1]; piece++) {
    const LbPiece *next = lb_arrangement_get_piece (self, piece + 1);
    double next_share = (next->start[1] - p[1]) / (p[3] - p[1]);
    /* The next piece begins beyond: in a later segment, or further along this one. */
    if (next->first > segment + 1 || (next->first == segment + 1 && next_share > along))
      break;
  }
  const LbPiece *found = lb_arrangement_get_piece (self, piece);
  gboolean up = p[3] > p[1];
  if (found->lies_on != G_MAXUINT32) {
    up = up == found->same_way;
    piece = found->lies_on;
  }
  return 2 * piece + (up ? 1 : 0);
}

/* Each group of shapes lies in the face that its leftmost point sees on its left; groups further left are known by then. */
static void
find_containers (LbArrangement *self)
{
  g_autoptr (GArray) outsides = g_array_new (FALSE, FALSE, sizeof (Outside));

  for (guint i = 0; i < self->loops->len; i++) {
    const LbLoop *loop = &g_array_index (self->loops, LbLoop, i);
    Outside outside = {i, {G_MAXDOUBLE, G_MAXDOUBLE}};
    if (loop->area >= 0)
      continue;
    each_point_of_loop (self, loop->edge, leftmost_point, outside.at);
    g_array_append_val (outsides, outside);
  }
  g_array_sort (outsides, compare_outsides);
  for (guint i = 0; i < outsides->len; i++) {
    const Outside *outside = &g_array_index (outsides, Outside, i);
    LbLoop *loop = &g_array_index (self->loops, LbLoop, outside->loop);
    guint32 arc, segment;
    double along;
    if (!lb_segment_net_look_left (self->net, outside->at[0], outside->at[1], &arc, &segment, &along))
      continue;
    guint32 seen = self->loop_of[edge_looking_right (self, arc, segment, along)];
    const LbLoop *other = seen != G_MAXUINT32 ? &g_array_index (self->loops, LbLoop, seen) : loop;
    loop->container = other->area > 0 ? seen : other->container;
  }
}

LbArrangement *
lb_arrangement_new (const LbTopology *topology, const LbSegmentNet *net, GArray *meetings)
{
  LbArrangement *self = g_new0 (LbArrangement, 1);

  self->topology = topology;
  self->net = net;
  self->pieces = g_array_sized_new (FALSE, FALSE, sizeof (LbPiece), topology->n_arcs);
  self->first_piece = g_new (guint, (gsize) topology->n_arcs + 1);
  self->n_nodes = topology->n_nodes;
  self->loops = g_array_new (FALSE, FALSE, sizeof (LbLoop));
  self->joined = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  lb_arrangement_cut (self, meetings);
  sort_edges (self);
  walk_loops (self);
  find_containers (self);
  return self;
}

void
lb_arrangement_free (LbArrangement *self)
{
  g_array_unref (self->pieces);
  g_array_unref (self->loops);
  g_hash_table_unref (self->joined);
  g_free (self->first_piece);
  g_free (self->first_edge);
  g_free (self->edges);
  g_free (self->place);
  g_free (self->loop_of);
  g_free (self);
}

const LbLoop *
lb_arrangement_get_loops (const LbArrangement *self, guint *n)
{
  *n = self->loops->len;
  return (const LbLoop *) (gpointer) self->loops->data;
}

static void
keep_point (const double *xy, gpointer data)
{
  g_array_append_vals (data, xy, 1);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The middle of the widest stretch that the loop's inside has at a height between two of its vertices. */
void
lb_arrangement_find_inside (const LbArrangement *self, guint loop, double *x, double *y)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, 2 * sizeof (double));
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));

  each_point_of_loop (self, g_array_index (self->loops, LbLoop, loop).edge, keep_point, points);
  const double *xy = (const double *) (gpointer) points->data;
  guint n = points->len;
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE, widest = -1;
  for (guint i = 0; i < n; i++) {
    low = MIN (low, xy[2 * i + 1]);
    high = MAX (high, xy[2 * i + 1]);
  }
  *x = xy[0];
  *y = xy[1];
  for (guint try = 1; try < 8; try++) {
    double height = low + (high - low) * (try / 8.0 + 1e-4);
    g_array_set_size (crossings, 0);
    for (guint i = 0; i < n; i++) {
      const double *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % n);
      if ((a[1] > height) == (b[1] > height))
        continue;
      double at = a[0] + (height - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
      g_array_append_val (crossings, at);
    }
    g_array_sort (crossings, compare_doubles);
    for (guint i = 0; i + 1 < crossings->len; i += 2) {
      double left = g_array_index (crossings, double, i), right = g_array_index (crossings, double, i + 1);
      if (right - left <= widest)
        continue;
      widest = right - left;
      *x = (left + right) / 2;
      *y = height;
    }
  }
}
