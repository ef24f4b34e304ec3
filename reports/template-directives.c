/* Directives of a template: "@" and a word, Chinese or English, then its arguments. */
#include "config.h"
#include "reports/block.h"
#include "reports/page-style.h"
#include "reports/template-private.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

typedef enum {
  ARGUMENTS_NONE, ARGUMENTS_TEXT, ARGUMENTS_PAIR, ARGUMENTS_TABLE, ARGUMENTS_FACETS, ARGUMENTS_LABEL, ARGUMENTS_LIST, ARGUMENTS_COLUMN,
  ARGUMENTS_COLUMN_EACH, ARGUMENTS_FIGURE, ARGUMENTS_CHART, ARGUMENTS_KEY, ARGUMENTS_SHARE, ARGUMENTS_STYLE,
  ARGUMENTS_CONDITION, ARGUMENTS_SELECTION,
} Arguments;

static const struct {
  const char *zh, *en;
  LbTemplateLineType type;
  Arguments arguments;
} directives[] = {
  {"标题", "title", LB_LINE_TITLE, ARGUMENTS_TEXT},
  {"副标题", "subtitle", LB_LINE_SUBTITLE, ARGUMENTS_TEXT},
  {"一级", "heading", LB_LINE_HEADING, ARGUMENTS_TEXT},
  {"二级", "subheading", LB_LINE_RUN_IN, ARGUMENTS_TEXT},
  {"表", "table", LB_LINE_TABLE, ARGUMENTS_TABLE},
  {"分项表", "facet-table", LB_LINE_FACETS, ARGUMENTS_FACETS},
  {"列", "column", LB_LINE_COLUMN, ARGUMENTS_COLUMN},
  {"列每", "column-each", LB_LINE_COLUMN_EACH, ARGUMENTS_COLUMN_EACH},
  {"合计", "total", LB_LINE_TOTAL, ARGUMENTS_TEXT},
  {"表注", "table-note", LB_LINE_TABLE_NOTE, ARGUMENTS_TEXT},
  {"表完", "table-end", LB_LINE_TABLE_END, ARGUMENTS_NONE},
  {"清单", "list", LB_LINE_LIST, ARGUMENTS_LIST},
  {"清单注", "list-note", LB_LINE_LIST_NOTE, ARGUMENTS_TEXT},
  {"口径表", "definitions", LB_LINE_DEFINITIONS, ARGUMENTS_LABEL},
  {"图", "figure", LB_LINE_FIGURE, ARGUMENTS_FIGURE},
  {"图注", "figure-note", LB_LINE_FIGURE_NOTE, ARGUMENTS_TEXT},
  {"图表", "chart", LB_LINE_CHART, ARGUMENTS_CHART},
  {"要数", "key-figure", LB_LINE_KEY_FIGURE, ARGUMENTS_KEY},
  {"注", "note", LB_LINE_NOTE, ARGUMENTS_TEXT},
  {"换页", "page", LB_LINE_BREAK, ARGUMENTS_NONE},
  {"版式", "style", LB_LINE_STYLE, ARGUMENTS_STYLE},
  {"幻灯", "slide", LB_LINE_SLIDE, ARGUMENTS_PAIR},
  {"页脚", "foot", LB_LINE_FOOT, ARGUMENTS_PAIR},
  {"目录", "contents", LB_LINE_CONTENTS, ARGUMENTS_TEXT},
  {"附件", "appendix", LB_LINE_APPENDIX, ARGUMENTS_TEXT},
  {"版头", "red-head", LB_LINE_RED_HEAD, ARGUMENTS_PAIR},
  {"主送", "addressee", LB_LINE_ADDRESSEE, ARGUMENTS_TEXT},
  {"附件说明", "attachments", LB_LINE_ATTACHMENTS, ARGUMENTS_TEXT},
  {"署名", "signature", LB_LINE_SIGNATURE, ARGUMENTS_PAIR},
  {"版记", "colophon", LB_LINE_COLOPHON, ARGUMENTS_PAIR},
  {"分栏", "columns", LB_LINE_ROW, ARGUMENTS_SHARE},
  {"另栏", "next-column", LB_LINE_ROW_NEXT, ARGUMENTS_SHARE},
  {"分栏完", "columns-end", LB_LINE_ROW_END, ARGUMENTS_NONE},
  {"若", "if", LB_LINE_IF, ARGUMENTS_CONDITION},
  {"若无", "unless", LB_LINE_IF_NOT, ARGUMENTS_CONDITION},
  {"否则", "else", LB_LINE_ELSE, ARGUMENTS_NONE},
  {"完", "end", LB_LINE_END, ARGUMENTS_NONE},
  {"每", "each", LB_LINE_EACH, ARGUMENTS_SELECTION},
  {"每完", "each-end", LB_LINE_EACH_END, ARGUMENTS_NONE},
};

