#include "src/region.h"

#include <math.h>

static LbRegionTree *
make_tree (void)
{
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  lb_region_tree_builder_add (builder, 5, 3, LB_LEVEL_VILLAGE, "100102201", "乙村", 2);
  lb_region_tree_builder_add (builder, 4, 3, LB_LEVEL_VILLAGE, "100102200", "甲村", 1);
  lb_region_tree_builder_add (builder, 1, 0, LB_LEVEL_COUNTY, "100100", "县", NAN);
  lb_region_tree_builder_add (builder, 3, 1, LB_LEVEL_TOWNSHIP, "100102", "北乡", 3);
  lb_region_tree_builder_add (builder, 2, 1, LB_LEVEL_TOWNSHIP, "100101", "南乡", 7);
  lb_region_tree_builder_add (builder, 9, 77, LB_LEVEL_VILLAGE, NULL, "无主村", 1);
  return lb_region_tree_builder_end (builder);
}

static void
descendants_are_a_range (void)
{
  g_autoptr (LbRegionTree) tree = make_tree ();
  int north = lb_region_tree_find_code (tree, "100102");
  const LbRegion *region = lb_region_tree_get (tree, (guint) north);

  g_assert_cmpstr (region->name, ==, "北乡");
  g_assert_cmpuint (region->end - (guint) north, ==, 3);
  g_assert_cmpstr (lb_region_tree_get (tree, (guint) north + 1)->name, ==, "甲村");
  g_assert_cmpint (lb_region_tree_get_ancestor (tree, (guint) north + 2, LB_LEVEL_COUNTY), ==,
                   lb_region_tree_find_id (tree, 1));
}

static void
a_region_without_a_place_is_a_root_of_its_own (void)
{
  g_autoptr (LbRegionTree) tree = make_tree ();
  int lost = lb_region_tree_find_id (tree, 9);
  int county = lb_region_tree_find_code (tree, "100100");

  g_assert_cmpint (lb_region_tree_get (tree, (guint) lost)->parent, ==, -1);
  g_assert_true ((guint) lost < (guint) county || (guint) lost >= lb_region_tree_get (tree, (guint) county)->end);
}

static void
a_circle_of_parents_is_cut (void)
{
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  lb_region_tree_builder_add (builder, 1, 2, LB_LEVEL_VILLAGE, "1", "甲", NAN);
  lb_region_tree_builder_add (builder, 2, 1, LB_LEVEL_VILLAGE, "2", "乙", NAN);
  lb_region_tree_builder_add (builder, 3, 3, LB_LEVEL_GRID, "3", "丙", NAN);
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (builder);
  g_assert_cmpuint (lb_region_tree_get_n (tree), ==, 3);
}

static void
any_number_may_be_an_id (void)
{
  const gint64 ids[] = {G_MAXINT64, -5, 7, 400, G_MININT64, 2};
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    lb_region_tree_builder_add (builder, ids[i], i > 0 ? ids[i - 1] : 0, (LbLevel) MIN (i, LB_N_LEVELS - 1), NULL, "某地", NAN);
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (builder);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    int number = lb_region_tree_find_id (tree, ids[i]);
    g_assert_cmpint (number, ==, (int) i);
    g_assert_cmpint (lb_region_tree_get (tree, (guint) number)->parent, ==, (int) i - 1);
  }
  g_assert_cmpint (lb_region_tree_find_id (tree, 3), ==, -1);
  g_assert_cmpint (lb_region_tree_find_id (tree, 0), ==, -1);
  g_assert_cmpint (lb_region_tree_find_code (tree, ""), ==, -1);
}

static void
children_stand_in_the_order_of_their_codes (void)
{
  static const char *const codes[] = {"9", "3", "", "3", "10", ""};
  static const char *const expected[] = {"丙", "己", "戊", "乙", "丁", "甲"}, *const names[] = {"甲", "乙", "丙", "丁", "戊", "己"};
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    lb_region_tree_builder_add (builder, 10 + i, 1, LB_LEVEL_VILLAGE, codes[i], names[i], NAN);
  lb_region_tree_builder_add (builder, 1, 0, LB_LEVEL_COUNTY, "1", "县", NAN);
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (builder);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpstr (lb_region_tree_get (tree, i + 1)->name, ==, expected[i]);
  g_assert_cmpint (lb_region_tree_find_code (tree, "3"), ==, 4); /* the first of two */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/descendants-are-a-range", descendants_are_a_range);
  g_test_add_func ("/region/a-region-without-a-place-is-a-root-of-its-own", a_region_without_a_place_is_a_root_of_its_own);
  g_test_add_func ("/region/a-circle-of-parents-is-cut", a_circle_of_parents_is_cut);
  g_test_add_func ("/region/any-number-may-be-an-id", any_number_may_be_an_id);
  g_test_add_func ("/region/children-stand-in-the-order-of-their-codes", children_stand_in_the_order_of_their_codes);
  return g_test_run ();
}
