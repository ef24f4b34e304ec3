/* Trend: a pair of bars (or two lines) for each period, years below the periods, the two dates as dashed lines with the time
 * between them shaded. */
#include "config.h"
#include "reports/chart-draw.h"

#include <math.h>
#include <string.h>

typedef struct {
  double left, right, top, bottom; /* of the plot */
  double step;                     /* a period    */
  gboolean two;
  LbAxis axis;
} Plot;

static double
lowest (const LbCanvas *self)
{
  double low = INFINITY;

  for (guint i = 0; i < self->chart->items->len; i++) {
    const double both[] = {lb_canvas_item (self, i)->value, lb_canvas_item (self, i)->second};
    for (guint k = 0; k < 2; k++)
      low = isnan (both[k]) ? low : MIN (low, both[k]);
  }
  return low;
}

static gboolean
has_groups (const LbCanvas *self)
{
  for (guint i = 0; i < self->chart->items->len; i++)
    if (*lb_canvas_item (self, i)->group != '\0')
      return TRUE;
  return FALSE;
}

static Plot
measure (const LbCanvas *self)
{
  double em = self->size * LB_MM_PER_POINT, most = lb_chart_largest (self->chart);
  Plot plot = {.top = self->top + 2.2 * em, .right = self->left + self->width - 2,
               .bottom = self->top + self->height - (has_groups (self) ? 3.1 : 1.8) * em};

  for (guint i = 0; i < self->chart->items->len; i++)
    plot.two |= !isnan (lb_canvas_item (self, i)->second);
  plot.axis = lb_axis_new (self->chart->lines ? lowest (self) : 0, MAX (most, 1e-9), 4, self->chart->decimals, plot.bottom, plot.top + em * 0.6);
  g_autofree char *label = lb_axis_dup_label (&plot.axis, plot.axis.to);
  plot.left = self->left + MAX (lb_canvas_measure (self, label), 2 * em) + em;
  plot.step = (plot.right - plot.left) / MAX (self->chart->items->len, 1);
  return plot;
}

/* The time between the two dates, and the dates above it. */
static void
draw_interval (const LbCanvas *self, const Plot *plot)
{
  const GArray *marks = self->chart->marks;

  if (marks->len < 2)
    return;
  double from = plot->left + g_array_index (marks, LbChartMark, 0).at * plot->step;
  double to = plot->left + g_array_index (marks, LbChartMark, 1).at * plot->step;
  lb_pen_box (self->pen, from, plot->top, to, plot->bottom, LB_FILL_SOLID, lb_grey (0.933), 0);
}

static void
draw_dates (const LbCanvas *self, const Plot *plot)
{
  double em = self->size * LB_MM_PER_POINT;

  for (guint i = 0; i < self->chart->marks->len; i++) {
    const LbChartMark *mark = &g_array_index (self->chart->marks, LbChartMark, i);
    double x = plot->left + mark->at * plot->step;
    lb_pen_line (self->pen, x, self->top + 0.4 * em, x, plot->bottom, 1, lb_black, 3);
    lb_canvas_word (self, x - 0.8, self->top + em, 1, FALSE, mark->label);
  }
}

/* Every label that has room beside the one before; the years below, parted by a tick. */
static void
draw_periods (const LbCanvas *self, const Plot *plot)
{
  double em = self->size * LB_MM_PER_POINT, widest = 0;

  for (guint i = 0; i < self->chart->items->len; i++)
    widest = MAX (widest, lb_canvas_measure (self, lb_canvas_item (self, i)->label));
  guint every = (guint) MAX (1, ceil ((widest + 0.6 * em) / plot->step));
  for (guint i = 0; i < self->chart->items->len; i++) {
    const LbChartItem *item = lb_canvas_item (self, i);
    gboolean changes = *item->group != '\0' && (i == 0 || !g_str_equal (item->group, lb_canvas_item (self, i - 1)->group));
    double x = plot->left + i * plot->step;
    if (i % every == 0)
      lb_canvas_word (self, x + plot->step / 2, plot->bottom + 0.9 * em, 0.5, FALSE, item->label);
    if (!changes)
      continue;
    if (i > 0)
      lb_pen_line (self->pen, x, plot->bottom, x, plot->bottom + 2.8 * em, 0.5, lb_grey (0.3), 0);
    lb_canvas_word (self, x + 0.3, plot->bottom + 2.3 * em, 0, FALSE, item->group);
  }
  lb_pen_line (self->pen, plot->left, plot->bottom, plot->right, plot->bottom, 0.8, lb_grey (0.2), 0);
}

