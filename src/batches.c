#include "config.h"
#include "src/batches.h"

static void
batch_free (gpointer data)
{
  LbBatch *batch = data;

  g_free (batch->file);
  g_free (batch->kind);
  g_free (batch->level);
  g_free (batch->at);
  g_free (batch->undone_at);
  g_free (batch);
}

static char *
dup_text (sqlite3_stmt *row, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (row, column));
}

GPtrArray *
lb_batches_list (LbProject *project, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  sqlite3_stmt *rows = lb_db_prepare (
    db, "SELECT id, file, kind, level, at, undone_at, rows, accepted, rejected FROM import_batch ORDER BY id DESC", error);
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (batch_free);
  int step = SQLITE_ERROR;

  while (rows != NULL && (step = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    LbBatch *batch = g_new0 (LbBatch, 1);
    batch->id = sqlite3_column_int64 (rows, 0);
    batch->file = dup_text (rows, 1);
    batch->kind = dup_text (rows, 2);
    batch->level = dup_text (rows, 3);
    batch->at = dup_text (rows, 4);
    batch->undone_at = dup_text (rows, 5);
    batch->rows = sqlite3_column_int64 (rows, 6);
    batch->accepted = sqlite3_column_int64 (rows, 7);
    batch->rejected = sqlite3_column_int64 (rows, 8);
    g_ptr_array_add (batches, batch);
  }
  if (rows != NULL)
    sqlite3_reset (rows);
  return step == SQLITE_DONE ? g_steal_pointer (&batches) : NULL;
}
