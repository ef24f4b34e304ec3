#include "config.h"
#include "src/explain.h"
#include "src/cube-private.h"
#include "src/date.h"
#include "src/limits.h"
#include "src/mask.h"

#include <math.h>
#include <string.h>

/* Where the word that people know a row by stands. Queries may come from anybody, so only these tables are asked. */
static const struct {
  const char *table, *label, *join;
  gboolean masked;
} sources[] = {
  {"region", "t.name", "", FALSE},
  {"household", "t.household_no", "", TRUE},
  {"monitoring_case", "h.household_no", "JOIN household h ON h.id = t.household_id", TRUE},
  {"measure", "h.household_no", "JOIN monitoring_case c ON c.id = t.case_id JOIN household h ON h.id = c.household_id", TRUE},
  {"evidence", "h.household_no", "JOIN household h ON h.id = t.household_id", TRUE},
  {"household_income", "h.household_no", "JOIN household h ON h.id = t.household_id", TRUE},
  {"visit", "h.household_no", "JOIN household h ON h.id = t.household_id", TRUE},
  {"matter", "t.matter_no", "", FALSE},
  {"early_warning", "t.warning_no", "", FALSE},
  {"finding", "t.finding_no", "", FALSE},
  {"answer", "t.item", "", FALSE},
  {"staff", "t.staff_no", "", FALSE},
  {"training", "t.kind || ' ' || t.held_on", "", FALSE},
  {"ledger", "r.name || ' ' || t.type", "JOIN region r ON r.id = t.region_id", FALSE},
  {"import_reject", "t.reason", "", FALSE},
};

/* What collect() needs to know of the question. */
typedef struct {
  LbExplanation *card;
  GHashTable *rows; /* "table id" → LbExplainedRow, owned by the card */
  const LbRegionTree *regions;
  guint region;
} Collection;

static void
free_row (gpointer data)
{
  LbExplainedRow *row = data;

  g_free (row->label);
  g_free (row->file);
  g_free (row);
}

static void
free_rule (gpointer data)
{
  LbExplainedRule *rule = data;

  g_free (rule->key);
  g_free (rule->text);
  g_free (rule->source);
  g_free (rule);
}

void
lb_explanation_free (LbExplanation *self)
{
  g_clear_pointer (&self->indicator, lb_indicator_unref);
  g_free (self->code);
  g_free (self->name);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_free (self->rule_set);
  g_free (self->fingerprint);
  g_free (self);
}

/* Whether what hangs on @number counts in @region on @day; nothing does in a region that no longer stood. */
static gboolean
counts_in (const LbRegionTree *regions, guint number, guint region, gint32 day)
{
  int at = lb_region_stands (lb_region_tree_get (regions, region), day) ? (int) number : -1;

  while (at >= 0 && (guint) at != region)
    at = lb_region_tree_get_above (regions, (guint) at, day);
  return at >= 0;
}

static gboolean
collect (const LbDelta *delta, const LbDeltaNote *note, gpointer data)
{
  Collection *self = data;
  const LbExplanation *card = self->card;
  gboolean counts = delta->day <= card->as_of && (delta->day == LB_DAY_ALWAYS || delta->day > card->since) &&
                    counts_in (self->regions, delta->region, self->region, card->as_of);

  if (!counts)
    return TRUE;
  const char *table = note->row_table != NULL ? note->row_table : "";
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, table, note->row_id);
  LbExplainedRow *row = g_hash_table_lookup (self->rows, key);
  if (row == NULL) {
    row = g_new0 (LbExplainedRow, 1);
    row->table = g_intern_string (table);
    row->id = note->row_id;
    g_hash_table_insert (self->rows, g_steal_pointer (&key), row);
    g_ptr_array_add (card->rows, row);
  }
  row->numerator += delta->numerator;
  row->denominator += delta->denominator;
  return TRUE;
}

static gboolean
name_row (LbDb *db, LbExplainedRow *row, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++) {
    if (!g_str_equal (row->table, sources[i].table))
      continue;
    g_autofree char *sql =
      g_strdup_printf ("SELECT %s, b.file, t.src_row FROM %s t %s LEFT JOIN import_batch b ON b.id = t.import_batch_id"
                       " WHERE t.id = ?", sources[i].label, sources[i].table, sources[i].join);
    sqlite3_stmt *query = lb_db_prepare (db, sql, error);
    if (query == NULL)
      return FALSE;
    sqlite3_bind_int64 (query, 1, row->id);
    int result = lb_db_step (db, query, error);
    if (result == SQLITE_ERROR)
      return FALSE;
    if (result == SQLITE_ROW) {
      const char *label = (const char *) sqlite3_column_text (query, 0);
      row->label = sources[i].masked ? lb_mask_certificate (label) : g_strdup (label);
      row->file = g_strdup ((const char *) sqlite3_column_text (query, 1));
      row->file_row = sqlite3_column_int64 (query, 2);
    }
    sqlite3_reset (query);
  }
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const LbExplainedRow *first = *(LbExplainedRow *const *) a, *second = *(LbExplainedRow *const *) b;
  int tables = strcmp (first->table, second->table);

  return tables != 0 ? tables : (first->id > second->id) - (first->id < second->id);
}

