/* Filling of the id raster: crossings of arcs with pixel rows, then running sums. */
#include "config.h"
#include "maps/raster.h"
#include "maps/raster-private.h"
#include "maps/parallel.h"

#include <math.h>
#include <string.h>

#define MAX_SIDE      16384
#define BANDS         8 /* a few a core, so that a crowded band does not keep the others waiting */
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
  int rows_a_band;
} Fill;

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
  g_free (self->events);
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

/* Adds the crossings of one segment with the rows [@top, @bottom). Rows are counted half-open, so that a vertex on the middle
 * of a row belongs to one of its two segments only. Going down the screen (south), the shape on the arc's left lies on the right. */
static inline void
cross_rows (const Fill *fill, double x0, double y0, double x1, double y1, int top, int bottom, guint32 left,
            guint32 right)
{
  gboolean down = y1 > y0;
  int from = (int) ceil ((down ? y0 : y1) - 0.5), to = (int) ceil ((down ? y1 : y0) - 0.5);

  from = MAX (from, top);
  to = MIN (to, bottom);
  if (from >= to)
    return;

  guint32 enter = down ? left : right, leave = down ? right : left;
  guint32 sum = enter - leave, check = hash (enter) ^ hash (leave);
  double slope = (x1 - x0) / (y1 - y0), x = x0 + (from + 0.5 - y0) * slope;
  int width = fill->raster->width;
  Event *row = (Event *) fill->raster->events + (gsize) from * (gsize) width;

  for (int r = from; r < to; r++, x += slope, row += width) {
    if (x >= width - 0.5)
      continue;
    Event *event = row + (x > 0.5 ? (int) ceil (x - 0.5) : 0);
    event->sum += sum;
    event->check ^= check;
  }
}

static void
cross_arc (const Fill *fill, guint arc, int top, int bottom)
{
  const LbDetail *detail = fill->detail;
  guint32 left = detail->left[arc] + 1, right = detail->right[arc] + 1; /* LB_NO_SHAPE + 1 is 0 */
  const gint32 *xy = detail->xy + 2 * (gsize) detail->first[arc];
  guint n = detail->first[arc + 1] - detail->first[arc];
  double y0 = fill->ay + fill->ky * xy[1];

  if (left == right)
    return;
  for (guint i = 1; i < n; i++) {
    double y1 = fill->ay + fill->ky * xy[2 * i + 1];
    /* Most segments of a full map are smaller than a row: their ends lie between the same two middles. */
    if (floor (y0 + 0.5) != floor (y1 + 0.5) || ceil (y0 - 0.5) != ceil (y1 - 0.5))
      cross_rows (fill, fill->ax + fill->kx * xy[2 * i - 2], y0, fill->ax + fill->kx * xy[2 * i], y1, top, bottom, left,
                  right);
    y0 = y1;
  }
}

/* Running sums along one row. A sum that is no shape, or whose check disagrees, repeats the pixel before. */
static void
sum_row (LbRaster *self, int row)
{
  Event *events = (Event *) self->events + (gsize) row * (gsize) self->width;
  guint32 *ids = self->ids + (gsize) row * (gsize) self->width;
  guint32 sum = 0, check = hash (0), shown = 0;

  for (int x = 0; x < self->width; x++) {
    if (events[x].check != 0 || events[x].sum != 0) {
      sum += events[x].sum;
      check ^= events[x].check;
      events[x] = (Event){0};
      if (sum <= self->n_shapes && check == hash (sum)) {
        shown = sum;
        /* Bands meet in one shape: whoever writes, it is the same byte. */
        __atomic_store_n (&self->seen[sum], 1, __ATOMIC_RELAXED);
      }
    }
    ids[x] = shown;
  }
}

static void
fill_band (gpointer data, gsize band, gsize end, guint thread)
{
  const Fill *fill = data;
  const LbDetail *detail = fill->detail;
  int top = (int) band * fill->rows_a_band, bottom = MIN ((int) end * fill->rows_a_band, fill->raster->height);

  (void) thread;
  if (top >= bottom)
    return;
  for (guint i = 0; i < detail->n_arcs; i++) {
    const gint32 *box = detail->boxes + 4 * (gsize) i;
    /* ky is negative: the box's greatest y is its upper edge on the screen. */
    if (fill->ay + fill->ky * box[3] < bottom && fill->ay + fill->ky * box[1] > top &&
        fill->ax + fill->kx * box[0] < fill->raster->width)
      cross_arc (fill, i, top, bottom);
  }
  for (int row = top; row < bottom; row++)
    sum_row (fill->raster, row);
}

static void
resize (LbRaster *self, int width, int height, guint n_shapes)
{
  gsize pixels = (gsize) width * (gsize) height;

  if (self->width != width || self->height != height) {
    self->ids = g_renew (guint32, self->ids, pixels);
    g_free (self->events);
    self->events = g_new0 (Event, pixels);
    self->width = width;
    self->height = height;
  }
  if (self->n_shapes != n_shapes || self->seen == NULL) {
    self->seen = g_renew (guchar, self->seen, (gsize) n_shapes + 1);
    self->n_shapes = n_shapes;
  }
  memset (self->seen, 0, (gsize) n_shapes + 1);
}

/* Shape @id takes the pixel of a vertex if that leaves its present shape another one. */
static gboolean
take_pixel (LbRaster *self, guint32 *counts, guint32 id, double x, double y)
{
  if (!(x >= 0 && y >= 0 && x < self->width && y < self->height))
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
  gsize n_pixels = (gsize) self->width * (gsize) self->height;
  g_autofree guint32 *counts = NULL;

  if (memchr (self->seen + 1, 0, self->n_shapes) == NULL)
    return;
  counts = g_new0 (guint32, (gsize) self->n_shapes + 1);
  for (gsize i = 0; i < n_pixels; i++)
    counts[self->ids[i]]++;
  for (guint i = 0; i < detail->n_arcs; i++) {
    const guint32 sides[2] = {detail->left[i] + 1, detail->right[i] + 1};
    for (int side = 0; side < 2; side++)
      for (guint p = detail->first[i]; p < detail->first[i + 1] && sides[side] != 0 && counts[sides[side]] == 0; p++) {
        const gint32 *xy = detail->xy + 2 * (gsize) p;
        take_pixel (self, counts, sides[side], floor (fill->ax + fill->kx * xy[0]), floor (fill->ay + fill->ky * xy[1]));
      }
  }
}

void
lb_raster_fill (LbRaster *self, const LbDetail *detail, guint n_shapes, const LbView *view, guint n_threads)
{
  int width = (int) CLAMP (ceil (view->width), 1, MAX_SIDE), height = (int) CLAMP (ceil (view->height), 1, MAX_SIDE);
  Fill fill = {
    .raster = self,
    .detail = detail,
    .ax = (detail->origin_x - view->east0) * view->scale,
    .kx = detail->unit * view->scale,
    .ay = (view->north0 - detail->origin_y) * view->scale,
    .ky = -detail->unit * view->scale,
    .rows_a_band = (height + BANDS - 1) / BANDS,
  };

  resize (self, width, height, n_shapes);
  lb_parallel_run (n_threads > 0 ? n_threads : lb_parallel_get_default (), BANDS, 1, NULL, fill_band, &fill);
  rescue_small_shapes (&fill);
}
