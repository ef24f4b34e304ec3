#include "config.h"
#include "src/project-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/journal.h"
#include "src/paths.h"
#include "src/project.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define GPKG_APPLICATION_ID 0x47504B47 /* "GPKG" */
#define GPKG_VERSION        10301      /* 1.3.1, OGC 12-128r18 */
#define HEADER_BYTES        100

static guint32
big_endian (const guchar *bytes)
{
  return ((guint32) bytes[0] << 24) | ((guint32) bytes[1] << 16) | ((guint32) bytes[2] << 8) | bytes[3];
}

gboolean
lb_schema_looks_like_project (const char *path, GError **error)
{
  guchar header[HEADER_BYTES];
  FILE *file = g_fopen (path, "rbe");
  gsize length;

  if (file == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path, g_strerror (errno));
    return FALSE;
  }
  length = fread (header, 1, sizeof header, file);
  fclose (file);
  if (length < sizeof header || memcmp (header, "SQLite format 3", 16) != 0 ||
      big_endian (header + 68) != GPKG_APPLICATION_ID) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("%s is not a Lookback project; make one with “lookback new”"), path);
    return FALSE;
  }
  return TRUE;
}

/* (transfer full): the script that brings schema @version - 1 to @version. */
static char *
read_script (int version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%03d.sql", version);
  g_autofree char *path = lb_paths_data ("schema", name, NULL);
  char *sql = NULL;

  if (!g_file_get_contents (path, &sql, NULL, NULL))
    g_set_error (error, LB_ERROR, LB_ERROR_FILE,
                 _ ("cannot read %s: the program's own data is missing; install it again"), path);
  return sql;
}

/* A script may make a table anew, while others point at it: what they point at must be there in the end. */
static gboolean
check_references (LbDb *db, GError **error)
{
  gint64 broken = 0;

  if (!lb_db_get_int (db, "SELECT count(*) FROM pragma_foreign_key_check", &broken, error))
    return FALSE;
  if (broken > 0)
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("%s cannot be brought up to date: some of its rows point at rows that are missing; open a backup copy"),
                 lb_db_get_path (db));
  return broken == 0;
}

/* Runs the scripts from @from + 1 to the newest schema, all in one transaction. Foreign keys are off. */
static gboolean
run_in_transaction (LbDb *db, int from, GError **error)
{
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (db, error);

  if (transaction == NULL)
    return FALSE;
  for (int version = from + 1; version <= LB_SCHEMA_VERSION; version++) {
    g_autofree char *sql = read_script (version, error);
    if (sql == NULL || !lb_db_exec (db, sql, error))
      return FALSE;
  }
  g_autofree char *mark =
    g_strdup_printf ("INSERT OR REPLACE INTO lookback_meta VALUES ('schema', '%d')", LB_SCHEMA_VERSION);
  return check_references (db, error) && lb_db_exec (db, mark, error) && lb_transaction_commit (transaction, error);
}

static gboolean
run_scripts (LbDb *db, int from, GError **error)
{
  gboolean done = lb_db_exec (db, "PRAGMA foreign_keys = OFF", error) && run_in_transaction (db, from, error);

  return lb_db_exec (db, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}

gboolean
lb_schema_create (LbDb *db, GError **error)
{
  g_autofree char *pragmas = g_strdup_printf (
    "PRAGMA application_id = %d; PRAGMA user_version = %d;", GPKG_APPLICATION_ID, GPKG_VERSION);

  return lb_db_exec (db, pragmas, error) && run_scripts (db, 0, error);
}

/* Copies the project beside itself before its schema changes. */
static gboolean
back_up (LbDb *db, int schema, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.schema-%d.bak", lb_db_get_path (db), schema);
  sqlite3 *copy = NULL;
  gboolean done = FALSE;

  if (sqlite3_open (path, &copy) == SQLITE_OK) {
    sqlite3_backup *backup = sqlite3_backup_init (copy, "main", lb_db_get_handle (db), "main");
    done = backup != NULL && sqlite3_backup_step (backup, -1) == SQLITE_DONE;
    done = sqlite3_backup_finish (backup) == SQLITE_OK && done;
  }
  sqlite3_close (copy);
  if (!done) {
    g_unlink (path);
    g_set_error (error, LB_ERROR, LB_ERROR_FILE,
                 _ ("cannot write the backup copy %s, so the project was not changed"), path);
  }
  return done;
}

static gboolean
migrate (LbDb *db, int schema, LbDbMode mode, GError **error)
{
  g_autofree char *purpose = g_strdup_printf ("%d → %d", schema, LB_SCHEMA_VERSION);

  if (mode == LB_DB_READ) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("%s has the older schema %d; open it once where it may be written, it is then brought up to date"),
                 lb_db_get_path (db), schema);
    return FALSE;
  }
  return back_up (db, schema, error) && run_scripts (db, schema, error) &&
         lb_journal_append (db, "migrate", "schema", LB_SCHEMA_VERSION, purpose, error);
}

gboolean
lb_schema_check (LbDb *db, LbDbMode mode, GError **error)
{
  gint64 version = 0, tables = 0, schema = 0;

  if (!lb_db_get_int (db, "PRAGMA user_version", &version, error) ||
      !lb_db_get_int (db, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN"
                          " ('lookback_meta', 'region', 'import_batch', 'journal')",
                      &tables, error))
    return FALSE;
  if (tables != 4) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("%s is a GeoPackage but not a Lookback project; make one with “lookback new” and import it"),
                 lb_db_get_path (db));
    return FALSE;
  }
  if (!lb_db_get_int (db, "SELECT value FROM lookback_meta WHERE key = 'schema'", &schema, error))
    return FALSE;
  if (schema > LB_SCHEMA_VERSION || version > GPKG_VERSION) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("%s was made by a newer version of Lookback (schema %d, this version knows %d); install the newer version"),
                 lb_db_get_path (db), (int) schema, LB_SCHEMA_VERSION);
    return FALSE;
  }
  if (schema < 1 || version != GPKG_VERSION) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("%s is damaged: its schema number is missing; open a backup copy"),
                 lb_db_get_path (db));
    return FALSE;
  }
  if (schema < LB_SCHEMA_VERSION && !migrate (db, (int) schema, mode, error))
    return FALSE;
  /* The write-ahead log must stay usable by a reader who may not write: it is switched on by writers. */
  return mode == LB_DB_READ || lb_db_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error);
}
