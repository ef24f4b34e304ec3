/* Levels of detail kept in the project: one blob a set of shapes, dropped by triggers of the
 * schema when regions change. */
#include "config.h"
#include "maps/levels.h"

LbLevels *
lb_levels_load (LbProject *project, const char *name, guint n_shapes, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  sqlite3_stmt *statement = lb_db_prepare (db, "SELECT content FROM lookback_levels WHERE name = ?", error);
  g_autoptr (LbLevels) levels = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (lb_db_step (db, statement, error) == SQLITE_ROW) {
    /* Read in place: the blob is decoded before the statement moves on. */
    g_autoptr (GBytes) bytes = g_bytes_new_static (sqlite3_column_blob (statement, 0),
                                                   (gsize) sqlite3_column_bytes (statement, 0));
    levels = lb_levels_from_bytes (bytes);
  }
  sqlite3_reset (statement);
  if (levels == NULL || lb_levels_get_n_shapes (levels) != n_shapes)
    return NULL;
  return g_steal_pointer (&levels);
}

gboolean
lb_levels_store (LbProject *project, const char *name, const LbLevels *levels, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autoptr (GBytes) bytes = lb_levels_to_bytes (levels);
  sqlite3_stmt *statement =
    lb_db_prepare (db, "INSERT OR REPLACE INTO lookback_levels (name, content) VALUES (?, ?)", error);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (statement, 2, data, length, SQLITE_STATIC);
  return lb_db_run (db, statement, error);
}
