/* drawn-shapes.h - small maps drawn in a test as text
 *
 * "0,0 2,0 2,2 0,2; 5,5 6,5 6,6 | …": points of a ring, ";" begins the next ring, "|" the next shape.
 */
#pragma once
#include "maps/shapes.h"

static inline LbShapes *
draw_shapes (const char *text)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  g_auto (GStrv) shapes = g_strsplit (text, "|", -1);

  for (guint i = 0; shapes[i] != NULL; i++) {
    g_auto (GStrv) rings = g_strsplit (shapes[i], ";", -1);
    lb_shapes_builder_begin_shape (builder);
    for (guint j = 0; rings[j] != NULL; j++) {
      g_auto (GStrv) points = g_strsplit (rings[j], " ", -1);
      lb_shapes_builder_begin_ring (builder);
      for (guint k = 0; points[k] != NULL; k++) {
        char *end;
        double x = g_ascii_strtod (points[k], &end);
        if (end != points[k] && *end == ',')
          lb_shapes_builder_add_point (builder, x, g_ascii_strtod (end + 1, NULL));
      }
    }
  }
  return lb_shapes_builder_end (builder);
}
