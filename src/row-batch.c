#include "config.h"
#include "src/row-batch.h"

#include <string.h>

#define ROOM_BYTES (256 << 10)

struct _LbRowBatch {
  LbDb *db;
  sqlite3_stmt *statement; /* owned by the database */
  LbCell *cells;
  LbRows rows;             /* those that wait */
  guint most;
  char *room;              /* texts of the rows that wait */
  gsize size, used;
};

/* A row that cannot be stored ends the whole import, so that SQLite need not keep what each run of the statement would
 * take back (FAIL). */
LbRowBatch *
lb_row_batch_new (LbDb *db, const char *table, const char *columns, guint most, GError **error)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  guint n_columns = g_strv_length (names);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_assert (n_columns <= LB_ROWS_MOST_COLUMNS);
  g_string_printf (sql, "INSERT OR FAIL INTO %s (%s) SELECT c0", table, columns);
  for (guint i = 1; i < n_columns; i++)
    g_string_append_printf (sql, ", c%u", i);
  g_string_append (sql, " FROM lb_rows (?1)");
  sqlite3_stmt *statement = lb_db_prepare (db, sql->str, error);
  if (statement == NULL)
    return NULL;

  LbRowBatch *self = g_new0 (LbRowBatch, 1);
  self->db = db;
  self->statement = statement;
  self->most = most;
  self->cells = g_new0 (LbCell, (gsize) most * n_columns);
  self->rows = (LbRows){self->cells, n_columns, 0};
  self->size = most > 1 ? ROOM_BYTES : 0;
  self->room = g_malloc (self->size);
  return self;
}

void
lb_row_batch_free (LbRowBatch *self)
{
  g_free (self->cells);
  g_free (self->room);
  g_free (self);
}

LbCell *
lb_row_batch_begin_row (LbRowBatch *self)
{
  return self->cells + (gsize) self->rows.n_rows * self->rows.n_columns;
}

static gboolean
may_go (const LbCell *cell)
{
  return cell->type == LB_CELL_TEXT || cell->type == LB_CELL_BLOB;
}

/* Copies what the cells of a new row point to. FALSE: there is no room for it. */
static gboolean
keep_texts (LbRowBatch *self, LbCell *cells)
{
  gsize need = 0;

  for (guint i = 0; i < self->rows.n_columns; i++)
    need += may_go (&cells[i]) ? (gsize) cells[i].length : 0;
  if (need > self->size - self->used)
    return FALSE;
  for (guint i = 0; i < self->rows.n_columns; i++)
    if (may_go (&cells[i])) {
      cells[i].bytes = memcpy (self->room + self->used, cells[i].bytes, (gsize) cells[i].length);
      self->used += (gsize) cells[i].length;
    }
  return TRUE;
}

gboolean
lb_row_batch_end_row (LbRowBatch *self, GError **error)
{
  gboolean may_wait = self->most > 1 && keep_texts (self, lb_row_batch_begin_row (self));

  self->rows.n_rows++;
  return (may_wait && self->rows.n_rows < self->most) || lb_row_batch_flush (self, error);
}

gboolean
lb_row_batch_flush (LbRowBatch *self, GError **error)
{
  if (self->rows.n_rows == 0)
    return TRUE;
  lb_rows_bind (self->statement, 1, &self->rows);
  gboolean stored = lb_db_run (self->db, self->statement, error);
  sqlite3_clear_bindings (self->statement);
  self->rows.n_rows = 0;
  self->used = 0;
  return stored;
}
