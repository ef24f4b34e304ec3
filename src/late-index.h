/* late-index.h - the indexes of an empty table are made when it has been filled
 *
 * Sorted in one go they cost a quarter of what they cost row by row. Both ends belong into one transaction. One thread.
 */
#pragma once
#include "src/db.h"

G_BEGIN_DECLS

/* Drops the named indexes of @table; (transfer full): the statements that make them again, NULL on error. Until then
 * nothing finds a row quickly, and unique ones do not guard it. */
char   **lb_late_index_drop (LbDb *db, const char *table, GError **error);
gboolean lb_late_index_make (LbDb *db, const char *const *statements, GError **error);

G_END_DECLS
