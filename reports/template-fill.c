/* A template is walked twice: once to count tables and figures, so that sentences can speak of those that come later, and
 * once to make the blocks. Conditions are decided and repeats go round. */
#include "config.h"
#include "reports/template-compose.h"
#include "src/i18n.h"

#include <math.h>

static gboolean walk (LbComposer *self, guint from, guint to, GError **error);

static gboolean
decide (LbComposer *self, const LbTemplateLine *line, gboolean *holds, GError **error)
{
  const LbPiece *piece = g_ptr_array_index (line->pieces, 0);
  double value;

  if (piece->reference == NULL) {
    lb_template_set_error (self->filler.template, line->line, line->column, error,
                           _ ("a condition is written “{REFERENCE}” or “{REFERENCE} > NUMBER”"));
    return FALSE;
  }
  if (!lb_filler_number (&self->filler, piece->reference, &value, error))
    return FALSE;
  *holds = lb_compare (value, line->comparison, line->limit);
  if (line->type == LB_LINE_IF_NOT)
    *holds = !*holds;
  return TRUE;
}

/* The lines of a repeat, once for each region or row. */
static gboolean
repeat (LbComposer *self, guint at, GError **error)
{
  const LbTemplateLine *line = g_ptr_array_index (self->filler.template->lines, at);
  const LbSelection *selection = line->selection;
  const LbFiller outer = self->filler;
  const LbList *list = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) regions = NULL;

  if (selection->list != NULL)
    rows = lb_filler_rows (&self->filler, selection->list, line->line, line->column, &list, error);
  else
    regions = lb_filler_regions (&self->filler, selection, error);
  if (rows == NULL && regions == NULL)
    return FALSE;
  guint n = rows == NULL ? regions->len : lb_filler_lists (&self->filler, list, rows) ? rows->len : 0;
  gboolean going = TRUE;
  self->depth++;
  for (guint i = 0; i < n && going && (selection->most == 0 || i < selection->most); i++) {
    if (rows != NULL) {
      self->filler.list = list;
      self->filler.list_row = g_ptr_array_index (rows, i);
    } else
      self->filler.here = g_array_index (regions, guint, i);
    self->filler.count = i + 1;
    going = walk (self, at + 1, line->partner, error);
  }
  self->depth--;
  self->filler = outer;
  return going;
}

static gboolean
count (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  gboolean table = line->type == LB_LINE_TABLE || line->type == LB_LINE_FACETS || line->type == LB_LINE_LIST ||
                   line->type == LB_LINE_DEFINITIONS;
  gboolean figure = line->type == LB_LINE_FIGURE || line->type == LB_LINE_CHART;

  if ((!table && !figure) || self->depth > 0)
    return TRUE;
  /* A list or chart without rows, or one that is not published, is said in a sentence and has no number. */
  gboolean empty = FALSE;
  if (line->selection != NULL && line->selection->list != NULL) {
    const LbList *list;
    g_autoptr (GPtrArray) rows =
      lb_filler_rows (&self->filler, line->selection->list, line->line, line->column, &list, error);
    if (rows == NULL)
      return FALSE;
    empty = rows->len == 0 || lb_composer_withholds (self, line, list, rows);
  }
  guint number = empty ? 0 : table ? ++self->tables : ++self->figures;
  char *key = g_strconcat (table ? "T" : "F", line->label, NULL);
  if (!g_hash_table_insert (self->filler.numbers, key, GUINT_TO_POINTER (number))) {
    lb_template_set_error (self->filler.template, line->line, 1, error, _ ("the name “%s” is used twice"), line->label);
    return FALSE;
  }
  return TRUE;
}

static gboolean
open_column (LbComposer *self, const LbTemplateLine *line)
{
  if (line->type == LB_LINE_ROW) {
    self->row = lb_block_new (LB_BLOCK_ROW);
    g_ptr_array_add (self->document, self->row);
  }
  self->blocks = lb_block_add_column (self->row, line->size);
  return TRUE;
}

static gboolean
add (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  switch (line->type) {
  case LB_LINE_TABLE:
  case LB_LINE_FACETS: self->table = line; return TRUE;
  case LB_LINE_COLUMN:
  case LB_LINE_COLUMN_EACH: g_ptr_array_add (self->columns, (gpointer) line); return TRUE;
  case LB_LINE_TOTAL: self->total = line; return TRUE;
  case LB_LINE_TABLE_NOTE: self->note = line; return TRUE;
  case LB_LINE_TABLE_END: return lb_composer_table (self, error);
  case LB_LINE_LIST: return lb_composer_list (self, line, error);
  case LB_LINE_DEFINITIONS: return lb_composer_definitions (self, line, error);
  case LB_LINE_FIGURE: return lb_composer_figure (self, line, error);
  case LB_LINE_CHART: return lb_composer_chart (self, line, error);
  case LB_LINE_KEY_FIGURE: return lb_composer_key_figure (self, line, error);
  case LB_LINE_FIGURE_NOTE:
  case LB_LINE_LIST_NOTE: /* went with the line before */
  case LB_LINE_STYLE: return TRUE;
  case LB_LINE_ROW:
  case LB_LINE_ROW_NEXT: return open_column (self, line);
  case LB_LINE_ROW_END:
    self->row = NULL;
    self->blocks = self->document;
    return TRUE;
  default: return lb_composer_words (self, line, error);
  }
}

/* The lines from @from up to @to. */
static gboolean
walk (LbComposer *self, guint from, guint to, GError **error)
{
  for (guint i = from; i < to; i++) {
    const LbTemplateLine *line = g_ptr_array_index (self->filler.template->lines, i);
    gboolean holds = TRUE;
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;
    switch (line->type) {
    case LB_LINE_IF:
    case LB_LINE_IF_NOT:
      if (!decide (self, line, &holds, error))
        return FALSE;
      if (!holds)
        i = line->partner;
      break;
    case LB_LINE_ELSE: i = line->partner; break; /* the lines above held */
    case LB_LINE_END: break;
    case LB_LINE_EACH:
      /* Nothing in a repeat is numbered. */
      if (!self->counting && !repeat (self, i, error))
        return FALSE;
      i = line->partner;
      break;
    default:
      if (!(self->counting ? count (self, line, error) : add (self, line, error)))
        return FALSE;
    }
  }
  return TRUE;
}

GPtrArray *
lb_template_fill (const LbTemplate *self, const LbFigures *figures, LbTemplateMapFunc map, gpointer user_data,
                  GArray *uses, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) columns = g_ptr_array_new (), blocks = lb_blocks_new ();
  LbComposer composer = {
    .filler = {.template = self, .figures = figures, .uses = uses, .numbers = numbers, .here = figures->region, .row = -1},
    .map = map, .user_data = user_data, .cancellable = cancellable, .counting = TRUE, .document = blocks, .blocks = blocks,
    .columns = columns};

  gboolean done = walk (&composer, 0, self->lines->len, error);
  composer.counting = FALSE;
  done = done && walk (&composer, 0, self->lines->len, error);
  g_free (composer.run_in);
  return done ? g_steal_pointer (&blocks) : NULL;
}

static void
use_clear (gpointer data)
{
  g_free (((LbTemplateUse *) data)->text);
}

GArray *
lb_template_uses_new (void)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (LbTemplateUse));

  g_array_set_clear_func (uses, use_clear);
  return uses;
}
