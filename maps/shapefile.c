#include "config.h"
#include "maps/shapefile.h"
#include "maps/error.h"
#include "maps/notices.h"
#include "maps/shapes-private.h"
#include "src/i18n.h"

#include <string.h>

struct _LbShapefile {
  char *name;
  GBytes *shp;
  GArray *records;  /* LbShpRecord                        */
  LbShapes *shapes; /* NULL: left to the caller to read   */
  LbDbf *table;
  char *prj;
};

gboolean
lb_shapefile_refuse_empty (const char *name, GError **error)
{
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE, _ ("%s holds no polygons; choose another file"), name);
  return FALSE;
}

static void
add_ring (gpointer data, double *xy, guint n)
{
  LbShapesBuilder *builder = data;

  lb_shapes_builder_begin_ring (builder);
  for (guint i = 0; i < n; i++)
    lb_shapes_builder_add_point (builder, xy[2 * i], xy[2 * i + 1]);
}

static LbShapes *
read_shapes (const LbShapefile *self, GPtrArray *notices, GError **error)
{
  LbRingReader reader = {.name = self->name, .bytes = g_bytes_get_data (self->shp, NULL)};
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  gboolean good = TRUE;

  for (guint i = 0; good && i < self->records->len; i++) {
    lb_shapes_builder_begin_shape (builder);
    good = lb_ring_reader_run (&reader, &g_array_index (self->records, LbShpRecord, i), i + 1, add_ring, builder, error);
  }
  lb_ring_reader_clear (&reader);
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (builder);
  if (!good)
    return NULL;
  lb_ring_repairs_say (&reader.repairs, self->name, notices);
  return g_steal_pointer (&shapes);
}

/* Polygons without attributes and attributes without polygons: the smaller number is believed. */
static void
match_counts (LbShapefile *self, GPtrArray *notices)
{
  guint n = self->records->len, n_rows = lb_dbf_get_n (self->table);

  if (n != n_rows)
    lb_notice (notices, _ ("%s: %u polygons but %u rows in the table; the smaller was believed"), self->name, n, n_rows);
}

LbShapefile *
lb_shapefile_new_unread (const char *name, const LbShapefileParts *parts, const char *encoding, GPtrArray *notices,
                         GError **error)
{
  g_autoptr (LbShapefile) self = g_new0 (LbShapefile, 1);

  self->name = g_strdup (name);
  self->shp = g_bytes_ref (parts->shp);
  self->records = lb_shapefile_check (name, parts->shp, parts->shx, notices, error);
  if (self->records == NULL)
    return NULL;
  if (parts->dbf != NULL) {
    g_autofree char *dbf_name = g_str_has_suffix (name, ".shp")
                                  ? g_strdup_printf ("%.*s.dbf", (int) strlen (name) - 4, name)
                                  : g_strdup_printf ("%s (.dbf)", name);
    self->table = lb_dbf_open (dbf_name, parts->dbf, parts->cpg, encoding, notices, error);
    if (self->table == NULL)
      return NULL;
    match_counts (self, notices);
  } else {
    lb_notice (notices, _ ("%s: the .dbf file is missing, so the polygons have no names"), name);
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

LbShapefile *
lb_shapefile_new (const char *name, const LbShapefileParts *parts, const char *encoding, GPtrArray *notices,
                  GError **error)
{
  g_autoptr (LbShapefile) self = lb_shapefile_new_unread (name, parts, encoding, notices, error);

  if (self == NULL)
    return NULL;
  self->shapes = read_shapes (self, notices, error);
  if (self->shapes == NULL)
    return NULL;
  if (lb_shapefile_get_n (self) < self->records->len)
    lb_shapes_cut (self->shapes, lb_shapefile_get_n (self));
  if (lb_shapes_get_n_points (self->shapes) == 0) {
    lb_shapefile_refuse_empty (name, error);
    return NULL;
  }
  return g_steal_pointer (&self);
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

typedef LbShapefile *(*OpenFunc) (const char *name, const LbShapefileParts *parts, const char *encoding,
                                  GPtrArray *notices, GError **error);

static LbShapefile *
open_path (const char *path, OpenFunc open, const char *encoding, GPtrArray *notices, GError **error)
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
  LbShapefile *self = open (folder_or_name, &parts, encoding, notices, error);
  clear_parts (&parts);
  return self;
}

LbShapefile *
lb_shapefile_open (const char *path, const char *encoding, GPtrArray *notices, GError **error)
{
  return open_path (path, lb_shapefile_new, encoding, notices, error);
}

LbShapefile *
lb_shapefile_open_unread (const char *path, const char *encoding, GPtrArray *notices, GError **error)
{
  return open_path (path, lb_shapefile_new_unread, encoding, notices, error);
}

void
lb_shapefile_free (LbShapefile *self)
{
  g_clear_pointer (&self->shapes, lb_shapes_unref);
  g_clear_pointer (&self->table, lb_dbf_free);
  g_clear_pointer (&self->records, g_array_unref);
  g_bytes_unref (self->shp);
  g_free (self->name);
  g_free (self->prj);
  g_free (self);
}

guint
lb_shapefile_get_n (const LbShapefile *self)
{
  guint n = self->records != NULL ? self->records->len : lb_shapes_get_n (self->shapes); /* a ready one has no records */

  return self->table != NULL ? MIN (n, lb_dbf_get_n (self->table)) : n;
}

const char *
lb_shapefile_get_name (const LbShapefile *self)
{
  return self->name;
}

const guchar *
lb_shapefile_get_bytes (const LbShapefile *self)
{
  return g_bytes_get_data (self->shp, NULL);
}

const GArray *
lb_shapefile_get_records (const LbShapefile *self)
{
  return self->records;
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
