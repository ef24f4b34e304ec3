#include "config.h"
#include "src/deltas.h"
#include "src/check.h"
#include "src/date.h"
#include "src/error.h"
#include "src/guard.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/relations.h"

#include <math.h>
#include <string.h>

enum {
  COLUMN_REGION, COLUMN_DAY, COLUMN_NUMERATOR, COLUMN_DENOMINATOR, COLUMN_PERSONS, COLUMN_ROW_TABLE, COLUMN_ROW_ID, N_COLUMNS
};

/* The first four are there in any query; persons, and the two that name a row, where the query gives them. */
#define N_NEEDED COLUMN_PERSONS

static const char *const column_names[N_COLUMNS] = {"region_id", "day", "numerator", "denominator", "persons", "row_table", "row_id"};

struct _LbDeltaReader {
  LbDb *db;
  LbRules *rules;
  LbGuard *guard;
  gboolean checked; /* temp.check_hit is there */
};

static gboolean
check_columns (const LbIndicator *indicator, sqlite3_stmt *query, GError **error)
{
  int n = sqlite3_column_count (query), at = 0;

  for (int i = 0; i < N_COLUMNS && at < n; i++) /* in this order, some left out */
    if (g_ascii_strcasecmp (sqlite3_column_name (query, at), column_names[i]) == 0)
      at++;
    else if (i < N_NEEDED)
      break;
  if (at == n && n >= N_NEEDED)
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
               _ ("%s: the columns of the query must be region_id, day, numerator, denominator and, if it "
                  "counts households, persons; row_table and row_id may follow"),
               indicator->path);
  return FALSE;
}

/* The only parameter of a query is :facet. */
static gboolean
bind_facet (const LbIndicator *indicator, sqlite3_stmt *query, GError **error)
{
  int place = sqlite3_bind_parameter_index (query, ":facet");

  if (sqlite3_bind_parameter_count (query) > (place > 0 ? 1 : 0)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: a query has no parameter but :facet"), indicator->path);
    return FALSE;
  }
  if (place > 0 && indicator->facet != NULL)
    sqlite3_bind_text (query, place, indicator->facet, -1, SQLITE_TRANSIENT);
  return TRUE;
}

static gboolean
names_rows (sqlite3_stmt *query)
{
  int n = sqlite3_column_count (query);

  return n > N_NEEDED + 1 && g_ascii_strcasecmp (sqlite3_column_name (query, n - 1), column_names[COLUMN_ROW_ID]) == 0;
}

static gboolean
read_count (sqlite3_stmt *query, int column, double *value)
{
  int type = sqlite3_column_type (query, column);

  *value = sqlite3_column_double (query, column);
  return (type == SQLITE_INTEGER || type == SQLITE_FLOAT) && isfinite (*value);
}

static gboolean
read_delta (sqlite3_stmt *query, const LbRegionTree *regions, gboolean has_persons, LbDelta *delta, const char **wrong)
{
  gint64 id = sqlite3_column_int64 (query, COLUMN_REGION);
  gint64 day = sqlite3_column_int64 (query, COLUMN_DAY);
  int day_type = sqlite3_column_type (query, COLUMN_DAY);
  int region = sqlite3_column_type (query, COLUMN_REGION) == SQLITE_INTEGER
                 ? lb_region_tree_find_id (regions, id)
                 : -1;

  *wrong = column_names[COLUMN_REGION];
  if (region < 0)
    return FALSE;
  delta->region = (guint32) region;
  *wrong = column_names[COLUMN_DAY];
  if (day_type == SQLITE_NULL)
    delta->day = LB_DAY_ALWAYS;
  else if (day_type == SQLITE_INTEGER && day > LB_DAY_ALWAYS && day < LB_DAY_NONE)
    delta->day = (gint32) day;
  else
    return FALSE;
  *wrong = column_names[COLUMN_NUMERATOR];
  if (!read_count (query, COLUMN_NUMERATOR, &delta->numerator))
    return FALSE;
  *wrong = column_names[COLUMN_DENOMINATOR];
  if (!read_count (query, COLUMN_DENOMINATOR, &delta->denominator))
    return FALSE;
  *wrong = column_names[COLUMN_PERSONS];
  return !has_persons || read_count (query, COLUMN_PERSONS, &delta->persons);
}

static gboolean
counts_persons (sqlite3_stmt *query)
{
  return sqlite3_column_count (query) > COLUMN_PERSONS &&
         g_ascii_strcasecmp (sqlite3_column_name (query, COLUMN_PERSONS), column_names[COLUMN_PERSONS]) == 0;
}

