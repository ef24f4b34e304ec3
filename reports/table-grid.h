/* table-grid.h - how wide the columns of a table are and how its cells break into lines
 *
 * Numbers keep their line; words may wrap. A grid is measured for one width and one size of type and says whether the table
 * fits in it. Private to lay out.
 */
#pragma once
#include "reports/layout-private.h"

#define LB_TABLE_PADDING  0.8
#define LB_TABLE_SMALLEST 9.0

typedef struct {
  double x, width;        /* from the left end of the grid, mm                   */
  double natural, least;  /* width without any wrapping; that it must have        */
  double whole, fraction; /* widest part before and from the decimal point on     */
  guint group_end;        /* one past the last column of its group                */
} LbGridColumn;

typedef struct {
  LbPen *pen;
  const LbTable *table;
  LbGridColumn *columns;
  guint n;
  double size, width; /* pt, mm                                   */
  gboolean grouped;
  guint group_lines, head_lines; /* lines of the two rows of heads */
  double *heights;    /* of the rows, mm                           */
} LbGrid;

/* Measures the table for @width at the largest size from the style's down to @smallest in which it fits; FALSE when it fits in none
 * (the grid is usable all the same: what is too wide wraps). */
gboolean lb_grid_measure (LbGrid *self, LbPen *pen, const LbTable *table, double width, double smallest);
void     lb_grid_clear (LbGrid *self);

double lb_grid_head_size (const LbGrid *self);
LbRole lb_grid_role_of_row (const LbGrid *self, guint row);
const LbColumn *lb_grid_column (const LbGrid *self, guint i);
/* Height of a line of @size in a cell. */
double lb_grid_line (double size);
double lb_grid_head_height (const LbGrid *self, guint lines);
/* Width of a group: of the columns from @i on. */
double lb_grid_group_width (const LbGrid *self, guint i);
/* The number of a cell without its star. (transfer full) @star: had it one? */
char  *lb_grid_number (const char *cell, gboolean *star);
/* Widths of the parts of a number on both sides of its decimal point. */
void   lb_grid_split (const LbGrid *self, LbRole role, const char *number, double *whole, double *fraction);
