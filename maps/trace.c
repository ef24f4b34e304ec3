#include "config.h"
#include "maps/trace.h"

#include <math.h>

/* cairo keeps coordinates in 24.8 fixed point. */
#define FARTHEST 4e6

/* 0.044 mm: an eighth of a point, so that what a file of print says of a coordinate is short. */
#define PRINT_GRID 0.125

LbTrace
lb_trace_new (cairo_t *cr, const LbView *view, LbMedium medium)
{
  double dx = 1, dy = 0, left = 0, top = 0;

  cairo_user_to_device_distance (cr, &dx, &dy);
  double device = hypot (dx, dy);
  if (medium != LB_MEDIUM_PRINT)
    return (LbTrace) {cr, *view, 0.25 / (device > 0 ? device : 1), 8, 0, 0, 0};
  cairo_user_to_device (cr, &left, &top);
  return (LbTrace) {cr, *view, PRINT_GRID, 8, left - floor (left / PRINT_GRID) * PRINT_GRID,
                    top - floor (top / PRINT_GRID) * PRINT_GRID, PRINT_GRID * 0.8};
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

static double
to_grid (double value, double grid, double origin)
{
  return CLAMP (floor ((value + origin) / grid + 0.5) * grid - origin, -FARTHEST, FARTHEST);
}

static void
snap (const LbTrace *self, const double *point, double *x, double *y)
{
  lb_view_to_surface (&self->view, point[0], point[1], x, y);
  *x = to_grid (*x, self->grid, self->left);
  *y = to_grid (*y, self->grid, self->top);
}

/* On which sides of the surface a point lies, one bit each; 0: on it. */
static guint
sides_of (const LbTrace *self, double x, double y)
{
  return (x < -self->margin ? 1u : 0) | (y < -self->margin ? 2u : 0) | (x > self->view.width + self->margin ? 4u : 0) |
         (y > self->view.height + self->margin ? 8u : 0);
}

/* Points wait here until it is known whether the line needs them. */
#define WINDOW 48

typedef struct {
  const LbTrace *trace;
  double x, y;        /* drawn last                                */
  double wait[WINDOW][2];
  guint n;            /* that wait                                 */
  guint sides;        /* beyond which all that wait lie            */
  guint drawn;
} Path;

static void
draw_to (Path *self, double x, double y)
{
  if (self->drawn++ == 0)
    cairo_move_to (self->trace->cr, x, y);
  else
    cairo_line_to (self->trace->cr, x, y);
  self->x = x;
  self->y = y;
}

static void
draw_last (Path *self)
{
  if (self->n == 0)
    return;
  draw_to (self, self->wait[self->n - 1][0], self->wait[self->n - 1][1]);
  self->n = 0;
}

/* Do all that wait lie on the straight way to (x, y), within the tolerance? Beyond one side of the surface nobody sees the way. */
static gboolean
is_straight (const Path *self, double x, double y, guint sides)
{
  double dx = x - self->x, dy = y - self->y, length = dx * dx + dy * dy;
  double most = self->trace->tolerance * self->trace->tolerance * length;

  if ((self->sides & sides) != 0 && (sides_of (self->trace, self->x, self->y) & self->sides & sides) != 0)
    return TRUE;
  for (guint i = 0; i < self->n; i++) {
    double px = self->wait[i][0] - self->x, py = self->wait[i][1] - self->y;
    double across = dx * py - dy * px, along = dx * px + dy * py;
    if (across * across > most || along < 0 || along > length)
      return FALSE;
  }
  return TRUE;
}

static void
add_point (Path *self, double x, double y)
{
  guint sides = sides_of (self->trace, x, y);

  if (self->drawn == 0) {
    draw_to (self, x, y);
    return;
  }
  if (self->n > 0 && (self->n == WINDOW || !is_straight (self, x, y, sides)))
    draw_last (self);
  self->sides = self->n == 0 ? sides : self->sides & sides;
  if (self->n > 0 && self->sides != 0) /* beyond the surface one is enough */
    self->n = 0;
  self->wait[self->n][0] = x;
  self->wait[self->n][1] = y;
  self->n++;
}

/* Returns how many points were drawn. */
static guint
trace (const LbTrace *self, const double *points, guint n, gboolean closed)
{
  Path path = {.trace = self};
  double last_x = NAN, last_y = NAN;

  for (guint i = 0; i < n - (closed && n > 0 ? 1 : 0); i++) {
    double x, y;
    snap (self, points + 2 * i, &x, &y);
    if (x == last_x && y == last_y)
      continue;
    if (self->tolerance > 0)
      add_point (&path, x, y);
    else
      draw_to (&path, x, y);
    last_x = x;
    last_y = y;
  }
  draw_last (&path);
  if (closed && path.drawn > 0)
    cairo_close_path (self->cr);
  return path.drawn;
}

gboolean
lb_trace_is_speck (const LbTrace *self, LbBox ground)
{
  return ground.min_x <= ground.max_x &&
         MAX (ground.max_x - ground.min_x, ground.max_y - ground.min_y) * self->view.scale < 2 * self->grid;
}

void
lb_trace_shape (const LbTrace *self, const LbShapes *shapes, guint shape)
{
  LbBox box = lb_shapes_get_box (shapes, shape);
  guint rings = lb_shapes_get_n_rings (shapes, shape);

  if (lb_trace_is_speck (self, box)) {
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
