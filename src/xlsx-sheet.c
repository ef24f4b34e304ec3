/* Rows of a sheet: <sheetData> of <row> of <c>, pulled one row at a time
 *
 * Rows and cells may say where they stand or leave it out. What a sheet claims of its size is not looked at. */
#include "config.h"
#include "src/xlsx-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <inttypes.h>
#include <string.h>

#define MOST_ROWS (1 << 24) /* sixteen times what a spreadsheet allows */

struct _LbXlsxSheet {
  const LbXlsxBook *book;
  const char *name;
  LbXlsxStrings *strings;
  LbXml *xml;
  gboolean in_data, in_row, in_cell;
  /* The row */
  gint64 number;
  GString *cells;      /* texts, each with its NUL            */
  GArray *starts;      /* guint32: by column, 0: empty, else 1 + where its text begins in cells */
  GPtrArray *pointers;
  gboolean blank;
  /* The cell */
  gint64 column;       /* from 0                              */
  char type[12];
  guint style;
  gboolean formula, value;
  LbXlsxText text;
};

/* Sentences ---------------------------------------------------------------------------------------------------- */

static void
fail_cell (LbXlsxSheet *self, const char *why)
{
  lb_xml_fail (self->xml, g_error_new (LB_ERROR, LB_ERROR_INPUT, _ ("%s, row %" PRId64 ", column %u: %s"),
                                       lb_package_get_name (self->book->package), self->number, (guint) self->column + 1, why));
}

static void
fail_columns (LbXlsxSheet *self)
{
  lb_xml_fail (self->xml,
               g_error_new (LB_ERROR, LB_ERROR_INPUT,
                            _ ("%s, sheet %s has more than 4096 columns; delete those right of the table and save it again"),
                            lb_package_get_name (self->book->package), self->name));
}

static void
fail_damaged (LbXlsxSheet *self)
{
  GError *problem = NULL;

  lb_package_refuse_damaged (self->book->package, &problem);
  lb_xml_fail (self->xml, problem);
}

/* Cells -------------------------------------------------------------------------------------------------------- */

gint64
lb_xlsx_read_column (const char **reference)
{
  gint64 column = 0;

  for (; g_ascii_isalpha (**reference); (*reference)++)
    column = MIN (column * 26 + g_ascii_toupper (**reference) - 'A' + 1, LB_LIMIT_COLUMNS + 1);
  return column - 1;
}

static void
begin_cell (LbXlsxSheet *self, const char **attributes)
{
  gint64 column = -1;

  self->in_cell = TRUE;
  self->formula = self->value = FALSE;
  self->type[0] = '\0';
  self->style = 0;
  self->text.phonetic = 0;
  g_string_truncate (self->text.text, 0);
  for (; *attributes != NULL; attributes += 2) {
    if (strcmp (attributes[0], "r") == 0)
      column = lb_xlsx_read_column (&(const char *){attributes[1]});
    else if (strcmp (attributes[0], "s") == 0)
      self->style = (guint) g_ascii_strtoull (attributes[1], NULL, 10);
    else if (strcmp (attributes[0], "t") == 0)
      g_strlcpy (self->type, attributes[1], sizeof self->type);
  }
  self->column = column >= 0 ? column : MIN (self->column + 1, LB_LIMIT_COLUMNS);
}

/* Appends the text of the cell to the row. FALSE: it failed. */
static gboolean
write_shared (LbXlsxSheet *self)
{
  char *end = NULL;
  guint64 i = g_ascii_strtoull (self->text.text->str, &end, 10);
  GError *problem = NULL;

  if (end == self->text.text->str || *end != '\0' || self->strings == NULL) {
    fail_damaged (self);
    return FALSE;
  }
  const char *shared = lb_xlsx_strings_get (self->strings, i, &problem);
  if (shared == NULL) {
    lb_xml_fail (self->xml, problem);
    return FALSE;
  }
  g_string_append (self->cells, shared);
  return TRUE;
}

static void
write_number (LbXlsxSheet *self)
{
  LbNumberForm form = self->style < self->book->forms->len ? g_array_index (self->book->forms, LbNumberForm, self->style)
                                                           : LB_FORM_NUMBER;

  lb_number_form_write (form, g_strstrip (self->text.text->str), self->book->from_1904, self->cells);
}

/* "2023-04-05T00:00:00Z" is a day. */
static void
write_iso_date (LbXlsxSheet *self)
{
  char *clock = strchr (self->text.text->str, 'T');

  if (clock != NULL && strspn (clock, "T0:.Z") == strlen (clock))
    *clock = '\0';
  g_string_append (self->cells, self->text.text->str);
}

static gboolean
write_cell (LbXlsxSheet *self)
{
  const char *type = self->type, *text = self->text.text->str;

  if (strcmp (type, "s") == 0)
    return write_shared (self);
  if (*type == '\0' || strcmp (type, "n") == 0) {
    write_number (self);
  } else if (strcmp (type, "b") == 0) {
    g_string_append (self->cells, *text == '1' || *text == 't' ? "TRUE" : "FALSE");
  } else if (strcmp (type, "d") == 0) {
    write_iso_date (self);
  } else { /* a text of its own, a formula's, or an error's word */
    lb_xlsx_text_unescape (self->text.text, 0);
    g_string_append (self->cells, self->text.text->str);
  }
  return TRUE;
}