/* Rows that have come and gone by the day add nothing and are left out. */
static gboolean
keep_standing_rows (LbExplanation *self, LbDb *db, GError **error)
{
  for (guint i = self->rows->len; i-- > 0;) {
    LbExplainedRow *row = g_ptr_array_index (self->rows, i);
    if (!(fabs (row->numerator) > 0) && !(fabs (row->denominator) > 0))
      g_ptr_array_remove_index_fast (self->rows, i);
    else if (!name_row (db, row, error))
      return FALSE;
  }
  g_ptr_array_sort (self->rows, compare_rows);
  return TRUE;
}

static gboolean
take_values (LbExplanation *self, LbProject *project, guint region, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbCube) cube = lb_cube_build (project, self->indicator, cancellable, error);

  if (cube == NULL)
    return FALSE;
  g_autoptr (LbValues) values = lb_cube_at (cube, self->as_of);
  self->numerator = values->numerator[region];
  self->denominator = values->denominator[region];
  self->persons = values->persons != NULL ? values->persons[region] : NAN;
  self->value = values->value[region];
  self->small = lb_values_is_small (values, region);
  return TRUE;
}

static void
add_rule (LbExplanation *self, const LbRuleValue *value)
{
  LbExplainedRule *rule = g_new0 (LbExplainedRule, 1);

  rule->key = g_strdup (value->key);
  rule->text = g_strdup (value->text);
  rule->source = g_strdup (value->source);
  g_ptr_array_add (self->rules, rule);
}

/* Keys of the rule set as the query writes them: 'section.key', or the beginning of one that it completes from a row,
 * 'limits.matter_'. The income line is asked for by a function of its own. */
static void
list_rules (LbExplanation *self, const LbRules *rules)
{
  g_autoptr (GRegex) pattern = g_regex_new ("'([a-z_]+\\.[a-z_0-9.]*)'", 0, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *values = lb_rules_get_values (rules);

  for (g_regex_match (pattern, self->indicator->sql, 0, &found); g_match_info_matches (found); g_match_info_next (found, NULL))
    g_ptr_array_add (keys, g_match_info_fetch (found, 1));
  if (strstr (self->indicator->sql, "lb_line") != NULL)
    g_ptr_array_add (keys, g_strdup ("line."));
  for (guint i = 0; i < values->len; i++) {
    const LbRuleValue *value = g_ptr_array_index (values, i);
    gboolean asked = FALSE;
    for (guint k = 0; k < keys->len && !asked; k++) {
      const char *key = g_ptr_array_index (keys, k);
      gboolean begins = g_str_has_suffix (key, ".") || g_str_has_suffix (key, "_");
      asked = begins ? g_str_has_prefix (value->key, key) : g_str_equal (value->key, key);
    }
    if (asked && lb_rules_find (rules, value->key, self->as_of) == value)
      add_rule (self, value);
  }
}

LbExplanation *
lb_explain (LbProject *project, LbIndicator *indicator, guint region, gint32 as_of, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (LbExplanation) self = g_new0 (LbExplanation, 1);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_persons;

  self->indicator = lb_indicator_ref (indicator);
  self->as_of = as_of;
  self->since = lb_day_before_window (indicator, as_of);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->rules = g_ptr_array_new_with_free_func (free_rule);
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);
  g_autoptr (LbRules) rules = regions != NULL ? lb_rules_load_for_project (project, NULL, error) : NULL;
  g_autoptr (LbDeltaReader) reader =
    rules != NULL ? lb_delta_reader_open (lb_project_get_path (project), rules, NULL, error) : NULL;
  if (reader == NULL || !take_values (self, project, region, cancellable, error))
    return NULL;
  const LbRegion *place = lb_region_tree_get (regions, region);
  Collection collection = {self, rows, regions, region};
  self->code = g_strdup (place->code);
  self->name = g_strdup (place->name);
  if (!lb_delta_reader_run (reader, indicator, regions, LB_LIMIT_QUERY_SECONDS, collect, &collection, &has_persons,
                            cancellable, error) ||
      !keep_standing_rows (self, lb_project_get_db (project), error))
    return NULL;
  list_rules (self, rules);
  self->rule_set = g_strdup (lb_rules_get_name (rules));
  self->data_version = lb_project_get_data_version (project);
  self->fingerprint = lb_project_dup_fingerprint (project, error);
  return self->fingerprint != NULL ? g_steal_pointer (&self) : NULL;
}
