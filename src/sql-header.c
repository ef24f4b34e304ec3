#include "config.h"
#include "src/sql-header.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/ini.h"
#include "src/limits.h"

#include <string.h>

/* One line "-- key: value" without its end. */
static gboolean
take_line (const char *path, char *line, int number, const LbHeaderKey *keys, guint n, char **values, int *lines,
           GError **error)
{
  char *colon = strchr (line, ':');

  if (colon == NULL)
    return lb_ini_refuse (path, number, error, _ ("a line of the header has the form “-- key: value”"));
  *colon = '\0';
  const char *key = g_strstrip (line + 2), *value = g_strstrip (colon + 1);
  for (guint i = 0; i < n; i++) {
    if (!g_str_equal (key, keys[i].word))
      continue;
    if (values[i] != NULL)
      return lb_ini_refuse (path, number, error, _ ("“%s” stands here for the second time, after line %d"), key, lines[i]);
    if (*value == '\0')
      return lb_ini_refuse (path, number, error, _ ("“%s” has no value"), key);
    values[i] = g_strdup (value);
    lines[i] = number;
    return TRUE;
  }
  return lb_ini_refuse (path, number, error, _ ("there is no key “%s”"), key);
}

char *
lb_sql_header_read (const char *path, const LbHeaderKey *keys, guint n, char **values, int *lines, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;
  int number = 0;

  if (!g_file_get_contents (path, &text, &length, &cause)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot read %s: %s"), path, cause->message);
    return NULL;
  }
  if (length > LB_LIMIT_INDICATOR_BYTES || memchr (text, '\0', length) != NULL || !g_utf8_validate (text, -1, NULL)) {
    lb_ini_refuse (path, 1, error, _ ("the file is too long or not UTF-8 text"));
    return NULL;
  }
  char *line = text;
  while (g_str_has_prefix (line, "--")) {
    char *end = strchr (line, '\n');
    if (end != NULL)
      *end++ = '\0';
    if (!take_line (path, line, ++number, keys, n, values, lines, error))
      return NULL;
    line = end != NULL ? end : line + strlen (line);
  }
  for (guint i = 0; i < n; i++)
    if (keys[i].required && values[i] == NULL) {
      lb_ini_refuse (path, number + 1, error, _ ("the header has no “%s”"), keys[i].word);
      return NULL;
    }
  return g_strdup (line);
}
