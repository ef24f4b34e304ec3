#include "config.h"
#include "maps/boundary-stage.h"
#include "maps/code.h"
#include "maps/crs.h"
#include "maps/error.h"
#include "maps/fields.h"
#include "maps/foreign.h"
#include "maps/notices.h"
#include "maps/shapefile.h"
#include "maps/shapes-private.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

#define MAX_THREADS 8

typedef struct {
  LbDbf *table;
  int fields[LB_N_FIELDS];
  const LbImportOptions *options;
  LbImportResult *result;
  GPtrArray *regions;     /* LbStaged                        */
  GHashTable *by_code;    /* code → LbStaged                 */
  GArray *owner;          /* LbStaged index per record, G_MAXUINT: none */
  gboolean level_is_set;
  LbLevel level;
} Reading;

static void
staged_free (gpointer data)
{
  LbStaged *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self->parent_code);
  g_free (self->township);
  g_free (self->village);
  g_free (self);
}

void
lb_boundary_stage_free (LbBoundaryStage *self)
{
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  g_clear_pointer (&self->shapes, lb_shapes_unref);
  g_free (self);
}

/* (transfer full): "" when the table has no such field. */
static char *
read_role (const Reading *reading, guint record, LbFieldRole role)
{
  return reading->fields[role] >= 0 ? lb_dbf_dup_text (reading->table, record, (guint) reading->fields[role])
                                    : g_strdup ("");
}

static const char *
role_heading (const Reading *reading, LbFieldRole role)
{
  return reading->fields[role] >= 0 ? lb_dbf_get_field_name (reading->table, (guint) reading->fields[role]) : "";
}

static void
reject (const Reading *reading, guint record, LbFieldRole role, const char *value, const char *reason)
{
  guint n = lb_dbf_get_n_fields (reading->table);
  g_auto (GStrv) cells = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    cells[i] = lb_dbf_dup_text (reading->table, record, i);
  lb_import_result_reject (reading->result, (gint64) record + 1, role_heading (reading, role), value, NULL,
                           (const char *const *) cells, reason);
}

static gboolean
same_shape (const LbShapes *shapes, guint a, guint b)
{
  gsize a_first = shapes->first_point[shapes->first_ring[a]], a_end = shapes->first_point[shapes->first_ring[a + 1]];
  gsize b_first = shapes->first_point[shapes->first_ring[b]], b_end = shapes->first_point[shapes->first_ring[b + 1]];

  return a_end - a_first == b_end - b_first &&
         memcmp (shapes->xy + 2 * a_first, shapes->xy + 2 * b_first, 2 * sizeof (double) * (a_end - a_first)) == 0;
}

/* A second record of the same code: another part of the same region, the same record again, or a clash. */
static void
meet_again (Reading *reading, const LbShapes *shapes, LbStaged *first, guint index, guint record, const char *name)
{
  if (!g_str_equal (first->name, name) && *name != '\0') {
    g_autofree char *reason =
      g_strdup_printf (_ ("the code stands in record %u already, there for %s; correct one of them"), first->record,
                       first->name);
    reject (reading, record, LB_FIELD_CODE, first->code, reason);
    return;
  }
  if (same_shape (shapes, first->record - 1, record)) {
    lb_notice (reading->result->notices, _ ("record %u repeats record %u (%s) and was left out"), record + 1,
               first->record, first->name);
    return;
  }
  g_array_index (reading->owner, guint, record) = index;
  lb_notice (reading->result->notices, _ ("record %u is another part of %s (record %u)"), record + 1, first->name,
             first->record);
}

static void
read_record (Reading *reading, const LbShapes *shapes, guint record)
{
  g_autofree char *raw = read_role (reading, record, LB_FIELD_CODE);
  g_autofree char *code = lb_code_canonical (raw);
  g_autofree char *name = read_role (reading, record, LB_FIELD_NAME);
  guint index;

  if (*code == '\0' && *name == '\0') {
    reject (reading, record, LB_FIELD_NAME, "", _ ("neither code nor name; fill one of them in"));
    return;
  }
  if (*code != '\0' && (index = GPOINTER_TO_UINT (g_hash_table_lookup (reading->by_code, code))) > 0) {
    meet_again (reading, shapes, g_ptr_array_index (reading->regions, index - 1), index - 1, record, name);
    return;
  }
  LbStaged *staged = g_new0 (LbStaged, 1);
  g_autofree char *parent = read_role (reading, record, LB_FIELD_PARENT);
  staged->record = record + 1;
  staged->parent_code = lb_code_canonical (parent);
  staged->township = read_role (reading, record, LB_FIELD_TOWNSHIP);
  staged->village = read_role (reading, record, LB_FIELD_VILLAGE);
  staged->name = g_strdup (*name != '\0' ? name : code);
  staged->code = g_steal_pointer (&code);
  staged->area_m2 = NAN;
  g_array_index (reading->owner, guint, record) = reading->regions->len;
  g_ptr_array_add (reading->regions, staged);
  if (*staged->code != '\0')
    g_hash_table_insert (reading->by_code, staged->code, GUINT_TO_POINTER (reading->regions->len));
}

