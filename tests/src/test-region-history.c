/* Figures of villages that were merged and abolished: on each day in the village that stood, and in sum always the same */
#include "src/date.h"
#include "src/explain.h"
#include "src/error.h"
#include "tests/src/hand.h"

#include <math.h>

#define FLOW                                                                                             \
  "-- id: X01\n-- name.zh: 识别\n-- name.en: identified\n-- group.zh: 测试\n-- group.en: Tests\n"           \
  "-- unit.zh: 户\n-- unit.en: households\n-- value: count\n-- decimals: 0\n-- better: none\n"            \
  "-- kind: flow\n-- window: 12 months\n-- palette: OrRd\n-- source.zh: 手工\n-- source.en: by hand\n-- note.zh: 无\n-- note.en: none\n\n"              \
  "SELECT region_id, identified AS day, 1 AS numerator, 1 AS denominator, persons FROM case_dated;\n"

/* 石门村 and the grids of 松岭村 with it are merged into 柳湾村 of the other township, from 1 July 2024. */
static void
set_up (Hand *hand, gconstpointer data)
{
  hand_set_up (hand, data);
  hand_add_case (hand, 1, HAND_SHIMEN, 4, "2024-01-10", NULL, NULL);
  hand_add_case (hand, 2, HAND_SHIMEN, 3, "2024-02-10", "2024-09-01", NULL);
  hand_add_case (hand, 3, HAND_GRID_1, 2, "2024-03-10", NULL, NULL);
  hand_add_case (hand, 4, HAND_LIUWAN, 5, "2024-04-10", NULL, NULL);
  hand_add_case (hand, 5, HAND_SHIMEN, 1, "2024-08-10", NULL, NULL); /* written under the old name */
  hand_run (hand, "UPDATE region SET valid_to = '2024-06-30', successor_id = 6 WHERE id IN (4, 5)");
}

static LbCube *
flow_cube (Hand *hand)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = hand_write (hand, "county.indicators/X01.sql", FLOW);
  g_autoptr (LbIndicator) indicator = lb_indicator_load (path, "zh", &error);

  g_assert_no_error (error);
  LbCube *cube = lb_cube_build (hand->project, indicator, NULL, &error);
  g_assert_no_error (error);
  return cube;
}

static void
the_old_village_stands_to_its_last_day (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-06-30", HAND_SHIMEN, 2, 20, 0.1);
  hand_assert (cube, "2024-06-30", HAND_SONGLING, 1, 12, 1.0 / 12);
  hand_assert (cube, "2024-06-30", HAND_LIUWAN, 1, 25, 0.04);
  hand_assert (cube, "2024-06-30", HAND_LANSHAN, 3, 60, 0.05);
  hand_assert (cube, "2024-06-30", HAND_QINGXI, 1, 30, 1.0 / 30);
  hand_assert (cube, "2024-06-30", HAND_COUNTY, 4, 100, 0.04);
}

/* Stock, area and what lies below go over together; the grid itself is still a grid. */
static void
its_successor_has_the_stock_from_the_next_day (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-07-01", HAND_SHIMEN, 0, 0, NAN);
  hand_assert (cube, "2024-07-01", HAND_SONGLING, 0, 0, NAN);
  hand_assert (cube, "2024-07-01", HAND_GRID_1, 1, 7, 1.0 / 7);
  hand_assert (cube, "2024-07-01", HAND_LIUWAN, 4, 57, 4.0 / 57);
  hand_assert (cube, "2024-07-01", HAND_LANSHAN, 0, 28, 0);
  hand_assert (cube, "2024-07-01", HAND_QINGXI, 4, 62, 4.0 / 62);
  hand_assert (cube, "2024-07-01", HAND_COUNTY, 4, 100, 0.04);
  hand_assert (cube, "2024-08-10", HAND_LIUWAN, 5, 57, 5.0 / 57);
  hand_assert (cube, "2024-09-01", HAND_LIUWAN, 4, 57, 4.0 / 57);
}

