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
limit_decimals (const LbClasses *classes, int own)
{
  int most = 0;

  for (guint i = 1; i < classes->n; i++)
    for (int decimals = most; decimals <= 6; decimals++) {
      double unit = pow (10, decimals);
      most = MAX (most, decimals);
      if (fabs (round (classes->limits[i] * unit) / unit - classes->limits[i]) <= fabs (classes->limits[i]) * 1e-12)
        break;
    }
  return classes->n < 2 ? MAX (own, 0) : most;
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

/* The ends are shown outwards, so that they hold the least and the greatest value. */
static char *
format_limit (const LbClasses *classes, guint i, int decimals)
{
  if (i == 0 || i == classes->n)
    return format_end (classes->limits[i], decimals, i == 0 ? floor : ceil);
  return format_number (classes->limits[i], decimals);
}

char *
lb_map_dup_limit (const LbClasses *classes, guint i, int decimals)
{
  return format_limit (classes, i, limit_decimals (classes, decimals));
}

static char *
format_limits (const LbMap *self, const LbClasses *classes, guint i, int own)
{
  int decimals = limit_decimals (classes, own);

  if (!(classes->limits[i + 1] > classes->limits[i]))
    return format_number (classes->limits[i], MAX (decimals, own));
  g_autofree char *low = format_limit (classes, i, decimals), *high = format_limit (classes, i + 1, decimals);
  /* A dash between signed numbers reads like a sign. */
  if (classes->limits[0] < 0)
    return lb_words_fill (self->words, "signed-range", "low", low, "high", high, NULL);
  return g_strdup_printf ("%s – %s", low, high);
}

static void
add_row (const LbMap *self, GArray *rows, int class_index, char *limits, guint count)
{
  LbLegendRow row = {class_index, limits, NULL};

  row.count = g_strdup_printf ("%u %s", count, lb_words_get_level (self->words, "count", self->spec.level));
  g_array_append_val (rows, row);
}

static void
add_pair_rows (const LbMap *self, GArray *rows)
{
  for (guint i = self->second->n; i-- > 0;)
    for (guint j = self->classes->n; j-- > 0;) {
      guint row = self->spec.second.reversed ? self->second->n - 1 - i : i;
      guint column = self->spec.reversed ? self->classes->n - 1 - j : j, class_index = LB_PAIR_SIDE * row + column;
      g_autofree char *first = format_limits (self, self->classes, column, self->spec.decimals);
      g_autofree char *second = format_limits (self, self->second, row, self->spec.second.decimals);
      add_row (self, rows, (int) class_index, lb_words_fill (self->words, "pair-limits", "first", first, "second", second, NULL),
               self->cells[class_index]);
    }
}

GArray *
lb_map_list_legend (const LbMap *self)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (LbLegendRow));
  const LbClasses *classes = self->classes;

  g_array_set_clear_func (rows, (GDestroyNotify) lb_legend_row_clear);
  if (classes == NULL)
    return rows;
  if (self->second != NULL)
    add_pair_rows (self, rows);
  for (guint i = 0; self->second == NULL && i < classes->n; i++) {
    /* The alarming end stands on top: high, or low when high is good. */
    guint class_index = self->spec.reversed && !lb_palette_is_diverging (self->spec.palette) ? i : classes->n - 1 - i;
    add_row (self, rows, (int) class_index, format_limits (self, classes, class_index, self->spec.decimals),
             classes->counts[class_index]);
  }
  if (self->suppressed > 0)
    add_row (self, rows, LB_CLASS_SUPPRESSED, g_strdup (lb_words_get (self->words, "suppressed")), self->suppressed);
  if (self->no_data > 0)
    add_row (self, rows, LB_CLASS_NO_DATA, g_strdup (lb_words_get (self->words, "no-data")), self->no_data);
  return rows;
}

GArray *
lb_map_list_legend_rows (const LbMap *self)
{
  GArray *rows = lb_map_list_legend (self);

  for (guint i = rows->len; self->second != NULL && i-- > 0;)
    if (g_array_index (rows, LbLegendRow, i).class_index >= 0)
      g_array_remove_index (rows, i);
  return rows;
}

