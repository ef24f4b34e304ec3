/* Distribution: bars of a histogram; the limit is a strong upright line with its words on both sides, and what lies beyond it is
 * black. Few values far out share one bin that stands apart behind a cut in the axis. */
#include "config.h"
#include "reports/chart-draw.h"

#include <math.h>

static void
draw_limit (const LbCanvas *self, const LbAxis *x, double bottom)
{
  const LbChartMark *mark = &g_array_index (self->chart->marks, LbChartMark, 0);
  double em = self->size * LB_MM_PER_POINT, at = lb_axis_at (x, mark->at);

  lb_pen_line (self->pen, at, self->top, at, bottom, 1.6, lb_black, 0);
  lb_canvas_word (self, at + 1.2, self->top + em, 0, TRUE, mark->label);
  /* Where the box is narrow the words keep within it, each on a line of its own. */
  double right = MAX (at + 1.2 + lb_canvas_measure (self, self->chart->right) - x->b, 0);
  lb_canvas_word (self, at + 1.2 - right, self->top + 2.5 * em, 0, FALSE, self->chart->right);
  gboolean fits = at - 1.2 - lb_canvas_measure (self, self->chart->left) > x->a;
  if (fits || right <= 0)
    lb_canvas_word (self, fits ? at - 1.2 : at + 1.2, self->top + (fits ? 1 : 4) * em, fits ? 1 : 0, FALSE, self->chart->left);
}

/* Two strokes across the axis: it does not go on evenly from here. */
static void
draw_cut (const LbCanvas *self, double at, double bottom)
{
  for (int i = 0; i < 2; i++)
    lb_pen_line (self->pen, at + i * 1.2 - 1.2, bottom + 1.3, at + i * 1.2, bottom - 1.3, 0.8, lb_grey (0.2), 0);
}

void
lb_chart_draw_distribution (const LbCanvas *self)
{
  const GArray *items = self->chart->items;
  gboolean limited = self->chart->marks->len > 0;
  double em = self->size * LB_MM_PER_POINT, bottom = self->top + self->height - 3.2 * em;
  double limit = limited ? g_array_index (self->chart->marks, LbChartMark, 0).at : INFINITY;
  LbAxis y = lb_axis_new (0, MAX (lb_chart_largest (self->chart), 1e-9), 4, self->chart->decimals, bottom, self->top + (limited ? 3.4 : 2) * em);
  g_autofree char *widest = lb_axis_dup_label (&y, y.to);
  double left = self->left + MAX (lb_canvas_measure (self, widest), 2 * em) + em, right = self->left + self->width - 2;
  const LbChartItem *last = lb_canvas_item (self, items->len - 1);
  double low = lb_canvas_item (self, 0)->x, high = last->x2, end = self->chart->tail ? last->x : high;
  LbAxis ticks = lb_axis_new (low, high, 8, self->chart->x_decimals, left, right), x = ticks;

  x.from = low;
  x.to = limited ? MAX (high, limit) : high;
  lb_canvas_draw_levels (self, &y, left, right);
  for (guint i = 0; i < items->len; i++) {
    const LbChartItem *item = lb_canvas_item (self, i);
    gboolean tail = self->chart->tail && item == last;
    if (isnan (item->value) || item->value <= 0)
      continue;
    lb_pen_box (self->pen, lb_axis_at (&x, item->x) + (tail ? 3 : 0.15), lb_axis_at (&y, item->value), lb_axis_at (&x, item->x2) - 0.15,
                bottom, LB_FILL_SOLID, lb_grey (item->x >= limit - 1e-9 ? 0.13 : 0.6), 0.3);
  }
  lb_pen_line (self->pen, left, bottom, right, bottom, 0.8, lb_grey (0.2), 0);
  if (self->chart->tail) {
    double at = lb_axis_at (&x, end);
    draw_cut (self, at + 1.6, bottom);
    lb_canvas_word (self, (at + 3 + right) / 2, bottom + 1.1 * em, 0.5, FALSE, last->label);
  }
  for (double value = ticks.from; value <= (self->chart->tail ? end : x.to) + 1e-9; value += ticks.step) {
    g_autofree char *label = lb_axis_dup_label (&ticks, value);
    if (value < x.from - 1e-9)
      continue;
    lb_pen_line (self->pen, lb_axis_at (&x, value), bottom, lb_axis_at (&x, value), bottom + 0.8, 0.5, lb_grey (0.2), 0);
    lb_canvas_word (self, lb_axis_at (&x, value), bottom + 1.1 * em, 0.5, FALSE, label);
  }
  lb_canvas_word (self, right, bottom + 2.5 * em, 1, FALSE, self->chart->x_title);
  if (limited)
    draw_limit (self, &x, bottom);
}
