/* shapefile.h - a shapefile as shapes and a table
 *
 * Polygon, PolygonZ and PolygonM with null shapes, many parts, holes, any ring order, in the file's own coordinates.
 * What is mechanical is repaired and said in @notices (GPtrArray of char *, may be NULL), what is not usable is
 * refused with file, record and byte. The shapes are immutable; the table belongs to one thread at a time.
 */
#pragma once
#include "maps/dbf.h"
#include "maps/shapefile-rings.h"
#include "maps/shapes.h"

G_BEGIN_DECLS

typedef struct _LbShapefile LbShapefile;

/* The parts as bytes; those that are not there are NULL. */
typedef struct {
  GBytes *shp, *shx, *dbf, *prj, *cpg;
} LbShapefileParts;

LbShapefile *lb_shapefile_open (const char *path, const char *encoding, GPtrArray *notices, GError **error);
/* Checked as above, but the polygons are left for the caller to read with an LbRingReader: for pictures that need them once. */
LbShapefile *lb_shapefile_open_unread (const char *path, const char *encoding, GPtrArray *notices, GError **error);
/* The same as lb_shapefile_open() from memory; @name stands in messages. */
LbShapefile *lb_shapefile_new (const char *name, const LbShapefileParts *parts, const char *encoding, GPtrArray *notices,
                               GError **error);
/* The same as lb_shapefile_open_unread() from memory. */
LbShapefile *lb_shapefile_new_unread (const char *name, const LbShapefileParts *parts, const char *encoding, GPtrArray *notices,
                                      GError **error);
/* The same from what another reader read (foreign.h). (transfer full) of all three; @prj may be NULL. */
LbShapefile *lb_shapefile_new_ready (LbShapes *shapes, LbDbf *table, char *prj);
void         lb_shapefile_free (LbShapefile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbShapefile, lb_shapefile_free)

guint           lb_shapefile_get_n (const LbShapefile *self);
const LbShapes *lb_shapefile_get_shapes (const LbShapefile *self);
LbDbf          *lb_shapefile_get_table (const LbShapefile *self); /* NULL: there is none */
const char     *lb_shapefile_get_prj (const LbShapefile *self);   /* NULL: there is none */
/* (transfer full): the shapes, leaving none behind, so that the caller may transform them in place. */
LbShapes       *lb_shapefile_steal_shapes (LbShapefile *self);

const char   *lb_shapefile_get_name (const LbShapefile *self);    /* as it stands in messages */
const guchar *lb_shapefile_get_bytes (const LbShapefile *self);   /* of the .shp              */
/* (element-type LbShpRecord): all there are; only the first lb_shapefile_get_n() have a row in the table. */
const GArray *lb_shapefile_get_records (const LbShapefile *self);
/* FALSE with the sentence for a file without any polygon. */
gboolean      lb_shapefile_refuse_empty (const char *name, GError **error);

G_END_DECLS
