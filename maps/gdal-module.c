/* The module behind maps/foreign.c: one file read with GDAL, handed on feature by feature. The only place that GDAL is
 * linked to, so that a program that never opens such a file never loads it. */
#include "config.h"
#include "maps/gdal-module-private.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Placemarks of a layer that says nothing of its kind are looked at this far. */
#define PEEKED_FEATURES 1000

LbGdalVerdict lb_gdal_read_1 (const char *path, const char *layer, const LbGdalSink *sink, LbGdalOutcome *outcome);

/* GDAL's complaints, kept instead of printed: the first failure is the cause of those after it. */
void CPL_STDCALL
lb_gdal_keep_failure (CPLErr kind, G_GNUC_UNUSED CPLErrorNum number, const char *message)
{
  char **failure = CPLGetErrorHandlerUserData ();

  if (kind >= CE_Failure && *failure == NULL)
    *failure = g_strdup (message);
}

/* A GeoJSON file may name an address as its coordinate system. No file makes this program call a server. */
static CPLHTTPResult *
refuse_download (G_GNUC_UNUSED const char *address, G_GNUC_UNUSED CSLConstList options,
                 G_GNUC_UNUSED GDALProgressFunc progress, G_GNUC_UNUSED void *progress_data,
                 G_GNUC_UNUSED CPLHTTPFetchWriteFunc write, G_GNUC_UNUSED void *write_data,
                 G_GNUC_UNUSED void *data)
{
  CPLHTTPResult *result = CPLCalloc (1, sizeof *result);

  result->nStatus = 1; /* NULL would mean: fetch it yourself */
  result->pszErrBuf = CPLStrdup ("not fetched");
  return result;
}

static gboolean
holds_polygons (OGRwkbGeometryType type)
{
  switch (wkbFlatten (type)) {
  case wkbPolygon:
  case wkbMultiPolygon:
  case wkbCurvePolygon:
  case wkbMultiSurface:
    return TRUE;
  default:
    return FALSE;
  }
}

/* KML, GeoJSON and MapInfo files need not say what a layer holds. */
static gboolean
is_polygon_layer (OGRLayerH layer)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_L_GetGeomType (layer));
  gboolean found = FALSE;

  if (type != wkbUnknown && type != wkbGeometryCollection)
    return holds_polygons (type);
  OGR_L_ResetReading (layer);
  for (int i = 0; !found && i < PEEKED_FEATURES; i++) {
    OGRFeatureH feature = OGR_L_GetNextFeature (layer);
    if (feature == NULL)
      break;
    OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
    OGRwkbGeometryType kind = geometry != NULL ? wkbFlatten (OGR_G_GetGeometryType (geometry)) : wkbNone;
    found = kind == wkbGeometryCollection || holds_polygons (kind);
    OGR_F_Destroy (feature);
  }
  OGR_L_ResetReading (layer);
  return found;
}

static char *
list_layers (GDALDatasetH file)
{
  GString *list = g_string_new (NULL);

  for (int i = 0; i < GDALDatasetGetLayerCount (file); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", OGR_L_GetName (GDALDatasetGetLayer (file, i)));
  return g_string_free (list, FALSE);
}

static OGRLayerH
choose_layer (GDALDatasetH file, const char *wanted, LbGdalOutcome *outcome)
{
  OGRLayerH chosen = NULL;

  if (wanted != NULL)
    return GDALDatasetGetLayerByName (file, wanted);
  for (int i = 0; i < GDALDatasetGetLayerCount (file); i++) {
    OGRLayerH layer = GDALDatasetGetLayer (file, i);
    if (!is_polygon_layer (layer))
      continue;
    if (chosen == NULL)
      chosen = layer;
    else
      outcome->others++;
  }
  return chosen;
}

static void
tell_crs (OGRLayerH layer, const LbGdalSink *sink)
{
  static const char *const form[] = {"FORMAT=WKT2", NULL};
  OGRSpatialReferenceH system = OGR_L_GetSpatialRef (layer);
  char *wkt = NULL;

  if (system != NULL && OSRExportToWktEx (system, &wkt, form) == OGRERR_NONE && wkt != NULL && *wkt != '\0')
    sink->crs (sink->data, wkt);
  else
    sink->crs (sink->data, NULL);
  CPLFree (wkt);
}

static gboolean
tell_ring (OGRGeometryH ring, const LbGdalSink *sink)
{
  int n = OGR_G_GetPointCount (ring);

  if (n < 1)
    return TRUE;
  g_autofree double *xy = g_new (double, 2 * (gsize) n);
  const int stride = 2 * (int) sizeof (double);
  OGR_G_GetPoints (ring, xy, stride, xy + 1, stride, NULL, 0);
  return sink->ring (sink->data, xy, (guint) n);
}

/* Rings of a polygon or of all polygons within; FALSE with LB_GDAL_OTHER_KIND for anything else. */
static LbGdalVerdict
tell_rings (OGRGeometryH geometry, const LbGdalSink *sink, LbGdalOutcome *outcome)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));
  LbGdalVerdict verdict = LB_GDAL_DONE;

  if (type != wkbPolygon && type != wkbMultiPolygon && type != wkbGeometryCollection) {
    outcome->detail = g_strdup (OGRGeometryTypeToName (type));
    return LB_GDAL_OTHER_KIND;
  }
  for (int i = 0; verdict == LB_GDAL_DONE && i < OGR_G_GetGeometryCount (geometry); i++) {
    OGRGeometryH part = OGR_G_GetGeometryRef (geometry, i);
    if (type != wkbPolygon)
      verdict = tell_rings (part, sink, outcome);
    else if (!tell_ring (part, sink))
      verdict = LB_GDAL_STOPPED;
  }
  return verdict;
}

