/* The way of a ledger: read → map columns → normalise → validate → match → stage → commit */
#include "config.h"
#include "src/digest.h"
#include "src/error.h"
#include "src/headings.h"
#include "src/i18n.h"
#include "src/import.h"
#include "src/ledger-pipe.h"
#include "src/stage.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define PROGRESS_US      50000 /* at most twenty reports a second: no silence of a tenth */
#define ROWS_PER_LOOK    64     /* rows between two looks at the clock and the cancellable */
#define STEPS_PER_LOOK   10000  /* the same inside one statement of SQL, below a millisecond */
#define MUCH_BYTES       (4 << 20) /* a file from which very many rows are to be expected   */

typedef struct {
  LbProject *project;
  const LbImportOptions *options;
  LbImportResult *result;
  LbAliases *aliases;
  LbDigest *digest;   /* NULL: the file is known to be new */
  LbRowSource *source;
  LbMapping *mapping;
  LbJudge *judge;
  LbLedgerPipe *pipe; /* reads the source and asks the judge, on its own thread */
  LbStage *stage;
  gint64 next_report;
  gint64 done, total; /* as reported last; after the last row they stay */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->stage, lb_stage_free);
  g_clear_pointer (&self->pipe, lb_ledger_pipe_free);
  g_clear_pointer (&self->judge, lb_judge_free);
  g_clear_pointer (&self->mapping, lb_mapping_free);
  g_clear_pointer (&self->source, lb_row_source_free);
  g_clear_pointer (&self->digest, lb_digest_free);
  g_clear_pointer (&self->aliases, lb_aliases_free);
  g_clear_pointer (&self->result, lb_import_result_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* Read ------------------------------------------------------------------------------------------------------ */

static void
tell_unread (Import *self)
{
  guint n;
  g_autofree char *unread = lb_mapping_list_unread (self->mapping, self->aliases, &n);

  if (n > 0)
    g_ptr_array_add (self->result->notices, g_strdup_printf (P_ ("%s: %u column is not read: %s", "%s: %u columns are not read: %s", n),
                                                             self->result->file, n, unread));
}

static gboolean
find_headings (Import *self, const char *path, GError **error)
{
  const LbImportOptions *options = self->options;
  LbMappingWish wish = {.maps = options->maps, .maps_only = options->maps_only};

  self->aliases = lb_aliases_load (error);
  if (self->aliases == NULL ||
      (options->kind != NULL && (wish.kind = lb_ledger_kind_find (options->kind, error)) == NULL))
    return FALSE;
  wish.aliases = self->aliases;
  LbRowSourceOpen open = options->open != NULL ? options->open : lb_row_source_open_csv;
  self->source = open (path, options->encoding, self->result->notices, error);
  if (self->source == NULL)
    return FALSE;
  const LbHeadingsWish where = {&wish, self->project, self->result->file, options->sheet};
  self->mapping = lb_headings_find (self->source, &where, self->result->notices, error);
  return self->mapping != NULL;
}

static gboolean
begin_data (Import *self, GError **error)
{
  if (!lb_row_source_begin_data (self->source, error))
    return FALSE;
  for (guint i = 0; i < self->mapping->kind->n_fields; i++)
    if (self->mapping->kind->fields[i].summed && self->mapping->columns[i] >= 0)
      lb_row_source_leave (self->source, (guint) self->mapping->columns[i]);
  return TRUE;
}

static gboolean
open_file (Import *self, const char *path, GError **error)
{
  if (!find_headings (self, path, error) || !begin_data (self, error))
    return FALSE;

  const LbEncoding *encoding = lb_row_source_get_encoding (self->source);
  self->result->kind = g_strdup (self->mapping->kind->name);
  self->result->sheet = g_strdup (lb_row_source_get_sheet (self->source));
  self->result->encoding = g_strdup (encoding->name);
  self->result->encoding_reason = g_strdup (encoding->reason);
  self->result->header = g_strdupv (self->mapping->headings);
  self->result->certificate_column = lb_mapping_find (self->mapping, "certificate");
  self->result->fields = lb_mapping_dup_fields (self->mapping);
  if (self->options->repairs != NULL)
    self->source = lb_repairs_wrap (self->options->repairs, self->source);
  self->digest = lb_digest_start (path);
  tell_unread (self);
  return TRUE;
}

/* A project without boundaries, or cases before households, would reject every single row: better say so once. */
static gboolean
check_order (Import *self, GError **error)
{
  gboolean placed = self->mapping->kind->place >= 0;
  g_autoptr (LbRegionTree) regions = placed ? lb_project_dup_regions (self->project, error) : NULL;
  gint64 households = 0;

  if ((placed && regions == NULL) ||
      !lb_db_get_int (lb_project_get_db (self->project), "SELECT EXISTS (SELECT 1 FROM household)", &households, error))
    return FALSE;
  if (placed && lb_region_tree_get_n (regions) == 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("cannot place the rows of %s: the project has no regions yet; import the boundaries first"),
                 self->result->file);
    return FALSE;
  }
  if (!placed && self->mapping->kind->household >= 0 && households == 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("cannot import %s: the project has no households yet; import their ledger first"),
                 self->result->file);
    return FALSE;
  }
  self->judge = lb_judge_new (self->mapping, self->aliases, regions);
  return TRUE;
}

