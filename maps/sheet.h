/* sheet.h - the sheet of a part of the ground; private to the room */
#pragma once
#include "maps/map.h"

G_BEGIN_DECLS

/* As lb_map_paint_sheet(), showing @ground instead of everything when it is not NULL. */
void lb_sheet_paint (LbMap *map, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground);

G_END_DECLS
