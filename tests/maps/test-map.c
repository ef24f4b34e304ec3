#include "maps/error.h"
#include "maps/label-private.h"
#include "tests/maps/little-county.h"

#include <math.h>
#include <string.h>

static const double plain[LITTLE_VILLAGES] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
static const double some_missing[LITTLE_VILLAGES] = {1, NAN, 3, 4, 5, NAN, 7, 8, 9, 10, 11, 12};

static cairo_t *
canvas (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static guint32
pixel (cairo_t *cr, double x, double y)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  const guchar *row;
  guint32 value;

  cairo_surface_flush (surface);
  row = cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface);
  memcpy (&value, row + 4 * (int) x, sizeof value);
  return value & 0xffffff;
}

static guint32
packed (LbColour colour)
{
  return (guint32) round (colour.r * 255) << 16 | (guint32) round (colour.g * 255) << 8 | (guint32) round (colour.b * 255);
}

static void
every_region_has_the_colour_of_its_class (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), 600, 450, 10);
  cairo_t *cr = canvas (600, 450);

  (void) data;
  lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
  for (guint v = 0; v < LITTLE_VILLAGES; v++) {
    LbAnchor anchor = lb_ground_get_anchor (map->ground, little_village (little, v));
    double x, y;
    lb_view_to_surface (&view, anchor.x, anchor.y, &x, &y);
    int class_index = lb_classes_find (lb_map_get_classes (map), plain[v]);
    g_assert_cmphex (pixel (cr, x, y), ==, packed (lb_map_get_class_colour (map, class_index, LB_MEDIUM_SCREEN_LIGHT)));
  }
  cairo_destroy (cr);
}

static void
neighbours_meet_without_a_seam (Little *little, gconstpointer data)
{
  /* At the county's level nothing but the county's own line is drawn, so inside it every pixel is one colour. */
  LbMapSpec spec = little_spec ();
  guint n = lb_region_tree_get_n (lb_boundaries_get_regions (little->boundaries));
  g_autofree double *values = g_new0 (double, n);
  spec.level = LB_LEVEL_COUNTY;
  spec.values = values;
  g_autoptr (LbMap) map = lb_map_new (little->boundaries, &spec, NULL);
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), 501, 377, 10);
  cairo_t *cr = canvas (501, 377);
  guint32 colour = packed (lb_map_get_class_colour (map, 0, LB_MEDIUM_SCREEN_LIGHT));
  guint odd = 0; /* channels of pixels */

  (void) data;
  lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
  for (int y = 40; y < 337; y++)
    for (int x = 50; x < 450; x++)
      for (int shift = 0; shift < 24; shift += 8) /* coverages of eight bits round; a seam would show as 27 */
        if (labs ((long) (pixel (cr, x, y) >> shift & 255) - (long) (colour >> shift & 255)) > 8) {
          g_test_message ("%d, %d: %06x is not %06x", x, y, pixel (cr, x, y), colour);
          odd++;
        }
  g_assert_cmpuint (odd, ==, 0);
  cairo_destroy (cr);
}

static void
picking_agrees_with_containment (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), 400, 300, 15);
  const LbShapes *shapes = lb_boundaries_get_shapes (little->boundaries);
  guint hits = 0;

  (void) data;
  for (double y = 0.5; y < 300; y += 3)
    for (double x = 0.5; x < 400; x += 3) {
      double east, north;
      int inside = -1;
      lb_view_to_ground (&view, x, y, &east, &north);
      for (guint i = 0; i < lb_shapes_get_n (shapes); i++)
        if (lb_shapes_contain (shapes, i, east, north))
          inside = (int) i;
      g_assert_cmpint (lb_painter_pick (painter, &view, x, y), ==, inside);
      hits += inside >= 0;
    }
  g_assert_cmpuint (hits, >, 5000);
  g_assert_cmpint (lb_painter_pick (painter, &view, -1, 5), ==, -1);
}

static void
an_exclave_is_picked_as_its_village (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), 600, 450, 10);
  LbBox box = lb_shapes_get_box (lb_boundaries_get_shapes (little->boundaries), little_village (little, 1));
  double x, y;

  (void) data;
  lb_view_to_surface (&view, (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2, &x, &y);
  g_assert_cmpint (lb_painter_pick (painter, &view, x, y), ==, (int) little_village (little, 9));
}

static double
border_length (const LbBorderLines *lines)
{
  double length = 0;

  for (guint i = 0; i + 1 < lines->starts->len; i++)
    for (guint k = g_array_index (lines->starts, guint, i); k + 1 < g_array_index (lines->starts, guint, i + 1); k++) {
      const double *p = &g_array_index (lines->points, double, 2 * k);
      length += hypot (p[2] - p[0], p[3] - p[1]);
    }
  return length;
}

