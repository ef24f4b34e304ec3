/* Filling of the id raster: crossings of arcs with pixel rows, then running sums.
 *
 * Blocks of arcs are dealt to the bands of rows they touch. Bands are filled one by one, each by one thread in memory of its own that
 * stays in the cache: first all crossings of the band, then the sums of its rows. Only the numbers themselves are written out.
 */
#include "config.h"
#include "maps/raster.h"
#include "maps/large-pages.h"
#include "maps/parallel.h"
#include "maps/raster-private.h"

#include <math.h>
#include <string.h>

#define MAX_SIDE      16384
#define BAND_ROWS     LB_RASTER_BAND_ROWS
#define AT_ONCE       512 /* points of a block that are cheaper looked at than passed over arc by arc */
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
  guint n_bands;
  guint n_blocks;        /* in view                                                        */
  guint *starts;         /* n_bands + 1                                                    */
  guint32 *blocks;       /* by band: the blocks of arcs that touch it                      */
  struct _Band **bands;  /* one a thread                                                   */
  LbRasterRunFunc func;  /* where runs go; NULL: into the raster                           */
  gpointer data;
} Fill;

/* What one thread works with; all zero between two bands. */
typedef struct _Band {
  const Fill *fill;
  int top, bottom; /* rows [top, bottom)                           */
  gsize words;     /* a row of @marks                              */
  Event *events;   /* BAND_ROWS × width                            */
  guint64 *marks;  /* a bit a pixel: something changes there       */
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

void
lb_raster_set_hasty (LbRaster *self, gboolean hasty)
{
  self->hasty = hasty;
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

/* Adds the crossings of the segment from point @at of @points to the next with the middles of the band's rows. Going down the
 * screen (south), the shape on the arc's left lies on the right. */
static inline void
cross_rows (Band *band, double x0, double y0, double x1, double y1, int row0, int row1, guint32 left, guint32 right)
{
  int width = band->fill->raster->width;
  int from = MAX (MIN (row0, row1), band->top), to = MIN (MAX (row0, row1), band->bottom);
  guint32 sum = row0 < row1 ? left - right : right - left, check = hash (left) ^ hash (right);
  double slope = (x1 - x0) / (y1 - y0), x = x0 + (from + 0.5 - y0) * slope;
  Event *row = band->events + (from - band->top) * (gssize) width;
  guint64 *marks = band->marks + (from - band->top) * (gssize) band->words;

  for (int r = from; r < to; r++, x += slope, row += width, marks += band->words) {
    int column = MAX (lb_first_middle (x), 0);
    if (column >= width)
      continue;
    row[column].sum += sum;
    row[column].check ^= check;
    marks[column / 64] |= G_GUINT64_CONSTANT (1) << (column % 64);
  }
}

/* Crossings of the arcs @first up to @end, whose points are all taken together: first their rows, then which segments change the row –
 * most do not, and no processor guesses which – then the crossings of those. Rows are counted half-open, so that a vertex on the middle
 * of a row belongs to one of its two segments only. */
static void
cross_arcs (Band *band, guint first, guint end)
{
  const Fill *fill = band->fill;
  const LbDetail *detail = fill->detail;
  guint32 begin = detail->first[first];
  guint n = detail->first[end] - begin, n_crossing = 0, arc = first;
  const gint32 *xy = detail->xy + 2 * (gsize) begin;
  double y[AT_ONCE];
  int rows[AT_ONCE + 1];
  guint8 last[AT_ONCE + 1]; /* of its arc */
  struct {
    guint point, arc;
  } crossing[AT_ONCE + 1];

  for (guint i = 0; i < n; i++) {
    y[i] = fill->ay + fill->ky * xy[2 * i + 1];
    rows[i] = lb_first_middle (y[i]);
  }
  memset (last, 0, n);
  for (guint i = first; i < end; i++)
    last[detail->first[i + 1] - 1 - begin] = 1;
  rows[n] = 0;
  for (guint i = 0; i < n; i++) {
    crossing[n_crossing].point = i;
    crossing[n_crossing].arc = arc;
    n_crossing += (rows[i] != rows[i + 1]) & !last[i];
    arc += last[i];
  }
  for (guint k = 0; k < n_crossing; k++) {
    guint i = crossing[k].point;
    const gint32 *at = xy + 2 * (gsize) i;
    cross_rows (band, fill->ax + fill->kx * at[0], y[i], fill->ax + fill->kx * at[2], y[i + 1], rows[i], rows[i + 1],
                detail->left[crossing[k].arc] + 1, detail->right[crossing[k].arc] + 1); /* LB_NO_SHAPE + 1 is 0 */
  }
}

/* The same for an arc of any length. */
static void
cross_long_arc (Band *band, guint arc)
{
  const Fill *fill = band->fill;
  const LbDetail *detail = fill->detail;
  const gint32 *box = detail->boxes + 4 * (gsize) arc;
  const gint32 *xy = detail->xy + 2 * (gsize) detail->first[arc], *end = detail->xy + 2 * (gsize) detail->first[arc + 1];
  int column0 = lb_first_middle (fill->ax + fill->kx * box[0]), column1 = lb_first_middle (fill->ax + fill->kx * box[2]);
  guint32 left = detail->left[arc] + 1, right = detail->right[arc] + 1;

  /* ky is negative: the box's greatest y is its upper edge on the screen. */
  if (left == right || column0 >= fill->raster->width || fill->ay + fill->ky * box[3] >= band->bottom ||
      fill->ay + fill->ky * box[1] <= band->top)
    return;
  double y0 = fill->ay + fill->ky * xy[1];
  int row0 = lb_first_middle (y0);
  /* Between two neighbouring columns' middles, or left of all, only the ends of an arc matter. */
  for (const gint32 *point = column1 <= MAX (column0, 0) ? end - 2 : xy + 2; point < end; xy = point, point += 2) {
    double y1 = fill->ay + fill->ky * point[1];
    int row1 = lb_first_middle (y1);
    if (row0 != row1)
      cross_rows (band, fill->ax + fill->kx * xy[0], y0, fill->ax + fill->kx * point[0], y1, row0, row1, left, right);
    y0 = y1;
    row0 = row1;
  }
}

static void
show_run (gpointer data, int row, int from, int to, guint32 id)
{
  LbRaster *self = data;
  guint32 *ids = self->ids + (gsize) row * (gsize) self->width;

  if (from == to)
    return;
  for (int x = from; x < to; x++)
    ids[x] = id;
  /* Bands meet in one shape: whoever writes, it is the same byte. */
  __atomic_store_n (&self->seen[id], 1, __ATOMIC_RELAXED);
}

/* Running sums along one row. A sum that is no shape, or whose check disagrees, repeats the pixel before. */
static inline void
sum_row (Band *band, int row, LbRasterRunFunc func, gpointer data)
{
  LbRaster *self = band->fill->raster;
  Event *events = band->events + (gsize) (row - band->top) * (gsize) self->width;
  guint64 *marks = band->marks + (gsize) (row - band->top) * band->words;
  guint32 sum = 0, check = hash (0), shown = 0;
  int done = 0;

  for (gsize word = 0; word < band->words; word++) {
    guint64 left = marks[word];
    marks[word] = 0;
    for (; left != 0; left &= left - 1) {
      int x = (int) (word * 64) + __builtin_ctzll (left);
      sum += events[x].sum;
      check ^= events[x].check;
      events[x] = (Event) {0};
      if (sum == shown || sum > self->n_shapes || check != hash (sum))
        continue;
      func (data, row, done, x, shown);
      done = x;
      shown = sum;
    }
  }
  func (data, row, done, self->width, shown);
}

static Band *
band_get (const Fill *fill, guint thread)
{
  Band *band = fill->bands[thread];
  gsize width = (gsize) fill->raster->width;

  if (band != NULL)
    return band;
  band = fill->bands[thread] = g_new0 (Band, 1);
  band->fill = fill;
  band->words = (width + 63) / 64;
  band->events = g_new0 (Event, BAND_ROWS * width);
  band->marks = g_new0 (guint64, BAND_ROWS * band->words);
  return band;
}

static void
band_free (Band *band)
{
  if (band == NULL)
    return;
  g_free (band->events);
  g_free (band->marks);
  g_free (band);
}

static void
fill_band (gpointer data, gsize index, gsize end, guint thread)
{
  const Fill *fill = data;
  const LbDetail *detail = fill->detail;
  Band *band = band_get (fill, thread);

  band->top = (int) index * BAND_ROWS;
  band->bottom = MIN ((int) end * BAND_ROWS, fill->raster->height);
  for (guint i = fill->starts[index]; i < fill->starts[index + 1]; i++) {
    guint first = fill->blocks[i] * LB_ARC_BLOCK, stop = MIN (first + LB_ARC_BLOCK, detail->n_arcs);
    if (detail->first[stop] - detail->first[first] <= AT_ONCE)
      cross_arcs (band, first, stop);
    else
      for (guint arc = first; arc < stop; arc++)
        cross_long_arc (band, arc);
  }
  for (int row = band->top; row < band->bottom; row++)
    if (fill->func != NULL)
      sum_row (band, row, fill->func, fill->data);
    else
      sum_row (band, row, show_run, fill->raster);
}

/* Bands that a block of arcs touches: @first up to, not including, @end. */
static inline void
bands_of (const Fill *fill, guint block, guint *first, guint *end)
{
  const gint32 *box = fill->detail->block_boxes + 4 * (gsize) block;
  double top = fill->ay + fill->ky * box[3], bottom = fill->ay + fill->ky * box[1];

  *first = *end = 0;
  if (!(top < fill->raster->height && bottom > 0 && fill->ax + fill->kx * box[0] < fill->raster->width))
    return;
  *first = (guint) (MAX (top, 0) / BAND_ROWS);
  *end = MIN ((guint) (bottom / BAND_ROWS) + 1, fill->n_bands);
}

/* Counts what each band gets, then hands it out. */
static void
deal_blocks (Fill *fill)
{
  guint n_blocks = (fill->detail->n_arcs + LB_ARC_BLOCK - 1) / LB_ARC_BLOCK, first, end;

  fill->starts = g_new0 (guint, fill->n_bands + 2);
  for (guint block = 0; block < n_blocks; block++) {
    bands_of (fill, block, &first, &end);
    fill->n_blocks += first < end;
    for (guint band = first; band < end; band++)
      fill->starts[band + 2]++;
  }
  for (guint band = 0; band < fill->n_bands; band++)
    fill->starts[band + 2] += fill->starts[band + 1];
  fill->blocks = g_new (guint32, fill->starts[fill->n_bands + 1] + 1);
  for (guint block = 0; block < n_blocks; block++) {
    bands_of (fill, block, &first, &end);
    for (guint band = first; band < end; band++)
      fill->blocks[fill->starts[band + 1]++] = block;
  }
}

void
lb_raster_resize (LbRaster *self, int width, int height, guint n_shapes)
{
  if (self->width != width || self->height != height) {
    gsize bytes = (gsize) width * (gsize) height * sizeof (guint32);
    self->ids = g_realloc (self->ids, bytes);
    lb_large_pages_use (self->ids, bytes);
    self->width = width;
    self->height = height;
  }
  if (self->n_shapes != n_shapes || self->seen == NULL) {
    self->seen = g_renew (guchar, self->seen, (gsize) n_shapes + 1);
    self->n_shapes = n_shapes;
  }
  memset (self->seen, 0, (gsize) n_shapes + 1);
}

/* Has the shape of a pixel another one beside it? Only then may it lose this one. */
static inline gboolean
can_spare (const LbRaster *self, int x, int y)
{
  const guint32 *pixel = self->ids + (gsize) y * (gsize) self->width + (gsize) x;

  return *pixel == 0 || (x > 0 && pixel[-1] == *pixel) || (x + 1 < self->width && pixel[1] == *pixel) ||
         (y > 0 && pixel[-self->width] == *pixel) || (y + 1 < self->height && pixel[self->width] == *pixel);
}

void
lb_raster_take_pixel (LbRaster *self, guint32 id, int x, int y)
{
  static const int steps[][2] = {{0, 0}, {0, -1}, {-1, 0}, {1, 0}, {0, 1}};

  if (x < 0 || y < 0 || x >= self->width || y >= self->height)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    int u = x + steps[i][0], v = y + steps[i][1];
    if (u < 0 || v < 0 || u >= self->width || v >= self->height || !can_spare (self, u, v))
      continue;
    self->ids[(gsize) v * (gsize) self->width + (gsize) u] = id;
    self->seen[id] = 1;
    return;
  }
}

/* The shape @id begins with this arc and has met no pixel's middle. */
static void
rescue (const Fill *fill, guint band, guint arc, guint32 id)
{
  const gint32 *xy = fill->detail->xy + 2 * (gsize) fill->detail->first[arc];
  int y = lb_first_middle (fill->ay + fill->ky * xy[1] - 0.5);

  if (y >= (int) band * BAND_ROWS && y < ((int) band + 1) * BAND_ROWS)
    lb_raster_take_pixel (fill->raster, id, lb_first_middle (fill->ax + fill->kx * xy[0] - 0.5), y);
}

/* Bands that are no neighbours do not touch each other's pixels, and a shape begins in one band only: it does not depend on the threads
 * who takes what. */
static void
rescue_band (const Fill *fill, guint band)
{
  const LbDetail *detail = fill->detail;
  const guchar *seen = fill->raster->seen;

  for (guint i = fill->starts[band]; i < fill->starts[band + 1]; i++) {
    guint first = fill->blocks[i] * LB_ARC_BLOCK, stop = MIN (first + LB_ARC_BLOCK, detail->n_arcs);
    for (guint arc = first; arc < stop; arc++) {
      guint32 left = detail->left[arc] + 1, right = detail->right[arc] + 1;
      if (detail->begins[arc] & LB_BEGINS_LEFT && !seen[left])
        rescue (fill, band, arc, left);
      if (detail->begins[arc] & LB_BEGINS_RIGHT && !seen[right])
        rescue (fill, band, arc, right);
    }
  }
}

static void
rescue_even (gpointer data, gsize index, gsize end, guint thread)
{
  (void) end;
  (void) thread;
  rescue_band (data, (guint) (2 * index));
}

static void
rescue_odd (gpointer data, gsize index, gsize end, guint thread)
{
  (void) end;
  (void) thread;
  rescue_band (data, (guint) (2 * index + 1));
}

static void
fill_clear (Fill *fill, guint threads)
{
  for (guint i = 0; i < threads; i++)
    band_free (fill->bands[i]);
  g_free (fill->bands);
  g_free (fill->starts);
  g_free (fill->blocks);
}

static Fill
fill_for_view (LbRaster *raster, const LbDetail *detail, const LbView *view, guint threads)
{
  return (Fill) {
    .raster = raster,
    .detail = detail,
    .ax = (detail->origin_x - view->east0) * view->scale,
    .kx = detail->unit * view->scale,
    .ay = (view->north0 - detail->origin_y) * view->scale,
    .ky = -detail->unit * view->scale,
    .n_bands = (guint) (raster->height + BAND_ROWS - 1) / BAND_ROWS,
    .bands = g_new0 (Band *, threads),
  };
}

static void
rescue_all (const Fill *fill, guint threads)
{
  const LbRaster *raster = fill->raster;

  if (raster->hasty && (gsize) fill->n_blocks * LB_ARC_BLOCK * 2 >= (gsize) raster->width * (gsize) raster->height)
    return;
  lb_parallel_run (threads, (fill->n_bands + 1) / 2, 1, NULL, rescue_even, (gpointer) fill);
  lb_parallel_run (threads, fill->n_bands / 2, 1, NULL, rescue_odd, (gpointer) fill);
}

void
lb_raster_begin (LbRaster *self, const LbView *view, guint n_shapes)
{
  lb_raster_resize (self, (int) CLAMP (ceil (view->width), 1, MAX_SIDE), (int) CLAMP (ceil (view->height), 1, MAX_SIDE), n_shapes);
  self->seen[0] = 1; /* outside is nobody's */
}

void
lb_raster_fill (LbRaster *self, const LbDetail *detail, guint n_shapes, const LbView *view, guint n_threads)
{
  guint threads = n_threads > 0 ? n_threads : lb_parallel_get_default ();

  lb_raster_begin (self, view, n_shapes);
  Fill fill = fill_for_view (self, detail, view, threads);
  deal_blocks (&fill);
  lb_parallel_run (threads, fill.n_bands, 1, NULL, fill_band, &fill);
  rescue_all (&fill, threads);
  fill_clear (&fill, threads);
}

void
lb_raster_show_unseen (LbRaster *self, const LbDetail *detail, const LbView *view, guint n_threads)
{
  Fill fill = fill_for_view (self, detail, view, n_threads);

  deal_blocks (&fill);
  rescue_all (&fill, n_threads);
  fill_clear (&fill, n_threads);
}

void
lb_raster_trace (const LbDetail *detail, guint n_shapes, const LbBox *ground, int width, int height, guint n_threads,
                 LbRasterRunFunc func, gpointer data)
{
  double per_x = width / (ground->max_x - ground->min_x), per_y = height / (ground->max_y - ground->min_y);
  LbRaster size = {.width = width, .height = height, .n_shapes = n_shapes};
  Fill fill = {
    .raster = &size,
    .detail = detail,
    .ax = (detail->origin_x - ground->min_x) * per_x,
    .kx = detail->unit * per_x,
    .ay = (ground->max_y - detail->origin_y) * per_y,
    .ky = -detail->unit * per_y,
    .n_bands = (guint) (height + BAND_ROWS - 1) / BAND_ROWS,
    .bands = g_new0 (Band *, n_threads),
    .func = func,
    .data = data,
  };

  deal_blocks (&fill);
  lb_parallel_run (n_threads, fill.n_bands, 1, NULL, fill_band, &fill);
  fill_clear (&fill, n_threads);
}
