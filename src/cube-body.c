#include "config.h"
#include "src/cube-body.h"
#include "src/cube-body-private.h"
#include "src/date.h"

#include <math.h>

static double
figure_of (const LbDelta *delta, int figure)
{
  return figure == LB_FIGURE_NUMERATOR ? delta->numerator : figure == LB_FIGURE_DENOMINATOR ? delta->denominator : delta->persons;
}

static void
take_always (LbCubeBody *self, const LbSortedDeltas *deltas)
{
  for (guint i = 0; deltas != NULL && i < deltas->n_always; i++)
    for (int f = 0; f < LB_N_FIGURES; f++) {
      double figure = figure_of (&deltas->always[i], f);
      if (self->always[f] == NULL && fabs (figure) > 0)
        self->always[f] = g_new0 (double, self->n_regions);
      if (self->always[f] != NULL)
        self->always[f][deltas->always[i].region] += figure;
    }
}

/* Where the reading of one list has come to. */
typedef struct {
  const LbDelta *at, *end;
} Reading;

static Reading
begin (const LbSortedDeltas *deltas)
{
  return deltas != NULL ? (Reading) {deltas->dated, deltas->dated + deltas->n} : (Reading) {NULL, NULL};
}

static guint
next_region (const Reading *reading)
{
  return reading->at < reading->end ? reading->at->region : G_MAXUINT;
}

/* The day of the next delta of @region, LB_DAY_NONE when there is no more. */
static gint32
next_day (const Reading *reading, guint region)
{
  return next_region (reading) == region ? reading->at->day : LB_DAY_NONE;
}

static void
add_day (Reading *reading, LbDelta *total)
{
  for (; next_region (reading) == total->region && reading->at->day == total->day; reading->at++) {
    total->numerator += reading->at->numerator;
    total->denominator += reading->at->denominator;
    total->persons += reading->at->persons;
  }
}

/* Both lists as one: each region's running totals on its days of change, without days that come to nothing. Returns the
 * number of entries. */
static guint
run_totals (LbCubeBody *self, const LbSortedDeltas *common, const LbSortedDeltas *own, LbDelta *entries)
{
  Reading one = begin (common), other = begin (own);
  guint n = 0, region;

  while ((region = MIN (next_region (&one), next_region (&other))) != G_MAXUINT) {
    LbDelta total = {.region = region};
    guint start = n;
    while ((total.day = MIN (next_day (&one, region), next_day (&other, region))) != LB_DAY_NONE) {
      LbDelta before = total;
      add_day (&one, &total);
      add_day (&other, &total);
      if (fabs (total.numerator - before.numerator) > 0 || fabs (total.denominator - before.denominator) > 0 ||
          fabs (total.persons - before.persons) > 0)
        entries[n++] = total;
    }
    if (n == start)
      continue;
    self->changing[self->n_changing] = region;
    self->first[self->n_changing++] = start;
  }
  self->first[self->n_changing] = n;
  return n;
}

static void
take_totals (LbTotals *totals, const LbDelta *entries, guint n, int figure)
{
  gboolean whole = TRUE, zero = TRUE;

  for (guint i = 0; i < n; i++) {
    double value = figure_of (&entries[i], figure);
    zero = zero && !(fabs (value) > 0);
    whole = whole && fabs (value) < G_MAXINT32 && !(fabs (value - (gint32) value) > 0);
  }
  if (zero)
    return;
  if (whole)
    totals->narrow = g_new (gint32, n);
  else
    totals->wide = g_new (double, n);
  for (guint i = 0; i < n; i++)
    if (whole)
      totals->narrow[i] = (gint32) figure_of (&entries[i], figure);
    else
      totals->wide[i] = figure_of (&entries[i], figure);
}

