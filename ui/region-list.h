/* region-list.h - the regions of one level in the order of their figures, as a list model
 *
 * Items are light and made on demand, so 600,000 grids cost two integers each. Main thread.
 */
#pragma once
#include "ui/snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LB_TYPE_REGION_ITEM (lb_region_item_get_type ())
G_DECLARE_FINAL_TYPE (LbRegionItem, lb_region_item, LB, REGION_ITEM, GObject)
guint lb_region_item_get_region (LbRegionItem *self);
guint lb_region_item_get_rank (LbRegionItem *self); /* from 1; equal values share the better one */

#define LB_TYPE_REGION_LIST (lb_region_list_get_type ())
G_DECLARE_FINAL_TYPE (LbRegionList, lb_region_list, LB, REGION_LIST, GObject)
LbRegionList *lb_region_list_new (void);
/* The order lb_values_ranking() gives; regions without data are left out and counted in @no_data. @among: only these regions (guint,
 * ascending), with the ranks they have among all; NULL: all. */
void lb_region_list_fill (LbRegionList *self, const LbValues *values, LbLevel level, const GArray *among, guint *no_data);
/* Position of a region, G_MAXUINT when it is not in the list. O(n). */
guint lb_region_list_find (LbRegionList *self, int region);
/* Region at a position, -1 when there is none. */
int lb_region_list_get (LbRegionList *self, guint position);

G_END_DECLS
