/* gdal-module-private.h - what the files of the module share */
#pragma once
#include "maps/gdal-module.h"

#include <cpl_error.h>

/* Registers the drivers, once; nothing from elsewhere and nothing over the network. */
void lb_gdal_prepare (void);
/* An error handler that keeps the first failure in the char * that its user data points to. */
void CPL_STDCALL lb_gdal_keep_failure (CPLErr kind, CPLErrorNum number, const char *message);
