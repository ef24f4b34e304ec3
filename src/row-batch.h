/* row-batch.h - new rows of one table, stored many at a time
 *
 * SQLite sets a statement up anew whenever it runs, which costs as much as storing a row does. So rows wait as an array
 * (rows-table.h) and one run of one statement stores them all. Nobody sees a row before the batch is flushed. One thread.
 */
#pragma once
#include "src/db.h"
#include "src/rows-table.h"

G_BEGIN_DECLS

typedef struct _LbRowBatch LbRowBatch;

/* @columns, "id, name, size", at most LB_ROWS_MOST_COLUMNS. @most rows wait at once; 1: none does. */
LbRowBatch *lb_row_batch_new (LbDb *db, const char *table, const char *columns, guint most, GError **error);
/* Rows that were not flushed are lost. */
void        lb_row_batch_free (LbRowBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRowBatch, lb_row_batch_free)

/* Starts a row: its cells, all of which must be set. */
LbCell  *lb_row_batch_begin_row (LbRowBatch *self);
/* Ends it, copying what may go; stores all that wait when that are as many as may. */
gboolean lb_row_batch_end_row (LbRowBatch *self, GError **error);
gboolean lb_row_batch_flush (LbRowBatch *self, GError **error);

G_END_DECLS
