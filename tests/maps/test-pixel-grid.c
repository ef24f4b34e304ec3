/* The projected grid against PROJ itself, at points that are on no node of it. */
#include "maps/pixel-grid.h"

#include <math.h>

#define N 5000

static double
greatest_error (LbTransform *transform, const LbPixelGrid *grid, LbBox box)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (20251231);
  double worst = 0;

  for (int i = 0; i < N; i++) {
    double grid_point[] = {g_rand_double_range (chance, box.min_x, box.max_x), g_rand_double_range (chance, box.min_y, box.max_y)};
    double point[] = {grid_point[0], grid_point[1]};
    lb_pixel_grid_move (grid, grid_point, 1);
    g_assert_true (lb_transform_points (transform, point, 1));
    worst = MAX (worst, hypot (point[0] - grid_point[0], point[1] - grid_point[1]));
  }
  return worst;
}

static void
no_point_is_farther_off_than_asked (void)
{
  const LbBox county = {98.9, 26.7, 99.6, 27.7}, province = {97, 21, 106, 29};
  const struct {
    LbBox box;
    double tolerance;
  } cases[] = {{county, 10}, {county, 1}, {county, 0.01}, {province, 20}, {province, 2}};
  g_autoptr (LbTransform) transform = lb_transform_new ("EPSG:4490", "EPSG:4542", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (LbPixelGrid) grid = lb_pixel_grid_new (transform, cases[i].box, cases[i].tolerance);
    g_assert_nonnull (grid);
    double worst = greatest_error (transform, grid, cases[i].box);
    g_test_message ("asked %g m, worst %g m", cases[i].tolerance, worst);
    g_assert_cmpfloat (worst, <=, cases[i].tolerance * 1.05);
  }
}

static void
what_cannot_be_exact_is_refused (void)
{
  g_autoptr (LbTransform) transform = lb_transform_new ("EPSG:4490", "EPSG:4542", NULL);
  const LbBox country = {73, 18, 135, 54}, line = {99, 27, 99, 28};

  g_assert_null (lb_pixel_grid_new (transform, country, 0.001));
  g_assert_null (lb_pixel_grid_new (transform, line, 1));
}

static void
pixels_lie_where_the_view_has_them (void)
{
  g_autoptr (LbTransform) same = lb_transform_new ("EPSG:4542", "EPSG:4542", NULL);
  g_autoptr (LbPixelGrid) grid = lb_pixel_grid_new (same, (LbBox) {1000, 2000, 3000, 6000}, 1e-6);
  double xy[] = {1500, 2500, 3000, 6000};

  lb_pixel_grid_look (grid, 1000, 6000, 0.1);
  lb_pixel_grid_move (grid, xy, 2);
  g_assert_cmpfloat_with_epsilon (xy[0], 50, 1e-9);
  g_assert_cmpfloat_with_epsilon (xy[1], 350, 1e-9);
  g_assert_cmpfloat_with_epsilon (xy[2], 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (xy[3], 0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixel-grid/no-point-is-farther-off-than-asked", no_point_is_farther_off_than_asked);
  g_test_add_func ("/pixel-grid/what-cannot-be-exact-is-refused", what_cannot_be_exact_is_refused);
  g_test_add_func ("/pixel-grid/pixels-lie-where-the-view-has-them", pixels_lie_where_the_view_has_them);
  return g_test_run ();
}
