/* bench-core - times the library inside one process: cube, look-ups, frames of the map
 *
 *   bench-core SIZE PROJECT      one JSON line a figure
 *   bench-core --open SIZE PROJECT   only opens it and draws a frame, as the window does: its peak is that of an open project
 *   bench-core --frames SIZE PROJECT   the tour frame by frame: which are the slow ones, and in which stage
 *
 * Beside wall milliseconds stand processor milliseconds of all threads, which a busy machine spoils less: on two idle cores a frame takes half of them.
 */
#include "maps/map.h"
#include "maps/pixels-file.h"
#include "maps/raster.h"
#include "src/cubes.h"
#include "src/date.h"
#include "src/project.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define MONTHS  36
#define FRAMES  300
#define WIDTH   1920
#define HEIGHT  1080

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Wall and processor milliseconds, of all threads. */
typedef struct {
  GArray *wall, *cpu; /* double */
  gint64 since;
  double cpu_since;
} Laps;

static double
processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
start (Laps *laps)
{
  laps->cpu_since = processor_ms ();
  laps->since = g_get_monotonic_time ();
}

static void
lap (Laps *laps)
{
  double wall = (double) (g_get_monotonic_time () - laps->since) / 1e3, cpu = processor_ms () - laps->cpu_since;

  g_array_append_val (laps->wall, wall);
  g_array_append_val (laps->cpu, cpu);
  start (laps);
}

static double
percentile (GArray *sorted, double share)
{
  return g_array_index (sorted, double, (guint) (share * (sorted->len - 1) + 0.5));
}

static void
report (const char *name, const char *size, Laps *laps)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_array_sort (laps->wall, compare_doubles);
  g_array_sort (laps->cpu, compare_doubles);
  printf ("{\"name\":\"%s\",\"size\":\"%s\",\"value\":%.3f,\"unit\":\"ms\",\"n\":%u,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"cpu_p50\":%.3f,"
          "\"cpu_p99\":%.3f,\"peak_mb\":%.1f}\n",
          name, size, percentile (laps->wall, 0.5), laps->wall->len, percentile (laps->wall, 0.5), percentile (laps->wall, 0.95),
          percentile (laps->wall, 0.99), percentile (laps->cpu, 0.5), percentile (laps->cpu, 0.99), (double) usage.ru_maxrss / 1024.0);
  fflush (stdout);
  g_array_set_size (laps->wall, 0);
  g_array_set_size (laps->cpu, 0);
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

/* 300 frames of a hand that looks around: fill, colours and borders; names; both together as the window has them. */
static void
bench_tour (const char *size, LbMap *map, LbScene *scene, cairo_t *cr, Laps *laps)
{
  static const char *const names[] = {"map.frame", "map.labels", "map.tour"};
  g_autoptr (LbPainter) painter = lb_painter_new_raster (map, scene, TRUE);
  g_autoptr (LbPainter) fine = lb_painter_new_raster (map, scene, FALSE);
  LbView whole = lb_view_fit (lb_map_get_extent (map), WIDTH, HEIGHT, 24);

  start (laps);
  lb_map_paint_labels (map, cr, &whole, LB_MEDIUM_SCREEN_LIGHT, FALSE);
  lap (laps);
  report ("map.first_names", size, laps); /* the anchors of all that is named at full extent */
  for (int part = 0; part < 3; part++) {
    for (int frame = 0; frame < FRAMES; frame++) {
      LbView view = tour_view (&whole, frame);
      start (laps);
      if (part != 1)
        lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
      if (part != 0)
        lb_map_paint_labels (map, cr, &view, LB_MEDIUM_SCREEN_LIGHT, TRUE);
      cairo_surface_flush (cairo_get_target (cr));
      lap (laps);
    }
    report (names[part], size, laps);
  }
  for (int frame = 0; frame < FRAMES; frame += 20) {
    LbView view = tour_view (&whole, frame);
    start (laps);
    lb_painter_paint (fine, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
    lb_map_paint_labels (map, cr, &view, LB_MEDIUM_SCREEN_LIGHT, FALSE);
    lap (laps);
  }
  report ("map.rest", size, laps);
}

/* The stages of a frame, over the views of the tour: fill; colours; colours and borders. */
static void
bench_stages (const char *size, LbMap *map, LbScene *scene, cairo_surface_t *surface, Laps *laps)
{
  static const char *const names[] = {"stage.fill", "stage.colour", "stage.border"};
  LbView whole = lb_view_fit (lb_map_get_extent (map), WIDTH, HEIGHT, 24);
  LbLevels *levels = lb_scene_get_levels (scene);
  g_autoptr (LbRaster) raster = lb_raster_new ();
  g_autofree guint32 *colours = g_new (guint32, lb_levels_get_n_shapes (levels) + 1);
  LbRasterStyle plain = {.colours = colours, .hatch_pitch = 6, .hatch_width = 1.6}, lined = plain;

  for (guint i = 0; i <= lb_levels_get_n_shapes (levels); i++)
    colours[i] = (i * 2654435761u >> 8) | LB_RASTER_PLAIN;
  lined.keys = lb_scene_get_keys (scene);
  for (int level = 0; level <= (int) lb_scene_get_level (scene); level++) {
    lined.fields[level] = lb_scene_get_field (scene, (LbLevel) level);
    lined.borders[level].width = level == LB_LEVEL_COUNTY ? 2.6 : level == LB_LEVEL_TOWNSHIP ? 1.8 : 0.7;
    lined.borders[level].opacity = 0.5;
  }
  for (int part = 0; part < 3; part++) {
    for (int frame = 0; frame < FRAMES; frame += 6) {
      LbView view = tour_view (&whole, frame);
      LbDetail detail;
      lb_levels_get_detail (levels, lb_levels_choose (levels, 1 / view.scale), &detail);
      start (laps);
      lb_raster_fill (raster, &detail, lb_levels_get_n_shapes (levels), &view, 0);
      if (part == 0)
        lap (laps);
      start (laps);
      lb_raster_paint (raster, part == 1 ? &plain : &lined, cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface), 0);
      if (part > 0)
        lap (laps);
    }
    report (names[part], size, laps);
  }
  cairo_surface_mark_dirty (surface);
}

