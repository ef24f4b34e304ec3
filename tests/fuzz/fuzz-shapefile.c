/* A whole shapefile set on any bytes: .shp .shx .dbf .prj .cpg one after the other, each with its length (32 bit, little
 * endian) in front; a length that is too large takes what is left, the length 0xFFFFFFFF says there is no such part.
 * Reader, table, coordinate system, areas, inner points and the blob both ways. */
#include "maps/crs.h"
#include "maps/shapefile.h"
#include "maps/shapes-private.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A copy of its own, so that the sanitizers see a read past its end. */
static GBytes *
take_part (const guint8 **at, gsize *left)
{
  guint32 length;

  if (*left < sizeof length)
    return NULL;
  memcpy (&length, *at, sizeof length);
  length = GUINT32_FROM_LE (length);
  *at += sizeof length;
  *left -= sizeof length;
  if (length == G_MAXUINT32)
    return NULL;
  length = (guint32) MIN (length, *left);
  GBytes *part = g_bytes_new (*at, length);
  *at += length;
  *left -= length;
  return part;
}

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
  LbShapefileParts parts = {NULL};
  gboolean with_prj = size % 16 == 0; /* PROJ takes most of the time and is not what is tested */
  GBytes **const order[] = {&parts.shp, &parts.shx, &parts.dbf, &parts.prj, &parts.cpg};

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    *order[i] = take_part (&data, &size);
  if (parts.shp != NULL) {
    g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (LbShapefile) file = lb_shapefile_new ("fuzz.shp", &parts, NULL, notices, NULL);
    if (file != NULL) {
      LbCrs crs;
      if (lb_shapefile_get_table (file) != NULL)
        read_table (lb_shapefile_get_table (file));
      lb_crs_decide (NULL, with_prj ? lb_shapefile_get_prj (file) : NULL, lb_shapes_get_extent (lb_shapefile_get_shapes (file)), &crs, NULL);
      lb_crs_clear (&crs);
      walk_shapes (lb_shapefile_get_shapes (file));
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    g_clear_pointer (order[i], g_bytes_unref);
  return 0;
}
