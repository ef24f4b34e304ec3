/* Shapes in metres as one blob: whole numbers of 0.1 mm, each point as the difference from the one before.
 *
 *   magic, version, EPSG code, n_shapes, n_rings, n_points, shapes a block: guint32 each
 *   blocks: three tables of guint32 × (number of blocks + 1): where each begins, from the end of the tables; its first ring;
 *           its first point
 *   blocks of shapes: for each shape its number of rings; for each ring its number of points and these, x then y
 * A block knows nothing of the others, so they are read on all cores. Whatever a number says, it is checked before it is
 * believed.
 */
#include "config.h"
#include "maps/bytes.h"
#include "maps/parallel.h"
#include "maps/shapes-private.h"
#include "maps/varint.h"

#include <math.h>

#define MAGIC        0x4853424Cu /* LBSH */
#define VERSION      1
#define BLOCK        256
#define HEADER_BYTES (7 * 4)
#define STEPS        10000.0                      /* a metre */
#define EXTREME      (G_GINT64_CONSTANT (1) << 50) /* steps: a double holds each of them and its metres */

static inline gint64
steps_of (double metres)
{
  return llrint (metres * STEPS);
}

static void
snap_some (gpointer data, gsize begin, gsize end, guint thread)
{
  LbShapes *self = data;

  (void) thread;
  for (gsize i = 2 * begin; i < 2 * end; i++)
    self->xy[i] = (double) steps_of (self->xy[i]) / STEPS;
}

void
lb_shapes_snap (LbShapes *self)
{
  lb_parallel_run (lb_parallel_get_default (), lb_shapes_get_n_points (self), 65536, NULL, snap_some, self);
  lb_shapes_measure_boxes (self);
}

static guint8 *
write_ring (const double *xy, guint n, guint64 *x, guint64 *y, guint8 *to)
{
  to = lb_varint_write (to, n);
  for (guint i = 0; i < n; i++) {
    guint64 next_x = (guint64) steps_of (xy[2 * (gsize) i]), next_y = (guint64) steps_of (xy[2 * (gsize) i + 1]);
    to = lb_varint_write (to, lb_varint_fold ((gint64) (next_x - *x)));
    to = lb_varint_write (to, lb_varint_fold ((gint64) (next_y - *y)));
    *x = next_x;
    *y = next_y;
  }
  return to;
}

static void
add_block (const LbShapes *self, guint begin, guint end, GByteArray *out)
{
  guint64 x = 0, y = 0;

  for (guint shape = begin; shape < end; shape++) {
    guint n_rings = lb_shapes_get_n_rings (self, shape);
    guint8 number[LB_VARINT_MOST];
    g_byte_array_append (out, number, (guint) (lb_varint_write (number, n_rings) - number));
    for (guint ring = 0; ring < n_rings; ring++) {
      guint n, length = out->len;
      const double *xy = lb_shapes_get_ring (self, shape, ring, &n);
      g_byte_array_set_size (out, length + LB_VARINT_MOST * (1 + 2 * n));
      guint8 *to = write_ring (xy, n, &x, &y, out->data + length);
      g_byte_array_set_size (out, (guint) (to - out->data));
    }
  }
}

GBytes *
lb_shapes_to_bytes (const LbShapes *self, int epsg)
{
  g_return_val_if_fail (lb_shapes_get_n_points (self) <= LB_SHAPES_BLOB_MOST, NULL);
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) blocks = g_byte_array_new ();
  guint n_blocks = self->n / BLOCK + (self->n % BLOCK > 0);
  const guint32 header[] = {MAGIC,   VERSION, (guint32) epsg, self->n, self->first_ring[self->n], (guint32) lb_shapes_get_n_points (self),
                            BLOCK};

  for (gsize i = 0; i < G_N_ELEMENTS (header); i++)
    lb_bytes_add_word (out, header[i]);
  for (guint i = 0; i < n_blocks; i++) {
    lb_bytes_add_word (out, blocks->len);
    add_block (self, i * BLOCK, MIN ((i + 1) * BLOCK, self->n), blocks);
  }
  lb_bytes_add_word (out, blocks->len);
  for (guint i = 0; i <= n_blocks; i++)
    lb_bytes_add_word (out, self->first_ring[MIN (i * BLOCK, self->n)]);
  for (guint i = 0; i <= n_blocks; i++)
    lb_bytes_add_word (out, (guint32) self->first_point[self->first_ring[MIN (i * BLOCK, self->n)]]);
  g_byte_array_append (out, blocks->data, blocks->len);
  return g_byte_array_free_to_bytes (out);
}

typedef struct {
  LbShapes *self;
  const guint8 *starts, *rings, *points, *blocks; /* tables and what follows them */
  gsize length;                                   /* of the blocks                */
  int broken;                                     /* atomic                       */
} Reading;

/* Where a block or what it holds begins and ends. */
typedef struct {
  guint32 begin, end;
} Range;

