/* The way of a ledger: read → map columns → normalise → validate → match → stage → commit */
#include "config.h"
#include "src/csv.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/import.h"
#include "src/limits.h"
#include "src/mapping.h"
#include "src/match.h"
#include "src/stage.h"
#include "src/text.h"
#include "src/values.h"

#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define PROGRESS_US      100000 /* at most ten reports a second */
#define ROWS_PER_LOOK    64     /* rows between two looks at the clock and the cancellable */

typedef struct {
  LbProject *project;
  const LbImportOptions *options;
  LbImportResult *result;
  LbAliases *aliases;
  LbCsvReader *reader;
  LbMapping *mapping;
  LbRegionTree *regions;
  LbMatcher *matcher;
  LbStage *stage;
  LbValue values[LB_MAX_FIELDS];
  GString *arena;       /* normalised copies of the row's cells */
  gint64 next_report;
} Import;

/* Why a row cannot be taken. */
typedef struct {
  int field;         /* -1: the row as a whole */
  const char *code;  /* import_reject.reason_code */
  const char *value;
  char *reason;
  const char *const *candidates; /* borrowed */
} Problem;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->stage, lb_stage_free);
  g_clear_pointer (&self->matcher, lb_matcher_free);
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  g_clear_pointer (&self->mapping, lb_mapping_free);
  g_clear_pointer (&self->reader, lb_csv_reader_free);
  g_clear_pointer (&self->aliases, lb_aliases_free);
  g_clear_pointer (&self->result, lb_import_result_free);
  if (self->arena != NULL)
    g_string_free (self->arena, TRUE);
  for (guint i = 0; i < LB_MAX_FIELDS; i++)
    lb_value_clear (&self->values[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* Read ------------------------------------------------------------------------------------------------------ */

/* What the user chose for the same headings before, as "field=heading". NULL: nothing. */
static char **
recall_maps (LbProject *project, const char *fingerprint, const LbLedgerKind **kind)
{
  sqlite3_stmt *row =
    lb_db_prepare (lb_project_get_db (project), "SELECT kind, mapping FROM lookback_mapping WHERE fingerprint = ?", NULL);
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, fingerprint, -1, SQLITE_TRANSIENT);
  if (lb_db_step (lb_project_get_db (project), row, NULL) == SQLITE_ROW) {
    const LbLedgerKind *stored = lb_ledger_kind_find ((const char *) sqlite3_column_text (row, 0), NULL);
    g_autoptr (JsonNode) node = json_from_string ((const char *) sqlite3_column_text (row, 1), NULL);
    if (stored != NULL && node != NULL && JSON_NODE_HOLDS_OBJECT (node) && (*kind == NULL || *kind == stored)) {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) fields = json_object_get_members (object);
      *kind = stored;
      for (GList *at = fields; at != NULL; at = at->next)
        g_ptr_array_add (maps, g_strdup_printf ("%s=%s", (const char *) at->data,
                                                json_object_get_string_member_with_default (object, at->data, "")));
    }
  }
  sqlite3_reset (row);
  if (maps->len == 0)
    return NULL;
  g_ptr_array_add (maps, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&maps), FALSE);
}

/* Finds the headings among the first rows: above them may stand a title. NULL with the error of the row that came
 * nearest, which is the widest one. */
static LbMapping *
find_headings (LbCsvReader *reader, LbProject *project, const LbMappingWish *wish, const char *file, GError **error)
{
  g_autoptr (GError) nearest = NULL;
  guint widest = 0;
  LbCsvRow row;

  for (int i = 0; i < LB_LIMIT_HEADER_ROWS; i++) {
    g_autoptr (GError) problem = NULL;
    if (!lb_csv_reader_next (reader, &row, &problem)) {
      if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
      }
      break;
    }
    LbMappingWish own = *wish;
    g_autofree char *fingerprint = lb_mapping_fingerprint (row.cells, row.n);
    g_auto (GStrv) recalled =
      wish->maps == NULL && project != NULL ? recall_maps (project, fingerprint, &own.kind) : NULL;
    if (recalled != NULL)
      own.maps = (const char *const *) recalled;
    LbMapping *mapping = lb_mapping_new (&own, file, row.cells, row.n, &problem);
    if (mapping != NULL)
      return mapping;
    if (nearest == NULL || row.n > widest) {
      widest = row.n;
      g_clear_error (&nearest);
      nearest = g_steal_pointer (&problem);
    }
  }
  if (nearest == NULL)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s holds no rows; export it again"), file);
  else
    g_propagate_error (error, g_steal_pointer (&nearest));
  return NULL;
}

