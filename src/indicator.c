#include "config.h"
#include "src/indicator.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/indicator-private.h"
#include "src/ini.h"
#include "src/sql-header.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define MOST_DECIMALS 6
#define MOST_ID       16
#define MOST_FACET    32
#define MOST_WINDOW   3660

enum {
  KEY_ID,
  KEY_NAME_ZH,
  KEY_NAME_EN,
  KEY_GROUP_ZH,
  KEY_GROUP_EN,
  KEY_UNIT_ZH,
  KEY_UNIT_EN,
  KEY_VALUE,
  KEY_SCALE,
  KEY_DECIMALS,
  KEY_BETTER,
  KEY_KIND,
  KEY_WINDOW,
  KEY_BASE,
  KEY_FACET,
  KEY_WHOLE,
  KEY_PALETTE,
  KEY_SOURCE_ZH,
  KEY_SOURCE_EN,
  KEY_NOTE_ZH,
  KEY_NOTE_EN,
  N_KEYS
};

static gboolean take_facet (const char *value, int line, gpointer data, GError **error);

static const LbHeaderKey keys[N_KEYS] = {
    [KEY_ID] = {"id", TRUE},
    [KEY_NAME_ZH] = {"name.zh", TRUE},
    [KEY_NAME_EN] = {"name.en", TRUE},
    [KEY_GROUP_ZH] = {"group.zh", TRUE},
    [KEY_GROUP_EN] = {"group.en", TRUE},
    [KEY_UNIT_ZH] = {"unit.zh", TRUE},
    [KEY_UNIT_EN] = {"unit.en", TRUE},
    [KEY_VALUE] = {"value", FALSE},
    [KEY_SCALE] = {"scale", FALSE},
    [KEY_DECIMALS] = {"decimals", TRUE},
    [KEY_BETTER] = {"better", TRUE},
    [KEY_KIND] = {"kind", TRUE},
    [KEY_WINDOW] = {"window", FALSE},
    [KEY_BASE] = {"base", FALSE},
    [KEY_FACET] = {"facet", FALSE, take_facet},
    [KEY_WHOLE] = {"whole", FALSE},
    [KEY_PALETTE] = {"palette", TRUE},
    [KEY_SOURCE_ZH] = {"source.zh", TRUE},
    [KEY_SOURCE_EN] = {"source.en", TRUE},
    [KEY_NOTE_ZH] = {"note.zh", FALSE},
    [KEY_NOTE_EN] = {"note.en", FALSE},
};

typedef struct {
  const char *path;
  char *values[N_KEYS];
  int lines[N_KEYS]; /* where each key stands, from 1; of the members the first */
  GArray *facets;    /* LbFacet, in @language */
  gboolean english;
  int n_lines; /* lines of the header */
  char *query; /* what follows it     */
} Header;

