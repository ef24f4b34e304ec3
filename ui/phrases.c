#include "config.h"
#include "ui/phrases.h"
#include "src/i18n.h"

#include <math.h>

char *
lb_phrase_value (const LbValues *values, guint region)
{
  return values != NULL && region < values->n ? lb_values_format (values, region) : g_strdup ("—");
}

char *
lb_phrase_figure (const LbIndicator *indicator, const LbFigure *figure)
{
  return lb_format_number (figure->value, indicator->decimals);
}

char *
lb_phrase_figure_unit (const LbIndicator *indicator, const LbFigure *figure)
{
  g_autofree char *value = lb_phrase_figure (indicator, figure);

  return isnan (figure->value) ? g_steal_pointer (&value) : g_strdup_printf ("%s %s", value, indicator->unit);
}

char *
lb_phrase_parts (const LbFigure *figure)
{
  if (isnan (figure->value))
    return NULL;
  if (!isnan (figure->persons)) {
    /* Translators: a number of households and the persons in them, always together: "366户1254人" */
    return g_strdup_printf (_ ("%.0f households, %.0f persons"), figure->numerator, figure->persons);
  }
  if (figure->numerator != floor (figure->numerator) || figure->denominator != floor (figure->denominator))
    return NULL;
  return g_strdup_printf ("%.0f / %.0f", figure->numerator, figure->denominator);
}

char *
lb_phrase_count (guint n, LbLevel level)
{
  /* Translators: a number of regions and the name of their level, as "25 村" */
  return g_strdup_printf (_ ("%u × %s"), n, lb_level_get_label (level));
}

/* Three significant digits: nobody reads more off a screen. */
static double
rounded (double value)
{
  double unit = pow (10, floor (log10 (value)) - 2);

  return floor (value / unit + 0.5) * unit;
}

char *
lb_phrase_scale (double scale)
{
  if (!(scale > 0))
    return g_strdup ("");
  double denominator = rounded (96 / 0.0254 / scale);
  if (g_str_equal (lb_i18n_language (), "zh") && denominator >= 1e4) {
    g_autofree char *ten_thousands = lb_format_number (denominator / 1e4, denominator < 1e6 ? 1 : 0);
    return g_strdup_printf ("1 : %s 万", ten_thousands);
  }
  /* Groups of three by hand: the locale has no part in numbers. */
  GString *digits = g_string_new (NULL);
  g_string_printf (digits, "%.0f", denominator);
  for (gssize at = (gssize) digits->len - 3; at > 0; at -= 3)
    g_string_insert_c (digits, at, ',');
  g_string_prepend (digits, "1 : ");
  return g_string_free (digits, FALSE);
}

const char *
lb_phrase_parent (LbRegionTree *regions, guint region)
{
  int parent = lb_region_tree_get (regions, region)->parent;

  if (parent < 0 || lb_region_tree_get (regions, (guint) parent)->level == LB_LEVEL_COUNTY)
    return "";
  return lb_region_tree_get (regions, (guint) parent)->name;
}
