/* References: {INDICATOR.[since.|change.]FIELD[@PLACE][:FORMAT]} and {WORD}. Every word has a Chinese and an English form. */
#include "config.h"
#include "reports/template-private.h"
#include "src/i18n.h"

#include <string.h>

typedef struct {
  const char *zh, *en;
  int value, extra;
} Entry;

static const Entry words[] = {
  {"县名", "project.name", LB_WORD_COUNTY, 0},
  {"单位", "project.issuer", LB_WORD_ISSUER, 0},
  {"规则集", "project.rules", LB_WORD_RULES, 0},
  {"地区", "region.name", LB_WORD_REGION, 0},
  {"全域", "region.whole", LB_WORD_WHOLE, 0},
  {"下级", "below.name", LB_WORD_BELOW, 0},
  {"下级个数", "below.count", LB_WORD_BELOW_COUNT, 0},
  {"截止日期", "as_of", LB_WORD_AS_OF, 0},
  {"基期", "since", LB_WORD_SINCE, 0},
  {"程序版本", "version", LB_WORD_VERSION, 0},
  {"行名", "row.name", LB_WORD_ROW, 0},
};

static const Entry fields[] = {
  {"分子", "numerator", LB_WORD_FIGURE, LB_FIELD_NUMERATOR},
  {"分母", "denominator", LB_WORD_FIGURE, LB_FIELD_DENOMINATOR},
  {"户数", "households", LB_WORD_FIGURE, LB_FIELD_NUMERATOR},
  {"人数", "persons", LB_WORD_FIGURE, LB_FIELD_PERSONS},
  {"值", "value", LB_WORD_FIGURE, LB_FIELD_VALUE},
  {"差额", "open", LB_WORD_FIGURE, LB_FIELD_OPEN},
  {"位次", "rank", LB_WORD_FIGURE, LB_FIELD_RANK},
  {"户人", "pair", LB_WORD_PAIR, LB_FIELD_NUMERATOR},
  {"地名", "place", LB_WORD_NAME, LB_FIELD_VALUE},
  {"并列个数", "ties", LB_WORD_TIES, LB_FIELD_VALUE},
  {"无数据", "nodata", LB_WORD_NODATA, LB_FIELD_VALUE},
  {"无数据个数", "nodata-count", LB_WORD_NODATA_COUNT, LB_FIELD_VALUE},
  {"名称", "name", LB_WORD_TITLE, LB_FIELD_VALUE},
  {"计量单位", "unit", LB_WORD_UNIT, LB_FIELD_VALUE},
};

static const Entry places[] = {
  {"本行", "row", LB_PLACE_ROW, 0},        {"本地", "here", LB_PLACE_HERE, 0},
  {"全县", "county", LB_PLACE_COUNTY, 0},  {"最好", "best", LB_PLACE_BEST, 0},
  {"最差", "worst", LB_PLACE_WORST, 0},    {"最高", "highest", LB_PLACE_HIGHEST, 0},
  {"最低", "lowest", LB_PLACE_LOWEST, 0},
};

static const Entry levels[] = {
  {"县", "county", LB_LEVEL_COUNTY, FALSE},   {"乡镇", "township", LB_LEVEL_TOWNSHIP, FALSE},
  {"管区", "area", LB_LEVEL_AREA, FALSE},     {"村", "village", LB_LEVEL_VILLAGE, FALSE},
  {"网格", "grid", LB_LEVEL_GRID, FALSE},     {"下级", "below", LB_LEVEL_TOWNSHIP, TRUE},
};

static const Entry sayings[] = {
  {"升降", "rate", LB_SAY_RATE, 0},
  {"增减", "count", LB_SAY_COUNT, 0},
  {"净增减", "net", LB_SAY_NET, 0},
  {"箭头", "arrow", LB_SAY_ARROW, 0},
};

static const Entry *
find (const Entry *entries, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (entries[i].zh, text) || g_str_equal (entries[i].en, text))
      return &entries[i];
  return NULL;
}

#define FIND(entries, text) find (entries, G_N_ELEMENTS (entries), text)

void
lb_reference_free (LbReference *self)
{
  g_free (self->indicator);
  g_free (self->unit);
  g_free (self);
}

gboolean
lb_reference_level (const char *text, LbLevel *level, gboolean *below)
{
  const Entry *entry = FIND (levels, text);

  if (entry == NULL)
    return FALSE;
  *level = (LbLevel) entry->value;
  *below = entry->extra;
  return TRUE;
}

