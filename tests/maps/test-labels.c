#include "maps/label-private.h"
#include "tests/maps/little-county.h"

#include <math.h>
#include <string.h>

static LbBoundaries *
open_sample (const char *file)
{
  g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", file, NULL);
  g_autoptr (GError) error = NULL;
  LbBoundaries *boundaries = lb_boundaries_open (path, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return boundaries;
}

static LbMap *
new_map (LbBoundaries *boundaries, LbLevel level)
{
  LbMapSpec spec = little_spec ();
  g_autoptr (GError) error = NULL;

  spec.level = level;
  LbMap *map = lb_map_new (boundaries, &spec, &error);
  g_assert_no_error (error);
  return map;
}

static cairo_t *
canvas (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 16, 16);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static gboolean
is_inside (const LbPlacedLabel *label, double dx, double dy, const LbView *view)
{
  return label->x + dx >= 0 && label->y + dy >= 0 && label->x + dx + label->width <= view->width &&
         label->y + dy + label->height <= view->height;
}

static const LbPlacedLabel *
find (const GArray *labels, guint region)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index (labels, LbPlacedLabel, i).region == region)
      return &g_array_index (labels, LbPlacedLabel, i);
  return NULL;
}

/* Every name of @from that is wholly in both views stands in @to, moved by as much as the ground. */
static guint
assert_moved (const GArray *from, const GArray *to, double dx, double dy, const LbView *view)
{
  guint kept = 0;

  for (guint i = 0; i < from->len; i++) {
    const LbPlacedLabel *before = &g_array_index (from, LbPlacedLabel, i);
    if (!is_inside (before, 0, 0, view) || !is_inside (before, dx, dy, view))
      continue;
    const LbPlacedLabel *after = find (to, before->region);
    if (after == NULL)
      g_error ("“%s” blinks", before->text);
    g_assert_cmpstr (after->text, ==, before->text);
    g_assert_cmpfloat_with_epsilon (after->x, before->x + dx, 1e-5);
    g_assert_cmpfloat_with_epsilon (after->y, before->y + dy, 1e-5);
    kept++;
  }
  return kept;
}

/* Pans in small steps. @fresh: every frame has a map of its own, so that nothing it says was remembered. */
static guint
pan (LbBoundaries *boundaries, LbLevel level, double zoom, gboolean fresh)
{
  g_autoptr (LbMap) map = new_map (boundaries, level);
  cairo_t *cr = canvas ();
  LbView view = lb_view_fit (lb_map_get_extent (map), 640, 480, 0);
  guint kept = 0;

  view = lb_view_zoom (&view, zoom, 320, 240);
  g_autoptr (GArray) last = lb_map_place_labels (map, &view, NULL, LB_MEDIUM_SCREEN_LIGHT, 0);
  for (guint step = 0; step < 25; step++) {
    double dx = 7.3 * cos (step * 0.4), dy = 11.9 * sin (step * 0.7);
    view = lb_view_pan (&view, dx, dy);
    g_autoptr (LbMap) other = fresh ? new_map (boundaries, level) : lb_map_ref (map);
    GArray *next = lb_map_place_labels (other, &view, NULL, LB_MEDIUM_SCREEN_LIGHT, 0);
    kept += assert_moved (last, next, dx, dy, &view);
    kept += assert_moved (next, last, -dx, -dy, &view);
    g_array_unref (last);
    last = next;
  }
  cairo_destroy (cr);
  return kept;
}

static void
names_move_with_the_ground (void)
{
  g_autoptr (LbBoundaries) villages = open_sample ("village.shp"), grids = open_sample ("grid.shp");

  for (double zoom = 1; zoom < 40; zoom *= 2.3) {
    guint kept = pan (villages, LB_LEVEL_VILLAGE, zoom, FALSE);
    if (zoom < 12) /* nearer, a village fills the view */
      g_assert_cmpuint (kept, >, zoom < 4 ? 500 : 40);
    g_assert_cmpuint (pan (villages, LB_LEVEL_VILLAGE, zoom, TRUE), ==, kept);
  }
  g_assert_cmpuint (pan (grids, LB_LEVEL_GRID, 12, TRUE), >, 100);
}

static void
a_part_names_what_the_whole_names (void)
{
  g_autoptr (LbBoundaries) villages = open_sample ("village.shp");
  g_autoptr (LbMap) map = new_map (villages, LB_LEVEL_VILLAGE);
  cairo_t *cr = canvas ();
  LbView whole = lb_view_fit (lb_map_get_extent (map), 500, 700, 5);
  g_autoptr (GArray) all = lb_map_place_labels (map, &whole, NULL, LB_MEDIUM_SCREEN_LIGHT, 0);
  guint found = 0;

  g_assert_cmpuint (all->len, >, 30);
  for (double x = 0; x < 500; x += 60)
    for (double y = 0; y < 700; y += 60) {
      LbView part = lb_view_pan (&whole, -x, -y);
      part.width = part.height = 120;
      g_autoptr (LbMap) own = new_map (villages, LB_LEVEL_VILLAGE);
      g_autoptr (GArray) some = lb_map_place_labels (own, &part, NULL, LB_MEDIUM_SCREEN_LIGHT, 0);
      for (guint i = 0; i < some->len; i++, found++) {
        const LbPlacedLabel *label = &g_array_index (some, LbPlacedLabel, i), *same = find (all, label->region);
        if (label->x + x + label->width <= 0 || label->y + y + label->height <= 0)
          continue;
        g_assert_nonnull (same);
        g_assert_cmpfloat_with_epsilon (same->x, label->x + x, 1e-5);
      }
    }
  g_assert_cmpuint (found, >, all->len);
  cairo_destroy (cr);
}

