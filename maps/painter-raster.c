/* The raster painter: fills, hatch and borders of screens and PNG files from the id raster
 *
 * While the map moves: one sample a pixel. At rest: two by two, averaged. A painter keeps its raster, so that a recolouring
 * and a look under the pointer need no second fill.
 */
#include "config.h"
#include "maps/map-private.h"
#include "maps/painter.h"
#include "maps/raster.h"
#include "maps/scene.h"

#include <math.h>
#include <string.h>

typedef struct {
  LbPainter base;
  LbScene *scene;
  gboolean moving;
  LbRaster *raster;
  LbView filled; /* what the raster shows; scale 0: nothing yet */
} RasterPainter;

static void
fill (RasterPainter *self, const LbView *view)
{
  LbLevels *levels = lb_scene_get_levels (self->scene);
  LbDetail detail;

  if (memcmp (&self->filled, view, sizeof *view) == 0)
    return;
  lb_levels_get_detail (levels, lb_levels_choose (levels, 1 / view->scale), &detail);
  lb_raster_fill (self->raster, &detail, lb_scene_get_pieces (self->scene)->len, view, 0);
  self->filled = *view;
}

/* (transfer full): what each piece looks like. */
static guint32 *
find_colours (const RasterPainter *self, LbMedium medium)
{
  LbMap *map = self->base.map;
  const GArray *pieces = lb_scene_get_pieces (self->scene);
  guint n = map->classes != NULL ? map->classes->n : 0;
  g_autofree guint32 *classes = g_new (guint32, n + 1);
  guint32 *colours = g_new (guint32, (gsize) pieces->len + 1);

  classes[0] = lb_colour_pack (lb_map_get_class_colour (map, -1, medium)) | (map->classes != NULL ? 0xfe000000 : 0xff000000);
  for (guint i = 0; i < n; i++)
    classes[i + 1] = lb_colour_pack (lb_map_get_class_colour (map, (int) i, medium)) | 0xff000000;
  colours[0] = lb_colour_pack (lb_map_style (map, medium)->ground) | 0xff000000;
  for (guint i = 0; i < pieces->len; i++)
    colours[i + 1] = classes[lb_map_class_of (map, g_array_index (pieces, LbMapPiece, i).owner) + 1];
  return colours;
}

LbRasterStyle
lb_raster_style_new (const LbStyle *look, const LbView *view, double factor)
{
  return (LbRasterStyle) {
    .hatch = lb_colour_pack (look->hatch),
    .hatch_pitch = look->hatch_pitch * factor,
    .hatch_width = look->hatch_width * factor,
    /* A point of the ground has x + y = const + (east0 − north0 …): the hatch moves with it. */
    .hatch_phase = fmod ((view->east0 - view->north0) * view->scale * factor * M_SQRT1_2, look->hatch_pitch * factor),
  };
}

void
lb_raster_style_set_line (LbRasterStyle *self, LbLevel level, const LbLine *line, double fade, double factor)
{
  self->borders[level].opacity = line->opacity * fade;
  self->borders[level].width = self->borders[level].opacity > 0.02 ? line->width * factor : 0;
  self->borders[level].colour = lb_colour_pack (line->colour);
}

static LbRasterStyle
make_style (const RasterPainter *self, const guint32 *colours, const LbView *view, double factor, LbMedium medium)
{
  LbMap *map = self->base.map;
  const LbStyle *look = lb_map_style (map, medium);
  LbRasterStyle style = lb_raster_style_new (look, view, factor);

  style.colours = colours;
  for (int level = 0; level <= (int) lb_scene_get_level (self->scene); level++) {
    const LbLine *line = &look->borders[level];
    style.owners[level] = lb_scene_get_owners (self->scene, (LbLevel) level);
    lb_raster_style_set_line (&style, (LbLevel) level, line, lb_map_border_fade (map, view, (LbLevel) level, line->width), factor);
  }
  return style;
}

static void
raster_paint (LbPainter *painter, cairo_t *cr, const LbView *view, LbMedium medium)
{
  RasterPainter *self = (RasterPainter *) painter;
  double dx = 1, dy = 0;

  cairo_user_to_device_distance (cr, &dx, &dy);
  double device = CLAMP (hypot (dx, dy), 0.1, 8), factor = self->moving ? device : 2 * device;
  int width = (int) ceil (view->width * device), height = (int) ceil (view->height * device);
  LbView pixels = {view->east0, view->north0, view->scale * factor, width * factor / device, height * factor / device};
  g_autofree guint32 *colours = find_colours (self, medium);
  LbRasterStyle style = make_style (self, colours, view, factor, medium);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  fill (self, &pixels);
  (self->moving ? lb_raster_paint : lb_raster_paint_half) (self->raster, &style, cairo_image_surface_get_data (surface),
                                                           cairo_image_surface_get_stride (surface), 0);
  cairo_surface_mark_dirty (surface);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  cairo_scale (cr, 1 / device, 1 / device);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static int
raster_pick (LbPainter *painter, const LbView *view, double x, double y)
{
  RasterPainter *self = (RasterPainter *) painter;

  /* The raster at hand is as good at any scale as long as it shows the same ground. */
  if (self->filled.east0 != view->east0 || self->filled.north0 != view->north0 || self->filled.scale < view->scale)
    fill (self, view);
  double factor = self->filled.scale / view->scale;
  guint32 piece = x >= 0 && y >= 0 && x < view->width && y < view->height ? lb_raster_pick (self->raster, x * factor, y * factor)
                                                                         : LB_NO_SHAPE;
  return piece == LB_NO_SHAPE ? -1 : (int) g_array_index (lb_scene_get_pieces (self->scene), LbMapPiece, piece).owner;
}

static void
raster_outline (LbPainter *painter, cairo_t *cr, const LbView *view, guint region, LbMedium medium, gboolean selected)
{
  lb_map_paint_outline (painter->map, cr, view, region, medium, selected);
}

static void
raster_free (LbPainter *painter)
{
  RasterPainter *self = (RasterPainter *) painter;

  lb_scene_unref (self->scene);
  lb_raster_free (self->raster);
  g_free (self);
}

static const LbPainterClass raster_class = {raster_paint, raster_pick, raster_outline, raster_free};

LbPainter *
lb_painter_new_raster (LbMap *map, LbScene *scene, gboolean moving)
{
  RasterPainter *self = g_new0 (RasterPainter, 1);

  self->base.class = &raster_class;
  self->base.map = lb_map_ref (map);
  self->scene = lb_scene_ref (scene);
  self->raster = lb_raster_new ();
  self->moving = moving;
  return &self->base;
}
