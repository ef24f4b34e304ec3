/* Neighbours: pairs of shapes from the two sides of every arc, for queen also from the points where arcs end. */
#include "config.h"
#include "maps/topology-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  guint32 node, shape;
} Visit;

static void
add_pair (GArray *pairs, guint32 a, guint32 b)
{
  if (a == b || a == LB_NO_SHAPE || b == LB_NO_SHAPE)
    return;
  guint64 pair = (guint64) MIN (a, b) << 32 | MAX (a, b);
  g_array_append_val (pairs, pair);
}

/* Shapes that overlap along an arc are neighbours of its two sides and of one another. */
static void
add_extras (const LbTopology *self, GArray *pairs)
{
  for (guint i = 0; i < self->n_extras; i++) {
    const LbExtraSide *extra = &self->extras[i];
    add_pair (pairs, extra->shape, self->left[extra->arc]);
    add_pair (pairs, extra->shape, self->right[extra->arc]);
    guint stop = MIN (self->n_extras, i + LB_MEETING_LIMIT);
    for (guint j = i + 1; j < stop && self->extras[j].arc == extra->arc; j++)
      add_pair (pairs, extra->shape, self->extras[j].shape);
  }
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const Visit *first = a, *second = b;

  if (first->shape != second->shape)
    return first->shape < second->shape ? -1 : 1;
  return 0;
}

/* All pairs among the shapes that visit one node. */
static void
add_meeting (Visit *visits, guint n, GArray *pairs)
{
  guint kept = 0;

  qsort (visits, n, sizeof (Visit), compare_visits);
  for (guint i = 0; i < n; i++)
    if (kept == 0 || visits[kept - 1].shape != visits[i].shape)
      visits[kept++] = visits[i];
  if (kept > LB_MEETING_LIMIT)
    return;
  for (guint i = 0; i < kept; i++)
    for (guint j = i + 1; j < kept; j++)
      add_pair (pairs, visits[i].shape, visits[j].shape);
}

static void
add_meetings (const LbTopology *self, GArray *pairs)
{
  const LbShapes *shapes = self->shapes;
  gsize n_uses = self->first_use[shapes->first_ring[shapes->n]];
  g_autofree Visit *visits = g_new (Visit, n_uses + 1);
  g_autofree gsize *first = g_new0 (gsize, (gsize) self->n_nodes + 2);

  for (gsize use = 0; use < n_uses; use++) {
    int arc = self->uses[use];
    first[(arc >= 0 ? self->from[arc] : self->to[~arc]) + 2]++;
  }
  for (gsize node = 0; node < self->n_nodes; node++)
    first[node + 2] += first[node + 1];
  for (guint shape = 0; shape < shapes->n; shape++)
    for (guint use = self->first_use[shapes->first_ring[shape]];
         use < self->first_use[shapes->first_ring[shape + 1]]; use++) {
      int arc = self->uses[use];
      guint32 node = arc >= 0 ? self->from[arc] : self->to[~arc];
      visits[first[node + 1]++] = (Visit) {node, shape};
    }
  for (gsize node = 0; node < self->n_nodes; node++)
    add_meeting (visits + first[node], (guint) (first[node + 1] - first[node]), pairs);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Sorts each row and drops what stands in it twice. */
static void
tidy_rows (LbNeighbours *rows)
{
  guint kept = 0, begin = 0;

  for (guint i = 0; i < rows->n; i++) {
    guint end = rows->first[i + 1], row = kept;
    if (end > begin)
      qsort (rows->neighbours + begin, end - begin, sizeof (guint32), compare_numbers);
    for (guint j = begin; j < end; j++)
      if (kept == row || rows->neighbours[kept - 1] != rows->neighbours[j])
        rows->neighbours[kept++] = rows->neighbours[j];
    begin = end;
    rows->first[i + 1] = kept;
  }
}

void
lb_topology_find_neighbours (const LbTopology *self, gboolean queen, LbNeighbours *neighbours)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint n = self->shapes->n;

  for (guint arc = 0; arc < self->n_arcs; arc++)
    add_pair (pairs, self->left[arc], self->right[arc]);
  add_extras (self, pairs);
  if (queen)
    add_meetings (self, pairs);

  const guint64 *pair = (const guint64 *) (gpointer) pairs->data;
  neighbours->n = n;
  neighbours->first = g_new0 (guint, (gsize) n + 2);
  neighbours->neighbours = g_new (guint32, 2 * (gsize) pairs->len + 1);
  for (guint i = 0; i < pairs->len; i++) {
    neighbours->first[(pair[i] >> 32) + 2]++;
    neighbours->first[(guint32) pair[i] + 2]++;
  }
  for (guint i = 2; i <= n + 1; i++)
    neighbours->first[i] += neighbours->first[i - 1];
  for (guint i = 0; i < pairs->len; i++) {
    guint32 a = (guint32) (pair[i] >> 32), b = (guint32) pair[i];
    neighbours->neighbours[neighbours->first[a + 1]++] = b;
    neighbours->neighbours[neighbours->first[b + 1]++] = a;
  }
  tidy_rows (neighbours);
}

void
lb_neighbours_clear (LbNeighbours *self)
{
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->neighbours, g_free);
  self->n = 0;
}
