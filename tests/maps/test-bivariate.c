#include "maps/map-private.h"
#include "tests/maps/little-county.h"
#include "tests/reference/compare.h"

#include <glib/gstdio.h>
#include <math.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

static const double density[LITTLE_VILLAGES] = {9, 1, 5, 12, 3, 7, 11, 2, 10, NAN, 4, 8};
static const double completion[LITTLE_VILLAGES] = {100, 20, NAN, 30, 100, 90, 10, 95, 60, 50, 100, 100};

static LbMap *
pair_map (const Little *little, const double *first, const double *second, const gboolean *suppressed, const char *language)
{
  LbMapSpec spec = little_spec ();
  g_autofree double *a = little_values (little, first), *b = little_values (little, second);
  g_autoptr (GError) error = NULL;

  spec.values = a;
  spec.palette = NULL;
  spec.second = (LbMapSecond) {b, TRUE, "帮扶措施落实率", "%", 0};
  spec.suppressed = suppressed;
  spec.language = language;
  LbMap *map = lb_map_new (little->boundaries, &spec, &error);
  g_assert_no_error (error);
  return map;
}

/* Which third a value is in, by the legend's own limits and nothing else. */
static int
third_of (const LbClasses *classes, double value)
{
  for (guint i = 0; i < classes->n; i++)
    if (value <= classes->limits[i + 1])
      return (int) i;
  return -1;
}

static void
cells_hold_what_a_count_by_hand_holds (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = pair_map (little, density, completion, NULL, "zh");
  const LbClasses *first = lb_map_get_classes (map), *second = lb_map_get_second_classes (map);
  guint cells[LB_PAIR_CLASSES] = {0}, none = 0;

  (void) data;
  g_assert_cmpuint (first->n, ==, 3);
  g_assert_cmpuint (second->n, ==, 3);
  for (guint v = 0; v < LITTLE_VILLAGES; v++) {
    int wanted = LB_CLASS_NO_DATA;
    if (isnan (density[v]) || isnan (completion[v]))
      none++;
    else {
      wanted = 3 * third_of (second, completion[v]) + third_of (first, density[v]);
      cells[wanted]++;
    }
    g_assert_cmpint (lb_map_class_of (map, little_village (little, v)), ==, wanted);
  }
  g_assert_cmpuint (none, ==, 2);
  g_assert_cmpuint (map->no_data, ==, none);
  for (guint i = 0; i < LB_PAIR_CLASSES; i++)
    g_assert_cmpuint (map->cells[i], ==, cells[i]);
}

/* The least sum of squares of three counts that two limits between distinct values can give, by trying all. */
static guint
least_uneven (const double *values, guint n)
{
  guint best = G_MAXUINT;

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++) {
      guint count[3] = {0};
      if (!(values[a] < values[b]))
        continue;
      for (guint i = 0; i < n; i++)
        count[values[i] <= values[a] ? 0 : values[i] <= values[b] ? 1 : 2]++;
      if (count[0] > 0 && count[1] > 0 && count[2] > 0)
        best = MIN (best, count[0] * count[0] + count[1] * count[1] + count[2] * count[2]);
    }
  return best;
}

static void
thirds_are_even_in_spite_of_ties (void)
{
  double values[40];

  for (guint round = 0; round < 400; round++) {
    guint n = 3 + round % 38, top = 2 + round % 5;
    for (guint i = 0; i < n; i++) {
      guint draw = (i * 7919 + round * 104729) % 101;
      values[i] = draw % 3 == 0 ? draw % 9 : top * 3.25; /* many share one value */
    }
    g_autoptr (LbClasses) quantile = lb_classes_new (LB_CLASSIFY_QUANTILE, 3, values, n, NULL, NULL);
    g_autoptr (LbClasses) thirds = lb_classes_new_thirds (values, n, NULL);
    if (quantile->n == 3) {
      g_assert_cmpmem (thirds->limits, 4 * sizeof (double), quantile->limits, 4 * sizeof (double));
      continue;
    }
    guint best = least_uneven (values, n);
    g_assert_cmpuint (thirds->n, ==, best == G_MAXUINT ? quantile->n : 3);
    if (best == G_MAXUINT)
      continue;
    guint sum = 0;
    for (guint i = 0; i < 3; i++)
      sum += thirds->counts[i] * thirds->counts[i];
    g_assert_cmpuint (sum, ==, best);
  }
}

