/* What a batch changes is kept, and comes back */
#include "config.h"
#include "src/history.h"
#include "src/import.h"

#include <string.h>

/* REAL is written with 17 digits, so that it comes back to the bit; a geometry becomes {"hex": …}. */
char *
lb_import_make_keep_sql (LbProject *project, const char *table, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autoptr (GString) sql = g_string_new ("INSERT INTO lookback_history (import_batch_id, table_name, row_id, before)"
                                          " SELECT ?1, ");
  sqlite3_stmt *columns = lb_db_prepare (db, "SELECT name, type FROM pragma_table_info (?)", error);
  int step = SQLITE_ERROR;

  if (columns == NULL)
    return NULL;
  g_string_append_printf (sql, "'%s', id, json_object (", table);
  sqlite3_bind_text (columns, 1, table, -1, SQLITE_TRANSIENT);
  for (int i = 0; (step = lb_db_step (db, columns, error)) == SQLITE_ROW; i++) {
    const char *name = (const char *) sqlite3_column_text (columns, 0);
    const char *type = (const char *) sqlite3_column_text (columns, 1);
    g_string_append_printf (sql, "%s'%s', ", i > 0 ? ", " : "", name);
    if (g_str_equal (type, "REAL"))
      g_string_append_printf (sql, "CASE WHEN \"%s\" IS NOT NULL THEN json (printf ('%%!.17g', \"%s\")) END", name, name);
    else if (g_str_equal (type, "INTEGER") || g_str_equal (type, "TEXT"))
      g_string_append_printf (sql, "\"%s\"", name);
    else
      g_string_append_printf (sql, "CASE WHEN \"%s\" IS NOT NULL THEN json_object ('hex', hex (\"%s\")) END", name, name);
  }
  sqlite3_reset (columns);
  g_string_append_printf (sql, ") FROM \"%s\" WHERE id = ?2 AND import_batch_id IS NOT ?1", table);
  return step == SQLITE_DONE ? g_string_free (g_steal_pointer (&sql), FALSE) : NULL;
}

gboolean
lb_import_keep_before (LbProject *project, gint64 batch, const char *table, gint64 row_id, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autofree char *sql = lb_import_make_keep_sql (project, table, error);
  sqlite3_stmt *keep = sql != NULL ? lb_db_prepare (db, sql, error) : NULL;

  if (keep == NULL)
    return FALSE;
  sqlite3_bind_int64 (keep, 1, batch);
  sqlite3_bind_int64 (keep, 2, row_id);
  return lb_db_run (db, keep, error);
}

/* Coming back ------------------------------------------------------------------------------------------------ */

/* lb_kept_real (json): the number of 17 digits, to the bit; SQLite's own reading of it may differ in the last one. */
static void
sql_kept_real (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *json = (const char *) sqlite3_value_text (argv[0]);

  (void) argc;
  if (json != NULL && strcmp (json, "null") != 0)
    sqlite3_result_double (context, g_ascii_strtod (json, NULL));
}

/* lb_kept_blob (hex): the bytes; the text was written by SQLite. */
static void
sql_kept_blob (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *hex = (const char *) sqlite3_value_text (argv[0]);
  gsize length = hex != NULL ? (gsize) sqlite3_value_bytes (argv[0]) / 2 : 0;
  guchar *bytes = hex != NULL ? sqlite3_malloc64 (length + 1) : NULL;

  (void) argc;
  if (hex == NULL)
    return;
  if (bytes == NULL) {
    sqlite3_result_error_nomem (context);
    return;
  }
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guchar) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  sqlite3_result_blob64 (context, bytes, length, sqlite3_free);
}

void
lb_history_register (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

  sqlite3_create_function (handle, "lb_kept_real", 1, flags, NULL, sql_kept_real, NULL, NULL);
  sqlite3_create_function (handle, "lb_kept_blob", 1, flags, NULL, sql_kept_blob, NULL, NULL);
}

