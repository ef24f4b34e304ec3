/* Checks at work: their queries under guard, their rows judged, their sentences filled in */
#include "config.h"
#include "src/check-message.h"
#include "src/check.h"
#include "src/date.h"
#include "src/error.h"
#include "src/guard.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/relations.h"

#include <string.h>

enum { COLUMN_REGION, COLUMN_HOUSEHOLD, COLUMN_TABLE, COLUMN_ROW, COLUMN_SINCE, COLUMN_UNTIL, COLUMN_VERDICT, N_COLUMNS };

static const char *const column_names[N_COLUMNS] = {"region_id", "household_id", "row_table", "row_id", "since", "until", "verdict"};

static gboolean
check_columns (const LbCheck *check, sqlite3_stmt *query, GError **error)
{
  gboolean right = sqlite3_column_count (query) >= N_COLUMNS && sqlite3_bind_parameter_count (query) == 0;

  for (int i = 0; right && i < N_COLUMNS; i++)
    right = g_ascii_strcasecmp (sqlite3_column_name (query, i), column_names[i]) == 0;
  if (!right)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: the query must begin with the columns region_id, household_id, row_table, row_id, since, "
                    "until, verdict"),
                 check->path);
  return right;
}

/* A day, or @missing for NULL; FALSE for anything else. */
static gboolean
read_day (sqlite3_stmt *query, int column, gint32 missing, gint32 *day)
{
  int type = sqlite3_column_type (query, column);
  gint64 number = sqlite3_column_int64 (query, column);

  *day = type == SQLITE_NULL ? missing : (gint32) number;
  return type == SQLITE_NULL || (type == SQLITE_INTEGER && number > LB_DAY_ALWAYS && number < LB_DAY_NONE);
}

/* FALSE with the name of the column that cannot be used. */
static gboolean
read_hit (sqlite3_stmt *query, LbHit *hit, const char **wrong)
{
  const char *verdict = (const char *) sqlite3_column_text (query, COLUMN_VERDICT);

  hit->region_id = sqlite3_column_int64 (query, COLUMN_REGION);
  hit->household_id = sqlite3_column_int64 (query, COLUMN_HOUSEHOLD);
  hit->row_table = (const char *) sqlite3_column_text (query, COLUMN_TABLE);
  hit->row_id = sqlite3_column_int64 (query, COLUMN_ROW);
  hit->unknown = g_strcmp0 (verdict, "unknown") == 0;
  *wrong = column_names[COLUMN_VERDICT];
  if (!hit->unknown && g_strcmp0 (verdict, "breach") != 0)
    return FALSE;
  *wrong = column_names[COLUMN_SINCE];
  if (!read_day (query, COLUMN_SINCE, LB_DAY_ALWAYS, &hit->since))
    return FALSE;
  *wrong = column_names[COLUMN_UNTIL];
  if (!read_day (query, COLUMN_UNTIL, LB_DAY_NONE, &hit->until))
    return FALSE;
  if (hit->until >= LB_DAY_NEVER - 1) /* the day before never: the relations' way to say "still" */
    hit->until = LB_DAY_NONE;
  return TRUE;
}

/* Called with the query's row for every hit; FALSE stops. */
typedef gboolean (*TakeRow) (LbHit *hit, sqlite3_stmt *row, gpointer data, GError **error);

static gboolean
step_all (LbGuard *guard, const LbCheck *check, sqlite3_stmt *query, TakeRow take, gpointer data, GError **error)
{
  const char *wrong;
  int result;

  for (guint n = 1; (result = sqlite3_step (query)) == SQLITE_ROW; n++) {
    LbHit hit = {.check = check};
    if (!read_hit (query, &hit, &wrong) || n > LB_LIMIT_DELTAS) {
      g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: row %u of the query's result has no usable %s"), check->path, n,
                   wrong);
      return FALSE;
    }
    if (hit.since <= hit.until && hit.since < LB_DAY_NEVER && !take (&hit, query, data, error))
      return FALSE;
  }
  return result == SQLITE_DONE || lb_guard_refuse (guard, error);
}

static gboolean
run_check (LbGuard *guard, const LbCheck *check, TakeRow take, gpointer data, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *query =
    lb_guard_prepare (guard, check->path, check->sql, LB_LIMIT_QUERY_SECONDS, cancellable, error);
  gboolean good = query != NULL && check_columns (check, query, error) && step_all (guard, check, query, take, data, error);

  sqlite3_finalize (query);
  return good;
}

static gboolean
applies (const LbCheck *check, const LbRules *rules)
{
  return check->rules == NULL || g_strv_contains ((const char *const *) check->rules, lb_rules_get_name (rules));
}

/* For people ------------------------------------------------------------------------------------------ */

