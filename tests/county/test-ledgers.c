/* The ledgers of generated counties: the published figures, the same bytes each time, dirt where asked. */
#include "config.h"
#include "tests/county/fixture.h"

#include <string.h>

static const char *program;

static void
check_same_bytes (const char *folder, const char *other)
{
  g_auto (GStrv) names = folder_list (folder);

  g_assert_cmpuint (g_strv_length (names), >=, 22);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autofree char *other_path = g_build_filename (other, names[i], NULL);
    g_autofree char *text = NULL, *other_text = NULL;
    gsize length, other_length;

    g_assert_true (g_file_get_contents (path, &text, &length, NULL));
    g_assert_true (g_file_get_contents (other_path, &other_text, &other_length, NULL));
    if (length != other_length || memcmp (text, other_text, length) != 0)
      g_error ("%s differs between two counties that should be the same", names[i]);
  }
}

static void
the_sample_is_what_the_generator_makes (void)
{
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  g_autoptr (Fixture) fixture = fixture_new (program, NULL);

  check_same_bytes (fixture->folder, sample);
}

static void
the_same_seed_gives_the_same_bytes (void)
{
  const char *const options[] = {"--seed", "5", "--dirty", "0.2", "--encoding", "gbk", "--crs", "gk", NULL};
  g_autoptr (Fixture) first = fixture_new (program, options);
  g_autoptr (Fixture) second = fixture_new (program, options);
  const char *const other[] = {"--seed", "6", "--dirty", "0.2", "--encoding", "gbk", "--crs", "gk", NULL};
  g_autoptr (Fixture) third = fixture_new (program, other);
  g_autofree char *path = fixture_path (first, "cases.csv"), *other_path = fixture_path (third, "cases.csv");
  g_autofree char *text = NULL, *other_text = NULL;

  /* In GBK there is no .cpg, so three files fewer than the sample. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (other_path, &other_text, NULL, NULL));
  g_assert_cmpstr (text, !=, other_text);
  g_clear_pointer (&text, g_free);
  g_clear_pointer (&other_text, g_free);
  {
    g_auto (GStrv) names = folder_list (first->folder);

    for (guint i = 0; names[i] != NULL; i++) {
      g_autofree char *here = fixture_path (first, names[i]), *there = fixture_path (second, names[i]);
      g_autoptr (GBytes) a = NULL, b = NULL;
      g_autoptr (GMappedFile) first_file = g_mapped_file_new (here, FALSE, NULL);
      g_autoptr (GMappedFile) second_file = g_mapped_file_new (there, FALSE, NULL);

      a = g_mapped_file_get_bytes (first_file);
      b = g_mapped_file_get_bytes (second_file);
      g_assert_true (g_bytes_equal (a, b));
    }
  }
}

/* sqlite3 knows nothing of this project; the script holds the definitions once more. */
static void
the_sample_carries_the_published_figures (void)
{
  static const char *const expected[] = {
    "households 39154", "households_numbers 39154", "grids 4286", "villages 80", "townships 10",
    "open 366", "open_households 366", "revoked 14", "marked_open 366", "cleared 500",
    "in_force 1510", "implemented 1053", "industry 71", "employment 63", "safety_net 919",
    "kinds_still_open 14", "overdue 1", "registered 35972", "registrations 35972", "matters 846", "completed 775",
    "grid_staff 4286", "village_staff 425", "township_staff 220", "strangers 0", "steps_out_of_order 0",
    "cleared_before_identified 0", "done_before_planned 0", "first_day 1", "after_the_end 0"};
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  g_autofree char *read = g_strdup_printf (".read %s/county/figures.sql", g_getenv ("LB_TESTS"));
  const char *const command[] = {"sqlite3", "-batch", ":memory:", read, NULL};
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  int status;

  g_spawn_sync (sample, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!g_strv_contains ((const char *const *) lines, expected[i]))
      g_error ("the sample lacks “%s”; sqlite3 counted:\n%s", expected[i], output);
}

static void
the_sample_is_small_enough_to_ship (void)
{
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  g_auto (GStrv) names = folder_list (sample);
  goffset total = 0;

  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr (GFile) file = g_file_new_build_filename (sample, names[i], NULL);
    g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);

    total += g_file_info_get_size (info);
  }
  g_assert_cmpint (total, <, 8000000);
}

static guint
count_different_lines (const char *folder, const char *other, const char *name, guint *n)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *other_path = g_build_filename (other, name, NULL);
  g_autofree char *text = NULL, *other_text = NULL;
  g_autoptr (GHashTable) clean = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) lines = NULL, other_lines = NULL;
  guint different = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (other_path, &other_text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  other_lines = g_strsplit (other_text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_hash_table_add (clean, lines[i]);
  for (guint i = 0; other_lines[i] != NULL; i++)
    different += !g_hash_table_contains (clean, other_lines[i]);
  *n = g_strv_length (lines);
  return different;
}

static void
the_share_of_dirty_rows_is_as_asked (void)
{
  const char *const options[] = {"--only", "ledgers", "--dirty", "0.3", NULL};
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  g_autoptr (Fixture) fixture = fixture_new (program, options);
  guint n, different = count_different_lines (sample, fixture->folder, "visits.csv", &n);

  /* Eight in a hundred dirty rows are whole rows twice, and some defects leave an empty cell as it is. */
  g_assert_cmpfloat ((double) different / n, >, 0.2);
  g_assert_cmpfloat ((double) different / n, <, 0.3);
}

static void
ledgers_in_gbk_say_the_same (void)
{
  const char *const options[] = {"--only", "ledgers", "--encoding", "gbk", NULL};
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  g_autoptr (Fixture) fixture = fixture_new (program, options);
  g_auto (GStrv) names = folder_list (fixture->folder);

  g_assert_cmpuint (g_strv_length (names), ==, 7);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = fixture_path (fixture, names[i]), *plain = g_build_filename (sample, names[i], NULL);
    g_autofree char *text = NULL, *decoded = NULL, *plain_text = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (path, &text, &length, NULL));
    g_assert_true (g_file_get_contents (plain, &plain_text, NULL, NULL));
    decoded = g_convert (text, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
    g_assert_true (decoded != NULL && strcmp (decoded, plain_text) == 0);
  }
}

static void
a_wrong_option_is_refused (void)
{
  const char *const command[] = {program, "--out", "/nonexistent/county", "--size", "XL", NULL};
  g_autofree char *message = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, 0, NULL, NULL, NULL, &message, &status, NULL));
  g_assert_false (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (message, "XL"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/county/the-sample-is-what-the-generator-makes", the_sample_is_what_the_generator_makes);
  g_test_add_func ("/county/the-same-seed-gives-the-same-bytes", the_same_seed_gives_the_same_bytes);
  g_test_add_func ("/county/the-sample-carries-the-published-figures", the_sample_carries_the_published_figures);
  g_test_add_func ("/county/the-sample-is-small-enough-to-ship", the_sample_is_small_enough_to_ship);
  g_test_add_func ("/county/the-share-of-dirty-rows-is-as-asked", the_share_of_dirty_rows_is_as_asked);
  g_test_add_func ("/county/ledgers-in-gbk-say-the-same", ledgers_in_gbk_say_the_same);
  g_test_add_func ("/county/a-wrong-option-is-refused", a_wrong_option_is_refused);
  return g_test_run ();
}
