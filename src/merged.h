/* merged.h - merged cells of a sheet: what stands in the first cell holds for all of them
 *
 * A household's number is written once and merged over the rows of its members. Rows come one by one and downwards, and
 * each gets what the merged cells that reach into it hold. A cell that has a value of its own keeps it: spreadsheets
 * can merge without emptying what they hide. Cells that overlap tell nothing and are refused. One thread at a time.
 */
#pragma once
#include "src/row-source.h"

G_BEGIN_DECLS

typedef struct _LbMerged LbMerged;

/* Takes @ranges (of LbMergedRange, in any order), and leaves out those that begin in row @above or before it: headings.
 * @sheet: for sentences, copied. NULL: none is left. */
LbMerged *lb_merged_new (GArray *ranges, gint64 above, const char *sheet);
void      lb_merged_free (LbMerged *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbMerged, lb_merged_free)

/* Leaves @column as it is: a sum for several rows holds for all of them together, not for each. */
void      lb_merged_leave (LbMerged *self, guint column);

/* Fills the empty cells of @row; what it puts there is borrowed until the next call. FALSE with LB_ERROR_INPUT for cells
 * that overlap, and where more would be filled than limits.h allows. Cost: one look at each column. */
gboolean  lb_merged_fill (LbMerged *self, LbRow *row, GError **error);

/* Cells of @column that were filled. */
guint64   lb_merged_count (const LbMerged *self, guint column);

G_END_DECLS
