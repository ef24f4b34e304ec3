/* Filling of the id raster: crossings of arcs with pixel rows, then running sums.
 *
 * Bands of a few rows are filled one by one, each by one thread in memory of its own that stays in the cache: first all
 * crossings of the band, then the sums of its rows. Only the numbers themselves are written out.
 */
#include "config.h"
#include "maps/raster.h"
#include "maps/parallel.h"
#include "maps/raster-private.h"

#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_SIDE      16384
#define BAND_ROWS     16
#define HASH_MULTIPLY 2654435761u

/* What changes at a pixel: the sum of (right − left) and the check, over all crossings just left of its middle. */
typedef struct {
  guint32 sum;
  guint32 check;
} Event;

typedef struct {
  LbRaster *raster;
  const LbDetail *detail;
  double ax, kx, ay, ky; /* pixel = a + k × integer of the level */
  Event **scratch;       /* one a thread: BAND_ROWS × width, all zero between two bands */
} Fill;

typedef struct {
  const Fill *fill;
  Event *events;
  int top, bottom;          /* rows [top, bottom)                                   */
  int reach[BAND_ROWS];     /* one past the last pixel of each row with a crossing  */
} Band;

static inline guint32
hash (guint32 id)
{
  return id * HASH_MULTIPLY ^ (id >> 7);
}

LbRaster *
lb_raster_new (void)
{
  return g_new0 (LbRaster, 1);
}

void
lb_raster_free (LbRaster *self)
{
  g_free (self->ids);
  g_free (self->seen);
  g_free (self);
}

int
lb_raster_get_width (const LbRaster *self)
{
  return self->width;
}

int
lb_raster_get_height (const LbRaster *self)
{
  return self->height;
}

const guint32 *
lb_raster_get_ids (const LbRaster *self)
{
  return self->ids;
}

guint32
lb_raster_pick (const LbRaster *self, double x, double y)
{
  if (!(x >= 0 && y >= 0 && x < self->width && y < self->height))
    return LB_NO_SHAPE;
  return self->ids[(gsize) y * (gsize) self->width + (gsize) x] - 1; /* 0 − 1 is LB_NO_SHAPE */
}

/* Adds the crossings of one segment with the middles of rows [@from, @to). Going down the screen (south), the shape on the
 * arc's left lies on the right. */
static inline void
cross_rows (Band *band, double x0, double y0, double x1, double y1, int from, int to, guint32 enter, guint32 leave)
{
  int width = band->fill->raster->width;

  from = MAX (from, band->top);
  to = MIN (to, band->bottom);
  if (from >= to)
    return;

  guint32 sum = enter - leave, check = hash (enter) ^ hash (leave);
  double slope = (x1 - x0) / (y1 - y0), x = x0 + (from + 0.5 - y0) * slope;
  Event *row = band->events + (gsize) (from - band->top) * (gsize) width;

  for (int r = from; r < to; r++, x += slope, row += width) {
    int column = MAX (lb_first_middle (x), 0);
    if (column >= width)
      continue;
    row[column].sum += sum;
    row[column].check ^= check;
    if (column >= band->reach[r - band->top])
      band->reach[r - band->top] = column + 1;
  }
}

/* Rows are counted half-open, so that a vertex on the middle of a row belongs to one of its two segments only. */
static void
cross_arc (Band *band, guint arc)
{
  const Fill *fill = band->fill;
  const LbDetail *detail = fill->detail;
  guint32 left = detail->left[arc] + 1, right = detail->right[arc] + 1; /* LB_NO_SHAPE + 1 is 0 */
  const gint32 *xy = detail->xy + 2 * (gsize) detail->first[arc];
  guint n = detail->first[arc + 1] - detail->first[arc];
  double y0 = fill->ay + fill->ky * xy[1];
  int row0 = lb_first_middle (y0);

  if (left == right)
    return;
  for (guint i = 1; i < n; i++) {
    double y1 = fill->ay + fill->ky * xy[2 * i + 1];
    int row1 = lb_first_middle (y1);
    /* Most segments of a full map are smaller than a row: their ends lie between the same two middles. */
    if (row0 != row1) {
      double x0 = fill->ax + fill->kx * xy[2 * i - 2], x1 = fill->ax + fill->kx * xy[2 * i];
      if (row0 < row1)
        cross_rows (band, x0, y0, x1, y1, row0, row1, left, right);
      else
        cross_rows (band, x0, y0, x1, y1, row1, row0, right, left);
    }
    y0 = y1;
    row0 = row1;
  }
}

/* Running sums along one row. A sum that is no shape, or whose check disagrees, repeats the pixel before. */
static void
sum_row (Band *band, int row)
{
  LbRaster *self = band->fill->raster;
  Event *events = band->events + (gsize) (row - band->top) * (gsize) self->width;
  guint32 *ids = self->ids + (gsize) row * (gsize) self->width;
  guint32 sum = 0, check = hash (0), shown = 0;
  int reach = band->reach[row - band->top];

  for (int x = 0; x < reach; x++) {
    if ((events[x].check | events[x].sum) != 0) {
      sum += events[x].sum;
      check ^= events[x].check;
      events[x] = (Event) {0};
      if (sum <= self->n_shapes && check == hash (sum)) {
        shown = sum;
        /* Bands meet in one shape: whoever writes, it is the same byte. */
        __atomic_store_n (&self->seen[sum], 1, __ATOMIC_RELAXED);
      }
    }
    ids[x] = shown;
  }
  for (int x = reach; x < self->width; x++)
    ids[x] = shown;
}

