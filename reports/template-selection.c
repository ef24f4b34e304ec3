/* Selections: which regions or rows a table, a repeat or a chart is about. */
#include "config.h"
#include "reports/list-public.h"
#include "reports/template-private.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

void
lb_selection_free (LbSelection *self)
{
  g_free (self->indicator);
  g_free (self->list);
  g_free (self);
}

static gboolean
is_word (const char *text, const char *zh, const char *en)
{
  return g_str_equal (text, zh) || g_str_equal (text, en);
}

/* 至多5 */
static gboolean
read_most (const char *text, guint *most)
{
  const char *number = g_str_has_prefix (text, "至多") ? text + strlen ("至多")
                       : g_str_has_prefix (text, "most") ? text + strlen ("most") : NULL;
  char *end;
  guint64 n = number == NULL ? 0 : g_ascii_strtoull (number, &end, 10);

  if (n == 0 || n > 10000 || *end != '\0')
    return FALSE;
  *most = (guint) n;
  return TRUE;
}

static void
take_indicator (LbSelection *self, const char *text)
{
  static const char *const prefixes[] = {"变化.", "change."};

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (text, prefixes[i])) {
      self->when = LB_WHEN_CHANGE;
      text += strlen (prefixes[i]);
    }
  self->indicator = g_strdup (text);
}

static gboolean
read_words (LbSelection *self, char **words, guint n)
{
  guint at = 1;

  if (n == 0)
    return FALSE;
  if (is_word (words[0], "清单", "list")) {
    if (n < 2)
      return FALSE;
    self->list = g_strdup (words[1]);
    return n == 2 || (n == 3 && read_most (words[2], &self->most));
  }
  self->here = is_word (words[0], "本地", "here");
  if (!self->here && !lb_reference_level (words[0], &self->level, &self->below))
    return FALSE;
  if (at + 1 < n && is_word (words[at], "按", "by")) {
    take_indicator (self, words[at + 1]);
    at += 2;
  }
  if (at < n && self->indicator != NULL && lb_reference_pick (words[at], &self->pick, &self->n)) {
    if (self->pick < LB_PLACE_BEST)
      return FALSE;
    at++;
  }
  if (at + 1 < n && self->indicator != NULL && strchr ("<>=!", words[at][0]) != NULL) {
    g_autofree char *both = g_strconcat (words[at], words[at + 1], NULL);
    if (!lb_template_read_comparison (both, &self->comparison, &self->limit))
      return FALSE;
    at += 2;
  }
  if (at < n && read_most (words[at], &self->most))
    at++;
  return at == n;
}

