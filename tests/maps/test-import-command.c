/* lookback import, as a person types it: exit status, standard output, standard error. */
#include "tests/maps/boundary-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
  int status;
  char *out, *err;
} Run;

static void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static Run
run (const char *const *words)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Run run = {-1, NULL, NULL};

  g_ptr_array_add (argv, (gpointer) g_getenv ("LOOKBACK"));
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, 0, NULL, NULL, &run.out, &run.err, &run.status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (run.status));
  run.status = WEXITSTATUS (run.status);
  g_test_message ("%d\n%s%s", run.status, run.out, run.err);
  return run;
}

#define RUN(...) run ((const char *const[]){__VA_ARGS__, NULL})

static char *
sample (const char *name)
{
  return g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", name, NULL);
}

static char *
broken (const char *name)
{
  return g_build_filename (g_getenv ("LB_TESTS"), "bad", "shapefiles", name, NULL);
}

static void
boundaries_print_one_line_a_file (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *township = sample ("township.shp"), *village = sample ("village.shp");
  g_auto (Run) result = RUN ("import", fixture->project_path, township, village);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.out, ==,
                   "township.shp: boundaries (Township), batch 1: 10 rows, 10 accepted, 0 rejected\n"
                   "village.shp: boundaries (Village), batch 2: 80 rows, 80 accepted, 0 rejected\n");
  g_assert_true (g_str_has_prefix (result.err, "lookback: "));
}

static void
json_has_the_agreed_members (void)
{
  static const char *const members[] = {"batch", "file", "kind", "encoding", "encoding_reason", "crs",
                                        "rows", "accepted", "rejected", "rejects"};
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = broken ("same-code-twice.shp");
  g_auto (Run) result = RUN ("import", fixture->project_path, path, "--json");

  g_assert_cmpint (result.status, ==, 3);
  g_assert_null (strstr (result.err, "already"));
  g_assert_true (json_parser_load_from_data (parser, result.out, -1, NULL));
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (object, members[i]));
  JsonObject *reject = json_array_get_object_element (json_object_get_array_member (object, "rejects"), 0);
  g_assert_cmpint (json_object_get_int_member (reject, "row"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (reject, "column"), ==, "XZQDM");
  g_assert_cmpstr (json_object_get_string_member (object, "crs"), ==, "EPSG:4490");
}

static void
rejected_rows_are_written_whole (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = broken ("same-code-twice.shp"), *text = NULL;
  g_autofree char *rejects = g_build_filename (fixture->folder, "rejects.csv", NULL);
  g_auto (Run) result = RUN ("import", fixture->project_path, path, "--rejects", rejects);

  g_assert_cmpint (result.status, ==, 3);
  g_assert_true (g_file_get_contents (rejects, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBFrow,reason,XZQDM,XZQMC"));
  g_assert_nonnull (strstr (text, "539902100201,西村"));
}

static void
the_first_file_that_fails_ends_the_run (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *good = sample ("township.shp"), *bad = broken ("points.shp"), *more = sample ("village.shp");
  g_auto (Run) result = RUN ("import", fixture->project_path, good, bad, more);

  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.out, "township.shp"));
  g_assert_null (strstr (result.out, "village.shp"));
  g_assert_nonnull (strstr (result.err, "1 file was imported before this one and stays: township.shp"));
  g_assert_nonnull (strstr (result.err, "these were not tried: village.shp"));
  g_assert_nonnull (strstr (result.err, "points.shp holds points"));
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region"), ==, 11);
}

static void
the_same_file_is_not_taken_twice (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = sample ("township.shp");
  g_auto (Run) first = RUN ("import", fixture->project_path, path);
  g_auto (Run) second = RUN ("import", fixture->project_path, path);

  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (second.status, ==, 1);
  g_assert_nonnull (strstr (second.err, "was imported before, as batch 1"));
}

static void
a_ledger_goes_to_the_ledgers (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *township = sample ("township.shp"), *village = sample ("village.shp"), *grid = sample ("grid.shp"),
                  *staff = sample ("staff.csv");
  g_auto (Run) result = RUN ("import", fixture->project_path, township, village, grid, staff);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.out, "staff.csv: staff, batch 4: "));
}

/* Where @word stands in @text; it must. */
static gssize
place_of (const char *text, const char *word)
{
  const char *at = strstr (text, word);

  g_assert_nonnull (at);
  return at - text;
}

static void
files_are_taken_in_the_order_they_need (void)
{
  static const char *const order[] = {"village.shp: ", "township.shp: ", "grid.shp: ", "staff.csv: ", "households.csv: ",
                                      "matters.csv: ", "visits.csv: ", "cases.csv: ", "measures.csv: "};
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *township = sample ("township.shp"), *village = sample ("village.shp"), *grid = sample ("grid.shp"),
                  *households = sample ("households.csv"), *cases = sample ("cases.csv"), *measures = sample ("measures.csv"),
                  *visits = sample ("visits.csv"), *matters = sample ("matters.csv"), *staff = sample ("staff.csv");
  g_auto (Run) result = RUN ("import", fixture->project_path, measures, matters, visits, cases, staff, households, village, township,
                             grid);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.err, "the files are taken in this order: village.shp (boundaries), township.shp (boundaries), "
                                        "grid.shp (boundaries), staff.csv (staff), households.csv (households), "));
  for (gsize i = 1; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (place_of (result.out, order[i - 1]), <, place_of (result.out, order[i]));
}

