/* Maps of a report: the ground of the region spoken of, coloured by the same values as its tables. */
#include "config.h"
#include "reports/compose-private.h"
#include "reports/disclosure.h"
#include "maps/error.h"
#include "src/date.h"
#include "src/i18n.h"

#include <math.h>

/* The boundaries of @region; the whole for the county. The last part is kept: several maps of one place follow each other. */
static LbBoundaries *
find_boundaries (LbCompose *self, guint region, LbLevel level, GError **error)
{
  if (self->boundaries != NULL && level > self->level) {
    g_clear_pointer (&self->boundaries, lb_boundaries_unref);
    g_clear_pointer (&self->part, lb_boundaries_unref);
  }
  if (self->boundaries == NULL)
    self->boundaries = lb_boundaries_load_to (self->project, level, error);
  self->level = MAX (self->level, level);
  if (self->boundaries == NULL || region == 0)
    return self->boundaries;
  if (self->part == NULL || self->part_region != region) {
    g_clear_pointer (&self->part, lb_boundaries_unref);
    self->part = lb_boundaries_dup_part (self->boundaries, region);
    self->part_region = region;
  }
  return self->part;
}

/* Notes the numbers of a map's summary like those of the sentences. */
static void
note (const LbCompose *self, const LbTemplateMap *wish, LbField field, int decimals, const char *text)
{
  LbTemplateUse use = {.tells = LB_TELLS_FIGURE, .indicator = lb_figures_find (self->document->figures, wish->indicator)->now->indicator->id,
                       .when = wish->when, .field = field, .region = wish->region, .decimals = decimals, .day = LB_DAY_NONE,
                       .text = g_strdup (text)};

  g_array_append_val (self->document->uses, use);
}

/* What the whole ground comes to: "0.14 户/km²（在册 366 户 1053 人）", "69.74 %（1053 ÷ 1510）". */
static char *
summary_of (const LbCompose *self, const LbTemplateMap *wish, const LbValues *values)
{
  guint region = wish->region;
  const LbIndicator *indicator = values->indicator;
  g_autofree char *value = lb_values_format (values, region);
  g_autofree char *numerator = lb_format_number (values->numerator[region], 0);

  if (isnan (values->value[region]))
    return g_strdup ("无数据");
  note (self, wish, LB_FIELD_VALUE, indicator->decimals, value);
  if (values->persons != NULL) {
    g_autofree char *persons = lb_format_number (values->persons[region], 0);
    note (self, wish, LB_FIELD_NUMERATOR, 0, numerator);
    note (self, wish, LB_FIELD_PERSONS, 0, persons);
    return g_strdup_printf ("%s %s（%s 户 %s 人）", value, indicator->unit, numerator, persons);
  }
  if (indicator->form != LB_FORM_RATIO)
    return g_strdup_printf ("%s %s", value, indicator->unit);
  g_autofree char *denominator = lb_format_number (values->denominator[region], 0);
  note (self, wish, LB_FIELD_NUMERATOR, 0, numerator);
  note (self, wish, LB_FIELD_DENOMINATOR, 0, denominator);
  return g_strdup_printf ("%s %s（%s ÷ %s）", value, indicator->unit, numerator, denominator);
}

static char *
change_summary_of (const LbCompose *self, const LbTemplateMap *wish, const LbValues *values)
{
  guint region = wish->region;
  g_autofree char *value = lb_format_number (fabs (values->value[region]), values->indicator->decimals);

  if (isnan (values->value[region]))
    return g_strdup ("无数据");
  note (self, wish, LB_FIELD_VALUE, values->indicator->decimals, value);
  return g_strdup_printf ("%s%s %s", values->value[region] < 0 ? "−" : "+", value,
                          g_str_equal (values->indicator->unit, "%") ? "个百分点" : values->indicator->unit);
}

/* In place of a map that has no polygons to draw. */
static LbBlock *
say_no_map (const char *title)
{
  g_autofree char *text = g_strconcat (title, "：没有这一级的界线，不作图。", NULL);
  LbBlock *block = lb_block_new (LB_BLOCK_PARAGRAPH);

  lb_block_add (block, LB_ROLE_TEXT, text);
  return block;
}

static gboolean
has_polygons (const LbBoundaries *boundaries, LbLevel level)
{
  guint n;
  const guint *regions = lb_region_tree_get_level (lb_boundaries_get_regions (boundaries), level, &n);

  for (guint i = 0; i < n; i++)
    if (lb_shapes_get_n_rings (lb_boundaries_get_shapes (boundaries), regions[i]) > 0)
      return TRUE;
  return FALSE;
}

/* A level without polygons gives way to the next one above that has them. */
static gboolean
find_level (const LbBoundaries *boundaries, LbLevel *level)
{
  while (!has_polygons (boundaries, *level))
    if ((*level)-- == LB_LEVEL_COUNTY)
      return FALSE;
  return TRUE;
}

/* The indicator's change between the two dates; of a change that is always the same, nothing to class. */
static LbValues *
dup_values (const LbFigures *figures, const LbTemplateMap *wish)
{
  const LbFigureTable *table = lb_figures_find (figures, wish->indicator);

  return wish->when == LB_WHEN_CHANGE ? lb_cube_between (table->cube, figures->since, figures->as_of)
                                      : lb_values_ref (table->now);
}

