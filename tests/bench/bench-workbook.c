/* bench-workbook - reads every cell of a workbook's first sheet, by our reader or by GDAL's
 *
 *   bench-workbook [--gdal] FILE.xlsx
 *
 * Prints the cells and their bytes, which must be about the same either way. Timed from outside: bench-run.
 */
#include "src/xlsx.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <string.h>

static guint64 cells, bytes;

static void
count (const char *cell)
{
  cells += *cell != '\0';
  bytes += strlen (cell);
}

static void
read_ours (const char *path)
{
  g_autoptr (GError) error = NULL;
  LbRowSource *source = lb_xlsx_open (path, NULL, NULL, &error);
  LbRow row;

  if (source == NULL || !lb_row_source_choose (source, 0, &error))
    g_error ("%s", error->message);
  while (lb_row_source_next (source, &row, &error))
    for (guint i = 0; i < row.n; i++)
      count (row.cells[i]);
  g_assert_no_error (error);
  lb_row_source_free (source);
}

static void
read_gdal (const char *path)
{
  const char *const drivers[] = {"XLSX", NULL};
  OGRFeatureH feature;

  GDALAllRegister ();
  CPLSetConfigOption ("OGR_XLSX_HEADERS", "DISABLE");
  CPLSetConfigOption ("OGR_XLSX_FIELD_TYPES", "STRING");
  GDALDatasetH file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
  g_assert_nonnull (file);
  OGRLayerH layer = GDALDatasetGetLayer (file, 0);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL) {
    for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
      if (OGR_F_IsFieldSetAndNotNull (feature, i))
        count (OGR_F_GetFieldAsString (feature, i));
    OGR_F_Destroy (feature);
  }
  GDALClose (file);
}

int
main (int argc, char **argv)
{
  gboolean gdal = argc == 3 && g_str_equal (argv[1], "--gdal");

  if (argc != 2 + gdal)
    g_error ("usage: bench-workbook [--gdal] FILE.xlsx");
  (gdal ? read_gdal : read_ours) (argv[1 + gdal]);
  g_print ("%" G_GUINT64_FORMAT " cells, %" G_GUINT64_FORMAT " bytes\n", cells, bytes);
  return 0;
}
