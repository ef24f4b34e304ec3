/* Scale bar, numeric ratio and north arrow. */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>

static double
text_size (LbMedium medium)
{
  return medium == LB_MEDIUM_PRINT ? 8.5 : 13;
}

double
lb_scale_bar_length (const LbMap *self, const LbView *view, double most, double *metres)
{
  double longest = most / view->scale * self->ground->ground_factor;
  double unit = pow (10, floor (log10 (longest)));

  *metres = longest >= 5 * unit ? 5 * unit : longest >= 2 * unit ? 2 * unit : unit;
  return *metres / self->ground->ground_factor * view->scale;
}

static char *
format_length (double metres, gboolean kilometres)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%g", kilometres ? metres / 1000 : metres));
}

void
lb_map_paint_scale_bar (LbMap *self, cairo_t *cr, const LbView *view, double x, double y, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);
  double size = text_size (medium), thick = size * 0.36, metres, part = 0;
  double length = lb_scale_bar_length (self, view, size * 7.5, &metres);
  gboolean kilometres = metres >= 1000;
  double middle = y + size * 0.6, bar = y + size * 1.4;

  cairo_save (cr);
  cairo_set_line_width (cr, size * 0.06);
  for (int i = 0; i < 3; i++) {
    static const double ends[] = {0.25, 0.5, 1};
    cairo_rectangle (cr, x + part * length, bar, (ends[i] - part) * length, thick);
    lb_style_set_colour (cr, i == 1 ? style->paper : style->text, 1);
    cairo_fill_preserve (cr);
    lb_style_set_colour (cr, style->text, 1);
    cairo_stroke (cr);
    part = ends[i];
  }
  g_autofree char *half = format_length (metres / 2, kilometres), *whole = format_length (metres, kilometres);
  lb_style_text (style, cr, x, middle, "0", size, FALSE, style->text, 0.5);
  lb_style_text (style, cr, x + length / 2, middle, half, size, FALSE, style->text, 0.5);
  double width = lb_style_text (style, cr, x + length, middle, whole, size, FALSE, style->text, 0.5);
  lb_style_text (style, cr, x + length + width / 2 + size * 0.25, middle,
                 lb_words_get (self->words, kilometres ? "kilometre" : "metre"), size, FALSE, style->text, 0);
  cairo_restore (cr);
}

char *
lb_map_dup_ratio (const LbMap *self, const LbView *view)
{
  double ratio = self->ground->ground_factor / view->scale / (0.0254 / 72); /* true metres a metre of paper */
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (ratio >= 10000)
    g_ascii_formatd (digits, sizeof digits, "%.1f", ratio / 10000);
  else
    g_ascii_formatd (digits, sizeof digits, "%.0f", ratio);
  if (ratio >= 10000 && *lb_words_get (self->words, "ratio-ten-thousand") != '\0')
    return lb_words_fill (self->words, "ratio-ten-thousand", "ratio", digits, NULL);
  g_ascii_formatd (digits, sizeof digits, "%.0f", ratio < 10000 ? ratio : round (ratio / 1000) * 1000);
  GString *grouped = g_string_new (digits);
  for (gssize place = (gssize) grouped->len - 3; place > 0; place -= 3)
    g_string_insert_c (grouped, place, ',');
  g_autofree char *text = g_string_free (grouped, FALSE);
  return lb_words_fill (self->words, "ratio", "ratio", text, NULL);
}

void
lb_map_paint_north_arrow (LbMap *self, cairo_t *cr, double x, double y, double size, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);
  double tall = size * 0.68, half = size * 0.17, middle = x + size / 2, notch = tall * 0.8;

  cairo_save (cr);
  cairo_set_line_width (cr, size * 0.02);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  for (int side = -1; side <= 1; side += 2) {
    cairo_move_to (cr, middle, y);
    cairo_line_to (cr, middle + side * half, y + tall);
    cairo_line_to (cr, middle, y + notch);
    cairo_close_path (cr);
    lb_style_set_colour (cr, side < 0 ? style->paper : style->text, 1);
    cairo_fill_preserve (cr);
    lb_style_set_colour (cr, style->text, 1);
    cairo_stroke (cr);
  }
  lb_style_text (style, cr, middle, y + size * 0.86, lb_words_get (self->words, "north"), size * 0.26, TRUE, style->text, 0.5);
  cairo_restore (cr);
}
