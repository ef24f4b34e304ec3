/* Shapes in metres as one blob: whole numbers of 0.1 mm, each point as the difference from the one before.
 *
 *   magic, version, EPSG code, n_shapes, n_rings, n_points, sum of all that follows (two words): guint32 each
 *   tables: for each shape, and for what would come behind the last one, its first ring; the same with where its points begin, from
 *           the end of the tables; for each ring, and behind the last one, its first point: guint32; for each shape its box: 4 doubles
 *   points: of each shape all its rings', x then y
 * A shape knows nothing of the others, so each is unpacked when it is asked for, or all on all cores. Whatever a number says, it is
 * checked before it is believed.
 */
#include "config.h"
#include "maps/bytes.h"
#include "maps/large-pages.h"
#include "maps/parallel.h"
#include "maps/shapes-packed.h"
#include "maps/varint.h"

#include <math.h>

#define MAGIC        0x4853424Cu /* LBSH */
#define VERSION      2
#define SUM_AT       24
#define HEADER_BYTES (8 * 4)
#define BOX_BYTES    (4 * 8)

static inline gint64
steps_of (double metres)
{
  return llrint (metres * LB_PACKED_STEPS);
}

static void
snap_some (gpointer data, gsize begin, gsize end, guint thread)
{
  LbShapes *self = data;

  (void) thread;
  for (gsize i = 2 * begin; i < 2 * end; i++)
    self->xy[i] = (double) steps_of (self->xy[i]) / LB_PACKED_STEPS;
}

void
lb_shapes_snap (LbShapes *self)
{
  lb_parallel_run (lb_parallel_get_default (), lb_shapes_get_n_points (self), 65536, NULL, snap_some, self);
  lb_shapes_measure_boxes (self);
}

/* A sum that a spoilt byte changes. Four lanes, so that it goes at the speed of memory. */
static guint64
sum_up (const guint8 *data, gsize length)
{
  const guint64 factor = G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  guint64 lanes[4] = {length, 1, 2, 3}, word = 0;
  gsize i = 0;

  for (; i + sizeof lanes <= length; i += sizeof lanes)
    for (guint lane = 0; lane < 4; lane++) {
      memcpy (&word, data + i + 8 * lane, sizeof word);
      lanes[lane] = (lanes[lane] ^ GUINT64_FROM_LE (word)) * factor;
      lanes[lane] ^= lanes[lane] >> 29;
    }
  for (; i < length; i++)
    lanes[0] = (lanes[0] ^ data[i]) * factor;
  for (guint lane = 1; lane < 4; lane++)
    lanes[0] = (lanes[0] ^ lanes[lane] ^ lanes[0] >> 31) * factor;
  return lanes[0] ^ lanes[0] >> 32;
}

static guint8 *
write_ring (const double *xy, guint n, guint64 *x, guint64 *y, guint8 *to)
{
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
add_shape (const LbShapes *self, guint shape, GByteArray *out)
{
  guint64 x = 0, y = 0;

  for (guint ring = 0; ring < lb_shapes_get_n_rings (self, shape); ring++) {
    guint n, length = out->len;
    const double *xy = lb_shapes_get_ring (self, shape, ring, &n);
    g_byte_array_set_size (out, length + 2 * LB_VARINT_MOST * n);
    guint8 *to = write_ring (xy, n, &x, &y, out->data + length);
    g_byte_array_set_size (out, (guint) (to - out->data));
  }
}

static void
add_boxes (const LbShapes *self, GByteArray *out)
{
  for (guint i = 0; i < self->n; i++) {
    LbBox box = self->boxes[i];
    lb_bytes_add_double (out, box.min_x);
    lb_bytes_add_double (out, box.min_y);
    lb_bytes_add_double (out, box.max_x);
    lb_bytes_add_double (out, box.max_y);
  }
}

void
lb_shapes_seal_bytes (guint8 *data, gsize length)
{
  if (length < HEADER_BYTES)
    return;
  guint64 sum = GUINT64_TO_LE (sum_up (data + HEADER_BYTES, length - HEADER_BYTES));
  memcpy (data + SUM_AT, &sum, sizeof sum);
}

GBytes *
lb_shapes_to_bytes (const LbShapes *self, int epsg)
{
  g_return_val_if_fail (lb_shapes_get_n_points (self) <= LB_SHAPES_BLOB_MOST, NULL);
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) points = g_byte_array_new (), starts = g_byte_array_new ();
  guint n_rings = self->first_ring[self->n];
  const guint32 header[] = {MAGIC, VERSION, (guint32) epsg, self->n, n_rings, (guint32) lb_shapes_get_n_points (self), 0, 0};

  for (guint i = 0; i < self->n; i++) {
    lb_bytes_add_word (starts, points->len);
    add_shape (self, i, points);
  }
  lb_bytes_add_word (starts, points->len);
  for (gsize i = 0; i < G_N_ELEMENTS (header); i++)
    lb_bytes_add_word (out, header[i]);
  for (guint i = 0; i <= self->n; i++)
    lb_bytes_add_word (out, self->first_ring[i]);
  g_byte_array_append (out, starts->data, starts->len);
  for (guint i = 0; i <= n_rings; i++)
    lb_bytes_add_word (out, (guint32) self->first_point[i]);
  add_boxes (self, out);
  g_byte_array_append (out, points->data, points->len);
  lb_shapes_seal_bytes (out->data, out->len);
  return g_byte_array_free_to_bytes (out);
}

