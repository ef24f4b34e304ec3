#include "config.h"
#include "reports/disclosure.h"
#include "src/date.h"

#include <math.h>
#include <string.h>

static void
table_free (gpointer data)
{
  LbFigureTable *table = data;

  lb_cube_unref (table->cube);
  lb_values_unref (table->now);
  g_clear_pointer (&table->then, lb_values_unref);
  g_free (table->rank[0]);
  g_free (table->rank[1]);
  g_hash_table_unref (table->on_days);
  g_free (table);
}

LbLevel
lb_figures_below (const LbFigures *self, guint region)
{
  const LbRegion *here = lb_region_tree_get (self->regions, region);
  LbLevel below = here->level;

  for (guint i = region + 1; i < here->end; i++) {
    LbLevel level = lb_region_tree_get (self->regions, i)->level;
    if (level > here->level && level != LB_LEVEL_AREA && (below == here->level || level < below))
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
  self->as_of = as_of;
  self->since = since;
  self->county = g_strdup (county);
  self->issuer = g_strdup (issuer);
  self->rules = g_strdup (rules);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lb_list_free);
  self->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
lb_figures_free (LbFigures *self)
{
  g_clear_pointer (&self->disclosure, lb_disclosure_free);
  g_clear_pointer (&self->rule_set, lb_rules_unref);
  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->families);
  lb_region_tree_unref (self->regions);
  g_clear_pointer (&self->letter, lb_letterhead_free);
  g_free (self->county);
  g_free (self->issuer);
  g_free (self->rules);
  g_free (self);
}

void
lb_figures_add (LbFigures *self, LbCube *cube)
{
  LbFigureTable *table = g_new0 (LbFigureTable, 1);

  table->cube = lb_cube_ref (cube);
  table->on_days = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  table->now = lb_cube_at (cube, self->as_of);
  table->then = self->since == LB_DAY_NONE ? NULL : lb_cube_at (cube, self->since);
  g_hash_table_replace (self->tables, table->now->indicator->id, table);
}

const double *
lb_figures_get_values_on (const LbFigureTable *table, gint32 day)
{
  double *known = g_hash_table_lookup (table->on_days, GINT_TO_POINTER (day));

  if (known == NULL) {
    g_autoptr (LbValues) values = lb_cube_at (table->cube, day);
    known = g_memdup2 (values->value, values->n * sizeof (double));
    g_hash_table_insert (table->on_days, GINT_TO_POINTER (day), known);
  }
  return known;
}

const LbFigureTable *
lb_figures_find (const LbFigures *self, const char *indicator)
{
  return g_hash_table_lookup (self->tables, indicator);
}

static void
clear_text (gpointer data)
{
  g_free (*(char **) data);
}

void
lb_figures_add_family (LbFigures *self, const char *id, const GPtrArray *members)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (char *));

  g_array_set_clear_func (ids, clear_text);
  for (guint i = 0; i < members->len; i++) {
    const LbIndicator *member = g_ptr_array_index (members, i);
    char *member_id = g_strdup (member->id);
    if (member->facet == NULL) /* the whole */
      g_free (member_id);
    else
      g_array_append_val (ids, member_id);
  }
  g_hash_table_replace (self->families, g_strdup (id), ids);
}

const GArray *
lb_figures_find_family (const LbFigures *self, const char *id)
{
  return g_hash_table_lookup (self->families, id);
}

const char *
lb_facet_label (const LbIndicator *member)
{
  const char *dot = g_strrstr (member->name, "·");

  return dot == NULL ? member->name : dot + strlen ("·");
}

void
lb_figures_take_list (LbFigures *self, LbList *list)
{
  g_hash_table_replace (self->lists, list->id, list);
}

const LbList *
lb_figures_find_list (const LbFigures *self, const char *id)
{
  return g_hash_table_lookup (self->lists, id);
}

gboolean
lb_figures_is_small (const LbFigureTable *table, guint region)
{
  return lb_values_is_small (table->now, region);
}

