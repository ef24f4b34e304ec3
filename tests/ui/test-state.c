/* The state object: it tells of every change once and of nothing else. Changes are written as words: the names of the
 * properties in the order in which they were notified. */
#include "config.h"
#include "src/date.h"
#include "ui/state.h"

#include <string.h>

typedef struct {
  LbState *state;
  GString *trace;
} Fixture;

static void
note (GObject *object, GParamSpec *pspec, gpointer data)
{
  GString *trace = data;

  (void) object;
  if (trace->len > 0)
    g_string_append_c (trace, ' ');
  g_string_append (trace, pspec->name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->state = lb_state_new ();
  fixture->trace = g_string_new (NULL);
  g_signal_connect (fixture->state, "notify", G_CALLBACK (note), fixture->trace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_object_unref (fixture->state);
  g_string_free (fixture->trace, TRUE);
}

/* Compares and forgets, so that a change left over fails the next comparison. */
#define assert_trace(fixture, words)                       \
  do {                                                     \
    g_assert_cmpstr ((fixture)->trace->str, ==, (words));  \
    g_string_truncate ((fixture)->trace, 0);               \
  } while (0)

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_test_summary ("each setter tells of its change, in order");
  lb_state_set_indicator (fixture->state, "M01");
  lb_state_set_level (fixture->state, LB_LEVEL_VILLAGE);
  lb_state_set_as_of (fixture->state, 20000);
  assert_trace (fixture, "indicator level as-of");
  lb_state_set_classify (fixture->state, LB_CLASSIFY_QUANTILE);
  lb_state_set_n_classes (fixture->state, 4);
  lb_state_set_selection (fixture->state, 7);
  lb_state_set_hover (fixture->state, 8);
  lb_state_set_focus (fixture->state, 3);
  assert_trace (fixture, "classify n-classes selection hover focus");
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  const LbView view = {.east0 = 1, .north0 = 2, .scale = 3, .width = 4, .height = 5};

  (void) data;
  g_test_summary ("setting what is already there is silent");
  lb_state_set_indicator (fixture->state, "");
  lb_state_set_level (fixture->state, LB_LEVEL_TOWNSHIP);
  lb_state_set_as_of (fixture->state, LB_DAY_NONE);
  lb_state_set_classify (fixture->state, LB_CLASSIFY_JENKS);
  lb_state_set_n_classes (fixture->state, 5);
  lb_state_set_selection (fixture->state, LB_STATE_NO_REGION);
  lb_state_set_project (fixture->state, NULL);
  assert_trace (fixture, "");
  lb_state_set_view (fixture->state, &view);
  lb_state_set_view (fixture->state, &view);
  assert_trace (fixture, "view");
}

static void
test_project (Fixture *fixture, gconstpointer data)
{
  const LbView view = {.scale = 1};

  (void) data;
  g_test_summary ("another project lets go of regions, date and view, and keeps indicator and level");
  lb_state_set_project (fixture->state, "/a.gpkg");
  lb_state_set_indicator (fixture->state, "M01");
  lb_state_set_level (fixture->state, LB_LEVEL_GRID);
  lb_state_set_as_of (fixture->state, 20000);
  lb_state_set_selection (fixture->state, 7);
  lb_state_set_focus (fixture->state, 3);
  lb_state_set_view (fixture->state, &view);
  g_string_truncate (fixture->trace, 0);
  lb_state_set_project (fixture->state, "/b.gpkg");
  g_assert_cmpint (lb_state_get_selection (fixture->state), ==, LB_STATE_NO_REGION);
  g_assert_cmpint (lb_state_get_focus (fixture->state), ==, LB_STATE_NO_REGION);
  g_assert_cmpint (lb_state_get_as_of (fixture->state), ==, LB_DAY_NONE);
  g_assert_cmpfloat (lb_state_get_view (fixture->state).scale, ==, 0);
  g_assert_cmpstr (lb_state_get_indicator (fixture->state), ==, "M01");
  g_assert_cmpint (lb_state_get_level (fixture->state), ==, LB_LEVEL_GRID);
  /* Told together, after all have changed: no part sees a region of the other county. */
  g_assert_nonnull (strstr (fixture->trace->str, "project"));
  g_assert_nonnull (strstr (fixture->trace->str, "selection"));
  g_assert_null (strstr (fixture->trace->str, "level"));
}

/* "1 4 7" */
static char *
tell_marks (LbState *state)
{
  GArray *marks = lb_state_get_marks (state);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (marks, guint, i));
  return g_string_free (text, FALSE);
}

