#include "config.h"
#include "src/row-source.h"
#include "src/csv.h"
#include "src/merged.h"

struct _LbRowSource {
  const LbRowSourceKind *kind;
  gpointer data;
  char **sheets;
  guint sheet;     /* the chosen one */
  LbEncoding encoding;
  GArray *held;    /* LbRow, with cells of their own: looked at */
  guint given;     /* of them, taken since                      */
  GError *problem; /* behind the last of them                   */
  gint64 number;   /* of the row that was taken last            */
  LbMerged *merged; /* NULL: none below the headings            */
};

static void
clear_row (gpointer data)
{
  g_strfreev (((LbRow *) data)->cells);
}

LbRowSource *
lb_row_source_new (const LbRowSourceKind *kind, gpointer data, char **sheets, LbEncoding *encoding)
{
  LbRowSource *self = g_new0 (LbRowSource, 1);

  self->kind = kind;
  self->data = data;
  self->sheets = sheets;
  self->encoding = *encoding;
  *encoding = (LbEncoding) {NULL, NULL};
  self->held = g_array_new (FALSE, FALSE, sizeof (LbRow));
  g_array_set_clear_func (self->held, clear_row);
  return self;
}

void
lb_row_source_free (LbRowSource *self)
{
  self->kind->free (self->data);
  g_strfreev (self->sheets);
  lb_encoding_clear (&self->encoding);
  g_array_unref (self->held);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->merged, lb_merged_free);
  g_free (self);
}

const char *const *
lb_row_source_get_sheets (const LbRowSource *self)
{
  return (const char *const *) self->sheets;
}

gboolean
lb_row_source_choose (LbRowSource *self, guint sheet, GError **error)
{
  g_array_set_size (self->held, 0);
  self->given = 0;
  g_clear_error (&self->problem);
  g_clear_pointer (&self->merged, lb_merged_free);
  self->number = 0;
  self->sheet = sheet;
  return self->kind->choose == NULL || self->kind->choose (self->data, sheet, error);
}

const char *
lb_row_source_get_sheet (const LbRowSource *self)
{
  return self->sheets != NULL ? self->sheets[self->sheet] : NULL;
}

const GArray *
lb_row_source_look (LbRowSource *self, guint most)
{
  LbRow row = {0};

  while (self->held->len < most && self->problem == NULL && self->kind->next (self->data, &row, &self->problem)) {
    row.cells = g_strdupv (row.cells);
    row.text = NULL;
    g_array_append_val (self->held, row);
  }
  return self->held;
}

static gboolean
take_row (LbRowSource *self, LbRow *row, GError **error)
{
  if (self->given < self->held->len) {
    *row = g_array_index (self->held, LbRow, self->given++);
    return TRUE;
  }
  if (self->problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->problem));
    return FALSE;
  }
  row->text = NULL;
  return self->kind->next (self->data, row, error);
}

gboolean
lb_row_source_next (LbRowSource *self, LbRow *row, GError **error)
{
  if (!take_row (self, row, error))
    return FALSE;
  self->number = row->number;
  return self->merged == NULL || lb_merged_fill (self->merged, row, error);
}

gboolean
lb_row_source_begin_data (LbRowSource *self, GError **error)
{
  if (self->kind->list_merged == NULL)
    return TRUE;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (LbMergedRange));
  if (!self->kind->list_merged (self->data, ranges, error))
    return FALSE;
  self->merged = lb_merged_new (g_steal_pointer (&ranges), self->number, lb_row_source_get_sheet (self));
  return TRUE;
}

void
lb_row_source_leave (LbRowSource *self, guint column)
{
  if (self->merged != NULL)
    lb_merged_leave (self->merged, column);
}

guint64
lb_row_source_count_filled (const LbRowSource *self, guint column)
{
  return self->merged != NULL ? lb_merged_count (self->merged, column) : 0;
}

const LbEncoding *
lb_row_source_get_encoding (const LbRowSource *self)
{
  return &self->encoding;
}

guint
lb_row_source_get_replaced (const LbRowSource *self)
{
  return self->kind->get_replaced != NULL ? self->kind->get_replaced (self->data) : 0;
}

void
lb_row_source_get_progress (const LbRowSource *self, gint64 *done, gint64 *total)
{
  self->kind->get_progress (self->data, done, total);
}

/* CSV ------------------------------------------------------------------------------------------------------- */

static gboolean
next_csv (gpointer data, LbRow *row, GError **error)
{
  return lb_csv_reader_next (data, row, error);
}

static void
get_csv_progress (gpointer data, gint64 *done, gint64 *total)
{
  lb_csv_reader_get_progress (data, done, total);
}

static guint
get_csv_replaced (gpointer data)
{
  return lb_csv_reader_get_replaced (data);
}

static void
free_csv (gpointer data)
{
  lb_csv_reader_free (data);
}

LbRowSource *
lb_row_source_open_csv (const char *path, const char *encoding, G_GNUC_UNUSED GPtrArray *notices, GError **error)
{
  static const LbRowSourceKind csv = {
    .next = next_csv, .get_progress = get_csv_progress, .get_replaced = get_csv_replaced, .free = free_csv};
  LbCsvReader *reader = lb_csv_reader_open (path, encoding, error);

  if (reader == NULL)
    return NULL;
  const LbEncoding *have = lb_csv_reader_get_encoding (reader);
  LbEncoding own = {have->name, g_strdup (have->reason)};
  return lb_row_source_new (&csv, reader, NULL, &own);
}
