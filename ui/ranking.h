/* ranking.h - the regions of the level in order, with bars in the colours of the map
 *
 * An indicator without a better direction describes a situation: it is sorted but never ranked (不计名次).
 */
#pragma once
#include "ui/loader.h"

#include <gtk/gtk.h>

#define LB_TYPE_RANKING (lb_ranking_get_type ())
G_DECLARE_FINAL_TYPE (LbRanking, lb_ranking, LB, RANKING, GtkWidget)

void lb_ranking_bind (LbRanking *self, LbState *state, LbLoader *loader);
/* Narrow windows leave out the parent's name. */
void lb_ranking_set_narrow (LbRanking *self, gboolean narrow);
/* The list of rows, for tests. */
GtkListView *lb_ranking_get_list (LbRanking *self);
