/* Ageing: open matters by how long they have been open. What is within its limit is grey, what is overdue stands upon it in
 * black; the sum is above. */
#include "config.h"
#include "reports/chart-draw.h"

#include <math.h>

static double
of (double value)
{
  return isnan (value) ? 0 : value;
}

static void
draw_bar (const LbCanvas *self, const LbAxis *y, const LbChartItem *item, double x, double half, double bottom)
{
  double em = self->size * LB_MM_PER_POINT, value = of (item->value), sum = value + of (item->second);
  double between = lb_axis_at (y, value), top = lb_axis_at (y, sum);
  g_autofree char *total = lb_canvas_dup_value (self, isnan (item->value) && isnan (item->second) ? NAN : sum);

  if (value > 0)
    lb_pen_box (self->pen, x - half, between, x + half, bottom, LB_FILL_SOLID, lb_grey (0.7), 0.3);
  if (sum > value)
    lb_pen_box (self->pen, x - half, top, x + half, between, LB_FILL_SOLID, lb_grey (0.13), 0.3);
  lb_canvas_word (self, x, top - 0.8 * em, 0.5, TRUE, total);
  lb_canvas_word (self, x, bottom + em, 0.5, FALSE, item->label);
}

static double
draw_key (const LbCanvas *self, double x, double light, const char *name)
{
  double y = self->top + self->size * LB_MM_PER_POINT;

  if (*name == '\0')
    return x;
  lb_pen_box (self->pen, x, y - 1, x + 3.2, y + 1, LB_FILL_SOLID, lb_grey (light), 0.3);
  return x + 4.2 + lb_canvas_word (self, x + 4.2, y, 0, FALSE, name) + 4;
}

void
lb_chart_draw_ageing (const LbCanvas *self)
{
  guint n = self->chart->items->len;
  double em = self->size * LB_MM_PER_POINT, bottom = self->top + self->height - (*self->chart->x_title == '\0' ? 1.9 : 3.2) * em;
  LbAxis y = lb_axis_new (0, MAX (lb_chart_largest (self->chart), 1e-9), 4, self->chart->decimals, bottom, self->top + 3.4 * em);
  g_autofree char *widest = lb_axis_dup_label (&y, y.to);
  double left = self->left + MAX (lb_canvas_measure (self, widest), 2 * em) + em, right = self->left + self->width - 2;
  double step = (right - left) / n;

  lb_canvas_draw_levels (self, &y, left, right);
  for (guint i = 0; i < n; i++)
    draw_bar (self, &y, lb_canvas_item (self, i), left + (i + 0.5) * step, MIN (step * 0.31, 9), bottom);
  lb_pen_line (self->pen, left, bottom, right, bottom, 0.8, lb_grey (0.2), 0);
  lb_canvas_word (self, right, bottom + 2.4 * em, 1, FALSE, self->chart->x_title);
  draw_key (self, draw_key (self, left + 1, 0.7, self->chart->series), 0.13, self->chart->second);
}
