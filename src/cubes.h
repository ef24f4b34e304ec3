/* cubes.h - the cubes of many indicators at once
 *
 * What the window, the map's menu and a report of many figures need: all indicators of a project, worked out side by
 * side on every core. Each worker reads the project on a connection of its own.
 */
#pragma once
#include "src/check.h"
#include "src/cube.h"

G_BEGIN_DECLS

/* (transfer full): cubes in the order of @indicators (LbIndicator), all over one region tree; NULL where an indicator
 * could not be computed, whose sentence is then added to @problems (GPtrArray of char*) when that is not NULL. NULL
 * with @error when the project cannot be read or @cancellable was cancelled. Needs @project on the calling thread, which
 * waits: a worker's thread, not the main loop's. What the project keeps of this state of its data is taken from there
 * (cube-cache.h); what had to be worked out, where it was many, is put there. Memory: LB_LIMIT_CUBE_BYTES for the cubes
 * (cube-shelf.h) and a third more, and while it runs about 100 bytes a case and measure. */
GPtrArray *lb_cubes_build (LbProject *project, GPtrArray *indicators, GPtrArray *problems, GCancellable *cancellable,
                           GError **error);
/* The same within @most bytes. @hits, when it is not NULL: (transfer full) what the checks found, where one of the indicators had them
 * run; else NULL. */
GPtrArray *lb_cubes_build_within (LbProject *project, GPtrArray *indicators, gsize most, LbCheckHits **hits, GPtrArray *problems,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