/* Where no ledgers were imported, values that stand in for them; else those of the day. (transfer full) */
static double *
dup_values (LbCube *cube, gint32 day)
{
  g_autoptr (LbValues) values = lb_cube_at (cube, day);
  double *copy = g_memdup2 (values->value, values->n * sizeof (double));
  gboolean any = FALSE;

  for (guint i = 0; i < values->n; i++)
    any = any || !isnan (copy[i]);
  for (guint i = 0; !any && i < values->n; i++)
    copy[i] = (double) ((i * 7919u + (guint) day) % 211) / 2;
  return copy;
}

/* Another month in the same view: values, classes, colours; no fill. */
static void
bench_recolour (const char *size, const LbMapSpec *spec, LbScene *scene, LbCube *cube, cairo_t *cr, Laps *laps)
{
  LbView view = {0};
  gint32 first, last;
  g_autoptr (LbPainter) painter = NULL;

  lb_cube_get_days (cube, &first, &last);
  for (int month = 0; month < 24; month++) {
    start (laps);
    g_autofree double *values = dup_values (cube, last - 30 * month);
    LbMapSpec own = *spec;
    own.values = values;
    g_autoptr (LbMap) map = lb_map_new_on (scene, &own, NULL);
    if (painter == NULL) {
      view = lb_view_fit (lb_map_get_extent (map), WIDTH, HEIGHT, 24);
      painter = lb_painter_new_raster (map, scene, TRUE);
    }
    lb_painter_set_map (painter, map);
    lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
    if (month > 0)
      lap (laps);
  }
  report ("map.recolour", size, laps);
}

static void
bench_map (const char *size, LbBoundaries *boundaries, LbCube *cube, gint32 as_of, Laps *laps)
{
  LbIndicator *indicator = lb_cube_get_indicator (cube);
  g_autofree double *values = dup_values (cube, as_of);
  LbMapSpec spec = {
    .level = lb_region_tree_get_deepest (lb_boundaries_get_regions (boundaries)),
    .values = values,
    .classify = LB_CLASSIFY_JENKS,
    .n_classes = 5,
    .palette = indicator->palette,
    .reversed = indicator->better == LB_BETTER_UP,
    .language = "zh",
  };
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  start (laps);
  g_autoptr (LbScene) scene = lb_scene_new (boundaries, spec.level, NULL, NULL, &error);
  g_assert_no_error (error);
  lap (laps);
  report ("map.scene", size, laps); /* topology and levels of detail */
  start (laps);
  g_autoptr (LbMap) map = lb_map_new_on (scene, &spec, &error);
  g_assert_no_error (error);
  lap (laps);
  report ("map.classify", size, laps);

  bench_tour (size, map, scene, cr, laps);
  bench_stages (size, map, scene, surface, laps);
  bench_recolour (size, &spec, scene, cube, cr, laps);
  for (int i = 0; i < 3; i++) {
    start (laps);
    lb_png_save (surface, "out/bench/stage.png", &error);
    lap (laps);
    g_assert_no_error (error);
  }
  report ("stage.encode", size, laps);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* One line a frame: processor milliseconds of fill, colours and borders, and names; wall milliseconds of all. */
static void
list_frames (LbMap *map, LbScene *scene, cairo_t *cr)
{
  g_autoptr (LbPainter) painter = lb_painter_new_raster (map, scene, TRUE);
  LbView whole = lb_view_fit (lb_map_get_extent (map), WIDTH, HEIGHT, 24);

  lb_map_paint_labels (map, cr, &whole, LB_MEDIUM_SCREEN_LIGHT, FALSE);
  printf ("frame\tmetres\tfill\tpaint\tnames\twall\n");
  for (int frame = 0; frame < FRAMES; frame++) {
    LbView view = tour_view (&whole, frame);
    double begin = processor_ms ();
    gint64 since = g_get_monotonic_time ();
    lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
    double painted = processor_ms ();
    lb_map_paint_labels (map, cr, &view, LB_MEDIUM_SCREEN_LIGHT, TRUE);
    double named = processor_ms (), wall = (double) (g_get_monotonic_time () - since) / 1e3;
    lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT); /* its raster stands: no fill */
    double again = processor_ms () - named;
    printf ("%d\t%.1f\t%.2f\t%.2f\t%.2f\t%.2f\n", frame, 1 / view.scale, painted - begin - again, again, named - painted, wall);
  }
}