typedef struct {
  const char *zh, *en;
  int value;
} Name;

static const Name chart_kinds[] = {
  {"排名", "ranking", LB_CHART_RANKING}, {"趋势", "trend", LB_CHART_TREND}, {"分布", "distribution", LB_CHART_DISTRIBUTION},
  {"漏斗", "funnel", LB_CHART_FUNNEL},   {"账龄", "ageing", LB_CHART_AGEING}, {"日历", "calendar", LB_CHART_CALENDAR},
  {"散点", "scatter", LB_CHART_SCATTER},
};

static const Name styles[] = {
  {"公文", "official", LB_STYLE_OFFICIAL}, {"普通", "plain", LB_STYLE_PLAIN},
  {"档案", "dossier", LB_STYLE_DOSSIER},   {"幻灯", "slide", LB_STYLE_SLIDE},
};

static gboolean
find_name (const Name *names, gsize n, const char *text, int *value)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (names[i].zh, text) || g_str_equal (names[i].en, text)) {
      *value = names[i].value;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_word (const char *text, const char *zh, const char *en)
{
  return g_str_equal (text, zh) || g_str_equal (text, en);
}

static gboolean
fail_at (const LbTemplateReader *self, const char *at, const char *message, GError **error)
{
  lb_template_set_error (self->template, self->line, lb_template_column (self, at), error, "%s", message);
  return FALSE;
}

/* (transfer full): the words before "=", at which @rest is left; NULL with error when there is no "=" between. The sign of a condition
 * (<=) stands between blanks, and so does not count. */
static char *
read_head (const LbTemplateReader *self, const char *text, const char **rest, GError **error)
{
  const char *equals = strchr (text, '=');

  while (equals != NULL && equals > text && strchr ("<>!", equals[-1]) != NULL)
    equals = strchr (equals + 1, '=');
  if (equals == NULL) {
    fail_at (self, text, _ ("“=” is missing between the name and the text"), error);
    return NULL;
  }
  *rest = equals + 1 + strspn (equals + 1, " \t");
  return g_strstrip (g_strndup (text, (gsize) (equals - text)));
}

/* Takes the first word off @text, which is changed; "" when there is none. */
static char *
take_word (char **text)
{
  char *word = *text + strspn (*text, " \t");
  gsize length = strcspn (word, " \t");

  *text = word + length;
  if (**text != '\0') {
    **text = '\0';
    ++*text;
  }
  return word;
}

/* Takes the last word off @text. */
static char *
take_last_word (char *text)
{
  g_strchomp (text);
  char *space = strrchr (text, ' ');

  if (space == NULL)
    return NULL;
  *space = '\0';
  g_strchomp (text);
  return space + 1;
}

static gboolean
read_positive (const char *text, const char *unit, double *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  return end > text && isfinite (*value) && *value > 0 && g_str_equal (end, unit);
}

static gboolean
read_table (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  g_autofree char *head = read_head (self, text, &rest, error);
  if (head == NULL)
    return FALSE;

  char *words = head;
  line->label = g_strdup (take_word (&words));
  line->selection = lb_selection_parse (self->template, words, self->line, line->column, NULL);
  if (line->selection == NULL || line->selection->list != NULL)
    return fail_at (self, text, _ ("a table is written “@表 NAME LEVEL 按 INDICATOR = TITLE”"), error);
  return lb_template_read_words (self, rest, NULL, line->pieces, error);
}

/* NAME INDICATOR = TITLE */
static gboolean
read_facets (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  g_autofree char *head = read_head (self, text, &rest, error);
  if (head == NULL)
    return FALSE;

  char *words = head;
  line->label = g_strdup (take_word (&words));
  line->indicator = g_strdup (take_word (&words));
  if (*line->indicator == '\0' || *words != '\0')
    return fail_at (self, text, _ ("a table of members is written “@分项表 NAME INDICATOR = TITLE”"), error);
  return lb_template_read_words (self, rest, NULL, line->pieces, error);
}

/* NAME = TITLE */
static gboolean
read_label (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  line->label = read_head (self, text, &rest, error);

  return line->label != NULL && lb_template_read_words (self, rest, NULL, line->pieces, error);
}

/* NAME LIST [至多N] = TITLE */
static gboolean
read_list (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  g_autofree char *head = read_head (self, text, &rest, error);
  if (head == NULL)
    return FALSE;

  char *words = head;
  line->label = g_strdup (take_word (&words));
  g_autofree char *chosen = g_strconcat ("清单 ", words, NULL);
  line->selection = lb_selection_parse (self->template, chosen, self->line, line->column, NULL);
  if (line->selection == NULL)
    return fail_at (self, text, _ ("a list is written “@清单 NAME LIST = TITLE”"), error);
  return lb_template_read_words (self, rest, NULL, line->pieces, error);
}

/* WORDS = WORDS into two lists of pieces; without “=” it is @complaint. */
static gboolean
read_halves (const LbTemplateReader *self, const char *text, GPtrArray *before, GPtrArray *after, const char *complaint, GError **error)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL)
    return fail_at (self, text, complaint, error);
  const char *end = equals;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  return lb_template_read_words (self, text, end, before, error) &&
         lb_template_read_words (self, equals + 1 + strspn (equals + 1, " \t"), NULL, after, error);
}

