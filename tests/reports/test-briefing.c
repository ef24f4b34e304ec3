/* Maps of the sample county's reports: cards beside those of the briefing, the words of a township's own. */
#include "pages.h"
#include "tests/src/run.h"

#include <glib/gstdio.h>
#include <string.h>

static char *dir, *project;

static void
make_sample (void)
{
  static const char *const files[] = {"township.shp", "village.shp", "grid.shp", "households.csv", "cases.csv", "measures.csv"};

  dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  project = g_build_filename (dir, "county.gpkg", NULL);
  g_autoptr (Run) new = run_program ("new", project, "--name", "岚岭县", "--code", "539902", "--rules", "weixi", NULL);
  g_assert_cmpint (new->status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", files[i], NULL);
    g_autoptr (Run) import = run_program ("import", project, path, NULL);
    g_assert_cmpint (import->status, ==, 0);
  }
}

static void
remove_sample (void)
{
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (dir, name, NULL);
    g_unlink (path);
  }
  g_rmdir (dir);
  g_free (dir);
  g_free (project);
}

/* The map of the second slide points at the worst villages: cards with name, place, number and what stands behind it. */
static void
a_briefing_points_at_the_worst_villages (void)
{
  static const char *const cards[] = {"凤口村雪川乡", "白么村云登镇", "桃桥村雪川乡"};
  static const char *const numbers[] = {"30.77%", "30.77%", "32.00%"}, *const parts[] = {"4/13", "4/13", "8/25"};
  g_autofree char *path = g_build_filename (dir, "briefing.pdf", NULL);
  g_autoptr (Run) report =
    run_program ("report", project, "--kind", "briefing", "-o", path, "--as-of", "2025-12-31", "--since", "2025-06-30", NULL);

  g_assert_cmpint (report->status, ==, 0);
  g_autoptr (LbPages) pages = lb_pages_open (path);
  const LbSeenPage *slide = lb_pages_get (pages, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++) {
    const LbSeen *name = lb_page_find (slide, cards[i]);
    if (name == NULL)
      g_error ("the slide has no card “%s”: %s", cards[i], slide->text);
    g_assert_cmpfloat (name->x1, >, 14);
    g_assert_true (name->x1 < 70 || name->x1 > 140); /* beside the map, not upon it */
    g_assert_nonnull (strstr (slide->text, numbers[i]));
    g_assert_nonnull (strstr (slide->text, parts[i]));
  }
}

/* A township's own map bears its own border and total, not the county's. */
static void
a_map_of_a_township_speaks_of_the_township (void)
{
  g_autofree char *path = g_build_filename (dir, "notice.pdf", NULL);
  g_autoptr (Run) report =
    run_program ("report", project, "--kind", "notice", "-o", path, "--as-of", "2025-12-31", "--region", "539902201", NULL);

  g_assert_cmpint (report->status, ==, 0);
  g_autoptr (LbPages) pages = lb_pages_open (path);
  gboolean map = FALSE;
  for (guint i = 0; i < pages->pages->len; i++) {
    const char *text = lb_pages_get (pages, i)->text;
    if (strstr (text, "图例") == NULL)
      continue;
    map = TRUE;
    g_assert_nonnull (strstr (text, "本乡镇"));
    g_assert_nonnull (strstr (text, "乡级界"));
    g_assert_null (strstr (text, "县级界"));
    g_assert_null (strstr (text, "全县"));
  }
  g_assert_true (map);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  make_sample ();
  g_test_add_func ("/briefing/a-briefing-points-at-the-worst-villages", a_briefing_points_at_the_worst_villages);
  g_test_add_func ("/briefing/a-map-of-a-township-speaks-of-the-township", a_map_of_a_township_speaks_of_the_township);
  int status = g_test_run ();
  remove_sample ();
  return status;
}
