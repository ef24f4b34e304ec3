#include "config.h"
#include "src/rules.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"
#include "src/rules-private.h"
#include "src/workdays.h"

#include <math.h>
#include <string.h>

/* A set, its base, the base of that: nobody needs more, and a circle ends here. */
#define MOST_LAYERS 6

struct _LbRules {
  gatomicrefcount refs;
  GPtrArray *layers;   /* LbRuleLayer, the strongest first                     */
  guint named;         /* the layer that was asked for by name: 0, or 1 below overrides */
  GPtrArray *values;   /* LbRuleValue of all layers, by key, the strongest first */
  GHashTable *by_key;  /* key → index of its first value, plus one               */
  GHashTable *orders;  /* LbRuleValue of steps.order → LbStepOrder               */
  LbWorkdays *workdays;
};

LbRules *
lb_rules_ref (LbRules *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_rules_unref (LbRules *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->orders);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->layers);
  g_clear_pointer (&self->workdays, lb_workdays_free);
  g_free (self);
}

/* Loading --------------------------------------------------------------------------------------------- */

/* A name is also a file name, so nothing but letters, digits, "-" and "_" may get in. */
static gboolean
name_is_valid (const char *name)
{
  return *name != '\0' && strlen (name) <= 64 &&
         name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0';
}

static gboolean
is_rule_file (const char *file)
{
  return g_str_has_suffix (file, ".ini") && !g_str_equal (file, "holidays.ini") && file[0] != '.';
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): the names of all sets, sorted. */
static GPtrArray *
list_names (const char *project_path)
{
  g_auto (GStrv) folders = lb_paths_layers ("rules", project_path);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (char **folder = folders; *folder != NULL; folder++) {
    g_autoptr (GDir) dir = g_dir_open (*folder, 0, NULL);
    const char *file;
    while (dir != NULL && (file = g_dir_read_name (dir)) != NULL) {
      g_autofree char *name = is_rule_file (file) ? g_strndup (file, strlen (file) - strlen (".ini")) : NULL;
      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  }
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
set_not_found (const char *name, const char *project_path, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (project_path);

  g_ptr_array_add (names, NULL);
  g_autofree char *there = g_strjoinv (", ", (char **) names->pdata);
  g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("there is no rule set “%s”; there are: %s"), name, there);
}

/* (transfer full): NULL when no folder has such a file. */
static char *
find_file (const char *file, const char *project_path)
{
  g_auto (GStrv) folders = lb_paths_layers ("rules", project_path);

  for (guint i = g_strv_length (folders); i-- > 0;) {
    g_autofree char *path = g_build_filename (folders[i], file, NULL);
    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&path);
  }
  return NULL;
}

static gboolean
add_layer (LbRules *self, const char *path, GError **error)
{
  LbRuleLayer *layer = lb_rule_layer_load (path, error);

  if (layer == NULL)
    return FALSE;
  if (self->layers->len >= MOST_LAYERS) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: the chain of “base” is longer than %d files or runs in a circle"), path, MOST_LAYERS);
    lb_rule_layer_free (layer);
    return FALSE;
  }
  g_ptr_array_add (self->layers, layer);
  return TRUE;
}

static gboolean
add_named (LbRules *self, const char *name, const char *project_path, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autofree char *path = name_is_valid (name) && is_rule_file (file) ? find_file (file, project_path) : NULL;

  if (path != NULL)
    return add_layer (self, path, error);
  set_not_found (name, project_path, error);
  return FALSE;
}

static gboolean
add_bases (LbRules *self, const char *project_path, GError **error)
{
  const LbRuleLayer *last;

  while ((last = g_ptr_array_index (self->layers, self->layers->len - 1))->base != NULL)
    if (!add_named (self, last->base, project_path, error)) {
      g_prefix_error (error, "%s: ", last->path);
      return FALSE;
    }
  return TRUE;
}

/* Same key together; inside a key the order of the layers stays, for the sort is stable. */
static int
compare_values (gconstpointer a, gconstpointer b, gpointer data)
{
  const LbRuleValue *first = *(const LbRuleValue *const *) a, *second = *(const LbRuleValue *const *) b;

  (void) data;
  return strcmp (first->key, second->key);
}

