/* Boundary files into the tree, in every order, by every means of finding the parent; encodings; undo. */
#include "tests/maps/boundary-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const Region townships[] = {
  {"539902101", "南镇", "539902", 99.0, 27.0, 0.2, 0.1, 0},
  {"539902200", "北乡", "539902", 99.0, 27.1, 0.2, 0.1, 0},
};
static const Region villages[] = {
  {"539902200201", "丙村", "539902200", 99.0, 27.1, 0.2, 0.1, 0},
  {"539902101202", "乙村", "539902101", 99.1, 27.0, 0.1, 0.1, 0.02},
  {"539902101201", "甲村", "539902101", 99.0, 27.0, 0.1, 0.1, 0},
};
static const Region grids[] = {
  {"539902101201001", "甲一", "539902101201", 99.0, 27.0, 0.05, 0.1, 0},
  {"539902101201002", "甲二", "539902101201", 99.05, 27.0, 0.05, 0.1, 0},
  {"539902101202001", "乙一", "539902101202", 99.1, 27.0, 0.1, 0.1, 0.02},
  {"539902200201001", "丙一", "539902200201", 99.0, 27.1, 0.2, 0.1, 0},
};
#define WHOLE                                                                                                          \
  "岚岭县<- 南镇<岚岭县 甲村<南镇 甲一<甲村 甲二<甲村 乙村<南镇 乙一<乙村 北乡<岚岭县 丙村<北乡 丙一<丙村"

static LbImportResult *
bring (Fixture *fixture, const char *name, const Region *regions, guint n)
{
  g_autofree char *path = fixture_write (fixture, name, regions, n, NULL);

  return fixture_import (fixture, path, NULL);
}

static void
bring_quietly (Fixture *fixture, int level)
{
  g_autoptr (LbImportResult) result = level == 0   ? bring (fixture, "township", townships, 2)
                                      : level == 1 ? bring (fixture, "village", villages, 3)
                                                   : bring (fixture, "grid", grids, 4);
  g_assert_cmpint (result->rejected, ==, 0);
}

static void
assert_tree (Fixture *fixture, const char *expected)
{
  g_autofree char *tree = fixture_describe (fixture);

  g_assert_cmpstr (tree, ==, expected);
}

static void
levels_come_in_any_order (void)
{
  static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    for (int k = 0; k < 3; k++)
      bring_quietly (fixture, orders[i][k]);
    assert_tree (fixture, WHOLE);
    g_assert_cmpstr (lb_project_get_code (fixture->project), ==, "539902");
    g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region WHERE pre IS NULL OR last < pre"), ==, 0);
    g_assert_cmpfloat (fixture_number (fixture, "SELECT last FROM region WHERE level = 'county'"), ==, 9);
  }
}

/* A row carries its polygon: it is not written again for its parent and its number. */
static void
a_new_region_is_written_once (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lb_db_exec (lb_project_get_db (fixture->project),
                             "CREATE TEMP TABLE again (id INTEGER);"
                             "CREATE TEMP TRIGGER again AFTER UPDATE ON main.region BEGIN INSERT INTO again VALUES (new.id); END",
                             &error));
  for (int level = 0; level < 3; level++) {
    bring_quietly (fixture, level);
    g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM again JOIN region USING (id)"
                                                " WHERE import_batch_id = (SELECT max (id) FROM import_batch) AND level <> 'county'"), ==, 0);
  }
  assert_tree (fixture, WHOLE);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM again"), >, 0); /* those that made room for others */
}

static void
the_county_is_the_sum_of_what_is_below (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 2);
  double all = fixture_number (fixture, "SELECT printf ('%!.17g', sum (area_m2)) FROM region WHERE level = 'grid'");
  g_assert_cmpfloat_with_epsilon (
    fixture_number (fixture, "SELECT printf ('%!.17g', area_m2) FROM region WHERE level = 'county'") / all, 1, 1e-14);
  bring_quietly (fixture, 0);
  /* The townships have polygons of their own, without the hole that the grids leave. */
  g_assert_cmpfloat (fixture_number (fixture, "SELECT area_m2 FROM region WHERE level = 'county'"), >, all * 1.000001);
}

