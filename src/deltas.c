#include "config.h"
#include "src/deltas.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/relations.h"

#include <math.h>
#include <string.h>

/* Virtual-machine steps between two looks at the clock: about a millisecond. */
#define STEPS_PER_LOOK 20000

enum {
  COLUMN_REGION, COLUMN_DAY, COLUMN_NUMERATOR, COLUMN_DENOMINATOR, COLUMN_PERSONS, COLUMN_ROW_TABLE, COLUMN_ROW_ID, N_COLUMNS
};

/* The first four are there in any query; persons, and the two that name a row, where the query gives them. */
#define N_NEEDED COLUMN_PERSONS

static const char *const column_names[N_COLUMNS] = {"region_id", "day", "numerator", "denominator", "persons", "row_table", "row_id"};

typedef struct {
  gint64 deadline; /* monotonic µs */
  double seconds;
  gboolean late;
  gboolean denied;
  GCancellable *cancellable;
} Watch;

struct _LbDeltaReader {
  LbDb *db;
  Watch watch; /* of the query that runs */
};

/* What an indicator has no business with: code from outside, chance, and today's date, which would make a
 * figure impossible to make again. */
static const char *const barred_functions[] = {
  "load_extension", "random", "randomblob", "current_date", "current_time", "current_timestamp",
  "fts3_tokenizer", "readfile", "writefile", "edit"};

static int
authorize (void *data, int action, const char *first, const char *second, const char *database,
           const char *trigger)
{
  Watch *watch = data;
  gboolean allowed = action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE ||
                     action == SQLITE_FUNCTION;

  (void) first;
  (void) database;
  (void) trigger;
  for (gsize i = 0; action == SQLITE_FUNCTION && i < G_N_ELEMENTS (barred_functions); i++)
    allowed = allowed && g_ascii_strcasecmp (second, barred_functions[i]) != 0;
  watch->denied = watch->denied || !allowed;
  return allowed ? SQLITE_OK : SQLITE_DENY;
}

static int
look_at_clock (void *data)
{
  Watch *watch = data;

  watch->late = g_get_monotonic_time () > watch->deadline;
  return watch->late || g_cancellable_is_cancelled (watch->cancellable);
}

static gboolean
refuse_statement (const LbIndicator *indicator, sqlite3 *handle, const Watch *watch, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (watch->cancellable, error))
    return FALSE;
  if (watch->late)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: the query was stopped after %g seconds; make it simpler"), indicator->path,
                 watch->seconds);
  else if (watch->denied)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: the query does more than read the project, and so it is not run"), indicator->path);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: the query fails: %s"), indicator->path,
                 sqlite3_errmsg (handle));
  return FALSE;
}

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

/* (transfer full): the only statement of the file, ready to step. */
static sqlite3_stmt *
prepare (const LbIndicator *indicator, sqlite3 *handle, Watch *watch, GError **error)
{
  sqlite3_stmt *query = NULL, *second = NULL;
  const char *tail = NULL;

  gboolean good = sqlite3_prepare_v3 (handle, indicator->sql, -1, 0, &query, &tail) == SQLITE_OK;
  if (good && query != NULL && !sqlite3_stmt_readonly (query)) /* VACUUM asks no authorizer */
    watch->denied = TRUE;
  if (!good || watch->denied) {
    refuse_statement (indicator, handle, watch, error);
    sqlite3_finalize (query);
    return NULL;
  }
  /* Comments and blanks after the query compile to nothing; anything else is a second statement. */
  if (query == NULL || sqlite3_prepare_v3 (handle, tail, -1, 0, &second, NULL) != SQLITE_OK || second != NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: there must be exactly one query in the file"),
                 indicator->path);
    sqlite3_finalize (second);
    sqlite3_finalize (query);
    return NULL;
  }
  if (!check_columns (indicator, query, error) || !bind_facet (indicator, query, error)) {
    sqlite3_finalize (query);
    return NULL;
  }
  return query;
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
  return result == SQLITE_DONE || refuse_statement (indicator, lb_db_get_handle (self->db), &self->watch, error);
}

LbDeltaReader *
lb_delta_reader_open (const char *path, gboolean keep, GError **error)
{
  g_autoptr (LbDeltaReader) self = g_new0 (LbDeltaReader, 1);

  self->db = lb_db_open (path, LB_DB_READ, error);
  if (self->db == NULL || !lb_relations_make (self->db, error) || (keep && !lb_relations_keep (self->db, error)))
    return NULL;
  sqlite3 *handle = lb_db_get_handle (self->db);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, LB_LIMIT_QUERY_VALUE);
  sqlite3_set_authorizer (handle, authorize, &self->watch);
  sqlite3_progress_handler (handle, STEPS_PER_LOOK, look_at_clock, &self->watch);
  return g_steal_pointer (&self);
}

void
lb_delta_reader_close (LbDeltaReader *self)
{
  if (self->db != NULL)
    lb_db_close (self->db);
  g_free (self);
}

gboolean
lb_delta_reader_run (LbDeltaReader *self, const LbIndicator *indicator, const LbRegionTree *regions, double seconds,
                     LbDeltaFunc func, gpointer data, gboolean *has_persons, GCancellable *cancellable,
                     GError **error)
{
  self->watch = (Watch){g_get_monotonic_time () + (gint64) (seconds * 1e6), seconds, FALSE, FALSE, cancellable};

  sqlite3_stmt *query = prepare (indicator, lb_db_get_handle (self->db), &self->watch, error);
  if (query == NULL)
    return FALSE;
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
