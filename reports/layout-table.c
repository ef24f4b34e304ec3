/* Tables in the three-rule form: 1.5 pt above and below, 0.75 pt under the head, no upright rules. The head comes again
 * on every page, rows are never cut, decimal points stand under each other, and the total stays with the row above.
 * A table that is too wide for an upright page in its own size lies on a landscape page; only there its type
 * shrinks, to 9 pt at the least. What is wider still is set as several tables, each with the first column. */
#include "config.h"
#include "reports/table-grid.h"

#include <string.h>

#define TITLE_SIZE 12.0
#define ABOVE      2.0
#define STAR       0.7 /* size of the star beside the number's */
#define CLOSEST    0.8 /* so near the rows of a table that is not cut may move to fit */
#define KEPT_ROWS  2   /* of a table that is cut, that stay with what must not be alone behind it */

static double
title_size (const LbPen *pen)
{
  return pen->kind == LB_STYLE_DOSSIER ? 10 : TITLE_SIZE;
}

static GPtrArray *
title_lines (LbPen *pen, const char *title)
{
  return lb_pen_break (pen, LB_ROLE_HEI, title_size (pen), pen->frame.width, TRUE, title);
}

static double
title_height (LbPen *pen, const char *title)
{
  g_autoptr (GPtrArray) lines = title_lines (pen, title);
  double pitch = title_size (pen) * LB_MM_PER_POINT * 1.4;

  return lines->len == 0 ? 0 : lines->len * pitch + 1.7;
}

static double
head_height (const LbGrid *grid)
{
  double lower = lb_grid_head_height (grid, grid->head_lines);

  return grid->grouped ? lb_grid_head_height (grid, grid->group_lines) + lower : lower + 0.66;
}

static void
set_head (const LbGrid *grid, double x, double width, double top, double height, gboolean left, const char *text)
{
  double pad = left ? LB_TABLE_PADDING : LB_TABLE_PADDING / 2;

  lb_pen_set_box (grid->pen, LB_ROLE_HEI, lb_grid_head_size (grid), grid->pen->frame.left + x + pad, width - 2 * pad, top,
                  height, left, text);
}

static void
draw_heads (LbGrid *grid)
{
  LbPen *pen = grid->pen;
  double left = pen->frame.left, top = lb_pen_page_y (pen), height = head_height (grid);
  double upper = lb_grid_head_height (grid, grid->group_lines);

  lb_pen_rule (pen, left, lb_pen_right (pen), top, 1.5);
  for (guint i = 0; i < grid->n; i++) {
    const LbGridColumn *column = &grid->columns[i];
    const LbColumn *words = lb_grid_column (grid, i);
    gboolean first_of_group = i == 0 || grid->columns[i - 1].group_end != column->group_end;
    if (*words->group == '\0') {
      set_head (grid, column->x, column->width, top, height, !words->numeric, words->head);
      continue;
    }
    set_head (grid, column->x, column->width, top + upper, height - upper, FALSE, words->head);
    if (!first_of_group)
      continue;
    double width = lb_grid_group_width (grid, i);
    set_head (grid, column->x, width, top, upper, FALSE, words->group);
    if (column->group_end > i + 1)
      lb_pen_rule (pen, left + column->x + 0.8, left + column->x + width - 0.8, top + upper, 0.5);
  }
  pen->y += height;
  lb_pen_rule (pen, left, lb_pen_right (pen), lb_pen_page_y (pen), 0.75);
}

static void
draw_title (LbGrid *grid, gboolean again)
{
  LbPen *pen = grid->pen;
  g_autofree char *text = g_strconcat (grid->table->title, again && *grid->table->title != '\0' ? "（续）" : "", NULL);
  g_autoptr (GPtrArray) lines = title_lines (pen, text);
  double size = title_size (pen), pitch = size * LB_MM_PER_POINT * 1.4;

  lb_pen_set_box (pen, LB_ROLE_HEI, size, pen->frame.left, pen->frame.width, lb_pen_page_y (pen), lines->len * pitch, FALSE, text);
  pen->y += title_height (pen, text);
  draw_heads (grid);
}

