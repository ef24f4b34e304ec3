/* Regions with their polygons, from a project or from a bare boundary file. */
#include "config.h"
#include "maps/boundaries-private.h"
#include "maps/boundary-cache.h"
#include "maps/code.h"
#include "maps/error.h"
#include "maps/fields.h"
#include "maps/foreign.h"
#include "maps/shapefile.h"
#include "maps/shapes-private.h"
#include "src/error.h"
#include "src/i18n.h"

#include <math.h>

struct _LbBoundaries {
  gatomicrefcount refs;
  LbRegionTree *regions;
  LbShapes *shapes; /* metres */
  int epsg;
  double *field; /* NULL: none was asked for */
  GBytes *anchors; /* NULL: none are kept */
};

LbBoundaries *
lb_boundaries_ref (LbBoundaries *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_boundaries_unref (LbBoundaries *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  g_clear_pointer (&self->shapes, lb_shapes_unref);
  g_free (self->field);
  g_clear_pointer (&self->anchors, g_bytes_unref);
  g_free (self);
}

LbRegionTree *
lb_boundaries_get_regions (const LbBoundaries *self)
{
  return self->regions;
}

const LbShapes *
lb_boundaries_get_shapes (const LbBoundaries *self)
{
  return self->shapes;
}

int
lb_boundaries_get_epsg (const LbBoundaries *self)
{
  return self->epsg;
}

const double *
lb_boundaries_get_field (const LbBoundaries *self)
{
  return self->field;
}

GBytes *
lb_boundaries_get_anchors (const LbBoundaries *self)
{
  return self->anchors;
}

static LbBoundaries *
make_boundaries (void)
{
  LbBoundaries *self = g_new0 (LbBoundaries, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

LbBoundaries *
lb_boundaries_dup_part (const LbBoundaries *self, guint region)
{
  LbBoundaries *part = make_boundaries ();
  LbRegionTreeBuilder *tree = lb_region_tree_builder_new ();
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  guint end = lb_region_tree_get (self->regions, region)->end;

  /* Pre-order keeps its order in the part, so shapes and numbers agree. */
  for (guint i = region; i < end; i++) {
    const LbRegion *from = lb_region_tree_get (self->regions, i);
    gint64 parent = i == region ? 0 : lb_region_tree_get (self->regions, (guint) from->parent)->id;
    lb_region_tree_builder_add (tree, from->id, parent, from->level, from->code, from->name, from->area_m2);
    lb_shapes_builder_begin_shape (builder);
    lb_shapes_builder_add_rings (builder, self->shapes, i);
  }
  part->regions = lb_region_tree_builder_end (tree);
  part->shapes = lb_shapes_builder_end (builder);
  part->epsg = self->epsg;
  return part;
}

/* Adds the polygon of one region; a region without one gets an empty shape. */
static gboolean
load_shape (LbDb *db, const LbRegion *region, LbShapesBuilder *builder, GError **error)
{
  sqlite3_stmt *row = lb_db_prepare (db, "SELECT geom FROM region WHERE id = ?", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, region->id);
  int result = lb_db_step (db, row, error);
  if (result == SQLITE_ERROR)
    return FALSE;
  const guchar *blob = result == SQLITE_ROW ? sqlite3_column_blob (row, 0) : NULL;
  gboolean good = TRUE;
  if (blob != NULL)
    good = lb_shapes_builder_add_gpkg (builder, blob, (gsize) sqlite3_column_bytes (row, 0));
  else
    lb_shapes_builder_begin_shape (builder);
  sqlite3_reset (row);
  if (!good)
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 _ ("%s: the polygon of %s %s is damaged; import the boundaries again"), lb_db_get_path (db),
                 region->name, region->code);
  return good;
}

/* Polygons down to @level in degrees, as they are stored: what lies inside one that is drawn has an empty shape. */
static LbShapes *
read_shapes (LbProject *project, const LbRegionTree *regions, LbLevel level, GError **error)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  gboolean good = TRUE;
  guint drawn_to = 0; /* regions before it lie inside one that is drawn */

  for (guint i = 0; good && i < lb_region_tree_get_n (regions); i++) {
    const LbRegion *region = lb_region_tree_get (regions, i);
    guint rings = lb_shapes_builder_get_n_rings (builder);
    if (i < drawn_to) {
      lb_shapes_builder_begin_shape (builder);
      continue;
    }
    good = load_shape (lb_project_get_db (project), region, builder, error);
    if (region->level >= level && lb_shapes_builder_get_n_rings (builder) > rings)
      drawn_to = region->end;
  }
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
  return good ? g_steal_pointer (&shapes) : NULL;
}

/* Onto the grid of the cache in any case: a map must not depend on whether there is one. */
static LbBoundaries *
read_metres (LbProject *project, LbLevel level, GError **error)
{
  g_autoptr (LbBoundaries) self = make_boundaries ();

  self->regions = lb_project_dup_regions (project, error);
  self->shapes = self->regions != NULL ? read_shapes (project, self->regions, level, error) : NULL;
  if (self->shapes == NULL)
    return NULL;
  self->epsg = lb_crs_display_for (lb_shapes_get_extent (self->shapes));
  g_autofree char *stored = g_strdup_printf ("EPSG:%d", LB_CRS_STORED);
  g_autofree char *display = g_strdup_printf ("EPSG:%d", self->epsg);
  if (!lb_shapes_project_in_place (self->shapes, stored, display, error))
    return NULL;
  lb_shapes_snap (self->shapes);
  return g_steal_pointer (&self);
}

LbBoundaries *
lb_boundaries_read (LbProject *project, GError **error)
{
  return read_metres (project, LB_N_LEVELS - 1, error);
}

LbBoundaries *
lb_boundaries_load_to (LbProject *project, LbLevel level, GError **error)
{
  return read_metres (project, level, error);
}

/* Into the project, unless it cannot be written or has changed since it was read. */
static void
keep_shapes (const LbBoundaries *self, LbProject *project)
{
  g_autoptr (LbProject) writer = lb_project_open (lb_project_get_path (project), LB_DB_WRITE, NULL);

  if (writer != NULL && lb_project_get_data_version (writer) == lb_project_get_data_version (project) &&
      lb_shapes_store (writer, self->shapes, self->epsg, NULL))
    lb_anchors_store (writer, self->regions, self->shapes, NULL);
}

LbBoundaries *
lb_boundaries_load (LbProject *project, GError **error)
{
  g_autoptr (LbBoundaries) self = make_boundaries ();

  self->regions = lb_project_dup_regions (project, error);
  if (self->regions == NULL)
    return NULL;
  self->shapes = lb_shapes_load (project, lb_region_tree_get_n (self->regions), &self->epsg, NULL);
  if (self->shapes != NULL) {
    self->anchors = lb_anchors_load (project);
    return g_steal_pointer (&self);
  }
  g_autoptr (LbBoundaries) read = lb_boundaries_read (project, error);
  if (read != NULL && lb_shapes_get_n_points (read->shapes) >= LB_BOUNDARY_CACHE_WORTH)
    keep_shapes (read, project);
  return g_steal_pointer (&read);
}

static int
find_value_field (LbDbf *table, const char *field, GError **error)
{
  int number = table != NULL ? lb_dbf_find_field (table, field) : -1;

  if (number >= 0)
    return number;
  g_autofree char *list = table != NULL ? lb_fields_list (table) : g_strdup ("");
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD, _ ("the table has no field “%s”; its fields are %s"), field,
               list);
  return -1;
}

