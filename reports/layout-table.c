/* Tables in the three-rule form: 1.5 pt above and below, 0.75 pt under the head, no upright rules. The head comes again
 * on every page, rows are never cut, decimal points stand under each other, and the total stays with the row above.
 * Type is 10.5 pt and shrinks to 9 pt at the least; what is still too wide is shortened with an ellipsis. */
#include "config.h"
#include "reports/layout-private.h"

#include <string.h>

#define ROW_HEIGHT   6.66
#define HEAD_HEIGHT  6.0
#define TITLE_HEIGHT 7.6
#define TITLE_SIZE   12.0
#define PADDING      0.9

typedef struct {
  double x, width;          /* of the column, mm                                */
  double whole, fraction;   /* widest part before and from the decimal point on */
  guint group_end;          /* one past the last column of its group            */
} Column;

typedef struct {
  LbPen *pen;
  const LbTable *table;
  Column *columns;
  guint n;
  double size;
  gboolean grouped;
} Grid;

static const LbColumn *
column_at (const Grid *grid, guint i)
{
  return &g_array_index (grid->table->columns, LbColumn, i);
}

static double
width_of (const Grid *grid, LbRole role, double size, const char *text)
{
  return lb_fonts_measure (grid->pen->fonts, role, size, text);
}

static LbRole
role_of_row (const Grid *grid, guint row)
{
  return grid->table->total && row + 1 == grid->table->rows->len ? LB_ROLE_TITLE : LB_ROLE_SONG;
}

static double
head_size (const Grid *grid)
{
  return grid->size - 0.5;
}

/* Widths of the parts of a number on both sides of its decimal point; a dash counts as digits before it. */
static void
split_number (const Grid *grid, LbRole role, const char *text, double *whole, double *fraction)
{
  const char *point = strchr (text, '.');
  g_autofree char *head = point == NULL ? g_strdup (text) : g_strndup (text, (gsize) (point - text));

  *whole = width_of (grid, role, grid->size, head);
  *fraction = point == NULL ? 0 : width_of (grid, role, grid->size, point);
}

static double
natural_width (Grid *grid, guint i)
{
  Column *column = &grid->columns[i];
  double width = 0;

  column->whole = column->fraction = 0;
  for (guint row = 0; row < grid->table->rows->len; row++) {
    char **cells = g_ptr_array_index (grid->table->rows, row);
    if (!column_at (grid, i)->numeric) {
      width = MAX (width, width_of (grid, role_of_row (grid, row), grid->size, cells[i]));
      continue;
    }
    double whole, fraction;
    split_number (grid, role_of_row (grid, row), cells[i], &whole, &fraction);
    column->whole = MAX (column->whole, whole);
    column->fraction = MAX (column->fraction, fraction);
  }
  width = MAX (width, column->whole + column->fraction);
  width = MAX (width, width_of (grid, LB_ROLE_HEI, head_size (grid), column_at (grid, i)->head));
  if (column->group_end == i + 1)
    width = MAX (width, width_of (grid, LB_ROLE_HEI, head_size (grid), column_at (grid, i)->group));
  return width + 2 * PADDING;
}

static void
find_groups (Grid *grid)
{
  for (guint i = grid->n; i-- > 0;) {
    const char *group = column_at (grid, i)->group;
    gboolean same = i + 1 < grid->n && *group != '\0' && g_str_equal (group, column_at (grid, i + 1)->group);
    grid->columns[i].group_end = same ? grid->columns[i + 1].group_end : i + 1;
    grid->grouped |= *group != '\0';
  }
}

/* A group's head may be wider than its columns together: they grow. Returns the width of all. */
static double
widen_groups (Grid *grid)
{
  double sum = 0;

  for (guint i = 0; i < grid->n; i = grid->columns[i].group_end) {
    guint end = grid->columns[i].group_end;
    double inside = 0, head = width_of (grid, LB_ROLE_HEI, head_size (grid), column_at (grid, i)->group) + 2 * PADDING;
    for (guint k = i; k < end; k++)
      inside += grid->columns[k].width;
    for (guint k = i; k < end && head > inside; k++)
      grid->columns[k].width += (head - inside) / (end - i);
    sum += MAX (inside, head);
  }
  return sum;
}

