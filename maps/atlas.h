/* atlas.h - what the maps of one document share: how lines and letters look, how wide names are, how true a metre is
 *
 * A report draws a hundred villages, each on ground of its own; letters need not be measured nor PROJ asked for each. Reference-counted; any
 * thread.
 */
#pragma once
#include "maps/boundaries.h"

G_BEGIN_DECLS

typedef struct _LbAtlas LbAtlas;

/* NULL when style.ini cannot be read. */
LbAtlas *lb_atlas_new (GError **error);
LbAtlas *lb_atlas_ref (LbAtlas *self);
void     lb_atlas_unref (LbAtlas *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbAtlas, lb_atlas_unref)

G_END_DECLS