double *
lb_table_read_numbers (LbDbf *table, const char *name, guint n, GError **error)
{
  int field = find_value_field (table, name, error);
  g_autofree double *values = g_new (double, (gsize) n + 1);
  guint n_numbers = 0, n_words = 0;

  if (field < 0)
    return NULL;
  for (guint i = 0; i < n; i++) {
    values[i] = lb_dbf_get_number (table, i, (guint) field);
    n_numbers += !isnan (values[i]);
    if (isnan (values[i])) {
      g_autofree char *text = lb_dbf_dup_text (table, i, (guint) field);
      n_words += *text != '\0';
    }
  }
  if (n_words > 0 && n_numbers == 0) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD,
                 _ ("the field “%s” holds no numbers; choose another one"),
                 lb_dbf_get_field_name (table, (guint) field));
    return NULL;
  }
  return g_steal_pointer (&values);
}

typedef struct {
  char **codes; /* "" where there is none */
  char **names;
  LbLevel level;
} Words;

void
lb_level_vote_add (LbLevelVote *self, const char *code)
{
  LbLevel level = LB_LEVEL_VILLAGE;

  self->mixed = self->mixed || !lb_code_get_level (code, &level) || (self->n > 0 && level != self->level);
  if (self->n++ == 0)
    self->level = level;
}

