/* Charts: the numbers of indicators and lists in the order in which a chart shows them. */
#include "config.h"
#include "reports/disclosure.h"
#include "reports/template-compose.h"
#include "src/date.h"
#include "src/i18n.h"

#include <math.h>

/* Bins of a distribution, at most. */
#define MOST_BINS 16
/* Beyond this share of the numbers lies a tail; it gets a bin of its own when the rest would crowd into half the axis. */
#define BODY_SHARE 0.9

static gint32
end_of_month (int year, int month)
{
  return lb_day_from_ymd (year, month, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
}

/* Notes a number of an indicator that the chart shows, and gives it back; NAN where there is none or it is not told. */
static double
tell (LbComposer *self, const LbFigureTable *table, LbWhen when, guint region)
{
  double value;
  g_autofree char *text G_GNUC_UNUSED = lb_filler_tell (&self->filler, table, when, LB_FIELD_VALUE, region, &value);

  return value;
}

static gboolean
is_hidden (const LbComposer *self, const LbFigureTable *table, LbWhen when, guint region)
{
  return lb_figures_hides (self->filler.figures, table, when, LB_FIELD_VALUE, region);
}

static void
fill_ranking (LbComposer *self, LbChart *chart, const LbTemplateLine *line, const GArray *regions)
{
  const LbFigures *figures = self->filler.figures;
  const LbFigureTable *table = lb_figures_find (figures, line->selection->indicator);
  gboolean change = line->selection->when == LB_WHEN_CHANGE, compared = table->then != NULL && !change;

  chart->numbered = table->now->indicator->better != LB_BETTER_NONE && !change;
  chart->cut = compared && table->now->indicator->form == LB_FORM_RATIO;
  if (compared) {
    g_autofree char *now = lb_day_to_text (figures->as_of), *then = lb_day_to_text (figures->since);
    lb_chart_set (&chart->series, now);
    lb_chart_set (&chart->second, then);
  }
  for (guint i = 0; i < regions->len && (line->selection->most == 0 || i < line->selection->most); i++) {
    guint region = g_array_index (regions, guint, i);
    if (is_hidden (self, table, line->selection->when, region)) /* stands in no order */
      continue;
    double value = tell (self, table, line->selection->when, region);
    double before = compared ? tell (self, table, LB_WHEN_THEN, region) : NAN;
    lb_chart_add (chart, lb_region_tree_get (figures->regions, region)->name, value, before);
  }
  double whole = table->now->indicator->form == LB_FORM_RATIO && !change ? tell (self, table, LB_WHEN_NOW, self->filler.here) : NAN;
  if (!isnan (whole)) {
    g_autofree char *text = lb_format_number (whole, table->now->indicator->decimals);
    g_autofree char *label = g_strconcat ("合计 ", text, NULL);
    lb_chart_add_mark (chart, whole, label);
  }
}

/* The width of a bin: 1, 2, 3 or 5 times a power of ten, so that at most MOST_BINS cover @span; of those the first that
 * @limit is a multiple of, where there is one. */
static double
bin_width (double span, double least, double limit)
{
  static const double steps[] = {1, 2, 3, 5};
  double otherwise = 0;

  for (double power = least; power < 1e12; power *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
      double width = steps[i] * power;
      if (span / width > MOST_BINS - 1)
        continue;
      if (isnan (limit) || fabs (remainder (limit, width)) < 1e-9 * width)
        return width;
      otherwise = otherwise == 0 ? width : otherwise;
      if (width > 3 * otherwise)
        return otherwise;
    }
  return MAX (span, least);
}

static gboolean
is_time_limit (const LbTemplateLine *line)
{
  return line->rule != NULL && g_str_has_prefix (line->rule, "limits.");
}

/* The limit that the template gives, how many days a time limit of the rule set comes to on the report's day, or a number of the rule set; NAN:
 * none. */
static double
limit_of (const LbComposer *self, const LbTemplateLine *line)
{
  const LbFigures *figures = self->filler.figures;
  double limit = NAN;

  if (line->rule == NULL || figures->rule_set == NULL)
    return line->limit;
  if (!is_time_limit (line)) {
    lb_rules_get_number (figures->rule_set, line->rule, figures->as_of, &limit);
    return limit;
  }
  gint32 last = lb_rules_limit_day (figures->rule_set, figures->as_of, line->rule);
  return last == LB_DAY_NONE ? NAN : last - figures->as_of;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Where the bins end: at the highest number, or where a long thin tail begins. The limit stays among the bins. */
static double
find_end (const GArray *sorted, double limit)
{
  double low = g_array_index (sorted, double, 0), high = g_array_index (sorted, double, sorted->len - 1);
  double body = g_array_index (sorted, double, (guint) (BODY_SHARE * (sorted->len - 1)));
  double end = isnan (limit) ? body : MAX (body, limit + (limit - low) / 2);

  return sorted->len < 20 || high - low <= 2 * (end - low) ? high : end;
}

/* How many numbers lie in (@from, @to]. */
static guint
count_within (const GArray *sorted, double from, double to)
{
  guint n = 0;

  for (guint i = 0; i < sorted->len; i++)
    n += g_array_index (sorted, double, i) > from && g_array_index (sorted, double, i) <= to;
  return n;
}

/* Notes how many numbers lie in (@low, @high] and how they are told; @tells: their count, or their share. */
static void
note_bin (LbComposer *self, LbTemplateUse use, LbTells tells, double low, double high, const char *text)
{
  use.tells = tells;
  use.region = self->filler.here;
  use.day = LB_DAY_NONE;
  use.low = low;
  use.high = high;
  use.decimals = tells == LB_TELLS_SHARE ? 2 : 0;
  lb_filler_note (&self->filler, use, text);
}

/* (transfer full): "限内1456户，占96.42%" */
static char *
tell_share (LbComposer *self, LbTemplateUse use, const char *words, const GArray *sorted, double low, double high, const char *unit)
{
  guint n = count_within (sorted, low, high);
  g_autofree char *count = g_strdup_printf ("%u", n), *share = lb_format_number (100.0 * n / sorted->len, 2);

  note_bin (self, use, LB_TELLS_BIN, low, high, count);
  note_bin (self, use, LB_TELLS_SHARE, low, high, share);
  return g_strdup_printf ("%s%s%s，占%s%%", words, count, unit, share);
}

static void
add_limit (LbComposer *self, LbChart *chart, const GArray *sorted, double limit, LbTemplateUse use)
{
  g_autofree char *text = lb_number_to_text (limit), *label = g_strconcat ("限 ", text, NULL);
  g_autofree char *left = tell_share (self, use, "限内", sorted, -INFINITY, limit, chart->unit);
  g_autofree char *right = tell_share (self, use, "超限", sorted, limit, INFINITY, chart->unit);

  lb_chart_add_mark (chart, limit, label);
  lb_chart_set (&chart->left, left);
  lb_chart_set (&chart->right, right);
}

/* A bar from @from to @to for the numbers in (@low, @high]. */
static void
add_bin (LbComposer *self, LbChart *chart, const char *label, double from, double to, const GArray *sorted, double low, double high,
         LbTemplateUse use)
{
  guint n = count_within (sorted, low, high);
  g_autofree char *text = g_strdup_printf ("%u", n);

  lb_chart_add_at (chart, label, from, to, n);
  note_bin (self, use, LB_TELLS_BIN, low, high, text);
}

/* Bins are closed above, the first below too, so that what just keeps a limit lies within it. @use: of what they are made. */
static void
fill_distribution (LbComposer *self, LbChart *chart, double limit, GArray *numbers, LbTemplateUse use)
{
  g_array_sort (numbers, compare_numbers);
  double low = g_array_index (numbers, double, 0), high = g_array_index (numbers, double, numbers->len - 1);
  double end = find_end (numbers, limit), width = bin_width (end - low, chart->decimals > 0 ? 0.01 : 1, limit);
  double first = MAX (ceil (low / width) - 1, low >= 0 ? 0 : -INFINITY) * width, at = first;

  for (guint bin = 0; bin <= MOST_BINS && at < end - 1e-9 * width; bin++, at = first + bin * width) {
    g_autofree char *label = lb_format_number (at, width < 1 ? 2 : 0);
    add_bin (self, chart, label, at, at + width, numbers, bin == 0 ? -INFINITY : at, at + width, use);
  }
  if (chart->items->len == 0) /* all are zero */
    add_bin (self, chart, "0", 0, width, numbers, -INFINITY, INFINITY, use);
  else if (at < high) {
    g_autofree char *text = lb_number_to_text (at), *label = g_strconcat ("＞", text, NULL);
    chart->tail = TRUE;
    add_bin (self, chart, label, at, at + MAX (width, (at - first) / 8), numbers, at, INFINITY, use);
  }
  if (!isnan (limit))
    add_limit (self, chart, numbers, limit, use);
}

/* The values of a trend's days; those not told are NAN. */
static double *
tell_days (LbComposer *self, const LbFigureTable *table, const gint32 *days, guint n, gboolean *hidden)
{
  const LbFigures *figures = self->filler.figures;
  g_autofree gboolean *own = g_new0 (gboolean, n);
  double *values = g_new (double, n);

  if (figures->disclosure != NULL)
    lb_disclosure_hide_days (figures->disclosure, table, self->filler.here, days, n, own);
  for (guint i = 0; i < n; i++) {
    const LbIndicator *indicator = table->now->indicator;
    LbTemplateUse use = {.tells = LB_TELLS_FIGURE, .indicator = indicator->id, .field = LB_FIELD_VALUE, .region = self->filler.here,
                         .decimals = indicator->decimals, .day = days[i], .hidden = own[i]};
    values[i] = own[i] ? NAN : lb_figures_get_values_on (table, days[i])[self->filler.here];
    g_autofree char *text = own[i]              ? g_strdup (LB_HIDDEN_MARK)
                            : isnan (values[i]) ? g_strdup ("—")
                                                : lb_format_number (values[i], indicator->decimals);
    lb_filler_note (&self->filler, use, text);
    hidden[i] = hidden[i] || own[i];
  }
  return values;
}

static void
fill_trend (LbComposer *self, LbChart *chart, const LbTemplateLine *line)
{
  const LbFigures *figures = self->filler.figures;
  const LbFigureTable *first = lb_figures_find (figures, line->indicator);
  const LbFigureTable *second = line->second == NULL ? NULL : lb_figures_find (figures, line->second);
  int year, month;

  lb_day_to_ymd (figures->as_of, &year, &month, NULL);
  /* A single line is named by the title. */
  lb_chart_set (&chart->series, second == NULL ? "" : first->now->indicator->name);
  lb_chart_set (&chart->second, second == NULL ? "" : second->now->indicator->name);
  chart->lines = first->now->indicator->form == LB_FORM_RATIO;
  guint n = line->n;
  g_autofree gint32 *days = g_new (gint32, n);
  g_autofree gboolean *hidden = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++) {
    int months = year * 12 + month - (int) (n - i);
    days[i] = MIN (end_of_month (months / 12, months % 12 + 1), figures->as_of);
  }
  g_autofree double *values = tell_days (self, first, days, n, hidden);
  g_autofree double *others = second == NULL ? NULL : tell_days (self, second, days, n, hidden);
  for (guint i = 0; i < n; i++) {
    int months = year * 12 + month - (int) (n - i);
    g_autofree char *label = g_strdup_printf ("%d月%s", months % 12 + 1, hidden[i] ? LB_HIDDEN_MARK : "");
    g_autofree char *group = g_strdup_printf ("%d年", months / 12);
    lb_chart_add (chart, label, values[i], others == NULL ? NAN : others[i]);
    lb_chart_set_group (chart, group);
    if (figures->since != LB_DAY_NONE && days[i] >= figures->since && i > 0 && chart->marks->len == 0)
      lb_chart_add_mark (chart, i, "基期");
  }
}

static void
fill_scatter (LbComposer *self, LbChart *chart, const LbTemplateLine *line, const GArray *regions)
{
  const LbFigureTable *across = lb_figures_find (self->filler.figures, line->selection->indicator);
  const LbFigureTable *up = lb_figures_find (self->filler.figures, line->second);
  g_autofree char *x_title = g_strdup_printf ("%s（%s）", across->now->indicator->name, across->now->indicator->unit);

  lb_chart_set (&chart->x_title, x_title);
  lb_chart_set (&chart->series, up->now->indicator->name);
  lb_chart_set (&chart->unit, up->now->indicator->unit);
  chart->decimals = up->now->indicator->decimals;
  chart->x_decimals = across->now->indicator->decimals;
  chart->named = 6;
  for (guint i = 0; i < regions->len; i++) {
    guint region = g_array_index (regions, guint, i);
    double x = tell (self, across, LB_WHEN_NOW, region), y = tell (self, up, LB_WHEN_NOW, region);
    if (!isnan (x) && !isnan (y))
      lb_chart_add_at (chart, lb_region_tree_get (self->filler.figures->regions, region)->name, x, 0, y);
  }
}

/* The columns of a list that a chart reads: the first of text or dates, and the first two of numbers; −1: not there. */
static void
find_columns (const LbList *list, int *label, int *value, int *second)
{
  *label = *value = *second = -1;
  for (int i = 0; i < (int) list->columns->len; i++) {
    const LbListColumn *column = &g_array_index (list->columns, LbListColumn, (guint) i);
    if (column->hidden)
      continue;
    if (column->kind != LB_CELL_NUMBER)
      *label = *label < 0 ? i : *label;
    else if (*value < 0)
      *value = i;
    else if (*second < 0)
      *second = i;
  }
}

/* Notes column @column (−1: none) of a row and gives it back. */
static double
tell_cell (LbComposer *self, const LbList *list, const LbListRow *row, guint number, int column)
{
  if (column < 0)
    return NAN;
  const LbListColumn *own = &g_array_index (list->columns, LbListColumn, (guint) column);
  LbTemplateUse use = {.tells = LB_TELLS_CELL, .list = list->id, .head = own->head, .row = number, .region = self->filler.here,
                       .decimals = own->decimals, .day = LB_DAY_NONE};

  lb_filler_note (&self->filler, use, row->cells[column]);
  return row->numbers[column];
}

static gboolean
fill_from_list (LbComposer *self, LbChart *chart, const LbTemplateLine *line, gboolean *withheld, GError **error)
{
  const LbList *list;
  g_autoptr (GPtrArray) rows =
    lb_filler_rows (&self->filler, line->selection->list, line->line, line->column, &list, error);
  int label, value, second;

  if (rows == NULL)
    return FALSE;
  if (rows->len > 0 && lb_composer_withholds (self, line, list, rows)) {
    *withheld = TRUE;
    lb_composer_say_withheld (self, chart->title, list, rows->len);
    return TRUE;
  }
  find_columns (list, &label, &value, &second);
  if (value < 0 || (label < 0 && chart->kind != LB_CHART_DISTRIBUTION)) {
    lb_template_set_error (self->filler.template, line->line, line->column, error,
                           _ ("the list “%s” has no column of numbers for a chart"), list->id);
    return FALSE;
  }
  lb_chart_set (&chart->series, g_array_index (list->columns, LbListColumn, (guint) value).head);
  if (second >= 0)
    lb_chart_set (&chart->second, g_array_index (list->columns, LbListColumn, (guint) second).head);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < rows->len; i++) {
    const LbListRow *row = g_ptr_array_index (rows, i);
    double number = row->numbers[value];
    if (chart->kind == LB_CHART_DISTRIBUTION) {
      if (!isnan (number))
        g_array_append_val (numbers, number);
      continue;
    }
    number = tell_cell (self, list, row, i, value);
    if (chart->kind == LB_CHART_CALENDAR)
      lb_chart_add_at (chart, "", row->numbers[label], 0, number);
    else
      lb_chart_add (chart, row->cells[label], number, tell_cell (self, list, row, i, second));
  }
  LbTemplateUse use = {.list = list->id, .head = g_array_index (list->columns, LbListColumn, (guint) value).head};
  if (numbers->len > 0)
    fill_distribution (self, chart, limit_of (self, line), numbers, use);
  return TRUE;
}