/* Stage ----------------------------------------------------------------------------------------------------- */

static const char *
heading (const Import *self, int field)
{
  return lb_mapping_get_heading (self->mapping, self->aliases, (guint) field);
}

static void
reject (Import *self, const LbRow *row, const LbVerdict *verdict)
{
  int column = verdict->field >= 0 ? self->mapping->columns[verdict->field] : -1;
  const char *value = column >= 0 && (guint) column < row->n ? row->cells[column] : "";

  LbReject *kept = lb_import_result_reject (self->result, row->number, verdict->field >= 0 ? heading (self, verdict->field) : "",
                                            value, (const char *const *) verdict->candidates,
                                            (const char *const *) row->cells, verdict->reason);
  kept->code = verdict->code;
  self->result->rejected++;
}

static gboolean
take_row (Import *self, LbJudged *judged, GError **error)
{
  LbVerdict *verdict = &judged->verdict;
  gint64 number = judged->row.number;
  guint field = 0;

  self->result->rows++;
  if (verdict->reason == NULL) {
    if (!lb_stage_put (self->stage, verdict->values, verdict->region_id, number, &verdict->reason, &field, error)) {
      g_prefix_error (error, _ ("%s, row %" PRId64 " or before it: "), self->result->file, number);
      return FALSE;
    }
    verdict->field = (int) field;
    verdict->code = lb_stage_get_code (self->stage);
  }
  if (verdict->reason != NULL)
    reject (self, &judged->row, verdict);
  else
    self->result->accepted++;
  return TRUE;
}

/* Refuses a file that was imported before, as soon as its digest can tell. */
static gboolean
identify_file (Import *self, GError **error)
{
  self->result->sha256 = lb_digest_wait (self->digest, error);
  g_clear_pointer (&self->digest, lb_digest_free);
  return self->result->sha256 != NULL && lb_import_identify_batch (self->project, self->result, self->options, error);
}

static void
report (Import *self)
{
  const LbImportOptions *options = self->options;
  gint64 now = options->progress != NULL ? g_get_monotonic_time () : 0, done, total;

  if (now < self->next_report || options->progress == NULL)
    return;
  self->next_report = now + PROGRESS_US;
  if (self->pipe != NULL) {
    lb_ledger_pipe_get_progress (self->pipe, &done, &total);
    self->done = done;
    self->total = total;
  }
  options->progress (self->done, self->total, options->progress_data);
}

static gboolean
keep_going (Import *self, GError **error)
{
  if (self->result->rows % ROWS_PER_LOOK != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->options->cancellable, error))
    return FALSE;
  if (self->digest != NULL && lb_digest_is_ready (self->digest) && !identify_file (self, error))
    return FALSE;
  report (self);
  return TRUE;
}

/* SQLite asks while a statement runs: a million households are loaded, or an index is made. Not 0: stop. */
static int
keep_on (void *data)
{
  Import *self = data;

  report (self);
  return g_cancellable_is_cancelled (self->options->cancellable);
}

/* A statement that was stopped says so in its own way. */
static void
tell_cancelled (const Import *self, GError **error)
{
  if (g_cancellable_is_cancelled (self->options->cancellable)) {
    g_clear_error (error);
    g_cancellable_set_error_if_cancelled (self->options->cancellable, error);
  }
}

/* So that nobody wonders whence a value came that stands in no cell of its row. */
static void
tell_filled (Import *self)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  guint64 n = 0;

  for (guint i = 0; i < self->mapping->n_columns; i++) {
    guint64 filled = lb_row_source_count_filled (self->source, i);
    n += filled;
    if (filled > 0)
      g_string_append_printf (columns, "%s%s", columns->len > 0 ? ", " : "", self->mapping->headings[i]);
  }
  if (n > 0)
    g_ptr_array_add (self->result->notices,
                     g_strdup_printf (_ ("%s: %" PRIu64 " empty cells took the value of the merged cell they belong to, in the columns %s"),
                                      self->result->file, n, columns->str));
}

static gboolean
take_rows (Import *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LbJudged *judged;

  self->pipe = lb_ledger_pipe_new (self->source, self->judge, self->mapping);
  while ((judged = lb_ledger_pipe_next (self->pipe, &problem)) != NULL)
    if (!take_row (self, judged, error) || !keep_going (self, error))
      return FALSE;
  g_clear_pointer (&self->pipe, lb_ledger_pipe_free);
  if (problem == NULL && !lb_stage_flush (self->stage, error))
    return FALSE;
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (self->result->rows == 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s holds no rows below its headings; export it again"),
                 self->result->file);
    return FALSE;
  }
  tell_filled (self);
  guint replaced = lb_row_source_get_replaced (self->source);
  if (replaced > 0)
    g_ptr_array_add (self->result->notices,
                     g_strdup_printf (_ ("%u characters could not be read as %s; the rows that hold them in a column"
                                         " that is used were rejected"),
                                      replaced, self->result->encoding));
  return TRUE;
}

