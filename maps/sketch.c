/* Sketches: traced once on a grid that is fine from west to east, then shown row by row */
#include "config.h"
#include "maps/sketch.h"
#include "maps/parallel.h"
#include "maps/raster-private.h"

#include <math.h>
#include <string.h>

/* With fewer arcs a frame from them takes a few milliseconds. */
#define WORTH_ARCS  50000
#define COLUMNS     16384
#define ROWS        6144
#define STRIP_ROWS  32
/* Pixels of a run that are written without asking how long it is. */
#define AT_ONCE     8
#define FIXED_BITS  20

/* Rows of one band of the raster's, as they were traced. */
typedef struct {
  guint32 starts[LB_RASTER_BAND_ROWS + 1]; /* of each row                                            */
  guint16 *columns;                        /* where another shape begins, rising in a row; no row begins with a run from 0 on of nobody */
  guint32 *ids;                            /* the shape + 1 that begins there                        */
  guint32 n, capacity;
} Rows;

struct _LbSketch {
  guint n_shapes;
  LbBox ground;
  double column, row; /* metres                     */
  Rows *bands;
  guint n_bands;
};

typedef struct {
  LbRaster *raster;
  const LbSketch *sketch;
  const LbView *view;
  gint64 from, per_column; /* pixel where column 0 begins, pixels a column; fixed point */
} Show;

static void
keep_run (gpointer data, int row, int from, int to, guint32 id)
{
  LbSketch *self = data;
  Rows *rows = &self->bands[row / LB_RASTER_BAND_ROWS];

  if (from == 0)
    rows->starts[row % LB_RASTER_BAND_ROWS] = rows->n;
  if (from == to || (from == 0 && id == 0))
    return;
  if (rows->n == rows->capacity) {
    rows->capacity = rows->capacity / 2 * 3 + 4096;
    rows->columns = g_renew (guint16, rows->columns, rows->capacity);
    rows->ids = g_renew (guint32, rows->ids, rows->capacity);
  }
  rows->columns[rows->n] = (guint16) from;
  rows->ids[rows->n++] = id;
}

static LbBox
find_ground (const LbDetail *detail)
{
  guint n_blocks = (detail->n_arcs + LB_ARC_BLOCK - 1) / LB_ARC_BLOCK;
  gint32 box[4] = {G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32};

  for (guint i = 0; i < n_blocks; i++) {
    const gint32 *block = detail->block_boxes + 4 * (gsize) i;
    box[0] = MIN (box[0], block[0]);
    box[1] = MIN (box[1], block[1]);
    box[2] = MAX (box[2], block[2]);
    box[3] = MAX (box[3], block[3]);
  }
  return (LbBox) {detail->origin_x + detail->unit * box[0], detail->origin_y + detail->unit * box[1],
                  detail->origin_x + detail->unit * box[2], detail->origin_y + detail->unit * box[3]};
}

static LbSketch *
trace (const LbLevels *levels, LbBox ground, guint n_threads)
{
  LbSketch *self = g_new0 (LbSketch, 1);
  LbDetail detail;

  self->n_shapes = lb_levels_get_n_shapes (levels);
  self->ground = ground;
  self->column = (ground.max_x - ground.min_x) / COLUMNS;
  self->row = (ground.max_y - ground.min_y) / ROWS;
  self->n_bands = (ROWS + LB_RASTER_BAND_ROWS - 1) / LB_RASTER_BAND_ROWS;
  self->bands = g_new0 (Rows, self->n_bands);
  lb_levels_get_detail (levels, lb_levels_choose (levels, self->row), &detail);
  lb_raster_trace (&detail, self->n_shapes, &ground, COLUMNS, ROWS, n_threads, keep_run, self);
  for (guint i = 0; i < self->n_bands; i++) {
    Rows *rows = &self->bands[i];
    rows->columns = g_renew (guint16, rows->columns, rows->n + 1);
    rows->ids = g_renew (guint32, rows->ids, rows->n + 1);
    rows->starts[LB_RASTER_BAND_ROWS] = rows->n;
  }
  return self;
}

gboolean
lb_sketch_is_worth (const LbLevels *levels)
{
  LbDetail detail;

  lb_levels_get_detail (levels, 0, &detail);
  return detail.n_arcs >= WORTH_ARCS;
}

