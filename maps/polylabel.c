/* Pole of inaccessibility: the point of a polygon that is farthest from its border.
 *
 * Search by squares, most promising first: a square whose middle's distance plus half its diagonal cannot beat
 * the best found is dropped, others are quartered (Agafonkin 2016, "A new algorithm for finding a visual center of a
 * polygon"). To within 2 % of the polygon's smaller side; some hundred distance tests, each O(vertices of the shape).
 */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>

typedef struct {
  double x, y, half;
  double distance; /* of the middle to the border, negative outside */
  double most;     /* upper bound inside the square                 */
} Cell;

static double
squared_distance (double x, double y, const double *p)
{
  double dx = p[2] - p[0], dy = p[3] - p[1];
  double t = dx != 0 || dy != 0 ? ((x - p[0]) * dx + (y - p[1]) * dy) / (dx * dx + dy * dy) : 0;

  t = CLAMP (t, 0, 1);
  dx = p[0] + t * dx - x;
  dy = p[1] + t * dy - y;
  return dx * dx + dy * dy;
}

static double
signed_distance (const LbShapes *shapes, guint shape, double x, double y)
{
  gboolean inside = FALSE;
  double least = INFINITY;

  for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, shape); ring++) {
    guint n;
    const double *p = lb_shapes_get_ring (shapes, shape, ring, &n);
    for (guint i = 0; i + 1 < n; i++, p += 2) {
      if ((p[1] > y) != (p[3] > y) && x < (p[2] - p[0]) * (y - p[1]) / (p[3] - p[1]) + p[0])
        inside = !inside;
      least = MIN (least, squared_distance (x, y, p));
    }
  }
  return inside ? sqrt (least) : -sqrt (least);
}

static Cell
make_cell (const LbShapes *shapes, guint shape, double x, double y, double half)
{
  double distance = signed_distance (shapes, shape, x, y);

  return (Cell) {x, y, half, distance, distance + half * G_SQRT2};
}

/* The cell with the highest bound leaves the heap. */
static Cell
pop (GArray *heap)
{
  Cell *cells = (Cell *) (void *) heap->data, top = cells[0], moved = cells[heap->len - 1];
  guint place = 0, n = heap->len - 1;

  for (guint child; (child = 2 * place + 1) < n; place = child) {
    if (child + 1 < n && cells[child + 1].most > cells[child].most)
      child++;
    if (cells[child].most <= moved.most)
      break;
    cells[place] = cells[child];
  }
  cells[place] = moved;
  g_array_set_size (heap, n);
  return top;
}

static void
push (GArray *heap, Cell cell)
{
  g_array_append_val (heap, cell);
  Cell *cells = (Cell *) (void *) heap->data;
  guint place = heap->len - 1;
  for (; place > 0 && cells[(place - 1) / 2].most < cell.most; place = (place - 1) / 2)
    cells[place] = cells[(place - 1) / 2];
  cells[place] = cell;
}

static void
consider (GArray *heap, Cell cell, Cell *best, double precision)
{
  if (cell.distance > best->distance)
    *best = cell;
  if (cell.most > best->distance + precision)
    push (heap, cell);
}

/* Twice the signed area of a ring and its box. */
static double
measure_ring (const double *points, guint n, LbBox *box)
{
  double sum = 0;

  *box = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (guint i = 0; i < n; i++) {
    double x = points[2 * i], y = points[2 * i + 1];
    *box = (LbBox) {MIN (box->min_x, x), MIN (box->min_y, y), MAX (box->max_x, x), MAX (box->max_y, y)};
    if (i + 1 < n)
      sum += (x - points[0]) * (points[2 * i + 3] - points[1]) - (points[2 * i + 2] - points[0]) * (y - points[1]);
  }
  return sum;
}

double
lb_polylabel (const LbShapes *shapes, guint shape, double *x, double *y)
{
  LbBox box = {0, 0, -1, -1};
  double largest = -1;

  for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, shape); ring++) {
    LbBox ring_box;
    guint n;
    const double *points = lb_shapes_get_ring (shapes, shape, ring, &n);
    double area = fabs (measure_ring (points, n, &ring_box));
    if (area > largest) {
      largest = area;
      box = ring_box;
    }
  }
  double side = MIN (box.max_x - box.min_x, box.max_y - box.min_y);
  *x = (box.min_x + box.max_x) / 2;
  *y = (box.min_y + box.max_y) / 2;
  if (!(side > 0))
    return -1;

  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Cell));
  double half = side / 2, precision = side * 0.02;
  Cell best = make_cell (shapes, shape, *x, *y, 0);
  /* A sliver a thousand times longer than wide gets longer squares' worth of start cells, not a million. */
  guint across = (guint) MIN (ceil ((box.max_x - box.min_x) / side), 64);
  guint down = (guint) MIN (ceil ((box.max_y - box.min_y) / side), 64);
  half = MAX (half, MAX ((box.max_x - box.min_x) / across, (box.max_y - box.min_y) / down) / 2);
  for (guint i = 0; i < across; i++)
    for (guint j = 0; j < down; j++)
      consider (heap, make_cell (shapes, shape, box.min_x + (2 * i + 1) * half, box.min_y + (2 * j + 1) * half, half),
                &best, precision);
  for (guint tests = 0; heap->len > 0 && tests < 2000; tests++) {
    Cell cell = pop (heap);
    if (cell.most <= best.distance + precision)
      break;
    for (int quarter = 0; quarter < 4; quarter++)
      consider (heap,
                make_cell (shapes, shape, cell.x + (quarter & 1 ? 0.5 : -0.5) * cell.half,
                           cell.y + (quarter & 2 ? 0.5 : -0.5) * cell.half, cell.half / 2),
                &best, precision);
  }
  *x = best.x;
  *y = best.y;
  return MAX (best.distance, 0);
}
