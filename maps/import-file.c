#include "config.h"
#include "maps/import-file.h"
#include "maps/boundaries.h"
#include "maps/foreign.h"
#include "maps/tables.h"
#include "src/error.h"
#include "src/i18n.h"

#include <string.h>

static gboolean
has_extension (const char *path, const char *const *extensions)
{
  const char *dot = strrchr (path, '.');

  for (; dot != NULL && *extensions != NULL; extensions++)
    if (g_ascii_strcasecmp (dot + 1, *extensions) == 0)
      return TRUE;
  return FALSE;
}

/* A .dbf beside a .shp of the same name belongs to it; one alone is a table. */
static gboolean
is_beside_shapes (const char *path)
{
  static const char *const dbf[] = {"dbf", NULL};
  g_autofree char *stem = g_strndup (path, has_extension (path, dbf) ? strlen (path) - strlen (".dbf") : 0);
  g_autofree char *shapes = g_strconcat (stem, ".shp", NULL), *capitals = g_strconcat (stem, ".SHP", NULL);

  return *stem != '\0' && (g_file_test (shapes, G_FILE_TEST_EXISTS) || g_file_test (capitals, G_FILE_TEST_EXISTS));
}

/* Answers and errors that need no project: which reader a file belongs to. */
static gboolean
check_kind (const char *path, const LbImportOptions *options, gboolean *is_boundary, GError **error)
{
  static const char *const shapes[] = {"shp", NULL}, *const parts[] = {"shx", "prj", "cpg", NULL};
  static const char *const flat[] = {"shp", "csv", "txt", "tsv", "dbf", NULL};
  gboolean asked = options->kind != NULL && g_str_equal (options->kind, LB_IMPORT_BOUNDARIES);

  *is_boundary = has_extension (path, shapes) || lb_foreign_has_name (path);
  if (has_extension (path, parts) || is_beside_shapes (path)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s is a part of a shapefile; name the .shp file, its other parts are found beside it"), path);
    return FALSE;
  }
  if (!*is_boundary && !lb_tables_has_name (path)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s is neither a file of boundaries (.shp, .gpkg, .geojson, .kml, .kmz, .tab, .mif, .gdb) nor a "
                    "table (.xlsx, .xls, .ods, .csv, .txt, .dbf), and this version reads only these; save it as one of them"),
                 path);
    return FALSE;
  }
  if (options->sheet != NULL && has_extension (path, flat)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("--sheet names a layer of a GeoPackage or a sheet of a workbook, and %s has neither; leave it out"),
                 path);
    return FALSE;
  }
  if (options->kind != NULL && asked != *is_boundary) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
                 asked ? _ ("%s is a table and cannot be imported as boundaries; name a .shp file")
                       : _ ("%s is a file of boundaries and can only be imported as such"),
                 path);
    return FALSE;
  }
  return TRUE;
}

LbImportResult *
lb_import_file (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  LbImportOptions own = *options;
  gboolean is_boundary;

  if (!check_kind (path, options, &is_boundary, error))
    return NULL;
  if (is_boundary)
    return lb_boundaries_import (project, path, options, error);
  own.open = lb_tables_open;
  return lb_ledger_import (project, path, &own, error);
}

/* (transfer full): the table of attributes of a shapefile; NULL where @path is none. */
static char *
find_attributes (const char *path)
{
  static const char *const shapes[] = {"shp", NULL};

  if (!has_extension (path, shapes))
    return NULL;
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".shp"));
  g_autofree char *small = g_strconcat (stem, ".dbf", NULL);
  return g_file_test (small, G_FILE_TEST_EXISTS) ? g_steal_pointer (&small) : g_strconcat (stem, ".DBF", NULL);
}

LbPreview *
lb_import_preview (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  LbImportOptions own = *options;
  g_autofree char *attributes = find_attributes (path);
  gboolean is_boundary;

  if (!check_kind (path, options, &is_boundary, error))
    return NULL;
  own.open = lb_tables_open;
  if (!is_boundary)
    return lb_preview_new (project, path, &own, error);
  return lb_preview_new (NULL, attributes, &own, error);
}

const char *
lb_import_file_peek (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  LbImportOptions own = *options;
  gboolean is_boundary;

  if (!check_kind (path, options, &is_boundary, error))
    return NULL;
  own.open = lb_tables_open;
  return is_boundary ? LB_IMPORT_BOUNDARIES : lb_ledger_peek (project, path, &own, error);
}
