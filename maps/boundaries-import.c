/* A boundary file becomes one batch: read and measured outside of the transaction, then written, placed, summed up and
 * numbered inside it. */
#include "config.h"
#include "maps/boundaries.h"
#include "maps/error.h"
#include "maps/forecast.h"
#include "maps/foreign.h"
#include "maps/notices.h"
#include "maps/place.h"
#include "maps/boundary-cache.h"
#include "maps/boundary-stage.h"
#include "src/i18n.h"
#include "src/journal.h"

#include <math.h>
#include <string.h>

#define COUNTY_DIGITS 6

/* Rows are written, placed and numbered one after the other: pages that stay in memory meanwhile go to the disk once. */
#define CACHE_WHILE_WRITING "PRAGMA cache_size = -65536" /* KiB */
#define CACHE_AS_USUAL      "PRAGMA cache_size = -2000"

typedef struct {
  LbProject *project;
  LbDb *db;
  LbBoundaryStage *stage;
  const LbImportOptions *options;
  LbImportResult *result;
  char *code; /* of the county; "" when it is not known */
} Import;

/* (transfer full): the first six digits if all codes share them, else "". */
static char *
common_prefix (const LbBoundaryStage *stage)
{
  const char *first = NULL;

  for (guint i = 0; i < stage->regions->len; i++) {
    const char *code = ((LbStaged *) g_ptr_array_index (stage->regions, i))->code;
    if (*code == '\0')
      continue;
    if (strspn (code, "0123456789") < COUNTY_DIGITS || (first != NULL && strncmp (code, first, COUNTY_DIGITS) != 0))
      return g_strdup ("");
    first = code;
  }
  return first != NULL ? g_strndup (first, COUNTY_DIGITS) : g_strdup ("");
}

static char *
decide_county_code (const Import *import)
{
  const char *known = lb_project_get_code (import->project);

  if (import->options->code != NULL)
    return g_strdup (import->options->code);
  return *known != '\0' ? g_strdup (known) : common_prefix (import->stage);
}

static void
bind_text_or_null (sqlite3_stmt *statement, int at, const char *text)
{
  if (text != NULL && *text != '\0')
    sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT);
}

/* Nothing for a region without polygon. */
static void
bind_polygon (const Import *import, const LbStaged *staged, sqlite3_stmt *statement, int at_geom, int at_area)
{
  gsize size;

  if (!lb_staged_has_polygon (staged))
    return;
  gpointer blob = g_bytes_unref_to_data (lb_shapes_to_gpkg (import->stage->shapes, staged->shape), &size);
  sqlite3_bind_blob64 (statement, at_geom, blob, size, g_free);
  sqlite3_bind_double (statement, at_area, staged->area_m2);
}