static void
a_region_of_another_county_stands_alone (void)
{
  static const Region mixed[] = {
    {"539902101", "南镇", "539902", 99.0, 27.0, 0.2, 0.1, 0},
    {"539903101", "外镇", "539903", 99.3, 27.0, 0.2, 0.1, 0},
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 1);
  g_autoptr (LbImportResult) result = bring (fixture, "township", mixed, 2);
  g_autofree char *parent = fixture_text (fixture, "SELECT parent_id FROM region WHERE name = '外镇'");
  g_assert_null (parent);
  gboolean said = FALSE;
  for (guint i = 0; i < result->notices->len; i++)
    said |= strstr (g_ptr_array_index (result->notices, i), "外镇") != NULL;
  g_assert_true (said);
}

static void
the_parents_column_tells_where_codes_do_not (void)
{
  static const Region odd[] = {{"G-7", "甲七", "539902101201", 99.0, 27.0, 0.05, 0.05, 0}};
  const LbImportOptions options = {.kind = "boundaries", .level = "grid"};
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 0);
  bring_quietly (fixture, 1);
  g_autofree char *path = fixture_write (fixture, "odd", odd, 1, NULL);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, &options);
  g_autofree char *parent = fixture_text (
    fixture, "SELECT p.name FROM region r JOIN region p ON p.id = r.parent_id WHERE r.code = 'G-7'");
  g_assert_cmpstr (parent, ==, "甲村");
}

static void
a_place_inside_tells_where_words_do_not (void)
{
  static const Region bare[] = {{NULL, "乙九", NULL, 99.11, 27.01, 0.02, 0.02, 0},
                                {NULL, "丙九", NULL, 99.01, 27.11, 0.02, 0.02, 0},
                                {NULL, "远方", NULL, 98.0, 27.11, 0.02, 0.02, 0}};
  static const char *const fields[] = {"", "NAME", ""};
  const TableForm form = {NULL, "UTF-8", 40, fields};
  const LbImportOptions options = {.kind = "boundaries", .level = "grid"};
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 1);
  bring_quietly (fixture, 0);
  g_autofree char *path = fixture_write (fixture, "bare", bare, 3, &form);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, &options);
  g_autofree char *tree = fixture_text (
    fixture, "SELECT group_concat (line) FROM (SELECT r.name || '<' || coalesce (p.name, '-') AS line FROM region r"
             " LEFT JOIN region p ON p.id = r.parent_id WHERE r.level = 'grid' ORDER BY r.id)");
  g_assert_cmpstr (tree, ==, "乙九<乙村,丙九<丙村,远方<-");
}

/* By its place the exclave lies in the north, by its code it belongs to the south: the code is right. */
static void
an_exclave_belongs_where_its_code_says (void)
{
  static const Region exclave[] = {{"539902101209", "飞地村", "", 99.05, 27.15, 0.02, 0.02, 0}};
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 0);
  g_autoptr (LbImportResult) result = bring (fixture, "exclave", exclave, 1);
  assert_tree (fixture, "岚岭县<- 南镇<岚岭县 飞地村<南镇 北乡<岚岭县");
}

static void
statistical_codes_of_twelve_digits_lose_their_zeros (void)
{
  static const Region filled[] = {{"539902101000", "南镇", "539902000000", 99.0, 27.0, 0.2, 0.1, 0},
                                  {"539902200000", "北乡", "539902000000", 99.0, 27.1, 0.2, 0.1, 0}};
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LbImportResult) result = bring (fixture, "filled", filled, 2);

  g_assert_cmpstr (result->level, ==, "township");
  bring_quietly (fixture, 1);
  bring_quietly (fixture, 2);
  assert_tree (fixture, WHOLE);
}

