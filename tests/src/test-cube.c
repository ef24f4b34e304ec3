/* Figures of D01 and M01 that were worked out by hand. */
#include "src/date.h"
#include "src/error.h"
#include "tests/src/hand.h"

#include <math.h>

static void
every_level_keeps_its_own_area (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_GRID_1, 3, "2024-03-10", NULL, NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-12-31", HAND_COUNTY, 1, 100, 0.01);
  hand_assert (cube, "2024-12-31", HAND_LANSHAN, 1, 60, 1.0 / 60);
  hand_assert (cube, "2024-12-31", HAND_QINGXI, 0, 30, 0);
  hand_assert (cube, "2024-12-31", HAND_SONGLING, 1, 12, 1.0 / 12);
  hand_assert (cube, "2024-12-31", HAND_SHIMEN, 0, 20, 0);
  hand_assert (cube, "2024-12-31", HAND_GRID_2, 0, 5, 0);
}

static void
a_region_without_area_is_no_data (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_run (hand, "UPDATE region SET area_m2 = NULL WHERE id IN (4, 7, 8)");
  hand_add_case (hand, 1, HAND_GRID_1, 3, "2024-03-10", NULL, NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-12-31", HAND_GRID_1, 1, 0, NAN);
  hand_assert (cube, "2024-12-31", HAND_SONGLING, 1, 0, NAN);
  hand_assert (cube, "2024-12-31", HAND_LANSHAN, 1, 60, 1.0 / 60);
}

static void
a_case_counts_from_identification_to_clearance (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_LIUWAN, 4, "2024-03-10", "2024-06-01", NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-03-09", HAND_LIUWAN, 0, 25, 0);
  hand_assert (cube, "2024-03-10", HAND_LIUWAN, 1, 25, 0.04);
  hand_assert (cube, "2024-05-31", HAND_COUNTY, 1, 100, 0.01);
  hand_assert (cube, "2024-06-01", HAND_COUNTY, 0, 100, 0);
}

static void
a_revoked_clearance_counts_again (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_LIUWAN, 4, "2024-03-10", "2024-06-01", "2024-09-15");
  hand_add_measure (hand, 1, "2024-04-01", "implemented", "2024-07-01");
  g_autoptr (LbCube) density = hand_cube (hand, "D01");
  g_autoptr (LbCube) rate = hand_cube (hand, "M01");
  hand_assert (density, "2024-09-14", HAND_LIUWAN, 0, 25, 0);
  hand_assert (density, "2024-09-15", HAND_LIUWAN, 1, 25, 0.04);
  hand_assert (rate, "2024-05-31", HAND_LIUWAN, 0, 1, 0);
  hand_assert (rate, "2024-07-01", HAND_LIUWAN, 0, 0, NAN);
  hand_assert (rate, "2024-09-15", HAND_LIUWAN, 1, 1, 100);
}

static void
a_month_counts_from_its_last_day (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_LIUWAN, 4, "2024-02", NULL, NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-02-28", HAND_LIUWAN, 0, 25, 0);
  hand_assert (cube, "2024-02-29", HAND_LIUWAN, 1, 25, 0.04);
}

static void
events_of_one_day_cancel (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_LIUWAN, 4, "2024-03-10", "2024-03-10", NULL);
  hand_add_measure (hand, 1, "2024-03-10", "implemented", "2024-03-10");
  g_autoptr (LbCube) density = hand_cube (hand, "D01");
  g_autoptr (LbCube) rate = hand_cube (hand, "M01");
  hand_assert (density, "2024-03-10", HAND_COUNTY, 0, 100, 0);
  hand_assert (rate, "2024-03-10", HAND_COUNTY, 0, 0, NAN);
}

