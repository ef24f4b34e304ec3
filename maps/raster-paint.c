/* Colours and borders from the id raster, strip by strip
 *
 * A border pixel is one whose right or lower neighbour shows another shape; the highest level at which their ancestors differ says
 * which border it is. Thin borders are mixed into the pixel itself; thicker ones are a disc stamped on it when the strip is
 * coloured, lower levels first, so that the township's line lies over the village's. A strip looks as many rows over its own
 * edges as the widest disc reaches, so strips need nothing of each other.
 */
#include "config.h"
#include "maps/raster.h"
#include "maps/parallel.h"
#include "maps/raster-private.h"

#include <math.h>
#include <string.h>

#define STRIP_ROWS 64
#define OPAQUE     0xff000000
#define THIN       1.5 /* up to this width a border is one pixel */

typedef struct {
  guint32 place; /* row of the strip × width + column */
  guint32 level;
} Edge;

/* What one thread paints with, kept from strip to strip. */
typedef struct {
  guint32 *pixels; /* the strip with its margins */
  Edge *edges;
  gsize n_edges, capacity;
} Brush;

typedef struct {
  const LbRaster *raster;
  const LbRasterStyle *style;
  guchar *out;
  int stride;
  int factor;        /* 1, or 2: four samples a pixel of the output */
  int margin;        /* rows a disc reaches                         */
  guchar *hatch;     /* by x + y: is it on a line?                  */
  guchar *cross;     /* by x − y + height: on a crossing line?      */
  Brush *brushes;    /* one a thread                                */
} Paint;

static inline guint32
mix (guint32 under, guint32 over, guint alpha) /* alpha 0–256 */
{
  guint32 rb = ((under & 0xff00ff) * (256 - alpha) + (over & 0xff00ff) * alpha) >> 8;
  guint32 g = ((under & 0x00ff00) * (256 - alpha) + (over & 0x00ff00) * alpha) >> 8;

  return OPAQUE | (rb & 0xff00ff) | (g & 0x00ff00);
}

/* The highest level at which two neighbouring pixels belong to different regions; LB_N_LEVELS: none that is drawn. */
static inline guint32
edge_level (const LbRasterStyle *style, guint32 a, guint32 b)
{
  for (guint32 level = 0; level < LB_N_LEVELS; level++)
    if (style->owners[level] != NULL && style->owners[level][a] != style->owners[level][b])
      return level;
  return LB_N_LEVELS;
}

static void
add_edge (Brush *brush, guint32 place, guint32 level)
{
  if (brush->n_edges == brush->capacity) {
    brush->capacity = 2 * brush->capacity + 1024;
    brush->edges = g_renew (Edge, brush->edges, brush->capacity);
  }
  brush->edges[brush->n_edges++] = (Edge) {place, level};
}

/* Colours one row of the raster into the strip; thin borders at once, thick ones are remembered. */
static void
colour_row (const Paint *paint, Brush *brush, int y, guint32 place)
{
  const LbRaster *raster = paint->raster;
  const LbRasterStyle *style = paint->style;
  int width = raster->width;
  const guint32 *row = raster->ids + (gsize) y * (gsize) width;
  const guint32 *below = y + 1 < raster->height ? row + width : row;
  guint32 *out = brush->pixels + place;
  guint32 last = row[0], colour = style->colours[last];

  for (int x = 0; x < width; x++) {
    guint32 id = row[x];
    if (id != last) {
      last = id;
      colour = style->colours[id];
    }
    /* Most pixels lie amid their own kind: plain runs are copied without another look. */
    if (colour >= LB_RASTER_PLAIN)
      for (; x + 1 < width && row[x + 1] == id && below[x] == id; x++)
        out[x] = colour | OPAQUE;
    gboolean lined = colour < LB_RASTER_PLAIN && colour >= LB_RASTER_CROSSED &&
                     (paint->hatch[x + y] || (colour < LB_RASTER_HATCHED && paint->cross[x - y + raster->height]));
    out[x] = (lined ? style->hatch : colour) | OPAQUE;

    guint32 right = x + 1 < width ? row[x + 1] : id;
    if (right == id && below[x] == id)
      continue;
    guint32 level = right != id ? edge_level (style, id, right) : LB_N_LEVELS;
    if (level > 0 && below[x] != id)
      level = MIN (level, edge_level (style, id, below[x]));
    if (level == LB_N_LEVELS || style->borders[level].width <= 0)
      continue;
    if (style->borders[level].width < THIN)
      out[x] = mix (out[x], style->borders[level].colour,
                    (guint) (256 * style->borders[level].opacity * MIN (style->borders[level].width, 1)));
    else
      add_edge (brush, place + (guint32) x, level);
  }
}