/* [GROUP|]HEAD = TEXT */
static gboolean
read_column (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  return read_halves (self, text, line->head, line->pieces, _ ("a column is written “@列 GROUP|HEAD = {REFERENCE}”"), error);
}

/* INDICATOR = TEXT */
static gboolean
read_column_each (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  line->indicator = read_head (self, text, &rest, error);

  return line->indicator != NULL && lb_template_read_words (self, rest, NULL, line->pieces, error);
}

/* NAME LEVEL [变化.]INDICATOR [高80 | 横页] = TITLE */
static gboolean
read_figure (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  g_autofree char *head = read_head (self, text, &rest, error);
  if (head == NULL)
    return FALSE;

  char *words = head;
  line->label = g_strdup (take_word (&words));
  gboolean right = lb_reference_level (take_word (&words), &line->level, &line->below);
  const char *indicator = take_word (&words), *extra = take_word (&words);
  if (g_str_has_prefix (indicator, "变化.") || g_str_has_prefix (indicator, "change.")) {
    line->when = LB_WHEN_CHANGE;
    indicator = strchr (indicator, '.') + 1;
  }
  line->indicator = g_strdup (indicator);
  if (is_word (extra, "横页", "lying"))
    line->word = LB_PLACE_ON_LYING_PAGE;
  else if (*extra != '\0') {
    line->word = LB_PLACE_IN_TEXT;
    const char *number = extra + strcspn (extra, "0123456789");
    right = right && (g_str_has_prefix (extra, "高") || g_str_has_prefix (extra, "high")) &&
            read_positive (number, "", &line->size) && line->size <= 1000;
  }
  if (!right || *line->indicator == '\0' || *words != '\0')
    return fail_at (self, text, _ ("a figure is written “@图 NAME LEVEL INDICATOR = TITLE”"), error);
  return lb_template_read_words (self, rest, NULL, line->pieces, error);
}

