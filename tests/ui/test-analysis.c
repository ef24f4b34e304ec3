/* What an analyst does in the window on the sample county: chooses regions together, lays two indicators over each other, asks
 * how a figure is made. */
#include "config.h"
#include "tests/ui/pilot.h"
#include "ui/window-private.h"

#include <gdk/x11/gdkx.h>
#include <string.h>

static char *sample_project; /* in the temporary folder */

static gboolean
has_county (Pilot *pilot)
{
  return lb_loader_get_county (pilot->loader) != NULL;
}

/* A rectangle or lasso round the middle of the canvas, drawn with the pointer, with @keys held ("" or "keydown shift"). */
static void
draw_band (Pilot *pilot, const char *keydown, const char *keyup, double left, double top, double right, double bottom)
{
  int x0, y0, x1, y1;

  pilot_screen (pilot, left, top, &x0, &y0);
  pilot_screen (pilot, right, bottom, &x1, &y1);
  /* By way of another corner, so that it is an area for the lasso too, and a word at a time: motions of one frame become one, and a
   * sanitizer's frames are long. */
  pilot_xdotool (pilot, "%s mousemove %d %d mousedown 1", keydown, x0, y0);
  pilot_xdotool (pilot, "mousemove %d %d", x0 + 20, y0 + 1);
  pilot_idle (400);
  pilot_xdotool (pilot, "mousemove %d %d", x1, y0);
  pilot_idle (400);
  pilot_xdotool (pilot, "mousemove %d %d", x1, y1);
  pilot_idle (400);
  pilot_xdotool (pilot, "mouseup 1 %s", keyup);
}

static void
test_band (void)
{
  Pilot pilot = {0};

  g_test_summary ("a rectangle and a lasso choose regions; their figures are summed; Escape lets go; Shift needs no tool");
  pilot_open (&pilot, sample_project, 1920, 1080);
  pilot_settle (&pilot);
  lb_state_set_indicator (pilot.state, "M01");
  lb_state_set_level (pilot.state, LB_LEVEL_VILLAGE);
  pilot_settle (&pilot);
  LbView view = lb_state_get_view (pilot.state);
  double left = view.width * 0.45, top = view.height * 0.5, right = view.width * 0.6, bottom = view.height * 0.7;
  const double corners[] = {left, top, right, top, right, bottom, left, bottom};
  g_autoptr (GArray) expected = lb_map_canvas_query (pilot.canvas, corners, 4);
  g_assert_cmpuint (expected->len, >, 3);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pilot.window), "map.tool", "s", "rectangle"));
  draw_band (&pilot, "", "", left, top, right, bottom);
  GArray *marks = lb_state_get_marks (pilot.state);
  g_assert_cmpmem (marks->data, marks->len * sizeof (guint), expected->data, expected->len * sizeof (guint));
  LbView after = lb_state_get_view (pilot.state);
  g_assert_cmpfloat (after.east0, ==, view.east0); /* the map stayed */
  pilot_settle (&pilot);

  LbValues *values = lb_picture_get_values (lb_loader_get_picture (pilot.loader));
  LbFigure sum = lb_values_sum (values, (guint *) (void *) expected->data, expected->len);
  g_autofree char *parts = g_strdup_printf ("%.0f / %.0f", sum.numerator, sum.denominator);
  g_autofree char *count = g_strdup_printf ("%u × ", expected->len);
  g_assert_cmpfloat (sum.denominator, >, 0);
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), parts));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), count));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->status_line), parts));
  guint listed = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (lb_ranking_get_list (pilot.window->ranking))));
  g_assert_cmpuint (listed, <=, expected->len);
  g_assert_cmpuint (listed, >, 0);

  pilot_xdotool (&pilot, "windowfocus %lu", gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (pilot.window))));
  pilot_xdotool (&pilot, "key Escape");
  g_assert_cmpuint (lb_state_get_marks (pilot.state)->len, ==, 0);
  pilot_xdotool (&pilot, "key Escape");
  g_assert_cmpint (lb_state_get_tool (pilot.state), ==, LB_TOOL_PAN);

  pilot_settle (&pilot);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pilot.window), "map.tool", "s", "lasso"));
  draw_band (&pilot, "", "", left, top, right, bottom);
  guint within = lb_state_get_marks (pilot.state)->len;
  g_assert_cmpuint (within, >, 0);
  g_assert_cmpuint (within, <=, expected->len);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pilot.window), "map.tool", "s", "lasso"));
  g_assert_cmpint (lb_state_get_tool (pilot.state), ==, LB_TOOL_PAN);
  pilot_settle (&pilot);
  draw_band (&pilot, "keydown shift", "keyup shift", left, top, right, bottom);
  g_assert_cmpuint (lb_state_get_marks (pilot.state)->len, ==, expected->len);
  pilot_settle (&pilot);
  draw_band (&pilot, "keydown ctrl", "keyup ctrl", left, top, right, bottom);
  g_assert_cmpuint (lb_state_get_marks (pilot.state)->len, ==, 0);
  pilot_close (&pilot);
}

