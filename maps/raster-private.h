/* raster-private.h - the raster's arrays, for its two files */
#pragma once
#include "maps/raster.h"

struct _LbRaster {
  int width, height;
  guint n_shapes;
  guint32 *ids;   /* width × height                              */
  guchar *seen;   /* n_shapes + 1: a pixel shows it */
};