static void
header_clear (Header *self)
{
  for (int i = 0; i < N_KEYS; i++)
    g_free (self->values[i]);
  g_free (self->query);
  g_clear_pointer (&self->facets, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Header, header_clear)

static void
clear_facet (gpointer data)
{
  LbFacet *facet = data;

  g_free (facet->code);
  g_free (facet->label);
}

/* "code 中文 | English", one line for each member of the family. */
static gboolean
take_facet (const char *value, int number, gpointer data, GError **error)
{
  Header *self = data;
  g_auto (GStrv) words = g_strsplit (value, " ", 2);
  g_auto (GStrv) labels = g_strsplit (words[0] != NULL && words[1] != NULL ? words[1] : "", "|", 2);
  LbFacet facet;

  if (g_strv_length (labels) != 2 || !lb_facet_code_is_valid (words[0]) ||
      *g_strstrip (labels[0]) == '\0' || *g_strstrip (labels[1]) == '\0')
    return lb_ini_refuse (self->path, number, error,
                          _ ("a member of a family has the form “-- facet: code 中文 | English”"));
  for (guint i = 0; i < self->facets->len; i++)
    if (g_str_equal (g_array_index (self->facets, LbFacet, i).code, words[0]))
      return lb_ini_refuse (self->path, number, error,
                            _ ("“%s” stands here for the second time, after line %d"), words[0],
                            self->lines[KEY_FACET]);
  if (self->lines[KEY_FACET] == 0)
    self->lines[KEY_FACET] = number;
  facet.code = g_strdup (words[0]);
  facet.label = g_strdup (labels[self->english]);
  g_array_append_val (self->facets, facet);
  return TRUE;
}

static gboolean
wrong (const Header *self, int key, const char *expected, GError **error)
{
  return lb_ini_refuse (self->path, self->lines[key], error, _ ("“%s” cannot be “%s”; it is %s"),
                        keys[key].word, self->values[key], expected);
}

static gboolean
read_number (const char *text, double *value)
{
  char *end = NULL;

  errno = 0;
  *value = g_ascii_strtod (text, &end);
  return errno == 0 && end != text && *end == '\0' && isfinite (*value);
}

/* "30 days" or "12 months". */
static gboolean
read_window (const Header *header, LbIndicator *self, GError **error)
{
  const char *text = header->values[KEY_WINDOW];
  guint64 count = 0;

  if (!self->flow && text == NULL)
    return TRUE;
  if (!self->flow)
    return lb_ini_refuse (header->path, header->lines[KEY_WINDOW], error,
                          _ ("only a flow has a window"));
  if (text == NULL)
    return lb_ini_refuse (
        header->path, header->lines[KEY_KIND], error,
        _ ("a flow needs a line “-- window: …”, for example “30 days” or “1 months”"));
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  if (g_strv_length (words) == 2 &&
      g_ascii_string_to_unsigned (words[0], 10, 1, MOST_WINDOW, &count, NULL)) {
    if (g_str_equal (words[1], "days"))
      self->window_days = (int)count;
    else if (g_str_equal (words[1], "months"))
      self->window_months = (int)count;
    if (self->window_days > 0 || self->window_months > 0)
      return TRUE;
  }
  return wrong (header, KEY_WINDOW,
                _ ("a number of days or months, for example “30 days” or “1 months”"), error);
}

/* What a value is made of: a ratio, a count, a peak; whether small bases and wholes make sense. */
static gboolean
read_form (const Header *header, LbIndicator *self, GError **error)
{
  const char *value = header->values[KEY_VALUE], *base = header->values[KEY_BASE],
             *whole = header->values[KEY_WHOLE];

  if (g_strcmp0 (value, "count") == 0)
    self->form = LB_FORM_COUNT;
  else if (g_strcmp0 (value, "peak") == 0)
    self->form = LB_FORM_PEAK;
  else if (value != NULL && !g_str_equal (value, "ratio"))
    return wrong (header, KEY_VALUE, _ ("ratio, count or peak"), error);
  if (self->form == LB_FORM_PEAK && self->window_months < 2)
    return lb_ini_refuse (header->path, header->lines[KEY_VALUE], error,
                          _ ("a peak is sought in a window of two or more months"));
  if (base != NULL && !g_str_equal (base, "plain"))
    return wrong (header, KEY_BASE, _ ("plain, or left out"), error);
  self->plain = base != NULL || self->form == LB_FORM_COUNT;
  if (whole != NULL && !g_str_equal (whole, "none"))
    return wrong (header, KEY_WHOLE, _ ("none, or left out"), error);
  if (whole != NULL && header->facets->len == 0)
    return lb_ini_refuse (header->path, header->lines[KEY_WHOLE], error,
                          _ ("only a family with facets can be without a whole"));
  self->whole = whole == NULL;
  return TRUE;
}

static gboolean
read_choices (const Header *header, LbIndicator *self, GError **error)
{
  const char *better = header->values[KEY_BETTER], *kind = header->values[KEY_KIND];
  double decimals;

  g_assert (better != NULL && kind != NULL); /* the header was read */
  if (header->values[KEY_SCALE] != NULL &&
      (!read_number (header->values[KEY_SCALE], &self->scale) || !(self->scale > 0)))
    return wrong (header, KEY_SCALE, _ ("a number above 0"), error);
  if (!read_number (header->values[KEY_DECIMALS], &decimals) || decimals < 0 ||
      decimals > MOST_DECIMALS || floor (decimals) < decimals)
    return wrong (header, KEY_DECIMALS, _ ("a whole number from 0 to 6"), error);
  self->decimals = (int)decimals;

  if (g_str_equal (better, "up"))
    self->better = LB_BETTER_UP;
  else if (g_str_equal (better, "down"))
    self->better = LB_BETTER_DOWN;
  else if (!g_str_equal (better, "none"))
    return wrong (header, KEY_BETTER, _ ("up, down or none"), error);

  self->flow = g_str_equal (kind, "flow");
  if (!self->flow && !g_str_equal (kind, "stock"))
    return wrong (header, KEY_KIND, _ ("stock or flow"), error);
  return read_window (header, self, error) && read_form (header, self, error);
}

gboolean
lb_facet_code_is_valid (const char *code)
{
  if (!g_ascii_islower (code[0]) || strlen (code) > MOST_FACET)
    return FALSE;
  return code[strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

gboolean
lb_indicator_id_is_valid (const char *id)
{
  if (!g_ascii_isalpha (id[0]) || strlen (id) > MOST_ID)
    return FALSE;
  for (const char *at = id; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '-' && *at != '_')
      return FALSE;
  return TRUE;
}

static gboolean
check_id (const Header *header, GError **error)
{
  const char *id = header->values[KEY_ID];
  g_autofree char *base = g_path_get_basename (header->path);
  g_autofree char *file = g_strconcat (id, ".sql", NULL);

  g_assert (id != NULL); /* the header was read */
  if (!lb_indicator_id_is_valid (id))
    return wrong (header, KEY_ID,
                  _ ("a letter and then letters, digits, “-” or “_”, for example M01"), error);
  if (!g_str_equal (base, file))
    return lb_ini_refuse (header->path, header->lines[KEY_ID], error,
                          _ ("an indicator “%s” belongs in a file %s"), id, file);
  return TRUE;
}

/* A note may be left out, but not for half of the readers. */
static gboolean
check_notes (const Header *header, GError **error)
{
  gboolean chinese = header->values[KEY_NOTE_ZH] != NULL, english = header->values[KEY_NOTE_EN] != NULL;

  if (chinese == english)
    return TRUE;
  return lb_ini_refuse (header->path, header->lines[chinese ? KEY_NOTE_ZH : KEY_NOTE_EN], error,
                        _ ("a note stands in both languages: there is no line “-- %s: …”"), keys[chinese ? KEY_NOTE_EN : KEY_NOTE_ZH].word);
}

static LbIndicator *
make_indicator (Header *header, GError **error)
{
  gboolean english = header->english;
  g_autoptr (LbIndicator) self = g_new0 (LbIndicator, 1);

  g_atomic_ref_count_init (&self->refs);
  self->scale = 1;
  self->facets = g_array_ref (header->facets);
  if (!check_id (header, error) || !check_notes (header, error) || !read_choices (header, self, error))
    return NULL;
  self->id = g_steal_pointer (&header->values[KEY_ID]);
  self->name = g_steal_pointer (&header->values[english ? KEY_NAME_EN : KEY_NAME_ZH]);
  self->group = g_steal_pointer (&header->values[english ? KEY_GROUP_EN : KEY_GROUP_ZH]);
  self->unit = g_steal_pointer (&header->values[english ? KEY_UNIT_EN : KEY_UNIT_ZH]);
  self->palette = g_steal_pointer (&header->values[KEY_PALETTE]);
  self->source = g_steal_pointer (&header->values[english ? KEY_SOURCE_EN : KEY_SOURCE_ZH]);
  self->note = g_strdup (english ? header->values[KEY_NOTE_EN] : header->values[KEY_NOTE_ZH]);
  if (self->note == NULL)
    self->note = g_strdup ("");
  self->sql = g_strstrip (g_strdup (header->query));
  self->path = g_strdup (header->path);
  if (*self->sql == '\0') {
    lb_ini_refuse (header->path, header->n_lines, error, _ ("there is no query after the header"));
    return NULL;
  }
  return g_steal_pointer (&self);
}

LbIndicator *
lb_indicator_load (const char *path, const char *language, GError **error)
{
  g_auto (Header) header = {.path = path, .english = g_strcmp0 (language, "en") == 0};

  header.facets = g_array_new (FALSE, FALSE, sizeof (LbFacet));
  g_array_set_clear_func (header.facets, clear_facet);
  header.query = lb_sql_header_read (path, keys, N_KEYS, header.values, header.lines, &header,
                                     &header.n_lines, error);
  return header.query != NULL ? make_indicator (&header, error) : NULL;
}

static void
set_no_facet (const LbIndicator *self, const char *code, GError **error)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < self->facets->len; i++)
    g_string_append_printf (codes, "%s%s:%s", i > 0 ? ", " : "", self->id,
                            g_array_index (self->facets, LbFacet, i).code);
  if (codes->len > 0)
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND,
                 _ ("there is no indicator “%s:%s”; there are: %s"), self->id, code, codes->str);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND,
                 _ ("there is no indicator “%s:%s”; %s has no members"), self->id, code, self->id);
}