static void
test_pair (void)
{
  Pilot pilot = {0};

  g_test_summary ("two indicators share a map: square legend, both figures on the card; one is left when the other is cleared");
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  lb_state_set_indicator (pilot.state, "D01");
  lb_state_set_level (pilot.state, LB_LEVEL_VILLAGE);
  lb_state_set_second (pilot.state, "M01");
  pilot_settle (&pilot);
  LbPicture *picture = lb_loader_get_picture (pilot.loader);
  g_assert_nonnull (lb_map_get_second_classes (picture->map));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->map_view), "Two indicators together"));
  g_assert_false (pilot_reads (GTK_WIDGET (pilot.window->map_view), " – ")); /* no limits of one indicator's classes */
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), "1053 / 1510"));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->status_line), "1053 / 1510"));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->status_line), "366 households"));
  g_assert_cmpuint (lb_map_get_no_data (picture->map), >, 0); /* villages without measures */

  lb_state_set_second (pilot.state, "");
  pilot_settle (&pilot);
  g_assert_null (lb_map_get_second_classes (lb_loader_get_picture (pilot.loader)->map));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->map_view), " – "));
  pilot_close (&pilot);
}

static gboolean
has_figures (Pilot *pilot)
{
  LbPicture *picture = lb_loader_get_picture (pilot->loader);

  return picture != NULL && g_str_equal (lb_picture_get_indicator (picture)->id, "M01") &&
         lb_picture_get_values (picture) != NULL && picture->second >= 0 && lb_picture_get_second (picture) != NULL;
}

/* What a window before worked out is kept in the project. */
static void
forget_kept_figures (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (sample_project, LB_DB_WRITE, &error);

  g_assert_no_error (error);
  lb_db_exec (lb_project_get_db (project), "DROP TABLE IF EXISTS lookback_cubes", &error);
  g_assert_no_error (error);
}

static void
test_stopped_figures (void)
{
  Pilot pilot = {0};

  g_test_summary ("indicators that were not waited for are worked out when they are chosen");
  forget_kept_figures ();
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_wait (&pilot, has_county, "the county");
  g_assert_cmpstr (lb_loader_get_doing (pilot.loader), ==, "Working out the other indicators…");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pilot.window), "win.cancel", NULL));
  LbCounty *county = lb_loader_get_county (pilot.loader);
  int place = lb_county_find_indicator (county, "C01");
  g_assert_cmpint (place, >=, 0);
  g_assert_false (county->tried[place]);
  pilot_settle (&pilot);

  lb_state_set_indicator (pilot.state, "M01");
  lb_state_set_second (pilot.state, "C01");
  pilot_wait (&pilot, has_figures, "the figures of both");
  county = lb_loader_get_county (pilot.loader);
  g_assert_true (county->tried[lb_county_find_indicator (county, "C01")]);
  guint tried = 0;
  for (guint i = 0; i < county->indicators->len; i++)
    tried += county->tried[i] != FALSE;
  g_assert_cmpuint (tried, <, county->indicators->len / 2); /* not the others that nobody waits for */
  pilot_settle (&pilot);
  pilot_close (&pilot);
}

static LbExplainWindow *explain_window;

static gboolean
is_explained (Pilot *pilot)
{
  (void) pilot;
  return g_str_equal (lb_explain_window_get_stage (explain_window), "card");
}

static void
test_explain (void)
{
  Pilot pilot = {0};

  g_test_summary ("the definition card tells formula, definition, rules and rows of the figure on the card");
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  lb_state_set_indicator (pilot.state, "M01");
  pilot_settle (&pilot);
  explain_window = lb_window_explain (pilot.window);
  g_assert_nonnull (explain_window);
  pilot_wait (&pilot, is_explained, "the card");
  g_assert_true (pilot_reads (GTK_WIDGET (explain_window), "1053 ÷ 1510 × 100 = 69.74"));
  g_assert_true (pilot_reads (GTK_WIDGET (explain_window), "Rows behind the figure: the first 500 of 1510"));
  g_assert_true (pilot_reads (GTK_WIDGET (explain_window), "measures.csv, row "));
  g_assert_true (pilot_reads (GTK_WIDGET (explain_window), "weixi"));
  gtk_window_destroy (GTK_WINDOW (explain_window));

  const guint two[] = {2, 3};
  lb_state_mark (pilot.state, LB_MARK_SET, two, 2);
  g_assert_null (lb_window_explain (pilot.window)); /* a sum of several has no card */
  pilot_close (&pilot);
}

static void
add_tests (void)
{
  sample_project = pilot_make_sample ("sample.gpkg");
  g_test_add_func ("/analysis/rectangle-and-lasso-choose-regions", test_band);
  g_test_add_func ("/analysis/two-indicators-share-a-map", test_pair);
  g_test_add_func ("/analysis/stopped-figures-come-when-chosen", test_stopped_figures);
  g_test_add_func ("/analysis/definition-card-tells-what-a-figure-is-made-of", test_explain);
}

int
main (int argc, char **argv)
{
  int status = pilot_main (argc, argv, add_tests);

  g_free (sample_project);
  return status;
}
