#include "config.h"
#include "src/aliases.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"
#include "src/text.h"

#include <string.h>

#define EVERY_KIND "every"
#define ALSO       "also" /* "also=households;cases": their headings count in this kind too */
#define WORDS      "words "
#define EMPTY      "empty" /* group of words that say nothing */

struct _LbAliases {
  GKeyFile *file;
  GHashTable *fields; /* "kind/heading" → field, heading normalised */
  GHashTable *groups; /* group → GHashTable word → stored word      */
  GHashTable *shown;  /* "kind/field" → first heading               */
  GHashTable *also;   /* kind → char **: kinds whose headings count */
  GHashTable *empty;  /* the group EMPTY, borrowed; NULL: none      */
  gboolean begins_empty[256]; /* bytes with which its words begin   */
};

static void
add_headings (LbAliases *self, const char *kind, const char *field, char **headings)
{
  for (gsize i = 0; headings[i] != NULL; i++) {
    g_autofree char *heading = lb_text_normalise_heading (headings[i]);
    g_hash_table_insert (self->fields, g_strconcat (kind, "/", heading, NULL), g_strdup (field));
    if (i == 0)
      g_hash_table_insert (self->shown, g_strconcat (kind, "/", field, NULL), g_strdup (headings[0]));
  }
}

static void
add_words (LbAliases *self, const char *group, const char *stored, char **words)
{
  GHashTable *table = g_hash_table_lookup (self->groups, group);

  if (table == NULL) {
    table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_insert (self->groups, g_strdup (group), table);
  }
  for (gsize i = 0; words[i] != NULL; i++)
    g_hash_table_insert (table, lb_text_normalise (words[i]), g_strdup (stored));
  if (words[0] != NULL)
    g_hash_table_insert (self->shown, g_strconcat (WORDS, group, "/", stored, NULL), g_strdup (words[0]));
}

static void
add_group (LbAliases *self, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++) {
    g_auto (GStrv) list = g_key_file_get_string_list (self->file, group, keys[i], NULL, NULL);
    if (list == NULL)
      continue;
    if (g_str_has_prefix (group, WORDS))
      add_words (self, group + strlen (WORDS), keys[i], list);
    else if (g_str_equal (keys[i], ALSO))
      g_hash_table_insert (self->also, g_strdup (group), g_strdupv (list));
    else
      add_headings (self, group, keys[i], list);
  }
}

static void
note_empty_words (LbAliases *self)
{
  GHashTableIter words;
  gpointer word;

  self->empty = g_hash_table_lookup (self->groups, EMPTY);
  if (self->empty == NULL)
    return;
  g_hash_table_iter_init (&words, self->empty);
  while (g_hash_table_iter_next (&words, &word, NULL))
    self->begins_empty[*(const guchar *) word] = TRUE;
}

LbAliases *
lb_aliases_load (GError **error)
{
  g_autofree char *path = lb_paths_data ("aliases.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) cause = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause)) {
    g_set_error (error, LB_ERROR, cause->domain == G_FILE_ERROR ? LB_ERROR_FILE : LB_ERROR_INPUT,
                 _ ("cannot read %s: %s; install the program again"), path, cause->message);
    return NULL;
  }
  LbAliases *self = g_new0 (LbAliases, 1);
  self->file = g_steal_pointer (&file);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->also = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    add_group (self, groups[i]);
  note_empty_words (self);
  return self;
}

void
lb_aliases_free (LbAliases *self)
{
  g_key_file_unref (self->file);
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->also);
  g_hash_table_unref (self->groups);
  g_free (self);
}

static const char *
find_in (GHashTable *table, const char *group, const char *word)
{
  g_autofree char *key = g_strconcat (group, "/", word, NULL);

  return g_hash_table_lookup (table, key);
}

/* The kind's own entry goes first, then those of the kinds it is made of, then the one for every kind. */
static const char *
find (const LbAliases *self, GHashTable *table, const char *kind, const char *word)
{
  const char *found = find_in (table, kind, word);
  const char *const *also = g_hash_table_lookup (self->also, kind);

  for (gsize i = 0; found == NULL && also != NULL && also[i] != NULL; i++)
    found = find_in (table, also[i], word);
  return found != NULL ? found : find_in (table, EVERY_KIND, word);
}

const char *
lb_aliases_find_field (const LbAliases *self, const char *kind, const char *heading)
{
  g_autofree char *normal = lb_text_normalise_heading (heading);

  return find (self, self->fields, kind, normal);
}

const char *
lb_aliases_get_heading (const LbAliases *self, const char *kind, const char *field)
{
  const char *heading = find (self, self->shown, kind, field);

  return heading != NULL ? heading : field;
}

const char *
lb_aliases_find_word (const LbAliases *self, const char *group, const char *word)
{
  GHashTable *table = g_hash_table_lookup (self->groups, group);

  return table != NULL ? g_hash_table_lookup (table, word) : NULL;
}

gboolean
lb_aliases_is_empty (const LbAliases *self, const char *cell)
{
  return *cell == '\0' || (self->begins_empty[*(const guchar *) cell] && g_hash_table_contains (self->empty, cell));
}

const char *
lb_aliases_get_word (const LbAliases *self, const char *group, const char *stored)
{
  g_autofree char *key = g_strconcat (WORDS, group, "/", stored, NULL);
  const char *word = g_hash_table_lookup (self->shown, key);

  return word != NULL ? word : stored;
}

char *
lb_aliases_list_words (const LbAliases *self, const char *group)
{
  g_autofree char *name = g_strconcat (WORDS, group, NULL);
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, name, NULL, NULL);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++) {
    g_auto (GStrv) words = g_key_file_get_string_list (self->file, name, keys[i], NULL, NULL);
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", words != NULL && words[0] != NULL ? words[0] : keys[i]);
  }
  return g_string_free (out, FALSE);
}