char *
lb_map_dup_method (const LbMap *self, const char *key)
{
  if (self->classes == NULL || self->classes->n == 0)
    return g_strdup (lb_words_get (self->words, "none"));
  if (self->second != NULL)
    return lb_words_fill (self->words, "method-pair", "method", lb_words_get (self->words, "quantile"), NULL);
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
  if (class_index < 0 || (medium == LB_MEDIUM_PRINT && lb_map_is_less (self, class_index))) {
    cairo_save (cr);
    cairo_clip (cr);
    lb_paint_hatch (style, cr, class_index, x, y, width, height);
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
  double square; /* unit of the square legend; 0: one indicator */
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
  Block block = {13 * unit, 12 * unit, 23 * unit, 25 * unit, 10 * unit, 0, 0, 0, self->second != NULL ? 1.37 * unit : 0};
  g_autofree char *method = lb_map_dup_method (self, "legend-line"), *below = subtitle (self);
  double counts = 0;

  for (guint i = 0; i < rows->len; i++) {
    const LbLegendRow *row = &g_array_index (rows, LbLegendRow, i);
    block.limits_width = MAX (block.limits_width, lb_style_measure (style, cr, row->limits, block.text, FALSE));
    counts = MAX (counts, lb_style_measure (style, cr, row->count, block.text, FALSE));
  }
  block.width = block.swatch + block.gap + block.limits_width + 2.5 * block.gap + counts;
  block.width = MAX (block.width, lb_style_measure (style, cr, method, block.small, FALSE));
  if (block.square > 0) {
    block.width = MAX (block.width, LB_SQUARE_WIDTH * block.square);
    block.height = lb_map_paint_square (self, cr, 0, 0, block.width, block.square, medium, FALSE) + rows->len * block.row +
                   block.row * 1.1;
    return block;
  }
  block.width = MAX (block.width, lb_style_measure (style, cr, below, block.small, FALSE));
  if (self->spec.indicator != NULL)
    block.width = MAX (block.width, lb_style_measure (style, cr, self->spec.indicator, block.text + unit, TRUE));
  block.height = (self->spec.indicator != NULL ? block.row * 0.9 : 0) + block.row * 0.95 + rows->len * block.row + block.row * 1.1;
  return block;
}

void
lb_map_measure_legend (LbMap *self, cairo_t *cr, LbMedium medium, double *width, double *height)
{
  g_autoptr (GArray) rows = lb_map_list_legend_rows (self);
  Block block = measure (self, cr, medium, rows);

  gboolean any = rows->len > 0 || block.square > 0;
  *width = any ? block.width : 0;
  *height = any ? block.height : 0;
}

/* Indicator, unit and level; returns the height. */
static double
paint_heading (const LbMap *self, cairo_t *cr, double x, double y, const Block *block, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);
  g_autofree char *below = subtitle (self);
  double name = self->spec.indicator != NULL ? block->row * 0.9 : 0;

  if (self->spec.indicator != NULL)
    lb_style_text (style, cr, x, y + block->row * 0.45, self->spec.indicator, block->text * 14 / 13, TRUE, style->text, 0);
  lb_style_text (style, cr, x, y + name + block->row * 0.35, below, block->small, FALSE, style->dim, 0);
  return name + block->row * 0.95;
}

void
lb_map_paint_legend (LbMap *self, cairo_t *cr, double x, double y, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);
  g_autoptr (GArray) rows = lb_map_list_legend_rows (self);
  Block block = measure (self, cr, medium, rows);
  g_autofree char *method = lb_map_dup_method (self, "legend-line");

  if (rows->len == 0 && block.square <= 0)
    return;
  if (block.square > 0)
    y += lb_map_paint_square (self, cr, x, y, block.width, block.square, medium, TRUE);
  else
    y += paint_heading (self, cr, x, y, &block, medium);
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
