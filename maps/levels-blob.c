/* Levels as one blob: the full detail as differences in few bytes, with the ranks, so that all levels come out of it.
 *
 *   magic, version, n_shapes, n_arcs, n_points, arcs a block: guint32 each; origin x, y, unit: double
 *   left, right: guint32 × n_arcs
 *   blocks: guint32 × (number of blocks + 1): where each begins, from the end of this table; at their first point
 *           guint32 × (number of blocks + 1)
 *   blocks of arcs: for each arc its number of points; each point's difference from the one before, x then y; the rank of
 *           each point between its ends
 * Everything little endian; numbers inside blocks seven bits a byte, signs folded in. A block knows nothing of the
 * others, so they are read on all cores. Whatever a number says, it is checked before it is believed.
 */
#include "config.h"
#include "maps/bytes.h"
#include "maps/large-pages.h"
#include "maps/levels-private.h"
#include "maps/parallel.h"
#include "maps/varint.h"

#include <math.h>
#include <string.h>

#define MAGIC        0x564C424Cu /* LBLV */
#define VERSION      2
#define BLOCK        1024
#define HEADER_BYTES (6 * 4 + 3 * 8)

static void
add_block (const LbLevels *self, guint begin, guint end, GByteArray *out)
{
  const LbLevelArrays *full = &self->levels[0];
  guint32 x = 0, y = 0;

  for (guint arc = begin; arc < end; arc++) {
    guint32 first = full->first[arc], n = full->first[arc + 1] - first;
    gsize length = out->len;
    /* At most five bytes a number. */
    g_byte_array_set_size (out, (guint) (length + 11 * (gsize) n + 5));
    guint8 *to = lb_varint_write (out->data + length, n);
    for (guint32 i = first; i < first + n; i++) {
      guint32 next_x = (guint32) full->xy[2 * (gsize) i], next_y = (guint32) full->xy[2 * (gsize) i + 1];
      to = lb_varint_write (to, lb_varint_fold ((gint32) (next_x - x)));
      to = lb_varint_write (to, lb_varint_fold ((gint32) (next_y - y)));
      x = next_x;
      y = next_y;
    }
    memcpy (to, self->ranks + first + 1, n - 2);
    to += n - 2;
    g_byte_array_set_size (out, (guint) (to - out->data));
  }
}

GBytes *
lb_levels_to_bytes (const LbLevels *self)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) blocks = g_byte_array_new ();
  const LbLevelArrays *full = &self->levels[0];
  guint n_blocks = (self->n_arcs + BLOCK - 1) / BLOCK;
  g_autofree guint32 *starts = g_new (guint32, (gsize) n_blocks + 1);

  lb_bytes_add_word (out, MAGIC);
  lb_bytes_add_word (out, VERSION);
  lb_bytes_add_word (out, self->n_shapes);
  lb_bytes_add_word (out, self->n_arcs);
  lb_bytes_add_word (out, full->first[self->n_arcs]);
  lb_bytes_add_word (out, BLOCK);
  lb_bytes_add_double (out, self->origin_x);
  lb_bytes_add_double (out, self->origin_y);
  lb_bytes_add_double (out, self->unit);
  for (guint i = 0; i < self->n_arcs; i++)
    lb_bytes_add_word (out, self->left[i]);
  for (guint i = 0; i < self->n_arcs; i++)
    lb_bytes_add_word (out, self->right[i]);
  for (guint i = 0; i < n_blocks; i++) {
    starts[i] = blocks->len;
    add_block (self, i * BLOCK, MIN ((i + 1) * BLOCK, self->n_arcs), blocks);
  }
  starts[n_blocks] = blocks->len;
  for (guint i = 0; i <= n_blocks; i++)
    lb_bytes_add_word (out, starts[i]);
  for (guint i = 0; i <= n_blocks; i++)
    lb_bytes_add_word (out, full->first[MIN (i * BLOCK, self->n_arcs)]);
  g_byte_array_append (out, blocks->data, blocks->len);
  return g_byte_array_free_to_bytes (out);
}

typedef struct {
  LbLevels *self;
  const guint8 *starts, *points, *blocks; /* tables and what follows them */
  gsize length;                           /* of the blocks                */
  int broken;                             /* atomic                       */
} Reading;

static const guint8 *
read_points (const guint8 *from, const guint8 *end, guint32 n, guint32 *x, guint32 *y, gint32 *xy)
{
  for (guint32 i = 0; i < n && from != NULL; i++) {
    guint64 dx, dy;
    from = lb_varint_read (from, end, &dx);
    from = lb_varint_read (from, end, &dy);
    *x += (guint32) lb_varint_unfold (dx);
    *y += (guint32) lb_varint_unfold (dy);
    xy[2 * (gsize) i] = (gint32) *x;
    xy[2 * (gsize) i + 1] = (gint32) *y;
    if (xy[2 * (gsize) i] < -LB_LEVELS_EXTREME || xy[2 * (gsize) i] > LB_LEVELS_EXTREME ||
        xy[2 * (gsize) i + 1] < -LB_LEVELS_EXTREME || xy[2 * (gsize) i + 1] > LB_LEVELS_EXTREME)
      return NULL;
  }
  return from;
}

