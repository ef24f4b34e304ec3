#include "config.h"
#include "reports/list.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/mask.h"
#include "src/number.h"
#include "src/paths.h"

#include <math.h>
#include <string.h>

#define NOTHING "—"

typedef struct {
  int region;
  guint row; /* its place among the rows */
} LbRowPlace;

static void
column_clear (gpointer data)
{
  LbListColumn *column = data;

  g_free (column->head);
  g_free (column->group);
}

static void
row_free (gpointer data)
{
  LbListRow *row = data;

  g_strfreev (row->cells);
  g_free (row->numbers);
  g_free (row);
}

void
lb_list_free (LbList *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->source);
  g_free (self->path);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->by_region);
  g_free (self);
}

int
lb_list_find_column (const LbList *self, const char *head)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (g_array_index (self->columns, LbListColumn, i).head, head))
      return (int) i;
  return -1;
}

static gboolean G_GNUC_PRINTF (4, 5)
fail (const LbList *self, guint line, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, "%s:%u: %s", self->path, line, message);
  return FALSE;
}

/* One "-- key: value" of the header about the columns. */
static gboolean
read_column_key (LbList *self, const char *key, const char *value, guint line, GError **error)
{
  static const struct {
    const char *key;
    LbCellKind kind;
  } kinds[] = {{"number", LB_CELL_NUMBER}, {"date", LB_CELL_DATE}, {"mask", LB_CELL_NAME}, {"household", LB_CELL_HOUSEHOLD},
             {"quoting", LB_CELL_QUOTING}};
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  if (g_str_equal (key, "group")) {
    for (guint i = 2; g_strv_length (words) > 2 && words[i] != NULL; i++) {
      int at = lb_list_find_column (self, words[i]);
      if (at < 0)
        return fail (self, line, error, _ ("the query has no column “%s”"), words[i]);
      g_free (g_array_index (self->columns, LbListColumn, (guint) at).group);
      g_array_index (self->columns, LbListColumn, (guint) at).group = g_strdup (words[0]);
    }
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (!g_str_equal (kinds[i].key, key))
      continue;
    int at = words[0] == NULL ? -1 : lb_list_find_column (self, words[0]);
    if (at < 0)
      return fail (self, line, error, _ ("the query has no column “%s”"), value);
    LbListColumn *column = &g_array_index (self->columns, LbListColumn, (guint) at);
    column->kind = kinds[i].kind;
    column->decimals = words[1] == NULL ? 0 : (int) CLAMP (g_ascii_strtoll (words[1], NULL, 10), 0, 6);
    return TRUE;
  }
  return fail (self, line, error, _ ("unknown key “%s”"), key);
}

static gboolean
read_public (LbList *self, const char *value, guint line, GError **error)
{
  static const char *const words[] = {[LB_PUBLIC_ROWS] = "rows", [LB_PUBLIC_COUNTS] = "counts", [LB_PUBLIC_CELLS] = "cells",
                                      [LB_PUBLIC_WHOLE] = "whole"};

  for (int i = LB_PUBLIC_ROWS; i <= LB_PUBLIC_WHOLE; i++)
    if (g_str_equal (words[i], value)) {
      self->open = (LbListPublic) i;
      return TRUE;
    }
  return fail (self, line, error, _ ("“public: %s”: write rows, counts, cells or whole"), value);
}

/* The comment lines at the top. */
static gboolean
read_header (LbList *self, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && g_str_has_prefix (lines[i], "--"); i++) {
    char *colon = strchr (lines[i], ':');
    if (colon == NULL)
      continue;
    *colon = '\0';
    const char *key = g_strstrip (lines[i] + 2), *value = g_strstrip (colon + 1);
    if (g_str_equal (key, "id")) {
      if (!g_str_equal (value, self->id))
        return fail (self, i + 1, error, _ ("the id must be that of the file, “%s”"), self->id);
    } else if (g_str_equal (key, "title")) {
      g_free (self->title);
      self->title = g_strdup (value);
    } else if (g_str_equal (key, "source")) {
      g_free (self->source);
      self->source = g_strdup (value);
    } else if (g_str_equal (key, "sum"))
      self->sum = TRUE;
    else if (g_str_equal (key, "public")) {
      if (!read_public (self, value, i + 1, error))
        return FALSE;
    }
    else if (!read_column_key (self, key, value, i + 1, error))
      return FALSE;
  }
  if (self->open > LB_PUBLIC_ROWS && !self->sum)
    return fail (self, 1, error, _ ("counts for publication need the line “sum: yes”"));
  return self->title != NULL ? TRUE : fail (self, 1, error, _ ("the header has no title"));
}

static void
add_columns (LbList *self, sqlite3_stmt *query)
{
  for (int i = 0; i < sqlite3_column_count (query); i++) {
    LbListColumn column = {g_strdup (sqlite3_column_name (query, i)), g_strdup (""), LB_CELL_TEXT, 0, FALSE};
    column.hidden = column.head[0] == '_';
    g_array_append_val (self->columns, column);
  }
}

