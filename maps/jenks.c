/* Natural breaks: the split of sorted values into k classes with the least sum of squares around
 * the class means.
 *
 * Exact, by dynamic programming over the distinct values: best[c][j] = min over i of best[c-1][i] +
 * cost(i, j). The cost satisfies the quadrangle inequality, so the best i never falls as j grows
 * (Wu 1991, "Optimal quantization by matrix searching") and each row is found by divide and
 * conquer: O(k n log n). Of many values few come into question as limits. Where each limit may lie
 * is a window, at first everywhere; a window is cut into steps, and what a split with limit c in a
 * step costs at least is known from the steps alone: values taken out of a class never make it
 * dearer. A step that costs more than some split at hand holds no limit of the best split. A few
 * rounds leave windows of a hundredth of the values, and only these are searched in full.
 */
#include "config.h"
#include "maps/breaks.h"

#include <math.h>

#define STEPS       256
#define MANY        (4 * STEPS) /* below it the full search is as fast */
#define ROUNDS_MOST 8

/* Limit c parts the values before an index from those at it and behind: the index lies in lo … hi. */
typedef struct {
  guint lo, hi;
} Window;

typedef struct {
  guint n, k;
  long double *weight, *sum, *square; /* running sums before an index, of values moved to the middle and scaled */
  Window windows[LB_CLASSES_MAX + 1];
} Search;

/* Sum of squares of the values i … j - 1 around their mean; 0 for none. */
static inline double
cost (const Search *self, guint i, guint j)
{
  if (i >= j)
    return 0;
  long double w = self->weight[j] - self->weight[i];
  long double s = self->sum[j] - self->sum[i];
  long double q = self->square[j] - self->square[i];
  long double spread = q - s * s / w;

  return spread > 0 ? (double) spread : 0;
}

static void
sum_up (Search *self, const LbDistinct *values)
{
  /* Moved to the middle and scaled to 1, so that squares neither overflow nor cancel. */
  double middle = values->value[0] / 2 + values->value[values->n - 1] / 2;
  double half = values->value[values->n - 1] / 2 - values->value[0] / 2;

  for (guint i = 0; i < values->n; i++) {
    long double x = half > 0 ? ((long double) values->value[i] - middle) / half : 0;
    self->weight[i + 1] = self->weight[i] + values->count[i];
    self->sum[i + 1] = self->sum[i] + values->count[i] * x;
    self->square[i + 1] = self->square[i] + values->count[i] * x * x;
  }
}

/* The steps of one window. */
typedef struct {
  guint n;
  guint first[STEPS], last[STEPS]; /* indexes                                                   */
  double front[STEPS];             /* what the classes before a limit in the step cost at least */
  double back[STEPS];              /* and those behind it                                       */
  guint16 before[STEPS];           /* step of the limit before, from which @front comes         */
} Steps;

static void
cut_into_steps (Window window, Steps *steps)
{
  guint64 width = (guint64) window.hi - window.lo + 1;

  steps->n = (guint) MIN (width, STEPS);
  for (guint i = 0; i < steps->n; i++) {
    steps->first[i] = window.lo + (guint) (width * i / steps->n);
    steps->last[i] = window.lo + (guint) (width * (i + 1) / steps->n) - 1;
  }
}

/* Fills front[lo … hi], knowing that their best steps of the limit before lie in from_lo … from_hi. */
static void
bound_front (const Search *self, const Steps *before, Steps *steps, guint lo, guint hi,
             guint from_lo, guint from_hi)
{
  guint mid = lo + (hi - lo) / 2, best = from_lo;

  steps->front[mid] = INFINITY;
  for (guint i = from_lo; i <= from_hi; i++) {
    double bound = before->front[i] + cost (self, before->last[i], steps->first[mid]);
    if (bound < steps->front[mid]) {
      steps->front[mid] = bound;
      best = i;
    }
  }
  steps->before[mid] = (guint16) best;
  if (mid > lo)
    bound_front (self, before, steps, lo, mid - 1, from_lo, best);
  if (mid < hi)
    bound_front (self, before, steps, mid + 1, hi, best, from_hi);
}

/* The same for back, from the limit behind. */
static void
bound_back (const Search *self, const Steps *behind, Steps *steps, guint lo, guint hi,
            guint from_lo, guint from_hi)
{
  guint mid = lo + (hi - lo) / 2, best = from_lo;

  steps->back[mid] = INFINITY;
  for (guint i = from_lo; i <= from_hi; i++) {
    double bound = behind->back[i] + cost (self, steps->last[mid], behind->first[i]);
    if (bound < steps->back[mid]) {
      steps->back[mid] = bound;
      best = i;
    }
  }
  if (mid > lo)
    bound_back (self, behind, steps, lo, mid - 1, from_lo, best);
  if (mid < hi)
    bound_back (self, behind, steps, mid + 1, hi, best, from_hi);
}

