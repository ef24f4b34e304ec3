/* class-panel.h - how values become classes: method and number of classes */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_CLASS_PANEL (lb_class_panel_get_type ())
G_DECLARE_FINAL_TYPE (LbClassPanel, lb_class_panel, LB, CLASS_PANEL, GtkWidget)

void lb_class_panel_bind (LbClassPanel *self, LbState *state, LbLoader *loader);
