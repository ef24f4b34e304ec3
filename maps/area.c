/* Ellipsoidal areas: each ring is a polygon of geodesics on the CGCS2000 ellipsoid (Karney 2013, "Algorithms for
 * geodesics", as PROJ carries it); ground minus holes by nesting, so direction and order of rings mean nothing.
 */
#include "config.h"
#include "maps/crs.h"
#include "maps/shapes-private.h"

#include <geodesic.h>
#include <math.h>

/* CGCS2000: GB 22021-2008 */
#define SEMI_MAJOR_AXIS 6378137.0
#define FLATTENING      (1 / 298.257222101)

static double
ring_area (const struct geod_geodesic *ellipsoid, const double *xy, guint n)
{
  struct geod_polygon polygon;
  double area = 0;

  geod_polygon_init (&polygon, FALSE);
  for (guint i = 0; i + 1 < n; i++)
    geod_polygon_addpoint (ellipsoid, &polygon, xy[2 * (gsize) i + 1], xy[2 * (gsize) i]);
  geod_polygon_compute (ellipsoid, &polygon, FALSE, TRUE, &area, NULL);
  return fabs (area);
}

double
lb_shapes_area (const LbShapes *self, guint shape)
{
  g_return_val_if_fail (shape < lb_shapes_get_n (self), NAN);
  g_autoptr (LbNesting) nesting = lb_nesting_new (self, shape);
  struct geod_geodesic ellipsoid;
  double area = 0;

  geod_init (&ellipsoid, SEMI_MAJOR_AXIS, FLATTENING);
  for (guint i = 0; i < nesting->n; i++) {
    guint n;
    const double *xy = lb_shapes_get_ring (self, shape, i, &n);
    area += (nesting->depth[i] % 2 == 1 ? -1 : 1) * ring_area (&ellipsoid, xy, n);
  }
  return area;
}
