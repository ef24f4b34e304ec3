/* lookback values and lookback indicators, run as programs. */
#include "tests/src/hand.h"
#include "tests/src/run.h"

#include <string.h>

static void
fill (Hand *hand)
{
  hand_add_case (hand, 1, HAND_GRID_1, 3, "2024-01-10", NULL, NULL);
  hand_add_measure (hand, 1, "2024-01-15", "implemented", "2024-03-01");
  hand_add_measure (hand, 1, "2024-02-15", "planned", NULL);
}

static void
no_data_is_an_empty_value (Hand *hand, gconstpointer data)
{
  (void) data;
  fill (hand);
  g_autoptr (Run) run = run_program ("values", hand->path, "M01,D01", "--level", "township", "--as-of", "2024-03-31",
                                     "--csv", "-", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==,
                   "code,name,level,as_of,indicator,numerator,denominator,value\n"
                   "539902100,岚山镇,township,2024-03-31,M01,1,2,50\n"
                   "539902200,青溪乡,township,2024-03-31,M01,0,0,\n"
                   "539902100,岚山镇,township,2024-03-31,D01,1,60,0.016666666666666666\n"
                   "539902200,青溪乡,township,2024-03-31,D01,0,30,0\n");
}

static void
a_span_gives_month_ends (Hand *hand, gconstpointer data)
{
  (void) data;
  fill (hand);
  g_autoptr (Run) run = run_program ("values", hand->path, "M01", "--level", "0", "--from", "2024-01-20", "--to",
                                     "2024-04-29", "--step", "month", "--csv", "-", NULL);
  g_assert_cmpstr (strchr (run->out, '\n'), ==,
                   "\n539902,岚岭县,county,2024-01-31,M01,0,1,0\n"
                   "539902,岚岭县,county,2024-02-29,M01,0,2,0\n"
                   "539902,岚岭县,county,2024-03-31,M01,1,2,50\n");
  g_autoptr (Run) weeks = run_program ("values", hand->path, "M01", "--level", "county", "--from", "2024-01-01",
                                       "--to", "2024-01-15", "--step", "week", "--csv", "-", NULL);
  g_assert_nonnull (strstr (weeks->out, "2024-01-01,M01,0,0,\n"));
  g_assert_nonnull (strstr (weeks->out, "2024-01-08,M01,0,0,\n"));
  g_assert_nonnull (strstr (weeks->out, "2024-01-15,M01,0,1,0\n"));
}