static void
each_border_is_drawn_once (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  const LbBorderLines *borders = lb_ground_get_borders (map->ground);
  const LbShapes *shapes = lb_boundaries_get_shapes (little->boundaries);
  double around = 0, drawn = 0;

  (void) data;
  for (guint i = 0; i < lb_shapes_get_n (shapes); i++)
    for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, i); ring++) {
      guint n;
      const double *p = lb_shapes_get_ring (shapes, i, ring, &n);
      for (guint k = 0; k + 1 < n; k++)
        around += hypot (p[2 * k + 2] - p[2 * k], p[2 * k + 3] - p[2 * k + 1]);
    }
  for (guint level = 0; level < LB_N_LEVELS; level++)
    drawn += border_length (&borders[level]);
  /* Inner borders belong to two rings, the county's to one. */
  g_assert_cmpfloat_with_epsilon (2 * drawn - border_length (&borders[LB_LEVEL_COUNTY]), around, around * 1e-9);
  g_assert_cmpfloat (border_length (&borders[LB_LEVEL_TOWNSHIP]), >, 0);
  g_assert_cmpfloat (border_length (&borders[LB_LEVEL_GRID]), ==, 0);
}

static void
the_county_border_is_one_closed_line (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  const LbBorderLines *county = &lb_ground_get_borders (map->ground)[LB_LEVEL_COUNTY];

  (void) data;
  g_assert_cmpuint (county->starts->len, ==, 2);
  guint last = g_array_index (county->starts, guint, 1) - 1;
  g_assert_cmpmem (&g_array_index (county->points, double, 0), 16, &g_array_index (county->points, double, 2 * last), 16);
}

static void
a_level_without_polygons_is_drawn_from_those_below (Little *little, gconstpointer data)
{
  LbMapSpec spec = little_spec ();
  spec.level = LB_LEVEL_TOWNSHIP;
  g_autoptr (LbMap) map = lb_map_new (little->boundaries, &spec, NULL);
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), 600, 450, 10);
  int west = lb_painter_pick (painter, &view, 100, 300);

  (void) data;
  g_assert_cmpint (west, >=, 0);
  g_assert_cmpstr (lb_region_tree_get (lb_boundaries_get_regions (little->boundaries), (guint) west)->name, ==, "东山镇");
  g_assert_cmpfloat (border_length (&lb_ground_get_borders (map->ground)[LB_LEVEL_VILLAGE]), ==, 0);
}

static void
names_never_overlap_and_stay_inside (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  cairo_t *cr = canvas (16, 16);
  const cairo_rectangle_t corner = {2, 2, 30, 12}; /* taken by something else */

  (void) data;
  for (int width = 60; width < 900; width += 105) {
    LbView view = lb_view_fit (lb_map_get_extent (map), width, width * 0.75, 4);
    for (int zoom = 0; zoom < 3; zoom++, view = lb_view_zoom (&view, 1.7, width * 0.4, width * 0.3)) {
      g_autoptr (GArray) placed = lb_map_place_labels (map, &view, &(LbLabelRoom) {&view, &corner, 1}, LB_MEDIUM_SCREEN_LIGHT, 0);
      for (guint i = 0; i < placed->len; i++) {
        const LbPlacedLabel *a = &g_array_index (placed, LbPlacedLabel, i);
        g_assert_cmpfloat (a->x, >=, 0);
        g_assert_cmpfloat (a->y, >=, 0);
        g_assert_cmpfloat (a->x + a->width, <=, view.width);
        g_assert_cmpfloat (a->y + a->height, <=, view.height);
        g_assert_true (a->x >= corner.x + corner.width || a->y >= corner.y + corner.height);
        for (guint j = 0; j < i; j++) {
          const LbPlacedLabel *b = &g_array_index (placed, LbPlacedLabel, j);
          g_assert_true (a->x >= b->x + b->width || b->x >= a->x + a->width || a->y >= b->y + b->height ||
                         b->y >= a->y + a->height);
        }
      }
      if (width > 600 && zoom == 0)
        g_assert_cmpuint (placed->len, ==, LITTLE_VILLAGES + 2);
    }
  }
  cairo_destroy (cr);
}

static void
an_anchor_lies_inside_its_region (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  const LbShapes *shapes = lb_boundaries_get_shapes (little->boundaries);

  (void) data;
  for (guint v = 0; v < LITTLE_VILLAGES; v++) {
    guint region = little_village (little, v);
    LbAnchor anchor = lb_ground_get_anchor (map->ground, region);
    g_assert_cmpfloat (anchor.radius, >, 500);
    g_assert_true (lb_shapes_contain (shapes, region, anchor.x, anchor.y));
    g_assert_true (lb_shapes_contain (shapes, region, anchor.x + anchor.radius * 0.9, anchor.y));
    g_assert_true (lb_shapes_contain (shapes, region, anchor.x, anchor.y - anchor.radius * 0.9));
  }
}

