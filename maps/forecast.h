/* forecast.h - where the regions of a boundary file will most likely stand in the tree
 *
 * Told by their codes before they are written, so that their rows, which carry the polygons, need not be written a second time for the
 * parent and a third for the number: what the file's other words say, and every region that was there before, is settled
 * afterwards (place.h, lb_project_renumber_regions()), and what the forecast met is left alone.
 */
#pragma once
#include "maps/boundary-stage.h"
#include "src/project.h"

G_BEGIN_DECLS

typedef struct {
  gint64 parent; /* region.id, 0: none to be told */
  gint64 pre, last; /* -1: not to be told         */
} LbForecast;

/* (transfer full) (array length=regions of @stage): for those whose codes are not in the project yet. NULL with an error of the database.
 * Cost: the tree is built twice. */
LbForecast *lb_forecast_new (LbProject *project, const LbBoundaryStage *stage, GError **error);

G_END_DECLS
