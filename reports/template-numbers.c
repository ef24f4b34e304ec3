/* Numbers become words: as printed, as a change, or as what stands for a number that may not be told; each is noted. */
#include "config.h"
#include "reports/list-public.h"
#include "reports/template-private.h"

#include <math.h>
#include <string.h>

static int
decimals_of (const LbReference *reference, LbField field, const LbFigureTable *table)
{
  if (reference->decimals >= 0)
    return reference->decimals;
  return field == LB_FIELD_VALUE ? table->now->indicator->decimals : 0;
}

static const char *
direction_word (LbSay say, double change)
{
  static const char *const words[][2] = {
    [LB_SAY_RATE] = {"提高", "下降"}, [LB_SAY_COUNT] = {"增加", "减少"}, [LB_SAY_NET] = {"净增", "净减"},
    [LB_SAY_ARROW] = {"↑", "↓"}};

  return words[say][change < 0];
}

void
lb_filler_note (LbFiller *self, LbTemplateUse use, const char *text)
{
  if (self->uses == NULL)
    return;
  use.text = g_strdup (text);
  g_array_append_val (self->uses, use);
}

char *
lb_filler_tell (LbFiller *self, const LbFigureTable *table, LbWhen when, LbField field, guint region, double *value)
{
  const LbIndicator *indicator = table->now->indicator;
  LbTemplateUse use = {.tells = LB_TELLS_FIGURE, .indicator = indicator->id, .when = when, .field = field, .region = region,
                       .decimals = field == LB_FIELD_VALUE ? indicator->decimals : 0, .day = LB_DAY_NONE};

  use.hidden = lb_figures_hides (self->figures, table, when, field, region);
  *value = use.hidden ? NAN : lb_figures_get (self->figures, table, when, field, region);
  char *text = use.hidden      ? g_strdup (LB_HIDDEN_MARK)
               : isnan (*value) ? g_strdup (LB_NO_DATA)
                                : lb_format_number (fabs (*value), use.decimals);
  lb_filler_note (self, use, text);
  return text;
}

/* Counts that are not told: 不足5 where the report is about them and nothing else is known, so 若干 beside others. */
static char *
dup_hidden_count (LbFiller *self, gboolean small)
{
  return small ? g_strdup_printf ("不足%u", lb_disclosure_get_small_cell (self->figures->disclosure)) : g_strdup ("若干");
}

/* (transfer full): the words for a figure that is not told; @unit of the words behind it goes too. */
static char *
dup_hidden_words (LbFiller *self, const LbReference *reference, LbField field, const LbFigureTable *table, guint region)
{
  const LbIndicator *indicator = table->now->indicator;
  gboolean rate = field == LB_FIELD_RANK || (field == LB_FIELD_VALUE && indicator->form == LB_FORM_RATIO);

  if (self->marks || self->terse)
    return g_strdup (LB_HIDDEN_MARK);
  if (reference->when == LB_WHEN_CHANGE)
    return g_strdup ("变化未公布");
  if (rate) {
    self->unit = field == LB_FIELD_RANK ? "" : indicator->unit;
    return g_strdup ("（未公布）");
  }
  double number = lb_figures_get (self->figures, table, reference->when, field, region);
  return dup_hidden_count (self, region == self->figures->region && field != LB_FIELD_PERSONS &&
                                   lb_disclosure_is_small (self->figures->disclosure, number));
}

