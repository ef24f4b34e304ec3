/* All indicators but Q04, at three dates and every level, against the recount of tests/oracle/figures.py: the sample
 * county as the program imported it, with the ledgers of tests/oracle/supplement put into it. With --county PROJECT SUPPLEMENT
 * FIGURES.csv it does the same for any county (tests/oracle/compare.sh) and counts instead of failing. */
#include "src/check.h"
#include "src/cubes.h"
#include "src/date.h"
#include "tests/src/hand.h"
#include "tests/src/sample.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const dates[] = {"2022-06-30", "2024-02-29", "2025-12-31"};

/* Every indicator with its members, but Q04. */
static GPtrArray *
list_indicators (void)
{
  g_autoptr (GPtrArray) catalogue = lb_indicator_catalogue (NULL, "zh", NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_indicator_unref);

  for (guint i = 0; i < catalogue->len; i++) {
    LbIndicator *indicator = g_ptr_array_index (catalogue, i);
    if (g_str_equal (indicator->id, "Q04"))
      continue;
    g_ptr_array_add (all, lb_indicator_ref (indicator));
    for (guint f = 0; f < indicator->facets->len; f++)
      g_ptr_array_add (all, lb_indicator_dup_facet (indicator, g_array_index (indicator->facets, LbFacet, f).code, NULL));
  }
  return all;
}

/* "date indicator code" → the oracle's row; the codes asked for, in the order of the file. */
static GHashTable *
read_expected (const char *path, GHashTable *codes)
{
  GHashTable *expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_auto (GStrv) lines = sample_read_lines (path);

  for (char **line = lines + 1; *line != NULL; line++) {
    char **row = g_strsplit (*line, ",", -1); /* date, level, code, indicator, numerator, denominator */
    g_hash_table_insert (expected, g_strdup_printf ("%s %s %s", row[0], row[3], row[2]), row);
    g_hash_table_add (codes, row[2]);
  }
  return expected;
}

/* What was compared. */
typedef struct {
  guint n;     /* figures: of every indicator, date and region of the oracle */
  guint met;   /* the oracle's rows; where it has none, both are 0            */
  guint wrong;
} Tally;

/* Compares one table. Areas of grids are printed to a thousandth of a square metre or so: 1e-9 km². */
static void
compare (GHashTable *expected, GHashTable *codes, LbCube *cube, const char *date, Tally *tally)
{
  g_autoptr (LbValues) values = lb_cube_at (cube, lb_day_from_text (date));
  const char *id = values->indicator->id;
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, &code, NULL)) {
    g_autofree char *key = g_strdup_printf ("%s %s %s", date, id, (char *) code);
    char **row = g_hash_table_lookup (expected, key);
    int region = lb_region_tree_find_code (values->regions, code);
    double numerator = row != NULL ? g_ascii_strtod (row[4], NULL) : 0, denominator = row != NULL ? g_ascii_strtod (row[5], NULL) : 0;

    g_assert_cmpint (region, >=, 0);
    if (fabs (values->numerator[region] - numerator) > 0 || fabs (values->denominator[region] - denominator) > 1e-9 * MAX (denominator, 1)) {
      g_test_message ("%s: ours %g/%g, the oracle's %g/%g", key, values->numerator[region], values->denominator[region], numerator, denominator);
      tally->wrong++;
    }
    tally->n++;
    tally->met += row != NULL;
  }
}

static void
compare_all (LbProject *project, const char *figures, Tally *tally)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) expected = read_expected (figures, codes);
  g_autoptr (GPtrArray) indicators = list_indicators ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cubes = lb_cubes_build (project, indicators, problems, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  for (guint i = 0; i < cubes->len; i++)
    for (gsize d = 0; d < G_N_ELEMENTS (dates); d++)
      compare (expected, codes, g_ptr_array_index (cubes, i), dates[d], tally);
  g_assert_cmpuint (tally->met, ==, g_hash_table_size (expected));
}

typedef struct {
  const LbRegionTree *regions;
  double *counts; /* by region */
} Count;

static void
count_hit (const LbHit *hit, gpointer data)
{
  Count *count = data;

  if (!hit->unknown)
    count->counts[hit->region_id != 0 ? lb_region_tree_find_id (count->regions, hit->region_id) : 0]++;
}

/* Q04 counts at every date what lookback check lists on that date. */
static void
hits_are_those_of_the_checks (LbProject *project, LbCube *cube, const char *date)
{
  g_autoptr (LbRules) rules = lb_rules_load_for_project (project, NULL, NULL);
  g_autoptr (GPtrArray) checks = lb_check_catalogue (lb_project_get_path (project), "zh", NULL);
  g_autoptr (LbValues) values = lb_cube_at (cube, lb_day_from_text (date));
  g_autofree double *counts = g_new0 (double, values->n);
  Count count = {values->regions, counts};
  g_autoptr (GError) error = NULL;

  lb_checks_run (lb_project_get_path (project), rules, checks, values->as_of, count_hit, &count, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = values->n; i-- > 1;)
    counts[lb_region_tree_get (values->regions, i)->parent] += counts[i];
  g_assert_cmpfloat (counts[0], >, 100);
  for (guint i = 0; i < values->n; i++) {
    gboolean stands = lb_region_stands (lb_region_tree_get (values->regions, i), values->as_of);
    g_assert_cmpfloat (values->numerator[i], ==, stands ? counts[i] : 0);
  }
}

static void
every_indicator_agrees_at_three_dates_and_every_level (Hand *hand, gconstpointer data)
{
  g_autofree char *path = g_build_filename (hand->dir, "sample.gpkg", NULL);
  g_autofree char *figures = sample_oracle_path ("", "figures.csv");
  g_autoptr (GError) error = NULL;
  Tally tally = {0};

  (void) data;
  sample_import (path, "weixi");
  sample_put_supplement_in (path, NULL);
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, &error);
  g_assert_no_error (error);
  compare_all (project, figures, &tally);
  g_assert_cmpuint (tally.wrong, ==, 0);

  g_autoptr (LbIndicator) hits = lb_indicator_find ("Q04", NULL, "zh", &error);
  g_autoptr (LbCube) cube = lb_cube_build (project, hits, NULL, &error);
  g_assert_no_error (error);
  for (gsize d = 0; d < G_N_ELEMENTS (dates); d++)
    hits_are_those_of_the_checks (project, cube, dates[d]);
}

static int
compare_county (const char *path, const char *folder, const char *figures)
{
  g_autoptr (GPtrArray) indicators = list_indicators ();
  g_autoptr (GError) error = NULL;
  Tally tally = {0};

  sample_put_supplement_in (path, folder);
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, &error);
  g_assert_no_error (error);
  compare_all (project, figures, &tally);
  printf ("%u figures of %u indicators and members at %u dates, %u of them not empty: %u differ\n", tally.n, indicators->len,
          (guint) G_N_ELEMENTS (dates), tally.met, tally.wrong);
  return tally.wrong > 0;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc == 5 && g_str_equal (argv[1], "--county"))
    return compare_county (argv[2], argv[3], argv[4]);
  g_test_add ("/oracle/every-indicator-agrees-at-three-dates-and-every-level", Hand, NULL, hand_set_up,
              every_indicator_agrees_at_three_dates_and_every_level, hand_tear_down);
  return g_test_run ();
}
