/* One layer of a rule set: a file, or the overrides of a project, value by value */
#include "config.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/ini.h"
#include "src/rules-private.h"

#include <math.h>
#include <string.h>

#define MOST_VALUES 4000

static const char *const units[] = {
  [LB_UNIT_NONE] = "", [LB_UNIT_DAY_CAL] = "day_cal", [LB_UNIT_DAY_WORK] = "day_work", [LB_UNIT_MONTH] = "month",
  [LB_UNIT_HH] = "hh", [LB_UNIT_PERSON] = "person", [LB_UNIT_PCT] = "pct", [LB_UNIT_YUAN] = "yuan"};

LbRuleLayer *
lb_rule_layer_new (const char *name, const char *path)
{
  LbRuleLayer *self = g_new0 (LbRuleLayer, 1);

  self->name = g_strdup (name);
  self->path = g_strdup (path);
  self->from = LB_DAY_ALWAYS;
  self->until = LB_DAY_NONE;
  self->texts = g_string_chunk_new (4096);
  self->values = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
free_value_lists (LbRuleLayer *self)
{
  for (guint i = 0; i < self->values->len; i++) {
    LbRuleValue *value = g_ptr_array_index (self->values, i);
    g_free ((gpointer) value->list);
  }
}

void
lb_rule_layer_free (LbRuleLayer *self)
{
  free_value_lists (self);
  g_ptr_array_unref (self->values);
  g_string_chunk_free (self->texts);
  g_free (self->name);
  g_free (self->path);
  g_free (self->title_zh);
  g_free (self->title_en);
  g_free (self->basis);
  g_free (self->base);
  g_free (self);
}

/* "15 day_cal", "0.05"; FALSE when it begins as a number with a unit and has none that exists. */
static gboolean
read_number (LbRuleValue *value)
{
  char *end;
  double number = g_ascii_strtod (value->text, &end);

  value->number = NAN;
  if (!g_ascii_isdigit (value->text[0]) || !isfinite (number))
    return TRUE;
  if (*end != '\0' && *end != ' ')
    return TRUE; /* a text such as "1+1+3+N" or "2, 4, 6" */
  while (*end == ' ')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (end, units[i])) {
      value->number = number;
      value->unit = (LbRuleUnit) i;
      return TRUE;
    }
  return FALSE;
}

/* (transfer container): the parts between commas, their texts in the layer. */
static const char **
read_list (LbRuleLayer *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  const char **list = g_new0 (const char *, g_strv_length (words) + 1);

  for (gsize i = 0; words[i] != NULL; i++)
    list[i] = g_string_chunk_insert_const (self->texts, g_strstrip (words[i]));
  return list;
}

static gboolean
check_value (const LbRuleLayer *self, const LbRuleValue *value, GError **error)
{
  gboolean time = value->unit == LB_UNIT_DAY_CAL || value->unit == LB_UNIT_DAY_WORK || value->unit == LB_UNIT_MONTH;

  if (g_str_has_prefix (value->key, "limits.") &&
      (!time || value->number > 36600 || floor (value->number) < value->number))
    return lb_ini_refuse (self->path, value->line, error,
                          _ ("“%s” is a time limit: a whole number and day_cal, day_work or month"), value->key);
  if (g_str_has_prefix (value->key, "line.") &&
      (value->unit != LB_UNIT_YUAN || strlen (value->key) != strlen ("line.2023") ||
       strspn (value->key + strlen ("line."), "0123456789") != 4))
    return lb_ini_refuse (self->path, value->line, error, _ ("an income line is written “2023 = 7500 yuan”"));
  for (guint i = 0; i < self->values->len; i++) {
    const LbRuleValue *other = g_ptr_array_index (self->values, i);
    if (other->key == value->key && other->from <= value->until && value->from <= other->until)
      return lb_ini_refuse (self->path, value->line, error,
                            _ ("“%s” stands in line %d already for the same days; give each version its time with @"),
                            value->key, other->line);
  }
  return TRUE;
}

gboolean
lb_rule_layer_add (LbRuleLayer *self, const char *key, const char *text, const char *source, gint32 from, gint32 until,
                   int line, GError **error)
{
  if (self->values->len >= MOST_VALUES)
    return lb_ini_refuse (self->path, line, error, _ ("a rule set has at most %d values"), MOST_VALUES);
  LbRuleValue *value = g_new0 (LbRuleValue, 1);

  value->key = g_string_chunk_insert_const (self->texts, key); /* one key, one pointer */
  value->text = g_string_chunk_insert_const (self->texts, text);
  value->source = g_string_chunk_insert_const (self->texts, source);
  value->set = self->name;
  value->from = from;
  value->until = until;
  value->line = line;
  gboolean known = read_number (value);
  gboolean good = known ? check_value (self, value, error)
                        : lb_ini_refuse (self->path, line, error,
                                         _ ("“%s”: behind a number stands day_cal, day_work, month, hh, person, pct or "
                                            "yuan, or nothing"),
                                         text);
  value->list = read_list (self, text);
  if (good)
    g_ptr_array_add (self->values, value);
  else {
    g_free ((gpointer) value->list);
    g_free (value);
  }
  return good;
}

