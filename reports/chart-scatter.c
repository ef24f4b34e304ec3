/* Scatter: one disc a region, two indicators, and the names of those that lie farthest out. Names do not cover one another or a
 * disc; one that finds no place is left out. The first mark is an upright limit, the second a level one. */
#include "config.h"
#include "reports/chart-draw.h"
#include "src/number.h"

#include <math.h>
#include <stdlib.h>

#define RADIUS 0.75

typedef struct {
  const LbCanvas *canvas;
  LbAxis x, y;
  double left, right, top, bottom;
  GArray *taken; /* Box */
} Scatter;

typedef struct {
  double left, top, right, bottom;
} Box;

typedef struct {
  guint item;
  double far;
} Outlier;

static gboolean
is_there (const LbChartItem *item)
{
  return !isnan (item->x) && !isnan (item->value);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
middle_of (double *values, guint n)
{
  if (n == 0)
    return 0;
  qsort (values, n, sizeof *values, compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* Median and median deviation of one axis: robust, so that an outlier does not hide another (Rousseeuw and Croux 1993). */
static void
measure_axis (const LbCanvas *self, gboolean horizontal, double *median, double *spread)
{
  g_autofree double *values = g_new (double, self->chart->items->len);
  guint n = 0;

  for (guint i = 0; i < self->chart->items->len; i++)
    if (is_there (lb_canvas_item (self, i)))
      values[n++] = horizontal ? lb_canvas_item (self, i)->x : lb_canvas_item (self, i)->value;
  *median = middle_of (values, n);
  for (guint i = 0; i < n; i++)
    values[i] = fabs (values[i] - *median);
  *spread = middle_of (values, n);
  if (*spread <= 0 && n > 0)
    *spread = values[n - 1] > 0 ? values[n - 1] : 1;
}

static int
compare_outliers (gconstpointer a, gconstpointer b)
{
  const Outlier *p = a, *q = b;

  return p->far != q->far ? (p->far < q->far ? 1 : -1) : (p->item > q->item) - (p->item < q->item);
}

static GArray *
find_outliers (const LbCanvas *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Outlier));
  double median[2], spread[2];

  measure_axis (self, TRUE, &median[0], &spread[0]);
  measure_axis (self, FALSE, &median[1], &spread[1]);
  for (guint i = 0; i < self->chart->items->len; i++) {
    const LbChartItem *item = lb_canvas_item (self, i);
    if (!is_there (item) || *item->label == '\0')
      continue;
    Outlier outlier = {i, hypot ((item->x - median[0]) / spread[0], (item->value - median[1]) / spread[1])};
    g_array_append_val (list, outlier);
  }
  g_array_sort (list, compare_outliers);
  g_array_set_size (list, MIN (list->len, self->chart->named));
  return list;
}

static gboolean
is_free (const Scatter *self, Box box)
{
  if (box.left < self->left || box.right > self->right || box.top < self->top || box.bottom > self->bottom)
    return FALSE;
  for (guint i = 0; i < self->taken->len; i++) {
    const Box *other = &g_array_index (self->taken, Box, i);
    if (box.left < other->right && box.right > other->left && box.top < other->bottom && box.bottom > other->top)
      return FALSE;
  }
  return TRUE;
}

static void
draw_name (Scatter *self, const LbChartItem *item)
{
  static const double sides[][2] = {{1, 0}, {-1, 0}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}};
  double x = lb_axis_at (&self->x, item->x), y = lb_axis_at (&self->y, item->value);
  double width = lb_canvas_measure (self->canvas, item->label), em = self->canvas->size * LB_MM_PER_POINT;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    double left = x + sides[i][0] * (RADIUS + 0.5) - (sides[i][0] < 0 ? width : sides[i][0] > 0 ? 0 : width / 2);
    double middle = y + sides[i][1] * (RADIUS + em * 0.55);
    Box box = {left, middle - em / 2, left + width, middle + em / 2};
    if (!is_free (self, box))
      continue;
    g_array_append_val (self->taken, box);
    lb_canvas_word (self->canvas, left, middle, 0, FALSE, item->label);
    return;
  }
}

static void
draw_axes (const Scatter *self)
{
  const LbCanvas *canvas = self->canvas;
  double em = canvas->size * LB_MM_PER_POINT;

  for (double value = self->y.from; value <= self->y.to + self->y.step / 2; value += self->y.step) {
    g_autofree char *label = lb_axis_dup_label (&self->y, value);
    double y = lb_axis_at (&self->y, value);
    lb_pen_line (canvas->pen, self->left, y, self->right, y, 0.4, lb_grey (0.82), 0);
    lb_canvas_word (canvas, self->left - 0.5 * em, y, 1, FALSE, label);
  }
  for (double value = self->x.from; value <= self->x.to + self->x.step / 2; value += self->x.step) {
    g_autofree char *label = lb_axis_dup_label (&self->x, value);
    double x = lb_axis_at (&self->x, value);
    lb_pen_line (canvas->pen, x, self->top, x, self->bottom, 0.4, lb_grey (0.82), 0);
    lb_canvas_word (canvas, x, self->bottom + em, 0.5, FALSE, label);
  }
  lb_pen_box (canvas->pen, self->left, self->top, self->right, self->bottom, LB_FILL_NONE, lb_white, 0.5);
  lb_canvas_word (canvas, canvas->left, canvas->top + em * 0.6, 0, FALSE, canvas->chart->unit);
  lb_canvas_word (canvas, self->right, self->bottom + 2.4 * em, 1, FALSE, canvas->chart->x_title);
}

