#include "config.h"
#include "maps/words.h"
#include "src/date.h"
#include "src/paths.h"

#include <stdarg.h>
#include <string.h>

struct _LbWords {
  GHashTable *words; /* key → word */
};

LbWords *
lb_words_load (const char *language, GError **error)
{
  const char *group = g_strcmp0 (language, "en") == 0 ? "en" : "zh";
  g_autofree char *path = lb_paths_data ("maps", "furniture.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, error);
  if (keys == NULL)
    return NULL;
  LbWords *self = g_new0 (LbWords, 1);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (char **key = keys; *key != NULL; key++)
    g_hash_table_insert (self->words, g_strdup (*key), g_key_file_get_string (file, group, *key, NULL));
  return self;
}

void
lb_words_free (LbWords *self)
{
  g_hash_table_unref (self->words);
  g_free (self);
}

const char *
lb_words_get (const LbWords *self, const char *key)
{
  const char *word = g_hash_table_lookup (self->words, key);

  return word != NULL ? word : "";
}

const char *
lb_words_get_level (const LbWords *self, const char *prefix, LbLevel level)
{
  g_autofree char *key = prefix != NULL ? g_strdup_printf ("%s-%s", prefix, lb_level_to_text (level))
                                        : g_strdup (lb_level_to_text (level));

  return lb_words_get (self, key);
}

char *
lb_words_fill (const LbWords *self, const char *key, ...)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  GString *filled = g_string_new (NULL);
  va_list args;

  va_start (args, key);
  for (const char *name = va_arg (args, const char *); name != NULL; name = va_arg (args, const char *))
    g_hash_table_insert (values, (gpointer) name, (gpointer) va_arg (args, const char *));
  va_end (args);
  for (const char *p = lb_words_get (self, key); *p != '\0'; p++) {
    const char *close = *p == '{' ? strchr (p, '}') : NULL;
    g_autofree char *name = close != NULL ? g_strndup (p + 1, (gsize) (close - p - 1)) : NULL;
    const char *value = name != NULL ? g_hash_table_lookup (values, name) : NULL;
    if (value != NULL) {
      g_string_append (filled, value);
      p = close;
    } else
      g_string_append_c (filled, *p);
  }
  return g_string_free (filled, FALSE);
}

char *
lb_words_date (const LbWords *self, const char *iso)
{
  int year, month, mday;
  gint32 day = lb_day_from_text (iso);

  if (day == LB_DAY_NONE || strlen (iso) != strlen ("2025-12-31"))
    return g_strdup (iso);
  lb_day_to_ymd (day, &year, &month, &mday);
  g_autofree char *year_text = g_strdup_printf ("%d", year), *month_text = g_strdup_printf ("%d", month);
  g_autofree char *day_text = g_strdup_printf ("%d", mday), *mm = g_strdup_printf ("%02d", month);
  g_autofree char *dd = g_strdup_printf ("%02d", mday);
  return lb_words_fill (self, "date", "year", year_text, "month", month_text, "day", day_text, "mm", mm, "dd", dd, NULL);
}