static gboolean
read_ranks (const guint8 *from, guint32 n, guint8 *ranks)
{
  ranks[0] = ranks[n - 1] = LB_RANK_ALWAYS;
  for (guint32 i = 1; i + 1 < n; i++) {
    ranks[i] = from[i - 1];
    if (ranks[i] > LB_RANK_HIGHEST && ranks[i] != LB_RANK_ALWAYS)
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_block (Reading *reading, gsize block)
{
  LbLevels *self = reading->self;
  LbLevelArrays *full = &self->levels[0];
  guint32 start = lb_bytes_get_word (reading->starts + 4 * block), stop = lb_bytes_get_word (reading->starts + 4 * block + 4);
  guint32 point = lb_bytes_get_word (reading->points + 4 * block), last = lb_bytes_get_word (reading->points + 4 * block + 4);
  guint32 x = 0, y = 0;

  if (start > stop || stop > reading->length || point > last || last > full->first[self->n_arcs])
    return FALSE;
  const guint8 *from = reading->blocks + start, *end = reading->blocks + stop;
  for (gsize arc = block * BLOCK; arc < MIN ((block + 1) * BLOCK, self->n_arcs); arc++) {
    guint64 number;
    from = lb_varint_read (from, end, &number);
    if (from == NULL || number < 2 || number > last - point)
      return FALSE;
    guint32 n = (guint32) number;
    full->first[arc] = point;
    from = read_points (from, end, n, &x, &y, full->xy + 2 * (gsize) point);
    if (from == NULL || (gsize) (end - from) < n - 2 || !read_ranks (from, n, self->ranks + point))
      return FALSE;
    from += n - 2;
    point += n;
  }
  return from == end && point == last;
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

static guint32 *
read_sides (const guint8 *from, guint n_arcs, guint n_shapes)
{
  g_autofree guint32 *sides = g_new (guint32, (gsize) n_arcs + 1);

  for (guint i = 0; i < n_arcs; i++) {
    sides[i] = lb_bytes_get_word (from + 4 * (gsize) i);
    if (sides[i] >= n_shapes && sides[i] != LB_NO_SHAPE)
      return NULL;
  }
  return g_steal_pointer (&sides);
}

/* The first and last entries of the two tables, which the blocks between them rely on. */
static gboolean
tables_fit (const Reading *reading, guint n_blocks, guint n_points)
{
  return lb_bytes_get_word (reading->starts) == 0 && lb_bytes_get_word (reading->starts + 4 * (gsize) n_blocks) == reading->length &&
         lb_bytes_get_word (reading->points) == 0 && lb_bytes_get_word (reading->points + 4 * (gsize) n_blocks) == n_points;
}

LbLevels *
lb_levels_from_bytes (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length < HEADER_BYTES || lb_bytes_get_word (data) != MAGIC || lb_bytes_get_word (data + 4) != VERSION || lb_bytes_get_word (data + 20) != BLOCK)
    return NULL;
  guint n_arcs = lb_bytes_get_word (data + 12), n_points = lb_bytes_get_word (data + 16);
  gsize n_blocks = ((gsize) n_arcs + BLOCK - 1) / BLOCK;
  gsize fixed = HEADER_BYTES + 8 * (gsize) n_arcs + 8 * (n_blocks + 1);
  /* A point takes two bytes at least, so no more is allocated than the blob can hold. */
  if (length < fixed || (length - fixed) / 2 < n_points)
    return NULL;

  g_autoptr (LbLevels) self = g_new0 (LbLevels, 1);
  const guint8 *tables = data + HEADER_BYTES + 8 * (gsize) n_arcs;
  Reading reading = {self, tables, tables + 4 * (n_blocks + 1), data + fixed, length - fixed, 0};
  g_atomic_ref_count_init (&self->refs);
  self->n_levels = 1;
  self->n_shapes = lb_bytes_get_word (data + 8);
  self->n_arcs = n_arcs;
  self->origin_x = lb_bytes_get_double (data + 24);
  self->origin_y = lb_bytes_get_double (data + 32);
  self->unit = lb_bytes_get_double (data + 40);
  self->left = read_sides (data + HEADER_BYTES, n_arcs, self->n_shapes);
  self->right = read_sides (data + HEADER_BYTES + 4 * (gsize) n_arcs, n_arcs, self->n_shapes);
  if (self->left == NULL || self->right == NULL || !(self->unit > 0) || !isfinite (self->unit) ||
      !isfinite (self->origin_x) || !isfinite (self->origin_y) || !tables_fit (&reading, (guint) n_blocks, n_points))
    return NULL;
  self->ranks = g_new (guint8, (gsize) n_points + 1);
  self->levels[0] = (LbLevelArrays) {-1, g_new (guint32, (gsize) n_arcs + 1), g_new (gint32, 2 * (gsize) n_points + 1)};
  lb_large_pages_use (self->levels[0].xy, 2 * (gsize) n_points * sizeof (gint32));
  self->levels[0].first[n_arcs] = n_points;
  lb_parallel_run (lb_parallel_get_default (), n_blocks, 1, NULL, read_blocks, &reading);
  if (reading.broken)
    return NULL;
  lb_levels_extract (self, lb_parallel_get_default (), NULL);
  return g_steal_pointer (&self);
}
