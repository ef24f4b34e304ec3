#include "config.h"
#include "src/rows-table.h"

#include <string.h>

#define POINTER_TYPE "lb-rows"

typedef struct {
  sqlite3_vtab_cursor base;
  const LbRows *rows; /* NULL: none were given */
  guint at;
} Cursor;

static int
connect_table (sqlite3 *handle, void *data, int argc, const char *const *argv, sqlite3_vtab **table, char **problem)
{
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE x (");

  (void) data, (void) argc, (void) argv, (void) problem;
  for (guint i = 0; i < LB_ROWS_MOST_COLUMNS; i++)
    g_string_append_printf (sql, "c%u, ", i);
  g_string_append (sql, "rows HIDDEN)");
  int result = sqlite3_declare_vtab (handle, sql->str);
  if (result != SQLITE_OK)
    return result;
  *table = sqlite3_malloc (sizeof **table);
  if (*table == NULL)
    return SQLITE_NOMEM;
  memset (*table, 0, sizeof **table);
  return SQLITE_OK;
}

static int
disconnect_table (sqlite3_vtab *table)
{
  sqlite3_free (table);
  return SQLITE_OK;
}

/* The argument is all that can be asked for. */
static int
choose_way (sqlite3_vtab *table, sqlite3_index_info *info)
{
  (void) table;
  for (int i = 0; i < info->nConstraint; i++)
    if (info->aConstraint[i].iColumn == LB_ROWS_MOST_COLUMNS && info->aConstraint[i].usable &&
        info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ) {
      info->aConstraintUsage[i].argvIndex = 1;
      info->aConstraintUsage[i].omit = 1;
      info->idxNum = 1;
    }
  return SQLITE_OK;
}

static int
open_cursor (sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
  Cursor *self = sqlite3_malloc (sizeof *self);

  (void) table;
  if (self == NULL)
    return SQLITE_NOMEM;
  memset (self, 0, sizeof *self);
  *cursor = &self->base;
  return SQLITE_OK;
}

static int
close_cursor (sqlite3_vtab_cursor *cursor)
{
  sqlite3_free (cursor);
  return SQLITE_OK;
}

static int
start (sqlite3_vtab_cursor *cursor, int way, const char *text, int argc, sqlite3_value **argv)
{
  Cursor *self = (Cursor *) cursor;

  (void) text;
  self->rows = way == 1 && argc == 1 ? sqlite3_value_pointer (argv[0], POINTER_TYPE) : NULL;
  self->at = 0;
  return SQLITE_OK;
}

static int
next_row (sqlite3_vtab_cursor *cursor)
{
  ((Cursor *) cursor)->at++;
  return SQLITE_OK;
}

static int
is_at_end (sqlite3_vtab_cursor *cursor)
{
  const Cursor *self = (const Cursor *) cursor;

  return self->rows == NULL || self->at >= self->rows->n_rows;
}

static int
give_cell (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  const Cursor *self = (const Cursor *) cursor;

  if ((guint) column >= self->rows->n_columns)
    return SQLITE_OK; /* NULL */
  const LbCell *cell = &self->rows->cells[(gsize) self->at * self->rows->n_columns + (guint) column];
  switch (cell->type) {
  case LB_CELL_INTEGER: sqlite3_result_int64 (context, cell->integer); break;
  case LB_CELL_REAL: sqlite3_result_double (context, cell->real); break;
  case LB_CELL_TEXT:
  case LB_CELL_WORD: sqlite3_result_text (context, cell->bytes, cell->length, SQLITE_STATIC); break;
  case LB_CELL_BLOB: sqlite3_result_blob (context, cell->bytes, cell->length, SQLITE_STATIC); break;
  default: break;
  }
  return SQLITE_OK;
}

static int
give_number (sqlite3_vtab_cursor *cursor, sqlite3_int64 *number)
{
  *number = ((const Cursor *) cursor)->at;
  return SQLITE_OK;
}

int
lb_rows_table_register (sqlite3 *handle)
{
  /* Without xCreate it exists by its name alone, in no schema. */
  static const sqlite3_module module = {
    .xConnect = connect_table, .xBestIndex = choose_way, .xDisconnect = disconnect_table, .xOpen = open_cursor,
    .xClose = close_cursor, .xFilter = start, .xNext = next_row, .xEof = is_at_end, .xColumn = give_cell, .xRowid = give_number};

  return sqlite3_create_module (handle, "lb_rows", &module, NULL);
}

void
lb_rows_bind (sqlite3_stmt *statement, int parameter, const LbRows *rows)
{
  sqlite3_bind_pointer (statement, parameter, (void *) rows, POINTER_TYPE, NULL);
}

LbCell
lb_cell_text (const char *text)
{
  if (text == NULL)
    return (LbCell){.type = LB_CELL_NULL};
  return (LbCell){.type = LB_CELL_TEXT, .bytes = text, .length = (int) strlen (text)};
}

LbCell
lb_cell_word (const char *word)
{
  LbCell cell = lb_cell_text (word);

  if (word != NULL)
    cell.type = LB_CELL_WORD;
  return cell;
}

void
lb_cell_bind (const LbCell *cell, sqlite3_stmt *statement, int parameter)
{
  switch (cell->type) {
  case LB_CELL_INTEGER: sqlite3_bind_int64 (statement, parameter, cell->integer); break;
  case LB_CELL_REAL: sqlite3_bind_double (statement, parameter, cell->real); break;
  case LB_CELL_TEXT: sqlite3_bind_text (statement, parameter, cell->bytes, cell->length, SQLITE_TRANSIENT); break;
  case LB_CELL_WORD: sqlite3_bind_text (statement, parameter, cell->bytes, cell->length, SQLITE_STATIC); break;
  case LB_CELL_BLOB: sqlite3_bind_blob (statement, parameter, cell->bytes, cell->length, SQLITE_TRANSIENT); break;
  default: sqlite3_bind_null (statement, parameter);
  }
}
