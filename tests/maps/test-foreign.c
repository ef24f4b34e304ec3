/* Boundaries in other formats than shapefiles: made from the sample's own with ogr2ogr, they must import as the same regions;
 * broken ones change nothing; and nothing but such a file makes the program load GDAL. */
#include "maps/error.h"
#include "maps/foreign.h"
#include "tests/maps/boundary-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct {
  const char *file; /* what is made */
  const char *options[7]; /* of ogr2ogr */
  double tolerance; /* relative, of areas */
} Form;

/* TAB rounds to a grid over the extent of its system, some 2 cm here; RFC 7946 has 7 digits of degrees, 1 cm. Both show most
 * in the smallest villages. */
static const Form forms[] = {
  {"x.gpkg", {"-f", "GPKG", "-nlt", "MULTIPOLYGON", NULL}, 1e-6},
  {"x.geojson", {"-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", NULL}, 1e-6},
  {"x.json", {"-f", "GeoJSON", "-lco", "RFC7946=YES", NULL}, 1e-5},
  {"x.kml", {"-f", "KML", NULL}, 1e-6},
  {"x.kmz", {"-f", "LIBKML", NULL}, 1e-6},
  {"x.tab", {"-f", "MapInfo File", "-lco", "ENCODING=CP936", NULL}, 5e-5},
  {"x.mif", {"-f", "MapInfo File", "-dsco", "FORMAT=MIF", NULL}, 1e-6},
  {"x.gdb", {"-f", "OpenFileGDB", NULL}, 1e-6},
};

static void
run_and_expect (const char *const *argv, char **envp, int expected, char **err)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, envp, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &own,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) != expected)
    g_test_message ("%s %s: %d %s", argv[0], argv[1], WEXITSTATUS (status), own);
  g_assert_cmpint (WEXITSTATUS (status), ==, expected);
  if (err != NULL)
    *err = g_steal_pointer (&own);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    remove_all (inner);
  }
  g_remove (path);
}

static char *
sample (const char *name)
{
  return g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", name, NULL);
}

/* (transfer full): the sample's layer in another format, in the fixture's folder. */
static char *
convert (Fixture *fixture, const char *layer, const Form *form)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  char *target = g_build_filename (fixture->folder, form->file, NULL);
  g_autofree char *source = sample (layer);

  g_ptr_array_add (argv, (gpointer) "ogr2ogr");
  for (int i = 0; form->options[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) form->options[i]);
  g_ptr_array_add (argv, target);
  g_ptr_array_add (argv, source);
  g_ptr_array_add (argv, NULL);
  run_and_expect ((const char *const *) argv->pdata, NULL, 0, NULL);
  return target;
}

static void
write_text (const char *path, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
}

static void
compare_with_shapefile (const char *layer, const char *level, guint n)
{
  g_autofree char *shapefile = sample (layer);
  g_autoptr (Fixture) plain = fixture_new ();
  g_autoptr (LbImportResult) of_shapefile = fixture_import (plain, shapefile, NULL);
  g_autofree char *expected = fixture_describe (plain);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autofree char *path = convert (fixture, layer, &forms[i]);
    g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
    g_test_message ("%s %s: %s, %s", layer, forms[i].file, result->encoding_reason, result->crs);
    g_assert_cmpint (result->accepted, ==, n);
    g_assert_cmpint (result->rejected, ==, 0);
    g_assert_cmpstr (result->level, ==, level);
    g_assert_cmpstr (result->encoding, ==, "UTF-8");
    g_autofree char *found = fixture_describe (fixture);
    g_assert_cmpstr (found, ==, expected);
    g_autofree char *sql = g_strdup_printf (
      "ATTACH '%s' AS plain; ", plain->project_path);
    g_assert_cmpint (sqlite3_exec (lb_db_get_handle (lb_project_get_db (fixture->project)), sql, NULL, NULL, NULL), ==, 0);
    double worst = fixture_number (fixture, "SELECT max (abs (a.area_m2 / b.area_m2 - 1)) FROM main.region a"
                                            " JOIN plain.region b USING (code) WHERE b.area_m2 > 0");
    double pairs = fixture_number (fixture, "SELECT count (a.area_m2 / b.area_m2) FROM main.region a"
                                            " JOIN plain.region b USING (code) WHERE a.level <> 'county'");
    g_test_message ("%s %s: areas differ by %.2g at most", layer, forms[i].file, worst);
    g_assert_cmpfloat (worst, <=, forms[i].tolerance);
    g_assert_cmpfloat (pairs, ==, n);
    remove_all (path);
  }
}

