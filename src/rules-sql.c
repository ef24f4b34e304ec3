/* The rules as SQL reads them: functions, and two small tables of lists and step pairs */
#include "config.h"
#include "src/date.h"
#include "src/rules-private.h"

#include <math.h>

static LbRules *
rules_of (sqlite3_context *context)
{
  return sqlite3_user_data (context);
}

/* FALSE when the argument is no day; the function then answers NULL. */
static gboolean
read_day (sqlite3_value *argument, gint32 *day)
{
  gint64 number = sqlite3_value_int64 (argument);

  *day = (gint32) number;
  return sqlite3_value_type (argument) == SQLITE_INTEGER && ABS (number) < 3000000 &&
         number > lb_day_from_ymd (1, 1, 1);
}

static void
answer_day (sqlite3_context *context, gint32 day)
{
  if (day != LB_DAY_NONE)
    sqlite3_result_int (context, day);
}

static void
sql_rule (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *key = (const char *) sqlite3_value_text (argv[0]);
  gint32 day = LB_DAY_NONE;

  if (key == NULL || (argc == 2 && !read_day (argv[1], &day)))
    return;
  const LbRuleValue *value = lb_rules_find (rules_of (context), key, day);
  if (value == NULL)
    return;
  if (isnan (value->number))
    sqlite3_result_text (context, value->text, -1, SQLITE_TRANSIENT);
  else if (floor (value->number) < value->number)
    sqlite3_result_double (context, value->number);
  else
    sqlite3_result_int64 (context, (gint64) value->number);
}

static void
sql_workdays (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint32 from, to;

  (void) argc;
  if (read_day (argv[0], &from) && read_day (argv[1], &to))
    sqlite3_result_int (context, lb_rules_count_workdays (rules_of (context), from, to));
}

static void
sql_limit_day (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *key = (const char *) sqlite3_value_text (argv[1]);
  gint32 start;

  (void) argc;
  if (key != NULL && read_day (argv[0], &start))
    answer_day (context, lb_rules_limit_day (rules_of (context), start, key));
}

static void
sql_line (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint32 day;
  gint64 fen;

  (void) argc;
  if (read_day (argv[0], &day) && lb_rules_get_line (rules_of (context), day, &fen))
    sqlite3_result_int64 (context, fen);
}

/* A stronger layer hides the weaker one's version on its own days only: the days of @value that are left, as rows. */
static gboolean
insert_list (LbDb *db, const LbRuleValue *value, gint32 from, gint32 until, GError **error)
{
  sqlite3_stmt *insert =
    lb_db_prepare (db, "INSERT INTO temp.rule_list (key, item, from_day, until_day) VALUES (?, ?, ?, ?)", error);

  for (const char *const *item = value->list; insert != NULL && *item != NULL; item++) {
    sqlite3_bind_text (insert, 1, value->key, -1, SQLITE_STATIC);
    sqlite3_bind_text (insert, 2, *item, -1, SQLITE_STATIC);
    sqlite3_bind_int64 (insert, 3, from);
    sqlite3_bind_int64 (insert, 4, until);
    if (!lb_db_run (db, insert, error))
      return FALSE;
  }
  return insert != NULL;
}

static gboolean
insert_order (LbDb *db, const LbStepOrder *order, gint32 from, gint32 until, GError **error)
{
  sqlite3_stmt *insert = lb_db_prepare (
    db, "INSERT INTO temp.rule_order (first, second, from_day, until_day) VALUES (?, ?, ?, ?)", error);

  for (guint a = 0; insert != NULL && a < lb_step_order_get_n (order); a++)
    for (guint b = 0; b < lb_step_order_get_n (order); b++) {
      if (!lb_step_order_precedes (order, a, b))
        continue;
      sqlite3_bind_text (insert, 1, lb_step_order_get_name (order, a), -1, SQLITE_STATIC);
      sqlite3_bind_text (insert, 2, lb_step_order_get_name (order, b), -1, SQLITE_STATIC);
      sqlite3_bind_int64 (insert, 3, from);
      sqlite3_bind_int64 (insert, 4, until);
      if (!lb_db_run (db, insert, error))
        return FALSE;
    }
  return insert != NULL;
}

/* Cuts the time of a key at every end of a version, and writes the version that lb_rules_find() gives for each piece. */
static gboolean
insert_key (LbRules *self, LbDb *db, guint first, guint end, GError **error)
{
  GPtrArray *values = lb_rules_get_values (self);
  gint32 from = LB_DAY_ALWAYS;

  while (TRUE) {
    const LbRuleValue *found = NULL;
    gint32 until = LB_DAY_NONE;
    for (guint i = first; i < end; i++) {
      const LbRuleValue *value = g_ptr_array_index (values, i);
      gboolean covers = value->from <= from && from <= value->until;
      if (value->from > from)
        until = MIN (until, value->from - 1);
      else if (covers)
        until = MIN (until, value->until);
      if (found == NULL && covers)
        found = value;
    }
    if (found != NULL && !insert_list (db, found, from, until, error))
      return FALSE;
    const LbStepOrder *order = found != NULL ? lb_rules_get_order (self, found) : NULL;
    if (order != NULL && !insert_order (db, order, from, until, error))
      return FALSE;
    if (until == LB_DAY_NONE)
      return TRUE;
    from = until + 1;
  }
}

static gboolean
fill_tables (LbRules *self, LbDb *db, GError **error)
{
  GPtrArray *values = lb_rules_get_values (self);

  for (guint first = 0, end; first < values->len; first = end) {
    const LbRuleValue *value = g_ptr_array_index (values, first);
    for (end = first + 1; end < values->len; end++)
      if (!g_str_equal (((const LbRuleValue *) g_ptr_array_index (values, end))->key, value->key))
        break;
    if (!insert_key (self, db, first, end, error))
      return FALSE;
  }
  return TRUE;
}

static void
drop_reference (void *rules)
{
  lb_rules_unref (rules);
}

gboolean
lb_rules_register (LbRules *self, LbDb *db, GError **error)
{
  static const struct {
    const char *name;
    int arguments;
    void (*call) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {{"lb_rule", 1, sql_rule},          {"lb_rule", 2, sql_rule},   {"lb_workdays", 2, sql_workdays},
                   {"lb_limit_day", 2, sql_limit_day}, {"lb_line", 1, sql_line}};

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function_v2 (lb_db_get_handle (db), functions[i].name, functions[i].arguments,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, lb_rules_ref (self),
                                functions[i].call, NULL, NULL, drop_reference);
  return lb_db_exec (db,
                     "DROP TABLE IF EXISTS temp.rule_list;"
                     "DROP TABLE IF EXISTS temp.rule_order;"
                     "CREATE TEMP TABLE rule_list (key TEXT, item TEXT, from_day INTEGER, until_day INTEGER);"
                     "CREATE INDEX temp.rule_list_key ON rule_list (key, item);"
                     "CREATE TEMP TABLE rule_order (first TEXT, second TEXT, from_day INTEGER, until_day INTEGER);"
                     "CREATE INDEX temp.rule_order_first ON rule_order (first)",
                     error) &&
         fill_tables (self, db, error);
}
