#include "config.h"
#include "src/xlsx.h"
#include "src/i18n.h"
#include "src/xlsx-private.h"

typedef struct {
  LbXlsxBook book;
  LbXlsxStrings *strings; /* NULL: none */
  LbXlsxSheet *sheet;     /* NULL: none chosen yet */
  guint chosen;
} Workbook;

static gboolean
choose_sheet (gpointer data, guint sheet, GError **error)
{
  Workbook *self = data;

  g_clear_pointer (&self->sheet, lb_xlsx_sheet_free);
  self->chosen = sheet;
  self->sheet = lb_xlsx_sheet_new (&self->book, sheet, self->strings, error);
  return self->sheet != NULL;
}

static gboolean
next_row (gpointer data, LbRow *row, GError **error)
{
  Workbook *self = data;

  return (self->sheet != NULL || choose_sheet (self, 0, error)) && lb_xlsx_sheet_next (self->sheet, row, error);
}

static gboolean
list_merged (gpointer data, GArray *ranges, GError **error)
{
  Workbook *self = data;

  return lb_xlsx_read_merged (&self->book, self->chosen, ranges, error);
}

static void
get_progress (gpointer data, gint64 *done, gint64 *total)
{
  Workbook *self = data;

  *done = *total = 0;
  if (self->sheet != NULL)
    lb_xlsx_sheet_get_progress (self->sheet, done, total);
}

static void
free_workbook (gpointer data)
{
  Workbook *self = data;

  g_clear_pointer (&self->sheet, lb_xlsx_sheet_free);
  g_clear_pointer (&self->strings, lb_xlsx_strings_free);
  lb_xlsx_book_clear (&self->book);
  g_free (self);
}

static gboolean
open_parts (Workbook *self, const char *path, GError **error)
{
  self->book.package = lb_package_open (path, error);
  if (self->book.package == NULL || !lb_xlsx_book_read (&self->book, error))
    return FALSE;
  if (self->book.strings_part != NULL)
    self->strings = lb_xlsx_strings_new (self->book.package, self->book.strings_part, error);
  return self->book.strings_part == NULL || self->strings != NULL;
}

LbRowSource *
lb_xlsx_open (const char *path, G_GNUC_UNUSED const char *encoding, G_GNUC_UNUSED GPtrArray *notices, GError **error)
{
  static const LbRowSourceKind kind = {
    .next = next_row, .choose = choose_sheet, .list_merged = list_merged, .get_progress = get_progress, .free = free_workbook};
  LbEncoding own = {"UTF-8", NULL};
  Workbook *self = g_new0 (Workbook, 1);

  if (!open_parts (self, path, error)) {
    free_workbook (self);
    return NULL;
  }
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  for (guint i = 0; i < self->book.names->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (self->book.names, i));
  own.reason = g_strdup (_ ("as XLSX workbooks are"));
  return lb_row_source_new (&kind, self, g_strv_builder_end (names), &own);
}