/* What the split costs that the least of all bounds comes from: the best one costs no more. */
static double
cost_at_hand (const Search *self, const Steps *steps)
{
  double all = 0;
  guint end = self->n, step = 0;

  for (guint c = self->k; c > 0; c--) {
    step = steps[c].before[step];
    guint begin = MIN (steps[c - 1].first[step], end - 1);
    all += cost (self, begin, end);
    end = begin;
  }
  return all;
}

/* One round. FALSE when it was not worth it. */
static gboolean
narrow (Search *self, Steps *steps)
{
  guint k = self->k;
  gsize width = 0, left = 0;

  for (guint c = 0; c <= k; c++)
    cut_into_steps (self->windows[c], &steps[c]);
  steps[0].front[0] = steps[k].back[0] = 0;
  for (guint c = 1; c <= k; c++)
    bound_front (self, &steps[c - 1], &steps[c], 0, steps[c].n - 1, 0, steps[c - 1].n - 1);
  for (guint c = k; c-- > 0;)
    bound_back (self, &steps[c + 1], &steps[c], 0, steps[c].n - 1, 0, steps[c + 1].n - 1);

  /* The sums are right to some 1e-17 of all squares, which are at most the weight. */
  double most = cost_at_hand (self, steps) * (1 + 1e-12) + (double) self->weight[self->n] * 1e-13;
  for (guint c = 1; c < k; c++) {
    Window *window = &self->windows[c];
    guint first = 0, last = steps[c].n - 1;
    while (first < last && steps[c].front[first] + steps[c].back[first] > most)
      first++;
    while (last > first && steps[c].front[last] + steps[c].back[last] > most)
      last--;
    width += window->hi - window->lo + 1;
    *window = (Window) {MAX (steps[c].first[first], self->windows[c - 1].lo + 1), steps[c].last[last]};
  }
  for (guint c = k; c-- > 1;) {
    self->windows[c].hi = MIN (self->windows[c].hi, self->windows[c + 1].hi - 1);
    left += self->windows[c].hi - self->windows[c].lo + 1;
  }
  return left < width - width / 4 && left > STEPS;
}

/* Rows c - 1 and c of best, and where the last class begins, for the indexes of their windows. */
typedef struct {
  const Search *search;
  Window before_window, now_window;
  double *before, *now;
  guint32 *from;
} Table;

/* Fills now for lo … hi, knowing that their best beginnings lie in from_lo … from_hi. */
static void
fill_row (Table *table, guint lo, guint hi, guint from_lo, guint from_hi)
{
  guint mid = lo + (hi - lo) / 2, best_from = from_lo;
  double best = INFINITY;

  for (guint i = from_lo; i <= MIN (from_hi, mid - 1); i++) {
    double sum = table->before[i - table->before_window.lo] + cost (table->search, i, mid);
    if (sum < best) {
      best = sum;
      best_from = i;
    }
  }
  table->now[mid - table->now_window.lo] = best;
  table->from[mid - table->now_window.lo] = best_from;
  if (mid > lo)
    fill_row (table, lo, mid - 1, from_lo, best_from);
  if (mid < hi)
    fill_row (table, mid + 1, hi, best_from, from_hi);
}

/* The best split within the windows: @ends gets the index behind each class. */
static void
search_windows (const Search *self, guint *ends)
{
  guint k = self->k, widest = 0;
  g_autofree guint32 **from = g_new0 (guint32 *, k + 1);

  for (guint c = 0; c <= k; c++)
    widest = MAX (widest, self->windows[c].hi - self->windows[c].lo + 1);
  g_autofree double *rows = g_new0 (double, 2 * (gsize) widest);
  Table table = {.search = self, .before = rows, .now = rows + widest};
  for (guint c = 1; c <= k; c++) {
    table.before_window = self->windows[c - 1];
    table.now_window = self->windows[c];
    table.from = from[c] = g_new (guint32, table.now_window.hi - table.now_window.lo + 1);
    fill_row (&table, table.now_window.lo, table.now_window.hi, table.before_window.lo,
              table.before_window.hi);
    double *done = table.now;
    table.now = table.before;
    table.before = done;
  }
  ends[k] = self->n;
  for (guint c = k; c > 0; c--) {
    ends[c - 1] = from[c][ends[c] - self->windows[c].lo];
    g_free (from[c]);
  }
}

guint
lb_breaks_jenks (const LbDistinct *values, guint k, double *limits)
{
  gsize n = values->n;
  g_autofree long double *sums = g_new0 (long double, 3 * (n + 1));
  Search search = {values->n, k, sums, sums + n + 1, sums + 2 * (n + 1), {{0}}};
  guint ends[LB_CLASSES_MAX + 1];

  sum_up (&search, values);
  for (guint c = 1; c < k; c++)
    search.windows[c] = (Window) {c, values->n - (k - c)};
  search.windows[k] = (Window) {values->n, values->n};
  if (n > MANY) {
    g_autofree Steps *steps = g_new (Steps, k + 1);
    for (guint round = 0; round < ROUNDS_MOST && narrow (&search, steps); round++)
      continue;
  }
  search_windows (&search, ends);

  limits[0] = values->value[0];
  for (guint c = 1; c <= k; c++)
    limits[c] = values->value[ends[c] - 1];
  return k;
}
