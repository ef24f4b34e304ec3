/* map-canvas.h - the drawn map
 *
 * Three layers: the ground; a texture that a worker painted (fill, borders, labels); and a light overlay drawn in each
 * frame (outlines of the pointed and the chosen region, scale bar, north arrow). While the worker paints for a newer view, the last
 * texture is shown moved and stretched, so the map follows the finger at once. One painting is under way at a time; when it is done the
 * newest view is painted, those in between never are.
 *
 * Input: drag pans, wheel and pinch zoom around the pointer, click chooses, double click goes down a level; with the
 * keyboard: arrows pan, + and − zoom, 0 frames the focus, Return goes down, Backspace up. With a tool of the state a drag draws
 * a rectangle or lasso and marks what lies under it; Shift adds and Control takes away, without a tool too, and for clicks. R and L take
 * the tools, Escape drops what is drawn, then what is marked, then the tool.
 * CSS node: "map-canvas". Role: image, with the figures of the chosen region as its description; every figure
 * is in the ranking too, because polygons cannot be exposed one by one.
 */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LB_TYPE_MAP_CANVAS (lb_map_canvas_get_type ())
G_DECLARE_FINAL_TYPE (LbMapCanvas, lb_map_canvas, LB, MAP_CANVAS, GtkWidget)

void lb_map_canvas_bind (LbMapCanvas *self, LbState *state, LbLoader *loader);
/* Around the middle of the widget. */
void lb_map_canvas_zoom (LbMapCanvas *self, double factor);
/* Frames the focus of the state, or the county. */
void lb_map_canvas_fit (LbMapCanvas *self);
/* Number of the filled region at a point of the widget, -1: none. */
int lb_map_canvas_pick (LbMapCanvas *self, double x, double y);
/* (transfer full) (element-type guint): numbers of the filled regions under an outline of @n points of the widget, x and y each, ascending; NULL
 * when nothing is painted yet. */
GArray *lb_map_canvas_query (LbMapCanvas *self, const double *xy, guint n);
/* TRUE when the texture on the screen belongs to the present view and picture. */
gboolean lb_map_canvas_is_settled (LbMapCanvas *self);

G_END_DECLS
