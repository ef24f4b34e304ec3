/* A row that is there already: kept and changed, or left as it stands
 *
 * The next month's export says of most rows what is known. Of these nothing is written; that the batch builds on the one
 * they came with is, once.
 */
#include "config.h"
#include "src/import.h"
#include "src/stage-private.h"

/* What lb_import_keep_before() does, without asking for the table's columns each time. */
gboolean
lb_stage_keep (LbStage *self, const char *table, gint64 row_id, GError **error)
{
  char *sql = g_hash_table_lookup (self->keep_sql, table);

  if (sql == NULL && (sql = lb_import_make_keep_sql (self->project, table, error)) != NULL)
    g_hash_table_insert (self->keep_sql, (gpointer) table, sql);
  sqlite3_stmt *keep = sql != NULL ? lb_db_prepare (self->db, sql, error) : NULL;
  if (keep == NULL)
    return FALSE;
  sqlite3_bind_int64 (keep, 1, self->batch);
  sqlite3_bind_int64 (keep, 2, row_id);
  return lb_db_run (self->db, keep, error);
}

gboolean
lb_stage_confirm (LbStage *self, gint64 earlier, GError **error)
{
  if (earlier == 0 || !g_hash_table_add (self->confirmed, GSIZE_TO_POINTER (earlier)))
    return TRUE;
  sqlite3_stmt *insert = lb_db_prepare (self->db, "INSERT OR IGNORE INTO lookback_confirmed VALUES (?, ?)", error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, self->batch);
  sqlite3_bind_int64 (insert, 2, earlier);
  return lb_db_run (self->db, insert, error);
}

/* A row that this batch wrote is written again, so that it names the last of its rows in the file. */
gboolean
lb_stage_stands (LbStage *self, sqlite3_stmt *same, gboolean *stands, GError **error)
{
  int step = lb_db_step (self->db, same, error);
  gint64 batch = step == SQLITE_ROW ? sqlite3_column_int64 (same, 0) : self->batch;

  sqlite3_reset (same);
  *stands = step == SQLITE_ROW && batch != self->batch;
  return step != SQLITE_ERROR && (!*stands || lb_stage_confirm (self, batch, error));
}

static void
bind_written (const LbStage *self, sqlite3_stmt *statement, const LbValue *values, const LbStagedPlace *place)
{
  for (guint i = 0; i < self->n_written; i++) {
    const LbCell cell = lb_stage_column_cell (self, &self->written[i], values, place);
    lb_cell_bind (&cell, statement, (int) i + 1);
  }
}

/* Households and cases are known by heart, with their rows. */
static void
leave (LbStage *self, gint64 id, gint64 src_row)
{
  if (self->ledger != LB_LEDGER_HOUSEHOLDS && self->ledger != LB_LEDGER_CASES)
    g_hash_table_insert (self->untouched, GSIZE_TO_POINTER (id), GSIZE_TO_POINTER (src_row));
}

gint64
lb_stage_get_untouched (const LbStage *self, gint64 id)
{
  return (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (self->untouched, GSIZE_TO_POINTER (id)));
}

gboolean
lb_stage_change_row (LbStage *self, const LbValue *values, LbStagedPlace *place, gint64 src_row, GError **error)
{
  int next = (int) self->n_written + 1;
  gboolean stands = FALSE;

  place->id = place->found;
  bind_written (self, self->same, values, place);
  sqlite3_bind_int64 (self->same, next, place->id);
  if (!lb_stage_stands (self, self->same, &stands, error))
    return FALSE;
  if (stands) {
    leave (self, place->id, src_row);
    return TRUE;
  }
  if (!lb_stage_keep (self, self->kind->table, place->id, error))
    return FALSE;
  bind_written (self, self->update, values, place);
  sqlite3_bind_int64 (self->update, next, self->batch);
  sqlite3_bind_int64 (self->update, next + 1, src_row);
  sqlite3_bind_int64 (self->update, next + 2, place->id);
  return lb_db_run (self->db, self->update, error);
}
