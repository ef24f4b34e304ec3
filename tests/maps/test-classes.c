#include "maps/classes.h"
#include "maps/error.h"
#include "maps/sort.h"
#include "src/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_METHODS 6 /* without manual */

static double *
parse_numbers (const char *text, guint *n)
{
  g_auto (GStrv) words = g_strsplit (text, ";", -1);
  *n = g_strv_length (words);
  double *numbers = g_new (double, *n + 1);
  for (guint i = 0; i < *n; i++)
    numbers[i] = g_ascii_strtod (words[i], NULL);
  return numbers;
}

/* Values with ties, deterministic. */
static void
fill (double *values, guint n, guint seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  for (guint i = 0; i < n; i++) {
    double x = g_rand_double (dice);
    values[i] = seed % 3 == 0 ? floor (x * 9) : seed % 3 == 1 ? exp (8 * x) : round (x * 1000) / 10 - 50;
  }
}

static void
limits_agree_with_every_split_tried (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LB_TESTS"), "oracle", "classes.csv", NULL);
  g_autofree char *text = NULL;
  guint checked = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint line = 1; lines[line] != NULL && *lines[line] != '\0'; line++, checked++) {
    g_auto (GStrv) cells = g_strsplit (lines[line], ",", 4);
    guint n, n_limits;
    g_autofree double *values = parse_numbers (cells[2], &n), *limits = parse_numbers (cells[3], &n_limits);
    LbClassify method;
    g_assert_true (lb_classify_parse (cells[0], &method, NULL));
    g_autoptr (LbClasses) classes =
      lb_classes_new_exact (method, (guint) g_ascii_strtoull (cells[1], NULL, 10), values, n, NULL, NULL);
    g_test_message ("line %u: %s", line + 1, lines[line]);
    g_assert_cmpuint (classes->n + 1, ==, n_limits);
    for (guint i = 0; i < n_limits; i++)
      g_assert_cmpfloat_with_epsilon (classes->limits[i], limits[i], 1e-9);
  }
  g_assert_cmpuint (checked, >, 200);
}

static void
counts_add_up (void)
{
  double values[203];

  for (guint seed = 0; seed < 60; seed++)
    for (guint method = 0; method < N_METHODS; method++)
      for (guint k = 1; k <= 12; k += 1 + seed % 3) {
        fill (values, 200, seed);
        values[200] = NAN;
        values[201] = INFINITY;
        values[202] = -INFINITY;
        g_autoptr (LbClasses) classes = lb_classes_new ((LbClassify) method, k, values, 203, NULL, NULL);
        guint sum = 0;
        g_assert_cmpuint (classes->n, >=, 1);
        for (guint i = 0; i < classes->n; i++) {
          sum += classes->counts[i];
          /* Only the first class may hold a single value, the minimum. */
          g_assert_true (classes->limits[i] < classes->limits[i + 1] || (i == 0 && classes->counts[0] > 0));
        }
        g_assert_cmpuint (sum, ==, 200);
        g_assert_cmpuint (classes->no_data, ==, 3);
      }
}

static void
rounding_moves_no_value (void)
{
  double values[150];

  for (guint seed = 0; seed < 60; seed++)
    for (guint method = 0; method < N_METHODS; method++) {
      fill (values, 150, seed);
      g_autoptr (LbClasses) exact = lb_classes_new_exact ((LbClassify) method, 6, values, 150, NULL, NULL);
      g_autoptr (LbClasses) rounded = lb_classes_new ((LbClassify) method, 6, values, 150, NULL, NULL);
      g_assert_cmpuint (exact->n, ==, rounded->n);
      for (guint i = 0; i < 150; i++)
        g_assert_cmpint (lb_classes_find (exact, values[i]), ==, lb_classes_find (rounded, values[i]));
      g_assert_cmpfloat (rounded->limits[0], <=, exact->limits[0]);
      g_assert_cmpfloat (rounded->limits[rounded->n], >=, exact->limits[exact->n]);
    }
}

