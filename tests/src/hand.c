#include "tests/src/hand.h"
#include "src/date.h"

#include <glib/gstdio.h>
#include <math.h>

static const char regions[] =
  "INSERT INTO import_batch (id, kind, file, sha256, rows, accepted, rejected, at) VALUES (1, 'boundaries', 'hand', 'x', 0, 0, 0, '');"
  "INSERT INTO region (id, parent_id, level, code, name, area_m2) VALUES"
  " (1, NULL, 'county', '539902', '岚岭县', 100e6),"
  " (2, 1, 'township', '539902100', '岚山镇', 60e6), (3, 1, 'township', '539902200', '青溪乡', 30e6),"
  " (4, 2, 'village', '539902100201', '松岭村', NULL), (5, 2, 'village', '539902100202', '石门村', 20e6),"
  " (6, 3, 'village', '539902200201', '柳湾村', 25e6),"
  " (7, 4, 'grid', '539902100201001', '松岭一', 7e6), (8, 4, 'grid', '539902100201002', '松岭二', 5e6)";

void
hand_set_up (Hand *self, gconstpointer data)
{
  LbProjectInfo info = {"岚岭县", "539902", "岚岭县乡村振兴局", NULL};
  g_autoptr (GError) error = NULL;

  (void) data;
  self->dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  self->path = g_build_filename (self->dir, "county.gpkg", NULL);
  self->project = lb_project_create (self->path, &info, &error);
  g_assert_no_error (error);
  hand_run (self, regions);
}

void
hand_remove (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inside = g_build_filename (path, name, NULL);
    if (g_file_test (inside, G_FILE_TEST_IS_DIR))
      hand_remove (inside);
    else
      g_unlink (inside);
  }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}

void
hand_tear_down (Hand *self, gconstpointer data)
{
  (void) data;
  lb_project_close (self->project);
  hand_remove (self->dir);
  g_free (self->dir);
  g_free (self->path);
}

void
hand_run (Hand *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  lb_db_exec (lb_project_get_db (self->project), sql, &error);
  g_assert_no_error (error);
  lb_project_renumber_regions (self->project, &error);
  g_assert_no_error (error);
  lb_project_close (self->project);
  self->project = lb_project_open (self->path, LB_DB_WRITE, &error);
  g_assert_no_error (error);
}

static char *
quote (const char *text)
{
  return text != NULL ? g_strdup_printf ("'%s'", text) : g_strdup ("NULL");
}

void
hand_add_case (Hand *self, int id, int region, int persons, const char *identified, const char *cleared,
               const char *revoked)
{
  g_autofree char *cleared_text = quote (cleared), *revoked_text = quote (revoked);
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO household (id, household_no, region_id, size, import_batch_id, src_row)"
    " VALUES (%d, 'H%d', %d, %d, 1, %d);"
    "INSERT INTO monitoring_case (id, household_id, case_seq, class, persons, identified_on, cleared_on,"
    " revoked_on, import_batch_id, src_row) VALUES (%d, %d, 1, 'unstable', %d, '%s', %s, %s, 1, %d)",
    id, id, region, persons, id, id, id, persons, identified, cleared_text, revoked_text, id);

  hand_run (self, sql);
}

void
hand_add_measure (Hand *self, int case_id, const char *planned, const char *status, const char *status_on)
{
  g_autofree char *status_text = quote (status_on);
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO measure (case_id, category, planned_on, status, status_on, import_batch_id, src_row)"
    " VALUES (%d, 'industry', '%s', '%s', %s, 1, 1)",
    case_id, planned, status, status_text);

  hand_run (self, sql);
}

char *
hand_write (Hand *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

LbCube *
hand_cube (Hand *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbIndicator) indicator = lb_indicator_find (id, NULL, "zh", &error);

  g_assert_no_error (error);
  LbCube *cube = lb_cube_build (self->project, indicator, NULL, &error);
  g_assert_no_error (error);
  return cube;
}

void
hand_assert (LbCube *cube, const char *date, gint64 region, double numerator, double denominator,
             double value)
{
  g_autoptr (LbValues) values = lb_cube_at (cube, lb_day_from_text (date));
  int number = lb_region_tree_find_id (values->regions, region);

  g_assert_cmpint (number, >=, 0);
  g_assert_cmpfloat_with_epsilon (values->numerator[number], numerator, 1e-12);
  g_assert_cmpfloat_with_epsilon (values->denominator[number], denominator, 1e-12);
  if (isnan (value))
    g_assert_true (isnan (values->value[number]));
  else
    g_assert_cmpfloat_with_epsilon (values->value[number], value, 1e-12);
}
