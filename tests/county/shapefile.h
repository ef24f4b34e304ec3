/* shapefile.h - writes one level of boundaries as .shp .shx .dbf .prj .cpg */
#pragma once
#include "tests/county/options.h"
#include "tests/county/places.h"

/* The three files of boundaries under options->out; prints what was written. */
gboolean shapefiles_write (const Tessellation *tessellation, const Places *places, const Options *options,
                           GError **error);
