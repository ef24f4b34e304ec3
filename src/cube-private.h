/* cube-private.h - shared by cube.c, cube-values.c, cubes.c and explain.c */
#pragma once
#include "src/cube.h"
#include "src/deltas.h"

#include <math.h>

enum { LB_FIGURE_NUMERATOR, LB_FIGURE_DENOMINATOR, LB_FIGURE_PERSONS, LB_N_FIGURES };

/* (transfer full): the cube of what @reader finds; lb_cube_build() with a connection and a tree that are there. */
LbCube *lb_cube_read (LbDeltaReader *reader, LbIndicator *indicator, LbRegionTree *regions, GCancellable *cancellable,
                      GError **error);

/* (transfer full): the cube of @deltas (LbDelta, in any order). @min_base: see LbValues. O(n log n) in the deltas of one region. */
LbCube *lb_cube_from_deltas (LbIndicator *indicator, LbRegionTree *regions, const GArray *deltas, gboolean has_persons,
                             double min_base);

/* (transfer full): a table of zeros for every region of @regions; since is LB_DAY_NONE. */
LbValues *lb_values_new (LbIndicator *indicator, LbRegionTree *regions, gboolean has_persons);

/* The value of a region's sums; NAN: no data. */
static inline double
lb_indicator_divide (const LbIndicator *indicator, double numerator, double denominator)
{
  if (!(denominator > 0))
    return NAN;
  return indicator->form == LB_FORM_COUNT ? numerator : indicator->scale * numerator / denominator;
}

/* The last day before the window of a flow that ends on @as_of; LB_DAY_ALWAYS for a stock. */
gint32 lb_day_before_window (const LbIndicator *indicator, gint32 as_of);

/* @as_of so many months earlier; the last day of a month gives the last day of a month. */
gint32 lb_day_months_before (gint32 as_of, int months);