static void
townships_are_the_same_in_every_format (void)
{
  compare_with_shapefile ("township.shp", "township", 10);
}

static void
villages_are_the_same_in_every_format (void)
{
  g_autofree char *shapefile = sample ("village.shp");
  g_autoptr (Fixture) plain = fixture_new ();
  g_autoptr (LbImportResult) result = fixture_import (plain, shapefile, NULL);

  compare_with_shapefile ("village.shp", "village", (guint) result->accepted);
}

static void
a_second_import_of_the_same_file_is_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autofree char *path = convert (fixture, "township.shp", &forms[i]);
    g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
    const LbImportOptions options = {NULL};
    g_autoptr (GError) error = NULL;
    g_assert_null (lb_boundaries_import (fixture->project, path, &options, &error));
    g_assert_nonnull (error);
    g_assert_cmpfloat (fixture_number (fixture, "SELECT count (*) FROM import_batch"), ==, 1);
    remove_all (path);
  }
}

static void
expect_refusal (Fixture *fixture, const char *path, const LbImportOptions *options, const char *expected)
{
  const LbImportOptions none = {NULL};
  g_autoptr (GError) error = NULL;
  double before = fixture_number (fixture, "SELECT count (*) FROM region");

  g_assert_null (lb_boundaries_import (fixture->project, path, options != NULL ? options : &none, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_nonnull (strstr (error->message, expected));
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count (*) FROM region"), ==, before);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count (*) FROM import_batch"), ==, 0);
}

#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define FEATURE(kind, coordinates)                                                                                     \
  "{\"type\":\"Feature\",\"properties\":{\"XZQDM\":\"539902100\",\"XZQMC\":\"a\"},\"geometry\":{\"type\":\"" kind        \
  "\",\"coordinates\":" coordinates "}}"
#define SQUARE FEATURE ("Polygon", "[[[99,27],[99,27.1],[99.1,27.1],[99.1,27],[99,27]]]")

static void
files_without_usable_polygons_change_nothing (void)
{
  static const struct {
    const char *name, *text, *expected;
  } files[] = {
    {"empty.geojson", "", "empty.geojson is not a file of the kind"},
    {"no-features.geojson", COLLECTION (""), "no-features.geojson"},
    {"points.geojson", COLLECTION (FEATURE ("Point", "[99,27]")), "no layer of polygons"},
    {"mixed.geojson", COLLECTION (SQUARE "," FEATURE ("Point", "[99,27]")), "feature 2 is no polygon (Point)"},
    {"lines.geojson", COLLECTION (SQUARE "," FEATURE ("LineString", "[[99,27],[98,27]]")), "(Line String)"},
    {"far.geojson", COLLECTION (FEATURE ("Polygon", "[[[1e300,0],[0,1],[1,1],[1e300,0]]]")), "no place on Earth"},
    {"flat.geojson", COLLECTION (FEATURE ("Polygon", "[[[99,27],[99,28],[99,27]]]")), "holds no polygons"},
    {"cut.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" SQUARE ",{\"type\":\"Feat", "cut.geojson"},
    {"rubbish.kml", "<kml><Document><Placemark><Polygon>", "rubbish.kml"},
    {"empty.gpkg", "", "empty.gpkg is not a file of the kind"},
    {"rubbish.gpkg", "SQLite format 3 and then nothing of the kind", "rubbish.gpkg is not a file of the kind"},
    {"alone.tab", "!table\n!version 300\n!charset Neutral\nDefinition Table\n  Type NATIVE\n", "alone.tab is not a file of the kind"},
    {"alone.mif", "VERSION 300\nColumns 1\n  XZQDM Char(20)\nData\n\nRegion 1\n  99999999\n", "alone.mif"},
    {"nothing.gdb", "", "nothing.gdb is not a file of the kind"},
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, files[i].name, NULL);
    write_text (path, files[i].text, -1);
    expect_refusal (fixture, path, NULL, files[i].expected);
  }
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.gpkg", NULL);
  expect_refusal (fixture, missing, NULL, "does not exist");
}