static gboolean
open_file (Import *self, const char *path, GError **error)
{
  const LbImportOptions *options = self->options;
  LbMappingWish wish = {.maps = options->maps};

  self->aliases = lb_aliases_load (error);
  if (self->aliases == NULL ||
      (options->kind != NULL && (wish.kind = lb_ledger_kind_find (options->kind, error)) == NULL))
    return FALSE;
  wish.aliases = self->aliases;
  self->reader = lb_csv_reader_open (path, options->encoding, error);
  if (self->reader == NULL)
    return FALSE;
  self->mapping = find_headings (self->reader, self->project, &wish, self->result->file, error);
  if (self->mapping == NULL)
    return FALSE;

  const LbEncoding *encoding = lb_csv_reader_get_encoding (self->reader);
  self->result->kind = g_strdup (self->mapping->kind->name);
  self->result->encoding = g_strdup (encoding->name);
  self->result->encoding_reason = g_strdup (encoding->reason);
  self->result->header = g_strdupv (self->mapping->headings);
  self->result->certificate_column = lb_mapping_find (self->mapping, "certificate");
  self->result->sha256 = lb_import_sha256 (path, error);
  return self->result->sha256 != NULL;
}

/* A project without boundaries, or cases before households, would reject every single row: better say so once. */
static gboolean
check_order (Import *self, GError **error)
{
  gint64 households = 0;

  self->regions = lb_project_dup_regions (self->project, error);
  if (self->regions == NULL ||
      !lb_db_get_int (lb_project_get_db (self->project), "SELECT count(*) FROM household", &households, error))
    return FALSE;
  if (self->mapping->kind->place >= 0 && lb_region_tree_get_n (self->regions) == 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("cannot place the rows of %s: the project has no regions yet; import the boundaries first"),
                 self->result->file);
    return FALSE;
  }
  if (self->mapping->kind->place < 0 && self->mapping->kind->household >= 0 && households == 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("cannot import %s: the project has no households yet; import their ledger first"),
                 self->result->file);
    return FALSE;
  }
  self->matcher = lb_matcher_new (self->regions);
  return TRUE;
}

/* Normalise and validate ------------------------------------------------------------------------------------ */

static const char *
heading (const Import *self, int field)
{
  return lb_mapping_get_heading (self->mapping, self->aliases, (guint) field);
}

static gboolean
blame (Problem *problem, int field, char *reason)
{
  problem->field = field;
  problem->reason = reason;
  return FALSE;
}

/* Fills self->values. FALSE with @problem at the first cell that cannot be taken. */
static gboolean
read_values (Import *self, const LbCsvRow *row, Problem *problem)
{
  const LbLedgerKind *kind = self->mapping->kind;
  gsize room = 0, used = 0;

  problem->code = "value";

  for (guint i = 0; i < kind->n_fields; i++) /* fields may share a column */
    if (self->mapping->columns[i] >= 0 && (guint) self->mapping->columns[i] < row->n)
      room += strlen (row->cells[self->mapping->columns[i]]) + 1;
  g_string_set_size (self->arena, room);
  for (guint i = 0; i < kind->n_fields; i++) {
    int column = self->mapping->columns[i];
    LbValue *value = &self->values[i];
    value->set = FALSE;
    if (column < 0 || (guint) column >= row->n || row->cells[column][0] == '\0')
      continue;
    gsize length = strlen (row->cells[column]) + 1;
    char *cell = memcpy (self->arena->str + used, row->cells[column], length);
    used += length;
    lb_text_normalise_in_place (cell);
    char *reason = lb_value_read (&kind->fields[i], self->aliases, self->mapping->headings[column], cell, value);
    if (reason != NULL)
      return blame (problem, (int) i, reason);
  }
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].need == LB_NEED_VALUE && !self->values[i].set)
      return blame (problem, (int) i, g_strdup_printf (_ ("column %s is empty"), heading (self, (int) i)));
  return TRUE;
}

/* True when the first of two fields that are both filled comes after the second, or is more. */
static gboolean
are_swapped (const Import *self, const LbFieldPair *pair)
{
  const LbValue *first = &self->values[pair->first], *second = &self->values[pair->second];

  if (self->mapping->kind->fields[pair->first].type == LB_VALUE_DATE)
    return lb_value_dates_clash (first, second);
  return first->set && second->set && first->number > second->number;
}

