#include "config.h"
#include "src/deltas.h"
#include "src/check.h"
#include "src/date.h"
#include "src/error.h"
#include "src/guard.h"
#include "src/hits-table.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/relations.h"

#include <math.h>
#include <string.h>

enum {
  COLUMN_REGION, COLUMN_DAY, COLUMN_FIRST, COLUMN_LAST, COLUMN_NUMERATOR, COLUMN_DENOMINATOR, COLUMN_PERSONS, COLUMN_FACET,
  COLUMN_ROW_TABLE, COLUMN_ROW_ID, N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = {"region_id", "day", "first", "last", "numerator", "denominator", "persons",
                                                    "facet", "row_table", "row_id"};

/* Where each column stands in a query, -1: nowhere. */
typedef struct {
  int at[N_COLUMNS];
} Layout;

struct _LbDeltaReader {
  LbDb *db;
  LbRules *rules;
  LbGuard *guard;
  LbCheckHits *hits; /* those that it found itself */
  gboolean checked;  /* check_hit is there         */
};

/* A row tells a day, or the first day of a span and the one after its last; it names the row that it comes from by table and
 * id, or not at all. */
static gboolean
has_what_it_needs (const Layout *layout)
{
  const int *at = layout->at;

  return at[COLUMN_REGION] >= 0 && at[COLUMN_NUMERATOR] >= 0 && at[COLUMN_DENOMINATOR] >= 0 &&
         (at[COLUMN_DAY] >= 0) != (at[COLUMN_FIRST] >= 0) && (at[COLUMN_FIRST] >= 0) == (at[COLUMN_LAST] >= 0) &&
         (at[COLUMN_ROW_TABLE] >= 0) == (at[COLUMN_ROW_ID] >= 0);
}

static gboolean
read_layout (const LbIndicator *indicator, sqlite3_stmt *query, Layout *layout, GError **error)
{
  int n = sqlite3_column_count (query), at = 0;

  for (int i = 0; i < N_COLUMNS; i++) { /* in this order, some left out */
    gboolean here = at < n && g_ascii_strcasecmp (sqlite3_column_name (query, at), column_names[i]) == 0;
    layout->at[i] = here ? at++ : -1;
  }
  if (at == n && has_what_it_needs (layout))
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
               _ ("%s: the columns of the query must be region_id, day (or first, last), numerator, denominator and, if it "
                  "counts households, persons; facet, row_table and row_id may follow"),
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
read_count (sqlite3_stmt *query, int column, double *value)
{
  sqlite3_value *cell = sqlite3_column_value (query, column);
  int type = sqlite3_value_type (cell);

  *value = sqlite3_value_double (cell);
  return (type == SQLITE_INTEGER || type == SQLITE_FLOAT) && isfinite (*value);
}

/* A day, or what @missing stands for. */
static gboolean
read_day (sqlite3_stmt *query, int column, gint32 missing, gint32 *day)
{
  sqlite3_value *cell = sqlite3_column_value (query, column);
  int type = sqlite3_value_type (cell);
  gint64 number = sqlite3_value_int64 (cell);

  *day = type == SQLITE_NULL ? missing : (gint32) number;
  return type == SQLITE_NULL || (type == SQLITE_INTEGER && number > LB_DAY_ALWAYS && number < LB_DAY_NONE);
}

/* FALSE with the name of the column that cannot be used. @end: the day on which it is taken back, LB_DAY_NEVER where it is not. */
static gboolean
read_row (sqlite3_stmt *query, const Layout *layout, const LbRegionTree *regions, LbDelta *delta, gint32 *end, const char **wrong)
{
  const int *at = layout->at;
  sqlite3_value *cell = sqlite3_column_value (query, at[COLUMN_REGION]);
  int region = sqlite3_value_type (cell) == SQLITE_INTEGER ? lb_region_tree_find_id (regions, sqlite3_value_int64 (cell)) : -1;
  int column = COLUMN_REGION;
  gboolean good = region >= 0;

  delta->region = (guint32) region;
  *end = LB_DAY_NEVER;
  if (good && at[COLUMN_DAY] >= 0)
    good = read_day (query, at[column = COLUMN_DAY], LB_DAY_ALWAYS, &delta->day);
  else if (good)
    good = read_day (query, at[column = COLUMN_FIRST], LB_DAY_ALWAYS, &delta->day) &&
           read_day (query, at[column = COLUMN_LAST], LB_DAY_NEVER, end);
  good = good && read_count (query, at[column = COLUMN_NUMERATOR], &delta->numerator) &&
         read_count (query, at[column = COLUMN_DENOMINATOR], &delta->denominator) &&
         (at[COLUMN_PERSONS] < 0 || read_count (query, at[column = COLUMN_PERSONS], &delta->persons));
  *wrong = column_names[column];
  return good;
}

static void
read_note (sqlite3_stmt *query, const Layout *layout, LbDeltaNote *note)
{
  if (layout->at[COLUMN_FACET] >= 0)
    note->facet = (const char *) sqlite3_column_text (query, layout->at[COLUMN_FACET]);
  if (layout->at[COLUMN_ROW_TABLE] < 0)
    return;
  note->row_table = (const char *) sqlite3_column_text (query, layout->at[COLUMN_ROW_TABLE]);
  note->row_id = sqlite3_column_int64 (query, layout->at[COLUMN_ROW_ID]);
}

/* A span that ends before it begins never was. */
static gboolean
give (LbDelta *delta, gint32 end, const LbDeltaNote *note, LbDeltaFunc func, gpointer data)
{
  if (delta->day >= end)
    return TRUE;
  if (!func (delta, note, data))
    return FALSE;
  if (end == LB_DAY_NEVER)
    return TRUE;
  delta->day = end;
  delta->numerator = -delta->numerator;
  delta->denominator = -delta->denominator;
  delta->persons = -delta->persons;
  return func (delta, note, data);
}

static gboolean
step_all (LbDeltaReader *self, const LbIndicator *indicator, sqlite3_stmt *query, const Layout *layout, const char *facet,
          const LbRegionTree *regions, LbDeltaFunc func, gpointer data, GError **error)
{
  int result;
  guint n = 0;

  while ((result = sqlite3_step (query)) == SQLITE_ROW) {
    LbDelta delta = {0};
    LbDeltaNote note = {0};
    const char *wrong = NULL;
    gint32 end;
    n++;
    if (!read_row (query, layout, regions, &delta, &end, &wrong)) {
      g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: row %u of the query's result has no usable %s"),
                   indicator->path, n, wrong);
      return FALSE;
    }
    if (n > LB_LIMIT_DELTAS) {
      g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: the query gives more than %d rows"),
                   indicator->path, LB_LIMIT_DELTAS);
      return FALSE;
    }
    read_note (query, layout, &note);
    if ((note.facet == NULL || facet == NULL || g_str_equal (note.facet, facet)) && !give (&delta, end, &note, func, data))
      return TRUE;
  }
  return result == SQLITE_DONE || lb_guard_refuse (self->guard, error);
}

