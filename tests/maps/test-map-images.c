#include "tests/maps/little-county.h"
#include "tests/reference/compare.h"

#include <math.h>

static const double rising[LITTLE_VILLAGES] = {1, 2, 4, 7, 11, 16, 22, 29, 37, 46, 56, 67};
static const double some_missing[LITTLE_VILLAGES] = {1, NAN, 4, 7, NAN, 16, 22, NAN, 37, 46, NAN, 67};
static const double equal[LITTLE_VILLAGES] = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3};

typedef void (*Paint) (LbMap *map, cairo_t *cr, double width, double height);

static void
compare (LbMap *map, Paint paint, double width, double height, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  paint (map, cr, width, height);
  cairo_destroy (cr);
  reference_compare (surface, name);
  cairo_surface_destroy (surface);
}

static void
paint_bare (LbMap *map, cairo_t *cr, double width, double height)
{
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), width, height, 8);

  lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
}

static void
paint_upright_sheet (LbMap *map, cairo_t *cr, double width, double height)
{
  cairo_translate (cr, 20, 20);
  lb_map_paint_sheet (map, cr, width - 40, height - 40, LB_MEDIUM_PRINT);
}

static void
paint_lying_sheet (LbMap *map, cairo_t *cr, double width, double height)
{
  cairo_translate (cr, 10, 10);
  lb_map_paint_sheet (map, cr, width - 20, height - 20, LB_MEDIUM_SCREEN_LIGHT);
}

static void
paint_dark_window (LbMap *map, cairo_t *cr, double width, double height)
{
  g_autoptr (LbPainter) painter = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), width, height, 16);
  double legend_width, legend_height;

  lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_DARK);
  lb_painter_outline (painter, cr, &view, (guint) lb_painter_pick (painter, &view, width * 0.4, height * 0.6),
                      LB_MEDIUM_SCREEN_DARK, TRUE);
  lb_painter_outline (painter, cr, &view, (guint) lb_painter_pick (painter, &view, width * 0.8, height * 0.3),
                      LB_MEDIUM_SCREEN_DARK, FALSE);
  lb_map_paint_labels (map, cr, &view, LB_MEDIUM_SCREEN_DARK, FALSE);
  lb_map_measure_legend (map, cr, LB_MEDIUM_SCREEN_DARK, &legend_width, &legend_height);
  cairo_rectangle (cr, 10, 10, legend_width + 20, legend_height + 16);
  cairo_set_source_rgb (cr, 0.19, 0.2, 0.22);
  cairo_fill (cr);
  lb_map_paint_legend (map, cr, 20, 18, LB_MEDIUM_SCREEN_DARK);
  lb_map_paint_scale_bar (map, cr, &view, 20, height - 40, LB_MEDIUM_SCREEN_DARK);
  lb_map_paint_north_arrow (map, cr, width - 60, 10, 50, LB_MEDIUM_SCREEN_DARK);
}

static void
the_sample_countys_villages (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", "village.shp", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_open (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  guint n = lb_region_tree_get_n (lb_boundaries_get_regions (boundaries));
  g_autofree double *values = g_new (double, n);
  LbMapSpec spec = little_spec ();

  for (guint i = 0; i < n; i++)
    values[i] = i * 37 % n;
  spec.values = values;
  spec.classify = LB_CLASSIFY_QUANTILE;
  g_autoptr (LbMap) map = lb_map_new (boundaries, &spec, &error);
  g_assert_no_error (error);
  compare (map, paint_bare, 420, 640, "sample-villages");
}

static void
villages_without_data_are_hatched (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);

  (void) data;
  compare (map, paint_bare, 400, 300, "no-data-hatch");
}

static void
equal_values_have_one_colour (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, equal);

  (void) data;
  compare (map, paint_bare, 400, 300, "all-equal");
}

static void
the_upright_sheet_has_all_its_elements (Little *little, gconstpointer data)
{
  LbMapSpec spec = little_spec ();
  g_autofree double *values = little_values (little, some_missing);
  spec.values = values;
  spec.summary = "0.55 户/km²（366 户 1098 人）";
  spec.note = "情况指标，不计名次。";
  spec.made_on = "2026-01-05";
  g_autoptr (LbMap) map = lb_map_new (little->boundaries, &spec, NULL);

  (void) data;
  compare (map, paint_upright_sheet, 595, 760, "sheet-print");
}

static void
the_lying_sheet_has_its_legend_on_the_right (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, rising);

  (void) data;
  compare (map, paint_lying_sheet, 1000, 720, "sheet-screen");
}

static void
a_dark_window_shows_hover_and_selection (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);

  (void) data;
  compare (map, paint_dark_window, 800, 560, "dark-window");
}

#define ADD(name, function) g_test_add ("/image/" name, Little, NULL, little_set_up, function, little_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/the-sample-countys-villages", the_sample_countys_villages);
  ADD ("villages-without-data-are-hatched", villages_without_data_are_hatched);
  ADD ("equal-values-have-one-colour", equal_values_have_one_colour);
  ADD ("the-upright-sheet-has-all-its-elements", the_upright_sheet_has_all_its_elements);
  ADD ("the-lying-sheet-has-its-legend-on-the-right", the_lying_sheet_has_its_legend_on_the_right);
  ADD ("a-dark-window-shows-hover-and-selection", a_dark_window_shows_hover_and_selection);
  return g_test_run ();
}
