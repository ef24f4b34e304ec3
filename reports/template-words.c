/* References become words: numbers in the indicator's decimals, dates as 年月日, changes as 提高 or 降低. */
#include "config.h"
#include "reports/list-public.h"
#include "reports/template-private.h"
#include "src/date.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

static char *
date_words (gint32 day)
{
  int year, month, mday;

  if (day == LB_DAY_NONE)
    return g_strdup ("");
  lb_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%d年%d月%d日", year, month, mday);
}

const LbFigureTable *
lb_filler_table (LbFiller *self, const char *indicator, LbWhen when, guint line, guint column, GError **error)
{
  gboolean facet = g_str_equal (indicator, LB_FACET) || g_str_equal (indicator, "facet");
  const char *id = facet && self->facet != NULL ? self->facet : indicator;
  const LbFigureTable *table = lb_figures_find (self->figures, id);

  if (table == NULL)
    lb_template_set_error (self->template, line, column, error,
                           _ ("there is no indicator “%s”; “lookback indicators” lists them"), id);
  else if (when != LB_WHEN_NOW && table->then == NULL) {
    lb_template_set_error (self->template, line, column, error,
                           _ ("this needs a date to compare with; put it between “@若 {基期}” and “@完”, or give "
                              "--since"));
    return NULL;
  }
  return table;
}

static const LbFigureTable *
table_of (LbFiller *self, const LbReference *reference, GError **error)
{
  return lb_filler_table (self, reference->indicator, reference->when, reference->line, reference->column, error);
}

/* The region that a word is about where no place is named: the row's, else the one spoken of. */
static guint
present_region (const LbFiller *self)
{
  return self->row >= 0 ? (guint) self->row : self->here;
}

static guint
region_above (const LbFiller *self, guint region)
{
  int parent = lb_region_tree_get (self->figures->regions, region)->parent;

  /* A management area is no place that a reader knows. */
  if (parent >= 0 && lb_region_tree_get (self->figures->regions, (guint) parent)->level == LB_LEVEL_AREA)
    parent = lb_region_tree_get (self->figures->regions, (guint) parent)->parent;
  return parent < 0 ? region : (guint) parent;
}

const char *
lb_filler_upper_name (const LbFiller *self)
{
  return lb_region_tree_get (self->figures->regions, region_above (self, present_region (self)))->name;
}

/* The region a reference speaks of; -1 where there is none (third best of two). */
static gboolean
find_region (LbFiller *self, const LbReference *reference, int *region, GError **error)
{
  const LbFigures *figures = self->figures;

  switch (reference->place) {
  case LB_PLACE_ROW: *region = (int) present_region (self); return TRUE;
  case LB_PLACE_HERE:
  case LB_PLACE_LEVEL: *region = (int) self->here; return TRUE;
  case LB_PLACE_UPPER: *region = (int) region_above (self, present_region (self)); return TRUE;
  case LB_PLACE_COUNTY: {
    int county = lb_region_tree_get_ancestor (figures->regions, figures->region, LB_LEVEL_COUNTY);
    *region = county < 0 ? (int) self->here : county;
    return TRUE;
  }
  default: break;
  }
  LbSelection selection = {.line = reference->line, .column = reference->column, .below = TRUE,
                           .indicator = reference->indicator, .pick = reference->place, .n = reference->nth};
  g_autoptr (GArray) list = lb_filler_regions (self, &selection, error);
  if (list == NULL)
    return FALSE;
  *region = list->len < reference->nth ? -1 : (int) g_array_index (list, guint, reference->nth - 1);
  return TRUE;
}

static LbLevel
level_of (LbFiller *self, const LbReference *reference)
{
  return reference->place == LB_PLACE_LEVEL && !reference->below ? reference->level
                                                                 : lb_figures_below (self->figures, self->here);
}

