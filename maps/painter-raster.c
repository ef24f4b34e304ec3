/* The raster painter: fills, hatch and borders of screens and PNG files from the id raster
 *
 * While the map moves: one sample a pixel, from the sketch where that is fine enough. At rest: two by two, averaged. A painter keeps its
 * raster, so that a recolouring and a look under the pointer need no second fill.
 */
#include "config.h"
#include "maps/map-private.h"
#include "maps/painter.h"
#include "maps/raster.h"
#include "maps/scene.h"
#include "maps/sketch.h"

#include <math.h>
#include <string.h>

/* In motion a border may run a pixel beside itself: detail as at a picture half as large. */
#define HASTE 2

typedef struct {
  LbPainter base;
  LbScene *scene;
  gboolean moving;
  LbRaster *raster;
  LbView filled;    /* what the raster shows; scale 0: nothing yet            */
  LbMap *clothed;   /* the map that @colours are of; NULL: none                  */
  LbMedium medium;  /* and their medium                                        */
  guint32 *colours; /* by shape + 1                                            */
} RasterPainter;

static void
fill (RasterPainter *self, const LbView *view)
{
  LbLevels *levels = lb_scene_get_levels (self->scene);
  const LbSketch *sketch = self->moving ? lb_scene_get_sketch (self->scene) : NULL;
  LbDetail detail;

  if (memcmp (&self->filled, view, sizeof *view) == 0)
    return;
  lb_levels_get_detail (levels, lb_levels_choose (levels, (self->moving ? HASTE : 1) / view->scale), &detail);
  if (sketch != NULL && lb_sketch_suits (sketch, view))
    lb_raster_fill_sketch (self->raster, sketch, &detail, view, 0);
  else
    lb_raster_fill (self->raster, &detail, lb_levels_get_n_shapes (levels), view, 0);
  self->filled = *view;
}

/* What each shape looks like; worked out once a map. */
static void
find_colours (RasterPainter *self, LbMedium medium)
{
  LbMap *map = self->base.map;
  const GArray *pieces = lb_scene_get_pieces (self->scene);
  gsize n_shapes = lb_levels_get_n_shapes (lb_scene_get_levels (self->scene));

  if (self->clothed == map && self->medium == medium)
    return;
  g_autofree guint32 *classes = g_new (guint32, map->n_colours + 2);
  guint32 *colours = self->colours = g_renew (guint32, self->colours, n_shapes + 1);
  guint32 bare = lb_colour_pack (lb_map_get_class_colour (map, LB_CLASS_NO_DATA, medium));

  memset (colours, 0, (n_shapes + 1) * sizeof (guint32));
  classes[0] = bare | LB_RASTER_CROSSED;
  classes[1] = bare | (map->classes != NULL ? LB_RASTER_HATCHED : LB_RASTER_PLAIN);
  for (guint i = 0; i < map->n_colours; i++)
    classes[i + 2] = lb_colour_pack (lb_map_get_class_colour (map, (int) i, medium)) | LB_RASTER_PLAIN;
  colours[0] = lb_colour_pack (lb_map_style (map, medium)->ground) | LB_RASTER_PLAIN;
  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    colours[piece.shape + 1] = classes[lb_map_class_of (map, piece.owner) - LB_CLASS_SUPPRESSED];
  }
  g_clear_pointer (&self->clothed, lb_map_unref);
  self->clothed = lb_map_ref (map);
  self->medium = medium;
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
    .cross_phase = fmod ((view->east0 + view->north0) * view->scale * factor * M_SQRT1_2, look->hatch_pitch * factor),
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
make_style (const RasterPainter *self, const LbView *view, double factor, LbMedium medium)
{
  LbMap *map = self->base.map;
  const LbStyle *look = lb_map_style (map, medium);
  LbRasterStyle style = lb_raster_style_new (look, view, factor);

  style.colours = self->colours;
  style.keys = lb_scene_get_keys (self->scene);
  for (int level = 0; level <= (int) lb_scene_get_level (self->scene); level++) {
    const LbLine *line = &look->borders[level];
    style.fields[level] = lb_scene_get_field (self->scene, (LbLevel) level);
    lb_raster_style_set_line (&style, (LbLevel) level, line, lb_map_border_fade (map, view, (LbLevel) level, line->width), factor);
  }
  return style;
}

