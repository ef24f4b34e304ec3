/* One view, three ways: the picture of a bare shapefile and the raster painter's against the vector painter's. They may differ on borders
 * only, that is within 1.5 pixels of one, or a pixel from the edge of the county's line, which is wider. And broken shapefiles are refused with the same sentences whichever way they are read. */
#include "maps/bare-map.h"
#include "maps/map-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define WIDTH  900
#define HEIGHT 700
#define NEAR   1.5 /* pixels */

typedef struct {
  char *folder, *path; /* of the picture */
} Place;

static Place
place_new (void)
{
  Place place = {g_dir_make_tmp ("lookback-bare-XXXXXX", NULL), NULL};

  place.path = g_build_filename (place.folder, "map.png", NULL);
  return place;
}

static void
place_clear (Place *self)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static LbMapRequest
make_request (const char *path, const char *field)
{
  g_autoptr (GError) error = NULL;
  LbMapRequest request = {.source = g_strdup (path), .field = g_strdup (field)};

  request.method_text = g_strdup ("quantile");
  g_assert_true (lb_map_request_check (&request, &error));
  g_assert_no_error (error);
  return request;
}

static char *
sample_path (const char *level)
{
  g_autofree char *name = g_strdup_printf ("%s.shp", level);

  return g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", name, NULL);
}

static LbView
view_of (LbMap *map)
{
  return lb_view_fit (lb_map_get_extent (map), WIDTH, HEIGHT, MIN (WIDTH, HEIGHT) * 0.01);
}

static LbMap *
ordinary_map (const char *path)
{
  g_autoptr (GError) error = NULL;
  LbMapRequest request = make_request (path, "XZQDM");
  LbTiming timing = {FALSE, 0};
  LbMap *map = lb_map_request_run (&request, &timing, &error);

  g_assert_no_error (error);
  lb_map_request_clear (&request);
  return map;
}

static cairo_surface_t *
paint (LbMap *map, LbPainter *painter)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  LbView view = view_of (map);

  lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* (transfer full): 255 where a pixel's middle is near a border: within NEAR, or a pixel from the edge of a line wider than that. */
static cairo_surface_t *
mark_borders (LbMap *map)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const LbBorderLines *borders = lb_ground_get_borders (map->ground);
  LbView view = view_of (map);

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int level = 0; level < LB_N_LEVELS; level++) {
    for (guint line = 0; line + 1 < borders[level].starts->len; line++)
      for (guint i = g_array_index (borders[level].starts, guint, line); i < g_array_index (borders[level].starts, guint, line + 1); i++) {
        double x, y;
        lb_view_to_surface (&view, g_array_index (borders[level].points, double, 2 * i),
                            g_array_index (borders[level].points, double, 2 * i + 1), &x, &y);
        if (i == g_array_index (borders[level].starts, guint, line))
          cairo_move_to (cr, x, y);
        else
          cairo_line_to (cr, x, y);
      }
    cairo_set_line_width (cr, MAX (2 * NEAR, lb_map_style (map, LB_MEDIUM_SCREEN_LIGHT)->borders[level].width + 2));
    cairo_stroke (cr);
  }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  guint32 value;

  memcpy (&value, row + 4 * x, sizeof value);
  return value & 0xffffff;
}

static void
assert_alike_off_borders (cairo_surface_t *a, cairo_surface_t *b, cairo_surface_t *borders)
{
  guint off = 0, different = 0, on = 0;

  g_assert_cmpint (cairo_surface_status (a), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (a), ==, WIDTH);
  g_assert_cmpint (cairo_image_surface_get_height (a), ==, HEIGHT);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      gboolean same = pixel (a, x, y) == pixel (b, x, y);
      if (cairo_image_surface_get_data (borders)[y * cairo_image_surface_get_stride (borders) + x] != 0) {
        on += !same;
        continue;
      }
      off++;
      different += !same;
      if (!same && different <= 5)
        g_test_message ("(%d, %d): %06x, %06x", x, y, pixel (a, x, y), pixel (b, x, y));
    }
  g_test_message ("off borders %u pixels, %u differ; on borders %u differ", off, different, on);
  g_assert_cmpuint (off, >, WIDTH * HEIGHT / 3);
  g_assert_cmpuint (different, ==, 0);
}

