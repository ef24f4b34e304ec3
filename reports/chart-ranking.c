/* Ranking: a row for each region, its rank and name on the left, its figure and the change on the right. Bars begin at zero; on an
 * axis that is cut a hollow disc stands for the base date, a full one for now. */
#include "config.h"
#include "reports/chart-draw.h"

#include <math.h>

typedef struct {
  double top, pitch;          /* of the rows                     */
  double left, right, bottom; /* of the plot                     */
  double label, number;       /* where labels begin; ranks end   */
  gboolean two;               /* there is a base date            */
  LbAxis axis;
} Plot;

static void
find_range (const LbCanvas *self, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < self->chart->items->len; i++) {
    const double both[] = {lb_canvas_item (self, i)->value, lb_canvas_item (self, i)->second};
    for (guint k = 0; k < 2; k++) {
      *low = isnan (both[k]) ? *low : MIN (*low, both[k]);
      *high = isnan (both[k]) ? *high : MAX (*high, both[k]);
    }
  }
  for (guint i = 0; i < self->chart->marks->len; i++) {
    double at = g_array_index (self->chart->marks, LbChartMark, i).at;
    *low = MIN (*low, at);
    *high = MAX (*high, at);
  }
  if (!self->chart->cut) {
    *low = MIN (*low, 0);
    *high = MAX (*high, 0);
  }
}

static Plot
measure (const LbCanvas *self)
{
  guint n = self->chart->items->len;
  double widest = 0, em = self->size * LB_MM_PER_POINT, low, high;
  Plot plot = {.top = self->top, .bottom = self->top + self->height - 2.8 * em};

  for (guint i = 0; i < n; i++) {
    widest = MAX (widest, lb_canvas_measure (self, lb_canvas_item (self, i)->label));
    plot.two |= !isnan (lb_canvas_item (self, i)->second);
  }
  plot.pitch = (plot.bottom - plot.top) / MAX (n, 1);
  plot.number = self->left + (self->chart->numbered ? 2 * em : 0);
  plot.label = plot.number + (self->chart->numbered ? em * 0.8 : 0);
  plot.left = plot.label + MIN (widest, self->width * 0.4) + 1.5 * em;
  plot.right = self->left + self->width - (plot.two ? 8.5 : 5) * em;
  find_range (self, &low, &high);
  plot.axis = lb_axis_new (low, high, 4, self->chart->decimals, plot.left, plot.right);
  if (self->chart->cut && plot.axis.to > 100 && high <= 100)
    plot.axis.to = 100;
  return plot;
}

static void
draw_axis (const LbCanvas *self, const Plot *plot)
{
  double em = self->size * LB_MM_PER_POINT;

  for (double value = plot->axis.from; value <= plot->axis.to + plot->axis.step / 2; value += plot->axis.step) {
    double x = lb_axis_at (&plot->axis, value);
    g_autofree char *label = lb_axis_dup_label (&plot->axis, value);
    lb_pen_line (self->pen, x, plot->top, x, plot->bottom, 0.4, lb_grey (0.72), 0);
    lb_canvas_word (self, x, plot->bottom + 0.8 * em, 0.5, FALSE, label);
  }
}

static void
draw_reference (const LbCanvas *self, const Plot *plot)
{
  double em = self->size * LB_MM_PER_POINT;

  for (guint i = 0; i < self->chart->marks->len; i++) {
    const LbChartMark *mark = &g_array_index (self->chart->marks, LbChartMark, i);
    double x = lb_axis_at (&plot->axis, mark->at);
    lb_pen_line (self->pen, x, plot->top - 1, x, plot->bottom + 1.5 * em, 0.8, lb_black, 3);
    lb_canvas_word (self, x, plot->bottom + 2.2 * em, 0.5, FALSE, mark->label);
  }
}

static guint
rank_of (const LbCanvas *self, guint i)
{
  while (i > 0 && lb_canvas_item (self, i)->value == lb_canvas_item (self, i - 1)->value)
    i--;
  return i + 1;
}

