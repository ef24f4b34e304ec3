/* The cube against plain SQL that recounts one date, level by level, on projects made by chance. */
#include "src/date.h"
#include "tests/src/hand.h"

#include <math.h>

#define FIRST_DAY 19723 /* 2024-01-01 */
#define DAYS      400

/* Regions and, for each, the regions at or below it. */
#define BELOW \
  "WITH RECURSIVE below (top, id) AS (SELECT id, id FROM region UNION ALL" \
  " SELECT b.top, r.id FROM below b JOIN region r ON r.parent_id = b.id)"

/* A case is open on day :d. Written otherwise than in D01: by asking, not by adding. */
#define OPEN \
  "lb_day (c.identified_on) <= :d AND (c.cleared_on IS NULL OR lb_day (c.cleared_on) > :d" \
  " OR (c.revoked_on IS NOT NULL AND lb_day (c.revoked_on) <= :d))"

static const char open_cases[] =
  BELOW " SELECT count (*), sum (c.persons) FROM below b JOIN household h ON h.region_id = b.id"
        " JOIN monitoring_case c ON c.household_id = h.id WHERE b.top = :r AND " OPEN;

static const char measures[] =
  BELOW " SELECT coalesce (sum (m.status = 'implemented' AND lb_day (m.status_on) <= :d), 0), count (*)"
        " FROM below b JOIN household h ON h.region_id = b.id JOIN monitoring_case c ON c.household_id = h.id"
        " JOIN measure m ON m.case_id = c.id WHERE b.top = :r AND " OPEN
        " AND lb_day (m.planned_on) <= :d"
        " AND NOT (m.status IN ('stopped', 'not_applicable') AND lb_day (m.status_on) <= :d)";

static void
ask (Hand *hand, const char *sql, gint64 region, gint32 day, double *first, double *second)
{
  g_autoptr (GError) error = NULL;
  LbDb *db = lb_project_get_db (hand->project);
  sqlite3_stmt *row = lb_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  sqlite3_bind_int64 (row, sqlite3_bind_parameter_index (row, ":r"), region);
  sqlite3_bind_int (row, sqlite3_bind_parameter_index (row, ":d"), day);
  g_assert_cmpint (lb_db_step (db, row, NULL), ==, SQLITE_ROW);
  *first = sqlite3_column_double (row, 0);
  *second = sqlite3_column_double (row, 1);
  sqlite3_reset (row);
}

static char *
random_day (gint32 from)
{
  return lb_day_to_text (from + g_test_rand_int_range (0, DAYS));
}

/* Regions in a random tree below 柳湾村 and 石门村, cases and measures anywhere, dates in order. */
static void
fill (Hand *hand)
{
  static const char *const states[] = {"planned", "in_progress", "implemented", "stopped", "not_applicable"};
  g_autoptr (GString) sql = g_string_new (NULL);

  for (int i = 20; i < 50; i++)
    g_string_append_printf (sql, "INSERT INTO region (id, parent_id, level, name) VALUES (%d, %d, 'grid', 'g%d');", i,
                            g_test_rand_int_range (4, 7), i);
  for (int i = 1; i <= 120; i++) {
    int region = g_test_rand_bit () ? g_test_rand_int_range (20, 50) : g_test_rand_int_range (1, 9);
    g_autofree char *identified = random_day (FIRST_DAY);
    g_autofree char *cleared = random_day (lb_day_from_text (identified));
    g_autofree char *revoked = random_day (lb_day_from_text (cleared));
    int end = g_test_rand_int_range (0, 3); /* open, cleared, revoked */
    g_string_append_printf (
      sql,
      "INSERT INTO household (id, household_no, region_id, size, import_batch_id, src_row) VALUES (%d, 'H%d', %d, 3, 1, 1);"
      "INSERT INTO monitoring_case (id, household_id, case_seq, class, persons, identified_on, cleared_on, revoked_on,"
      " import_batch_id, src_row) VALUES (%d, %d, 1, 'unstable', %d, '%s', %s%s%s, %s%s%s, 1, 1);",
      i, i, region, i, i, g_test_rand_int_range (1, 8), identified, end > 0 ? "'" : "", end > 0 ? cleared : "NULL",
      end > 0 ? "'" : "", end > 1 ? "'" : "", end > 1 ? revoked : "NULL", end > 1 ? "'" : "");
    for (int m = g_test_rand_int_range (0, 5); m > 0; m--) {
      const char *state = states[g_test_rand_int_range (0, 5)];
      g_autofree char *planned = random_day (FIRST_DAY);
      g_autofree char *done = random_day (lb_day_from_text (planned));
      g_string_append_printf (
        sql, "INSERT INTO measure (case_id, category, planned_on, status, status_on, import_batch_id, src_row)"
             " VALUES (%d, 'industry', '%s', '%s', '%s', 1, 1);", i, planned, state, done);
    }
  }
  g_autofree char *whole = g_strconcat ("BEGIN;", sql->str, "COMMIT;", NULL);
  hand_run (hand, whole);
}

static void
every_date_and_region_equals_a_recount (Hand *hand, gconstpointer data)
{
  (void) data;
  fill (hand);
  g_autoptr (LbCube) density = hand_cube (hand, "D01");
  g_autoptr (LbCube) rate = hand_cube (hand, "M01");
  for (int i = 0; i < 12; i++) {
    gint32 day = FIRST_DAY - 2 + g_test_rand_int_range (0, 3 * DAYS);
    g_autoptr (LbValues) open = lb_cube_at (density, day);
    g_autoptr (LbValues) done = lb_cube_at (rate, day);
    for (guint r = 0; r < open->n; r++) {
      gint64 id = lb_region_tree_get (open->regions, r)->id;
      double households, persons, implemented, planned;
      ask (hand, open_cases, id, day, &households, &persons);
      ask (hand, measures, id, day, &implemented, &planned);
      g_assert_cmpfloat (open->numerator[r], ==, households);
      g_assert_cmpfloat (open->persons[r], ==, persons);
      g_assert_cmpfloat (done->numerator[r], ==, implemented);
      g_assert_cmpfloat (done->denominator[r], ==, planned);
      g_assert_true (isnan (done->value[r]) == (planned < 1));
    }
  }
}

static void
every_level_sums_to_the_one_above (Hand *hand, gconstpointer data)
{
  (void) data;
  fill (hand);
  g_autoptr (LbCube) cube = hand_cube (hand, "M01");
  g_autoptr (LbValues) values = lb_cube_at (cube, FIRST_DAY + DAYS);
  for (guint r = 0; r < values->n; r++) {
    const LbRegion *region = lb_region_tree_get (values->regions, r);
    double inside = 0;
    for (guint child = r + 1; child < region->end; child++)
      if (lb_region_tree_get (values->regions, child)->parent == (int) r)
        inside += values->denominator[child];
    g_assert_cmpfloat (values->denominator[r], >=, inside);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i <= 4; i++) {
    g_autofree char *path = g_strdup_printf ("/cube/every-date-and-region-equals-a-recount/%d", i);
    g_test_add (path, Hand, NULL, hand_set_up, every_date_and_region_equals_a_recount, hand_tear_down);
  }
  g_test_add ("/cube/every-level-sums-to-the-one-above", Hand, NULL, hand_set_up, every_level_sums_to_the_one_above,
              hand_tear_down);
  return g_test_run ();
}
