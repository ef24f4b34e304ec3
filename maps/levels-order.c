/* The order of arcs: along Hilbert's curve through the middles of the arcs
 *
 * Arcs that follow each other lie beside each other, so a block of them has a small box, whatever order the regions came in. Hilbert 1891,
 * "Ueber die stetige Abbildung einer Linie auf ein Flächenstück"; the place of a cell by turning quadrants, bit by bit.
 */
#include "config.h"
#include "maps/levels-private.h"
#include "maps/parallel.h"
#include "maps/topology-private.h"

#define CURVE_BITS   16 /* cells along an axis, as a power of two */
#define DIGIT        65536
#define ARCS_AT_ONCE 4096

typedef struct {
  const LbTopology *topology;
  double per_unit; /* cells a unit of the coordinates */
  guint32 *places;
} Curve;

static guint32
place_on_curve (guint32 x, guint32 y)
{
  guint32 place = 0;

  for (guint32 side = 1u << (CURVE_BITS - 1); side > 0; side /= 2) {
    guint32 right = (x & side) != 0, up = (y & side) != 0;
    place = place << 2 | ((3 * right) ^ up);
    if (up)
      continue;
    if (right) {
      x = ~x;
      y = ~y;
    }
    guint32 turned = x;
    x = y;
    y = turned;
  }
  return place;
}

static guint32
cell (double value, double origin, double per_unit)
{
  double at = (value - origin) * per_unit;

  return at > 0 ? (guint32) MIN (at, DIGIT - 1) : 0; /* NaN is 0 too */
}

static void
find_places (gpointer data, gsize begin, gsize end, guint thread)
{
  const Curve *curve = data;
  LbBox extent = curve->topology->shapes->extent;

  (void) thread;
  for (gsize arc = begin; arc < end; arc++) {
    const double *middle = curve->topology->xy[arc] + 2 * (gsize) (curve->topology->n[arc] / 2);
    curve->places[arc] = place_on_curve (cell (middle[0], extent.min_x, curve->per_unit), cell (middle[1], extent.min_y, curve->per_unit));
  }
}

/* One pass of a radix sort by the lower or upper half of the places. */
static void
sort_by_digit (const guint32 *places, guint shift, const guint32 *from, guint32 *to, guint n)
{
  g_autofree guint *starts = g_new0 (guint, DIGIT + 1);

  for (guint i = 0; i < n; i++)
    starts[(places[i] >> shift) % DIGIT + 1]++;
  for (guint i = 0; i < DIGIT; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < n; i++) {
    guint32 arc = from != NULL ? from[i] : i;
    to[starts[(places[arc] >> shift) % DIGIT]++] = arc;
  }
}

guint32 *
lb_levels_order (const LbTopology *topology, guint n_threads)
{
  guint n = topology->n_arcs;
  LbBox extent = topology->shapes->extent;
  double width = extent.max_x - extent.min_x, height = extent.max_y - extent.min_y;
  g_autofree guint32 *places = g_new (guint32, (gsize) n + 1);
  g_autofree guint32 *half = g_new (guint32, (gsize) n + 1);
  guint32 *order = g_new (guint32, (gsize) n + 1);
  Curve curve = {topology, DIGIT / MAX (width, height), places};

  lb_parallel_run (n_threads, n, ARCS_AT_ONCE, NULL, find_places, &curve);
  sort_by_digit (places, 0, NULL, half, n);
  sort_by_digit (places, CURVE_BITS, half, order, n);
  return order;
}
