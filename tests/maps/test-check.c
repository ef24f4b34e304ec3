/* The command "check", from outside. */
#include "tests/maps/boundary-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
  char *out, *err;
  int status;
} Result;

static void
result_clear (Result *self)
{
  g_free (self->out);
  g_free (self->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static Result
check (const char *source, const char *option, const char *value)
{
  const char *const words[] = {g_getenv ("LOOKBACK"), "check", source, option, value, NULL};
  g_autoptr (GError) error = NULL;
  Result result = {NULL, NULL, 0};

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &result.out, &result.err, &result.status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (result.status));
  result.status = WEXITSTATUS (result.status);
  return result;
}

#define HEAD "fault,severity,region_a,region_b,longitude,latitude,size_m2,message"

static const Region neat[] = {
  {"539902101", "甲乡", "539902", 99.1, 27.1, 0.1, 0.1, 0},
  {"539902102", "乙乡", "539902", 99.2, 27.1, 0.1, 0.1, 0},
};

static const Region overlapping[] = {
  {"539902101", "甲乡", "539902", 99.1, 27.1, 0.1, 0.1, 0},
  {"539902102", "乙乡", "539902", 99.15, 27.15, 0.1, 0.1, 0},
};

static const Region children[] = {
  {"539902101201", "子村", "539902101", 99.1, 27.1, 0.1, 0.1, 0},
  {"539902102201", "丑村", "539902102", 99.2, 27.1, 0.15, 0.1, 0},
};

static void
neat_boundaries_end_with_0 (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "neat", neat, 2, NULL);
  g_auto (Result) plain = check (path, NULL, NULL);
  g_auto (Result) table = check (path, "--csv", "-");

  g_assert_cmpint (plain.status, ==, 0);
  g_assert_cmpstr (plain.out, ==, "");
  g_assert_cmpint (table.status, ==, 0);
  g_assert_cmpstr (table.out, ==, HEAD "\n");
}

static void
faults_are_a_table_and_end_with_3 (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "over", overlapping, 2, NULL);
  g_auto (Result) result = check (path, "--csv", "-");
  g_auto (GStrv) lines = g_strsplit (result.out, "\n", -1);

  g_assert_cmpint (result.status, ==, 3);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, HEAD);
  g_auto (GStrv) cells = g_strsplit (lines[1], ",", -1);
  g_assert_cmpstr (cells[0], ==, "overlap");
  g_assert_cmpstr (cells[1], ==, "error");
  g_assert_cmpstr (cells[2], ==, "539902101");
  g_assert_cmpstr (cells[3], ==, "539902102");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[4], NULL), 99.175, 0.025);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[5], NULL), 27.175, 0.025);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[6], NULL), 27.46e6, 0.05e6);
  g_assert_nonnull (strstr (cells[7], "甲乡 (539902101)"));
}

static void
faults_are_json_too (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = fixture_write (fixture, "over", overlapping, 2, NULL);
  g_auto (Result) result = check (path, "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_cmpint (result.status, ==, 3);
  g_assert_true (json_parser_load_from_data (parser, result.out, -1, NULL));
  JsonArray *faults = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "faults");
  g_assert_cmpuint (json_array_get_length (faults), ==, 1);
  JsonObject *fault = json_array_get_object_element (faults, 0);
  g_assert_cmpstr (json_object_get_string_member (fault, "fault"), ==, "overlap");
  g_assert_cmpstr (json_object_get_string_member (fault, "region_b"), ==, "539902102");
}

static void
a_village_outside_of_its_township_is_found_in_a_project (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *townships = fixture_write (fixture, "township", neat, 2, NULL);
  g_autofree char *villages = fixture_write (fixture, "village", children, 2, NULL);
  lb_import_result_free (fixture_import (fixture, townships, &(LbImportOptions) {0}));
  lb_import_result_free (fixture_import (fixture, villages, &(LbImportOptions) {0}));
  g_auto (Result) result = check (fixture->project_path, "--csv", "-");
  g_auto (GStrv) lines = g_strsplit (result.out, "\n", -1);

  g_assert_cmpint (result.status, ==, 3);
  g_assert_cmpstr (lines[0], ==, "rule,severity,region,household,row,message,remedy");
  g_assert_true (g_str_has_prefix (lines[1], "child-outside,error,539902102201,,,"));
}

static void
a_missing_source_and_a_wrong_word_are_refused (void)
{
  g_auto (Result) missing = check ("no-such.shp", NULL, NULL);
  g_auto (Result) nothing = check ("no-such.gpkg", NULL, NULL);
  g_auto (Result) wrong = check ("no-such.shp", "--colour", NULL);

  g_assert_cmpint (missing.status, ==, 1);
  g_assert_nonnull (strstr (missing.err, "no-such.shp"));
  g_assert_cmpint (nothing.status, ==, 1);
  g_assert_cmpint (wrong.status, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/neat-boundaries-end-with-0", neat_boundaries_end_with_0);
  g_test_add_func ("/check/faults-are-a-table-and-end-with-3", faults_are_a_table_and_end_with_3);
  g_test_add_func ("/check/faults-are-json-too", faults_are_json_too);
  g_test_add_func ("/check/a-village-outside-of-its-township-is-found-in-a-project",
                   a_village_outside_of_its_township_is_found_in_a_project);
  g_test_add_func ("/check/a-missing-source-and-a-wrong-word-are-refused", a_missing_source_and_a_wrong_word_are_refused);
  return g_test_run ();
}
