#include "config.h"
#include "src/columns.h"

#include <string.h>

struct _LbColumns {
  char *alignment;
  guint n;          /* columns            */
  GPtrArray *cells; /* char *, row by row */
};

LbColumns *
lb_columns_new (const char *alignment)
{
  LbColumns *self = g_new0 (LbColumns, 1);

  self->alignment = g_strdup (alignment);
  self->n = (guint) strlen (alignment);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lb_columns_free (LbColumns *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->alignment);
  g_free (self);
}

void
lb_columns_add (LbColumns *self, const char *text)
{
  g_ptr_array_add (self->cells, g_strdup (text));
}

static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    width += g_unichar_iszerowidth (letter) ? 0 : g_unichar_iswide (letter) ? 2 : 1;
  }
  return width;
}

static void
append_spaces (GString *text, guint count)
{
  for (guint i = 0; i < count; i++)
    g_string_append_c (text, ' ');
}

char *
lb_columns_to_text (const LbColumns *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->cells->len; i++) {
    guint width = get_width (g_ptr_array_index (self->cells, i));
    widths[i % self->n] = MAX (widths[i % self->n], width);
  }
  for (guint i = 0; i < self->cells->len; i++) {
    const char *cell = g_ptr_array_index (self->cells, i);
    guint column = i % self->n, space = widths[column] - get_width (cell);
    gboolean last = column + 1 == self->n;
    if (self->alignment[column] == 'r')
      append_spaces (text, space);
    g_string_append (text, cell);
    if (self->alignment[column] == 'l' && !last)
      append_spaces (text, space);
    g_string_append (text, last ? "\n" : "  ");
  }
  return g_string_free (text, FALSE);
}
