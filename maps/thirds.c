/* Three classes of about as many regions each, for a map of two indicators
 *
 * By quantile; but where so many regions share one value that quantiles come together (half of the villages at 100 %), the two
 * limits between distinct values that make the three counts least uneven, by the sum of their squares.
 */
#include "config.h"
#include "maps/breaks.h"
#include "maps/classes.h"
#include "maps/sort.h"

#include <math.h>

/* @upto: how many values there are up to each distinct one. FALSE with fewer than three distinct values. O(distinct). */
static gboolean
find_thirds (const double *value, const guint *upto, guint n, double *limits)
{
  double best = INFINITY, all = n > 0 ? upto[n - 1] : 0;
  guint second = 1;

  for (guint first = 0; first + 2 < n; first++) {
    /* The rest is halved best at a place that only moves up as the first limit does. */
    double half = (all + upto[first]) / 2;
    second = MAX (second, first + 1);
    while (second + 2 < n && fabs (upto[second + 1] - half) <= fabs (upto[second] - half))
      second++;
    double low = upto[first], middle = upto[second] - low, high = all - upto[second];
    double uneven = low * low + middle * middle + high * high;
    if (uneven >= best)
      continue;
    best = uneven;
    limits[1] = value[first];
    limits[2] = value[second];
  }
  limits[0] = n > 0 ? value[0] : 0;
  limits[3] = n > 0 ? value[n - 1] : 0;
  return n >= 3;
}

LbClasses *
lb_classes_new_thirds (const double *values, gsize n, GError **error)
{
  g_autoptr (LbClasses) self = lb_classes_new (LB_CLASSIFY_QUANTILE, LB_PAIR_SIDE, values, n, NULL, error);
  g_autofree double *sorted = g_new (double, n + 1);
  g_autofree guint *count = g_new0 (guint, n + 1), *upto = g_new0 (guint, n + 1);
  double limits[LB_PAIR_SIDE + 1];
  guint finite = 0, distinct = 0;

  if (self == NULL || self->n == LB_PAIR_SIDE)
    return g_steal_pointer (&self);
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      sorted[finite++] = values[i] + 0.0; /* −0 is 0 */
  lb_sort_doubles (sorted, finite);
  for (guint i = 0; i < finite; i++) {
    distinct += i == 0 || sorted[i] > sorted[distinct - 1];
    sorted[distinct - 1] = sorted[i];
    count[distinct - 1]++;
    upto[distinct - 1] = i + 1;
  }
  if (!find_thirds (sorted, upto, distinct, limits))
    return g_steal_pointer (&self);
  lb_breaks_round (&(LbDistinct) {sorted, count, distinct, finite}, LB_PAIR_SIDE, limits);
  /* Not as chosen limits: a lowest class that is one value alone has two equal ones. */
  g_free (self->limits);
  g_free (self->counts);
  self->n = LB_PAIR_SIDE;
  self->limits = g_memdup2 (limits, sizeof limits);
  self->counts = g_new0 (guint, LB_PAIR_SIDE + 1);
  for (guint i = 0; i < distinct; i++)
    self->counts[lb_classes_find (self, sorted[i])] += count[i];
  return g_steal_pointer (&self);
}
