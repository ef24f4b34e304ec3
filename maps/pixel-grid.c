#include "config.h"
#include "maps/pixel-grid.h"

#include <math.h>

#define FIRST_CELLS 8
#define MOST_CELLS  256

/* Within a cell, u and v from 0 to 1: image = a + b u + c v + d u v, for x and y. */
typedef struct {
  double ax, bx, cx, dx, ay, by, cy, dy;
} Cell;

struct _LbPixelGrid {
  LbBox extent;
  double per_x, per_y; /* cells a unit */
  int n;               /* cells a side */
  double *nodes;       /* (n + 1)² images, row by row from the south */
  Cell *cells;
};

/* (transfer full): images of a lattice of @n × @n points whose first is @from_x, @from_y cells from the corner. */
static double *
project_lattice (const LbPixelGrid *self, LbTransform *transform, int nx, int ny, double from_x, double from_y)
{
  gsize count = (gsize) nx * (gsize) ny;
  g_autofree double *xy = g_new (double, 2 * count);

  for (gsize i = 0; i < count; i++) {
    gsize column = i % (gsize) nx, row = i / (gsize) nx;
    xy[2 * i] = self->extent.min_x + ((double) column + from_x) / self->per_x;
    xy[2 * i + 1] = self->extent.min_y + ((double) row + from_y) / self->per_y;
  }
  return lb_transform_points (transform, xy, count) ? g_steal_pointer (&xy) : NULL;
}

static void
make_cells (LbPixelGrid *self)
{
  gsize row = 2 * ((gsize) self->n + 1);

  for (int j = 0; j < self->n; j++)
    for (int i = 0; i < self->n; i++) {
      const double *p = self->nodes + (gsize) j * row + 2 * (gsize) i, *q = p + row;
      self->cells[j * self->n + i] = (Cell) {p[0], p[2] - p[0], q[0] - p[0], q[2] - q[0] - p[2] + p[0],
                                             p[1], p[3] - p[1], q[1] - p[1], q[3] - q[1] - p[3] + p[1]};
    }
}

/* Images asked of PROJ at @from cells from each node, against the patches'. */
static gboolean
is_exact (const LbPixelGrid *self, LbTransform *transform, double from_x, double from_y, double tolerance)
{
  int nx = from_x > 0 ? self->n : self->n + 1, ny = from_y > 0 ? self->n : self->n + 1;
  g_autofree double *right = project_lattice (self, transform, nx, ny, from_x, from_y);

  for (int i = 0; right != NULL && i < nx * ny; i++) {
    int column = i % nx, row = i / nx;
    double p[2] = {self->extent.min_x + (column + from_x) / self->per_x, self->extent.min_y + (row + from_y) / self->per_y};
    lb_pixel_grid_move (self, p, 1);
    if (!(hypot (p[0] - right[2 * i], p[1] - right[2 * i + 1]) <= tolerance))
      return FALSE;
  }
  return right != NULL;
}

static gboolean
divide (LbPixelGrid *self, LbTransform *transform, int n)
{
  g_free (self->nodes);
  g_free (self->cells);
  self->n = n;
  self->per_x = n / (self->extent.max_x - self->extent.min_x);
  self->per_y = n / (self->extent.max_y - self->extent.min_y);
  self->cells = g_new0 (Cell, (gsize) n * (gsize) n);
  self->nodes = project_lattice (self, transform, n + 1, n + 1, 0, 0);
  if (self->nodes == NULL)
    return FALSE;
  make_cells (self);
  return TRUE;
}

LbPixelGrid *
lb_pixel_grid_new (LbTransform *transform, LbBox extent, double tolerance)
{
  g_autoptr (LbPixelGrid) self = g_new0 (LbPixelGrid, 1);

  self->extent = extent;
  if (!(extent.max_x > extent.min_x && extent.max_y > extent.min_y))
    return NULL;
  for (int n = FIRST_CELLS; n <= MOST_CELLS; n *= 2) {
    if (!divide (self, transform, n))
      return NULL;
    if (is_exact (self, transform, 0.5, 0.5, tolerance) && is_exact (self, transform, 0.5, 0, tolerance) &&
        is_exact (self, transform, 0, 0.5, tolerance))
      return g_steal_pointer (&self);
  }
  return NULL;
}

void
lb_pixel_grid_free (LbPixelGrid *self)
{
  g_free (self->nodes);
  g_free (self->cells);
  g_free (self);
}

LbBox
lb_pixel_grid_get_box (const LbPixelGrid *self)
{
  LbBox box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

  for (int i = 0; i < (self->n + 1) * (self->n + 1); i++) {
    double x = self->nodes[2 * i], y = self->nodes[2 * i + 1];
    box = (LbBox) {MIN (box.min_x, x), MIN (box.min_y, y), MAX (box.max_x, x), MAX (box.max_y, y)};
  }
  return box;
}

void
lb_pixel_grid_look (LbPixelGrid *self, double east0, double north0, double scale)
{
  for (int i = 0; i < (self->n + 1) * (self->n + 1); i++) {
    self->nodes[2 * i] = (self->nodes[2 * i] - east0) * scale;
    self->nodes[2 * i + 1] = (north0 - self->nodes[2 * i + 1]) * scale;
  }
  make_cells (self);
}

void
lb_pixel_grid_move (const LbPixelGrid *self, double *xy, gsize n_points)
{
  double x0 = self->extent.min_x, y0 = self->extent.min_y, per_x = self->per_x, per_y = self->per_y;
  int last = self->n - 1;

  for (gsize i = 0; i < n_points; i++) {
    double u = (xy[2 * i] - x0) * per_x, v = (xy[2 * i + 1] - y0) * per_y;
    int column = CLAMP ((int) u, 0, last), row = CLAMP ((int) v, 0, last);
    const Cell *cell = &self->cells[row * self->n + column];
    u -= column;
    v -= row;
    xy[2 * i] = cell->ax + cell->bx * u + (cell->cx + cell->dx * u) * v;
    xy[2 * i + 1] = cell->ay + cell->by * u + (cell->cy + cell->dy * u) * v;
  }
}
