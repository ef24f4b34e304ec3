/* Colours and borders from the id raster: one pass of look-ups, then the borders stamped over it.
 *
 * A border pixel is one whose right or lower neighbour shows another shape; the highest level at which their ancestors differ says
 * which border it is. Thin borders are the pixel itself; thicker ones are a disc stamped on it, lower levels first, so that the
 * township's line lies over the village's.
 */
#include "config.h"
#include "maps/raster.h"
#include "maps/raster-private.h"
#include "maps/parallel.h"

#include <math.h>
#include <string.h>

#define STRIPS 8

typedef struct {
  guint32 pixel; /* row × width + column */
  guint8 level;
} Edge;

typedef struct {
  const LbRaster *raster;
  const LbRasterStyle *style;
  guint32 *out; /* full size, width pixels a row */
  GArray *edges[STRIPS];
} Paint;

static inline guint32
mix (guint32 under, guint32 over, guint alpha) /* alpha 0–256 */
{
  guint32 rb = ((under & 0xff00ff) * (256 - alpha) + (over & 0xff00ff) * alpha) >> 8;
  guint32 g = ((under & 0x00ff00) * (256 - alpha) + (over & 0x00ff00) * alpha) >> 8;

  return (rb & 0xff00ff) | (g & 0x00ff00);
}

static int
strip_top (const LbRaster *raster, guint strip)
{
  return (int) ((gint64) raster->height * strip / STRIPS);
}

/* The highest level at which two neighbouring pixels belong to different regions; LB_N_LEVELS: none that is drawn. */
static inline guint8
edge_level (const LbRasterStyle *style, guint32 a, guint32 b)
{
  for (guint8 level = 0; level < LB_N_LEVELS; level++)
    if (style->owners[level] != NULL && style->owners[level][a] != style->owners[level][b])
      return level;
  return LB_N_LEVELS;
}

static inline gboolean
on_hatch (const LbRasterStyle *style, int x, int y)
{
  double across = (x + y) * G_SQRT2 / 2 + style->hatch_phase;

  return across - floor (across / style->hatch_pitch) * style->hatch_pitch < style->hatch_width;
}

static void
paint_strip (gpointer data, gsize strip, gsize end, guint thread)
{
  Paint *paint = data;
  const LbRaster *raster = paint->raster;
  const LbRasterStyle *style = paint->style;
  int width = raster->width, bottom = strip_top (raster, (guint) end);
  GArray *edges = paint->edges[strip];

  (void) thread;
  for (int y = strip_top (raster, (guint) strip); y < bottom; y++) {
    const guint32 *row = raster->ids + (gsize) y * (gsize) width;
    const guint32 *below = y + 1 < raster->height ? row + width : row;
    guint32 *out = paint->out + (gsize) y * (gsize) width;

    for (int x = 0; x < width; x++) {
      guint32 id = row[x], colour = style->colours[id];
      if (colour >> 24 == 0xfe && on_hatch (style, x, y))
        colour = style->hatch;
      out[x] = colour & 0xffffff;

      guint32 right = x + 1 < width ? row[x + 1] : id;
      if (right == id && below[x] == id)
        continue;
      guint8 level = MIN (edge_level (style, id, right), edge_level (style, id, below[x]));
      if (level < LB_N_LEVELS && style->borders[level].width > 0) {
        Edge edge = {(guint32) ((gsize) y * (gsize) width + (gsize) x), level};
        g_array_append_val (edges, edge);
      }
    }
  }
}

/* Stamps one border pixel. Where stamps overlap the line must not get darker: opaque discs do not, and a line thin enough to be
 * translucent is one pixel a stamp. */
static void
stamp (const Paint *paint, const Edge *edge, double width, guint32 colour, double opacity)
{
  const LbRaster *raster = paint->raster;
  int x0 = (int) (edge->pixel % (guint32) raster->width), y0 = (int) (edge->pixel / (guint32) raster->width);

  if (width < 1.5) {
    guint32 *pixel = &paint->out[edge->pixel];
    *pixel = mix (*pixel, colour, (guint) (256 * opacity * MIN (width, 1)));
    return;
  }
  int reach = (int) (width / 2);
  double limit = width * width / 4;
  for (int y = MAX (0, y0 - reach); y <= MIN (raster->height - 1, y0 + reach); y++)
    for (int x = MAX (0, x0 - reach); x <= MIN (raster->width - 1, x0 + reach); x++)
      if ((x - x0) * (x - x0) + (y - y0) * (y - y0) <= limit)
        paint->out[(gsize) y * (gsize) raster->width + (gsize) x] = colour;
}

static void
paint_full (const LbRaster *self, const LbRasterStyle *style, guint32 *out, guint n_threads)
{
  Paint paint = {self, style, out, {NULL}};

  for (int i = 0; i < STRIPS; i++)
    paint.edges[i] = g_array_new (FALSE, FALSE, sizeof (Edge));
  lb_parallel_run (n_threads > 0 ? n_threads : lb_parallel_get_default (), STRIPS, 1, NULL, paint_strip, &paint);
  for (int level = LB_N_LEVELS - 1; level >= 0; level--)
    for (int i = 0; i < STRIPS; i++)
      for (guint e = 0; e < paint.edges[i]->len; e++) {
        const Edge *edge = &g_array_index (paint.edges[i], Edge, e);
        if (edge->level == level)
          stamp (&paint, edge, style->borders[level].width, style->borders[level].colour, style->borders[level].opacity);
      }
  for (int i = 0; i < STRIPS; i++)
    g_array_unref (paint.edges[i]);
}

void
lb_raster_paint (const LbRaster *self, const LbRasterStyle *style, guchar *pixels, int stride, guint n_threads)
{
  if (stride == 4 * self->width) {
    paint_full (self, style, (guint32 *) (gpointer) pixels, n_threads);
    return;
  }
  g_autofree guint32 *full = g_new (guint32, (gsize) self->width * (gsize) self->height);
  paint_full (self, style, full, n_threads);
  for (int y = 0; y < self->height; y++)
    memcpy (pixels + (gsize) y * (gsize) stride, full + (gsize) y * (gsize) self->width, 4 * (gsize) self->width);
}

void
lb_raster_paint_half (const LbRaster *self, const LbRasterStyle *style, guchar *pixels, int stride, guint n_threads)
{
  int width = self->width / 2, height = self->height / 2;
  g_autofree guint32 *full = g_new (guint32, (gsize) self->width * (gsize) self->height);

  paint_full (self, style, full, n_threads);
  for (int y = 0; y < height; y++) {
    const guint32 *upper = full + 2 * (gsize) y * (gsize) self->width, *lower = upper + self->width;
    guint32 *out = (guint32 *) (gpointer) (pixels + (gsize) y * (gsize) stride);

    for (int x = 0; x < width; x++) {
      guint32 rb = 0, g = 0;
      const guint32 four[4] = {upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]};
      for (int i = 0; i < 4; i++) {
        rb += four[i] & 0xff00ff;
        g += four[i] & 0x00ff00;
      }
      out[x] = ((rb + 0x20002) >> 2 & 0xff00ff) | ((g + 0x200) >> 2 & 0x00ff00);
    }
  }
}
