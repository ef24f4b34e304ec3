/* An import is taken back: what it added goes, what it changed becomes what it was
 *
 * The tables are those that name a batch, their dependence is read from the foreign keys, so that a new ledger needs
 * nothing here.
 */
#include "config.h"
#include "src/batches.h"
#include "src/error.h"
#include "src/history.h"
#include "src/i18n.h"
#include "src/import.h"
#include "src/journal.h"

#include <inttypes.h>

#define STEPS_PER_LOOK 1000 /* of SQL between two looks at the cancellable */

/* Children before parents: rows go in this order and come back in the other. */
static const char *const tables[] = {
  "rectification_track", "finding", "answer", "sample_unit", "sample_frame", "campaign", "warning_check", "early_warning",
  "matter_ticket", "evidence", "risk_clearance", "case_income", "case_risk", "case_step", "measure", "visit_plan", "visit", "platform_reg",
  "matter", "assignment", "assessment", "training", "ledger", "resource", "staff", "work_plan", "person_work", "person", "household_income",
  "monitoring_case", "household", "region", NULL};
#define N_TABLES (G_N_ELEMENTS (tables) - 1)

/* Runs @sql with the batch as ?1 and adds the batch numbers it gives to @later. */
static gboolean
collect (LbDb *db, const char *sql, gint64 batch, GTree *later, GError **error)
{
  sqlite3_stmt *rows = lb_db_prepare (db, sql, error);
  int step;

  if (rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (rows, 1, batch);
  while ((step = lb_db_step (db, rows, error)) == SQLITE_ROW)
    g_tree_insert (later, GSIZE_TO_POINTER (sqlite3_column_int64 (rows, 0)), NULL);
  sqlite3_reset (rows);
  return step == SQLITE_DONE;
}

/* Batches whose rows point at rows that @batch added, save those that @batch itself turned to its rows (villages take
 * over the grids that were there before them): they turn back. */
static gboolean
collect_references (LbDb *db, gint64 batch, GTree *later, GError **error)
{
  for (gsize i = 0; i < N_TABLES; i++) {
    sqlite3_stmt *keys = lb_db_prepare (db, "SELECT \"table\", \"from\" FROM pragma_foreign_key_list (?)", error);
    g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func (g_free);
    int step;

    if (keys == NULL)
      return FALSE;
    sqlite3_bind_text (keys, 1, tables[i], -1, SQLITE_STATIC);
    while ((step = lb_db_step (db, keys, error)) == SQLITE_ROW) {
      const char *parent = (const char *) sqlite3_column_text (keys, 0);
      if (g_strv_contains (tables, parent))
        g_ptr_array_add (queries, g_strdup_printf (
          "SELECT DISTINCT c.import_batch_id FROM \"%s\" c JOIN \"%s\" p ON p.id = c.\"%s\""
          " WHERE p.import_batch_id = ?1 AND c.import_batch_id <> ?1 AND NOT EXISTS (SELECT 1 FROM lookback_history h"
          "  WHERE h.import_batch_id = ?1 AND ((h.table_name = '%s' AND h.row_id = p.id)"
          "   OR (h.table_name = '%s' AND h.row_id = c.id)))",
          tables[i], parent, (const char *) sqlite3_column_text (keys, 1), parent, tables[i]));
    }
    sqlite3_reset (keys);
    if (step != SQLITE_DONE)
      return FALSE;
    for (guint k = 0; k < queries->len; k++)
      if (!collect (db, g_ptr_array_index (queries, k), batch, later, error))
        return FALSE;
  }
  return TRUE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  (void) data;
  return (GPOINTER_TO_SIZE (a) < GPOINTER_TO_SIZE (b)) - (GPOINTER_TO_SIZE (a) > GPOINTER_TO_SIZE (b));
}

static gboolean
add_number (gpointer key, gpointer value, gpointer data)
{
  g_ptr_array_add (data, key);
  (void) value;
  return FALSE;
}

/* Batches that must be taken back before @batch, and those before them: they changed its rows or told them again, or
 * theirs point at its rows. Each step looks at the batches that the last one found. */
static gboolean
collect_all (LbDb *db, gint64 batch, GTree *later, GError **error)
{
  static const char changed[] =
    "SELECT DISTINCT h.import_batch_id FROM lookback_history h WHERE h.import_batch_id > ?1"
    " AND EXISTS (SELECT 1 FROM lookback_history o WHERE o.table_name = h.table_name AND o.row_id = h.row_id"
    "  AND (o.import_batch_id = ?1 OR json_extract (o.before, '$.import_batch_id') = ?1))";
  static const char confirmed[] = "SELECT import_batch_id FROM lookback_confirmed WHERE confirmed_id = ?1";
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  g_ptr_array_add (queue, GSIZE_TO_POINTER (batch));
  for (guint i = 0; i < queue->len; i++) {
    gint64 next = (gint64) GPOINTER_TO_SIZE (g_ptr_array_index (queue, i));
    if (!g_hash_table_add (done, GSIZE_TO_POINTER (next)))
      continue;
    if (!collect (db, changed, next, later, error) || !collect (db, confirmed, next, later, error) ||
         !collect_references (db, next, later, error))
      return FALSE;
    g_tree_foreach (later, add_number, queue);
  }
  g_tree_remove (later, GSIZE_TO_POINTER (batch));
  return TRUE;
}

static gboolean
refuse_if_built_upon (LbDb *db, gint64 batch, GError **error)
{
  g_autoptr (GTree) later = g_tree_new_full (compare_newest_first, NULL, NULL, NULL);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);

  if (!collect_all (db, batch, later, error))
    return FALSE;
  g_tree_foreach (later, add_number, numbers);
  if (numbers->len == 0)
    return TRUE;
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (list, "%s%" G_GSIZE_FORMAT, i > 0 ? ", " : "",
                            GPOINTER_TO_SIZE (g_ptr_array_index (numbers, i)));
  g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
               _ ("batch %" PRId64 " cannot be taken back, for later batches build on it; undo these first,"
                  " in this order: %s"),
               batch, list->str);
  return FALSE;
}

