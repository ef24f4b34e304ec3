/* crs.h - coordinate systems through PROJ
 *
 * Coordinates are stored in EPSG:4490 (degrees) and shown in the 3° Gauss–Krüger zone of the county's middle. Areas
 * are ellipsoidal. LbTransform is not shared between threads.
 */
#pragma once
#include "maps/shapes.h"

G_BEGIN_DECLS

#define LB_CRS_STORED 4490

typedef struct {
  char *definition; /* what PROJ is asked for: "EPSG:4527" or the WKT of a .prj */
  char *label;      /* "EPSG:4527" or the name in the WKT                        */
  char *reason;     /* one clause: "from the .prj file", "eight digits: zone 33", … */
} LbCrs;

void lb_crs_clear (LbCrs *self);

/* Decides the system: @wanted (--crs) → @prj (text of the .prj, may be NULL) → the coordinates' size: |x| ≤ 180 and
 * |y| ≤ 90 degrees; eight digits before the point: 3° zone from the prefix; six digits: LB_MAPS_ERROR that asks
 * for --crs. */
gboolean lb_crs_decide (const char *wanted, const char *prj, LbBox extent, LbCrs *crs, GError **error);

/* EPSG code of the 3° Gauss–Krüger zone without prefix whose middle meridian is nearest to @longitude; on the border
 * of two zones (118.5°) the eastern one. Zones are there for 75° to 135°. */
int lb_crs_zone_for (double longitude);

/* EPSG code of the system to show and measure @degrees in: the zone of its middle; outside of the zones' reach
 * (foreign test data) the UTM zone of its middle. */
int lb_crs_display_for (LbBox degrees);

typedef struct _LbTransform LbTransform;
LbTransform *lb_transform_new (const char *from, const char *to, GError **error);
void         lb_transform_free (LbTransform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbTransform, lb_transform_free)
/* In place, x = east or longitude, y = north or latitude. FALSE when any point has no image. */
gboolean lb_transform_points (LbTransform *self, double *xy, gsize n_points);

/* (transfer full): @shapes with every point transformed. LB_MAPS_ERROR names the first shape that has no image. */
LbShapes *lb_shapes_project (const LbShapes *shapes, const char *from, const char *to, GError **error);

/* Area of a shape of geodesics in EPSG:4490 on the CGCS2000 ellipsoid in m²: outer rings minus holes by even–odd nesting,
 * ring by ring. Agrees with PROJ's geod_polygonarea to its round-off. */
double lb_shapes_area (const LbShapes *self, guint shape);

G_END_DECLS
