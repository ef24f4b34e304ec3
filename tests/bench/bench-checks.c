/* bench-checks - where the time of checks and indicators goes
 *
 *   bench-checks PROJECT        the relations that are kept, then each check and each indicator, the slowest first
 *   bench-checks PROJECT --all  and all the others, with a digest of what they gave: two runs that differ in it differ in a figure
 *
 * One thread, each query alone, over the relations as lb_cubes_build() has them: processor milliseconds of the query and, of
 * indicators, of the cube made from it; then how many rows. The project's cache is not asked.
 */
#include "src/cube-private.h"
#include "src/date.h"
#include "src/error.h"
#include "src/limits.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SHOWN 20

typedef struct {
  char *name;
  double ms;
  guint n;
  char *digest;
} Line;

static double
processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *first = a, *second = b;

  return (first->ms < second->ms) - (first->ms > second->ms);
}

static void
add (GArray *lines, const char *name, double since, guint n, GChecksum *sum)
{
  Line line = {.name = g_strdup (name), .ms = processor_ms () - since, .n = n, .digest = g_strndup (g_checksum_get_string (sum), 12)};

  g_array_append_val (lines, line);
}

/* The order in which a query finds its hits is its own affair. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const LbHit *first = a, *second = b;
  const gint64 x[] = {first->region_id, first->household_id, first->row_id, first->since, first->until, first->unknown};
  const gint64 y[] = {second->region_id, second->household_id, second->row_id, second->since, second->until, second->unknown};

  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

static void
run_checks (LbDeltaReader *reader, GPtrArray *checks, GPtrArray *lists, GArray *lines)
{
  for (guint i = 0; i < checks->len; i++) {
    const LbCheck *check = checks->pdata[i];
    GArray *hits = g_array_new (FALSE, FALSE, sizeof (LbHit));
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
    g_autoptr (GError) error = NULL;
    double since = processor_ms ();
    if (!lb_delta_reader_gather (reader, check, hits, NULL, &error))
      g_printerr ("%s\n", error->message);
    double took = processor_ms () - since;
    g_autoptr (GArray) sorted = g_array_copy (hits);
    g_array_sort (sorted, compare_hits);
    for (guint k = 0; k < sorted->len; k++) {
      const LbHit *hit = &g_array_index (sorted, LbHit, k);
      const gint64 cells[] = {hit->region_id, hit->household_id, hit->row_id, hit->since, hit->until, hit->unknown};
      g_checksum_update (sum, (const guchar *) cells, sizeof cells);
    }
    add (lines, check->id, processor_ms () - took, hits->len, sum);
    g_ptr_array_add (lists, hits);
  }
}

/* The members of a family that share their query are one line. */
static void
run_indicators (LbDeltaReader *reader, GPtrArray *indicators, LbRegionTree *regions, GArray *lines)
{
  for (guint i = 0, next; i < indicators->len; i = next) {
    g_autoptr (GPtrArray) members = g_ptr_array_new ();
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
    g_autoptr (GError) error = NULL;
    const LbIndicator *first = indicators->pdata[i];
    for (next = i; next < indicators->len; next++) {
      const LbIndicator *member = indicators->pdata[next];
      if (next > i && (!lb_deltas_are_shared (first) || !g_str_equal (first->path, member->path)))
        break;
      g_ptr_array_add (members, indicators->pdata[next]);
    }
    g_autofree LbCube **cubes = g_new0 (LbCube *, members->len);
    double since = processor_ms ();
    if (!lb_cubes_read (reader, members, regions, cubes, NULL, &error))
      g_printerr ("%s\n", error->message);
    double took = processor_ms () - since;
    guint n = 0;
    for (guint k = 0; k < members->len && cubes[k] != NULL; k++) {
      g_autoptr (GBytes) packed = lb_cube_dup_packed (cubes[k]);
      n += (guint) g_bytes_get_size (packed);
      g_checksum_update (sum, g_bytes_get_data (packed, NULL), (gssize) g_bytes_get_size (packed));
      lb_cube_unref (cubes[k]);
    }
    add (lines, first->id, processor_ms () - took, n, sum);
  }
}

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_free (line->digest);
}

static GArray *
new_lines (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, clear_line);
  return lines;
}

static void
print_lines (const char *what, const char *unit, GArray *lines, gboolean all)
{
  double sum = 0;

  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    sum += g_array_index (lines, Line, i).ms;
  printf ("%s: %.0f ms in all\n", what, sum);
  for (guint i = 0; i < (all ? lines->len : MIN (SHOWN, lines->len)); i++) {
    const Line *line = &g_array_index (lines, Line, i);
    printf ("  %9.1f ms  %-28s %10u %s%s%s\n", line->ms, line->name, line->n, unit, all ? "  " : "", all ? line->digest : "");
  }
}

static gboolean
run (const char *path, gboolean all, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, error);
  g_autoptr (LbRegionTree) regions = project != NULL ? lb_project_dup_regions (project, error) : NULL;
  g_autoptr (LbRules) rules = regions != NULL ? lb_rules_load_for_project (project, NULL, error) : NULL;
  double since = processor_ms ();
  g_autoptr (LbKeptRelations) kept = rules != NULL ? lb_kept_relations_new (path, error) : NULL;

  if (kept == NULL)
    return FALSE;
  printf ("kept relations: %.0f ms\n", processor_ms () - since);
  g_autoptr (LbDeltaReader) reader = lb_delta_reader_open (path, rules, kept, error);
  g_autoptr (GPtrArray) checks = lb_check_catalogue (path, "zh", NULL);
  g_autoptr (GPtrArray) indicators = lb_indicator_catalogue (path, "zh", NULL);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) of_checks = new_lines ();
  g_autoptr (GArray) of_indicators = new_lines ();
  if (reader == NULL)
    return FALSE;
  run_checks (reader, checks, lists, of_checks);
  since = processor_ms ();
  if (!lb_delta_reader_take_hits (reader, lists, error))
    return FALSE;
  printf ("hits stored: %.0f ms\n", processor_ms () - since);
  run_indicators (reader, indicators, regions, of_indicators);
  print_lines ("checks", "hits", of_checks, all);
  print_lines ("indicators", "bytes", of_indicators, all);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 2 || argc > 3 || (argc == 3 && !g_str_equal (argv[2], "--all"))) {
    g_printerr ("usage: bench-checks PROJECT [--all]\n");
    return 2;
  }
  if (run (argv[1], argc == 3, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
