/* The legend: classes with their limits and counts, no data, how the limits were found. */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>
#include <string.h>

void
lb_legend_row_clear (LbLegendRow *row)
{
  g_free (row->limits);
  g_free (row->count);
}

/* As few decimals as print every inner limit as it is; the indicator's own are the most for limits nobody rounded. */
static int
limit_decimals (const LbMap *self)
{
  const LbClasses *classes = self->classes;
  int most = 0;

  for (guint i = 1; i < classes->n; i++)
    for (int decimals = most; decimals <= 6; decimals++) {
      double unit = pow (10, decimals);
      most = MAX (most, decimals);
      if (fabs (round (classes->limits[i] * unit) / unit - classes->limits[i]) <= fabs (classes->limits[i]) * 1e-12)
        break;
    }
  return classes->n < 2 ? MAX (self->spec.decimals, 0) : most;
}

static char *
format_number (double value, int decimals)
{
  char format[8], digits[400];

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (digits, sizeof digits, format, value);
  /* The national form writes the true minus. */
  return digits[0] == '-' && strspn (digits + 1, "0.") != strlen (digits + 1) ? g_strconcat ("−", digits + 1, NULL)
                                                                               : g_strdup (digits + (digits[0] == '-'));
}

static char *
format_end (double value, int decimals, double (*outwards) (double))
{
  double unit = pow (10, decimals), shown = outwards (value * unit) / unit;

  return format_number (fabs (round (value * unit) / unit - value) <= fabs (value) * 1e-12 ? value : shown, decimals);
}

static char *
format_limits (const LbMap *self, guint i, int decimals)
{
  const LbClasses *classes = self->classes;

  if (!(classes->limits[i + 1] > classes->limits[i]))
    return format_number (classes->limits[i], MAX (decimals, self->spec.decimals));
  g_autofree char *low = i == 0 ? format_end (classes->limits[0], decimals, floor) : format_number (classes->limits[i], decimals);
  g_autofree char *high = i + 1 == classes->n ? format_end (classes->limits[i + 1], decimals, ceil)
                                              : format_number (classes->limits[i + 1], decimals);
  /* A dash between signed numbers reads like a sign. */
  if (classes->limits[0] < 0)
    return lb_words_fill (self->words, "signed-range", "low", low, "high", high, NULL);
  return g_strdup_printf ("%s – %s", low, high);
}

GArray *
lb_map_list_legend (const LbMap *self)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (LbLegendRow));
  const LbClasses *classes = self->classes;
  const char *unit = lb_words_get_level (self->words, "count", self->spec.level);

  g_array_set_clear_func (rows, (GDestroyNotify) lb_legend_row_clear);
  if (classes == NULL)
    return rows;
  int decimals = limit_decimals (self);
  for (guint i = 0; i < classes->n; i++) {
    /* The alarming end stands on top: high, or low when high is good. */
    guint class_index = self->spec.reversed && !lb_palette_is_diverging (self->spec.palette) ? i : classes->n - 1 - i;
    LbLegendRow row = {(int) class_index, format_limits (self, class_index, decimals),
                       g_strdup_printf ("%u %s", classes->counts[class_index], unit)};
    g_array_append_val (rows, row);
  }
  if (classes->no_data > 0) {
    LbLegendRow row = {-1, g_strdup (lb_words_get (self->words, "no-data")),
                       g_strdup_printf ("%u %s", classes->no_data, unit)};
    g_array_append_val (rows, row);
  }
  return rows;
}

char *
lb_map_dup_method (const LbMap *self, const char *key)
{
  if (self->classes == NULL || self->classes->n == 0)
    return g_strdup (lb_words_get (self->words, "none"));
  if (self->classes->n == 1 && !(self->classes->limits[1] > self->classes->limits[0]))
    return g_strdup (lb_words_get (self->words, "single"));
  gboolean symmetric = self->classes->method == LB_CLASSIFY_MANUAL && self->classes->limits[0] < 0 &&
                       self->classes->limits[0] == -self->classes->limits[self->classes->n];
  const char *method =
    lb_words_get (self->words, symmetric ? "symmetric" : lb_classify_to_text (self->classes->method));
  g_autofree char *n = g_strdup_printf ("%u", self->classes->n);
  return lb_words_fill (self->words, key, "method", method, "n", n, NULL);
}

