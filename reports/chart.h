/* chart.h - what a chart shows: plain numbers and labels
 *
 * A chart knows nothing of projects, cubes or regions; the caller hands it numbers in the order in which they shall stand. It is
 * drawn with lines, boxes, discs and type of the page, in black, greys and hatch, so that it reads in black and white.
 * Bars begin at zero; where the axis is cut, dots stand for bars. No data (NAN) leaves a gap and is said, never drawn
 * as zero. Plain values, used by one thread at a time.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LB_CHART_RANKING,      /* a row an item: bar of @value, or @second → @value as hollow and full dot; figures on the right   */
  LB_CHART_TREND,        /* an item a period: bars of @value and @second, or lines; marks are dates, shaded between the two  */
  LB_CHART_DISTRIBUTION, /* an item a bin from @x to @x2: bars of @value; the limit parts grey from black                    */
  LB_CHART_FUNNEL,       /* an item a step: centred bars of @value, share of the first and of the step before                */
  LB_CHART_AGEING,       /* an item an age: upright bars of @value, upon them @second (overdue) in black                      */
  LB_CHART_CALENDAR,     /* an item a day (@x: days since 1970-01-01): a square a day, weeks across; darker is more          */
  LB_CHART_SCATTER,      /* an item a disc at (@x, @value); those that lie farthest out are named                            */
} LbChartKind;

typedef struct {
  char *label;          /* "" when there is none                                             */
  char *group;          /* trend: the year below its periods; scatter: not read              */
  double x, x2;         /* see above                                                         */
  double value, second; /* NAN: no data                                                      */
} LbChartItem;

/* A line across the chart: a date of a trend (@at: periods from the left edge), a limit of a distribution or scatter (@at on
 * the axis), what the whole county comes to in a ranking. */
typedef struct {
  double at;
  char *label;
} LbChartMark;

typedef struct {
  LbChartKind kind;
  char *title;        /* the caption below: 图2　新识别与风险消除户数                          */
  char *unit;         /* of the values; "" when there is none                               */
  char *x_title;      /* what the horizontal axis counts; "" when there is none               */
  char *series, *second; /* names of @value and @second for the legend; "" when there is none */
  char *left, *right; /* words beside the limit of a distribution, before and beyond it       */
  int decimals;       /* of the values as written                                             */
  int x_decimals;     /* scatter: of the horizontal axis                                      */
  gboolean cut;       /* ranking: the axis need not begin at zero; dots instead of bars       */
  gboolean numbered;  /* ranking: ranks stand before the labels; equal values share one       */
  gboolean lines;     /* trend: lines instead of bars                                         */
  gboolean tail;      /* distribution: the last bin holds all beyond it and stands apart       */
  guint named;        /* scatter: how many outliers are named at the most                     */
  GArray *items;      /* LbChartItem                                                          */
  GArray *marks;      /* LbChartMark                                                          */
} LbChart;

/* (transfer full): without items, words "", no decimals. Copies @title and @unit. */
LbChart *lb_chart_new (LbChartKind kind, const char *title, const char *unit);
void     lb_chart_free (LbChart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbChart, lb_chart_free)

/* Copies @label. @second NAN: none. */
void lb_chart_add (LbChart *self, const char *label, double value, double second);
/* The same with a place on the horizontal axis; @x2 is read by distributions only. */
void lb_chart_add_at (LbChart *self, const char *label, double x, double x2, double value);
/* Names the group of the item added last. */
void lb_chart_set_group (LbChart *self, const char *group);
void lb_chart_add_mark (LbChart *self, double at, const char *label);
/* Replaces one of the words: lb_chart_set (&chart->series, "新识别"). */
void lb_chart_set (char **word, const char *text);

G_END_DECLS
