#include "config.h"
#include "src/sql-header.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/ini.h"
#include "src/limits.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define BYTE_ORDER_MARK "\357\273\277"

/* (transfer full). */
static char *
read_text (const char *path, GError **error)
{
  GStatBuf info;
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length = 0;
  const char *bad = NULL;

  if (g_stat (path, &info) != 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path,
                 g_strerror (errno));
    return NULL;
  }
  if (!S_ISREG (info.st_mode) || info.st_size > LB_LIMIT_INDICATOR_BYTES) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s is no text file of at most 1 MB"), path);
    return NULL;
  }
  if (!g_file_get_contents (path, &text, &length, &reason)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), path, reason->message);
    return NULL;
  }
  if (!g_utf8_validate (text, (gssize)length, &bad)) {
    int line = 1;
    for (const char *at = text; at < bad; at++)
      line += *at == '\n';
    lb_ini_refuse (path, line, error, _ ("this is not UTF-8 text; save the file as UTF-8"));
    return NULL;
  }
  return g_steal_pointer (&text);
}

typedef struct {
  const char *path;
  const LbHeaderKey *keys;
  guint n;
  char **values;
  int *lines;
  gpointer data;
} Header;

static gboolean
take_value (Header *self, guint key, const char *value, int number, GError **error)
{
  const char *word = self->keys[key].word;

  if (self->values[key] != NULL)
    return lb_ini_refuse (self->path, number, error,
                          _ ("“%s” stands here for the second time, after line %d"), word,
                          self->lines[key]);
  if (*value == '\0')
    return lb_ini_refuse (self->path, number, error, _ ("“%s” has no value"), word);
  self->values[key] = g_strdup (value);
  self->lines[key] = number;
  return TRUE;
}

/* One line "-- key: value" without its end. */
static gboolean
take_line (Header *self, char *line, int number, GError **error)
{
  char *colon = strchr (line, ':');

  if (colon == NULL)
    return lb_ini_refuse (self->path, number, error,
                          _ ("a line of the header has the form “-- key: value”"));
  *colon = '\0';
  const char *word = g_strstrip (line + 2), *value = g_strstrip (colon + 1);
  for (guint i = 0; i < self->n; i++)
    if (g_str_equal (word, self->keys[i].word))
      return self->keys[i].take != NULL ? self->keys[i].take (value, number, self->data, error)
                                        : take_value (self, i, value, number, error);
  return lb_ini_refuse (self->path, number, error, _ ("there is no key “%s”"), word);
}

char *
lb_sql_header_read (const char *path, const LbHeaderKey *keys, guint n, char **values, int *lines,
                    gpointer data, int *n_lines, GError **error)
{
  g_autofree char *text = read_text (path, error);
  Header header = {path, keys, n, values, lines, data};
  int number = 0;

  if (text == NULL)
    return NULL;
  char *line = g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + strlen (BYTE_ORDER_MARK) : text;
  while (g_str_has_prefix (line, "--")) {
    char *end = strchr (line, '\n');
    if (end != NULL)
      *end++ = '\0';
    if (!take_line (&header, line, ++number, error))
      return NULL;
    line = end != NULL ? end : line + strlen (line);
  }
  for (guint i = 0; i < n; i++)
    if (keys[i].required && values[i] == NULL) {
      lb_ini_refuse (path, MAX (number, 1), error,
                     _ ("the header ends here and has no line “-- %s: …”"), keys[i].word);
      return NULL;
    }
  if (n_lines != NULL)
    *n_lines = number;
  return g_strdup (line);
}
