#include "config.h"
#include "src/cube.h"
#include "src/cube-private.h"
#include "src/date.h"
#include "src/limits.h"

#include <math.h>

/* Running totals of one kind of figure, one an entry: whole numbers, as nearly all are, take half the room. Both NULL:
 * the figure is 0 everywhere. */
typedef struct {
  gint32 *narrow;
  double *wide;
} Totals;

/* For each region its days of change in order, with the total so far on each: entries first[r] … first[r + 1]. A date is
 * one search in each region and one pass up the tree, however many deltas there were. What was always there stands apart,
 * so that the difference of two totals has only counts in it: areas keep all their digits. */
struct _LbCube {
  gatomicrefcount refs;
  LbIndicator *indicator;
  LbRegionTree *regions;
  guint *first;      /* regions + 1 */
  gint32 *day;
  Totals totals[LB_N_FIGURES];
  double *always[LB_N_FIGURES]; /* a region; NULL: nothing was always there */
  gint32 first_day, last_day;
  gboolean has_persons;
  double min_base;
};

static double
figure_of (const LbDelta *delta, int figure)
{
  return figure == LB_FIGURE_NUMERATOR ? delta->numerator : figure == LB_FIGURE_DENOMINATOR ? delta->denominator : delta->persons;
}

/* Moves the dated deltas behind first[], by region and in the order they came; the others are added to always[]. */
static LbDelta *
sort_by_region (LbCube *self, const GArray *deltas)
{
  guint n_regions = lb_region_tree_get_n (self->regions);
  g_autofree guint *place = g_new (guint, n_regions + 1);

  for (guint i = 0; i < deltas->len; i++) {
    const LbDelta *delta = &g_array_index (deltas, LbDelta, i);
    self->first[delta->region + 1] += delta->day > LB_DAY_ALWAYS;
  }
  for (guint r = 0; r < n_regions; r++)
    self->first[r + 1] += self->first[r];
  memcpy (place, self->first, (n_regions + 1) * sizeof *place);
  LbDelta *sorted = g_new (LbDelta, self->first[n_regions]);
  for (guint i = 0; i < deltas->len; i++) {
    const LbDelta *delta = &g_array_index (deltas, LbDelta, i);
    if (delta->day > LB_DAY_ALWAYS) {
      sorted[place[delta->region]++] = *delta;
      continue;
    }
    for (int f = 0; f < LB_N_FIGURES; f++) {
      if (self->always[f] == NULL && fabs (figure_of (delta, f)) > 0)
        self->always[f] = g_new0 (double, n_regions);
      if (self->always[f] != NULL)
        self->always[f][delta->region] += figure_of (delta, f);
    }
  }
  return sorted;
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer data)
{
  gint32 first = ((const LbDelta *) a)->day, second = ((const LbDelta *) b)->day;

  (void) data;
  return (first > second) - (first < second);
}

/* Sorts each region by day, merges its deltas of one day and leaves out what comes to nothing; the deltas become running
 * totals. Returns the number of entries. */
static guint
run_totals (LbCube *self, LbDelta *sorted)
{
  guint n_regions = lb_region_tree_get_n (self->regions), n = 0;

  for (guint r = 0; r < n_regions; r++) {
    guint from = self->first[r], to = self->first[r + 1];
    LbDelta total = {.region = r};
    if (to - from > 1)
      g_qsort_with_data (sorted + from, (int) (to - from), sizeof *sorted, compare_days, NULL); /* stable */
    self->first[r] = n;
    while (from < to) {
      LbDelta before = total;
      total.day = sorted[from].day;
      for (; from < to && sorted[from].day == total.day; from++) {
        total.numerator += sorted[from].numerator;
        total.denominator += sorted[from].denominator;
        total.persons += sorted[from].persons;
      }
      for (int f = 0; f < LB_N_FIGURES; f++)
        if (fabs (figure_of (&total, f) - figure_of (&before, f)) > 0) {
          sorted[n++] = total;
          break;
        }
    }
  }
  self->first[n_regions] = n;
  return n;
}

