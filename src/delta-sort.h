/* delta-sort.h - deltas in the order of regions and days
 *
 * Each region's deltas in a row, by day; those of one region and day keep the order they came in. What was always there stands
 * apart. Counted into place rather than compared: two passes, however many there are. Any thread.
 */
#pragma once
#include "src/deltas.h"

G_BEGIN_DECLS

typedef struct {
  LbDelta *dated;
  guint n;
  LbDelta *always; /* day is LB_DAY_ALWAYS; in the order they came */
  guint n_always;
} LbSortedDeltas;

/* (transfer full): of @deltas (LbDelta), of regions below @n_regions. O(n + regions + days). */
LbSortedDeltas *lb_deltas_sort (const GArray *deltas, guint n_regions);
void            lb_sorted_deltas_free (LbSortedDeltas *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbSortedDeltas, lb_sorted_deltas_free)

G_END_DECLS
