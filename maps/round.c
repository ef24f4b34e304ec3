/* Limits of classes with as few digits as the values allow.
 *
 * A limit may move anywhere from the largest value of the class below it up to, but not onto, the smallest value above
 * it. Of the decimals in that gap the one with the fewest digits that is nearest to the limit is taken.
 */
#include "config.h"
#include "maps/breaks.h"

#include <math.h>

/* @x to @digits places after the point (negative: before it); the division keeps 0.3 the number that reads "0.3". */
static double
place (double x, int digits, double (*how) (double))
{
  double unit = pow (10, abs (digits));

  return digits >= 0 ? how (x * unit) / unit : how (x / unit) * unit;
}

/* Index of the first value above @limit. */
static guint
first_above (const LbDistinct *values, double limit)
{
  guint lo = 0, hi = values->n;

  while (lo < hi) {
    guint mid = lo + (hi - lo) / 2;
    if (values->value[mid] <= limit)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

/* Returns the digits taken. */
static int
round_inner (const LbDistinct *values, double *limit, double below, int coarsest)
{
  guint above = first_above (values, *limit);
  double low = above > 0 ? values->value[above - 1] : -INFINITY;
  double high = above < values->n ? values->value[above] : INFINITY;

  for (int digits = coarsest; digits < coarsest + 15; digits++) {
    double nearest = place (*limit, digits, round);
    double up = place (*limit, digits, ceil);
    for (int second = 0; second < 2; second++) {
      double candidate = second ? up : nearest;
      if (candidate >= low && candidate < high && candidate > below) {
        *limit = candidate + 0.0; /* no negative zero */
        return digits;
      }
    }
  }
  return coarsest + 15;
}

void
lb_breaks_round (const LbDistinct *values, guint k, double *limits)
{
  double range = limits[k] - limits[0];

  if (!(range > 0) || !isfinite (range))
    return;
  int coarsest = (int) -floor (log10 (range / k)), finest = coarsest;
  double low = limits[0];
  for (guint i = 1; i < k; i++) {
    /* The first one may lie on the minimum: then the class below holds only that value. */
    double below = i == 1 ? nextafter (low, -INFINITY) : limits[i - 1];
    finest = MAX (finest, round_inner (values, &limits[i], below, coarsest));
  }
  if (finest >= coarsest + 15)
    return;
  if (k == 1)
    finest++;
  double first = place (limits[0], finest, floor), last = place (limits[k], finest, ceil);
  limits[0] = first <= values->value[0] && first < limits[1] ? first + 0.0 : limits[0];
  if (last >= values->value[values->n - 1])
    limits[k] = last + 0.0;
}
