/* spare-painters.h - painters between two pictures
 *
 * A painter that the canvas no longer shows keeps its raster: the next picture of the same ground is painted by it without new
 * memory, and of the same view without a fill, so that a step in time costs its colours alone. One of pictures in motion and
 * one of those at rest are kept, the one given last. Plain value, all zero when empty; main thread.
 */
#pragma once
#include "maps/map.h"

G_BEGIN_DECLS

typedef struct {
  LbPainter *painters[2]; /* at rest, in motion */
} LbSparePainters;

/* (transfer full): for pictures of @map; a new one when none of @scene and @moving is at hand. */
LbPainter *lb_spare_painters_take (LbSparePainters *self, LbMap *map, LbScene *scene, gboolean moving);
/* @painter: (transfer full) (nullable) */
void       lb_spare_painters_give (LbSparePainters *self, LbPainter *painter);
void       lb_spare_painters_clear (LbSparePainters *self);

G_END_DECLS
