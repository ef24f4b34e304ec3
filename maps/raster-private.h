/* raster-private.h - the raster's arrays, for its files */
#pragma once
#include "maps/raster.h"

struct _LbRaster {
  int width, height;
  gboolean hasty;
  guint n_shapes;
  guint32 *ids;   /* width × height                              */
  guchar *seen;   /* n_shapes + 1: a pixel shows it */
};

/* Pixels this far outside count as lying there: keeps what follows within the range of an int. */
#define LB_RASTER_FAR 1e6

/* floor (value + 0.5) without a call: the row whose middle is the first at or below, the column likewise. */
static inline int
lb_first_middle (double value)
{
  double least = value > -LB_RASTER_FAR ? value : -LB_RASTER_FAR; /* in two steps these need no branches */
  double near = least < LB_RASTER_FAR ? least : LB_RASTER_FAR;

  return (int) (near + (LB_RASTER_FAR + 0.5)) - (int) LB_RASTER_FAR;
}

void     lb_raster_resize (LbRaster *self, int width, int height, guint n_shapes);
/* Shape @id, which no pixel shows, takes this one or one beside it, if the shape it is taken from keeps another. */
void     lb_raster_take_pixel (LbRaster *self, guint32 id, int x, int y);
