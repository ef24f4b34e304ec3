#include "config.h"
#include "maps/map.h"
#include "maps/breaks.h"
#include "maps/error.h"
#include "maps/map-private.h"
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

static void
copy_spec (LbMap *self, const LbMapSpec *spec, guint n)
{
  LbMapSpec *own = &self->spec;
  const char **words[] = {&own->palette, &own->title,   &own->indicator, &own->unit, &own->as_of,   &own->maker,
                          &own->source,  &own->summary, &own->note,      &own->mark, &own->made_on, &own->language};

  *own = *spec;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i] = keep (self, *words[i]);
  if (spec->values != NULL) {
    own->values = g_memdup2 (spec->values, MAX (n, 1) * sizeof (double));
    g_ptr_array_add (self->strings, (gpointer) own->values);
  }
  if (spec->limits != NULL && spec->classify == LB_CLASSIFY_MANUAL) {
    own->limits = g_memdup2 (spec->limits, (spec->n_classes + 1) * sizeof (double));
    g_ptr_array_add (self->strings, (gpointer) own->limits);
  } else
    own->limits = NULL;
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

static void
add_piece (LbMap *self, guint shape, guint owner)
{
  LbPiece piece = {shape, owner};

  g_array_append_val (self->pieces, piece);
  grow (&self->extent, lb_shapes_get_box (lb_boundaries_get_shapes (self->boundaries), shape));
}

/* Shapes below @region down to the first that has one on each branch. FALSE when there is none. */
static gboolean
add_from_below (LbMap *self, guint region, guint owner)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (self->boundaries);
  const LbRegion *own = lb_region_tree_get (tree, region);
  gboolean any = FALSE;

  if (has_shape (self, region)) {
    add_piece (self, region, owner);
    return TRUE;
  }
  for (guint child = region + 1; child < own->end; child = lb_region_tree_get (tree, child)->end)
    any = add_from_below (self, child, owner) || any;
  return any;
}

/* Walks down to the level of the map; a branch that ends above it is shown by its last polygon. */
static gboolean
add_branch (LbMap *self, guint region)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (self->boundaries);
  const LbRegion *own = lb_region_tree_get (tree, region);
  gboolean any = FALSE;

  if (own->level >= self->spec.level)
    return add_from_below (self, region, region);
  for (guint child = region + 1; child < own->end; child = lb_region_tree_get (tree, child)->end)
    any = add_branch (self, child) || any;
  if (!any && has_shape (self, region)) {
    add_piece (self, region, region);
    any = TRUE;
  }
  return any;
}

int
lb_map_class_of (const LbMap *self, guint region)
{
  return self->classes != NULL ? lb_classes_find (self->classes, self->spec.values[region]) : -1;
}

/* Same colours after one another: fewer changes of colour in the output, and a stable order. */
static int
compare_pieces (gconstpointer a, gconstpointer b, gpointer data)
{
  const LbPiece *p = a, *q = b;
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

static gboolean
make_classes (LbMap *self, GError **error)
{
  const LbMapSpec *spec = &self->spec;
  const LbRegionTree *tree = lb_boundaries_get_regions (self->boundaries);

  if (spec->values == NULL)
    return TRUE;
  /* What is classed is what is filled: each owner once. */
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree double *shown = g_new (double, self->pieces->len + lb_region_tree_get_n (tree) + 1);
  guint n = 0;
  for (guint i = 0; i < self->pieces->len; i++) {
    guint owner = g_array_index (self->pieces, LbPiece, i).owner;
    if (g_hash_table_add (seen, GUINT_TO_POINTER (owner + 1)))
      shown[n++] = spec->values[owner];
  }
  self->classes = lb_classes_new (spec->classify, spec->n_classes, shown, n, spec->limits, error);
  if (self->classes == NULL)
    return FALSE;
  const char *palette = spec->palette != NULL ? spec->palette : "OrRd";
  guint n_colours = MAX (self->classes->n, 1);
  self->light = lb_palette_get (palette, n_colours, spec->reversed, error);
  if (self->light == NULL)
    return FALSE;
  self->dark = lb_palette_get_dark (palette, n_colours, spec->reversed, error);
  return self->dark != NULL;
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
  self->pieces = g_array_new (FALSE, FALSE, sizeof (LbPiece));
  self->extent = (LbBox) {INFINITY, INFINITY, -INFINITY, -INFINITY};
  self->anchors = g_new0 (LbAnchor, n + 1);
  copy_spec (self, spec, n);

  self->styles = lb_styles_load (error);
  if (self->styles == NULL)
    return NULL;
  self->words = lb_words_load (spec->language, error);
  if (self->words == NULL)
    return NULL;
  for (guint root = 0; root < n; root = lb_region_tree_get (tree, root)->end)
    add_branch (self, root);
  if (self->pieces->len == 0) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("there are no boundaries to draw; import a shapefile first"));
    return NULL;
  }
  if (!make_classes (self, error))
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

LbBox
lb_map_get_extent (const LbMap *self)
{
  return self->extent;
}

LbColour
lb_map_get_class_colour (const LbMap *self, int class_index, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);

  if (self->classes == NULL)
    return style->land;
  if (class_index < 0 || class_index >= (int) self->classes->n)
    return style->no_data;
  return medium == LB_MEDIUM_SCREEN_DARK ? self->dark[class_index] : self->light[class_index];
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
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
