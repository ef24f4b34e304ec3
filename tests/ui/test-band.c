/* The rubber band and the lasso without a display: what a drag takes hold of, and the outline it leaves. */
#include "config.h"
#include "ui/band.h"

static void
a_drag_draws_what_tool_and_keys_say (void)
{
  static const struct {
    LbTool tool;
    gboolean shift, control;
    LbTool drawn;
    LbMarkHow how;
  } cases[] = {
    {LB_TOOL_PAN, FALSE, FALSE, LB_TOOL_PAN, LB_MARK_SET},
    {LB_TOOL_PAN, TRUE, FALSE, LB_TOOL_RECTANGLE, LB_MARK_ADD},
    {LB_TOOL_PAN, FALSE, TRUE, LB_TOOL_RECTANGLE, LB_MARK_REMOVE},
    {LB_TOOL_RECTANGLE, FALSE, FALSE, LB_TOOL_RECTANGLE, LB_MARK_SET},
    {LB_TOOL_LASSO, FALSE, FALSE, LB_TOOL_LASSO, LB_MARK_SET},
    {LB_TOOL_LASSO, TRUE, FALSE, LB_TOOL_LASSO, LB_MARK_ADD},
    {LB_TOOL_LASSO, FALSE, TRUE, LB_TOOL_LASSO, LB_MARK_REMOVE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    LbMarkHow how;
    g_assert_cmpint (lb_band_choose (cases[i].tool, cases[i].shift, cases[i].control, &how), ==, cases[i].drawn);
    if (cases[i].drawn != LB_TOOL_PAN)
      g_assert_cmpint (how, ==, cases[i].how);
  }
}

static void
a_rectangle_has_four_corners_whichever_way_it_is_drawn (void)
{
  const double wanted[] = {100, 80, 40, 80, 40, 20, 100, 20};
  LbBand band = {0};

  lb_band_begin (&band, LB_TOOL_RECTANGLE, LB_MARK_SET, 100, 80);
  lb_band_extend (&band, 150, 300);
  lb_band_extend (&band, 40, 20);
  g_assert_cmpuint (band.xy->len, ==, 8);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpfloat (g_array_index (band.xy, double, i), ==, wanted[i]);
  g_assert_true (lb_band_encloses (&band));
  lb_band_end (&band);
  g_assert_false (lb_band_is_drawn (&band));
}

static void
a_lasso_follows_the_pointer_but_not_its_trembling (void)
{
  LbBand band = {0};

  lb_band_begin (&band, LB_TOOL_LASSO, LB_MARK_ADD, 10, 10);
  lb_band_extend (&band, 11, 10);
  lb_band_extend (&band, 30, 10);
  lb_band_extend (&band, 30.5, 11);
  lb_band_extend (&band, 30, 40);
  g_assert_cmpuint (band.xy->len, ==, 6);
  g_assert_true (lb_band_encloses (&band));
  lb_band_end (&band);
}

static void
what_encloses_nothing_marks_nothing (void)
{
  LbBand band = {0};

  g_assert_false (lb_band_encloses (&band));
  lb_band_begin (&band, LB_TOOL_RECTANGLE, LB_MARK_SET, 10, 10);
  g_assert_false (lb_band_encloses (&band));
  lb_band_extend (&band, 400, 10); /* a line */
  g_assert_false (lb_band_encloses (&band));
  lb_band_begin (&band, LB_TOOL_LASSO, LB_MARK_SET, 10, 10);
  lb_band_extend (&band, 60, 60);
  g_assert_false (lb_band_encloses (&band)); /* two points */
  lb_band_end (&band);
  lb_band_extend (&band, 1, 1); /* after Escape the drag goes on */
  g_assert_false (lb_band_is_drawn (&band));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/band/a-drag-draws-what-tool-and-keys-say", a_drag_draws_what_tool_and_keys_say);
  g_test_add_func ("/band/a-rectangle-has-four-corners", a_rectangle_has_four_corners_whichever_way_it_is_drawn);
  g_test_add_func ("/band/a-lasso-follows-the-pointer", a_lasso_follows_the_pointer_but_not_its_trembling);
  g_test_add_func ("/band/what-encloses-nothing-marks-nothing", what_encloses_nothing_marks_nothing);
  return g_test_run ();
}
