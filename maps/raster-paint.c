/* Colours and borders from the id raster, strip by strip
 *
 * A border pixel is one whose right or lower neighbour shows another shape; the highest level at which their keys differ says
 * which border it is. Thin borders are mixed into the pixel itself; thicker ones are a disc stamped on it when the strip is
 * coloured, lower levels first, so that the township's line lies over the village's. A strip looks for borders as many rows over its
 * own edges as the widest disc reaches, so strips need nothing of each other.
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
  gint32 x, y; /* y: row of the strip, negative above it */
  guint32 level;
} Edge;

/* What one thread paints with, kept from strip to strip. */
typedef struct {
  guint32 *pixels; /* the strip; NULL: painted straight into the output */
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
  guint64 drawn;     /* bits of a key that tell a border that is drawn */
  guint8 levels[64]; /* by bit of a key                                */
  guint alpha[LB_N_LEVELS]; /* of thin borders, 1–256; 0: a thick one  */
  guchar *hatch;     /* by x + y: is it on a line?                  */
  guchar *cross;     /* by x − y + height: on a crossing line?      */
  Brush *brushes;    /* one a thread                                */
} Paint;

/* Where the rows of the strip at hand are. */
typedef struct {
  guint32 *pixels;
  gsize stride; /* pixels */
  int top, bottom;
} Strip;

static inline guint32
mix (guint32 under, guint32 over, guint alpha) /* alpha 0–256 */
{
  guint32 rb = ((under & 0xff00ff) * (256 - alpha) + (over & 0xff00ff) * alpha) >> 8;
  guint32 g = ((under & 0x00ff00) * (256 - alpha) + (over & 0x00ff00) * alpha) >> 8;

  return OPAQUE | (rb & 0xff00ff) | (g & 0x00ff00);
}

static void
add_edge (Brush *brush, int x, int y, guint32 level)
{
  if (brush->n_edges == brush->capacity) {
    brush->capacity = 2 * brush->capacity + 1024;
    brush->edges = g_renew (Edge, brush->edges, brush->capacity);
  }
  brush->edges[brush->n_edges++] = (Edge) {x, y, level};
}

static void
colour_row (const Paint *paint, int y, guint32 *out)
{
  const guint32 *row = paint->raster->ids + (gsize) y * (gsize) paint->raster->width, *colours = paint->style->colours;
  const guchar *hatch = paint->hatch + y, *cross = paint->cross + paint->raster->height - y;
  guint32 all = LB_RASTER_PLAIN;
  int width = paint->raster->width;

  for (int x = 0; x < width; x++)
    all &= out[x] = colours[row[x]];
  if (all >= LB_RASTER_PLAIN)
    return;
  for (int x = 0; x < width; x++)
    if (out[x] < LB_RASTER_PLAIN) {
      gboolean lined = out[x] >= LB_RASTER_CROSSED && (hatch[x] || (out[x] < LB_RASTER_HATCHED && cross[x]));
      out[x] = (lined ? paint->style->hatch : out[x]) | OPAQUE;
    }
}

/* Four pixels at a time. */
typedef guint32 Four __attribute__ ((vector_size (16)));

static inline Four
load (const guint32 *ids)
{
  Four four;

  memcpy (&four, ids, sizeof four);
  return four;
}

