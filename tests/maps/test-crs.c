#include "maps/crs.h"
#include "maps/error.h"

#include <math.h>
#include <string.h>

static const LbBox degrees = {99.1, 26.9, 99.9, 28.2};

static void
check (const char *wanted, const char *prj, LbBox box, const char *label, const char *reason)
{
  g_autoptr (GError) error = NULL;
  LbCrs crs;

  g_assert_true (lb_crs_decide (wanted, prj, box, &crs, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (crs.label, ==, label);
  if (strstr (crs.reason, reason) == NULL)
    g_error ("the reason “%s” lacks “%s”", crs.reason, reason);
  lb_crs_clear (&crs);
}

static void
check_refused (const char *wanted, const char *prj, LbBox box, const char *message)
{
  g_autoptr (GError) error = NULL;
  LbCrs crs;

  g_assert_false (lb_crs_decide (wanted, prj, box, &crs, &error));
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS);
  if (strstr (error->message, message) == NULL)
    g_error ("the message “%s” lacks “%s”", error->message, message);
}

static void
the_users_word_goes_before_the_file (void)
{
  check ("EPSG:4214", "rubbish", degrees, "EPSG:4214", "as asked");
  check ("4490", NULL, degrees, "EPSG:4490", "as asked");
  check_refused ("EPSG:1", NULL, degrees, "not a coordinate system");
  check_refused ("nonsense", NULL, degrees, "not a coordinate system");
}

static void
a_prj_of_esri_is_understood (void)
{
  check (NULL,
         "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\","
         "6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
         degrees, "EPSG:4490", "from the .prj");
}

static void
a_prj_that_contradicts_the_numbers_is_asked_about (void)
{
  const LbBox metres = {33430000, 2980000, 33520000, 3120000};

  check_refused ("EPSG:4490", NULL, metres, "counts in degrees");
  check_refused ("EPSG:4521", NULL, degrees, "counts in metres");
}

static void
numbers_tell_the_system_where_no_prj_does (void)
{
  check (NULL, NULL, degrees, "EPSG:4490", "degrees");
  check (NULL, "rubbish", degrees, "EPSG:4490", "not understood");
  check (NULL, NULL, (LbBox) {33430000, 2980000, 33520000, 3120000}, "EPSG:4521", "3° zone 33");
  check (NULL, NULL, (LbBox) {39430000, 2980000, 39520000, 3120000}, "EPSG:4527", "3° zone 39");
  check (NULL, NULL, (LbBox) {20430000, 2980000, 20520000, 3120000}, "EPSG:4498", "6° zone 20");
}

static void
six_digits_are_asked_about (void)
{
  check_refused (NULL, NULL, (LbBox) {430000, 2980000, 520000, 3120000}, "--crs");
  check_refused (NULL, NULL, (LbBox) {2980000, 33430000, 3120000, 33520000}, "north before east");
  check_refused (NULL, NULL, (LbBox) {33430000, 2980000, 34520000, 3120000}, "--crs");
}

static void
the_nearest_meridian_makes_the_zone (void)
{
  g_assert_cmpint (lb_crs_zone_for (99.3), ==, 4542);
  g_assert_cmpint (lb_crs_zone_for (118.499999), ==, 4548);
  g_assert_cmpint (lb_crs_zone_for (118.5), ==, 4549);
  g_assert_cmpint (lb_crs_zone_for (75), ==, 4534);
  g_assert_cmpint (lb_crs_zone_for (60), ==, 4534);
  g_assert_cmpint (lb_crs_zone_for (135), ==, 4554);
  g_assert_cmpint (lb_crs_display_for ((LbBox) {118.4, 36, 118.8, 37}), ==, 4549);
  g_assert_cmpint (lb_crs_display_for ((LbBox) {-74, 4, -72, 5}), ==, 32618);
  g_assert_cmpint (lb_crs_display_for ((LbBox) {-74, -5, -72, -4}), ==, 32718);
  g_assert_cmpint (lb_crs_display_for ((LbBox) {1, 1, 0, 0}), ==, 4544);
}

/* cs2cs -f %.4f EPSG:4490 EPSG:4527 <<< "36.5 118.5" (PROJ 9.1.1, axis order of the registry). */
static void
a_point_goes_into_its_zone_and_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbTransform) there = lb_transform_new ("EPSG:4490", "EPSG:4527", &error);
  g_autoptr (LbTransform) back = lb_transform_new ("EPSG:4527", "EPSG:4490", &error);
  double xy[] = {118.5, 36.5, 117, 0};

  g_assert_no_error (error);
  g_assert_true (lb_transform_points (there, xy, 2));
  g_assert_cmpfloat_with_epsilon (xy[0], 39634391.1812, 0.001);
  g_assert_cmpfloat_with_epsilon (xy[1], 4042071.0287, 0.001);
  g_assert_cmpfloat_with_epsilon (xy[2], 39500000, 1e-6);
  g_assert_true (lb_transform_points (back, xy, 2));
  g_assert_cmpfloat_with_epsilon (xy[0], 118.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (xy[1], 36.5, 1e-12);
}

static void
points_without_image_are_an_error (void)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  g_autoptr (GError) error = NULL;

  lb_shapes_builder_begin_shape (builder);
  lb_shapes_builder_begin_shape (builder);
  lb_shapes_builder_begin_ring (builder);
  lb_shapes_builder_add_point (builder, 1e300, 5);
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
  g_autoptr (LbShapes) image = lb_shapes_project (shapes, "EPSG:4527", "EPSG:4490", &error);
  g_assert_null (image);
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS);
  g_assert_nonnull (strstr (error->message, "record 2"));
}

static void
the_same_system_under_another_name_changes_no_bit (void)
{
  static const char wkt[] =
    "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\","
    "6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
  g_autoptr (GError) error = NULL;
  g_autoptr (LbTransform) transform = lb_transform_new (wkt, "EPSG:4490", &error);
  double xy[] = {99.123456789012345, 27.12345678901234};
  const double before[] = {99.123456789012345, 27.12345678901234};

  g_assert_no_error (error);
  g_assert_true (lb_transform_points (transform, xy, 1));
  g_assert_cmpmem (xy, sizeof xy, before, sizeof before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crs/the-users-word-goes-before-the-file", the_users_word_goes_before_the_file);
  g_test_add_func ("/crs/a-prj-of-esri-is-understood", a_prj_of_esri_is_understood);
  g_test_add_func ("/crs/a-prj-that-contradicts-the-numbers-is-asked-about",
                   a_prj_that_contradicts_the_numbers_is_asked_about);
  g_test_add_func ("/crs/numbers-tell-the-system-where-no-prj-does", numbers_tell_the_system_where_no_prj_does);
  g_test_add_func ("/crs/six-digits-are-asked-about", six_digits_are_asked_about);
  g_test_add_func ("/crs/the-nearest-meridian-makes-the-zone", the_nearest_meridian_makes_the_zone);
  g_test_add_func ("/crs/a-point-goes-into-its-zone-and-back", a_point_goes_into_its_zone_and_back);
  g_test_add_func ("/crs/points-without-image-are-an-error", points_without_image_are_an_error);
  g_test_add_func ("/crs/the-same-system-under-another-name-changes-no-bit",
                   the_same_system_under_another_name_changes_no_bit);
  return g_test_run ();
}