static char *
list_without_data (LbFiller *self, const LbReference *reference, const LbFigureTable *table, guint *count)
{
  g_autoptr (GArray) list = lb_figures_list (self->figures, self->here, level_of (self, reference), NULL, LB_WHEN_NOW);
  GString *names = g_string_new (NULL);

  *count = 0;
  for (guint i = 0; i < list->len; i++) {
    guint region = g_array_index (list, guint, i);
    if (!isnan (table->now->value[region]) || lb_figures_hides (self->figures, table, LB_WHEN_NOW, LB_FIELD_VALUE, region))
      continue;
    g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "",
                            lb_region_tree_get (self->figures->regions, region)->name);
    ++*count;
  }
  return g_string_free (names, FALSE);
}

static const char *
level_word (LbLevel level)
{
  static const char *const words[LB_N_LEVELS] = {"县", "乡镇", "管区", "村", "网格", "联户单元"};
  return words[level];
}

/* How many of the region's level within the report have its value, itself included. */
static guint
count_ties (LbFiller *self, const LbFigureTable *table, guint region)
{
  LbLevel level = lb_region_tree_get (self->figures->regions, region)->level;
  g_autoptr (GArray) list = lb_figures_list (self->figures, self->here, level, NULL, LB_WHEN_NOW);
  guint ties = 0;

  for (guint i = 0; i < list->len; i++)
    ties += table->now->value[g_array_index (list, guint, i)] == table->now->value[region] &&
            !lb_figures_hides (self->figures, table, LB_WHEN_NOW, LB_FIELD_VALUE, g_array_index (list, guint, i));
  return MAX (ties, 1);
}

/* How many regions, or rows of a list. */
static void
append_count (LbFiller *self, GString *out, LbTemplateUse use, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  use.region = self->here;
  use.day = LB_DAY_NONE;
  lb_filler_note (self, use, text);
  g_string_append (out, text);
}

static void
append_ties (LbFiller *self, GString *out, const LbFigureTable *table, guint region)
{
  LbTemplateUse use = {.tells = LB_TELLS_REGIONS, .indicator = table->now->indicator->id, .how = LB_HOW_TIED, .row = region,
                       .level = lb_region_tree_get (self->figures->regions, region)->level};

  append_count (self, out, use, count_ties (self, table, region));
}

static void
append_name (LbFiller *self, GString *out, const LbReference *reference, const LbFigureTable *table, guint region)
{
  const LbRegion *found = lb_region_tree_get (self->figures->regions, region);
  guint ties = count_ties (self, table, region);

  g_string_append (out, found->name);
  if (ties > 1 && reference->nth == 1) {
    g_string_append (out, "等");
    append_ties (self, out, table, region);
    g_string_append_printf (out, "个%s", level_word (found->level));
  }
}

/* How many of a level are beyond the limit, and of how many that have data. */
static guint
count_beyond (LbFiller *self, const LbReference *reference, const LbFigureTable *table, guint *of)
{
  g_autoptr (GArray) list = lb_figures_list (self->figures, self->here, level_of (self, reference), NULL, LB_WHEN_NOW);
  guint beyond = 0;

  *of = 0;
  for (guint i = 0; i < list->len; i++) {
    guint region = g_array_index (list, guint, i);
    double value = lb_figures_get (self->figures, table, reference->when, LB_FIELD_VALUE, region);
    if (lb_figures_hides (self->figures, table, reference->when, LB_FIELD_VALUE, region))
      continue;
    *of += !isnan (value);
    beyond += !isnan (value) && lb_compare (value, reference->comparison, reference->limit);
  }
  return beyond;
}

static const char *
degree_word (const LbFigures *figures, guint beyond, guint of)
{
  double share = of == 0 ? 0 : (double) beyond / of;

  return beyond == 0 ? "" : share <= figures->limits.few ? "个别" : share <= figures->limits.some ? "部分" : "普遍";
}

