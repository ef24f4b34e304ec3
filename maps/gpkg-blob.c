/* A shape as GeoPackage binary and back (OGC 12-128r18, clause 2.1.3): "GP", version, flags, srs_id, envelope, then ISO
 * WKB. Written little endian as MULTIPOLYGON, outer rings counter-clockwise and holes clockwise; read
 * in either byte order, Polygon or MultiPolygon, every count checked against the bytes that are left.
 */
#include "config.h"
#include "maps/bytes.h"
#include "maps/crs.h"
#include "maps/shapes-private.h"

#include <math.h>
#include <string.h>

#define FLAG_LITTLE_ENDIAN 0x01
#define FLAG_ENVELOPE_XY   0x02
#define FLAG_EMPTY         0x10

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };

typedef struct {
  const guchar *at;
  gsize left;
  gboolean little;
} Reader;

static void
put_header (GByteArray *bytes, LbBox box)
{
  gboolean empty = box.min_x > box.max_x;
  const guint8 start[] = {'G', 'P', 0, FLAG_LITTLE_ENDIAN | (empty ? FLAG_EMPTY : FLAG_ENVELOPE_XY)};

  g_byte_array_append (bytes, start, sizeof start);
  lb_bytes_add_word (bytes, LB_CRS_STORED);
  if (empty)
    return;
  lb_bytes_add_double (bytes, box.min_x);
  lb_bytes_add_double (bytes, box.max_x);
  lb_bytes_add_double (bytes, box.min_y);
  lb_bytes_add_double (bytes, box.max_y);
}

static void
put_geometry (GByteArray *bytes, guint32 type, guint32 count)
{
  const guint8 order = 1;

  g_byte_array_append (bytes, &order, 1);
  lb_bytes_add_word (bytes, type);
  lb_bytes_add_word (bytes, count);
}

static void
put_ring (GByteArray *bytes, const double *xy, guint n, gboolean reversed)
{
  lb_bytes_add_word (bytes, n);
  guint length = bytes->len;
  g_byte_array_set_size (bytes, length + n * 2 * (guint) sizeof (double));
  guint8 *to = bytes->data + length;
  for (guint i = 0; i < n; i++, to += 2 * sizeof (double)) {
    const double *point = xy + 2 * (gsize) (reversed ? n - 1 - i : i);
    lb_bytes_set_double (to, point[0]);
    lb_bytes_set_double (to + sizeof (double), point[1]);
  }
}

static gboolean
is_hole (const LbNesting *nesting, guint ring)
{
  return nesting->depth[ring] % 2 == 1;
}

/* One polygon: ring @outer with the holes that lie directly in it. @holes lists the hole rings sorted by parent. */
static void
put_polygon (GByteArray *bytes, const LbShapes *self, guint shape, const LbNesting *nesting, guint outer,
             const guint *holes, guint n_holes)
{
  guint n;
  const double *xy = lb_shapes_get_ring (self, shape, outer, &n);

  put_geometry (bytes, WKB_POLYGON, 1 + n_holes);
  put_ring (bytes, xy, n, nesting->area[outer] < 0);
  for (guint i = 0; i < n_holes; i++) {
    xy = lb_shapes_get_ring (self, shape, holes[i], &n);
    put_ring (bytes, xy, n, nesting->area[holes[i]] > 0);
  }
}

/* (transfer full): hole rings grouped by parent; @start[r] … @start[r + 1] are those of ring r. */
static guint *
group_holes (const LbNesting *nesting, guint *start)
{
  guint *holes = g_new0 (guint, nesting->n + 1);
  g_autofree guint *next = g_new (guint, nesting->n + 1);

  memset (start, 0, (nesting->n + 1) * sizeof (guint));
  for (guint i = 0; i < nesting->n; i++)
    if (is_hole (nesting, i))
      start[nesting->parent[i] + 1]++;
  for (guint i = 0; i < nesting->n; i++)
    start[i + 1] += start[i];
  memcpy (next, start, (nesting->n + 1) * sizeof (guint));
  for (guint i = 0; i < nesting->n; i++)
    if (is_hole (nesting, i))
      holes[next[nesting->parent[i]]++] = i;
  return holes;
}