#define assert_marks(fixture, words)                                  \
  do {                                                                \
    g_autofree char *_marks = tell_marks ((fixture)->state);          \
    g_assert_cmpstr (_marks, ==, (words));                            \
  } while (0)

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  const guint first[] = {7, 4, 1, 4}, second[] = {5, 4};
  guint n;

  (void) data;
  g_test_summary ("marks are replaced, added to, taken away from and toggled; each region stands once, in order");
  lb_state_set_selection (fixture->state, 9);
  assert_trace (fixture, "selection");
  lb_state_mark (fixture->state, LB_MARK_SET, first, 4);
  assert_trace (fixture, "marks selection"); /* told together */
  assert_marks (fixture, "1 4 7");
  g_autoptr (GArray) kept = g_array_ref (lb_state_get_marks (fixture->state));
  lb_state_mark (fixture->state, LB_MARK_ADD, second, 2);
  assert_marks (fixture, "1 4 5 7");
  g_assert_cmpuint (kept->len, ==, 3); /* who holds the former marks sees no change */
  lb_state_mark (fixture->state, LB_MARK_REMOVE, second, 2);
  assert_marks (fixture, "1 7");
  lb_state_mark (fixture->state, LB_MARK_TOGGLE, first, 2);
  assert_marks (fixture, "1 4");
  g_string_truncate (fixture->trace, 0);
  lb_state_mark (fixture->state, LB_MARK_ADD, first + 1, 1);
  assert_trace (fixture, ""); /* it is there already */
  g_assert_cmpuint (lb_state_get_chosen (fixture->state, &n)[1], ==, 4);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_let_go (Fixture *fixture, gconstpointer data)
{
  const guint regions[] = {3, 4};
  guint n;

  (void) data;
  g_test_summary ("a region looked at among the marks is let go first, then the marks; a click takes both; another level too");
  lb_state_mark (fixture->state, LB_MARK_SET, regions, 2);
  lb_state_set_selection (fixture->state, 4);
  g_assert_cmpuint (lb_state_get_chosen (fixture->state, &n)[0], ==, 4);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (lb_state_let_go (fixture->state));
  assert_marks (fixture, "3 4");
  g_assert_true (lb_state_let_go (fixture->state));
  assert_marks (fixture, "");
  g_assert_false (lb_state_let_go (fixture->state));

  lb_state_mark (fixture->state, LB_MARK_SET, regions, 2);
  lb_state_choose (fixture->state, 8);
  assert_marks (fixture, "");
  g_assert_cmpint (lb_state_get_selection (fixture->state), ==, 8);
  lb_state_mark (fixture->state, LB_MARK_SET, regions, 2);
  lb_state_set_level (fixture->state, LB_LEVEL_GRID);
  assert_marks (fixture, "");
  lb_state_mark (fixture->state, LB_MARK_SET, regions, 2);
  lb_state_set_project (fixture->state, "/c.gpkg");
  assert_marks (fixture, "");
}

static void
test_second (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_test_summary ("the second indicator is another one than the first, or none");
  lb_state_set_indicator (fixture->state, "D01");
  lb_state_set_second (fixture->state, "M01");
  lb_state_set_second (fixture->state, "M01");
  assert_trace (fixture, "indicator second");
  lb_state_set_indicator (fixture->state, "M01");
  g_assert_cmpstr (lb_state_get_second (fixture->state), ==, "");
  g_string_truncate (fixture->trace, 0);
  lb_state_set_second (fixture->state, "M01");
  lb_state_set_second (fixture->state, NULL);
  assert_trace (fixture, "");
}

static void
test_classes (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_test_summary ("the number of classes is held to what can be told apart");
  lb_state_set_n_classes (fixture->state, 1);
  g_assert_cmpuint (lb_state_get_n_classes (fixture->state), ==, LB_STATE_MIN_CLASSES);
  lb_state_set_n_classes (fixture->state, 40);
  g_assert_cmpuint (lb_state_get_n_classes (fixture->state), ==, LB_STATE_MAX_CLASSES);
  assert_trace (fixture, "n-classes n-classes");
}

