#include "config.h"
#include "src/cube.h"
#include "src/date.h"
#include "src/deltas.h"
#include "src/limits.h"
#include "src/cube-private.h"

#include <math.h>

/* Deltas as columns, sorted by day: a date is the part of them up to that day. Each date is summed afresh from
 * the deltas and never taken as the difference of two running totals: areas keep all their digits. */
struct _LbCube {
  gatomicrefcount refs;
  LbIndicator *indicator;
  LbRegionTree *regions;
  guint n;
  gint32 *day;
  guint32 *region;
  double *numerator;
  double *denominator;
  double *persons; /* NULL: the indicator does not count households */
};

static int
compare_days (gconstpointer a, gconstpointer b)
{
  gint32 first = ((const LbDelta *) a)->day, second = ((const LbDelta *) b)->day;

  return (first > second) - (first < second);
}

static LbCube *
make_cube (LbIndicator *indicator, LbRegionTree *regions, GArray *deltas, gboolean has_persons)
{
  LbCube *self = g_new0 (LbCube, 1);

  g_atomic_ref_count_init (&self->refs);
  self->indicator = lb_indicator_ref (indicator);
  self->regions = lb_region_tree_ref (regions);
  self->n = deltas->len;
  self->day = g_new (gint32, self->n);
  self->region = g_new (guint32, self->n);
  self->numerator = g_new (double, self->n);
  self->denominator = g_new (double, self->n);
  self->persons = has_persons ? g_new (double, self->n) : NULL;
  for (guint i = 0; i < self->n; i++) {
    const LbDelta *delta = &g_array_index (deltas, LbDelta, i);
    self->day[i] = delta->day;
    self->region[i] = delta->region;
    self->numerator[i] = delta->numerator;
    self->denominator[i] = delta->denominator;
    if (has_persons)
      self->persons[i] = delta->persons;
  }
  return self;
}

LbCube *
lb_cube_build (LbProject *project, LbIndicator *indicator, GCancellable *cancellable, GError **error)
{
  gboolean has_persons = FALSE;
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);

  if (regions == NULL)
    return NULL;
  g_autoptr (GArray) deltas = lb_deltas_read (project, indicator, regions, LB_LIMIT_QUERY_SECONDS,
                                              &has_persons, cancellable, error);
  if (deltas == NULL)
    return NULL;
  g_array_sort (deltas, compare_days); /* stable: equal days keep the order of the query */
  return make_cube (indicator, regions, deltas, has_persons);
}

LbCube *
lb_cube_ref (LbCube *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_cube_unref (LbCube *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lb_indicator_unref (self->indicator);
  lb_region_tree_unref (self->regions);
  g_free (self->day);
  g_free (self->region);
  g_free (self->numerator);
  g_free (self->denominator);
  g_free (self->persons);
  g_free (self);
}

LbIndicator *
lb_cube_get_indicator (const LbCube *self)
{
  return self->indicator;
}

LbRegionTree *
lb_cube_get_regions (const LbCube *self)
{
  return self->regions;
}

/* Number of deltas of days ≤ @day. */
static guint
count_until (const LbCube *self, gint32 day)
{
  guint low = 0, high = self->n;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (self->day[middle] <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void
lb_cube_get_days (const LbCube *self, gint32 *first, gint32 *last)
{
  guint always = count_until (self, LB_DAY_ALWAYS);

  *first = always < self->n ? self->day[always] : LB_DAY_NONE;
  *last = always < self->n ? self->day[self->n - 1] : LB_DAY_NONE;
}

/* The last day before the window of a flow that ends on @as_of. A window of months that ends on a month's
 * last day begins after a month's last day. */
static gint32
day_before_window (const LbIndicator *indicator, gint32 as_of)
{
  int year, month, mday, next_month;

  if (indicator->window_days > 0)
    return as_of - indicator->window_days;
  lb_day_to_ymd (as_of, &year, &month, &mday);
  lb_day_to_ymd (as_of + 1, NULL, &next_month, NULL);
  int months = year * 12 + month - 1 - indicator->window_months;
  if (months < 12)
    return LB_DAY_ALWAYS;
  int last = g_date_get_days_in_month ((GDateMonth) (months % 12 + 1), (GDateYear) (months / 12));
  return lb_day_from_ymd (months / 12, months % 12 + 1, next_month != month ? last : MIN (mday, last));
}

static void
add_deltas (const LbCube *self, LbValues *values, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    guint32 region = self->region[i];
    values->numerator[region] += self->numerator[i];
    values->denominator[region] += self->denominator[i];
    if (self->persons != NULL)
      values->persons[region] += self->persons[i];
  }
}

/* Pre-order makes every child's number larger than its parent's: one pass from the last sums the whole tree. */
static void
sum_up_tree (LbValues *values)
{
  for (guint i = values->n; i-- > 0;) {
    int parent = lb_region_tree_get (values->regions, i)->parent;
    if (parent < 0)
      continue;
    values->numerator[parent] += values->numerator[i];
    values->denominator[parent] += values->denominator[i];
    if (values->persons != NULL)
      values->persons[parent] += values->persons[i];
  }
}

LbValues *
lb_cube_at (LbCube *self, gint32 as_of)
{
  LbValues *values = lb_values_new (self->indicator, self->regions, self->persons != NULL);
  guint from = 0, to = count_until (self, as_of);

  values->as_of = as_of;
  if (self->indicator->flow) {
    guint always = count_until (self, LB_DAY_ALWAYS);
    add_deltas (self, values, 0, always);
    from = MAX (always, count_until (self, day_before_window (self->indicator, as_of)));
  }
  add_deltas (self, values, MIN (from, to), to);
  sum_up_tree (values);
  for (guint i = 0; i < values->n; i++)
    values->value[i] = values->denominator[i] > 0
                         ? self->indicator->scale * values->numerator[i] / values->denominator[i]
                         : NAN;
  return values;
}

LbValues *
lb_cube_between (LbCube *self, gint32 since, gint32 as_of)
{
  LbValues *values = lb_cube_at (self, as_of);
  g_autoptr (LbValues) before = lb_cube_at (self, since);

  values->since = since;
  for (guint i = 0; i < values->n; i++) {
    values->numerator[i] -= before->numerator[i];
    values->denominator[i] -= before->denominator[i];
    if (values->persons != NULL)
      values->persons[i] -= before->persons[i];
    values->value[i] -= before->value[i];
  }
  return values;
}
