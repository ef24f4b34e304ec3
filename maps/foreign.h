/* foreign.h - boundaries in other formats than shapefiles
 *
 * GeoPackage, GeoJSON, KML and KMZ, MapInfo TAB and MIF, File Geodatabase: read by GDAL, which lives in a module that is
 * loaded when the first such file is opened and never before (gdal-module.h). What comes out is what the reader
 * of shapefiles gives, so that the rest of the room makes no difference. Any thread.
 */
#pragma once
#include "maps/shapefile.h"

G_BEGIN_DECLS

/* Whether the name of @path ends as one of these formats does. Nothing is opened. */
gboolean lb_foreign_has_name (const char *path);

/* Reads @layer, or, when it is NULL, the first with polygons. @encoding counts only where the format leaves it open.
 * LB_MAPS_ERROR_FILE, also when the module or GDAL are not installed; LB_MAPS_ERROR_SHAPE; LB_MAPS_ERROR_FIELD for a layer
 * or an encoding that is not there. */
LbShapefile *lb_foreign_open (const char *path, const char *layer, const char *encoding, GPtrArray *notices,
                              GError **error);

/* (transfer full) (element-type filename): the files that @path consists of, in a fixed order. */
GPtrArray *lb_foreign_list_parts (const char *path);

G_END_DECLS
