#include "config.h"
#include "reports/list-public.h"

#include <math.h>
#include <string.h>

static const LbListColumn *
column_at (const LbList *self, guint column)
{
  return &g_array_index (self->columns, LbListColumn, column);
}

static gboolean
counts (const LbList *self, guint column)
{
  return !column_at (self, column)->hidden && column_at (self, column)->kind == LB_CELL_NUMBER;
}

static double
number_at (const GPtrArray *rows, guint row, guint column)
{
  double number = ((const LbListRow *) g_ptr_array_index (rows, row))->numbers[column];

  return isnan (number) ? 0 : number;
}

static gboolean
is_small_row (const LbList *self, const GPtrArray *rows, guint row, const LbDisclosure *disclosure)
{
  for (guint c = 0; c < self->columns->len; c++)
    if (counts (self, c) && lb_disclosure_is_small (disclosure, number_at (rows, row, c)))
      return TRUE;
  return FALSE;
}

/* The shown row with the smallest number in @column that is not nothing; with @empty_too, for want of one, an empty one. −1: none is left. */
static int
smallest_row (const GPtrArray *rows, guint column, gboolean empty_too)
{
  int best = -1;
  double least = INFINITY;

  for (guint r = 0; r < rows->len; r++) {
    double number = fabs (number_at (rows, r, column));
    if (((const LbListRow *) g_ptr_array_index (rows, r))->hidden || (number <= 0 && !empty_too))
      continue;
    if (number <= 0)
      number = G_MAXDOUBLE;
    if (number < least) {
      least = number;
      best = (int) r;
    }
  }
  return best;
}

/* Hides rows until what those shown leave of a total says no more than a cell may. TRUE: something was hidden. */
static gboolean
protect_column (GPtrArray *rows, guint column, const LbDisclosure *disclosure)
{
  gboolean changed = FALSE;

  for (;;) {
    double rest = 0;
    guint n = 0;
    for (guint r = 0; r < rows->len; r++)
      if (((const LbListRow *) g_ptr_array_index (rows, r))->hidden) {
        n++;
        rest += number_at (rows, r, column);
      }
    gboolean small = lb_disclosure_is_small (disclosure, rest);
    int more = n == 0 || (n > 1 && !small) ? -1 : smallest_row (rows, column, !small);
    if (more < 0)
      return changed;
    ((LbListRow *) g_ptr_array_index (rows, (guint) more))->hidden = changed = TRUE;
  }
}

gboolean
lb_list_protect (const LbList *self, GPtrArray *rows, const LbDisclosure *disclosure)
{
  gboolean small = FALSE, going = self->open == LB_PUBLIC_COUNTS;

  if (self->open == LB_PUBLIC_ROWS || self->open == LB_PUBLIC_NUMBER)
    return self->open == LB_PUBLIC_ROWS;
  for (guint r = 0; r < rows->len; r++) {
    LbListRow *row = g_ptr_array_index (rows, r);
    row->hidden = is_small_row (self, rows, r, disclosure);
    small = small || row->hidden;
  }
  while (going) {
    going = FALSE;
    for (guint c = 0; c < self->columns->len; c++)
      going = (counts (self, c) && protect_column (rows, c, disclosure)) || going;
  }
  return self->open != LB_PUBLIC_WHOLE || !small;
}

gboolean
lb_list_hides_length (const LbList *self, guint rows, const LbDisclosure *disclosure)
{
  return self->open == LB_PUBLIC_NUMBER && lb_disclosure_is_small (disclosure, rows);
}

static double
sum_of (const GPtrArray *rows, guint column)
{
  double sum = 0;

  for (guint r = 0; r < rows->len; r++)
    sum += number_at (rows, r, column);
  return sum;
}

/* 新识别户 of 新识别人: persons are told with their households. −1: there are none. */
static int
households_of (const LbList *self, guint column)
{
  const char *head = column_at (self, column)->head;

  if (!g_str_has_suffix (head, "人"))
    return -1;
  g_autofree char *stem = g_strndup (head, strlen (head) - strlen ("人")), *other = g_strconcat (stem, "户", NULL);
  return lb_list_find_column (self, other);
}

LbSumHidden
lb_list_hides_sum (const LbList *self, const GPtrArray *rows, guint column, const LbDisclosure *disclosure)
{
  int households = households_of (self, column);

  if (self->open == LB_PUBLIC_ROWS)
    return LB_SUM_SHOWN;
  if (lb_list_hides_length (self, rows->len, disclosure) ||
      (households >= 0 && lb_disclosure_is_small (disclosure, sum_of (rows, (guint) households))))
    return LB_SUM_OF_FEW;
  return lb_disclosure_is_small (disclosure, sum_of (rows, column)) ? LB_SUM_SMALL : LB_SUM_SHOWN;
}
