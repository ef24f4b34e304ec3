#include "config.h"
#include "src/hits-table.h"
#include "src/date.h"
#include "src/i18n.h"

#include <string.h>

enum { COLUMN_RULE, COLUMN_SEVERITY, COLUMN_REGION, COLUMN_HOUSEHOLD, COLUMN_FIRST, COLUMN_LAST, COLUMN_NAME };

typedef struct {
  sqlite3_vtab base;
  const GPtrArray *lists; /* the module's */
} Table;

typedef struct {
  sqlite3_vtab_cursor base;
  const GPtrArray *lists;
  guint list, at; /* the hit; @list is their number at the end */
  gint64 number;
} Cursor;

static int
connect_table (sqlite3 *handle, void *data, int argc, const char *const *argv, sqlite3_vtab **table, char **problem)
{
  Table *self = NULL;

  (void) argc, (void) argv, (void) problem;
  int result = sqlite3_declare_vtab (handle, "CREATE TABLE x (rule TEXT, severity TEXT, region_id INTEGER, household_id INTEGER,"
                                             " first_day INTEGER, last_day INTEGER, name TEXT)");
  if (result != SQLITE_OK)
    return result;
  self = sqlite3_malloc (sizeof *self);
  if (self == NULL)
    return SQLITE_NOMEM;
  memset (self, 0, sizeof *self);
  self->lists = data;
  *table = &self->base;
  return SQLITE_OK;
}

static int
disconnect_table (sqlite3_vtab *table)
{
  sqlite3_free (table);
  return SQLITE_OK;
}

/* From the first to the last is the only way. */
static int
choose_way (sqlite3_vtab *table, sqlite3_index_info *info)
{
  const Table *self = (const Table *) table;
  gint64 n = 1;

  for (guint i = 0; i < self->lists->len; i++)
    n += ((const GArray *) self->lists->pdata[i])->len;
  info->estimatedRows = n;
  info->estimatedCost = (double) n;
  return SQLITE_OK;
}

static int
open_cursor (sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
  Cursor *self = sqlite3_malloc (sizeof *self);

  if (self == NULL)
    return SQLITE_NOMEM;
  memset (self, 0, sizeof *self);
  self->lists = ((const Table *) table)->lists;
  *cursor = &self->base;
  return SQLITE_OK;
}

static int
close_cursor (sqlite3_vtab_cursor *cursor)
{
  sqlite3_free (cursor);
  return SQLITE_OK;
}

static const GArray *
get_list (const Cursor *self)
{
  return self->lists->pdata[self->list];
}

static void
skip_empty_lists (Cursor *self)
{
  while (self->list < self->lists->len && self->at >= get_list (self)->len) {
    self->list++;
    self->at = 0;
  }
}

static int
start (sqlite3_vtab_cursor *cursor, int way, const char *text, int argc, sqlite3_value **argv)
{
  Cursor *self = (Cursor *) cursor;

  (void) way, (void) text, (void) argc, (void) argv;
  self->list = self->at = 0;
  self->number = 0;
  skip_empty_lists (self);
  return SQLITE_OK;
}

static int
next_row (sqlite3_vtab_cursor *cursor)
{
  Cursor *self = (Cursor *) cursor;

  self->at++;
  self->number++;
  skip_empty_lists (self);
  return SQLITE_OK;
}

static int
is_at_end (sqlite3_vtab_cursor *cursor)
{
  const Cursor *self = (const Cursor *) cursor;

  return self->list >= self->lists->len;
}

/* What is not told stays NULL. */
static int
give_cell (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  const Cursor *self = (const Cursor *) cursor;
  const LbHit *hit = &g_array_index (get_list (self), LbHit, self->at);

  if (column == COLUMN_RULE)
    sqlite3_result_text (context, hit->check->id, -1, SQLITE_STATIC);
  else if (column == COLUMN_SEVERITY)
    sqlite3_result_text (context, lb_hit_get_severity (hit), -1, SQLITE_STATIC);
  else if (column == COLUMN_REGION && hit->region_id != 0)
    sqlite3_result_int64 (context, hit->region_id);
  else if (column == COLUMN_HOUSEHOLD && hit->household_id != 0)
    sqlite3_result_int64 (context, hit->household_id);
  else if (column == COLUMN_FIRST && hit->since != LB_DAY_ALWAYS)
    sqlite3_result_int (context, hit->since);
  else if (column == COLUMN_LAST && hit->until != LB_DAY_NONE)
    sqlite3_result_int (context, hit->until);
  else if (column == COLUMN_NAME)
    sqlite3_result_text (context, hit->check->name, -1, SQLITE_STATIC);
  return SQLITE_OK;
}

static int
give_number (sqlite3_vtab_cursor *cursor, sqlite3_int64 *number)
{
  *number = ((const Cursor *) cursor)->number;
  return SQLITE_OK;
}

static void
drop_lists (void *lists)
{
  g_ptr_array_unref (lists);
}

gboolean
lb_hits_table_make (LbDb *db, GPtrArray *lists, GError **error)
{
  /* Without xCreate it exists by its name alone, in no schema. */
  static const sqlite3_module module = {
    .xConnect = connect_table, .xBestIndex = choose_way, .xDisconnect = disconnect_table, .xOpen = open_cursor,
    .xClose = close_cursor, .xFilter = start, .xNext = next_row, .xEof = is_at_end, .xColumn = give_cell, .xRowid = give_number};

  if (sqlite3_create_module_v2 (lb_db_get_handle (db), "check_hit", &module, g_ptr_array_ref (lists), drop_lists) != SQLITE_OK) {
    lb_db_set_error (db, _ ("read or change the project"), error);
    return FALSE;
  }
  return lb_db_exec (db, "SELECT 1 FROM check_hit LIMIT 0", error); /* declared once, before a guard that lets nothing be made */
}
