#include "config.h"
#include "maps/words.h"
#include "src/date.h"
#include "src/paths.h"

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
lb_words_fill (const LbWords *self, const char *key, const char *text, int number)
{
  GString *filled = g_string_new (NULL);

  for (const char *p = lb_words_get (self, key); *p != '\0'; p++) {
    if (g_str_has_prefix (p, "%s"))
      g_string_append (filled, text);
    else if (g_str_has_prefix (p, "%d") || g_str_has_prefix (p, "%u"))
      g_string_append_printf (filled, "%d", number);
    else {
      g_string_append_c (filled, *p);
      continue;
    }
    p++;
  }
  return g_string_free (filled, FALSE);
}

char *
lb_words_date (const LbWords *self, const char *iso)
{
  int parts[3];
  gint32 day = lb_day_from_text (iso);

  if (day == LB_DAY_NONE || strlen (iso) != strlen ("2025-12-31"))
    return g_strdup (iso);
  lb_day_to_ymd (day, &parts[0], &parts[1], &parts[2]);
  GString *text = g_string_new (NULL);
  guint next = 0;
  for (const char *p = lb_words_get (self, "date"); *p != '\0'; p++) {
    const char *close = *p == '{' ? strchr (p, '}') : NULL;
    if (close != NULL && next < 3) {
      g_string_append_printf (text, g_str_has_prefix (p, "{02}") ? "%02d" : "%d", parts[next++]);
      p = close;
      continue;
    }
    g_string_append_c (text, *p);
  }
  return g_string_free (text, FALSE);
}