static gboolean
fill_from_regions (LbComposer *self, LbChart *chart, const LbTemplateLine *line, gboolean *withheld G_GNUC_UNUSED, GError **error)
{
  const LbFigures *figures = self->filler.figures;
  g_autoptr (GArray) regions = lb_filler_regions (&self->filler, line->selection, error);
  if (regions == NULL)
    return FALSE;

  const LbFigureTable *table = lb_figures_find (figures, line->selection->indicator);
  lb_chart_set (&chart->unit, table->now->indicator->unit);
  chart->decimals = table->now->indicator->decimals;
  if (chart->kind == LB_CHART_RANKING)
    fill_ranking (self, chart, line, regions);
  else if (chart->kind == LB_CHART_SCATTER)
    fill_scatter (self, chart, line, regions);
  else {
    g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
    for (guint i = 0; i < regions->len; i++) {
      guint region = g_array_index (regions, guint, i);
      double value = table->now->value[region];
      if (!isnan (value) && !is_hidden (self, table, LB_WHEN_NOW, region))
        g_array_append_val (numbers, value);
    }
    LbTemplateUse use = {.indicator = table->now->indicator->id,
                         .level = line->selection->below ? lb_figures_below (figures, self->filler.here) : line->selection->level};
    lb_chart_set (&chart->x_title, table->now->indicator->unit);
    lb_chart_set (&chart->unit, "个");
    if (numbers->len > 0)
      fill_distribution (self, chart, limit_of (self, line), numbers, use);
    chart->decimals = 0;
  }
  return TRUE;
}

