#include "config.h"
#include "src/row-batch.h"

struct _LbRowBatch {
  LbDb *db;
  sqlite3_stmt *statement; /* owned by the database */
  int n_columns;
  guint n, most;
};

static void
append_row (GString *sql, int n_columns)
{
  g_string_append_c (sql, '(');
  for (int i = 0; i < n_columns; i++)
    g_string_append (sql, i > 0 ? ", ?" : "?");
  g_string_append_c (sql, ')');
}

/* Rows that are not filled have NULL in their first column and are passed over. */
LbRowBatch *
lb_row_batch_new (LbDb *db, const char *table, const char *columns, guint most, GError **error)
{
  g_autoptr (LbRowBatch) self = g_new0 (LbRowBatch, 1);
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  g_autoptr (GString) sql = g_string_new (NULL);

  self->db = db;
  self->n_columns = (int) g_strv_length (names);
  self->most = most;
  g_string_printf (sql, "INSERT INTO %s (%s) SELECT * FROM (VALUES ", table, columns);
  for (guint i = 0; i < most; i++) {
    g_string_append (sql, i > 0 ? ", " : "");
    append_row (sql, self->n_columns);
  }
  g_string_append (sql, ") WHERE column1 IS NOT NULL");
  self->statement = lb_db_prepare (db, sql->str, error);
  return self->statement != NULL ? g_steal_pointer (&self) : NULL;
}

void
lb_row_batch_free (LbRowBatch *self)
{
  g_free (self);
}

int
lb_row_batch_begin_row (LbRowBatch *self)
{
  return (int) self->n * self->n_columns + 1;
}

sqlite3_stmt *
lb_row_batch_get_statement (LbRowBatch *self)
{
  return self->statement;
}

gboolean
lb_row_batch_end_row (LbRowBatch *self, GError **error)
{
  self->n++;
  return self->n < self->most || lb_row_batch_flush (self, error);
}

gboolean
lb_row_batch_flush (LbRowBatch *self, GError **error)
{
  if (self->n == 0)
    return TRUE;
  for (; self->n < self->most; self->n++)
    sqlite3_bind_null (self->statement, lb_row_batch_begin_row (self));
  self->n = 0;
  return lb_db_run (self->db, self->statement, error);
}
