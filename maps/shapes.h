/* shapes.h - polygons in memory, as plain arrays
 *
 * LbShapes holds n shapes; a shape has rings; a ring has points (x, y), closed (first = last). Coordinates lie in one
 * long array, so 30 M vertices cost 16 bytes each and are read in order. Units are degrees of CGCS2000 (longitude,
 * latitude; EPSG:4490) or, after lb_shapes_project(), metres of a 3° Gauss–Krüger zone.
 * Rings fill by the even–odd rule; their order and direction mean nothing. A shape of no rings has no polygon.
 * Immutable after building, reference-counted; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double min_x, min_y, max_x, max_y; /* min > max: empty */
} LbBox;

typedef struct _LbShapes LbShapes;

LbShapes *lb_shapes_ref (LbShapes *self);
void      lb_shapes_unref (LbShapes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbShapes, lb_shapes_unref)

guint         lb_shapes_get_n (const LbShapes *self);
guint         lb_shapes_get_n_rings (const LbShapes *self, guint shape);
gsize         lb_shapes_get_n_points (const LbShapes *self); /* of all shapes */
/* (array length=2*n_points) (transfer none): x0 y0 x1 y1 … */
const double *lb_shapes_get_ring (const LbShapes *self, guint shape, guint ring, guint *n_points);
LbBox         lb_shapes_get_box (const LbShapes *self, guint shape);
LbBox         lb_shapes_get_extent (const LbShapes *self);

/* Even–odd test of a point. O(vertices of the shape). */
gboolean lb_shapes_contain (const LbShapes *self, guint shape, double x, double y);

typedef struct _LbShapesBuilder LbShapesBuilder;
LbShapesBuilder *lb_shapes_builder_new (void);
void lb_shapes_builder_begin_shape (LbShapesBuilder *self);
void lb_shapes_builder_begin_ring (LbShapesBuilder *self);
void lb_shapes_builder_add_point (LbShapesBuilder *self, double x, double y);
/* Rings begun so far. */
guint lb_shapes_builder_get_n_rings (const LbShapesBuilder *self);
/* Takes the rings of the shape begun last away again; the shape stays, empty. */
void lb_shapes_builder_drop_shape (LbShapesBuilder *self);
/* Frees @self; closes rings that are open. */
LbShapes *lb_shapes_builder_end (LbShapesBuilder *self);

/* GeoPackage binary (header + ISO WKB MULTIPOLYGON, little endian): how region.geom holds a shape. The rings are
 * grouped into polygons with their holes. (transfer full) */
GBytes *lb_shapes_to_gpkg (const LbShapes *self, guint shape);
/* Adds one shape read from such a blob (Polygon or MultiPolygon, either byte order, optional envelope; Z and M are
 * dropped). FALSE when the blob is broken: an empty shape was added then. */
gboolean lb_shapes_builder_add_gpkg (LbShapesBuilder *self, const guchar *blob, gsize length);

G_END_DECLS