static void
months_and_days_never_run_backwards (Hand *hand, gconstpointer data)
{
  (void) data;
  /* Identified "in May", cleared on the 20th and taken up again on the 25th of the same month. */
  hand_add_case (hand, 1, HAND_LIUWAN, 4, "2024-05", "2024-05-20", NULL);
  hand_add_case (hand, 2, HAND_LIUWAN, 2, "2024-01-01", "2024-05", "2024-05-25");
  hand_add_measure (hand, 2, "2024-01-01", "planned", NULL);
  g_autoptr (LbCube) density = hand_cube (hand, "D01");
  g_autoptr (LbCube) rate = hand_cube (hand, "M01");
  hand_assert (density, "2024-05-21", HAND_LIUWAN, 1, 25, 0.04);
  hand_assert (density, "2024-05-26", HAND_LIUWAN, 1, 25, 0.04);
  hand_assert (density, "2024-05-31", HAND_LIUWAN, 1, 25, 0.04);
  hand_assert (rate, "2024-05-26", HAND_LIUWAN, 0, 1, 0);
  hand_assert (rate, "2024-05-31", HAND_LIUWAN, 0, 1, 0);
}

static void
a_measure_counts_only_while_it_is_in_the_plan (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_GRID_2, 4, "2024-03-10", "2025-02-01", NULL);
  hand_add_measure (hand, 1, "2024-01-05", "implemented", "2024-02-01"); /* before identification */
  hand_add_measure (hand, 1, "2024-04-01", "implemented", "2024-05-01");
  hand_add_measure (hand, 1, "2024-04-01", "in_progress", NULL);
  hand_add_measure (hand, 1, "2024-04-01", "stopped", "2024-08-01");
  hand_add_measure (hand, 1, "2024-04-01", "not_applicable", "2024-04-01"); /* never in the plan */
  hand_add_measure (hand, 1, "2024-04-01", "planned", NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "M01");
  hand_assert (cube, "2024-03-09", HAND_COUNTY, 0, 0, NAN);
  hand_assert (cube, "2024-03-10", HAND_COUNTY, 1, 1, 100);
  hand_assert (cube, "2024-04-01", HAND_SONGLING, 1, 5, 20);
  hand_assert (cube, "2024-05-01", HAND_GRID_2, 2, 5, 40);
  hand_assert (cube, "2024-08-01", HAND_LANSHAN, 2, 4, 50);
  hand_assert (cube, "2025-02-01", HAND_COUNTY, 0, 0, NAN);
}

static void
zero_denominator_is_no_data (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_LIUWAN, 4, "2024-03-10", NULL, NULL);
  hand_add_measure (hand, 1, "2024-04-01", "planned", NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "M01");
  g_autoptr (LbValues) values = lb_cube_at (cube, lb_day_from_text ("2024-12-31"));
  int none = lb_region_tree_find_id (values->regions, HAND_LANSHAN);
  int zero = lb_region_tree_find_id (values->regions, HAND_QINGXI);
  g_autofree char *dash = lb_values_format (values, (guint) none);
  g_autofree char *nought = lb_values_format (values, (guint) zero);

  g_assert_true (isnan (values->value[none]));
  g_assert_cmpstr (dash, ==, "—");
  g_assert_cmpstr (nought, ==, "0.00");
}

static void
the_county_is_sum_over_sum (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_GRID_1, 4, "2024-01-01", NULL, NULL);
  hand_add_case (hand, 2, HAND_LIUWAN, 4, "2024-01-01", NULL, NULL);
  hand_add_measure (hand, 1, "2024-01-01", "implemented", "2024-01-02");
  for (int i = 0; i < 9; i++)
    hand_add_measure (hand, 2, "2024-01-01", i < 3 ? "implemented" : "planned", i < 3 ? "2024-01-02" : NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "M01");
  hand_assert (cube, "2024-12-31", HAND_LANSHAN, 1, 1, 100);
  hand_assert (cube, "2024-12-31", HAND_QINGXI, 3, 9, 100.0 / 3);
  hand_assert (cube, "2024-12-31", HAND_COUNTY, 4, 10, 40); /* not the mean, 66.67 */
}

