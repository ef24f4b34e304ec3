/* random.h - chance that is the same on every machine
 *
 * Every number is a hash of (seed, purpose, index, count): no state is shared, so the order of work and
 * the number of threads cannot change what a village looks like, and a new purpose disturbs no other.
 */
#pragma once
#include <glib.h>

typedef enum {
  CHANCE_RELIEF = 1,
  CHANCE_OUTLINE,
  CHANCE_WARP_X,
  CHANCE_WARP_Y,
  CHANCE_JITTER,
  CHANCE_STEP_COST,
  CHANCE_SETTLEMENT,
  CHANCE_SEEDS,
  CHANCE_BLOB,
  CHANCE_NAMES,
  CHANCE_GRIDS,
  CHANCE_HOUSEHOLDS,
  CHANCE_HARDSHIP,
  CHANCE_STORY,
  CHANCE_CASES,
  CHANCE_MEASURES,
  CHANCE_VISITS,
  CHANCE_REGISTRATIONS,
  CHANCE_MATTERS,
  CHANCE_STAFF,
  CHANCE_DIRT,
} Chance;

/* A stream of numbers for one thing; lives on the stack. */
typedef struct {
  guint64 key;
  guint64 count;
} Random;

guint64 random_hash (guint64 seed, Chance purpose, guint64 index);
Random random_for (guint64 seed, Chance purpose, guint64 index);
/* In [0, 1), a multiple of 2^-53. */
double random_unit (Random *self);
/* In [0, n); n > 0. */
guint random_below (Random *self, guint n);
/* In [low, high]. */
int random_between (Random *self, int low, int high);
gboolean random_chance (Random *self, double probability);
/* The number of a weight, chosen in proportion. */
guint random_weighted (Random *self, const double *weights, guint n);

/* Fractal value noise in about [-1, 1]: the longest waves measure 1, each octave is half as long and 0.55 as high.
 * Only + - * are used, so it is exact to the bit everywhere. */
double noise_fractal (guint64 seed, Chance purpose, double x, double y, int octaves);