static gboolean
check_orders (const Import *self, Problem *problem)
{
  const LbLedgerKind *kind = self->mapping->kind;

  for (const LbFieldPair *pair = kind->orders; pair != NULL && pair->first >= 0; pair++) {
    if (!are_swapped (self, pair))
      continue;
    problem->code = "order";
    if (kind->fields[pair->first].type != LB_VALUE_DATE)
      return blame (problem, pair->first,
                    g_strdup_printf (_ ("%s (%" PRId64 ") is more than %s (%" PRId64 ")"), heading (self, pair->first),
                                     self->values[pair->first].number, heading (self, pair->second),
                                     self->values[pair->second].number));
    return blame (problem, pair->second,
                  g_strdup_printf (_ ("%s (%s) lies before %s (%s)"), heading (self, pair->second),
                                   self->values[pair->second].text, heading (self, pair->first),
                                   self->values[pair->first].text));
  }
  return TRUE;
}

static gboolean
check_needs (const Import *self, Problem *problem)
{
  for (const LbFieldPair *pair = self->mapping->kind->needs; pair != NULL && pair->first >= 0; pair++)
    if (self->values[pair->first].set && !self->values[pair->second].set)
      return blame (problem, pair->first,
                    g_strdup_printf (_ ("column %s is filled, but column %s is empty"), heading (self, pair->first),
                                     heading (self, pair->second)));
  return TRUE;
}

/* Whether a case is cleared is told twice: in a word and by its day. */
static gboolean
check_cleared (const Import *self, int first, Problem *problem)
{
  int cleared_at = first + LB_CASE_CLEARED, day_at = first + LB_CASE_CLEARED_ON;
  const LbValue *cleared = &self->values[cleared_at], *cleared_on = &self->values[day_at];

  if (cleared->set && cleared->number == 1 && !cleared_on->set)
    return blame (problem, day_at,
                  g_strdup_printf (_ ("%s says yes, but column %s is empty"), heading (self, cleared_at),
                                   heading (self, day_at)));
  if (cleared->set && cleared->number == 0 && cleared_on->set && !self->values[first + LB_CASE_REVOKED_ON].set)
    return blame (problem, cleared_at,
                  g_strdup_printf (_ ("%s says no, but column %s holds %s"), heading (self, cleared_at),
                                   heading (self, day_at), cleared_on->text));
  return TRUE;
}

static gboolean
check_measure (const Import *self, Problem *problem)
{
  const char *status = self->values[LB_MEASURE_STATUS].text;

  if (self->values[LB_MEASURE_STATUS_ON].set || g_str_equal (status, "planned") || g_str_equal (status, "in_progress"))
    return TRUE;
  return blame (problem, LB_MEASURE_STATUS_ON,
                g_strdup_printf (_ ("column %s is empty, though the status needs its day"),
                                 heading (self, LB_MEASURE_STATUS_ON)));
}

/* What no single cell can tell. */
static gboolean
check_row (const Import *self, Problem *problem)
{
  const LbLedgerKind *kind = self->mapping->kind;
  int first = lb_ledger_kind_get_case (kind);

  problem->code = "value";
  if (first >= 0 && !check_cleared (self, first, problem))
    return FALSE;
  if (lb_ledger_kind_id (kind) == LB_LEDGER_MEASURES && !check_measure (self, problem))
    return FALSE;
  return check_needs (self, problem) && check_orders (self, problem);
}

/* Match ----------------------------------------------------------------------------------------------------- */

static const char *
text_of (const LbValue *value)
{
  return value->set ? value->text : NULL;
}

/* The region that the row names; 0 when it names none. */
static gboolean
match_row (Import *self, gint64 *region_id, Problem *problem)
{
  int at = self->mapping->kind->place;

  *region_id = 0;
  problem->code = "region";
  if (at < 0)
    return TRUE;
  const LbPlace place = {text_of (&self->values[at]), text_of (&self->values[at + 1]), text_of (&self->values[at + 2]),
                         text_of (&self->values[at + 3])};
  const LbMatch *match = lb_matcher_find (self->matcher, &place);
  if (match->reason != NULL) {
    problem->candidates = (const char *const *) match->candidates;
    return blame (problem, at + match->part, g_strdup (match->reason));
  }
  if (match->region >= 0) {
    *region_id = lb_region_tree_get (self->regions, (guint) match->region)->id;
    return TRUE;
  }
  if (self->mapping->kind->place_need == LB_PLACE_NEEDED)
    return blame (problem, at + 1, g_strdup_printf (_ ("the row names no place: column %s is empty"),
                                                    heading (self, at + 1)));
  return TRUE; /* the place of its household, or the county's own */
}

