#include "config.h"
#include "reports/audit-pack-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/journal.h"
#include "src/key.h"
#include "src/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void
file_free (gpointer data)
{
  LbAuditFile *self = data;

  g_free (self->name);
  g_free (self->title);
  g_free (self);
}

void
lb_audit_pack_free (LbAuditPack *self)
{
  for (guint i = 0; !self->committed && i < self->files->len; i++) {
    g_autofree char *path = g_build_filename (self->temporary, ((LbAuditFile *) g_ptr_array_index (self->files, i))->name, NULL);
    g_unlink (path);
  }
  for (guint i = self->folders->len; !self->committed && i > 0; i--) {
    g_autofree char *path = g_build_filename (self->temporary, g_ptr_array_index (self->folders, i - 1), NULL);
    g_rmdir (path);
  }
  if (!self->committed)
    g_rmdir (self->temporary);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->folders);
  g_free (self->pdf);
  g_free (self->folder);
  g_free (self->temporary);
  g_free (self->key);
  g_free (self);
}

gboolean
lb_audit_pack_add_folder (LbAuditPack *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->temporary, name, NULL);

  if (g_mkdir (path, 0777) != 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), path, g_strerror (errno));
    return FALSE;
  }
  g_ptr_array_add (self->folders, g_strdup (name));
  return TRUE;
}

char *
lb_audit_pack_add_file (LbAuditPack *self, const char *name, const char *title, guint pages)
{
  LbAuditFile *file = g_new (LbAuditFile, 1);

  *file = (LbAuditFile) {g_strdup (name), g_strdup (title), pages};
  g_ptr_array_add (self->files, file);
  return g_build_filename (self->temporary, name, NULL);
}

/* With a BOM, as every CSV file. Hundreds of them are not each waited for until the disk has them: the folder has no name before the
 * last is there. */
static gboolean
finish (LbAuditPack *self, LbCsvWriter *writer, const char *name, const char *title, GError **error)
{
  g_autofree char *path = lb_audit_pack_add_file (self, name, title, 0);
  g_autofree char *text = g_strconcat ("\xEF\xBB\xBF", lb_csv_writer_get_text (writer), NULL);
  GError *cause = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0666, &cause))
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), path, cause->message);
  g_error_free (cause);
  return FALSE;
}

/* The same household has the same pseudonym in all lists of one state of the data, and nobody who has not got the project can tell which
 * it is. So many letters keep a million households apart. */
static char *
pseudonym (const LbAuditPack *self, const char *number)
{
  g_autofree char *text = g_strjoin ("\n", self->source->document->fingerprint, number, NULL);
  g_autofree char *sum = lb_key_sign (self->key, "pseudonym", text);

  return g_strdup_printf ("户%.12s", sum);
}

gboolean
lb_audit_pack_add_list (LbAuditPack *self, const LbList *list, guint scope, const char *folder, gboolean masked, GError **error)
{
  const LbFigures *figures = self->source->document->figures;
  g_autoptr (LbCsvWriter) writer = lb_csv_writer_new ();
  g_autoptr (GPtrArray) rows = lb_list_select (list, figures->regions, scope, NULL, NULL);
  if (rows->len == 0 && scope != figures->region)
    return TRUE;
  g_autofree char *file = g_strconcat (list->id, ".csv", NULL), *name = g_build_filename (folder, file, NULL);

  for (guint i = 0; i < list->columns->len; i++) {
    const LbListColumn *column = &g_array_index (list->columns, LbListColumn, i);
    if (!column->hidden)
      lb_csv_writer_cell (writer, column->head);
  }
  lb_csv_writer_end_row (writer);
  for (guint k = 0; k < rows->len; k++) {
    const LbListRow *row = g_ptr_array_index (rows, k);
    for (guint i = 0; i < list->columns->len; i++) {
      const LbListColumn *column = &g_array_index (list->columns, LbListColumn, i);
      if (column->hidden)
        continue;
      gboolean empty = g_str_equal (row->cells[i], "—");
      g_autofree char *hidden =
        masked && !empty && column->kind == LB_CELL_HOUSEHOLD ? pseudonym (self, row->cells[i]) : NULL;
      lb_csv_writer_cell (writer, empty ? NULL : hidden != NULL ? hidden : row->cells[i]);
    }
    lb_csv_writer_end_row (writer);
  }
  return finish (self, writer, name, list->title, error);
}

