/* Where the names of a level stand: a grid of cells on the ground that holds their anchors, so that a name finds those near it by reading
 * on in memory. It needs every anchor of the level; until they are known, the index of regions (label-index.c) stands in. */
#include "config.h"
#include "maps/label-private.h"

#include <math.h>

static gboolean
all_known (LbGround *ground, LbLevel level)
{
  guint n;
  const guint *numbers = lb_region_tree_get_level (lb_boundaries_get_regions (ground->boundaries), level, &n);
  LbAnchor anchor;

  for (guint i = 0; i < n; i++)
    if (!lb_ground_recall_anchor (ground, numbers[i], &anchor))
      return FALSE;
  return TRUE;
}

static guint
column_of (const LbLabelPoints *self, double x)
{
  return (guint) CLAMP (floor ((x - self->area.min_x) / self->cell), 0, self->columns - 1);
}

static guint
row_of (const LbLabelPoints *self, double y)
{
  return (guint) CLAMP (floor ((y - self->area.min_y) / self->cell), 0, self->rows - 1);
}

static guint
cell_of (const LbLabelPoints *self, const LbLabelPoint *point)
{
  return row_of (self, point->y) * self->columns + column_of (self, point->x);
}

/* One name a cell, about. */
static void
lay_out (LbLabelPoints *self, const LbLabelPoint *points)
{
  self->area = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (guint i = 0; i < self->n; i++)
    self->area = (LbBox) {MIN (self->area.min_x, points[i].x), MIN (self->area.min_y, points[i].y), MAX (self->area.max_x, points[i].x),
                          MAX (self->area.max_y, points[i].y)};
  double width = self->n > 0 ? self->area.max_x - self->area.min_x : 0, height = self->n > 0 ? self->area.max_y - self->area.min_y : 0;
  self->cell = MAX (MAX (sqrt (width * height / MAX (self->n, 1)), MAX (width, height) / 1024), 1e-9);
  self->columns = (guint) MIN (width / self->cell + 1, 1025);
  self->rows = (guint) MIN (height / self->cell + 1, 1025);
}

static LbLabelPoints *
make_points (LbGround *ground, LbLevel level)
{
  LbLabelPoints *self = g_new0 (LbLabelPoints, 1);
  guint n, before = 0;
  const guint *numbers = lb_region_tree_get_level (lb_boundaries_get_regions (ground->boundaries), level, &n);
  g_autofree LbLabelPoint *points = g_new (LbLabelPoint, n + 1);

  for (guint i = 0; i < n; i++) {
    LbAnchor anchor = lb_ground_get_anchor (ground, numbers[i]);
    if (anchor.radius >= 0)
      points[self->n++] = (LbLabelPoint) {anchor.x, anchor.y, ground->ranks[numbers[i]], numbers[i], ground->letters[numbers[i]]};
  }
  lay_out (self, points);
  self->starts = g_new0 (guint, self->columns * self->rows + 1);
  self->points = g_new (LbLabelPoint, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    self->starts[cell_of (self, &points[i])]++;
  for (guint cell = 0; cell <= self->columns * self->rows; cell++) {
    guint own = self->starts[cell];
    self->starts[cell] = before;
    before += own;
  }
  for (guint i = 0; i < self->n; i++)
    self->points[self->starts[cell_of (self, &points[i])]++] = points[i];
  for (guint cell = self->columns * self->rows; cell > 0; cell--) /* each now stands where the next begins */
    self->starts[cell] = self->starts[cell - 1];
  self->starts[0] = 0;
  return self;
}

const LbLabelPoints *
lb_ground_get_label_points (LbGround *self, LbLevel level)
{
  gsize *made = &self->label_points[level];

  if (g_atomic_pointer_get (made) == 0 && !all_known (self, level))
    return NULL;
  if (g_once_init_enter (made))
    g_once_init_leave (made, (gsize) make_points (self, level));
  return (const LbLabelPoints *) *made;
}

void
lb_label_points_free (LbLabelPoints *self)
{
  if (self == NULL)
    return;
  g_free (self->starts);
  g_free (self->points);
  g_free (self);
}

void
lb_label_points_find (const LbLabelPoints *self, LbBox box, void (*each) (const LbLabelPoint *point, gpointer data), gpointer data)
{
  guint x0 = column_of (self, box.min_x), x1 = column_of (self, box.max_x), y1 = row_of (self, box.max_y);

  for (guint y = row_of (self, box.min_y); y <= y1; y++)
    for (guint i = self->starts[y * self->columns + x0]; i < self->starts[y * self->columns + x1 + 1]; i++) {
      const LbLabelPoint *point = &self->points[i];
      if (point->x >= box.min_x && point->x <= box.max_x && point->y >= box.min_y && point->y <= box.max_y)
        each (point, data);
    }
}
