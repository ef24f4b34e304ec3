#include "config.h"
#include "maps/trace.h"

#include <math.h>

/* cairo keeps coordinates in 24.8 fixed point. */
#define FARTHEST 4e6

LbTrace
lb_trace_new (cairo_t *cr, const LbView *view, LbMedium medium)
{
  double dx = 1, dy = 0;

  cairo_user_to_device_distance (cr, &dx, &dy);
  double device = hypot (dx, dy);
  double grid = medium == LB_MEDIUM_PRINT ? 0.05 * 72 / 25.4 : 0.25 / (device > 0 ? device : 1);
  return (LbTrace) {cr, *view, grid, 8};
}

gboolean
lb_trace_shows (const LbTrace *self, LbBox ground)
{
  double left, top, right, bottom;

  if (ground.min_x > ground.max_x)
    return FALSE;
  lb_view_to_surface (&self->view, ground.min_x, ground.max_y, &left, &top);
  lb_view_to_surface (&self->view, ground.max_x, ground.min_y, &right, &bottom);
  return right >= -self->margin && bottom >= -self->margin && left <= self->view.width + self->margin &&
         top <= self->view.height + self->margin;
}

static void
snap (const LbTrace *self, const double *point, double *x, double *y)
{
  lb_view_to_surface (&self->view, point[0], point[1], x, y);
  *x = CLAMP (floor (*x / self->grid + 0.5) * self->grid, -FARTHEST, FARTHEST);
  *y = CLAMP (floor (*y / self->grid + 0.5) * self->grid, -FARTHEST, FARTHEST);
}

/* Returns how many points were drawn. */
static guint
trace (const LbTrace *self, const double *points, guint n, gboolean closed)
{
  double last_x = 0, last_y = 0;
  guint drawn = 0;

  for (guint i = 0; i < n; i++) {
    double x, y;
    snap (self, points + 2 * i, &x, &y);
    if (drawn > 0 && x == last_x && y == last_y)
      continue;
    if (drawn == 0)
      cairo_move_to (self->cr, x, y);
    else if (closed && i + 1 == n)
      break;
    else
      cairo_line_to (self->cr, x, y);
    last_x = x;
    last_y = y;
    drawn++;
  }
  if (closed && drawn > 0)
    cairo_close_path (self->cr);
  return drawn;
}

void
lb_trace_shape (const LbTrace *self, const LbShapes *shapes, guint shape)
{
  LbBox box = lb_shapes_get_box (shapes, shape);
  guint rings = lb_shapes_get_n_rings (shapes, shape);

  if (MAX (box.max_x - box.min_x, box.max_y - box.min_y) * self->view.scale < 2 * self->grid) {
    double corner[2] = {box.min_x, box.max_y}, x, y;
    snap (self, corner, &x, &y);
    cairo_rectangle (self->cr, x, y, 4 * self->grid, 4 * self->grid);
    return;
  }
  for (guint ring = 0; ring < rings; ring++) {
    guint n;
    const double *points = lb_shapes_get_ring (shapes, shape, ring, &n);
    trace (self, points, n, TRUE);
  }
}

void
lb_trace_line (const LbTrace *self, const double *points, guint n)
{
  gboolean closed = n > 2 && points[0] == points[2 * (n - 1)] && points[1] == points[2 * (n - 1) + 1];

  /* A line shorter than the grid would be a dot of its width. */
  if (trace (self, points, n, closed) == 1) {
    double x, y;
    cairo_get_current_point (self->cr, &x, &y);
    cairo_rel_line_to (self->cr, 0, 0);
  }
}
