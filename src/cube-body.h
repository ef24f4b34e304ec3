/* cube-body.h - the figures of a cube: days of change and running totals
 *
 * For each region in which anything changes its days of change in order, with the total so far on each: a date is one search
 * in each of them. What was always there stands apart, so that the difference of two totals has only counts in it: areas
 * keep all their digits. A body can be packed into a third of its size or less, and comes back the same; packed bytes that
 * were damaged are recognised. Immutable and reference-counted; any thread.
 */
#pragma once
#include "src/delta-sort.h"

G_BEGIN_DECLS

enum { LB_FIGURE_NUMERATOR, LB_FIGURE_DENOMINATOR, LB_FIGURE_PERSONS, LB_N_FIGURES };

typedef struct _LbCubeBody LbCubeBody;

/* (transfer full): of @common and @own (may be NULL) together, over @n_regions regions. O(deltas + regions). */
LbCubeBody *lb_cube_body_new (const LbSortedDeltas *common, const LbSortedDeltas *own, guint n_regions, gboolean has_persons);
LbCubeBody *lb_cube_body_ref (LbCubeBody *self);
void        lb_cube_body_unref (LbCubeBody *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCubeBody, lb_cube_body_unref)

guint    lb_cube_body_get_n_regions (const LbCubeBody *self);
/* Whether persons are counted beside households. */
gboolean lb_cube_body_has_persons (const LbCubeBody *self);
/* First and last day of change; LB_DAY_NONE when there is none. */
void  lb_cube_body_get_days (const LbCubeBody *self, gint32 *first, gint32 *last);
/* Bytes it takes. */
gsize lb_cube_body_get_size (const LbCubeBody *self);

/* Adds what was always there to @into: n_regions figures each, or NULL where that figure is not wanted. */
void lb_cube_body_add_always (const LbCubeBody *self, double *const into[LB_N_FIGURES]);
/* Adds @sign × the total on @day of each region. */
void lb_cube_body_add_totals (const LbCubeBody *self, double *const into[LB_N_FIGURES], gint32 day, double sign);
/* Adds the growth of the numerator between each two of @days (n + 1 of them, falling) to @into, n tables of n_regions. */
void lb_cube_body_add_growth (const LbCubeBody *self, const gint32 *days, guint n, double *const *into);

/* (transfer full). */
GBytes     *lb_cube_body_pack (const LbCubeBody *self);
/* (transfer full): NULL when @bytes are damaged, or those of another number of regions or of another version. */
LbCubeBody *lb_cube_body_unpack (GBytes *bytes, guint n_regions);

G_END_DECLS
