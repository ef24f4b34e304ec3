#include "config.h"
#include "reports/table-grid.h"

#include <math.h>
#include <string.h>

#define ROW_HEIGHT  6.66
#define HEAD_HEIGHT 6.0
#define STAR_WIDTH  1.3  /* of the small star that hangs beside a number */
#define STEP        0.5  /* pt */
#define SQUEEZED    0.9  /* of the least width: all of it comes from the padding of 1.6 mm up to numbers 14 mm wide */

const LbColumn *
lb_grid_column (const LbGrid *self, guint i)
{
  return &g_array_index (self->table->columns, LbColumn, i);
}

static double
width_of (const LbGrid *self, LbRole role, double size, const char *text)
{
  return lb_fonts_measure (self->pen->fonts, role, size, text);
}

LbRole
lb_grid_role_of_row (const LbGrid *self, guint row)
{
  return self->table->total && row + 1 == self->table->rows->len ? LB_ROLE_TITLE : LB_ROLE_SONG;
}

double
lb_grid_head_size (const LbGrid *self)
{
  return MAX (self->size - STEP, LB_TABLE_SMALLEST);
}

double
lb_grid_line (double size)
{
  return size * LB_MM_PER_POINT * 1.3;
}

double
lb_grid_head_height (const LbGrid *self, guint lines)
{
  return HEAD_HEIGHT * self->size / 10.5 + (MAX (lines, 1) - 1) * lb_grid_line (lb_grid_head_size (self));
}

char *
lb_grid_number (const char *cell, gboolean *star)
{
  *star = g_str_has_suffix (cell, "*");
  return g_strndup (cell, strlen (cell) - (*star ? 1 : 0));
}

void
lb_grid_split (const LbGrid *self, LbRole role, const char *number, double *whole, double *fraction)
{
  const char *point = strchr (number, '.');
  g_autofree char *head = point == NULL ? g_strdup (number) : g_strndup (number, (gsize) (point - number));

  *whole = width_of (self, role, self->size, head);
  *fraction = point == NULL ? 0 : width_of (self, role, self->size, point);
}

static void
measure_numbers (LbGrid *self, guint i)
{
  LbGridColumn *column = &self->columns[i];
  gboolean any_star = FALSE;

  for (guint row = 0; row < self->table->rows->len; row++) {
    char **cells = g_ptr_array_index (self->table->rows, row);
    gboolean star;
    double whole, fraction;
    g_autofree char *number = lb_grid_number (cells[i], &star);
    lb_grid_split (self, lb_grid_role_of_row (self, row), number, &whole, &fraction);
    column->whole = MAX (column->whole, whole);
    column->fraction = MAX (column->fraction, fraction);
    any_star |= star;
  }
  column->natural = column->least = column->whole + column->fraction + (any_star ? STAR_WIDTH : 0);
}

/* The narrowest that words may become: short ones (dates, names) keep their line while @wraps is FALSE; others go down to six
 * characters, or a quarter of the longest text within reason. */
static void
measure_words (LbGrid *self, guint i, gboolean wraps)
{
  LbGridColumn *column = &self->columns[i];
  double em = self->size * LB_MM_PER_POINT;

  for (guint row = 0; row < self->table->rows->len; row++) {
    char **cells = g_ptr_array_index (self->table->rows, row);
    column->natural = MAX (column->natural, width_of (self, lb_grid_role_of_row (self, row), self->size, cells[i]));
  }
  double narrow = MIN (column->natural, MAX (6 * em, MIN (column->natural / 4, 34)));
  column->least = !wraps && column->natural <= 9 * em ? column->natural : narrow;
}

/* A head longer than four characters may take two lines. */
static double
least_head (const LbGrid *self, const char *head)
{
  double whole = width_of (self, LB_ROLE_HEI, lb_grid_head_size (self), head);
  glong length = g_utf8_strlen (head, -1);
  double em = lb_grid_head_size (self) * LB_MM_PER_POINT;

  return length <= 4 ? whole : MIN (whole, MAX (4 * em, ceil (whole / em / 2) * em));
}

static void
measure_column (LbGrid *self, guint i, gboolean wraps)
{
  LbGridColumn *column = &self->columns[i];
  const LbColumn *words = lb_grid_column (self, i);

  column->whole = column->fraction = column->natural = column->least = 0;
  if (words->numeric)
    measure_numbers (self, i);
  else
    measure_words (self, i, wraps);
  column->natural = MAX (column->natural, width_of (self, LB_ROLE_HEI, lb_grid_head_size (self), words->head));
  column->least = MAX (column->least, least_head (self, words->head));
  if (column->group_end == i + 1 && *words->group != '\0') {
    column->natural = MAX (column->natural, width_of (self, LB_ROLE_HEI, lb_grid_head_size (self), words->group));
    column->least = MAX (column->least, least_head (self, words->group));
  }
  column->natural += 2 * LB_TABLE_PADDING;
  column->least += 2 * LB_TABLE_PADDING;
}

static void
find_groups (LbGrid *self)
{
  self->grouped = FALSE;
  for (guint i = self->n; i-- > 0;) {
    const char *group = lb_grid_column (self, i)->group;
    gboolean same = i + 1 < self->n && *group != '\0' && g_str_equal (group, lb_grid_column (self, i + 1)->group);
    self->columns[i].group_end = same ? self->columns[i + 1].group_end : i + 1;
    self->grouped |= *group != '\0';
  }
}

