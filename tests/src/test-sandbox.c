/* Indicator files come from anybody: what their queries may not do, and what a wrong query is told. */
#include "src/date.h"
#include "src/deltas.h"
#include "src/error.h"
#include "src/journal.h"
#include "tests/src/hand.h"

#include <string.h>

static LbIndicator *
make_indicator (Hand *hand, const char *kind, const char *sql)
{
  g_autofree char *text = g_strconcat (
    "-- id: T01\n-- name.zh: 测\n-- name.en: t\n-- group.zh: 测\n-- group.en: t\n-- unit.zh: 户\n-- unit.en: h\n"
    "-- decimals: 2\n-- better: none\n-- palette: OrRd\n-- source.zh: s\n-- source.en: by hand\n-- kind: ", kind, "\n\n", sql, "\n", NULL);
  g_autofree char *path = hand_write (hand, "T01.sql", text);
  g_autoptr (GError) error = NULL;
  LbIndicator *indicator = lb_indicator_load (path, "zh", &error);

  g_assert_no_error (error);
  return indicator;
}

static void
assert_refused (Hand *hand, const char *sql, const char *word)
{
  g_autoptr (LbIndicator) indicator = make_indicator (hand, "stock", sql);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbCube) cube = lb_cube_build (hand->project, indicator, NULL, &error);

  g_test_message ("%s → %s", sql, error != NULL ? error->message : "accepted");
  g_assert_null (cube);
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, indicator->path));
  g_assert_nonnull (strstr (error->message, word));
}

static void
nothing_but_reading_passes (Hand *hand, gconstpointer data)
{
  static const char *const statements[] = {
    "DELETE FROM household", "INSERT INTO region (level, name) VALUES ('grid', 'x')",
    "UPDATE lookback_meta SET value = 'x'", "DROP TABLE visit", "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t AS SELECT 1", "CREATE TEMP VIEW v AS SELECT 1", "ATTACH '/tmp/other.db' AS other",
    "DETACH main", "PRAGMA journal_mode = DELETE", "PRAGMA user_version", "VACUUM", "VACUUM INTO '/tmp/copy.db'",
    "BEGIN", "SAVEPOINT s", "REINDEX", "ANALYZE",
    "SELECT load_extension ('x') AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator",
    "SELECT random () AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator",
    "SELECT 1 AS region_id, current_date AS day, 1 AS numerator, 1 AS denominator",
    "SELECT 1 AS region_id, julianday ('now') AS day, 1 AS numerator, 1 AS denominator",
    "SELECT 1 AS region_id, strftime ('%s', 'now') AS day, 1 AS numerator, 1 AS denominator",
    "SELECT * FROM pragma_table_info ('region')",
    "SELECT value AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator FROM lookback_meta WHERE key = 'hash_key'"};

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    assert_refused (hand, statements[i], "does more than read");
  g_assert_true (lb_journal_verify (lb_project_get_db (hand->project), NULL));
}

/* What several readers share lies in memory that a query could reach by name. */
static void
nothing_but_reading_passes_in_shared_relations (Hand *hand, gconstpointer data)
{
  static const char *const statements[] = {
    "DELETE FROM kept.case_dated", "DELETE FROM case_dated", "DROP TABLE kept.region", "UPDATE kept.region SET name = 'x'",
    "DETACH kept", "INSERT INTO kept.household_base VALUES (1, 1, 1)", "UPDATE region SET name = 'x'"};
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (hand->project, NULL);
  g_autoptr (LbRules) rules = lb_rules_load_for_project (hand->project, NULL, NULL);
  g_autoptr (LbKeptRelations) kept = lb_kept_relations_new (hand->path, NULL);
  g_autoptr (LbDeltaReader) reader = lb_delta_reader_open (hand->path, rules, kept, NULL);

  (void) data;
  g_assert_nonnull (reader);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++) {
    g_autoptr (LbIndicator) indicator = make_indicator (hand, "stock", statements[i]);
    g_autoptr (GPtrArray) one = g_ptr_array_new ();
    g_autoptr (GError) error = NULL;
    g_ptr_array_add (one, indicator);
    g_assert_null (lb_deltas_read (reader, one, regions, 5, NULL, &error));
    g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "does more than read"));
  }
  g_autoptr (LbIndicator) boundary = make_indicator (
    hand, "stock", "SELECT id AS region_id, NULL AS day, geom IS NULL AS numerator, 1 AS denominator FROM region");
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_ptr_array_add (one, boundary);
  g_autoptr (LbDeltas) deltas = lb_deltas_read (reader, one, regions, 5, NULL, NULL);
  g_assert_nonnull (deltas);
  g_assert_cmpuint (deltas->common->len, ==, lb_region_tree_get_n (regions));
}

