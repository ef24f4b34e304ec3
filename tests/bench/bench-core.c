/* bench-core - times the library inside one process: cube, look-ups, frames of the map
 *
 *   bench-core SIZE PROJECT      one JSON line a figure
 */
#include "maps/map.h"
#include "src/cubes.h"
#include "src/date.h"
#include "src/project.h"

#include <math.h>
#include <stdio.h>
#include <sys/resource.h>

#define MONTHS  36
#define FRAMES  300

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
report (const char *name, const char *size, GArray *seconds)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_array_sort (seconds, compare_doubles);
  double at[3];
  const double shares[3] = {0.5, 0.95, 0.99};
  for (int i = 0; i < 3; i++)
    at[i] = g_array_index (seconds, double, (guint) (shares[i] * (seconds->len - 1) + 0.5)) * 1e3;
  printf ("{\"name\":\"%s\",\"size\":\"%s\",\"value\":%.3f,\"unit\":\"ms\",\"n\":%u,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"peak_mb\":%.1f}\n",
          name, size, at[0], seconds->len, at[0], at[1], at[2], (double) usage.ru_maxrss / 1024.0);
  g_array_set_size (seconds, 0);
}

static void
lap (GArray *seconds, gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double taken = (double) (now - *since) / 1e6;

  g_array_append_val (seconds, taken);
  *since = g_get_monotonic_time ();
}

/* The tour: from the whole county into its middle and back while panning, as a hand would. */
static LbView
tour_view (const LbView *whole, int frame)
{
  double phase = (double) frame / FRAMES;
  double factor = pow (16.0, sin (phase * G_PI));
  LbView view = lb_view_zoom (whole, factor, whole->width * 0.45, whole->height * 0.55);

  return lb_view_pan (&view, 40 * sin (phase * 6 * G_PI), 30 * cos (phase * 6 * G_PI));
}

