/* levels-private.h - the arrays behind LbLevels
 *
 * The full detail holds every point with its rank; levels are taken out of it. A level of exponent e has the
 * resolution 2^e grid units and keeps the points of a rank above e.
 */
#pragma once
#include "maps/levels.h"

G_BEGIN_DECLS

#define LB_RANK_ALWAYS    255 /* ends, and what keeps a ring from vanishing */
#define LB_RANK_HIGHEST   31
#define LB_LEVELS_MOST    32
#define LB_LEVELS_EXTREME (1 << 30) /* coordinates lie in ± this */

typedef struct {
  int exponent;   /* -1: the full detail            */
  guint32 *first; /* n_arcs + 1                     */
  gint32 *xy;     /* 2 × first[n_arcs]              */
} LbLevelArrays;

struct _LbLevels {
  gatomicrefcount refs;
  double origin_x, origin_y, unit;
  guint n_shapes, n_arcs, n_levels;
  guint32 *left, *right;
  guint8 *begins;
  gint32 *boxes;
  gint32 *block_boxes;
  guint8 *ranks; /* one a point of the full detail */
  LbLevelArrays levels[LB_LEVELS_MOST];
};

/* One open or closed line on the grid. */
typedef struct {
  guint32 last[2];   /* the points that went last and before it; 0: none */
  gint64 weight;     /* twice the area that last[0] was worth            */
} LbApex;

typedef struct _LbWeigher LbWeigher;
LbWeigher *lb_weigher_new (void);
void       lb_weigher_free (LbWeigher *self);
/* Ranks of @n points of a line by Visvalingam's effective area; ends get LB_RANK_ALWAYS. O(n log n). */
void lb_weigher_run (LbWeigher *self, const gint32 *xy, guint n, guint8 *ranks, LbApex *apex);

/* (transfer full) (array length=n_arcs): the arcs of @topology in the order in which levels hold them. O(arcs). */
guint32 *lb_levels_order (const LbTopology *topology, guint n_threads);
/* Takes the levels out of the full detail, by the ranks; and the boxes. */
void lb_levels_extract (LbLevels *self, guint n_threads, GCancellable *cancellable);

LbLevels *lb_levels_new_threads (LbTopology *topology, guint n_threads, GCancellable *cancellable, GError **error);

static inline gint64
lb_levels_cross (const gint32 *a, const gint32 *b, const gint32 *c)
{
  return ((gint64) b[0] - a[0]) * ((gint64) c[1] - a[1]) - ((gint64) c[0] - a[0]) * ((gint64) b[1] - a[1]);
}

G_END_DECLS