static void
draw_limits (const Scatter *self)
{
  const GArray *marks = self->canvas->chart->marks;
  double em = self->canvas->size * LB_MM_PER_POINT;

  for (guint i = 0; i < MIN (marks->len, 2); i++) {
    const LbChartMark *mark = &g_array_index (marks, LbChartMark, i);
    if (isnan (mark->at))
      continue;
    double x = lb_axis_at (&self->x, mark->at), y = lb_axis_at (&self->y, mark->at);
    /* The upright one is named above the plot, the level one at its right end, on paper of its own; names keep off both. */
    double width = lb_canvas_measure (self->canvas, mark->label);
    Box line = {i == 0 ? x - 0.3 : self->left, i == 0 ? self->top : y - 0.3, i == 0 ? x + 0.3 : self->right,
                i == 0 ? self->bottom : y + 0.3};
    g_array_append_val (self->taken, line);
    if (i == 0) {
      lb_pen_line (self->canvas->pen, x, self->top, x, self->bottom, 0.8, lb_black, 3);
      lb_canvas_word (self->canvas, x, self->top - em * 0.8, 0.5, FALSE, mark->label);
      continue;
    }
    Box box = {self->right - width - 1, y - em * 1.4, self->right - 0.4, y - em * 0.2};
    lb_pen_line (self->canvas->pen, self->left, y, self->right, y, 0.8, lb_black, 3);
    lb_pen_box (self->canvas->pen, box.left, box.top, box.right, box.bottom, LB_FILL_SOLID, lb_white, 0);
    lb_canvas_word (self->canvas, self->right - 0.6, y - em * 0.8, 1, FALSE, mark->label);
    g_array_append_val (self->taken, box);
  }
}

static void
find_ranges (const LbCanvas *self, double low[2], double high[2])
{
  for (guint k = 0; k < 2; k++) {
    low[k] = INFINITY;
    high[k] = -INFINITY;
    for (guint i = 0; i < self->chart->items->len; i++) {
      double value = k == 0 ? lb_canvas_item (self, i)->x : lb_canvas_item (self, i)->value;
      if (!is_there (lb_canvas_item (self, i)))
        continue;
      low[k] = MIN (low[k], value);
      high[k] = MAX (high[k], value);
    }
    if (self->chart->marks->len > k && !isnan (g_array_index (self->chart->marks, LbChartMark, k).at)) {
      low[k] = MIN (low[k], g_array_index (self->chart->marks, LbChartMark, k).at);
      high[k] = MAX (high[k], g_array_index (self->chart->marks, LbChartMark, k).at);
    }
  }
}

void
lb_chart_draw_scatter (const LbCanvas *canvas)
{
  double em = canvas->size * LB_MM_PER_POINT, low[2], high[2];
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Box));
  g_autoptr (GArray) outliers = find_outliers (canvas);
  Scatter self = {.canvas = canvas, .left = canvas->left + 4.2 * em, .right = canvas->left + canvas->width - 3,
                  .top = canvas->top + 1.6 * em, .bottom = canvas->top + canvas->height - 3.2 * em, .taken = taken};

  find_ranges (canvas, low, high);
  if (isinf (low[0]))
    return; /* no item has both */
  for (guint k = 0; k < 2; k++) { /* no disc sits on the frame */
    double span = high[k] - low[k];
    low[k] = low[k] >= 0 && low[k] - 0.02 * span < 0 ? low[k] : low[k] - 0.02 * span;
    high[k] += 0.02 * span;
  }
  self.x = lb_axis_new (low[0], high[0], 6, self.canvas->chart->x_decimals, self.left, self.right);
  self.y = lb_axis_new (low[1], high[1], 5, self.canvas->chart->decimals, self.bottom, self.top);
  draw_axes (&self);
  for (guint i = 0; i < canvas->chart->items->len; i++) {
    const LbChartItem *item = lb_canvas_item (canvas, i);
    if (!is_there (item))
      continue;
    double x = lb_axis_at (&self.x, item->x), y = lb_axis_at (&self.y, item->value);
    Box box = {x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS};
    g_array_append_val (taken, box);
    lb_pen_disc (canvas->pen, x, y, RADIUS, lb_grey (0.55), 0.6);
  }
  draw_limits (&self);
  for (guint i = 0; i < outliers->len; i++) {
    const LbChartItem *item = lb_canvas_item (canvas, g_array_index (outliers, Outlier, i).item);
    lb_pen_disc (canvas->pen, lb_axis_at (&self.x, item->x), lb_axis_at (&self.y, item->value), RADIUS, lb_black, 0.6);
    draw_name (&self, item);
  }
}
