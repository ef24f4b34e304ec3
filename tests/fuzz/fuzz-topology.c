/* Polygons of any bytes on a small net, where everything touches everything: topology, neighbours, outlines, levels, faults.
 * First byte 0: the rest is a levels blob; 1: a shapes blob; else its value is the net's width. Then a byte 255 begins a shape, 254 a ring; any
 * other is x, the byte after it y. */
#include "maps/faults.h"
#include "maps/levels.h"
#include "maps/shapes-private.h"
#include "maps/topology.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static LbShapes *
make_shapes (const guint8 *data, gsize size)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  guint net = data[0];

  lb_shapes_builder_begin_shape (builder);
  lb_shapes_builder_begin_ring (builder);
  for (gsize i = 1; i < size; i++) {
    if (data[i] == 255)
      lb_shapes_builder_begin_shape (builder);
    if (data[i] >= 254)
      lb_shapes_builder_begin_ring (builder);
    else if (i + 1 < size) {
      lb_shapes_builder_add_point (builder, 436000.0 + data[i] % net, 3017000.0 + data[i + 1] % net);
      i++;
    }
  }
  return lb_shapes_builder_end (builder);
}

static void
walk_rings (const LbTopology *topology)
{
  const LbShapes *shapes = lb_topology_get_shapes (topology);

  for (guint shape = 0; shape < lb_shapes_get_n (shapes); shape++)
    for (guint ring = 0; ring < lb_topology_get_n_rings (topology, shape); ring++) {
      guint n;
      const int *uses = lb_topology_get_ring (topology, shape, ring, &n);
      for (guint i = 0; i < n; i++) {
        int use = uses[i], next = uses[(i + 1) % n];
        LbArc arc = lb_topology_get_arc (topology, (guint) (use >= 0 ? use : ~use));
        LbArc after = lb_topology_get_arc (topology, (guint) (next >= 0 ? next : ~next));
        g_assert_cmpuint (use >= 0 ? arc.to : arc.from, ==, next >= 0 ? after.from : after.to);
      }
    }
}

static void
try_levels (LbTopology *topology)
{
  g_autoptr (LbLevels) levels = lb_levels_new (topology, NULL, NULL);
  g_autoptr (GBytes) bytes = lb_levels_to_bytes (levels);
  g_autoptr (LbLevels) back = lb_levels_from_bytes (bytes);
  g_assert_nonnull (back);
  g_autoptr (GBytes) again = lb_levels_to_bytes (back);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
try_faults (const LbTopology *topology)
{
  const LbShapes *shapes = lb_topology_get_shapes (topology);
  guint n = lb_shapes_get_n (shapes);
  g_autofree guint32 *parents = g_new (guint32, n);
  g_autoptr (GArray) faults = lb_faults_find (topology, NULL, NULL);

  for (guint i = 0; i < n; i++)
    parents[i] = i % 3 == 0 ? LB_NO_SHAPE : i / 3 * 3;
  g_assert_true (lb_faults_find_outside (shapes, parents, faults, NULL, NULL));
  for (guint i = 0; i < faults->len; i++)
    g_assert_true (isfinite (g_array_index (faults, LbFault, i).size));
  g_autoptr (LbShapes) outlines = lb_topology_dissolve (topology, parents, n);
  g_assert_cmpuint (lb_shapes_get_n (outlines), ==, n);
}

/* What the project's cache may hold. */
static void
try_levels_blob (GBytes *bytes)
{
  LbLevels *levels = lb_levels_from_bytes (bytes);

  if (levels != NULL)
    lb_levels_unref (levels);
}

/* The same; shapes that are believed come out as they went in. */
static void
try_shapes_blob (GBytes *bytes)
{
  int epsg;
  lb_shapes_seal_bytes ((guint8 *) g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (LbShapes) shapes = lb_shapes_from_bytes (bytes, &epsg);

  if (shapes == NULL)
    return;
  g_autoptr (GBytes) again = lb_shapes_to_bytes (shapes, epsg);
  g_autoptr (LbShapes) back = lb_shapes_from_bytes (again, &epsg);
  g_assert_cmpuint (lb_shapes_get_n_points (back), ==, lb_shapes_get_n_points (shapes));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size == 0 || size > 4096)
    return 0;
  if (data[0] <= 1) {
    g_autofree void *copy = g_memdup2 (data + 1, size - 1);
    g_autoptr (GBytes) bytes = g_bytes_new_static (copy, size - 1);
    if (data[0] == 0)
      try_levels_blob (bytes);
    else
      try_shapes_blob (bytes);
    return 0;
  }
  g_autoptr (LbShapes) shapes = make_shapes (data, size);
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_auto (LbNeighbours) queen = {0};
  lb_topology_find_neighbours (topology, TRUE, &queen);
  walk_rings (topology);
  try_levels (topology);
  try_faults (topology);
  return 0;
}
