#include "config.h"
#include "reports/figures.h"

#include <math.h>

static void
table_free (gpointer data)
{
  LbFigureTable *table = data;

  lb_values_unref (table->now);
  g_clear_pointer (&table->then, lb_values_unref);
  g_free (table);
}

/* The first level under @region that has regions; its own when there is none. */
static LbLevel
level_below (const LbRegionTree *regions, guint region)
{
  const LbRegion *self = lb_region_tree_get (regions, region);
  LbLevel below = self->level;

  for (guint i = region + 1; i < self->end; i++) {
    LbLevel level = lb_region_tree_get (regions, i)->level;
    if (level > self->level && level != LB_LEVEL_AREA && (below == self->level || level < below))
      below = level;
  }
  return below;
}

LbFigures *
lb_figures_new (LbRegionTree *regions, guint region, gint32 as_of, gint32 since, const char *county,
                const char *issuer, const char *rules)
{
  LbFigures *self = g_new0 (LbFigures, 1);

  self->regions = lb_region_tree_ref (regions);
  self->region = region;
  self->below = level_below (regions, region);
  self->as_of = as_of;
  self->since = since;
  self->county = g_strdup (county);
  self->issuer = g_strdup (issuer);
  self->rules = g_strdup (rules);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);
  return self;
}

void
lb_figures_free (LbFigures *self)
{
  g_hash_table_unref (self->tables);
  lb_region_tree_unref (self->regions);
  g_free (self->county);
  g_free (self->issuer);
  g_free (self->rules);
  g_free (self);
}

void
lb_figures_take (LbFigures *self, LbValues *now, LbValues *then)
{
  LbFigureTable *table = g_new (LbFigureTable, 1);

  table->now = now;
  table->then = then;
  g_hash_table_replace (self->tables, now->indicator->id, table);
}

const LbFigureTable *
lb_figures_find (const LbFigures *self, const char *indicator)
{
  return g_hash_table_lookup (self->tables, indicator);
}

static double
rank_of (const LbFigures *self, const LbValues *values, guint region)
{
  LbLevel level = lb_region_tree_get (self->regions, region)->level;
  gboolean up = values->indicator->better == LB_BETTER_UP;
  guint end = lb_region_tree_get (self->regions, self->region)->end, better = 0;

  if (isnan (values->value[region]) || values->indicator->better == LB_BETTER_NONE)
    return NAN;
  for (guint i = self->region; i < end; i++)
    if (lb_region_tree_get (self->regions, i)->level == level && !isnan (values->value[i]))
      better += up ? values->value[i] > values->value[region] : values->value[i] < values->value[region];
  return better + 1;
}

static double
get_stock (const LbFigures *self, const LbValues *values, LbField field, guint region)
{
  switch (field) {
  case LB_FIELD_NUMERATOR: return values->numerator[region];
  case LB_FIELD_DENOMINATOR: return values->denominator[region];
  case LB_FIELD_PERSONS: return values->persons == NULL ? NAN : values->persons[region];
  case LB_FIELD_VALUE: return values->value[region];
  case LB_FIELD_OPEN: return values->denominator[region] - values->numerator[region];
  case LB_FIELD_RANK: return rank_of (self, values, region);
  }
  g_return_val_if_reached (NAN);
}

double
lb_figures_get (const LbFigures *self, const LbFigureTable *table, LbWhen when, LbField field, guint region)
{
  g_return_val_if_fail (when == LB_WHEN_NOW || table->then != NULL, NAN);
  double now = get_stock (self, table->now, field, region);

  if (when == LB_WHEN_NOW)
    return now;
  double then = get_stock (self, table->then, field, region);
  return when == LB_WHEN_THEN ? then : now - then;
}

static int
compare_values (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LbValues *values = user_data;
  guint i = *(const guint *) a, k = *(const guint *) b;
  double x = values->value[i], y = values->value[k];

  if (isnan (x) || isnan (y))
    return isnan (x) != isnan (y) ? (isnan (x) ? 1 : -1) : (i > k) - (i < k);
  if (x != y)
    return (x < y) == (values->indicator->better != LB_BETTER_DOWN) ? 1 : -1;
  return (i > k) - (i < k);
}

GArray *
lb_figures_list (const LbFigures *self, LbLevel level, const LbFigureTable *table)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint end = lb_region_tree_get (self->regions, self->region)->end;

  for (guint i = self->region; i < end; i++)
    if (lb_region_tree_get (self->regions, i)->level == level)
      g_array_append_val (list, i);
  if (table != NULL)
    g_array_sort_with_data (list, compare_values, table->now);
  return list;
}
