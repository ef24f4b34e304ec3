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
  {"发文机关", "letter.organs", LB_WORD_ORGANS, 0},
  {"发文字号", "letter.number", LB_WORD_LETTER_NUMBER, 0},
  {"主送机关", "letter.addressee", LB_WORD_ADDRESSEE, 0},
  {"署名机关", "letter.signature", LB_WORD_SIGNATURE, 0},
  {"成文日期", "letter.date", LB_WORD_LETTER_DATE, 0},
  {"印发机关", "letter.printer", LB_WORD_PRINTER, 0},
  {"印发日期", "letter.printed", LB_WORD_PRINTED, 0},
  {"行名", "row.name", LB_WORD_ROW, 0},
  {"公开版", "public", LB_WORD_PUBLIC, 0},
  {"上级名", "upper.name", LB_WORD_UPPER, 0},
  {"序号", "number", LB_WORD_NUMBER, 0},
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
  {"个数", "count", LB_WORD_COUNT, LB_FIELD_VALUE},
  {"程度", "degree", LB_WORD_DEGREE, LB_FIELD_VALUE},
};

static const Entry places[] = {
  {"本行", "row", LB_PLACE_ROW, 0},        {"本地", "here", LB_PLACE_HERE, 0},
  {"全县", "county", LB_PLACE_COUNTY, 0},  {"上级", "upper", LB_PLACE_UPPER, 0},
  {"最好", "best", LB_PLACE_BEST, 0},      {"最差", "worst", LB_PLACE_WORST, 0},
  {"最高", "highest", LB_PLACE_HIGHEST, 0}, {"最低", "lowest", LB_PLACE_LOWEST, 0},
};

