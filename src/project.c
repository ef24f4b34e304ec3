#include "config.h"
#include "src/project.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/journal.h"
#include "src/key.h"
#include "src/project-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

struct _LbProject {
  LbDb *db;
  char *name;
  char *code;
  char *issuer;
  char *rules;
  gint64 data_version;
  LbRegionTree *regions; /* of data_version, NULL until asked for */
};

static gboolean
read_words (LbProject *self, GError **error)
{
  struct {
    const char *sql;
    char **word;
  } const words[] = {
    {"SELECT value FROM lookback_meta WHERE key = 'name'", &self->name},
    {"SELECT value FROM lookback_meta WHERE key = 'code'", &self->code},
    {"SELECT value FROM lookback_meta WHERE key = 'issuer'", &self->issuer},
    {"SELECT value FROM lookback_meta WHERE key = 'rules'", &self->rules},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_clear_pointer (words[i].word, g_free);
    if (!lb_db_get_text (self->db, words[i].sql, words[i].word, error))
      return FALSE;
    if (*words[i].word == NULL)
      *words[i].word = g_strdup ("");
  }
  return lb_db_get_int (self->db, "SELECT value FROM lookback_meta WHERE key = 'data_version'",
                        &self->data_version, error);
}

static gboolean
set_word (LbDb *db, const char *key, const char *value, GError **error)
{
  sqlite3_stmt *statement =
    lb_db_prepare (db, "INSERT OR REPLACE INTO lookback_meta (key, value) VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_TRANSIENT);
  return lb_db_run (db, statement, error);
}

static gboolean
make_key (LbDb *db, GError **error)
{
  g_autofree char *key = lb_key_dup (db, error);

  return key != NULL;
}

static gboolean
fill_new_project (LbDb *db, const char *path, const LbProjectInfo *info, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  if (dot != NULL && dot != base)
    *dot = '\0';

  if (!lb_schema_create (db, error))
    return FALSE;
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (db, error);
  return transaction != NULL &&
         set_word (db, "name", info->name != NULL ? info->name : base, error) &&
         set_word (db, "code", info->code != NULL ? info->code : "", error) &&
         set_word (db, "issuer", info->issuer != NULL ? info->issuer : "", error) &&
         set_word (db, "rules", info->rules != NULL ? info->rules : "national", error) &&
         set_word (db, "data_version", "0", error) && make_key (db, error) &&
         lb_journal_append (db, "create", info->name != NULL ? info->name : base, 0, NULL, error) &&
         lb_transaction_commit (transaction, error);
}

/* Gives the finished temporary file its name, without ever replacing a file that is there. */
static gboolean
publish (const char *temporary, const char *path, GError **error)
{
  if (link (temporary, path) == 0) {
    g_unlink (temporary);
    return TRUE;
  }
  if (errno == EEXIST)
    g_set_error (error, LB_ERROR, LB_ERROR_EXISTS,
                 _ ("%s exists already; choose another name or open it"), path);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), path, g_strerror (errno));
  return FALSE;
}

LbProject *
lb_project_create (const char *path, const LbProjectInfo *info, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.%08x.new", path, g_random_int ());
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean made = FALSE;

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, LB_ERROR, LB_ERROR_EXISTS,
                 _ ("%s exists already; choose another name or open it"), path);
    return NULL;
  }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE,
                 _ ("cannot write %s: the folder %s does not exist; make it first"), path, folder);
    return NULL;
  }

  LbDb *db = lb_db_open (temporary, LB_DB_CREATE, error);
  if (db != NULL) {
    made = fill_new_project (db, path, info, error);
    lb_db_close (db);
  }
  made = made && publish (temporary, path, error);
  if (!made) {
    g_unlink (temporary);
    return NULL;
  }
  return lb_project_open (path, LB_DB_WRITE, error);
}