/* Rows that the batch added: those that carry its number and have no earlier contents. */
static gboolean
remove_added (LbDb *db, const char *table, gint64 batch, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "DELETE FROM \"%s\" WHERE import_batch_id = ?1 AND NOT EXISTS (SELECT 1 FROM lookback_history h"
    " WHERE h.table_name = '%s' AND h.row_id = \"%s\".id AND h.import_batch_id = ?1)",
    table, table, table);
  sqlite3_stmt *remove = lb_db_prepare (db, sql, error);

  if (remove == NULL)
    return FALSE;
  sqlite3_bind_int64 (remove, 1, batch);
  return lb_db_run (db, remove, error);
}

/* The batch's file and kind; LB_ERROR_NOT_FOUND when there is none that stands. */
static gboolean
find_batch (LbDb *db, gint64 batch, char **file, gboolean *boundaries, GError **error)
{
  sqlite3_stmt *row = lb_db_prepare (db, "SELECT file, kind, undone_at FROM import_batch WHERE id = ?", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, batch);
  int step = lb_db_step (db, row, error);
  if (step == SQLITE_DONE)
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND,
                 _ ("there is no batch %" PRId64 " in %s; “lookback info” lists the batches"), batch,
                 lb_db_get_path (db));
  if (step != SQLITE_ROW)
    return FALSE;
  const char *undone = (const char *) sqlite3_column_text (row, 2);
  if (undone != NULL)
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("batch %" PRId64 " was taken back already (%s)"), batch,
                 undone);
  else
    *file = g_strdup ((const char *) sqlite3_column_text (row, 0));
  const char *kind = (const char *) sqlite3_column_text (row, 1);
  *boundaries = g_str_equal (kind, "boundaries") || g_str_equal (kind, "regions") || g_str_equal (kind, "region-changes");
  sqlite3_reset (row);
  return *file != NULL;
}

