/* Lines of a template become blocks: conditions are decided, headings and tables counted, rows repeated. */
#include "config.h"
#include "reports/template-private.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

typedef struct {
  LbFiller filler;
  LbTemplateMapFunc map;
  gpointer user_data;
  GPtrArray *blocks;
  guint headings, run_ins;
  char *run_in;          /* a second heading that waits for its paragraph    */
  const LbTemplateLine *table;   /* the table that is open                           */
  GPtrArray *columns;    /* its LbTemplateLine columns                               */
  const LbTemplateLine *total, *note;
} Composer;

static const char *const ordinals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

static char *
ordinal (guint n)
{
  if (n <= 10)
    return g_strdup (ordinals[n - 1]);
  return g_strconcat (n < 20 ? "" : ordinals[n / 10 - 1], "十", n % 10 == 0 ? "" : ordinals[n % 10 - 1], NULL);
}

static LbBlock *
add_block (Composer *self, LbBlockType type, LbRole role, const char *text)
{
  LbBlock *block = lb_block_new (type);

  if (text != NULL)
    lb_block_add (block, role, text);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_heading (Composer *self, const char *text)
{
  g_autofree char *number = ordinal (++self->headings);
  g_autofree char *whole = g_strconcat (number, "、", text, NULL);
  LbBlock *block = add_block (self, LB_BLOCK_HEADING, LB_ROLE_HEI, whole);

  block->outline = g_strdup (whole);
  block->depth = 1;
  self->run_ins = 0;
}

static void
add_paragraph (Composer *self, const char *text)
{
  LbBlock *block = add_block (self, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, NULL);

  if (self->run_in != NULL) {
    g_autofree char *number = ordinal (++self->run_ins);
    block->outline = g_strconcat ("（", number, "）", self->run_in, NULL);
    block->depth = 2;
    g_autofree char *words = g_strconcat (block->outline, "。", NULL);
    lb_block_add (block, LB_ROLE_KAI, words);
    g_clear_pointer (&self->run_in, g_free);
  }
  lb_block_add (block, LB_ROLE_TEXT, text);
}

static gboolean
add_row (Composer *self, LbTable *table, guint region, const char *first, GError **error)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  self->filler.row = (int) region;
  for (guint i = 0; i < self->columns->len; i++) {
    const LbTemplateLine *column = g_ptr_array_index (self->columns, i);
    g_autofree char *text = i == 0 && first != NULL ? g_strdup (first)
                                                    : lb_filler_words (&self->filler, column->pieces, error);
    if (text == NULL)
      return FALSE;
    g_strv_builder_add (cells, text);
  }
  self->filler.row = -1;
  lb_table_take_row (table, g_strv_builder_end (cells));
  return TRUE;
}

static gboolean
is_numeric (const LbTemplateLine *column)
{
  const LbPiece *piece = column->pieces->len == 1 ? g_ptr_array_index (column->pieces, 0) : NULL;

  return piece != NULL && piece->reference != NULL && piece->reference->word == LB_WORD_FIGURE;
}

/* What a table or figure is sorted or coloured by; NULL with error when it is not there. */
static const LbFigureTable *
indicator_of (const Composer *self, const LbTemplateLine *line, GError **error)
{
  const LbFigureTable *table = lb_figures_find (self->filler.figures, line->indicator);

  if (table == NULL)
    lb_template_set_error (self->filler.template, line->line, line->column, error,
                           _ ("there is no indicator “%s”; “lookback indicators” lists them"), line->indicator);
  return table;
}

static char *
numbered_title (Composer *self, const LbTemplateLine *line, const char *kind, const char *word, GError **error)
{
  g_autofree char *key = g_strconcat (kind, line->label, NULL);
  g_autofree char *title = lb_filler_words (&self->filler, line->pieces, error);

  if (title == NULL)
    return NULL;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->filler.numbers, key));
  return g_strdup_printf ("%s%u　%s", word, number, title);
}

