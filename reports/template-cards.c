/* The cards of a map: its worst or best regions, each with its number, what stands behind it, and the change since. */
#include "config.h"
#include "reports/template-compose.h"

#include <math.h>
#include <string.h>

/* The number that a map of changes shows, with its sign, and what it has become. */
static void
add_change_card (LbComposer *self, const LbFigureTable *table, guint region, guint first, const char *place, LbBlock *block)
{
  const LbIndicator *indicator = table->now->indicator;
  double change, value;
  g_autofree char *size = lb_filler_tell (&self->filler, table, LB_WHEN_CHANGE, LB_FIELD_VALUE, region, &change);
  g_autofree char *now = lb_filler_tell (&self->filler, table, LB_WHEN_NOW, LB_FIELD_VALUE, region, &value);
  g_autofree char *moved = g_strconcat (isnan (change) ? "" : change < 0 ? "−" : "+", size, NULL);
  g_autofree char *note = g_strdup_printf ("现为 %s%s", now, indicator->unit);
  const LbKeyFigure card = {.label = (char *) lb_region_tree_get (self->filler.figures->regions, region)->name, .value = moved,
                            .unit = (char *) (g_str_equal (indicator->unit, "%") ? "个百分点" : indicator->unit), .note = note,
                            .place = (char *) place, .region = region - first};

  lb_block_add_figure (block, &card);
}

/* (transfer full): "4/13" of a rate, "" of a count. */
static char *
tell_parts (LbComposer *self, const LbFigureTable *table, LbWhen when, guint region)
{
  double unused;

  if (table->now->indicator->form != LB_FORM_RATIO || table->now->persons != NULL)
    return g_strdup ("");
  g_autofree char *part = lb_filler_tell (&self->filler, table, when, LB_FIELD_NUMERATOR, region, &unused);
  g_autofree char *of = lb_filler_tell (&self->filler, table, when, LB_FIELD_DENOMINATOR, region, &unused);
  return g_strconcat (part, "/", of, NULL);
}

/* How the value moved since the base date, with its arrow. */
static void
tell_change (LbComposer *self, const LbFigureTable *table, guint region, LbKeyFigure *card, char **words)
{
  const LbIndicator *indicator = table->now->indicator;
  double change;
  g_autofree char *size = lb_filler_tell (&self->filler, table, LB_WHEN_CHANGE, LB_FIELD_VALUE, region, &change);
  gboolean same = !isnan (change) && strpbrk (size, "123456789") == NULL;

  *words = g_strdup (same ? "持平" : g_str_equal (size, LB_NO_DATA) ? "" : size);
  card->change = *words;
  if (same || isnan (change))
    return;
  card->arrow = change > 0 ? 1 : -1;
  card->good = indicator->better == LB_BETTER_NONE ? 0 : (indicator->better == LB_BETTER_UP) == (change > 0) ? 1 : -1;
}

static void
add_card (LbComposer *self, const LbTemplateLine *line, const LbFigureTable *table, guint region, guint first, LbBlock *block)
{
  LbFiller here = self->filler;
  double shown;

  here.row = (int) region;
  if (line->when == LB_WHEN_CHANGE) {
    add_change_card (self, table, region, first, lb_filler_upper_name (&here), block);
    return;
  }
  g_autofree char *value = lb_filler_tell (&self->filler, table, line->when, LB_FIELD_VALUE, region, &shown), *words = g_strdup ("");
  g_autofree char *note = tell_parts (self, table, line->when, region);
  LbKeyFigure card = {.label = (char *) lb_region_tree_get (self->filler.figures->regions, region)->name, .value = value,
                      .unit = table->now->indicator->unit, .change = words, .note = note, .place = (char *) lb_filler_upper_name (&here),
                      .region = region - first};
  if (table->then != NULL) {
    g_clear_pointer (&words, g_free);
    tell_change (self, table, region, &card, &words);
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