static LbGdalVerdict
tell_feature (OGRFeatureH feature, const LbGdalSink *sink, LbGdalOutcome *outcome)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);

  if (!sink->begin (sink->data))
    return LB_GDAL_STOPPED;
  for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
    sink->cell (sink->data, OGR_F_IsFieldSetAndNotNull (feature, i) ? OGR_F_GetFieldAsString (feature, i) : "");
  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return LB_GDAL_DONE;
  if (!OGR_G_HasCurveGeometry (geometry, FALSE))
    return tell_rings (geometry, sink, outcome);
  OGRGeometryH straight = OGR_G_GetLinearGeometry (geometry, 0, NULL);
  LbGdalVerdict verdict = tell_rings (straight, sink, outcome);
  OGR_G_DestroyGeometry (straight);
  return verdict;
}

static LbGdalVerdict
tell_layer (OGRLayerH layer, const LbGdalSink *sink, LbGdalOutcome *outcome)
{
  OGRFeatureDefnH table = OGR_L_GetLayerDefn (layer);
  LbGdalVerdict verdict = LB_GDAL_DONE;

  tell_crs (layer, sink);
  for (int i = 0; i < OGR_FD_GetFieldCount (table); i++)
    sink->field (sink->data, OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (table, i)));
  CPLErrorReset ();
  OGR_L_ResetReading (layer);
  for (outcome->feature = 1; verdict == LB_GDAL_DONE; outcome->feature++) {
    OGRFeatureH feature = OGR_L_GetNextFeature (layer);
    if (feature == NULL)
      break;
    verdict = tell_feature (feature, sink, outcome);
    OGR_F_Destroy (feature);
  }
  outcome->feature--;
  /* The end of the layer and a fault within it look the same but for this. */
  return verdict == LB_GDAL_DONE && CPLGetLastErrorType () >= CE_Failure ? LB_GDAL_BROKEN : verdict;
}

static LbGdalVerdict
read_file (GDALDatasetH file, const char *wanted, const LbGdalSink *sink, LbGdalOutcome *outcome)
{
  OGRLayerH layer = choose_layer (file, wanted, outcome);

  if (layer == NULL) {
    outcome->detail = list_layers (file);
    return wanted != NULL ? LB_GDAL_NO_LAYER : LB_GDAL_NO_POLYGON;
  }
  outcome->layer = g_strdup (OGR_L_GetName (layer));
  return tell_layer (layer, sink, outcome);
}

/* Only the drivers asked for are ever used, and none from elsewhere: plugins cost start-up and bring what nobody chose. */
void
lb_gdal_prepare (void)
{
  static gsize once = 0;

  if (!g_once_init_enter (&once))
    return;
  CPLSetConfigOption ("GDAL_DRIVER_PATH", "disable");
  CPLHTTPSetFetchCallback (refuse_download, NULL);
  GDALAllRegister ();
  g_once_init_leave (&once, 1);
}

LbGdalVerdict
lb_gdal_read_1 (const char *path, const char *layer, const LbGdalSink *sink, LbGdalOutcome *outcome)
{
  static const char *const drivers[] = {"GPKG", "GeoJSON", "LIBKML", "KML", "MapInfo File", "OpenFileGDB", NULL};
  LbGdalVerdict verdict = LB_GDAL_UNREADABLE;
  char *failure = NULL;

  memset (outcome, 0, sizeof *outcome);
  CPLPushErrorHandlerEx (lb_gdal_keep_failure, &failure);
  lb_gdal_prepare ();
  GDALDatasetH file = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers, NULL, NULL);
  if (file != NULL)
    verdict = read_file (file, layer, sink, outcome);
  if (file != NULL)
    GDALClose (file);
  CPLPopErrorHandler ();
  gboolean unknown = file == NULL && failure != NULL && strstr (failure, "not recognized") != NULL;
  if (outcome->detail == NULL && !unknown)
    outcome->detail = g_steal_pointer (&failure);
  g_free (failure);
  return verdict;
}
