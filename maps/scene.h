/* scene.h - the boundaries of one level, made ready for the screen
 *
 * Which shapes are filled for which regions at a level (pieces), their topology and its levels of detail, and to which region of
 * every level each piece belongs. It depends on the boundaries and the level only, not on values, dates or colours: build it once on a
 * worker and give it to every map of that level. Immutable, reference-counted; any thread.
 */
#pragma once
#include "maps/boundaries.h"
#include "maps/levels.h"

G_BEGIN_DECLS

typedef struct {
  guint shape; /* number of the region whose polygon is drawn */
  guint owner; /* number of the region it is drawn for        */
} LbMapPiece;

/* (transfer full) (element-type LbMapPiece): what is filled at @level on @day (LB_DAY_NONE: now, after every change): each region's own
 * polygon, else those of its descendants, else, where nothing lies below, the nearest ancestor's; of regions that stand. In tree order. */
GArray *lb_pieces_find (const LbBoundaries *boundaries, LbLevel level, gint32 day);
/* The day since which the regions of @day stand as they do; LB_DAY_ALWAYS before any change. Days of the same answer have the same pieces. */
gint32 lb_pieces_get_since (LbRegionTree *tree, gint32 day);
/* (transfer full): what the levels of detail of these pieces are called in the project's cache. */
char *lb_pieces_dup_name (LbRegionTree *tree, LbLevel level, gint32 day);
/* Their topology's levels of detail. NULL only when cancelled. */
LbLevels *lb_pieces_make_levels (const LbShapes *shapes, const GArray *pieces, GCancellable *cancellable, GError **error);

typedef struct _LbScene LbScene;
typedef struct _LbGround LbGround; /* private to the room */
typedef struct _LbSketch LbSketch; /* private to the room */

/* @project: path of the project the boundaries come from, whose cache of levels of detail is used and filled; NULL: none. NULL
 * when cancelled or when style.ini cannot be read. Cost: a look into the cache, or topology and levels of detail of the level's shapes. */
LbScene *lb_scene_new (LbBoundaries *boundaries, LbLevel level, const char *project, GCancellable *cancellable,
                       GError **error);
/* The same as the regions stood on @day. */
LbScene *lb_scene_new_at (LbBoundaries *boundaries, LbLevel level, gint32 day, const char *project, GCancellable *cancellable,
                          GError **error);
/* Whether it is a scene of these, and of @day too. */
gboolean lb_scene_fits (const LbScene *self, LbBoundaries *boundaries, LbLevel level, gint32 day);
LbScene *lb_scene_ref (LbScene *self);
void     lb_scene_unref (LbScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbScene, lb_scene_unref)

LbGround      *lb_scene_get_ground (const LbScene *self);
LbLevel        lb_scene_get_level (const LbScene *self);
/* Region that a drawn shape is drawn for. */
guint          lb_scene_get_owner (const LbScene *self, guint shape);
const GArray  *lb_scene_get_pieces (const LbScene *self);
LbLevels      *lb_scene_get_levels (const LbScene *self);
/* For frames in motion. NULL: the levels are as quick, or it is not ready: the first call begins to make it on a thread of its own (M 0.1 s,
 * L 0.15 s on two cores), so that no frame waits. */
const LbSketch *lb_scene_get_sketch (LbScene *self);
/* (array length=1+regions): by shape + 1 (shapes have the numbers of regions), the key of LbRasterStyle: which region of each level the
 * shape is drawn for. 0 outside and for shapes that are not drawn. */
const guint32 *lb_scene_get_keys (const LbScene *self);
/* Whether a border of @level is drawn: somewhere the pieces on both sides belong to one region of the level above but not of @level. O(arcs). */
gboolean       lb_scene_has_border (const LbScene *self, LbLevel level);
/* The bits of a key that tell the region of @level. */
guint32        lb_scene_get_field (const LbScene *self, LbLevel level);

G_END_DECLS