static void
append_about_level (LbFiller *self, GString *out, const LbReference *reference, const LbFigureTable *table)
{
  LbTemplateUse use = {.tells = LB_TELLS_REGIONS, .indicator = table->now->indicator->id, .when = reference->when,
                       .how = LB_HOW_BEYOND, .comparison = reference->comparison, .low = reference->limit,
                       .level = level_of (self, reference)};
  guint count, of;

  if (reference->word == LB_WORD_COUNT)
    append_count (self, out, use, count_beyond (self, reference, table, &of));
  else if (reference->word == LB_WORD_DEGREE) {
    count = count_beyond (self, reference, table, &of);
    g_string_append (out, degree_word (self->figures, count, of));
  } else {
    g_autofree char *names = list_without_data (self, reference, table, &count);
    if (reference->word == LB_WORD_NODATA)
      g_string_append (out, names);
    else {
      use.how = LB_HOW_NO_DATA;
      append_count (self, out, use, count);
    }
  }
}

static gboolean
indicator_words (LbFiller *self, GString *out, const LbReference *reference, GError **error)
{
  const LbFigureTable *table = table_of (self, reference, error);
  int region;

  if (table == NULL || !find_region (self, reference, &region, error))
    return FALSE;
  if (reference->word == LB_WORD_TITLE)
    g_string_append (out, table->now->indicator->name);
  else if (reference->word == LB_WORD_UNIT)
    g_string_append (out, table->now->indicator->unit);
  else if (reference->word != LB_WORD_FIGURE && reference->word != LB_WORD_PAIR && reference->word != LB_WORD_NAME &&
           reference->word != LB_WORD_TIES)
    append_about_level (self, out, reference, table);
  else if (region < 0)
    g_string_append (out, LB_NO_DATA);
  else if (reference->word == LB_WORD_NAME)
    append_name (self, out, reference, table, (guint) region);
  else if (reference->word == LB_WORD_TIES)
    append_ties (self, out, table, (guint) region);
  else if (reference->word == LB_WORD_PAIR)
    lb_filler_pair (self, out, reference, table, (guint) region);
  else
    lb_filler_figure (self, out, reference, reference->field, table, (guint) region);
  return TRUE;
}

/* 全县 for 岚岭县, 全镇 for 塔花镇; a village is 全村. */
static char *
whole_of (const LbRegion *region, const char *name)
{
  static const char *const endings[] = {"自治县", "县", "市", "区", "旗", "街道", "镇", "乡", "村", "社区"};

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return g_strconcat ("全", g_str_equal (endings[i], "自治县") ? "县" : endings[i], NULL);
  return g_strdup (region->level == LB_LEVEL_COUNTY ? "全县" : region->level == LB_LEVEL_TOWNSHIP ? "全乡镇" : "全村");
}

/* 岚岭县溪口镇石门村: the county and what lies between it and @region. */
static char *
full_name (const LbFigures *figures, guint region)
{
  GString *name = g_string_new (NULL);

  for (int i = (int) region; i >= 0; i = lb_region_tree_get (figures->regions, (guint) i)->parent) {
    const LbRegion *at = lb_region_tree_get (figures->regions, (guint) i);
    if (at->level != LB_LEVEL_AREA)
      g_string_prepend (name, at->level == LB_LEVEL_COUNTY ? figures->county : at->name);
  }
  return g_string_free (name, FALSE);
}

/* Without a letter there is no organ, number or addressee, and the project's office signs on the as-of date. */
static char *
letter_words (LbFiller *self, LbWord word)
{
  const LbFigures *figures = self->figures;
  const LbLetterhead *letter = figures->letter;
  gint32 date = letter == NULL || letter->date == LB_DAY_NONE ? figures->as_of : letter->date;

  switch (word) {
  case LB_WORD_ORGANS: return letter == NULL ? g_strdup ("") : g_strjoinv ("|", letter->organs);
  case LB_WORD_SIGNATURE: return letter == NULL ? g_strdup (figures->issuer) : g_strjoinv ("|", letter->organs);
  case LB_WORD_LETTER_NUMBER: return letter == NULL ? g_strdup ("") : lb_letterhead_dup_number (letter, self->count);
  case LB_WORD_ADDRESSEE: return g_strdup (letter == NULL ? "" : letter->addressee);
  case LB_WORD_PRINTER: return g_strdup (letter == NULL ? figures->issuer : letter->printer);
  case LB_WORD_PRINTED: return date_words (letter == NULL || letter->printed == LB_DAY_NONE ? date : letter->printed);
  default: return date_words (date);
  }
}

