#include "config.h"
#include "src/check.h"
#include "src/i18n.h"
#include "src/ini.h"
#include "src/paths.h"
#include "src/sql-header.h"

#include <string.h>

#define MOST_ID 32

enum {
  KEY_ID, KEY_SEVERITY, KEY_NAME_ZH, KEY_NAME_EN, KEY_MESSAGE_ZH, KEY_MESSAGE_EN, KEY_REMEDY_ZH, KEY_REMEDY_EN, KEY_SOURCE,
  KEY_RULES, N_KEYS
};

static const LbHeaderKey keys[N_KEYS] = {
  [KEY_ID] = {"id", TRUE},
  [KEY_SEVERITY] = {"severity", TRUE},
  [KEY_NAME_ZH] = {"name.zh", TRUE},
  [KEY_NAME_EN] = {"name.en", TRUE},
  [KEY_MESSAGE_ZH] = {"message.zh", TRUE},
  [KEY_MESSAGE_EN] = {"message.en", TRUE},
  [KEY_REMEDY_ZH] = {"remedy.zh", TRUE},
  [KEY_REMEDY_EN] = {"remedy.en", TRUE},
  [KEY_SOURCE] = {"source", TRUE},
  [KEY_RULES] = {"rules", FALSE},
};

static const char *const severities[] = {
  [LB_SEVERITY_ERROR] = "error", [LB_SEVERITY_WARNING] = "warning", [LB_SEVERITY_NOTE] = "note"};

void
lb_check_free (LbCheck *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self->source);
  g_strfreev (self->rules);
  g_free (self->sql);
  g_free (self->path);
  g_free (self);
}

const char *
lb_hit_get_severity (const LbHit *hit)
{
  return hit->unknown ? "unknown" : severities[hit->check->severity];
}

/* An id is also the file's name. */
static gboolean
id_fits (const char *id, const char *path)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *wanted = g_strconcat (id, ".sql", NULL);

  return strlen (id) <= MOST_ID && g_str_equal (file, wanted);
}

static gboolean
take_severity (LbCheck *self, const char *word, int line, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    if (g_str_equal (word, severities[i])) {
      self->severity = (LbSeverity) i;
      return TRUE;
    }
  return lb_ini_refuse (self->path, line, error, _ ("severity is error, warning or note, not “%s”"), word);
}

static LbCheck *
make_check (const char *path, const char *language, char **values, const int *lines, GError **error)
{
  g_autoptr (LbCheck) self = g_new0 (LbCheck, 1);
  int offset = g_str_equal (language, "zh") ? 0 : 1; /* .zh stands before .en in the list of keys */

  self->path = g_strdup (path);
  if (!id_fits (values[KEY_ID], path)) {
    lb_ini_refuse (path, lines[KEY_ID], error, _ ("the file must be called like its id, “%s.sql”"), values[KEY_ID]);
    return NULL;
  }
  if (!take_severity (self, values[KEY_SEVERITY], lines[KEY_SEVERITY], error))
    return NULL;
  self->id = g_strdup (values[KEY_ID]);
  self->name = g_strdup (values[KEY_NAME_ZH + offset]);
  self->message = g_strdup (values[KEY_MESSAGE_ZH + offset]);
  self->remedy = g_strdup (values[KEY_REMEDY_ZH + offset]);
  self->source = g_strdup (values[KEY_SOURCE]);
  self->rules = values[KEY_RULES] != NULL ? g_strsplit_set (values[KEY_RULES], ", ", -1) : NULL;
  return g_steal_pointer (&self);
}

LbCheck *
lb_check_load (const char *path, const char *language, GError **error)
{
  char *values[N_KEYS] = {NULL};
  int lines[N_KEYS] = {0};
  char *sql = lb_sql_header_read (path, keys, N_KEYS, values, lines, NULL, NULL, error);
  LbCheck *self = sql != NULL ? make_check (path, language, values, lines, error) : NULL;

  if (self != NULL)
    self->sql = g_steal_pointer (&sql);
  g_free (sql);
  for (guint i = 0; i < N_KEYS; i++)
    g_free (values[i]);
  return self;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(LbCheck *const *) a)->id, (*(LbCheck *const *) b)->id);
}

static void
load_folder (GHashTable *by_id, const char *folder, const char *language, GPtrArray *problems)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (!g_str_has_suffix (name, ".sql") || name[0] == '.')
      continue;
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GError) error = NULL;
    LbCheck *check = lb_check_load (path, language, &error);
    if (check != NULL)
      g_hash_table_replace (by_id, check->id, check);
    else if (problems != NULL)
      g_ptr_array_add (problems, g_strdup (error->message));
  }
}

GPtrArray *
lb_check_catalogue (const char *project_path, const char *language, GPtrArray *problems)
{
  g_auto (GStrv) folders = lb_paths_layers ("checks", project_path);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lb_check_free);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_check_free);
  GHashTableIter iter;
  gpointer check;

  for (char **folder = folders; *folder != NULL; folder++)
    load_folder (by_id, *folder, language, problems);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &check)) {
    g_hash_table_iter_steal (&iter);
    g_ptr_array_add (all, check);
  }
  g_ptr_array_sort (all, compare_ids);
  return all;
}
