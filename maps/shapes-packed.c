/* Shapes that stand packed in memory until somebody asks for their points. */
#include "config.h"
#include "maps/bytes.h"
#include "maps/large-pages.h"
#include "maps/parallel.h"
#include "maps/shapes-packed.h"
#include "maps/varint.h"

struct _LbPacked {
  GMutex lock;                    /* of all that is not atomic                                 */
  GBytes *bytes;                  /* NULL: all are unpacked                                    */
  const guint8 *starts, *points;  /* in the bytes                                              */
  guint *known;                   /* atomic: bit i of word w: shape 32 w + i stands in xy      */
};

LbPacked *
lb_packed_new (GBytes *bytes, const guint8 *starts, const guint8 *points, guint n)
{
  LbPacked *self = g_new0 (LbPacked, 1);

  g_mutex_init (&self->lock);
  self->bytes = g_bytes_ref (bytes);
  self->starts = starts;
  self->points = points;
  self->known = g_new0 (guint, (gsize) n / 32 + 1);
  return self;
}

void
lb_packed_free (LbPacked *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_mutex_clear (&self->lock);
  g_free (self->known);
  g_free (self);
}

static gboolean
is_known (const LbPacked *self, guint shape)
{
  return (guint) g_atomic_int_get (&self->known[shape / 32]) >> shape % 32 & 1;
}

static gboolean
read_ring (const guint8 **from, const guint8 *end, guint64 at[2], double *xy, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    guint64 dx, dy;
    *from = lb_varint_read (*from, end, &dx);
    *from = lb_varint_read (*from, end, &dy);
    at[0] += (guint64) lb_varint_unfold (dx);
    at[1] += (guint64) lb_varint_unfold (dy);
    gint64 east = (gint64) at[0], north = (gint64) at[1];
    if (*from == NULL || east < -LB_PACKED_EXTREME || east > LB_PACKED_EXTREME || north < -LB_PACKED_EXTREME || north > LB_PACKED_EXTREME)
      return FALSE;
    xy[2 * i] = (double) east / LB_PACKED_STEPS;
    xy[2 * i + 1] = (double) north / LB_PACKED_STEPS;
  }
  return xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1];
}

/* Points that are none, which the sum lets through only if somebody meant it, shrink to a corner of the box. */
static void
read_shape (const LbShapes *self, guint shape)
{
  const LbPacked *packed = self->packed;
  const guint8 *from = packed->points + lb_bytes_get_word (packed->starts + 4 * (gsize) shape);
  const guint8 *end = packed->points + lb_bytes_get_word (packed->starts + 4 * (gsize) shape + 4);
  guint64 at[2] = {0, 0};
  gboolean good = TRUE;

  for (guint ring = self->first_ring[shape]; good && ring < self->first_ring[shape + 1]; ring++)
    good = read_ring (&from, end, at, self->xy + 2 * self->first_point[ring], self->first_point[ring + 1] - self->first_point[ring]);
  if (good && from == end)
    return;
  for (gsize i = self->first_point[self->first_ring[shape]]; i < self->first_point[self->first_ring[shape + 1]]; i++) {
    self->xy[2 * i] = self->boxes[shape].min_x;
    self->xy[2 * i + 1] = self->boxes[shape].min_y;
  }
}

void
lb_packed_unpack (const LbShapes *self, guint shape)
{
  LbPacked *packed = self->packed;

  if (is_known (packed, shape))
    return;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&packed->lock);
  if (is_known (packed, shape))
    return;
  read_shape (self, shape);
  g_atomic_int_or (&packed->known[shape / 32], 1u << shape % 32);
}

/* Shapes of some words of bits. */
static void
read_words (gpointer data, gsize begin, gsize end, guint thread)
{
  const LbShapes *self = data;

  (void) thread;
  for (gsize word = begin; word < end; word++) {
    for (guint shape = (guint) word * 32; shape < MIN ((word + 1) * 32, self->n); shape++)
      if (!is_known (self->packed, shape)) /* others may be reading those that are */
        read_shape (self, shape);
    g_atomic_int_set (&self->packed->known[word], -1);
  }
}

void
lb_shapes_unpack_all (const LbShapes *self)
{
  LbPacked *packed = self->packed;

  if (packed == NULL)
    return;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&packed->lock);
  if (packed->bytes == NULL)
    return;
  lb_large_pages_use (self->xy, 2 * lb_shapes_get_n_points (self) * sizeof (double));
  lb_parallel_run (lb_parallel_get_default (), ((gsize) self->n + 31) / 32, 8, NULL, read_words, (gpointer) self);
  g_clear_pointer (&packed->bytes, g_bytes_unref);
}