static guint
number_of (const LbValues *values, gint64 id)
{
  return (guint) lb_region_tree_find_id (values->regions, id);
}

static void
a_selection_is_sum_over_sum (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_GRID_1, 4, "2024-01-01", NULL, NULL);
  hand_add_case (hand, 2, HAND_LIUWAN, 3, "2024-01-01", NULL, NULL);
  hand_add_measure (hand, 1, "2024-01-01", "implemented", "2024-01-02");
  for (int i = 0; i < 9; i++)
    hand_add_measure (hand, 2, "2024-01-01", i < 3 ? "implemented" : "planned", i < 3 ? "2024-01-02" : NULL);
  g_autoptr (LbCube) rate = hand_cube (hand, "M01"), density = hand_cube (hand, "D01");
  g_autoptr (LbValues) rates = lb_cube_at (rate, lb_day_from_text ("2024-12-31"));
  g_autoptr (LbValues) densities = lb_cube_at (density, lb_day_from_text ("2024-12-31"));
  g_autoptr (LbValues) change = lb_cube_between (rate, lb_day_from_text ("2023-12-31"), lb_day_from_text ("2024-12-31"));
  const guint villages[] = {number_of (rates, HAND_SHIMEN), number_of (rates, HAND_LIUWAN), number_of (rates, HAND_SONGLING)};

  LbFigure all = lb_values_sum (rates, villages, 3);
  g_assert_cmpfloat (all.numerator, ==, 4);
  g_assert_cmpfloat (all.denominator, ==, 10);
  g_assert_cmpfloat (all.value, ==, 40); /* 石门村 has no data and adds nothing; the mean would be 66.67 */
  g_assert_true (isnan (all.persons));
  LbFigure cases = lb_values_sum (densities, villages, 3);
  g_assert_cmpfloat (cases.numerator, ==, 2);
  g_assert_cmpfloat (cases.persons, ==, 7);
  g_assert_cmpfloat (cases.value, ==, 2.0 / 57);
  g_assert_true (isnan (lb_values_sum (rates, villages, 1).value));
  g_assert_true (isnan (lb_values_sum (rates, villages, 0).value));
  g_assert_true (isnan (lb_values_sum (change, villages, 3).value)); /* what two dates differ by is no sum */
}

static void
a_moved_household_counts_where_it_lives (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_GRID_1, 4, "2024-01-01", NULL, NULL);
  g_autoptr (LbCube) before = hand_cube (hand, "D01");
  hand_run (hand, "UPDATE household SET region_id = 6 WHERE id = 1");
  g_autoptr (LbCube) after = hand_cube (hand, "D01");
  hand_assert (before, "2024-12-31", HAND_LANSHAN, 1, 60, 1.0 / 60);
  hand_assert (after, "2024-12-31", HAND_LANSHAN, 0, 60, 0);
  hand_assert (after, "2024-12-31", HAND_QINGXI, 1, 30, 1.0 / 30);
  hand_assert (after, "2024-12-31", HAND_COUNTY, 1, 100, 0.01);
}

static void
a_region_without_a_place_adds_to_no_sum (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_run (hand, "INSERT INTO region (id, level, name, area_m2) VALUES (20, 'village', '无处村', 9e6)");
  hand_add_case (hand, 1, 20, 4, "2024-01-01", NULL, NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-12-31", 20, 1, 9, 1.0 / 9);
  hand_assert (cube, "2024-12-31", HAND_COUNTY, 0, 100, 0);
}

static void
persons_travel_with_households (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_GRID_1, 4, "2024-01-01", NULL, NULL);
  hand_add_case (hand, 2, HAND_LIUWAN, 3, "2024-01-01", "2024-05-01", NULL);
  g_autoptr (LbCube) density = hand_cube (hand, "D01");
  g_autoptr (LbCube) rate = hand_cube (hand, "M01");
  g_autoptr (LbValues) values = lb_cube_at (density, lb_day_from_text ("2024-02-01"));
  g_autoptr (LbValues) none = lb_cube_at (rate, lb_day_from_text ("2024-02-01"));

  g_assert_cmpfloat (values->persons[lb_region_tree_find_id (values->regions, HAND_COUNTY)], ==, 7);
  g_assert_null (none->persons);
}