static void
test_months (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *from;
    int months;
    const char *to;
  } steps[] = {
    {"2025-12-31", -1, "2025-11-30"}, {"2025-11-30", 1, "2025-12-31"}, {"2025-12-31", 1, "2026-01-31"},
    {"2024-03-15", -1, "2024-02-29"}, {"2025-03-31", -1, "2025-02-28"}, {"2025-06-10", 1, "2025-06-30"},
    {"2025-01-31", -13, "2023-12-31"},
  };

  (void) data;
  g_test_summary ("months are stepped from last day to last day");
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    lb_state_set_as_of (fixture->state, lb_day_from_text (steps[i].from));
    lb_state_step_month (fixture->state, steps[i].months);
    g_autofree char *day = lb_day_to_text (lb_state_get_as_of (fixture->state));
    g_assert_cmpstr (day, ==, steps[i].to);
  }
  lb_state_set_as_of (fixture->state, LB_DAY_NONE);
  lb_state_step_month (fixture->state, 1);
  g_assert_cmpint (lb_state_get_as_of (fixture->state), ==, LB_DAY_NONE);
}

/* county 0 › township 1 › village 2 › grid 3; no level of areas between. */
static LbRegionTree *
small_tree (void)
{
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  lb_region_tree_builder_add (builder, 1, 0, LB_LEVEL_COUNTY, "539902", "岚岭县", 4e6);
  lb_region_tree_builder_add (builder, 2, 1, LB_LEVEL_TOWNSHIP, "539902101", "云登镇", 4e6);
  lb_region_tree_builder_add (builder, 3, 2, LB_LEVEL_VILLAGE, "539902101201", "黑地村", 4e6);
  lb_region_tree_builder_add (builder, 4, 3, LB_LEVEL_GRID, "539902101201001", "第01网格", 4e6);
  return lb_region_tree_builder_end (builder);
}

static void
test_drill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LbRegionTree) regions = small_tree ();

  (void) data;
  g_test_summary ("drilling goes down a level that exists and frames the region; rising goes back");
  lb_state_drill (fixture->state, regions, 1);
  g_assert_cmpint (lb_state_get_level (fixture->state), ==, LB_LEVEL_VILLAGE);
  g_assert_cmpint (lb_state_get_focus (fixture->state), ==, 1);
  lb_state_drill (fixture->state, regions, 2);
  g_assert_cmpint (lb_state_get_level (fixture->state), ==, LB_LEVEL_GRID);
  g_string_truncate (fixture->trace, 0);
  lb_state_drill (fixture->state, regions, 3);
  lb_state_drill (fixture->state, regions, LB_STATE_NO_REGION);
  assert_trace (fixture, "");
  lb_state_rise (fixture->state, regions);
  g_assert_cmpint (lb_state_get_level (fixture->state), ==, LB_LEVEL_VILLAGE);
  g_assert_cmpint (lb_state_get_focus (fixture->state), ==, 1);
  lb_state_rise (fixture->state, regions);
  g_assert_cmpint (lb_state_get_level (fixture->state), ==, LB_LEVEL_TOWNSHIP);
  g_assert_cmpint (lb_state_get_focus (fixture->state), ==, LB_STATE_NO_REGION);
  g_string_truncate (fixture->trace, 0);
  lb_state_rise (fixture->state, regions);
  assert_trace (fixture, "");
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  int level, as_of;
  g_autofree char *indicator = NULL;

  (void) data;
  g_test_summary ("properties and functions are the same thing");
  g_object_set (fixture->state, "indicator", "D01", NULL);
  g_object_set (fixture->state, "level", LB_LEVEL_GRID, NULL);
  g_object_set (fixture->state, "as-of", 19000, NULL);
  assert_trace (fixture, "indicator level as-of");
  g_object_get (fixture->state, "indicator", &indicator, "level", &level, "as-of", &as_of, NULL);
  g_assert_cmpstr (indicator, ==, "D01");
  g_assert_cmpint (level, ==, LB_LEVEL_GRID);
  g_assert_cmpint (as_of, ==, 19000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/state/each-change-is-told-once", test_changes);
  ADD ("/state/what-is-already-there-is-silent", test_same);
  ADD ("/state/another-project-lets-go-of-regions", test_project);
  ADD ("/state/marks-are-a-set", test_marks);
  ADD ("/state/what-is-chosen-is-let-go-step-by-step", test_let_go);
  ADD ("/state/second-indicator-is-another-one", test_second);
  ADD ("/state/number-of-classes-is-held", test_classes);
  ADD ("/state/months-are-stepped-by-their-last-day", test_months);
  ADD ("/state/drill-and-rise", test_drill);
  ADD ("/state/properties-are-the-same", test_properties);
#undef ADD
  return g_test_run ();
}