/* Does any of the eight pixels from @row on differ from its right or lower neighbour? */
static inline gboolean
any_differs (const guint32 *row, const guint32 *below)
{
  Four first = load (row), second = load (row + 4);
  Four differs = (Four) ((first != load (row + 1)) | (first != load (below)) | (second != load (row + 5)) | (second != load (below + 4)));
  guint64 halves[2];

  memcpy (halves, &differs, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

/* In which levels a pixel of shape @id and its right and lower neighbours differ, of those that are drawn. */
static inline guint64
compare_keys (const Paint *paint, guint32 id, guint32 right, guint32 low)
{
  const guint64 *keys = paint->style->keys;

  return ((keys[id] ^ keys[right]) | (keys[id] ^ keys[low])) & paint->drawn;
}

static inline void
draw_border (const Paint *paint, Brush *brush, guint64 differs, int x, int y, guint32 *out)
{
  guint32 level = paint->levels[63 - __builtin_clzll (differs)];

  if (paint->alpha[level] == 0)
    add_edge (brush, x, y, level);
  else if (out != NULL)
    out[x] = mix (out[x], paint->style->borders[level].colour, paint->alpha[level]);
}

/* Borders of row @y of the raster, @line of the strip: thin ones into @out, unless it is NULL; thick ones are remembered. Among many small shapes
 * no processor guesses which pixel has one: those of eight that have are listed first. */
static void
find_borders (const Paint *paint, Brush *brush, int y, int line, guint32 *out)
{
  int width = paint->raster->width, x = 0;
  const guint32 *row = paint->raster->ids + (gsize) y * (gsize) width;
  const guint32 *below = y + 1 < paint->raster->height ? row + width : row;

  for (; x + 9 <= width; x += 8) {
    guint64 differs[9];
    int at[9], n = 0;
    if (!any_differs (row + x, below + x))
      continue;
    for (int i = x; i < x + 8; i++) {
      differs[n] = compare_keys (paint, row[i], row[i + 1], below[i]);
      at[n] = i;
      n += differs[n] != 0;
    }
    for (int i = 0; i < n; i++)
      draw_border (paint, brush, differs[i], at[i], line, out);
  }
  for (; x < width; x++) {
    guint64 differs = compare_keys (paint, row[x], row[MIN (x + 1, width - 1)], below[x]);
    if (differs != 0)
      draw_border (paint, brush, differs, x, line, out);
  }
}

static void
stamp_edges (const Paint *paint, const Brush *brush, guint32 level, const Strip *strip)
{
  int width = paint->raster->width, rows = strip->bottom - strip->top;
  double limit = paint->style->borders[level].width * paint->style->borders[level].width / 4;
  int reach = (int) sqrt (limit);
  guint32 colour = paint->style->borders[level].colour | OPAQUE;

  for (gsize i = 0; i < brush->n_edges; i++) {
    if (brush->edges[i].level != level)
      continue;
    int x0 = brush->edges[i].x, y0 = brush->edges[i].y;
    for (int y = MAX (0, y0 - reach); y <= MIN (rows - 1, y0 + reach); y++)
      for (int x = MAX (0, x0 - reach); x <= MIN (width - 1, x0 + reach); x++)
        if ((x - x0) * (x - x0) + (y - y0) * (y - y0) <= limit)
          strip->pixels[(gsize) y * strip->stride + (gsize) x] = colour;
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
paint_rows (const Paint *paint, Brush *brush, const Strip *strip)
{
  int first = MAX (0, strip->top - paint->margin), last = MIN (paint->raster->height, strip->bottom + paint->margin);

  brush->n_edges = 0;
  for (int y = first; y < last; y++) {
    gboolean own = y >= strip->top && y < strip->bottom;
    guint32 *out = own ? strip->pixels + (gsize) (y - strip->top) * strip->stride : NULL;
    if (own)
      colour_row (paint, y, out);
    if (paint->drawn != 0)
      find_borders (paint, brush, y, y - strip->top, out);
  }
  for (guint32 level = LB_N_LEVELS; brush->n_edges > 0 && level-- > 0;)
    if (paint->style->borders[level].width >= THIN)
      stamp_edges (paint, brush, level, strip);
}

static void
paint_strip (gpointer data, gsize index, gsize end, guint thread)
{
  const Paint *paint = data;
  const LbRaster *raster = paint->raster;
  Brush *brush = &paint->brushes[thread];
  gsize width = (gsize) raster->width;
  Strip strip = {NULL, 0, (int) index * STRIP_ROWS, MIN ((int) end * STRIP_ROWS, raster->height)};

  if (paint->factor == 1) {
    strip.pixels = (guint32 *) (gpointer) (paint->out + (gsize) strip.top * (gsize) paint->stride);
    strip.stride = (gsize) paint->stride / sizeof (guint32);
    paint_rows (paint, brush, &strip);
    return;
  }
  if (brush->pixels == NULL)
    brush->pixels = g_new (guint32, STRIP_ROWS * width);
  strip.pixels = brush->pixels;
  strip.stride = width;
  paint_rows (paint, brush, &strip);
  for (int y = strip.top; y + 2 <= strip.bottom; y += 2) {
    const guint32 *row = brush->pixels + (gsize) (y - strip.top) * width;
    halve (row, row + width, (guint32 *) (gpointer) (paint->out + (gsize) (y / 2) * (gsize) paint->stride), raster->width / 2);
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
  Paint paint = {.raster = self, .style = style, .out = pixels, .stride = stride, .factor = factor, .hatch = hatch, .cross = cross,
                 .brushes = brushes};

  for (guint8 level = 0; level < LB_N_LEVELS; level++) {
    double width = style->borders[level].width;
    if (width <= 0)
      continue;
    paint.margin = MAX (paint.margin, (int) (width / 2) + 1);
    paint.alpha[level] = width < THIN ? MAX ((guint) (256 * style->borders[level].opacity * MIN (width, 1)), 1) : 0;
    paint.drawn |= style->fields[level];
    for (guint bit = 0; bit < 64; bit++)
      if (style->fields[level] >> bit & 1)
        paint.levels[bit] = level;
  }
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