LbIndicator *
lb_indicator_dup_facet (const LbIndicator *self, const char *code, GError **error)
{
  const LbFacet *facet = NULL;

  for (guint i = 0; i < self->facets->len && facet == NULL; i++)
    if (g_str_equal (g_array_index (self->facets, LbFacet, i).code, code))
      facet = &g_array_index (self->facets, LbFacet, i);
  if (facet == NULL) {
    set_no_facet (self, code, error);
    return NULL;
  }
  LbIndicator *member = g_memdup2 (self, sizeof *self);
  g_atomic_ref_count_init (&member->refs);
  member->id = g_strconcat (self->id, ":", code, NULL);
  member->name = g_strconcat (self->name, "·", facet->label, NULL);
  member->group = g_strdup (self->group);
  member->unit = g_strdup (self->unit);
  member->palette = g_strdup (self->palette);
  member->source = g_strdup (self->source);
  member->note = g_strdup (self->note);
  member->sql = g_strdup (self->sql);
  member->path = g_strdup (self->path);
  member->facet = g_strdup (code);
  member->facets = g_array_new (FALSE, FALSE, sizeof (LbFacet));
  member->whole = TRUE;
  return member;
}

LbIndicator *
lb_indicator_ref (LbIndicator *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_indicator_unref (LbIndicator *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->group);
  g_free (self->unit);
  g_free (self->palette);
  g_free (self->source);
  g_free (self->note);
  g_free (self->sql);
  g_free (self->path);
  g_free (self->facet);
  g_array_unref (self->facets);
  g_free (self);
}