void
lb_map_paint_swatch (const LbMap *self, cairo_t *cr, int class_index, double x, double y, double width, double height,
                     LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  lb_style_set_colour (cr, lb_map_get_class_colour (self, class_index, medium), 1);
  cairo_fill_preserve (cr);
  if (class_index < 0) {
    cairo_save (cr);
    cairo_clip (cr);
    lb_paint_hatch (style, cr, x, y, width, height);
    cairo_restore (cr);
    cairo_rectangle (cr, x, y, width, height);
  }
  lb_style_set_line (cr, &(LbLine) {medium == LB_MEDIUM_PRINT ? 0.4 : 0.8, style->dim, 1, {0}, 0});
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Measures of the block, in the surface's units. */
typedef struct {
  double text, small, row, swatch, gap, width, height;
  double limits_width;
} Block;

static char *
subtitle (const LbMap *self)
{
  const char *level = lb_words_get_level (self->words, NULL, self->spec.level);

  if (self->spec.unit == NULL || *self->spec.unit == '\0')
    return g_strdup (level);
  return g_strconcat (self->spec.unit, lb_words_get (self->words, "separator"), level, NULL);
}

static Block
measure (LbMap *self, cairo_t *cr, LbMedium medium, const GArray *rows)
{
  const LbStyle *style = lb_map_style (self, medium);
  double unit = medium == LB_MEDIUM_PRINT ? 0.66 : 1;
  Block block = {13 * unit, 12 * unit, 23 * unit, 25 * unit, 10 * unit, 0, 0, 0};
  g_autofree char *method = lb_map_dup_method (self, "legend-line"), *below = subtitle (self);
  double counts = 0;

  for (guint i = 0; i < rows->len; i++) {
    const LbLegendRow *row = &g_array_index (rows, LbLegendRow, i);
    block.limits_width = MAX (block.limits_width, lb_style_measure (style, cr, row->limits, block.text, FALSE));
    counts = MAX (counts, lb_style_measure (style, cr, row->count, block.text, FALSE));
  }
  block.width = block.swatch + block.gap + block.limits_width + 2.5 * block.gap + counts;
  block.width = MAX (block.width, lb_style_measure (style, cr, method, block.small, FALSE));
  block.width = MAX (block.width, lb_style_measure (style, cr, below, block.small, FALSE));
  if (self->spec.indicator != NULL)
    block.width = MAX (block.width, lb_style_measure (style, cr, self->spec.indicator, block.text + unit, TRUE));
  block.height = (self->spec.indicator != NULL ? block.row * 0.9 : 0) + block.row * 0.95 + rows->len * block.row + block.row * 1.1;
  return block;
}

void
lb_map_measure_legend (LbMap *self, cairo_t *cr, LbMedium medium, double *width, double *height)
{
  g_autoptr (GArray) rows = lb_map_list_legend (self);
  Block block = measure (self, cr, medium, rows);

  *width = rows->len > 0 ? block.width : 0;
  *height = rows->len > 0 ? block.height : 0;
}

void
lb_map_paint_legend (LbMap *self, cairo_t *cr, double x, double y, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);
  g_autoptr (GArray) rows = lb_map_list_legend (self);
  Block block = measure (self, cr, medium, rows);
  g_autofree char *method = lb_map_dup_method (self, "legend-line"), *below = subtitle (self);

  if (rows->len == 0)
    return;
  if (self->spec.indicator != NULL) {
    lb_style_text (style, cr, x, y + block.row * 0.45, self->spec.indicator, block.text * 14 / 13, TRUE, style->text, 0);
    y += block.row * 0.9;
  }
  lb_style_text (style, cr, x, y + block.row * 0.35, below, block.small, FALSE, style->dim, 0);
  y += block.row * 0.95;
  for (guint i = 0; i < rows->len; i++, y += block.row) {
    const LbLegendRow *row = &g_array_index (rows, LbLegendRow, i);
    double middle = y + block.row / 2, tall = block.row * 0.64;
    lb_map_paint_swatch (self, cr, row->class_index, x, middle - tall / 2, block.swatch, tall, medium);
    lb_style_text (style, cr, x + block.swatch + block.gap, middle, row->limits, block.text, FALSE, style->text, 0);
    lb_style_text (style, cr, x + block.width, middle, row->count, block.text, FALSE, style->dim, 1);
  }
  cairo_save (cr);
  cairo_move_to (cr, x, y + block.row * 0.2);
  cairo_line_to (cr, x + block.width, y + block.row * 0.2);
  lb_style_set_line (cr, &(LbLine) {medium == LB_MEDIUM_PRINT ? 0.4 : 1, style->frame, 1, {0}, 0});
  cairo_stroke (cr);
  cairo_restore (cr);
  lb_style_text (style, cr, x, y + block.row * 0.7, method, block.small, FALSE, style->dim, 0);
}