LbLevel
lb_level_vote_end (const LbLevelVote *self)
{
  return self->n > 0 && !self->mixed ? self->level : LB_LEVEL_VILLAGE;
}

gboolean
lb_table_find_level (LbDbf *table, guint n, LbLevel *level, GError **error)
{
  int fields[LB_N_FIELDS] = {-1, -1, -1, -1, -1};
  LbLevelVote vote = {0};

  if (table != NULL && !lb_fields_find (table, NULL, fields, error))
    return FALSE;
  for (guint i = 0; i < n && fields[LB_FIELD_CODE] >= 0 && !vote.mixed; i++) {
    g_autofree char *text = lb_dbf_dup_text (table, i, (guint) fields[LB_FIELD_CODE]);
    g_autofree char *code = lb_code_canonical (text);
    lb_level_vote_add (&vote, code);
  }
  *level = lb_level_vote_end (&vote);
  return TRUE;
}

/* Codes, names and the level of all. */
static gboolean
read_words (LbDbf *table, guint n, Words *words, GError **error)
{
  int fields[LB_N_FIELDS] = {-1, -1, -1, -1, -1};
  LbLevelVote vote = {0};

  words->codes = g_new0 (char *, n + 1);
  words->names = g_new0 (char *, n + 1);
  if (table != NULL && !lb_fields_find (table, NULL, fields, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autofree char *code =
      fields[LB_FIELD_CODE] >= 0 ? lb_dbf_dup_text (table, i, (guint) fields[LB_FIELD_CODE]) : g_strdup ("");
    words->codes[i] = lb_code_canonical (code);
    words->names[i] =
      fields[LB_FIELD_NAME] >= 0 ? lb_dbf_dup_text (table, i, (guint) fields[LB_FIELD_NAME]) : g_strdup ("");
    lb_level_vote_add (&vote, words->codes[i]);
  }
  words->level = lb_level_vote_end (&vote);
  return TRUE;
}

/* (transfer full): a flat tree; the id of a region is its record's number from 1. */
static LbRegionTree *
make_flat_tree (const Words *words, guint n)
{
  LbRegionTreeBuilder *builder = lb_region_tree_builder_new ();

  for (guint i = 0; i < n; i++)
    lb_region_tree_builder_add (builder, (gint64) i + 1, 0, words->level, words->codes[i], words->names[i], NAN);
  return lb_region_tree_builder_end (builder);
}

/* The tree is sorted by code, the file need not be. */
static void
follow_tree_order (LbBoundaries *self)
{
  guint n = lb_region_tree_get_n (self->regions);
  g_autofree guint *order = g_new (guint, n);
  gboolean sorted = TRUE;

  for (guint i = 0; i < n; i++) {
    order[i] = (guint) lb_region_tree_get (self->regions, i)->id - 1;
    sorted = sorted && order[i] == i;
  }
  if (sorted)
    return;
  LbShapes *shapes = lb_shapes_reorder (self->shapes, order);
  lb_shapes_unref (self->shapes);
  self->shapes = shapes;
  if (self->field != NULL) {
    double *field = g_new (double, n);
    for (guint i = 0; i < n; i++)
      field[i] = self->field[order[i]];
    g_free (self->field);
    self->field = field;
  }
}

gboolean
lb_display_find (const LbCrs *crs, LbBox extent, int *epsg, GError **error)
{
  double corners[] = {extent.min_x, extent.min_y, extent.max_x, extent.max_y};
  g_autoptr (LbTransform) to_degrees = lb_transform_new (crs->definition, "EPSG:4490", error);

  if (to_degrees == NULL)
    return FALSE;
  if (!lb_transform_points (to_degrees, corners, 2)) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS,
                 _ ("the coordinates have no place in the coordinate system %s; name the right system with --crs"),
                 crs->label);
    return FALSE;
  }
  *epsg = lb_crs_display_for ((LbBox) {corners[0], corners[1], corners[2], corners[3]});
  return TRUE;
}

