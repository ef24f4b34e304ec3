/* Anchors of names: finding one, and the blob of those that the project keeps.
 *
 *   magic, version, regions, anchors: guint32 each; of each anchor the region and the shape: guint32; x, y, radius: doubles
 */
#include "config.h"
#include "maps/anchors.h"
#include "maps/bytes.h"
#include "maps/map-private.h"
#include "maps/parallel.h"

#include <math.h>

#define MAGIC        0x4E41424Cu /* LBAN */
#define VERSION      1
#define HEADER_BYTES (4 * 4)
#define ANCHOR_BYTES (2 * 4 + 3 * 8)

static gboolean
has_shape (const LbShapes *shapes, guint region)
{
  return region < lb_shapes_get_n (shapes) && lb_shapes_get_n_rings (shapes, region) > 0;
}

LbAnchor
lb_anchor_find (const LbRegionTree *regions, const LbShapes *shapes, guint region)
{
  LbAnchor found = {.radius = -1, .known = TRUE};
  guint end = has_shape (shapes, region) ? region + 1 : lb_region_tree_get (regions, region)->end;

  for (guint number = region; number < end; number++) {
    double x, y;
    double radius = has_shape (shapes, number) ? lb_polylabel (shapes, number, &x, &y) : -1;
    if (radius > found.radius)
      found = (LbAnchor) {x, y, radius, number, TRUE};
  }
  return found;
}

typedef struct {
  const LbRegionTree *regions;
  const LbShapes *shapes;
  const guint *numbers;
  LbAnchor *anchors;
} Finding;

static void
find_some (gpointer data, gsize begin, gsize end, guint thread)
{
  const Finding *finding = data;

  (void) thread;
  for (gsize i = begin; i < end; i++)
    finding->anchors[i] = lb_anchor_find (finding->regions, finding->shapes, finding->numbers[i]);
}

static GArray *
list_regions (const LbRegionTree *regions, const LbShapes *shapes)
{
  static const LbLevel levels[] = {LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE};
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    guint n;
    const guint *numbers = lb_region_tree_get_level (regions, levels[i], &n);
    for (guint k = 0; k < n; k++)
      if (has_shape (shapes, numbers[k]))
        g_array_append_val (list, numbers[k]);
  }
  return list;
}

GBytes *
lb_anchors_to_bytes (const LbRegionTree *regions, const LbShapes *shapes)
{
  g_autoptr (GArray) list = list_regions (regions, shapes);
  g_autofree LbAnchor *anchors = g_new (LbAnchor, list->len + 1);
  Finding finding = {regions, shapes, (const guint *) (gpointer) list->data, anchors};
  GByteArray *out = g_byte_array_new ();

  lb_parallel_run (lb_parallel_get_default (), list->len, 8, NULL, find_some, &finding);
  lb_bytes_add_word (out, MAGIC);
  lb_bytes_add_word (out, VERSION);
  lb_bytes_add_word (out, lb_region_tree_get_n (regions));
  lb_bytes_add_word (out, list->len);
  for (guint i = 0; i < list->len; i++) {
    lb_bytes_add_word (out, finding.numbers[i]);
    lb_bytes_add_word (out, anchors[i].shape);
    lb_bytes_add_double (out, anchors[i].x);
    lb_bytes_add_double (out, anchors[i].y);
    lb_bytes_add_double (out, anchors[i].radius);
  }
  return g_byte_array_free_to_bytes (out);
}

void
lb_anchors_from_bytes (GBytes *bytes, LbAnchor *anchors, guint n)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length < HEADER_BYTES || lb_bytes_get_word (data) != MAGIC || lb_bytes_get_word (data + 4) != VERSION ||
      lb_bytes_get_word (data + 8) != n || (length - HEADER_BYTES) / ANCHOR_BYTES != lb_bytes_get_word (data + 12))
    return;
  for (const guint8 *from = data + HEADER_BYTES; from + ANCHOR_BYTES <= data + length; from += ANCHOR_BYTES) {
    guint region = lb_bytes_get_word (from);
    LbAnchor anchor = {lb_bytes_get_double (from + 8), lb_bytes_get_double (from + 16), lb_bytes_get_double (from + 24),
                       lb_bytes_get_word (from + 4), TRUE};
    if (region < n && anchor.shape < n && isfinite (anchor.x) && isfinite (anchor.y) && isfinite (anchor.radius))
      anchors[region] = anchor;
  }
}
