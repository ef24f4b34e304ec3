/* anchors.h - where names of regions stand
 *
 * At the pole of inaccessibility of the region's polygon; without one of its own, in the roomiest of those below it. Finding
 * those of a large county's villages takes a second, so the import leaves them in the project. Private to the room.
 */
#pragma once
#include "maps/shapes.h"
#include "src/region.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  double x, y;       /* metres                                              */
  double radius;     /* to the nearest border; < 0: the region has no shape */
  guint shape;       /* that it lies in                                     */
  gboolean known;
} LbAnchor;

/* Any thread. O(vertices), some hundred times. */
LbAnchor lb_anchor_find (const LbRegionTree *regions, const LbShapes *shapes, guint region);

/* (transfer full): those of all townships and villages that have polygons, for the project's cache. On all cores. */
GBytes *lb_anchors_to_bytes (const LbRegionTree *regions, const LbShapes *shapes);
/* Into @anchors, one a region, of which there are @n. A blob that is broken or of another version gives none. */
void    lb_anchors_from_bytes (GBytes *bytes, LbAnchor *anchors, guint n);

G_END_DECLS