/* Imports into a new project: TRUE when it was refused and changed nothing, FALSE when nothing was missing after all. */
static gboolean
is_refused (const char *path)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const LbImportOptions options = {NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (LbImportResult) result = lb_boundaries_import (fixture->project, path, &options, &error);

  g_test_message ("  %s", result != NULL ? "imported" : error->message);
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count (*) FROM import_batch"), ==, result != NULL);
  if (result != NULL)
    g_assert_cmpint (result->accepted, ==, 10);
  else
    g_assert_cmpfloat (fixture_number (fixture, "SELECT count (*) FROM region"), ==, 0);
  return result == NULL;
}

/* Each file of each format, cut at a third and at two thirds: refused, or whole where GDAL can do without the rest; never a
 * crash, a hang or half of the regions. */
static void
files_cut_short_are_refused_or_whole (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (Fixture) made = fixture_new ();
    g_autofree char *path = convert (made, "township.shp", &forms[i]);
    g_autoptr (GPtrArray) parts = lb_foreign_list_parts (path);
    gboolean folder = g_file_test (path, G_FILE_TEST_IS_DIR);
    guint n_refused = 0;
    for (guint k = 0; k < parts->len; k++) {
      g_autofree char *bytes = NULL;
      gsize length;
      if (folder && !g_str_has_suffix (parts->pdata[k], ".gdbtable"))
        continue;
      g_assert_true (g_file_get_contents (parts->pdata[k], &bytes, &length, NULL));
      for (gsize third = 1; third < 3; third++) {
        g_test_message ("%s, %" G_GSIZE_FORMAT "/3", (char *) parts->pdata[k], third);
        write_text (parts->pdata[k], bytes, (gssize) (length * third / 3));
        n_refused += is_refused (path);
      }
      write_text (parts->pdata[k], bytes, (gssize) length);
    }
    g_assert_cmpuint (n_refused, >=, 2);
    remove_all (path);
  }
}

/* A layer of points first, two of polygons after it. */
static char *
write_three_layers (Fixture *fixture)
{
  static const Form points = {"points.geojson", {NULL}, 0};
  g_autofree char *path = g_build_filename (fixture->folder, points.file, NULL);
  char *target = g_build_filename (fixture->folder, "three.gpkg", NULL);
  g_autofree char *township = sample ("township.shp"), *village = sample ("village.shp");

  write_text (path, COLLECTION (FEATURE ("Point", "[99,27]")), -1);
  const char *const first[] = {"ogr2ogr", "-f", "GPKG", "-nln", "offices", target, path, NULL};
  const char *const second[] = {"ogr2ogr", "-update", "-nlt", "MULTIPOLYGON", "-nln", "乡镇", target, township, NULL};
  const char *const third[] = {"ogr2ogr", "-update", "-nlt", "MULTIPOLYGON", "-nln", "村", target, village, NULL};
  run_and_expect (first, NULL, 0, NULL);
  run_and_expect (second, NULL, 0, NULL);
  run_and_expect (third, NULL, 0, NULL);
  return target;
}

static void
the_first_layer_of_polygons_is_read_or_the_one_named (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = write_three_layers (fixture);
  const LbImportOptions none = {NULL}, named = {.sheet = "村"}, wrong = {.sheet = "网格"}, points = {.sheet = "offices"};

  expect_refusal (fixture, path, &wrong, "its layers are offices, 乡镇, 村");
  expect_refusal (fixture, path, &points, "feature 1 is no polygon (Point)");
  g_autoptr (LbImportResult) first = fixture_import (fixture, path, &none);
  g_assert_cmpstr (first->level, ==, "township");
  gboolean said = FALSE;
  for (guint i = 0; i < first->notices->len; i++)
    said = said || strstr (first->notices->pdata[i], "the layer 乡镇 was read; the file has 1 more") != NULL;
  g_assert_true (said);
  g_autoptr (Fixture) other = fixture_new ();
  g_autoptr (LbImportResult) second = fixture_import (other, path, &named);
  g_assert_cmpstr (second->level, ==, "village");
}