void
lb_filler_figure (LbFiller *self, GString *out, const LbReference *reference, LbField field, const LbFigureTable *table,
              guint region)
{
  double value = lb_figures_get (self->figures, table, reference->when, field, region);
  int decimals = decimals_of (reference, field, table);
  LbTemplateUse use = {.tells = LB_TELLS_FIGURE, .indicator = table->now->indicator->id, .when = reference->when, .field = field,
                       .region = region, .decimals = decimals, .day = LB_DAY_NONE};
  gboolean said = reference->say != LB_SAY_PLAIN && !isnan (value);

  /* The county stands in no ranking of its townships. */
  if (field == LB_FIELD_RANK && region == self->here && self->marks)
    value = NAN;
  if (lb_figures_hides (self->figures, table, reference->when, field, region) && !(field == LB_FIELD_RANK && isnan (value))) {
    g_autofree char *words = dup_hidden_words (self, reference, field, table, region);
    use.hidden = TRUE;
    lb_filler_note (self, use, words);
    g_string_append (out, words);
    return;
  }
  g_autofree char *text = isnan (value) ? g_strdup (LB_NO_DATA) : lb_format_number (said ? fabs (value) : value, decimals);
  lb_filler_note (self, use, text);
  if (!said)
    g_string_append_printf (out, "%s%s", text,
                            self->marks && field == LB_FIELD_VALUE && reference->when == LB_WHEN_NOW && !isnan (value) &&
                              lb_figures_is_small (table, region) ? "*" : "");
  else if (strpbrk (text, "123456789") == NULL)
    g_string_append (out, reference->say == LB_SAY_ARROW ? text : "持平");
  else
    g_string_append_printf (out, "%s%s%s", direction_word (reference->say, value), text, reference->unit);
}

/* 366户1053人; of households that are too few persons are not spoken of. */
void
lb_filler_pair (LbFiller *self, GString *out, const LbReference *reference, const LbFigureTable *table, guint region)
{
  gsize before = out->len;

  lb_filler_figure (self, out, reference, LB_FIELD_NUMERATOR, table, region);
  g_string_append (out, "户");
  if (g_str_has_prefix (out->str + before, "不足"))
    return;
  lb_filler_figure (self, out, reference, LB_FIELD_PERSONS, table, region);
  g_string_append (out, "人");
}

void
lb_filler_cell (LbFiller *self, GString *out, const LbList *list, const LbListRow *row, guint at, guint number)
{
  const LbListColumn *column = &g_array_index (list->columns, LbListColumn, at);
  LbTemplateUse use = {.tells = LB_TELLS_CELL, .list = list->id, .head = column->head, .row = number, .region = self->here,
                       .decimals = column->decimals, .day = LB_DAY_NONE, .hidden = row->hidden && column->kind == LB_CELL_NUMBER};
  const char *text = !row->hidden || column->kind != LB_CELL_NUMBER ? row->cells[at] : self->marks || self->terse ? LB_HIDDEN_MARK : "若干";

  lb_filler_note (self, use, text);
  g_string_append (out, text);
}

void
lb_filler_sum (LbFiller *self, GString *out, const LbList *list, const GPtrArray *rows, guint at)
{
  const LbListColumn *column = &g_array_index (list->columns, LbListColumn, at);
  LbTemplateUse use = {.tells = LB_TELLS_SUM, .list = list->id, .head = column->head, .region = self->here,
                       .decimals = column->decimals, .day = LB_DAY_NONE};
  LbSumHidden why = LB_SUM_SHOWN;
  double sum = 0;

  for (guint i = 0; i < rows->len; i++) {
    double number = ((const LbListRow *) g_ptr_array_index (rows, i))->numbers[at];
    sum += isnan (number) ? 0 : number;
  }
  if (self->figures->disclosure != NULL && !self->deciding)
    why = lb_list_hides_sum (list, rows, at, self->figures->disclosure);
  g_autofree char *text = why != LB_SUM_SHOWN ? dup_hidden_count (self, why == LB_SUM_SMALL)
                          : rows->len == 0    ? g_strdup (LB_NO_DATA)
                                              : lb_format_number (sum, column->decimals);
  use.hidden = why != LB_SUM_SHOWN;
  lb_filler_note (self, use, text);
  g_string_append (out, text);
}

void
lb_filler_length (LbFiller *self, GString *out, const LbList *list, guint rows)
{
  LbTemplateUse use = {.tells = LB_TELLS_ROWS, .list = list->id, .region = self->here, .day = LB_DAY_NONE};

  use.hidden = self->figures->disclosure != NULL && !self->deciding && lb_list_hides_length (list, rows, self->figures->disclosure);
  g_autofree char *text = use.hidden ? dup_hidden_count (self, TRUE) : g_strdup_printf ("%u", rows);
  lb_filler_note (self, use, text);
  g_string_append (out, text);
}
