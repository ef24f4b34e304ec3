/* region-card.h - the selected region (the county when none is): name, code, and every figure */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_REGION_CARD (lb_region_card_get_type ())
G_DECLARE_FINAL_TYPE (LbRegionCard, lb_region_card, LB, REGION_CARD, GtkWidget)

void lb_region_card_bind (LbRegionCard *self, LbState *state, LbLoader *loader);