static void
a_query_without_end_is_stopped (Hand *hand, gconstpointer data)
{
  static const char *const endless[] = {
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT max (i) AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator FROM n",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
    " SELECT i AS region_id, 1 AS day, 0 AS numerator, 0 AS denominator FROM n"};

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (endless); i++) {
    g_autoptr (LbIndicator) indicator = make_indicator (hand, "stock", endless[i]);
    g_autoptr (LbRegionTree) regions = lb_project_dup_regions (hand->project, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (LbRules) rules = lb_rules_load_for_project (hand->project, NULL, NULL);
    g_autoptr (LbDeltaReader) reader = lb_delta_reader_open (hand->path, rules, NULL, NULL);
    g_autoptr (GPtrArray) one = g_ptr_array_new ();
    g_ptr_array_add (one, indicator);
    gint64 before = g_get_monotonic_time ();
    g_assert_null (lb_deltas_read (reader, one, regions, 0.2, NULL, &error));
    g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "0.2 seconds"));
    g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
  }
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
a_query_can_be_cancelled (Hand *hand, gconstpointer data)
{
  g_autoptr (LbIndicator) indicator = make_indicator (
    hand, "stock", "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                   " SELECT max (i) AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator FROM n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  (void) data;
  g_assert_null (lb_cube_build (hand->project, indicator, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
wrong_columns_and_rows_are_named (Hand *hand, gconstpointer data)
{
  (void) data;
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS day, 1 AS numerator", "columns");
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS numerator, 1 AS day, 1 AS denominator", "columns");
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator, 1 AS people", "columns");
  assert_refused (hand, "SELECT 99 AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator", "row 1");
  assert_refused (hand, "SELECT '1' AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator", "region_id");
  assert_refused (hand, "SELECT 1 AS region_id, '2024-01-01' AS day, 1 AS numerator, 1 AS denominator", "day");
  assert_refused (hand, "SELECT 1 AS region_id, 2147483647 AS day, 1 AS numerator, 1 AS denominator", "day");
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS day, NULL AS numerator, 1 AS denominator", "numerator");
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS day, 1 AS numerator, 9e999 AS denominator", "denominator");
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator, 'x' AS persons", "persons");
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator; SELECT 2", "exactly one");
  assert_refused (hand, "SELECT 1 AS region_id, :day AS day, 1 AS numerator, 1 AS denominator", ":facet");
  assert_refused (hand, "SELECT 1 AS region_id, ? AS day, :facet AS numerator, 1 AS denominator", ":facet");
  assert_refused (hand, "SELECT 1 AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator, 1 AS row_id, 1 AS row_table", "columns");
  assert_refused (hand, "-- only a comment", "exactly one");
  assert_refused (hand, "SELECT a FROM nowhere", "nowhere");
  assert_refused (hand, "SELEC 1", "SELEC");
}

static void
a_comment_after_the_query_is_no_second_one (Hand *hand, gconstpointer data)
{
  g_autoptr (LbIndicator) indicator = make_indicator (
    hand, "stock", "SELECT 1 AS region_id, 1 AS day, 1 AS numerator, 1 AS denominator; -- the end\n/* and more */");
  g_autoptr (GError) error = NULL;
  g_autoptr (LbCube) cube = lb_cube_build (hand->project, indicator, NULL, &error);

  (void) data;
  g_assert_no_error (error);
  g_assert_nonnull (cube);
}

static void
a_flow_counts_its_window (Hand *hand, gconstpointer data)
{
  static const char sql[] =
    "WITH e (d) AS (VALUES ('2024-01-31'), ('2024-02-01'), ('2024-02-29'), ('2024-03-01'))"
    " SELECT 6 AS region_id, lb_day (d) AS day, 1 AS numerator, 0 AS denominator FROM e"
    " UNION ALL SELECT 6, NULL, 0, 10";
  g_autoptr (LbIndicator) month = make_indicator (hand, "flow\n-- window: 1 months", sql);
  g_autoptr (LbIndicator) days = make_indicator (hand, "flow\n-- window: 2 days", sql);
  g_autoptr (LbCube) monthly = lb_cube_build (hand->project, month, NULL, NULL);
  g_autoptr (LbCube) two_days = lb_cube_build (hand->project, days, NULL, NULL);

  (void) data;
  hand_assert (monthly, "2024-01-31", HAND_LIUWAN, 1, 10, 0.1);
  hand_assert (monthly, "2024-02-29", HAND_LIUWAN, 2, 10, 0.2); /* February, not the 31st of January */
  hand_assert (monthly, "2024-03-15", HAND_LIUWAN, 2, 10, 0.2); /* 16 February to 15 March */
  hand_assert (monthly, "2024-04-30", HAND_COUNTY, 0, 10, 0);
  hand_assert (two_days, "2024-02-01", HAND_LIUWAN, 2, 10, 0.2);
  hand_assert (two_days, "2024-03-01", HAND_LIUWAN, 2, 10, 0.2);
  hand_assert (two_days, "2024-03-02", HAND_LIUWAN, 1, 10, 0.1);
}

static void
assert_ranking (Hand *hand, const char *better, const char *rows, const char *expected)
{
  g_autofree char *kind = g_strdup_printf ("stock\n-- note.zh: %s\n-- note.en: none", better);
  g_autoptr (LbIndicator) indicator = make_indicator (hand, kind, rows);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n;

  indicator->better = g_str_equal (better, "up") ? LB_BETTER_UP
                      : g_str_equal (better, "down") ? LB_BETTER_DOWN : LB_BETTER_NONE;
  g_autoptr (LbCube) cube = lb_cube_build (hand->project, indicator, NULL, NULL);
  g_autoptr (LbValues) values = lb_cube_at (cube, 0);
  g_autofree guint *ranking = lb_values_ranking (values, LB_LEVEL_VILLAGE, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s ", lb_region_tree_get (values->regions, ranking[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
the_alarming_end_ranks_first_and_no_data_last (Hand *hand, gconstpointer data)
{
  static const char rows[] = "WITH v (r, n, d) AS (VALUES (4, 1, 0), (5, 1, 2), (6, 3, 4))"
                             " SELECT r AS region_id, NULL AS day, n AS numerator, d AS denominator FROM v";
  static const char ties[] = "WITH v (r, n, d) AS (VALUES (6, 1, 2), (5, 2, 4), (4, 3, 6))"
                             " SELECT r AS region_id, NULL AS day, n AS numerator, d AS denominator FROM v";

  (void) data;
  assert_ranking (hand, "up", rows, "石门村 柳湾村 松岭村 ");
  assert_ranking (hand, "down", rows, "柳湾村 石门村 松岭村 ");
  assert_ranking (hand, "none", rows, "柳湾村 石门村 松岭村 ");
  assert_ranking (hand, "up", ties, "松岭村 石门村 柳湾村 ");
  assert_ranking (hand, "down", ties, "松岭村 石门村 柳湾村 ");
}

#define ADD(path, function) g_test_add (path, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sandbox/nothing-but-reading-passes", nothing_but_reading_passes);
  ADD ("/sandbox/nothing-but-reading-passes-in-shared-relations", nothing_but_reading_passes_in_shared_relations);
  ADD ("/sandbox/a-query-without-end-is-stopped", a_query_without_end_is_stopped);
  ADD ("/sandbox/a-query-can-be-cancelled", a_query_can_be_cancelled);
  ADD ("/sandbox/wrong-columns-and-rows-are-named", wrong_columns_and_rows_are_named);
  ADD ("/sandbox/a-comment-after-the-query-is-no-second-one", a_comment_after_the_query_is_no_second_one);
  ADD ("/values/a-flow-counts-its-window", a_flow_counts_its_window);
  ADD ("/values/the-alarming-end-ranks-first-and-no-data-last", the_alarming_end_ranks_first_and_no_data_last);
  return g_test_run ();
}
