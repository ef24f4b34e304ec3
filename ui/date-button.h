/* date-button.h - the as-of date: a calendar and steps by month */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_DATE_BUTTON (lb_date_button_get_type ())
G_DECLARE_FINAL_TYPE (LbDateButton, lb_date_button, LB, DATE_BUTTON, GtkWidget)

void lb_date_button_bind (LbDateButton *self, LbState *state, LbLoader *loader);