static void
parts_in_several_records_become_one_region (void)
{
  static const Region parts[] = {{"539902101201", "甲村", "", 99.0, 27.0, 0.1, 0.1, 0},
                                 {"539902101201", "甲村", "", 99.3, 27.0, 0.1, 0.1, 0},
                                 {"539902101201", "甲村", "", 99.0, 27.0, 0.1, 0.1, 0}};
  g_autoptr (Fixture) fixture = fixture_new (), single = fixture_new ();
  g_autoptr (LbImportResult) result = bring (fixture, "parts", parts, 3);
  g_autoptr (LbImportResult) one = bring (single, "one", parts, 1);

  g_assert_cmpint (result->accepted, ==, 3);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region WHERE level = 'village'"), ==, 1);
  g_assert_cmpfloat_with_epsilon (fixture_number (fixture, "SELECT area_m2 FROM region WHERE level = 'village'") /
                                    fixture_number (single, "SELECT area_m2 FROM region WHERE level = 'village'"),
                                  2, 1e-9);
}

static char *
snapshot (Fixture *fixture)
{
  return fixture_text (fixture,
                       "SELECT group_concat (line, char (10)) FROM (SELECT id || '|' || coalesce (parent_id, '') || '|' ||"
                       " level || '|' || coalesce (code, '') || '|' || name || '|' || coalesce (printf ('%!.17g', area_m2), '')"
                       " || '|' || coalesce (pre, '') || '|' || coalesce (last, '') || '|' || coalesce (hex (geom), '') AS line"
                       " FROM region ORDER BY id)");
}

static void
a_new_state_of_a_level_updates_and_can_be_undone (void)
{
  static const Region moved[] = {{"539902101201", "甲甲村", "", 99.0, 27.0, 0.08, 0.1, 0},
                                 {"539902101203", "新村", "", 99.08, 27.0, 0.02, 0.1, 0}};
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 0);
  bring_quietly (fixture, 2);
  bring_quietly (fixture, 1);
  g_autofree char *before = snapshot (fixture);
  g_autoptr (LbImportResult) result = bring (fixture, "moved", moved, 2);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region WHERE level = 'village'"), ==, 4);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region WHERE name = '甲甲村'"), ==, 1);
  g_assert_true (lb_import_undo (fixture->project, result->batch, NULL, &error));
  g_assert_no_error (error);
  g_autofree char *after = snapshot (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* The villages took the grids from the townships; without them the grids hang there again. */
static void
undoing_a_level_gives_its_children_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 0);
  bring_quietly (fixture, 2);
  g_autofree char *before = snapshot (fixture);
  g_autoptr (LbImportResult) result = bring (fixture, "village", villages, 3);
  assert_tree (fixture, WHOLE);
  g_assert_true (lb_import_undo (fixture->project, result->batch, NULL, &error));
  g_assert_no_error (error);
  g_autofree char *after = snapshot (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (lb_import_undo (fixture->project, 1, NULL, &error));
}

static void
a_dry_run_changes_nothing (void)
{
  const LbImportOptions options = {.kind = "boundaries", .dry_run = TRUE};
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "village", villages, 3, NULL);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, &options);

  g_assert_cmpint (result->accepted, ==, 3);
  g_assert_cmpint (result->batch, ==, 0);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region"), ==, 0);
  g_assert_cmpstr (lb_project_get_code (fixture->project), ==, "");
}

static void
a_cancelled_import_leaves_nothing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LbImportOptions options = {.kind = "boundaries", .cancellable = cancellable};
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "village", villages, 3, NULL);

  g_cancellable_cancel (cancellable);
  g_assert_null (lb_boundaries_import (fixture->project, path, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region"), ==, 0);
}

static void
check_names (const TableForm *form, const char *encoding, const char *reason, const char *expected)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "village", villages, 3, form);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
  g_autofree char *names =
    fixture_text (fixture, "SELECT group_concat (name) FROM (SELECT name FROM region WHERE level = 'village' ORDER BY code)");

  g_assert_cmpstr (result->encoding, ==, encoding);
  if (strstr (result->encoding_reason, reason) == NULL)
    g_error ("the reason “%s” lacks “%s”", result->encoding_reason, reason);
  g_assert_cmpstr (names, ==, expected);
}