LbDeltaReader *
lb_delta_reader_open (const char *path, LbRules *rules, const LbKeptRelations *kept, GError **error)
{
  g_autoptr (LbDeltaReader) self = g_new0 (LbDeltaReader, 1);

  self->db = lb_db_open (path, LB_DB_READ, error);
  self->rules = lb_rules_ref (rules);
  if (self->db == NULL || !lb_relations_make (self->db, error) || !lb_rules_register (rules, self->db, error) ||
      (kept != NULL && !lb_kept_relations_attach (kept, self->db, error)))
    return NULL;
  self->guard = lb_guard_new (self->db);
  return g_steal_pointer (&self);
}

void
lb_delta_reader_close (LbDeltaReader *self)
{
  g_clear_pointer (&self->guard, lb_guard_free);
  g_clear_pointer (&self->db, lb_db_close);
  g_clear_pointer (&self->hits, lb_check_hits_free);
  lb_rules_unref (self->rules);
  g_free (self);
}

LbRules *
lb_delta_reader_get_rules (const LbDeltaReader *self)
{
  return self->rules;
}

gboolean
lb_deltas_need_checks (const LbIndicator *indicator)
{
  return strstr (indicator->sql, "check_hit") != NULL;
}

gboolean
lb_delta_reader_gather (LbDeltaReader *self, const LbCheck *check, GArray *hits, GCancellable *cancellable, GError **error)
{
  return lb_check_gather (self->guard, self->rules, check, hits, cancellable, error);
}