static gboolean
insert_region (Import *import, LbStaged *staged, const LbForecast *forecast, GError **error)
{
  sqlite3_stmt *insert = lb_db_prepare (
    import->db,
    "INSERT INTO region (level, code, name, geom, area_m2, import_batch_id, src_row, parent_id, pre, last)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_text (insert, 1, lb_level_to_text (staged->level), -1, SQLITE_STATIC);
  bind_text_or_null (insert, 2, staged->code);
  sqlite3_bind_text (insert, 3, staged->name, -1, SQLITE_TRANSIENT);
  bind_polygon (import, staged, insert, 4, 5);
  sqlite3_bind_int64 (insert, 6, import->result->batch);
  if (staged->record > 0)
    sqlite3_bind_int64 (insert, 7, staged->record);
  if (forecast->parent != 0)
    sqlite3_bind_int64 (insert, 8, forecast->parent);
  if (forecast->pre >= 0) {
    sqlite3_bind_int64 (insert, 9, forecast->pre);
    sqlite3_bind_int64 (insert, 10, forecast->last);
  }
  gboolean good = lb_db_run (import->db, insert, error);
  staged->id = sqlite3_last_insert_rowid (lb_db_get_handle (import->db));
  return good;
}

/* The region as it was goes into the history; its polygon stays when the file has none for it. */
static gboolean
update_region (Import *import, LbStaged *staged, GError **error)
{
  if (!lb_import_keep_before (import->project, import->result->batch, "region", staged->id, error))
    return FALSE;
  sqlite3_stmt *update =
    lb_db_prepare (import->db,
                   "UPDATE region SET name = ?1, geom = coalesce (?2, geom), area_m2 = coalesce (?3, area_m2) WHERE id = ?4",
                   error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_text (update, 1, staged->name, -1, SQLITE_TRANSIENT);
  bind_polygon (import, staged, update, 2, 3);
  sqlite3_bind_int64 (update, 4, staged->id);
  return lb_db_run (import->db, update, error);
}

/* The region of the same code, or, without code, the only one of the same level and name. @level is set when one is found. */
static gboolean
find_region (Import *import, const LbStaged *staged, gint64 *id, LbLevel *level, GError **error)
{
  gboolean by_code = *staged->code != '\0';
  sqlite3_stmt *row = lb_db_prepare (
    import->db,
    by_code ? "SELECT id, level FROM region WHERE code = ?"
            : "SELECT min (id), level FROM region WHERE code IS NULL AND name = ? AND level = ?"
              " AND coalesce (import_batch_id, 0) <> ? HAVING count (*) = 1",
    error);

  *id = 0;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, by_code ? staged->code : staged->name, -1, SQLITE_TRANSIENT);
  if (!by_code) {
    sqlite3_bind_text (row, 2, lb_level_to_text (staged->level), -1, SQLITE_STATIC);
    sqlite3_bind_int64 (row, 3, import->result->batch);
  }
  int result = lb_db_step (import->db, row, error);
  if (result == SQLITE_ROW) {
    *id = sqlite3_column_int64 (row, 0);
    lb_level_parse ((const char *) sqlite3_column_text (row, 1), level, NULL);
  }
  sqlite3_reset (row);
  return result != SQLITE_ERROR;
}

static void
reject_level (Import *import, const LbStaged *staged, LbLevel level)
{
  const char *const cells[] = {staged->code, staged->name, NULL};
  g_autofree char *reason =
    g_strdup_printf (_ ("the code belongs to a region of the level %s already, the file says %s; correct the code or the level"),
                     lb_level_get_label (level), lb_level_get_label (staged->level));

  lb_import_result_reject (import->result, staged->record, "", staged->code, NULL, cells, reason);
}

static gboolean
write_region (Import *import, LbStaged *staged, const LbForecast *forecast, GError **error)
{
  gint64 id;
  LbLevel level = staged->level;

  if (!find_region (import, staged, &id, &level, error))
    return FALSE;
  if (id == 0)
    return insert_region (import, staged, forecast, error);
  if (level != staged->level) {
    reject_level (import, staged, level);
    return TRUE;
  }
  staged->id = id;
  return update_region (import, staged, error);
}

static gboolean
write_regions (Import *import, GError **error)
{
  g_autofree LbForecast *forecasts = lb_forecast_new (import->project, import->stage, error);
  gint64 reported = 0;

  if (forecasts == NULL)
    return FALSE;
  for (guint i = 0; i < import->stage->regions->len; i++) {
    if (!write_region (import, g_ptr_array_index (import->stage->regions, i), &forecasts[i], error))
      return FALSE;
    if (i % 256 != 0)
      continue;
    if (g_cancellable_set_error_if_cancelled (import->options->cancellable, error))
      return FALSE;
    gint64 now = g_get_monotonic_time ();
    if (import->options->progress != NULL && now - reported >= G_USEC_PER_SEC / 10) {
      reported = now;
      import->options->progress (i, import->stage->regions->len, import->options->progress_data);
    }
  }
  return TRUE;
}

static gboolean
has_county (const LbBoundaryStage *stage)
{
  for (guint i = 0; i < stage->regions->len; i++)
    if (((LbStaged *) g_ptr_array_index (stage->regions, i))->level == LB_LEVEL_COUNTY)
      return TRUE;
  return FALSE;
}

/* The node above everything: made at the first import of boundaries, unless the file brings it. One that was made
 * without code gets it as soon as codes are known. */
static gboolean
ensure_county (Import *import, GError **error)
{
  gint64 id = 0, without_code = 0;

  if (!lb_db_get_int (import->db, "SELECT coalesce (min (id), 0) FROM region WHERE level = 'county'", &id, error) ||
      !lb_db_get_int (import->db, "SELECT coalesce (min (id), 0) FROM region WHERE level = 'county' AND code IS NULL",
                      &without_code, error))
    return FALSE;
  if (id == 0 && !has_county (import->stage)) {
    g_autofree char *name = g_strdup (lb_project_get_name (import->project));
    LbStaged county = {.level = LB_LEVEL_COUNTY, .code = import->code, .name = name, .area_m2 = NAN};
    return insert_region (import, &county, &(LbForecast) {0, -1, -1}, error);
  }
  if (without_code == 0 || *import->code == '\0' || has_county (import->stage))
    return TRUE;
  if (!lb_import_keep_before (import->project, import->result->batch, "region", without_code, error))
    return FALSE;
  sqlite3_stmt *update = lb_db_prepare (import->db, "UPDATE region SET code = ? WHERE id = ?", error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_text (update, 1, import->code, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (update, 2, without_code);
  return lb_db_run (import->db, update, error);
}

/* What GeoPackage readers look at before they look at the rows. */
static gboolean
update_contents (Import *import, GError **error)
{
  LbBox box = lb_shapes_get_extent (import->stage->shapes);
  g_autofree char *now = lb_journal_now ();
  sqlite3_stmt *update = lb_db_prepare (
    import->db,
    "UPDATE gpkg_contents SET last_change = substr (?1, 1, 19) || '.000Z',"
    " min_x = min (coalesce (min_x, ?2), ?2), min_y = min (coalesce (min_y, ?3), ?3),"
    " max_x = max (coalesce (max_x, ?4), ?4), max_y = max (coalesce (max_y, ?5), ?5) WHERE table_name = 'region'",
    error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_text (update, 1, now, -1, SQLITE_TRANSIENT);
  sqlite3_bind_double (update, 2, box.min_x);
  sqlite3_bind_double (update, 3, box.min_y);
  sqlite3_bind_double (update, 4, box.max_x);
  sqlite3_bind_double (update, 5, box.max_y);
  return lb_db_run (import->db, update, error);
}

static gboolean
write_batch (Import *import, GError **error)
{
  LbImportResult *result = import->result;
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (import->db, error);

  if (transaction == NULL || !lb_import_open_batch (import->project, result, import->options, error) ||
      !ensure_county (import, error) || !write_regions (import, error) ||
      !lb_place_regions (import->project, import->stage, result->batch, result->notices, error) ||
      !update_contents (import, error) || !lb_project_renumber_regions (import->project, error))
    return FALSE;
  result->rejected = result->rejects->len;
  result->accepted = result->rows - result->rejected;
  if (!lb_import_close_batch (import->project, result, error) ||
      g_cancellable_set_error_if_cancelled (import->options->cancellable, error))
    return FALSE;
  if (import->options->dry_run) {
    result->batch = 0;
    return TRUE; /* the transaction rolls back */
  }
  g_clear_pointer (&import->stage->shapes, lb_shapes_unref); /* makes room */
  if (!lb_boundary_cache_fill (import->project, import->options->cancellable, error))
    return FALSE;
  if (*lb_project_get_code (import->project) == '\0' && strlen (import->code) == COUNTY_DIGITS &&
      !lb_project_set_code (import->project, import->code, error))
    return FALSE;
  return lb_transaction_commit (transaction, error);
}

/* (transfer full): over all files the boundaries consist of. */
static char *
hash_foreign (const char *path, GError **error)
{
  g_autoptr (GPtrArray) parts = lb_foreign_list_parts (path);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++) {
    g_autofree char *of_part = lb_import_sha256 (parts->pdata[i], error);
    if (of_part == NULL)
      return NULL;
    g_string_append (all, of_part);
  }
  return parts->len == 1 ? g_strdup (all->str) : g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
}

/* (transfer full): over the polygons and the table, one after the other, for names are corrected in the table alone. */
static char *
hash_shapefile (const char *path, GError **error)
{
  g_autofree char *table = g_strdup_printf ("%.*s.dbf", (int) (strrchr (path, '.') - path), path);
  g_autofree char *of_shapes = lb_import_sha256 (path, error);

  if (of_shapes == NULL)
    return NULL;
  if (!g_file_test (table, G_FILE_TEST_EXISTS)) {
    char *name = g_strdup_printf ("%.*s.DBF", (int) (strrchr (path, '.') - path), path);
    g_free (table);
    table = name;
  }
  g_autofree char *of_table = lb_import_sha256 (table, error);
  if (of_table == NULL)
    return NULL;
  g_autofree char *both = g_strconcat (of_shapes, of_table, NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
}

LbImportResult *
lb_boundaries_import (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  g_autoptr (LbImportResult) result = lb_import_result_new (path, "boundaries");
  g_autoptr (LbBoundaryStage) stage = lb_boundary_stage_read (path, options, result, error);
  gboolean good;

  if (stage == NULL)
    return NULL;
  g_free (result->sha256);
  result->sha256 = lb_foreign_has_name (path) ? hash_foreign (path, error) : hash_shapefile (path, error);
  if (result->sha256 == NULL)
    return NULL;
  Import import = {project, lb_project_get_db (project), stage, options, result, NULL};
  import.code = decide_county_code (&import);
  good = lb_db_exec (import.db, CACHE_WHILE_WRITING, error) && write_batch (&import, error);
  lb_db_exec (import.db, CACHE_AS_USUAL, NULL);
  g_free (import.code);
  return good ? g_steal_pointer (&result) : NULL;
}
