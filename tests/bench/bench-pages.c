/* A page for each village: map of its grids with names, classes and scale bar, key figures, a table; one PDF. Times of the
 * stages, pages and bytes as a JSON line:  bench-pages SIZE PROJECT OUT.pdf */
#include "reports/paint.h"
#include "src/date.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static LbMap *
make_map (LbProject *project, LbValues **values, GError **error)
{
  gint32 first, last;
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load (project, error);
  g_autoptr (LbIndicator) indicator = lb_indicator_find ("D01", NULL, "zh", error);
  g_autoptr (LbCube) cube = indicator == NULL ? NULL : lb_cube_build (project, indicator, NULL, error);

  if (boundaries == NULL || cube == NULL || !lb_project_get_dates (project, &first, &last, error))
    return NULL;
  *values = lb_cube_at (cube, last);
  LbMapSpec spec = {.level = LB_LEVEL_GRID, .values = (*values)->value, .classify = LB_CLASSIFY_QUANTILE, .n_classes = 5,
                    .palette = "OrRd", .indicator = indicator->name, .unit = indicator->unit, .decimals = 2, .language = "zh"};
  return lb_map_new (boundaries, &spec, error);
}

static void
add_page (GPtrArray *blocks, LbMap *map, const LbValues *values, guint village)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (lb_map_get_boundaries (map));
  const LbRegion *region = lb_region_tree_get (tree, village);
  LbBlock *page = lb_block_new (LB_BLOCK_SLIDE), *row = lb_block_new (LB_BLOCK_ROW), *table = lb_block_new (LB_BLOCK_TABLE);
  LbBlock *figure = lb_block_new (LB_BLOCK_FIGURE), *keys = lb_block_new (LB_BLOCK_KEY_FIGURES);
  g_autofree char *households = g_strdup_printf ("%.0f", values->numerator[village]);

  lb_block_add (page, LB_ROLE_TITLE, region->name);
  lb_block_set_outline (page, region->name, 1);
  g_ptr_array_add (blocks, page);
  g_ptr_array_add (blocks, row);
  figure->map = lb_map_ref (map);
  figure->place = LB_PLACE_IN_TEXT;
  figure->height = 100;
  figure->focus = (int) village;
  figure->ground = lb_shapes_get_box (lb_boundaries_get_shapes (lb_map_get_boundaries (map)), village);
  g_ptr_array_add (lb_block_add_column (row, 0.62), figure);
  lb_block_add_figure (keys, &(LbKeyFigure) {.label = (char *) "在册监测户", .value = households, .unit = (char *) "户"});
  g_ptr_array_add (lb_block_add_column (row, 0.38), keys);
  table->table = lb_table_new ("各网格在册监测户");
  lb_table_add_column (table->table, "", "网格", FALSE);
  lb_table_add_column (table->table, "", "监测户", TRUE);
  for (guint i = village + 1; i < MIN (region->end, village + 20); i++) {
    char **cells = g_new0 (char *, 3);
    cells[0] = g_strdup (lb_region_tree_get (tree, i)->name);
    cells[1] = g_strdup_printf ("%.0f", values->numerator[i]);
    lb_table_take_row (table->table, cells);
  }
  g_ptr_array_add (blocks, table);
}

static gboolean
run (const char *size, const char *path, const char *out, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, error);
  g_autoptr (LbFonts) fonts = lb_fonts_new (NULL, error);
  LbValues *values = NULL;
  gint64 start = g_get_monotonic_time ();
  guint n;

  if (project == NULL || fonts == NULL)
    return FALSE;
  g_autoptr (LbMap) map = make_map (project, &values, error);
  if (map == NULL)
    return FALSE;
  double loaded = since (start);
  start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) blocks = lb_blocks_new ();
  const LbRegionTree *tree = lb_boundaries_get_regions (lb_map_get_boundaries (map));
  const guint *villages = lb_region_tree_get_level (tree, LB_LEVEL_VILLAGE, &n);
  for (guint i = 0; i < n; i++)
    add_page (blocks, map, values, villages[i]);
  g_autoptr (LbLayout) layout = lb_layout_new (blocks, fonts, LB_STYLE_DOSSIER);
  double laid = since (start);
  start = g_get_monotonic_time ();
  LbPaintInfo info = {"villages", "", "", "", "2026-01-01T00:00:00+08:00"};
  if (!lb_paint_pdf (layout, fonts, &info, out, NULL, error))
    return FALSE;
  double painted = since (start);
  GStatBuf about;
  g_stat (out, &about);
  printf ("{\"name\":\"report.village_pages\",\"size\":\"%s\",\"value\":%.3f,\"unit\":\"s\",\"pages\":%u, \"load\":%.3f,\"layout\":%.3f,\"paint\":%.3f,"
          "\"bytes\":%" G_GINT64_FORMAT "}\n", size, loaded + laid + painted, layout->pages->len, loaded, laid, painted,
          (gint64) about.st_size);
  lb_values_unref (values);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 4)
    return 2;
  if (!run (argv[1], argv[2], argv[3], &error))
    fprintf (stderr, "%s\n", error->message);
  return error != NULL;
}