typedef struct {
  LbRules *rules;
  LbAliases *aliases;
  gint32 as_of;
  LbHitFunc func;
  gpointer data;
} Telling;

static gboolean
tell (LbHit *hit, sqlite3_stmt *row, gpointer data, GError **error)
{
  const Telling *telling = data;

  (void) error;
  if (hit->since > telling->as_of || hit->until < telling->as_of)
    return TRUE;
  g_autofree char *sentence = lb_check_message (hit->check->message, row, telling->rules, telling->aliases);
  g_autofree char *open = hit->unknown ? g_strdup_printf (_ ("Cannot tell, for a date is known only to the month: %s"), sentence)
                                       : NULL;
  hit->message = open != NULL ? open : sentence;
  telling->func (hit, telling->data);
  return TRUE;
}

gboolean
lb_checks_run (const char *path, LbRules *rules, const GPtrArray *checks, gint32 as_of, LbHitFunc func, gpointer data,
               GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbAliases) aliases = lb_aliases_load (error);
  g_autoptr (LbKeptRelations) kept = aliases != NULL ? lb_kept_relations_new (path, error) : NULL;
  g_autoptr (LbDb) db = kept != NULL ? lb_db_open (path, LB_DB_READ, error) : NULL;
  Telling telling = {rules, aliases, as_of, func, data};

  if (db == NULL || !lb_relations_make (db, error) || !lb_kept_relations_attach (kept, db, error) || !lb_rules_register (rules, db, error))
    return FALSE;
  g_autoptr (LbGuard) guard = lb_guard_new (db);
  for (guint i = 0; i < checks->len; i++) {
    const LbCheck *check = g_ptr_array_index (checks, i);
    g_autoptr (GError) wrong = NULL;
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (applies (check, rules) && !run_check (guard, check, tell, &telling, cancellable, &wrong) && problems != NULL)
      g_ptr_array_add (problems, g_strdup (wrong->message));
  }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* For indicators -------------------------------------------------------------------------------------- */

static gboolean
gather_hit (LbHit *hit, sqlite3_stmt *row, gpointer data, GError **error)
{
  (void) row;
  (void) error;
  hit->row_table = NULL; /* lives no longer than the row */
  g_array_append_vals (data, hit, 1);
  return TRUE;
}

/* Of a check only the place and the days are wanted: what its sentence asks for beside them need not be looked up. SQLite leaves
 * out what a query around another does not read. (transfer full): NULL where @check's own is no query to be run. */
static sqlite3_stmt *
prepare_bare (LbGuard *guard, const LbCheck *check, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *query = lb_guard_prepare (guard, check->path, check->sql, LB_LIMIT_QUERY_SECONDS, cancellable, error);
  g_autofree char *inner = NULL;

  if (query != NULL && check_columns (check, query, error))
    inner = g_strdup (sqlite3_sql (query));
  sqlite3_finalize (query);
  if (inner == NULL)
    return NULL;
  if (g_str_has_suffix (inner, ";"))
    inner[strlen (inner) - 1] = '\0';
  g_autofree char *sql = g_strdup_printf ("SELECT region_id, household_id, NULL AS row_table, row_id, since, until, verdict FROM (%s\n)",
                                          inner);
  return lb_guard_prepare (guard, check->path, sql, LB_LIMIT_QUERY_SECONDS, cancellable, error);
}

gboolean
lb_check_gather (LbGuard *guard, LbRules *rules, const LbCheck *check, GArray *hits, GCancellable *cancellable, GError **error)
{
  if (!applies (check, rules))
    return TRUE;
  sqlite3_stmt *query = prepare_bare (guard, check, cancellable, error);
  gboolean good = query != NULL && step_all (guard, check, query, gather_hit, hits, error);

  sqlite3_finalize (query);
  return good;
}

static gboolean
gather_all (LbDb *db, LbRules *rules, const GPtrArray *checks, GArray *hits, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbGuard) guard = lb_guard_new (db);

  for (guint i = 0; i < checks->len; i++)
    if (!lb_check_gather (guard, rules, checks->pdata[i], hits, cancellable, error))
      return FALSE;
  return TRUE;
}

LbCheckHits *
lb_check_hits_new (GPtrArray *checks)
{
  LbCheckHits *self = g_new (LbCheckHits, 1);

  self->checks = g_ptr_array_ref (checks);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
lb_check_hits_free (LbCheckHits *self)
{
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

LbCheckHits *
lb_check_hits_find (LbDb *db, LbRules *rules, GPtrArray *checks, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbCheckHits) self = lb_check_hits_new (checks);
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (LbHit));

  g_ptr_array_add (self->lists, hits);
  return gather_all (db, rules, checks, hits, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