/* The next of 1, 2, 5, 10, 20, …, so that limits read well. */
static double
round_up (double value)
{
  static const double steps[] = {1, 2, 5, 10};

  if (value <= 0)
    return 1;
  double power = pow (10, floor (log10 (value)));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (value <= steps[i] * power)
      return steps[i] * power;
  return 10 * power;
}

/* (transfer full): what may not be told of the regions from @first on; NULL: everything may. */
static gboolean *
list_hidden (const LbFigures *figures, const LbTemplateMap *wish, guint first, guint n)
{
  const LbFigureTable *table = lb_figures_find (figures, wish->indicator);
  gboolean *hidden = figures->disclosure == NULL ? NULL : g_new (gboolean, n);

  for (guint i = 0; hidden != NULL && i < n; i++)
    hidden[i] = lb_figures_hides (figures, table, wish->when, LB_FIELD_VALUE, first + i);
  return hidden;
}

/* Five classes about zero, for changes: much less, less, about the same, more, much more. */
static void
make_limits (const LbBoundaries *boundaries, LbLevel level, const double *values, const gboolean *hidden, double limits[6])
{
  guint n;
  const guint *regions = lb_region_tree_get_level (lb_boundaries_get_regions (boundaries), level, &n);
  double most = 0;

  for (guint i = 0; i < n; i++)
    if (!isnan (values[regions[i]]) && (hidden == NULL || !hidden[regions[i]]))
      most = MAX (most, fabs (values[regions[i]]));
  most = round_up (most);
  const double beyond[] = {most, most * 2 / 5, most / 10};
  for (int i = 0; i < 3; i++) {
    limits[i] = -beyond[i];
    limits[5 - i] = beyond[i];
  }
}

/* (transfer full): what one map is told apart by. */
static char *
key_of (const LbTemplateMap *wish)
{
  return g_strdup_printf ("%s|%d|%d|%u|%s|%s", wish->indicator, wish->when, wish->level, wish->region, wish->title, wish->note);
}

static LbBlock *
block_of (const LbTemplateMap *wish, LbMap *map, guint first)
{
  LbBlock *block = lb_block_new (LB_BLOCK_FIGURE);

  block->map = lb_map_ref (map);
  block->focus = wish->focus < 0 ? -1 : wish->focus - (int) first;
  return block;
}

LbBlock *
lb_compose_map (const LbTemplateMap *wish, gpointer user_data, GError **error)
{
  LbCompose *self = user_data;
  const LbFigures *figures = self->document->figures;
  g_autofree char *key = key_of (wish);
  if (self->maps == NULL)
    self->maps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lb_map_unref);
  LbMap *known = g_hash_table_lookup (self->maps, key);
  if (known != NULL)
    return block_of (wish, known, wish->region);
  LbBoundaries *boundaries = find_boundaries (self, wish->region, wish->level, error);
  LbLevel level = wish->level;

  if (boundaries == NULL)
    return NULL;
  if (!find_level (boundaries, &level))
    return say_no_map (wish->title);
  g_autoptr (LbValues) values = dup_values (figures, wish);
  const LbIndicator *indicator = values->indicator;
  gboolean change = wish->when == LB_WHEN_CHANGE;
  g_autofree char *as_of = lb_day_to_text (figures->as_of);
  gboolean told = !lb_figures_hides (figures, lb_figures_find (figures, wish->indicator), wish->when, LB_FIELD_VALUE, wish->region);
  /* Where a place lies is told by its outline, not by a figure. */
  g_autofree char *summary = wish->focus >= 0 ? NULL
                             : !told          ? g_strdup (LB_HIDDEN_MARK "（未公布）")
                             : change         ? change_summary_of (self, wish, values)
                                              : summary_of (self, wish, values);
  g_autofree char *name = change ? g_strconcat (indicator->name, "变化", NULL) : g_strdup (indicator->name);
  guint first = boundaries == self->part ? wish->region : 0;
  double limits[6];
  g_autofree gboolean *hidden =
    list_hidden (figures, wish, first, lb_region_tree_get_n (lb_boundaries_get_regions (boundaries)));
  make_limits (boundaries, level, values->value + first, hidden, limits);
  LbMapSpec spec = {
    .level = level, .values = wish->focus >= 0 ? NULL : values->value + first, .suppressed = hidden,
    .mark = self->options->public_ ? self->options->review : NULL, .classify = change ? LB_CLASSIFY_MANUAL : LB_CLASSIFY_JENKS,
    .n_classes = 5, .limits = limits, .palette = change ? "PuOr" : indicator->palette,
    .reversed = change ? indicator->better != LB_BETTER_UP : indicator->better == LB_BETTER_UP,
    .title = wish->title, .indicator = name,
    .unit = change && g_str_equal (indicator->unit, "%") ? "百分点" : indicator->unit, .decimals = indicator->decimals,
    .as_of = as_of, .maker = figures->issuer, .source = indicator->source, .summary = summary, .note = wish->note,
    .language = "zh"};
  if (self->atlas == NULL)
    self->atlas = lb_atlas_new (error);
  g_autoptr (LbMap) map = self->atlas != NULL ? lb_map_new_in (self->atlas, boundaries, &spec, error) : NULL;
  if (map == NULL)
    return NULL;
  LbBlock *block = block_of (wish, map, first);
  if (wish->focus >= 0)
    g_hash_table_insert (self->maps, g_steal_pointer (&key), g_steal_pointer (&map));
  return block;
}
