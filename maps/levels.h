/* levels.h - levels of detail of a topology
 *
 * Every arc keeps its ends; between them Visvalingam's effective areas say how much ground a point is worth. Level k keeps the
 * points worth at least (2^k × base)² , so levels are nested and neighbours, sharing arcs, never gape. Coordinates of a level are int32
 * in units of the level's resolution, a compact array. A ring that would fall below three points keeps its
 * three weightiest. Immutable, reference-counted; any thread.
 */
#pragma once
#include "maps/topology.h"

G_BEGIN_DECLS

typedef struct _LbLevels LbLevels;

/* Weights and levels on all cores. O(v log v) for the longest arc. */
LbLevels *lb_levels_new (LbTopology *topology, GCancellable *cancellable, GError **error);
LbLevels *lb_levels_ref (LbLevels *self);
void      lb_levels_unref (LbLevels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbLevels, lb_levels_unref)

/* Level whose detail is enough for @resolution ground units per pixel. 0 is the full detail. */
guint lb_levels_choose (const LbLevels *self, double resolution);
guint lb_levels_get_n (const LbLevels *self);

typedef struct {
  double origin_x, origin_y, unit; /* ground = origin + unit × integer          */
  guint n_arcs;
  const guint32 *first;            /* n_arcs + 1, index of points               */
  const gint32 *xy;                /* 2 × first[n_arcs]                         */
  const gint32 *boxes;             /* 4 × n_arcs: min_x min_y max_x max_y       */
  const guint32 *left, *right;     /* n_arcs                                    */
} LbDetail;
/* Borrowed from @self. */
void lb_levels_get_detail (const LbLevels *self, guint level, LbDetail *detail);

/* The whole as one blob for the project's cache, and back; NULL when the blob is not of this version or broken. */
GBytes   *lb_levels_to_bytes (const LbLevels *self);
LbLevels *lb_levels_from_bytes (GBytes *bytes);

G_END_DECLS
