#include "src/match.h"

#include <math.h>
#include <string.h>

static LbMatcher *
make (void)
{
  static const struct {
    gint64 id, parent;
    LbLevel level;
    const char *code, *name;
  } rows[] = {
    {1, 0, LB_LEVEL_COUNTY, "539902", "岚岭县"},
    {2, 1, LB_LEVEL_TOWNSHIP, "539902100", "清河镇"}, {3, 1, LB_LEVEL_TOWNSHIP, "539902101", "云台街道"},
    {4, 2, LB_LEVEL_VILLAGE, "539902100201", "东山村"}, {5, 2, LB_LEVEL_VILLAGE, "539902100202", "西坪村"},
    {6, 3, LB_LEVEL_VILLAGE, "539902101201", "东山村"}, {7, 3, LB_LEVEL_VILLAGE, "539902101202", "松涛社区"},
    {8, 4, LB_LEVEL_GRID, "539902100201001", "东山村第一网格"}, {9, 5, LB_LEVEL_GRID, "539902100202001", "西坪村第一网格"}};
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    lb_region_tree_builder_add (builder, rows[i].id, rows[i].parent, rows[i].level, rows[i].code, rows[i].name, NAN);
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (builder);
  return lb_matcher_new (tree);
}

/* The tree is in order of codes, so that numbers follow: 0 县, 1 清河镇, 2 东山村, 3 its grid, 4 西坪村, 5 its grid,
 * 6 云台街道, 7 东山村, 8 松涛社区. */
static void
assert_found (const char *township, const char *village, const char *grid, const char *code, int expected)
{
  g_autoptr (LbMatcher) matcher = make ();
  const LbPlace place = {township, village, grid, code};
  const LbMatch *match = lb_matcher_find (matcher, &place);

  g_assert_cmpstr (match->reason, ==, NULL);
  g_assert_cmpint (match->region, ==, expected);
  g_assert_true (lb_matcher_find (matcher, &place) == match);
}

static void
assert_refused (const char *township, const char *village, const char *grid, const char *code, const char *fragment,
                const char *candidate)
{
  g_autoptr (LbMatcher) matcher = make ();
  const LbPlace place = {township, village, grid, code};
  const LbMatch *match = lb_matcher_find (matcher, &place);

  g_assert_cmpint (match->region, ==, -1);
  g_assert_nonnull (match->reason);
  g_test_message ("%s", match->reason);
  g_assert_nonnull (strstr (match->reason, fragment));
  g_assert_cmpstr (match->candidates[0], ==, candidate);
}

static void
codes_go_before_names (void)
{
  assert_found (NULL, NULL, "539902100201001", NULL, 3);
  assert_found ("清河镇", "东山村", "539902100201001", NULL, 3);
  assert_found (NULL, NULL, NULL, "539902101202", 8);
  assert_found (NULL, "539902100202", NULL, NULL, 4);
  assert_found ("539902101", "", "", "", 6);
}

static void
names_have_normal_forms (void)
{
  assert_found ("清河", "西坪", NULL, NULL, 4);
  assert_found ("清河乡", "西坪村委会", NULL, NULL, 4);
  assert_found ("云台街道办事处", "松涛村", NULL, NULL, 8);
  assert_found (NULL, "西坪村民委员会", NULL, NULL, 4);
  assert_found ("清河镇", "西坪村", "西坪村第一网格", NULL, 5);
  assert_found ("云台街道", "东山村", NULL, NULL, 7);
}

static void
nothing_given_is_no_region_and_no_reason (void)
{
  assert_found (NULL, "", NULL, "", -1);
}

static void
what_fits_nothing_names_the_nearest (void)
{
  assert_refused ("清河镇", "西坪岭", NULL, NULL, "no region in 清河镇 is called “西坪岭”", "西坪村 (清河镇, 539902100202)");
  assert_refused ("青河镇", "西坪村", NULL, NULL, "is called “青河镇”", "清河镇 (539902100)");
  assert_refused (NULL, NULL, "539902100202009", NULL, "no grid has the code", "西坪村第一网格 (西坪村, 539902100202001)");
  assert_refused (NULL, NULL, NULL, "539902100209", "no region has the code", "东山村 (清河镇, 539902100201)");
}

static void
a_name_that_fits_several_is_never_guessed (void)
{
  assert_refused (NULL, "东山村", NULL, NULL, "several regions", "东山村 (清河镇, 539902100201)");
}

static void
a_code_that_contradicts_the_name_says_so (void)
{
  assert_refused ("清河镇", "西坪村", "539902100201001", NULL, "belongs to 东山村, not to 西坪村",
                  "西坪村 (清河镇, 539902100202)");
  assert_refused ("云台街道", "", "539902100201001", NULL, "belongs to 清河镇, not to 云台街道", "云台街道 (539902101)");
  assert_refused ("云台街道", "东山村", "539902100201001", NULL, "belongs to 清河镇, not to 云台街道", "云台街道 (539902101)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/codes-go-before-names", codes_go_before_names);
  g_test_add_func ("/match/names-have-normal-forms", names_have_normal_forms);
  g_test_add_func ("/match/nothing-given-is-no-region-and-no-reason", nothing_given_is_no_region_and_no_reason);
  g_test_add_func ("/match/what-fits-nothing-names-the-nearest", what_fits_nothing_names_the_nearest);
  g_test_add_func ("/match/a-name-that-fits-several-is-never-guessed", a_name_that_fits_several_is_never_guessed);
  g_test_add_func ("/match/a-code-that-contradicts-the-name-says-so", a_code_that_contradicts_the_name_says_so);
  return g_test_run ();
}