static void
pack (Totals *totals, const LbDelta *entries, guint n, int figure)
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

LbCube *
lb_cube_from_deltas (LbIndicator *indicator, LbRegionTree *regions, const GArray *deltas, gboolean has_persons,
                     double min_base)
{
  LbCube *self = g_new0 (LbCube, 1);

  g_atomic_ref_count_init (&self->refs);
  self->indicator = lb_indicator_ref (indicator);
  self->regions = lb_region_tree_ref (regions);
  self->has_persons = has_persons;
  self->min_base = indicator->plain ? 0 : min_base;
  self->first = g_new0 (guint, lb_region_tree_get_n (regions) + 1);
  g_autofree LbDelta *entries = sort_by_region (self, deltas);
  guint n = run_totals (self, entries);
  self->day = g_new (gint32, n);
  self->first_day = n > 0 ? G_MAXINT32 : LB_DAY_NONE;
  self->last_day = n > 0 ? G_MININT32 : LB_DAY_NONE;
  for (guint i = 0; i < n; i++) {
    self->day[i] = entries[i].day;
    self->first_day = MIN (self->first_day, entries[i].day);
    self->last_day = MAX (self->last_day, entries[i].day);
  }
  for (int f = 0; f < LB_N_FIGURES; f++)
    pack (&self->totals[f], entries, n, f);
  return self;
}

LbCube *
lb_cube_read (LbDeltaReader *reader, LbIndicator *indicator, LbRegionTree *regions, GCancellable *cancellable,
              GError **error)
{
  gboolean has_persons = FALSE;
  double min_base = 0;
  g_autoptr (GArray) deltas =
    lb_deltas_read (reader, indicator, regions, LB_LIMIT_QUERY_SECONDS, &has_persons, cancellable, error);

  lb_rules_get_number (lb_delta_reader_get_rules (reader), "rank.min_base", LB_DAY_NONE, &min_base);
  return deltas != NULL ? lb_cube_from_deltas (indicator, regions, deltas, has_persons, min_base) : NULL;
}

LbCube *
lb_cube_build (LbProject *project, LbIndicator *indicator, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);
  g_autoptr (LbRules) rules = regions != NULL ? lb_rules_load_for_project (project, NULL, error) : NULL;
  g_autoptr (LbDeltaReader) reader =
    rules != NULL ? lb_delta_reader_open (lb_project_get_path (project), rules, FALSE, error) : NULL;

  return reader != NULL ? lb_cube_read (reader, indicator, regions, cancellable, error) : NULL;
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
  g_free (self->first);
  g_free (self->day);
  for (int f = 0; f < LB_N_FIGURES; f++) {
    g_free (self->totals[f].narrow);
    g_free (self->totals[f].wide);
    g_free (self->always[f]);
  }
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

void
lb_cube_get_days (const LbCube *self, gint32 *first, gint32 *last)
{
  *first = self->first_day;
  *last = self->last_day;
}

gsize
lb_cube_get_size (const LbCube *self)
{
  guint n_regions = lb_region_tree_get_n (self->regions);
  gsize entry = sizeof *self->day, size = sizeof *self + (n_regions + 1) * sizeof *self->first;

  for (int f = 0; f < LB_N_FIGURES; f++) {
    entry += self->totals[f].narrow != NULL ? sizeof (gint32) : self->totals[f].wide != NULL ? sizeof (double) : 0;
    size += self->always[f] != NULL ? n_regions * sizeof (double) : 0;
  }
  return size + self->first[n_regions] * entry;
}

/* Adds @sign × the total on @day of each region to @into. */
static void
add_totals (const LbCube *self, double *const into[LB_N_FIGURES], gint32 day, double sign)
{
  guint n_regions = lb_region_tree_get_n (self->regions);

  for (guint r = 0; r < n_regions; r++) {
    guint low = self->first[r], high = self->first[r + 1];
    while (low < high) {
      guint middle = low + (high - low) / 2;
      if (self->day[middle] <= day)
        low = middle + 1;
      else
        high = middle;
    }
    if (low == self->first[r])
      continue;
    for (int f = 0; f < LB_N_FIGURES; f++)
      if (into[f] != NULL && self->totals[f].narrow != NULL)
        into[f][r] += sign * self->totals[f].narrow[low - 1];
      else if (into[f] != NULL && self->totals[f].wide != NULL)
        into[f][r] += sign * self->totals[f].wide[low - 1];
  }
}

