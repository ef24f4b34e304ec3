/* legend.h - floating panel: classes with colours, limits and counts, the alarming end on top, and no data */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_LEGEND (lb_legend_get_type ())
G_DECLARE_FINAL_TYPE (LbLegend, lb_legend, LB, LEGEND, GtkWidget)

void lb_legend_bind (LbLegend *self, LbState *state, LbLoader *loader);
