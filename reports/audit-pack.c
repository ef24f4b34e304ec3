#include "config.h"
#include "reports/audit-pack.h"
#include "src/csv.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

struct _LbAuditPack {
  const LbDocument *document;
  char *pdf, *folder, *temporary;
  GPtrArray *files; /* char *: names within the folder */
  gboolean committed;
};

void
lb_audit_pack_free (LbAuditPack *self)
{
  for (guint i = 0; !self->committed && i < self->files->len; i++) {
    g_autofree char *path = g_build_filename (self->temporary, g_ptr_array_index (self->files, i), NULL);
    g_unlink (path);
  }
  static const char *const folders[] = {"masked", "restricted"};
  for (gsize i = 0; !self->committed && i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (self->temporary, folders[i], NULL);
    g_rmdir (path);
  }
  if (!self->committed)
    g_rmdir (self->temporary);
  g_ptr_array_unref (self->files);
  g_free (self->pdf);
  g_free (self->folder);
  g_free (self->temporary);
  g_free (self);
}

static gboolean
finish (LbAuditPack *self, LbCsvWriter *writer, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->temporary, name, NULL);

  g_ptr_array_add (self->files, g_strdup (name));
  return lb_csv_writer_finish (writer, path, error);
}

/* The same household has the same pseudonym in all lists of one state of the data, and nobody can tell which it is. */
static char *
pseudonym (const LbDocument *document, const char *number)
{
  g_autofree char *text = g_strconcat (document->fingerprint, number, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("户%.8s", sum);
}

static gboolean
write_list (LbAuditPack *self, const LbList *list, const char *folder, gboolean masked, GError **error)
{
  const LbFigures *figures = self->document->figures;
  g_autoptr (LbCsvWriter) writer = lb_csv_writer_new ();
  g_autoptr (GPtrArray) rows = lb_list_select (list, figures->regions, figures->region, NULL, NULL);
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
        masked && !empty && column->kind == LB_CELL_HOUSEHOLD ? pseudonym (self->document, row->cells[i]) : NULL;
      lb_csv_writer_cell (writer, empty ? NULL : hidden != NULL ? hidden : row->cells[i]);
    }
    lb_csv_writer_end_row (writer);
  }
  return finish (self, writer, name, error);
}

static gboolean
write_lists (LbAuditPack *self, GError **error)
{
  static const char *const folders[] = {"masked", "restricted"};
  GHashTable *lists = self->document->figures->lists;
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (lists), (GCompareFunc) strcmp);

  for (gsize k = 0; k < G_N_ELEMENTS (folders); k++) {
    g_autofree char *path = g_build_filename (self->temporary, folders[k], NULL);
    if (g_mkdir (path, 0777) != 0) {
      g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), path, g_strerror (errno));
      return FALSE;
    }
    for (const GList *id = ids; id != NULL; id = id->next)
      if (!write_list (self, g_hash_table_lookup (lists, id->data), folders[k], k == 0, error))
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
  const LbFigures *figures = self->document->figures;
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
  return finish (self, values, "values.csv", error) && finish (self, definitions, "definitions.csv", error);
}

LbAuditPack *
lb_audit_pack_new (const LbDocument *document, const char *template_text, const char *pdf_path, GError **error)
{
  g_autoptr (LbAuditPack) self = g_new0 (LbAuditPack, 1);
  g_autofree char *stem = g_str_has_suffix (pdf_path, ".pdf") ? g_strndup (pdf_path, strlen (pdf_path) - 4) : g_strdup (pdf_path);

  self->document = document;
  self->files = g_ptr_array_new_with_free_func (g_free);
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
  g_autofree char *template_path = g_build_filename (self->temporary, "template.txt", NULL);
  g_ptr_array_add (self->files, g_strdup ("template.txt"));
  if (!lb_output_write (template_path, template_text, -1, error) || !write_indicators (self, error) || !write_lists (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
add_file (LbCsvWriter *index, const char *name, const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  lb_csv_writer_cell (index, name);
  add_number (index, (double) length);
  lb_csv_writer_cell (index, sum);
  lb_csv_writer_end_row (index);
  return TRUE;
}

gboolean
lb_audit_pack_commit (LbAuditPack *self, GError **error)
{
  static const char *const heads[] = {"file", "bytes", "sha256"};
  g_autoptr (LbCsvWriter) index = lb_csv_writer_new ();
  g_autofree char *pdf_name = g_path_get_basename (self->pdf);

  add_words (index, heads, G_N_ELEMENTS (heads));
  if (!add_file (index, pdf_name, self->pdf, error))
    return FALSE;
  for (guint i = 0; i < self->files->len; i++) {
    const char *name = g_ptr_array_index (self->files, i);
    g_autofree char *path = g_build_filename (self->temporary, name, NULL);
    if (!add_file (index, name, path, error))
      return FALSE;
  }
  if (!finish (self, index, "index.csv", error))
    return FALSE;
  self->committed = g_rename (self->temporary, self->folder) == 0;
  if (!self->committed)
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), self->folder, g_strerror (errno));
  return self->committed;
}