static gboolean
write_lists (LbAuditPack *self, GError **error)
{
  static const char *const folders[] = {"masked", LB_AUDIT_RESTRICTED};
  const LbFigures *figures = self->source->document->figures;
  GHashTable *lists = figures->lists;
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (lists), (GCompareFunc) strcmp);

  for (gsize k = 0; k < G_N_ELEMENTS (folders); k++) {
    if (!lb_audit_pack_add_folder (self, folders[k], error))
      return FALSE;
    for (const GList *id = ids; id != NULL; id = id->next)
      if (!lb_audit_pack_add_list (self, g_hash_table_lookup (lists, id->data), figures->region, folders[k], k == 0, error))
        return FALSE;
  }
  return TRUE;
}

static void
add_words (LbCsvWriter *writer, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    lb_csv_writer_cell (writer, words[i]);
  lb_csv_writer_end_row (writer);
}

static void
add_number (LbCsvWriter *writer, double number)
{
  g_autofree char *text = lb_number_to_text (number);
  lb_csv_writer_cell (writer, text);
}

static gboolean
write_indicators (LbAuditPack *self, GError **error)
{
  static const char *const value_heads[] = {"code", "name", "level", "indicator", "numerator", "denominator", "value"};
  static const char *const definition_heads[] = {"id", "name", "unit", "source", "note", "formula"};
  const LbFigures *figures = self->source->document->figures;
  g_autoptr (LbCsvWriter) values = lb_csv_writer_new (), definitions = lb_csv_writer_new ();
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (figures->tables), (GCompareFunc) strcmp);

  add_words (values, value_heads, G_N_ELEMENTS (value_heads));
  add_words (definitions, definition_heads, G_N_ELEMENTS (definition_heads));
  for (const GList *id = ids; id != NULL; id = id->next) {
    const LbValues *now = ((const LbFigureTable *) g_hash_table_lookup (figures->tables, id->data))->now;
    const LbIndicator *indicator = now->indicator;
    const char *const words[] = {indicator->id, indicator->name, indicator->unit, indicator->source, indicator->note, indicator->sql};
    add_words (definitions, words, G_N_ELEMENTS (words));
    guint end = lb_region_tree_get (figures->regions, figures->region)->end;
    for (guint i = figures->region; i < end; i++) {
      const LbRegion *region = lb_region_tree_get (figures->regions, i);
      lb_csv_writer_cell (values, region->code);
      lb_csv_writer_cell (values, region->name);
      lb_csv_writer_cell (values, lb_level_to_text (region->level));
      lb_csv_writer_cell (values, indicator->id);
      add_number (values, now->numerator[i]);
      add_number (values, now->denominator[i]);
      add_number (values, now->value[i]);
      lb_csv_writer_end_row (values);
    }
  }
  return finish (self, values, "values.csv", "指标数值", error) &&
         finish (self, definitions, "definitions.csv", "指标口径与公式", error);
}

