/* What an import tells: the rejected rows as a CSV file, the whole result as JSON */
#include "config.h"
#include "src/import.h"
#include "src/csv.h"
#include "src/json-write.h"

#include <stdio.h>

gboolean
lb_import_write_rejects (const LbImportResult *self, const char *target, GError **error)
{
  g_autoptr (LbCsvWriter) writer = lb_csv_writer_new ();

  lb_csv_writer_cell (writer, "row");
  lb_csv_writer_cell (writer, "reason");
  for (gsize i = 0; self->header != NULL && self->header[i] != NULL; i++)
    lb_csv_writer_cell (writer, self->header[i]);
  lb_csv_writer_end_row (writer);
  for (guint i = 0; i < self->rejects->len; i++) {
    const LbReject *reject = g_ptr_array_index (self->rejects, i);
    g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, reject->row);
    lb_csv_writer_cell (writer, row);
    lb_csv_writer_cell (writer, reject->reason);
    for (gsize k = 0; reject->cells[k] != NULL; k++)
      lb_csv_writer_cell (writer, reject->cells[k]);
    lb_csv_writer_end_row (writer);
  }
  return lb_csv_writer_finish (writer, target, error);
}

static void
add_reject (JsonBuilder *builder, const LbReject *reject)
{
  json_builder_begin_object (builder);
  lb_json_add_count (builder, "row", reject->row);
  lb_json_add_text (builder, "column", reject->column);
  lb_json_add_text (builder, "value", reject->value);
  lb_json_add_text (builder, "reason", reject->reason);
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  for (gsize i = 0; reject->candidates[i] != NULL; i++)
    json_builder_add_string_value (builder, reject->candidates[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
lb_import_to_json (const LbImportResult *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lb_json_add_count (builder, "batch", self->batch);
  lb_json_add_text (builder, "file", self->file);
  lb_json_add_text (builder, "kind", self->kind);
  lb_json_add_text (builder, "encoding", self->encoding);
  lb_json_add_text (builder, "encoding_reason", self->encoding_reason);
  lb_json_add_text (builder, "crs", self->crs);
  lb_json_add_count (builder, "rows", self->rows);
  lb_json_add_count (builder, "accepted", self->accepted);
  lb_json_add_count (builder, "rejected", self->rejected);
  json_builder_set_member_name (builder, "rejects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rejects->len; i++)
    add_reject (builder, g_ptr_array_index (self->rejects, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return lb_json_to_line (builder);
}

void
lb_import_print_json (const LbImportResult *self)
{
  g_autofree char *text = lb_import_to_json (self);

  printf ("%s\n", text);
}