static void
the_difference_of_two_dates_needs_both (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_add_case (hand, 1, HAND_GRID_1, 4, "2024-01-01", NULL, NULL);
  hand_add_case (hand, 2, HAND_LIUWAN, 4, "2024-06-01", NULL, NULL);
  hand_add_measure (hand, 1, "2024-01-01", "implemented", "2024-06-01");
  hand_add_measure (hand, 1, "2024-01-01", "planned", NULL);
  hand_add_measure (hand, 2, "2024-06-01", "implemented", "2024-06-01");
  g_autoptr (LbCube) cube = hand_cube (hand, "M01");
  g_autoptr (LbValues) change =
    lb_cube_between (cube, lb_day_from_text ("2024-02-01"), lb_day_from_text ("2024-12-31"));
  int old = lb_region_tree_find_id (change->regions, HAND_LANSHAN);
  int fresh = lb_region_tree_find_id (change->regions, HAND_QINGXI);

  g_assert_cmpint (change->since, ==, lb_day_from_text ("2024-02-01"));
  g_assert_cmpfloat (change->value[old], ==, 50);
  g_assert_cmpfloat (change->numerator[old], ==, 1);
  g_assert_true (isnan (change->value[fresh]));
}

static void
a_cube_knows_its_first_and_last_day (Hand *hand, gconstpointer data)
{
  gint32 first, last;

  (void) data;
  g_autoptr (LbCube) empty = hand_cube (hand, "D01");
  lb_cube_get_days (empty, &first, &last);
  g_assert_cmpint (first, ==, LB_DAY_NONE);
  hand_add_case (hand, 1, HAND_GRID_1, 4, "2024-01-01", "2024-12", NULL);
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  lb_cube_get_days (cube, &first, &last);
  g_assert_cmpint (first, ==, lb_day_from_text ("2024-01-01"));
  g_assert_cmpint (last, ==, lb_day_from_text ("2024-12-31"));
}

#define ADD(path, function) g_test_add (path, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cube/every-level-keeps-its-own-area", every_level_keeps_its_own_area);
  ADD ("/cube/a-region-without-area-is-no-data", a_region_without_area_is_no_data);
  ADD ("/cube/a-case-counts-from-identification-to-clearance", a_case_counts_from_identification_to_clearance);
  ADD ("/cube/a-revoked-clearance-counts-again", a_revoked_clearance_counts_again);
  ADD ("/cube/a-month-counts-from-its-last-day", a_month_counts_from_its_last_day);
  ADD ("/cube/events-of-one-day-cancel", events_of_one_day_cancel);
  ADD ("/cube/months-and-days-never-run-backwards", months_and_days_never_run_backwards);
  ADD ("/cube/a-measure-counts-only-while-it-is-in-the-plan", a_measure_counts_only_while_it_is_in_the_plan);
  ADD ("/cube/zero-denominator-is-no-data", zero_denominator_is_no_data);
  ADD ("/cube/the-county-is-sum-over-sum", the_county_is_sum_over_sum);
  ADD ("/cube/a-selection-is-sum-over-sum", a_selection_is_sum_over_sum);
  ADD ("/cube/a-moved-household-counts-where-it-lives", a_moved_household_counts_where_it_lives);
  ADD ("/cube/a-region-without-a-place-adds-to-no-sum", a_region_without_a_place_adds_to_no_sum);
  ADD ("/cube/persons-travel-with-households", persons_travel_with_households);
  ADD ("/cube/the-difference-of-two-dates-needs-both", the_difference_of_two_dates_needs_both);
  ADD ("/cube/a-cube-knows-its-first-and-last-day", a_cube_knows_its_first_and_last_day);
  return g_test_run ();
}