LbCubeBody *
lb_cube_body_new (const LbSortedDeltas *common, const LbSortedDeltas *own, guint n_regions, gboolean has_persons)
{
  LbCubeBody *self = g_new0 (LbCubeBody, 1);
  g_autofree LbDelta *entries = g_new (LbDelta, common->n + (own != NULL ? own->n : 0));

  g_atomic_ref_count_init (&self->refs);
  self->n_regions = n_regions;
  self->has_persons = has_persons;
  self->changing = g_new (guint, n_regions);
  self->first = g_new (guint, n_regions + 1);
  take_always (self, common);
  take_always (self, own);
  guint n = run_totals (self, common, own, entries);
  self->changing = g_renew (guint, self->changing, self->n_changing);
  self->first = g_renew (guint, self->first, self->n_changing + 1);
  self->day = g_new (gint32, n);
  for (guint i = 0; i < n; i++)
    self->day[i] = entries[i].day;
  for (int f = 0; f < LB_N_FIGURES; f++)
    take_totals (&self->totals[f], entries, n, f);
  return self;
}

LbCubeBody *
lb_cube_body_ref (LbCubeBody *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_cube_body_unref (LbCubeBody *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->changing);
  g_free (self->first);
  g_free (self->day);
  for (int f = 0; f < LB_N_FIGURES; f++) {
    g_free (self->totals[f].narrow);
    g_free (self->totals[f].wide);
    g_free (self->always[f]);
  }
  g_free (self);
}

guint
lb_cube_body_get_n_regions (const LbCubeBody *self)
{
  return self->n_regions;
}

gboolean
lb_cube_body_has_persons (const LbCubeBody *self)
{
  return self->has_persons;
}

void
lb_cube_body_get_days (const LbCubeBody *self, gint32 *first, gint32 *last)
{
  *first = *last = LB_DAY_NONE;
  for (guint i = 0; i < self->n_changing; i++) {
    gint32 begin_day = self->day[self->first[i]], end_day = self->day[self->first[i + 1] - 1];
    *first = MIN (*first, begin_day);
    *last = *last == LB_DAY_NONE ? end_day : MAX (*last, end_day);
  }
}

gsize
lb_cube_body_get_size (const LbCubeBody *self)
{
  gsize entry = sizeof *self->day, size = sizeof *self + (2 * (gsize) self->n_changing + 1) * sizeof (guint);

  for (int f = 0; f < LB_N_FIGURES; f++) {
    entry += self->totals[f].narrow != NULL ? sizeof (gint32) : self->totals[f].wide != NULL ? sizeof (double) : 0;
    size += self->always[f] != NULL ? self->n_regions * sizeof (double) : 0;
  }
  return size + self->first[self->n_changing] * entry;
}

void
lb_cube_body_add_always (const LbCubeBody *self, double *const into[LB_N_FIGURES])
{
  for (int f = 0; f < LB_N_FIGURES; f++)
    for (guint r = 0; into[f] != NULL && self->always[f] != NULL && r < self->n_regions; r++)
      into[f][r] += self->always[f][r];
}

/* One past the last entry of the @i-th changing region that lies on or before @day. */
static guint
find_entry (const LbCubeBody *self, guint i, gint32 day)
{
  guint low = self->first[i], high = self->first[i + 1];

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (self->day[middle] <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The total before entry @end of the @i-th changing region. */
static double
total_before (const LbCubeBody *self, int figure, guint i, guint end)
{
  const LbTotals *totals = &self->totals[figure];

  if (end == self->first[i])
    return 0;
  return totals->narrow != NULL ? totals->narrow[end - 1] : totals->wide != NULL ? totals->wide[end - 1] : 0;
}

void
lb_cube_body_add_totals (const LbCubeBody *self, double *const into[LB_N_FIGURES], gint32 day, double sign)
{
  for (guint i = 0; i < self->n_changing; i++) {
    guint end = find_entry (self, i, day);
    for (int f = 0; f < LB_N_FIGURES; f++)
      if (into[f] != NULL)
        into[f][self->changing[i]] += sign * total_before (self, f, i, end);
  }
}

void
lb_cube_body_add_growth (const LbCubeBody *self, const gint32 *days, guint n, double *const *into)
{
  for (guint i = 0; i < self->n_changing; i++) {
    double later = total_before (self, LB_FIGURE_NUMERATOR, i, find_entry (self, i, days[0]));
    for (guint d = 0; d < n; d++) {
      double earlier = total_before (self, LB_FIGURE_NUMERATOR, i, find_entry (self, i, days[d + 1]));
      into[d][self->changing[i]] += later - earlier;
      later = earlier;
    }
  }
}