/* Metres of the zone of the file's middle, in one step from the file's own system. */
static gboolean
show_in_metres (LbBoundaries *self, const char *wanted, const char *prj, GError **error)
{
  LbBox box = lb_shapes_get_extent (self->shapes);
  LbCrs crs;

  if (!lb_crs_decide (wanted, prj, box, &crs, error))
    return FALSE;
  gboolean good = lb_display_find (&crs, box, &self->epsg, error);
  if (good) {
    g_autofree char *display = g_strdup_printf ("EPSG:%d", self->epsg);
    good = lb_shapes_project_in_place (self->shapes, crs.definition, display, error);
  }
  lb_crs_clear (&crs);
  return good;
}

gboolean
lb_boundaries_is_bare (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gint64 foreign = 0;

  if (!g_str_has_suffix (lower, ".gpkg"))
    return g_str_has_suffix (lower, ".shp") || lb_foreign_has_name (path);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  g_autoptr (LbDb) db = lb_db_open (path, LB_DB_READ, NULL);
  return db != NULL &&
         lb_db_get_int (db,
                        "SELECT total (name = 'gpkg_contents') > 0 AND total (name = 'lookback_meta') = 0"
                        " FROM sqlite_master",
                        &foreign, NULL) &&
         foreign;
}

LbBoundaries *
lb_boundaries_open (const char *path, const char *field, const char *encoding, const char *crs, GPtrArray *notices,
                    GError **error)
{
  return lb_boundaries_open_layer (path, NULL, field, encoding, crs, notices, error);
}

LbBoundaries *
lb_boundaries_open_layer (const char *path, const char *layer, const char *field, const char *encoding,
                          const char *crs, GPtrArray *notices, GError **error)
{
  g_autoptr (LbShapefile) file = lb_foreign_has_name (path) ? lb_foreign_open (path, layer, encoding, notices, error)
                                                            : lb_shapefile_open (path, encoding, notices, error);
  g_autoptr (LbBoundaries) self = make_boundaries ();
  Words words = {NULL};

  if (file == NULL)
    return NULL;
  guint n = lb_shapefile_get_n (file);
  LbDbf *table = lb_shapefile_get_table (file);
  if (field != NULL) {
    self->field = lb_table_read_numbers (table, field, n, error);
    if (self->field == NULL)
      return NULL;
  }
  gboolean good = read_words (table, n, &words, error);
  if (good)
    self->regions = make_flat_tree (&words, n);
  g_strfreev (words.codes);
  g_strfreev (words.names);
  if (!good)
    return NULL;
  self->shapes = lb_shapefile_steal_shapes (file);
  if (!show_in_metres (self, crs, lb_shapefile_get_prj (file), error)) {
    g_autofree char *name = g_path_get_basename (path);
    g_prefix_error (error, "%s: ", name);
    return NULL;
  }
  follow_tree_order (self);
  return g_steal_pointer (&self);
}
