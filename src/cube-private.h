/* cube-private.h - for cube.c, which fills what cube-values.c makes */
#pragma once
#include "src/cube.h"

/* (transfer full): a table of zeros for every region of @regions; since is LB_DAY_NONE. */
LbValues *lb_values_new (LbIndicator *indicator, LbRegionTree *regions, gboolean has_persons);
