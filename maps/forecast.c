#include "config.h"
#include "maps/forecast.h"

#include <math.h>
#include <string.h>

typedef struct {
  gint64 id; /* of a new region: one that no region has */
  LbLevel level;
} Known;

typedef struct {
  const LbBoundaryStage *stage;
  GArray *known;              /* Known: those in the project, then those that are new */
  guint n_before;             /* in the project                                       */
  GHashTable *by_code;        /* code (owned) → index in known + 1                    */
  LbRegionTreeBuilder *tree;
} Search;

static void
know (Search *self, gint64 id, LbLevel level, const char *code)
{
  Known known = {id, level};

  g_array_append_val (self->known, known);
  if (code != NULL && *code != '\0')
    g_hash_table_insert (self->by_code, g_strdup (code), GUINT_TO_POINTER (self->known->len));
}

static gboolean
read_project (Search *self, LbDb *db, GError **error)
{
  sqlite3_stmt *rows = lb_db_prepare (db, "SELECT id, parent_id, level, code FROM region ORDER BY id", error);
  int result = SQLITE_ERROR;

  while (rows != NULL && (result = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    const char *code = (const char *) sqlite3_column_text (rows, 3);
    LbLevel level = LB_LEVEL_COUNTY;
    lb_level_parse ((const char *) sqlite3_column_text (rows, 2), &level, NULL); /* CHECKed by the table */
    know (self, sqlite3_column_int64 (rows, 0), level, code);
    lb_region_tree_builder_add (self->tree, sqlite3_column_int64 (rows, 0), sqlite3_column_int64 (rows, 1), level, code, NULL, NAN);
  }
  if (rows != NULL)
    sqlite3_reset (rows);
  self->n_before = self->known->len;
  return result == SQLITE_DONE;
}

/* Index + 1 of the region that the first digits of @code name; 0: none of a level above @level. */
static guint
find_above (const Search *self, const char *code, LbLevel level)
{
  static const guint lengths[] = {12, 9, 6};
  gsize length = strlen (code);

  if (strspn (code, "0123456789") < length)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    if (lengths[i] >= length)
      continue;
    g_autofree char *prefix = g_strndup (code, lengths[i]);
    guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_code, prefix));
    if (found > 0 && g_array_index (self->known, Known, found - 1).level < level)
      return found;
  }
  return 0;
}

/* The new regions get ids behind those of the project, as they will when they are written. */
static void
tell (Search *self, LbForecast *forecasts)
{
  gint64 next = self->n_before > 0 ? g_array_index (self->known, Known, self->n_before - 1).id + 1 : 1;
  guint n = self->stage->regions->len;
  g_autofree gint64 *ids = g_new0 (gint64, n + 1);

  for (guint i = 0; i < n; i++) {
    const LbStaged *staged = g_ptr_array_index (self->stage->regions, i);
    forecasts[i] = (LbForecast) {0, -1, -1};
    if (*staged->code == '\0' || g_hash_table_contains (self->by_code, staged->code))
      continue;
    ids[i] = next++;
    know (self, ids[i], staged->level, staged->code);
  }
  for (guint i = 0; i < n; i++) {
    const LbStaged *staged = g_ptr_array_index (self->stage->regions, i);
    guint above = ids[i] != 0 ? find_above (self, staged->code, staged->level) : 0;
    gint64 parent = above > 0 ? g_array_index (self->known, Known, above - 1).id : 0;
    if (ids[i] == 0)
      continue;
    forecasts[i].parent = above <= self->n_before ? parent : 0;
    lb_region_tree_builder_add (self->tree, ids[i], parent, staged->level, staged->code, NULL, NAN);
  }
  g_autoptr (LbRegionTree) tree = lb_region_tree_builder_end (g_steal_pointer (&self->tree));
  for (guint i = 0; i < n; i++) {
    int number = ids[i] != 0 ? lb_region_tree_find_id (tree, ids[i]) : -1;
    if (number < 0)
      continue;
    forecasts[i].pre = number;
    forecasts[i].last = (gint64) lb_region_tree_get (tree, (guint) number)->end - 1;
  }
}

LbForecast *
lb_forecast_new (LbProject *project, const LbBoundaryStage *stage, GError **error)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (Known));
  g_autoptr (GHashTable) by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = {stage, known, 0, by_code, lb_region_tree_builder_new ()};

  if (!read_project (&search, lb_project_get_db (project), error)) {
    lb_region_tree_unref (lb_region_tree_builder_end (search.tree));
    return NULL;
  }
  LbForecast *forecasts = g_new (LbForecast, stage->regions->len + 1);
  tell (&search, forecasts);
  return forecasts;
}