gboolean
lb_figures_hides (const LbFigures *self, const LbFigureTable *table, LbWhen when, LbField field, guint region)
{
  return self->disclosure != NULL && lb_disclosure_hides (self->disclosure, table, when, field, region);
}

/* The value that places a region in an order; NAN: in none. */
static double
value_in_order (const LbFigures *self, const LbFigureTable *table, LbWhen when, guint region)
{
  return lb_figures_hides (self, table, when, LB_FIELD_VALUE, region) ? NAN
                                                                        : lb_figures_get (self, table, when, LB_FIELD_VALUE, region);
}

typedef struct {
  const LbFigures *figures;
  const LbFigureTable *table;
  LbWhen when;
} Order;

static int
compare_values (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  guint i = *(const guint *) a, k = *(const guint *) b;
  double x = value_in_order (order->figures, order->table, order->when, i);
  double y = value_in_order (order->figures, order->table, order->when, k);

  if (isnan (x) || isnan (y))
    return isnan (x) != isnan (y) ? (isnan (x) ? 1 : -1) : (i > k) - (i < k);
  if (x != y)
    return (x < y) == (order->when == LB_WHEN_CHANGE || order->table->now->indicator->better != LB_BETTER_DOWN) ? 1 : -1;
  return (i > k) - (i < k);
}

/* Best first; equal values share the rank of the first of them. */
static double *
make_ranks (const LbFigures *self, const LbFigureTable *table, gboolean then)
{
  const LbValues *values = then ? table->then : table->now;
  Order order = {self, table, then ? LB_WHEN_THEN : LB_WHEN_NOW};
  double *rank = g_new (double, values->n);

  for (guint i = 0; i < values->n; i++)
    rank[i] = NAN;
  for (LbLevel level = 0; level < LB_N_LEVELS && values->indicator->better != LB_BETTER_NONE; level++) {
    g_autoptr (GArray) list = lb_figures_list (self, self->region, level, NULL, LB_WHEN_NOW);
    double last = NAN;
    guint counted = 0, place = 0;

    g_array_sort_with_data (list, compare_values, &order);
    for (guint i = 0; i < list->len; i++) {
      guint region = g_array_index (list, guint, i);
      if (isnan (value_in_order (self, table, order.when, region)) || lb_values_is_small (values, region))
        continue;
      counted++;
      if (values->value[region] != last)
        place = counted;
      last = values->value[region];
      rank[region] = place;
    }
  }
  return rank;
}

static double
get_stock (const LbFigures *self, const LbFigureTable *table, gboolean then, LbField field, guint region)
{
  const LbValues *values = then ? table->then : table->now;
  double **rank = (double **) &table->rank[then];

  switch (field) {
  case LB_FIELD_NUMERATOR: return values->numerator[region];
  case LB_FIELD_DENOMINATOR: return values->denominator[region];
  case LB_FIELD_PERSONS: return values->persons == NULL ? NAN : values->persons[region];
  case LB_FIELD_VALUE: return values->value[region];
  case LB_FIELD_OPEN: return values->denominator[region] - values->numerator[region];
  case LB_FIELD_RANK:
    if (*rank == NULL)
      *rank = make_ranks (self, table, then);
    return (*rank)[region];
  }
  g_return_val_if_reached (NAN);
}

double
lb_figures_get (const LbFigures *self, const LbFigureTable *table, LbWhen when, LbField field, guint region)
{
  g_return_val_if_fail (when == LB_WHEN_NOW || table->then != NULL, NAN);
  double now = get_stock (self, table, FALSE, field, region);

  if (when == LB_WHEN_NOW)
    return now;
  double then = get_stock (self, table, TRUE, field, region);
  return when == LB_WHEN_THEN ? then : now - then;
}

GArray *
lb_figures_list (const LbFigures *self, guint scope, LbLevel level, const LbFigureTable *table, LbWhen when)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint end = lb_region_tree_get (self->regions, scope)->end;

  for (guint i = scope; i < end; i++)
    if (lb_region_tree_get (self->regions, i)->level == level)
      g_array_append_val (list, i);
  if (table != NULL)
    g_array_sort_with_data (list, compare_values, &(Order) {self, table, when});
  return list;
}