static void
a_flow_goes_to_the_village_that_answers_for_it (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (LbCube) cube = flow_cube (hand);
  hand_assert (cube, "2024-06-30", HAND_SHIMEN, 2, 2, 2);
  hand_assert (cube, "2024-06-30", HAND_LIUWAN, 1, 1, 1);
  hand_assert (cube, "2024-07-01", HAND_SHIMEN, 0, 0, NAN);
  hand_assert (cube, "2024-07-01", HAND_LIUWAN, 4, 4, 4);
  hand_assert (cube, "2024-12-31", HAND_LIUWAN, 5, 5, 5);
  hand_assert (cube, "2025-02-10", HAND_LIUWAN, 3, 3, 3); /* January and February of 2024 are out of the window */
  hand_assert (cube, "2025-02-10", HAND_COUNTY, 3, 3, 3);
}

/* Every level that covers the county sums to the county, on every day of two years. */
static void
all_levels_sum_to_the_county_on_every_day (Hand *hand, gconstpointer data)
{
  static const LbLevel levels[] = {LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE};
  gint32 from = lb_day_from_text ("2024-01-01"), to = lb_day_from_text ("2025-12-31");

  (void) data;
  g_autoptr (LbCube) stock = hand_cube (hand, "D02");
  g_autoptr (LbCube) flow = flow_cube (hand);
  LbCube *const cubes[] = {stock, flow};
  for (gsize c = 0; c < G_N_ELEMENTS (cubes); c++)
    for (gint32 day = from; day <= to; day++) {
      g_autoptr (LbValues) values = lb_cube_at (cubes[c], day);
      for (gsize l = 0; l < G_N_ELEMENTS (levels); l++) {
        double numerator = 0, denominator = 0, persons = 0;
        guint n;
        const guint *numbers = lb_region_tree_get_level (values->regions, levels[l], &n);
        for (guint i = 0; i < n; i++) {
          numerator += values->numerator[numbers[i]];
          denominator += values->denominator[numbers[i]];
          persons += values->persons[numbers[i]];
        }
        g_assert_cmpfloat (numerator, ==, values->numerator[0]);
        g_assert_cmpfloat (denominator, ==, values->denominator[0]);
        g_assert_cmpfloat (persons, ==, values->persons[0]);
      }
    }
}

