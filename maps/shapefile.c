#include "config.h"
#include "maps/shapefile.h"
#include "maps/error.h"
#include "maps/memory-file.h"
#include "maps/notices.h"
#include "maps/ring-intake.h"
#include "maps/shapefile-repair.h"
#include "maps/shapes-private.h"
#include "src/i18n.h"

#include <string.h>

struct _LbShapefile {
  LbShapes *shapes;
  LbDbf *table;
  char *prj;
};

typedef struct {
  const char *name;
  const GArray *records;
  LbRingIntake intake;
} Reading;

static gboolean
refuse_coordinate (const Reading *reading, guint record, gsize point, guint n_parts, GError **error)
{
  gsize content = (gsize) g_array_index (reading->records, LbShpRecord, record).offset + 8;

  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
               _ ("%s: record %u at byte %zu has a coordinate that is no place on Earth; get the file again "
                  "from where it came"),
               reading->name, record + 1, content + 44 + 4 * (gsize) n_parts + 16 * point);
  return FALSE;
}

static gboolean
add_object (Reading *reading, guint record, const SHPObject *object, GError **error)
{
  for (int i = 0; i < object->nVertices; i++)
    if (!lb_ring_is_on_earth (object->padfX[i], object->padfY[i]))
      return refuse_coordinate (reading, record, (gsize) i, (guint) object->nParts, error);
  for (int i = 0; i < object->nParts; i++) {
    int begin = object->panPartStart[i];
    int end = i + 1 < object->nParts ? object->panPartStart[i + 1] : object->nVertices;
    lb_ring_intake_add (&reading->intake, record + 1, object->padfX + begin, object->padfY + begin, 1,
                        (guint) (end - begin));
  }
  return TRUE;
}

static gboolean
read_objects (Reading *reading, SHPHandle handle, GError **error)
{
  SHPSetFastModeReadObject (handle, TRUE);
  for (guint i = 0; i < reading->records->len; i++) {
    lb_shapes_builder_begin_shape (reading->intake.builder);
    if (g_array_index (reading->records, LbShpRecord, i).null)
      continue;
    SHPObject *object = SHPReadObject (handle, (int) i);
    if (object == NULL) {
      g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                   _ ("%s: record %u at byte %u cannot be read; get the file again from where it came"), reading->name,
                   i + 1, g_array_index (reading->records, LbShpRecord, i).offset);
      return FALSE;
    }
    gboolean good = add_object (reading, i, object, error);
    SHPDestroyObject (object);
    if (!good)
      return FALSE;
  }
  return TRUE;
}

static LbShapes *
read_shapes (const char *name, const LbShapefileParts *parts, GPtrArray *notices, GError **error)
{
  g_autoptr (GArray) records = lb_shapefile_check (name, parts->shp, parts->shx, notices, error);
  guchar header[LB_SHP_HEADER_BYTES];
  LbMemorySet set = {{NULL}};
  SAHooks hooks;

  if (records == NULL)
    return NULL;
  lb_shapefile_mend_header (parts->shp, header);
  g_autoptr (GBytes) index = lb_shapefile_make_index (header, records);
  set.shp = (LbMemoryPart) {header, sizeof header, NULL, 0};
  set.shp.bytes = g_bytes_get_data (parts->shp, &set.shp.size);
  set.shx.bytes = g_bytes_get_data (index, &set.shx.size);
  lb_memory_setup_hooks (&hooks);
  g_autofree char *set_name = lb_memory_set_name (&set);
  SHPHandle handle = SHPOpenLL (set_name, "rb", &hooks);
  if (handle == NULL) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 _ ("%s cannot be read as a shapefile; get the file again from where it came"), name);
    return NULL;
  }
  Reading reading = {name, records, {lb_shapes_builder_new (), {0, 0}, {0, 0}}};
  gboolean good = read_objects (&reading, handle, error);
  SHPClose (handle);
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (reading.intake.builder);
  if (!good)
    return NULL;
  lb_ring_intake_say (&reading.intake, name, notices);
  return g_steal_pointer (&shapes);
}

/* Polygons without attributes and attributes without polygons: the smaller number is believed. */
static LbShapes *
match_counts (LbShapes *shapes, LbDbf *table, const char *name, GPtrArray *notices)
{
  guint n = lb_shapes_get_n (shapes), n_rows = lb_dbf_get_n (table);

  if (n != n_rows)
    lb_notice (notices, _ ("%s: %u polygons but %u rows in the table; the smaller was believed"), name, n, n_rows);
  if (n > n_rows)
    lb_shapes_cut (shapes, n_rows);
  return shapes;
}

