/* The square legend of two indicators: nine cells with their counts between two axes
 *
 * Both axes run towards the alarming side, so that the dark corner is always at the top right; the axis of an indicator
 * for which more is better has its highest value at the near end.
 */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>

#define CELL 26.0 /* side of a cell, in units of the design */

typedef struct {
  LbMap *map;
  cairo_t *cr;
  const LbStyle *style;
  LbMedium medium;
  double k, left, top, cell; /* of the square itself */
  double tick;               /* size of the limits   */
} Square;

/* One axis: its classes from the calm end to the alarming one. */
typedef struct {
  const LbClasses *classes;
  gboolean reversed;
  int decimals;
  const char *indicator, *unit;
} Axis;

static Axis
first_axis (const LbMap *map)
{
  return (Axis) {map->classes, map->spec.reversed, map->spec.decimals, map->spec.indicator, map->spec.unit};
}

static Axis
second_axis (const LbMap *map)
{
  const LbMapSecond *second = &map->spec.second;

  return (Axis) {map->second, second->reversed, second->decimals, second->indicator, second->unit};
}

static guint
class_at (const Axis *axis, guint place)
{
  return axis->reversed ? axis->classes->n - 1 - place : place;
}

/* (transfer full): the limit at the @place-th edge from the calm end. */
static char *
limit_at (const Axis *axis, guint place)
{
  return lb_map_dup_limit (axis->classes, axis->reversed ? axis->classes->n - place : place, axis->decimals);
}

static char *
name_of (const LbMap *map, const Axis *axis)
{
  const char *name = axis->indicator != NULL ? axis->indicator : "";

  if (axis->unit == NULL || *axis->unit == '\0')
    return g_strdup (name);
  return g_strconcat (name, lb_words_get (map->words, "unit-open"), axis->unit, lb_words_get (map->words, "unit-close"), NULL);
}

static double
widest_limit (const Square *self, const Axis *axis)
{
  double widest = 0;

  for (guint i = 0; i <= axis->classes->n; i++) {
    g_autofree char *limit = limit_at (axis, i);
    widest = MAX (widest, lb_style_measure (self->style, self->cr, limit, self->tick, FALSE));
  }
  return widest;
}

static void
paint_arrow (const Square *self, double x0, double y0, double x1, double y1)
{
  double length = hypot (x1 - x0, y1 - y0), dx = (x1 - x0) / length, dy = (y1 - y0) / length, head = 4.5 * self->k;

  cairo_move_to (self->cr, x0, y0);
  cairo_line_to (self->cr, x1 - dx * head, y1 - dy * head);
  lb_style_set_line (self->cr, &(LbLine) {0.8 * self->k, self->style->text, 1, {0}, 0});
  cairo_stroke (self->cr);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x1 - dx * head - dy * head * 0.42, y1 - dy * head + dx * head * 0.42);
  cairo_line_to (self->cr, x1 - dx * head + dy * head * 0.42, y1 - dy * head - dx * head * 0.42);
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
}

/* Figures are black on light cells and white on dark ones. */
static LbColour
ink_on (LbColour colour)
{
  double light = 0.2126 * pow (colour.r, 2.2) + 0.7152 * pow (colour.g, 2.2) + 0.0722 * pow (colour.b, 2.2);

  return light > 0.2 ? (LbColour) {0, 0, 0} : (LbColour) {1, 1, 1};
}

static void
paint_cells (const Square *self, const Axis *across, const Axis *up)
{
  for (guint row = 0; row < up->classes->n; row++)
    for (guint column = 0; column < across->classes->n; column++) {
      int class_index = (int) (LB_PAIR_SIDE * class_at (up, row) + class_at (across, column));
      double x = self->left + column * self->cell, y = self->top + (up->classes->n - 1 - row) * self->cell;
      LbColour colour = lb_map_get_class_colour (self->map, class_index, self->medium);
      char count[16];
      lb_map_paint_swatch (self->map, self->cr, class_index, x, y, self->cell, self->cell, self->medium);
      g_snprintf (count, sizeof count, "%u", self->map->cells[class_index]);
      lb_style_text (self->style, self->cr, x + self->cell / 2, y + self->cell / 2, count, 9 * self->k, FALSE, ink_on (colour), 0.5);
    }
}

static void
paint_axes (const Square *self, const Axis *across, const Axis *up)
{
  double k = self->k, right = self->left + across->classes->n * self->cell, bottom = self->top + up->classes->n * self->cell;

  paint_arrow (self, self->left, bottom, self->left, self->top - 9 * k);
  paint_arrow (self, self->left, bottom, right + 9 * k, bottom);
  for (guint i = 0; i <= up->classes->n; i++) {
    g_autofree char *limit = limit_at (up, i);
    lb_style_text (self->style, self->cr, self->left - 3.5 * k, bottom - i * self->cell, limit, self->tick, FALSE, self->style->text, 1);
  }
  for (guint i = 0; i <= across->classes->n; i++) {
    g_autofree char *limit = limit_at (across, i);
    lb_style_text (self->style, self->cr, self->left + i * self->cell, bottom + 7.5 * k, limit, self->tick, FALSE, self->style->text,
                   0.5);
  }
  paint_arrow (self, right + 13 * k, self->top - 7 * k, right + 1 * k, self->top + 2 * k);
  lb_style_text (self->style, self->cr, right + 15 * k, self->top - 7 * k, lb_words_get (self->map->words, "alarming"), 8 * k, TRUE,
                 self->style->text, 0);
}

double
lb_map_paint_square (LbMap *self, cairo_t *cr, double x, double y, double width, double k, LbMedium medium, gboolean paint)
{
  const LbStyle *style = lb_map_style (self, medium);
  Square square = {self, cr, style, medium, k, x, y, CELL * k, 7.6 * k};
  Axis across = first_axis (self), up = second_axis (self);
  g_autofree char *across_name = name_of (self, &across), *up_name = name_of (self, &up);
  double start = y;

  y += lb_style_paragraph (style, cr, x, y, width, up_name, 8.5 * k, style->text, paint) + 15 * k;
  if (across.classes->n > 0 && up.classes->n > 0) {
    /* Limits of many digits stand closer rather than on one another. */
    double widest = MAX (widest_limit (&square, &across), 1);
    square.tick *= MIN (1, (square.cell - 3 * k) / widest);
    square.left = x + MAX (widest_limit (&square, &up) + 4 * k, widest / 2);
    square.top = y;
    if (paint) {
      paint_cells (&square, &across, &up);
      paint_axes (&square, &across, &up);
    }
    y += up.classes->n * square.cell + 15 * k;
  }
  y += lb_style_paragraph (style, cr, x, y, width, across_name, 8.5 * k, style->text, paint) + 1.5 * k;
  y += lb_style_paragraph (style, cr, x, y, width, lb_words_get_level (self->words, "cells", self->spec.level), 7.6 * k, style->dim,
                           paint);
  return y + 5 * k - start;
}
