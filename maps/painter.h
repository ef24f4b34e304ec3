/* painter.h - what stands behind LbPainter
 *
 * The vector painter draws paths with cairo and serves print, PDF and SVG; an id raster may stand in its place on
 * screens. Private to the room. A painter belongs to one thread at a time.
 */
#pragma once
#include "maps/map.h"

G_BEGIN_DECLS

typedef struct {
  void (*paint) (LbPainter *self, cairo_t *cr, const LbView *view, LbMedium medium);
  int (*pick) (LbPainter *self, const LbView *view, double x, double y);
  GArray *(*query) (LbPainter *self, const LbView *view, const double *xy, guint n_points); /* NULL: it cannot */
  void (*outline) (LbPainter *self, cairo_t *cr, const LbView *view, guint region, LbMedium medium, gboolean selected);
  void (*free) (LbPainter *self);
} LbPainterClass;

struct _LbPainter {
  const LbPainterClass *class;
  LbMap *map;
  guint from, end; /* regions that are filled, by number; end 0: all. Vectors only */
};

G_END_DECLS