/* Stage ----------------------------------------------------------------------------------------------------- */

static gboolean
check_shape (const Import *self, const LbCsvRow *row, Problem *problem)
{
  for (guint i = self->mapping->n_columns; i < row->n; i++)
    if (row->cells[i][0] != '\0')
      return blame (problem, -1,
                    g_strdup_printf (_ ("the row has %u cells, but there are %u headings; is a quotation mark missing?"),
                                     row->n, self->mapping->n_columns));
  if (row->cut && row->n < self->mapping->n_columns)
    return blame (problem, -1,
                  g_strdup_printf (_ ("the file ends in the middle of this row: %u cells of %u; export it again"), row->n,
                                   self->mapping->n_columns));
  return TRUE;
}

static void
reject (Import *self, const LbCsvRow *row, Problem *problem)
{
  int column = problem->field >= 0 ? self->mapping->columns[problem->field] : -1;
  const char *value = column >= 0 && (guint) column < row->n ? row->cells[column] : "";

  LbReject *kept = lb_import_result_reject (self->result, row->number, problem->field >= 0 ? heading (self, problem->field) : "",
                                            value, problem->candidates, (const char *const *) row->cells, problem->reason);
  kept->code = problem->code;
  self->result->rejected++;
  g_free (problem->reason);
}

static gboolean
take_row (Import *self, const LbCsvRow *row, GError **error)
{
  Problem problem = {-1, "shape"};
  gint64 region_id = 0;
  guint field = 0;

  self->result->rows++;
  if (check_shape (self, row, &problem) && read_values (self, row, &problem) && check_row (self, &problem) &&
      match_row (self, &region_id, &problem)) {
    if (!lb_stage_put (self->stage, self->values, region_id, row->number, &problem.reason, &field, error)) {
      g_prefix_error (error, _ ("%s, row %" PRId64 ": "), self->result->file, row->number);
      return FALSE;
    }
    problem.field = (int) field;
    problem.code = lb_stage_get_code (self->stage);
  }
  if (problem.reason != NULL)
    reject (self, row, &problem);
  else
    self->result->accepted++;
  return TRUE;
}

static gboolean
keep_going (Import *self, GError **error)
{
  const LbImportOptions *options = self->options;
  gint64 now, done, total;

  if (self->result->rows % ROWS_PER_LOOK != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  now = g_get_monotonic_time ();
  if (options->progress == NULL || now < self->next_report)
    return TRUE;
  self->next_report = now + PROGRESS_US;
  lb_csv_reader_get_progress (self->reader, &done, &total);
  options->progress (done, total, options->progress_data);
  return TRUE;
}

static gboolean
take_rows (Import *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LbCsvRow row;

  while (lb_csv_reader_next (self->reader, &row, &problem))
    if (!take_row (self, &row, error) || !keep_going (self, error))
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
  guint replaced = lb_csv_reader_get_replaced (self->reader);
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

static gboolean
finish (Import *self, LbTransaction *transaction, GError **error)
{
  if (self->options->dry_run) {
    self->result->batch = 0; /* the transaction is rolled back by its owner */
    return TRUE;
  }
  gboolean moves_regions = self->mapping->kind == &lb_ledger_kinds[LB_LEDGER_REGIONS];
  return remember_maps (self, error) && (!moves_regions || lb_project_renumber_regions (self->project, error)) &&
         lb_import_close_batch (self->project, self->result, error) && (!moves_regions || check_levels (self, error)) &&
         lb_transaction_commit (transaction, error);
}

LbImportResult *
lb_ledger_import (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  g_auto (Import) self = {.project = project, .options = options};
  LbDb *db = lb_project_get_db (project);

  self.result = lb_import_result_new (path, NULL);
  self.arena = g_string_new (NULL);
  if (!open_file (&self, path, error) || !check_order (&self, error))
    return NULL;
  g_autoptr (LbTransaction) transaction = lb_transaction_begin_bulk (db, error);
  if (transaction == NULL || !lb_import_open_batch (project, self.result, options, error))
    return NULL;
  self.stage = lb_stage_new (project, self.mapping, self.aliases, self.result->batch, error);
  if (self.stage == NULL || !take_rows (&self, error) || !finish (&self, transaction, error))
    return NULL;
  return g_steal_pointer (&self.result);
}