static gboolean
read_range (const guint8 *table, gsize block, gsize most, Range *range)
{
  *range = (Range) {lb_bytes_get_word (table + 4 * block), lb_bytes_get_word (table + 4 * block + 4)};
  return range->begin <= range->end && range->end <= most;
}

static const guint8 *
read_points (const guint8 *from, const guint8 *end, guint n, guint64 *x, guint64 *y, double *xy, LbBox *box)
{
  for (guint i = 0; i < n; i++) {
    guint64 dx, dy;
    from = lb_varint_read (from, end, &dx);
    from = lb_varint_read (from, end, &dy);
    *x += (guint64) lb_varint_unfold (dx);
    *y += (guint64) lb_varint_unfold (dy);
    gint64 east = (gint64) *x, north = (gint64) *y;
    if (from == NULL || east < -EXTREME || east > EXTREME || north < -EXTREME || north > EXTREME)
      return NULL;
    xy[2 * (gsize) i] = (double) east / STEPS;
    xy[2 * (gsize) i + 1] = (double) north / STEPS;
    lb_box_add (box, xy + 2 * (gsize) i);
  }
  return xy[0] == xy[2 * (gsize) n - 2] && xy[1] == xy[2 * (gsize) n - 1] ? from : NULL;
}

static gboolean
read_block (Reading *reading, gsize block)
{
  LbShapes *self = reading->self;
  guint last_ring = self->first_ring[self->n];
  guint64 x = 0, y = 0, n_rings, n;
  Range bytes, rings, points;

  if (!read_range (reading->starts, block, reading->length, &bytes) || !read_range (reading->rings, block, last_ring, &rings) ||
      !read_range (reading->points, block, self->first_point[last_ring], &points))
    return FALSE;
  const guint8 *from = reading->blocks + bytes.begin, *end = reading->blocks + bytes.end;
  for (gsize shape = block * BLOCK; shape < MIN ((block + 1) * BLOCK, self->n); shape++) {
    from = lb_varint_read (from, end, &n_rings);
    if (from == NULL || n_rings > rings.end - rings.begin)
      return FALSE;
    self->first_ring[shape] = rings.begin;
    self->boxes[shape] = LB_BOX_EMPTY;
    for (guint64 ring = 0; ring < n_rings; ring++) {
      from = lb_varint_read (from, end, &n);
      if (from == NULL || n == 0 || n > points.end - points.begin)
        return FALSE;
      self->first_point[rings.begin++] = points.begin;
      from = read_points (from, end, (guint) n, &x, &y, self->xy + 2 * (gsize) points.begin, &self->boxes[shape]);
      if (from == NULL)
        return FALSE;
      points.begin += (guint32) n;
    }
  }
  return from == end && rings.begin == rings.end && points.begin == points.end;
}

static void
read_blocks (gpointer data, gsize begin, gsize end, guint thread)
{
  Reading *reading = data;

  (void) thread;
  for (gsize block = begin; block < end; block++)
    if (!read_block (reading, block))
      g_atomic_int_set (&reading->broken, 1);
}

/* The first and last entries of a table, which the blocks between them rely on. */
static gboolean
table_fits (const guint8 *table, gsize n_blocks, gsize last)
{
  return lb_bytes_get_word (table) == 0 && lb_bytes_get_word (table + 4 * n_blocks) == last;
}

LbShapes *
lb_shapes_from_bytes (GBytes *bytes, int *epsg)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length < HEADER_BYTES || lb_bytes_get_word (data) != MAGIC || lb_bytes_get_word (data + 4) != VERSION ||
      lb_bytes_get_word (data + 24) != BLOCK)
    return NULL;
  guint n = lb_bytes_get_word (data + 12), n_rings = lb_bytes_get_word (data + 16), n_points = lb_bytes_get_word (data + 20);
  gsize n_blocks = ((gsize) n + BLOCK - 1) / BLOCK, table = 4 * (n_blocks + 1), fixed = HEADER_BYTES + 3 * table;
  /* A shape and a ring take a byte at least and a point two, so no more is allocated than the blob can hold. */
  if (length < fixed || length - fixed < n || length - fixed < n_rings || (length - fixed) / 2 < n_points)
    return NULL;

  g_autoptr (LbShapes) self = lb_shapes_new_empty (n, n_rings, n_points);
  const guint8 *tables = data + HEADER_BYTES;
  Reading reading = {self, tables, tables + table, tables + 2 * table, data + fixed, length - fixed, 0};
  if (!table_fits (reading.starts, n_blocks, reading.length) || !table_fits (reading.rings, n_blocks, n_rings) ||
      !table_fits (reading.points, n_blocks, n_points))
    return NULL;
  lb_parallel_run (lb_parallel_get_default (), n_blocks, 1, NULL, read_blocks, &reading);
  if (reading.broken)
    return NULL;
  for (guint i = 0; i < n; i++)
    lb_box_join (&self->extent, self->boxes[i]);
  *epsg = (int) lb_bytes_get_word (data + 8);
  return g_steal_pointer (&self);
}
