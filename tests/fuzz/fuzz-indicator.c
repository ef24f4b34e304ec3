/* An indicator file of any bytes: header, facets, query; a query that passes runs under the guard on a little project, and
 * the cube of its deltas is looked up. */
#include "src/cube-private.h"
#include "src/date.h"
#include "src/limits.h"

#include <glib/gstdio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct {
  char *folder, *file;
  LbProject *project;
  LbRegionTree *regions;
  LbDeltaReader *reader;
} Bench;

static const char county[] =
  "INSERT INTO import_batch (id, kind, file, sha256, rows, accepted, rejected, at) VALUES (1, 'x', 'x', 'x', 0, 0, 0, '');"
  "INSERT INTO region (id, parent_id, level, code, name, area_m2) VALUES (1, NULL, 'county', '539902', 'c', 9e6),"
  " (2, 1, 'township', '539902100', 't', 4e6), (3, 2, 'village', '539902100201', 'v', 2e6);"
  "INSERT INTO household (id, household_no, region_id, size, import_batch_id, src_row) VALUES (1, 'H1', 3, 3, 1, 1), (2, 'H2', 2, 2, 1, 2);"
  "INSERT INTO monitoring_case (household_id, case_seq, class, persons, identified_on, cleared_on, import_batch_id, src_row)"
  " VALUES (1, 1, 'sudden', 3, '2024-01', '2024-05-01', 1, 1), (2, 1, 'marginal', 2, '2023-06-01', NULL, 1, 2);"
  "INSERT INTO measure (case_id, category, planned_on, status, import_batch_id, src_row) VALUES (2, 'health', '2023-07-01', 'planned', 1, 1)";

static void
remove_all (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

/* Made once for all runs; the files can go as soon as they are open. */
static const Bench *
get_bench (void)
{
  static Bench bench;
  const LbProjectInfo info = {"c", "539902", NULL, NULL};
  g_autoptr (GError) error = NULL;

  if (bench.reader != NULL)
    return &bench;
  bench.folder = g_dir_make_tmp ("lookback-fuzz-XXXXXX", NULL);
  bench.file = g_build_filename (bench.folder, "T01.sql", NULL);
  g_autofree char *path = g_build_filename (bench.folder, "p.gpkg", NULL);
  bench.project = lb_project_create (path, &info, &error);
  g_assert_no_error (error);
  lb_db_exec (lb_project_get_db (bench.project), county, &error);
  g_assert_no_error (error);
  g_assert_true (lb_project_renumber_regions (bench.project, NULL));
  bench.regions = lb_project_dup_regions (bench.project, &error);
  g_autoptr (LbRules) rules = lb_rules_load_for_project (bench.project, NULL, &error);
  bench.reader = lb_delta_reader_open (path, rules, NULL, &error);
  g_assert_no_error (error);
  return &bench;
}

static void
remove_bench (void)
{
  remove_all (get_bench ()->folder);
}

static void
look_up (const Bench *bench, LbIndicator *indicator)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_ptr_array_add (one, indicator);
  g_autoptr (LbDeltas) deltas = lb_deltas_read (bench->reader, one, bench->regions, 0.2, NULL, NULL);

  if (deltas == NULL)
    return;
  g_autoptr (LbSortedDeltas) sorted = lb_deltas_sort (deltas->common, lb_region_tree_get_n (bench->regions));
  g_autoptr (LbCubeBody) body = lb_cube_body_new (sorted, NULL, lb_region_tree_get_n (bench->regions), deltas->has_persons);
  g_autoptr (LbCube) cube = lb_cube_new (indicator, bench->regions, body, 5);
  for (gint32 day = 19000; day < 21000; day += 450) {
    g_autoptr (LbValues) values = lb_cube_at (cube, day);
    guint n;
    g_autofree guint *ranking = lb_values_ranking (values, LB_LEVEL_VILLAGE, &n);
    g_autofree char *text = lb_values_format (values, ranking[0]);
    g_assert_nonnull (text);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gboolean known;
  const Bench *bench = get_bench ();

  if (!known)
    atexit (remove_bench);
  known = TRUE;
  if (!g_file_set_contents_full (bench->file, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    return 0;
  g_autoptr (LbIndicator) indicator = lb_indicator_load (bench->file, size % 2 ? "zh" : "en", NULL);
  if (indicator == NULL)
    return 0;
  look_up (bench, indicator);
  for (guint i = 0; i < MIN (indicator->facets->len, 3); i++) {
    g_autoptr (LbIndicator) member =
      lb_indicator_dup_facet (indicator, g_array_index (indicator->facets, LbFacet, i).code, NULL);
    look_up (bench, member);
  }
  return 0;
}
