/* cube-cache.h - cubes kept in the project, for its next opening
 *
 * A table of the project holds the packed cubes of one state of its data: their key is the hash of the indicator's query, of
 * what all queries share, and of the rules; whatever is of another state is dropped when the next are put in. It is a cache and
 * no more: a project that cannot be written goes without, and what is damaged, missing or in the way of another program's
 * writing is worked out again. Thread: the project's.
 */
#pragma once
#include "src/cube-body.h"
#include "src/project.h"
#include "src/rules.h"

G_BEGIN_DECLS

typedef struct _LbCubeCache LbCubeCache;

/* (transfer full): of the present state of @project under @rules. */
LbCubeCache *lb_cube_cache_new (LbProject *project, LbRules *rules);
void         lb_cube_cache_free (LbCubeCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCubeCache, lb_cube_cache_free)

/* (transfer full): what is kept for @indicator, not yet looked into; NULL when nothing is. */
GBytes *lb_cube_cache_load (LbCubeCache *self, const LbIndicator *indicator);

/* Keeps @packed (GBytes or NULL) of @indicators (LbIndicator), as many, on a connection of its own. Says nothing when that cannot be. */
void lb_cube_cache_store (LbCubeCache *self, const GPtrArray *indicators, const GPtrArray *packed);

G_END_DECLS
