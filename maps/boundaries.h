/* boundaries.h - regions together with their polygons
 *
 * What a map is drawn from: the region tree and, for each region number, its shape in the metres of the display system.
 * Comes from a project or from a bare boundary file: then every record is a region below no county, its id is the record's
 * number from 1 and its area is not measured. Immutable, reference-counted; any thread.
 */
#pragma once
#include "maps/crs.h"
#include "src/import.h"
#include "src/project.h"

G_BEGIN_DECLS

typedef struct _LbBoundaries LbBoundaries;

/* All regions with geometry of @project. Levels without polygons have empty shapes. Points lie on a grid of 0.1 mm. Cost: reads one
 * blob that the import left (boundary-cache.h); without it every polygon is read and projected. */
LbBoundaries *lb_boundaries_load (LbProject *project, GError **error);
/* The same without what a map of @level does not draw: where a region of that level has its polygon, those below it are not read. */
LbBoundaries *lb_boundaries_load_to (LbProject *project, LbLevel level, GError **error);

/* A bare boundary file. @level of its regions is told by the codes, else LB_LEVEL_VILLAGE. @field (may be NULL): a numeric
 * field whose values are kept. @notices (GPtrArray of char *, may be NULL) receives what was repaired. */
LbBoundaries *lb_boundaries_open (const char *path, const char *field, const char *encoding, const char *crs,
                                  GPtrArray *notices, GError **error);

/* (transfer full): @region alone with all that lies in it. Its numbers count from 0: number i of the part is number @region + i
 * of the whole. Copies the coordinates. */
LbBoundaries *lb_boundaries_dup_part (const LbBoundaries *self, guint region);

LbBoundaries *lb_boundaries_ref (LbBoundaries *self);
void          lb_boundaries_unref (LbBoundaries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbBoundaries, lb_boundaries_unref)

LbRegionTree   *lb_boundaries_get_regions (const LbBoundaries *self);   /* borrowed */
const LbShapes *lb_boundaries_get_shapes (const LbBoundaries *self);    /* metres; index = region number */
int             lb_boundaries_get_epsg (const LbBoundaries *self);      /* of the display system */
const double   *lb_boundaries_get_field (const LbBoundaries *self);     /* n values or NULL */

/* The same for one layer (NULL: the first with polygons) of a GeoPackage, a GeoJSON, KML or MapInfo file or a File
 * Geodatabase (foreign.h). */
LbBoundaries *lb_boundaries_open_layer (const char *path, const char *layer, const char *field, const char *encoding,
                                        const char *crs, GPtrArray *notices, GError **error);

/* Whether @path names boundaries by themselves rather than a project: told by the name, and of a GeoPackage, which both
 * can be, by its tables. */
gboolean lb_boundaries_is_bare (const char *path);

/* Imports a boundary file into the project's tree as one batch (import.h): read, repair, decode, project, measure,
 * place. Kind "boundaries"; options->level NULL: told by the length of the codes. */
LbImportResult *lb_boundaries_import (LbProject *project, const char *path, const LbImportOptions *options,
                                      GError **error);

G_END_DECLS
