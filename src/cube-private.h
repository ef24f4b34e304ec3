/* cube-private.h - shared by cube.c, cube-values.c, cubes.c and explain.c */
#pragma once
#include "src/cube.h"
#include "src/cube-body.h"
#include "src/cube-cache.h"
#include "src/cube-shelf.h"
#include "src/deltas.h"

#include <math.h>

/* Cubes of what @reader finds for @members, one indicator or several that share their query (deltas.h), into @cubes (transfer
 * full), as many. lb_cube_build() with a connection and a tree that are there. */
gboolean lb_cubes_read (LbDeltaReader *reader, const GPtrArray *members, LbRegionTree *regions, LbCube **cubes,
                        GCancellable *cancellable, GError **error);

/* (transfer full): the cube of @indicator over @regions with @body. @min_base: see LbValues. */
LbCube *lb_cube_new (LbIndicator *indicator, LbRegionTree *regions, LbCubeBody *body, double min_base);
/* (transfer full): what is kept of it in the project, and in @bytes, where that is not NULL, what it was made from; NULL when that
 * is nothing of use. */
LbCube *lb_cube_from_cache (LbCubeCache *cache, LbIndicator *indicator, LbRegionTree *regions, const LbRules *rules,
                            GBytes **bytes);

/* Puts its body on @shelf. Before anybody else has the cube. */
void    lb_cube_shelve (LbCube *self, LbCubeShelf *shelf, GBytes *packed);
/* (transfer full). */
GBytes *lb_cube_dup_packed (LbCube *self);

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
