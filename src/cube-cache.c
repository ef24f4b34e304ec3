#include "config.h"
#include "src/cube-cache.h"
#include "src/check.h"
#include "src/deltas.h"
#include "src/paths.h"

#include <string.h>

/* Grows when the same query begins to mean something else, or its cube is packed in another way. */
#define FORMAT "1"
/* Larger ones are not kept, nor are all together: a project is copied and sent. */
#define MOST_BYTES_EACH (16u << 20)
#define MOST_BYTES_ALL  (96u << 20)
/* Days whose being worked or free the limits may ask for. */
#define FIRST_DAY 7305  /* 1990 */
#define LAST_DAY  47846 /* 2100 */

struct _LbCubeCache {
  LbProject *project;
  LbRules *rules;
  char *state;  /* of the data                                                 */
  char *shared; /* of the rules and of the relations; NULL: not asked for yet  */
  char *checks; /* of the checks; likewise                                     */
};

/* Texts of a hash stand apart, so that no two lists of them run together. */
static void
add_text (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : ""), text != NULL ? (gssize) strlen (text) + 1 : 1);
}

static void
add_file (GChecksum *sum, const char *name)
{
  g_autofree char *path = lb_paths_data ("schema", name, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  add_text (sum, text);
}

static char *
end_sum (GChecksum *sum)
{
  char *text = g_strdup (g_checksum_get_string (sum));

  g_checksum_free (sum);
  return text;
}

/* The version counts what the program changes; when a table of the GeoPackage was last changed, and its last row, tell of other
 * programs. */
static char *
find_state (LbProject *project)
{
  LbDb *db = lb_project_get_db (project);
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, lb_project_get_data_version (project));
  sqlite3_stmt *tables = lb_db_prepare (db, "SELECT table_name, last_change FROM gpkg_contents ORDER BY table_name", NULL);

  add_text (sum, version);
  while (tables != NULL && lb_db_step (db, tables, NULL) == SQLITE_ROW) {
    char *sql = sqlite3_mprintf ("SELECT max (rowid) FROM \"%w\"", sqlite3_column_text (tables, 0));
    gint64 last = 0;
    lb_db_get_int (db, sql, &last, NULL);
    g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, last);
    add_text (sum, (const char *) sqlite3_column_text (tables, 0));
    add_text (sum, (const char *) sqlite3_column_text (tables, 1));
    add_text (sum, rows);
    sqlite3_free (sql);
  }
  if (tables != NULL)
    sqlite3_reset (tables);
  return end_sum (sum);
}

static void
add_rules (GChecksum *sum, const LbRules *rules)
{
  GPtrArray *values = lb_rules_get_values (rules);

  add_text (sum, lb_rules_get_name (rules));
  for (guint i = 0; i < values->len; i++) {
    const LbRuleValue *value = values->pdata[i];
    g_autofree char *days = g_strdup_printf ("%d %d", value->from, value->until);
    add_text (sum, value->key);
    add_text (sum, value->text);
    add_text (sum, days);
  }
  for (gint32 day = FIRST_DAY; day < LAST_DAY; day++)
    g_checksum_update (sum, (const guchar *) (lb_rules_count_workdays (rules, day - 1, day) > 0 ? "1" : "0"), 1);
}

LbCubeCache *
lb_cube_cache_new (LbProject *project, LbRules *rules)
{
  LbCubeCache *self = g_new0 (LbCubeCache, 1);

  self->project = project;
  self->rules = lb_rules_ref (rules);
  self->state = find_state (project);
  return self;
}

void
lb_cube_cache_free (LbCubeCache *self)
{
  lb_rules_unref (self->rules);
  g_free (self->state);
  g_free (self->shared);
  g_free (self->checks);
  g_free (self);
}

static const char *
find_shared (LbCubeCache *self)
{
  if (self->shared != NULL)
    return self->shared;
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  add_text (sum, FORMAT);
  add_file (sum, "relations.sql");
  add_rules (sum, self->rules);
  return self->shared = end_sum (sum);
}

