/* history.h - rows as they were before a batch changed them
 *
 * A row is kept as a JSON object, column → value, which outlives a change of the schema. One thread.
 */
#pragma once
#include "src/db.h"

G_BEGIN_DECLS

/* SQL functions that restoring needs; every connection has them. */
void lb_history_register (sqlite3 *handle);

/* Inside the caller's transaction: every row that @batch changed or took away becomes what it was. About 10 µs a row;
 * no memory that grows with their number. */
gboolean lb_history_restore (LbDb *db, gint64 batch, GError **error);

G_END_DECLS
