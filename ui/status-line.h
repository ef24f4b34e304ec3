/* status-line.h - under the pointer, selected, county, no data, scale, internal use */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_STATUS_LINE (lb_status_line_get_type ())
G_DECLARE_FINAL_TYPE (LbStatusLine, lb_status_line, LB, STATUS_LINE, GtkWidget)

void lb_status_line_bind (LbStatusLine *self, LbState *state, LbLoader *loader);
