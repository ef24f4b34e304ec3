/* Old workbooks (XLS) and open documents (ODS) as rows: GDAL reads them, in its module, after the archive was measured. Numbers that a workbook writes with
 * an exponent are written out where no digit is lost by it; the others stay, for the import to refuse. */
#include "config.h"
#include "maps/gdal-load.h"
#include "maps/tables.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/number.h"
#include "src/package.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define EXACT_NUMBER 1e15 /* a double's decimal digits end here */

typedef struct {
  const LbGdalTables *gdal;
  gpointer book;
  char *name;
  GPtrArray *cells; /* char *, of the row */
  gint64 done, total;
} Workbook;

/* (transfer full): the cell as a person sees it. */
static char *
copy_cell (const char *cell)
{
  gsize digits = strspn (cell, "+-0123456789.");
  char *end = NULL;

  if (digits == 0 || (cell[digits] != 'E' && cell[digits] != 'e'))
    return g_utf8_make_valid (cell, -1);
  double number = g_ascii_strtod (cell, &end);
  if (*end != '\0' || !(fabs (number) < EXACT_NUMBER))
    return g_strdup (cell);
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  return lb_number_to_text (g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.15g", number), NULL));
}

static gboolean
is_blank (const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    if (cells[i][strspn (cells[i], " \t\r\n")] != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
refuse_cell (const Workbook *self, gint64 row, guint column, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s, row %" PRId64 ", column %u: the cell is longer than 1 MiB"),
               self->name, row, column + 1);
  return FALSE;
}

static gboolean
next_row (gpointer data, LbRow *row, GError **error)
{
  Workbook *self = data;
  const char *const *cells;
  guint n;

  do {
    if (!self->gdal->next (self->book, &row->number, &cells, &n))
      return FALSE;
    self->done++;
  } while (is_blank (cells, n));
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < n; i++) {
    if (strlen (cells[i]) > LB_LIMIT_CELL_BYTES)
      return refuse_cell (self, row->number, i, error);
    g_ptr_array_add (self->cells, copy_cell (cells[i]));
  }
  row->n = n;
  row->cut = FALSE;
  g_ptr_array_add (self->cells, NULL);
  row->cells = (char **) self->cells->pdata;
  return TRUE;
}

static gboolean
choose_sheet (gpointer data, guint sheet, GError **error)
{
  Workbook *self = data;
  g_autofree char *detail = NULL;
  guint columns = 0;

  self->done = 0;
  if (!self->gdal->choose (self->book, sheet, &self->total, &columns, &detail)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s, sheet %s: damaged (%s); get the file again from where it came"),
                 self->name, self->gdal->name (self->book, sheet), detail);
    return FALSE;
  }
  if (columns > LB_LIMIT_COLUMNS) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s, sheet %s has more than 4096 columns; delete those right of the table and save it again"), self->name,
                 self->gdal->name (self->book, sheet));
    return FALSE;
  }
  return TRUE;
}

static void
get_progress (gpointer data, gint64 *done, gint64 *total)
{
  Workbook *self = data;

  *done = self->done;
  *total = self->total;
}

static void
free_workbook (gpointer data)
{
  Workbook *self = data;

  if (self->book != NULL)
    self->gdal->close (self->book);
  g_ptr_array_unref (self->cells);
  g_free (self->name);
  g_free (self);
}

static char **
list_sheets (const Workbook *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->gdal->count (self->book); i++) {
    g_autofree char *name = g_utf8_make_valid (self->gdal->name (self->book, i), -1);
    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

/* GDAL holds the whole of it in memory. */
static gboolean
check_archive (const char *path, GError **error)
{
  g_autoptr (LbPackage) package = lb_package_open (path, error);

  return package != NULL && lb_package_check (package, error);
}

LbRowSource *
lb_workbook_open (const char *path, const char *driver, GError **error)
{
  static const LbRowSourceKind kind = {
    .next = next_row, .choose = choose_sheet, .get_progress = get_progress, .free = free_workbook};
  g_autofree char *absolute = g_canonicalize_filename (path, NULL), *name = g_path_get_basename (path), *detail = NULL;
  LbEncoding encoding = {"UTF-8", g_strdup (_ ("decoded by GDAL"))};

  if (!g_str_equal (driver, "XLS") && !check_archive (absolute, error)) {
    lb_encoding_clear (&encoding);
    return NULL;
  }
  LbGdalGetTables get = (LbGdalGetTables) lb_gdal_load (name, LB_GDAL_TABLES_SYMBOL, error);
  const LbGdalTables *gdal = get != NULL ? get () : NULL;
  gpointer book = gdal != NULL ? gdal->open (absolute, driver, &detail) : NULL;
  if (book == NULL) {
    if (gdal != NULL)
      g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                   _ ("%s cannot be read as a workbook: it is damaged or protected by a password; open it in a spreadsheet and "
                      "save it again as XLSX or CSV"),
                   name);
    lb_encoding_clear (&encoding);
    return NULL;
  }
  Workbook *self = g_new0 (Workbook, 1);
  self->gdal = gdal;
  self->book = book;
  self->name = g_steal_pointer (&name);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return lb_row_source_new (&kind, self, list_sheets (self), &encoding);
}