/* "2023-01-01..", "..2024-12-31": days or months. */
static gboolean
read_span (const char *text, gint32 *from, gint32 *until)
{
  const char *dots = strstr (text, "..");
  if (dots == NULL)
    return FALSE;
  g_autofree char *first = g_strstrip (g_strndup (text, (gsize) (dots - text)));
  g_autofree char *last = g_strstrip (g_strdup (dots + 2));

  *from = *first != '\0' ? lb_day_first_from_text (first) : LB_DAY_ALWAYS;
  *until = *last != '\0' ? lb_day_from_text (last) : LB_DAY_NONE;
  return *from != LB_DAY_NONE && (*last == '\0' || *until != LB_DAY_NONE) && *from <= *until;
}

static gboolean
take_cover (LbRuleLayer *self, const LbIniEntry *entry, GError **error)
{
  const struct {
    const char *key;
    char **place;
  } words[] = {{"name.zh", &self->title_zh}, {"name.en", &self->title_en}, {"basis", &self->basis}, {"base", &self->base}};
  gboolean first = g_str_equal (entry->key, "valid_from"), last = g_str_equal (entry->key, "valid_to");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (entry->key, words[i].key)) {
      g_free (*words[i].place);
      *words[i].place = g_strdup (entry->value);
      return TRUE;
    }
  if (!first && !last)
    return lb_ini_refuse (self->path, entry->line, error,
                          _ ("[rules] has no “%s”; it has name.zh, name.en, basis, base, valid_from and valid_to"),
                          entry->key);
  gint32 day = first ? lb_day_first_from_text (entry->value) : lb_day_from_text (entry->value);
  if (day == LB_DAY_NONE)
    return lb_ini_refuse (self->path, entry->line, error, _ ("“%s” is not a date; write it as YYYY-MM-DD"), entry->value);
  if (self->values->len > 0)
    return lb_ini_refuse (self->path, entry->line, error, _ ("the section [rules] comes before all others"));
  *(first ? &self->from : &self->until) = day;
  return TRUE;
}

static gboolean
take_entry (const LbIniEntry *entry, gpointer data, GError **error)
{
  LbRuleLayer *self = data;
  gint32 from = self->from, until = self->until;
  const char *at = strchr (entry->key, '@');

  if (g_str_equal (entry->section, "rules"))
    return take_cover (self, entry, error);
  if (strchr (entry->section, '.') != NULL)
    return lb_ini_refuse (self->path, entry->line, error, _ ("the name of a section has no full stop"));
  if (*entry->value == '\0')
    return lb_ini_refuse (self->path, entry->line, error, _ ("“%s” has no value"), entry->key);
  if (at != NULL && !read_span (at + 1, &from, &until))
    return lb_ini_refuse (self->path, entry->line, error,
                          _ ("the time of a version is written “key @2023-01-01..2023-12-31 = value”; one end may be missing"));
  g_autofree char *word = at != NULL ? g_strndup (entry->key, (gsize) (at - entry->key)) : g_strdup (entry->key);
  g_autofree char *key = g_strconcat (entry->section, ".", g_strstrip (word), NULL);
  return lb_rule_layer_add (self, key, entry->value, entry->source, from, until, entry->line, error);
}

static LbRuleLayer *
layer_for_file (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".ini"))
    name[strlen (name) - strlen (".ini")] = '\0';
  return lb_rule_layer_new (name, path);
}

static gboolean
check_cover (const LbRuleLayer *self, GError **error)
{
  return (self->title_zh != NULL && self->title_en != NULL && self->basis != NULL) ||
         lb_ini_refuse (self->path, 1, error, _ ("[rules] must say name.zh, name.en and basis"));
}

LbRuleLayer *
lb_rule_layer_load (const char *path, GError **error)
{
  g_autoptr (LbRuleLayer) self = layer_for_file (path);

  return lb_ini_read (path, take_entry, self, error) && check_cover (self, error) ? g_steal_pointer (&self) : NULL;
}

LbRuleLayer *
lb_rule_layer_parse (const char *path, char *text, gsize length, GError **error)
{
  g_autoptr (LbRuleLayer) self = layer_for_file (path);

  return lb_ini_parse (path, text, length, take_entry, self, error) && check_cover (self, error) ? g_steal_pointer (&self)
                                                                                                  : NULL;
}