gboolean
lb_delta_reader_take_hits (LbDeltaReader *self, GPtrArray *lists, GError **error)
{
  g_clear_pointer (&self->guard, lb_guard_free); /* nothing can be made under it */
  self->checked = lb_hits_table_make (self->db, lists, error);
  self->guard = lb_guard_new (self->db);
  return self->checked;
}

/* Work for seconds, so only for a query that asks for it. */
static gboolean
fill_checks (LbDeltaReader *self, const LbIndicator *indicator, GCancellable *cancellable, GError **error)
{
  if (self->checked || !lb_deltas_need_checks (indicator))
    return TRUE;
  g_autoptr (GPtrArray) checks = lb_check_catalogue (lb_db_get_path (self->db), "zh", NULL);
  g_clear_pointer (&self->guard, lb_guard_free); /* they are found under one of their own */
  g_clear_pointer (&self->hits, lb_check_hits_free);
  self->hits = lb_check_hits_find (self->db, self->rules, checks, cancellable, error);
  self->guard = lb_guard_new (self->db);
  return self->hits != NULL && lb_delta_reader_take_hits (self, self->hits->lists, error);
}

/* @facet: the member of the family whose rows are wanted, NULL: those of all. @named: rows say where they come from. */
static gboolean
run (LbDeltaReader *self, const LbIndicator *indicator, const char *facet, gboolean named, const LbRegionTree *regions,
     double seconds, LbDeltaFunc func, gpointer data, gboolean *has_persons, GCancellable *cancellable, GError **error)
{
  Layout layout;

  if (!fill_checks (self, indicator, cancellable, error))
    return FALSE;
  sqlite3_stmt *query = lb_guard_prepare (self->guard, indicator->path, indicator->sql, seconds, cancellable, error);
  gboolean done = query != NULL && read_layout (indicator, query, &layout, error) && bind_facet (indicator, query, error);
  if (done && !named)
    layout.at[COLUMN_ROW_TABLE] = -1;
  done = done && step_all (self, indicator, query, &layout, facet, regions, func, data, error);
  *has_persons = done && layout.at[COLUMN_PERSONS] >= 0;
  sqlite3_finalize (query);
  return done;
}

gboolean
lb_delta_reader_run (LbDeltaReader *self, const LbIndicator *indicator, const LbRegionTree *regions, double seconds,
                     LbDeltaFunc func, gpointer data, gboolean *has_persons, GCancellable *cancellable,
                     GError **error)
{
  return run (self, indicator, indicator->facet, TRUE, regions, seconds, func, data, has_persons, cancellable, error);
}

gboolean
lb_deltas_are_shared (const LbIndicator *indicator)
{
  return indicator->facet != NULL && strstr (indicator->sql, ":facet") == NULL;
}

typedef struct {
  const GPtrArray *members;
  LbDeltas *deltas;
} Gathering;

static gboolean
gather (const LbDelta *delta, const LbDeltaNote *note, gpointer data)
{
  const Gathering *self = data;

  if (note->facet == NULL || self->members->len == 1)
    g_array_append_vals (self->deltas->common, delta, 1);
  else
    for (guint i = 0; i < self->members->len; i++) /* a member may be asked for twice */
      if (g_str_equal (((LbIndicator *) self->members->pdata[i])->facet, note->facet))
        g_array_append_vals (self->deltas->own->pdata[i], delta, 1);
  return TRUE;
}

LbDeltas *
lb_deltas_read (LbDeltaReader *reader, const GPtrArray *members, const LbRegionTree *regions, double seconds,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (LbDeltas) self = g_new0 (LbDeltas, 1);
  const LbIndicator *first = members->pdata[0];
  Gathering gathering = {members, self};

  self->common = g_array_new (FALSE, FALSE, sizeof (LbDelta));
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (self->own, g_array_new (FALSE, FALSE, sizeof (LbDelta)));
  if (!run (reader, first, members->len == 1 ? first->facet : NULL, FALSE, regions, seconds, gather, &gathering,
            &self->has_persons, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lb_deltas_free (LbDeltas *self)
{
  g_array_unref (self->common);
  g_ptr_array_unref (self->own);
  g_free (self);
}
