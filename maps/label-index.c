/* Where the regions of a level lie: a grid of cells on the ground, for names that ask who is near. */
#include "config.h"
#include "maps/label-private.h"

#include <math.h>

/* The box of a region's polygon or, without one, of those below it together. */
static LbBox
box_of (const LbRegionTree *tree, const LbShapes *shapes, guint number)
{
  const LbRegion *region = lb_region_tree_get (tree, number);
  LbBox all = {INFINITY, INFINITY, -INFINITY, -INFINITY};

  for (guint i = number; i < region->end; i++) {
    LbBox box = lb_shapes_get_box (shapes, i);
    if (box.min_x > box.max_x)
      continue;
    all = (LbBox) {MIN (all.min_x, box.min_x), MIN (all.min_y, box.min_y), MAX (all.max_x, box.max_x), MAX (all.max_y, box.max_y)};
    if (i == number)
      break;
  }
  return all;
}

static guint
cell_along (double at, double from, double cell, guint n)
{
  return (guint) CLAMP (floor ((at - from) / cell), 0, n - 1);
}

/* Cells of about the size of a region: the squares' mean keeps a few giants from filling every cell. */
static void
lay_out (LbLabelIndex *self)
{
  double squares = 0;
  guint known = 0;

  self->area = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (guint i = 0; i < self->n; i++) {
    LbBox box = self->boxes[i];
    if (box.min_x > box.max_x)
      continue;
    double side = MAX (box.max_x - box.min_x, box.max_y - box.min_y);
    squares += side * side;
    known++;
    self->area = (LbBox) {MIN (self->area.min_x, box.min_x), MIN (self->area.min_y, box.min_y), MAX (self->area.max_x, box.max_x),
                          MAX (self->area.max_y, box.max_y)};
  }
  self->columns = self->rows = 1;
  self->cell = 1;
  if (known == 0)
    return;
  double width = self->area.max_x - self->area.min_x, height = self->area.max_y - self->area.min_y;
  self->cell = MAX (MAX (sqrt (squares / known), sqrt (width * height / known)), MAX (width, height) / 4096);
  self->cell = MAX (self->cell, 1e-9);
  self->columns = (guint) CLAMP (width / self->cell + 1, 1, 4097);
  self->rows = (guint) CLAMP (height / self->cell + 1, 1, 4097);
}

/* Cells that a box touches. */
static void
cells_of (const LbLabelIndex *self, LbBox box, guint *x0, guint *y0, guint *x1, guint *y1)
{
  *x0 = cell_along (box.min_x, self->area.min_x, self->cell, self->columns);
  *x1 = cell_along (box.max_x, self->area.min_x, self->cell, self->columns);
  *y0 = cell_along (box.min_y, self->area.min_y, self->cell, self->rows);
  *y1 = cell_along (box.max_y, self->area.min_y, self->cell, self->rows);
}

/* First counts what each cell holds, then fills it in: @fill FALSE, TRUE. */
static void
sort_in (LbLabelIndex *self, gboolean fill)
{
  for (guint i = self->n; i-- > 0;) {
    guint x0, y0, x1, y1;
    if (self->boxes[i].min_x > self->boxes[i].max_x)
      continue;
    cells_of (self, self->boxes[i], &x0, &y0, &x1, &y1);
    for (guint y = y0; y <= y1; y++)
      for (guint x = x0; x <= x1; x++) {
        guint *start = &self->starts[y * self->columns + x];
        if (fill)
          self->items[--*start] = i;
        else
          ++*start;
      }
  }
}

LbLabelIndex *
lb_label_index_new (const LbBoundaries *boundaries, LbLevel level, gint32 day)
{
  LbLabelIndex *self = g_new0 (LbLabelIndex, 1);
  const LbRegionTree *tree = lb_boundaries_get_regions ((LbBoundaries *) boundaries);
  const LbShapes *shapes = lb_boundaries_get_shapes ((LbBoundaries *) boundaries);

  self->numbers = lb_region_tree_get_level (tree, level, &self->n);
  self->boxes = g_new (LbBox, self->n + 1);
  for (guint i = 0; i < self->n; i++) {
    /* Who no longer stands is not named. */
    gboolean stands = lb_region_stands (lb_region_tree_get (tree, self->numbers[i]), day);
    self->boxes[i] = stands ? box_of (tree, shapes, self->numbers[i]) : (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
    self->letters = MAX (self->letters, (guint) g_utf8_strlen (lb_region_tree_get (tree, self->numbers[i])->name, -1));
  }
  lay_out (self);
  self->first_x = g_new0 (guint16, self->n + 1);
  self->first_y = g_new0 (guint16, self->n + 1);
  for (guint i = 0; i < self->n; i++) {
    self->first_x[i] = (guint16) cell_along (self->boxes[i].min_x, self->area.min_x, self->cell, self->columns);
    self->first_y[i] = (guint16) cell_along (self->boxes[i].min_y, self->area.min_y, self->cell, self->rows);
  }
  guint n_cells = self->columns * self->rows, sum = 0;
  self->starts = g_new0 (guint, n_cells + 1);
  sort_in (self, FALSE);
  for (guint i = 0; i < n_cells; i++)
    self->starts[i] = sum += self->starts[i];
  self->starts[n_cells] = sum;
  self->items = g_new (guint, sum + 1);
  sort_in (self, TRUE);
  return self;
}

void
lb_label_index_free (LbLabelIndex *self)
{
  if (self == NULL)
    return;
  g_free (self->boxes);
  g_free (self->first_x);
  g_free (self->first_y);
  g_free (self->starts);
  g_free (self->items);
  g_free (self);
}

void
lb_label_index_query (const LbLabelIndex *self, LbBox box, void (*each) (guint number, gpointer data), gpointer data)
{
  guint x0, y0, x1, y1;

  if (self->n == 0 || self->starts[self->columns * self->rows] == 0)
    return;
  cells_of (self, box, &x0, &y0, &x1, &y1);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++)
      for (guint i = self->starts[y * self->columns + x]; i < self->starts[y * self->columns + x + 1]; i++) {
        guint item = self->items[i];
        LbBox own = self->boxes[item];
        if (own.max_x < box.min_x || own.min_x > box.max_x || own.max_y < box.min_y || own.min_y > box.max_y)
          continue;
        /* A region of several cells is told by the first of them that is asked. */
        if (x == MAX (self->first_x[item], x0) && y == MAX (self->first_y[item], y0))
          each (self->numbers[item], data);
      }
}
