/* Bodies of cubes as bytes
 *
 * A mark, the order of bytes, whether persons are counted, the number of regions and of entries, then numbers of seven bits a byte, small ones first of all: how far the next
 * changing region is and how many entries it has, the days as steps, the totals as steps. What is no whole number stands as
 * it is in memory. The last sixteen bytes are the BLAKE2b hash of all before: anything else is damage.
 */
#include "config.h"
#include "src/cube-body-private.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#define MARK       "LBC1"
#define HASH_BYTES 16

enum { PACKED_NOTHING, PACKED_WHOLE, PACKED_REAL };

/* Writing --------------------------------------------------------------------------------------------- */

static void
put_number (GByteArray *out, guint64 number)
{
  guint8 bytes[10];
  guint n = 0;

  for (; number >= 0x80; number >>= 7)
    bytes[n++] = (guint8) (number | 0x80);
  bytes[n++] = (guint8) number;
  g_byte_array_append (out, bytes, n);
}

/* Small whether above 0 or below. */
static void
put_step (GByteArray *out, gint64 step)
{
  put_number (out, ((guint64) step << 1) ^ (guint64) (step >> 63));
}

static void
put_totals (GByteArray *out, const LbCubeBody *self, const LbTotals *totals)
{
  guint n = self->first[self->n_changing];

  put_number (out, totals->narrow != NULL ? PACKED_WHOLE : totals->wide != NULL ? PACKED_REAL : PACKED_NOTHING);
  if (totals->wide != NULL)
    g_byte_array_append (out, (const guint8 *) totals->wide, n * sizeof *totals->wide);
  for (guint i = 0; totals->narrow != NULL && i < self->n_changing; i++)
    for (guint e = self->first[i]; e < self->first[i + 1]; e++)
      put_step (out, (gint64) totals->narrow[e] - (e > self->first[i] ? totals->narrow[e - 1] : 0));
}

static gboolean
all_whole (const double *figures, guint n)
{
  for (guint r = 0; r < n; r++)
    if (!(fabs (figures[r]) < G_MAXINT32) || fabs (figures[r] - (gint32) figures[r]) > 0)
      return FALSE;
  return TRUE;
}

static void
put_always (GByteArray *out, const double *figures, guint n)
{
  gboolean whole = figures != NULL && all_whole (figures, n);

  put_number (out, figures == NULL ? PACKED_NOTHING : whole ? PACKED_WHOLE : PACKED_REAL);
  for (guint r = 0; whole && r < n; r++)
    put_step (out, (gint64) figures[r]);
  if (figures != NULL && !whole)
    g_byte_array_append (out, (const guint8 *) figures, n * sizeof *figures);
}

GBytes *
lb_cube_body_pack (const LbCubeBody *self)
{
  GByteArray *out = g_byte_array_new ();
  guint8 hash[HASH_BYTES];

  g_byte_array_append (out, (const guint8 *) MARK, strlen (MARK));
  put_number (out, G_BYTE_ORDER);
  put_number (out, (guint64) self->has_persons);
  put_number (out, self->n_regions);
  put_number (out, self->n_changing);
  put_number (out, self->first[self->n_changing]);
  for (guint i = 0; i < self->n_changing; i++) {
    put_number (out, self->changing[i] - (i > 0 ? self->changing[i - 1] : 0));
    put_number (out, self->first[i + 1] - self->first[i]);
    for (guint e = self->first[i]; e < self->first[i + 1]; e++)
      put_step (out, (gint64) self->day[e] - (e > self->first[i] ? self->day[e - 1] : 0));
  }
  for (int f = 0; f < LB_N_FIGURES; f++) {
    put_totals (out, self, &self->totals[f]);
    put_always (out, self->always[f], self->n_regions);
  }
  crypto_generichash (hash, sizeof hash, out->data, out->len, NULL, 0);
  g_byte_array_append (out, hash, sizeof hash);
  return g_byte_array_free_to_bytes (out);
}

/* Reading --------------------------------------------------------------------------------------------- */

typedef struct {
  const guint8 *at, *end;
  gboolean broken;
} Source;

static guint64
get_number (Source *source)
{
  guint64 number = 0;

  for (guint shift = 0; source->at < source->end && shift < 64; shift += 7) {
    guint8 byte = *source->at++;
    number |= (guint64) (byte & 0x7f) << shift;
    if (byte < 0x80)
      return number;
  }
  source->broken = TRUE;
  return 0;
}