static void
the_legend_counts_every_region (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);
  g_autoptr (GArray) rows = lb_map_list_legend (map);
  guint64 sum = 0;

  (void) data;
  g_assert_cmpuint (rows->len, ==, 6);
  for (guint i = 0; i < rows->len; i++)
    sum += g_ascii_strtoull (g_array_index (rows, LbLegendRow, i).count, NULL, 10);
  g_assert_cmpuint (sum, ==, LITTLE_VILLAGES);
  g_assert_cmpstr (g_array_index (rows, LbLegendRow, 5).limits, ==, "无数据");
  g_assert_cmpstr (g_array_index (rows, LbLegendRow, 5).count, ==, "2 村");
  g_assert_cmpint (g_array_index (rows, LbLegendRow, 0).class_index, ==, 4);
}

static void
the_alarming_end_stands_on_top_when_more_is_better (Little *little, gconstpointer data)
{
  LbMapSpec spec = little_spec ();
  g_autofree double *values = little_values (little, plain);
  spec.values = values;
  spec.palette = "YlGnBu";
  spec.reversed = TRUE;
  g_autoptr (LbMap) map = lb_map_new (little->boundaries, &spec, NULL);
  g_autoptr (GArray) rows = lb_map_list_legend (map);
  LbColour top = lb_map_get_class_colour (map, g_array_index (rows, LbLegendRow, 0).class_index, LB_MEDIUM_PRINT);

  (void) data;
  g_assert_cmpint (g_array_index (rows, LbLegendRow, 0).class_index, ==, 0);
  g_assert_cmphex (packed (top), ==, 0x253494);
}

static void
the_scale_bar_is_true_on_the_ground (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, plain);
  LbView view = lb_view_fit (lb_map_get_extent (map), 600, 450, 10);
  double metres, length = lb_scale_bar_length (map, &view, 120, &metres);

  (void) data;
  /* 0.2° of longitude at 27.07° N is 19,837 m on CGCS2000 (a cos φ Δλ ÷ √(1 − e² sin² φ)); the display system's own metres differ
   * by less than one in a thousand. */
  double pixels_per_metre = length / metres;
  g_assert_cmpfloat (length, <=, 120);
  g_assert_cmpfloat_with_epsilon (pixels_per_metre / view.scale, 1, 1e-3);
  g_assert_cmpfloat (metres, ==, 2000);
}

static void
nothing_to_draw_is_an_error (Little *little, gconstpointer data)
{
  g_autofree char *path = g_build_filename (little->dir, "empty.gpkg", NULL);
  LbProjectInfo info = {"空县", NULL, NULL, NULL};
  g_autoptr (LbProject) project = lb_project_create (path, &info, NULL);
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load (project, NULL);
  LbMapSpec spec = little_spec ();
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_nonnull (boundaries);
  g_assert_null (lb_map_new (boundaries, &spec, &error));
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW);
}

static gpointer
paint_again (gpointer data)
{
  LbMap *map = data;
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), 300, 220, 5);
  cairo_t *cr = canvas (300, 220);

  lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_DARK);
  lb_map_paint_labels (map, cr, &view, LB_MEDIUM_SCREEN_DARK, FALSE);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  cairo_surface_t *surface = cairo_get_target (cr);
  cairo_surface_flush (surface);
  g_checksum_update (sum, cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface) * 220);
  cairo_destroy (cr);
  return g_strdup (g_checksum_get_string (sum));
}

static void
several_threads_paint_one_map (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);
  GThread *threads[4];
  g_autofree char *first = NULL;

  (void) data;
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("paint", paint_again, map);
  for (guint i = 0; i < 4; i++) {
    g_autofree char *sum = g_thread_join (threads[i]);
    if (first == NULL)
      first = g_strdup (sum);
    g_assert_cmpstr (sum, ==, first);
  }
}

#define ADD(name, function) g_test_add ("/map/" name, Little, NULL, little_set_up, function, little_tear_down)

