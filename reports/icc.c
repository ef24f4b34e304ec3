/* The colour profile of sRGB as ICC.1:2001-04 (version 2) wants it: three primaries adapted to D50 and one curve for all of them.
 * Written here, because a profile is a few numbers, and one from elsewhere is a licence to look after. */
#include "config.h"
#include "reports/pdf-finish.h"

#include <math.h>
#include <string.h>

#define CURVE_POINTS 1024

static void
put16 (GByteArray *out, guint value)
{
  const guint8 bytes[] = {(guint8) (value >> 8), (guint8) value};

  g_byte_array_append (out, bytes, 2);
}

static void
put32 (GByteArray *out, guint32 value)
{
  put16 (out, value >> 16);
  put16 (out, value & 0xFFFF);
}

static void
put_words (GByteArray *out, const char *words)
{
  g_byte_array_append (out, (const guint8 *) words, (guint) strlen (words));
}

static void
put_zeros (GByteArray *out, guint n)
{
  while (n-- > 0)
    g_byte_array_append (out, (const guint8 *) "", 1);
}

/* s15Fixed16 */
static void
put_fixed (GByteArray *out, double value)
{
  put32 (out, (guint32) (gint32) lround (value * 65536));
}

static void
put_xyz (GByteArray *out, const double *xyz)
{
  put_words (out, "XYZ ");
  put32 (out, 0);
  for (guint i = 0; i < 3; i++)
    put_fixed (out, xyz[i]);
}

static void
put_description (GByteArray *out)
{
  static const char name[] = "sRGB IEC61966-2.1";

  put_words (out, "desc");
  put32 (out, 0);
  put32 (out, sizeof name);
  g_byte_array_append (out, (const guint8 *) name, sizeof name);
  put_zeros (out, 4 + 4 + 2 + 1 + 67); /* no Unicode, no Macintosh name */
}

static void
put_copyright (GByteArray *out)
{
  put_words (out, "text");
  put32 (out, 0);
  put_words (out, "No copyright, use freely");
  put_zeros (out, 1);
}

/* IEC 61966-2-1, 5.2. */
static void
put_curve (GByteArray *out)
{
  put_words (out, "curv");
  put32 (out, 0);
  put32 (out, CURVE_POINTS);
  for (guint i = 0; i < CURVE_POINTS; i++) {
    double v = (double) i / (CURVE_POINTS - 1);
    put16 (out, (guint) lround ((v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4)) * 65535));
  }
}

static void
put_header (GByteArray *out, guint32 size)
{
  put32 (out, size);
  put32 (out, 0);
  put32 (out, 0x02100000);
  put_words (out, "mntrRGB XYZ ");
  for (guint i = 0; i < 3; i++) /* 2000-01-01, not the clock */
    put16 (out, i == 0 ? 2000 : 1);
  put_zeros (out, 6);
  put_words (out, "acsp");
  put_zeros (out, 4 + 4 + 4 + 4 + 8 + 4);
  put_fixed (out, 0.9642);
  put_fixed (out, 1);
  put_fixed (out, 0.8249);
  put_zeros (out, 4 + 44);
}

GByteArray *
lb_icc_new_srgb (void)
{
  static const double white[] = {0.9642, 1, 0.8249}, red[] = {0.43607, 0.22249, 0.01392}, green[] = {0.38515, 0.71687, 0.09708},
                      blue[] = {0.14307, 0.06061, 0.71410};
  static const char *const names[] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
  guint starts[G_N_ELEMENTS (names)], ends[G_N_ELEMENTS (names)], first = 128 + 4 + 12 * (guint) G_N_ELEMENTS (names);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    starts[i] = data->len;
    switch (i) {
    case 0: put_description (data); break;
    case 1: put_copyright (data); break;
    case 2: put_xyz (data, white); break;
    case 3: put_xyz (data, red); break;
    case 4: put_xyz (data, green); break;
    case 5: put_xyz (data, blue); break;
    case 6: put_curve (data); break;
    default: starts[i] = starts[6]; break; /* one curve for all three */
    }
    ends[i] = i > 6 ? ends[6] : data->len;
    put_zeros (data, (4 - data->len % 4) % 4);
  }
  put_header (out, first + data->len);
  put32 (out, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    put_words (out, names[i]);
    put32 (out, first + starts[i]);
    put32 (out, ends[i] - starts[i]);
  }
  g_byte_array_append (out, data->data, data->len);
  return out;
}
