#include "config.h"
#include "src/indicator.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/indicator-private.h"
#include "src/limits.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define MOST_DECIMALS 6
#define MOST_ID       16
#define MOST_WINDOW   3660

enum {
  KEY_ID, KEY_NAME_ZH, KEY_NAME_EN, KEY_GROUP_ZH, KEY_GROUP_EN, KEY_UNIT_ZH, KEY_UNIT_EN, KEY_SCALE,
  KEY_DECIMALS, KEY_BETTER, KEY_KIND, KEY_WINDOW, KEY_PALETTE, KEY_SOURCE, KEY_NOTE, N_KEYS
};

static const struct {
  const char *word;
  gboolean required;
} keys[N_KEYS] = {
  [KEY_ID] = {"id", TRUE},             [KEY_NAME_ZH] = {"name.zh", TRUE},
  [KEY_NAME_EN] = {"name.en", TRUE},   [KEY_GROUP_ZH] = {"group.zh", TRUE},
  [KEY_GROUP_EN] = {"group.en", TRUE}, [KEY_UNIT_ZH] = {"unit.zh", TRUE},
  [KEY_UNIT_EN] = {"unit.en", TRUE},   [KEY_SCALE] = {"scale", FALSE},
  [KEY_DECIMALS] = {"decimals", TRUE}, [KEY_BETTER] = {"better", TRUE},
  [KEY_KIND] = {"kind", TRUE},         [KEY_WINDOW] = {"window", FALSE},
  [KEY_PALETTE] = {"palette", TRUE},   [KEY_SOURCE] = {"source", TRUE},
  [KEY_NOTE] = {"note", FALSE},
};

typedef struct {
  const char *path;
  char *values[N_KEYS];
  int lines[N_KEYS]; /* where each key stands, from 1 */
  int n_lines;       /* lines of the header           */
  const char *query; /* what follows it, inside the text */
} Header;

