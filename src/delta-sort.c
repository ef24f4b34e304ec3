#include "config.h"
#include "src/delta-sort.h"
#include "src/date.h"

/* So many days a delta are counted through; where they lie wider apart, comparing is cheaper. */
#define DAYS_A_DELTA 4
#define DAYS_ALWAYS  65536

static const LbDelta *
delta_at (const GArray *deltas, guint i)
{
  return &g_array_index (deltas, LbDelta, i);
}

/* Numbers of the dated ones in the order of days. */
static guint *
order_by_counting (const GArray *deltas, guint n, gint32 first_day, gsize n_days)
{
  g_autofree guint *place = g_new0 (guint, n_days + 1);
  guint *order = g_new (guint, n);

  for (guint i = 0; i < deltas->len; i++)
    if (delta_at (deltas, i)->day > LB_DAY_ALWAYS)
      place[(gsize) (delta_at (deltas, i)->day - first_day) + 1]++;
  for (gsize d = 1; d <= n_days; d++)
    place[d] += place[d - 1];
  for (guint i = 0; i < deltas->len; i++)
    if (delta_at (deltas, i)->day > LB_DAY_ALWAYS)
      order[place[delta_at (deltas, i)->day - first_day]++] = i;
  return order;
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer deltas)
{
  gint32 first = delta_at (deltas, *(const guint *) a)->day, second = delta_at (deltas, *(const guint *) b)->day;

  return (first > second) - (first < second);
}

static guint *
order_by_comparing (GArray *deltas, guint n)
{
  guint *order = g_new (guint, n);

  for (guint i = 0, at = 0; i < deltas->len; i++)
    if (delta_at (deltas, i)->day > LB_DAY_ALWAYS)
      order[at++] = i;
  if (n > 1)
    g_qsort_with_data (order, (int) n, sizeof *order, compare_days, deltas); /* stable */
  return order;
}

/* Moves them by region, in the order that they have by day. */
static void
place_by_region (LbSortedDeltas *self, const GArray *deltas, const guint *order, guint n_regions)
{
  g_autofree guint *place = g_new0 (guint, n_regions + 1);

  for (guint i = 0; i < self->n; i++)
    place[delta_at (deltas, order[i])->region + 1]++;
  for (guint r = 0; r < n_regions; r++)
    place[r + 1] += place[r];
  for (guint i = 0; i < self->n; i++) {
    const LbDelta *delta = delta_at (deltas, order[i]);
    self->dated[place[delta->region]++] = *delta;
  }
}

LbSortedDeltas *
lb_deltas_sort (const GArray *deltas, guint n_regions)
{
  LbSortedDeltas *self = g_new0 (LbSortedDeltas, 1);
  gint32 first_day = G_MAXINT32, last_day = LB_DAY_ALWAYS;

  for (guint i = 0; i < deltas->len; i++) {
    gint32 day = delta_at (deltas, i)->day;
    if (day == LB_DAY_ALWAYS)
      continue;
    self->n++;
    first_day = MIN (first_day, day);
    last_day = MAX (last_day, day);
  }
  self->n_always = deltas->len - self->n;
  self->always = g_new (LbDelta, self->n_always);
  for (guint i = 0, at = 0; i < deltas->len; i++)
    if (delta_at (deltas, i)->day == LB_DAY_ALWAYS)
      self->always[at++] = *delta_at (deltas, i);
  self->dated = g_new (LbDelta, self->n);
  if (self->n == 0)
    return self;
  gsize n_days = (gsize) ((gint64) last_day - first_day) + 1;
  g_autofree guint *order = n_days <= DAYS_ALWAYS + (gsize) self->n * DAYS_A_DELTA
                              ? order_by_counting (deltas, self->n, first_day, n_days)
                              : order_by_comparing ((GArray *) deltas, self->n);
  place_by_region (self, deltas, order, n_regions);
  return self;
}

void
lb_sorted_deltas_free (LbSortedDeltas *self)
{
  g_free (self->dated);
  g_free (self->always);
  g_free (self);
}