/* A group's head may be wider than its columns together: they grow. */
static void
widen_groups (LbGrid *self)
{
  for (guint i = 0; i < self->n; i = self->columns[i].group_end) {
    guint end = self->columns[i].group_end, n = end - i;
    const char *group = lb_grid_column (self, i)->group;
    double natural = 0, least = 0;
    if (n == 1)
      continue;
    for (guint k = i; k < end; k++) {
      natural += self->columns[k].natural;
      least += self->columns[k].least;
    }
    double head = width_of (self, LB_ROLE_HEI, lb_grid_head_size (self), group) + 2 * LB_TABLE_PADDING;
    double narrow = least_head (self, group) + 2 * LB_TABLE_PADDING;
    for (guint k = i; k < end; k++) {
      self->columns[k].natural += MAX (0, head - natural) / n;
      self->columns[k].least += MAX (0, narrow - least) / n;
    }
  }
}

static double
sum_of (const LbGrid *self, gboolean least)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    sum += least ? self->columns[i].least : self->columns[i].natural;
  return sum;
}

/* Room that is left goes to all columns alike; what is wanting is taken from those that can give it. */
static void
share_width (LbGrid *self)
{
  double natural = sum_of (self, FALSE), least = sum_of (self, TRUE), x = 0;
  double given = natural > least ? CLAMP ((self->width - least) / (natural - least), 0, 1) : 1;
  double scale = least > self->width ? self->width / least : 1;

  for (guint i = 0; i < self->n; i++) {
    LbGridColumn *column = &self->columns[i];
    column->width = natural <= self->width ? column->natural + (self->width - natural) / self->n
                                           : (column->least + given * (column->natural - column->least)) * scale;
    column->x = x;
    x += column->width;
  }
}

double
lb_grid_group_width (const LbGrid *self, guint i)
{
  const LbGridColumn *last = &self->columns[self->columns[i].group_end - 1];

  return last->x + last->width - self->columns[i].x;
}

static guint
count_lines (const LbGrid *self, LbRole role, double size, double width, const char *text)
{
  if (width_of (self, role, size, text) <= width + 0.01)
    return 1;
  g_autoptr (GPtrArray) lines = lb_pen_break (self->pen, role, size, width, TRUE, text);
  return MAX (lines->len, 1);
}

static void
count_heads (LbGrid *self)
{
  double size = lb_grid_head_size (self);

  self->group_lines = self->head_lines = 1;
  for (guint i = 0; i < self->n; i++) {
    const LbColumn *words = lb_grid_column (self, i);
    double width = self->columns[i].width - LB_TABLE_PADDING;
    guint own = count_lines (self, LB_ROLE_HEI, size, width, words->head);
    if (*words->group != '\0') {
      self->head_lines = MAX (self->head_lines, own);
      if (i == 0 || self->columns[i - 1].group_end != self->columns[i].group_end)
        self->group_lines = MAX (self->group_lines, count_lines (self, LB_ROLE_HEI, size,
                                                                 lb_grid_group_width (self, i) - LB_TABLE_PADDING,
                                                                 words->group));
    } else if (!self->grouped || own > 2)
      self->head_lines = MAX (self->head_lines, self->grouped ? own - 1 : own);
  }
}

static void
measure_rows (LbGrid *self)
{
  g_free (self->heights);
  self->heights = g_new (double, MAX (self->table->rows->len, 1));
  for (guint row = 0; row < self->table->rows->len; row++) {
    char **cells = g_ptr_array_index (self->table->rows, row);
    guint lines = 1;
    for (guint i = 0; i < self->n; i++)
      if (!lb_grid_column (self, i)->numeric)
        lines = MAX (lines, count_lines (self, lb_grid_role_of_row (self, row), self->size,
                                         self->columns[i].width - 2 * LB_TABLE_PADDING, cells[i]));
    self->heights[row] = ROW_HEIGHT * self->size / 10.5 + (lines - 1) * lb_grid_line (self->size);
  }
}

static gboolean
fits_at (LbGrid *self, double size, gboolean wraps)
{
  self->size = size;
  for (guint i = 0; i < self->n; i++)
    measure_column (self, i, wraps);
  widen_groups (self);
  return sum_of (self, TRUE) <= self->width;
}

gboolean
lb_grid_measure (LbGrid *self, LbPen *pen, const LbTable *table, double width, double smallest)
{
  gboolean fits = FALSE;

  *self = (LbGrid) {.pen = pen, .table = table, .n = table->columns->len, .width = width};
  self->columns = g_new0 (LbGridColumn, self->n);
  find_groups (self);
  for (double size = pen->style->table; !fits && size >= smallest; size -= STEP)
    fits = fits_at (self, size, FALSE) || fits_at (self, size, TRUE);
  /* In the smallest type the room beside numbers may shrink too. */
  if (smallest < pen->style->table && sum_of (self, TRUE) * SQUEEZED <= width)
    fits = TRUE;
  share_width (self);
  count_heads (self);
  measure_rows (self);
  return fits;
}

void
lb_grid_clear (LbGrid *self)
{
  g_free (self->columns);
  g_free (self->heights);
}