static gboolean
step_all (LbDeltaReader *self, const LbIndicator *indicator, sqlite3_stmt *query, const LbRegionTree *regions,
          LbDeltaFunc func, gpointer data, GError **error)
{
  gboolean has_persons = counts_persons (query), named = names_rows (query);
  int last = sqlite3_column_count (query) - 1, result;
  guint n = 0;

  while ((result = sqlite3_step (query)) == SQLITE_ROW) {
    LbDelta delta = {0};
    const char *wrong = NULL;
    n++;
    if (!read_delta (query, regions, has_persons, &delta, &wrong)) {
      g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: row %u of the query's result has no usable %s"),
                   indicator->path, n, wrong);
      return FALSE;
    }
    if (n > LB_LIMIT_DELTAS) {
      g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: the query gives more than %d rows"),
                   indicator->path, LB_LIMIT_DELTAS);
      return FALSE;
    }
    if (delta.day == LB_DAY_NEVER)
      continue;
    if (!func (&delta, named ? (const char *) sqlite3_column_text (query, last - 1) : NULL,
               named ? sqlite3_column_int64 (query, last) : 0, data))
      return TRUE;
  }
  return result == SQLITE_DONE || lb_guard_refuse (self->guard, error);
}

LbDeltaReader *
lb_delta_reader_open (const char *path, LbRules *rules, gboolean keep, GError **error)
{
  g_autoptr (LbDeltaReader) self = g_new0 (LbDeltaReader, 1);

  self->db = lb_db_open (path, LB_DB_READ, error);
  self->rules = lb_rules_ref (rules);
  if (self->db == NULL || !lb_relations_make (self->db, error) || !lb_rules_register (rules, self->db, error) ||
      (keep && !lb_relations_keep (self->db, error)))
    return NULL;
  self->guard = lb_guard_new (self->db);
  return g_steal_pointer (&self);
}

void
lb_delta_reader_close (LbDeltaReader *self)
{
  g_clear_pointer (&self->guard, lb_guard_free);
  g_clear_pointer (&self->db, lb_db_close);
  lb_rules_unref (self->rules);
  g_free (self);
}

LbRules *
lb_delta_reader_get_rules (const LbDeltaReader *self)
{
  return self->rules;
}

/* The hits of the checks, for the queries that count them: work for a second, so only when one does. */
static gboolean
fill_checks (LbDeltaReader *self, const LbIndicator *indicator, GCancellable *cancellable, GError **error)
{
  if (self->checked || strstr (indicator->sql, "check_hit") == NULL)
    return TRUE;
  g_autoptr (GPtrArray) checks = lb_check_catalogue (lb_db_get_path (self->db), "zh", NULL);
  g_clear_pointer (&self->guard, lb_guard_free);
  self->checked = lb_checks_fill (self->db, self->rules, checks, cancellable, error);
  self->guard = lb_guard_new (self->db);
  return self->checked;
}

gboolean
lb_delta_reader_run (LbDeltaReader *self, const LbIndicator *indicator, const LbRegionTree *regions, double seconds,
                     LbDeltaFunc func, gpointer data, gboolean *has_persons, GCancellable *cancellable,
                     GError **error)
{
  if (!fill_checks (self, indicator, cancellable, error))
    return FALSE;
  sqlite3_stmt *query = lb_guard_prepare (self->guard, indicator->path, indicator->sql, seconds, cancellable, error);

  if (query == NULL || !check_columns (indicator, query, error) || !bind_facet (indicator, query, error)) {
    sqlite3_finalize (query);
    return FALSE;
  }
  gboolean done = step_all (self, indicator, query, regions, func, data, error);
  *has_persons = counts_persons (query);
  sqlite3_finalize (query);
  return done;
}

static gboolean
append (const LbDelta *delta, const char *row_table, gint64 row_id, gpointer data)
{
  (void) row_table;
  (void) row_id;
  g_array_append_vals (data, delta, 1);
  return TRUE;
}

GArray *
lb_deltas_read (LbDeltaReader *reader, const LbIndicator *indicator, const LbRegionTree *regions, double seconds,
                gboolean *has_persons, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) deltas = g_array_new (FALSE, FALSE, sizeof (LbDelta));

  if (!lb_delta_reader_run (reader, indicator, regions, seconds, append, deltas, has_persons, cancellable, error))
    return NULL;
  return g_steal_pointer (&deltas);
}
