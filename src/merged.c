#include "config.h"
#include "src/merged.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <inttypes.h>
#include <string.h>

/* What reaches down a column. */
typedef struct {
  gint64 last;   /* row             */
  char *text;    /* a GRefString    */
  guint64 count; /* of cells filled */
  gboolean left; /* as it is        */
} Column;

struct _LbMerged {
  GArray *ranges;  /* LbMergedRange, by their first row       */
  guint next;      /* the first that has not yet begun        */
  GArray *columns; /* Column, of all that any range touches   */
  GPtrArray *cells;
  guint64 bytes;   /* filled so far                           */
  char *sheet;
};

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const LbMergedRange *first = a, *second = b;

  return first->top != second->top ? (first->top > second->top) - (first->top < second->top)
                                   : (first->left > second->left) - (first->left < second->left);
}

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_clear_pointer (&column->text, g_ref_string_release);
}

LbMerged *
lb_merged_new (GArray *ranges, gint64 above, const char *sheet)
{
  guint skipped = 0, width = 0;

  g_array_sort (ranges, compare_ranges);
  while (skipped < ranges->len && g_array_index (ranges, LbMergedRange, skipped).top <= above)
    skipped++;
  if (skipped == ranges->len) {
    g_array_unref (ranges);
    return NULL;
  }
  for (guint i = skipped; i < ranges->len; i++)
    width = MAX (width, g_array_index (ranges, LbMergedRange, i).right + 1);
  LbMerged *self = g_new0 (LbMerged, 1);
  self->ranges = ranges;
  self->next = skipped;
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_size (self->columns, width);
  self->cells = g_ptr_array_new ();
  self->sheet = g_strdup (sheet);
  return self;
}

void
lb_merged_free (LbMerged *self)
{
  g_array_unref (self->ranges);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_free (self->sheet);
  g_free (self);
}

void
lb_merged_leave (LbMerged *self, guint column)
{
  if (column < self->columns->len)
    g_array_index (self->columns, Column, column).left = TRUE;
}

static gboolean
is_blank (const char *cell)
{
  return cell[strspn (cell, " \t\r\n")] == '\0';
}

static gboolean
refuse_overlap (const LbMerged *self, gint64 row, guint column, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
               _ ("sheet %s, row %" PRId64 ", column %u: merged cells overlap here, and which of them holds cannot be told; open the "
                  "workbook in a spreadsheet, unmerge them and save it again"),
               self->sheet, row, column + 1);
  return FALSE;
}

/* Lets a merged cell reach down from @row, in which it begins. */
static gboolean
begin_range (LbMerged *self, const LbMergedRange *range, const LbRow *row, GError **error)
{
  const char *cell = range->left < row->n ? row->cells[range->left] : "";

  if (is_blank (cell))
    return TRUE;
  g_autoptr (GRefString) text = g_ref_string_new (cell);
  for (guint i = range->left; i <= range->right; i++) {
    Column *column = &g_array_index (self->columns, Column, i);
    if (column->last >= row->number)
      return refuse_overlap (self, row->number, i, error);
    clear_column (column);
    column->text = g_ref_string_acquire (text);
    column->last = range->bottom;
  }
  return TRUE;
}

/* Of those above that begin in no row that came, the first cell is empty. */
static gboolean
begin_ranges (LbMerged *self, const LbRow *row, GError **error)
{
  for (; self->next < self->ranges->len; self->next++) {
    const LbMergedRange *range = &g_array_index (self->ranges, LbMergedRange, self->next);
    if (range->top > row->number)
      break;
    if (range->top == row->number && !begin_range (self, range, row, error))
      return FALSE;
  }
  return TRUE;
}

static guint
measure_row (const LbMerged *self, const LbRow *row)
{
  guint n = self->columns->len;

  while (n > row->n && g_array_index (self->columns, Column, n - 1).last < row->number)
    n--;
  return MAX (n, row->n);
}

/* A long text over many rows would be copied without end. */
static gboolean
check_bytes (const LbMerged *self, const LbRow *row, gsize filled, GError **error)
{
  if (filled <= LB_LIMIT_ROW_BYTES && self->bytes <= LB_LIMIT_ARCHIVE_BYTES)
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
               _ ("sheet %s, row %" PRId64 ": long texts are merged over too many cells; unmerge those that are no part of the table"),
               self->sheet, row->number);
  return FALSE;
}

gboolean
lb_merged_fill (LbMerged *self, LbRow *row, GError **error)
{
  gsize filled = 0;

  if (!begin_ranges (self, row, error))
    return FALSE;
  guint n = measure_row (self, row);
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < n; i++) {
    char *cell = i < row->n ? row->cells[i] : (char *) "";
    Column *column = i < self->columns->len ? &g_array_index (self->columns, Column, i) : NULL;
    if (column != NULL && !column->left && column->last >= row->number && is_blank (cell)) {
      cell = column->text;
      filled += g_ref_string_length (cell);
      column->count++;
    }
    g_ptr_array_add (self->cells, cell);
  }
  g_ptr_array_add (self->cells, NULL);
  self->bytes += filled;
  row->cells = (char **) self->cells->pdata;
  row->n = n;
  row->text = NULL;
  return check_bytes (self, row, filled, error);
}

guint64
lb_merged_count (const LbMerged *self, guint column)
{
  return column < self->columns->len ? g_array_index (self->columns, Column, column).count : 0;
}
