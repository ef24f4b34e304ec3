/* A whole shapefile set on any bytes: reader, table, coordinate system, areas, inner points and the blob both ways. */
#include "maps/crs.h"
#include "maps/shapes-private.h"
#include "tests/fuzz/shapefile-parts.h"

#include <math.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_table (LbDbf *table)
{
  for (guint field = 0; field < lb_dbf_get_n_fields (table); field++) {
    g_assert_true (g_utf8_validate (lb_dbf_get_field_name (table, field), -1, NULL));
    for (guint record = 0; record < MIN (lb_dbf_get_n (table), 64); record++) {
      g_autofree char *text = lb_dbf_dup_text (table, record, field);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      lb_dbf_get_number (table, record, field);
      lb_dbf_is_deleted (table, record);
    }
  }
}

static void
walk_shapes (const LbShapes *shapes)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  LbBox box = lb_shapes_get_extent (shapes);
  gboolean degrees = box.min_x >= -180 && box.max_x <= 180 && box.min_y >= -90 && box.max_y <= 90;
  double x, y;

  for (guint i = 0; i < lb_shapes_get_n (shapes); i++) {
    g_autoptr (GBytes) blob = lb_shapes_to_gpkg (shapes, i);
    g_assert_true (lb_shapes_builder_add_gpkg (builder, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob)));
    if (degrees)
      g_assert_true (isfinite (lb_shapes_area (shapes, i)));
    if (lb_shapes_inner_point (shapes, i, &x, &y))
      lb_shapes_contain (shapes, i, x, y);
  }
  g_autoptr (LbShapes) back = lb_shapes_builder_end (builder);
  g_assert_cmpuint (lb_shapes_get_n_points (back), ==, lb_shapes_get_n_points (shapes));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (LbShapefileParts) parts = take_parts (data, size);
  gboolean with_prj = size % 16 == 0; /* PROJ takes most of the time and is not what is tested */
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LbShapefile) file = parts.shp != NULL ? lb_shapefile_new ("fuzz.shp", &parts, NULL, notices, NULL) : NULL;
  LbCrs crs;

  if (file == NULL)
    return 0;
  if (lb_shapefile_get_table (file) != NULL)
    read_table (lb_shapefile_get_table (file));
  lb_crs_decide (NULL, with_prj ? lb_shapefile_get_prj (file) : NULL, lb_shapes_get_extent (lb_shapefile_get_shapes (file)), &crs, NULL);
  lb_crs_clear (&crs);
  walk_shapes (lb_shapefile_get_shapes (file));
  return 0;
}
