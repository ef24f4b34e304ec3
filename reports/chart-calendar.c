/* Calendar: a square a day, weeks from left to right, Monday above. Five steps of the maps' OrRd palette, whose darkness rises
 * evenly, so that it reads in black and white; a day without data is crossed out. */
#include "config.h"
#include "reports/chart-draw.h"
#include "src/date.h"
#include "src/number.h"

#include <math.h>
#include <stdlib.h>

#define STEPS 5

typedef struct {
  double left, top, side; /* of the squares     */
  int first;              /* Monday before the first day */
  double limits[STEPS];   /* upper ends of the steps; the first above zero */
  LbColour colours[STEPS];
} Calendar;

/* 1970-01-01 was a Thursday; 0 is Monday. */
static int
weekday (int day)
{
  return ((day + 3) % 7 + 7) % 7;
}

static void
find_colours (Calendar *self)
{
  g_autofree LbColour *palette = lb_palette_get ("OrRd", STEPS, FALSE, NULL);

  for (guint i = 0; i < STEPS; i++)
    self->colours[i] = palette != NULL ? palette[i] : lb_grey (0.95 - 0.2 * i);
}

static void
find_limits (const LbCanvas *canvas, Calendar *self)
{
  double most = MAX (lb_chart_largest (canvas->chart), 1e-9);
  LbAxis round = lb_axis_new (0, most, STEPS, canvas->chart->decimals, 0, 1);

  for (guint i = 0; i < STEPS; i++)
    self->limits[i] = i + 1 == STEPS ? MAX (most, round.step * STEPS) : round.step * (i + 1);
}

static void
draw_day (const LbCanvas *canvas, const Calendar *self, const LbChartItem *item)
{
  int day = (int) item->x, week = (day - self->first) / 7;
  double x = self->left + week * self->side, y = self->top + weekday (day) * self->side;
  double size = self->side * 0.88;
  guint step = 0;

  if (isnan (item->value)) {
    lb_pen_box (canvas->pen, x, y, x + size, y + size, LB_FILL_NONE, lb_white, 0.3);
    lb_pen_line (canvas->pen, x, y + size, x + size, y, 0.3, lb_grey (0.5), 0);
    return;
  }
  while (step + 1 < STEPS && item->value > self->limits[step])
    step++;
  lb_pen_box (canvas->pen, x, y, x + size, y + size, LB_FILL_SOLID, item->value == 0 ? lb_white : self->colours[step], 0.3);
}

/* The name of a month stands over the first whole week of it. */
static void
draw_months (const LbCanvas *canvas, const Calendar *self, int last)
{
  double em = canvas->size * LB_MM_PER_POINT, free_from = 0;

  for (int day = self->first; day <= last; day++) {
    g_autofree char *text = lb_day_to_text (day);
    if (text[8] != '0' || text[9] != '1')
      continue;
    g_autofree char *month = g_strdup_printf ("%d月", (text[5] - '0') * 10 + text[6] - '0');
    g_autofree char *year = g_strdup_printf ("%.4s年%s", text, month);
    gboolean january = text[5] == '0' && text[6] == '1';
    int week = (day - self->first) / 7;
    double x = self->left + week * self->side;
    if (x < free_from)
      continue;
    free_from = x + lb_canvas_word (canvas, x, self->top - 0.9 * em, 0, FALSE, january || free_from == 0 ? year : month) + 1;
  }
}

static void
draw_legend (const LbCanvas *canvas, const Calendar *self)
{
  double em = canvas->size * LB_MM_PER_POINT, x = self->left, size = self->side * 0.88;
  double y = self->top + 7 * self->side + 1.4 * em;

  for (int step = -1; step < STEPS; step++) {
    g_autofree char *limit = lb_format_number (step < 0 ? 0 : self->limits[step], canvas->chart->decimals);
    g_autofree char *words = step < 0 ? g_strdup ("0") : g_strconcat ("≤", limit, NULL);
    lb_pen_box (canvas->pen, x, y - size / 2, x + size, y + size / 2, LB_FILL_SOLID, step < 0 ? lb_white : self->colours[step], 0.3);
    x += size + 1 + lb_canvas_word (canvas, x + size + 1, y, 0, FALSE, words) + 3;
  }
  lb_canvas_word (canvas, x, y, 0, FALSE, canvas->chart->unit);
}

void
lb_chart_draw_calendar (const LbCanvas *canvas)
{
  static const char *const names[] = {"一", "二", "三", "四", "五", "六", "日"};
  guint n = canvas->chart->items->len;
  double em = canvas->size * LB_MM_PER_POINT;
  int first = (int) lb_canvas_item (canvas, 0)->x, last = (int) lb_canvas_item (canvas, n - 1)->x;
  Calendar self = {.left = canvas->left + 1.8 * em, .top = canvas->top + 1.8 * em, .first = first - weekday (first)};
  int weeks = (last - self.first) / 7 + 1;

  self.side = MIN ((canvas->width - 1.8 * em) / weeks, (canvas->height - 4.4 * em) / 7);
  find_colours (&self);
  find_limits (canvas, &self);
  for (guint i = 0; i < 7; i++)
    if (self.side > em * 1.05 || i % 2 == 0)
      lb_canvas_word (canvas, self.left - 0.6 * em, self.top + (i + 0.44) * self.side, 1, FALSE, names[i]);
  for (guint i = 0; i < n; i++)
    draw_day (canvas, &self, lb_canvas_item (canvas, i));
  draw_months (canvas, &self, last);
  draw_legend (canvas, &self);
}