LbProject *
lb_project_open (const char *path, LbDbMode mode, GError **error)
{
  g_autoptr (LbProject) self = NULL;

  g_return_val_if_fail (mode != LB_DB_CREATE, NULL);
  if (!lb_schema_looks_like_project (path, error))
    return NULL;
  self = g_new0 (LbProject, 1);
  self->db = lb_db_open (path, mode, error);
  if (self->db == NULL || !lb_schema_check (self->db, mode, error) || !read_words (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lb_project_close (LbProject *self)
{
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  g_clear_pointer (&self->db, lb_db_close);
  g_free (self->name);
  g_free (self->code);
  g_free (self->issuer);
  g_free (self->rules);
  g_free (self);
}

LbDb *
lb_project_get_db (LbProject *self)
{
  return self->db;
}

const char *
lb_project_get_path (const LbProject *self)
{
  return lb_db_get_path (self->db);
}

const char *
lb_project_get_name (const LbProject *self)
{
  return self->name;
}

const char *
lb_project_get_code (const LbProject *self)
{
  return self->code;
}

const char *
lb_project_get_issuer (const LbProject *self)
{
  return self->issuer;
}

const char *
lb_project_get_rules (const LbProject *self)
{
  return self->rules;
}

gboolean
lb_project_set_code (LbProject *self, const char *code, GError **error)
{
  if (!set_word (self->db, "code", code, error))
    return FALSE;
  g_free (self->code);
  self->code = g_strdup (code);
  return TRUE;
}

gint64
lb_project_get_data_version (const LbProject *self)
{
  return self->data_version;
}

gboolean
lb_project_touch (LbProject *self, GError **error)
{
  g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, self->data_version + 1);

  if (!set_word (self->db, "data_version", next, error))
    return FALSE;
  self->data_version++;
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  return TRUE;
}

static LbRegionTree *
load_regions (LbDb *db, GError **error)
{
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();
  sqlite3_stmt *rows =
    lb_db_prepare (db, "SELECT id, parent_id, level, code, name, area_m2, alias, valid_to, successor_id FROM region ORDER BY id",
                   error);
  int result = SQLITE_ERROR;

  while (rows != NULL && (result = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    LbLevel level = LB_LEVEL_COUNTY;
    lb_level_parse ((const char *) sqlite3_column_text (rows, 2), &level, NULL); /* CHECKed by the table */
    double area = sqlite3_column_type (rows, 5) == SQLITE_NULL ? NAN : sqlite3_column_double (rows, 5);
    lb_region_tree_builder_add (builder, sqlite3_column_int64 (rows, 0), sqlite3_column_int64 (rows, 1),
                                level, (const char *) sqlite3_column_text (rows, 3),
                                (const char *) sqlite3_column_text (rows, 4), area);
    lb_region_tree_builder_set_history (builder, (const char *) sqlite3_column_text (rows, 6),
                                        (const char *) sqlite3_column_text (rows, 7), sqlite3_column_int64 (rows, 8));
  }
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (builder);
  if (rows != NULL)
    sqlite3_reset (rows);
  return result == SQLITE_DONE ? g_steal_pointer (&tree) : NULL;
}

LbRegionTree *
lb_project_dup_regions (LbProject *self, GError **error)
{
  if (self->regions == NULL)
    self->regions = load_regions (self->db, error);
  return self->regions != NULL ? lb_region_tree_ref (self->regions) : NULL;
}

gboolean
lb_project_renumber_regions (LbProject *self, GError **error)
{
  g_autoptr (LbRegionTree) tree = load_regions (self->db, error);

  if (tree == NULL)
    return FALSE;
  for (guint i = 0; i < lb_region_tree_get_n (tree); i++) {
    const LbRegion *region = lb_region_tree_get (tree, i);
    sqlite3_stmt *update =
      lb_db_prepare (self->db, "UPDATE region SET pre = ?1, last = ?2 WHERE id = ?3 AND (pre IS NOT ?1 OR last IS NOT ?2)", error);
    if (update == NULL)
      return FALSE;
    sqlite3_bind_int64 (update, 1, i);
    sqlite3_bind_int64 (update, 2, (gint64) region->end - 1);
    sqlite3_bind_int64 (update, 3, region->id);
    if (!lb_db_run (self->db, update, error))
      return FALSE;
  }
  return TRUE;
}

char *
lb_project_dup_fingerprint (LbProject *self, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const words[] = {self->name, self->code, self->issuer, self->rules};
  sqlite3_stmt *rows =
    lb_db_prepare (self->db,
                   "SELECT kind, sha256, coalesce(encoding, ''), coalesce(crs, ''), coalesce(level, ''),"
                   " rows, accepted FROM import_batch WHERE undone_at IS NULL ORDER BY id",
                   error);
  int result = SQLITE_ERROR;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_checksum_update (checksum, (const guchar *) words[i], (gssize) strlen (words[i]) + 1);
  while (rows != NULL && (result = lb_db_step (self->db, rows, error)) == SQLITE_ROW)
    for (int i = 0; i < 7; i++)
      g_checksum_update (checksum, sqlite3_column_text (rows, i), sqlite3_column_bytes (rows, i) + 1);
  if (result != SQLITE_DONE)
    return NULL;
  sqlite3_reset (rows);
  return g_strdup (g_checksum_get_string (checksum));
}
