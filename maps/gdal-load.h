/* gdal-load.h - finds the module that links GDAL, when the first file is opened that needs it */
#pragma once
#include "maps/gdal-module.h"

G_BEGIN_DECLS

/* A symbol of the module (gdal-module.h), which stays loaded. NULL with LB_MAPS_ERROR_FILE when the module or GDAL is not
 * installed; @name of the file is used in the sentence. */
gpointer lb_gdal_load (const char *name, const char *wanted, GError **error);

G_END_DECLS