/* What reads column @name of ?1, a kept row. */
static void
append_value (GString *values, const char *name, const char *type)
{
  if (g_str_equal (type, "REAL"))
    g_string_append_printf (values, "lb_kept_real (?1 -> '$.\"%s\"')", name);
  else if (g_str_equal (type, "INTEGER") || g_str_equal (type, "TEXT"))
    g_string_append_printf (values, "?1 ->> '$.\"%s\"'", name);
  else
    g_string_append_printf (values, "lb_kept_blob (?1 ->> '$.\"%s\".hex')", name);
}

/* (transfer full): the statement that writes a kept row of @table back. The table may have got columns since; but a batch
 * lands in one transaction, so that all its rows of a table have those of @before. Not REPLACE: that would delete the row
 * first, and what hangs on it. */
static char *
make_restore_sql (LbDb *db, const char *table, const char *before, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL), values = g_string_new (NULL), sets = g_string_new (NULL);
  sqlite3_stmt *columns = lb_db_prepare (
    db, "SELECT c.name, c.type FROM pragma_table_info (?1) c JOIN json_each (?2) k ON k.key = c.name", error);
  int step = SQLITE_ERROR;

  if (columns == NULL)
    return NULL;
  sqlite3_bind_text (columns, 1, table, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (columns, 2, before, -1, SQLITE_TRANSIENT);
  while ((step = lb_db_step (db, columns, error)) == SQLITE_ROW) {
    const char *gap = names->len > 0 ? ", " : "", *name = (const char *) sqlite3_column_text (columns, 0);
    g_string_append_printf (names, "%s\"%s\"", gap, name);
    g_string_append_printf (sets, "%s\"%s\" = excluded.\"%s\"", gap, name, name);
    g_string_append (values, gap);
    append_value (values, name, (const char *) sqlite3_column_text (columns, 1));
  }
  sqlite3_reset (columns);
  if (step != SQLITE_DONE)
    return NULL;
  return g_strdup_printf ("INSERT INTO \"%s\" (%s) SELECT %s WHERE true ON CONFLICT (id) DO UPDATE SET %s", table, names->str,
                          values->str, sets->str);
}

/* The statement for the rows of @table, made when its first one comes; owned by the database. */
static sqlite3_stmt *
get_restore (LbDb *db, GHashTable *statements, const char *table, const char *before, GError **error)
{
  sqlite3_stmt *restore = g_hash_table_lookup (statements, table);

  if (restore == NULL) {
    g_autofree char *sql = make_restore_sql (db, table, before, error);
    restore = sql != NULL ? lb_db_prepare (db, sql, error) : NULL;
    if (restore != NULL)
      g_hash_table_insert (statements, g_strdup (table), restore);
  }
  return restore;
}

static gboolean
restore_row (LbDb *db, GHashTable *statements, sqlite3_stmt *row, GError **error)
{
  const char *before = (const char *) sqlite3_column_text (row, 1);
  sqlite3_stmt *restore = get_restore (db, statements, (const char *) sqlite3_column_text (row, 0), before, error);

  if (restore == NULL)
    return FALSE;
  sqlite3_bind_text (restore, 1, before, sqlite3_column_bytes (row, 1), SQLITE_STATIC);
  gboolean done = lb_db_run (db, restore, error);
  sqlite3_clear_bindings (restore);
  return done;
}

/* Newest first: a number that went from one row to another is free again when its first owner comes back. */
gboolean
lb_history_restore (LbDb *db, gint64 batch, GError **error)
{
  g_autoptr (GHashTable) statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *rows = lb_db_prepare (
    db, "SELECT table_name, before FROM lookback_history WHERE import_batch_id = ? ORDER BY id DESC", error);
  int step = SQLITE_ERROR;

  if (rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (rows, 1, batch);
  while ((step = lb_db_step (db, rows, error)) == SQLITE_ROW)
    if (!restore_row (db, statements, rows, error))
      break;
  sqlite3_reset (rows);
  return step == SQLITE_DONE;
}