static void
find_widths (Grid *grid)
{
  double sum = 0;

  for (grid->size = 10.5; grid->size >= 9; grid->size -= 0.5) {
    for (guint i = 0; i < grid->n; i++)
      grid->columns[i].width = natural_width (grid, i);
    sum = widen_groups (grid);
    if (sum <= LB_AREA_WIDTH)
      break;
  }
  grid->size = MAX (grid->size, 9);
  double x = LB_AREA_LEFT, scale = sum > LB_AREA_WIDTH ? LB_AREA_WIDTH / sum : 1;
  for (guint i = 0; i < grid->n; i++) {
    Column *column = &grid->columns[i];
    column->width = scale < 1 ? column->width * scale : column->width + (LB_AREA_WIDTH - sum) / grid->n;
    column->x = x;
    x += column->width;
  }
}

/* Sets a text so that it ends within @room, shortened if need be. */
static void
set_within (const Grid *grid, LbRole role, double size, double x, double room, double baseline, const char *text)
{
  if (width_of (grid, role, size, text) <= room + 0.01) {
    lb_pen_set (grid->pen, role, size, x, baseline, text);
    return;
  }
  glong length = g_utf8_strlen (text, -1);
  while (length-- > 0) {
    g_autofree char *head = g_utf8_substring (text, 0, length);
    g_autofree char *shortened = g_strconcat (head, "…", NULL);
    if (length == 0 || width_of (grid, role, size, shortened) <= room) {
      lb_pen_set (grid->pen, role, size, x, baseline, shortened);
      return;
    }
  }
}

static void
set_head (const Grid *grid, double x, double width, double top, double height, gboolean left, const char *text)
{
  double size = head_size (grid), own = width_of (grid, LB_ROLE_HEI, size, text);
  double at = left || own > width - PADDING ? x + PADDING : x + (width - own) / 2;

  set_within (grid, LB_ROLE_HEI, size, at, width - PADDING, lb_pen_baseline (top, height, size), text);
}

static double
head_height (const Grid *grid)
{
  return grid->grouped ? 2 * HEAD_HEIGHT : ROW_HEIGHT;
}

static void
draw_heads (Grid *grid)
{
  double top = LB_AREA_TOP + grid->pen->y, height = head_height (grid);

  lb_pen_rule (grid->pen, LB_AREA_LEFT, LB_AREA_LEFT + LB_AREA_WIDTH, top, 1.5);
  for (guint i = 0; i < grid->n; i++) {
    const Column *column = &grid->columns[i];
    const LbColumn *words = column_at (grid, i);
    gboolean first_of_group = i == 0 || grid->columns[i - 1].group_end != column->group_end;
    if (*words->group == '\0') {
      set_head (grid, column->x, column->width, top, height, !words->numeric, words->head);
      continue;
    }
    set_head (grid, column->x, column->width, top + HEAD_HEIGHT, HEAD_HEIGHT, FALSE, words->head);
    if (!first_of_group)
      continue;
    const Column *last = &grid->columns[column->group_end - 1];
    double width = last->x + last->width - column->x;
    set_head (grid, column->x, width, top, HEAD_HEIGHT, FALSE, words->group);
    if (column->group_end > i + 1)
      lb_pen_rule (grid->pen, column->x + 0.8, column->x + width - 0.8, top + HEAD_HEIGHT, 0.5);
  }
  grid->pen->y += height;
  lb_pen_rule (grid->pen, LB_AREA_LEFT, LB_AREA_LEFT + LB_AREA_WIDTH, LB_AREA_TOP + grid->pen->y, 0.75);
}