static void
the_dark_corner_is_the_alarming_one (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = pair_map (little, density, completion, NULL, "zh");
  g_autofree LbColour *colours = lb_palette_get_pair ("bivariate", FALSE, NULL);
  /* 庚村 has 11 and 10 %: dense, little done. 戊村 has 3 and 100 %. */
  int alarming = lb_map_class_of (map, little_village (little, 6)), calm = lb_map_class_of (map, little_village (little, 4));
  LbColour dark = lb_map_get_class_colour (map, alarming, LB_MEDIUM_PRINT), light = lb_map_get_class_colour (map, calm, LB_MEDIUM_PRINT);

  (void) data;
  g_assert_cmpmem (&dark, sizeof dark, &colours[8], sizeof dark);
  g_assert_cmpmem (&light, sizeof light, &colours[0], sizeof light);
  g_autoptr (GArray) rows = lb_map_list_legend (map);
  g_assert_cmpint (g_array_index (rows, LbLegendRow, 0).class_index, ==, alarming);
}

static void
equal_values_of_one_leave_three_classes (Little *little, gconstpointer data)
{
  static const double equal[LITTLE_VILLAGES] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
  static const double none[LITTLE_VILLAGES] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  g_autoptr (LbMap) map = pair_map (little, density, equal, NULL, "zh"), empty = pair_map (little, density, none, NULL, "zh");
  g_autofree char *method = lb_map_dup_method (empty, "legend-line");
  double width, height;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 400);
  cairo_t *cr = cairo_create (surface);

  (void) data;
  g_assert_cmpuint (lb_map_get_second_classes (map)->n, ==, 1);
  g_assert_cmpuint (map->cells[0] + map->cells[1] + map->cells[2], ==, LITTLE_VILLAGES - 1);
  g_assert_cmpuint (empty->no_data, ==, LITTLE_VILLAGES);
  g_assert_cmpstr (method, ==, "没有可分级的数值");
  lb_map_measure_legend (empty, cr, LB_MEDIUM_SCREEN_LIGHT, &width, &height);
  lb_map_paint_legend (empty, cr, 0, 0, LB_MEDIUM_SCREEN_LIGHT);
  lb_map_paint_legend (map, cr, 0, 0, LB_MEDIUM_SCREEN_DARK);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gboolean *
suppress (const Little *little, guint a, guint b)
{
  gboolean *flags = g_new0 (gboolean, lb_region_tree_get_n (lb_boundaries_get_regions (little->boundaries)));

  flags[little_village (little, a)] = flags[little_village (little, b)] = TRUE;
  return flags;
}

static void
suppressed_values_are_classed_nowhere (Little *little, gconstpointer data)
{
  g_autofree gboolean *flags = suppress (little, 3, 6);
  g_autofree double *values = little_values (little, density);
  LbMapSpec spec = little_spec ();

  (void) data;
  spec.values = values;
  spec.suppressed = flags;
  g_autoptr (LbMap) map = lb_map_new (little->boundaries, &spec, NULL), pair = pair_map (little, density, completion, flags, "zh");
  g_autoptr (GArray) rows = lb_map_list_legend (map);
  const LbLegendRow *row = &g_array_index (rows, LbLegendRow, rows->len - 2);
  guint counted = map->classes->no_data;
  for (guint i = 0; i < map->classes->n; i++)
    counted += map->classes->counts[i];
  g_assert_cmpuint (counted, ==, LITTLE_VILLAGES - 2);
  g_assert_cmpfloat (map->classes->limits[map->classes->n], <, 11); /* 12 and 11 are not told */
  g_assert_cmpint (lb_map_class_of (map, little_village (little, 3)), ==, LB_CLASS_SUPPRESSED);
  g_assert_cmpint (row->class_index, ==, LB_CLASS_SUPPRESSED);
  g_assert_cmpstr (row->limits, ==, "户数过少，不列");
  g_assert_cmpstr (row->count, ==, "2 村");
  g_assert_cmpint (lb_map_class_of (pair, little_village (little, 6)), ==, LB_CLASS_SUPPRESSED);
  g_assert_cmpuint (pair->suppressed, ==, 2);
}

static void
the_legend_of_a_pdf_names_both (Little *little, gconstpointer data)
{
  static const char *const words[] = {"监测对象密度（户/km²）", "帮扶措施落实率（%）", "重点关注", "分位数，两项各三级",
                                      "格内数字为村数", "无数据", "户数过少，不列", "100"};
  g_autofree gboolean *flags = suppress (little, 1, 7);
  g_autoptr (LbMap) map = pair_map (little, density, completion, flags, "zh");
  g_autofree char *path = g_build_filename (little->dir, "pair.pdf", NULL), *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  lb_map_write (map, path, 595, 842, NULL, FALSE, &error);
  g_assert_no_error (error);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  PopplerPage *page = poppler_document_get_page (document, 0);
  g_autofree char *text = poppler_page_get_text (page);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not in: %s", words[i], text);
  g_object_unref (page);
  g_object_unref (document);
}

