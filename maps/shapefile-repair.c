#include "config.h"
#include "maps/shapefile-repair.h"
#include "maps/error.h"
#include "maps/notices.h"
#include "src/i18n.h"
#include "src/limits.h"

#define FILE_CODE           9994
#define RECORD_HEADER_BYTES 8
#define POLYGON_BYTES       44 /* type, box, number of parts, number of points */

enum { TYPE_NULL = 0, TYPE_POLYGON = 5, TYPE_POLYGON_Z = 15, TYPE_POLYGON_M = 25 };

typedef struct {
  const char *name;
  const guchar *bytes;
  gsize size; /* what is believed of header and file */
} Shp;

static guint32
big (const guchar *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static guint32
little (const guchar *at)
{
  return (guint32) at[3] << 24 | (guint32) at[2] << 16 | (guint32) at[1] << 8 | at[0];
}

static gboolean
is_polygon (guint32 type)
{
  return type == TYPE_POLYGON || type == TYPE_POLYGON_Z || type == TYPE_POLYGON_M;
}

static const char *
describe_type (guint32 type)
{
  switch (type) {
  case 1: case 11: case 21: case 8: case 18: case 28: return _ ("points");
  case 3: case 13: case 23: return _ ("lines");
  case 31: return _ ("multipatches");
  default: return _ ("shapes of an unknown kind");
  }
}

static gboolean
refuse_record (const Shp *shp, guint number, gsize at, const char *what, GError **error)
{
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
               _ ("%s: record %u at byte %zu %s; get the file again from where it came"), shp->name,
               number, at, what);
  return FALSE;
}

static gboolean
check_header (Shp *shp, GPtrArray *notices, GError **error)
{
  if (shp->size < LB_SHP_HEADER_BYTES || big (shp->bytes) != FILE_CODE) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 shp->size == 0 ? _ ("%s is empty; get the file again from where it came")
                 : shp->size < LB_SHP_HEADER_BYTES
                   ? _ ("%s is cut off within its header; get the file again from where it came")
                   : _ ("%s is not a shapefile: its first bytes are not those of one; choose the .shp file"),
                 shp->name);
    return FALSE;
  }
  guint32 type = little (shp->bytes + 32);
  if (!is_polygon (type) && type != TYPE_NULL) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 _ ("%s holds %s (type %u at byte 32), not polygons; choose the file of the areas"), shp->name,
                 describe_type (type), type);
    return FALSE;
  }
  if (shp->size >= G_MAXUINT32) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                 _ ("%s is larger than a shapefile can be (4 GB); split it"), shp->name);
    return FALSE;
  }
  gsize promised = 2 * (gsize) big (shp->bytes + 24);
  if (promised != shp->size)
    lb_notice (notices,
               _ ("%s: the header says %zu bytes, the file has %zu; the smaller was believed"),
               shp->name, promised, shp->size);
  if (promised >= LB_SHP_HEADER_BYTES)
    shp->size = MIN (shp->size, promised);
  return TRUE;
}

/* Points and parts of one record against its length; parts must rise. */
static gboolean
check_polygon (const Shp *shp, guint number, const LbShpRecord *record, guint32 type, GError **error)
{
  gsize at = (gsize) record->offset + RECORD_HEADER_BYTES;
  const guchar *content = shp->bytes + at;

  if (record->length < POLYGON_BYTES)
    return refuse_record (shp, number, at, _ ("is too short for a polygon"), error);
  guint64 n_parts = little (content + 36), n_points = little (content + 40);
  guint64 needed = POLYGON_BYTES + 4 * n_parts + 16 * n_points;
  if (type == TYPE_POLYGON_Z)
    needed += 16 + 8 * n_points;
  if (needed > record->length)
    return refuse_record (shp, number, at + 36, _ ("promises more points than its length holds"), error);
  if (n_parts > LB_LIMIT_RINGS)
    return refuse_record (shp, number, at + 36, _ ("has more rings than a region can have"), error);
  for (guint64 i = 0; i < n_parts; i++) {
    guint32 first = little (content + POLYGON_BYTES + 4 * i);
    guint32 before = i > 0 ? little (content + POLYGON_BYTES + 4 * (i - 1)) : 0;
    if (first > n_points || first < before || (i == 0 && first != 0))
      return refuse_record (shp, number, at + POLYGON_BYTES + 4 * i, _ ("has a ring that begins outside of its points"),
                            error);
  }
  return TRUE;
}

