/* sketch.h - a map's shapes along fixed rows of ground, for frames in motion
 *
 * At the scale of a whole county of hundreds of thousands of shapes most arcs lie between two rows of pixels, and looking at each of
 * them takes longer than a frame may. A sketch keeps what rows some six to a pixel cross, from west to east; a frame takes the
 * nearest row for each row of pixels. It shows what the raster shows at rest but for pixels whose middle is less than a pixel and a half
 * from a border, at every scale up to the one where rows lie a pixel apart. Immutable; any thread.
 */
#pragma once
#include "maps/levels.h"
#include "maps/map.h"
#include "maps/raster.h"

G_BEGIN_DECLS

/* FALSE where a raster filled from arcs is about as quick. */
gboolean  lb_sketch_is_worth (const LbLevels *levels);
/* On all cores; does not keep @levels. O(points + crossings): L 0.3 s of processor time and 31 MB. NULL where nothing has an extent. */
LbSketch *lb_sketch_new (const LbLevels *levels);
void      lb_sketch_free (LbSketch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbSketch, lb_sketch_free)

/* Is it fine enough for @view? */
gboolean  lb_sketch_suits (const LbSketch *self, const LbView *view);

/* As lb_raster_fill(), from the sketch. @detail: where shapes lie that no row of pixels meets. */
void      lb_raster_fill_sketch (LbRaster *self, const LbSketch *sketch, const LbDetail *detail, const LbView *view, guint n_threads);

G_END_DECLS
