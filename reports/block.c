#include "config.h"
#include "reports/block.h"

#include <math.h>

static void
span_free (gpointer data)
{
  LbSpan *span = data;

  g_free (span->text);
  g_free (span);
}

static void
figure_clear (gpointer data)
{
  LbKeyFigure *self = data;
  char *words[] = {self->label, self->value, self->unit, self->change, self->note, self->place};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_free (words[i]);
}

static void
letter_free (LbLetter *self)
{
  char *words[] = {self->organ, self->mark, self->number, self->signer, self->copy, self->secrecy, self->urgency, self->date,
                   self->copies_to};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_free (words[i]);
  g_free (self);
}

static void
column_free (gpointer data)
{
  LbRowColumn *self = data;

  g_ptr_array_unref (self->blocks);
  g_free (self);
}

GPtrArray *
lb_blocks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);
}

LbBlock *
lb_block_new (LbBlockType type)
{
  LbBlock *self = g_new0 (LbBlock, 1);

  self->type = type;
  self->focus = self->region = -1;
  self->ground = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  self->spans = g_ptr_array_new_with_free_func (span_free);
  return self;
}

void
lb_block_free (LbBlock *self)
{
  g_ptr_array_unref (self->spans);
  g_clear_pointer (&self->table, lb_table_free);
  g_clear_pointer (&self->map, lb_map_unref);
  g_clear_pointer (&self->chart, lb_chart_free);
  g_clear_pointer (&self->figures, g_array_unref);
  g_clear_pointer (&self->letter, letter_free);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self->label);
  g_free (self->outline);
  g_free (self);
}

void
lb_block_add (LbBlock *self, LbRole role, const char *text)
{
  LbSpan *span = g_new (LbSpan, 1);

  span->role = role;
  span->text = g_strdup (text);
  g_ptr_array_add (self->spans, span);
}

char *
lb_block_dup_text (const LbBlock *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->spans->len; i++) {
    const LbSpan *span = g_ptr_array_index (self->spans, i);
    g_string_append (text, span->text);
  }
  return g_string_free (text, FALSE);
}

void
lb_block_set_outline (LbBlock *self, const char *text, guint depth)
{
  g_free (self->outline);
  self->outline = g_strdup (text);
  self->depth = depth;
}

void
lb_block_add_line (LbBlock *self, const char *line)
{
  if (self->list == NULL)
    self->list = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->list, g_strdup (line));
}

LbLetter *
lb_block_get_letter (LbBlock *self)
{
  if (self->letter == NULL)
    self->letter = g_new0 (LbLetter, 1);
  return self->letter;
}

static char *
copy_word (const char *text)
{
  return g_strdup (text == NULL ? "" : text);
}

void
lb_block_add_figure (LbBlock *self, const LbKeyFigure *figure)
{
  LbKeyFigure own = {copy_word (figure->label), copy_word (figure->value), copy_word (figure->unit), copy_word (figure->change),
                     figure->arrow, figure->good, copy_word (figure->note), copy_word (figure->place), figure->region};

  if (self->figures == NULL) {
    self->figures = g_array_new (FALSE, FALSE, sizeof (LbKeyFigure));
    g_array_set_clear_func (self->figures, figure_clear);
  }
  g_array_append_val (self->figures, own);
}

GPtrArray *
lb_block_add_column (LbBlock *self, double share)
{
  LbRowColumn *column = g_new (LbRowColumn, 1);

  if (self->columns == NULL)
    self->columns = g_ptr_array_new_with_free_func (column_free);
  *column = (LbRowColumn) {share, lb_blocks_new ()};
  g_ptr_array_add (self->columns, column);
  return column->blocks;
}

static void
column_clear (gpointer data)
{
  LbColumn *column = data;

  g_free (column->group);
  g_free (column->head);
}

LbTable *
lb_table_new (const char *title)
{
  LbTable *self = g_new0 (LbTable, 1);

  self->title = g_strdup (title);
  self->note = g_strdup ("");
  self->columns = g_array_new (FALSE, FALSE, sizeof (LbColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

void
lb_table_free (LbTable *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self->title);
  g_free (self->note);
  g_free (self);
}

void
lb_table_add_column (LbTable *self, const char *group, const char *head, gboolean numeric)
{
  LbColumn column = {g_strdup (group), g_strdup (head), numeric};

  g_array_append_val (self->columns, column);
}

void
lb_table_take_row (LbTable *self, char **cells)
{
  g_return_if_fail (g_strv_length (cells) == self->columns->len);
  g_ptr_array_add (self->rows, cells);
}