static void
rounded_limits_are_short (void)
{
  const double values[] = {0.61231, 5.987, 6.1234, 10.9, 11.07, 23.99, 24.013, 38.8, 39.21, 50.66};
  const double limits[] = {0.61231, 5.987, 10.9, 23.99, 38.8, 50.66};
  g_autoptr (LbClasses) classes = lb_classes_new (LB_CLASSIFY_QUANTILE, 5, values, G_N_ELEMENTS (values), NULL, NULL);

  for (guint i = 0; i < 6; i++) {
    g_assert_cmpfloat (fabs (classes->limits[i] - limits[i]), <, 4);
    g_assert_cmpfloat (round (classes->limits[i] * 10) / 10, ==, classes->limits[i]);
  }
}

static void
natural_breaks_fit_best_of_all (void)
{
  double values[120];

  for (guint seed = 0; seed < 40; seed++) {
    fill (values, 120, seed);
    g_autoptr (LbClasses) best = lb_classes_new_exact (LB_CLASSIFY_JENKS, 5, values, 120, NULL, NULL);
    double fit = lb_classes_fit (best, values, 120);
    for (guint method = 0; method < N_METHODS; method++) {
      g_autoptr (LbClasses) other = lb_classes_new_exact ((LbClassify) method, 5, values, 120, NULL, NULL);
      if (other->n <= best->n)
        g_assert_cmpfloat (lb_classes_fit (other, values, 120), <=, fit + 1e-12);
    }
  }
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The least sum of squares of @k classes of sorted values, every beginning of every class tried. */
static double
least_squares (const double *values, guint n, guint k)
{
  g_autofree long double *sums = g_new0 (long double, n + 1), *squares = g_new0 (long double, n + 1);
  g_autofree double *least = g_new (double, n + 1);

  for (guint i = 0; i < n; i++) {
    long double x = (long double) values[i] - values[n / 2];
    sums[i + 1] = sums[i] + x;
    squares[i + 1] = squares[i] + x * x;
  }
  for (guint c = 1; c <= k; c++)
    for (guint j = n; j >= c; j--) { /* downwards: what is read is still that of one class fewer */
      double best = INFINITY;
      for (guint i = c - 1; i < (c == 1 ? 1 : j); i++) {
        long double s = sums[j] - sums[i], spread = squares[j] - squares[i] - s * s / (j - i);
        best = MIN (best, (c == 1 ? 0 : least[i]) + (double) spread);
      }
      least[j] = best;
    }
  return least[n];
}

/* Where the search looks at part of the beginnings only. */
static void
natural_breaks_of_many_values_fit_best (void)
{
  enum { N = 1500 };
  g_autofree double *values = g_new (double, N);

  for (guint kind = 0; kind < 8; kind++)
    for (guint k = 2; k <= 8; k += 3) {
      g_autoptr (GRand) dice = g_rand_new_with_seed (kind);
      for (guint i = 0; i < N; i++) {
        double x = g_rand_double (dice);
        const double kinds[] = {x, -log (1 - x), exp (12 * x), i, i * (double) i, fabs (x - 0.5) < 0.3 ? x / 1e6 : x,
                                i % 7 * 100 + x, i < 2 ? 1e9 * i : x};
        values[i] = kinds[kind];
      }
      qsort (values, N, sizeof (double), compare_doubles);
      g_autoptr (LbClasses) classes = lb_classes_new_exact (LB_CLASSIFY_JENKS, k, values, N, NULL, NULL);
      double all = least_squares (values, N, 1), least = least_squares (values, N, k);
      g_test_message ("kind %u, %u classes", kind, k);
      g_assert_cmpuint (classes->n, ==, k);
      g_assert_cmpfloat_with_epsilon (lb_classes_fit (classes, values, N), 1 - least / all, 1e-12);
    }
}

static void
numbers_are_sorted_as_comparing_sorts_them (void)
{
  static const double special[] = {INFINITY, -INFINITY, 0, -1, 5e-324, -5e-324, 1.7e308, -1.7e308, 1, 1};

  for (guint n = 0; n < 3000; n += 1 + n / 3) {
    g_autoptr (GRand) dice = g_rand_new_with_seed (n);
    g_autofree double *values = g_new (double, n + 1), *expected = g_new (double, n + 1);
    for (guint i = 0; i < n; i++)
      values[i] = expected[i] = i % 5 == 0 ? special[i % G_N_ELEMENTS (special)] : g_rand_double_range (dice, -9, 9) * pow (10, i % 40);
    qsort (expected, n, sizeof (double), compare_doubles);
    lb_sort_doubles (values, n);
    g_assert_cmpmem (values, n * sizeof (double), expected, n * sizeof (double));
  }
}

static void
a_value_on_a_limit_belongs_below (void)
{
  const double limits[] = {0, 10, 20, 30};
  const double values[] = {0, 10, 10.000001, 20, 30, 30.1, -0.1, NAN};
  const int expected[] = {0, 0, 1, 1, 2, -1, -1, -1};
  g_autoptr (LbClasses) classes = lb_classes_new (LB_CLASSIFY_MANUAL, 3, values, 8, limits, NULL);

  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (lb_classes_find (classes, values[i]), ==, expected[i]);
  g_assert_cmpuint (classes->no_data, ==, 3);
}

static void
ties_are_never_split (void)
{
  const double values[] = {1, 1, 1, 1, 1, 1, 1, 2, 3};
  g_autoptr (LbClasses) classes = lb_classes_new (LB_CLASSIFY_QUANTILE, 3, values, 9, NULL, NULL);

  g_assert_cmpuint (classes->counts[lb_classes_find (classes, 1)], >=, 7);
}

static void
equal_values_make_one_class (void)
{
  const double values[] = {7, 7, 7, NAN};

  for (guint method = 0; method < N_METHODS; method++) {
    g_autoptr (LbClasses) classes = lb_classes_new ((LbClassify) method, 5, values, 4, NULL, NULL);
    g_assert_cmpuint (classes->n, ==, 1);
    g_assert_cmpfloat (classes->limits[0], ==, 7);
    g_assert_cmpfloat (classes->limits[1], ==, 7);
    g_assert_cmpuint (classes->counts[0], ==, 3);
    g_assert_cmpint (lb_classes_find (classes, 7), ==, 0);
    g_assert_cmpfloat (lb_classes_fit (classes, values, 4), ==, 1);
  }
}

static void
no_values_make_no_class (void)
{
  const double values[] = {NAN, INFINITY};

  for (guint method = 0; method < N_METHODS; method++) {
    g_autoptr (LbClasses) classes = lb_classes_new ((LbClassify) method, 5, values, 2, NULL, NULL);
    g_assert_cmpuint (classes->n, ==, 0);
    g_assert_cmpuint (classes->no_data, ==, 2);
    g_assert_cmpint (lb_classes_find (classes, 1), ==, -1);
  }
}

static void
there_are_no_more_classes_than_distinct_values (void)
{
  const double values[] = {1, 2, 2, 5};

  for (guint method = 0; method < N_METHODS; method++) {
    g_autoptr (LbClasses) classes = lb_classes_new ((LbClassify) method, 9, values, 4, NULL, NULL);
    if (method != LB_CLASSIFY_PRETTY)
      g_assert_cmpuint (classes->n, <=, 3);
  }
  g_autoptr (LbClasses) jenks = lb_classes_new_exact (LB_CLASSIFY_JENKS, 9, values, 4, NULL, NULL);
  g_assert_cmpuint (jenks->n, ==, 3);
}

static void
huge_and_tiny_values_are_classed (void)
{
  const double values[] = {-1.7e308, -1, 0, 5e-324, 1, 1.7e308};

  for (guint method = 0; method < N_METHODS; method++) {
    g_autoptr (LbClasses) classes = lb_classes_new ((LbClassify) method, 4, values, 6, NULL, NULL);
    guint sum = 0;
    for (guint i = 0; i < classes->n; i++)
      sum += classes->counts[i];
    g_assert_cmpuint (sum, ==, 6);
  }
}

static void
round_limits_are_round (void)
{
  const double values[] = {3.2, 8.1, 14.9, 27.3, 41.7, 48.8};
  const double limits[] = {0, 10, 20, 30, 40, 50};
  g_autoptr (LbClasses) classes = lb_classes_new_exact (LB_CLASSIFY_PRETTY, 5, values, 6, NULL, NULL);

  g_assert_cmpuint (classes->n, ==, 5);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpfloat (classes->limits[i], ==, limits[i]);
}

static void
heads_are_split_at_their_means (void)
{
  /* Means by hand: 56/8 = 7; head 10, 30 has the mean 20 and one value above it. */
  const double values[] = {1, 2, 2, 3, 4, 4, 10, 30};
  g_autoptr (LbClasses) classes = lb_classes_new_exact (LB_CLASSIFY_HEADTAIL, 8, values, 8, NULL, NULL);

  g_assert_cmpuint (classes->n, ==, 3);
  g_assert_cmpfloat (classes->limits[1], ==, 7);
  g_assert_cmpfloat (classes->limits[2], ==, 20);
}

static void
deviations_stand_around_the_mean (void)
{
  /* Mean 5, sample deviation sqrt (32 / 7). */
  const double values[] = {2, 4, 4, 4, 5, 5, 7, 9};
  g_autoptr (LbClasses) classes = lb_classes_new_exact (LB_CLASSIFY_STDDEV, 4, values, 8, NULL, NULL);

  g_assert_cmpuint (classes->n, ==, 4);
  g_assert_cmpfloat_with_epsilon (classes->limits[1], 5 - sqrt (32.0 / 7), 1e-12);
  g_assert_cmpfloat_with_epsilon (classes->limits[2], 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (classes->limits[3], 5 + sqrt (32.0 / 7), 1e-12);
}

static void
differences_lie_evenly_around_zero (void)
{
  const double values[] = {-7, -2, -1, 0, 0, 0, 1, 1, 3, 12, NAN};

  for (guint wanted = 2; wanted <= 9; wanted++) {
    guint k = wanted;
    g_autofree double *limits = lb_classes_symmetric_limits (values, 11, &k);
    g_assert_cmpuint (k, <=, wanted);
    for (guint i = 0; i <= k; i++)
      g_assert_cmpfloat_with_epsilon (limits[i], -limits[k - i], 1e-12);
    g_autoptr (LbClasses) classes = lb_classes_new (LB_CLASSIFY_MANUAL, k, values, 11, limits, NULL);
    g_assert_cmpuint (classes->no_data, ==, 1);
    if (wanted % 2 == 1)
      g_assert_cmpint (lb_classes_find (classes, 0), ==, (int) k / 2);
  }
}

static void
limits_out_of_order_are_refused (void)
{
  const double limits[] = {0, 5, 5, 9}, values[] = {1};
  g_autoptr (GError) error = NULL;

  g_assert_null (lb_classes_new (LB_CLASSIFY_MANUAL, 3, values, 1, limits, &error));
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES);
  g_clear_error (&error);
  g_assert_null (lb_classes_new (LB_CLASSIFY_JENKS, 13, values, 1, NULL, &error));
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES);
  g_clear_error (&error);
  LbClassify method;
  g_assert_false (lb_classify_parse ("fisher", &method, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_USAGE);
}

static void
palettes_have_a_list_for_three_to_nine (void)
{
  g_auto (GStrv) names = lb_palette_list ();

  g_assert_cmpuint (g_strv_length (names), >=, 5);
  for (char **name = names; *name != NULL; name++)
    for (guint n = 1; n <= 12; n++) {
      g_autoptr (GError) error = NULL;
      g_autofree LbColour *light = lb_palette_get (*name, n, FALSE, &error);
      g_autofree LbColour *turned = lb_palette_get (*name, n, TRUE, &error);
      g_autofree LbColour *dark = lb_palette_get_dark (*name, n, FALSE, &error);
      g_assert_no_error (error);
      g_assert_nonnull (dark);
      for (guint i = 0; i < n; i++) {
        g_assert_cmpmem (&light[i], sizeof (LbColour), &turned[n - 1 - i], sizeof (LbColour));
        if (i > 0)
          g_assert_true (memcmp (&light[i], &light[i - 1], sizeof (LbColour)) != 0);
      }
    }
}

static void
sequential_palettes_grow_darker (void)
{
  static const char *const names[] = {"OrRd", "YlGnBu", "BuPu", "Greys"};

  for (guint p = 0; p < G_N_ELEMENTS (names); p++)
    for (guint n = 3; n <= 9; n++) {
      g_autofree LbColour *colours = lb_palette_get (names[p], n, FALSE, NULL);
      for (guint i = 1; i < n; i++)
        g_assert_cmpfloat (0.21 * colours[i].r + 0.72 * colours[i].g + 0.07 * colours[i].b, <,
                           0.21 * colours[i - 1].r + 0.72 * colours[i - 1].g + 0.07 * colours[i - 1].b);
    }
}

static void
an_unknown_palette_names_those_there_are (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lb_palette_get ("../schema/001", 5, FALSE, &error));
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES);
  g_assert_nonnull (strstr (error->message, "YlGnBu"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classes/limits-agree-with-every-split-tried", limits_agree_with_every_split_tried);
  g_test_add_func ("/classes/counts-add-up", counts_add_up);
  g_test_add_func ("/classes/rounding-moves-no-value", rounding_moves_no_value);
  g_test_add_func ("/classes/rounded-limits-are-short", rounded_limits_are_short);
  g_test_add_func ("/classes/natural-breaks-fit-best-of-all", natural_breaks_fit_best_of_all);
  g_test_add_func ("/classes/natural-breaks-of-many-values-fit-best", natural_breaks_of_many_values_fit_best);
  g_test_add_func ("/classes/numbers-are-sorted-as-comparing-sorts-them", numbers_are_sorted_as_comparing_sorts_them);
  g_test_add_func ("/classes/a-value-on-a-limit-belongs-below", a_value_on_a_limit_belongs_below);
  g_test_add_func ("/classes/ties-are-never-split", ties_are_never_split);
  g_test_add_func ("/classes/equal-values-make-one-class", equal_values_make_one_class);
  g_test_add_func ("/classes/no-values-make-no-class", no_values_make_no_class);
  g_test_add_func ("/classes/no-more-classes-than-distinct-values", there_are_no_more_classes_than_distinct_values);
  g_test_add_func ("/classes/huge-and-tiny-values-are-classed", huge_and_tiny_values_are_classed);
  g_test_add_func ("/classes/round-limits-are-round", round_limits_are_round);
  g_test_add_func ("/classes/heads-are-split-at-their-means", heads_are_split_at_their_means);
  g_test_add_func ("/classes/deviations-stand-around-the-mean", deviations_stand_around_the_mean);
  g_test_add_func ("/classes/differences-lie-evenly-around-zero", differences_lie_evenly_around_zero);
  g_test_add_func ("/classes/limits-out-of-order-are-refused", limits_out_of_order_are_refused);
  g_test_add_func ("/palettes/have-a-list-for-three-to-nine", palettes_have_a_list_for_three_to_nine);
  g_test_add_func ("/palettes/sequential-ones-grow-darker", sequential_palettes_grow_darker);
  g_test_add_func ("/palettes/an-unknown-one-names-those-there-are", an_unknown_palette_names_those_there_are);
  return g_test_run ();
}
