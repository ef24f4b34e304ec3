/* row-batch.h - new rows of one table, stored many at a time
 *
 * SQLite sets a statement up anew whenever it runs, which costs as much as storing a row does. So rows wait as parameters
 * of one statement until it is full. Nobody sees a row before the batch is flushed. One thread.
 */
#pragma once
#include "src/db.h"

G_BEGIN_DECLS

typedef struct _LbRowBatch LbRowBatch;

/* @columns, "id, name, size", of which the first is never NULL in a row. @most rows wait at once; 1: none does. While rows
 * wait there must be no second batch of the same columns. */
LbRowBatch *lb_row_batch_new (LbDb *db, const char *table, const char *columns, guint most, GError **error);
/* Rows that were not flushed are lost. */
void        lb_row_batch_free (LbRowBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRowBatch, lb_row_batch_free)

/* Starts a row: the number of its first parameter in the statement; the others follow. All must be bound, and texts must
 * stay or be copied. */
int           lb_row_batch_begin_row (LbRowBatch *self);
sqlite3_stmt *lb_row_batch_get_statement (LbRowBatch *self);
/* Ends it; stores all that wait when that are as many as may. */
gboolean      lb_row_batch_end_row (LbRowBatch *self, GError **error);
gboolean      lb_row_batch_flush (LbRowBatch *self, GError **error);

G_END_DECLS