static void
names_never_overlap (void)
{
  g_autoptr (LbBoundaries) villages = open_sample ("village.shp");
  g_autoptr (LbMap) map = new_map (villages, LB_LEVEL_VILLAGE);
  cairo_t *cr = canvas ();

  for (double zoom = 0.4; zoom < 10; zoom *= 1.3) {
    LbView view = lb_view_fit (lb_map_get_extent (map), 500, 700, 5);
    view = lb_view_zoom (&view, zoom, 200, 300);
    g_autoptr (GArray) all = lb_map_place_labels (map, &view, NULL, LB_MEDIUM_SCREEN_DARK, 0);
    for (guint i = 0; i < all->len; i++)
      for (guint j = 0; j < i; j++) {
        const LbPlacedLabel *a = &g_array_index (all, LbPlacedLabel, i), *b = &g_array_index (all, LbPlacedLabel, j);
        g_assert_true (a->x >= b->x + b->width || b->x >= a->x + a->width || a->y >= b->y + b->height || b->y >= a->y + a->height);
      }
  }
  cairo_destroy (cr);
}

static void
gather (guint number, gpointer data)
{
  g_array_append_val ((GArray *) data, number);
}

static void
the_index_finds_what_a_search_of_all_finds (void)
{
  g_autoptr (LbBoundaries) villages = open_sample ("village.shp");
  g_autoptr (LbMap) map = new_map (villages, LB_LEVEL_VILLAGE);
  const LbShapes *shapes = lb_boundaries_get_shapes (villages);
  const LbLabelIndex *index = lb_ground_get_label_index (map->ground, LB_LEVEL_VILLAGE);
  LbBox extent = lb_map_get_extent (map);
  double width = extent.max_x - extent.min_x, height = extent.max_y - extent.min_y;

  for (guint i = 0; i < 200; i++) {
    double x = extent.min_x + width * (i * 37 % 100) / 90 - width / 20, y = extent.min_y + height * (i * 53 % 100) / 90 - height / 20;
    LbBox box = {x, y, x + width * (i % 7) / 10, y + height * (i % 5) / 10};
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
    lb_label_index_query (index, box, gather, found);
    guint wanted = 0;
    for (guint k = 0; k < index->n; k++) {
      LbBox own = lb_shapes_get_box (shapes, index->numbers[k]);
      gboolean touches = own.max_x >= box.min_x && own.min_x <= box.max_x && own.max_y >= box.min_y && own.min_y <= box.max_y;
      guint times = 0;
      for (guint j = 0; j < found->len; j++)
        times += g_array_index (found, guint, j) == index->numbers[k];
      g_assert_cmpuint (times, ==, touches ? 1 : 0);
      wanted += touches;
    }
    g_assert_cmpuint (found->len, ==, wanted);
  }
}

/* First out of the index of regions, then, with every anchor known, out of the points. */
static void
names_are_the_same_once_all_anchors_are_known (void)
{
  g_autoptr (LbBoundaries) boundaries = open_sample ("village.shp");
  g_autoptr (LbMap) map = new_map (boundaries, LB_LEVEL_VILLAGE);
  LbView whole = lb_view_fit (lb_map_get_extent (map), 900, 700, 20), part = lb_view_zoom (&whole, 1.7, 300, 200);
  const LbView views[] = {whole, part};
  GArray *before[2];
  guint n;

  g_assert_true (map->ground->label_points[LB_LEVEL_VILLAGE] == 0);
  for (guint i = 0; i < 2; i++)
    before[i] = lb_map_place_labels (map, &views[i], NULL, LB_MEDIUM_SCREEN_LIGHT, 0);
  const guint *numbers = lb_region_tree_get_level (lb_boundaries_get_regions (boundaries), LB_LEVEL_VILLAGE, &n);
  for (guint i = 0; i < n; i++)
    lb_ground_get_anchor (map->ground, numbers[i]);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GArray) after = lb_map_place_labels (map, &views[i], NULL, LB_MEDIUM_SCREEN_LIGHT, 0);
    g_assert_cmpuint (after->len, ==, before[i]->len);
    g_assert_cmpuint (after->len, >, 20);
    g_assert_cmpuint (assert_moved (before[i], after, 0, 0, &views[i]), >, 10);
    g_array_unref (before[i]);
  }
  g_assert_nonnull (lb_ground_get_label_points (map->ground, LB_LEVEL_VILLAGE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/names-move-with-the-ground", names_move_with_the_ground);
  g_test_add_func ("/labels/a-part-names-what-the-whole-names", a_part_names_what_the_whole_names);
  g_test_add_func ("/labels/names-never-overlap", names_never_overlap);
  g_test_add_func ("/labels/the-index-finds-what-a-search-of-all-finds", the_index_finds_what_a_search_of_all_finds);
  g_test_add_func ("/labels/names-are-the-same-once-all-anchors-are-known", names_are_the_same_once_all_anchors_are_known);
  return g_test_run ();
}