/* A sheet of pixels asks the arcs which borders to explain, one of paper the lines it draws. */
static void
arcs_and_lines_tell_the_same_borders (Little *little, gconstpointer data)
{
  static const LbLevel levels[] = {LB_LEVEL_COUNTY, LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE};
  guint n_borders = 0;

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    LbMapSpec spec = little_spec ();
    spec.level = levels[i];
    g_autoptr (LbMap) on_paper = lb_map_new (little->boundaries, &spec, NULL), on_screen = lb_map_new (little->boundaries, &spec, NULL);
    LbScene *scene = lb_map_get_scene (on_screen);
    g_autoptr (LbMap) on_scene = lb_map_new_on (scene, &spec, NULL);
    g_assert_true (lb_map_get_scene (on_scene) == scene);
    for (LbLevel level = 0; level < LB_N_LEVELS; level++) {
      g_assert_cmpint (lb_map_has_border (on_paper, level), ==, lb_map_has_border (on_screen, level));
      g_assert_cmpint (lb_map_has_border (on_paper, level), ==, lb_map_has_border (on_scene, level));
      n_borders += (guint) lb_map_has_border (on_screen, level);
    }
    g_assert_false (on_screen->ground->borders_made);
  }
  g_assert_cmpuint (n_borders, ==, 1 + 2 + 3);
}

/* How many of the distinct colours of a swatch: one without lines, more with them. */
static gboolean
swatch_is_lined (LbMap *map, int class_index, LbMedium medium)
{
  cairo_t *cr = canvas (40, 40);
  guint32 first;
  gboolean lined = FALSE;

  lb_map_paint_swatch (map, cr, class_index, 0, 0, 40, 40, medium);
  first = pixel (cr, 20, 10);
  for (int y = 10; y < 30; y++)
    lined = lined || pixel (cr, 20, y) != first;
  cairo_destroy (cr);
  return lined;
}

/* Printed without colours both ends of a change are the same grey; less is lined, and only in print. */
static void
less_is_lined_in_print (Little *little, gconstpointer data)
{
  static const double change[LITTLE_VILLAGES] = {-9, -8, -7, -3, -2, 0, 0, 0, 2, 3, 8, 9}, limits[] = {-10, -4, -1, 1, 4, 10};
  g_autofree double *values = little_values (little, change);
  g_autoptr (GError) error = NULL;

  (void) data;
  LbMapSpec spec = {.level = LB_LEVEL_VILLAGE, .values = values, .classify = LB_CLASSIFY_MANUAL, .n_classes = 5, .limits = limits,
                    .palette = "PuOr", .language = "zh"};
  g_autoptr (LbMap) map = lb_map_new (little->boundaries, &spec, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 5; i++) {
    g_assert_cmpint (swatch_is_lined (map, i, LB_MEDIUM_PRINT), ==, i < 2);
    g_assert_false (swatch_is_lined (map, i, LB_MEDIUM_SCREEN_LIGHT));
  }
}

/* Where nothing is anywhere, the map is as light as its lowest class. */
static void
a_map_of_nothing_is_light (Little *little, gconstpointer data)
{
  static const double nothing[LITTLE_VILLAGES] = {0};
  g_autoptr (LbMap) zero = little_map (little, nothing), map = little_map (little, plain);
  LbColour a = lb_map_get_class_colour (zero, 0, LB_MEDIUM_PRINT), b = lb_map_get_class_colour (map, 0, LB_MEDIUM_PRINT);

  (void) data;
  g_assert_cmphex (packed (a), ==, packed (b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-region-has-the-colour-of-its-class", every_region_has_the_colour_of_its_class);
  ADD ("neighbours-meet-without-a-seam", neighbours_meet_without_a_seam);
  ADD ("picking-agrees-with-containment", picking_agrees_with_containment);
  ADD ("an-exclave-is-picked-as-its-village", an_exclave_is_picked_as_its_village);
  ADD ("each-border-is-drawn-once", each_border_is_drawn_once);
  ADD ("the-county-border-is-one-closed-line", the_county_border_is_one_closed_line);
  ADD ("a-level-without-polygons-is-drawn-from-those-below", a_level_without_polygons_is_drawn_from_those_below);
  ADD ("names-never-overlap-and-stay-inside", names_never_overlap_and_stay_inside);
  ADD ("an-anchor-lies-inside-its-region", an_anchor_lies_inside_its_region);
  ADD ("the-legend-counts-every-region", the_legend_counts_every_region);
  ADD ("the-alarming-end-stands-on-top-when-more-is-better", the_alarming_end_stands_on_top_when_more_is_better);
  ADD ("less-is-lined-in-print", less_is_lined_in_print);
  ADD ("a-map-of-nothing-is-light", a_map_of_nothing_is_light);
  ADD ("the-scale-bar-is-true-on-the-ground", the_scale_bar_is_true_on_the_ground);
  ADD ("nothing-to-draw-is-an-error", nothing_to_draw_is_an_error);
  ADD ("several-threads-paint-one-map", several_threads_paint_one_map);
  ADD ("arcs-and-lines-tell-the-same-borders", arcs_and_lines_tell_the_same_borders);
  return g_test_run ();
}