/* What follows the kind of a chart: a list, an indicator over time, or a selection with 限 N or 对 INDICATOR. */
static gboolean
read_chart_data (const LbTemplateReader *self, LbTemplateLine *line, char *words)
{
  g_autofree char *rest = g_strstrip (g_strdup (words));
  double months;

  line->limit = NAN;
  gsize length = strlen (rest);
  char *limit = g_strrstr (rest, " 限 ") != NULL ? g_strrstr (rest, " 限 ") : g_strrstr (rest, " limit ");
  if (limit != NULL && length > 0) {
    const char *word = take_last_word (rest);
    if (g_str_has_prefix (word, "limits."))
      line->rule = g_strdup (word);
    else if (!read_positive (word, "", &line->limit))
      return FALSE;
    take_last_word (rest);
  }
  if (line->word == LB_CHART_TREND && !g_str_has_prefix (rest, "清单 ") && !g_str_has_prefix (rest, "list ")) {
    const char *last = take_last_word (rest);
    if (last == NULL || (!read_positive (last, "月", &months) && !read_positive (last, "months", &months)) || months > 60)
      return FALSE;
    line->n = (guint) months;
    char *left = rest;
    line->indicator = g_strdup (take_word (&left));
    const char *second = take_word (&left);
    line->second = *second == '\0' ? NULL : g_strdup (second);
    return *line->indicator != '\0' && *left == '\0';
  }
  if (line->word == LB_CHART_SCATTER) {
    line->second = g_strdup (take_last_word (rest));
    const char *against = take_last_word (rest);
    if (line->second == NULL || against == NULL || !is_word (against, "对", "against"))
      return FALSE;
  }
  line->selection = lb_selection_parse (self->template, rest, self->line, line->column, NULL);
  if (line->selection == NULL)
    return FALSE;
  gboolean of_list = line->word == LB_CHART_FUNNEL || line->word == LB_CHART_AGEING || line->word == LB_CHART_CALENDAR;
  return line->selection->list != NULL ? line->word != LB_CHART_SCATTER
                                       : !of_list && line->selection->indicator != NULL;
}

/* NAME KIND DATA = TITLE */
static gboolean
read_chart (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *rest;
  g_autofree char *head = read_head (self, text, &rest, error);
  if (head == NULL)
    return FALSE;

  char *words = head;
  line->label = g_strdup (take_word (&words));
  if (!find_name (chart_kinds, G_N_ELEMENTS (chart_kinds), take_word (&words), &line->word))
    return fail_at (self, text, _ ("a chart is one of 排名 趋势 分布 漏斗 账龄 日历 散点"), error);
  if (!read_chart_data (self, line, words))
    return fail_at (self, text, _ ("a chart is written “@图表 NAME KIND LEVEL 按 INDICATOR = TITLE”, with 限 NUMBER, 对 "
                                   "INDICATOR or 清单 LIST where the kind takes them; a trend “NAME 趋势 INDICATOR 12月”"),
                    error);
  return lb_template_read_words (self, rest, NULL, line->pieces, error);
}

/* WORDS = WORDS; the second half goes to the head. */
static gboolean
read_pair (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  return read_halves (self, text, line->pieces, line->head, _ ("two texts are needed, with “=” between"), error);
}

/* {REFERENCE} UNIT = LABEL */
static gboolean
read_key_figure (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  if (!read_pair (self, line, text, error))
    return FALSE;
  const LbPiece *first = line->pieces->len == 0 ? NULL : g_ptr_array_index (line->pieces, 0);
  if (first != NULL && first->reference != NULL)
    return TRUE;
  return fail_at (self, text, _ ("a key figure is written “@要数 {REFERENCE} UNIT = LABEL”"), error);
}

