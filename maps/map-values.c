/* What the sheet of an indicator's map says, from the value table and the words of furniture.ini. */
#include "config.h"
#include "maps/map-private.h"
#include "src/date.h"

#include <math.h>

static const char *
keep (GPtrArray *strings, char *text)
{
  if (text != NULL)
    g_ptr_array_add (strings, text);
  return text;
}

char *
lb_values_summarise (const LbValues *values, const LbWords *words, const char *unit, gboolean change)
{
  const LbIndicator *indicator = values->indicator;
  const LbRegion *root = values->n > 0 ? lb_region_tree_get (values->regions, 0) : NULL;

  if (root == NULL || root->level != LB_LEVEL_COUNTY || isnan (values->value[0]))
    return NULL;
  g_autofree char *plain = lb_format_number (values->value[0], indicator->decimals);
  g_autofree char *value = *plain == '-' ? g_strconcat ("−", plain + 1, NULL) : g_strdup (plain); /* as in the legend */
  g_autofree char *numerator = lb_format_number (values->numerator[0], 0);
  g_autofree char *denominator = lb_format_number (values->denominator[0], 0);
  g_autofree char *persons = lb_format_number (values->persons != NULL ? values->persons[0] : NAN, 0);
  const char *key = change ? "summary-value" : values->persons != NULL ? "summary-pair" : "summary-ratio";
  return lb_words_fill (words, key, "value", value, "unit", unit, "numerator", numerator, "denominator", denominator, "persons",
                        persons, NULL);
}

void
lb_map_describe_pair (LbMapSpec *spec, const LbPairWish *pair, const LbWords *words, GPtrArray *strings)
{
  const LbIndicator *first = pair->first->indicator, *second = pair->second->indicator;
  g_autofree char *definition = lb_words_fill (words, "definition-of", "what", first->name, "source", first->source, NULL);
  g_autofree char *other = lb_words_fill (words, "definition-of", "what", second->name, "source", second->source, NULL);
  g_autofree char *total = lb_values_summarise (pair->first, words, first->unit, FALSE);
  g_autofree char *other_total = lb_values_summarise (pair->second, words, second->unit, FALSE);

  spec->second = (LbMapSecond) {pair->second->value, second->better == LB_BETTER_UP, second->name, second->unit, second->decimals};
  spec->palette = NULL;
  spec->note = keep (strings, g_strconcat (definition, other, NULL));
  spec->title = keep (strings, lb_words_fill (words, "title-pair", "county", pair->county, "what", first->name, "second",
                                              second->name, "date", pair->day, NULL));
  if (total != NULL && other_total != NULL)
    spec->summary = keep (strings, lb_words_fill (words, "summary-pair-of-two", "what", first->name, "first", total, "other",
                                                  second->name, "second", other_total, NULL));
}

LbMap *
lb_map_new_for_values (LbBoundaries *boundaries, const LbValuesMap *wish, GError **error)
{
  const LbIndicator *indicator = wish->values->indicator;
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LbWords) words = lb_words_load (wish->language, error);

  if (words == NULL)
    return NULL;
  g_autofree char *as_of = lb_day_to_text (wish->values->as_of);
  g_autofree char *day = lb_words_date (words, as_of);
  g_autofree char *definition = lb_words_fill (words, "definition", "source", indicator->source, NULL);
  LbMapSpec spec = {
    .level = wish->level,
    .values = wish->values->value,
    .classify = wish->classify,
    .n_classes = wish->n_classes,
    .palette = indicator->palette,
    .reversed = indicator->better == LB_BETTER_UP,
    .title = keep (strings, lb_words_fill (words, "title", "county", wish->county, "what", indicator->name, "date", day, NULL)),
    .indicator = indicator->name,
    .unit = indicator->unit,
    .decimals = indicator->decimals,
    .as_of = as_of,
    .maker = wish->maker,
    .source = lb_words_get (words, "sources"),
    .summary = keep (strings, lb_values_summarise (wish->values, words, indicator->unit, FALSE)),
    .note = keep (strings, g_strconcat (definition, indicator->note, NULL)),
    .language = wish->language,
  };
  if (wish->second != NULL) {
    const LbPairWish pair = {wish->values, wish->second, wish->county, day};
    lb_map_describe_pair (&spec, &pair, words, strings);
  }
  return wish->scene != NULL ? lb_map_new_on (wish->scene, &spec, error) : lb_map_new (boundaries, &spec, error);
}
