/* References become words: numbers in the indicator's decimals, dates as 年月日, changes as 提高 or 降低. */
#include "config.h"
#include "reports/template-private.h"
#include "src/date.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

#define NO_DATA "—"

static char *
date_words (gint32 day)
{
  int year, month, mday;

  if (day == LB_DAY_NONE)
    return g_strdup ("");
  lb_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%d年%d月%d日", year, month, mday);
}

static const LbFigureTable *
table_of (LbFiller *self, const LbReference *reference, GError **error)
{
  const LbFigureTable *table = lb_figures_find (self->figures, reference->indicator);

  if (table == NULL)
    lb_template_set_error (self->template, reference->line, reference->column, error,
                           _ ("there is no indicator “%s”; “lookback indicators” lists them"), reference->indicator);
  else if (reference->when != LB_WHEN_NOW && table->then == NULL) {
    lb_template_set_error (self->template, reference->line, reference->column, error,
                           _ ("this needs a date to compare with; put it between “@若 {基期}” and “@完”, or give "
                              "--since"));
    return NULL;
  }
  return table;
}

/* The region a reference speaks of; -1 where there is none (third best of two). */
static gboolean
find_region (LbFiller *self, const LbReference *reference, const LbFigureTable *table, int *region, GError **error)
{
  const LbFigures *figures = self->figures;

  *region = (int) figures->region;
  switch (reference->place) {
  case LB_PLACE_ROW:
    if (self->row >= 0)
      *region = self->row;
    return TRUE;
  case LB_PLACE_HERE:
  case LB_PLACE_LEVEL: return TRUE;
  case LB_PLACE_COUNTY: {
    int county = lb_region_tree_get_ancestor (figures->regions, figures->region, LB_LEVEL_COUNTY);
    *region = county < 0 ? *region : county;
    return TRUE;
  }
  case LB_PLACE_BEST:
  case LB_PLACE_WORST:
    if (table->now->indicator->better != LB_BETTER_NONE)
      break;
    lb_template_set_error (self->template, reference->line, reference->column, error,
                           _ ("%s has no better direction, so nobody is best or worst; write @最高 or @最低"),
                           reference->indicator);
    return FALSE;
  case LB_PLACE_HIGHEST:
  case LB_PLACE_LOWEST: break;
  }
  g_autoptr (GArray) list = lb_figures_list (figures, figures->below, table);
  gboolean high_first = table->now->indicator->better != LB_BETTER_DOWN;
  guint n = 0;
  while (n < list->len && !isnan (table->now->value[g_array_index (list, guint, n)]))
    n++;
  gboolean front = reference->place == LB_PLACE_BEST ||
                   (reference->place == LB_PLACE_HIGHEST && high_first) ||
                   (reference->place == LB_PLACE_LOWEST && !high_first);
  if (reference->nth > n)
    *region = -1;
  else
    *region = (int) g_array_index (list, guint, front ? reference->nth - 1 : n - reference->nth);
  return TRUE;
}

static int
decimals_of (const LbReference *reference, LbField field, const LbFigureTable *table)
{
  if (reference->decimals >= 0)
    return reference->decimals;
  return field == LB_FIELD_VALUE ? table->now->indicator->decimals : 0;
}

static const char *
direction_word (LbSay say, double change)
{
  static const char *const words[][2] = {
    [LB_SAY_RATE] = {"提高", "下降"}, [LB_SAY_COUNT] = {"增加", "减少"}, [LB_SAY_NET] = {"净增", "净减"},
    [LB_SAY_ARROW] = {"↑", "↓"}};

  return words[say][change < 0];
}

