/* terrain.c - fractal noise bent into a county */
#include "config.h"
#include "tests/county/terrain.h"
#include "tests/county/grow.h"
#include "tests/county/random.h"

#include <math.h>
#include <string.h>

#define LEVELS 65536

/* Grows from the middle outward: the county is where this is smallest. */
static double
remoteness (const Lattice *lattice, guint32 cell)
{
  double x, y, u, v, far;

  lattice_centre (lattice, cell, &x, &y);
  u = x / 26e3;
  v = y / 50e3;
  far = sqrt (u * u + v * v);
  if (far < 0.45 || far > 1.9)
    return far; /* no bend reaches from here to the outline */
  u = x / 26e3 + 0.34 * noise_fractal (lattice->seed, CHANCE_OUTLINE, x / 34e3, y / 34e3, 7);
  v = y / 50e3 + 0.2 * noise_fractal (lattice->seed, CHANCE_OUTLINE, x / 34e3 + 40, y / 34e3, 7);
  far = sqrt (u * u + v * v);
  return far + 0.10 * noise_fractal (lattice->seed, CHANCE_OUTLINE, x / 9e3, y / 9e3 + 80, 5);
}

guint32 *
terrain_outline (const Lattice *lattice, guint32 n_cells)
{
  guint32 all = lattice_n_cells (lattice);
  guint32 *inside = g_new (guint32, all);
  g_autofree guint32 *count = g_new0 (guint32, LEVELS);
  guint32 sum = 0, limit = 0;

  /* The limit that leaves n_cells inside is found by counting: sorting millions of numbers would be slower. */
  for (guint32 cell = 0; cell < all; cell++) {
    double level = remoteness (lattice, cell) * (LEVELS / 4.0);

    inside[cell] = lattice_is_rim (lattice, cell) ? LEVELS - 1 : (guint32) CLAMP (level, 0, LEVELS - 1);
    count[inside[cell]]++;
  }
  while (limit < LEVELS - 1 && sum < n_cells)
    sum += count[limit++];
  for (guint32 cell = 0; cell < all; cell++)
    inside[cell] = inside[cell] >= limit;
  keep_largest_pieces (lattice, inside, 2);
  for (guint32 cell = 0; cell < all; cell++)
    inside[cell] = inside[cell] == 0 ? 0 : NOWHERE;
  return inside;
}

guint16 *
terrain_cost (const Lattice *lattice, const guint32 *inside)
{
  guint32 all = lattice_n_cells (lattice);
  guint16 *cost = g_new0 (guint16, all);

  for (guint32 cell = 0; cell < all; cell++) {
    double x, y, ridge;

    if (inside[cell] == NOWHERE)
      continue;
    lattice_centre (lattice, cell, &x, &y);
    ridge = 1 - 1.6 * fabs (noise_fractal (lattice->seed, CHANCE_RELIEF, x / 7e3, y / 10e3, 6));
    ridge = MAX (ridge, 0);
    cost[cell] = (guint16) (12 + 700 * ridge * ridge
                            + (double) (random_hash (lattice->seed, CHANCE_STEP_COST, cell) % 64));
  }
  return cost;
}

double
terrain_settlement (guint64 seed, double x, double y)
{
  double bend = 7e3 * noise_fractal (seed, CHANCE_SETTLEMENT, 0.5, y / 30e3, 4);
  double west = (x + 13e3 - bend) / 3.2e3, east = (x - 9e3 + 0.16 * y + bend) / 4.5e3;
  double river = 1.3 / (1 + west * west) + 1.7 / (1 + east * east);
  double patches = noise_fractal (seed, CHANCE_SETTLEMENT, x / 8e3 + 20, y / 8e3, 5);

  return MAX (0.06, river + 0.28 + 0.45 * patches);
}
