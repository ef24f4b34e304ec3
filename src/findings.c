#include "config.h"
#include "src/findings.h"
#include "src/check.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/journal.h"
#include "src/mask.h"

#include <string.h>

typedef struct {
  LbDb *db;
  LbRegionTree *regions;
  GPtrArray *findings;
} Collecting;

LbFinding *
lb_finding_new (const char *rule, const char *severity, const char *region, const char *message, const char *remedy)
{
  LbFinding *self = g_new0 (LbFinding, 1);

  self->rule = g_strdup (rule);
  self->title = g_strdup ("");
  self->severity = g_strdup (severity);
  self->region = g_strdup (region != NULL ? region : "");
  self->household = g_strdup ("");
  self->row = g_strdup ("");
  self->message = g_strdup (message);
  self->remedy = g_strdup (remedy != NULL ? remedy : "");
  return self;
}

void
lb_finding_free (LbFinding *self)
{
  g_free (self->rule);
  g_free (self->title);
  g_free (self->severity);
  g_free (self->region);
  g_free (self->household);
  g_free (self->row);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self);
}

static int
rank (const char *severity)
{
  static const char *const order[] = {"error", "warning", "unknown", "note"};
  int i = 0;

  while (i < (int) G_N_ELEMENTS (order) && !g_str_equal (severity, order[i]))
    i++;
  return i;
}

int
lb_finding_compare (gconstpointer a, gconstpointer b)
{
  const LbFinding *first = *(const LbFinding *const *) a, *second = *(const LbFinding *const *) b;
  int by_rank = rank (first->severity) - rank (second->severity);
  int by_rule = by_rank != 0 ? by_rank : strcmp (first->rule, second->rule);
  int by_region = by_rule != 0 ? by_rule : strcmp (first->region, second->region);
  int by_row = by_region != 0 ? by_region : strcmp (first->row, second->row);

  return by_row != 0 ? by_row : strcmp (first->message, second->message);
}

/* Tables whose rows say where they come from; the name goes into SQL, so only these. */
static const char *const ledger_tables[] = {
  "household", "household_income", "person", "person_work", "work_plan", "monitoring_case", "case_income", "case_step", "case_risk", "risk_clearance", "measure",
  "evidence", "visit", "visit_plan", "platform_reg", "matter", "matter_ticket", "early_warning", "warning_check", "finding",
  "staff", "assignment", "assessment", "training", "ledger", "resource", NULL};

/* (transfer full): "cases.csv:12". */
static char *
name_row (Collecting *self, const LbHit *hit)
{
  if (hit->row_table == NULL || !g_strv_contains (ledger_tables, hit->row_table) || hit->row_id == 0)
    return g_strdup ("");
  g_autofree char *sql = g_strdup_printf (
    "SELECT b.file || ':' || t.src_row FROM %s t JOIN import_batch b ON b.id = t.import_batch_id WHERE t.id = ?",
    hit->row_table);
  sqlite3_stmt *query = lb_db_prepare (self->db, sql, NULL);
  if (query == NULL)
    return g_strdup ("");
  sqlite3_bind_int64 (query, 1, hit->row_id);
  gboolean found = lb_db_step (self->db, query, NULL) == SQLITE_ROW;
  char *row = g_strdup (found ? (const char *) sqlite3_column_text (query, 0) : "");
  sqlite3_reset (query);
  return row;
}

static char *
mask_household (Collecting *self, gint64 id)
{
  sqlite3_stmt *query = id != 0 ? lb_db_prepare (self->db, "SELECT household_no FROM household WHERE id = ?", NULL) : NULL;
  if (query == NULL)
    return g_strdup ("");
  sqlite3_bind_int64 (query, 1, id);
  gboolean found = lb_db_step (self->db, query, NULL) == SQLITE_ROW;
  char *masked = lb_mask_certificate (found ? (const char *) sqlite3_column_text (query, 0) : NULL);
  sqlite3_reset (query);
  return masked;
}

/* (transfer full): "碧关镇杉桥村", from the township down to the village or the region itself; "" for the county. */
static char *
name_place (const LbRegionTree *regions, int number)
{
  GString *place = g_string_new (NULL);

  for (int at = number; at >= 0; at = lb_region_tree_get (regions, (guint) at)->parent) {
    const LbRegion *region = lb_region_tree_get (regions, (guint) at);
    if (region->level != LB_LEVEL_COUNTY)
      g_string_prepend (place, region->name);
  }
  return g_string_free (place, FALSE);
}

static void
take_hit (const LbHit *hit, gpointer data)
{
  Collecting *self = data;
  int number = hit->region_id != 0 ? lb_region_tree_find_id (self->regions, hit->region_id) : -1;
  const char *code = number >= 0 ? lb_region_tree_get (self->regions, (guint) number)->code : "";
  g_autofree char *place = name_place (self->regions, number);
  g_autofree char *message = *place != '\0' ? g_strdup_printf (_ ("%s: %s"), place, hit->message) : g_strdup (hit->message);
  LbFinding *finding = lb_finding_new (hit->check->id, lb_hit_get_severity (hit), code, message, hit->check->remedy);

  g_free (finding->title);
  finding->title = g_strdup (hit->check->name);
  g_free (finding->household);
  finding->household = mask_household (self, hit->household_id);
  g_free (finding->row);
  finding->row = name_row (self, hit);
  g_ptr_array_add (self->findings, finding);
}

/* A broken chain is a finding, a chain that cannot be read is an error. */
static gboolean
check_journal (Collecting *self, GError **error)
{
  g_autoptr (GError) broken = NULL;

  if (lb_journal_verify (self->db, &broken))
    return TRUE;
  if (!g_error_matches (broken, LB_ERROR, LB_ERROR_PROJECT)) {
    g_propagate_error (error, g_steal_pointer (&broken));
    return FALSE;
  }
  LbFinding *finding = lb_finding_new ("journal", "error", NULL, broken->message,
                                       _ ("go back to a copy of the project whose journal is whole, and find out who changed it"));
  g_free (finding->title);
  finding->title = g_strdup (_ ("Journal broken"));
  g_ptr_array_add (self->findings, finding);
  return TRUE;
}

GPtrArray *
lb_findings_collect (LbProject *project, const char *rules_name, gint32 as_of, GPtrArray *problems, GCancellable *cancellable,
                     GError **error)
{
  const char *path = lb_project_get_path (project);
  g_autoptr (LbRules) rules = lb_rules_load_for_project (project, rules_name, error);
  g_autoptr (LbRegionTree) regions = rules != NULL ? lb_project_dup_regions (project, error) : NULL;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_finding_free);
  gint32 first, last;

  if (regions == NULL || !lb_project_get_dates (project, &first, &last, error))
    return NULL;
  Collecting collecting = {.db = lb_project_get_db (project), .regions = regions, .findings = findings};
  g_autoptr (GPtrArray) checks = lb_check_catalogue (path, lb_i18n_language (), problems);
  /* Without ledgers any day will do: what hits there are depend on none. */
  gint32 day = as_of != LB_DAY_NONE ? as_of : last != LB_DAY_NONE ? last : 0;
  if (!lb_checks_run (path, rules, checks, day, take_hit, &collecting, problems, cancellable, error) ||
      !check_journal (&collecting, error))
    return NULL;
  g_ptr_array_sort (findings, lb_finding_compare);
  return g_steal_pointer (&findings);
}
