/* boundary-stage.h - a boundary file read, decoded, measured, but not yet in the project
 *
 * One LbStaged a region: records of the same code and name are its parts and become one. Shapes lie in EPSG:4490.
 * Rows that cannot be used are in the import's result.
 */
#pragma once
#include "maps/shapes.h"
#include "src/import.h"

G_BEGIN_DECLS

typedef struct {
  guint record; /* from 1                                      */
  guint shape;  /* number in LbBoundaryStage.shapes                    */
  LbLevel level;
  char *code;   /* canonical; "" when there is none            */
  char *name;   /* never empty: the code stands in for it      */
  char *parent_code; /* "" from here on when the table has none */
  char *township;
  char *village;
  double area_m2; /* NAN without polygon                         */
  gint64 id;      /* region.id, once it is in the project        */
} LbStaged;

typedef struct {
  GPtrArray *regions; /* LbStaged */
  LbShapes *shapes; /* of the regions */
} LbBoundaryStage;

/* Whether the region has a polygon of some area. */
static inline gboolean
lb_staged_has_polygon (const LbStaged *self)
{
  return self->area_m2 > 0;
}

/* Reads @path; fills encoding, crs, level, rows, rejects and notices of @result. NULL when the file as a whole
 * cannot be used, or when it was cancelled (G_IO_ERROR_CANCELLED). */
LbBoundaryStage *lb_boundary_stage_read (const char *path, const LbImportOptions *options, LbImportResult *result, GError **error);
void     lb_boundary_stage_free (LbBoundaryStage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbBoundaryStage, lb_boundary_stage_free)

G_END_DECLS
