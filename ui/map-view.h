/* map-view.h - the map with what floats over it: legend, place and level, zoom buttons */
#pragma once
#include "ui/map-canvas.h"

G_BEGIN_DECLS

#define LB_TYPE_MAP_VIEW (lb_map_view_get_type ())
G_DECLARE_FINAL_TYPE (LbMapView, lb_map_view, LB, MAP_VIEW, GtkWidget)

void lb_map_view_bind (LbMapView *self, LbState *state, LbLoader *loader);
LbMapCanvas *lb_map_view_get_canvas (LbMapView *self);
/* (transfer none): zoom-in zoom-out fit up level(s) frame(i) tool(s) let-go; for gtk_widget_insert_action_group() as "map". */
GActionGroup *lb_map_view_get_actions (LbMapView *self);

G_END_DECLS
