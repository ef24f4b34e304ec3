#include "config.h"
#include "reports/shares.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  guint part;
  double remainder;
} Rest;

static int
compare_rests (const void *a, const void *b)
{
  const Rest *p = a, *q = b;

  /* What differs in the last bits only is a tie. */
  if (fabs (p->remainder - q->remainder) > 1e-9)
    return p->remainder < q->remainder ? 1 : -1;
  return (p->part > q->part) - (p->part < q->part);
}

void
lb_shares_round (const double *values, guint n, int decimals, double *shares)
{
  double units = 100 * pow (10, decimals), sum = 0, given = 0;
  g_autofree Rest *rests = g_new (Rest, MAX (n, 1));
  guint known = 0;

  for (guint i = 0; i < n; i++)
    sum += isnan (values[i]) ? 0 : values[i];
  for (guint i = 0; i < n; i++) {
    shares[i] = NAN;
    if (isnan (values[i]) || !(sum > 0))
      continue;
    double exact = values[i] / sum * units, whole = floor (exact + 1e-9);
    rests[known++] = (Rest) {i, exact - whole};
    shares[i] = whole;
    given += whole;
  }
  qsort (rests, known, sizeof *rests, compare_rests);
  for (guint i = 0; i < known && given < units - 0.5; i++, given++)
    shares[rests[i].part]++;
  for (guint i = 0; i < n; i++)
    shares[i] = shares[i] / units * 100;
}
