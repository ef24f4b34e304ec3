#include "config.h"
#include "src/sheet.h"
#include "src/csv.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/output.h"

#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

/* Widths are in characters of the sheet's digits. */
#define WIDTH_LEAST   8.0
#define WIDTH_MOST    40.0
#define WIDTH_SAMPLED 200 /* rows that decide the widths */

struct _LbSheet {
  char *target;
  LbCsvWriter *csv; /* NULL: a workbook */
  LbOutput *output;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *whole, *fraction; /* of numbers */
  GArray *widths; /* double, a column each */
  lxw_row_t row;
  lxw_col_t column;
};

static void
note_width (LbSheet *self, const char *text)
{
  double width = 2;

  if (self->row > WIDTH_SAMPLED)
    return;
  if (self->widths->len <= self->column)
    g_array_set_size (self->widths, self->column + 1u);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  double *widest = &g_array_index (self->widths, double, self->column);
  *widest = MAX (*widest, CLAMP (width, WIDTH_LEAST, WIDTH_MOST));
}

static void
write_headings (LbSheet *self, const char *const *headings)
{
  lxw_format *bold = NULL;

  if (self->book != NULL) {
    bold = workbook_add_format (self->book);
    format_set_bold (bold);
  }
  for (gsize i = 0; headings[i] != NULL; i++) {
    if (self->csv != NULL) {
      lb_csv_writer_cell (self->csv, headings[i]);
      continue;
    }
    worksheet_write_string (self->sheet, 0, self->column, headings[i], bold);
    note_width (self, headings[i]);
    self->column++;
  }
}

static gboolean
open_book (LbSheet *self, const char *name, gint64 made, GError **error)
{
  lxw_doc_properties properties = {.created = (time_t) made};

  self->output = lb_output_new (self->target, error);
  if (self->output == NULL)
    return FALSE;
  self->book = workbook_new (lb_output_get_path (self->output));
  self->sheet = self->book != NULL ? workbook_add_worksheet (self->book, name) : NULL;
  if (self->sheet == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: the workbook cannot be begun"),
                 self->target);
    return FALSE;
  }
  self->whole = workbook_add_format (self->book);
  self->fraction = workbook_add_format (self->book);
  format_set_num_format (self->whole, "0");
  format_set_num_format (self->fraction, "#,##0.00");
  workbook_set_properties (self->book, &properties);
  worksheet_freeze_panes (self->sheet, 1, 0);
  return TRUE;
}

LbSheet *
lb_sheet_new (const char *target, const char *name, const char *const *headings, gint64 made, GError **error)
{
  g_autoptr (LbSheet) self = g_new0 (LbSheet, 1);
  const char *dot = strrchr (target, '.');

  self->target = g_strdup (target);
  self->widths = g_array_new (FALSE, TRUE, sizeof (double));
  if (dot != NULL && g_ascii_strcasecmp (dot, ".csv") == 0)
    self->csv = lb_csv_writer_new ();
  else if (dot == NULL || g_ascii_strcasecmp (dot, ".xlsx") != 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("%s: a table is written to a file that ends in .csv or .xlsx"),
                 target);
    return NULL;
  } else if (!open_book (self, name, made, error))
    return NULL;
  write_headings (self, headings);
  if (!lb_sheet_end_row (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lb_sheet_free (LbSheet *self)
{
  if (self->book != NULL)
    lxw_workbook_free (self->book);
  g_clear_pointer (&self->csv, lb_csv_writer_free);
  g_clear_pointer (&self->output, lb_output_free);
  g_array_unref (self->widths);
  g_free (self->target);
  g_free (self);
}

void
lb_sheet_cell (LbSheet *self, const char *text, gboolean number)
{
  if (self->csv != NULL) {
    lb_csv_writer_cell (self->csv, text);
    return;
  }
  if (*text != '\0') {
    note_width (self, text);
    if (number)
      worksheet_write_number (self->sheet, self->row, self->column, g_ascii_strtod (text, NULL),
                              strchr (text, '.') != NULL ? self->fraction : self->whole);
    else
      worksheet_write_string (self->sheet, self->row, self->column, text, NULL);
  }
  self->column++;
}

gboolean
lb_sheet_end_row (LbSheet *self, GError **error)
{
  if (self->csv != NULL) {
    lb_csv_writer_end_row (self->csv);
    return TRUE;
  }
  self->column = 0;
  if (++self->row < LXW_ROW_MAX)
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("%s: a workbook holds %d rows and there are more; write a .csv file"),
               self->target, LXW_ROW_MAX);
  return FALSE;
}

gboolean
lb_sheet_finish (LbSheet *self, GError **error)
{
  if (self->csv != NULL)
    return lb_csv_writer_finish (self->csv, self->target, error);

  for (guint i = 0; i < self->widths->len; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, g_array_index (self->widths, double, i), NULL);
  lxw_error failure = workbook_close (g_steal_pointer (&self->book));
  if (failure == LXW_NO_ERROR)
    return lb_output_commit (self->output, error);
  g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), self->target, lxw_strerror (failure));
  return FALSE;
}
