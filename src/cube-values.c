#include "config.h"
#include "src/cube-private.h"
#include "src/date.h"

#include <math.h>

LbValues *
lb_values_new (LbIndicator *indicator, LbRegionTree *regions, gboolean has_persons)
{
  LbValues *self = g_new0 (LbValues, 1);

  g_atomic_ref_count_init (&self->refs);
  self->regions = lb_region_tree_ref (regions);
  self->indicator = lb_indicator_ref (indicator);
  self->as_of = LB_DAY_NONE;
  self->since = LB_DAY_NONE;
  self->n = lb_region_tree_get_n (regions);
  self->numerator = g_new0 (double, self->n);
  self->denominator = g_new0 (double, self->n);
  self->persons = has_persons ? g_new0 (double, self->n) : NULL;
  self->value = g_new0 (double, self->n);
  return self;
}

LbValues *
lb_values_ref (LbValues *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_values_unref (LbValues *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lb_region_tree_unref (self->regions);
  lb_indicator_unref (self->indicator);
  g_free (self->numerator);
  g_free (self->denominator);
  g_free (self->persons);
  g_free (self->value);
  g_free (self);
}

LbFigure
lb_values_get (const LbValues *self, guint region)
{
  g_return_val_if_fail (region < self->n, ((LbFigure) {NAN, NAN, NAN, NAN}));
  return (LbFigure) {self->numerator[region], self->denominator[region], self->persons != NULL ? self->persons[region] : NAN,
                     self->value[region]};
}

LbFigure
lb_values_sum (const LbValues *self, const guint *regions, guint n)
{
  LbFigure sum = {0, 0, self->persons != NULL ? 0 : NAN, NAN};

  for (guint i = 0; i < n; i++) {
    LbFigure own = lb_values_get (self, regions[i]);
    sum.numerator += own.numerator;
    sum.denominator += own.denominator;
    sum.persons += own.persons;
  }
  if (n == 1)
    return lb_values_get (self, regions[0]);
  if (self->indicator->form != LB_FORM_PEAK && self->since == LB_DAY_NONE)
    sum.value = lb_indicator_divide (self->indicator, sum.numerator, sum.denominator);
  return sum;
}

char *
lb_values_format (const LbValues *self, guint region)
{
  g_return_val_if_fail (region < self->n, NULL);
  return lb_format_number (self->value[region], self->indicator->decimals);
}

gboolean
lb_values_is_small (const LbValues *self, guint region)
{
  g_return_val_if_fail (region < self->n, FALSE);
  return self->denominator[region] > 0 && self->denominator[region] < self->min_base;
}

/* 0: ranked, 1: a small base, 2: no data. */
static int
rank_group (const LbValues *values, guint region)
{
  return isnan (values->value[region]) ? 2 : lb_values_is_small (values, region);
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer data)
{
  const LbValues *values = data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  double first_value = values->value[first], second_value = values->value[second];

  if (rank_group (values, first) != rank_group (values, second))
    return rank_group (values, first) - rank_group (values, second);
  if (first_value < second_value)
    return values->indicator->better == LB_BETTER_UP ? -1 : 1;
  if (first_value > second_value)
    return values->indicator->better == LB_BETTER_UP ? 1 : -1;
  return (first > second) - (first < second);
}

guint *
lb_values_ranking (const LbValues *self, LbLevel level, guint *n)
{
  guint n_level;
  const guint *numbers = lb_region_tree_get_level (self->regions, level, &n_level);
  guint *ranking = g_new (guint, n_level);

  *n = 0;
  for (guint i = 0; i < n_level; i++)
    if (lb_region_stands (lb_region_tree_get (self->regions, numbers[i]), self->as_of))
      ranking[(*n)++] = numbers[i];
  if (*n > 1)
    g_qsort_with_data (ranking, (int) *n, sizeof *ranking, compare_ranks, (gpointer) self);
  return ranking;
}

gint32
lb_day_months_before (gint32 as_of, int months)
{
  int year, month, mday, next_month;

  lb_day_to_ymd (as_of, &year, &month, &mday);
  lb_day_to_ymd (as_of + 1, NULL, &next_month, NULL);
  int total = year * 12 + month - 1 - months;
  if (total < 12)
    return LB_DAY_ALWAYS;
  int last = g_date_get_days_in_month ((GDateMonth) (total % 12 + 1), (GDateYear) (total / 12));
  return lb_day_from_ymd (total / 12, total % 12 + 1, next_month != month ? last : MIN (mday, last));
}

gint32
lb_day_before_window (const LbIndicator *indicator, gint32 as_of)
{
  if (!indicator->flow)
    return LB_DAY_ALWAYS;
  return indicator->window_days > 0 ? as_of - indicator->window_days : lb_day_months_before (as_of, indicator->window_months);
}