static const char *
find_checks (LbCubeCache *self)
{
  if (self->checks != NULL)
    return self->checks;
  g_autoptr (GPtrArray) checks = lb_check_catalogue (lb_project_get_path (self->project), "zh", NULL);
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint i = 0; i < checks->len; i++) {
    const LbCheck *check = checks->pdata[i];
    g_autofree char *rules = check->rules != NULL ? g_strjoinv (",", check->rules) : NULL;
    g_autofree char *severity = g_strdup_printf ("%d", check->severity);
    add_text (sum, check->id);
    add_text (sum, severity);
    add_text (sum, rules);
    add_text (sum, check->sql);
  }
  return self->checks = end_sum (sum);
}

static char *
make_key (LbCubeCache *self, const LbIndicator *indicator)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_text (sum, self->state);
  add_text (sum, find_shared (self));
  add_text (sum, indicator->sql);
  add_text (sum, indicator->facet);
  if (lb_deltas_need_checks (indicator))
    add_text (sum, find_checks (self));
  return end_sum (sum);
}

GBytes *
lb_cube_cache_load (LbCubeCache *self, const LbIndicator *indicator)
{
  LbDb *db = lb_project_get_db (self->project);
  gint64 there = 0;

  if (!lb_db_get_int (db, "SELECT count (*) FROM sqlite_master WHERE name = 'lookback_cubes'", &there, NULL) || there == 0)
    return NULL;
  g_autofree char *key = make_key (self, indicator);
  sqlite3_stmt *row = lb_db_prepare (db, "SELECT content FROM lookback_cubes WHERE key = ?", NULL);
  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, key, -1, SQLITE_STATIC);
  GBytes *bytes = lb_db_step (db, row, NULL) == SQLITE_ROW
                    ? g_bytes_new (sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0))
                    : NULL;
  sqlite3_reset (row);
  return bytes;
}

/* The data may have moved on while the cubes were worked out. */
static gboolean
is_current (LbCubeCache *self, LbDb *db)
{
  gint64 version = -1;

  return lb_db_get_int (db, "SELECT value FROM lookback_meta WHERE key = 'data_version'", &version, NULL) &&
         version == lb_project_get_data_version (self->project);
}

static gboolean
put (LbCubeCache *self, LbDb *db, const LbIndicator *indicator, GBytes *packed)
{
  sqlite3_stmt *row = lb_db_prepare (db, "INSERT OR REPLACE INTO lookback_cubes (key, state, content) VALUES (?, ?, ?)", NULL);
  g_autofree char *key = make_key (self, indicator);
  gsize length;
  const void *content = g_bytes_get_data (packed, &length);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, self->state, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (row, 3, content, length, SQLITE_STATIC);
  return lb_db_run (db, row, NULL);
}

static gboolean
drop_stale (LbCubeCache *self, LbDb *db)
{
  sqlite3_stmt *drop = lb_db_prepare (db, "DELETE FROM lookback_cubes WHERE state <> ?", NULL);

  if (drop == NULL)
    return FALSE;
  sqlite3_bind_text (drop, 1, self->state, -1, SQLITE_STATIC);
  return lb_db_run (db, drop, NULL);
}

void
lb_cube_cache_store (LbCubeCache *self, const GPtrArray *indicators, const GPtrArray *packed)
{
  static const char table[] =
    "CREATE TABLE IF NOT EXISTS lookback_cubes (key TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, content BLOB NOT NULL) STRICT";
  g_autoptr (LbDb) db = lb_db_open (lb_project_get_path (self->project), LB_DB_WRITE, NULL);
  gint64 kept = 0;

  /* Losing the last cache to a power cut is no loss, and nobody is kept waiting for it. */
  if (db == NULL || !lb_db_exec (db, "PRAGMA busy_timeout = 0; PRAGMA synchronous = NORMAL", NULL))
    return;
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (db, NULL);
  if (transaction == NULL || !is_current (self, db) || !lb_db_exec (db, table, NULL) || !drop_stale (self, db) ||
      !lb_db_get_int (db, "SELECT coalesce (sum (length (content)), 0) FROM lookback_cubes", &kept, NULL))
    return;
  for (guint i = 0; i < indicators->len; i++) {
    gsize length = packed->pdata[i] != NULL ? g_bytes_get_size (packed->pdata[i]) : 0;
    if (length == 0 || length > MOST_BYTES_EACH || kept + (gint64) length > MOST_BYTES_ALL)
      continue;
    kept += (gint64) length;
    if (!put (self, db, indicators->pdata[i], packed->pdata[i]))
      return;
  }
  lb_transaction_commit (transaction, NULL);
}
