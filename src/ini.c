#include "config.h"
#include "src/ini.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <string.h>

gboolean
lb_ini_refuse (const char *path, int line, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s, line %d: %s"), path, line, reason);
  return FALSE;
}

/* A "#" opens a comment only behind white space, so that a value may hold one. Cuts @text there. */
static char *
cut_source (char *text)
{
  for (char *mark = strchr (text, '#'); mark != NULL; mark = strchr (mark + 1, '#'))
    if (mark > text && g_ascii_isspace (mark[-1])) {
      *mark = '\0';
      return g_strstrip (mark + 1);
    }
  return text + strlen (text);
}

static gboolean
read_line (const char *path, int number, char *line, char **section, LbIniTake take, gpointer data, GError **error)
{
  line = g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return TRUE;
  if (*line == '[') {
    char *end = strchr (line, ']');
    if (end == NULL || end == line + 1 || end[1] != '\0')
      return lb_ini_refuse (path, number, error, _ ("a section has the form “[name]”"));
    *end = '\0';
    *section = line + 1;
    return TRUE;
  }
  char *equals = strchr (line, '=');
  if (equals == NULL || equals == line)
    return lb_ini_refuse (path, number, error, _ ("a line has the form “key = value”"));
  if (*section == NULL)
    return lb_ini_refuse (path, number, error, _ ("the first line must name a section, such as “[rules]”"));
  *equals = '\0';
  char *source = cut_source (equals + 1);
  LbIniEntry entry = {*section, g_strstrip (line), g_strstrip (equals + 1), source, number};
  return take (&entry, data, error);
}

gboolean
lb_ini_parse (const char *path, char *text, gsize length, LbIniTake take, gpointer data, GError **error)
{
  char *section = NULL;
  int number = 0;

  if (length > LB_LIMIT_RULE_BYTES)
    return lb_ini_refuse (path, 1, error, _ ("a rule file is never that long"));
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return lb_ini_refuse (path, 1, error, _ ("the file is not UTF-8 text; save it as UTF-8"));
  char *line = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  while (line != NULL) {
    char *end = strchr (line, '\n');
    if (end != NULL)
      *end++ = '\0';
    if (!read_line (path, ++number, line, &section, take, data, error))
      return FALSE;
    line = end;
  }
  return TRUE;
}

gboolean
lb_ini_read (const char *path, LbIniTake take, gpointer data, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &cause))
    return lb_ini_parse (path, text, length, take, data, error);
  g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot read %s: %s"), path, cause->message);
  return FALSE;
}
