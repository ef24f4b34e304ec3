#include "config.h"
#include "src/relations.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"

/* Days that lb_day_to_ymd() can split. */
#define FIRST_DAY (-719162)
#define LAST_DAY  2932896

static void
sql_day_first (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint32 day = lb_day_first_from_text ((const char *) sqlite3_value_text (argv[0]));

  (void) argc;
  if (day != LB_DAY_NONE)
    sqlite3_result_int (context, day);
}

static gboolean
is_day (sqlite3_value *value)
{
  return sqlite3_value_type (value) == SQLITE_INTEGER && sqlite3_value_int64 (value) >= FIRST_DAY &&
         sqlite3_value_int64 (value) <= LAST_DAY;
}

static void
sql_month (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  int month;

  (void) argc;
  if (!is_day (argv[0]))
    return;
  lb_day_to_ymd (sqlite3_value_int (argv[0]), NULL, &month, NULL);
  sqlite3_result_int (context, month);
}

static void
sql_month_end (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  gint64 shift = argc > 1 ? sqlite3_value_int64 (argv[1]) : 0;
  int year, month;

  if (!is_day (argv[0])) {
    sqlite3_result_value (context, argv[0]);
    return;
  }
  lb_day_to_ymd (sqlite3_value_int (argv[0]), &year, &month, NULL);
  gint64 months = year * 12 + month - 1 + CLAMP (shift, -120000, 120000);
  if (months < 12 || months >= 120000)
    return;
  year = (int) (months / 12);
  month = (int) (months % 12) + 1;
  sqlite3_result_int (
    context, lb_day_from_ymd (year, month, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year)));
}

gboolean
lb_relations_make (LbDb *db, GError **error)
{
  static const struct {
    const char *name;
    int argc;
    void (*function) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    {"lb_day_first", 1, sql_day_first}, {"lb_month", 1, sql_month},
    {"lb_month_end", 1, sql_month_end}, {"lb_month_end", 2, sql_month_end}};
  g_autofree char *path = lb_paths_data ("schema", "relations.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) reason = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function (lb_db_get_handle (db), functions[i].name, functions[i].argc,
                             SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, functions[i].function, NULL, NULL);
  if (!g_file_get_contents (path, &sql, NULL, &reason)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path, reason->message);
    return FALSE;
  }
  return lb_db_exec (db, sql, error);
}

gboolean
lb_relations_keep (LbDb *db, GError **error)
{
  static const char *const costly[] = {"case_dated", "case_span", "case_helped", "measure_span", "household_base", "finding_state"};

  for (gsize i = 0; i < G_N_ELEMENTS (costly); i++) {
    g_autofree char *sql = g_strdup_printf ("CREATE TEMP TABLE kept_%1$s AS SELECT * FROM %1$s; DROP VIEW %1$s;"
                                            "CREATE TEMP VIEW %1$s AS SELECT * FROM kept_%1$s", costly[i]);
    if (!lb_db_exec (db, sql, error))
      return FALSE;
  }
  return TRUE;
}
