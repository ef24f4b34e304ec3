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
lb_phrase_value_unit (const LbValues *values, guint region)
{
  g_autofree char *value = lb_phrase_value (values, region);

  if (values == NULL || region >= values->n || isnan (values->value[region]))
    return g_steal_pointer (&value);
  return g_strdup_printf ("%s %s", value, values->indicator->unit);
}

char *
lb_phrase_parts (const LbValues *values, guint region)
{
  if (values == NULL || region >= values->n || isnan (values->value[region]))
    return NULL;
  if (values->persons != NULL) {
    /* Translators: a number of households and the persons in them, always together: "366户1254人" */
    return g_strdup_printf (_ ("%.0f households, %.0f persons"), values->numerator[region], values->persons[region]);
  }
  if (values->numerator[region] != floor (values->numerator[region]) ||
      values->denominator[region] != floor (values->denominator[region]))
    return NULL;
  return g_strdup_printf ("%.0f / %.0f", values->numerator[region], values->denominator[region]);
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