/* The project's log of imports, exports and reports; each row has the sum of the one before it. */
static gboolean
write_journal (LbAuditPack *self, GError **error)
{
  static const char *const heads[] = {"id", "at", "action", "object", "count", "purpose", "previous", "hash"};
  LbDb *db = lb_project_get_db (self->source->project);
  g_autoptr (LbCsvWriter) writer = lb_csv_writer_new ();
  int result;

  if (!lb_journal_verify (db, error))
    return FALSE;
  sqlite3_stmt *rows =
    lb_db_prepare (db, "SELECT id, at, action, object, count, purpose, previous, hash FROM journal ORDER BY id", error);
  if (rows == NULL)
    return FALSE;
  add_words (writer, heads, G_N_ELEMENTS (heads));
  while ((result = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    for (int i = 0; i < (int) G_N_ELEMENTS (heads); i++)
      lb_csv_writer_cell (writer, (const char *) sqlite3_column_text (rows, i));
    lb_csv_writer_end_row (writer);
  }
  sqlite3_reset (rows);
  return result == SQLITE_DONE && finish (self, writer, "journal.csv", "导入、导出和访问日志", error);
}

static gboolean
write_template (LbAuditPack *self, GError **error)
{
  g_autofree char *path = lb_audit_pack_add_file (self, "template.txt", "报告模板", 0);

  return lb_output_write (path, lb_template_get_text (self->source->document->template), -1, error);
}

LbAuditPack *
lb_audit_pack_new (const LbAuditPackSource *source, const char *pdf_path, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbAuditPack) self = g_new0 (LbAuditPack, 1);
  g_autofree char *stem = g_str_has_suffix (pdf_path, ".pdf") ? g_strndup (pdf_path, strlen (pdf_path) - 4) : g_strdup (pdf_path);

  self->source = source;
  self->cancellable = cancellable;
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);
  self->pdf = g_strdup (pdf_path);
  self->folder = g_strconcat (stem, "-files", NULL);
  self->temporary = g_strconcat (self->folder, ".XXXXXX", NULL);
  if (g_file_test (self->folder, G_FILE_TEST_EXISTS)) {
    g_set_error (error, LB_ERROR, LB_ERROR_EXISTS, _ ("the folder %s is there already; remove it or choose another name"),
                 self->folder);
    return NULL;
  }
  if (g_mkdtemp_full (self->temporary, 0777) == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), self->folder, g_strerror (errno));
    return NULL;
  }
  self->key = lb_key_dup_for_project (source->project, error);
  if (self->key == NULL || !write_template (self, error) || !write_indicators (self, error) || !write_journal (self, error) ||
      !write_lists (self, error) || !lb_audit_pack_add_villages (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
add_to_index (LbCsvWriter *index, const LbAuditFile *file, const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  lb_csv_writer_cell (index, file->name);
  lb_csv_writer_cell (index, file->title);
  add_number (index, (double) length);
  add_number (index, file->pages == 0 ? NAN : file->pages);
  lb_csv_writer_cell (index, sum);
  lb_csv_writer_end_row (index);
  return TRUE;
}

/* The index @name of the files that are restricted, or of those that are not. */
static gboolean
write_index (LbAuditPack *self, LbCsvWriter *index, gboolean restricted, const char *name, GError **error)
{
  for (guint i = 0; i < self->files->len; i++) {
    const LbAuditFile *file = g_ptr_array_index (self->files, i);
    g_autofree char *path = g_build_filename (self->temporary, file->name, NULL);
    if (g_str_has_prefix (file->name, LB_AUDIT_RESTRICTED "/") == restricted && !add_to_index (index, file, path, error))
      return FALSE;
  }
  return finish (self, index, name, "索引", error);
}

gboolean
lb_audit_pack_commit (LbAuditPack *self, GError **error)
{
  static const char *const heads[] = {"file", "title", "bytes", "pages", "sha256"};
  g_autoptr (LbCsvWriter) open = lb_csv_writer_new (), restricted = lb_csv_writer_new ();
  g_autofree char *pdf_name = g_path_get_basename (self->pdf);
  const LbAuditFile pdf = {pdf_name, self->source->document->title, self->source->layout->pages->len};

  add_words (open, heads, G_N_ELEMENTS (heads));
  add_words (restricted, heads, G_N_ELEMENTS (heads));
  if (!write_index (self, open, FALSE, "index.csv", error) || !add_to_index (restricted, &pdf, self->pdf, error) ||
      !write_index (self, restricted, TRUE, LB_AUDIT_RESTRICTED "/index.csv", error))
    return FALSE;
  self->committed = g_rename (self->temporary, self->folder) == 0;
  if (!self->committed)
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), self->folder, g_strerror (errno));
  return self->committed;
}
