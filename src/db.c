#include "config.h"
#include "src/db.h"
#include "src/date.h"
#include "src/error.h"
#include "src/history.h"
#include "src/i18n.h"
#include "src/rows-table.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _LbDb {
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* SQL text → sqlite3_stmt */
};

struct _LbTransaction {
  LbDb *db;
  gboolean done;
  gboolean bulk;    /* foreign keys are off until it ends             */
  gboolean appends; /* a rollback journal stands for the log until then */
};

/* A colleague's window may hold the lock while it imports; wait that long before giving up. */
#define BUSY_TIMEOUT_MS 5000

static void
sql_day (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint32 day = lb_day_from_text ((const char *) sqlite3_value_text (argv[0]));

  (void) argc;
  if (day == LB_DAY_NONE)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, day);
}

void
lb_db_set_error (LbDb *self, const char *doing, GError **error)
{
  int code = sqlite3_errcode (self->handle) & 0xff;
  int cause = sqlite3_system_errno (self->handle);

  /* A quota or a limit on the size of files stops a write as a full disk does. */
  if (code == SQLITE_IOERR && (cause == ENOSPC || cause == EDQUOT || cause == EFBIG))
    code = SQLITE_FULL;
  switch (code) {
  case SQLITE_FULL:
    g_set_error (error, LB_ERROR, LB_ERROR_DATABASE,
                 _ ("cannot %s: the disk that holds %s is full; make room and try again"), doing,
                 self->path);
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    g_set_error (error, LB_ERROR, LB_ERROR_DATABASE,
                 _ ("cannot %s: another program is writing to %s; try again when it has finished"),
                 doing, self->path);
    break;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    g_set_error (error, LB_ERROR, LB_ERROR_DATABASE,
                 _ ("cannot %s: %s or its folder is read-only; copy the project to a folder you may write to"),
                 doing, self->path);
    break;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("cannot %s: %s is damaged or not a project file; open a backup copy"), doing,
                 self->path);
    break;
  default:
    g_set_error (error, LB_ERROR, LB_ERROR_DATABASE, _ ("cannot %s: %s (%s)"), doing,
                 sqlite3_errmsg (self->handle), self->path);
  }
}

/* A reader of a write-ahead-log project needs to make its shared-memory file beside it. In a read-only
 * folder that is impossible and, as nobody can write there, also needless: "immutable" says so. But what a writer left
 * half-done, with its journal, must be restored first. */
static char *
make_uri (const char *path, LbDbMode mode)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  gboolean immutable = mode == LB_DB_READ && g_access (folder, W_OK) != 0 && g_access (journal, F_OK) != 0;

  return g_strconcat ("file:", escaped, immutable ? "?immutable=1" : NULL, NULL);
}

/* SQLite counts every allocation under a lock, for statistics that nobody reads: 4 % of an import. */
static void
stop_counting_memory (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done)) {
    sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
    g_once_init_leave (&done, 1);
  }
}

char *
lb_db_dup_read_uri (const char *path)
{
  g_autofree char *uri = make_uri (path, LB_DB_READ);

  /* Said by name, for what is attached to memory would be looked for in memory. */
  return g_strconcat (uri, strchr (uri, '?') != NULL ? "&" : "?", "mode=ro&vfs=", sqlite3_vfs_find (NULL)->zName, NULL);
}