static gboolean
finish_table (Composer *self, GError **error)
{
  const LbTemplateLine *line = self->table;
  const LbFigures *figures = self->filler.figures;
  const LbFigureTable *sorted = line->indicator == NULL ? NULL : indicator_of (self, line, error);
  if (line->indicator != NULL && sorted == NULL)
    return FALSE;
  g_autofree char *title = numbered_title (self, line, "T", "表", error);
  if (title == NULL)
    return FALSE;
  if (self->columns->len == 0) {
    lb_template_set_error (self->filler.template, line->line, 1, error, _ ("the table has no columns"));
    return FALSE;
  }
  LbBlock *block = add_block (self, LB_BLOCK_TABLE, LB_ROLE_SONG, NULL);
  block->table = lb_table_new (title);
  block->outline = g_steal_pointer (&title);
  block->depth = 2;
  for (guint i = 0; i < self->columns->len; i++) {
    const LbTemplateLine *column = g_ptr_array_index (self->columns, i);
    g_autofree char *head = lb_filler_words (&self->filler, column->head, error);
    if (head == NULL)
      return FALSE;
    char *bar = strchr (head, '|');
    if (bar != NULL)
      *bar = '\0';
    lb_table_add_column (block->table, bar == NULL ? "" : head, bar == NULL ? head : bar + 1, is_numeric (column));
  }
  g_autoptr (GArray) rows = lb_figures_list (figures, line->below ? figures->below : line->level, sorted);
  for (guint i = 0; i < rows->len; i++)
    if (!add_row (self, block->table, g_array_index (rows, guint, i), NULL, error))
      return FALSE;
  if (self->total != NULL) {
    g_autofree char *label = lb_filler_words (&self->filler, self->total->pieces, error);
    if (label == NULL || !add_row (self, block->table, figures->region, label, error))
      return FALSE;
    block->table->total = TRUE;
  }
  if (self->note != NULL) {
    g_free (block->table->note);
    block->table->note = lb_filler_words (&self->filler, self->note->pieces, error);
  }
  self->table = self->total = self->note = NULL;
  g_ptr_array_set_size (self->columns, 0);
  return block->table->note != NULL;
}

/* The words of the @图注 that follows a figure's line; "" when none does. */
static char *
note_of_figure (Composer *self, const LbTemplateLine *line, GError **error)
{
  const GPtrArray *lines = self->filler.template->lines;
  guint i;

  if (!g_ptr_array_find ((GPtrArray *) lines, line, &i) || i + 1 == lines->len)
    return g_strdup ("");
  const LbTemplateLine *next = g_ptr_array_index (lines, i + 1);
  return next->type == LB_LINE_FIGURE_NOTE ? lb_filler_words (&self->filler, next->pieces, error) : g_strdup ("");
}

static gboolean
add_figure (Composer *self, const LbTemplateLine *line, GError **error)
{
  if (indicator_of (self, line, error) == NULL)
    return FALSE;
  g_autofree char *title = numbered_title (self, line, "F", "图", error);
  g_autofree char *note = title == NULL ? NULL : note_of_figure (self, line, error);
  if (note == NULL)
    return FALSE;
  LbLevel level = line->below ? self->filler.figures->below : line->level;
  g_autoptr (LbMap) map = self->map (line->indicator, level, title, note, self->user_data, error);
  if (map == NULL)
    return FALSE;
  LbBlock *block = add_block (self, LB_BLOCK_FIGURE, LB_ROLE_SONG, NULL);
  block->map = g_steal_pointer (&map);
  block->outline = g_steal_pointer (&title);
  block->depth = 2;
  return TRUE;
}

static gboolean
add_words (Composer *self, const LbTemplateLine *line, GError **error)
{
  g_autofree char *text = lb_filler_words (&self->filler, line->pieces, error);
  if (text == NULL)
    return FALSE;

  switch (line->type) {
  case LB_LINE_TITLE: {
    g_strdelimit (text, "|", '\v');
    LbBlock *block = add_block (self, LB_BLOCK_TITLE, LB_ROLE_TITLE, text);
    g_auto (GStrv) parts = g_strsplit (text, "\v", -1);
    block->outline = g_strjoinv ("", parts);
    block->depth = 0;
    break;
  }
  case LB_LINE_SUBTITLE: add_block (self, LB_BLOCK_SUBTITLE, LB_ROLE_KAI, text); break;
  case LB_LINE_HEADING: add_heading (self, text); break;
  case LB_LINE_RUN_IN:
    g_free (self->run_in);
    self->run_in = g_steal_pointer (&text);
    break;
  case LB_LINE_NOTE: add_block (self, LB_BLOCK_NOTE, LB_ROLE_SONG, text); break;
  default: add_paragraph (self, text); break;
  }
  return TRUE;
}

