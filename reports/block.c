#include "config.h"
#include "reports/block.h"

static void
span_free (gpointer data)
{
  LbSpan *span = data;

  g_free (span->text);
  g_free (span);
}

LbBlock *
lb_block_new (LbBlockType type)
{
  LbBlock *self = g_new0 (LbBlock, 1);

  self->type = type;
  self->spans = g_ptr_array_new_with_free_func (span_free);
  return self;
}

void
lb_block_free (LbBlock *self)
{
  g_ptr_array_unref (self->spans);
  g_clear_pointer (&self->table, lb_table_free);
  g_clear_pointer (&self->map, lb_map_unref);
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
