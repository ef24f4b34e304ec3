#include "config.h"
#include "src/repairs.h"

#include <string.h>

struct _LbRepairs {
  GHashTable *rows; /* gint64 row → GHashTable of column + 1 → text */
  GHashTable *kept; /* set of gint64; NULL: every row               */
};

LbRepairs *
lb_repairs_new (void)
{
  LbRepairs *self = g_new0 (LbRepairs, 1);

  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
lb_repairs_free (LbRepairs *self)
{
  g_hash_table_unref (self->rows);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_free (self);
}

LbRepairs *
lb_repairs_copy (const LbRepairs *self)
{
  LbRepairs *copy = lb_repairs_new ();
  GHashTableIter rows, cells;
  gpointer row, of_row, column, text;

  g_hash_table_iter_init (&rows, self->rows);
  while (g_hash_table_iter_next (&rows, &row, &of_row)) {
    g_hash_table_iter_init (&cells, of_row);
    while (g_hash_table_iter_next (&cells, &column, &text))
      lb_repairs_set (copy, *(const gint64 *) row, GPOINTER_TO_UINT (column) - 1, text);
  }
  if (self->kept == NULL)
    return copy;
  g_hash_table_iter_init (&rows, self->kept);
  while (g_hash_table_iter_next (&rows, &row, NULL))
    lb_repairs_keep (copy, *(const gint64 *) row);
  return copy;
}

void
lb_repairs_set (LbRepairs *self, gint64 row, guint column, const char *text)
{
  GHashTable *cells = g_hash_table_lookup (self->rows, &row);

  if (cells == NULL && text == NULL)
    return;
  if (cells == NULL) {
    cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    g_hash_table_insert (self->rows, g_memdup2 (&row, sizeof row), cells);
  }
  if (text != NULL)
    g_hash_table_insert (cells, GUINT_TO_POINTER (column + 1), g_strdup (text));
  else
    g_hash_table_remove (cells, GUINT_TO_POINTER (column + 1));
  if (g_hash_table_size (cells) == 0)
    g_hash_table_remove (self->rows, &row);
}

void
lb_repairs_clear (LbRepairs *self)
{
  g_hash_table_remove_all (self->rows);
}

guint
lb_repairs_count (const LbRepairs *self)
{
  return g_hash_table_size (self->rows);
}

void
lb_repairs_keep (LbRepairs *self, gint64 row)
{
  if (self->kept == NULL)
    self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_add (self->kept, g_memdup2 (&row, sizeof row));
}

char *
lb_repairs_dup_suggestion (const char *candidate)
{
  gsize length = strlen (candidate);
  const char *end = length > 0 ? candidate + length - 1 : candidate, *at = end;

  if (*end != ')')
    return NULL;
  while (at > candidate && at[-1] != ' ' && at[-1] != '(')
    at--;
  return at < end ? g_strndup (at, (gsize) (end - at)) : NULL;
}

/* The wrapped source --------------------------------------------------------------------------------------- */

typedef struct {
  const LbRepairs *repairs;
  LbRowSource *source;
  GPtrArray *cells; /* of a corrected row: pointers into the row as read, or to what is owned */
  GPtrArray *owned; /* texts of the corrected cells, until the next such row                   */
} Wrapped;

/* A copy: whoever reads the row may change its cells in place, and the repairs are read again by the import after the trial. */
static char *
own (Wrapped *self, const char *text)
{
  char *copy = g_strdup (text);

  g_ptr_array_add (self->owned, copy);
  return copy;
}

/* A row that ends before a corrected column is made longer. */
static void
correct (Wrapped *self, GHashTable *of_row, LbRow *row)
{
  GHashTableIter iter;
  gpointer column;
  guint n = row->n;

  g_hash_table_iter_init (&iter, of_row);
  while (g_hash_table_iter_next (&iter, &column, NULL))
    n = MAX (n, GPOINTER_TO_UINT (column));
  g_ptr_array_set_size (self->cells, (int) n + 1);
  g_ptr_array_set_size (self->owned, 0);
  for (guint i = 0; i < n; i++) {
    const char *text = g_hash_table_lookup (of_row, GUINT_TO_POINTER (i + 1));
    self->cells->pdata[i] = text == NULL && i < row->n ? row->cells[i] : own (self, text != NULL ? text : "");
  }
  self->cells->pdata[n] = NULL;
  row->cells = (char **) self->cells->pdata;
  row->n = n;
  row->text = NULL;
}

static gboolean
next_repaired (gpointer data, LbRow *row, GError **error)
{
  Wrapped *self = data;

  while (lb_row_source_next (self->source, row, error)) {
    if (self->repairs->kept != NULL && !g_hash_table_contains (self->repairs->kept, &row->number))
      continue;
    GHashTable *of_row = g_hash_table_lookup (self->repairs->rows, &row->number);
    if (of_row != NULL)
      correct (self, of_row, row);
    return TRUE;
  }
  return FALSE;
}

static void
get_progress (gpointer data, gint64 *done, gint64 *total)
{
  lb_row_source_get_progress (((Wrapped *) data)->source, done, total);
}

static guint
get_replaced (gpointer data)
{
  return lb_row_source_get_replaced (((Wrapped *) data)->source);
}

static void
free_wrapped (gpointer data)
{
  Wrapped *self = data;

  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->owned);
  lb_row_source_free (self->source);
  g_free (self);
}

LbRowSource *
lb_repairs_wrap (const LbRepairs *self, LbRowSource *source)
{
  static const LbRowSourceKind kind = {
    .next = next_repaired, .get_progress = get_progress, .get_replaced = get_replaced, .free = free_wrapped};
  Wrapped *wrapped = g_new0 (Wrapped, 1);
  const LbEncoding *have = lb_row_source_get_encoding (source);
  LbEncoding own = {have->name, g_strdup (have->reason)};

  wrapped->repairs = self;
  wrapped->source = source;
  wrapped->cells = g_ptr_array_new ();
  wrapped->owned = g_ptr_array_new_with_free_func (g_free);
  return lb_row_source_new (&kind, wrapped, NULL, &own);
}