static char *
plain_words (LbFiller *self, const LbReference *reference)
{
  const LbFigures *figures = self->figures;
  const LbRegion *here = lb_region_tree_get (figures->regions, self->here);

  if (reference->word >= LB_WORD_ORGANS && reference->word <= LB_WORD_PRINTED)
    return letter_words (self, reference->word);
  switch (reference->word) {
  case LB_WORD_COUNTY: return g_strdup (figures->county);
  case LB_WORD_ISSUER: return g_strdup (figures->issuer);
  case LB_WORD_RULES: return g_strdup (figures->rule_set != NULL ? lb_rules_get_title (figures->rule_set, "zh") : figures->rules);
  case LB_WORD_REGION: return full_name (figures, self->here);
  case LB_WORD_WHOLE: return whole_of (here, here->level == LB_LEVEL_COUNTY ? figures->county : here->name);
  case LB_WORD_BELOW: return g_strdup (level_word (lb_figures_below (figures, self->here)));
  case LB_WORD_AS_OF: return date_words (figures->as_of);
  case LB_WORD_SINCE: return date_words (figures->since);
  case LB_WORD_VERSION: return g_strdup (LB_VERSION);
  case LB_WORD_PUBLIC: return g_strdup (figures->disclosure != NULL ? "公开版" : "");
  case LB_WORD_NUMBER: return g_strdup_printf ("%u", self->count);
  case LB_WORD_ROW:
    if (self->facet != NULL)
      return g_strdup (lb_facet_label (lb_figures_find (figures, self->facet)->now->indicator));
    return g_strdup (lb_region_tree_get (figures->regions, present_region (self))->name);
  case LB_WORD_UPPER:
    return g_strdup (lb_filler_upper_name (self));
  default: return NULL;
  }
}

static gboolean
fail (LbFiller *self, const LbReference *reference, GError **error, const char *message, const char *word)
{
  g_autofree char *text = g_strconcat (message, "“", word, "”", NULL);

  lb_template_set_error (self->template, reference->line, reference->column, error, "%s", text);
  return FALSE;
}

/* A cell of the row that is repeated over. */
static gboolean
append_cell (LbFiller *self, GString *out, const LbReference *reference, GError **error)
{
  int at = self->list == NULL ? -1 : lb_list_find_column (self->list, reference->head);

  if (at < 0)
    return fail (self, reference, error, _ ("here no list is repeated over that has the column "), reference->head);
  lb_filler_cell (self, out, self->list, self->list_row, (guint) at, self->count - 1);
  return TRUE;
}

static gboolean
list_words (LbFiller *self, GString *out, const LbReference *reference, GError **error)
{
  const LbList *list;
  g_autoptr (GPtrArray) rows = lb_filler_rows (self, reference->indicator, reference->line, reference->column, &list, error);
  if (rows == NULL)
    return FALSE;

  if (reference->word == LB_WORD_LIST_ROWS) {
    lb_filler_length (self, out, list, rows->len);
    return TRUE;
  }
  int at = lb_list_find_column (list, reference->head);
  if (at < 0)
    return fail (self, reference, error, _ ("the list has no column "), reference->head);
  if (reference->word == LB_WORD_LIST_SUM)
    lb_filler_sum (self, out, list, rows, (guint) at);
  else if (rows->len == 0)
    g_string_append (out, LB_NO_DATA);
  else if (lb_filler_lists (self, list, rows))
    lb_filler_cell (self, out, list, g_ptr_array_index (rows, 0), (guint) at, 0);
  else
    g_string_append (out, self->marks || self->terse ? LB_HIDDEN_MARK : "（不公布）");
  return TRUE;
}

