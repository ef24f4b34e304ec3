/* The real window on the sample county: what a person does with it, and what is then to be seen. */
#include "config.h"
#include "src/date.h"
#include "tests/ui/pilot.h"
#include "ui/window-private.h"

#include <gdk/x11/gdkx.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *sample_project; /* made by the first test */

static gboolean
has_county (Pilot *pilot)
{
  return lb_loader_get_county (pilot->loader) != NULL;
}

/* A region of the map's level and a point of the canvas well inside it: the middle of the longest run of one region on a
 * grid of picks, so that borders and narrow places are out of the way, in the lower half, where nothing floats over it. */
static int
place_inside (Pilot *pilot, double *x, double *y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (pilot->canvas)), height = gtk_widget_get_height (GTK_WIDGET (pilot->canvas));
  int best = -1, longest = 0;

  for (int row = height / 2; row < height * 7 / 8; row += 16) {
    int run = 0, last = -1;
    for (int column = width / 4; column < width * 3 / 4; column += 8) {
      int region = lb_map_canvas_pick (pilot->canvas, column, row);
      run = region == last ? run + 1 : 1;
      last = region;
      if (region >= 0 && run > longest) {
        longest = run;
        best = region;
        *x = column - run * 4;
        *y = row;
      }
    }
  }
  g_assert_cmpint (best, >=, 0);
  g_assert_cmpint (lb_map_canvas_pick (pilot->canvas, *x, *y), ==, best);
  return best;
}

static void
test_first_page (void)
{
  Pilot pilot = {0};

  g_test_summary ("without a project the window offers the sample, which a worker imports");
  pilot_open (&pilot, NULL, 1366, 768);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pilot.window->pages), ==, "first");
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window), "Open the sample county"));
  g_assert_null (lb_first_page_get_problem (pilot.window->first_page));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pilot.window), "win.open-sample", NULL));
  g_assert_nonnull (lb_loader_get_doing (pilot.loader));
  pilot_wait (&pilot, has_county, "the sample county");
  pilot_settle (&pilot);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pilot.window->pages), ==, "work");
  sample_project = g_strdup (lb_state_get_project (pilot.state));
  g_assert_true (g_str_has_prefix (sample_project, g_get_user_data_dir ()));
  pilot_close (&pilot);
}

static void
test_figures (void)
{
  Pilot pilot = {0};

  g_test_summary ("the county's published figures stand in card, list, legend and status line");
  pilot_open (&pilot, sample_project, 1920, 1080);
  pilot_settle (&pilot);
  g_autofree char *last = lb_day_to_text (lb_state_get_as_of (pilot.state));
  g_assert_cmpstr (last, ==, "2025-12-31");
  lb_state_set_indicator (pilot.state, "M01");
  lb_state_set_level (pilot.state, LB_LEVEL_TOWNSHIP);
  pilot_settle (&pilot);
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), "1053 / 1510"));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), "69.74"));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), "366"));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->indicators), "69.74"));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->status_line), "1053 / 1510"));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->map_view), "Measure implementation rate"));
  pilot_close (&pilot);
}

static void
test_as_of (void)
{
  Pilot pilot = {0};

  g_test_summary ("another date gives the figures of that date, the same as the cube gives");
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  lb_state_set_indicator (pilot.state, "M01");
  lb_state_set_as_of (pilot.state, lb_day_from_text ("2024-06-30"));
  pilot_settle (&pilot);
  LbCounty *county = lb_loader_get_county (pilot.loader);
  LbCube *cube = county->cubes->pdata[lb_county_find_indicator (county, "M01")];
  g_autoptr (LbValues) values = lb_cube_at (cube, lb_day_from_text ("2024-06-30"));
  guint root = (guint) lb_county_get_root (county);
  g_autofree char *expected = g_strdup_printf ("%.0f / %.0f", values->numerator[root], values->denominator[root]);
  g_assert_cmpstr (expected, !=, "1053 / 1510");
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), expected));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->date_button), "2024-06-30"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pilot.window), "win.month-before", NULL));
  pilot_settle (&pilot);
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->date_button), "2024-05-31"));
  pilot_close (&pilot);
}

static guint
count_colour (const PilotPicture *picture, LbColour colour, int x, int y, int reach)
{
  const int wanted[3] = {(int) lround (colour.b * 255), (int) lround (colour.g * 255), (int) lround (colour.r * 255)};
  guint n = 0;

  for (int row = MAX (y - reach, 0); row <= MIN (y + reach, picture->height - 1); row++)
    for (int column = MAX (x - reach, 0); column <= MIN (x + reach, picture->width - 1); column++) {
      const guint8 *pixel = picture->pixels + ((gsize) row * (gsize) picture->width + (gsize) column) * 4;
      n += abs (pixel[0] - wanted[0]) <= 2 && abs (pixel[1] - wanted[1]) <= 2 && abs (pixel[2] - wanted[2]) <= 2;
    }
  return n;
}