static gboolean
parse_place (LbReference *self, const char *text)
{
  gsize length = strlen (text);
  g_autofree char *stem = g_strdup (text);

  if (lb_reference_level (text, &self->level, &self->below) && (self->word == LB_WORD_NODATA ||
                                                                self->word == LB_WORD_NODATA_COUNT)) {
    self->place = LB_PLACE_LEVEL;
    return TRUE;
  }
  self->nth = 1;
  if (length > 1 && text[length - 1] >= '2' && text[length - 1] <= '9') {
    self->nth = (guint) (text[length - 1] - '0');
    stem[length - 1] = '\0';
  }
  const Entry *entry = FIND (places, stem);
  if (entry == NULL || (self->nth > 1 && entry->value < LB_PLACE_BEST))
    return FALSE;
  self->place = (LbPlace) entry->value;
  return TRUE;
}

static gboolean
parse_format (LbReference *self, const char *text)
{
  if (g_ascii_isdigit (text[0]) && text[1] == '\0') {
    self->decimals = text[0] - '0';
    return TRUE;
  }
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  const Entry *entry = parts[0] == NULL ? NULL : FIND (sayings, parts[0]);
  if (entry == NULL || self->when != LB_WHEN_CHANGE)
    return FALSE;
  self->say = (LbSay) entry->value;
  self->unit = g_strdup (parts[1] == NULL ? "" : g_strstrip (parts[1]));
  return TRUE;
}

/* INDICATOR.[since.|change.]FIELD */
static gboolean
parse_path (LbReference *self, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  guint n = g_strv_length (parts), at = 1;

  if (n < 2 || *parts[0] == '\0')
    return FALSE;
  if (n == 2 && (g_str_equal (parts[0], "表") || g_str_equal (parts[0], "table"))) {
    self->word = LB_WORD_NUMBER_OF_TABLE;
    self->indicator = g_strdup (parts[1]);
    return TRUE;
  }
  if (n == 2 && (g_str_equal (parts[0], "图") || g_str_equal (parts[0], "figure"))) {
    self->word = LB_WORD_NUMBER_OF_FIGURE;
    self->indicator = g_strdup (parts[1]);
    return TRUE;
  }
  if (g_str_equal (parts[at], "基期") || g_str_equal (parts[at], "since")) {
    self->when = LB_WHEN_THEN;
    at++;
  } else if (g_str_equal (parts[at], "变化") || g_str_equal (parts[at], "change")) {
    self->when = LB_WHEN_CHANGE;
    at++;
  }
  const Entry *field = at + 1 == n ? FIND (fields, parts[at]) : NULL;
  if (field == NULL)
    return FALSE;
  self->indicator = g_strdup (parts[0]);
  self->word = (LbWord) field->value;
  self->field = (LbField) field->extra;
  return TRUE;
}

static gboolean
is_indicator_word (LbWord word)
{
  return word <= LB_WORD_UNIT;
}

LbReference *
lb_reference_parse (const LbTemplate *self, const char *text, guint line, guint column, GError **error)
{
  LbReference *reference = g_new0 (LbReference, 1);
  g_auto (GStrv) halves = g_strsplit (text, ":", 2);
  g_auto (GStrv) sides = g_strsplit (halves[0] == NULL ? "" : halves[0], "@", 2);
  const char *path = sides[0] == NULL ? "" : g_strstrip (sides[0]);
  const Entry *word = FIND (words, path);

  reference->line = line;
  reference->column = column;
  reference->decimals = -1;
  reference->nth = 1;
  if (word != NULL)
    reference->word = (LbWord) word->value;
  else if (!parse_path (reference, path)) {
    lb_template_set_error (self, line, column, error, _ ("unknown reference “{%s}”; docs/templates.md lists them"),
                           text);
    goto failed;
  }
  if (sides[0] != NULL && sides[1] != NULL &&
      (!is_indicator_word (reference->word) || !parse_place (reference, g_strstrip (sides[1])))) {
    lb_template_set_error (self, line, column, error, _ ("unknown place “@%s” in “{%s}”"), sides[1], text);
    goto failed;
  }
  if (halves[0] != NULL && halves[1] != NULL && !parse_format (reference, g_strstrip (halves[1]))) {
    lb_template_set_error (self, line, column, error, _ ("unknown format “:%s” in “{%s}”"), halves[1], text);
    goto failed;
  }
  return reference;

failed:
  lb_reference_free (reference);
  return NULL;
}