static void
curves_become_lines (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *table = g_build_filename (fixture->folder, "curve.csv", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "curve.gpkg", NULL);

  write_text (table,
              "WKT,XZQDM,XZQMC\n"
              "\"CURVEPOLYGON (CIRCULARSTRING (99.04 27.05,99.05 27.06,99.06 27.05,99.05 27.04,99.04 27.05))\",539902100,a\n"
              "\"POLYGON ((99.04 27.04,99.04 27.06,99.06 27.06,99.06 27.04,99.04 27.04))\",539902101,b\n",
              -1);
  const char *const make[] = {"ogr2ogr", "-f", "GPKG", "-a_srs", "EPSG:4490", "-nlt", "CURVEPOLYGON", "-oo",
                              "GEOM_POSSIBLE_NAMES=WKT", "-oo", "KEEP_GEOM_COLUMNS=NO", path, table, NULL};
  run_and_expect (make, NULL, 0, NULL);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
  double ratio = fixture_number (fixture, "SELECT (SELECT area_m2 FROM region WHERE code = '539902100') /"
                                          " (SELECT area_m2 FROM region WHERE code = '539902101')");
  g_assert_cmpfloat (fabs (ratio - G_PI / 4), <, 1e-3); /* arcs in steps of 4° */
}

/* MapInfo tables of "Neutral" charset are bytes. */
static void
text_of_unknown_encoding_is_decoded (void)
{
  static const char *const words[] = {"GBK", NULL};
  g_autofree char *columns = g_convert ("\"539902100\",\"云登镇\"\n\"539902101\",\"岚岭的中国人民乡\"\n", -1, "GBK", "UTF-8",
                                        NULL, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autofree char *mif = g_build_filename (fixture->folder, "x.mif", NULL);
    g_autofree char *mid = g_build_filename (fixture->folder, "x.mid", NULL);
    const LbImportOptions options = {.encoding = words[i]};
    write_text (mif,
                "VERSION 300\nCharset \"Neutral\"\nDelimiter \",\"\nCoordSys Earth Projection 1, 104\nColumns 2\n"
                "  XZQDM Char(20)\n  XZQMC Char(40)\nData\n\n"
                "Region 1\n  4\n99 27\n99 27.1\n99.1 27\n99 27\n\nRegion 1\n  4\n99.1 27.1\n99 27.1\n99.1 27\n99.1 27.1\n",
                -1);
    write_text (mid, columns, -1);
    g_autoptr (LbImportResult) result = fixture_import (fixture, mif, &options);
    g_autofree char *name = fixture_text (fixture, "SELECT name FROM region WHERE code = '539902100'");
    g_assert_cmpstr (name, ==, "云登镇");
    g_assert_cmpstr (result->encoding, ==, "GB18030");
  }
}

/* A GeoJSON file may give an address as its coordinate system. */
static void
no_file_makes_the_program_call_a_server (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "link.geojson", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  g_autoptr (GSocketAddress) bound = g_socket_get_local_address (socket, NULL);
  g_autofree char *text = g_strdup_printf (
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"link\",\"properties\":{\"href\":\"http://127.0.0.1:%u/x\"}},"
    "\"features\":[" SQUARE "]}",
    g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));

  write_text (path, text, -1);
  g_autoptr (LbImportResult) result = fixture_import (fixture, path, NULL);
  g_assert_false (g_socket_condition_check (socket, G_IO_IN) & G_IO_IN);
}

/* Which libraries the dynamic loader was asked for while the program ran. */
static gboolean
loads_gdal (Fixture *fixture, const char *const *argv)
{
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "LD_DEBUG", "files", TRUE);
  g_autofree char *log = NULL;

  (void) fixture;
  run_and_expect (argv, envp, 0, &log);
  g_assert_nonnull (strstr (log, "libsqlite3.so"));
  return strstr (log, "libgdal.so") != NULL || strstr (log, "lookback-gdal") != NULL;
}