static void
a_village_that_no_longer_stands_is_not_ranked (Hand *hand, gconstpointer data)
{
  guint n;

  (void) data;
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  g_autoptr (LbValues) before = lb_cube_at (cube, lb_day_from_text ("2024-06-30"));
  g_autoptr (LbValues) after = lb_cube_at (cube, lb_day_from_text ("2024-07-01"));
  g_autofree guint *first = lb_values_ranking (before, LB_LEVEL_VILLAGE, &n);
  g_assert_cmpuint (n, ==, 3);
  g_autofree guint *second = lb_values_ranking (after, LB_LEVEL_VILLAGE, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (lb_region_tree_get (after->regions, second[0])->id, ==, HAND_LIUWAN);
}

static void
a_merger_is_no_growth (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  g_autoptr (LbValues) change = lb_cube_between (cube, lb_day_from_text ("2024-06-30"), lb_day_from_text ("2024-07-31"));
  int heir = lb_region_tree_find_id (change->regions, HAND_LIUWAN), old = lb_region_tree_find_id (change->regions, HAND_SHIMEN);

  g_assert_cmpfloat (change->numerator[heir], ==, 0);
  g_assert_cmpfloat (change->value[heir], ==, 0);
  g_assert_true (isnan (change->value[old]));
}

/* Its rows count above it, but no village answers for them. */
static void
one_abolished_without_a_successor_has_no_data_and_counts_above (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_run (hand, "UPDATE region SET successor_id = NULL WHERE id = 5");
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-07-01", HAND_SHIMEN, 0, 0, NAN);
  hand_assert (cube, "2024-07-01", HAND_LIUWAN, 2, 37, 2.0 / 37);
  hand_assert (cube, "2024-07-01", HAND_LANSHAN, 2, 48, 2.0 / 48);
  hand_assert (cube, "2024-07-01", HAND_COUNTY, 4, 100, 0.04);
}

/* A whole township goes into the other, and two of its villages into one another before. */
static void
a_chain_of_mergers_ends_in_the_last (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_run (hand, "UPDATE region SET successor_id = 5, valid_to = '2024-03-31' WHERE id = 4;"
                  "UPDATE region SET successor_id = NULL, valid_to = NULL WHERE id = 5;"
                  "UPDATE region SET successor_id = 3, valid_to = '2024-05-31' WHERE id = 2");
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-03-31", HAND_SONGLING, 1, 12, 1.0 / 12);
  hand_assert (cube, "2024-04-01", HAND_SONGLING, 0, 0, NAN);
  hand_assert (cube, "2024-04-01", HAND_SHIMEN, 3, 32, 3.0 / 32);
  hand_assert (cube, "2024-04-01", HAND_LANSHAN, 3, 60, 0.05);
  hand_assert (cube, "2024-06-01", HAND_LANSHAN, 0, 0, NAN);
  hand_assert (cube, "2024-06-01", HAND_SHIMEN, 3, 32, 3.0 / 32);
  hand_assert (cube, "2024-06-01", HAND_QINGXI, 4, 90, 4.0 / 90);
  hand_assert (cube, "2024-06-01", HAND_COUNTY, 4, 100, 0.04);
}

/* Each of two villages is written as the other's successor, one as its own grid's: nothing is counted twice or lost. */
static void
successors_that_lead_back_lose_nothing (Hand *hand, gconstpointer data)
{
  (void) data;
  hand_run (hand, "UPDATE region SET valid_to = '2024-06-30', successor_id = 11 - id WHERE id IN (5, 6);"
                  "UPDATE region SET successor_id = 7 WHERE id = 4");
  g_autoptr (LbCube) cube = hand_cube (hand, "D01");
  hand_assert (cube, "2024-07-01", HAND_COUNTY, 4, 100, 0.04);
}

static void
the_card_lists_the_rows_of_the_old_village_under_its_successor (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbIndicator) indicator = lb_indicator_find ("D01", NULL, "zh", &error);
  g_autoptr (LbRegionTree) tree = lb_project_dup_regions (hand->project, NULL);
  static const struct {
    const char *day;
    gint64 region;
    double cases;
  } cards[] = {{"2024-06-30", HAND_SHIMEN, 2}, {"2024-06-30", HAND_LIUWAN, 1}, {"2024-07-01", HAND_SHIMEN, 0},
               {"2024-07-01", HAND_LIUWAN, 4}, {"2024-07-01", HAND_GRID_1, 1}, {"2024-07-01", HAND_COUNTY, 4}};

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++) {
    guint region = (guint) lb_region_tree_find_id (tree, cards[i].region);
    g_autoptr (LbExplanation) card = lb_explain (hand->project, indicator, region, lb_day_from_text (cards[i].day), NULL, &error);
    double sum = 0;
    g_assert_no_error (error);
    for (guint r = 0; r < card->rows->len; r++)
      sum += ((LbExplainedRow *) g_ptr_array_index (card->rows, r))->numerator;
    g_assert_cmpfloat (sum, ==, cards[i].cases);
    g_assert_cmpfloat (card->numerator, ==, cards[i].cases);
  }
}

#define ADD(name, function) g_test_add ("/region-history/" name, Hand, NULL, set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-old-village-stands-to-its-last-day", the_old_village_stands_to_its_last_day);
  ADD ("its-successor-has-the-stock-from-the-next-day", its_successor_has_the_stock_from_the_next_day);
  ADD ("a-flow-goes-to-the-village-that-answers-for-it", a_flow_goes_to_the_village_that_answers_for_it);
  ADD ("all-levels-sum-to-the-county-on-every-day", all_levels_sum_to_the_county_on_every_day);
  ADD ("a-village-that-no-longer-stands-is-not-ranked", a_village_that_no_longer_stands_is_not_ranked);
  ADD ("a-merger-is-no-growth", a_merger_is_no_growth);
  ADD ("one-abolished-without-a-successor-has-no-data-and-counts-above",
       one_abolished_without_a_successor_has_no_data_and_counts_above);
  ADD ("a-chain-of-mergers-ends-in-the-last", a_chain_of_mergers_ends_in_the_last);
  ADD ("successors-that-lead-back-lose-nothing", successors_that_lead_back_lose_nothing);
  ADD ("the-card-lists-the-rows-of-the-old-village-under-its-successor",
       the_card_lists_the_rows_of_the_old_village_under_its_successor);
  return g_test_run ();
}