static char *
dup_number (double value, const LbListColumn *column)
{
  return isnan (value) ? g_strdup (NOTHING) : lb_format_number (value, column->decimals);
}

static char *
read_cell (const LbListColumn *column, gboolean names, sqlite3_stmt *query, int at, double *number)
{
  const char *text = (const char *) sqlite3_column_text (query, at);

  *number = NAN;
  if (text == NULL || *text == '\0')
    return g_strdup (NOTHING);
  if (column->hidden || column->kind == LB_CELL_NUMBER)
    *number = sqlite3_column_double (query, at);
  if (column->kind == LB_CELL_NUMBER)
    return dup_number (*number, column);
  if (column->kind == LB_CELL_NAME && !names)
    return lb_mask_name (text);
  if (column->kind == LB_CELL_QUOTING && !names)
    return lb_mask_quoted (text);
  if (column->kind != LB_CELL_DATE)
    return g_strdup (text);
  gboolean is_day = sqlite3_column_type (query, at) == SQLITE_INTEGER;
  gint32 day = is_day ? (gint32) sqlite3_column_int (query, at) : lb_day_from_text (text);
  *number = day == LB_DAY_NONE ? NAN : day;
  return is_day ? lb_day_to_text (day) : g_strdup (text);
}

static void
add_row (LbList *self, const LbListContext *context, sqlite3_stmt *query)
{
  LbListRow *row = g_new0 (LbListRow, 1);

  row->region = -1;
  row->cells = g_new0 (char *, self->columns->len + 1);
  row->numbers = g_new (double, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++) {
    const LbListColumn *column = &g_array_index (self->columns, LbListColumn, i);
    row->cells[i] = read_cell (column, context->names, query, (int) i, &row->numbers[i]);
    if (g_str_equal (column->head, "_region") && !isnan (row->numbers[i]))
      row->region = lb_region_tree_find_id (context->regions, (gint64) row->numbers[i]);
  }
  g_ptr_array_add (self->rows, row);
}

static gboolean
run (LbList *self, const LbListContext *context, const char *text, GError **error)
{
  sqlite3_stmt *query = lb_guard_prepare (context->guard, self->path, text, LB_LIMIT_QUERY_SECONDS, context->cancellable, error);
  int result;

  if (query == NULL)
    return FALSE;
  add_columns (self, query);
  gboolean good = read_header (self, text, error);
  int as_of = sqlite3_bind_parameter_index (query, ":as_of"), since = sqlite3_bind_parameter_index (query, ":since");
  if (good && sqlite3_bind_parameter_count (query) > (as_of > 0) + (since > 0))
    good = fail (self, 1, error, _ ("a list has no parameters but :as_of and :since"));
  if (as_of > 0)
    sqlite3_bind_int (query, as_of, context->as_of);
  if (since > 0 && context->since != LB_DAY_NONE)
    sqlite3_bind_int (query, since, context->since);
  while (good && (result = sqlite3_step (query)) != SQLITE_DONE) {
    if (result == SQLITE_ROW && self->rows->len < LB_LIMIT_DELTAS)
      add_row (self, context, query);
    else
      good = result != SQLITE_ROW ? lb_guard_refuse (context->guard, error)
                                  : fail (self, 1, error, _ ("the query gives more than %d rows"), LB_LIMIT_DELTAS);
  }
  sqlite3_finalize (query);
  return good;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const LbRowPlace *first = a, *second = b;

  if (first->region != second->region)
    return first->region < second->region ? -1 : 1;
  return (first->row > second->row) - (first->row < second->row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return ((const LbRowPlace *) a)->row < ((const LbRowPlace *) b)->row ? -1 : 1;
}

/* A report of each of a thousand villages asks a list a thousand times. */
static void
order_by_region (LbList *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    LbRowPlace place = {((const LbListRow *) g_ptr_array_index (self->rows, i))->region, i};
    g_array_append_val (self->by_region, place);
  }
  g_array_sort (self->by_region, compare_places);
}

/* The first place of a region not before @region. */
static guint
find_place (const LbList *self, int region)
{
  guint low = 0, high = self->by_region->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (self->by_region, LbRowPlace, middle).region < region)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* (transfer full): places of the rows within @scope, in the order of the query. Rows of no place are told of the whole county; those of a
 * list that has no places, of every region. */
static GArray *
list_within (const LbList *self, const LbRegionTree *regions, guint scope)
{
  const LbRegion *region = lb_region_tree_get (regions, scope);
  gboolean everywhere = region->parent < 0 || lb_list_find_column (self, "_region") < 0;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (LbRowPlace));
  guint nowhere = everywhere ? find_place (self, 0) : 0, from = find_place (self, (int) scope);

  g_array_append_vals (places, self->by_region->data, nowhere);
  g_array_append_vals (places, &g_array_index (self->by_region, LbRowPlace, from), find_place (self, (int) region->end) - from);
  g_array_sort (places, compare_rows);
  return places;
}

