/* topology.h - shared borders held once
 *
 * The rings of all shapes are cut into arcs at the points where the neighbourhood changes; an arc that two shapes share is
 * stored once, with the shape on its left and on its right. From that come neighbours, outlines of sets of shapes
 * (dissolve), simplification without gaps, borders drawn once, the id raster, and the finding of faults.
 * Vertices meet when they are equal on a grid of 1e-9 degree (or 0.1 mm in metres); what nearly but not exactly meets stays
 * apart and is reported, never moved. The points of an arc are those of the shapes, to the last bit.
 *
 * Sizes: M 5 M vertices in 80,000 shapes; L 30 M in 600,000. Immutable after building, reference-counted; any thread.
 */
#pragma once
#include "maps/shapes.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LbTopology LbTopology;

#define LB_NO_SHAPE G_MAXUINT32 /* outside of everything */

/* Cuts @shapes into arcs, on all cores. Fails when @cancellable (may be NULL) is cancelled, or above 2^32 - 2 points.
 * O(points). Keeps a reference on @shapes. */
LbTopology *lb_topology_new (const LbShapes *shapes, GCancellable *cancellable, GError **error);

/* The same for the @n_members shapes of @members alone, for instance the regions of one level: the others keep their
 * numbers and have no rings. */
LbTopology *lb_topology_new_for (const LbShapes *shapes, const guint *members, guint n_members,
                                 GCancellable *cancellable, GError **error);
LbTopology *lb_topology_ref (LbTopology *self);
void        lb_topology_unref (LbTopology *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbTopology, lb_topology_unref)

LbShapes *lb_topology_get_shapes (const LbTopology *self); /* borrowed */
guint     lb_topology_get_n_arcs (const LbTopology *self);
/* Points where arcs end. A closed arc without neighbours ends in a node of its own. */
guint     lb_topology_get_n_nodes (const LbTopology *self);

typedef struct {
  const double *xy; /* n points, x0 y0 x1 y1 …; borrowed                                          */
  guint n;
  guint32 left, right; /* shape on either side in the direction of the points, LB_NO_SHAPE outside */
  guint32 from, to;    /* nodes; equal: the arc is closed                                          */
} LbArc;

/* An arc with the same shape on both sides is a cut or a spike and bounds nothing. Where more shapes claim a side
 * (they overlap) the first one has it; the others are among the extras. */
LbArc lb_topology_get_arc (const LbTopology *self, guint arc);

/* Claims on a side that another shape has already, in the order of arcs. (array length=n) (transfer none) */
typedef struct {
  guint32 arc;
  guint32 shape;
  gboolean left;
} LbExtraSide;
const LbExtraSide *lb_topology_get_extras (const LbTopology *self, guint *n);

/* (array length=n) (transfer none): the rings of a shape as signed arc numbers: arc a forward is a, backward is ~a.
 * A ring that is a single point has none. */
guint       lb_topology_get_n_rings (const LbTopology *self, guint shape);
const int  *lb_topology_get_ring (const LbTopology *self, guint shape, guint ring, guint *n);

/* Neighbours in compressed rows: those of shape i are neighbours[first[i]] … neighbours[first[i + 1] - 1], ascending. Rook:
 * a shared arc; queen: a shared point too. Points where more than LB_MEETING_LIMIT shapes meet (no map has one) make
 * no neighbours. (transfer full): free with lb_neighbours_clear(). */
#define LB_MEETING_LIMIT 1024
typedef struct {
  guint n;
  guint *first;        /* n + 1 */
  guint32 *neighbours; /* first[n] */
} LbNeighbours;
void lb_topology_find_neighbours (const LbTopology *self, gboolean queen, LbNeighbours *neighbours);
void lb_neighbours_clear (LbNeighbours *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LbNeighbours, lb_neighbours_clear)

/* Length of the border two shapes share, in the unit of the coordinates; 0: none. O(points of a). */
double lb_topology_measure_border (const LbTopology *self, guint a, guint b);

/* (transfer full): one shape a group, the outline of the shapes whose group it is; groups[i] of LB_NO_SHAPE leaves shape i out.
 * @n_groups shapes come back; ground runs counter-clockwise, holes clockwise, no ring passes a node twice. */
LbShapes *lb_topology_dissolve (const LbTopology *self, const guint32 *groups, guint n_groups);

G_END_DECLS