static gboolean
index_values (LbRules *self, GError **error)
{
  for (guint l = 0; l < self->layers->len; l++) {
    const LbRuleLayer *layer = g_ptr_array_index (self->layers, l);
    for (guint v = 0; v < layer->values->len; v++) {
      LbRuleValue *value = g_ptr_array_index (layer->values, v);
      g_ptr_array_add (self->values, value);
      if (!g_str_equal (value->key, "steps.order"))
        continue;
      LbStepOrder *order = lb_step_order_new (value->text, layer->path, value->line, error);
      if (order == NULL)
        return FALSE;
      g_hash_table_insert (self->orders, value, order);
    }
  }
  g_ptr_array_sort_with_data (self->values, compare_values, NULL);
  for (guint i = self->values->len; i-- > 0;) {
    const LbRuleValue *value = g_ptr_array_index (self->values, i);
    g_hash_table_insert (self->by_key, (gpointer) value->key, GUINT_TO_POINTER (i + 1));
  }
  return TRUE;
}

static LbRules *
rules_new (void)
{
  LbRules *self = g_new0 (LbRules, 1);

  g_atomic_ref_count_init (&self->refs);
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_rule_layer_free);
  self->values = g_ptr_array_new ();
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->orders = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lb_step_order_free);
  return self;
}

/* What is common to every way of loading, once the strongest layers are there. */
static gboolean
finish (LbRules *self, const char *project_path, GError **error)
{
  g_autofree char *found = find_file ("holidays.ini", project_path);
  g_autofree char *shipped = lb_paths_data ("rules", "holidays.ini", NULL);

  if (!add_bases (self, project_path, error) || !index_values (self, error))
    return FALSE;
  self->workdays = lb_workdays_load (found != NULL ? found : shipped, error);
  return self->workdays != NULL;
}

LbRules *
lb_rules_load (const char *name, const char *project_path, GError **error)
{
  g_autoptr (LbRules) self = rules_new ();

  if (!add_named (self, name, project_path, error) || !finish (self, project_path, error))
    return NULL;
  return g_steal_pointer (&self);
}

LbRules *
lb_rules_load_file (const char *path, const char *project_path, GError **error)
{
  g_autoptr (LbRules) self = rules_new ();

  if (!add_layer (self, path, error) || !finish (self, project_path, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
take_override (LbRuleLayer *layer, sqlite3_stmt *row, GError **error)
{
  const char *section = (const char *) sqlite3_column_text (row, 0), *key = (const char *) sqlite3_column_text (row, 1);
  const char *from = (const char *) sqlite3_column_text (row, 3), *until = (const char *) sqlite3_column_text (row, 4);
  const char *basis = (const char *) sqlite3_column_text (row, 5);
  g_autofree char *full = g_strconcat (section, ".", key, NULL);
  gint32 first = from != NULL ? lb_day_first_from_text (from) : LB_DAY_ALWAYS;

  if (from != NULL && first == LB_DAY_NONE) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: the override of “%s” begins on “%s”, which is no date"),
                 layer->path, full, from);
    return FALSE;
  }
  return lb_rule_layer_add (layer, full, (const char *) sqlite3_column_text (row, 2), basis != NULL ? basis : "", first,
                            lb_day_from_text (until), (int) sqlite3_column_int64 (row, 6), error);
}

/* The later of two overrides for the same days is refused like two versions in a file; its row stands for the line. */
static gboolean
add_overrides (LbRules *self, LbProject *project, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autoptr (LbRuleLayer) layer = lb_rule_layer_new ("project", lb_project_get_path (project));
  sqlite3_stmt *query = lb_db_prepare (
    db, "SELECT section, key, value, valid_from, valid_to, basis, id FROM rule_override ORDER BY id", error);
  int result;

  if (query == NULL)
    return FALSE;
  while ((result = lb_db_step (db, query, error)) == SQLITE_ROW)
    if (!take_override (layer, query, error)) {
      sqlite3_reset (query);
      return FALSE;
    }
  sqlite3_reset (query);
  if (layer->values->len > 0) {
    self->named = 1;
    g_ptr_array_add (self->layers, g_steal_pointer (&layer));
  }
  return result == SQLITE_DONE;
}

LbRules *
lb_rules_load_for_project (LbProject *project, const char *name, GError **error)
{
  g_autoptr (LbRules) self = rules_new ();
  const char *own = *lb_project_get_rules (project) != '\0' ? lb_project_get_rules (project) : "national";
  const char *path = lb_project_get_path (project);

  if ((name == NULL || g_str_equal (name, own)) && !add_overrides (self, project, error))
    return NULL;
  if (!add_named (self, name != NULL ? name : own, path, error) || !finish (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

GPtrArray *
lb_rules_catalogue (const char *project_path, GPtrArray *problems)
{
  g_autoptr (GPtrArray) names = list_names (project_path);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_rules_unref);

  for (guint i = 0; i < names->len; i++) {
    g_autoptr (GError) error = NULL;
    LbRules *rules = lb_rules_load (g_ptr_array_index (names, i), project_path, &error);
    if (rules != NULL)
      g_ptr_array_add (all, rules);
    else if (problems != NULL)
      g_ptr_array_add (problems, g_strdup (error->message));
  }
  return all;
}

/* Looking up ------------------------------------------------------------------------------------------- */

static const LbRuleLayer *
named_layer (const LbRules *self)
{
  return g_ptr_array_index (self->layers, self->named);
}

const char *
lb_rules_get_name (const LbRules *self)
{
  return named_layer (self)->name;
}

const char *
lb_rules_get_title (const LbRules *self, const char *language)
{
  return g_str_equal (language, "zh") ? named_layer (self)->title_zh : named_layer (self)->title_en;
}

const char *
lb_rules_get_basis (const LbRules *self)
{
  return named_layer (self)->basis;
}

GPtrArray *
lb_rules_get_values (const LbRules *self)
{
  return self->values;
}

const LbStepOrder *
lb_rules_get_order (const LbRules *self, const LbRuleValue *value)
{
  return g_hash_table_lookup (self->orders, value);
}

const LbRuleValue *
lb_rules_find (const LbRules *self, const char *key, gint32 day)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));
  const LbRuleValue *newest = NULL;

  for (guint i = first; first > 0 && i <= self->values->len; i++) {
    const LbRuleValue *value = g_ptr_array_index (self->values, i - 1);
    if (!g_str_equal (value->key, key))
      break;
    if (value->from <= day && day <= value->until)
      return value;
    if (newest == NULL || value->until > newest->until)
      newest = value;
  }
  return day == LB_DAY_NONE ? newest : NULL;
}

