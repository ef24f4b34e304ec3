#include "config.h"
#include "src/late-index.h"

/* What belongs to a PRIMARY KEY or to UNIQUE in the table's own definition has no text, and stays. */
static const char named_indexes[] =
  "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY name";

char **
lb_late_index_drop (LbDb *db, const char *table, GError **error)
{
  g_autoptr (GStrvBuilder) statements = g_strv_builder_new ();
  g_autoptr (GString) drops = g_string_new (NULL);
  sqlite3_stmt *rows = lb_db_prepare (db, named_indexes, error);
  int step = SQLITE_ERROR;

  if (rows == NULL)
    return NULL;
  sqlite3_bind_text (rows, 1, table, -1, SQLITE_TRANSIENT);
  while ((step = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    g_string_append_printf (drops, "DROP INDEX \"%s\";", (const char *) sqlite3_column_text (rows, 0));
    g_strv_builder_add (statements, (const char *) sqlite3_column_text (rows, 1));
  }
  sqlite3_reset (rows);
  return step == SQLITE_DONE && lb_db_exec (db, drops->str, error) ? g_strv_builder_end (statements) : NULL;
}

/* A sorter in memory sorts all its rows in one step of SQLite's, during which a cancel is not heard; one that may use a file
 * sorts pieces of the page cache's size and merges them row by row. SQLite refuses to change where a connection has temporary
 * tables, and then the sorter is as it was. */
static void
sort_in_memory (LbDb *db, gboolean in_memory)
{
  sqlite3_exec (lb_db_get_handle (db), in_memory ? "PRAGMA temp_store = MEMORY" : "PRAGMA temp_store = FILE", NULL, NULL, NULL);
}

gboolean
lb_late_index_make (LbDb *db, const char *const *statements, GError **error)
{
  gboolean made = TRUE;

  sort_in_memory (db, FALSE);
  for (gsize i = 0; made && statements[i] != NULL; i++)
    made = lb_db_exec (db, statements[i], error);
  sort_in_memory (db, TRUE);
  return made;
}