static const Entry levels[] = {
  {"县", "county", LB_LEVEL_COUNTY, FALSE},   {"乡镇", "township", LB_LEVEL_TOWNSHIP, FALSE},
  {"管区", "area", LB_LEVEL_AREA, FALSE},     {"村", "village", LB_LEVEL_VILLAGE, FALSE},
  {"网格", "grid", LB_LEVEL_GRID, FALSE},     {"联户", "joint_unit", LB_LEVEL_JOINT_UNIT, FALSE},
  {"下级", "below", LB_LEVEL_TOWNSHIP, TRUE},
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
  g_free (self->head);
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

gboolean
lb_reference_pick (const char *text, LbPlace *place, guint *n)
{
  gsize length = strlen (text), stem = length;

  while (stem > 0 && length - stem < 3 && g_ascii_isdigit (text[stem - 1]))
    stem--;
  g_autofree char *word = g_strndup (text, stem);
  const Entry *entry = FIND (places, word);
  guint64 number = g_ascii_strtoull (text + stem, NULL, 10);
  if (entry == NULL || (stem < length && (entry->value < LB_PLACE_BEST || number == 0)))
    return FALSE;
  *place = (LbPlace) entry->value;
  *n = stem < length ? (guint) number : 1;
  return TRUE;
}

/* LEVEL, or of a count LEVEL OPERATOR NUMBER: 村<60 */
static gboolean
parse_level_place (LbReference *self, const char *text)
{
  gsize length = strcspn (text, "<>=!");
  g_autofree char *level = g_strstrip (g_strndup (text, length));
  gboolean counts = self->word == LB_WORD_COUNT || self->word == LB_WORD_DEGREE;

  self->place = LB_PLACE_LEVEL;
  return lb_reference_level (level, &self->level, &self->below) &&
         (counts ? lb_template_read_comparison (text + length, &self->comparison, &self->limit) : text[length] == '\0');
}

static gboolean
parse_place (LbReference *self, const char *text)
{
  if (self->word == LB_WORD_COUNT || self->word == LB_WORD_DEGREE)
    return parse_level_place (self, text);
  if ((self->word == LB_WORD_NODATA || self->word == LB_WORD_NODATA_COUNT) && parse_level_place (self, text))
    return TRUE;
  return lb_reference_pick (text, &self->place, &self->nth);
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

static gboolean
is_either (const char *text, const char *zh, const char *en)
{
  return g_str_equal (text, zh) || g_str_equal (text, en);
}

/* list.ID.rows, list.ID.sum.HEAD, list.ID.first.HEAD */
static gboolean
parse_list_path (LbReference *self, char **parts, guint n)
{
  if (n == 3 && is_either (parts[2], "行数", "rows"))
    self->word = LB_WORD_LIST_ROWS;
  else if (n == 4 && is_either (parts[2], "合计", "sum"))
    self->word = LB_WORD_LIST_SUM;
  else if (n == 4 && is_either (parts[2], "首行", "first"))
    self->word = LB_WORD_LIST_FIRST;
  else
    return FALSE;
  self->indicator = g_strdup (parts[1]);
  self->head = n == 4 ? g_strdup (parts[3]) : NULL;
  return TRUE;
}

/* table.NAME, figure.NAME, list.…, cell.HEAD */
static gboolean
parse_named_path (LbReference *self, char **parts, guint n)
{
  if (is_either (parts[0], "清单", "list"))
    return parse_list_path (self, parts, n);
  if (n != 2)
    return FALSE;
  if (is_either (parts[0], "列", "cell")) {
    self->word = LB_WORD_CELL;
    self->head = g_strdup (parts[1]);
    return TRUE;
  }
  self->word = is_either (parts[0], "表", "table") ? LB_WORD_NUMBER_OF_TABLE : LB_WORD_NUMBER_OF_FIGURE;
  self->indicator = g_strdup (parts[1]);
  return self->word == LB_WORD_NUMBER_OF_TABLE || is_either (parts[0], "图", "figure");
}

/* INDICATOR.[since.|change.]FIELD, or one of the above */
static gboolean
parse_path (LbReference *self, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  guint n = g_strv_length (parts), at = 1;

  if (n < 2 || *parts[0] == '\0')
    return FALSE;
  if (parse_named_path (self, parts, n))
    return TRUE;
  g_clear_pointer (&self->indicator, g_free);
  if (is_either (parts[at], "基期", "since")) {
    self->when = LB_WHEN_THEN;
    at++;
  } else if (is_either (parts[at], "变化", "change")) {
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

gboolean
lb_reference_is_figure (LbWord word)
{
  return word <= LB_WORD_UNIT || word == LB_WORD_COUNT || word == LB_WORD_DEGREE;
}

/* The colon before the format; one in the id of a member, M02:industry, stands before the first dot. */
static const char *
find_format (const char *text)
{
  const char *dot = strchr (text, '.');

  return strchr (dot == NULL ? text : dot, ':');
}

static gboolean
parse_all (LbReference *self, const LbTemplate *template, const char *text, GError **error)
{
  const char *colon = find_format (text);
  g_autofree char *front = colon == NULL ? g_strdup (text) : g_strndup (text, (gsize) (colon - text));
  g_auto (GStrv) sides = g_strsplit (front, "@", 2);
  const char *path = sides[0] == NULL ? "" : g_strstrip (sides[0]);
  const char *place = sides[0] == NULL ? NULL : sides[1];
  const Entry *word = FIND (words, path);

  if (word != NULL)
    self->word = (LbWord) word->value;
  else if (!parse_path (self, path)) {
    lb_template_set_error (template, self->line, self->column, error,
                           _ ("unknown reference “{%s}”; docs/templates.md lists them"), text);
    return FALSE;
  }
  gboolean counts = self->word == LB_WORD_COUNT || self->word == LB_WORD_DEGREE;
  if (place != NULL ? !lb_reference_is_figure (self->word) || !parse_place (self, g_strstrip ((char *) place)) : counts) {
    lb_template_set_error (template, self->line, self->column, error, _ ("unknown place “@%s” in “{%s}”"),
                           place == NULL ? "" : place, text);
    return FALSE;
  }
  if (colon == NULL)
    return TRUE;
  g_autofree char *format = g_strstrip (g_strdup (colon + 1));
  if (parse_format (self, format))
    return TRUE;
  lb_template_set_error (template, self->line, self->column, error, _ ("unknown format “:%s” in “{%s}”"), format, text);
  return FALSE;
}

LbReference *
lb_reference_parse (const LbTemplate *self, const char *text, guint line, guint column, GError **error)
{
  LbReference *reference = g_new0 (LbReference, 1);

  reference->line = line;
  reference->column = column;
  reference->decimals = -1;
  reference->nth = 1;
  if (parse_all (reference, self, text, error))
    return reference;
  lb_reference_free (reference);
  return NULL;
}
