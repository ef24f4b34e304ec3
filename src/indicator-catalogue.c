#include "config.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/indicator-private.h"
#include "src/paths.h"

#include <string.h>

/* The order of the groups in the catalogue of the field: density, identification, measures, visits, grids,
 * staff, platform, matters, warnings, clearance, rectification, look-back, data quality, ledgers. */
static const char group_order[] = "DIMVGSPAWCRLQB";

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): names of the .sql files of a folder, sorted; empty when there is no such folder. */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".sql") && name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
load_folder (GHashTable *by_id, const char *folder, const char *language, GPtrArray *problems)
{
  g_autoptr (GPtrArray) names = list_files (folder);

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
    g_autoptr (GError) error = NULL;
    LbIndicator *indicator = lb_indicator_load (path, language, &error);
    if (indicator != NULL)
      g_hash_table_replace (by_id, indicator->id, indicator);
    else if (problems != NULL)
      g_ptr_array_add (problems, g_strdup (error->message));
  }
}

static gsize
group_rank (const LbIndicator *indicator)
{
  const char *place = strchr (group_order, indicator->id[0]);

  return place != NULL ? (gsize) (place - group_order) : sizeof group_order;
}

static int
compare_indicators (gconstpointer a, gconstpointer b)
{
  const LbIndicator *first = *(LbIndicator *const *) a, *second = *(LbIndicator *const *) b;
  gsize first_rank = group_rank (first), second_rank = group_rank (second);

  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;
  /* Members of a family stay in the order of their file; the sort is stable. */
  gsize first_stem = strcspn (first->id, ":"), second_stem = strcspn (second->id, ":");
  if (first_stem == second_stem && first->id[first_stem] == ':' && second->id[second_stem] == ':' &&
      strncmp (first->id, second->id, first_stem) == 0)
    return 0;
  return strcmp (first->id, second->id);
}

/* A family without a whole stands in the catalogue as its members. */
static void
add_with_members (GPtrArray *all, LbIndicator *indicator)
{
  if (indicator->whole)
    g_ptr_array_add (all, lb_indicator_ref (indicator));
  for (guint i = 0; !indicator->whole && i < indicator->facets->len; i++)
    g_ptr_array_add (all, lb_indicator_dup_facet (indicator, g_array_index (indicator->facets, LbFacet, i).code, NULL));
}

GPtrArray *
lb_indicator_catalogue (const char *project_path, const char *language, GPtrArray *problems)
{
  g_auto (GStrv) folders = lb_paths_layers ("indicators", project_path);
  g_autoptr (GHashTable) by_id =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lb_indicator_unref);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_indicator_unref);
  GHashTableIter iter;
  gpointer indicator;

  for (char **folder = folders; *folder != NULL; folder++)
    load_folder (by_id, *folder, language, problems);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &indicator))
    add_with_members (all, indicator);
  g_ptr_array_sort (all, compare_indicators);
  return all;
}

static void
set_not_found (const char *id, const char *project_path, const char *language, GError **error)
{
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (project_path, language, NULL);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++) {
    const LbIndicator *indicator = g_ptr_array_index (all, i);
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", indicator->id);
  }
  g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("there is no indicator “%s”; there are: %s"), id,
               ids->str);
}

/* (transfer full): the file of that id, without regard to facets. */
static LbIndicator *
find_file (const char *id, const char *project_path, const char *language, GError **error)
{
  g_auto (GStrv) folders = lb_paths_layers ("indicators", project_path);

  for (guint i = g_strv_length (folders); lb_indicator_id_is_valid (id) && i-- > 0;) {
    g_autofree char *name = g_strconcat (id, ".sql", NULL);
    g_autofree char *path = g_build_filename (folders[i], name, NULL);
    if (g_file_test (path, G_FILE_TEST_EXISTS))
      return lb_indicator_load (path, language, error);
  }
  set_not_found (id, project_path, language, error);
  return NULL;
}

LbIndicator *
lb_indicator_find (const char *id, const char *project_path, const char *language, GError **error)
{
  g_auto (GStrv) words = g_strsplit (*id != '\0' ? id : ":", ":", 2); /* "" is an id too, an unknown one */
  g_autoptr (LbIndicator) indicator = find_file (words[0], project_path, language, error);

  if (indicator == NULL)
    return NULL;
  if (words[1] != NULL || !indicator->whole)
    return lb_indicator_dup_facet (indicator, words[1] != NULL ? words[1] : "", error);
  return g_steal_pointer (&indicator);
}