static gint64
get_step (Source *source)
{
  guint64 number = get_number (source);

  return (gint64) (number >> 1) ^ -(gint64) (number & 1);
}

/* (transfer full): @n figures as they are in memory. */
static double *
get_reals (Source *source, guint n)
{
  if ((gsize) (source->end - source->at) / sizeof (double) < n) {
    source->broken = TRUE;
    return NULL;
  }
  double *figures = g_memdup2 (source->at, n * sizeof (double));
  source->at += n * sizeof (double);
  return figures;
}

static void
get_regions (Source *source, LbCubeBody *self, guint n)
{
  guint64 region = 0, end = 0;

  for (guint i = 0; i < self->n_changing && !source->broken; i++) {
    guint64 step = get_number (source), count = get_number (source);
    gint64 day = 0;
    region += step;
    source->broken = source->broken || region >= self->n_regions || (i > 0 && step == 0) || count == 0 || count > n - end;
    if (source->broken)
      return;
    self->changing[i] = (guint) region;
    for (guint64 e = end; e < end + count; e++)
      self->day[e] = (gint32) (day += get_step (source));
    end += count;
    self->first[i + 1] = (guint) end;
  }
  source->broken = source->broken || end != n;
}

static void
get_totals (Source *source, const LbCubeBody *self, LbTotals *totals, guint n)
{
  guint64 kind = get_number (source);

  if (kind == PACKED_REAL)
    totals->wide = get_reals (source, n);
  else if (kind == PACKED_WHOLE)
    totals->narrow = g_new (gint32, n);
  else
    source->broken = source->broken || kind != PACKED_NOTHING;
  for (guint i = 0; totals->narrow != NULL && i < self->n_changing; i++) {
    gint64 total = 0;
    for (guint e = self->first[i]; e < self->first[i + 1]; e++)
      totals->narrow[e] = (gint32) (total += get_step (source));
  }
}

static double *
get_always (Source *source, guint n)
{
  guint64 kind = get_number (source);

  if (kind == PACKED_REAL)
    return get_reals (source, n);
  source->broken = source->broken || kind > PACKED_WHOLE;
  if (kind != PACKED_WHOLE || source->broken)
    return NULL;
  double *figures = g_new (double, n);
  for (guint r = 0; r < n; r++)
    figures[r] = (double) get_step (source);
  return figures;
}

/* The hash is right, so it is what lb_cube_body_pack() wrote; still no number may lead out of the memory. */
static LbCubeBody *
get_body (Source *source, guint n_regions)
{
  g_autoptr (LbCubeBody) self = g_new0 (LbCubeBody, 1);
  guint64 order = get_number (source), persons = get_number (source), regions = get_number (source), changing = get_number (source), n = get_number (source);
  gsize left = (gsize) (source->end - source->at);

  g_atomic_ref_count_init (&self->refs);
  if (source->broken || order != G_BYTE_ORDER || regions != n_regions || changing > n_regions || n > left)
    return NULL;
  self->n_regions = n_regions;
  self->has_persons = persons != 0;
  self->n_changing = (guint) changing;
  self->changing = g_new0 (guint, changing);
  self->first = g_new0 (guint, changing + 1);
  self->day = g_new (gint32, n);
  get_regions (source, self, (guint) n);
  for (int f = 0; f < LB_N_FIGURES && !source->broken; f++) {
    get_totals (source, self, &self->totals[f], (guint) n);
    self->always[f] = get_always (source, n_regions);
  }
  return source->broken || source->at != source->end ? NULL : g_steal_pointer (&self);
}

LbCubeBody *
lb_cube_body_unpack (GBytes *bytes, guint n_regions)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 hash[HASH_BYTES];

  if (length < strlen (MARK) + HASH_BYTES || memcmp (data, MARK, strlen (MARK)) != 0)
    return NULL;
  crypto_generichash (hash, sizeof hash, data, length - HASH_BYTES, NULL, 0);
  if (memcmp (hash, data + length - HASH_BYTES, HASH_BYTES) != 0)
    return NULL;
  Source source = {data + strlen (MARK), data + length - HASH_BYTES, FALSE};
  return get_body (&source, n_regions);
}