static void
end_cell (LbXlsxSheet *self)
{
  gsize start = self->cells->len;

  self->in_cell = FALSE;
  if (self->formula && !self->value) {
    fail_cell (self, _ ("the formula was never computed; open the workbook in a spreadsheet, save it and import it again"));
    return;
  }
  if (self->text.text->len == 0)
    return;
  if (!write_cell (self))
    return;
  if (self->text.text->len > LB_LIMIT_CELL_BYTES || self->cells->len - start > LB_LIMIT_CELL_BYTES)
    fail_cell (self, _ ("the cell is longer than 1 MiB"));
  else if (self->cells->len > LB_LIMIT_ROW_BYTES)
    fail_cell (self, _ ("the row is longer than 16 MiB"));
  else if (self->column >= LB_LIMIT_COLUMNS && self->cells->len > start)
    fail_columns (self);
  else if (self->cells->len > start) {
    const char *cell = self->cells->str + start;
    self->blank = self->blank && cell[strspn (cell, " \t\r\n")] == '\0';
    if (self->starts->len <= self->column)
      g_array_set_size (self->starts, (guint) self->column + 1);
    g_array_index (self->starts, guint32, self->column) = (guint32) start + 1;
    g_string_append_c (self->cells, '\0');
  }
}

/* Rows --------------------------------------------------------------------------------------------------------- */

/* Rows go downwards; one that says otherwise, or nothing, comes next. */
static void
begin_row (LbXlsxSheet *self, const char **attributes)
{
  const char *r = lb_xml_find (attributes, "r");
  gint64 number = r != NULL ? g_ascii_strtoll (r, NULL, 10) : 0;

  self->in_row = TRUE;
  self->number = MAX (number, self->number + 1);
  self->column = -1;
  self->blank = TRUE;
  g_string_truncate (self->cells, 0);
  g_array_set_size (self->starts, 0);
  if (self->number > MOST_ROWS)
    fail_damaged (self);
}

static void
start (gpointer data, const char *name, const char **attributes)
{
  LbXlsxSheet *self = data;

  if (!self->in_data) {
    self->in_data = strcmp (name, "sheetData") == 0;
  } else if (self->in_cell) {
    self->formula = self->formula || strcmp (name, "f") == 0;
    self->value = self->value || strcmp (name, "v") == 0;
    if (strcmp (name, "v") == 0)
      self->text.open = TRUE;
    else
      lb_xlsx_text_start (&self->text, name);
  } else if (self->in_row && strcmp (name, "c") == 0) {
    begin_cell (self, attributes);
  } else if (!self->in_row && strcmp (name, "row") == 0) {
    begin_row (self, attributes);
  }
}

static void
end (gpointer data, const char *name)
{
  LbXlsxSheet *self = data;

  if (self->in_cell) {
    if (strcmp (name, "c") == 0)
      end_cell (self);
    else if (strcmp (name, "v") == 0)
      self->text.open = FALSE;
    else
      lb_xlsx_text_end (&self->text, name);
  } else if (self->in_row && strcmp (name, "row") == 0) {
    self->in_row = FALSE;
    if (!self->blank)
      lb_xml_pause (self->xml);
  } else if (self->in_data && strcmp (name, "sheetData") == 0) {
    lb_xml_finish (self->xml);
  }
}

static void
text (gpointer data, const char *text, int length)
{
  LbXlsxSheet *self = data;

  if (self->in_cell)
    lb_xlsx_text_add (&self->text, text, length);
}

LbXlsxSheet *
lb_xlsx_sheet_new (const LbXlsxBook *book, guint sheet, LbXlsxStrings *strings, GError **error)
{
  static const LbXmlHandlers handlers = {start, end, text};
  LbXlsxSheet *self = g_new0 (LbXlsxSheet, 1);

  self->book = book;
  self->name = g_ptr_array_index (book->names, sheet);
  self->strings = strings;
  self->cells = g_string_new (NULL);
  self->starts = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->pointers = g_ptr_array_new ();
  self->text.text = g_string_new (NULL);
  self->xml = lb_xml_open (book->package, g_ptr_array_index (book->parts, sheet), &handlers, self, error);
  if (self->xml != NULL)
    return self;
  lb_xlsx_sheet_free (self);
  return NULL;
}

void
lb_xlsx_sheet_free (LbXlsxSheet *self)
{
  g_clear_pointer (&self->xml, lb_xml_free);
  g_string_free (self->cells, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->pointers);
  g_string_free (self->text.text, TRUE);
  g_free (self);
}

gboolean
lb_xlsx_sheet_next (LbXlsxSheet *self, LbRow *row, GError **error)
{
  if (!lb_xml_run (self->xml, error))
    return FALSE;
  g_ptr_array_set_size (self->pointers, 0);
  for (guint i = 0; i < self->starts->len; i++) {
    guint32 start = g_array_index (self->starts, guint32, i);
    g_ptr_array_add (self->pointers, start > 0 ? self->cells->str + start - 1 : self->cells->str + self->cells->len);
  }
  g_ptr_array_add (self->pointers, NULL);
  row->cells = (char **) self->pointers->pdata;
  row->n = self->starts->len;
  row->number = self->number;
  row->cut = FALSE;
  return TRUE;
}

void
lb_xlsx_sheet_get_progress (const LbXlsxSheet *self, gint64 *done, gint64 *total)
{
  lb_xml_get_progress (self->xml, done, total);
}
