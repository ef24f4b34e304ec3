#include "config.h"
#include "maps/foreign.h"
#include "maps/error.h"
#include "maps/gdal-load.h"
#include "maps/notices.h"
#include "maps/ring-repairs.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <string.h>

typedef struct {
  const char *extension;
  const char *parts[5]; /* further files of the same name */
} Format;

static const Format formats[] = {
  {"gpkg", {NULL}},       {"geojson", {NULL}},
  {"json", {NULL}},       {"kml", {NULL}},
  {"kmz", {NULL}},        {"tab", {"dat", "id", "map", "ind", NULL}},
  {"mif", {"mid", NULL}}, {"gdb", {NULL}}};

typedef struct {
  const char *name; /* of the file, for messages */
  LbShapesBuilder *builder;
  LbRingRepairs repairs;
  GPtrArray *fields; /* char *                   */
  GPtrArray *cells;  /* char *, row by row       */
  guint n;
  char *prj;
  gboolean utf8; /* all texts so far             */
} Reading;

static const Format *
find_format (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *dot = strrchr (name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i].extension) == 0)
      return &formats[i];
  return NULL;
}

gboolean
lb_foreign_has_name (const char *path)
{
  return find_format (path) != NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
list_folder (const char *path, GPtrArray *parts)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name; folder != NULL && (name = g_dir_read_name (folder)) != NULL;) {
    g_autofree char *part = g_build_filename (path, name, NULL);
    if (g_file_test (part, G_FILE_TEST_IS_REGULAR) && !g_str_has_suffix (name, ".lock"))
      g_ptr_array_add (parts, g_steal_pointer (&part));
  }
  g_ptr_array_sort (parts, compare_names);
}

GPtrArray *
lb_foreign_list_parts (const char *path)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const Format *format = find_format (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    list_folder (path, parts);
    return parts;
  }
  g_ptr_array_add (parts, g_strdup (path));
  for (int i = 0; format != NULL && format->parts[i] != NULL; i++) {
    g_autofree char *capitals = g_ascii_strup (format->parts[i], -1);
    const char *const forms[] = {format->parts[i], capitals};
    for (gsize k = 0; k < G_N_ELEMENTS (forms); k++) {
      g_autofree char *part = g_strdup_printf ("%.*s.%s", (int) (strrchr (path, '.') - path), path, forms[k]);
      if (g_file_test (part, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (parts, g_steal_pointer (&part));
    }
  }
  return parts;
}

static void
take_crs (gpointer data, const char *wkt)
{
  ((Reading *) data)->prj = g_strdup (wkt);
}

static void
take_text (Reading *reading, GPtrArray *texts, const char *text)
{
  char *own = g_strdup (text);

  reading->utf8 = reading->utf8 && g_utf8_validate (text, -1, NULL);
  g_ptr_array_add (texts, g_strstrip (own));
}

static void
take_field (gpointer data, const char *name)
{
  take_text (data, ((Reading *) data)->fields, name);
}

static void
take_cell (gpointer data, const char *text)
{
  take_text (data, ((Reading *) data)->cells, text);
}

static gboolean
begin_feature (gpointer data)
{
  Reading *reading = data;

  lb_shapes_builder_begin_shape (reading->builder);
  reading->n++;
  return TRUE;
}

static gboolean
take_ring (gpointer data, const double *xy, guint n_points)
{
  Reading *reading = data;

  for (gsize i = 0; i < 2 * (gsize) n_points; i++)
    if (!lb_coordinate_is_on_earth (xy[i]))
      return FALSE;
  if (!lb_ring_repairs_take (&reading->repairs, reading->n, xy, xy + 1, 2, n_points))
    return TRUE;
  lb_shapes_builder_begin_ring (reading->builder);
  for (gsize i = 0; i < n_points; i++)
    lb_shapes_builder_add_point (reading->builder, xy[2 * i], xy[2 * i + 1]);
  return TRUE;
}

/* (transfer full): valid UTF-8, without the folder, which the person at the screen knows. */
static char *
tidy_detail (const char *detail, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *prefix = g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);
  g_autofree char *valid = g_utf8_make_valid (detail != NULL ? detail : "", -1);
  GString *text = g_string_new (valid);

  g_string_replace (text, prefix, "", 0);
  if (text->len > 0 && text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static void
refuse (const char *path, const char *name, const char *layer, LbGdalVerdict verdict, const LbGdalOutcome *outcome, GError **error)
{
  g_autofree char *detail = tidy_detail (outcome->detail, path);
  g_autofree char *read = g_utf8_make_valid (outcome->layer != NULL ? outcome->layer : "", -1);
  guint feature = (guint) outcome->feature;

  switch (verdict) {
  case LB_GDAL_NO_LAYER:
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD, _ ("%s has no layer “%s”; its layers are %s"), name, layer,
                 detail);
    break;
  case LB_GDAL_NO_POLYGON:
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 *detail != '\0' ? _ ("%s has no layer of polygons (its layers are %s); choose another file")
                                 : _ ("%s holds no layers; choose another file"),
                 name, detail);
    break;
  case LB_GDAL_OTHER_KIND:
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 _ ("%s, layer %s: feature %u is no polygon (%s); leave only polygons in the layer"), name, read,
                 feature, detail);
    break;
  case LB_GDAL_STOPPED:
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 _ ("%s, layer %s: feature %u has a coordinate that is no place on Earth; get the file again from where "
                    "it came"),
                 name, read, feature);
    break;
  case LB_GDAL_BROKEN:
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 _ ("%s, layer %s: damaged after feature %u (%s); get the file again from where it came"), name, read,
                 feature, detail);
    break;
  default:
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
                 *detail != '\0' ? _ ("%s cannot be read (%s); get the file again from where it came")
                                 : _ ("%s is not a file of the kind that its name says, or parts of it are missing; get it again "
                                      "from where it came"),
                 name, detail);
  }
}

