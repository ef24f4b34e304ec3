/* rows-table.h - rows of a C array as a table of SQL
 *
 * "INSERT INTO t (a, b) SELECT c0, c1 FROM lb_rows (?1)" stores many rows with one run of one statement, and SQLite
 * takes each cell where it lies: no parameter is bound, nothing is copied in between. The table exists on every
 * connection (db.h) and is empty unless C hands it rows, so SQL of users finds nothing in it. One thread at a time.
 */
#pragma once
#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define LB_ROWS_MOST_COLUMNS 64

typedef enum {
  LB_CELL_NULL,
  LB_CELL_INTEGER,
  LB_CELL_REAL,
  LB_CELL_TEXT,  /* @bytes may go when the row is ended */
  LB_CELL_WORD,  /* @bytes stay: a constant, a word of the aliases */
  LB_CELL_BLOB,  /* as TEXT                             */
} LbCellType;

typedef struct {
  LbCellType type;
  int length; /* of @bytes */
  union {
    gint64 integer;
    double real;
    const char *bytes;
  };
} LbCell;

/* What the table shows: @n_rows times @n_columns cells, row by row. Must stay while the statement runs. */
typedef struct {
  const LbCell *cells;
  guint n_columns, n_rows;
} LbRows;

int  lb_rows_table_register (sqlite3 *handle);
/* Gives @rows to the statement's parameter. */
void lb_rows_bind (sqlite3_stmt *statement, int parameter, const LbRows *rows);

static inline LbCell
lb_cell_integer (gint64 integer)
{
  return (LbCell){.type = LB_CELL_INTEGER, .integer = integer};
}

/* No id is 0: it stands for none. */
static inline LbCell
lb_cell_id (gint64 id)
{
  return (LbCell){.type = id != 0 ? LB_CELL_INTEGER : LB_CELL_NULL, .integer = id};
}

/* NULL: SQL NULL. */
LbCell lb_cell_text (const char *text);
LbCell lb_cell_word (const char *word);
/* Binds a copy of @cell to a statement's parameter. */
void   lb_cell_bind (const LbCell *cell, sqlite3_stmt *statement, int parameter);

G_END_DECLS
