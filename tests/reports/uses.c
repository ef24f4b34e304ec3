#include "uses.h"

#include <math.h>

void
lb_check_list_use (const LbDocument *document, const LbTemplateUse *use)
{
  const LbList *list = lb_figures_find_list (document->figures, use->list);
  double number = g_ascii_strtod (use->text, NULL);
  gboolean found = FALSE;

  if (list == NULL) { /* how many regions are beyond a limit */
    g_assert_nonnull (lb_figures_find (document->figures, use->list));
    g_assert_cmpfloat (number, <=, lb_region_tree_get_n (document->figures->regions));
    return;
  }
  g_autoptr (GPtrArray) rows = lb_list_select (list, document->figures->regions, use->region, NULL, NULL);
  found = number == rows->len;
  for (guint c = 0; c < list->columns->len && !found; c++) {
    double sum = 0;
    for (guint r = 0; r < rows->len && !found; r++) {
      const LbListRow *row = g_ptr_array_index (rows, r);
      found = g_str_equal (row->cells[c], use->text);
      sum += isnan (row->numbers[c]) ? 0 : row->numbers[c];
    }
    found = found || fabs (sum - number) <= 0.5 * pow (10, -use->decimals);
  }
  if (!found)
    g_error ("“%s” stands nowhere in the list %s", use->text, use->list);
}
