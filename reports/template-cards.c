/* The cards of a map: its worst or best regions, each with its number, what stands behind it, and the change since. */
#include "config.h"
#include "reports/template-compose.h"

#include <math.h>
#include <string.h>

/* The number that a map of changes shows, with its sign, and what it has become. */
static void
add_change_card (LbComposer *self, const LbFigureTable *table, guint region, guint first, const char *place, LbBlock *block)
{
  const LbFigures *figures = self->filler.figures;
  const LbIndicator *indicator = table->now->indicator;
  double change = lb_figures_get (figures, table, LB_WHEN_CHANGE, LB_FIELD_VALUE, region);
  g_autofree char *size = lb_format_number (fabs (change), indicator->decimals);
  g_autofree char *value = g_strconcat (change < 0 ? "−" : "+", size, NULL), *now = lb_values_format (table->now, region);
  g_autofree char *note = g_strdup_printf ("现为 %s%s", now, indicator->unit);
  const LbKeyFigure card = {.label = (char *) lb_region_tree_get (figures->regions, region)->name, .value = value,
                            .unit = (char *) (g_str_equal (indicator->unit, "%") ? "个百分点" : indicator->unit), .note = note,
                            .place = (char *) place, .region = region - first};

  lb_block_add_figure (block, &card);
}

/* "4/13" of a rate; its change in points where a base date is given. */
static void
add_card (LbComposer *self, const LbTemplateLine *line, const LbFigureTable *table, guint region, guint first, LbBlock *block)
{
  const LbFigures *figures = self->filler.figures;
  const LbIndicator *indicator = table->now->indicator; /* the block copies the words */
  LbFiller here = self->filler;
  double change = table->then == NULL ? NAN : lb_figures_get (figures, table, LB_WHEN_CHANGE, LB_FIELD_VALUE, region);

  here.row = (int) region;
  if (line->when == LB_WHEN_CHANGE) {
    add_change_card (self, table, region, first, lb_filler_upper_name (&here), block);
    return;
  }
  g_autofree char *value = lb_format_number (lb_figures_get (figures, table, line->when, LB_FIELD_VALUE, region), indicator->decimals);
  g_autofree char *part = lb_format_number (table->now->numerator[region], 0), *of = lb_format_number (table->now->denominator[region], 0);
  g_autofree char *note = indicator->form == LB_FORM_RATIO && table->now->persons == NULL ? g_strconcat (part, "/", of, NULL)
                                                                                          : g_strdup ("");
  g_autofree char *size = isnan (change) ? NULL : lb_format_number (fabs (change), indicator->decimals);
  gboolean same = size == NULL || strpbrk (size, "123456789") == NULL;
  g_autofree char *words = size == NULL ? g_strdup ("") : same ? g_strdup ("持平") : g_strdup (size);
  LbKeyFigure card = {.label = (char *) lb_region_tree_get (figures->regions, region)->name, .value = value, .unit = indicator->unit,
                      .change = words, .note = note, .place = (char *) lb_filler_upper_name (&here), .region = region - first};
  if (!same) {
    card.arrow = change > 0 ? 1 : -1;
    card.good = indicator->better == LB_BETTER_NONE ? 0 : (indicator->better == LB_BETTER_UP) == (change > 0) ? 1 : -1;
  }
  lb_block_add_figure (block, &card);
}

gboolean
lb_composer_cards (LbComposer *self, const LbTemplateLine *line, const LbTemplateMap *wish, LbBlock *block, GError **error)
{
  const LbSelection selection = {.line = line->line, .column = line->column, .level = wish->level, .indicator = line->indicator,
                                 .when = line->when, .pick = line->pick, .n = line->n};
  const LbFigureTable *table = lb_figures_find (self->filler.figures, line->indicator);
  g_autoptr (GArray) regions = lb_filler_regions (&self->filler, &selection, error);
  if (regions == NULL)
    return FALSE;

  for (guint i = 0; i < MIN (regions->len, line->n); i++)
    add_card (self, line, table, g_array_index (regions, guint, i), wish->region, block);
  return TRUE;
}