static void
test_click (void)
{
  Pilot pilot = {0};
  double x, y;
  int screen_x, screen_y;

  g_test_summary ("a click chooses the region under the pointer, and its colour is on the screen there");
  pilot_open (&pilot, sample_project, 1920, 1080);
  pilot_settle (&pilot);
  lb_state_set_indicator (pilot.state, "M01");
  pilot_settle (&pilot);
  int region = place_inside (&pilot, &x, &y);
  pilot_screen (&pilot, x, y, &screen_x, &screen_y);
  pilot_xdotool (&pilot, "mousemove %d %d click 1", screen_x, screen_y);
  g_assert_cmpint (lb_state_get_hover (pilot.state), ==, region);
  g_assert_cmpint (lb_state_get_selection (pilot.state), ==, region);

  LbPicture *picture = lb_loader_get_picture (pilot.loader);
  const LbRegion *chosen = lb_region_tree_get (picture->county->regions, (guint) region);
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), chosen->name));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), chosen->code));
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->status_line), chosen->name));
  GtkSelectionModel *rows = GTK_SELECTION_MODEL (gtk_list_view_get_model (lb_ranking_get_list (pilot.window->ranking)));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (rows);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);

  int class_index = lb_classes_find (lb_map_get_classes (picture->map), lb_picture_get_values (picture)->value[region]);
  LbColour colour = lb_map_get_class_colour (picture->map, class_index, LB_MEDIUM_SCREEN_LIGHT);
  g_autofree char *png = g_build_filename (pilot_folder (), "window.png", NULL);
  PilotPicture drawn = pilot_picture (&pilot, png);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (pilot.canvas));
  graphene_point_t at;
  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (pilot.canvas), GTK_WIDGET (native),
                                           &GRAPHENE_POINT_INIT ((float) x, (float) y), &at));
  g_assert_cmpuint (count_colour (&drawn, colour, (int) at.x, (int) at.y, 10), >, 441 / 2);
  pilot_picture_clear (&drawn);
  pilot_close (&pilot);
}

static void
test_pan_and_zoom (void)
{
  Pilot pilot = {0};
  double east, north, east_after, north_after;
  int screen_x, screen_y;

  g_test_summary ("dragging moves the ground with the pointer; the wheel keeps the ground under it");
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  LbView before = lb_state_get_view (pilot.state);
  pilot_screen (&pilot, 300, 300, &screen_x, &screen_y);
  pilot_xdotool (&pilot, "mousemove %d %d mousedown 1 mousemove %d %d mousemove %d %d mouseup 1", screen_x, screen_y,
                 screen_x + 40, screen_y + 20, screen_x + 90, screen_y + 50);
  LbView after = lb_state_get_view (pilot.state);
  g_assert_cmpfloat_with_epsilon ((before.east0 - after.east0) * before.scale, 90, 1e-6);
  g_assert_cmpfloat_with_epsilon ((after.north0 - before.north0) * before.scale, 50, 1e-6);
  g_assert_cmpint (lb_state_get_selection (pilot.state), ==, LB_STATE_NO_REGION);

  lb_view_to_ground (&after, 390, 350, &east, &north);
  pilot_xdotool (&pilot, "click --repeat 3 --delay 30 4");
  LbView zoomed = lb_state_get_view (pilot.state);
  g_assert_cmpfloat (zoomed.scale, >, after.scale * 1.5);
  lb_view_to_ground (&zoomed, 390, 350, &east_after, &north_after);
  g_assert_cmpfloat_with_epsilon (east_after, east, 1); /* metres; a pixel is hundreds */
  g_assert_cmpfloat_with_epsilon (north_after, north, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pilot.window), "map.fit", NULL));
  LbView fitted = lb_state_get_view (pilot.state);
  g_assert_cmpfloat_with_epsilon (fitted.scale, before.scale, 1e-12);
  pilot_close (&pilot);
}

static void
test_drill (void)
{
  Pilot pilot = {0};
  double x, y;
  int screen_x, screen_y;

  g_test_summary ("a double click goes down to the villages of a township; Backspace comes back; arrows and + move the map");
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  int region = place_inside (&pilot, &x, &y);
  LbView before = lb_state_get_view (pilot.state);
  pilot_screen (&pilot, x, y, &screen_x, &screen_y);
  pilot_xdotool (&pilot, "mousemove %d %d click --repeat 2 --delay 60 1", screen_x, screen_y);
  pilot_settle (&pilot);
  g_assert_cmpint (lb_state_get_level (pilot.state), ==, LB_LEVEL_VILLAGE);
  g_assert_cmpint (lb_state_get_focus (pilot.state), ==, region);
  g_assert_cmpfloat (lb_state_get_view (pilot.state).scale, >, before.scale);

  /* No window manager gives the keyboard to a new window. */
  pilot_xdotool (&pilot, "windowfocus %lu", gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (pilot.window))));
  gtk_widget_grab_focus (GTK_WIDGET (pilot.canvas));
  LbView framed = lb_state_get_view (pilot.state);
  pilot_xdotool (&pilot, "key Left");
  g_assert_cmpfloat (lb_state_get_view (pilot.state).east0, <, framed.east0);
  pilot_xdotool (&pilot, "key plus");
  g_assert_cmpfloat (lb_state_get_view (pilot.state).scale, >, framed.scale);
  pilot_xdotool (&pilot, "key BackSpace");
  pilot_settle (&pilot);
  g_assert_cmpint (lb_state_get_level (pilot.state), ==, LB_LEVEL_TOWNSHIP);
  g_assert_cmpint (lb_state_get_focus (pilot.state), ==, LB_STATE_NO_REGION);
  pilot_close (&pilot);
}

