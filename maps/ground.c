#include "config.h"
#include "maps/breaks.h"
#include "maps/label-private.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>

static gboolean
has_shape (const LbGround *self, guint region)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (self->boundaries);

  return region < lb_shapes_get_n (shapes) && lb_shapes_get_n_rings (shapes, region) > 0;
}

static void
grow (LbBox *box, LbBox other)
{
  if (other.min_x > other.max_x)
    return;
  *box = (LbBox) {MIN (box->min_x, other.min_x), MIN (box->min_y, other.min_y), MAX (box->max_x, other.max_x),
                  MAX (box->max_y, other.max_y)};
}

/* How large the regions of each level are, so that their borders can fade before they drown the fill. */
static void
measure_levels (LbGround *self)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (self->boundaries);

  for (guint level = 0; level < LB_N_LEVELS; level++) {
    guint n, known = 0;
    const guint *numbers = lb_region_tree_get_level (tree, level, &n);
    g_autofree double *areas = g_new (double, n + 1);
    for (guint i = 0; i < n; i++) {
      double area = lb_region_tree_get (tree, numbers[i])->area_m2;
      if (area > 0)
        areas[known++] = area;
    }
    qsort (areas, known, sizeof (double), lb_compare_doubles);
    double all = (self->extent.max_x - self->extent.min_x) * (self->extent.max_y - self->extent.min_y);
    self->typical[level] = known > 0 ? sqrt (areas[known / 2]) : n > 0 ? sqrt (all / n) : 0;
  }
}

/* A Gauss–Krüger metre is not a metre on the ground away from the middle meridian. */
static double
measure_ground (const LbGround *self)
{
  double east = (self->extent.min_x + self->extent.max_x) / 2, north = (self->extent.min_y + self->extent.max_y) / 2;
  double xy[4] = {east - 500, north, east + 500, north}, length = 0;
  g_autofree char *from = g_strdup_printf ("EPSG:%d", lb_boundaries_get_epsg (self->boundaries));
  g_autoptr (LbTransform) transform = lb_transform_new (from, "EPSG:4490", NULL);
  struct geod_geodesic ellipsoid;

  if (transform == NULL || !lb_transform_points (transform, xy, 2))
    return 1;
  geod_init (&ellipsoid, 6378137, 1 / 298.257222101); /* CGCS2000 */
  geod_inverse (&ellipsoid, xy[1], xy[0], xy[3], xy[2], &length, NULL, NULL);
  return length > 900 && length < 1100 ? length / 1000 : 1;
}

LbGround *
lb_ground_new (LbBoundaries *boundaries, LbLevel level, gint32 day, GError **error)
{
  g_autoptr (LbStyles) styles = lb_styles_load (error);

  if (styles == NULL)
    return NULL;
  LbGround *self = g_new0 (LbGround, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->boundaries = lb_boundaries_ref (boundaries);
  self->level = level;
  self->day = day;
  self->styles = g_steal_pointer (&styles);
  self->stamps = lb_stamps_new (self->styles);
  self->pieces = lb_pieces_find (boundaries, level, day);
  self->extent = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (guint i = 0; i < self->pieces->len; i++)
    grow (&self->extent, lb_shapes_get_box (lb_boundaries_get_shapes (boundaries), g_array_index (self->pieces, LbMapPiece, i).shape));
  self->anchors = g_new0 (LbAnchor, (gsize) lb_region_tree_get_n (lb_boundaries_get_regions (boundaries)) + 1);
  measure_levels (self);
  self->ground_factor = measure_ground (self);
  return self;
}

LbGround *
lb_ground_ref (LbGround *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_ground_unref (LbGround *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->borders_made)
    lb_borders_clear (self->borders);
  for (guint i = 0; i < LB_N_LEVELS; i++)
    lb_label_index_free ((LbLabelIndex *) self->label_indexes[i]);
  lb_label_plan_free (self->label_plan);
  lb_stamps_free (self->stamps);
  lb_styles_free (self->styles);
  g_free (self->anchors);
  g_free (self->ranks);
  g_free (self->letters);
  g_array_unref (self->pieces);
  lb_boundaries_unref (self->boundaries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const LbBorderLines *
lb_ground_get_borders (LbGround *self)
{
  if (g_once_init_enter (&self->borders_made)) {
    lb_borders_make (self, self->borders);
    g_once_init_leave (&self->borders_made, 1);
  }
  return self->borders;
}

LbAnchor
lb_ground_get_anchor (LbGround *self, guint region)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  const LbShapes *shapes = lb_boundaries_get_shapes (self->boundaries);
  const LbRegion *own = lb_region_tree_get (lb_boundaries_get_regions (self->boundaries), region);
  LbAnchor *anchor = &self->anchors[region];

  if (anchor->known)
    return *anchor;
  LbAnchor found = {.radius = -1};
  /* Without a polygon of its own a region is named in the roomiest of those below it. */
  for (guint number = region; number < own->end; number++) {
    double x, y;
    double radius = has_shape (self, number) ? lb_polylabel (shapes, number, &x, &y) : -1;
    if (radius > found.radius)
      found = (LbAnchor) {.x = x, .y = y, .radius = radius, .shape = number};
    if (number == region && found.radius >= 0)
      break;
  }
  anchor->x = found.x;
  anchor->y = found.y;
  anchor->radius = found.radius;
  anchor->shape = found.shape;
  g_atomic_int_set (&anchor->known, TRUE);
  return *anchor;
}

gboolean
lb_ground_recall_anchor (LbGround *self, guint region, LbAnchor *anchor)
{
  const LbAnchor *own = &self->anchors[region];

  /* Asked a hundred thousand times a frame: without the lock. */
  if (!g_atomic_int_get (&own->known))
    return FALSE;
  *anchor = *own;
  return TRUE;
}