static void
only_such_a_file_loads_gdal (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *shapefile = sample ("township.shp"), *picture = g_build_filename (fixture->folder, "x.png", NULL);
  g_autofree char *path = convert (fixture, "township.shp", &forms[0]);
  const char *program = g_getenv ("LOOKBACK");
  const char *const version[] = {program, "--version", NULL};
  const char *const of_shapefile[] = {program, "map", shapefile, "-o", picture, NULL};
  const char *const import[] = {program, "import", fixture->project_path, shapefile, NULL};
  const char *const of_project[] = {program, "map", fixture->project_path, "-o", picture, NULL};
  const char *const of_package[] = {program, "map", path, "-o", picture, NULL};

  g_assert_false (loads_gdal (fixture, version));
  g_assert_false (loads_gdal (fixture, of_shapefile));
  g_assert_false (loads_gdal (fixture, import));
  g_assert_false (loads_gdal (fixture, of_project));
  g_assert_true (loads_gdal (fixture, of_package));
}

static void
a_bare_map_is_that_of_the_shapefile (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *shapefile = sample ("village.shp");
  g_autofree char *path = convert (fixture, "village.shp", &forms[0]);
  g_autoptr (GError) error = NULL;

  g_assert_true (lb_boundaries_is_bare (path));
  g_assert_true (lb_boundaries_is_bare (shapefile));
  g_assert_false (lb_boundaries_is_bare (fixture->project_path));
  g_autoptr (LbBoundaries) plain = lb_boundaries_open (shapefile, "SJDM", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LbBoundaries) found = lb_boundaries_open (path, "SJDM", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  const LbShapes *a = lb_boundaries_get_shapes (plain), *b = lb_boundaries_get_shapes (found);
  g_assert_cmpuint (lb_shapes_get_n (a), ==, lb_shapes_get_n (b));
  g_assert_cmpuint (lb_shapes_get_n_points (a), ==, lb_shapes_get_n_points (b));
  for (guint i = 0; i < lb_shapes_get_n (a); i++) {
    g_assert_cmpfloat (lb_shapes_get_box (a, i).min_x, ==, lb_shapes_get_box (b, i).min_x);
    g_assert_cmpfloat (lb_boundaries_get_field (plain)[i], ==, lb_boundaries_get_field (found)[i]);
  }
}

/* What is missing is said, and what to install. */
static void
a_missing_module_is_named (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "x.geojson", NULL);
  g_autofree char *module = g_build_filename (fixture->folder, "lookback-gdal.so", NULL);
  const char *const import[] = {g_getenv ("LOOKBACK"), "import", fixture->project_path, path, NULL};
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "LOOKBACK_MODULE_DIR", fixture->folder, TRUE);
  g_autofree char *without = NULL, *broken = NULL;

  write_text (path, COLLECTION (SQUARE), -1);
  run_and_expect (import, envp, 1, &without);
  g_assert_nonnull (strstr (without, "which is not there"));
  write_text (module, "no library", -1);
  run_and_expect (import, envp, 1, &broken);
  g_assert_nonnull (strstr (broken, "libgdal32"));
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count (*) FROM region"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign/townships-are-the-same-in-every-format", townships_are_the_same_in_every_format);
  g_test_add_func ("/foreign/villages-are-the-same-in-every-format", villages_are_the_same_in_every_format);
  g_test_add_func ("/foreign/a-second-import-of-the-same-file-is-refused", a_second_import_of_the_same_file_is_refused);
  g_test_add_func ("/foreign/files-without-usable-polygons-change-nothing", files_without_usable_polygons_change_nothing);
  g_test_add_func ("/foreign/files-cut-short-are-refused-or-whole", files_cut_short_are_refused_or_whole);
  g_test_add_func ("/foreign/the-first-layer-of-polygons-is-read-or-the-one-named",
                   the_first_layer_of_polygons_is_read_or_the_one_named);
  g_test_add_func ("/foreign/curves-become-lines", curves_become_lines);
  g_test_add_func ("/foreign/text-of-unknown-encoding-is-decoded", text_of_unknown_encoding_is_decoded);
  g_test_add_func ("/foreign/no-file-makes-the-program-call-a-server", no_file_makes_the_program_call_a_server);
  g_test_add_func ("/foreign/only-such-a-file-loads-gdal", only_such_a_file_loads_gdal);
  g_test_add_func ("/foreign/a-bare-map-is-that-of-the-shapefile", a_bare_map_is_that_of_the_shapefile);
  g_test_add_func ("/foreign/a-missing-module-is-named", a_missing_module_is_named);
  return g_test_run ();
}
