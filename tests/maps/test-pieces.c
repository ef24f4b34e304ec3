/* Which polygons are filled on a day: villages that were merged, abolished or made of others. */
#include "maps/map-private.h"
#include "src/date.h"
#include "tests/maps/little-county.h"

#include <math.h>

#define BEFORE "2024-05-31"
#define AFTER  "2024-06-01"

/* Runs @sql on the little county's project and loads its boundaries anew. (transfer full) */
static LbBoundaries *
change (Little *little, const char *sql, GBytes *geom)
{
  g_autofree char *path = g_build_filename (little->dir, "little.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_WRITE, &error);

  g_assert_no_error (error);
  g_auto (GStrv) statements = g_strsplit (sql, ";", -1);
  for (char **text = statements; *text != NULL && **text != '\0'; text++) {
    sqlite3_stmt *statement = lb_db_prepare (lb_project_get_db (project), *text, &error);
    g_assert_no_error (error);
    if (geom != NULL && sqlite3_bind_parameter_count (statement) > 0)
      sqlite3_bind_blob (statement, 1, g_bytes_get_data (geom, NULL), (int) g_bytes_get_size (geom), SQLITE_TRANSIENT);
    lb_db_run (lb_project_get_db (project), statement, &error);
    g_assert_no_error (error);
  }
  g_clear_pointer (&project, lb_project_close);
  project = lb_project_open (path, LB_DB_READ, &error);
  g_assert_no_error (error);
  LbBoundaries *boundaries = lb_boundaries_load (project, &error);
  g_assert_no_error (error);
  return boundaries;
}

static guint
number_of (LbBoundaries *boundaries, gint64 id)
{
  int number = lb_region_tree_find_id (lb_boundaries_get_regions (boundaries), id);

  g_assert_cmpint (number, >=, 0);
  return (guint) number;
}

/* Owner of the piece with the polygon of region @id, by id; 0: it is not drawn. */
static gint64
drawn_for (LbBoundaries *boundaries, LbLevel level, const char *day, gint64 id)
{
  g_autoptr (GArray) pieces = lb_pieces_find (boundaries, level, day != NULL ? lb_day_from_text (day) : LB_DAY_NONE);
  gint64 owner = 0;

  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    if (i > 0)
      g_assert_cmpuint (piece.owner, >=, g_array_index (pieces, LbMapPiece, i - 1).owner);
    if (piece.shape == number_of (boundaries, id))
      owner = lb_region_tree_get (lb_boundaries_get_regions (boundaries), piece.owner)->id;
  }
  return owner;
}

static void
a_merged_village_leaves_its_ground_to_its_successor (Little *little, gconstpointer data)
{
  g_autoptr (LbBoundaries) boundaries = change (little, "UPDATE region SET valid_to = '2024-05-31', successor_id = 11 WHERE id = 10", NULL);

  (void) data;
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, BEFORE, 10), ==, 10);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 10), ==, 11);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 11), ==, 11);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, NULL, 10), ==, 11);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_TOWNSHIP, AFTER, 10), ==, 2);
}

static void
a_village_that_went_to_another_township_is_drawn_there (Little *little, gconstpointer data)
{
  g_autoptr (LbBoundaries) boundaries = change (little, "UPDATE region SET valid_to = '2024-05-31', successor_id = 12 WHERE id = 10", NULL);

  (void) data;
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_TOWNSHIP, BEFORE, 10), ==, 2);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_TOWNSHIP, AFTER, 10), ==, 3);
}

static void
an_abolished_village_without_successor_is_left_out (Little *little, gconstpointer data)
{
  g_autoptr (LbBoundaries) boundaries = change (little, "UPDATE region SET valid_to = '2024-05-31' WHERE id = 10", NULL);

  (void) data;
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, BEFORE, 10), ==, 10);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 10), ==, 0);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 11), ==, 11);
  /* Its township keeps the ground: what is written about it goes on counting there. */
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_TOWNSHIP, AFTER, 10), ==, 2);
}

static void
villages_of_a_merged_township_stay_villages (Little *little, gconstpointer data)
{
  g_autoptr (LbBoundaries) boundaries = change (little, "UPDATE region SET valid_to = '2024-05-31', successor_id = 3 WHERE id = 2", NULL);

  (void) data;
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 10), ==, 10);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_TOWNSHIP, BEFORE, 10), ==, 2);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_TOWNSHIP, AFTER, 10), ==, 3);
}

/* 新村, id 30, with one polygon over the villages 0 and 1. */
static LbBoundaries *
unite (Little *little)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  const double corners[][2] = {{98.99, 26.99}, {99.1, 26.99}, {99.1, 27.05}, {98.99, 27.05}};

  lb_shapes_builder_begin_shape (builder);
  lb_shapes_builder_begin_ring (builder);
  for (guint i = 0; i < 5; i++)
    lb_shapes_builder_add_point (builder, corners[i % 4][0], corners[i % 4][1]);
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
  g_autoptr (GBytes) geom = lb_shapes_to_gpkg (shapes, 0);
  return change (little,
                 "INSERT INTO region (id, parent_id, level, code, name, geom, area_m2) VALUES (30, 2, 'village', '539902100230', '新村', ?, 50e6);"
                 "UPDATE region SET valid_to = '2024-05-31', successor_id = 30 WHERE id IN (10, 11)", geom);
}

