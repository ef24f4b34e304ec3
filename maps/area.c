/* Ellipsoidal areas: each ring is a polygon of geodesics on the CGCS2000 ellipsoid; ground minus holes by nesting, so
 * direction and order of rings mean nothing.
 *
 * The area of a ring is the sum over its edges of the area between edge and equator. The exact one (Karney 2013,
 * "Algorithms for geodesics", as PROJ carries it) takes a microsecond an edge, most of an import's time. Edges of boundaries are short,
 * and there the trapezium under the edge with the first correction for the bend of the geodesic is as good:
 *
 *   S = Δλ · ((q₁ + q₂) / 2 + sin φ (r² Δλ² + 3 M² Δφ²) / 12),   q(φ) = b²/2 · (sin φ / (1 − e² sin² φ) + artanh (e sin φ) / e)
 *
 * q is the area from the equator to φ a radian of longitude, M the radius of the meridian, r that of the parallel, φ, r and M at
 * the middle. The formula integrates dS = q dλ along the geodesic by Hermite's rule, with d(r² cot α)/ds from Clairaut's
 * relation. What it leaves out grows with the fifth power of the length: below 0.00001 m² at 3 km and 45°, less than the
 * round-off of the exact one. A ring with a longer edge (or one across 180°) is left to PROJ.
 */
#include "config.h"
#include "maps/crs.h"
#include "maps/shapes-private.h"

#include <geodesic.h>
#include <math.h>

/* CGCS2000: GB 22021-2008 */
#define SEMI_MAJOR_AXIS 6378137.0
#define FLATTENING      (1 / 298.257222101)
#define E2              (FLATTENING * (2 - FLATTENING))
#define LONGEST         3000.0 /* metres */

static double
exact_area (const struct geod_geodesic *ellipsoid, const double *xy, guint n)
{
  struct geod_polygon polygon;
  double area = 0;

  geod_polygon_init (&polygon, FALSE);
  for (guint i = 0; i + 1 < n; i++)
    geod_polygon_addpoint (ellipsoid, &polygon, xy[2 * (gsize) i + 1], xy[2 * (gsize) i]);
  geod_polygon_compute (ellipsoid, &polygon, FALSE, TRUE, &area, NULL);
  return fabs (area);
}

/* q(φ) above. */
static double
area_to_equator (double sine)
{
  const double e = sqrt (E2), b = SEMI_MAJOR_AXIS * (1 - FLATTENING);

  return b * b / 2 * (sine / (1 - E2 * sine * sine) + atanh (e * sine) / e);
}

/* FALSE when an edge is too long. */
static gboolean
short_edges_area (const double *xy, guint n, double *area)
{
  const double radian = G_PI / 180;
  double sum = 0, first = 0, before = 0;

  for (guint i = 0; i < n; i++) {
    /* Counted from the first point's, so that sums stay as small as the ring. */
    double q = area_to_equator (sin (xy[2 * (gsize) i + 1] * radian));
    if (i == 0) {
      first = q;
    } else {
      const double *p = xy + 2 * (gsize) (i - 1);
      double d_lambda = (p[2] - p[0]) * radian, d_phi = (p[3] - p[1]) * radian, phi = (p[1] + p[3]) / 2 * radian;
      double sine = sin (phi), w = 1 - E2 * sine * sine, normal = SEMI_MAJOR_AXIS / sqrt (w);
      double east = normal * cos (phi) * d_lambda, north = normal * (1 - E2) / w * d_phi;
      if (!(east * east + north * north <= LONGEST * LONGEST))
        return FALSE;
      sum += d_lambda * ((before - first + (q - first)) / 2 + sine * (east * east + 3 * north * north) / 12);
    }
    before = q;
  }
  *area = fabs (sum);
  return TRUE;
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
    double of_ring;
    const double *xy = lb_shapes_get_ring (self, shape, i, &n);
    if (!short_edges_area (xy, n, &of_ring))
      of_ring = exact_area (&ellipsoid, xy, n);
    area += (nesting->depth[i] % 2 == 1 ? -1 : 1) * of_ring;
  }
  return area;
}