static void
draw_words (const LbCanvas *self, const Plot *plot, guint i, double y)
{
  const LbChartItem *item = lb_canvas_item (self, i);
  double right = self->left + self->width, em = self->size * LB_MM_PER_POINT;
  g_autofree char *value = lb_canvas_dup_value (self, item->value);

  if (self->chart->numbered && !isnan (item->value)) {
    g_autofree char *rank = g_strdup_printf ("%u", rank_of (self, i));
    lb_canvas_word (self, plot->number, y, 1, FALSE, rank);
  }
  lb_canvas_word (self, plot->label, y, 0, FALSE, item->label);
  lb_canvas_word (self, plot->two ? right - 4 * em : right, y, 1, TRUE, value);
  if (!plot->two || isnan (item->value) || isnan (item->second))
    return;
  double change = item->value - item->second;
  g_autofree char *size = lb_canvas_dup_value (self, fabs (change));
  lb_canvas_word (self, right, y, 1, FALSE, size);
  if (g_ascii_strtod (size, NULL) > 0)
    lb_canvas_word (self, right - 3.3 * em, y, 0, FALSE, change > 0 ? "↑" : "↓");
}

static void
draw_bar (const LbCanvas *self, const Plot *plot, const LbChartItem *item, double y)
{
  double x = lb_axis_at (&plot->axis, item->value), half = plot->pitch * 0.31;

  lb_pen_box (self->pen, lb_axis_at (&plot->axis, 0), y - half, x, y + half, LB_FILL_SOLID, lb_grey (0.45), 0);
  if (!isnan (item->second))
    lb_pen_disc (self->pen, lb_axis_at (&plot->axis, item->second), y, 0.8, lb_white, 1);
}

static void
draw_dots (const LbCanvas *self, const Plot *plot, const LbChartItem *item, double y)
{
  double x = lb_axis_at (&plot->axis, item->value);

  if (!isnan (item->second)) {
    double from = lb_axis_at (&plot->axis, item->second);
    lb_pen_line (self->pen, from, y, x, y, 1.5, lb_black, 0);
    lb_pen_disc (self->pen, from, y, 0.85, lb_white, 1);
  }
  lb_pen_disc (self->pen, x, y, 0.85, lb_black, 1);
}

static void
draw_legend (const LbCanvas *self, const Plot *plot)
{
  double em = self->size * LB_MM_PER_POINT, y = plot->bottom + 2.2 * em, x = self->left + 1;
  double right = self->left + self->width;

  if (plot->two && *self->chart->second != '\0') {
    lb_pen_disc (self->pen, x, y, 0.8, lb_white, 1);
    x += 1.8 + lb_canvas_word (self, x + 1.8, y, 0, FALSE, self->chart->second) + 3;
    if (self->chart->cut)
      lb_pen_disc (self->pen, x, y, 0.8, lb_black, 1);
    else
      lb_pen_box (self->pen, x - 1, y - 0.8, x + 0.8, y + 0.8, LB_FILL_SOLID, lb_grey (0.45), 0);
    lb_canvas_word (self, x + 1.8, y, 0, FALSE, self->chart->series);
  }
  lb_canvas_word (self, right, y, 1, FALSE, self->chart->unit);
}

void
lb_chart_draw_ranking (const LbCanvas *self)
{
  Plot plot = measure (self);

  draw_axis (self, &plot);
  for (guint i = 0; i < self->chart->items->len; i++) {
    const LbChartItem *item = lb_canvas_item (self, i);
    double y = plot.top + (i + 0.5) * plot.pitch;
    draw_words (self, &plot, i, y);
    if (isnan (item->value))
      continue;
    if (self->chart->cut)
      draw_dots (self, &plot, item, y);
    else
      draw_bar (self, &plot, item, y);
  }
  draw_reference (self, &plot);
  draw_legend (self, &plot);
}