LbSelection *
lb_selection_parse (const LbTemplate *self, const char *text, guint line, guint column, GError **error)
{
  LbSelection *selection = g_new0 (LbSelection, 1);
  g_auto (GStrv) raw = g_strsplit_set (text, " \t", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  selection->line = line;
  selection->column = column;
  for (char **word = raw; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (words, *word);
  if (read_words (selection, (char **) words->pdata, words->len))
    return selection;
  lb_template_set_error (self, line, column, error,
                         _ ("“%s” chooses nothing; write LEVEL, LEVEL 按 INDICATOR 最差3, LEVEL 按 INDICATOR < NUMBER, 本地 "
                            "or 清单 LIST"), text);
  lb_selection_free (selection);
  return NULL;
}

gboolean
lb_compare (double value, char comparison, double limit)
{
  switch (comparison) {
  case '<': return value < limit;
  case '>': return value > limit;
  case '=': return value == limit;
  case '!': return value != limit;
  case 'l': return value <= limit;
  case 'g': return value >= limit;
  default: return !isnan (value);
  }
}

static gboolean
check_direction (LbFiller *self, const LbSelection *selection, const LbFigureTable *table, GError **error)
{
  if (selection->when == LB_WHEN_CHANGE || selection->pick == LB_PLACE_HIGHEST || selection->pick == LB_PLACE_LOWEST ||
      selection->pick == LB_PLACE_ROW || table->now->indicator->better != LB_BETTER_NONE)
    return TRUE;
  lb_template_set_error (self->template, selection->line, selection->column, error,
                         _ ("%s has no better direction, so nobody is best or worst; write @最高 or @最低"),
                         selection->indicator);
  return FALSE;
}

/* Whether the picked end is the front of the sorted list. */
static gboolean
from_front (const LbSelection *selection, const LbFigureTable *table)
{
  LbBetter better = table->now->indicator->better;

  if (selection->when == LB_WHEN_CHANGE) /* sorted high first */
    return selection->pick == LB_PLACE_HIGHEST || (selection->pick == LB_PLACE_BEST && better != LB_BETTER_DOWN) ||
           (selection->pick == LB_PLACE_WORST && better == LB_BETTER_DOWN);
  gboolean high_first = better != LB_BETTER_DOWN;
  return selection->pick == LB_PLACE_BEST || (selection->pick == LB_PLACE_HIGHEST && high_first) ||
         (selection->pick == LB_PLACE_LOWEST && !high_first);
}

/* Leaves the regions that have data enough to be compared, best first. */
static void
drop_incomparable (LbFiller *self, const LbSelection *selection, const LbFigureTable *table, GArray *list)
{
  guint kept = 0;

  for (guint i = 0; i < list->len; i++) {
    guint region = g_array_index (list, guint, i);
    double value = lb_figures_get (self->figures, table, selection->when, LB_FIELD_VALUE, region);
    if (isnan (value) || lb_figures_is_small (table, region) ||
        lb_figures_hides (self->figures, table, selection->when, LB_FIELD_VALUE, region) ||
        (selection->comparison != 0 && !lb_compare (value, selection->comparison, selection->limit)))
      continue;
    g_array_index (list, guint, kept++) = region;
  }
  g_array_set_size (list, kept);
}

GArray *
lb_filler_regions (LbFiller *self, const LbSelection *selection, GError **error)
{
  const LbFigureTable *table = NULL;
  LbLevel level = selection->below ? lb_figures_below (self->figures, self->here) : selection->level;

  if (selection->here)
    level = lb_region_tree_get (self->figures->regions, self->here)->level;
  if (selection->indicator != NULL) {
    table = lb_filler_table (self, selection->indicator, selection->when, selection->line, selection->column, error);
    if (table == NULL || !check_direction (self, selection, table, error))
      return NULL;
  }
  GArray *list = lb_figures_list (self->figures, self->here, level, table, selection->when);
  if (selection->here)
    g_array_set_size (list, MIN (list->len, 1));
  if (selection->comparison != 0 || selection->pick != LB_PLACE_ROW)
    drop_incomparable (self, selection, table, list);
  if (selection->pick == LB_PLACE_ROW && (selection->comparison == 0 || list->len < 2))
    return list;
  /* The end asked for comes first; of those over a limit, the ones farthest beyond it. */
  gboolean high_first = selection->when == LB_WHEN_CHANGE || table->now->indicator->better != LB_BETTER_DOWN;
  gboolean above = selection->comparison == '>' || selection->comparison == 'g';
  gboolean front = selection->pick != LB_PLACE_ROW ? from_front (selection, table) : above == high_first;
  if (!front)
    for (guint i = 0; i < list->len / 2; i++) {
      guint swap = g_array_index (list, guint, i);
      g_array_index (list, guint, i) = g_array_index (list, guint, list->len - 1 - i);
      g_array_index (list, guint, list->len - 1 - i) = swap;
    }
  if (selection->pick != LB_PLACE_ROW)
    g_array_set_size (list, MIN (list->len, selection->n));
  return list;
}

GPtrArray *
lb_filler_rows (LbFiller *self, const char *list, guint line, guint column, const LbList **found, GError **error)
{
  *found = lb_figures_find_list (self->figures, list);
  if (*found == NULL) {
    lb_template_set_error (self->template, line, column, error, _ ("there is no list “%s”"), list);
    return NULL;
  }
  return lb_list_select (*found, self->figures->regions, self->here, self->list, self->list_row);
}

gboolean
lb_filler_lists (LbFiller *self, const LbList *list, GPtrArray *rows)
{
  return self->figures->disclosure == NULL || lb_list_protect (list, rows, self->figures->disclosure);
}