static void
draw_title (Grid *grid, gboolean again)
{
  g_autofree char *text = g_strconcat (grid->table->title, again ? "（续）" : "", NULL);
  double width = MIN (width_of (grid, LB_ROLE_HEI, TITLE_SIZE, text), LB_AREA_WIDTH);

  set_within (grid, LB_ROLE_HEI, TITLE_SIZE, LB_AREA_LEFT + (LB_AREA_WIDTH - width) / 2, LB_AREA_WIDTH,
              lb_pen_baseline (LB_AREA_TOP + grid->pen->y, TITLE_HEIGHT, TITLE_SIZE), text);
  grid->pen->y += TITLE_HEIGHT;
  draw_heads (grid);
}

static void
draw_row (Grid *grid, guint row)
{
  char **cells = g_ptr_array_index (grid->table->rows, row);
  LbRole role = role_of_row (grid, row);
  double top = LB_AREA_TOP + grid->pen->y, baseline = lb_pen_baseline (top, ROW_HEIGHT, grid->size);

  if (role == LB_ROLE_TITLE)
    lb_pen_rule (grid->pen, LB_AREA_LEFT, LB_AREA_LEFT + LB_AREA_WIDTH, top, 0.75);
  for (guint i = 0; i < grid->n; i++) {
    const Column *column = &grid->columns[i];
    double x = column->x + PADDING;
    if (column_at (grid, i)->numeric) {
      double whole, fraction, block = column->whole + column->fraction;
      split_number (grid, role, cells[i], &whole, &fraction);
      double left = column->x + (column->width - block) / 2;
      gboolean dash = g_str_equal (cells[i], "—");
      x = dash ? left + block - whole : left + column->whole - whole;
    }
    set_within (grid, role, grid->size, x, column->x + column->width - x, baseline, cells[i]);
  }
  grid->pen->y += ROW_HEIGHT;
}

static void
close_rules (Grid *grid)
{
  lb_pen_rule (grid->pen, LB_AREA_LEFT, LB_AREA_LEFT + LB_AREA_WIDTH, LB_AREA_TOP + grid->pen->y, 1.5);
}

static void
draw_rows (Grid *grid)
{
  guint n = grid->table->rows->len;

  for (guint row = 0; row < n; row++) {
    /* The total is not left alone on a page. */
    guint together = grid->table->total && row + 2 == n ? 2 : 1;
    if (row > 0 && grid->pen->y + together * ROW_HEIGHT > LB_AREA_HEIGHT &&
        !(grid->table->total && row + 1 == n)) {
      close_rules (grid);
      lb_pen_next_page (grid->pen);
      draw_title (grid, TRUE);
    }
    draw_row (grid, row);
  }
  close_rules (grid);
}

void
lb_layout_table (LbPen *pen, const LbBlock *block)
{
  const LbTable *table = block->table;
  guint n = table->columns->len;
  g_autofree Column *columns = g_new0 (Column, n);
  Grid grid = {pen, table, columns, n, 10.5, FALSE};
  double note = *table->note == '\0' ? 0 : lb_pen_note_height (pen, table->note) + 1;

  find_groups (&grid);
  find_widths (&grid);
  double head = TITLE_HEIGHT + head_height (&grid);
  double whole = 2 + head + table->rows->len * ROW_HEIGHT + note;
  /* A table that fits on one page is not cut; a longer one begins where it stands, with three rows at least. */
  gboolean fits_a_page = whole - 2 <= LB_AREA_HEIGHT;
  double least = fits_a_page ? whole : 2 + head + 3 * ROW_HEIGHT;
  if (pen->y > 0 && pen->y + least > LB_AREA_HEIGHT)
    lb_pen_next_page (pen);
  if (pen->y > 0)
    pen->y += 2;
  lb_pen_outline (pen, block);
  draw_title (&grid, FALSE);
  draw_rows (&grid);
  if (note > 0 && pen->y + note > LB_AREA_HEIGHT)
    lb_pen_next_page (pen);
  if (note > 0)
    pen->y += 1 + lb_pen_note (pen, pen->y + 1, table->note);
}
