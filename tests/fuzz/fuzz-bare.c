/* The bare reader on any bytes of a shapefile set: it refuses what lb_shapefile_new() refuses, with the same sentence, knows the same
 * shapes, and draws them whole and from near. */
#include "maps/bare.h"
#include "tests/fuzz/shapefile-parts.h"

#define WIDTH  48
#define HEIGHT 40

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
draw (LbBare *bare, const LbBox *ground)
{
  g_autoptr (LbRaster) raster = lb_raster_new ();
  LbView view;
  LbBox extent;

  if (!lb_bare_fit (bare, ground, WIDTH, HEIGHT, 1, &view, &extent))
    return;
  lb_bare_fill (bare, raster, 1);
  const guint32 *ids = lb_raster_get_ids (raster);
  for (gsize i = 0; i < WIDTH * HEIGHT; i++) {
    g_assert_cmpuint (ids[i], <=, lb_bare_get_n (bare));
    g_assert_true (ids[i] == 0 || lb_bare_has_shape (bare, ids[i] - 1));
  }
}

static void
compare (LbBare *bare, const LbShapes *shapes)
{
  g_assert_cmpuint (lb_bare_get_n (bare), ==, lb_shapes_get_n (shapes));
  for (guint i = 0; i < lb_shapes_get_n (shapes); i++)
    g_assert_cmpint (lb_bare_has_shape (bare, i), ==, lb_shapes_get_n_rings (shapes, i) > 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (LbShapefileParts) parts = take_parts (data, size);
  g_autoptr (GError) ordinary_error = NULL, error = NULL;

  g_clear_pointer (&parts.prj, g_bytes_unref); /* PROJ's parser is not what is tested */
  if (parts.shp == NULL)
    return 0;
  g_autoptr (LbShapefile) ordinary = lb_shapefile_new ("fuzz.shp", &parts, NULL, NULL, &ordinary_error);
  LbShapefile *unread = lb_shapefile_new_unread ("fuzz.shp", &parts, NULL, NULL, &error);
  g_autoptr (LbBare) bare = unread != NULL ? lb_bare_new (unread, NULL, &error) : NULL;
  if (ordinary == NULL) {
    g_assert_null (bare);
    g_assert_cmpstr (error->message, ==, ordinary_error->message);
    return 0;
  }
  g_assert_nonnull (bare);
  compare (bare, lb_shapefile_get_shapes (ordinary));
  /* PROJ takes nine tenths of the time and is not what is tested. */
  if (size % 8 != 0 || !lb_bare_place (bare, NULL))
    return 0;
  const LbBox part = {500000 - 1.0 * data[0] * 1000, 3000000, 500000 + 1000, 3100000};
  draw (bare, size % 16 == 0 ? &part : NULL);
  return 0;
}
