/* varint.h - whole numbers in few bytes: seven bits a byte, the lowest first; signs folded in, so that small differences
 * of either sign stay short */
#pragma once
#include <glib.h>

#define LB_VARINT_MOST 10 /* bytes a number takes at most */

static inline guint8 *
lb_varint_write (guint8 *to, guint64 value)
{
  while (value >= 0x80) {
    *to++ = (guint8) (value | 0x80);
    value >>= 7;
  }
  *to++ = (guint8) value;
  return to;
}

/* NULL stays NULL, so that one check after many numbers is enough. */
static inline const guint8 *
lb_varint_read (const guint8 *from, const guint8 *end, guint64 *value)
{
  guint64 number = 0;

  for (guint shift = 0; from != NULL && from < end && shift < 64; shift += 7) {
    guint8 byte = *from++;
    number |= (guint64) (byte & 0x7f) << shift;
    if (byte < 0x80) {
      *value = number;
      return from;
    }
  }
  *value = 0;
  return NULL;
}

static inline guint64
lb_varint_fold (gint64 difference)
{
  return (guint64) difference << 1 ^ (difference < 0 ? G_MAXUINT64 : 0);
}

static inline gint64
lb_varint_unfold (guint64 value)
{
  return (gint64) (value >> 1 ^ (value & 1 ? G_MAXUINT64 : 0));
}