gboolean
lb_rules_get_number (const LbRules *self, const char *key, gint32 day, double *number)
{
  const LbRuleValue *value = lb_rules_find (self, key, day);

  if (value == NULL || isnan (value->number))
    return FALSE;
  *number = value->number;
  return TRUE;
}

const char *
lb_rules_get_text (const LbRules *self, const char *key, gint32 day)
{
  const LbRuleValue *value = lb_rules_find (self, key, day);

  return value != NULL ? value->text : NULL;
}

const char *const *
lb_rules_get_list (const LbRules *self, const char *key, gint32 day)
{
  static const char *const empty[] = {NULL};
  const LbRuleValue *value = lb_rules_find (self, key, day);

  return value != NULL ? value->list : empty;
}

static gint32
add_months (gint32 day, int months)
{
  int year, month, mday;

  lb_day_to_ymd (day, &year, &month, &mday);
  month += months - 1;
  year += month / 12;
  month = month % 12 + 1;
  if (year > 9999)
    return LB_DAY_NONE;
  return lb_day_from_ymd (year, month, MIN (mday, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year)));
}

gint32
lb_rules_limit_day (const LbRules *self, gint32 start, const char *key)
{
  const LbRuleValue *limit = lb_rules_find (self, key, start);

  if (limit == NULL || isnan (limit->number))
    return LB_DAY_NONE;
  switch (limit->unit) {
  case LB_UNIT_DAY_CAL:
    return start + (gint32) limit->number;
  case LB_UNIT_DAY_WORK:
    return lb_workdays_add (self->workdays, start, (gint32) limit->number);
  case LB_UNIT_MONTH:
    return add_months (start, (int) limit->number);
  default:
    return LB_DAY_NONE;
  }
}

gint32
lb_rules_count_workdays (const LbRules *self, gint32 from, gint32 to)
{
  return lb_workdays_count (self->workdays, from, to);
}

gboolean
lb_rules_get_line (const LbRules *self, gint32 day, gint64 *fen)
{
  int year;

  lb_day_to_ymd (day, &year, NULL, NULL);
  for (; year >= 1990; year--) {
    g_autofree char *key = g_strdup_printf ("line.%04d", year);
    double yuan;
    if (lb_rules_get_number (self, key, day, &yuan)) {
      *fen = llround (yuan * 100);
      return TRUE;
    }
  }
  return FALSE;
}

const char *const *
lb_rules_get_steps (const LbRules *self, gint32 day)
{
  return lb_rules_get_list (self, "steps.list", day);
}

gboolean
lb_rules_step_precedes (const LbRules *self, const char *first, const char *second, gint32 day)
{
  const LbRuleValue *value = lb_rules_find (self, "steps.order", day);
  const LbStepOrder *order = value != NULL ? lb_rules_get_order (self, value) : NULL;
  int a = order != NULL ? lb_step_order_find (order, first) : -1, b = order != NULL ? lb_step_order_find (order, second) : -1;

  return a >= 0 && b >= 0 && lb_step_order_precedes (order, (guint) a, (guint) b);
}
