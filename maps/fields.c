#include "config.h"
#include "maps/fields.h"
#include "maps/error.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"

#include <string.h>

static const char *const role_words[LB_N_FIELDS] = {"code", "name", "parent", "township", "village"};

char *
lb_fields_list (const LbDbf *table)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < lb_dbf_get_n_fields (table); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", lb_dbf_get_field_name (table, i));
  return g_string_free (list, FALSE);
}

static gboolean
find_by_alias (const LbDbf *table, int fields[LB_N_FIELDS], GError **error)
{
  g_autofree char *path = lb_paths_data ("aliases.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE,
                 _ ("cannot read %s: the program's own data is missing; install it again"), path);
    return FALSE;
  }
  for (int role = 0; role < LB_N_FIELDS; role++) {
    g_auto (GStrv) aliases = g_key_file_get_string_list (file, "boundaries", role_words[role], NULL, NULL);
    fields[role] = -1;
    for (char **alias = aliases; alias != NULL && *alias != NULL && fields[role] < 0; alias++)
      fields[role] = lb_dbf_find_field (table, *alias);
  }
  return TRUE;
}

static gboolean
overrule (const LbDbf *table, const char *word, int fields[LB_N_FIELDS], GError **error)
{
  const char *equals = strchr (word, '=');

  for (int role = 0; equals != NULL && role < LB_N_FIELDS; role++) {
    if (strlen (role_words[role]) != (gsize) (equals - word) ||
        strncmp (word, role_words[role], (gsize) (equals - word)) != 0)
      continue;
    fields[role] = lb_dbf_find_field (table, equals + 1);
    if (fields[role] < 0) {
      g_autofree char *list = lb_fields_list (table);
      g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD,
                   _ ("the table has no field “%s”; its fields are %s"), equals + 1, list);
      return FALSE;
    }
    return TRUE;
  }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” does not say which field means what; write --map code=FIELD, with code, name, parent, township "
                  "or village before the sign"),
               word);
  return FALSE;
}

gboolean
lb_fields_find (const LbDbf *table, const char *const *maps, int fields[LB_N_FIELDS], GError **error)
{
  if (!find_by_alias (table, fields, error))
    return FALSE;
  for (; maps != NULL && *maps != NULL; maps++)
    if (!overrule (table, *maps, fields, error))
      return FALSE;
  return TRUE;
}
