#include "config.h"
#include "ui/spare-painters.h"

LbPainter *
lb_spare_painters_take (LbSparePainters *self, LbMap *map, LbScene *scene, gboolean moving)
{
  LbPainter *spare = g_steal_pointer (&self->painters[moving]);

  if (spare == NULL || !lb_painter_is_of (spare, scene)) {
    g_clear_pointer (&spare, lb_painter_free);
    return lb_painter_new_raster (map, scene, moving);
  }
  lb_painter_set_map (spare, map);
  return spare;
}

void
lb_spare_painters_give (LbSparePainters *self, LbPainter *painter)
{
  if (painter == NULL)
    return;
  LbPainter **place = &self->painters[lb_painter_is_moving (painter)];
  g_clear_pointer (place, lb_painter_free);
  *place = painter;
}

void
lb_spare_painters_clear (LbSparePainters *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->painters); i++)
    g_clear_pointer (&self->painters[i], lb_painter_free);
}