static gboolean
check_record (const Shp *shp, guint number, LbShpRecord *record, GError **error)
{
  gsize at = (gsize) record->offset + RECORD_HEADER_BYTES;

  if (record->length < 4)
    return refuse_record (shp, number, record->offset + 4, _ ("has no content"), error);
  guint32 type = little (shp->bytes + at);
  record->null = type == TYPE_NULL;
  if (record->null)
    return TRUE;
  if (!is_polygon (type)) {
    g_autofree char *what = g_strdup_printf (_ ("holds %s (type %u) among polygons"), describe_type (type), type);
    return refuse_record (shp, number, at, what, error);
  }
  return check_polygon (shp, number, record, type, error);
}

/* One record after the other, as the file lies. */
static GArray *
scan_records (const Shp *shp, GPtrArray *notices, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (LbShpRecord));
  gsize at = LB_SHP_HEADER_BYTES;

  while (shp->size - at >= RECORD_HEADER_BYTES) {
    gsize length = 2 * (gsize) big (shp->bytes + at + 4);
    LbShpRecord record = {(guint32) at, (guint32) length, FALSE};
    if (length > shp->size - at - RECORD_HEADER_BYTES) {
      refuse_record (shp, records->len + 1, at, _ ("reaches beyond the end of the file, which seems cut off"), error);
      return NULL;
    }
    if (length == 0) {
      refuse_record (shp, records->len + 1, at + 4, _ ("has no content"), error);
      return NULL;
    }
    g_array_append_val (records, record);
    at += RECORD_HEADER_BYTES + length;
  }
  if (at < shp->size)
    lb_notice (notices, _ ("%s: the last %zu bytes belong to no record and were left out"), shp->name,
               shp->size - at);
  return g_steal_pointer (&records);
}

/* NULL when the index contradicts the file: a record outside of it, lengths that differ, records that overlap
 * (together longer than the file: a small index could otherwise multiply one polygon without end). */
static GArray *
read_index (const Shp *shp, GBytes *shx)
{
  gsize size;
  const guchar *index = g_bytes_get_data (shx, &size);
  guint64 sum = LB_SHP_HEADER_BYTES;

  if (size < LB_SHP_HEADER_BYTES || big (index) != FILE_CODE)
    return NULL;
  gsize n = (size - LB_SHP_HEADER_BYTES) / 8;
  gsize promised = 2 * (gsize) big (index + 24);
  if (promised >= LB_SHP_HEADER_BYTES)
    n = MIN (n, (promised - LB_SHP_HEADER_BYTES) / 8);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (LbShpRecord));
  for (gsize i = 0; i < n; i++) {
    guint64 offset = 2 * (guint64) big (index + LB_SHP_HEADER_BYTES + 8 * i);
    guint64 length = 2 * (guint64) big (index + LB_SHP_HEADER_BYTES + 8 * i + 4);
    if (offset < LB_SHP_HEADER_BYTES || length == 0 || offset + RECORD_HEADER_BYTES + length > shp->size ||
        length != 2 * (guint64) big (shp->bytes + offset + 4))
      return NULL;
    sum += RECORD_HEADER_BYTES + length;
    LbShpRecord record = {(guint32) offset, (guint32) length, FALSE};
    g_array_append_val (records, record);
  }
  return sum <= shp->size && (n > 0 || shp->size == LB_SHP_HEADER_BYTES) ? g_steal_pointer (&records) : NULL;
}

GArray *
lb_shapefile_check (const char *name, GBytes *bytes, GBytes *shx, GPtrArray *notices, GError **error)
{
  Shp shp = {name, NULL, 0};
  g_autoptr (GArray) records = NULL;

  shp.bytes = g_bytes_get_data (bytes, &shp.size);
  if (!check_header (&shp, notices, error))
    return NULL;
  if (shx != NULL)
    records = read_index (&shp, shx);
  if (records == NULL) {
    records = scan_records (&shp, notices, error);
    if (records == NULL)
      return NULL;
    lb_notice (notices, shx == NULL ? _ ("%s: the .shx file is missing; the index was rebuilt")
                                    : _ ("%s: the .shx file does not fit the .shp file; the index was rebuilt"),
               name);
  }
  for (guint i = 0; i < records->len; i++)
    if (!check_record (&shp, i + 1, &g_array_index (records, LbShpRecord, i), error))
      return NULL;
  return g_steal_pointer (&records);
}
