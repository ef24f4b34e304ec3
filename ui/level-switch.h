/* level-switch.h - where we are (county › township) and the level that is coloured */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_LEVEL_SWITCH (lb_level_switch_get_type ())
G_DECLARE_FINAL_TYPE (LbLevelSwitch, lb_level_switch, LB, LEVEL_SWITCH, GtkWidget)

void lb_level_switch_bind (LbLevelSwitch *self, LbState *state, LbLoader *loader);
