/* bench-topology - times reading, topology, levels of detail, their cache and the finding of faults on a bare shapefile
 *
 *   bench-topology SIZE FILE.shp [RUNS]      one JSON line a figure
 *   bench-topology --once FILE.shp           reads, cuts into arcs, weighs, makes the levels, says nothing: beside a peer
 *
 * Beside wall seconds stand processor seconds of all threads, which a busy machine spoils less. Memory is the peak of the
 * process so far, the shapes as read included.
 */
#include "maps/faults.h"
#include "maps/levels.h"
#include "maps/shapefile.h"
#include "maps/topology.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define MOST_RUNS 100

typedef struct {
  const char *size;
  double wall[MOST_RUNS], cpu[MOST_RUNS];
  guint n;
  gint64 since;
  double cpu_since;
} Watch;

static double
processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
start (Watch *watch)
{
  watch->since = g_get_monotonic_time ();
  watch->cpu_since = processor_seconds ();
}

static void
stop (Watch *watch)
{
  watch->cpu[watch->n] = processor_seconds () - watch->cpu_since;
  watch->wall[watch->n++] = (double) (g_get_monotonic_time () - watch->since) / 1e6;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
report (Watch *watch, const char *name, const char *extra)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  qsort (watch->wall, watch->n, sizeof (double), compare_doubles);
  qsort (watch->cpu, watch->n, sizeof (double), compare_doubles);
  printf ("{\"name\":\"%s\",\"size\":\"%s\",\"value\":%.4f,\"unit\":\"s\",\"n\":%u,\"p50\":%.4f,\"p95\":%.4f,\"p99\":%.4f,\"cpu\":%.4f,"
          "\"peak_mb\":%.1f%s}\n",
          name, watch->size, watch->wall[watch->n / 2], watch->n, watch->wall[watch->n / 2], watch->wall[watch->n - 1],
          watch->wall[watch->n - 1], watch->cpu[watch->n / 2], (double) usage.ru_maxrss / 1024.0, extra);
  fflush (stdout);
  watch->n = 0;
}

static LbTopology *
bench_topology (Watch *watch, const LbShapes *shapes, guint runs)
{
  LbTopology *topology = NULL;

  for (guint i = 0; i < runs; i++) {
    g_clear_pointer (&topology, lb_topology_unref);
    start (watch);
    topology = lb_topology_new (shapes, NULL, NULL);
    stop (watch);
  }
  g_autofree char *counts = g_strdup_printf (",\"points\":%" G_GSIZE_FORMAT ",\"arcs\":%u", lb_shapes_get_n_points (shapes),
                                             lb_topology_get_n_arcs (topology));
  report (watch, "stage.topology", counts);
  for (guint i = 0; i < runs; i++) {
    g_auto (LbNeighbours) queen = {0};
    start (watch);
    lb_topology_find_neighbours (topology, TRUE, &queen);
    stop (watch);
  }
  report (watch, "topology.queen", "");
  return topology;
}

static void
bench_levels (Watch *watch, LbTopology *topology, guint runs)
{
  g_autoptr (LbLevels) levels = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < runs; i++) {
    g_clear_pointer (&levels, lb_levels_unref);
    start (watch);
    levels = lb_levels_new (topology, NULL, NULL);
    stop (watch);
  }
  g_autoptr (GString) points = g_string_new (",\"level_points\":[");
  for (guint i = 0; i < lb_levels_get_n (levels); i++) {
    LbDetail detail;
    lb_levels_get_detail (levels, i, &detail);
    g_string_append_printf (points, "%s%u", i > 0 ? "," : "", detail.first[detail.n_arcs]);
  }
  g_string_append_c (points, ']');
  report (watch, "stage.levels", points->str);

  for (guint i = 0; i < runs; i++) {
    g_clear_pointer (&bytes, g_bytes_unref);
    start (watch);
    bytes = lb_levels_to_bytes (levels);
    stop (watch);
  }
  g_autofree char *length = g_strdup_printf (",\"bytes\":%" G_GSIZE_FORMAT, g_bytes_get_size (bytes));
  report (watch, "lod.store", length);
  g_clear_pointer (&levels, lb_levels_unref);
  for (guint i = 0; i < runs; i++) {
    g_clear_pointer (&levels, lb_levels_unref);
    start (watch);
    levels = lb_levels_from_bytes (bytes);
    stop (watch);
  }
  report (watch, "lod.load", "");
}

/* Every cell of the table as text. */
static void
bench_decode (Watch *watch, LbDbf *table, guint runs)
{
  for (guint i = 0; i < runs; i++) {
    start (watch);
    for (guint record = 0; record < lb_dbf_get_n (table); record++)
      for (guint field = 0; field < lb_dbf_get_n_fields (table); field++)
        g_free (lb_dbf_dup_text (table, record, field));
    stop (watch);
  }
  report (watch, "stage.decode", "");
}

static int
run_once (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbShapefile) file = lb_shapefile_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LbTopology) topology = lb_topology_new (lb_shapefile_get_shapes (file), NULL, NULL);
  g_autoptr (LbLevels) levels = lb_levels_new (topology, NULL, NULL);

  return lb_levels_get_n (levels) > 0 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  if (argc < 3) {
    fprintf (stderr, "usage: bench-topology SIZE FILE.shp [RUNS]\n");
    return 2;
  }
  if (strcmp (argv[1], "--once") == 0)
    return run_once (argv[2]);
  guint runs = argc > 3 ? CLAMP ((guint) g_ascii_strtoull (argv[3], NULL, 10), 1, MOST_RUNS) : 3;
  g_autoptr (GError) error = NULL;
  Watch watch = {.size = argv[1]};

  start (&watch);
  g_autoptr (LbShapefile) file = lb_shapefile_open (argv[2], NULL, NULL, &error);
  g_assert_no_error (error);
  stop (&watch);
  report (&watch, "stage.read", "");
  bench_decode (&watch, lb_shapefile_get_table (file), runs);
  g_autoptr (LbTopology) topology = bench_topology (&watch, lb_shapefile_get_shapes (file), runs);
  bench_levels (&watch, topology, runs);

  start (&watch);
  g_autoptr (GArray) faults = lb_faults_find (topology, NULL, &error);
  stop (&watch);
  report (&watch, "topology.faults", "");
  return 0;
}