static gboolean
add_line (Composer *self, const LbTemplateLine *line, GError **error)
{
  switch (line->type) {
  case LB_LINE_TABLE: self->table = line; return TRUE;
  case LB_LINE_COLUMN: g_ptr_array_add (self->columns, (gpointer) line); return TRUE;
  case LB_LINE_TOTAL: self->total = line; return TRUE;
  case LB_LINE_TABLE_NOTE: self->note = line; return TRUE;
  case LB_LINE_TABLE_END: return finish_table (self, error);
  case LB_LINE_FIGURE: return add_figure (self, line, error);
  case LB_LINE_FIGURE_NOTE: return TRUE; /* went with its figure */
  case LB_LINE_BREAK: add_block (self, LB_BLOCK_BREAK, LB_ROLE_TEXT, NULL); return TRUE;
  default: return add_words (self, line, error);
  }
}

static gboolean
decide (Composer *self, const LbTemplateLine *line, gboolean *holds, GError **error)
{
  const LbPiece *piece = g_ptr_array_index (line->pieces, 0);
  double value;

  if (!lb_filler_number (&self->filler, piece->reference, &value, error))
    return FALSE;
  switch (line->comparison) {
  case '<': *holds = value < line->limit; break;
  case '>': *holds = value > line->limit; break;
  case '=': *holds = value == line->limit; break;
  case '!': *holds = value != line->limit; break;
  case 'l': *holds = value <= line->limit; break;
  case 'g': *holds = value >= line->limit; break;
  default: *holds = !isnan (value); break;
  }
  if (line->type == LB_LINE_IF_NOT)
    *holds = !*holds;
  return TRUE;
}

/* Runs through the lines that hold; @each is called for them. Conditions are decided once for counting and once for
 * composing, from the same figures. */
static gboolean
walk (Composer *self, gboolean (*each) (Composer *, const LbTemplateLine *, GError **), GError **error)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gboolean));
  guint closed = 0; /* conditions that do not hold */

  for (guint i = 0; i < self->filler.template->lines->len; i++) {
    const LbTemplateLine *line = g_ptr_array_index (self->filler.template->lines, i);
    gboolean holds = FALSE;
    if (line->type == LB_LINE_IF || line->type == LB_LINE_IF_NOT) {
      if (closed == 0 && !decide (self, line, &holds, error))
        return FALSE;
      g_array_append_val (open, holds);
      closed += !holds;
    } else if (line->type == LB_LINE_ELSE || line->type == LB_LINE_END) {
      gboolean *last = &g_array_index (open, gboolean, open->len - 1);
      closed -= !*last;
      if (line->type == LB_LINE_END)
        g_array_set_size (open, open->len - 1);
      else {
        *last = !*last;
        closed += !*last;
      }
    } else if (closed == 0 && !each (self, line, error))
      return FALSE;
  }
  return TRUE;
}

/* Tables and figures get their numbers before the sentences that speak of them. */
static gboolean
count_line (Composer *self, const LbTemplateLine *line, GError **error)
{
  if (line->type != LB_LINE_TABLE && line->type != LB_LINE_FIGURE)
    return TRUE;
  const char *kind = line->type == LB_LINE_TABLE ? "T" : "F";
  guint number = 1;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->filler.numbers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    number += g_str_has_prefix (key, kind);
  if (!g_hash_table_insert (self->filler.numbers, g_strconcat (kind, line->label, NULL), GUINT_TO_POINTER (number))) {
    lb_template_set_error (self->filler.template, line->line, 1, error, _ ("the name “%s” is used twice"), line->label);
    return FALSE;
  }
  return TRUE;
}

GPtrArray *
lb_template_fill (const LbTemplate *self, const LbFigures *figures, LbTemplateMapFunc map, gpointer user_data,
                  GArray *uses, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);
  Composer composer = {{self, figures, uses, numbers, -1}, map, user_data, blocks, 0, 0, NULL, NULL, columns, NULL, NULL};

  gboolean done = walk (&composer, count_line, error) && walk (&composer, add_line, error);
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
