#include "config.h"
#include "maps/bare-map.h"
#include "maps/bare.h"
#include "maps/boundaries-private.h"
#include "maps/error.h"
#include "maps/map-private.h"
#include "maps/pixels-file.h"
#include "src/i18n.h"

#include <math.h>

#define SAMPLES     2       /* a side of a pixel */
#define MOST_PIXELS (1 << 24) /* a poster is painted in less memory the ordinary way */

#define COUNTY_FIELD (1u << 31) /* of a key; below it the record's number */

typedef struct {
  LbMapRequest *request;
  LbBare *bare;
  double *values;     /* by record; NULL: an outline map */
  LbClasses *classes; /* the same                        */
  LbColour *palette;
  LbStyles *styles;
  guint32 *colours;   /* by shape + 1                    */
  guint32 *keys;      /* by shape + 1                    */
} BareMap;

static void
bare_map_clear (BareMap *self)
{
  g_clear_pointer (&self->bare, lb_bare_free);
  g_clear_pointer (&self->classes, lb_classes_free);
  g_clear_pointer (&self->styles, lb_styles_free);
  g_free (self->values);
  g_free (self->palette);
  g_free (self->colours);
  g_free (self->keys);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BareMap, bare_map_clear)

static gboolean
read_table (BareMap *self, GError **error)
{
  LbMapRequest *request = self->request;
  LbDbf *table = lb_shapefile_get_table (lb_bare_get_file (self->bare));
  guint n = lb_bare_get_n (self->bare);
  LbLevel level;

  if (request->field != NULL) {
    self->values = lb_table_read_numbers (table, request->field, n, error);
    if (self->values == NULL)
      return FALSE;
  }
  if (!lb_table_find_level (table, n, &level, error))
    return FALSE;
  if (request->level_text != NULL && request->level != level)
    return lb_map_request_refuse_level (request, error);
  request->level = level;
  return TRUE;
}