/* 表3, 图1; 另表 of one that is not in this edition. */
static gboolean
append_number_of (LbFiller *self, GString *out, const LbReference *reference, GError **error)
{
  gboolean table = reference->word == LB_WORD_NUMBER_OF_TABLE;
  g_autofree char *key = g_strconcat (table ? "T" : "F", reference->indicator, NULL);
  gpointer number;

  if (!g_hash_table_lookup_extended (self->numbers, key, NULL, &number)) {
    lb_template_set_error (self->template, reference->line, reference->column, error,
                           _ ("no table or figure has the name “%s”"), reference->indicator);
    return FALSE;
  }
  if (GPOINTER_TO_UINT (number) == 0)
    g_string_append (out, table ? "另表" : "另图");
  else
    g_string_append_printf (out, "%s%u", table ? "表" : "图", GPOINTER_TO_UINT (number));
  return TRUE;
}

static gboolean
append_reference (LbFiller *self, GString *out, const LbReference *reference, GError **error)
{
  if (lb_reference_is_figure (reference->word))
    return indicator_words (self, out, reference, error);
  if (reference->word == LB_WORD_CELL)
    return append_cell (self, out, reference, error);
  if (reference->word >= LB_WORD_LIST_ROWS && reference->word <= LB_WORD_LIST_FIRST)
    return list_words (self, out, reference, error);
  if (reference->word == LB_WORD_NUMBER_OF_TABLE || reference->word == LB_WORD_NUMBER_OF_FIGURE)
    return append_number_of (self, out, reference, error);

  if (reference->word == LB_WORD_BELOW_COUNT) {
    LbTemplateUse use = {.tells = LB_TELLS_REGIONS, .how = LB_HOW_ALL, .level = lb_figures_below (self->figures, self->here)};
    g_autoptr (GArray) list = lb_figures_list (self->figures, self->here, use.level, NULL, LB_WHEN_NOW);
    append_count (self, out, use, list->len);
    return TRUE;
  }
  g_autofree char *words = plain_words (self, reference);
  g_string_append (out, words);
  return TRUE;
}

/* Names beyond the most that are written out: 等7个村. */
static void
append_rest (LbFiller *self, GString *out, const LbSelection *selection, guint count, LbLevel level)
{
  if (selection->most == 0 || count <= selection->most)
    return;
  g_string_append (out, "等");
  LbTemplateUse use = {.tells = selection->list != NULL ? LB_TELLS_ROWS : LB_TELLS_REGIONS, .indicator = selection->indicator,
                       .list = selection->list, .when = selection->when,
                       .how = selection->comparison != 0 || selection->pick != LB_PLACE_ROW ? LB_HOW_RANKED : LB_HOW_ALL, .comparison = selection->comparison,
                       .low = selection->limit, .level = level};
  append_count (self, out, use, count);
  g_string_append (out, selection->list != NULL ? "项" : "个");
  g_string_append (out, selection->list != NULL ? "" : level_word (level));
}

static gboolean
repeat_rows (LbFiller *self, GString *out, const LbPiece *piece, GError **error)
{
  const LbSelection *selection = piece->selection;
  LbFiller inner = *self;
  g_autoptr (GPtrArray) rows =
    lb_filler_rows (self, selection->list, selection->line, selection->column, &inner.list, error);
  if (rows == NULL)
    return FALSE;
  if (!lb_filler_lists (self, inner.list, rows)) {
    g_string_append (out, rows->len == 0 ? "" : "（名单不公布）");
    return TRUE;
  }
  guint shown = selection->most == 0 ? rows->len : MIN (rows->len, selection->most);

  for (guint i = 0; i < shown; i++) {
    inner.list_row = g_ptr_array_index (rows, i);
    inner.count = i + 1;
    g_autofree char *text = lb_filler_words (&inner, piece->words, error);
    if (text == NULL)
      return FALSE;
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", text);
  }
  append_rest (self, out, selection, rows->len, LB_LEVEL_COUNTY);
  return TRUE;
}

