/* Natural breaks: the split of sorted values into k classes with the least sum of squares around the class means.
 *
 * Exact, by dynamic programming over the distinct values: best[c][j] = min over i of best[c-1][i] + cost(i, j). The cost
 * satisfies the quadrangle inequality, so the best i never falls as j grows (Wu 1991, "Optimal
 * quantization by matrix searching") and each row is found by divide and conquer: O(k n log n), n × k words of memory.
 */
#include "config.h"
#include "maps/breaks.h"

#include <math.h>

typedef struct {
  long double *weight, *sum, *square; /* running sums before index i, of values moved to the mean and scaled */
  double *before, *now;               /* rows c - 1 and c of best                                            */
  guint32 *from;                      /* row c: first index of the last class                                */
} Table;

/* Sum of squares of the values i … j - 1 around their mean. */
static double
cost (const Table *table, guint i, guint j)
{
  long double w = table->weight[j] - table->weight[i];
  long double s = table->sum[j] - table->sum[i];
  long double q = table->square[j] - table->square[i];
  long double spread = q - s * s / w;

  return spread > 0 ? (double) spread : 0;
}

/* Fills now[lo … hi], knowing that their best starts lie in from_lo … from_hi. */
static void
fill_row (Table *table, guint lo, guint hi, guint from_lo, guint from_hi)
{
  guint mid = lo + (hi - lo) / 2, best_from = from_lo;
  double best = INFINITY;

  for (guint i = from_lo; i <= MIN (from_hi, mid - 1); i++) {
    double sum = table->before[i] + cost (table, i, mid);
    if (sum < best) {
      best = sum;
      best_from = i;
    }
  }
  table->now[mid] = best;
  table->from[mid] = best_from;
  if (mid > lo)
    fill_row (table, lo, mid - 1, from_lo, best_from);
  if (mid < hi)
    fill_row (table, mid + 1, hi, best_from, from_hi);
}

static void
sum_up (Table *table, const LbDistinct *values)
{
  /* Moved to the middle and scaled to 1, so that squares neither overflow nor cancel. */
  double middle = values->value[0] / 2 + values->value[values->n - 1] / 2;
  double half = values->value[values->n - 1] / 2 - values->value[0] / 2;

  for (guint i = 0; i < values->n; i++) {
    long double x = half > 0 ? ((long double) values->value[i] - middle) / half : 0;
    table->weight[i + 1] = table->weight[i] + values->count[i];
    table->sum[i + 1] = table->sum[i] + values->count[i] * x;
    table->square[i + 1] = table->square[i] + values->count[i] * x * x;
  }
}

guint
lb_breaks_jenks (const LbDistinct *values, guint k, double *limits)
{
  guint n = values->n;
  g_autofree long double *sums = g_new0 (long double, 3 * ((gsize) n + 1));
  g_autofree double *rows = g_new (double, 2 * ((gsize) n + 1));
  g_autofree guint32 *from = g_new0 (guint32, (gsize) (k + 1) * (n + 1));
  Table table = {sums, sums + n + 1, sums + 2 * ((gsize) n + 1), rows, rows + n + 1, NULL};

  sum_up (&table, values);
  table.before[0] = 0;
  for (guint j = 1; j <= n; j++)
    table.before[j] = cost (&table, 0, j);
  for (guint c = 2; c <= k; c++) {
    table.from = from + (gsize) c * (n + 1);
    fill_row (&table, c, n, c - 1, n - 1);
    double *done = table.now;
    table.now = table.before;
    table.before = done;
  }

  limits[0] = values->value[0];
  for (guint c = k, j = n; c >= 1; c--) {
    limits[c] = values->value[j - 1];
    j = c > 1 ? from[(gsize) c * (n + 1) + j] : 0;
  }
  return k;
}
