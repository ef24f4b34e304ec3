#include "tests/maps/little-county.h"

#include <glib/gstdio.h>
#include <math.h>

#define COLUMNS 4
#define ROWS    3
#define STEPS   12 /* points on a side of a village */

static const char *const names[] = {"甲村", "乙村", "丙村", "丁村", "戊村", "己村", "庚村", "辛村", "壬村", "癸村", "子村", "丑社区"};

/* A lattice point moved about, the same for everybody who asks, and by so little that no ring crosses itself. */
static void
add_point (LbShapesBuilder *builder, int i, int j)
{
  double x = 99 + 0.05 * i / STEPS, y = 27 + 0.045 * j / STEPS;

  lb_shapes_builder_add_point (builder, x + 0.0012 * sin (2.1 * j + 0.7 * i), y + 0.001 * sin (1.7 * i + 1.3 * j));
}

static void
add_ring (LbShapesBuilder *builder, int left, int bottom, int across, int up)
{
  lb_shapes_builder_begin_ring (builder);
  for (int i = 0; i < across; i++)
    add_point (builder, left + i, bottom);
  for (int j = 0; j < up; j++)
    add_point (builder, left + across, bottom + j);
  for (int i = across; i > 0; i--)
    add_point (builder, left + i, bottom + up);
  for (int j = up; j > 0; j--)
    add_point (builder, left, bottom + j);
}

static LbShapes *
make_shapes (void)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  for (int v = 0; v < LITTLE_VILLAGES; v++) {
    lb_shapes_builder_begin_shape (builder);
    add_ring (builder, v % COLUMNS * STEPS, v / COLUMNS * STEPS, STEPS, STEPS);
    if (v == 1 || v == 9)
      add_ring (builder, STEPS + 4, 4, 4, 4);
  }
  return lb_shapes_builder_end (builder);
}

static void
add_region (LbDb *db, int id, int parent, const char *level, const char *code, const char *name, GBytes *geom, double area)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *row =
    lb_db_prepare (db, "INSERT INTO region (id, parent_id, level, code, name, geom, area_m2) VALUES (?, nullif (?, 0), ?, ?, ?, ?, ?)",
                   &error);

  g_assert_no_error (error);
  sqlite3_bind_int (row, 1, id);
  sqlite3_bind_int (row, 2, parent);
  sqlite3_bind_text (row, 3, level, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 4, code, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 5, name, -1, SQLITE_TRANSIENT);
  if (geom != NULL)
    sqlite3_bind_blob (row, 6, g_bytes_get_data (geom, NULL), (int) g_bytes_get_size (geom), SQLITE_TRANSIENT);
  sqlite3_bind_double (row, 7, area);
  lb_db_run (db, row, &error);
  g_assert_no_error (error);
}

static void
add_regions (LbProject *project)
{
  LbDb *db = lb_project_get_db (project);
  g_autoptr (LbShapes) shapes = make_shapes ();

  add_region (db, 1, 0, "county", "539902", "岚岭县", NULL, 300e6);
  add_region (db, 2, 1, "township", "539902100", "东山镇", NULL, 150e6);
  add_region (db, 3, 1, "township", "539902200", "西水乡", NULL, 150e6);
  for (guint v = 0; v < LITTLE_VILLAGES; v++) {
    g_autoptr (GBytes) geom = lb_shapes_to_gpkg (shapes, v);
    gboolean west = v % COLUMNS < 2;
    g_autofree char *code = g_strdup_printf ("5399021002%02u", v + 1);
    if (!west)
      code[6] = '2';
    add_region (db, 10 + (int) v, west ? 2 : 3, "village", code, names[v], geom, 25e6 - v);
  }
}

void
little_set_up (Little *self, gconstpointer data)
{
  LbProjectInfo info = {"岚岭县", "539902", "岚岭县乡村振兴局", NULL};
  g_autoptr (GError) error = NULL;

  (void) data;
  self->dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (self->dir, "little.gpkg", NULL);
  g_autoptr (LbProject) project = lb_project_create (path, &info, &error);
  g_assert_no_error (error);
  add_regions (project);
  g_clear_pointer (&project, lb_project_close);
  project = lb_project_open (path, LB_DB_WRITE, &error);
  g_assert_no_error (error);
  self->boundaries = lb_boundaries_load (project, &error);
  g_assert_no_error (error);
}

void
little_tear_down (Little *self, gconstpointer data)
{
  (void) data;
  lb_boundaries_unref (self->boundaries);
  GDir *dir = g_dir_open (self->dir, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->dir, name, NULL);
    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (self->dir);
  g_free (self->dir);
}

guint
little_village (const Little *self, guint v)
{
  int number = lb_region_tree_find_id (lb_boundaries_get_regions (self->boundaries), 10 + v);

  g_assert_cmpint (number, >=, 0);
  return (guint) number;
}

double *
little_values (const Little *self, const double *values)
{
  guint n = lb_region_tree_get_n (lb_boundaries_get_regions (self->boundaries));
  double *all = g_new (double, n);

  for (guint i = 0; i < n; i++)
    all[i] = NAN;
  for (guint v = 0; v < LITTLE_VILLAGES; v++)
    all[little_village (self, v)] = values[v];
  return all;
}

LbMapSpec
little_spec (void)
{
  return (LbMapSpec) {.level = LB_LEVEL_VILLAGE,
                      .classify = LB_CLASSIFY_JENKS,
                      .n_classes = 5,
                      .palette = "OrRd",
                      .title = "岚岭县监测对象密度分布图（2025年12月31日）",
                      .indicator = "监测对象密度",
                      .unit = "户/km²",
                      .decimals = 2,
                      .as_of = "2025-12-31",
                      .maker = "岚岭县乡村振兴局",
                      .source = "监测对象台账",
                      .language = "zh"};
}

LbMap *
little_map (const Little *self, const double *values)
{
  LbMapSpec spec = little_spec ();
  g_autofree double *all = values != NULL ? little_values (self, values) : NULL;
  g_autoptr (GError) error = NULL;

  spec.values = all;
  LbMap *map = lb_map_new (self->boundaries, &spec, &error);
  g_assert_no_error (error);
  return map;
}