/* Each region's level: as asked, else by its code, else as most regions of the file. */
static gboolean
set_levels (Reading *reading, GError **error)
{
  guint counts[LB_N_LEVELS] = {0};
  LbLevel most = LB_LEVEL_COUNTY;
  guint n_told = 0;

  for (guint i = 0; i < reading->regions->len; i++) {
    LbStaged *staged = g_ptr_array_index (reading->regions, i);
    staged->level = reading->level;
    if (reading->level_is_set || !lb_code_get_level (staged->code, &staged->level))
      continue;
    counts[staged->level]++;
    n_told++;
  }
  for (int i = 0; i < LB_N_LEVELS; i++)
    most = counts[i] > counts[most] ? (LbLevel) i : most;
  if (!reading->level_is_set && n_told == 0) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD,
                 _ ("%s: no codes tell the level of the regions; say --level township, village or grid, or name the "
                    "field of the codes with --map code=FIELD"),
                 reading->result->file);
    return FALSE;
  }
  for (guint i = 0; !reading->level_is_set && i < reading->regions->len; i++) {
    LbStaged *staged = g_ptr_array_index (reading->regions, i);
    LbLevel told;
    if (!lb_code_get_level (staged->code, &told))
      staged->level = most;
  }
  gboolean same = reading->level_is_set || counts[most] == n_told;
  reading->result->level = same ? g_strdup (lb_level_to_text (reading->level_is_set ? reading->level : most)) : NULL;
  return TRUE;
}

/* (transfer full): one shape a region, from the records that belong to it. */
static LbShapes *
gather_shapes (Reading *reading, const LbShapes *shapes)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  guint n = reading->regions->len, n_records = reading->owner->len;
  g_autofree guint *start = g_new0 (guint, n + 2);
  g_autofree guint *records = g_new (guint, n_records + 1);

  for (guint i = 0; i < n_records; i++)
    if (g_array_index (reading->owner, guint, i) != G_MAXUINT)
      start[g_array_index (reading->owner, guint, i) + 2]++;
  for (guint i = 0; i < n; i++)
    start[i + 2] += start[i + 1];
  for (guint i = 0; i < n_records; i++)
    if (g_array_index (reading->owner, guint, i) != G_MAXUINT)
      records[start[g_array_index (reading->owner, guint, i) + 1]++] = i;
  for (guint i = 0; i < n; i++) {
    LbStaged *staged = g_ptr_array_index (reading->regions, i);
    staged->shape = i;
    lb_shapes_builder_begin_shape (builder);
    for (guint k = start[i]; k < start[i + 1]; k++)
      lb_shapes_builder_add_rings (builder, shapes, records[k]);
  }
  return lb_shapes_builder_end (builder);
}

typedef struct {
  const LbBoundaryStage *stage;
  const LbImportOptions *options;
  gint next; /* atomic: the region to be measured next */
  gint64 reported;
} Measuring;

static void
report (Measuring *measuring, guint done)
{
  gint64 now = g_get_monotonic_time ();

  if (measuring->options->progress == NULL || now - measuring->reported < G_USEC_PER_SEC / 10)
    return;
  measuring->reported = now;
  measuring->options->progress (done, measuring->stage->regions->len, measuring->options->progress_data);
}

/* Areas, the regions shared out one by one among the threads. */
static gpointer
measure_some (gpointer data)
{
  Measuring *measuring = data;

  for (;;) {
    guint i = (guint) g_atomic_int_add (&measuring->next, 1);
    if (i >= measuring->stage->regions->len || g_cancellable_is_cancelled (measuring->options->cancellable))
      return NULL;
    LbStaged *staged = g_ptr_array_index (measuring->stage->regions, i);
    if (lb_shapes_get_n_rings (measuring->stage->shapes, staged->shape) == 0)
      continue;
    double area = lb_shapes_area (measuring->stage->shapes, staged->shape);
    if (area > 0)
      staged->area_m2 = area;
  }
}

static void
measure (const LbBoundaryStage *stage, const LbImportOptions *options)
{
  Measuring measuring = {stage, options, 0, 0};
  GThread *threads[MAX_THREADS];
  guint n = MIN (g_get_num_processors (), MAX_THREADS);

  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("measure", measure_some, &measuring);
  /* Progress belongs to the importing thread, which has nothing else to do here. */
  while (options->progress != NULL && (guint) g_atomic_int_get (&measuring.next) < stage->regions->len &&
         !g_cancellable_is_cancelled (options->cancellable)) {
    g_usleep (20000);
    report (&measuring, MIN ((guint) g_atomic_int_get (&measuring.next), stage->regions->len));
  }
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
}

static void
note_missing (const LbBoundaryStage *stage, const LbImportResult *result)
{
  guint n = 0, first = 0;

  for (guint i = 0; i < stage->regions->len; i++) {
    const LbStaged *staged = g_ptr_array_index (stage->regions, i);
    if (!lb_staged_has_polygon (staged) && n++ == 0)
      first = staged->record;
  }
  if (n > 0)
    lb_notice (result->notices, _ ("%s: %u regions have no polygon (the first in record %u)"), result->file, n, first);
}