static void
stamp_edges (const Paint *paint, const Brush *brush, guint32 level, int rows)
{
  int width = paint->raster->width;
  double limit = paint->style->borders[level].width * paint->style->borders[level].width / 4;
  int reach = (int) sqrt (limit);
  guint32 colour = paint->style->borders[level].colour | OPAQUE;

  for (gsize i = 0; i < brush->n_edges; i++) {
    if (brush->edges[i].level != level)
      continue;
    int x0 = (int) (brush->edges[i].place % (guint32) width), y0 = (int) (brush->edges[i].place / (guint32) width);
    for (int y = MAX (0, y0 - reach); y <= MIN (rows - 1, y0 + reach); y++)
      for (int x = MAX (0, x0 - reach); x <= MIN (width - 1, x0 + reach); x++)
        if ((x - x0) * (x - x0) + (y - y0) * (y - y0) <= limit)
          brush->pixels[(gsize) y * (gsize) width + (gsize) x] = colour;
  }
}

/* Two rows of twice the width become one: each pixel the mean of four. */
static void
halve (const guint32 *upper, const guint32 *lower, guint32 *out, int n)
{
  for (int x = 0; x < n; x++) {
    const guint32 four[4] = {upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]};
    if (four[0] == four[1] && four[0] == four[2] && four[0] == four[3]) {
      out[x] = four[0];
      continue;
    }
    guint32 rb = 0x20002, g = 0x200;
    for (int i = 0; i < 4; i++) {
      rb += four[i] & 0xff00ff;
      g += four[i] & 0x00ff00;
    }
    out[x] = OPAQUE | (rb >> 2 & 0xff00ff) | (g >> 2 & 0x00ff00);
  }
}

static void
paint_strip (gpointer data, gsize index, gsize end, guint thread)
{
  const Paint *paint = data;
  const LbRaster *raster = paint->raster;
  Brush *brush = &paint->brushes[thread];
  int width = raster->width, factor = paint->factor;
  int top = (int) index * STRIP_ROWS, bottom = MIN ((int) end * STRIP_ROWS, raster->height);
  int first = MAX (0, top - paint->margin), last = MIN (raster->height, bottom + paint->margin);

  if (brush->pixels == NULL)
    brush->pixels = g_new (guint32, (gsize) (STRIP_ROWS + 2 * paint->margin) * (gsize) width);
  brush->n_edges = 0;
  for (int y = first; y < last; y++)
    colour_row (paint, brush, y, (guint32) (y - first) * (guint32) width);
  for (guint32 level = LB_N_LEVELS; brush->n_edges > 0 && level-- > 0;)
    if (paint->style->borders[level].width >= THIN)
      stamp_edges (paint, brush, level, last - first);

  for (int y = top; y + factor <= bottom; y += factor) {
    const guint32 *row = brush->pixels + (gsize) (y - first) * (gsize) width;
    guint32 *out = (guint32 *) (gpointer) (paint->out + (gsize) (y / factor) * (gsize) paint->stride);
    if (factor == 1)
      memcpy (out, row, (gsize) width * sizeof (guint32));
    else
      halve (row, row + width, out, width / 2);
  }
}

/* Is the @i-th pixel along an axis, counted from @first, on a line of the hatch? */
static guchar *
make_hatch (const LbRasterStyle *style, int first, int n, double phase)
{
  guchar *hatch = g_malloc ((gsize) n);

  for (int i = 0; i < n; i++) {
    double across = (i + first) * M_SQRT1_2 + phase;
    hatch[i] = across - floor (across / style->hatch_pitch) * style->hatch_pitch < style->hatch_width;
  }
  return hatch;
}

static void
paint_all (const LbRaster *self, const LbRasterStyle *style, guchar *pixels, int stride, int factor, guint n_threads)
{
  guint threads = n_threads > 0 ? n_threads : lb_parallel_get_default ();
  g_autofree Brush *brushes = g_new0 (Brush, threads);
  g_autofree guchar *hatch = make_hatch (style, 0, self->width + self->height, style->hatch_phase);
  g_autofree guchar *cross = make_hatch (style, -self->height, self->width + self->height + 1, style->cross_phase);
  Paint paint = {self, style, pixels, stride, factor, 0, hatch, cross, brushes};

  for (int level = 0; level < LB_N_LEVELS; level++)
    paint.margin = MAX (paint.margin, (int) (style->borders[level].width / 2) + 1);
  lb_parallel_run (threads, (gsize) (self->height + STRIP_ROWS - 1) / STRIP_ROWS, 1, NULL, paint_strip, &paint);
  for (guint i = 0; i < threads; i++) {
    g_free (brushes[i].pixels);
    g_free (brushes[i].edges);
  }
}

void
lb_raster_paint (const LbRaster *self, const LbRasterStyle *style, guchar *pixels, int stride, guint n_threads)
{
  paint_all (self, style, pixels, stride, 1, n_threads);
}

void
lb_raster_paint_half (const LbRaster *self, const LbRasterStyle *style, guchar *pixels, int stride, guint n_threads)
{
  paint_all (self, style, pixels, stride, 2, n_threads);
}
