#include "config.h"
#include "reports/chart.h"

#include <math.h>

static void
item_clear (gpointer data)
{
  LbChartItem *item = data;

  g_free (item->label);
  g_free (item->group);
}

static void
mark_clear (gpointer data)
{
  g_free (((LbChartMark *) data)->label);
}

LbChart *
lb_chart_new (LbChartKind kind, const char *title, const char *unit)
{
  LbChart *self = g_new0 (LbChart, 1);
  char **words[] = {&self->x_title, &self->series, &self->second, &self->left, &self->right};

  self->kind = kind;
  self->title = g_strdup (title);
  self->unit = g_strdup (unit);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i] = g_strdup ("");
  self->named = 6;
  self->items = g_array_new (FALSE, FALSE, sizeof (LbChartItem));
  g_array_set_clear_func (self->items, item_clear);
  self->marks = g_array_new (FALSE, FALSE, sizeof (LbChartMark));
  g_array_set_clear_func (self->marks, mark_clear);
  return self;
}

void
lb_chart_free (LbChart *self)
{
  g_free (self->title);
  g_free (self->unit);
  g_free (self->x_title);
  g_free (self->series);
  g_free (self->second);
  g_free (self->left);
  g_free (self->right);
  g_array_unref (self->items);
  g_array_unref (self->marks);
  g_free (self);
}

static void
take_item (LbChart *self, LbChartItem item)
{
  g_array_append_val (self->items, item);
}

void
lb_chart_add (LbChart *self, const char *label, double value, double second)
{
  take_item (self, (LbChartItem) {g_strdup (label), g_strdup (""), NAN, NAN, value, second});
}

void
lb_chart_add_at (LbChart *self, const char *label, double x, double x2, double value)
{
  take_item (self, (LbChartItem) {g_strdup (label), g_strdup (""), x, x2, value, NAN});
}

void
lb_chart_set_group (LbChart *self, const char *group)
{
  g_return_if_fail (self->items->len > 0);
  lb_chart_set (&g_array_index (self->items, LbChartItem, self->items->len - 1).group, group);
}

void
lb_chart_add_mark (LbChart *self, double at, const char *label)
{
  LbChartMark mark = {at, g_strdup (label)};

  g_array_append_val (self->marks, mark);
}

void
lb_chart_set (char **word, const char *text)
{
  char *old = *word;

  *word = g_strdup (text);
  g_free (old);
}