static void
a_village_made_of_two_waits_for_its_day (Little *little, gconstpointer data)
{
  g_autoptr (LbBoundaries) boundaries = unite (little);

  (void) data;
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, BEFORE, 10), ==, 10);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, BEFORE, 11), ==, 11);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, BEFORE, 30), ==, 0);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 10), ==, 0);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 11), ==, 0);
  g_assert_cmpint (drawn_for (boundaries, LB_LEVEL_VILLAGE, AFTER, 30), ==, 30);
}

static int
pick (LbBoundaries *boundaries, const char *day, gint64 id)
{
  g_autoptr (LbScene) scene = lb_scene_new_at (boundaries, LB_LEVEL_VILLAGE, lb_day_from_text (day), NULL, NULL, NULL);
  const LbMapSpec spec = {.level = LB_LEVEL_VILLAGE, .as_of = day, .language = "zh"};
  g_autoptr (LbMap) map = lb_map_new (boundaries, &spec, NULL);
  g_autoptr (LbPainter) raster = lb_painter_new_raster (map, scene, FALSE), vector = lb_painter_new_vector (map);
  LbView view = lb_view_fit (lb_map_get_extent (map), 400, 300, 10);
  LbAnchor anchor = lb_ground_get_anchor (lb_scene_get_ground (scene), number_of (boundaries, id));
  double x, y;

  lb_view_to_surface (&view, anchor.x, anchor.y, &x, &y);
  int found = lb_painter_pick (raster, &view, x, y);
  g_assert_cmpint (lb_painter_pick (vector, &view, x, y), ==, found);
  return found < 0 ? 0 : (int) lb_region_tree_get (lb_boundaries_get_regions (boundaries), (guint) found)->id;
}

static void
both_painters_show_the_regions_of_the_day (Little *little, gconstpointer data)
{
  g_autoptr (LbBoundaries) boundaries = change (little, "UPDATE region SET valid_to = '2024-05-31', successor_id = 11 WHERE id = 10;"
                                                        "UPDATE region SET valid_to = '2024-12-31' WHERE id = 15", NULL);
  LbRegionTree *tree = lb_boundaries_get_regions (boundaries);

  (void) data;
  g_assert_cmpint (pick (boundaries, BEFORE, 10), ==, 10);
  g_assert_cmpint (pick (boundaries, AFTER, 10), ==, 11);
  g_assert_cmpint (pick (boundaries, "2024-12-31", 15), ==, 15);
  g_assert_cmpint (pick (boundaries, "2025-01-01", 15), ==, 0);
  /* Days between two changes share a scene. */
  g_assert_cmpint (lb_pieces_get_since (tree, lb_day_from_text (BEFORE)), ==, LB_DAY_ALWAYS);
  g_assert_cmpint (lb_pieces_get_since (tree, lb_day_from_text ("2024-12-31")), ==, lb_day_from_text (AFTER));
  g_assert_cmpint (lb_pieces_get_since (tree, LB_DAY_NONE), ==, lb_day_from_text ("2025-01-01"));
  g_autoptr (LbScene) scene = lb_scene_new_at (boundaries, LB_LEVEL_VILLAGE, lb_day_from_text ("2024-07-07"), NULL, NULL, NULL);
  g_assert_true (lb_scene_fits (scene, boundaries, LB_LEVEL_VILLAGE, lb_day_from_text ("2024-12-31")));
  g_assert_false (lb_scene_fits (scene, boundaries, LB_LEVEL_VILLAGE, lb_day_from_text ("2025-01-01")));
  g_assert_false (lb_scene_fits (scene, boundaries, LB_LEVEL_TOWNSHIP, lb_day_from_text ("2024-12-31")));
}

static void
who_is_gone_is_not_without_data (Little *little, gconstpointer data)
{
  g_autoptr (LbBoundaries) boundaries = change (little, "UPDATE region SET valid_to = '2024-05-31', successor_id = 11 WHERE id = 10", NULL);
  guint n = lb_region_tree_get_n (lb_boundaries_get_regions (boundaries));
  g_autofree double *values = g_new0 (double, n);

  (void) data;
  for (guint i = 0; i < n; i++)
    values[i] = i;
  values[number_of (boundaries, 10)] = NAN; /* as the cube has it after the day */
  const LbMapSpec spec = {.level = LB_LEVEL_VILLAGE, .values = values, .n_classes = 3, .as_of = AFTER, .language = "zh"};
  g_autoptr (LbMap) map = lb_map_new (boundaries, &spec, NULL);
  g_assert_cmpuint (lb_map_get_no_data (map), ==, 0);
  guint counted = 0;
  for (guint i = 0; i < lb_map_get_classes (map)->n; i++)
    counted += lb_map_get_classes (map)->counts[i];
  g_assert_cmpuint (counted, ==, LITTLE_VILLAGES - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Little, NULL, little_set_up, function, little_tear_down)
  ADD ("/pieces/a-merged-village-leaves-its-ground-to-its-successor", a_merged_village_leaves_its_ground_to_its_successor);
  ADD ("/pieces/a-village-that-went-to-another-township-is-drawn-there", a_village_that_went_to_another_township_is_drawn_there);
  ADD ("/pieces/an-abolished-village-without-successor-is-left-out", an_abolished_village_without_successor_is_left_out);
  ADD ("/pieces/villages-of-a-merged-township-stay-villages", villages_of_a_merged_township_stay_villages);
  ADD ("/pieces/a-village-made-of-two-waits-for-its-day", a_village_made_of_two_waits_for_its_day);
  ADD ("/pieces/both-painters-show-the-regions-of-the-day", both_painters_show_the_regions_of_the_day);
  ADD ("/pieces/who-is-gone-is-not-without-data", who_is_gone_is_not_without_data);
#undef ADD
  return g_test_run ();
}
