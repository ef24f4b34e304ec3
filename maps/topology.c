/* Topology: building it step by step, and what it says about its arcs and rings. */
#include "config.h"
#include "maps/parallel.h"
#include "maps/topology-private.h"
#include "maps/error.h"
#include "src/i18n.h"

#include <math.h>

/* Vertices meet on this grid: 1e-9 degree is 0.1 mm on the ground. */
#define CELLS_PER_DEGREE 1e9
#define CELLS_PER_METRE  1e4

double
lb_topology_choose_scale (LbBox extent)
{
  gboolean degrees = extent.min_x >= -360 && extent.max_x <= 360 && extent.min_y >= -90 && extent.max_y <= 90;

  return degrees ? CELLS_PER_DEGREE : CELLS_PER_METRE;
}

static LbTopology *
allocate (const LbShapes *shapes)
{
  LbTopology *self = g_new0 (LbTopology, 1);

  g_atomic_ref_count_init (&self->refs);
  self->shapes = lb_shapes_ref ((LbShapes *) shapes);
  return self;
}

static gboolean
may_build (const LbShapes *shapes, GError **error)
{
  /* Points, pieces and signed arcs are numbered with 32 bits. */
  if (lb_shapes_get_n_points (shapes) < G_MAXINT32)
    return TRUE;
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
               _ ("the boundaries have more than 2,147,483,647 points; split them into several files"));
  return FALSE;
}

static void
build_all (LbTopology *self, LbTopologyBuild *build)
{
  build->ids = g_new (guint32, build->n_points + 1);
  lb_topology_find_vertices (build);
  if (!g_cancellable_is_cancelled (build->cancellable))
    lb_topology_find_junctions (build);
  if (!g_cancellable_is_cancelled (build->cancellable)) {
    lb_topology_cut (self, build);
    lb_topology_give_sides (self, build);
  }
  g_free (build->ids);
  g_free (build->junction);
  g_free (build->first_bits);
}

LbTopology *
lb_topology_new_threads (const LbShapes *shapes, const guint *members, guint n_members, guint n_threads,
                         GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *member = NULL;

  if (!may_build (shapes, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (members != NULL) {
    member = g_new0 (guint8, (gsize) shapes->n + 1);
    for (guint i = 0; i < n_members; i++)
      if (members[i] < shapes->n)
        member[members[i]] = 1;
  }

  lb_shapes_unpack_all (shapes);
  g_autoptr (LbTopology) self = allocate (shapes);
  LbTopologyBuild build = {
    .shapes = shapes,
    .member = member,
    .n_threads = n_threads,
    .cancellable = cancellable,
    .n_rings = shapes->first_ring[shapes->n],
    .n_points = lb_shapes_get_n_points (shapes),
    .scale = lb_topology_choose_scale (shapes->extent),
  };
  build_all (self, &build);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

LbTopology *
lb_topology_new_for (const LbShapes *shapes, const guint *members, guint n_members, GCancellable *cancellable,
                     GError **error)
{
  const guint none = 0;

  return lb_topology_new_threads (shapes, members != NULL ? members : &none, n_members, lb_parallel_get_default (),
                                  cancellable, error);
}

LbTopology *
lb_topology_new (const LbShapes *shapes, GCancellable *cancellable, GError **error)
{
  return lb_topology_new_threads (shapes, NULL, 0, lb_parallel_get_default (), cancellable, error);
}

LbTopology *
lb_topology_ref (LbTopology *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_topology_unref (LbTopology *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lb_shapes_unref (self->shapes);
  g_free (self->xy);
  g_free (self->n);
  g_free (self->left);
  g_free (self->right);
  g_free (self->from);
  g_free (self->to);
  g_free (self->copies);
  g_free (self->first_use);
  g_free (self->uses);
  g_free (self->interior_left);
  g_free (self->extras);
  g_free (self);
}

LbShapes *
lb_topology_get_shapes (const LbTopology *self)
{
  return self->shapes;
}

guint
lb_topology_get_n_arcs (const LbTopology *self)
{
  return self->n_arcs;
}

guint
lb_topology_get_n_nodes (const LbTopology *self)
{
  return self->n_nodes;
}

LbArc
lb_topology_get_arc (const LbTopology *self, guint arc)
{
  g_return_val_if_fail (arc < self->n_arcs, ((LbArc) {NULL, 0, LB_NO_SHAPE, LB_NO_SHAPE, 0, 0}));
  return (LbArc) {self->xy[arc],    self->n[arc],    self->left[arc],
                  self->right[arc], self->from[arc], self->to[arc]};
}

const LbExtraSide *
lb_topology_get_extras (const LbTopology *self, guint *n)
{
  *n = self->n_extras;
  return self->extras;
}

guint
lb_topology_get_n_rings (const LbTopology *self, guint shape)
{
  return lb_shapes_get_n_rings (self->shapes, shape);
}

const int *
lb_topology_get_ring (const LbTopology *self, guint shape, guint ring, guint *n)
{
  g_return_val_if_fail (ring < lb_topology_get_n_rings (self, shape), NULL);
  guint index = self->shapes->first_ring[shape] + ring;

  *n = self->first_use[index + 1] - self->first_use[index];
  return self->uses + self->first_use[index];
}

double
lb_topology_measure_border (const LbTopology *self, guint a, guint b)
{
  g_return_val_if_fail (a < self->shapes->n && b < self->shapes->n, 0);
  const LbShapes *shapes = self->shapes;
  double length = 0;

  for (guint use = self->first_use[shapes->first_ring[a]]; use < self->first_use[shapes->first_ring[a + 1]]; use++) {
    guint arc = (guint) (self->uses[use] >= 0 ? self->uses[use] : ~self->uses[use]);
    if (!(self->left[arc] == a && self->right[arc] == b) && !(self->left[arc] == b && self->right[arc] == a))
      continue;
    const double *xy = self->xy[arc];
    for (gsize i = 0; i + 1 < self->n[arc]; i++)
      length += hypot (xy[2 * i + 2] - xy[2 * i], xy[2 * i + 3] - xy[2 * i + 1]);
  }
  return length;
}
