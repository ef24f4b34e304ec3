#include "config.h"
#include "src/import.h"
#include "src/digest.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/journal.h"
#include "src/mask.h"

#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

static void
reject_free (gpointer data)
{
  LbReject *reject = data;

  g_free (reject->column);
  g_free (reject->value);
  g_free (reject->reason);
  g_strfreev (reject->candidates);
  g_strfreev (reject->cells);
  g_free (reject);
}

LbImportResult *
lb_import_result_new (const char *path, const char *kind)
{
  LbImportResult *self = g_new0 (LbImportResult, 1);

  self->file = g_path_get_basename (path);
  self->kind = g_strdup (kind);
  self->certificate_column = -1;
  self->rejects = g_ptr_array_new_with_free_func (reject_free);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lb_import_result_free (LbImportResult *self)
{
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->sheet);
  g_free (self->kind);
  g_free (self->level);
  g_free (self->encoding);
  g_free (self->encoding_reason);
  g_free (self->crs);
  g_strfreev (self->header);
  g_strfreev (self->fields);
  g_ptr_array_unref (self->rejects);
  g_ptr_array_unref (self->notices);
  g_free (self);
}

LbReject *
lb_import_result_reject (LbImportResult *self, gint64 row, const char *column, const char *value,
                         const char *const *candidates, const char *const *cells, const char *reason)
{
  LbReject *reject = g_new0 (LbReject, 1);

  reject->row = row;
  reject->column = g_strdup (column != NULL ? column : "");
  reject->value = g_strdup (value != NULL ? value : "");
  reject->reason = g_strdup (reason);
  reject->candidates = candidates != NULL ? g_strdupv ((char **) candidates) : g_new0 (char *, 1);
  reject->cells = g_strdupv ((char **) cells);
  g_ptr_array_add (self->rejects, reject);
  return reject;
}

char *
lb_import_sha256 (const char *path, GError **error)
{
  g_autoptr (LbDigest) digest = lb_digest_start (path);

  return lb_digest_wait (digest, error);
}

/* A batch in which every row was rejected left nothing behind and is no reason to refuse the file. */
static gboolean
refuse_known_file (LbDb *db, const LbImportResult *result, GError **error)
{
  sqlite3_stmt *row = lb_db_prepare (
    db,
    "SELECT id, at FROM import_batch WHERE sha256 = ? AND kind = ? AND (sheet IS NULL OR sheet IS ?)"
    " AND undone_at IS NULL AND accepted > 0 ORDER BY id DESC LIMIT 1",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, result->sha256, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 2, result->kind, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 3, result->sheet, -1, SQLITE_TRANSIENT);
  int step = lb_db_step (db, row, error);
  if (step == SQLITE_ROW)
    g_set_error (error, LB_ERROR, LB_ERROR_EXISTS,
                 _ ("%s was imported before, as batch %" PRId64 " (%s); undo that batch first if it is to be"
                    " read again"),
                 result->file, (gint64) sqlite3_column_int64 (row, 0), (const char *) sqlite3_column_text (row, 1));
  sqlite3_reset (row);
  return step == SQLITE_DONE;
}