/* As the window opens a county: levels of detail come out of the project, or are put into it. */
static int
bench_open (const char *size, const char *path, gboolean frames, Laps *laps)
{
  g_autoptr (GError) error = NULL;

  start (laps);
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, &error);
  g_assert_no_error (error);
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load (project, &error);
  g_assert_no_error (error);
  LbMapSpec spec = {.level = lb_region_tree_get_deepest (lb_boundaries_get_regions (boundaries)), .language = "zh"};
  g_autoptr (LbScene) scene = lb_scene_new (boundaries, spec.level, path, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LbMap) map = lb_map_new_on (scene, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (LbPainter) painter = lb_painter_new_raster (map, scene, TRUE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  LbView view = lb_view_fit (lb_map_get_extent (map), WIDTH, HEIGHT, 24);
  lb_painter_paint (painter, cr, &view, LB_MEDIUM_SCREEN_LIGHT);
  lap (laps);
  if (frames)
    list_frames (map, scene, cr);
  else
    report ("map.open", size, laps);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return 0;
}

/* What the project keeps of its cubes would make the first time a second one. */
static void
drop_kept_cubes (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbDb) db = lb_db_open (path, LB_DB_WRITE, &error);

  g_assert_no_error (error);
  lb_db_exec (db, "DROP TABLE IF EXISTS lookback_cubes", &error);
  g_assert_no_error (error);
}

/* All indicators of the catalogue for the first time, then from what the project keeps of them, then each of 36 months for every region. */
static void
bench_cubes (const char *size, LbProject *project, gint32 last, Laps *laps)
{
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (lb_project_get_path (project), "zh", NULL);
  g_autoptr (GError) error = NULL;
  gsize bytes = 0;

  start (laps);
  g_autoptr (GPtrArray) cubes = lb_cubes_build (project, all, NULL, NULL, &error);
  g_assert_no_error (error);
  lap (laps);
  report ("cube.first", size, laps);
  start (laps);
  g_autoptr (GPtrArray) kept = lb_cubes_build (project, all, NULL, NULL, &error);
  g_assert_no_error (error);
  lap (laps);
  report ("cube.kept", size, laps);

  for (guint i = 0; i < cubes->len; i++) {
    LbCube *cube = cubes->pdata[i];
    if (cube == NULL || last == LB_DAY_NONE) /* boundaries alone have no dates */
      continue;
    bytes += lb_cube_get_size (cube);
    start (laps);
    for (int month = 0; month < MONTHS; month++) {
      g_autoptr (LbValues) values = lb_cube_at (cube, last - month * 30);
      lap (laps);
    }
  }
  report ("cube.lookup", size, laps);
  fprintf (stderr, "%s: %u indicators, their cubes %.1f MB\n", size, cubes->len, (double) bytes / 1048576);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) wall = g_array_new (FALSE, FALSE, sizeof (double)), cpu = g_array_new (FALSE, FALSE, sizeof (double));
  Laps laps = {wall, cpu, 0, 0};
  gint32 first, last;

  if (argc == 4 && (strcmp (argv[1], "--open") == 0 || strcmp (argv[1], "--frames") == 0))
    return bench_open (argv[2], argv[3], strcmp (argv[1], "--frames") == 0, &laps);
  if (argc != 3) {
    fprintf (stderr, "usage: bench-core [--open | --frames] SIZE PROJECT\n");
    return 2;
  }
  drop_kept_cubes (argv[2]);
  start (&laps);
  g_autoptr (LbProject) project = lb_project_open (argv[2], LB_DB_READ, &error);
  g_assert_no_error (error);
  lap (&laps);
  report ("project.open", argv[1], &laps);
  lb_project_get_dates (project, &first, &last, NULL);

  g_autoptr (LbIndicator) indicator = lb_indicator_find ("M01", argv[2], "zh", &error);
  g_assert_no_error (error);
  start (&laps);
  g_autoptr (LbCube) cube = lb_cube_build (project, indicator, NULL, &error);
  g_assert_no_error (error);
  lap (&laps);
  report ("cube.one", argv[1], &laps);
  bench_cubes (argv[1], project, last, &laps);

  start (&laps);
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load (project, &error);
  g_assert_no_error (error);
  lap (&laps);
  report ("boundaries.load", argv[1], &laps);
  bench_map (argv[1], boundaries, cube, last, &laps);
  return 0;
}