static void
the_same_files_again_pass_over_what_is_in (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *township = sample ("township.shp"), *village = sample ("village.shp");
  g_auto (Run) first = RUN ("import", fixture->project_path, township);
  g_auto (Run) second = RUN ("import", fixture->project_path, village, township);
  g_auto (Run) third = RUN ("import", fixture->project_path, village, township);

  g_assert_cmpint (second.status, ==, 0);
  g_assert_nonnull (strstr (second.err, "passed over: township.shp was imported before, as batch 1"));
  g_assert_nonnull (strstr (second.out, "village.shp: boundaries"));
  g_assert_cmpint (third.status, ==, 1);
  g_assert_cmpstr (third.out, ==, "");
}

static void
a_file_that_is_no_ledger_stops_the_run_before_it_begins (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *township = sample ("township.shp"), *notes = g_build_filename (fixture->folder, "notes.csv", NULL);

  g_assert_true (g_file_set_contents (notes, "甲,乙\n1,2\n", -1, NULL));
  g_auto (Run) result = RUN ("import", fixture->project_path, township, notes);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpstr (result.out, ==, "");
  g_assert_nonnull (strstr (result.err, "cannot tell what ledger notes.csv is"));
  g_assert_nonnull (strstr (result.err, "nothing was imported"));
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region"), ==, 0);
}

static void
what_cannot_be_read_is_said_in_one_sentence (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *project = fixture->project_path;
  g_autofree char *village = sample ("village.shp"), *table = sample ("village.dbf");
  const struct {
    const char *const words[8];
    int status;
    const char *fragment;
  } cases[] = {
    {{"import", project, NULL}, 2, "usage"},
    {{"import", project, "x.xlsx", NULL}, 1, "cannot open x.xlsx"},
    {{"import", project, table, NULL}, 1, "name the .shp file"},
    {{"import", project, "missing.shp", NULL}, 1, "does not exist"},
    {{"import", project, village, "--level", "street", NULL}, 2, "not a level"},
    {{"import", project, village, "--crs", "EPSG:1", NULL}, 1, "not a coordinate system"},
    {{"import", project, village, "--encoding", "klingon", NULL}, 1, "not an encoding"},
    {{"import", project, village, "--map", "XZQDM", NULL}, 2, "--map code=FIELD"},
    {{"import", project, village, "--as", "households", NULL}, 2, "is a file of boundaries"},
    {{"import", project, village, "--sheet", "1", NULL}, 1, "--sheet"},
    {{"import", project, village, village, "--rejects", "x.csv", NULL}, 2, "one file at a time"},
    {{"import", "nowhere.gpkg", village, NULL}, 1, "nowhere.gpkg"},
    {{"import", project, village, "--nonsense", NULL}, 2, "nonsense"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Run) result = run (cases[i].words);
    g_assert_cmpint (result.status, ==, cases[i].status);
    g_assert_cmpstr (result.out, ==, "");
    g_assert_true (g_str_has_prefix (result.err, "lookback: "));
    g_assert_true (strchr (result.err, '\n') == result.err + strlen (result.err) - 1);
    if (strstr (result.err, cases[i].fragment) == NULL)
      g_error ("“%s” lacks “%s”", result.err, cases[i].fragment);
  }
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM import_batch"), ==, 0);
}

static void
a_dry_run_says_so (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = sample ("township.shp");
  g_auto (Run) result = RUN ("import", fixture->project_path, path, "--dry-run");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.out, ==, "township.shp: boundaries (Township), tried only: 10 rows, 10 accepted, 0 rejected\n");
  g_assert_cmpfloat (fixture_number (fixture, "SELECT count(*) FROM region"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-command/boundaries-print-one-line-a-file", boundaries_print_one_line_a_file);
  g_test_add_func ("/import-command/json-has-the-agreed-members", json_has_the_agreed_members);
  g_test_add_func ("/import-command/rejected-rows-are-written-whole", rejected_rows_are_written_whole);
  g_test_add_func ("/import-command/the-first-file-that-fails-ends-the-run", the_first_file_that_fails_ends_the_run);
  g_test_add_func ("/import-command/the-same-file-is-not-taken-twice", the_same_file_is_not_taken_twice);
  g_test_add_func ("/import-command/a-ledger-goes-to-the-ledgers", a_ledger_goes_to_the_ledgers);
  g_test_add_func ("/import-command/files-are-taken-in-the-order-they-need", files_are_taken_in_the_order_they_need);
  g_test_add_func ("/import-command/the-same-files-again-pass-over-what-is-in", the_same_files_again_pass_over_what_is_in);
  g_test_add_func ("/import-command/a-file-that-is-no-ledger-stops-the-run-before-it-begins",
                   a_file_that_is_no_ledger_stops_the_run_before_it_begins);
  g_test_add_func ("/import-command/what-cannot-be-read-is-said-in-one-sentence", what_cannot_be_read_is_said_in_one_sentence);
  g_test_add_func ("/import-command/a-dry-run-says-so", a_dry_run_says_so);
  return g_test_run ();
}