/* Pre-order makes every child's number larger than its parent's: one pass from the last sums the whole tree. */
static void
sum_up_standing_tree (const LbRegionTree *regions, double *figure)
{
  for (guint i = lb_region_tree_get_n (regions); i-- > 0;) {
    int parent = lb_region_tree_get (regions, i)->parent;
    if (parent >= 0)
      figure[parent] += figure[i];
  }
}

/* The same where some regions no longer stand on @day and give what they have to a successor, which may have had its turn
 * already: then so have those above it, up to the first that has not. */
static void
sum_up_tree (const LbRegionTree *regions, gint32 day, double *figure)
{
  guint n = lb_region_tree_get_n (regions);

  if (day <= lb_region_tree_get_first_end (regions)) {
    sum_up_standing_tree (regions, figure);
    return;
  }
  for (guint i = n; i-- > 0;)
    for (int above = lb_region_tree_get_above (regions, i, day); above >= 0;
         above = (guint) above > i ? lb_region_tree_get_above (regions, (guint) above, day) : -1)
      figure[above] += figure[i];
  for (guint i = 0; i < n; i++)
    if (!lb_region_stands (lb_region_tree_get (regions, i), day))
      figure[i] = 0;
}

/* The numerator becomes that of each region's fullest month in the window. */
static void
take_peak (const LbCube *self, LbValues *values, gint32 territory)
{
  g_autofree double *month = g_new (double, values->n);
  double *const into[LB_N_FIGURES] = {month};

  for (int m = 0; m < self->indicator->window_months; m++) {
    memset (month, 0, values->n * sizeof *month);
    add_totals (self, into, lb_day_months_before (values->as_of, m), 1);
    add_totals (self, into, lb_day_months_before (values->as_of, m + 1), -1);
    sum_up_tree (values->regions, territory, month);
    for (guint i = 0; i < values->n; i++)
      values->numerator[i] = m == 0 ? month[i] : MAX (values->numerator[i], month[i]);
  }
}

static void
set_values (LbValues *values)
{
  for (guint i = 0; i < values->n; i++)
    values->value[i] = lb_indicator_divide (values->indicator, values->numerator[i], values->denominator[i]);
}

/* The values on @as_of in the regions that stood on @territory. */
static LbValues *
values_at (LbCube *self, gint32 as_of, gint32 territory)
{
  LbValues *values = lb_values_new (self->indicator, self->regions, self->has_persons);
  double *const into[LB_N_FIGURES] = {values->numerator, values->denominator, values->persons};

  values->as_of = as_of;
  values->min_base = self->min_base;
  for (int f = 0; f < LB_N_FIGURES; f++)
    if (self->always[f] != NULL && into[f] != NULL)
      memcpy (into[f], self->always[f], values->n * sizeof (double));
  add_totals (self, into, as_of, 1);
  if (self->indicator->flow)
    add_totals (self, into, lb_day_before_window (self->indicator, as_of), -1);
  for (int f = 0; f < LB_N_FIGURES; f++)
    if (into[f] != NULL)
      sum_up_tree (values->regions, territory, into[f]);
  if (self->indicator->form == LB_FORM_PEAK)
    take_peak (self, values, territory);
  set_values (values);
  return values;
}

LbValues *
lb_cube_at (LbCube *self, gint32 as_of)
{
  return values_at (self, as_of, as_of);
}

LbValues *
lb_cube_between (LbCube *self, gint32 since, gint32 as_of)
{
  LbValues *values = lb_cube_at (self, as_of);
  g_autoptr (LbValues) before = values_at (self, since, as_of);

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
