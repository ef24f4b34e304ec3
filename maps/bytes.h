/* bytes.h - numbers in blobs, little endian whatever the machine; no alignment is asked for */
#pragma once
#include <glib.h>
#include <string.h>

static inline void
lb_bytes_add_word (GByteArray *bytes, guint32 word)
{
  word = GUINT32_TO_LE (word);
  g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
}

static inline void
lb_bytes_set_double (guint8 *to, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  memcpy (to, &bits, sizeof bits);
}

static inline void
lb_bytes_add_double (GByteArray *bytes, double value)
{
  guint8 bits[sizeof value];

  lb_bytes_set_double (bits, value);
  g_byte_array_append (bytes, bits, sizeof bits);
}

static inline guint32
lb_bytes_get_word (const guint8 *bytes)
{
  guint32 word;

  memcpy (&word, bytes, sizeof word);
  return GUINT32_FROM_LE (word);
}

static inline double
lb_bytes_get_double (const guint8 *bytes)
{
  guint64 bits;
  double value;

  memcpy (&bits, bytes, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}