static void
both_painters_show_the_same_cells (Little *little, gconstpointer data)
{
  g_autofree gboolean *flags = suppress (little, 0, 11);
  g_autoptr (LbMap) map = pair_map (little, density, completion, flags, "zh");
  g_autoptr (LbScene) scene = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, NULL);
  g_autoptr (LbPainter) vector = lb_painter_new_vector (map), raster = lb_painter_new_raster (map, scene, FALSE);
  LbView view = lb_view_fit (lb_map_get_extent (map), 500, 400, 10);
  LbPainter *painters[] = {vector, raster};
  cairo_surface_t *surfaces[2];

  (void) data;
  for (guint i = 0; i < 2; i++) {
    surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 400);
    cairo_t *cr = cairo_create (surfaces[i]);
    lb_painter_paint (painters[i], cr, &view, LB_MEDIUM_SCREEN_LIGHT);
    cairo_destroy (cr);
    cairo_surface_flush (surfaces[i]);
  }
  for (guint v = 0; v < LITTLE_VILLAGES; v++) {
    LbAnchor anchor = lb_ground_get_anchor (map->ground, little_village (little, v));
    double x, y;
    guint lines[2] = {0};
    lb_view_to_surface (&view, anchor.x, anchor.y, &x, &y);
    for (guint i = 0; i < 2; i++)
      for (int dy = -12; dy < 12; dy++)
        for (int dx = -12; dx < 12; dx++) {
          const guchar *at = cairo_image_surface_get_data (surfaces[i]) + ((int) y + dy) * cairo_image_surface_get_stride (surfaces[i]);
          const guchar *pixel = at + 4 * ((int) x + dx);
          int class_index = lb_map_class_of (map, little_village (little, v));
          LbColour colour = lb_map_get_class_colour (map, class_index, LB_MEDIUM_SCREEN_LIGHT);
          gboolean bare = abs (pixel[2] - (int) round (colour.r * 255)) < 4 && abs (pixel[0] - (int) round (colour.b * 255)) < 4;
          lines[i] += !bare;
        }
    int class_index = lb_map_class_of (map, little_village (little, v));
    for (guint i = 0; i < 2; i++)
      if (class_index >= 0)
        g_assert_cmpuint (lines[i], ==, 0);
      else if (class_index == LB_CLASS_NO_DATA) /* a line of 1.6 in 6, and its soft edges */
        g_assert_true (lines[i] > 576 * 0.25 && lines[i] < 576 * 0.6);
      else
        g_assert_cmpuint (lines[i], >, (guint) (576 * 0.45));
  }
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

/* What is drawn of a sheet, on a surface without edges that would cut it. */
static void
assert_sheet_keeps_its_size (LbMap *map, double width, double height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, inked_width, inked_height;

  lb_map_paint_sheet (map, cr, width, height, LB_MEDIUM_SCREEN_LIGHT);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &inked_width, &inked_height);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (y + inked_height, <, height + 2); /* a frame's half line */
  g_assert_cmpfloat (x + inked_width, <, width + 2);
}

static void
a_small_sheet_holds_its_square (Little *little, gconstpointer data)
{
  static const double sizes[][2] = {{1000, 700}, {900, 700}, {900, 600}, {700, 500}, {600, 400}, {500, 700}, {400, 560}};
  g_autoptr (LbMap) map = pair_map (little, density, completion, NULL, "zh");

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    assert_sheet_keeps_its_size (map, sizes[i][0], sizes[i][1]);
}

/* CIELAB of a colour as somebody sees it: matrices of Machado, Oliveira & Fernandes 2009, severity 1, in linear light. */
static void
see (LbColour colour, const double eye[9], double lab[3])
{
  const double from[3] = {colour.r, colour.g, colour.b};
  double linear[3], seen[3], xyz[3];
  static const double to_xyz[9] = {0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505, 0.2126, 0.7152, 0.0722,
                                   0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089};

  for (guint i = 0; i < 3; i++)
    linear[i] = from[i] <= 0.04045 ? from[i] / 12.92 : pow ((from[i] + 0.055) / 1.055, 2.4);
  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (eye[3 * i] * linear[0] + eye[3 * i + 1] * linear[1] + eye[3 * i + 2] * linear[2], 0, 1);
  for (guint i = 0; i < 3; i++) {
    double t = to_xyz[3 * i] * seen[0] + to_xyz[3 * i + 1] * seen[1] + to_xyz[3 * i + 2] * seen[2];
    xyz[i] = t > 0.008856 ? cbrt (t) : 7.787 * t + 16.0 / 116;
  }
  lab[0] = 116 * xyz[1] - 16;
  lab[1] = 500 * (xyz[0] - xyz[1]);
  lab[2] = 200 * (xyz[1] - xyz[2]);
}

