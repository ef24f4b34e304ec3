/* Visvalingam's effective areas: the point whose triangle with its neighbours is smallest goes first, and so on; what a
 * point was worth when it went is its weight, never less than that of those before it.
 * (Visvalingam and Whyatt 1993, "Line generalisation by repeated elimination of points".) Areas are exact: whole numbers
 * below 2^62. Of equal areas the earlier point goes first, so the result is the same everywhere.
 */
#include "config.h"
#include "maps/levels-private.h"

struct _LbWeigher {
  guint capacity;
  gint64 *area;  /* of a point: twice its triangle */
  guint32 *before, *after;
  guint32 *heap; /* points, least area first       */
  guint32 *slot; /* of a point: where in the heap  */
  guint n;
};

LbWeigher *
lb_weigher_new (void)
{
  return g_new0 (LbWeigher, 1);
}

static void
clear (LbWeigher *self)
{
  g_free (self->area);
  g_free (self->before);
  g_free (self->after);
  g_free (self->heap);
  g_free (self->slot);
}

void
lb_weigher_free (LbWeigher *self)
{
  clear (self);
  g_free (self);
}

static void
reserve (LbWeigher *self, guint n)
{
  if (n <= self->capacity)
    return;
  clear (self);
  self->capacity = MAX (n, 256 + self->capacity / 2 * 3);
  self->area = g_new (gint64, self->capacity);
  self->before = g_new (guint32, self->capacity);
  self->after = g_new (guint32, self->capacity);
  self->heap = g_new (guint32, self->capacity);
  self->slot = g_new (guint32, self->capacity);
}

static inline gboolean
goes_before (const LbWeigher *self, guint32 a, guint32 b)
{
  return self->area[a] < self->area[b] || (self->area[a] == self->area[b] && a < b);
}

static inline void
put (LbWeigher *self, guint slot, guint32 point)
{
  self->heap[slot] = point;
  self->slot[point] = slot;
}

static void
sift_up (LbWeigher *self, guint slot, guint32 point)
{
  while (slot > 0) {
    guint above = (slot - 1) / 2;
    if (!goes_before (self, point, self->heap[above]))
      break;
    put (self, slot, self->heap[above]);
    slot = above;
  }
  put (self, slot, point);
}

static void
sift_down (LbWeigher *self, guint slot, guint32 point)
{
  for (;;) {
    guint below = 2 * slot + 1;
    if (below >= self->n)
      break;
    if (below + 1 < self->n && goes_before (self, self->heap[below + 1], self->heap[below]))
      below++;
    if (!goes_before (self, self->heap[below], point))
      break;
    put (self, slot, self->heap[below]);
    slot = below;
  }
  put (self, slot, point);
}

static guint32
take_least (LbWeigher *self)
{
  guint32 least = self->heap[0];

  if (--self->n > 0)
    sift_down (self, 0, self->heap[self->n]);
  return least;
}

static inline gint64
measure (const LbWeigher *self, const gint32 *xy, guint32 point)
{
  gint64 area = lb_levels_cross (xy + 2 * (gsize) self->before[point], xy + 2 * (gsize) point,
                                 xy + 2 * (gsize) self->after[point]);

  return area < 0 ? -area : area;
}

static void
weigh_again (LbWeigher *self, const gint32 *xy, guint32 point)
{
  gint64 area = measure (self, xy, point);

  if (area < self->area[point]) {
    self->area[point] = area;
    sift_up (self, self->slot[point], point);
  } else if (area > self->area[point]) {
    self->area[point] = area;
    sift_down (self, self->slot[point], point);
  }
}

/* The number of exponents e from 0 on with area ≥ (2^e)²; the given area is doubled. */
static guint8
rank_of (gint64 area)
{
  return area < 2 ? 0 : (guint8) MIN ((g_bit_storage ((gulong) area) - 2) / 2 + 1, LB_RANK_HIGHEST);
}

void
lb_weigher_run (LbWeigher *self, const gint32 *xy, guint n, guint8 *ranks, LbApex *apex)
{
  gint64 highest = 0;

  *apex = (LbApex) {{0, 0}, 0};
  ranks[0] = ranks[n - 1] = LB_RANK_ALWAYS;
  if (n < 3)
    return;
  reserve (self, n);
  for (guint32 i = 1; i + 1 < n; i++) {
    self->before[i] = i - 1;
    self->after[i] = i + 1;
    self->area[i] = measure (self, xy, i);
    put (self, i - 1, i);
  }
  self->n = n - 2;
  for (guint i = self->n / 2; i-- > 0;)
    sift_down (self, i, self->heap[i]);

  while (self->n > 0) {
    guint32 point = take_least (self);
    guint32 before = self->before[point], after = self->after[point];

    highest = MAX (highest, self->area[point]);
    ranks[point] = rank_of (highest);
    *apex = (LbApex) {{point, apex->last[0]}, highest};
    if (before > 0) {
      self->after[before] = after;
      weigh_again (self, xy, before);
    }
    if (after + 1 < n) {
      self->before[after] = before;
      weigh_again (self, xy, after);
    }
  }
}
