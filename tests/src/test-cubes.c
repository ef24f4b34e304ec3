/* Cubes of all indicators at once: kept in the project, put away for want of room, packed, and read from spans and families. */
#include "src/cube-private.h"
#include "src/cubes.h"
#include "src/date.h"
#include "src/limits.h"
#include "tests/src/hand.h"

#include <math.h>
#include <string.h>

#define N_REGIONS 9

static GPtrArray *
build_within (Hand *hand, gsize most)
{
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (hand->path, "zh", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *cubes = lb_cubes_build_within (hand->project, all, most, NULL, problems, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return cubes;
}

static GPtrArray *
build (Hand *hand)
{
  return build_within (hand, LB_LIMIT_CUBE_BYTES);
}

/* Figures of all cubes on some days, as one text. */
static char *
figures (GPtrArray *cubes)
{
  static const char *const days[] = {"2023-12-31", "2024-05-31", "2024-08-01", "2025-12-31"};
  GString *out = g_string_new (NULL);

  for (gsize d = 0; d < G_N_ELEMENTS (days); d++)
    for (guint i = 0; i < cubes->len; i++) {
      g_autoptr (LbValues) values = lb_cube_at (cubes->pdata[i], lb_day_from_text (days[d]));
      g_string_append_printf (out, "%s %s", days[d], values->indicator->id);
      for (guint r = 0; r < values->n; r++)
        g_string_append_printf (out, " %g/%g/%g", values->numerator[r], values->denominator[r],
                                values->persons != NULL ? values->persons[r] : NAN);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
set_up (Hand *hand, gconstpointer data)
{
  hand_set_up (hand, data);
  hand_add_case (hand, 1, HAND_GRID_1, 3, "2024-03-10", "2024-06-01", "2024-09");
  hand_add_case (hand, 2, HAND_LIUWAN, 5, "2024-01-31", "2024-07-15", NULL);
  hand_add_case (hand, 3, HAND_SHIMEN, 2, "2024-04", NULL, NULL);
  hand_add_measure (hand, 1, "2024-04-01", "implemented", "2024-04-20");
  hand_add_measure (hand, 3, "2024-05-01", "planned", NULL);
}

static gint64
ask (Hand *hand, const char *sql)
{
  gint64 answer = -1;

  g_assert_true (lb_db_get_int (lb_project_get_db (hand->project), sql, &answer, NULL));
  return answer;
}

/* A change that no version, no row number and no other program tells of: only kept figures can be as before. */
static void
a_second_opening_takes_what_is_kept (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (GPtrArray) first = build (hand);
  g_autofree char *before = figures (first);
  g_assert_cmpint (ask (hand, "SELECT count (*) FROM lookback_cubes"), ==, first->len);
  hand_run (hand, "UPDATE monitoring_case SET persons = persons + 1");
  g_autoptr (GPtrArray) second = build (hand);
  g_autofree char *after = figures (second);
  g_assert_cmpstr (before, ==, after);
  g_autoptr (LbCube) alone = hand_cube (hand, "D08");
  hand_assert (alone, "2024-05-31", HAND_COUNTY, 10, 3, 10.0 / 3);
}

static void
another_state_of_the_data_is_worked_out_and_drops_the_former (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (GPtrArray) first = build (hand);
  g_autofree char *before = figures (first);
  hand_run (hand, "UPDATE monitoring_case SET persons = persons + 1");
  g_assert_true (lb_project_touch (hand->project, NULL));
  g_autoptr (GPtrArray) second = build (hand);
  g_autofree char *after = figures (second);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpint (ask (hand, "SELECT count (DISTINCT state) FROM lookback_cubes"), ==, 1);
  g_assert_cmpint (ask (hand, "SELECT count (*) FROM lookback_cubes"), ==, second->len);
}

static void
another_rule_or_row_is_another_cube (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (GPtrArray) first = build (hand);
  hand_run (hand, "INSERT INTO rule_override (section, key, value) VALUES ('limits', 'measure_first', '60 day_cal')");
  g_autoptr (LbCube) later = hand_cube (hand, "M07");
  hand_assert (later, "2024-06-29", HAND_SHIMEN, 1, 1, 1);
  hand_assert (later, "2024-06-28", HAND_SHIMEN, 0, 0, NAN);
  hand_add_case (hand, 4, HAND_SHIMEN, 2, "2024-02-01", NULL, NULL);
  g_autoptr (LbCube) more = hand_cube (hand, "D08");
  hand_assert (more, "2024-05-31", HAND_SHIMEN, 4, 2, 2);
}

static void
what_was_damaged_is_worked_out_again (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (GPtrArray) first = build (hand);
  g_autofree char *before = figures (first);
  hand_run (hand, "UPDATE lookback_cubes SET content = CAST (substr (content, 1, 8) || x'7f' || substr (content, 10) AS BLOB)");
  g_autoptr (GPtrArray) second = build (hand);
  g_autofree char *after = figures (second);
  g_assert_cmpstr (before, ==, after);
  hand_run (hand, "UPDATE lookback_cubes SET content = x''");
  g_autoptr (GPtrArray) third = build (hand);
  g_assert_cmpint (ask (hand, "SELECT min (length (content)) FROM lookback_cubes"), >, 20);
}

static void
while_another_program_writes_nothing_is_kept_and_nobody_waits (Hand *hand, gconstpointer data)
{
  g_autoptr (LbDb) other = lb_db_open (hand->path, LB_DB_WRITE, NULL);
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (other, NULL);

  (void) data;
  g_assert_nonnull (transaction);
  g_autoptr (GPtrArray) cubes = build (hand);
  g_autofree char *text = figures (cubes);
  g_assert_nonnull (strstr (text, "2024-05-31 D08"));
  g_assert_cmpint (ask (hand, "SELECT count (*) FROM sqlite_master WHERE name = 'lookback_cubes'"), ==, 0);
}

static void
a_tiny_shelf_gives_the_same_figures (Hand *hand, gconstpointer data)
{
  (void) data;
  g_autoptr (GPtrArray) wide = build (hand);
  g_autofree char *before = figures (wide);
  hand_run (hand, "DROP TABLE lookback_cubes");
  g_autoptr (GPtrArray) worked_out = build_within (hand, 1);
  g_autofree char *first = figures (worked_out);
  g_assert_cmpstr (before, ==, first);
  g_autoptr (GPtrArray) kept = build_within (hand, 1);
  g_autofree char *second = figures (kept);
  g_assert_cmpstr (before, ==, second);
}

static LbIndicator *
make_family (Hand *hand, const char *sql)
{
  g_autofree char *text = g_strconcat (
    "-- id: T01\n-- name.zh: 测\n-- name.en: t\n-- group.zh: 测\n-- group.en: t\n-- unit.zh: 户\n-- unit.en: h\n-- decimals: 2\n"
    "-- better: none\n-- palette: OrRd\n-- source.zh: s\n-- source.en: by hand\n-- kind: stock\n-- facet: marginal 边 | m\n-- facet: unstable 脱 | u\n\n", sql, "\n", NULL);
  g_autofree char *path = hand_write (hand, "T01.sql", text);
  g_autoptr (GError) error = NULL;
  LbIndicator *indicator = lb_indicator_load (path, "zh", &error);

  g_assert_no_error (error);
  return indicator;
}

static void
members_that_share_a_query_count_their_own_rows_and_those_of_all (Hand *hand, gconstpointer data)
{
  g_autoptr (LbIndicator) family = make_family (
    hand, "SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, NULL AS facet FROM case_span"
          " UNION ALL SELECT region_id, first, last, 1, 0, CASE case_id WHEN 1 THEN 'marginal' ELSE 'unstable' END FROM case_span");
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_indicator_unref);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_ptr_array_add (wanted, lb_indicator_ref (family));
  g_ptr_array_add (wanted, lb_indicator_dup_facet (family, "marginal", NULL));
  g_ptr_array_add (wanted, lb_indicator_dup_facet (family, "unstable", NULL));
  g_autoptr (GPtrArray) cubes = lb_cubes_build (hand->project, wanted, NULL, NULL, &error);
  g_assert_no_error (error);
  hand_assert (cubes->pdata[0], "2024-05-31", HAND_COUNTY, 3, 3, 1);
  hand_assert (cubes->pdata[1], "2024-05-31", HAND_COUNTY, 1, 3, 1.0 / 3);
  hand_assert (cubes->pdata[2], "2024-05-31", HAND_COUNTY, 2, 3, 2.0 / 3);
  hand_assert (cubes->pdata[1], "2024-08-01", HAND_COUNTY, 0, 1, 0);
  hand_assert (cubes->pdata[1], "2024-09-30", HAND_COUNTY, 1, 2, 0.5);
  g_autoptr (LbCube) alone = lb_cube_build (hand->project, wanted->pdata[2], NULL, NULL);
  hand_assert (alone, "2024-08-01", HAND_COUNTY, 1, 1, 1);
}

static void
a_span_that_ends_before_it_begins_never_was (Hand *hand, gconstpointer data)
{
  g_autoptr (LbIndicator) indicator = make_family (
    hand, "SELECT 1 AS region_id, 19800 AS first, 19790 AS last, 1 AS numerator, 1 AS denominator"
          " UNION ALL SELECT 1, NULL, 19795, 0, 2 UNION ALL SELECT 1, 19795, NULL, 0, 3");
  g_autoptr (LbCube) cube = lb_cube_build (hand->project, indicator, NULL, NULL);

  (void) data;
  hand_assert (cube, "2024-01-01", HAND_COUNTY, 0, 2, 0);
  hand_assert (cube, "2025-01-01", HAND_COUNTY, 0, 3, 0);
}

/* Deltas by chance; @wide spreads their days so far that they are compared, not counted. */
static GArray *
random_deltas (guint n, gboolean wide)
{
  GArray *deltas = g_array_new (FALSE, FALSE, sizeof (LbDelta));

  for (guint i = 0; i < n; i++) {
    LbDelta delta = {
      .day = g_test_rand_int_range (0, 12) == 0 ? LB_DAY_ALWAYS : g_test_rand_int_range (-9, 9) * (wide ? 100000000 : 3),
      .region = (guint32) g_test_rand_int_range (0, N_REGIONS),
      .numerator = g_test_rand_int_range (-3, 4),
      .denominator = g_test_rand_int_range (0, 3) / (wide ? 7.0 : 1.0),
    };
    g_array_append_val (deltas, delta);
  }
  return deltas;
}

static void
add_naively (const GArray *deltas, gint32 day, double *numerator, double *denominator)
{
  for (guint i = 0; i < deltas->len; i++) {
    const LbDelta *delta = &g_array_index (deltas, LbDelta, i);
    if (delta->day <= day) {
      numerator[delta->region] += delta->numerator;
      denominator[delta->region] += delta->denominator;
    }
  }
}

static void
assert_totals (const LbCubeBody *body, const GArray *common, const GArray *own, gint32 day)
{
  double numerator[N_REGIONS] = {0}, denominator[N_REGIONS] = {0}, top[N_REGIONS] = {0}, base[N_REGIONS] = {0};
  double *const into[LB_N_FIGURES] = {numerator, denominator, NULL};

  lb_cube_body_add_always (body, into);
  lb_cube_body_add_totals (body, into, day, 1);
  add_naively (common, day, top, base);
  add_naively (own, day, top, base);
  for (guint r = 0; r < N_REGIONS; r++) {
    g_assert_cmpfloat (numerator[r], ==, top[r]);
    g_assert_cmpfloat_with_epsilon (denominator[r], base[r], 1e-9);
  }
}

static void
bodies_give_the_sum_of_their_deltas_packed_or_not (void)
{
  for (int round = 0; round < 60; round++) {
    gboolean wide = round % 2;
    g_autoptr (GArray) common = random_deltas ((guint) (round % 7 == 0 ? 0 : 80), wide), own = random_deltas ((guint) round, wide);
    g_autoptr (LbSortedDeltas) one = lb_deltas_sort (common, N_REGIONS), other = lb_deltas_sort (own, N_REGIONS);
    g_autoptr (LbCubeBody) body = lb_cube_body_new (one, other, N_REGIONS, wide);
    g_autoptr (GBytes) packed = lb_cube_body_pack (body);
    g_autoptr (LbCubeBody) unpacked = lb_cube_body_unpack (packed, N_REGIONS);
    g_assert_nonnull (unpacked);
    g_assert_cmpint (lb_cube_body_has_persons (unpacked), ==, wide);
    g_assert_cmpuint (lb_cube_body_get_size (unpacked), ==, lb_cube_body_get_size (body));
    for (gint32 day = -30; day <= 30; day++) {
      assert_totals (body, common, own, wide ? day * 50000000 : day);
      assert_totals (unpacked, common, own, wide ? day * 50000000 : day);
    }
  }
}

static void
a_packed_body_with_one_wrong_bit_is_refused (void)
{
  g_autoptr (GArray) common = random_deltas (40, FALSE);
  g_autoptr (LbSortedDeltas) sorted = lb_deltas_sort (common, N_REGIONS);
  g_autoptr (LbCubeBody) body = lb_cube_body_new (sorted, NULL, N_REGIONS, FALSE);
  g_autoptr (GBytes) packed = lb_cube_body_pack (body);
  gsize length;
  const guint8 *data = g_bytes_get_data (packed, &length);

  g_assert_null (lb_cube_body_unpack (packed, N_REGIONS + 1));
  for (gsize i = 0; i < length; i++) {
    g_autofree guint8 *copy = g_memdup2 (data, length);
    copy[i] ^= (guint8) (1 << i % 8);
    g_autoptr (GBytes) wrong = g_bytes_new_static (copy, length), shorter = g_bytes_new_static (data, i);
    g_assert_null (lb_cube_body_unpack (wrong, N_REGIONS));
    g_assert_null (lb_cube_body_unpack (shorter, N_REGIONS));
  }
}

static void
what_was_not_used_for_longest_is_put_away (void)
{
  g_autoptr (GArray) deltas = random_deltas (200, FALSE);
  g_autoptr (LbSortedDeltas) sorted = lb_deltas_sort (deltas, N_REGIONS);
  g_autoptr (LbCubeBody) body = lb_cube_body_new (sorted, NULL, N_REGIONS, FALSE);
  g_autoptr (GBytes) packed = lb_cube_body_pack (body);
  gsize size = lb_cube_body_get_size (body);
  g_autoptr (LbCubeShelf) shelf = lb_cube_shelf_new (2 * size);
  LbCubePlace *places[3];

  for (int i = 0; i < 3; i++)
    places[i] = lb_cube_place_new (shelf, body, packed);
  g_assert_cmpuint (lb_cube_shelf_get_used (shelf), ==, 2 * size);
  g_autoptr (LbCubeBody) second = lb_cube_place_hold (places[1]);
  g_autoptr (LbCubeBody) first = lb_cube_place_hold (places[0]); /* the third goes */
  g_assert_true (second == body);
  g_assert_true (first != body);
  g_autoptr (LbCubeBody) again = lb_cube_place_hold (places[1]), third = lb_cube_place_hold (places[2]);
  g_assert_true (again == body);
  g_assert_true (third != body);
  g_assert_cmpuint (lb_cube_shelf_get_used (shelf), ==, 2 * size);
  for (int i = 0; i < 3; i++)
    lb_cube_place_free (places[i]);
  g_assert_cmpuint (lb_cube_shelf_get_used (shelf), ==, 0);
}

#define ADD(path, function) g_test_add (path, Hand, NULL, set_up, function, hand_tear_down)

static void
a_member_asked_for_twice_has_its_figures_twice (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_indicator_unref);
  static const char *const ids[] = {"D05:unstable", "D05:sudden", "D05:unstable"};

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (wanted, lb_indicator_find (ids[i], NULL, "zh", &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) cubes = lb_cubes_build (hand->project, wanted, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < cubes->len; i++) {
    g_autoptr (LbCube) alone = hand_cube (hand, ids[i]);
    g_autoptr (LbValues) here = lb_cube_at (cubes->pdata[i], lb_day_from_text ("2024-05-31"));
    g_autoptr (LbValues) there = lb_cube_at (alone, lb_day_from_text ("2024-05-31"));
    g_assert_cmpmem (here->numerator, here->n * sizeof (double), there->numerator, there->n * sizeof (double));
  }
  hand_assert (cubes->pdata[2], "2024-05-31", HAND_COUNTY, 3, 3, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cubes/a-second-opening-takes-what-is-kept", a_second_opening_takes_what_is_kept);
  ADD ("/cubes/another-state-of-the-data-is-worked-out-and-drops-the-former",
       another_state_of_the_data_is_worked_out_and_drops_the_former);
  ADD ("/cubes/another-rule-or-row-is-another-cube", another_rule_or_row_is_another_cube);
  ADD ("/cubes/what-was-damaged-is-worked-out-again", what_was_damaged_is_worked_out_again);
  ADD ("/cubes/while-another-program-writes-nothing-is-kept-and-nobody-waits",
       while_another_program_writes_nothing_is_kept_and_nobody_waits);
  ADD ("/cubes/a-tiny-shelf-gives-the-same-figures", a_tiny_shelf_gives_the_same_figures);
  ADD ("/cubes/members-that-share-a-query-count-their-own-rows-and-those-of-all",
       members_that_share_a_query_count_their_own_rows_and_those_of_all);
  ADD ("/cubes/a-member-asked-for-twice-has-its-figures-twice", a_member_asked_for_twice_has_its_figures_twice);
  ADD ("/cubes/a-span-that-ends-before-it-begins-never-was", a_span_that_ends_before_it_begins_never_was);
  g_test_add_func ("/cubes/bodies-give-the-sum-of-their-deltas-packed-or-not", bodies_give_the_sum_of_their_deltas_packed_or_not);
  g_test_add_func ("/cubes/a-packed-body-with-one-wrong-bit-is-refused", a_packed_body_with_one_wrong_bit_is_refused);
  g_test_add_func ("/cubes/what-was-not-used-for-longest-is-put-away", what_was_not_used_for_longest_is_put_away);
  return g_test_run ();
}
