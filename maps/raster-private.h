/* raster-private.h - the raster's arrays, for its files */
#pragma once
#include "maps/raster.h"

/* Rows a thread fills at a time. */
#define LB_RASTER_BAND_ROWS 64

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

/* Size and shapes of what follows; nothing is seen yet. */
void     lb_raster_begin (LbRaster *self, const LbView *view, guint n_shapes);
/* After the pixels were written and @seen told: what no pixel shows gets one, as after lb_raster_fill(). */
void     lb_raster_show_unseen (LbRaster *self, const LbDetail *detail, const LbView *view, guint n_threads);

/* The pixels @from up to @to of a row show @id, shape + 1 or 0. */
typedef void (*LbRasterRunFunc) (gpointer data, int row, int from, int to, guint32 id);
/* The runs of each row of @ground in @width × @height cells, from west to east; empty ones too. Rows of one band of LB_RASTER_BAND_ROWS come one
 * after the other from one thread. */
void     lb_raster_trace (const LbDetail *detail, guint n_shapes, const LbBox *ground, int width, int height, guint n_threads,
                          LbRasterRunFunc func, gpointer data);
