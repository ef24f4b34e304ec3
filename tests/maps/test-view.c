#include "maps/map.h"

#include <math.h>

static const LbBox ground = {500000, 3000000, 560000, 3090000};

static void
everything_fits_and_lies_in_the_middle (void)
{
  LbView view = lb_view_fit (ground, 1600, 1200, 20);
  double left, top, right, bottom;

  lb_view_to_surface (&view, ground.min_x, ground.max_y, &left, &top);
  lb_view_to_surface (&view, ground.max_x, ground.min_y, &right, &bottom);
  g_assert_cmpfloat_with_epsilon (top, 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (bottom, 1180, 1e-6);
  g_assert_cmpfloat_with_epsilon (left, 1600 - right, 1e-6);
  g_assert_cmpfloat (left, >=, 20);
}

static void
points_go_there_and_back (void)
{
  LbView view = lb_view_fit (ground, 1600, 1200, 20);

  for (int i = 0; i < 50; i++) {
    double east, north, x, y;
    lb_view_to_ground (&view, i * 31, i * 23, &east, &north);
    lb_view_to_surface (&view, east, north, &x, &y);
    g_assert_cmpfloat_with_epsilon (x, i * 31, 1e-6);
    g_assert_cmpfloat_with_epsilon (y, i * 23, 1e-6);
  }
}

static void
north_is_up (void)
{
  LbView view = lb_view_fit (ground, 1600, 1200, 20);
  double x, south, north;

  lb_view_to_surface (&view, 530000, 3000000, &x, &south);
  lb_view_to_surface (&view, 530000, 3090000, &x, &north);
  g_assert_cmpfloat (north, <, south);
}

static void
zoom_keeps_the_point_under_the_pointer (void)
{
  LbView view = lb_view_fit (ground, 1600, 1200, 20);
  double east, north, x, y;

  lb_view_to_ground (&view, 321, 456, &east, &north);
  for (int i = 0; i < 20; i++) {
    view = lb_view_zoom (&view, 1.3, 321, 456);
    lb_view_to_surface (&view, east, north, &x, &y);
    g_assert_cmpfloat_with_epsilon (x, 321, 1e-3);
    g_assert_cmpfloat_with_epsilon (y, 456, 1e-3);
  }
}

static void
pan_moves_the_ground_with_the_hand (void)
{
  LbView view = lb_view_fit (ground, 1600, 1200, 20);
  double east, north, x, y;

  lb_view_to_ground (&view, 100, 100, &east, &north);
  view = lb_view_pan (&view, 40, -25);
  lb_view_to_surface (&view, east, north, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 140, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 75, 1e-6);
}

static void
an_empty_ground_gives_a_finite_view (void)
{
  LbBox nothing = {INFINITY, INFINITY, -INFINITY, -INFINITY}, point = {5, 7, 5, 7};
  LbView of_nothing = lb_view_fit (nothing, 100, 100, 5), of_point = lb_view_fit (point, 100, 100, 5);

  g_assert_true (isfinite (of_nothing.scale) && isfinite (of_nothing.east0));
  g_assert_true (isfinite (of_point.scale) && isfinite (of_point.north0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/everything-fits-and-lies-in-the-middle", everything_fits_and_lies_in_the_middle);
  g_test_add_func ("/view/points-go-there-and-back", points_go_there_and_back);
  g_test_add_func ("/view/north-is-up", north_is_up);
  g_test_add_func ("/view/zoom-keeps-the-point-under-the-pointer", zoom_keeps_the_point_under_the_pointer);
  g_test_add_func ("/view/pan-moves-the-ground-with-the-hand", pan_moves_the_ground_with_the_hand);
  g_test_add_func ("/view/an-empty-ground-gives-a-finite-view", an_empty_ground_gives_a_finite_view);
  return g_test_run ();
}
