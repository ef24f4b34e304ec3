/* What the sheet of an indicator's map says, from the value table and the words of furniture.ini. */
#include "config.h"
#include "maps/map.h"
#include "maps/words.h"
#include "src/date.h"

#include <math.h>

/* What the county comes to; NULL when it has no data. */
static char *
summarise (const LbWords *words, const LbValues *values)
{
  const LbRegion *root = values->n > 0 ? lb_region_tree_get (values->regions, 0) : NULL;

  if (root == NULL || root->level != LB_LEVEL_COUNTY || isnan (values->value[0]))
    return NULL;
  g_autofree char *value = lb_format_number (values->value[0], values->indicator->decimals);
  g_autofree char *numerator = lb_format_number (values->numerator[0], 0);
  g_autofree char *denominator = lb_format_number (values->denominator[0], 0);
  g_autofree char *persons = lb_format_number (values->persons != NULL ? values->persons[0] : NAN, 0);
  return lb_words_fill (words, values->persons != NULL ? "summary-pair" : "summary-ratio", "value", value, "unit",
                        values->indicator->unit, "numerator", numerator, "denominator", denominator, "persons", persons,
                        NULL);
}

LbMap *
lb_map_new_for_values (LbBoundaries *boundaries, const LbValuesMap *wish, GError **error)
{
  const LbIndicator *indicator = wish->values->indicator;
  g_autoptr (LbWords) words = lb_words_load (wish->language, error);

  if (words == NULL)
    return NULL;
  g_autofree char *as_of = lb_day_to_text (wish->values->as_of);
  g_autofree char *day = lb_words_date (words, as_of);
  g_autofree char *definition = lb_words_fill (words, "definition", "source", indicator->source, NULL);
  g_autofree char *note = g_strconcat (definition, indicator->note, NULL);
  g_autofree char *summary = summarise (words, wish->values);
  g_autofree char *title = lb_words_fill (words, "title", "county", wish->county, "what", indicator->name, "date", day,
                                          NULL);
  const LbMapSpec spec = {
    .level = wish->level,
    .values = wish->values->value,
    .classify = wish->classify,
    .n_classes = wish->n_classes,
    .palette = indicator->palette,
    .reversed = indicator->better == LB_BETTER_UP,
    .title = title,
    .indicator = indicator->name,
    .unit = indicator->unit,
    .decimals = indicator->decimals,
    .as_of = as_of,
    .maker = wish->maker,
    .source = lb_words_get (words, "sources"),
    .summary = summary,
    .note = note,
    .language = wish->language,
  };
  return wish->scene != NULL ? lb_map_new_on (wish->scene, &spec, error) : lb_map_new (boundaries, &spec, error);
}
