/* The small picture of a map: what a figure must have when its page tells the rest – names, classes, scale bar, north arrow. */
#include "config.h"
#include "maps/ground.h"
#include "maps/map-private.h"

#define GAP   8.0
#define ARROW 24.0

typedef struct {
  double x, y, width, height;
} Area;

/* Classes stand on the left of a flat box and below the map in one that is not. */
static void
share (LbMap *map, cairo_t *cr, LbMedium medium, double width, double height, Area *ground, Area *legend)
{
  double own_width, own_height;

  lb_map_measure_legend (map, cr, medium, &own_width, &own_height);
  if (width > 1.1 * height) {
    *legend = (Area) {0, 0, own_width, height};
    *ground = (Area) {own_width + GAP, 0, width - own_width - GAP, height};
    return;
  }
  *legend = (Area) {0, height - own_height, width, own_height};
  *ground = (Area) {0, 0, width, height - own_height - GAP};
}

void
lb_map_paint_picture (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground,
                      int focus, gboolean framed)
{
  g_autoptr (LbPainter) painter = lb_painter_new_for (self, cairo_get_target (cr), medium);
  gboolean locator = self->classes == NULL && focus >= 0; /* where the region lies: nothing to class, all around it shown */
  Area map = {0, 0, width, height}, legend = {0, 0, 0, 0};

  if (focus >= 0 && !locator)
    lb_painter_set_within (painter, (guint) focus);
  if (!locator)
    share (self, cr, medium, width, height, &map, &legend);
  g_return_if_fail (map.width > 0 && map.height > 0);
  LbView view = lb_view_fit (ground != NULL ? *ground : lb_map_get_extent (self), map.width, map.height, 4);
  cairo_rectangle_t corner = {map.width - ARROW, 0, ARROW, ARROW * 1.2};
  cairo_save (cr);
  cairo_translate (cr, map.x, map.y);
  lb_painter_paint (painter, cr, &view, medium);
  if (focus >= 0) /* once more, bold */
    lb_painter_outline (painter, cr, &view, (guint) focus, medium, TRUE);
  lb_map_paint_labels_beside (self, cr, &view, &corner, 1, locator ? -1 : focus, medium);
  lb_map_paint_north_arrow (self, cr, corner.x, corner.y, ARROW, medium);
  if (framed) {
    cairo_rectangle (cr, 0, 0, map.width, map.height);
    lb_style_set_line (cr, &(LbLine) {0.6, lb_map_style (self, medium)->frame, 1, {0}, 0});
    cairo_stroke (cr);
  }
  cairo_restore (cr);
  if (!locator)
    lb_map_paint_legend (self, cr, legend.x, legend.y, medium);
  gboolean beside = map.x > 0;
  lb_map_paint_scale_bar (self, cr, &view, beside ? 4 : map.width - 90, height - 16, medium);
}

/* The part of a picture that shows the ground, and how it lies there. */
static LbView
view_of (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground, Area *map)
{
  Area legend;

  share (self, cr, medium, width, height, map, &legend);
  return lb_view_fit (ground != NULL ? *ground : lb_map_get_extent (self), MAX (map->width, 1), MAX (map->height, 1), 4);
}

gboolean
lb_map_find_in_picture (LbMap *self, double width, double height, LbMedium medium, const LbBox *ground, guint region, double *x,
                        double *y)
{
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (nowhere);
  Area map;
  LbView view = view_of (self, cr, width, height, medium, ground, &map);
  LbAnchor anchor = lb_ground_get_anchor (self->ground, region);

  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
  lb_view_to_surface (&view, anchor.x, anchor.y, x, y);
  *x += map.x;
  *y += map.y;
  return anchor.radius >= 0;
}

void
lb_map_mark_in_picture (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground,
                        const guint *regions, guint n)
{
  g_autoptr (LbPainter) painter = lb_painter_new_for (self, cairo_get_target (cr), medium);
  Area map;
  LbView view = view_of (self, cr, width, height, medium, ground, &map);

  cairo_save (cr);
  cairo_translate (cr, map.x, map.y);
  for (guint i = 0; i < n; i++)
    lb_painter_outline (painter, cr, &view, regions[i], medium, TRUE);
  cairo_restore (cr);
}