static LbDb *
open_uri (const char *path, const char *uri, int flags, GError **error)
{
  g_autoptr (LbDb) self = g_new0 (LbDb, 1);

  stop_counting_memory ();
  self->path = g_strdup (path);
  self->statements =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  if (sqlite3_open_v2 (uri, &self->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL) !=
      SQLITE_OK) {
    lb_db_set_error (self, _ ("open the project"), error);
    return NULL;
  }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_create_function (self->handle, "lb_day", 1,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, sql_day, NULL,
                           NULL);
  lb_history_register (self->handle);
  lb_rows_table_register (self->handle);
  /* Temporary relations stay in memory; said here, for saying it later drops those there are. */
  if (!lb_db_exec (self, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY", error))
    return NULL;
  return g_steal_pointer (&self);
}

LbDb *
lb_db_open (const char *path, LbDbMode mode, GError **error)
{
  static const int flags[] = {
    [LB_DB_READ] = SQLITE_OPEN_READONLY,
    [LB_DB_WRITE] = SQLITE_OPEN_READWRITE,
    [LB_DB_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
  };
  g_autofree char *uri = make_uri (path, mode);

  return open_uri (path, uri, flags[mode], error);
}

LbDb *
lb_db_open_memory (const char *name, GError **error)
{
  return open_uri (name, name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

void
lb_db_close (LbDb *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
lb_db_get_handle (LbDb *self)
{
  return self->handle;
}

const char *
lb_db_get_path (const LbDb *self)
{
  return self->path;
}

gboolean
lb_db_exec (LbDb *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  lb_db_set_error (self, _ ("read or change the project"), error);
  return FALSE;
}

sqlite3_stmt *
lb_db_prepare (LbDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL) {
    sqlite3_reset (statement);
    sqlite3_clear_bindings (statement);
    return statement;
  }
  const char *tail = NULL;
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, &tail) !=
      SQLITE_OK) {
    lb_db_set_error (self, _ ("read or change the project"), error);
    return NULL;
  }
  g_assert (statement != NULL && *tail == '\0');
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

int
lb_db_step (LbDb *self, sqlite3_stmt *statement, GError **error)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return result;
  lb_db_set_error (self, _ ("read or change the project"), error);
  sqlite3_reset (statement);
  return SQLITE_ERROR;
}

gboolean
lb_db_run (LbDb *self, sqlite3_stmt *statement, GError **error)
{
  int result;

  do
    result = lb_db_step (self, statement, error);
  while (result == SQLITE_ROW);
  if (result == SQLITE_DONE)
    sqlite3_reset (statement);
  return result == SQLITE_DONE;
}

gboolean
lb_db_get_int (LbDb *self, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = lb_db_prepare (self, sql, error);
  int result = statement != NULL ? lb_db_step (self, statement, error) : SQLITE_ERROR;

  if (result == SQLITE_ERROR)
    return FALSE;
  *value = result == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lb_db_get_text (LbDb *self, const char *sql, char **value, GError **error)
{
  sqlite3_stmt *statement = lb_db_prepare (self, sql, error);
  int result = statement != NULL ? lb_db_step (self, statement, error) : SQLITE_ERROR;

  if (result == SQLITE_ERROR)
    return FALSE;
  *value = result == SQLITE_ROW ? g_strdup ((const char *) sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  return TRUE;
}

/* TRUE: the write-ahead log was left. SQLite refuses where another connection is open, without waiting. */
static gboolean
leave_log (LbDb *db)
{
  g_autofree char *mode = NULL;

  return lb_db_get_text (db, "PRAGMA journal_mode", &mode, NULL) && g_strcmp0 (mode, "wal") == 0 &&
         sqlite3_exec (db->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK;
}

/* What cannot be put back now is put back by the next writer who opens the project (schema.c). */
static void
end_bulk (LbDb *db, gboolean appends)
{
  sqlite3_exec (db->handle, appends ? "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL" : "PRAGMA foreign_keys = ON", NULL,
                NULL, NULL);
}

LbTransaction *
lb_transaction_begin (LbDb *db, GError **error)
{
  if (!lb_db_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;

  LbTransaction *self = g_new0 (LbTransaction, 1);
  self->db = db;
  return self;
}

LbTransaction *
lb_transaction_begin_bulk (LbDb *db, gboolean appends, GError **error)
{
  if (!lb_db_exec (db, "PRAGMA foreign_keys = OFF", error))
    return NULL;

  appends = appends && leave_log (db);
  LbTransaction *self = lb_transaction_begin (db, error);
  if (self == NULL) {
    end_bulk (db, appends);
    return NULL;
  }
  self->bulk = TRUE;
  self->appends = appends;
  return self;
}

gboolean
lb_transaction_commit (LbTransaction *self, GError **error)
{
  self->done = lb_db_exec (self->db, "COMMIT", error);
  return self->done;
}

void
lb_transaction_free (LbTransaction *self)
{
  /* SQLite may have rolled back by itself (disk full); a second ROLLBACK would only be an error. */
  if (!self->done && !sqlite3_get_autocommit (self->db->handle))
    sqlite3_exec (self->db->handle, "ROLLBACK", NULL, NULL, NULL);
  if (self->bulk)
    end_bulk (self->db, self->appends);
  g_free (self);
}
