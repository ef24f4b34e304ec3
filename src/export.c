#include "config.h"
#include "src/export.h"
#include "src/error.h"
#include "src/export-private.h"
#include "src/i18n.h"
#include "src/journal.h"
#include "src/mask.h"
#include "src/paths.h"

#include <string.h>

/* Tables that are no ledgers: data/tables/NAME.sql selects their columns under the headings to show. */
static const char *const plain_tables[] = {"region",       "import_batch",  "import_reject", "journal",
                                           "campaign",     "sample_frame",  "rule_override", "report_run"};

#define ALWAYS_MADE 315532800 /* 1980-01-01, where nothing was imported yet */

static void
export_clear (LbExport *self)
{
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  g_clear_pointer (&self->aliases, lb_aliases_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LbExport, export_clear)

static gboolean
is_plain (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_tables); i++)
    if (strcmp (word, plain_tables[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Finds what @word means: a ledger (*kind set), or a plain table. */
static gboolean
find_table (const char *word, const LbLedgerKind **kind, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  *kind = NULL;
  for (int i = 0; i < LB_N_LEDGERS; i++) {
    const LbLedgerKind *ledger = &lb_ledger_kinds[i];
    if (ledger->n_parts > 0 || i == LB_LEDGER_REGION_CHANGES)
      continue; /* what they bring stands in other tables */
    if (strcmp (word, ledger->name) == 0 || (strcmp (word, ledger->table) == 0 && !is_plain (word))) {
      *kind = ledger;
      return TRUE;
    }
    g_string_append_printf (known, "%s, ", ledger->name);
  }
  if (is_plain (word))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (plain_tables); i++)
    g_string_append_printf (known, "%s%s", plain_tables[i], i + 1 < G_N_ELEMENTS (plain_tables) ? ", " : "");
  g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("there is no table “%s” to export; there are: %s"), word,
               known->str);
  return FALSE;
}

static char *
read_plain_sql (const char *table, GError **error)
{
  g_autofree char *name = g_strconcat (table, ".sql", NULL);
  g_autofree char *path = lb_paths_data ("tables", name, NULL);
  char *sql = NULL;

  if (!g_file_get_contents (path, &sql, NULL, NULL))
    g_set_error (error, LB_ERROR, LB_ERROR_FILE,
                 _ ("cannot read %s: the program's own data is missing; install it again"), path);
  return sql != NULL ? g_strchomp (sql) : NULL;
}

/* lb_mask_quoted (sentence): what a sentence quotes between “ and ” is hidden. */
static void
mask_quoted (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  (void) argc;
  sqlite3_result_text (context, lb_mask_quoted ((const char *) sqlite3_value_text (argv[0])), -1, g_free);
}

static char **
list_columns (sqlite3_stmt *rows)
{
  g_autoptr (GStrvBuilder) headings = g_strv_builder_new ();

  for (int i = 0; i < sqlite3_column_count (rows); i++)
    g_strv_builder_add (headings, sqlite3_column_name (rows, i));
  return g_strv_builder_end (headings);
}

static void
write_plain_row (sqlite3_stmt *rows, LbSheet *sheet)
{
  for (int i = 0; i < sqlite3_column_count (rows); i++) {
    int type = sqlite3_column_type (rows, i);
    const char *text = (const char *) sqlite3_column_text (rows, i);
    lb_sheet_cell (sheet, text != NULL ? text : "", type == SQLITE_INTEGER || type == SQLITE_FLOAT);
  }
}

static gboolean
write_rows (const LbExport *self, const LbLedgerKind *kind, sqlite3_stmt *rows, LbSheet *sheet, gint64 *count,
            GError **error)
{
  LbDb *db = lb_project_get_db (self->project);
  int result;

  *count = 0;
  while ((result = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    if (kind == NULL)
      write_plain_row (rows, sheet);
    (*count)++;
    if ((kind != NULL && !lb_export_ledger_row (self, kind, rows, sheet, error)) || !lb_sheet_end_row (sheet, error)) {
      sqlite3_reset (rows);
      return FALSE;
    }
  }
  sqlite3_reset (rows);
  return result == SQLITE_DONE;
}

/* The journal is written before the file appears: no unmasked file is ever without its row. */
static gboolean
record (LbProject *project, const char *table, const char *target, gint64 count, const char *reason,
        GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autofree char *file = g_path_get_basename (target);
  g_autofree char *object = g_strdup_printf ("%s → %s", table, file);
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (db, error);

  return transaction != NULL && lb_journal_append (db, "export_unmasked", object, count, reason, error) &&
         lb_transaction_commit (transaction, error);
}

gboolean
lb_export_table (LbProject *project, const char *table, const char *target, const char *reason,
                 const LbSecret *secret, gint64 *rows, GError **error)
{
  const LbLedgerKind *kind;
  LbDb *db = lb_project_get_db (project);
  gint64 made = 0, count = 0;

  if (!find_table (table, &kind, error))
    return FALSE;
  g_auto (LbExport) self = {project, lb_project_dup_regions (project, error), NULL, reason != NULL, secret};
  if (self.regions == NULL || (self.aliases = lb_aliases_load (error)) == NULL ||
      !lb_db_get_int (db, "SELECT unixepoch (max (at)) FROM import_batch", &made, error))
    return FALSE;

  sqlite3_create_function (lb_db_get_handle (db), "lb_mask_quoted", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, mask_quoted, NULL, NULL);
  g_autofree char *sql = kind != NULL ? lb_export_ledger_sql (kind) : read_plain_sql (table, error);
  sqlite3_stmt *statement = sql != NULL ? lb_db_prepare (db, sql, error) : NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, sqlite3_bind_parameter_index (statement, ":unmasked"), self.unmasked);
  g_auto (GStrv) headings = kind != NULL ? lb_export_ledger_headings (&self, kind) : list_columns (statement);
  g_autoptr (LbSheet) sheet = lb_sheet_new (target, table, (const char *const *) headings,
                                            made > 0 ? made : ALWAYS_MADE, error);
  if (sheet == NULL || !write_rows (&self, kind, statement, sheet, &count, error) ||
      (reason != NULL && !record (project, table, target, count, reason, error)) ||
      !lb_sheet_finish (sheet, error))
    return FALSE;
  if (rows != NULL)
    *rows = count;
  return TRUE;
}
