#include "config.h"
#include "src/check-message.h"
#include "src/date.h"
#include "src/i18n.h"

#include <string.h>

static int
find_column (sqlite3_stmt *row, const char *name)
{
  for (int i = 0, n = sqlite3_column_count (row); i < n; i++)
    if (g_ascii_strcasecmp (sqlite3_column_name (row, i), name) == 0)
      return i;
  return -1;
}

/* Chinese: the word people use; English: the code, which is English already. */
static char *
word_of_code (const char *code, const char *group, const LbRules *rules, const LbAliases *aliases)
{
  g_autofree char *key = g_strconcat (group, ".", code, NULL);
  const char *word = lb_aliases_get_word (aliases, group, code);

  if (!g_str_equal (lb_i18n_language (), "zh"))
    return g_strdelimit (g_strdup (code), "_", ' ');
  if (word == code) /* not in the group */
    word = lb_rules_get_text (rules, key, LB_DAY_NONE);
  return g_strdup (word != NULL ? word : code);
}

static char *
fill_in (const char *word, sqlite3_stmt *row, const LbRules *rules, const LbAliases *aliases)
{
  const char *colon = strchr (word, ':');
  g_autofree char *name = colon != NULL ? g_strndup (word, (gsize) (colon - word)) : g_strdup (word);
  int column = find_column (row, name);
  const char *text = column >= 0 ? (const char *) sqlite3_column_text (row, column) : NULL;

  if (column < 0)
    return g_strdup_printf ("{%s}", word);
  if (text == NULL)
    return g_strdup ("—");
  if (colon == NULL)
    return g_strdup (text);
  gint64 number = sqlite3_column_int64 (row, column);
  if (g_str_equal (colon + 1, "day") && ABS (number) < 700000)
    return lb_day_to_text ((gint32) number);
  if (g_str_equal (colon + 1, "yuan"))
    return number % 100 == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number / 100)
                             : g_strdup_printf ("%.2f", (double) number / 100);
  return word_of_code (text, colon + 1, rules, aliases);
}

char *
lb_check_message (const char *message, sqlite3_stmt *row, const LbRules *rules, const LbAliases *aliases)
{
  GString *out = g_string_new (NULL);
  const char *open, *close;

  while ((open = strchr (message, '{')) != NULL && (close = strchr (open, '}')) != NULL) {
    g_autofree char *word = g_strndup (open + 1, (gsize) (close - open - 1));
    g_autofree char *text = fill_in (word, row, rules, aliases);
    g_string_append_len (out, message, open - message);
    g_string_append (out, text);
    message = close + 1;
  }
  g_string_append (out, message);
  return g_string_free (out, FALSE);
}
