#include "config.h"
#include "maps/boundaries-private.h"
#include "maps/label-private.h"
#include "maps/sort.h"

#include <math.h>

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
    lb_sort_doubles (areas, known);
    double all = (self->extent.max_x - self->extent.min_x) * (self->extent.max_y - self->extent.min_y);
    self->typical[level] = known > 0 ? sqrt (areas[known / 2]) : n > 0 ? sqrt (all / n) : 0;
  }
}

/* Pieces of a region follow each other. */
static GArray *
list_owners (const GArray *pieces)
{
  GArray *owners = g_array_sized_new (FALSE, FALSE, sizeof (guint), pieces->len);

  for (guint i = 0; i < pieces->len; i++) {
    guint owner = g_array_index (pieces, LbMapPiece, i).owner;
    if (i == 0 || g_array_index (pieces, LbMapPiece, i - 1).owner != owner)
      g_array_append_val (owners, owner);
  }
  return owners;
}

LbGround *
lb_ground_new (LbAtlas *atlas, LbBoundaries *boundaries, LbLevel level, gint32 day)
{
  LbGround *self = g_new0 (LbGround, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->boundaries = lb_boundaries_ref (boundaries);
  self->level = level;
  self->day = day;
  self->atlas = lb_atlas_ref (atlas);
  self->styles = lb_atlas_get_styles (atlas);
  self->stamps = lb_atlas_get_stamps (atlas);
  self->pieces = lb_pieces_find (boundaries, level, day);
  self->owners = list_owners (self->pieces);
  self->extent = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (guint i = 0; i < self->pieces->len; i++)
    grow (&self->extent, lb_shapes_get_box (lb_boundaries_get_shapes (boundaries), g_array_index (self->pieces, LbMapPiece, i).shape));
  guint n = lb_region_tree_get_n (lb_boundaries_get_regions (boundaries));
  self->anchors = g_new0 (LbAnchor, (gsize) n + 1);
  if (lb_boundaries_get_anchors (boundaries) != NULL)
    lb_anchors_from_bytes (lb_boundaries_get_anchors (boundaries), self->anchors, n);
  measure_levels (self);
  self->ground_factor = lb_atlas_measure_metre (atlas, lb_boundaries_get_epsg (boundaries), (self->extent.min_x + self->extent.max_x) / 2,
                                                (self->extent.min_y + self->extent.max_y) / 2);
  return self;
}

LbGround *
lb_ground_ref (LbGround *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_ground_rest (LbGround *self)
{
  if (self->borders_made)
    lb_borders_clear (self->borders);
  self->borders_made = 0;
  for (guint i = 0; i < LB_N_LEVELS; i++) {
    lb_label_index_free ((LbLabelIndex *) self->label_indexes[i]);
    lb_label_points_free ((LbLabelPoints *) self->label_points[i]);
    self->label_indexes[i] = self->label_points[i] = 0;
  }
  g_clear_pointer (&self->label_plan, lb_label_plan_free);
}

void
lb_ground_unref (LbGround *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lb_ground_rest (self);
  lb_atlas_unref (self->atlas);
  g_free (self->anchors);
  g_free (self->ranks);
  g_free (self->letters);
  g_array_unref (self->pieces);
  g_array_unref (self->owners);
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
  LbAnchor *anchor = &self->anchors[region];

  if (anchor->known)
    return *anchor;
  LbAnchor found = lb_anchor_find (lb_boundaries_get_regions (self->boundaries), lb_boundaries_get_shapes (self->boundaries), region);
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