gboolean
lb_template_read_comparison (const char *text, char *comparison, double *limit)
{
  static const struct {
    const char *sign;
    char code;
  } signs[] = {{"<=", 'l'}, {">=", 'g'}, {"!=", '!'}, {"<", '<'}, {">", '>'}, {"=", '='}};

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i].sign)) {
      char *end;
      const char *number = text + strlen (signs[i].sign);
      *comparison = signs[i].code;
      *limit = g_ascii_strtod (number, &end);
      return end > number && end[strspn (end, " \t")] == '\0' && isfinite (*limit);
    }
  return FALSE;
}

/* {REFERENCE} [OPERATOR NUMBER] */
static gboolean
read_condition (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  const char *close = *text == '{' ? strchr (text, '}') : NULL;

  if (close != NULL) {
    const char *rest = close + 1 + strspn (close + 1, " \t");
    if (!lb_template_read_words (self, text, close + 1, line->pieces, error))
      return FALSE;
    if (*rest == '\0' || lb_template_read_comparison (rest, &line->comparison, &line->limit))
      return TRUE;
  }
  return fail_at (self, text, _ ("a condition is written “{REFERENCE}” or “{REFERENCE} > NUMBER”"), error);
}

static gboolean
read_arguments (const LbTemplateReader *self, LbTemplateLine *line, Arguments arguments, const char *text, GError **error)
{
  switch (arguments) {
  case ARGUMENTS_TEXT: return lb_template_read_words (self, text, NULL, line->pieces, error);
  case ARGUMENTS_PAIR: return read_pair (self, line, text, error);
  case ARGUMENTS_TABLE: return read_table (self, line, text, error);
  case ARGUMENTS_FACETS: return read_facets (self, line, text, error);
  case ARGUMENTS_LABEL: return read_label (self, line, text, error);
  case ARGUMENTS_LIST: return read_list (self, line, text, error);
  case ARGUMENTS_COLUMN: return read_column (self, line, text, error);
  case ARGUMENTS_COLUMN_EACH: return read_column_each (self, line, text, error);
  case ARGUMENTS_FIGURE: return read_figure (self, line, text, error);
  case ARGUMENTS_CHART: return read_chart (self, line, text, error);
  case ARGUMENTS_KEY: return read_key_figure (self, line, text, error);
  case ARGUMENTS_CONDITION: return read_condition (self, line, text, error);
  case ARGUMENTS_SELECTION:
    line->selection = lb_selection_parse (self->template, text, self->line, line->column, error);
    return line->selection != NULL;
  case ARGUMENTS_SHARE:
    return read_positive (text, "", &line->size) && line->size <= 1
             ? TRUE : fail_at (self, text, _ ("the share of a column is a number up to 1, as in “@分栏 0.6”"), error);
  case ARGUMENTS_STYLE:
    return find_name (styles, G_N_ELEMENTS (styles), text, &line->word)
             ? TRUE : fail_at (self, text, _ ("a page style is one of 公文 普通 档案 幻灯"), error);
  case ARGUMENTS_NONE: break;
  }
  return TRUE;
}

gboolean
lb_template_read_directive (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error)
{
  gsize length = strcspn (text, " \t");
  g_autofree char *word = g_strndup (text, length);
  const char *rest = text + length + strspn (text + length, " \t");

  for (gsize i = 0; i < G_N_ELEMENTS (directives); i++)
    if (is_word (word, directives[i].zh, directives[i].en)) {
      line->type = directives[i].type;
      line->column = lb_template_column (self, rest);
      if (directives[i].arguments == ARGUMENTS_NONE && *rest != '\0') {
        lb_template_set_error (self->template, self->line, line->column, error,
                               _ ("nothing may follow “@%s” on its line"), word);
        return FALSE;
      }
      return read_arguments (self, line, directives[i].arguments, rest, error);
    }
  lb_template_set_error (self->template, self->line, lb_template_column (self, text), error,
                         _ ("unknown directive “@%s”; docs/templates.md lists them"), word);
  return FALSE;
}