static void
the_bare_picture_is_the_vector_painters (gconstpointer data)
{
  g_autofree char *path = sample_path (data);
  g_autoptr (LbMap) map = ordinary_map (path);
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  g_autoptr (GError) error = NULL;
  g_auto (Place) place = place_new ();
  LbMapRequest request = make_request (path, "XZQDM");
  LbTiming timing = {FALSE, 0};

  g_assert_cmpint (lb_bare_map_write (&request, place.path, WIDTH, HEIGHT, NULL, &timing, &error), ==, LB_BARE_DRAWN);
  g_assert_no_error (error);
  cairo_surface_t *bare = cairo_image_surface_create_from_png (place.path), *vector = paint (map, painter);
  cairo_surface_t *borders = mark_borders (map);
  assert_alike_off_borders (bare, vector, borders);
  cairo_surface_destroy (bare);
  cairo_surface_destroy (vector);
  cairo_surface_destroy (borders);
  lb_map_request_clear (&request);
}

static void
the_raster_painters_picture_is_the_vector_painters (gconstpointer data)
{
  g_autofree char *path = sample_path (data);
  g_autoptr (LbMap) map = ordinary_map (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbScene) scene = lb_scene_new (lb_map_get_boundaries (map), lb_map_get_spec (map)->level, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map), raster = lb_painter_new_raster (map, scene, FALSE);
  cairo_surface_t *vector = paint (map, painter), *pixels = paint (map, raster), *borders = mark_borders (map);

  assert_alike_off_borders (pixels, vector, borders);
  cairo_surface_destroy (pixels);
  cairo_surface_destroy (vector);
  cairo_surface_destroy (borders);
}

/* The first file that differs fails the test, by name. */
static void
broken_files_are_told_of_in_the_same_words (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("LB_TESTS"), "bad", "shapefiles", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_auto (Place) place = place_new ();
  guint n = 0, refused = 0, drawn = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;) {
    if (!g_str_has_suffix (name, ".shp"))
      continue;
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GError) ordinary = NULL, bare = NULL;
    LbMapRequest request = make_request (path, NULL);
    LbTiming timing = {FALSE, 0};
    g_autoptr (LbMap) map = lb_map_request_run (&request, &timing, &ordinary);
    LbBareResult result = lb_bare_map_write (&request, place.path, 64, 48, NULL, &timing, &bare);

    g_test_message ("%s: %s", name, bare != NULL ? bare->message : "drawn");
    if (result == LB_BARE_UNFIT) /* read the ordinary way instead */
      g_assert_no_error (bare);
    else {
      g_assert_cmpstr (bare != NULL ? bare->message : NULL, ==, ordinary != NULL ? ordinary->message : NULL);
      g_assert_cmpint (result == LB_BARE_DRAWN, ==, map != NULL);
    }
    refused += result == LB_BARE_FAILED;
    drawn += result == LB_BARE_DRAWN;
    n++;
    lb_map_request_clear (&request);
  }
  g_assert_cmpuint (n, >=, 30);
  g_assert_cmpuint (refused, >=, 10);
  g_assert_cmpuint (drawn, >=, 10);
}

int
main (int argc, char **argv)
{
  static const char *const levels[] = {"township", "village", "grid"};

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autofree char *bare = g_strdup_printf ("/bare/%s-differs-from-vector-on-borders-only", levels[i]);
    g_autofree char *raster = g_strdup_printf ("/raster/%s-differs-from-vector-on-borders-only", levels[i]);
    g_test_add_data_func (bare, levels[i], the_bare_picture_is_the_vector_painters);
    g_test_add_data_func (raster, levels[i], the_raster_painters_picture_is_the_vector_painters);
  }
  g_test_add_func ("/bare/broken-files-are-told-of-in-the-same-words", broken_files_are_told_of_in_the_same_words);
  return g_test_run ();
}