gboolean
lb_import_open_batch (LbProject *project, LbImportResult *result, const LbImportOptions *options, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autofree char *at = lb_journal_now ();

  if (result->sha256 != NULL && !options->again && !refuse_known_file (db, result, error))
    return FALSE;
  sqlite3_stmt *insert = lb_db_prepare (
    db, "INSERT INTO import_batch (kind, file, sha256, rows, accepted, rejected, at, sheet) VALUES (?, ?, coalesce (?, ''), 0, 0, 0, ?, ?)",
    error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_text (insert, 1, result->kind, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 2, result->file, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 3, result->sha256, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 4, at, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 5, result->sheet, -1, SQLITE_TRANSIENT);
  if (!lb_db_run (db, insert, error))
    return FALSE;
  result->batch = sqlite3_last_insert_rowid (lb_db_get_handle (db));
  return TRUE;
}

gboolean
lb_import_identify_batch (LbProject *project, LbImportResult *result, const LbImportOptions *options, GError **error)
{
  LbDb *db = lb_project_get_db (project);

  if (!options->again && !refuse_known_file (db, result, error))
    return FALSE;
  sqlite3_stmt *update = lb_db_prepare (db, "UPDATE import_batch SET sha256 = ? WHERE id = ?", error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_text (update, 1, result->sha256, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (update, 2, result->batch);
  return lb_db_run (db, update, error);
}

/* (transfer full): @texts as a JSON array. */
static char *
to_json (char *const *texts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* (transfer full): the cells as JSON, the certificate number masked: the project keeps none. */
static char *
cells_to_json (const LbReject *reject, int certificate)
{
  g_auto (GStrv) cells = g_strdupv (reject->cells);

  if (certificate >= 0 && (guint) certificate < g_strv_length (cells)) {
    char *masked = lb_mask_certificate (cells[certificate]);
    g_free (cells[certificate]);
    cells[certificate] = masked;
  }
  return to_json (cells);
}

/* (transfer full): the reason, without the number it may quote. */
static char *
hide_number (const LbReject *reject, const char *masked)
{
  g_auto (GStrv) parts = *reject->value != '\0' ? g_strsplit (reject->reason, reject->value, -1) : NULL;

  return parts != NULL ? g_strjoinv (masked, parts) : g_strdup (reject->reason);
}

static gboolean
keep_reject (LbDb *db, const LbImportResult *result, const LbReject *reject, GError **error)
{
  sqlite3_stmt *insert = lb_db_prepare (
    db,
    "INSERT INTO import_reject (import_batch_id, src_row, column_name, value, reason, candidates, content, reason_code)"
    " VALUES (?, ?, nullif (?, ''), ?, ?, ?, ?, ?)",
    error);
  if (insert == NULL)
    return FALSE;

  g_autofree char *candidates = to_json (reject->candidates);
  g_autofree char *content = cells_to_json (reject, result->certificate_column);
  gboolean secret = result->certificate_column >= 0 &&
                    g_strcmp0 (reject->column, result->header[result->certificate_column]) == 0;
  g_autofree char *value = secret ? lb_mask_certificate (reject->value) : g_strdup (reject->value);
  g_autofree char *reason = secret ? hide_number (reject, value) : g_strdup (reject->reason);
  sqlite3_bind_int64 (insert, 1, result->batch);
  sqlite3_bind_int64 (insert, 2, reject->row);
  sqlite3_bind_text (insert, 3, reject->column, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 4, value, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 5, reason, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 6, candidates, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 7, content, -1, SQLITE_TRANSIENT);
  if (reject->code != NULL)
    sqlite3_bind_text (insert, 8, reject->code, -1, SQLITE_STATIC);
  return lb_db_run (db, insert, error);
}

gboolean
lb_import_close_batch (LbProject *project, LbImportResult *result, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  sqlite3_stmt *update = lb_db_prepare (
    db,
    "UPDATE import_batch SET rows = ?, accepted = ?, rejected = ?, encoding = ?, encoding_reason = ?, crs = ?,"
    " level = ? WHERE id = ?",
    error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, result->rows);
  sqlite3_bind_int64 (update, 2, result->accepted);
  sqlite3_bind_int64 (update, 3, result->rejected);
  sqlite3_bind_text (update, 4, result->encoding, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (update, 5, result->encoding_reason, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (update, 6, result->crs, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (update, 7, result->level, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (update, 8, result->batch);
  if (!lb_db_run (db, update, error))
    return FALSE;
  for (guint i = 0; i < result->rejects->len; i++)
    if (!keep_reject (db, result, g_ptr_array_index (result->rejects, i), error))
      return FALSE;
  return lb_journal_append (db, "import", result->file, result->accepted, result->kind, error) &&
         lb_project_touch (project, error);
}