static void
assert_begins (const char *path, const char *bytes, gsize length, gsize at_least)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  g_file_get_contents (path, &contents, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, at_least);
  g_assert_cmpmem (contents, length, bytes, length);
}

static void
test_export (void)
{
  Pilot pilot = {0};

  g_test_summary ("map and report are written by a worker and a toast names the file, or the sentence why not");
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  g_autofree char *map = g_build_filename (pilot_folder (), "map.png", NULL);
  lb_window_export_map (pilot.window, map);
  pilot_wait (&pilot, pilot_has_reported, "the map file");
  g_assert_cmpstr (lb_window_get_last_toast (pilot.window), ==, "“map.png” was written");
  assert_begins (map, "\x89PNG", 4, 10000);

  g_autofree char *report = g_build_filename (pilot_folder (), "report.pdf", NULL);
  const LbReportWish wish = {.kind = "look-back"};
  lb_window_export_report (pilot.window, report, &wish);
  pilot_wait (&pilot, pilot_has_reported, "the report");
  g_assert_cmpstr (lb_window_get_last_toast (pilot.window), ==, "“report.pdf” was written");
  assert_begins (report, "%PDF-", 5, 10000);

  g_autofree char *nowhere = g_build_filename (pilot_folder (), "missing", "map.png", NULL);
  lb_window_export_map (pilot.window, nowhere);
  while (g_str_equal (lb_window_get_last_toast (pilot.window), "“report.pdf” was written"))
    pilot_idle (20);
  g_assert_nonnull (strstr (lb_window_get_last_toast (pilot.window), "missing"));
  pilot_close (&pilot);
}

static gboolean
has_problem (Pilot *pilot)
{
  return lb_first_page_get_problem (pilot->window->first_page) != NULL;
}

static gboolean
has_toast (Pilot *pilot)
{
  return lb_window_get_last_toast (pilot->window) != NULL;
}

static void
test_broken (void)
{
  Pilot pilot = {0};
  g_autofree char *path = g_build_filename (pilot_folder (), "broken.gpkg", NULL);

  g_test_summary ("a broken project gives its sentence, on the first page or over the county that stays open");
  g_assert_true (g_file_set_contents (path, "SQLite format 3, or so it says", -1, NULL));
  pilot_open (&pilot, path, 1366, 768);
  pilot_wait (&pilot, has_problem, "the sentence");
  g_assert_nonnull (strstr (lb_first_page_get_problem (pilot.window->first_page), "broken.gpkg"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pilot.window->pages), ==, "first");

  lb_state_set_project (pilot.state, sample_project);
  pilot_settle (&pilot);
  lb_state_set_project (pilot.state, path);
  pilot_wait (&pilot, has_toast, "the sentence");
  pilot_settle (&pilot);
  g_assert_cmpstr (lb_state_get_project (pilot.state), ==, sample_project);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pilot.window->pages), ==, "work");
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), "366"));

  lb_state_set_project (pilot.state, NULL);
  pilot_idle (100);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pilot.window->pages), ==, "first");
  pilot_close (&pilot);
}

static void
test_widths (void)
{
  Pilot pilot = {0};

  g_test_summary ("the map is the largest thing at every width; below 1280 the right side folds away");
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  g_assert_false (adw_flap_get_folded (pilot.window->right));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (pilot.window->left_side)), ==, 248);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (pilot.window->right_side)), ==, 268);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (pilot.canvas)), >, 1366 / 2);
  pilot_close (&pilot);

  pilot_open (&pilot, sample_project, 1100, 700);
  pilot_settle (&pilot);
  g_assert_true (adw_flap_get_folded (pilot.window->right));
  g_assert_false (adw_flap_get_reveal_flap (pilot.window->right));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (pilot.canvas)), >, 1100 / 2);
  pilot_close (&pilot);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/first-page-offers-the-sample", test_first_page);
  g_test_add_func ("/window/published-figures-are-shown", test_figures);
  g_test_add_func ("/window/another-date-gives-its-figures", test_as_of);
  g_test_add_func ("/window/click-chooses-and-the-colour-is-there", test_click);
  g_test_add_func ("/window/drag-pans-and-wheel-zooms", test_pan_and_zoom);
  g_test_add_func ("/window/double-click-drills-and-keys-move", test_drill);
  g_test_add_func ("/window/exports-map-and-report", test_export);
  g_test_add_func ("/window/broken-project-gives-its-sentence", test_broken);
  g_test_add_func ("/window/map-is-the-largest-at-every-width", test_widths);
}

int
main (int argc, char **argv)
{
  int status = pilot_main (argc, argv, add_tests);

  g_free (sample_project);
  return status;
}