LbSketch *
lb_sketch_new (const LbLevels *levels)
{
  LbDetail detail;

  lb_levels_get_detail (levels, 0, &detail);
  if (detail.n_arcs == 0)
    return NULL;
  LbBox ground = find_ground (&detail);
  return ground.max_x > ground.min_x && ground.max_y > ground.min_y ? trace (levels, ground, lb_parallel_get_default ()) : NULL;
}

void
lb_sketch_free (LbSketch *self)
{
  for (guint i = 0; i < self->n_bands; i++) {
    g_free (self->bands[i].columns);
    g_free (self->bands[i].ids);
  }
  g_free (self->bands);
  g_free (self);
}

gboolean
lb_sketch_suits (const LbSketch *self, const LbView *view)
{
  return self->row * view->scale <= 1;
}

/* The first of a row's runs that begins in the view; the one before it holds the row's first pixel. */
static guint32
find_first (const Rows *rows, guint32 begin, guint32 end, const Show *show)
{
  while (begin < end) {
    guint32 middle = begin + (end - begin) / 2;
    if (show->from + show->per_column * rows->columns[middle] < 0)
      begin = middle + 1;
    else
      end = middle;
  }
  return begin;
}

static inline void
write_run (guint32 *pixels, gint64 from, gint64 to, guint32 id)
{
  for (guint i = 0; i < AT_ONCE; i++) /* most runs of a full map are shorter; the next one is written over what is too much */
    pixels[from + i] = id;
  for (gint64 x = from + AT_ONCE; x < to; x++)
    pixels[x] = id;
}

/* @value in fixed point; what lies too far off for any picture lies there. */
static gint64
to_fixed (double value)
{
  return (gint64) (CLAMP (value, -1e9, 1e9) * (1 << FIXED_BITS));
}

/* One row of pixels, with room for AT_ONCE more. */
static void
show_row (const Show *show, int y, guint32 *pixels)
{
  const LbSketch *sketch = show->sketch;
  LbRaster *raster = show->raster;
  gint64 at = 0, width = raster->width;
  guint32 id = 0;
  double row = floor ((sketch->ground.max_y - (show->view->north0 - (y + 0.5) / show->view->scale)) / sketch->row);

  if (row >= 0 && row < ROWS) {
    const Rows *rows = &sketch->bands[(int) row / LB_RASTER_BAND_ROWS];
    const guint32 *starts = rows->starts + (int) row % LB_RASTER_BAND_ROWS;
    guint32 i = find_first (rows, starts[0], starts[1], show);
    id = i > starts[0] ? rows->ids[i - 1] : 0;
    for (; i < starts[1]; i++) {
      gint64 to = (show->from + show->per_column * rows->columns[i]) >> FIXED_BITS;
      if (to >= width)
        break;
      write_run (pixels, at, to, id);
      /* Strips meet in one shape: whoever writes, it is the same byte. */
      __atomic_store_n (&raster->seen[to > at ? id : 0], 1, __ATOMIC_RELAXED);
      at = to;
      id = rows->ids[i];
    }
  }
  write_run (pixels, at, width, id);
  __atomic_store_n (&raster->seen[id], 1, __ATOMIC_RELAXED);
}

static void
show_strip (gpointer data, gsize index, gsize end, guint thread)
{
  const Show *show = data;
  LbRaster *raster = show->raster;
  gsize width = (gsize) raster->width;
  g_autofree guint32 *pixels = g_new (guint32, width + AT_ONCE);

  (void) thread;
  for (int y = (int) index * STRIP_ROWS; y < MIN ((int) end * STRIP_ROWS, raster->height); y++) {
    show_row (show, y, pixels);
    memcpy (raster->ids + (gsize) y * width, pixels, width * sizeof *pixels);
  }
}

void
lb_raster_fill_sketch (LbRaster *self, const LbSketch *sketch, const LbDetail *detail, const LbView *view, guint n_threads)
{
  guint threads = n_threads > 0 ? n_threads : lb_parallel_get_default ();
  /* The first pixel whose middle lies right of a column's beginning: half a pixel on, rounded down. */
  Show show = {
    .raster = self,
    .sketch = sketch,
    .view = view,
    .from = to_fixed ((sketch->ground.min_x - view->east0) * view->scale + 0.5),
    .per_column = to_fixed (sketch->column * view->scale),
  };

  lb_raster_begin (self, view, sketch->n_shapes);
  lb_parallel_run (threads, (gsize) (self->height + STRIP_ROWS - 1) / STRIP_ROWS, 1, NULL, show_strip, &show);
  lb_raster_show_unseen (self, detail, view, threads);
}
