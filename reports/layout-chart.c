/* A chart in its box with the caption below, and what all charts share. */
#include "config.h"
#include "reports/chart-draw.h"
#include "src/number.h"

#include <math.h>

#define CAPTION_SIZE 12.0
#define ABOVE          3.5

LbAxis
lb_axis_new (double low, double high, guint ticks, int decimals, double a, double b)
{
  double span = high > low ? high - low : MAX (fabs (high), 1);
  double rough = MAX (span / MAX (ticks, 1), pow (10, -decimals)), unit = pow (10, floor (log10 (rough) + 1e-9));
  static const double steps[] = {1, 2, 2.5, 3, 4, 5, 10};
  guint i = 0;
  gboolean whole = unit < 1.5 * pow (10, -decimals); /* half a household is no step either */
  while (i + 1 < G_N_ELEMENTS (steps) && (rough > steps[i] * unit * 1.0001 || (whole && steps[i] == 2.5)))
    i++;
  double step = steps[i] * unit;
  double from = floor (low / step + 1e-9) * step, to = ceil (high / step - 1e-9) * step;

  if (to <= from && high > 0)
    from = to - step; /* all values alike: a level line on top, not beyond what there can be */
  else if (to <= from)
    to = from + step;
  return (LbAxis) {from, to, step, a, b};
}

double
lb_axis_at (const LbAxis *self, double value)
{
  return self->a + (value - self->from) / (self->to - self->from) * (self->b - self->a);
}

char *
lb_axis_dup_label (const LbAxis *self, double value)
{
  int decimals = 0;

  for (double step = self->step; decimals < 6 && fabs (step - round (step)) > 1e-6 * step; step *= 10)
    decimals++;
  return lb_format_number (fabs (value) < self->step * 1e-6 ? 0 : value, decimals);
}

double
lb_canvas_measure (const LbCanvas *self, const char *text)
{
  return lb_fonts_measure (self->pen->fonts, LB_ROLE_HEI, self->size, text);
}

double
lb_canvas_word (const LbCanvas *self, double x, double y, double align, gboolean strong, const char *text)
{
  double em = self->size * LB_MM_PER_POINT;

  return lb_pen_write (self->pen, strong ? LB_ROLE_STRONG : LB_ROLE_HEI, self->size, x,
                       lb_pen_baseline (y - em / 2, em, self->size), align, lb_black, text);
}

void
lb_canvas_draw_levels (const LbCanvas *self, const LbAxis *axis, double left, double right)
{
  double em = self->size * LB_MM_PER_POINT;

  for (double value = axis->from; value <= axis->to + axis->step / 2; value += axis->step) {
    double y = lb_axis_at (axis, value);
    g_autofree char *label = lb_axis_dup_label (axis, value);
    lb_pen_line (self->pen, left, y, right, y, 0.4, lb_grey (0.72), 0);
    lb_canvas_word (self, left - 0.5 * em, y, 1, FALSE, label);
  }
  lb_canvas_word (self, left - 0.5 * em, self->top + em, 1, FALSE, self->chart->unit);
}

char *
lb_canvas_dup_value (const LbCanvas *self, double value)
{
  return isnan (value) ? g_strdup ("—") : lb_format_number (value, self->chart->decimals);
}

double
lb_chart_largest (const LbChart *chart)
{
  double most = 0;

  for (guint i = 0; i < chart->items->len; i++) {
    const LbChartItem *item = &g_array_index (chart->items, LbChartItem, i);
    double second = isnan (item->second) ? 0 : item->second, value = isnan (item->value) ? 0 : item->value;
    most = MAX (most, chart->kind == LB_CHART_AGEING ? value + second : MAX (value, second));
  }
  return most;
}

/* What a chart of its kind needs without its caption. */
static double
natural_height (const LbPen *pen, const LbChart *chart)
{
  guint n = chart->items->len;

  switch (chart->kind) {
  case LB_CHART_RANKING: return 4.8 * n + 12;
  case LB_CHART_FUNNEL: return 10.5 * n;
  case LB_CHART_CALENDAR: return 58; /* half a year across the type area */
  case LB_CHART_SCATTER: return 92;
  default: return pen->kind == LB_STYLE_DOSSIER ? 34 : 56;
  }
}

static double
caption_size (const LbPen *pen)
{
  return pen->kind == LB_STYLE_DOSSIER ? 9 : CAPTION_SIZE;
}

/* One or more lines, and some room above. */
static double
caption_height (const LbPen *pen, const LbChart *chart)
{
  double size = caption_size (pen) * LB_MM_PER_POINT, own = lb_fonts_measure (pen->fonts, LB_ROLE_HEI, caption_size (pen), chart->title);

  return *chart->title == '\0' ? 0 : size * 1.3 * ceil (own / pen->frame.width) + size * 0.7;
}

double
lb_layout_chart_height (const LbPen *pen, const LbBlock *block)
{
  double height = block->height > 0 ? block->height : natural_height (pen, block->chart) + caption_height (pen, block->chart);

  /* On a slide a chart takes what there is. */
  if (pen->kind == LB_STYLE_SLIDE && block->height <= 0)
    height = MAX (height, pen->frame.height - pen->y);
  return MIN (height, pen->frame.height);
}

static void
draw (const LbCanvas *canvas)
{
  static void (*const draws[]) (const LbCanvas *) = {
    [LB_CHART_RANKING] = lb_chart_draw_ranking,   [LB_CHART_TREND] = lb_chart_draw_trend,
    [LB_CHART_DISTRIBUTION] = lb_chart_draw_distribution, [LB_CHART_FUNNEL] = lb_chart_draw_funnel,
    [LB_CHART_AGEING] = lb_chart_draw_ageing,     [LB_CHART_CALENDAR] = lb_chart_draw_calendar,
    [LB_CHART_SCATTER] = lb_chart_draw_scatter};

  draws[canvas->chart->kind] (canvas);
}

static gboolean
has_data (const LbChart *chart)
{
  for (guint i = 0; i < chart->items->len; i++)
    if (!isnan (g_array_index (chart->items, LbChartItem, i).value))
      return TRUE;
  return FALSE;
}

void
lb_layout_chart (LbPen *pen, const LbBlock *block)
{
  const LbChart *chart = block->chart;
  double height = lb_layout_chart_height (pen, block), caption = caption_height (pen, chart);
  double size = pen->kind == LB_STYLE_SLIDE ? 11 : pen->kind == LB_STYLE_DOSSIER ? 8 : 9;

  if (!lb_pen_has_room (pen, height + ABOVE))
    lb_pen_next_page (pen);
  if (pen->y > pen->start)
    pen->y += ABOVE;
  lb_pen_outline (pen, block);
  LbCanvas canvas = {pen, chart, pen->frame.left, lb_pen_page_y (pen), pen->frame.width, height - caption, size};
  if (has_data (chart))
    draw (&canvas);
  else
    lb_canvas_word (&canvas, canvas.left + canvas.width / 2, canvas.top + canvas.height / 2, 0.5, FALSE, "无数据");
  double above = caption_size (pen) * LB_MM_PER_POINT * 0.7;
  if (caption > 0)
    lb_pen_set_box (pen, LB_ROLE_HEI, caption_size (pen), pen->frame.left, pen->frame.width, lb_pen_page_y (pen) + height - caption + above,
                    caption - above, FALSE, chart->title);
  pen->y += height;
}
