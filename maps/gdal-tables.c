/* The module's other half, behind maps/workbook.c: sheets of workbooks as rows of text. GDAL is asked for text in every
 * cell, so that digits stay as they were written, and to take no row for headings. */
#include "config.h"
#include "maps/gdal-module-private.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>

typedef struct {
  GDALDatasetH file;
  OGRLayerH sheet;
  GPtrArray *cells; /* borrowed from the feature */
  OGRFeatureH feature;
  char *failure;
} Book;

const LbGdalTables *lb_gdal_tables_1 (void);

static void
set_options (const char *value)
{
  static const char *const formats[] = {"XLS", "ODS"};

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *headers = g_strdup_printf ("OGR_%s_HEADERS", formats[i]);
    g_autofree char *types = g_strdup_printf ("OGR_%s_FIELD_TYPES", formats[i]);
    CPLSetThreadLocalConfigOption (headers, value != NULL ? "DISABLE" : NULL);
    CPLSetThreadLocalConfigOption (types, value != NULL ? "STRING" : NULL);
  }
}

static void
close_book (gpointer data)
{
  Book *self = data;

  if (self->feature != NULL)
    OGR_F_Destroy (self->feature);
  if (self->file != NULL)
    GDALClose (self->file);
  g_ptr_array_unref (self->cells);
  g_free (self->failure);
  g_free (self);
}

static gpointer
open_book (const char *path, const char *driver, char **detail)
{
  const char *const drivers[] = {driver, NULL};
  Book *self = g_new0 (Book, 1);

  lb_gdal_prepare ();
  self->cells = g_ptr_array_new ();
  CPLPushErrorHandlerEx (lb_gdal_keep_failure, &self->failure);
  set_options ("yes");
  self->file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers, NULL, NULL);
  if (self->file != NULL)
    GDALDatasetGetLayerCount (self->file); /* an ODS is parsed here */
  set_options (NULL);
  CPLPopErrorHandler ();
  if (self->file != NULL)
    return self;
  *detail = g_steal_pointer (&self->failure);
  close_book (self);
  return NULL;
}

static guint
count_sheets (gpointer data)
{
  return (guint) GDALDatasetGetLayerCount (((Book *) data)->file);
}

static const char *
name_sheet (gpointer data, guint sheet)
{
  return OGR_L_GetName (GDALDatasetGetLayer (((Book *) data)->file, (int) sheet));
}

/* Sheets are parsed when their rows are first asked for. */
static gboolean
choose_sheet (gpointer data, guint sheet, gint64 *n_rows, guint *n_columns, char **detail)
{
  Book *self = data;

  g_clear_pointer (&self->failure, g_free);
  CPLPushErrorHandlerEx (lb_gdal_keep_failure, &self->failure);
  set_options ("yes");
  self->sheet = GDALDatasetGetLayer (self->file, (int) sheet);
  *n_rows = OGR_L_GetFeatureCount (self->sheet, TRUE);
  *n_columns = (guint) OGR_FD_GetFieldCount (OGR_L_GetLayerDefn (self->sheet));
  OGR_L_ResetReading (self->sheet);
  set_options (NULL);
  CPLPopErrorHandler ();
  *detail = g_steal_pointer (&self->failure);
  return *detail == NULL;
}

static gboolean
next_row (gpointer data, gint64 *number, const char *const **cells, guint *n)
{
  Book *self = data;

  if (self->feature != NULL)
    OGR_F_Destroy (self->feature);
  self->feature = OGR_L_GetNextFeature (self->sheet);
  if (self->feature == NULL)
    return FALSE;
  g_ptr_array_set_size (self->cells, 0);
  for (int i = 0; i < OGR_F_GetFieldCount (self->feature); i++)
    g_ptr_array_add (self->cells, OGR_F_IsFieldSetAndNotNull (self->feature, i)
                                    ? (char *) OGR_F_GetFieldAsString (self->feature, i)
                                    : (char *) "");
  *number = OGR_F_GetFID (self->feature);
  *cells = (const char *const *) self->cells->pdata;
  *n = self->cells->len;
  return TRUE;
}

const LbGdalTables *
lb_gdal_tables_1 (void)
{
  static const LbGdalTables tables = {open_book, count_sheets, name_sheet, choose_sheet, next_row, close_book};

  return &tables;
}
