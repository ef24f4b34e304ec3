/* bare.h - polygons of a shapefile straight into an id raster
 *
 * For one picture of a file that is no project: no topology, no areas, no copy of the points. The file's own bytes are read twice, on
 * all cores: once to check every coordinate and measure each polygon's box, once to draw. Checks, repairs and sentences are
 * those of lb_shapefile_open(). One thread at a time; the work itself runs on all cores.
 */
#pragma once
#include "maps/raster.h"
#include "maps/shapefile.h"

G_BEGIN_DECLS

typedef struct _LbBare LbBare;

/* O(points). */
LbBare *lb_bare_open (const char *path, GPtrArray *notices, GError **error);
/* The same in two steps, of a file opened unread. (transfer full) of @file, whether or not it succeeds. */
LbBare *lb_bare_new (LbShapefile *file, GPtrArray *notices, GError **error);
/* Finds the system to show it in; before what is below. */
gboolean lb_bare_place (LbBare *self, GError **error);
void    lb_bare_free (LbBare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbBare, lb_bare_free)

LbShapefile *lb_bare_get_file (const LbBare *self);
guint        lb_bare_get_n (const LbBare *self);
gboolean     lb_bare_has_shape (const LbBare *self, guint shape);
int          lb_bare_get_epsg (const LbBare *self); /* of the display system */

/* The view of @ground (metres of the display system; NULL: everything within @margin pixels), and the ground all polygons
 * cover. FALSE when pixels need PROJ for every point: then read the file the ordinary way. */
gboolean lb_bare_fit (LbBare *self, const LbBox *ground, double width, double height, double margin, LbView *view,
                      LbBox *extent);
/* Shape numbers into @raster, @samples × @samples of them a pixel of the fitted view. To be called once. */
void     lb_bare_fill (LbBare *self, LbRaster *raster, int samples);

G_END_DECLS
