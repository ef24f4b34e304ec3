/* The public face of painters: hands on to whichever stands behind. */
#include "config.h"
#include "maps/map-private.h"
#include "maps/painter.h"

void
lb_painter_set_map (LbPainter *self, LbMap *map)
{
  lb_map_ref (map);
  lb_map_unref (self->map);
  self->map = map;
}

void
lb_painter_set_within (LbPainter *self, guint region)
{
  self->from = region;
  self->end = lb_region_tree_get (lb_boundaries_get_regions (self->map->boundaries), region)->end;
}

void
lb_painter_free (LbPainter *self)
{
  lb_map_unref (self->map);
  self->class->free (self);
}

void
lb_painter_paint (LbPainter *self, cairo_t *cr, const LbView *view, LbMedium medium)
{
  self->class->paint (self, cr, view, medium);
}

int
lb_painter_pick (LbPainter *self, const LbView *view, double x, double y)
{
  return self->class->pick (self, view, x, y);
}

GArray *
lb_painter_query (LbPainter *self, const LbView *view, const double *xy, guint n_points)
{
  g_return_val_if_fail (self->class->query != NULL, NULL);
  return self->class->query (self, view, xy, n_points);
}

void
lb_painter_outline (LbPainter *self, cairo_t *cr, const LbView *view, guint region, LbMedium medium, gboolean selected)
{
  self->class->outline (self, cr, view, region, medium, selected);
}
