/* Filling of the id raster from whole polygons, for pictures that are drawn once
 *
 * Each ring toggles one bit per pixel row it crosses, at the first pixel whose middle lies to the right; between an odd and an
 * even bit of a row lies the polygon: holes, any order of rings and any nesting come out by even–odd. A crossing is computed from the
 * segment's upper end whichever way it runs, so two neighbours find the same pixel for a border they share, and no pixel between them
 * is left or taken twice. Where polygons overlap, the later one shows. Threads take bands of rows; a band goes through its polygons in
 * their order, so the picture does not depend on the threads.
 */
#include "config.h"
#include "maps/raster.h"
#include "maps/parallel.h"
#include "maps/raster-private.h"

#include <math.h>
#include <string.h>

#define BAND_ROWS 128
#define WORD_BITS 64

struct _LbRingSink {
  LbRaster *raster;
  int top, bottom;      /* rows of the band                                   */
  int words;            /* a row                                              */
  guint64 *bits;        /* BAND_ROWS × words, all zero between two polygons   */
  int first_row, end_row, first_word, end_word; /* touched by the polygon at hand */
};

typedef struct {
  LbRaster *raster;
  const LbBox *boxes;
  LbShapeRingsFunc func;
  gpointer data;
  guint64 **scratch; /* one a thread */
} Fill;

static inline void
cross_rows (LbRingSink *self, const double *upper, const double *lower, int from, int to)
{
  from = MAX (from, self->top);
  to = MIN (to, self->bottom);
  if (from >= to)
    return;

  double slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
  self->first_row = MIN (self->first_row, from);
  self->end_row = MAX (self->end_row, to);
  for (int row = from; row < to; row++) {
    int column = MAX (lb_first_middle (upper[0] + (row + 0.5 - upper[1]) * slope), 0), word = column / WORD_BITS;
    if (column >= self->raster->width)
      continue;
    self->bits[(gsize) (row - self->top) * (gsize) self->words + (gsize) word] ^= G_GUINT64_CONSTANT (1)
                                                                                  << (column % WORD_BITS);
    self->first_word = MIN (self->first_word, word);
    self->end_word = MAX (self->end_word, word + 1);
  }
}

void
lb_ring_sink_add (LbRingSink *self, const double *xy, guint n)
{
  const double *before = xy + 2 * (gsize) n - 2;
  int row0 = lb_first_middle (before[1]);

  for (guint i = 0; i < n; i++) {
    const double *point = xy + 2 * (gsize) i;
    int row1 = lb_first_middle (point[1]);
    /* Most segments of a full map are smaller than a row: their ends lie between the same two middles. */
    if (row0 < row1)
      cross_rows (self, before, point, row0, row1);
    else if (row1 < row0)
      cross_rows (self, point, before, row1, row0);
    before = point;
    row0 = row1;
  }
}

static void
paint_run (guint32 *ids, int from, int to, guint32 id)
{
  for (int x = from; x < to; x++)
    ids[x] = id;
}

/* Writes the polygon that has been added and clears its bits. */
static void
finish_shape (LbRingSink *self, guint32 id)
{
  LbRaster *raster = self->raster;
  gboolean any = FALSE;

  for (int row = self->first_row; row < self->end_row; row++) {
    guint64 *bits = self->bits + (gsize) (row - self->top) * (gsize) self->words;
    guint32 *ids = raster->ids + (gsize) row * (gsize) raster->width;
    int start = -1;
    for (int word = self->first_word; word < self->end_word; word++) {
      guint64 left = bits[word];
      bits[word] = 0;
      for (; left != 0; left &= left - 1) {
        int column = word * WORD_BITS + __builtin_ctzll (left);
        if (start >= 0)
          paint_run (ids, start, column, id);
        start = start >= 0 ? -1 : column;
        any = TRUE;
      }
    }
    if (start >= 0)
      paint_run (ids, start, raster->width, id);
  }
  /* Bands meet in one polygon: whoever writes, it is the same byte. */
  if (any)
    __atomic_store_n (&raster->seen[id], 1, __ATOMIC_RELAXED);
  self->first_row = self->first_word = G_MAXINT;
  self->end_row = self->end_word = 0;
}

static void
fill_band (gpointer data, gsize index, gsize end, guint thread)
{
  const Fill *fill = data;
  LbRaster *raster = fill->raster;
  LbRingSink sink = {raster, (int) index * BAND_ROWS, MIN ((int) end * BAND_ROWS, raster->height),
                     (raster->width + WORD_BITS - 1) / WORD_BITS, NULL, G_MAXINT, 0, G_MAXINT, 0};

  if (fill->scratch[thread] == NULL)
    fill->scratch[thread] = g_new0 (guint64, (gsize) BAND_ROWS * (gsize) sink.words);
  sink.bits = fill->scratch[thread];
  memset (raster->ids + (gsize) sink.top * (gsize) raster->width, 0,
          (gsize) (sink.bottom - sink.top) * (gsize) raster->width * sizeof (guint32));
  for (guint i = 0; i < raster->n_shapes; i++) {
    const LbBox *box = &fill->boxes[i];
    if (!(box->min_y < sink.bottom && box->max_y > sink.top && box->min_x < raster->width && box->max_x > 0))
      continue;
    fill->func (fill->data, i, thread, &sink);
    finish_shape (&sink, i + 1);
  }
}

void
lb_raster_fill_rings (LbRaster *self, int width, int height, const LbBox *boxes, guint n_shapes, LbShapeRingsFunc func,
                      gpointer data, guint n_threads)
{
  guint threads = n_threads > 0 ? n_threads : lb_parallel_get_default ();
  g_autofree guint64 **scratch = g_new0 (guint64 *, threads);
  Fill fill = {self, boxes, func, data, scratch};

  lb_raster_resize (self, width, height, n_shapes);
  lb_parallel_run (threads, (gsize) (self->height + BAND_ROWS - 1) / BAND_ROWS, 1, NULL, fill_band, &fill);
  for (guint i = 0; i < threads; i++)
    g_free (scratch[i]);
}

void
lb_raster_show_small (LbRaster *self, const double *points)
{
  for (guint i = 0; i < self->n_shapes; i++)
    if (!self->seen[i + 1] && isfinite (points[2 * i]))
      lb_raster_take_pixel (self, i + 1, lb_first_middle (points[2 * i] - 0.5), lb_first_middle (points[2 * i + 1] - 0.5));
}