/* Classes of the records that have a polygon. */
static gboolean
classify (BareMap *self, GError **error)
{
  const LbMapRequest *request = self->request;
  guint n = lb_bare_get_n (self->bare), n_shown = 0;

  self->styles = lb_styles_load (error);
  if (self->styles == NULL)
    return FALSE;
  if (self->values == NULL)
    return TRUE;
  g_autofree double *shown = g_new (double, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    if (lb_bare_has_shape (self->bare, i))
      shown[n_shown++] = self->values[i];
  self->classes = lb_classes_new (request->method, request->n_classes > 0 ? (guint) request->n_classes : 5, shown, n_shown,
                                  request->limits->len > 0 ? (const double *) (const void *) request->limits->data : NULL, error);
  if (self->classes == NULL)
    return FALSE;
  self->palette = lb_palette_get (request->palette != NULL ? request->palette : "OrRd", MAX (self->classes->n, 1), FALSE, error);
  return self->palette != NULL;
}

/* Colours and keys of all shapes: every record is a region of its own, all of them are the county. */
static void
dress_shapes (BareMap *self, const LbStyle *look)
{
  guint n = lb_bare_get_n (self->bare);
  guint32 land = lb_colour_pack (look->land) | 0xff000000, no_data = lb_colour_pack (look->no_data) | 0xfe000000;
  guint32 colours[12];

  self->colours = g_new (guint32, (gsize) n + 1);
  self->keys = g_new (guint32, (gsize) n + 1);
  self->colours[0] = lb_colour_pack (look->ground) | 0xff000000;
  self->keys[0] = 0;
  for (guint i = 0; self->classes != NULL && i < self->classes->n; i++)
    colours[i] = lb_colour_pack (self->palette[i]) | 0xff000000;
  for (guint i = 0; i < n; i++) {
    int class = self->classes != NULL ? lb_classes_find (self->classes, self->values[i]) : -1;
    self->colours[i + 1] = class >= 0 ? colours[class] : self->classes != NULL ? no_data : land;
    self->keys[i + 1] = COUNTY_FIELD | (i + 1);
  }
}

static LbRasterStyle
make_style (BareMap *self, const LbStyle *look, const LbView *view, LbBox extent)
{
  guint n = lb_bare_get_n (self->bare);
  /* As for every file without areas: as if all its regions were of one size. */
  double typical = sqrt ((extent.max_x - extent.min_x) * (extent.max_y - extent.min_y) / n);
  LbRasterStyle style = lb_raster_style_new (look, view, SAMPLES);

  style.colours = self->colours;
  style.keys = self->keys;
  style.fields[LB_LEVEL_COUNTY] = COUNTY_FIELD;
  lb_raster_style_set_line (&style, LB_LEVEL_COUNTY, &look->borders[LB_LEVEL_COUNTY], 1, SAMPLES);
  if (self->request->level != LB_LEVEL_COUNTY) {
    const LbLine *line = &look->borders[self->request->level];
    style.fields[self->request->level] = COUNTY_FIELD - 1;
    lb_raster_style_set_line (&style, self->request->level, line, lb_border_fade (typical * view->scale, line->width), SAMPLES);
  }
  return style;
}

static gboolean
draw (BareMap *self, const char *path, const LbView *view, LbBox extent, LbTiming *timing, GError **error)
{
  const LbStyle *look = &self->styles->medium[LB_MEDIUM_SCREEN_LIGHT];
  g_autoptr (LbRaster) raster = lb_raster_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) view->width, (int) view->height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("cannot write %s: %s"), path,
                 cairo_status_to_string (cairo_surface_status (surface)));
    cairo_surface_destroy (surface);
    return FALSE;
  }
  lb_bare_fill (self->bare, raster, SAMPLES);
  lb_timing_stage (timing, "fill");
  dress_shapes (self, look);
  LbRasterStyle style = make_style (self, look, view, extent);
  lb_raster_paint_half (raster, &style, cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface), 0);
  cairo_surface_mark_dirty (surface);
  lb_timing_stage (timing, "draw");
  gboolean good = lb_png_save (surface, path, error);
  cairo_surface_destroy (surface);
  lb_timing_stage (timing, "encode");
  return good;
}

gboolean
lb_bare_map_can_draw (const LbMapRequest *request, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return lb_map_request_is_shapefile (request) && g_str_has_suffix (lower, ".png");
}

LbBareResult
lb_bare_map_write (LbMapRequest *request, const char *path, double width, double height, const LbBox *ground,
                   LbTiming *timing, GError **error)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_auto (BareMap) map = {request};
  LbView view;
  LbBox extent, metres;

  if (width * height > MOST_PIXELS)
    return LB_BARE_UNFIT;
  map.bare = lb_bare_open (request->source, notices, &local);
  gboolean good = map.bare != NULL;
  lb_timing_stage (timing, "read");
  good = good && read_table (&map, &local);
  lb_timing_stage (timing, "table");
  good = good && classify (&map, &local) && lb_map_check_size (width, height, &local);
  lb_timing_stage (timing, "classes");
  if (good && ground != NULL) {
    metres = *ground;
    good = lb_map_extent_to_ground (lb_bare_get_epsg (map.bare), &metres, &local);
  }
  if (good && !lb_bare_fit (map.bare, ground != NULL ? &metres : NULL, width, height, MIN (width, height) * 0.01, &view, &extent))
    return LB_BARE_UNFIT;
  lb_timing_stage (timing, "view");
  for (guint i = 0; i < notices->len; i++)
    lb_command_say ("%s", (const char *) g_ptr_array_index (notices, i));
  good = good && draw (&map, path, &view, extent, timing, &local);
  if (!good)
    g_propagate_error (error, g_steal_pointer (&local));
  return good ? LB_BARE_DRAWN : LB_BARE_FAILED;
}