static gboolean
check_indicator (LbComposer *self, const LbTemplateLine *line, const char *id, GError **error)
{
  return id == NULL || lb_filler_table (&self->filler, id, LB_WHEN_NOW, line->line, line->column, error) != NULL;
}

gboolean
lb_composer_chart (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  g_autofree char *title = lb_composer_title (self, line, "F", error);
  if (title == NULL || !check_indicator (self, line, line->indicator, error) ||
      !check_indicator (self, line, line->second, error))
    return FALSE;

  if (is_time_limit (line) && isnan (limit_of (self, line))) {
    lb_template_set_error (self->filler.template, line->line, line->column, error, _ ("the rule set has no time limit “%s”"), line->rule);
    return FALSE;
  }
  g_autoptr (LbChart) chart = lb_chart_new ((LbChartKind) line->word, title, "");
  gboolean withheld = FALSE;
  if (line->selection == NULL) {
    const LbIndicator *indicator = lb_figures_find (self->filler.figures, line->indicator)->now->indicator;
    lb_chart_set (&chart->unit, indicator->unit);
    chart->decimals = indicator->decimals;
    fill_trend (self, chart, line);
  } else if (!(line->selection->list != NULL ? fill_from_list : fill_from_regions) (self, chart, line, &withheld, error))
    return FALSE;
  if (withheld)
    return TRUE;
  if (chart->items->len == 0 && self->filler.figures->disclosure != NULL) {
    g_autofree char *text = g_strconcat (title, "：没有可以公布的数字，公开版不列。", NULL);
    lb_composer_add (self, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, text);
    return TRUE;
  }
  if (chart->items->len == 0) {
    lb_composer_say_empty (self, title);
    return TRUE;
  }
  LbBlock *block = lb_composer_add (self, LB_BLOCK_CHART, LB_ROLE_SONG, NULL);
  block->chart = g_steal_pointer (&chart);
  if (self->depth == 0)
    lb_block_set_outline (block, title, 2);
  return TRUE;
}
