/* Limits of classes by equal intervals, quantiles, round numbers, standard deviations and head/tail breaks.
 *
 * An inner limit always lies in [minimum, maximum), so that no class at either end is shut out; equal limits are
 * merged. Natural breaks have their own file (jenks.c).
 */
#include "config.h"
#include "maps/breaks.h"

#include <float.h>
#include <math.h>

static double
lowest (const LbDistinct *values)
{
  return values->value[0];
}

static double
highest (const LbDistinct *values)
{
  return values->value[values->n - 1];
}

/* Adds an inner limit if it is above the last one and below the maximum. */
static guint
add_limit (const LbDistinct *values, double limit, double *limits, guint n)
{
  if (n >= LB_CLASSES_MAX || !(limit > limits[n - 1]) || !(limit < highest (values)))
    return n;
  limits[n] = limit;
  return n + 1;
}

guint
lb_breaks_equal (const LbDistinct *values, guint k, double *limits)
{
  guint n = 1;

  limits[0] = lowest (values);
  for (guint i = 1; i < k; i++) /* in halves: the whole range may overflow */
    n = add_limit (values, 2 * (lowest (values) / 2 + (highest (values) / 2 - lowest (values) / 2) * i / k), limits, n);
  limits[n] = highest (values);
  return n;
}

/* The value at place @rank (from 0) of all values in rising order. */
static double
value_at (const LbDistinct *values, gsize rank)
{
  gsize before = 0;

  for (guint i = 0; i < values->n; i++) {
    before += values->count[i];
    if (rank < before)
      return values->value[i];
  }
  return highest (values);
}

guint
lb_breaks_quantile (const LbDistinct *values, guint k, double *limits)
{
  guint n = 1;

  limits[0] = lowest (values);
  for (guint i = 1; i < k; i++) {
    /* Linear interpolation of order statistics: type 7 of Hyndman & Fan 1996. */
    double place = (double) (values->total - 1) * i / k;
    gsize rank = (gsize) floor (place);
    double low = value_at (values, rank), high = value_at (values, rank + 1);
    double limit = low + (high - low) * (place - (double) rank);
    n = add_limit (values, limit, limits, n);
  }
  limits[n] = highest (values);
  return n;
}

/* Step of 1, 2, 5 or 10 times a power of ten that is nearest to @range ÷ @k in the sense of Becker, Chambers & Wilks
 * 1988, "The New S Language" (pretty). */
static double
round_step (double range, guint k)
{
  const double bias = 1.5, bias_five = 2.75;
  double cell = range / k;
  double unit = pow (10, floor (log10 (cell))), step = unit;

  if (2 * unit - cell < bias * (cell - step))
    step = 2 * unit;
  if (step > unit && 5 * unit - cell < bias_five * (cell - step))
    step = 5 * unit;
  if (step > 2 * unit && 10 * unit - cell < bias * (cell - step))
    step = 10 * unit;
  return step;
}

guint
lb_breaks_pretty (const LbDistinct *values, guint k, double *limits)
{
  double range = highest (values) - lowest (values);

  if (!(range > 0) || !isfinite (range) || range < fabs (highest (values)) * 1e-12)
    return lb_breaks_equal (values, k, limits);
  for (guint wanted = k; wanted >= 1; wanted--) {
    double step = round_step (range, wanted);
    double first = floor (lowest (values) / step + 1e-10), last = ceil (highest (values) / step - 1e-10);
    while (first * step > lowest (values))
      first--;
    while (last * step < highest (values))
      last++;
    if (last - first > LB_CLASSES_MAX)
      continue;
    guint n = (guint) (last - first);
    /* A step below one is divided by, not multiplied with: 3 × 0.1 is not 0.3. */
    for (guint i = 0; i <= n; i++)
      limits[i] = step < 1 ? (first + i) / round (1 / step) : (first + i) * step;
    return n;
  }
  return lb_breaks_equal (values, k, limits);
}

static double
mean_from (const LbDistinct *values, guint first, gsize *total)
{
  long double sum = 0;

  *total = 0;
  for (guint i = first; i < values->n; i++) {
    sum += (long double) values->value[i] * values->count[i];
    *total += values->count[i];
  }
  return (double) (sum / *total);
}

guint
lb_breaks_stddev (const LbDistinct *values, guint k, double *limits)
{
  gsize total;
  double mean = mean_from (values, 0, &total);
  long double squares = 0;
  guint n = 1;

  for (guint i = 0; i < values->n; i++)
    squares += values->count[i] * ((long double) values->value[i] - mean) * ((long double) values->value[i] - mean);
  double deviation = total > 1 ? (double) sqrtl (squares / (total - 1)) : 0;

  /* One deviation a class, evenly to both sides of the mean. */
  limits[0] = lowest (values);
  for (guint i = 1; i < k; i++)
    n = add_limit (values, mean + (i - k / 2.0) * deviation, limits, n);
  limits[n] = highest (values);
  return n;
}

guint
lb_breaks_headtail (const LbDistinct *values, guint k, double *limits)
{
  const double head_share = 0.4; /* Jiang 2013: go on while the head is a minority */
  gsize total;
  guint first = 0, n = 1;

  limits[0] = lowest (values);
  while (n < k) {
    double mean = mean_from (values, first, &total);
    guint before = n, head = first;
    gsize above = total;
    n = add_limit (values, mean, limits, n);
    while (head < values->n && values->value[head] <= mean)
      above -= values->count[head++];
    if (n == before || above <= 1 || (double) above / (double) total > head_share)
      break;
    first = head;
  }
  limits[n] = highest (values);
  return n;
}
