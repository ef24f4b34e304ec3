/* raster-private.h - the raster's arrays, for its two files */
#pragma once
#include "maps/raster.h"

struct _LbRaster {
  int width, height;
  guint n_shapes;
  guint32 *ids;   /* width × height                              */
  gpointer events; /* width × height, all zero between two fills */
  guchar *seen;   /* n_shapes + 1: a pixel shows it */
};