/* 300 frames of a hand that looks around: fill, colours, borders and names of each. */
static void
bench_tour (const char *size, LbMap *map, LbScene *scene, GArray *seconds)
{
  static const char *const names[] = {"map.frame", "map.labels"};
  g_autoptr (LbPainter) painter = lb_painter_new_raster (map, scene, TRUE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1920, 1080);
  cairo_t *cr = cairo_create (surface);
  LbView whole = lb_view_fit (lb_map_get_extent (map), 1920, 1080, 24);
  gint64 since;

  lb_map_paint_labels (map, cr, &whole, LB_MEDIUM_SCREEN_LIGHT); /* anchors are found once a map */
  for (int part = 0; part < 2; part++) {
    for (int frame = 0; frame < FRAMES; frame++) {
      LbView view = tour_view (&whole, frame);
      since = g_get_monotonic_time ();
      if (part == 0)
        lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
      else
        lb_map_paint_labels (map, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
      cairo_surface_flush (surface);
      lap (seconds, &since);
    }
    report (names[part], size, seconds);
  }

  g_autoptr (LbPainter) fine = lb_painter_new_raster (map, scene, FALSE);
  for (int frame = 0; frame < FRAMES; frame += 20) {
    LbView view = tour_view (&whole, frame);
    since = g_get_monotonic_time ();
    lb_painter_paint (fine, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
    lap (seconds, &since);
  }
  report ("map.rest", size, seconds);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Another month in the same view: values, classes, colours; no fill. */
static void
bench_recolour (const char *size, LbBoundaries *boundaries, const LbMapSpec *spec, LbScene *scene, LbCube *cube,
                GArray *seconds)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1920, 1080);
  cairo_t *cr = cairo_create (surface);
  LbView view = {0};
  gint32 first, last;
  g_autoptr (LbPainter) painter = NULL;

  lb_cube_get_days (cube, &first, &last);
  for (int month = 0; month < 24; month++) {
    gint64 since = g_get_monotonic_time ();
    g_autoptr (LbValues) values = lb_cube_at (cube, last - 30 * month);
    LbMapSpec own = *spec;
    own.values = values->value;
    g_autoptr (LbMap) map = lb_map_new (boundaries, &own, NULL);
    if (painter == NULL) {
      view = lb_view_fit (lb_map_get_extent (map), 1920, 1080, 24);
      painter = lb_painter_new_raster (map, scene, TRUE);
    }
    lb_painter_set_map (painter, map);
    lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
    if (month > 0)
      lap (seconds, &since);
  }
  report ("map.recolour", size, seconds);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
bench_map (const char *size, LbBoundaries *boundaries, LbCube *cube, gint32 as_of, GArray *seconds)
{
  LbIndicator *indicator = lb_cube_get_indicator (cube);
  g_autoptr (LbValues) values = lb_cube_at (cube, as_of);
  LbMapSpec spec = {
    .level = lb_region_tree_get_deepest (lb_boundaries_get_regions (boundaries)),
    .values = values->value,
    .classify = LB_CLASSIFY_JENKS,
    .n_classes = 5,
    .palette = indicator->palette,
    .reversed = indicator->better == LB_BETTER_UP,
    .language = "zh",
  };
  g_autoptr (GError) error = NULL;
  gint64 since = g_get_monotonic_time ();
  g_autoptr (LbMap) map = lb_map_new (boundaries, &spec, &error);
  g_assert_no_error (error);
  lap (seconds, &since);
  report ("map.classify", size, seconds);

  since = g_get_monotonic_time ();
  g_autoptr (LbScene) scene = lb_scene_new (boundaries, spec.level, NULL, NULL, &error);
  g_assert_no_error (error);
  lap (seconds, &since);
  report ("map.scene", size, seconds); /* topology and levels of detail */

  bench_tour (size, map, scene, seconds);
  bench_recolour (size, boundaries, &spec, scene, cube, seconds);
}

/* All indicators of the catalogue for the first time, then each of 36 months for every region. */
static void
bench_cubes (const char *size, LbProject *project, gint32 last, GArray *seconds)
{
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (lb_project_get_path (project), "zh", NULL);
  g_autoptr (GError) error = NULL;
  gsize bytes = 0;
  gint64 since = g_get_monotonic_time ();
  g_autoptr (GPtrArray) cubes = lb_cubes_build (project, all, NULL, NULL, &error);
  g_assert_no_error (error);
  lap (seconds, &since);
  report ("cube.first", size, seconds);

  for (guint i = 0; i < cubes->len; i++) {
    LbCube *cube = cubes->pdata[i];
    if (cube == NULL)
      continue;
    bytes += lb_cube_get_size (cube);
    since = g_get_monotonic_time ();
    for (int month = 0; month < MONTHS; month++) {
      g_autoptr (LbValues) values = lb_cube_at (cube, last - month * 30);
      lap (seconds, &since);
    }
  }
  report ("cube.lookup", size, seconds);
  fprintf (stderr, "%s: %u indicators, their cubes %.1f MB\n", size, cubes->len, (double) bytes / 1048576);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gint32 first, last;

  if (argc != 3) {
    fprintf (stderr, "usage: bench-core SIZE PROJECT\n");
    return 2;
  }
  gint64 since = g_get_monotonic_time ();
  g_autoptr (LbProject) project = lb_project_open (argv[2], LB_DB_READ, &error);
  g_assert_no_error (error);
  lap (seconds, &since);
  report ("project.open", argv[1], seconds);
  lb_project_get_dates (project, &first, &last, NULL);

  g_autoptr (LbIndicator) indicator = lb_indicator_find ("M01", argv[2], "zh", &error);
  g_assert_no_error (error);
  since = g_get_monotonic_time ();
  g_autoptr (LbCube) cube = lb_cube_build (project, indicator, NULL, &error);
  g_assert_no_error (error);
  lap (seconds, &since);
  report ("cube.one", argv[1], seconds);
  bench_cubes (argv[1], project, last, seconds);

  since = g_get_monotonic_time ();
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load (project, &error);
  g_assert_no_error (error);
  lap (seconds, &since);
  report ("boundaries.load", argv[1], seconds);
  bench_map (argv[1], boundaries, cube, last, seconds);
  return 0;
}