/* An image that the view covers whole, pixel for pixel, is painted without a go-between. (transfer full) or NULL. */
static cairo_surface_t *
find_direct_target (cairo_t *cr, int width, int height, double device)
{
  cairo_surface_t *target = cairo_get_target (cr);
  cairo_matrix_t matrix;
  double dx, dy, left, top, right, bottom;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_offset (target, &dx, &dy);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  if (cairo_get_group_target (cr) != target || cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE || matrix.x0 != 0 ||
      matrix.y0 != 0 || matrix.xy != 0 || matrix.yx != 0 || dx != 0 || dy != 0 || left > 0 || top > 0 ||
      right * device < width || bottom * device < height || cairo_image_surface_get_width (target) != width ||
      cairo_image_surface_get_height (target) != height)
    return NULL;
  cairo_surface_flush (target);
  return cairo_surface_reference (target);
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
  cairo_surface_t *direct = find_direct_target (cr, width, height, device);
  cairo_surface_t *surface = direct != NULL ? direct : cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  find_colours (self, medium);
  LbRasterStyle style = make_style (self, view, factor, medium);
  fill (self, &pixels);
  (self->moving ? lb_raster_paint : lb_raster_paint_half) (self->raster, &style, cairo_image_surface_get_data (surface),
                                                           cairo_image_surface_get_stride (surface), 0);
  cairo_surface_mark_dirty (surface);
  if (direct != NULL) {
    cairo_surface_destroy (direct);
    return;
  }
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

/* The raster at hand is as good at any scale as long as it shows the same ground. Returns its pixels for one of @view. */
static double
ready (RasterPainter *self, const LbView *view)
{
  if (self->filled.east0 != view->east0 || self->filled.north0 != view->north0 || self->filled.scale < view->scale)
    fill (self, view);
  return self->filled.scale / view->scale;
}

static int
raster_pick (LbPainter *painter, const LbView *view, double x, double y)
{
  RasterPainter *self = (RasterPainter *) painter;
  double factor = ready (self, view);
  guint32 shape = x >= 0 && y >= 0 && x < view->width && y < view->height ? lb_raster_pick (self->raster, x * factor, y * factor)
                                                                         : LB_NO_SHAPE;
  return shape == LB_NO_SHAPE ? -1 : (int) lb_scene_get_owner (self->scene, shape);
}

static int
compare_regions (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

static GArray *
raster_query (LbPainter *painter, const LbView *view, const double *xy, guint n_points)
{
  RasterPainter *self = (RasterPainter *) painter;
  double factor = ready (self, view);
  g_autofree double *pixels = g_new (double, 2 * (gsize) n_points + 1);
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  for (gsize i = 0; i < 2 * (gsize) n_points; i++)
    pixels[i] = xy[i] * factor;
  g_autoptr (GArray) shapes = lb_raster_query (self->raster, pixels, n_points);
  for (guint i = 0; i < shapes->len; i++) {
    guint owner = lb_scene_get_owner (self->scene, g_array_index (shapes, guint32, i));
    g_array_append_val (regions, owner);
  }
  /* A region of several pieces is told once. */
  g_array_sort (regions, compare_regions);
  for (guint i = 0; i < regions->len; i++)
    if (n == 0 || g_array_index (regions, guint, n - 1) != g_array_index (regions, guint, i))
      g_array_index (regions, guint, n++) = g_array_index (regions, guint, i);
  g_array_set_size (regions, n);
  return regions;
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
  g_free (self->colours);
  g_clear_pointer (&self->clothed, lb_map_unref);
  g_free (self);
}

static const LbPainterClass raster_class = {raster_paint, raster_pick, raster_query, raster_outline, raster_free};

LbPainter *
lb_painter_new_for (LbMap *map, cairo_surface_t *target, LbMedium medium)
{
  if (medium == LB_MEDIUM_PRINT || cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE)
    return lb_painter_new_vector (map);
  LbScene *scene = lb_map_get_scene (map);
  return scene != NULL ? lb_painter_new_raster (map, scene, FALSE) : lb_painter_new_vector (map);
}

LbPainter *
lb_painter_new_raster (LbMap *map, LbScene *scene, gboolean moving)
{
  RasterPainter *self = g_new0 (RasterPainter, 1);

  self->base.class = &raster_class;
  self->base.map = lb_map_ref (map);
  self->scene = lb_scene_ref (scene);
  self->raster = lb_raster_new ();
  lb_raster_set_hasty (self->raster, moving);
  self->moving = moving;
  return &self->base;
}

gboolean
lb_painter_is_of (const LbPainter *self, LbScene *scene)
{
  g_return_val_if_fail (self->class == &raster_class, FALSE);
  return ((const RasterPainter *) self)->scene == scene;
}

gboolean
lb_painter_is_moving (const LbPainter *self)
{
  g_return_val_if_fail (self->class == &raster_class, FALSE);
  return ((const RasterPainter *) self)->moving;
}