/* (transfer full): the query and where it is: beside the project, else shipped; NULL: there is none. */
static char *
read_query (const char *project_path, const char *id, char **path)
{
  g_autofree char *file = g_strconcat (id, ".sql", NULL), *dir = g_path_get_dirname (project_path);
  char *text = NULL;

  *path = g_build_filename (dir, "lists", file, NULL);
  if (!g_file_test (*path, G_FILE_TEST_EXISTS)) {
    g_free (*path);
    *path = lb_paths_data ("reports", "lists", file, NULL);
  }
  return strpbrk (id, "/\\") == NULL && g_file_get_contents (*path, &text, NULL, NULL) ? text : NULL;
}

gboolean
lb_list_needs_checks (const char *project_path, const char *id)
{
  g_autofree char *path = NULL, *text = read_query (project_path, id, &path);

  return text != NULL && strstr (text, "check_hit") != NULL;
}

LbList *
lb_list_new (const LbListContext *context, const char *project_path, const char *id, GError **error)
{
  g_autoptr (LbList) self = g_new0 (LbList, 1);
  g_autofree char *text = NULL;

  self->id = g_strdup (id);
  self->source = g_strdup ("");
  self->columns = g_array_new (FALSE, FALSE, sizeof (LbListColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->by_region = g_array_new (FALSE, FALSE, sizeof (LbRowPlace));
  text = read_query (project_path, id, &self->path);
  if (text == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("there is no list “%s”"), id);
    return NULL;
  }
  if (!run (self, context, text, error))
    return NULL;
  order_by_region (self);
  return g_steal_pointer (&self);
}

typedef struct {
  guint own, outer;
} Joint;

/* (transfer full) (element-type Joint): the hidden columns that both lists have, _region aside. */
static GArray *
find_joints (const LbList *self, const LbList *outer)
{
  GArray *joints = g_array_new (FALSE, FALSE, sizeof (Joint));

  for (guint i = 0; outer != NULL && i < self->columns->len; i++) {
    const LbListColumn *column = &g_array_index (self->columns, LbListColumn, i);
    int other = column->hidden && !g_str_equal (column->head, "_region") ? lb_list_find_column (outer, column->head) : -1;
    Joint joint = {i, (guint) other};
    if (other >= 0)
      g_array_append_val (joints, joint);
  }
  return joints;
}

static gboolean
agrees (const GArray *joints, const LbListRow *row, const LbListRow *outer_row)
{
  for (guint i = 0; i < joints->len; i++) {
    const Joint *joint = &g_array_index (joints, Joint, i);
    if (!g_str_equal (row->cells[joint->own], outer_row->cells[joint->outer]))
      return FALSE;
  }
  return TRUE;
}

/* Adds @row to the one of @sums that has the same texts. */
static void
add_up (const LbList *self, GPtrArray *sums, GHashTable *known, const LbListRow *row)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++) {
    const LbListColumn *column = &g_array_index (self->columns, LbListColumn, i);
    if (!column->hidden && column->kind != LB_CELL_NUMBER)
      g_string_append_printf (key, "%s\n", row->cells[i]);
  }
  LbListRow *sum = g_hash_table_lookup (known, key->str);
  if (sum == NULL) {
    sum = g_new0 (LbListRow, 1);
    sum->region = row->region;
    sum->cells = g_strdupv (row->cells);
    sum->numbers = g_memdup2 (row->numbers, self->columns->len * sizeof (double));
    g_ptr_array_add (sums, sum);
    g_hash_table_insert (known, g_strdup (key->str), sum);
    return;
  }
  for (guint i = 0; i < self->columns->len; i++) {
    const LbListColumn *column = &g_array_index (self->columns, LbListColumn, i);
    if (column->hidden || column->kind != LB_CELL_NUMBER || isnan (row->numbers[i]))
      continue;
    sum->numbers[i] = isnan (sum->numbers[i]) ? row->numbers[i] : sum->numbers[i] + row->numbers[i];
    g_free (sum->cells[i]);
    sum->cells[i] = dup_number (sum->numbers[i], column);
  }
}

GPtrArray *
lb_list_select (const LbList *self, const LbRegionTree *regions, guint scope, const LbList *outer, const LbListRow *row)
{
  GPtrArray *rows = self->sum ? g_ptr_array_new_with_free_func (row_free) : g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) places = list_within (self, regions, scope);
  g_autoptr (GArray) joints = find_joints (self, outer);

  for (guint i = 0; i < places->len; i++) {
    LbListRow *candidate = g_ptr_array_index (self->rows, g_array_index (places, LbRowPlace, i).row);
    if (!agrees (joints, candidate, row))
      continue;
    if (self->sum)
      add_up (self, rows, known, candidate);
    else
      g_ptr_array_add (rows, candidate);
  }
  return rows;
}
