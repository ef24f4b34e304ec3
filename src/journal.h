/* journal.h - the append-only log of a project, a chain of SHA-256
 *
 * Who exported names, what was imported, undone or migrated: each row hashes its own words and the hash
 * of the row before, so that a row that was changed, removed or slipped in breaks the chain.
 * Same thread as the connection.
 */
#pragma once
#include "src/db.h"

G_BEGIN_DECLS

/* Appends a row inside the caller's transaction. @purpose may be NULL. */
gboolean lb_journal_append (LbDb *db, const char *action, const char *object, gint64 count,
                            const char *purpose, GError **error);

/* Walks the whole chain. FALSE with LB_ERROR_PROJECT that names the first row that does not fit. */
gboolean lb_journal_verify (LbDb *db, GError **error);

/* (transfer full): "YYYY-MM-DDTHH:MM:SSZ", the clock the records carry. SOURCE_DATE_EPOCH overrides it,
 * so that a project can be made again to the byte. */
char *lb_journal_now (void);

G_END_DECLS