LbShapefile *
lb_shapefile_new (const char *name, const LbShapefileParts *parts, const char *encoding, GPtrArray *notices,
                  GError **error)
{
  g_autoptr (LbShapefile) self = g_new0 (LbShapefile, 1);

  self->shapes = read_shapes (name, parts, notices, error);
  if (self->shapes == NULL)
    return NULL;
  if (parts->dbf != NULL) {
    g_autofree char *dbf_name = g_str_has_suffix (name, ".shp")
                                  ? g_strdup_printf ("%.*s.dbf", (int) strlen (name) - 4, name)
                                  : g_strdup_printf ("%s (.dbf)", name);
    self->table = lb_dbf_open (dbf_name, parts->dbf, parts->cpg, encoding, notices, error);
    if (self->table == NULL)
      return NULL;
    self->shapes = match_counts (self->shapes, self->table, name, notices);
  } else {
    lb_notice (notices, _ ("%s: the .dbf file is missing, so the polygons have no names"), name);
  }
  if (lb_shapes_get_n_points (self->shapes) == 0) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE, _ ("%s holds no polygons; choose another file"), name);
    return NULL;
  }
  if (parts->prj != NULL && g_bytes_get_size (parts->prj) > 0) {
    gsize size;
    const char *bytes = g_bytes_get_data (parts->prj, &size);
    g_autofree char *raw = g_strndup (bytes, MIN (size, 65536));
    self->prj = g_utf8_make_valid (raw, -1);
  }
  return g_steal_pointer (&self);
}

LbShapefile *
lb_shapefile_new_ready (LbShapes *shapes, LbDbf *table, char *prj)
{
  LbShapefile *self = g_new0 (LbShapefile, 1);

  self->shapes = shapes;
  self->table = table;
  self->prj = prj;
  return self;
}

/* (transfer full): NULL when @path is no readable file. Pipes are left alone, for they would wait for ever. */
static GBytes *
map_file (const char *path)
{
  GMappedFile *file =
    g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_mapped_file_new (path, FALSE, NULL) : NULL;

  if (file == NULL)
    return NULL;
  GBytes *bytes = g_mapped_file_get_bytes (file);
  g_mapped_file_unref (file);
  return bytes;
}

/* (transfer full): the part beside @path, its extension in small or capital letters; NULL when there is none. */
static GBytes *
read_part (const char *path, const char *extension)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *capitals = g_ascii_strup (extension, -1);
  const char *const forms[] = {extension, capitals};

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *name = g_strdup_printf ("%.*s.%s", (int) (dot - path), path, forms[i]);
    GBytes *bytes = map_file (name);
    if (bytes != NULL)
      return bytes;
  }
  return NULL;
}

static void
clear_parts (LbShapefileParts *parts)
{
  g_clear_pointer (&parts->shp, g_bytes_unref);
  g_clear_pointer (&parts->shx, g_bytes_unref);
  g_clear_pointer (&parts->dbf, g_bytes_unref);
  g_clear_pointer (&parts->prj, g_bytes_unref);
  g_clear_pointer (&parts->cpg, g_bytes_unref);
}

LbShapefile *
lb_shapefile_open (const char *path, const char *encoding, GPtrArray *notices, GError **error)
{
  g_autofree char *folder_or_name = g_path_get_basename (path);
  LbShapefileParts parts = {NULL};

  if (strrchr (folder_or_name, '.') == NULL) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE, _ ("%s is not a shapefile; choose the .shp file"), path);
    return NULL;
  }
  parts.shp = map_file (path);
  if (parts.shp == NULL) {
    gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
                 there ? _ ("%s cannot be read; check that it is a file and that you may read it")
                       : _ ("%s does not exist; check its name and folder"), path);
    return NULL;
  }
  parts.shx = read_part (path, "shx");
  parts.dbf = read_part (path, "dbf");
  parts.prj = read_part (path, "prj");
  parts.cpg = read_part (path, "cpg");
  LbShapefile *self = lb_shapefile_new (folder_or_name, &parts, encoding, notices, error);
  clear_parts (&parts);
  return self;
}

void
lb_shapefile_free (LbShapefile *self)
{
  g_clear_pointer (&self->shapes, lb_shapes_unref);
  g_clear_pointer (&self->table, lb_dbf_free);
  g_free (self->prj);
  g_free (self);
}

guint
lb_shapefile_get_n (const LbShapefile *self)
{
  return lb_shapes_get_n (self->shapes);
}

const LbShapes *
lb_shapefile_get_shapes (const LbShapefile *self)
{
  return self->shapes;
}

LbDbf *
lb_shapefile_get_table (const LbShapefile *self)
{
  return self->table;
}

const char *
lb_shapefile_get_prj (const LbShapefile *self)
{
  return self->prj;
}

LbShapes *
lb_shapefile_steal_shapes (LbShapefile *self)
{
  return g_steal_pointer (&self->shapes);
}