static gboolean
mark_undone (LbDb *db, gint64 batch, GError **error)
{
  g_autofree char *at = lb_journal_now ();
  sqlite3_stmt *update = lb_db_prepare (db, "UPDATE import_batch SET undone_at = ? WHERE id = ?", error);
  sqlite3_stmt *forget = lb_db_prepare (db, "DELETE FROM lookback_history WHERE import_batch_id = ?", error);
  sqlite3_stmt *release = lb_db_prepare (db, "DELETE FROM lookback_confirmed WHERE import_batch_id = ?", error);

  if (update == NULL || forget == NULL || release == NULL)
    return FALSE;
  sqlite3_bind_text (update, 1, at, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (update, 2, batch);
  sqlite3_bind_int64 (forget, 1, batch);
  sqlite3_bind_int64 (release, 1, batch);
  return lb_db_run (db, update, error) && lb_db_run (db, forget, error) && lb_db_run (db, release, error);
}

/* Foreign keys are off meanwhile: each row that goes would search every table that may point at it. */
static gboolean
prove_references (LbDb *db, gint64 batch, GError **error)
{
  gint64 broken = 0;

  if (!lb_db_get_int (db, "SELECT count(*) FROM pragma_foreign_key_check", &broken, error))
    return FALSE;
  if (broken > 0)
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("batch %" PRId64 " cannot be taken back: other rows of the project point at its rows"), batch);
  return broken == 0;
}

/* Inside the transaction, to be stopped at any time. */
static gboolean
take_back (LbProject *project, gint64 batch, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autofree char *file = NULL, *purpose = g_strdup_printf ("batch %" G_GINT64_FORMAT, batch);
  gboolean boundaries = FALSE;

  if (!find_batch (db, batch, &file, &boundaries, error) || !refuse_if_built_upon (db, batch, error))
    return FALSE;
  for (gsize i = 0; i < N_TABLES; i++)
    if (!remove_added (db, tables[i], batch, error))
      return FALSE;
  return lb_history_restore (db, batch, error) && mark_undone (db, batch, error) && prove_references (db, batch, error) &&
         (!boundaries || lb_project_renumber_regions (project, error)) &&
         lb_journal_append (db, "undo", file, batch, purpose, error) && lb_project_touch (project, error);
}

/* SQLite asks while a statement runs. Not 0: stop. */
static int
is_cancelled (void *data)
{
  return g_cancellable_is_cancelled (data);
}

gboolean
lb_import_undo (LbProject *project, gint64 batch, GCancellable *cancellable, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autoptr (LbTransaction) transaction = lb_transaction_begin_bulk (db, FALSE, error);

  if (transaction == NULL)
    return FALSE;
  sqlite3_progress_handler (lb_db_get_handle (db), STEPS_PER_LOOK, is_cancelled, cancellable);
  gboolean taken = take_back (project, batch, error);
  sqlite3_progress_handler (lb_db_get_handle (db), 0, NULL, NULL);
  if (g_cancellable_is_cancelled (cancellable)) {
    g_clear_error (error); /* a statement that was stopped says so in its own way */
    g_cancellable_set_error_if_cancelled (cancellable, error);
    return FALSE;
  }
  return taken && lb_transaction_commit (transaction, error);
}

/* Runs a query with the batch as ?1 and adds the number it gives. */
static gboolean
add_count (LbDb *db, const char *sql, gint64 batch, gint64 *count, GError **error)
{
  sqlite3_stmt *row = lb_db_prepare (db, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, batch);
  int step = lb_db_step (db, row, error);
  if (step == SQLITE_ROW)
    *count += sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return step == SQLITE_ROW;
}

gboolean
lb_import_forecast_undo (LbProject *project, gint64 batch, LbUndoForecast *forecast, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autofree char *file = NULL;
  gboolean boundaries;

  *forecast = (LbUndoForecast) {0};
  if (!find_batch (db, batch, &file, &boundaries, error) || !refuse_if_built_upon (db, batch, error) ||
      !add_count (db, "SELECT count(*) FROM (SELECT DISTINCT table_name, row_id FROM lookback_history WHERE import_batch_id = ?1)",
                  batch, &forecast->changed, error))
    return FALSE;
  for (gsize i = 0; i < N_TABLES; i++) {
    g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM \"%s\" WHERE import_batch_id = ?1 AND id NOT IN (SELECT row_id FROM lookback_history"
      " WHERE import_batch_id = ?1 AND table_name = '%s')",
      tables[i], tables[i]);
    if (!add_count (db, sql, batch, &forecast->added, error))
      return FALSE;
  }
  return TRUE;
}