static void
draw_number (const LbGrid *grid, guint i, LbRole role, double baseline, const char *cell)
{
  const LbGridColumn *column = &grid->columns[i];
  gboolean star, dash = g_str_equal (cell, LB_NO_DATA) || g_str_equal (cell, LB_HIDDEN_MARK);
  double whole, fraction, block = column->whole + column->fraction;
  g_autofree char *number = lb_grid_number (cell, &star);

  lb_grid_split (grid, role, number, &whole, &fraction);
  double left = grid->pen->frame.left + column->x + (column->width - block) / 2;
  double x = dash ? left + block - whole : left + column->whole - whole;
  lb_pen_set (grid->pen, role, grid->size, x, baseline, number);
  if (star)
    lb_pen_set (grid->pen, role, grid->size * STAR, x + whole + fraction + 0.1,
                baseline - grid->size * LB_MM_PER_POINT * 0.25, "*");
}

static void
draw_row (LbGrid *grid, guint row)
{
  LbPen *pen = grid->pen;
  char **cells = g_ptr_array_index (grid->table->rows, row);
  LbRole role = lb_grid_role_of_row (grid, row);
  double top = lb_pen_page_y (pen), height = grid->heights[row];

  if (role == LB_ROLE_TITLE)
    lb_pen_rule (pen, pen->frame.left, lb_pen_right (pen), top, 0.75);
  for (guint i = 0; i < grid->n; i++) {
    const LbGridColumn *column = &grid->columns[i];
    if (lb_grid_column (grid, i)->numeric)
      draw_number (grid, i, role, lb_pen_baseline (top, height, grid->size), cells[i]);
    else
      lb_pen_set_box (pen, role, grid->size, pen->frame.left + column->x + LB_TABLE_PADDING,
                      column->width - 2 * LB_TABLE_PADDING, top, height, TRUE, cells[i]);
  }
  pen->y += height;
}

static void
close_rules (LbGrid *grid)
{
  LbPen *pen = grid->pen;

  lb_pen_rule (pen, pen->frame.left, lb_pen_right (pen), lb_pen_page_y (pen), 1.5);
}

static double
note_height (LbPen *pen, const LbTable *table)
{
  return *table->note == '\0' ? 0 : lb_pen_note_height (pen, table->note) + 1;
}

static double
rows_height (const LbGrid *grid, guint n)
{
  double sum = 0;

  for (guint i = 0; i < MIN (n, grid->table->rows->len); i++)
    sum += grid->heights[i];
  return sum;
}

/* What is to have room where row @row begins: the row; the total, which is not left alone on a page; and with the last rows whatever the
 * page after them would have alone. */
static double
needed_at (const LbGrid *grid, guint row)
{
  guint n = grid->table->rows->len, rest = n - row, kept = KEPT_ROWS + grid->table->total;
  double tail = grid->pen->tail > 0 ? grid->pen->tail + note_height (grid->pen, grid->table) : 0;

  if (rest == kept && tail > 0)
    return rows_height (grid, n) - rows_height (grid, row) + tail;
  return grid->heights[row] + (grid->table->total && rest == 2 ? grid->heights[row + 1] : 0);
}

static void
draw_rows (LbGrid *grid)
{
  LbPen *pen = grid->pen;
  guint n = grid->table->rows->len;

  for (guint row = 0; row < n; row++) {
    gboolean is_total = grid->table->total && row + 1 == n;
    if (row > 0 && !pen->column && !is_total && pen->y + needed_at (grid, row) > pen->frame.height + 0.01) {
      close_rules (grid);
      lb_pen_next_page (pen);
      draw_title (grid, TRUE);
    }
    draw_row (grid, row);
  }
  close_rules (grid);
}

/* A table that is not cut: its height without the rows, title, head, note and what must not be alone behind it. */
static double
fixed_height (const LbGrid *grid)
{
  LbPen *pen = grid->pen;

  return ABOVE + title_height (pen, grid->table->title) + head_height (grid) + note_height (pen, grid->table) + pen->tail;
}

/* A table of up to half a page is not cut. */
static gboolean
is_whole (const LbGrid *grid, double room)
{
  return fixed_height (grid) + rows_height (grid, grid->table->rows->len) <= room / 2;
}

/* A table that is not cut may move its rows nearer to each other; a longer one begins where it stands, with five rows at least. */
static double
least_height (const LbGrid *grid, double room)
{
  if (is_whole (grid, room))
    return fixed_height (grid) + CLOSEST * rows_height (grid, grid->table->rows->len);
  return ABOVE + title_height (grid->pen, grid->table->title) + head_height (grid) + rows_height (grid, 5);
}