/* Commit ---------------------------------------------------------------------------------------------------- */

static gboolean
remember_maps (Import *self, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  LbDb *db = lb_project_get_db (self->project);

  if (self->options->maps == NULL || self->options->maps[0] == NULL)
    return TRUE;
  for (guint i = 0; i < self->mapping->kind->n_fields; i++)
    if (self->mapping->columns[i] >= 0)
      json_object_set_string_member (object, self->mapping->kind->fields[i].name, heading (self, (int) i));
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  sqlite3_stmt *insert = lb_db_prepare (db, "INSERT OR REPLACE INTO lookback_mapping VALUES (?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_text (insert, 1, self->mapping->fingerprint, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 2, self->mapping->kind->name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 3, text, -1, SQLITE_TRANSIENT);
  return lb_db_run (db, insert, error);
}

/* A region must lie in one of a higher level; the tree makes a root of what does not. */
static gboolean
check_levels (Import *self, GError **error)
{
  LbDb *db = lb_project_get_db (self->project);
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (self->project, error);
  sqlite3_stmt *rows =
    regions != NULL ? lb_db_prepare (db, "SELECT id, parent_id FROM region WHERE parent_id IS NOT NULL", error) : NULL;
  int step = SQLITE_ERROR;

  while (rows != NULL && (step = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    const LbRegion *region =
      lb_region_tree_get (regions, (guint) lb_region_tree_find_id (regions, sqlite3_column_int64 (rows, 0)));
    if (region->parent >= 0)
      continue;
    const LbRegion *above =
      lb_region_tree_get (regions, (guint) lb_region_tree_find_id (regions, sqlite3_column_int64 (rows, 1)));
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: %s (%s, %s) cannot lie in %s (%s, %s); correct the level or the code above. Nothing was imported"),
                 self->result->file, region->name, region->code, lb_level_get_label (region->level), above->name, above->code,
                 lb_level_get_label (above->level));
    break;
  }
  if (rows != NULL)
    sqlite3_reset (rows);
  return step == SQLITE_DONE;
}

/* Everything but the commit. */
static gboolean
finish (Import *self, GError **error)
{
  if (self->digest != NULL && !identify_file (self, error))
    return FALSE;
  if (self->options->dry_run) {
    self->result->batch = 0; /* the transaction is rolled back by its owner */
    return TRUE;
  }
  gboolean moves_regions = self->mapping->kind == &lb_ledger_kinds[LB_LEDGER_REGIONS];
  return remember_maps (self, error) && (!moves_regions || lb_project_renumber_regions (self->project, error)) &&
         lb_import_close_batch (self->project, self->result, error) && (!moves_regions || check_levels (self, error));
}

/* Inside the transaction, to be stopped at any time. */
static gboolean
fill_batch (Import *self, GError **error)
{
  if (!lb_import_open_batch (self->project, self->result, self->options, error))
    return FALSE;
  self->stage =
    lb_stage_new (self->project, self->mapping, self->aliases, self->options->secret, self->result->batch, error);
  return self->stage != NULL && take_rows (self, error) && finish (self, error) &&
         !g_cancellable_set_error_if_cancelled (self->options->cancellable, error);
}

/* A large file into an empty table. */
static gboolean
appends_much (const Import *self, const char *path)
{
  const char *table = self->mapping->kind->table;
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s)", table);
  gint64 filled = 1;
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size >= MUCH_BYTES &&
         lb_db_get_int (lb_project_get_db (self->project), sql, &filled, NULL) && filled == 0;
}

LbImportResult *
lb_ledger_import (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  g_auto (Import) self = {.project = project, .options = options};
  LbDb *db = lb_project_get_db (project);

  self.result = lb_import_result_new (path, NULL);
  if (!open_file (&self, path, error) || !check_order (&self, error))
    return NULL;
  g_autoptr (LbTransaction) transaction = lb_transaction_begin_bulk (db, appends_much (&self, path), error);
  if (transaction == NULL)
    return NULL;
  sqlite3_progress_handler (lb_db_get_handle (db), STEPS_PER_LOOK, keep_on, &self);
  gboolean filled = fill_batch (&self, error);
  sqlite3_progress_handler (lb_db_get_handle (db), 0, NULL, NULL);
  if (!filled)
    tell_cancelled (&self, error);
  if (!filled || (!options->dry_run && !lb_transaction_commit (transaction, error)))
    return NULL;
  return g_steal_pointer (&self.result);
}

const char *
lb_ledger_peek (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  g_auto (Import) self = {.project = project, .options = options};

  self.result = lb_import_result_new (path, NULL);
  return find_headings (&self, path, error) ? self.mapping->kind->name : NULL;
}