/* Most of these formats are UTF-8 or name their encoding; a MapInfo table may leave it open. */
static gboolean
decide_encoding (const Reading *reading, const char *wanted, LbEncoding *encoding, GError **error)
{
  const char *asked = wanted != NULL ? lb_encoding_canonical (wanted) : NULL;

  if (wanted != NULL && (asked == NULL || g_str_has_prefix (asked, "UTF-16"))) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FIELD,
                 _ ("“%s” is not an encoding of such tables; use UTF-8, GBK or GB18030"), wanted);
    return FALSE;
  }
  if (reading->utf8) {
    *encoding = (LbEncoding) {"UTF-8", g_strdup (_ ("decoded by GDAL"))};
    return TRUE;
  }
  if (asked != NULL) {
    *encoding = (LbEncoding) {asked, g_strdup (_ ("as asked"))};
    return TRUE;
  }
  g_autoptr (GString) sample = g_string_new (NULL);
  for (guint i = 0; i < reading->cells->len && sample->len < LB_LIMIT_SAMPLE_BYTES; i++)
    g_string_append_printf (sample, "%s\n", (const char *) reading->cells->pdata[i]);
  lb_encoding_detect (sample->str, sample->len, encoding);
  return TRUE;
}

static void
decode_all (GPtrArray *texts, const char *encoding)
{
  for (guint i = 0; i < texts->len; i++) {
    char *raw = texts->pdata[i];
    if (g_utf8_validate (raw, -1, NULL))
      continue;
    texts->pdata[i] = g_strstrip (lb_text_decode (raw, -1, encoding, NULL));
    g_free (raw);
  }
}

static LbShapefile *
finish (Reading *reading, const char *wanted, GPtrArray *notices, GError **error)
{
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (g_steal_pointer (&reading->builder));
  LbEncoding encoding = {NULL};

  if (lb_shapes_get_n_points (shapes) == 0) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE, _ ("%s holds no polygons; choose another file"), reading->name);
    return NULL;
  }
  if (!decide_encoding (reading, wanted, &encoding, error))
    return NULL;
  decode_all (reading->fields, encoding.name);
  decode_all (reading->cells, encoding.name);
  lb_ring_repairs_say (&reading->repairs, reading->name, notices);
  LbDbf *table = lb_dbf_new (reading->name, g_steal_pointer (&reading->fields), g_steal_pointer (&reading->cells),
                             reading->n, &encoding);
  return lb_shapefile_new_ready (g_steal_pointer (&shapes), table, g_steal_pointer (&reading->prj));
}

static LbShapefile *
read_file (Reading *reading, const char *path, const char *layer, const char *encoding, GPtrArray *notices,
           GError **error)
{
  const LbGdalSink sink = {reading, take_crs, take_field, begin_feature, take_cell, take_ring};
  LbGdalRead gdal_read = (LbGdalRead) lb_gdal_load (reading->name, LB_GDAL_READ_SYMBOL, error);
  /* A name that begins like one of GDAL's virtual files or connections becomes a plain one. */
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  LbShapefile *file = NULL;
  LbGdalOutcome outcome;

  if (gdal_read == NULL)
    return NULL;
  LbGdalVerdict verdict = gdal_read (absolute, layer, &sink, &outcome);
  if (verdict != LB_GDAL_DONE)
    refuse (absolute, reading->name, layer, verdict, &outcome, error);
  else
    file = finish (reading, encoding, notices, error);
  if (file != NULL && outcome.others > 0)
    lb_notice (notices, _ ("%s: the layer %s was read; the file has %u more of polygons, --sheet NAME reads one of them"),
               reading->name, outcome.layer, outcome.others);
  g_free (outcome.detail);
  g_free (outcome.layer);
  return file;
}

LbShapefile *
lb_foreign_open (const char *path, const char *layer, const char *encoding, GPtrArray *notices, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (!there || (!g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_file_test (path, G_FILE_TEST_IS_DIR))) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
                 there ? _ ("%s cannot be read; check that it is a file and that you may read it")
                       : _ ("%s does not exist; check its name and folder"),
                 path);
    return NULL;
  }
  Reading reading = {.name = name, .utf8 = TRUE};
  reading.builder = lb_shapes_builder_new ();
  reading.fields = g_ptr_array_new_with_free_func (g_free);
  reading.cells = g_ptr_array_new_with_free_func (g_free);
  LbShapefile *file = read_file (&reading, path, layer, encoding, notices, error);
  if (reading.builder != NULL)
    lb_shapes_unref (lb_shapes_builder_end (reading.builder));
  g_clear_pointer (&reading.fields, g_ptr_array_unref);
  g_clear_pointer (&reading.cells, g_ptr_array_unref);
  g_free (reading.prj);
  return file;
}