/* The type stays as it is: only the rows of a whole table that would not fit the rest of its page move together. */
static void
close_up (LbGrid *grid)
{
  LbPen *pen = grid->pen;
  guint n = grid->table->rows->len;
  double rows = rows_height (grid, n), room = pen->frame.height - pen->y - fixed_height (grid);

  if (pen->column || !is_whole (grid, pen->frame.height) || room >= rows)
    return;
  for (guint i = 0; i < n; i++)
    grid->heights[i] *= MAX (room / rows, CLOSEST);
}

static LbFrame
upright_area (const LbPen *pen)
{
  return pen->column ? pen->frame : lb_pen_area (pen, FALSE);
}

gboolean
lb_layout_table_is_wide (LbPen *pen, const LbBlock *block)
{
  LbGrid grid;
  gboolean fits = lb_grid_measure (&grid, pen, block->table, upright_area (pen).width, pen->style->table);

  lb_grid_clear (&grid);
  return !fits && !pen->column && pen->kind != LB_STYLE_SLIDE;
}

double
lb_layout_table_least (LbPen *pen, const LbBlock *block)
{
  LbGrid grid;
  LbFrame area = upright_area (pen);

  lb_grid_measure (&grid, pen, block->table, area.width, pen->style->table);
  double height = least_height (&grid, area.height);
  lb_grid_clear (&grid);
  return height;
}

/* One past the last column of a part that begins with @from and has the first column at its left; groups stay whole. */
static guint
part_end (const LbGrid *grid, guint from)
{
  double sum = grid->columns[0].least;
  guint end = from;

  while (end < grid->n) {
    guint next = grid->columns[end].group_end;
    for (guint i = end; i < next; i++)
      sum += grid->columns[i].least;
    if (end > from && sum > grid->width)
      break;
    end = next;
  }
  return end;
}

/* (transfer full): the first column and those from @from to @end. */
static LbBlock *
part_of (const LbTable *table, guint from, guint end, guint number)
{
  LbBlock *part = lb_block_new (LB_BLOCK_TABLE);
  g_autofree char *title = *table->title == '\0' ? g_strdup ("") : g_strdup_printf ("%s（之%u）", table->title, number);

  part->table = lb_table_new (title);
  part->table->total = table->total;
  for (guint i = 0; i < end; i = i == 0 ? from : i + 1) {
    const LbColumn *column = &g_array_index (table->columns, LbColumn, i);
    lb_table_add_column (part->table, column->group, column->head, column->numeric);
  }
  for (guint row = 0; row < table->rows->len; row++) {
    char **cells = g_ptr_array_index (table->rows, row);
    g_autoptr (GStrvBuilder) own = g_strv_builder_new ();
    for (guint i = 0; i < end; i = i == 0 ? from : i + 1)
      g_strv_builder_add (own, cells[i]);
    lb_table_take_row (part->table, g_strv_builder_end (own));
  }
  return part;
}

/* More columns than a page can hold in the smallest type: several tables, each with the first column. */
static void
lay_out_parts (LbPen *pen, const LbBlock *block, const LbGrid *grid)
{
  for (guint from = 1, end, number = 1; from < grid->n; from = end, number++) {
    end = part_end (grid, from);
    g_autoptr (LbBlock) part = part_of (block->table, from, end, number);
    if (number == 1 && block->outline != NULL)
      lb_block_set_outline (part, block->outline, block->depth);
    if (end == grid->n) {
      g_free (part->table->note);
      part->table->note = g_strdup (block->table->note);
    }
    lb_layout_table (pen, part);
  }
}

void
lb_layout_table (LbPen *pen, const LbBlock *block)
{
  const LbTable *table = block->table;
  double note = note_height (pen, table);
  LbGrid grid;
  gboolean fits = lb_grid_measure (&grid, pen, table, pen->frame.width, LB_TABLE_SMALLEST);

  if (!fits && part_end (&grid, 1) < grid.n) {
    lay_out_parts (pen, block, &grid);
    lb_grid_clear (&grid);
    return;
  }
  if (!lb_pen_has_room (pen, least_height (&grid, pen->frame.height)))
    lb_pen_next_page (pen);
  close_up (&grid);
  if (pen->y > pen->start && !pen->column)
    pen->y += ABOVE;
  lb_pen_outline (pen, block);
  draw_title (&grid, FALSE);
  draw_rows (&grid);
  if (note > 0 && !pen->column && pen->y + note > pen->frame.height)
    lb_pen_next_page (pen);
  if (note > 0)
    pen->y += 1 + lb_pen_note (pen, pen->y + 1, table->note);
  if (pen->column)
    pen->y += ABOVE;
  lb_grid_clear (&grid);
}
