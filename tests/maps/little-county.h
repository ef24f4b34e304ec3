/* little-county.h - a county of twelve villages in two townships, made in memory, for tests that know every region
 *
 * A lattice of 4 × 3 villages of about 5 km with crooked borders that neighbours share to the bit: the two columns in the
 * west are 东山镇, the others 西水乡. Village number v (0 … 11, row by row from the south-west) is called 甲村 … 子村.
 * 乙村 has a hole in which 癸村, far off, has an exclave. Townships have no polygons of their own.
 */
#pragma once
#include "maps/map.h"

#define LITTLE_VILLAGES 12

typedef struct {
  char *dir;
  LbBoundaries *boundaries;
} Little;

void little_set_up (Little *self, gconstpointer data);
void little_tear_down (Little *self, gconstpointer data);

/* Region number of village @v. */
guint little_village (const Little *self, guint v);
/* (transfer full): one value per region; village v gets values[v]. */
double *little_values (const Little *self, const double *values);
/* A map of the villages with these values (NULL: outline), five natural classes, OrRd. */
LbMap *little_map (const Little *self, const double *values);
LbMapSpec little_spec (void);
