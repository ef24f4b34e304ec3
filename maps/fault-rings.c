/* Faults of rings: drawn twice, or holes that lie in no ring and ground that runs like a hole. */
#include "config.h"
#include "maps/faults-private.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  guint32 shape, ring; /* ring: of all */
  guint64 key;
  guint32 n;
} Ring;

static int
arc_number (int use)
{
  return use >= 0 ? use : ~use;
}

static int
compare_rings (gconstpointer a, gconstpointer b)
{
  const Ring *first = a, *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  if (first->n != second->n)
    return first->n < second->n ? -1 : 1;
  return (first->ring > second->ring) - (first->ring < second->ring);
}

/* Key of a set of arcs, whatever the order. */
static guint64
key_ring (const LbTopology *topology, guint ring)
{
  guint64 key = 0;

  for (guint use = topology->first_use[ring]; use < topology->first_use[ring + 1]; use++)
    key += lb_topology_mix ((guint64) arc_number (topology->uses[use]), 1);
  return key;
}

/* Whether the ground is on the left of the ring's smallest arc. */
static gboolean
ground_on_left (const LbTopology *topology, guint ring)
{
  int best = topology->uses[topology->first_use[ring]];

  for (guint use = topology->first_use[ring]; use < topology->first_use[ring + 1]; use++)
    if (arc_number (topology->uses[use]) < arc_number (best))
      best = topology->uses[use];
  return (best >= 0) == (topology->interior_left[ring] != 0);
}

static void
add_ring_fault (const LbTopology *topology, GArray *faults, LbFaultKind kind, guint32 a, guint32 b, guint ring)
{
  const double *xy = topology->shapes->xy + 2 * topology->shapes->first_point[ring];
  LbFault fault = {kind, a, b, xy[0], xy[1], fabs (lb_topology_measure_ring (topology->shapes, ring)), FALSE};

  g_array_append_val (faults, fault);
}

void
lb_faults_find_duplicates (const LbTopology *topology, GArray *faults)
{
  const LbShapes *shapes = topology->shapes;
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (Ring));

  for (guint32 shape = 0; shape < shapes->n; shape++)
    for (guint32 index = shapes->first_ring[shape]; index < shapes->first_ring[shape + 1]; index++) {
      Ring ring = {shape, index, key_ring (topology, index), topology->first_use[index + 1] - topology->first_use[index]};
      if (ring.n > 0)
        g_array_append_val (rings, ring);
    }
  g_array_sort (rings, compare_rings);
  for (guint i = 1, base = 0; i < rings->len; i++) {
    const Ring *first = &g_array_index (rings, Ring, base), *ring = &g_array_index (rings, Ring, i);
    if (first->key != ring->key || first->n != ring->n) {
      base = i;
      continue;
    }
    /* A hole and what fills it run along the same arcs, but have their ground on either side. */
    if (first->shape == ring->shape || ground_on_left (topology, first->ring) == ground_on_left (topology, ring->ring))
      add_ring_fault (topology, faults, LB_FAULT_DUPLICATE_RING, first->shape, ring->shape, ring->ring);
  }
}

/* Within a shape, rings of ground should all run as the largest does and holes the other way. */
static void
check_nesting (const LbTopology *topology, guint shape, GArray *faults)
{
  const LbShapes *shapes = topology->shapes;
  g_autoptr (LbNesting) nesting = lb_nesting_new (shapes, shape);
  guint largest = 0;

  for (guint i = 1; i < nesting->n; i++)
    if (fabs (nesting->area[i]) > fabs (nesting->area[largest]))
      largest = i;
  for (guint i = 0; i < nesting->n; i++) {
    gboolean as_ground = (nesting->area[i] > 0) == (nesting->area[largest] > 0);
    if (nesting->area[i] != 0 && as_ground != (nesting->depth[i] % 2 == 0))
      add_ring_fault (topology, faults, LB_FAULT_WRONG_NESTING, shape, LB_NO_SHAPE, shapes->first_ring[shape] + i);
  }
}

void
lb_faults_find_wrong_nesting (const LbTopology *topology, GArray *faults)
{
  const LbShapes *shapes = topology->shapes;

  for (guint shape = 0; shape < shapes->n; shape++) {
    guint first = shapes->first_ring[shape], stop = shapes->first_ring[shape + 1];
    if (stop - first > 1 && topology->first_use[stop] > topology->first_use[first])
      check_nesting (topology, shape, faults);
  }
}
