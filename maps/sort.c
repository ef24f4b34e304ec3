#include "config.h"
#include "maps/sort.h"

#include <stdlib.h>
#include <string.h>

#define FEW   512 /* fewer are sorted faster by comparing */
#define BYTES 8

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Numbers that rise as the doubles do: the sign bit of IEEE 754 turned over, of negative ones all
 * others too. */
static void
double_to_key (const double *value, guint64 *key)
{
  memcpy (key, value, sizeof *key);
  *key ^= *key >> 63 ? G_MAXUINT64 : G_GUINT64_CONSTANT (1) << 63;
}

static void
key_to_double (guint64 key, double *value)
{
  key ^= key >> 63 ? G_GUINT64_CONSTANT (1) << 63 : G_MAXUINT64;
  memcpy (value, &key, sizeof key);
}

/* One stable pass by the byte at @shift; @starts: where the keys of each byte go. */
static void
pass (const guint64 *from, guint64 *to, gsize n, guint shift, gsize *starts)
{
  for (gsize i = 0; i < n; i++)
    to[starts[from[i] >> shift & 255]++] = from[i];
}

void
lb_sort_doubles (double *values, gsize n)
{
  if (n < FEW) {
    qsort (values, n, sizeof (double), compare_doubles);
    return;
  }
  g_autofree guint64 *memory = g_new (guint64, 2 * n);
  gsize counts[BYTES][256] = {{0}};
  guint64 *keys = memory, *other = memory + n;

  for (gsize i = 0; i < n; i++) {
    double_to_key (&values[i], &keys[i]);
    for (guint byte = 0; byte < BYTES; byte++)
      counts[byte][keys[i] >> 8 * byte & 255]++;
  }
  for (guint byte = 0; byte < BYTES; byte++) {
    if (counts[byte][keys[0] >> 8 * byte & 255] == n)
      continue;
    for (gsize value = 0, before = 0; value < 256; value++) {
      gsize own = counts[byte][value];
      counts[byte][value] = before;
      before += own;
    }
    pass (keys, other, n, 8 * byte, counts[byte]);
    guint64 *sorted = other;
    other = keys;
    keys = sorted;
  }
  for (gsize i = 0; i < n; i++)
    key_to_double (keys[i], &values[i]);
}
