/* chart-draw.h - what the charts share: the box, axes with round numbers, words; private to lay out */
#pragma once
#include "reports/layout-private.h"

/* Where a chart is drawn: the pen's page, a box in mm, the sizes of its type. */
typedef struct {
  LbPen *pen;
  const LbChart *chart;
  double left, top, width, height;
  double size; /* pt of its words */
} LbCanvas;

static inline const LbChartItem *
lb_canvas_item (const LbCanvas *self, guint i)
{
  return &g_array_index (self->chart->items, LbChartItem, i);
}

/* A scale from value to mm with round steps. */
typedef struct {
  double from, to, step; /* values at its ends, and between ticks */
  double a, b;           /* mm at its ends                         */
} LbAxis;

/* Round steps from @low to @high, about @ticks of them, none finer than @decimals: there is no quarter of a household. */
LbAxis lb_axis_new (double low, double high, guint ticks, int decimals, double a, double b);
double lb_axis_at (const LbAxis *self, double value);
/* (transfer full): "0", "2.5", without needless decimals. */
char  *lb_axis_dup_label (const LbAxis *self, double value);

double lb_canvas_measure (const LbCanvas *self, const char *text);
/* Words whose middle is at height @y; @align as lb_pen_write(). Returns the width. */
double lb_canvas_word (const LbCanvas *self, double x, double y, double align, gboolean strong, const char *text);
/* Level lines of an upright axis with its figures on the left and the unit above them. */
void   lb_canvas_draw_levels (const LbCanvas *self, const LbAxis *axis, double left, double right);
/* A value as the chart writes it; — without data. (transfer full) */
char  *lb_canvas_dup_value (const LbCanvas *self, double value);
/* The largest of the values and seconds; 0 when there are none. */
double lb_chart_largest (const LbChart *chart);

void   lb_chart_draw_ranking (const LbCanvas *self);
void   lb_chart_draw_trend (const LbCanvas *self);
void   lb_chart_draw_distribution (const LbCanvas *self);
void   lb_chart_draw_funnel (const LbCanvas *self);
void   lb_chart_draw_ageing (const LbCanvas *self);
void   lb_chart_draw_calendar (const LbCanvas *self);
void   lb_chart_draw_scatter (const LbCanvas *self);
