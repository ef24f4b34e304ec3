/* From a shapefile set on any bytes to pixels, as a project's map is drawn: reader, topology, every level of detail, id raster, sketch,
 * colours and borders, and what lies under the pointer. Coordinates stay the file's, so PROJ has no part in it. */
#include "maps/raster.h"
#include "maps/shapes-private.h"
#include "maps/sketch.h"
#include "tests/fuzz/shapefile-parts.h"

#define WIDTH  48
#define HEIGHT 40

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
paint (const LbRaster *raster, guint n)
{
  g_autofree guint32 *colours = g_new (guint32, n + 1), *pixels = g_new (guint32, WIDTH * HEIGHT), *keys = g_new (guint32, n + 1);
  LbRasterStyle style = {.colours = colours, .keys = keys, .hatch_pitch = 5, .hatch_width = 1};

  for (guint i = 0; i <= n; i++) {
    colours[i] = (0xff000000 - 0x1000000 * (i % 3)) | i;
    keys[i] = i;
  }
  style.fields[LB_LEVEL_VILLAGE] = G_MAXUINT32;
  style.borders[LB_LEVEL_VILLAGE].width = 1.5;
  style.borders[LB_LEVEL_VILLAGE].opacity = 0.8;
  lb_raster_paint (raster, &style, (guchar *) pixels, WIDTH * 4, 1);
  lb_raster_paint_half (raster, &style, (guchar *) pixels, WIDTH / 2 * 4, 1);
}

static void
check_ids (const LbRaster *raster, guint n)
{
  const guint32 *ids = lb_raster_get_ids (raster);

  for (gsize i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmpuint (ids[i], <=, n);
}

static void
show (LbLevels *levels, const LbSketch *sketch, const LbView *view)
{
  g_autoptr (LbRaster) raster = lb_raster_new ();
  guint n = lb_levels_get_n_shapes (levels);
  const double corners[] = {1, 1, WIDTH - 1, 2, WIDTH / 2.0, HEIGHT - 1};

  for (guint level = 0; level < lb_levels_get_n (levels); level++) {
    LbDetail detail;
    lb_levels_get_detail (levels, level, &detail);
    lb_raster_fill (raster, &detail, n, view, 1);
    check_ids (raster, n);
    if (sketch == NULL)
      continue;
    lb_raster_fill_sketch (raster, sketch, &detail, view, 1);
    check_ids (raster, n);
  }
  paint (raster, n);
  g_autoptr (GArray) found = lb_raster_query (raster, corners, 3);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpuint (g_array_index (found, guint32, i), <, n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (LbShapefileParts) parts = take_parts (data, size);
  g_autoptr (LbShapefile) file = parts.shp != NULL ? lb_shapefile_new ("fuzz.shp", &parts, NULL, NULL, NULL) : NULL;

  if (file == NULL)
    return 0;
  const LbShapes *shapes = lb_shapefile_get_shapes (file);
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (LbLevels) levels = lb_levels_new (topology, NULL, NULL);
  LbView whole = lb_view_fit (lb_shapes_get_extent (shapes), WIDTH, HEIGHT, 2), near = lb_view_zoom (&whole, 37, 11, 7);
  g_autoptr (LbSketch) sketch = lb_sketch_new (levels);
  show (levels, sketch, &whole);
  show (levels, sketch, &near);
  return 0;
}
