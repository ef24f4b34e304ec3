/* indicator-list.h - the catalogue by group, with the county's figure of each; a click chooses */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_INDICATOR_LIST (lb_indicator_list_get_type ())
G_DECLARE_FINAL_TYPE (LbIndicatorList, lb_indicator_list, LB, INDICATOR_LIST, GtkWidget)

void lb_indicator_list_bind (LbIndicatorList *self, LbState *state, LbLoader *loader);
/* Puts the keyboard into the search entry. */
void lb_indicator_list_search (LbIndicatorList *self);