static void
names_are_read_in_every_encoding (void)
{
  check_names (&(TableForm){"GBK", "LDID/77", 40, NULL}, "GB18030", "language byte", "甲村,乙村,丙村");
  check_names (&(TableForm){NULL, "UTF-8", 40, NULL}, "UTF-8", ".cpg", "甲村,乙村,丙村");
  check_names (&(TableForm){NULL, NULL, 40, NULL}, "UTF-8", "UTF-8", "甲村,乙村,丙村");
  check_names (&(TableForm){"GBK", NULL, 40, NULL}, "GB18030", "", "甲村,乙村,丙村");
  check_names (&(TableForm){"GBK", "GBK", 40, NULL}, "GB18030", ".cpg", "甲村,乙村,丙村");
}

static void
chinese_field_names_are_understood (void)
{
  static const char *const fields[] = {"\xB1\xE0\xC2\xEB", "\xC3\xFB\xB3\xC6", ""}; /* 编码, 名称 in GBK */

  check_names (&(TableForm){"GBK", "LDID/77", 40, fields}, "GB18030", "language byte", "甲村,乙村,丙村");
}

/* Thirteen bytes hold four characters of UTF-8 and a third of the fifth. */
static void
a_character_cut_by_the_fields_width_is_dropped (void)
{
  static const Region one[] = {{"539902101201", "清水河村委会", "", 99.0, 27.0, 0.1, 0.1, 0}};
  static const char *const code_pages[] = {"UTF-8", NULL, "LDID/77"};
  static const char *const charsets[] = {"UTF-8", "UTF-8", "GBK"};
  static const char *const expected[] = {"清水河村", "清水河村", "清水河村委会"};

  for (int i = 0; i < 3; i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    const TableForm form = {charsets[i], code_pages[i], 13, NULL};
    g_autofree char *path = fixture_write (fixture, "cut", one, 1, &form);
    g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
    g_autofree char *name = fixture_text (fixture, "SELECT name FROM region WHERE level = 'village'");
    g_assert_cmpstr (name, ==, expected[i]);
  }
}

static void
the_users_fields_go_before_the_known_ones (void)
{
  static const char *const maps[] = {"name=SJDM", NULL}, *const wrong[] = {"name=NOPE", NULL};
  const LbImportOptions options = {.kind = "boundaries", .maps = maps}, bad = {.kind = "boundaries", .maps = wrong};
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "village", villages, 3, NULL);

  g_assert_null (lb_boundaries_import (fixture->project, path, &bad, &error));
  g_assert_nonnull (strstr (error->message, "XZQDM, XZQMC, SJDM"));
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, &options);
  g_autofree char *name = fixture_text (fixture, "SELECT name FROM region WHERE code = '539902200201'");
  g_assert_cmpstr (name, ==, "539902200");
}

static void
a_project_gives_its_polygons_back_in_metres (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();

  bring_quietly (fixture, 2);
  bring_quietly (fixture, 1);
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load (fixture->project, &error);
  g_assert_no_error (error);
  LbRegionTree *tree = lb_boundaries_get_regions (boundaries);
  const LbShapes *shapes = lb_boundaries_get_shapes (boundaries);
  g_assert_cmpint (lb_boundaries_get_epsg (boundaries), ==, 4542);
  g_assert_cmpuint (lb_shapes_get_n (shapes), ==, lb_region_tree_get_n (tree));
  g_assert_cmpuint (lb_shapes_get_n_rings (shapes, (guint) lb_region_tree_find_code (tree, "539902101202")), ==, 2);
  g_assert_cmpuint (lb_shapes_get_n_rings (shapes, (guint) lb_region_tree_find_code (tree, "539902")), ==, 0);
  LbBox box = lb_shapes_get_extent (shapes);
  g_assert_cmpfloat_with_epsilon (box.max_x - box.min_x, 19850, 20);
  g_assert_cmpfloat_with_epsilon (box.min_x, 500000, 10);
}

