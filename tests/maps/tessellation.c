#include "tests/maps/tessellation.h"

#include <math.h>

typedef struct {
  guint width, height, points;
  double size;
  guint32 seed;
} Net;

/* In [-1, 1], the same for the same words. */
static double
noise (const Net *net, guint a, guint b, guint c)
{
  guint64 h = (guint64) a * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) + (guint64) b * 0x85EBCA6B + (guint64) c * 0xC2B2AE35 +
              net->seed * G_GUINT64_CONSTANT (0x27D4EB2F165667C5);

  h ^= h >> 31;
  h *= G_GUINT64_CONSTANT (0x94D049BB133111EB);
  h ^= h >> 29;
  h *= G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  return (double) (h >> 40) / (double) (1 << 23) - 1;
}

static void
node (const Net *net, guint column, guint row, double *xy)
{
  xy[0] = net->size * (column + 0.2 * noise (net, column, row, 1));
  xy[1] = net->size * (row + 0.2 * noise (net, column, row, 2));
}

/* Point @i of the border from one node to the next in x (@across) or y; crooked at right angles to it. */
static void
border (const Net *net, guint column, guint row, gboolean across, guint i, double *xy)
{
  double a[2], b[2], t = (double) i / (net->points + 1);

  node (net, column, row, a);
  node (net, column + (across ? 1 : 0), row + (across ? 0 : 1), b);
  xy[0] = a[0] + t * (b[0] - a[0]);
  xy[1] = a[1] + t * (b[1] - a[1]);
  if (i > 0)
    xy[across ? 1 : 0] += 0.1 * net->size * sin (t * G_PI) * noise (net, column, row, 16 + 2 * i + (across ? 1 : 0));
}

static void
add_ring (LbShapesBuilder *builder, const GArray *ring, guint start, gboolean backward)
{
  guint n = ring->len / 2;

  lb_shapes_builder_begin_ring (builder);
  for (guint i = 0; i < n; i++) {
    guint at = (start + (backward ? n - i : i)) % n;
    lb_shapes_builder_add_point (builder, g_array_index (ring, double, 2 * at), g_array_index (ring, double, 2 * at + 1));
  }
}

static void
add_random_ring (const Net *net, LbShapesBuilder *builder, const GArray *ring, guint column, guint row, guint salt)
{
  guint n = ring->len / 2;
  guint start = (guint) ((noise (net, column, row, salt) + 1) * n / 2) % n;

  add_ring (builder, ring, start, noise (net, column, row, salt + 1) > 0);
}

static void
make_cell (const Net *net, guint column, guint row, GArray *ring)
{
  double xy[2];
  guint n = net->points + 1;

  g_array_set_size (ring, 0);
  for (guint side = 0; side < 4; side++)
    for (guint i = 0; i < n; i++) {
      if (side < 2)
        border (net, column + (side == 1 ? 1 : 0), row, side == 0, i, xy);
      else if (i == 0)
        node (net, column + (side == 2 ? 1 : 0), row + 1, xy);
      else
        border (net, column, row + (side == 2 ? 1 : 0), side == 2, n - i, xy);
      g_array_append_vals (ring, xy, 2);
    }
}

static gboolean
has_enclave (const Net *net, guint column, guint row)
{
  return noise (net, column, row, 5) > 0.6;
}

static void
make_enclave (const Net *net, guint column, guint row, GArray *ring)
{
  guint n = net->points + 3;

  g_array_set_size (ring, 0);
  for (guint i = 0; i < n; i++) {
    double angle = 2 * G_PI * i / n, radius = net->size * (0.1 + 0.05 * noise (net, column, row, 1000 + i));
    double xy[2] = {net->size * (column + 0.5) + radius * cos (angle), net->size * (row + 0.5) + radius * sin (angle)};
    g_array_append_vals (ring, xy, 2);
  }
}

LbShapes *
tessellation_new (guint width, guint height, guint points, double size, guint32 seed)
{
  const Net net = {width, height, points, size, seed};
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint row = 0; row < height; row++)
    for (guint column = 0; column < width; column++) {
      lb_shapes_builder_begin_shape (builder);
      make_cell (&net, column, row, ring);
      add_random_ring (&net, builder, ring, column, row, 6);
      if (!has_enclave (&net, column, row))
        continue;
      make_enclave (&net, column, row, ring);
      add_random_ring (&net, builder, ring, column, row, 8);
    }
  for (guint row = 0; row < height; row++)
    for (guint column = 0; column < width; column++)
      if (has_enclave (&net, column, row)) {
        lb_shapes_builder_begin_shape (builder);
        make_enclave (&net, column, row, ring);
        add_random_ring (&net, builder, ring, column, row, 10);
      }
  return lb_shapes_builder_end (builder);
}
