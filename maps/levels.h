/* levels.h - levels of detail of a topology
 *
 * Every arc keeps its ends; between them Visvalingam's effective areas say how much ground a point is worth. A level of
 * resolution r keeps the points worth at least r², so levels are nested and neighbours, sharing arcs, never gape. A closed
 * arc keeps at least three places and two arcs that make a ring keep one between their ends: nothing vanishes.
 * Coordinates are int32 on one grid for all levels, a 2^-30th of the extent or finer. Resolutions are powers of two of
 * that grid; a level that would spare less than a fifth of its finer neighbour's points is left out. Immutable,
 * reference-counted; any thread.
 */
#pragma once
#include "maps/topology.h"

G_BEGIN_DECLS

typedef struct _LbLevels LbLevels;

/* Weights and levels on all cores. O(v log v) for the longest arc. Does not keep @topology. Fails only when
 * @cancellable (may be NULL) is cancelled. */
LbLevels *lb_levels_new (LbTopology *topology, GCancellable *cancellable, GError **error);
LbLevels *lb_levels_ref (LbLevels *self);
void      lb_levels_unref (LbLevels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbLevels, lb_levels_unref)

/* Level whose detail is enough for @resolution ground units per pixel: what it leaves out is worth less than a quarter
 * of a pixel. 0 is the full detail. */
guint lb_levels_choose (const LbLevels *self, double resolution);
guint lb_levels_get_n (const LbLevels *self);
/* Shapes of the topology: sides below are smaller than this, or LB_NO_SHAPE. */
guint lb_levels_get_n_shapes (const LbLevels *self);

/* Arcs lie along Hilbert's curve, so those that follow each other lie beside each other: a block of them is passed over by one look
 * at its box. */
#define LB_ARC_BLOCK 64

#define LB_BEGINS_LEFT  1
#define LB_BEGINS_RIGHT 2

typedef struct {
  double origin_x, origin_y, unit; /* ground = origin + unit × integer            */
  double resolution;               /* side of the square a kept point is worth; 0 for the full detail */
  guint n_arcs;
  const guint32 *first;            /* n_arcs + 1, index of points                 */
  const gint32 *xy;                /* 2 × first[n_arcs]                           */
  const gint32 *boxes;             /* 4 × n_arcs: min_x min_y max_x max_y, of the full detail, which encloses every level's */
  const gint32 *block_boxes;       /* the same for each LB_ARC_BLOCK arcs, the last block may be short */
  const guint32 *left, *right;     /* n_arcs; equal: the arc bounds nothing       */
  const guint8 *begins;            /* n_arcs: LB_BEGINS_…: no arc before it has this shape at its side */
} LbDetail;
/* Borrowed from @self. */
void lb_levels_get_detail (const LbLevels *self, guint level, LbDetail *detail);

/* The whole as one blob for the project's cache (about 5 bytes a point), and back; NULL when the blob is not of this
 * version or broken. */
GBytes   *lb_levels_to_bytes (const LbLevels *self);
LbLevels *lb_levels_from_bytes (GBytes *bytes);

G_END_DECLS
