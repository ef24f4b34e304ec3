/* Rubber band and lasso: which shapes lie under an outline drawn on the screen. */
#include "config.h"
#include "maps/raster.h"
#include "maps/raster-private.h"

#include <math.h>

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Where the outline crosses the middle of a pixel row, from left to right. */
static void
find_crossings (const double *xy, guint n, double y, GArray *crossings)
{
  g_array_set_size (crossings, 0);
  for (guint i = 0; i < n; i++) {
    const double *a = xy + 2 * (gsize) i, *b = xy + 2 * (gsize) ((i + 1) % n);
    if ((a[1] > y) == (b[1] > y))
      continue;
    double x = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    g_array_append_val (crossings, x);
  }
  g_array_sort (crossings, compare_doubles);
}

GArray *
lb_raster_query (const LbRaster *self, const double *xy, guint n_points)
{
  g_autofree guchar *found = g_malloc0 ((gsize) self->n_shapes + 1);
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *shapes = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (int y = 0; y < self->height; y++) {
    find_crossings (xy, n_points, y + 0.5, crossings);
    for (guint i = 0; i + 1 < crossings->len; i += 2) {
      int from = (int) CLAMP (ceil (g_array_index (crossings, double, i) - 0.5), 0, self->width);
      int to = (int) CLAMP (ceil (g_array_index (crossings, double, i + 1) - 0.5), 0, self->width);
      for (int x = from; x < to; x++)
        found[self->ids[(gsize) y * (gsize) self->width + (gsize) x]] = TRUE;
    }
  }
  for (guint32 shape = 0; shape < self->n_shapes; shape++)
    if (found[shape + 1])
      g_array_append_val (shapes, shape);
  return shapes;
}
