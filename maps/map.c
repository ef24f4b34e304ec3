#include "config.h"
#include "maps/map.h"
#include "maps/breaks.h"
#include "maps/error.h"
#include "maps/label-private.h"
#include "src/i18n.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *
keep (LbMap *self, const char *text)
{
  if (text == NULL)
    return NULL;
  char *copy = g_strdup (text);
  g_ptr_array_add (self->strings, copy);
  return copy;
}

static gconstpointer
keep_array (LbMap *self, gconstpointer array, guint n, gsize size)
{
  if (array == NULL)
    return NULL;
  gpointer copy = g_memdup2 (array, MAX (n, 1) * size);
  g_ptr_array_add (self->strings, copy);
  return copy;
}

static void
copy_spec (LbMap *self, const LbMapSpec *spec, guint n)
{
  LbMapSpec *own = &self->spec;
  const char **words[] = {&own->palette, &own->title,   &own->indicator, &own->unit, &own->as_of,   &own->maker,
                          &own->source,  &own->summary, &own->note,      &own->mark, &own->made_on, &own->language,
                          &own->second.indicator, &own->second.unit};

  *own = *spec;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i] = keep (self, *words[i]);
  own->values = keep_array (self, spec->values, n, sizeof (double));
  own->second.values = keep_array (self, spec->second.values, n, sizeof (double));
  own->suppressed = keep_array (self, spec->suppressed, n, sizeof (gboolean));
  gboolean manual = spec->classify == LB_CLASSIFY_MANUAL && spec->second.values == NULL;
  own->limits = manual ? keep_array (self, spec->limits, spec->n_classes + 1, sizeof (double)) : NULL;
}

static gboolean
has_shape (const LbMap *self, guint region)
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

/* Same colours after one another: fewer changes of colour in the output, and a stable order. */
static int
compare_pieces (gconstpointer a, gconstpointer b, gpointer data)
{
  const LbMapPiece *p = a, *q = b;
  int class_p = lb_map_class_of (data, p->owner), class_q = lb_map_class_of (data, q->owner);

  if (class_p != class_q)
    return class_p - class_q;
  return (p->shape > q->shape) - (p->shape < q->shape);
}

/* How large the regions of each level are, so that their borders can fade before they drown the fill. */
static void
measure_levels (LbMap *self)
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
measure_ground (const LbMap *self)
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

LbMap *
lb_map_new (LbBoundaries *boundaries, const LbMapSpec *spec, GError **error)
{
  g_autoptr (LbMap) self = g_new0 (LbMap, 1);
  const LbRegionTree *tree = lb_boundaries_get_regions (boundaries);
  guint n = lb_region_tree_get_n (tree);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->boundaries = lb_boundaries_ref (boundaries);
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->pieces = lb_pieces_find (boundaries, spec->level);
  self->extent = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  self->anchors = g_new0 (LbAnchor, n + 1);
  copy_spec (self, spec, n);

  self->styles = lb_styles_load (error);
  if (self->styles == NULL)
    return NULL;
  self->words = lb_words_load (spec->language, error);
  if (self->words == NULL)
    return NULL;
  for (guint i = 0; i < self->pieces->len; i++)
    grow (&self->extent, lb_shapes_get_box (lb_boundaries_get_shapes (boundaries), g_array_index (self->pieces, LbMapPiece, i).shape));
  if (self->pieces->len == 0) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("there are no boundaries to draw; import a shapefile first"));
    return NULL;
  }
  if (!lb_map_make_classes (self, error))
    return NULL;
  g_array_sort_with_data (self->pieces, compare_pieces, self);
  measure_levels (self);
  self->ground_factor = measure_ground (self);
  return g_steal_pointer (&self);
}

LbMap *
lb_map_ref (LbMap *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_map_unref (LbMap *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->borders_made)
    lb_borders_clear (self->borders);
  g_clear_pointer (&self->classes, lb_classes_free);
  g_clear_pointer (&self->second, lb_classes_free);
  for (guint i = 0; i < LB_N_LEVELS; i++)
    lb_label_index_free ((LbLabelIndex *) self->label_indexes[i]);
  lb_label_plan_free (self->label_plan);
  g_clear_pointer (&self->words, lb_words_free);
  g_clear_pointer (&self->styles, lb_styles_free);
  g_free (self->light);
  g_free (self->dark);
  g_free (self->anchors);
  g_array_unref (self->pieces);
  g_ptr_array_unref (self->strings);
  lb_boundaries_unref (self->boundaries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

LbBoundaries *
lb_map_get_boundaries (const LbMap *self)
{
  return self->boundaries;
}

const LbMapSpec *
lb_map_get_spec (const LbMap *self)
{
  return &self->spec;
}

const LbClasses *
lb_map_get_classes (const LbMap *self)
{
  return self->classes;
}

const LbClasses *
lb_map_get_second_classes (const LbMap *self)
{
  return self->second;
}

LbBox
lb_map_get_extent (const LbMap *self)
{
  return self->extent;
}

const LbBorderLines *
lb_map_get_borders (LbMap *self)
{
  if (g_once_init_enter (&self->borders_made)) {
    lb_borders_make (self, self->borders);
    g_once_init_leave (&self->borders_made, 1);
  }
  return self->borders;
}

LbAnchor
lb_map_get_anchor (LbMap *self, guint region)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  const LbShapes *shapes = lb_boundaries_get_shapes (self->boundaries);
  const LbRegion *own = lb_region_tree_get (lb_boundaries_get_regions (self->boundaries), region);
  LbAnchor *anchor = &self->anchors[region];

  if (anchor->known)
    return *anchor;
  anchor->known = TRUE;
  anchor->radius = -1;
  /* Without a polygon of its own a region is named in the roomiest of those below it. */
  for (guint number = region; number < own->end; number++) {
    double x, y;
    double radius = has_shape (self, number) ? lb_polylabel (shapes, number, &x, &y) : -1;
    if (radius > anchor->radius)
      *anchor = (LbAnchor) {x, y, radius, number, TRUE};
    if (number == region && anchor->radius >= 0)
      break;
  }
  return *anchor;
}
