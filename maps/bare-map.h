/* bare-map.h - a map of a shapefile alone, without words, as a PNG file, in a fraction of a second
 *
 * What `lookback map X.shp -o OUT.png --bare` draws: the same classes, colours and lines as the sheet of the same file.
 */
#pragma once
#include "maps/map-request.h"

G_BEGIN_DECLS

typedef enum { LB_BARE_FAILED, LB_BARE_DRAWN, LB_BARE_UNFIT } LbBareResult;

/* TRUE for a shapefile to be drawn as PNG. */
gboolean lb_bare_map_can_draw (const LbMapRequest *request, const char *path);

/* @ground: degrees or metres of the display system, or NULL: everything. LB_BARE_UNFIT without an error when such a
 * request needs the ordinary way (other formats, projects, systems that bend too much): nothing was said or written then. */
LbBareResult lb_bare_map_write (LbMapRequest *request, const char *path, double width, double height, const LbBox *ground,
                                LbTiming *timing, GError **error);

G_END_DECLS
