#include "config.h"
#include "maps/code.h"

#include <string.h>

static gboolean
all_digits (const char *text, gsize n)
{
  return strspn (text, "0123456789") >= n;
}

char *
lb_code_canonical (const char *text)
{
  char *code = g_strstrip (g_strdup (text));
  gsize digits = strspn (code, "0123456789");

  if (digits > 0 && code[digits] == '.' && code[digits + 1 + strspn (code + digits + 1, "0")] == '\0')
    code[digits] = '\0';
  if (strlen (code) == 12 && all_digits (code, 12) && strcmp (code + 9, "000") == 0)
    code[strcmp (code + 6, "000000") == 0 ? 6 : 9] = '\0';
  return code;
}

gboolean
lb_code_get_level (const char *code, LbLevel *level)
{
  gsize length = strlen (code);

  if (!all_digits (code, length) || length < 6)
    return FALSE;
  *level = length == 6    ? LB_LEVEL_COUNTY
           : length == 9  ? LB_LEVEL_TOWNSHIP
           : length == 12 ? LB_LEVEL_VILLAGE
                          : LB_LEVEL_GRID;
  return length == 6 || length == 9 || length == 12 || length >= 15;
}