/* Numbers of a table that begins with 0, never falls and ends with @last. */
static gboolean
table_rises (const guint8 *table, gsize n, gsize last)
{
  guint32 before = 0;

  for (gsize i = 0; i <= n; i++) {
    guint32 number = lb_bytes_get_word (table + 4 * i);
    if (number < before || (i == 0 && number != 0))
      return FALSE;
    before = number;
  }
  return before == last;
}

/* FALSE for a box that is none of a shape with points, or one of a shape without. */
static gboolean
read_box (LbShapes *self, guint shape, const guint8 *from)
{
  const double most = (double) LB_PACKED_EXTREME / LB_PACKED_STEPS;
  LbBox *box = &self->boxes[shape];

  *box = (LbBox) {lb_bytes_get_double (from), lb_bytes_get_double (from + 8), lb_bytes_get_double (from + 16), lb_bytes_get_double (from + 24)};
  if (self->first_ring[shape] == self->first_ring[shape + 1]) {
    *box = LB_BOX_EMPTY;
    return TRUE;
  }
  lb_box_join (&self->extent, *box);
  return box->min_x >= -most && box->min_y >= -most && box->max_x <= most && box->max_y <= most && box->min_x <= box->max_x &&
         box->min_y <= box->max_y;
}

/* The tables behind the head of a blob. */
typedef struct {
  const guint8 *rings, *starts, *points, *boxes, *bytes;
} Tables;

static LbShapes *
read_tables (const Tables *tables, guint n, guint n_rings, guint n_points)
{
  g_autoptr (LbShapes) self = g_new0 (LbShapes, 1);
  gboolean good = TRUE;

  g_atomic_ref_count_init (&self->refs);
  self->n = n;
  self->first_ring = g_new (guint, (gsize) n + 1);
  self->first_point = g_new (gsize, (gsize) n_rings + 1);
  self->boxes = g_new (LbBox, (gsize) n + 1);
  self->extent = LB_BOX_EMPTY;
  self->xy = g_new (double, 2 * (gsize) n_points + 1);
  lb_small_pages_use (self->xy, 2 * (gsize) n_points * sizeof (double));
  for (gsize i = 0; i <= n; i++)
    self->first_ring[i] = lb_bytes_get_word (tables->rings + 4 * i);
  for (gsize i = 0; i <= n_rings; i++) {
    self->first_point[i] = lb_bytes_get_word (tables->points + 4 * i);
    good = good && (i == 0 || self->first_point[i] > self->first_point[i - 1]); /* no ring is empty */
  }
  for (guint i = 0; good && i < n; i++)
    good = read_box (self, i, tables->boxes + BOX_BYTES * (gsize) i);
  return good ? g_steal_pointer (&self) : NULL;
}

LbShapes *
lb_shapes_from_bytes (GBytes *bytes, int *epsg)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint64 sum;

  if (length < HEADER_BYTES || lb_bytes_get_word (data) != MAGIC || lb_bytes_get_word (data + 4) != VERSION)
    return NULL;
  guint n = lb_bytes_get_word (data + 12), n_rings = lb_bytes_get_word (data + 16), n_points = lb_bytes_get_word (data + 20);
  gsize fixed = HEADER_BYTES + 8 * ((gsize) n + 1) + 4 * ((gsize) n_rings + 1) + BOX_BYTES * (gsize) n;
  memcpy (&sum, data + SUM_AT, sizeof sum);
  /* A point takes two bytes at least, so no more is allocated than the blob can hold. */
  if (length < fixed || (length - fixed) / 2 < n_points ||
      GUINT64_FROM_LE (sum) != sum_up (data + HEADER_BYTES, length - HEADER_BYTES))
    return NULL;

  Tables tables = {.rings = data + HEADER_BYTES, .bytes = data + fixed};
  tables.starts = tables.rings + 4 * ((gsize) n + 1);
  tables.points = tables.starts + 4 * ((gsize) n + 1);
  tables.boxes = tables.points + 4 * ((gsize) n_rings + 1);
  if (!table_rises (tables.rings, n, n_rings) || !table_rises (tables.starts, n, length - fixed) ||
      !table_rises (tables.points, n_rings, n_points))
    return NULL;
  LbShapes *self = read_tables (&tables, n, n_rings, n_points);
  if (self == NULL)
    return NULL;
  self->packed = lb_packed_new (bytes, tables.starts, tables.bytes, n);
  *epsg = (int) lb_bytes_get_word (data + 8);
  return self;
}
