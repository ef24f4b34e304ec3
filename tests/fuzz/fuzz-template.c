/* Templates of reports, on any text: parsed, and filled over a little county without figures. */
#include "reports/block.h"
#include "reports/template.h"
#include "src/date.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A county, two townships, a village in each. */
static LbFigures *
get_figures (void)
{
  static LbFigures *figures; /* made once for all runs */

  if (figures != NULL)
    return figures;
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();
  lb_region_tree_builder_add (builder, 1, 0, LB_LEVEL_COUNTY, "539902", "测县", 1e8);
  for (gint64 i = 2; i <= 3; i++) {
    g_autofree char *code = g_strdup_printf ("53990210%d", (int) i), *village = g_strconcat (code, "001", NULL);
    lb_region_tree_builder_add (builder, i, 1, LB_LEVEL_TOWNSHIP, code, "某镇", 5e7);
    lb_region_tree_builder_add (builder, i + 2, i, LB_LEVEL_VILLAGE, village, "某村", 5e7);
  }
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (builder);
  figures = lb_figures_new (tree, 0, lb_day_from_text ("2025-12-31"), lb_day_from_text ("2025-06-30"), "测县", "测县局", "national");
  return figures;
}

static LbBlock *
make_map (const LbTemplateMap *wish, gpointer user_data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  g_assert_nonnull (wish->title);
  return lb_block_new (LB_BLOCK_BREAK);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size), *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbTemplate) template = lb_template_parse (valid, "fuzz", &error);

  g_assert_true ((template == NULL) == (error != NULL));
  if (template == NULL)
    return 0;
  g_autoptr (GArray) indicators = lb_template_list_indicators (template), lists = lb_template_list_lists (template);
  g_assert_true (indicators != NULL && lists != NULL);
  g_autoptr (GArray) uses = lb_template_uses_new ();
  g_autoptr (GPtrArray) blocks = lb_template_fill (template, get_figures (), make_map, NULL, uses, NULL, &error);
  g_assert_true ((blocks == NULL) == (error != NULL));
  return 0;
}
