/* pixel-grid.h - a projection good enough for pixels, without asking PROJ for every vertex
 *
 * PROJ projects the nodes of a grid over the file's extent; between them lies a bilinear patch. The error of a patch
 * is largest in its middle (and along its sides, in their middles), so PROJ is asked there too, and the grid is made finer until none is
 * farther off than asked for. A point's image depends on its coordinates alone, so neighbours still meet exactly.
 */
#pragma once
#include "maps/crs.h"

G_BEGIN_DECLS

typedef struct _LbPixelGrid LbPixelGrid;

/* @extent: of all points, in the system @transform comes from. @tolerance: greatest error in metres. NULL when no grid of a
 * reasonable size is that exact, or a node has no image: then every point needs PROJ. */
LbPixelGrid *lb_pixel_grid_new (LbTransform *transform, LbBox extent, double tolerance);
void         lb_pixel_grid_free (LbPixelGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbPixelGrid, lb_pixel_grid_free)

/* Box of the nodes' images: holds those of all points, nearly. */
LbBox lb_pixel_grid_get_box (const LbPixelGrid *self);
/* From now on images are pixels: (east − @east0) × @scale, (@north0 − north) × @scale. To be called once. */
void  lb_pixel_grid_look (LbPixelGrid *self, double east0, double north0, double scale);
/* In place. About 5 ns a point. */
void  lb_pixel_grid_move (const LbPixelGrid *self, double *xy, gsize n_points);

G_END_DECLS