static void
print_number (LbFiller *self, GString *out, const LbReference *reference, LbField field, const LbFigureTable *table,
              guint region)
{
  double value = lb_figures_get (self->figures, table, reference->when, field, region);
  int decimals = decimals_of (reference, field, table);
  gboolean said = reference->say != LB_SAY_PLAIN && !isnan (value);

  /* The county stands in no ranking of its townships. */
  if (field == LB_FIELD_RANK && region == self->figures->region)
    value = NAN;
  g_autofree char *text = isnan (value) ? g_strdup (NO_DATA) : lb_format_number (said ? fabs (value) : value, decimals);
  if (self->uses != NULL) {
    LbTemplateUse use = {reference->indicator, reference->when, field, region, decimals, g_strdup (text)};
    g_array_append_val (self->uses, use);
  }
  if (!said)
    g_string_append (out, text);
  else if (strpbrk (text, "123456789") == NULL)
    g_string_append (out, reference->say == LB_SAY_ARROW ? text : "持平");
  else
    g_string_append_printf (out, "%s%s%s", direction_word (reference->say, value), text, reference->unit);
}

static char *
list_without_data (LbFiller *self, const LbReference *reference, const LbFigureTable *table, guint *count)
{
  LbLevel level = reference->place == LB_PLACE_LEVEL && !reference->below ? reference->level : self->figures->below;
  g_autoptr (GArray) list = lb_figures_list (self->figures, level, NULL);
  GString *names = g_string_new (NULL);

  *count = 0;
  for (guint i = 0; i < list->len; i++) {
    guint region = g_array_index (list, guint, i);
    if (!isnan (table->now->value[region]))
      continue;
    g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "",
                            lb_region_tree_get (self->figures->regions, region)->name);
    ++*count;
  }
  return g_string_free (names, FALSE);
}

static const char *
level_word (LbLevel level)
{
  static const char *const words[LB_N_LEVELS] = {"县", "乡镇", "管区", "村", "网格"};
  return words[level];
}

/* How many of the region's level within the report have its value, itself included. */
static guint
count_ties (LbFiller *self, const LbFigureTable *table, guint region)
{
  LbLevel level = lb_region_tree_get (self->figures->regions, region)->level;
  g_autoptr (GArray) list = lb_figures_list (self->figures, level, NULL);
  guint ties = 0;

  for (guint i = 0; i < list->len; i++)
    ties += table->now->value[g_array_index (list, guint, i)] == table->now->value[region];
  return MAX (ties, 1);
}

static void
append_name (LbFiller *self, GString *out, const LbReference *reference, const LbFigureTable *table, guint region)
{
  const LbRegion *found = lb_region_tree_get (self->figures->regions, region);
  guint ties = count_ties (self, table, region);

  g_string_append (out, found->name);
  if (ties > 1 && reference->nth == 1)
    g_string_append_printf (out, "等%u个%s", ties, level_word (found->level));
}

static gboolean
indicator_words (LbFiller *self, GString *out, const LbReference *reference, GError **error)
{
  const LbFigureTable *table = table_of (self, reference, error);
  int region;
  guint count;

  if (table == NULL || !find_region (self, reference, table, &region, error))
    return FALSE;
  if (reference->word == LB_WORD_TITLE)
    g_string_append (out, table->now->indicator->name);
  else if (reference->word == LB_WORD_UNIT)
    g_string_append (out, table->now->indicator->unit);
  else if (reference->word == LB_WORD_NODATA || reference->word == LB_WORD_NODATA_COUNT) {
    g_autofree char *names = list_without_data (self, reference, table, &count);
    if (reference->word == LB_WORD_NODATA)
      g_string_append (out, names);
    else
      g_string_append_printf (out, "%u", count);
  } else if (region < 0)
    g_string_append (out, NO_DATA);
  else if (reference->word == LB_WORD_NAME)
    append_name (self, out, reference, table, (guint) region);
  else if (reference->word == LB_WORD_TIES)
    g_string_append_printf (out, "%u", count_ties (self, table, (guint) region));
  else if (reference->word == LB_WORD_PAIR) {
    print_number (self, out, reference, LB_FIELD_NUMERATOR, table, (guint) region);
    g_string_append (out, "户");
    print_number (self, out, reference, LB_FIELD_PERSONS, table, (guint) region);
    g_string_append (out, "人");
  } else
    print_number (self, out, reference, reference->field, table, (guint) region);
  return TRUE;
}

