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

static char *
read_script (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *sql = NULL;

  if (!g_file_get_contents (path, &sql, NULL, &reason))
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path, reason->message);
  return sql;
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
  g_autofree char *sql = read_script (path, error);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function (lb_db_get_handle (db), functions[i].name, functions[i].argc,
                             SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, functions[i].function, NULL, NULL);
  return sql != NULL && lb_db_exec (db, sql, error);
}

/* Those that data/schema/kept.sql makes tables of. */
static const char *const kept[] = {"case_dated", "case_span", "case_filled", "case_done", "case_helped", "measure_span", "household_base", "finding_state"};

/* SQLite shares a database in memory by a name that begins with a slash. */
struct _LbKeptRelations {
  LbDb *db; /* while it is open, the memory is there */
  char *name;
};

static gboolean
attach (LbDb *db, const char *uri, const char *schema, GError **error)
{
  char *sql = sqlite3_mprintf ("ATTACH %Q AS %s", uri, schema);
  gboolean done = lb_db_exec (db, sql, error);

  sqlite3_free (sql);
  return done;
}

static gboolean
fill (LbDb *db, const char *path, GError **error)
{
  g_autofree char *uri = lb_db_dup_read_uri (path);
  g_autofree char *script = lb_paths_data ("schema", "kept.sql", NULL);
  g_autofree char *sql = read_script (script, error);

  return sql != NULL && attach (db, uri, "project", error) && lb_relations_make (db, error) && lb_db_exec (db, sql, error) &&
         lb_db_exec (db, "DETACH project", error);
}

LbKeptRelations *
lb_kept_relations_new (const char *path, GError **error)
{
  static int made; /* atomic: each has a name of its own */
  g_autoptr (LbKeptRelations) self = g_new0 (LbKeptRelations, 1);

  self->name = g_strdup_printf ("file:/lookback-%d?vfs=memdb", g_atomic_int_add (&made, 1));
  self->db = lb_db_open_memory (self->name, error);
  return self->db != NULL && fill (self->db, path, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
lb_kept_relations_attach (const LbKeptRelations *self, LbDb *db, GError **error)
{
  static const char regions[] =
    "CREATE TEMP VIEW region AS SELECT k.*, (SELECT geom FROM main.region m WHERE m.id = k.id) AS geom FROM kept.region k";
  g_autoptr (GString) drops = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_string_append_printf (drops, "DROP VIEW temp.%s;", kept[i]);
  return attach (db, self->name, "kept", error) && lb_db_exec (db, drops->str, error) && lb_db_exec (db, regions, error);
}

void
lb_kept_relations_free (LbKeptRelations *self)
{
  g_clear_pointer (&self->db, lb_db_close);
  g_free (self->name);
  g_free (self);
}