static gboolean
may_cross (const Band *band, const gint32 *box)
{
  const Fill *fill = band->fill;

  /* ky is negative: the box's greatest y is its upper edge on the screen. */
  return fill->ay + fill->ky * box[3] < band->bottom && fill->ay + fill->ky * box[1] > band->top &&
         fill->ax + fill->kx * box[0] < fill->raster->width;
}

static void
fill_band (gpointer data, gsize index, gsize end, guint thread)
{
  const Fill *fill = data;
  const LbDetail *detail = fill->detail;
  int width = fill->raster->width, height = fill->raster->height;
  Band band = {fill, NULL, (int) index * BAND_ROWS, MIN ((int) end * BAND_ROWS, height), {0}};

  if (fill->scratch[thread] == NULL)
    fill->scratch[thread] = g_new0 (Event, (gsize) BAND_ROWS * (gsize) width);
  band.events = fill->scratch[thread];
  for (guint first = 0; first < detail->n_arcs; first += LB_ARC_BLOCK) {
    if (!may_cross (&band, detail->block_boxes + 4 * (gsize) (first / LB_ARC_BLOCK)))
      continue;
    for (guint arc = first; arc < MIN (first + LB_ARC_BLOCK, detail->n_arcs); arc++)
      if (may_cross (&band, detail->boxes + 4 * (gsize) arc))
        cross_arc (&band, arc);
  }
  for (int row = band.top; row < band.bottom; row++)
    sum_row (&band, row);
}

void
lb_raster_resize (LbRaster *self, int width, int height, guint n_shapes)
{
  if (self->width != width || self->height != height) {
    gsize bytes = (gsize) width * (gsize) height * sizeof (guint32);
    guintptr page = (guintptr) sysconf (_SC_PAGESIZE);
    self->ids = g_realloc (self->ids, bytes);
    /* Written from end to end: large pages spare a fault for every small one. No matter if the kernel declines. */
    guintptr begin = ((guintptr) self->ids + page - 1) / page * page;
    if (bytes > 2 * page)
      madvise ((gpointer) begin, ((guintptr) self->ids + bytes - begin) / page * page, MADV_HUGEPAGE);
    self->width = width;
    self->height = height;
  }
  if (self->n_shapes != n_shapes || self->seen == NULL) {
    self->seen = g_renew (guchar, self->seen, (gsize) n_shapes + 1);
    self->n_shapes = n_shapes;
  }
  memset (self->seen, 0, (gsize) n_shapes + 1);
}

gboolean
lb_raster_take_pixel (LbRaster *self, guint32 *counts, guint32 id, int x, int y)
{
  if (x < 0 || y < 0 || x >= self->width || y >= self->height)
    return FALSE;
  guint32 *pixel = &self->ids[(gsize) y * (gsize) self->width + (gsize) x];
  if (*pixel != 0 && counts[*pixel] < 2)
    return FALSE;
  counts[*pixel]--;
  counts[id]++;
  *pixel = id;
  return TRUE;
}

/* A shape none of whose pixels' middles were met is shown by the pixel at one of its vertices. */
static void
rescue_small_shapes (const Fill *fill)
{
  LbRaster *self = fill->raster;
  const LbDetail *detail = fill->detail;
  const Band all = {fill, NULL, 0, self->height, {0}};
  gsize n_pixels = (gsize) self->width * (gsize) self->height;
  g_autofree guint32 *counts = NULL;

  if (memchr (self->seen + 1, 0, self->n_shapes) == NULL)
    return;
  counts = g_new0 (guint32, (gsize) self->n_shapes + 1);
  for (gsize i = 0; i < n_pixels; i++)
    counts[self->ids[i]]++;
  for (guint i = 0; i < detail->n_arcs; i++) {
    if (i % LB_ARC_BLOCK == 0 && !may_cross (&all, detail->block_boxes + 4 * (gsize) (i / LB_ARC_BLOCK))) {
      i += LB_ARC_BLOCK - 1;
      continue;
    }
    const guint32 sides[2] = {detail->left[i] + 1, detail->right[i] + 1};
    for (int side = 0; side < 2; side++)
      for (guint p = detail->first[i]; p < detail->first[i + 1] && sides[side] != 0 && counts[sides[side]] == 0; p++) {
        const gint32 *xy = detail->xy + 2 * (gsize) p;
        lb_raster_take_pixel (self, counts, sides[side], lb_first_middle (fill->ax + fill->kx * xy[0] - 0.5),
                    lb_first_middle (fill->ay + fill->ky * xy[1] - 0.5));
      }
  }
}

void
lb_raster_fill (LbRaster *self, const LbDetail *detail, guint n_shapes, const LbView *view, guint n_threads)
{
  int width = (int) CLAMP (ceil (view->width), 1, MAX_SIDE), height = (int) CLAMP (ceil (view->height), 1, MAX_SIDE);
  guint threads = n_threads > 0 ? n_threads : lb_parallel_get_default ();
  g_autofree Event **scratch = g_new0 (Event *, threads);
  Fill fill = {
    .raster = self,
    .detail = detail,
    .ax = (detail->origin_x - view->east0) * view->scale,
    .kx = detail->unit * view->scale,
    .ay = (view->north0 - detail->origin_y) * view->scale,
    .ky = -detail->unit * view->scale,
    .scratch = scratch,
  };

  lb_raster_resize (self, width, height, n_shapes);
  lb_parallel_run (threads, (gsize) (height + BAND_ROWS - 1) / BAND_ROWS, 1, NULL, fill_band, &fill);
  for (guint i = 0; i < threads; i++)
    g_free (scratch[i]);
  rescue_small_shapes (&fill);
}