GBytes *
lb_shapes_to_gpkg (const LbShapes *self, guint shape)
{
  g_return_val_if_fail (shape < lb_shapes_get_n (self), NULL);
  g_autoptr (LbNesting) nesting = lb_nesting_new (self, shape);
  g_autofree guint *start = g_new (guint, nesting->n + 1);
  g_autofree guint *holes = group_holes (nesting, start);
  GByteArray *bytes = g_byte_array_new ();
  guint n_polygons = 0;

  for (guint i = 0; i < nesting->n; i++)
    n_polygons += !is_hole (nesting, i);
  put_header (bytes, lb_shapes_get_box (self, shape));
  put_geometry (bytes, WKB_MULTIPOLYGON, n_polygons);
  for (guint i = 0; i < nesting->n; i++)
    if (!is_hole (nesting, i))
      put_polygon (bytes, self, shape, nesting, i, holes + start[i], start[i + 1] - start[i]);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
take_u32 (Reader *reader, guint32 *value)
{
  if (reader->left < sizeof *value)
    return FALSE;
  memcpy (value, reader->at, sizeof *value);
  *value = reader->little ? GUINT32_FROM_LE (*value) : GUINT32_FROM_BE (*value);
  reader->at += sizeof *value;
  reader->left -= sizeof *value;
  return TRUE;
}

static double
read_double (const Reader *reader, const guchar *at)
{
  guint64 bits;
  double value;

  memcpy (&bits, at, sizeof bits);
  bits = reader->little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Byte order and type of the next geometry; @stride becomes the bytes of a point. */
static gboolean
take_geometry (Reader *reader, guint32 *type, gsize *stride)
{
  guint32 code;

  if (reader->left < 1 || *reader->at > 1)
    return FALSE;
  reader->little = *reader->at == 1;
  reader->at++;
  reader->left--;
  if (!take_u32 (reader, &code) || code >= 4000)
    return FALSE;
  *type = code % 1000;
  *stride = sizeof (double) * (code < 1000 ? 2 : code < 3000 ? 3 : 4);
  return TRUE;
}

static gboolean
take_ring (Reader *reader, gsize stride, LbShapesBuilder *builder)
{
  guint32 n;

  if (!take_u32 (reader, &n) || n > reader->left / stride)
    return FALSE;
  lb_shapes_builder_begin_ring (builder);
  for (guint32 i = 0; i < n; i++) {
    double x = read_double (reader, reader->at), y = read_double (reader, reader->at + sizeof x);
    if (!isfinite (x) || !isfinite (y))
      return FALSE;
    lb_shapes_builder_add_point (builder, x, y);
    reader->at += stride;
  }
  reader->left -= n * stride;
  return TRUE;
}

static gboolean
take_polygon (Reader *reader, gsize stride, LbShapesBuilder *builder)
{
  guint32 n_rings;

  if (!take_u32 (reader, &n_rings) || n_rings > reader->left / sizeof (guint32))
    return FALSE;
  for (guint32 i = 0; i < n_rings; i++)
    if (!take_ring (reader, stride, builder))
      return FALSE;
  return TRUE;
}

static gboolean
take_shape (Reader *reader, LbShapesBuilder *builder)
{
  guint32 type, n = 0;
  gsize stride;

  if (!take_geometry (reader, &type, &stride))
    return FALSE;
  if (type == WKB_POLYGON)
    return take_polygon (reader, stride, builder);
  if (type != WKB_MULTIPOLYGON || !take_u32 (reader, &n))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    if (!take_geometry (reader, &type, &stride) || type != WKB_POLYGON ||
        !take_polygon (reader, stride, builder))
      return FALSE;
  return TRUE;
}

gboolean
lb_shapes_builder_add_gpkg (LbShapesBuilder *self, const guchar *blob, gsize length)
{
  static const gsize envelope_doubles[] = {0, 4, 6, 6, 8};
  Reader reader = {blob, length, TRUE};

  lb_shapes_builder_begin_shape (self);
  if (length < 8 || blob[0] != 'G' || blob[1] != 'P')
    return FALSE;
  guint envelope = (blob[3] >> 1) & 7;
  gsize header = 8 + (envelope <= 4 ? envelope_doubles[envelope] * sizeof (double) : length);
  if (length < header)
    return FALSE;
  reader.at += header;
  reader.left -= header;
  if (take_shape (&reader, self))
    return TRUE;
  lb_shapes_builder_drop_shape (self);
  return FALSE;
}