/* 全县 for 岚岭县, 全镇 for 塔花镇; a village is 全村. */
static char *
whole_of (const LbRegion *region, const char *name)
{
  static const char *const endings[] = {"自治县", "县", "市", "区", "旗", "街道", "镇", "乡", "村", "社区"};

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return g_strconcat ("全", g_str_equal (endings[i], "自治县") ? "县" : endings[i], NULL);
  return g_strdup (region->level == LB_LEVEL_COUNTY ? "全县" : region->level == LB_LEVEL_TOWNSHIP ? "全乡镇" : "全村");
}

static char *
plain_words (LbFiller *self, const LbReference *reference)
{
  const LbFigures *figures = self->figures;
  const LbRegion *here = lb_region_tree_get (figures->regions, figures->region);
  gboolean county = here->level == LB_LEVEL_COUNTY;

  switch (reference->word) {
  case LB_WORD_COUNTY: return g_strdup (figures->county);
  case LB_WORD_ISSUER: return g_strdup (figures->issuer);
  case LB_WORD_RULES: return g_strdup (figures->rules);
  case LB_WORD_REGION: return county ? g_strdup (figures->county) : g_strconcat (figures->county, here->name, NULL);
  case LB_WORD_WHOLE: return whole_of (here, county ? figures->county : here->name);
  case LB_WORD_BELOW: return g_strdup (level_word (figures->below));
  case LB_WORD_BELOW_COUNT: {
    g_autoptr (GArray) list = lb_figures_list (figures, figures->below, NULL);
    return g_strdup_printf ("%u", list->len);
  }
  case LB_WORD_AS_OF: return date_words (figures->as_of);
  case LB_WORD_SINCE: return date_words (figures->since);
  case LB_WORD_VERSION: return g_strdup (LB_VERSION);
  case LB_WORD_ROW:
    return g_strdup (self->row < 0 ? "" : lb_region_tree_get (figures->regions, (guint) self->row)->name);
  default: return NULL;
  }
}

static gboolean
append_reference (LbFiller *self, GString *out, const LbReference *reference, GError **error)
{
  if (reference->word <= LB_WORD_UNIT)
    return indicator_words (self, out, reference, error);

  g_autofree char *words = plain_words (self, reference);
  if (words != NULL) {
    g_string_append (out, words);
    return TRUE;
  }
  gboolean table = reference->word == LB_WORD_NUMBER_OF_TABLE;
  g_autofree char *key = g_strconcat (table ? "T" : "F", reference->indicator, NULL);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));
  if (number == 0) {
    lb_template_set_error (self->template, reference->line, reference->column, error,
                           _ ("no table or figure has the name “%s”"), reference->indicator);
    return FALSE;
  }
  g_string_append_printf (out, "%s%u", table ? "表" : "图", number);
  return TRUE;
}

char *
lb_filler_words (LbFiller *self, const GPtrArray *pieces, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const LbPiece *piece = g_ptr_array_index (pieces, i);
    if (piece->text != NULL)
      g_string_append (out, piece->text);
    else if (!append_reference (self, out, piece->reference, error))
      return NULL;
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
lb_filler_number (LbFiller *self, const LbReference *reference, double *value, GError **error)
{
  if (reference->word == LB_WORD_FIGURE || reference->word == LB_WORD_PAIR) {
    const LbFigureTable *table = table_of (self, reference, error);
    int region;
    if (table == NULL || !find_region (self, reference, table, &region, error))
      return FALSE;
    *value = region < 0 ? NAN : lb_figures_get (self->figures, table, reference->when, reference->field, (guint) region);
    return TRUE;
  }
  g_autoptr (GString) words = g_string_new (NULL);
  if (!append_reference (self, words, reference, error))
    return FALSE;
  *value = words->len == 0 || g_str_equal (words->str, NO_DATA) ? NAN : 1;
  if (!isnan (*value) &&
      (reference->word == LB_WORD_TIES || reference->word == LB_WORD_NODATA_COUNT || reference->word == LB_WORD_BELOW_COUNT))
    *value = g_ascii_strtod (words->str, NULL);
  return TRUE;
}