static void
no_two_colours_meet_for_the_colour_blind (void)
{
  static const double eyes[][9] = {
    {1, 0, 0, 0, 1, 0, 0, 0, 1},
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
  };

  for (guint dark = 0; dark < 2; dark++) {
    g_autofree LbColour *colours = lb_palette_get_pair ("bivariate", dark, NULL);
    for (guint eye = 0; eye < G_N_ELEMENTS (eyes); eye++)
      for (guint i = 0; i < LB_PAIR_CLASSES; i++)
        for (guint j = 0; j < i; j++) {
          double a[3], b[3];
          see (colours[i], eyes[eye], a);
          see (colours[j], eyes[eye], b);
          g_assert_cmpfloat (sqrt (pow (a[0] - b[0], 2) + pow (a[1] - b[1], 2) + pow (a[2] - b[2], 2)), >, 9);
        }
  }
}

static void
a_palette_for_one_is_none_for_two (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = lb_palette_list ();

  g_assert_false (g_strv_contains ((const char *const *) names, "bivariate"));
  g_assert_null (lb_palette_get_pair ("OrRd", FALSE, &error));
  g_assert_nonnull (strstr (error->message, "bivariate"));
  g_clear_error (&error);
  g_assert_null (lb_palette_get ("bivariate", 5, FALSE, &error));
  g_assert_nonnull (strstr (error->message, "OrRd"));
}

static void
the_sample_in_nine_colours (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", "village.shp", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_open (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  guint n = lb_region_tree_get_n (lb_boundaries_get_regions (boundaries));
  g_autofree double *first = g_new (double, n), *second = g_new (double, n);
  g_autofree gboolean *suppressed = g_new0 (gboolean, n);
  LbMapSpec spec = little_spec ();

  for (guint i = 0; i < n; i++) {
    first[i] = i * 37 % n / 40.0;
    second[i] = i % 11 == 0 ? NAN : i % 3 == 0 ? 100 : i * 53 % 97;
    suppressed[i] = i % 17 == 5;
  }
  spec.values = first;
  spec.palette = NULL;
  spec.suppressed = suppressed;
  spec.second = (LbMapSecond) {second, TRUE, "帮扶措施落实率", "%", 0};
  spec.title = "岚岭县监测对象密度与帮扶措施落实率对照图";
  g_autoptr (LbMap) map = lb_map_new (boundaries, &spec, &error);
  g_assert_no_error (error);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 700);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, 10, 10);
  lb_map_paint_sheet (map, cr, 880, 680, LB_MEDIUM_SCREEN_LIGHT);
  cairo_destroy (cr);
  reference_compare (surface, "bivariate-sample");
  cairo_surface_destroy (surface);
}

#define ADD(name, function) g_test_add ("/bivariate/" name, Little, NULL, little_set_up, function, little_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cells-hold-what-a-count-by-hand-holds", cells_hold_what_a_count_by_hand_holds);
  g_test_add_func ("/bivariate/thirds-are-even-in-spite-of-ties", thirds_are_even_in_spite_of_ties);
  ADD ("the-dark-corner-is-the-alarming-one", the_dark_corner_is_the_alarming_one);
  ADD ("equal-values-of-one-leave-three-classes", equal_values_of_one_leave_three_classes);
  ADD ("suppressed-values-are-classed-nowhere", suppressed_values_are_classed_nowhere);
  ADD ("the-legend-of-a-pdf-names-both", the_legend_of_a_pdf_names_both);
  ADD ("both-painters-show-the-same-cells", both_painters_show_the_same_cells);
  g_test_add_func ("/bivariate/no-two-colours-meet-for-the-colour-blind", no_two_colours_meet_for_the_colour_blind);
  g_test_add_func ("/bivariate/a-palette-for-one-is-none-for-two", a_palette_for_one_is_none_for_two);
  g_test_add_func ("/bivariate/the-sample-in-nine-colours", the_sample_in_nine_colours);
  g_test_add ("/bivariate/a-small-sheet-holds-its-square", Little, NULL, little_set_up, a_small_sheet_holds_its_square, little_tear_down);
  return g_test_run ();
}
