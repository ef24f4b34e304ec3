/* boundary-cache.h - what opening a project needs of its boundaries, ready in the project
 *
 * Table lookback_levels: one row “shapes” with every region's polygon in the metres of the display system, so that opening neither
 * reads the stored geometry nor asks PROJ, one row “anchors” with where the names of townships and villages stand, and one row a level
 * (“village”, “grid”, … and “village@19723” since a day on which regions ended) with its levels of detail. Filled by the
 * import of boundaries inside its transaction, or by whoever opens a large project without; emptied by triggers
 * whenever regions change. Nothing of it is data: without it all is computed anew, to the same bits.
 * Functions that load give NULL without @error when there is nothing that fits @n_shapes. Those that store fail where the project
 * is open for reading only, which does no harm, and are no change of the project's data.
 */
#pragma once
#include "maps/boundaries.h"
#include "maps/levels.h"

G_BEGIN_DECLS

/* Points from which on computing it anew takes longer than anyone waits gladly: then opening a project stores it. */
#define LB_BOUNDARY_CACHE_WORTH 500000

LbShapes *lb_shapes_load (LbProject *project, guint n_shapes, int *epsg, GError **error);
gboolean  lb_shapes_store (LbProject *project, const LbShapes *shapes, int epsg, GError **error);

/* Those of townships and villages (anchors.h). */
GBytes   *lb_anchors_load (LbProject *project);
gboolean  lb_anchors_store (LbProject *project, const LbRegionTree *regions, const LbShapes *shapes, GError **error);

LbLevels *lb_levels_load (LbProject *project, const char *name, guint n_shapes, GError **error);
gboolean  lb_levels_store (LbProject *project, const char *name, const LbLevels *levels, GError **error);

/* Everything, from the regions as they are inside the caller's transaction. Cost: PROJ for every vertex, topology and levels of
 * detail of each level: M 1.5 s. */
gboolean lb_boundary_cache_fill (LbProject *project, GCancellable *cancellable, GError **error);

G_END_DECLS