static void
a_file_begins_with_a_mark_and_standard_output_does_not (Hand *hand, gconstpointer data)
{
  g_autofree char *path = g_build_filename (hand->dir, "out.csv", NULL);
  g_autofree char *text = NULL;

  (void) data;
  fill (hand);
  g_autoptr (Run) file = run_program ("values", hand->path, "M01", "--level", "county", "--csv", path, NULL);
  g_autoptr (Run) stream = run_program ("values", hand->path, "M01", "--level", "county", "--csv", "-", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\357\273\277code,"));
  g_assert_cmpstr (text + 3, ==, stream->out);
}

static void
a_name_is_never_a_formula (Hand *hand, gconstpointer data)
{
  (void) data;
  fill (hand);
  hand_run (hand, "UPDATE region SET name = '=1+1' WHERE id = 2; UPDATE region SET name = '青\"溪,乡' WHERE id = 3");
  g_autoptr (Run) run = run_program ("values", hand->path, "M01", "--level", "township", "--csv", "-", NULL);
  g_assert_nonnull (strstr (run->out, "'=1+1"));
  g_assert_nonnull (strstr (run->out, "\"青\"\"溪,乡\""));
}

static void
people_get_a_table_with_units (Hand *hand, gconstpointer data)
{
  (void) data;
  fill (hand);
  g_autoptr (Run) run = run_program ("values", hand->path, "D01", "--level", "village", "--as-of", "2024-03-31", NULL);
  g_assert_nonnull (strstr (run->out, "households/km²"));
  g_assert_nonnull (strstr (run->out, "539902100201  松岭村"));
  g_assert_nonnull (strstr (run->out, "0.08\n"));
}

static void
wrong_words_are_answered (Hand *hand, gconstpointer data)
{
  (void) data;
  fill (hand);
#define ANSWERS(wanted, word, ...)                                                        \
  do {                                                                                    \
    g_autoptr (Run) run = run_program ("values", hand->path, __VA_ARGS__, NULL);          \
    g_assert_cmpint (run->status, ==, wanted);                                            \
    g_assert_nonnull (strstr (run->err, word));                                           \
    g_assert_cmpstr (run->out, ==, "");                                                   \
  } while (0)
  ANSWERS (2, "--level", "M01");
  ANSWERS (2, "street", "M01", "--level", "street");
  ANSWERS (1, "county, township, village, grid", "M01", "--level", "area");
  ANSWERS (1, "Z99", "M01,Z99", "--level", "county", "--csv", "-");
  ANSWERS (1, "D01, D02", "", "--level", "county", "--csv", "-");
  ANSWERS (1, "D01, D02", "M01,", "--level", "county", "--csv", "-");
  ANSWERS (2, "2024-02-30", "M01", "--level", "county", "--as-of", "2024-02-30");
  ANSWERS (2, "--from and --to", "M01", "--level", "county", "--from", "2024-01-01");
  ANSWERS (2, "--from and --to", "M01", "--level", "county", "--from", "2024-01-01", "--to", "2024-02-01", "--as-of",
           "2024-02-01");
  ANSWERS (2, "fortnight", "M01", "--level", "county", "--from", "2024-01-01", "--to", "2024-02-01", "--step",
           "fortnight");
  ANSWERS (2, "end of a month", "M01", "--level", "county", "--from", "2024-01-01", "--to", "2024-01-30");
  ANSWERS (2, "earlier day first", "M01", "--level", "county", "--from", "2024-02-01", "--to", "2024-01-01", "--step",
           "day");
  ANSWERS (2, "11000", "M01", "--level", "county", "--from", "0001-01-01", "--to", "9999-12-31", "--step", "day");
  ANSWERS (1, "none/out.csv", "M01", "--level", "county", "--csv", "/nowhere/none/out.csv");
#undef ANSWERS
}

static void
an_empty_project_asks_for_a_day (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (Run) run = run_program ("values", hand->path, "D01", "--level", "county", NULL);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "--as-of"));
  hand_run (hand, "DELETE FROM region");
  g_autoptr (Run) bare = run_program ("values", hand->path, "D01", "--level", "county", "--as-of", "2024-01-01", NULL);
  g_assert_cmpint (bare->status, ==, 1);
  g_assert_nonnull (strstr (bare->err, "import boundaries"));
}

static void
the_catalogue_names_bad_files (Hand *hand, gconstpointer data)
{
  g_autofree char *bad = hand_write (hand, "indicators/X01.sql", "-- id: X01\n-- name: x\n");

  (void) data;
  g_autoptr (Run) table = run_program ("indicators", hand->path, NULL);
  g_assert_cmpint (table->status, ==, 3);
  g_assert_nonnull (strstr (table->err, bad));
  g_assert_nonnull (strstr (table->err, "line 2"));
  g_assert_nonnull (strstr (table->out, "  ↑  Measure implementation rate"));
  g_assert_nonnull (strstr (table->out, "\nM02:industry "));
  g_autoptr (Run) json = run_program ("indicators", "--json", NULL);
  g_assert_cmpint (json->status, ==, 0);
  g_assert_nonnull (strstr (json->out, "\"better\":\"up\""));
  g_assert_nonnull (strstr (json->out, "{\"code\":\"industry\",\"label\":\"industry\"}"));
}

#define ADD(path, function) g_test_add (path, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/values/no-data-is-an-empty-value", no_data_is_an_empty_value);
  ADD ("/values/a-span-gives-month-ends", a_span_gives_month_ends);
  ADD ("/values/a-file-begins-with-a-mark-and-standard-output-does-not", a_file_begins_with_a_mark_and_standard_output_does_not);
  ADD ("/values/a-name-is-never-a-formula", a_name_is_never_a_formula);
  ADD ("/values/people-get-a-table-with-units", people_get_a_table_with_units);
  ADD ("/values/wrong-words-are-answered", wrong_words_are_answered);
  ADD ("/values/an-empty-project-asks-for-a-day", an_empty_project_asks_for_a_day);
  ADD ("/values/the-catalogue-names-bad-files", the_catalogue_names_bad_files);
  return g_test_run ();
}