static void
draw_bars (const LbCanvas *self, const Plot *plot)
{
  double wide = plot->step * (plot->two ? 0.4 : 0.6);

  for (guint i = 0; i < self->chart->items->len; i++) {
    const LbChartItem *item = lb_canvas_item (self, i);
    double x = plot->left + (i + 0.5) * plot->step - (plot->two ? wide : wide / 2);
    if (!isnan (item->value))
      lb_pen_box (self->pen, x, lb_axis_at (&plot->axis, item->value), x + wide, plot->bottom, LB_FILL_SOLID, lb_grey (0.2), 0);
    if (!isnan (item->second))
      lb_pen_box (self->pen, x + wide, lb_axis_at (&plot->axis, item->second), x + 2 * wide, plot->bottom, LB_FILL_HATCH,
                  lb_grey (0.25), 0.5);
  }
}

static void
draw_line (const LbCanvas *self, const Plot *plot, gboolean second)
{
  double last_x = NAN, last_y = NAN;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->chart->items->len; i++) {
      double value = second ? lb_canvas_item (self, i)->second : lb_canvas_item (self, i)->value;
      double x = plot->left + (i + 0.5) * plot->step, y = lb_axis_at (&plot->axis, value);
      if (pass == 0 && i > 0 && !isnan (y) && !isnan (last_y))
        lb_pen_line (self->pen, last_x, last_y, x, y, second ? 1 : 1.5, lb_black, second ? 2.5 : 0);
      if (pass == 1 && !isnan (y))
        lb_pen_disc (self->pen, x, y, 0.7, second ? lb_white : lb_black, 0.8);
      last_x = x;
      last_y = y;
    }
}

static double
draw_key (const LbCanvas *self, double x, gboolean second, const char *name)
{
  double em = self->size * LB_MM_PER_POINT, y = self->top + em;

  if (self->chart->lines) {
    lb_pen_line (self->pen, x, y, x + 6, y, second ? 1 : 1.5, lb_black, second ? 2.5 : 0);
    lb_pen_disc (self->pen, x + 3, y, 0.7, second ? lb_white : lb_black, 0.8);
  } else
    lb_pen_box (self->pen, x, y - 1, x + 3.2, y + 1, second ? LB_FILL_HATCH : LB_FILL_SOLID, lb_grey (0.2), second ? 0.5 : 0);
  return x + (self->chart->lines ? 7 : 4.2) + lb_canvas_word (self, x + (self->chart->lines ? 7 : 4.2), y, 0, FALSE, name) + 4;
}

void
lb_chart_draw_trend (const LbCanvas *self)
{
  Plot plot = measure (self);
  double x = plot.left + 1;

  draw_interval (self, &plot);
  lb_canvas_draw_levels (self, &plot.axis, plot.left, plot.right);
  if (self->chart->lines) {
    draw_line (self, &plot, TRUE);
    draw_line (self, &plot, FALSE);
  } else
    draw_bars (self, &plot);
  draw_periods (self, &plot);
  draw_dates (self, &plot);
  if (*self->chart->series != '\0')
    x = draw_key (self, x, FALSE, self->chart->series);
  if (plot.two && *self->chart->second != '\0')
    draw_key (self, x, TRUE, self->chart->second);
}