static void
a_bare_shapefile_keeps_the_values_of_a_field (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "village", villages, 3, NULL);
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_open (path, "SJDM", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  LbRegionTree *tree = lb_boundaries_get_regions (boundaries);
  for (guint i = 0; i < 3; i++) {
    const LbRegion *region = lb_region_tree_get (tree, i);
    g_assert_cmpint (region->level, ==, LB_LEVEL_VILLAGE);
    g_assert_cmpfloat (lb_boundaries_get_field (boundaries)[i], ==, floor (g_ascii_strtod (region->code, NULL) / 1000));
  }
  g_assert_cmpstr (lb_region_tree_get (tree, 0)->name, ==, "甲村");
  g_assert_cmpint ((int) lb_region_tree_get (tree, 0)->id, ==, 3);
  g_assert_cmpuint (lb_shapes_get_n_rings (lb_boundaries_get_shapes (boundaries), 1), ==, 2);
  g_assert_null (lb_boundaries_open (path, "XZQMC", NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "holds no numbers"));
  g_clear_error (&error);
  g_assert_null (lb_boundaries_open (path, "NOPE", NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "XZQDM, XZQMC, SJDM"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/levels-come-in-any-order", levels_come_in_any_order);
  g_test_add_func ("/import/the-county-is-the-sum-of-what-is-below", the_county_is_the_sum_of_what_is_below);
  g_test_add_func ("/import/a-region-of-another-county-stands-alone", a_region_of_another_county_stands_alone);
  g_test_add_func ("/import/the-parents-column-tells-where-codes-do-not", the_parents_column_tells_where_codes_do_not);
  g_test_add_func ("/import/a-place-inside-tells-where-words-do-not", a_place_inside_tells_where_words_do_not);
  g_test_add_func ("/import/an-exclave-belongs-where-its-code-says", an_exclave_belongs_where_its_code_says);
  g_test_add_func ("/import/statistical-codes-of-twelve-digits-lose-their-zeros",
                   statistical_codes_of_twelve_digits_lose_their_zeros);
  g_test_add_func ("/import/parts-in-several-records-become-one-region", parts_in_several_records_become_one_region);
  g_test_add_func ("/import/a-new-state-of-a-level-updates-and-can-be-undone",
                   a_new_state_of_a_level_updates_and_can_be_undone);
  g_test_add_func ("/import/undoing-a-level-gives-its-children-back", undoing_a_level_gives_its_children_back);
  g_test_add_func ("/import/a-dry-run-changes-nothing", a_dry_run_changes_nothing);
  g_test_add_func ("/import/a-cancelled-import-leaves-nothing", a_cancelled_import_leaves_nothing);
  g_test_add_func ("/import/names-are-read-in-every-encoding", names_are_read_in_every_encoding);
  g_test_add_func ("/import/chinese-field-names-are-understood", chinese_field_names_are_understood);
  g_test_add_func ("/import/a-character-cut-by-the-fields-width-is-dropped",
                   a_character_cut_by_the_fields_width_is_dropped);
  g_test_add_func ("/import/a-new-region-is-written-once", a_new_region_is_written_once);
  g_test_add_func ("/import/the-users-fields-go-before-the-known-ones", the_users_fields_go_before_the_known_ones);
  g_test_add_func ("/import/a-project-gives-its-polygons-back-in-metres", a_project_gives_its_polygons_back_in_metres);
  g_test_add_func ("/import/a-bare-shapefile-keeps-the-values-of-a-field", a_bare_shapefile_keeps_the_values_of_a_field);
  return g_test_run ();
}
