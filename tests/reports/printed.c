#include "printed.h"

#include <math.h>

static void
printed_clear (gpointer data)
{
  Printed *printed = data;

  g_free (printed->text);
  g_free (printed->beside);
}

static char *
without (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL);
}

GPtrArray *
printed_split (const char *text)
{
  g_autofree char *plain = without (text, "[0-9]{4}年[0-9]+月[0-9]+日|[0-9]{4}-[0-9]{2}-[0-9]{2}|(表|图|附件)[0-9]+|此处列出前[0-9]+条|[0-9]+\\.[0-9]+\\.[0-9]+|^[0-9]+．");
  g_autoptr (GRegex) regex = g_regex_new ("[0-9]+(\\.[0-9]+)?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);

  for (g_regex_match (regex, plain, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_ptr_array_add (numbers, g_match_info_fetch (match, 0));
  return numbers;
}

static void
add (GArray *list, const char *text, gboolean words)
{
  g_autoptr (GPtrArray) numbers = printed_split (text == NULL ? "" : text);

  for (guint i = 0; i < numbers->len; i++) {
    Printed printed = {g_strdup (g_ptr_array_index (numbers, i)), g_strdup (text), words};
    g_array_append_val (list, printed);
  }
}

static void
add_table (GArray *list, const LbTable *table)
{
  add (list, table->title, TRUE);
  add (list, table->note, FALSE);
  for (guint r = 0; r < table->rows->len; r++) {
    char **cells = g_ptr_array_index (table->rows, r);
    for (guint c = 0; c < table->columns->len; c++)
      add (list, cells[c], !g_array_index (table->columns, LbColumn, c).numeric);
  }
}

static void
add_value (GArray *list, double value, int decimals, const char *beside)
{
  if (isnan (value))
    return;
  g_autofree char *text = lb_format_number (fabs (value), decimals);
  Printed printed = {g_strdup (text), g_strdup (beside), FALSE};
  g_array_append_val (list, printed);
}

static void
add_chart (GArray *list, const LbChart *chart)
{
  add (list, chart->title, TRUE);
  add (list, chart->left, FALSE);
  add (list, chart->right, FALSE);
  for (guint i = 0; i < chart->items->len; i++) {
    const LbChartItem *item = &g_array_index (chart->items, LbChartItem, i);
    add_value (list, item->value, chart->decimals, chart->title);
    add_value (list, item->second, chart->decimals, chart->title);
    if (chart->kind == LB_CHART_SCATTER)
      add_value (list, item->x, chart->x_decimals, chart->title);
  }
}

static void add_block (GArray *list, const LbBlock *block);

static void
add_row (GArray *list, const LbBlock *block)
{
  for (guint c = 0; c < block->columns->len; c++) {
    const GPtrArray *blocks = ((const LbRowColumn *) g_ptr_array_index (block->columns, c))->blocks;
    for (guint i = 0; i < blocks->len; i++)
      add_block (list, g_ptr_array_index (blocks, i));
  }
}

static void
add_block (GArray *list, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);
  gboolean title = block->type == LB_BLOCK_TITLE || block->type == LB_BLOCK_SUBTITLE || block->type == LB_BLOCK_APPENDIX;

  if (block->type == LB_BLOCK_NOTE) /* versions and fingerprints */
    return;
  add (list, text, title);
  if (block->type == LB_BLOCK_TABLE)
    add_table (list, block->table);
  if (block->type == LB_BLOCK_CHART)
    add_chart (list, block->chart);
  if (block->type == LB_BLOCK_FIGURE)
    add (list, lb_map_get_spec (block->map)->summary, FALSE);
  if (block->type == LB_BLOCK_ROW)
    add_row (list, block);
  for (guint i = 0; block->figures != NULL && i < block->figures->len; i++) {
    const LbKeyFigure *figure = &g_array_index (block->figures, LbKeyFigure, i);
    const char *const words[] = {figure->label, figure->value, figure->change, figure->note};
    for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
      add (list, words[k], FALSE);
  }
}

GArray *
printed_list (const GPtrArray *blocks)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Printed));

  g_array_set_clear_func (list, printed_clear);
  for (guint i = 0; i < blocks->len; i++)
    add_block (list, g_ptr_array_index (blocks, i));
  return list;
}
