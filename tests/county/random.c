/* random.c - splitmix64 as a counter-based generator, and fractal noise made of it */
#include "config.h"
#include "tests/county/random.h"

static guint64
mix (guint64 z)
{
  z += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint64
random_hash (guint64 seed, Chance purpose, guint64 index)
{
  return mix (mix (seed * 64 + purpose) ^ index);
}

Random
random_for (guint64 seed, Chance purpose, guint64 index)
{
  return (Random){random_hash (seed, purpose, index), 0};
}

static double
unit (guint64 bits)
{
  return (double) (bits >> 11) * 0x1p-53;
}

double
random_unit (Random *self)
{
  return unit (mix (self->key ^ mix (++self->count)));
}

guint
random_below (Random *self, guint n)
{
  return (guint) (random_unit (self) * n);
}

int
random_between (Random *self, int low, int high)
{
  return low + (int) random_below (self, (guint) (high - low + 1));
}

gboolean
random_chance (Random *self, double probability)
{
  return random_unit (self) < probability;
}

guint
random_weighted (Random *self, const double *weights, guint n)
{
  double sum = 0, at;
  guint i;

  for (i = 0; i < n; i++)
    sum += weights[i];
  at = random_unit (self) * sum;
  for (i = 0; i + 1 < n && at >= weights[i]; i++)
    at -= weights[i];
  return i;
}

static double
corner (guint64 key, gint64 i, gint64 j)
{
  return unit (mix (key ^ ((guint64) (guint32) i << 32 | (guint32) j))) * 2 - 1;
}

static double
noise (guint64 key, double x, double y)
{
  gint64 i = (gint64) x - (x < 0), j = (gint64) y - (y < 0);
  double u = x - (double) i, v = y - (double) j;

  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);
  return (corner (key, i, j) * (1 - u) + corner (key, i + 1, j) * u) * (1 - v)
       + (corner (key, i, j + 1) * (1 - u) + corner (key, i + 1, j + 1) * u) * v;
}

double
noise_fractal (guint64 seed, Chance purpose, double x, double y, int octaves)
{
  double sum = 0, height = 0.55;

  for (int o = 0; o < octaves; o++) {
    /* An offset for each octave keeps their lattices from lining up. */
    sum += height * noise (random_hash (seed, purpose, (guint64) o), x + 0.37 * o, y + 0.73 * o);
    x *= 2;
    y *= 2;
    height *= 0.55;
  }
  return sum;
}