static void
header_clear (Header *self)
{
  for (int i = 0; i < N_KEYS; i++)
    g_free (self->values[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Header, header_clear)

static gboolean G_GNUC_PRINTF (4, 5)
refuse (const char *path, int line, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s, line %d: %s"), path, line, reason);
  return FALSE;
}

/* One line "-- key: value" without its end. */
static gboolean
take_line (Header *self, const char *line, int number, GError **error)
{
  const char *colon = strchr (line, ':');

  if (colon == NULL)
    return refuse (self->path, number, error, _ ("a line of the header has the form “-- key: value”"));
  g_autofree char *key = g_strstrip (g_strndup (line + 2, (gsize) (colon - line - 2)));
  g_autofree char *value = g_strstrip (g_strdup (colon + 1));
  for (int i = 0; i < N_KEYS; i++) {
    if (strcmp (key, keys[i].word) != 0)
      continue;
    if (self->values[i] != NULL)
      return refuse (self->path, number, error, _ ("“%s” stands here for the second time, after line %d"),
                     key, self->lines[i]);
    if (*value == '\0')
      return refuse (self->path, number, error, _ ("“%s” has no value"), key);
    self->values[i] = g_steal_pointer (&value);
    self->lines[i] = number;
    return TRUE;
  }
  return refuse (self->path, number, error, _ ("“%s” is not a key of an indicator"), key);
}

static gboolean
read_header (Header *self, const char *text, GError **error)
{
  const char *at = text;

  while (g_str_has_prefix (at, "--")) {
    const char *end = strchr (at, '\n');
    gsize length = end != NULL ? (gsize) (end - at) : strlen (at);
    g_autofree char *line = g_strndup (at, length);
    self->n_lines++;
    if (!take_line (self, line, self->n_lines, error))
      return FALSE;
    at += end != NULL ? length + 1 : length;
  }
  self->query = at;
  for (int i = 0; i < N_KEYS; i++)
    if (keys[i].required && self->values[i] == NULL)
      return refuse (self->path, MAX (self->n_lines, 1), error,
                     _ ("the header ends here and has no line “-- %s: …”"), keys[i].word);
  return TRUE;
}

static gboolean
wrong (const Header *self, int key, const char *expected, GError **error)
{
  return refuse (self->path, self->lines[key], error, _ ("“%s” cannot be “%s”; it is %s"), keys[key].word,
                 self->values[key], expected);
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
    return refuse (header->path, header->lines[KEY_WINDOW], error, _ ("only a flow has a window"));
  if (text == NULL)
    return refuse (header->path, header->lines[KEY_KIND], error,
                   _ ("a flow needs a line “-- window: …”, for example “30 days” or “1 months”"));
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  if (g_strv_length (words) == 2 && g_ascii_string_to_unsigned (words[0], 10, 1, MOST_WINDOW, &count, NULL)) {
    if (g_str_equal (words[1], "days"))
      self->window_days = (int) count;
    else if (g_str_equal (words[1], "months"))
      self->window_months = (int) count;
    if (self->window_days > 0 || self->window_months > 0)
      return TRUE;
  }
  return wrong (header, KEY_WINDOW, _ ("a number of days or months, for example “30 days” or “1 months”"), error);
}

static gboolean
read_choices (const Header *header, LbIndicator *self, GError **error)
{
  const char *better = header->values[KEY_BETTER], *kind = header->values[KEY_KIND];
  double decimals;

  g_assert (better != NULL && kind != NULL); /* read_header() made sure */
  if (header->values[KEY_SCALE] != NULL &&
      (!read_number (header->values[KEY_SCALE], &self->scale) || !(self->scale > 0)))
    return wrong (header, KEY_SCALE, _ ("a number above 0"), error);
  if (!read_number (header->values[KEY_DECIMALS], &decimals) || decimals < 0 || decimals > MOST_DECIMALS ||
      floor (decimals) < decimals)
    return wrong (header, KEY_DECIMALS, _ ("a whole number from 0 to 6"), error);
  self->decimals = (int) decimals;

  if (g_str_equal (better, "up"))
    self->better = LB_BETTER_UP;
  else if (g_str_equal (better, "down"))
    self->better = LB_BETTER_DOWN;
  else if (!g_str_equal (better, "none"))
    return wrong (header, KEY_BETTER, _ ("up, down or none"), error);

  self->flow = g_str_equal (kind, "flow");
  if (!self->flow && !g_str_equal (kind, "stock"))
    return wrong (header, KEY_KIND, _ ("stock or flow"), error);
  return read_window (header, self, error);
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

  g_assert (id != NULL); /* read_header() made sure */
  if (!lb_indicator_id_is_valid (id))
    return wrong (header, KEY_ID, _ ("a letter and then letters, digits, “-” or “_”, for example M01"), error);
  if (!g_str_equal (base, file))
    return refuse (header->path, header->lines[KEY_ID], error, _ ("an indicator “%s” belongs in a file %s"),
                   id, file);
  return TRUE;
}

static LbIndicator *
make_indicator (Header *header, const char *language, GError **error)
{
  gboolean english = g_strcmp0 (language, "en") == 0;
  g_autoptr (LbIndicator) self = g_new0 (LbIndicator, 1);

  g_atomic_ref_count_init (&self->refs);
  self->scale = 1;
  if (!check_id (header, error) || !read_choices (header, self, error))
    return NULL;
  self->id = g_steal_pointer (&header->values[KEY_ID]);
  self->name = g_steal_pointer (&header->values[english ? KEY_NAME_EN : KEY_NAME_ZH]);
  self->group = g_steal_pointer (&header->values[english ? KEY_GROUP_EN : KEY_GROUP_ZH]);
  self->unit = g_steal_pointer (&header->values[english ? KEY_UNIT_EN : KEY_UNIT_ZH]);
  self->palette = g_steal_pointer (&header->values[KEY_PALETTE]);
  self->source = g_steal_pointer (&header->values[KEY_SOURCE]);
  self->note = header->values[KEY_NOTE] != NULL ? g_steal_pointer (&header->values[KEY_NOTE]) : g_strdup ("");
  self->sql = g_strstrip (g_strdup (header->query));
  self->path = g_strdup (header->path);
  if (*self->sql == '\0') {
    refuse (header->path, header->n_lines, error, _ ("there is no query after the header"));
    return NULL;
  }
  return g_steal_pointer (&self);
}

static char *
read_text (const char *path, GError **error)
{
  GStatBuf info;
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length = 0;
  const char *bad = NULL;

  if (g_stat (path, &info) != 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path, g_strerror (errno));
    return NULL;
  }
  if (!S_ISREG (info.st_mode) || info.st_size > LB_LIMIT_INDICATOR_BYTES) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s is not an indicator: it is no text file of at most 1 MB"), path);
    return NULL;
  }
  if (!g_file_get_contents (path, &text, &length, &reason)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path, reason->message);
    return NULL;
  }
  if (!g_utf8_validate (text, (gssize) length, &bad)) {
    int line = 1;
    for (const char *at = text; at < bad; at++)
      line += *at == '\n';
    refuse (path, line, error, _ ("this is not UTF-8 text; save the file as UTF-8"));
    return NULL;
  }
  return g_steal_pointer (&text);
}

LbIndicator *
lb_indicator_load (const char *path, const char *language, GError **error)
{
  g_autofree char *text = read_text (path, error);
  g_auto (Header) header = {.path = path};

  if (text == NULL)
    return NULL;
  const char *start = g_str_has_prefix (text, "\357\273\277") ? text + 3 : text;
  if (!read_header (&header, start, error))
    return NULL;
  return make_indicator (&header, language, error);
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
  g_free (self);
}