static gboolean
repeat_regions (LbFiller *self, GString *out, const LbPiece *piece, GError **error)
{
  const LbSelection *selection = piece->selection;
  g_autoptr (GArray) regions = lb_filler_regions (self, selection, error);
  if (regions == NULL)
    return FALSE;
  guint shown = selection->most == 0 ? regions->len : MIN (regions->len, selection->most);
  LbFiller inner = *self;

  if (regions->len == 0 && self->figures->disclosure != NULL) /* whoever it is may not be named */
    g_string_append (out, "（地区未公布）");

  for (guint i = 0; i < shown; i++) {
    inner.row = (int) g_array_index (regions, guint, i);
    inner.count = i + 1;
    g_autofree char *text = lb_filler_words (&inner, piece->words, error);
    if (text == NULL)
      return FALSE;
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", text);
  }
  if (regions->len > 0)
    append_rest (self, out, selection, regions->len,
                 lb_region_tree_get (self->figures->regions, g_array_index (regions, guint, 0))->level);
  return TRUE;
}

/* How much of @text is the unit of a rate that was not told just before: of （未公布）% the sign is left out. */
static gsize
unit_length (LbFiller *self, const char *text)
{
  g_autofree char *whole = self->unit == NULL ? NULL : g_strdup (self->unit), *stem = g_strdup (whole);

  self->unit = NULL;
  if (whole == NULL || *whole == '\0')
    return 0;
  stem[strcspn (stem, "/")] = '\0';
  return g_str_has_prefix (text, whole) ? strlen (whole) : g_str_has_prefix (text, stem) ? strlen (stem) : 0;
}

char *
lb_filler_words (LbFiller *self, const GPtrArray *pieces, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  self->unit = NULL;
  for (guint i = 0; i < pieces->len; i++) {
    const LbPiece *piece = g_ptr_array_index (pieces, i);
    gboolean done = TRUE;
    if (piece->text != NULL)
      g_string_append (out, piece->text + unit_length (self, piece->text));
    else if (piece->reference != NULL)
      done = append_reference (self, out, piece->reference, error);
    else
      done = piece->selection->list != NULL ? repeat_rows (self, out, piece, error) : repeat_regions (self, out, piece, error);
    if (!done)
      return NULL;
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Words that are numbers by themselves. */
static gboolean
is_count (LbWord word)
{
  return word == LB_WORD_TIES || word == LB_WORD_NODATA_COUNT || word == LB_WORD_BELOW_COUNT || word == LB_WORD_COUNT ||
         word == LB_WORD_LIST_ROWS || word == LB_WORD_LIST_SUM || word == LB_WORD_NUMBER;
}

gboolean
lb_filler_number (LbFiller *self, const LbReference *reference, double *value, GError **error)
{
  if (reference->word == LB_WORD_FIGURE || reference->word == LB_WORD_PAIR) {
    const LbFigureTable *table = table_of (self, reference, error);
    int region;
    if (table == NULL || !find_region (self, reference, &region, error))
      return FALSE;
    *value = region < 0 ? NAN : lb_figures_get (self->figures, table, reference->when, reference->field, (guint) region);
    /* What is hidden is there and more than nothing; no condition tells more. */
    if (region >= 0 && lb_figures_hides (self->figures, table, reference->when, reference->field, (guint) region))
      *value = 1;
    return TRUE;
  }
  LbFiller quiet = *self; /* what a condition looks at is not written */
  g_autoptr (GString) words = g_string_new (NULL);
  quiet.uses = NULL;
  quiet.deciding = TRUE;
  if (!append_reference (&quiet, words, reference, error))
    return FALSE;
  *value = words->len == 0 || g_str_equal (words->str, LB_NO_DATA) ? NAN : 1;
  if (!isnan (*value) && is_count (reference->word))
    *value = g_ascii_strtod (words->str, NULL);
  return TRUE;
}
