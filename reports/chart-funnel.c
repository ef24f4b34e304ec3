/* Funnel: what is left of a matter step by step. Bars are centred and as wide as their count; the share of the step before stands
 * between two of them, the share of the first at the right end. */
#include "config.h"
#include "reports/chart-draw.h"
#include "src/number.h"

#include <math.h>

/* (transfer full): "81.4%", "—" of nothing. */
static char *
share (double part, double whole)
{
  if (isnan (part) || isnan (whole) || whole <= 0)
    return g_strdup ("—");
  g_autofree char *number = lb_format_number (part / whole * 100, 1);
  return g_strconcat (number, "%", NULL);
}

static void
draw_step (const LbCanvas *self, guint i, double middle, double widest, double top, double pitch)
{
  const LbChartItem *item = lb_canvas_item (self, i);
  double half = isnan (item->value) ? 0 : widest * item->value / MAX (lb_chart_largest (self->chart), 1e-9) / 2;
  double height = pitch * 0.58, y = top + height / 2;
  static const double greys[] = {0.3, 0.45, 0.58, 0.7, 0.8};
  LbColour ink = lb_grey (greys[MIN (i, G_N_ELEMENTS (greys) - 1)]);
  g_autofree char *number = lb_canvas_dup_value (self, item->value);
  g_autofree char *value = g_strconcat (number, isnan (item->value) ? "" : self->chart->unit, NULL);
  double own = lb_canvas_measure (self, value);

  lb_canvas_word (self, self->left, y, 0, FALSE, item->label);
  lb_pen_box (self->pen, middle - half, top, middle + half, top + height, LB_FILL_SOLID, ink, 0.3);
  if (own + 2 < 2 * half) {
    double em = self->size * LB_MM_PER_POINT;
    lb_pen_write (self->pen, LB_ROLE_STRONG, self->size, middle, lb_pen_baseline (y - em / 2, em, self->size), 0.5,
                  i < 2 ? lb_white : lb_black, value);
  } else
    lb_canvas_word (self, middle + half + 1, y, 0, TRUE, value);
}

void
lb_chart_draw_funnel (const LbCanvas *self)
{
  guint n = self->chart->items->len;
  double em = self->size * LB_MM_PER_POINT, label = 0, right = self->left + self->width;
  double pitch = self->height / n;

  for (guint i = 0; i < n; i++)
    label = MAX (label, lb_canvas_measure (self, lb_canvas_item (self, i)->label));
  double from = self->left + label + 2 * em, to = right - 8 * em, middle = (from + to) / 2;
  for (guint i = 0; i < n; i++) {
    double top = self->top + i * pitch, y = top + pitch * 0.29;
    draw_step (self, i, middle, to - from, top, pitch);
    g_autofree char *of_first = share (lb_canvas_item (self, i)->value, lb_canvas_item (self, 0)->value);
    lb_canvas_word (self, right, y, 1, FALSE, of_first);
    if (i == 0) {
      lb_canvas_word (self, right - 4.2 * em, y, 1, FALSE, "占首步");
      continue;
    }
    g_autofree char *of_last = share (lb_canvas_item (self, i)->value, lb_canvas_item (self, i - 1)->value);
    g_autofree char *words = g_strconcat ("↓ ", of_last, NULL);
    lb_canvas_word (self, middle, top - pitch * 0.21, 0.5, FALSE, words);
  }
}
