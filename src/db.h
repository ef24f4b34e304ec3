/* db.h - SQLite with GError and g_autoptr
 *
 * LbDb is one connection, used by one thread at a time; a second thread opens its own. Statements are
 * prepared once and reused by their text. Every failure of SQLite becomes an LB_ERROR_DATABASE whose
 * sentence says what to do (disk full, locked by another program, read-only folder).
 */
#pragma once
#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _LbDb LbDb;

typedef enum { LB_DB_READ, LB_DB_WRITE, LB_DB_CREATE } LbDbMode;

/* Opens @path. The SQL function lb_day(text) → day number or NULL (date.h) and the table lb_rows (rows-table.h) are
 * registered on it. */
LbDb *lb_db_open (const char *path, LbDbMode mode, GError **error);
void  lb_db_close (LbDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDb, lb_db_close)

/* The raw handle, for what is not wrapped (backup, authorizer, progress). Borrowed. */
sqlite3    *lb_db_get_handle (LbDb *self);
const char *lb_db_get_path (const LbDb *self);

/* Runs one or more statements that return no rows. */
gboolean lb_db_exec (LbDb *self, const char *sql, GError **error);

/* A prepared statement, reset and with its bindings cleared, from the connection's own cache: borrowed,
 * valid until the connection closes; not to be used twice at the same time. Trailing text is refused. */
sqlite3_stmt *lb_db_prepare (LbDb *self, const char *sql, GError **error);

/* Steps a statement: SQLITE_ROW, SQLITE_DONE, or SQLITE_ERROR with @error set. */
int lb_db_step (LbDb *self, sqlite3_stmt *statement, GError **error);

/* Steps a statement that returns no rows to its end and resets it. */
gboolean lb_db_run (LbDb *self, sqlite3_stmt *statement, GError **error);

/* First column of the first row as integer / text (transfer full, NULL for SQL NULL or no row). */
gboolean lb_db_get_int (LbDb *self, const char *sql, gint64 *value, GError **error);
gboolean lb_db_get_text (LbDb *self, const char *sql, char **value, GError **error);

/* Sets @error from the connection's last failure; @doing says what was tried ("import the ledger"). */
void lb_db_set_error (LbDb *self, const char *doing, GError **error);

/* A write transaction, which takes the lock at once, so that a busy project fails before any work, and
 * rolls back when it leaves scope without lb_transaction_commit():
 *   g_autoptr (LbTransaction) transaction = lb_transaction_begin (db, error);            */
typedef struct _LbTransaction LbTransaction;
LbTransaction *lb_transaction_begin (LbDb *db, GError **error);
/* The same for writing very many rows whose references were just looked up: foreign keys are not checked again (a
 * third of the time). They are on again when it leaves scope.
 * @appends: many megabytes are added and few pages of before change. Then those few are kept in a rollback journal and
 * the new pages are written once, where the write-ahead log would take each twice; who dies leaves the journal,
 * from which the next one to open restores the file. Only where no other connection has the project open; who opens it
 * meanwhile waits for the end. */
LbTransaction *lb_transaction_begin_bulk (LbDb *db, gboolean appends, GError **error);
gboolean       lb_transaction_commit (LbTransaction *self, GError **error);
void           lb_transaction_free (LbTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbTransaction, lb_transaction_free)

G_END_DECLS