/* The reasons of crs.h speak of a .prj file; other formats hold the system within. */
static const char *
crs_reason (const char *path, const LbImportOptions *options, const LbCrs *crs, const char *prj)
{
  if (options->crs != NULL || !lb_foreign_has_name (path))
    return crs->reason;
  return g_strcmp0 (crs->definition, prj) == 0 ? _ ("as the file says")
                                               : _ ("the file names no system that is known; told by the size of the coordinates");
}

static gboolean
place_on_earth (const char *path, LbShapes *shapes, const char *prj, const LbImportOptions *options,
                LbImportResult *result, GError **error)
{
  LbCrs crs;

  if (!lb_crs_decide (options->crs, prj, lb_shapes_get_extent (shapes), &crs, error)) {
    g_prefix_error (error, "%s: ", result->file);
    return FALSE;
  }
  gboolean good = lb_shapes_project_in_place (shapes, crs.definition, "EPSG:4490", error);
  if (!good)
    g_prefix_error (error, "%s: ", result->file);
  if (good) {
    result->crs = g_strdup (crs.label);
    lb_notice (result->notices, _ ("%s: coordinate system %s (%s)"), result->file, crs.label,
               crs_reason (path, options, &crs, prj));
  }
  lb_crs_clear (&crs);
  return good;
}

static gboolean
find_fields (Reading *reading, GError **error)
{
  if (!lb_fields_find (reading->table, reading->options->maps, reading->fields, error))
    return FALSE;
  if (reading->fields[LB_FIELD_CODE] >= 0 || reading->fields[LB_FIELD_NAME] >= 0)
    return TRUE;
  g_autofree char *list = lb_fields_list (reading->table);
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD,
               _ ("%s: no field is known to hold codes or names; say which with --map code=FIELD --map name=FIELD; the "
                  "fields are %s"),
               reading->result->file, list);
  return FALSE;
}

static gboolean
read_records (Reading *reading, const LbShapes *shapes, GError **error)
{
  const guint none = G_MAXUINT;
  guint n_deleted = 0;

  for (guint i = 0; i < lb_shapes_get_n (shapes); i++) {
    g_array_append_val (reading->owner, none);
    if (lb_dbf_is_deleted (reading->table, i)) {
      n_deleted++;
      continue;
    }
    reading->result->rows++;
    read_record (reading, shapes, i);
    if (i % 1024 == 0 && g_cancellable_set_error_if_cancelled (reading->options->cancellable, error))
      return FALSE;
  }
  if (n_deleted > 0)
    lb_notice (reading->result->notices, _ ("%u deleted rows were left out"), n_deleted);
  return TRUE;
}

static void
fill_header (const LbDbf *table, LbImportResult *result)
{
  result->header = g_new0 (char *, lb_dbf_get_n_fields (table) + 1);
  for (guint i = 0; i < lb_dbf_get_n_fields (table); i++)
    result->header[i] = g_strdup (lb_dbf_get_field_name (table, i));
  result->encoding = g_strdup (lb_dbf_get_encoding (table)->name);
  result->encoding_reason = g_strdup (lb_dbf_get_encoding (table)->reason);
}

LbBoundaryStage *
lb_boundary_stage_read (const char *path, const LbImportOptions *options, LbImportResult *result, GError **error)
{
  g_autoptr (LbShapefile) file = NULL;
  g_autoptr (LbBoundaryStage) stage = g_new0 (LbBoundaryStage, 1);
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) owner = g_array_new (FALSE, FALSE, sizeof (guint));
  Reading reading = {.options = options, .result = result, .by_code = by_code, .owner = owner};

  reading.level_is_set = options->level != NULL;
  if (reading.level_is_set && !lb_level_parse (options->level, &reading.level, error))
    return NULL;
  file = lb_foreign_has_name (path)
           ? lb_foreign_open (path, options->sheet, options->encoding, result->notices, error)
           : lb_shapefile_open (path, options->encoding, result->notices, error);
  if (file == NULL)
    return NULL;
  reading.table = lb_shapefile_get_table (file);
  if (reading.table == NULL) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
                 _ ("%s has no .dbf file beside it, so its regions have neither code nor name; copy the whole set"),
                 result->file);
    return NULL;
  }
  fill_header (reading.table, result);
  g_autoptr (LbShapes) shapes = lb_shapefile_steal_shapes (file);
  if (!place_on_earth (path, shapes, lb_shapefile_get_prj (file), options, result, error) || !find_fields (&reading, error))
    return NULL;
  stage->regions = reading.regions = g_ptr_array_new_with_free_func (staged_free);
  if (!read_records (&reading, shapes, error) || !set_levels (&reading, error))
    return NULL;
  stage->shapes = gather_shapes (&reading, shapes);
  g_clear_pointer (&shapes, lb_shapes_unref);
  measure (stage, options);
  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return NULL;
  note_missing (stage, result);
  return g_steal_pointer (&stage);
}
