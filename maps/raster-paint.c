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
#define GROUP      16 /* pixels at a time */
#define OPAQUE     0xff000000
#define THIN       1.5 /* up to this width a border is one pixel */

typedef struct {
  gint32 x, y; /* y: row of the strip, negative above it */
  guint32 level;
} Edge;

/* What one thread paints with, kept from strip to strip. */
typedef struct {
  guint32 *pixels;  /* the strip; NULL: painted straight into the output */
  guint32 *keys[2]; /* of two rows that follow each other, only the bits that tell a border; four more than the width */
  Edge *edges;
  gsize n_edges, capacity;
} Brush;

/* Four pixels, or their sixteen channels by eight. */
typedef guint32 Four __attribute__ ((vector_size (16)));
typedef guint16 Eight __attribute__ ((vector_size (16)));

/* The borders of a level. */
typedef struct {
  guint32 level;
  Four field;         /* the bits of its keys, four times                                  */
  gboolean thick;
  Eight keep;         /* a thin one laid over a channel: (channel × keep + over) / 256     */
  Eight low, high;    /* over, of blue and red, and of green                               */
} Border;

typedef struct {
  const LbRaster *raster;
  const LbRasterStyle *style;
  guchar *out;
  int stride;
  int factor;        /* 1, or 2: four samples a pixel of the output */
  int margin;        /* rows a disc reaches                         */
  guint32 drawn;     /* bits of a key that tell a border that is drawn */
  Four thick;        /* those of them whose border is a thick one, four times */
  Four higher;       /* those that are not the lowest border's, or all if that is thick */
  Border borders[LB_N_LEVELS]; /* from the lowest level up             */
  guint n_borders;
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

static void
gather_keys (const Paint *paint, int y, guint32 *keys)
{
  const guint32 *row = paint->raster->ids + (gsize) y * (gsize) paint->raster->width, *all = paint->style->keys;
  int width = paint->raster->width;

  for (int x = 0; x < width; x++)
    keys[x] = all[row[x]] & paint->drawn;
  for (int i = 0; i < 4; i++)
    keys[width + i] = keys[width - 1];
}

static inline Four
load (const guint32 *keys)
{
  Four four;

  memcpy (&four, keys, sizeof four);
  return four;
}

/* In which bits the keys of four pixels and of their right or lower neighbours differ. */
static inline Four
compare (const guint32 *keys, const guint32 *below)
{
  return (load (keys) ^ load (keys + 1)) | (load (keys) ^ load (below));
}

static inline gboolean
any (Four bits)
{
  guint64 halves[2];

  memcpy (halves, &bits, sizeof bits);
  return (halves[0] | halves[1]) != 0;
}

static inline Four
lay_over (const Border *border, Four under)
{
  Eight low = (Eight) (under & 0x00ff00ff) * border->keep + border->low, high = (Eight) (under >> 8 & 0x00ff00ff) * border->keep + border->high;

  return (Four) (low >> 8) | (Four) (high >> 8) << 8 | OPAQUE;
}

/* Four pixels with the borders of those that differ from their neighbours: of each the highest. */
static inline Four
draw_borders (const Paint *paint, Four differs, Four under)
{
  Four drawn = under;

  for (guint i = 0; i < paint->n_borders; i++) {
    Four here = (Four) ((differs & paint->borders[i].field) != 0);
    if (any (here))
      drawn = (drawn & ~here) | ((paint->borders[i].thick ? under : lay_over (&paint->borders[i], under)) & here);
  }
  return drawn;
}

/* Thick borders are remembered. */
static void
add_edges (const Paint *paint, Brush *brush, Four differs, int n, int x, int y)
{
  for (int i = 0; i < n; i++)
    for (guint k = paint->n_borders; k-- > 0;)
      if (differs[i] & paint->borders[k].field[0]) {
        if (paint->borders[k].thick)
          add_edge (brush, x + i, y, paint->borders[k].level);
        break;
      }
}

static inline void
draw_four (const Paint *paint, Brush *brush, Four differs, int n, int x, int y, guint32 *out)
{
  if (!any (differs))
    return;
  if (out != NULL) {
    Four drawn = draw_borders (paint, differs, load (out));
    memcpy (out, &drawn, sizeof drawn);
  }
  if (any (differs & paint->thick))
    add_edges (paint, brush, differs, n, x, y);
}

/* Only the lowest border, and that a thin one. */
static inline void
draw_lowest (const Paint *paint, Four differs, guint32 *out)
{
  Four here = (Four) ((differs & paint->borders[0].field) != 0), under = load (out);
  Four drawn = (under & ~here) | (lay_over (&paint->borders[0], under) & here);

  memcpy (out, &drawn, sizeof drawn);
}

/* Borders between a row of the raster, @line of the strip, and the one below: thin ones into @out, unless it is NULL. Among many small
 * shapes no processor guesses which pixel has one: the lowest border is laid over all GROUP pixels of which one has it. */
static void
find_borders (const Paint *paint, Brush *brush, const guint32 *keys, const guint32 *below, int line, guint32 *out)
{
  int width = paint->raster->width, x = 0;

  for (; x + GROUP <= width; x += GROUP) {
    Four differs[GROUP / 4], all = {0};
    for (int i = 0; i < GROUP / 4; i++)
      all |= differs[i] = compare (keys + x + 4 * i, below + x + 4 * i);
    if (!any (all))
      continue;
    gboolean plain = out != NULL && !any (all & paint->higher);
    for (int i = 0; i < GROUP / 4; i++)
      if (plain)
        draw_lowest (paint, differs[i], out + x + 4 * i);
      else
        draw_four (paint, brush, differs[i], 4, x + 4 * i, line, out != NULL ? out + x + 4 * i : NULL);
  }
  for (; x < width; x += 4) {
    int n = MIN (width - x, 4);
    guint32 rest[4] = {0};
    if (out != NULL)
      memcpy (rest, out + x, (gsize) n * sizeof *out);
    draw_four (paint, brush, compare (keys + x, below + x), n, x, line, rest);
    if (out != NULL)
      memcpy (out + x, rest, (gsize) n * sizeof *out);
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
paint_borders (const Paint *paint, Brush *brush, const Strip *strip)
{
  int height = paint->raster->height, first = MAX (0, strip->top - paint->margin), last = MIN (height, strip->bottom + paint->margin);

  brush->n_edges = 0;
  gather_keys (paint, first, brush->keys[first % 2]);
  for (int y = first; y < last; y++) {
    gboolean own = y >= strip->top && y < strip->bottom, lowest = y + 1 == height;
    guint32 *out = own ? strip->pixels + (gsize) (y - strip->top) * strip->stride : NULL;
    if (!lowest)
      gather_keys (paint, y + 1, brush->keys[(y + 1) % 2]);
    find_borders (paint, brush, brush->keys[y % 2], brush->keys[lowest ? y % 2 : (y + 1) % 2], y - strip->top, out);
  }
  for (guint32 level = LB_N_LEVELS; brush->n_edges > 0 && level-- > 0;)
    if (paint->style->borders[level].width >= THIN)
      stamp_edges (paint, brush, level, strip);
}

static void
paint_rows (const Paint *paint, Brush *brush, const Strip *strip)
{
  for (int y = strip->top; y < strip->bottom; y++)
    colour_row (paint, y, strip->pixels + (gsize) (y - strip->top) * strip->stride);
  if (paint->drawn != 0)
    paint_borders (paint, brush, strip);
}

static void
paint_strip (gpointer data, gsize index, gsize end, guint thread)
{
  const Paint *paint = data;
  const LbRaster *raster = paint->raster;
  Brush *brush = &paint->brushes[thread];
  gsize width = (gsize) raster->width;
  Strip strip = {NULL, 0, (int) index * STRIP_ROWS, MIN ((int) end * STRIP_ROWS, raster->height)};

  for (int i = 0; i < 2; i++)
    if (brush->keys[i] == NULL)
      brush->keys[i] = g_new (guint32, width + 4);
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

static Border
make_border (guint32 level, guint32 field, guint32 colour, double width, double opacity)
{
  guint alpha = MAX ((guint) (256 * opacity * MIN (width, 1)), 1);
  Four all = {1, 1, 1, 1}, each = (Four) {0x10001, 0x10001, 0x10001, 0x10001};

  return (Border) {
    .level = level,
    .field = all * field,
    .thick = width >= THIN,
    .keep = (Eight) (each * (256 - alpha)),
    .low = (Eight) (all * (colour & 0xff00ff)) * (Eight) (each * alpha),
    .high = (Eight) (all * (colour >> 8 & 0xff00ff)) * (Eight) (each * alpha),
  };
}

static void
prepare_borders (Paint *paint, const LbRasterStyle *style)
{
  for (guint32 level = LB_N_LEVELS; level-- > 0;) {
    double width = style->borders[level].width;
    if (width <= 0)
      continue;
    paint->margin = MAX (paint->margin, (int) (width / 2) + 1);
    if (style->fields[level] == 0)
      continue;
    paint->drawn |= style->fields[level];
    paint->borders[paint->n_borders++] = make_border (level, style->fields[level], style->borders[level].colour, width,
                                                      style->borders[level].opacity);
    if (width >= THIN)
      paint->thick |= paint->borders[paint->n_borders - 1].field;
    if (width >= THIN || paint->n_borders > 1)
      paint->higher |= paint->borders[paint->n_borders - 1].field;
  }
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

  prepare_borders (&paint, style);
  lb_parallel_run (threads, (gsize) (self->height + STRIP_ROWS - 1) / STRIP_ROWS, 1, NULL, paint_strip, &paint);
  for (guint i = 0; i < threads; i++) {
    g_free (brushes[i].pixels);
    g_free (brushes[i].keys[0]);
    g_free (brushes[i].keys[1]);
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
