/* tessellation.h - the nested regions of the county as labels on the honeycomb
 *
 * Children are numbered so that those of one parent stand together: grid numbers of village v are
 * villages[v].first_grid … + n_grids, village numbers of township t likewise. Immutable once made.
 */
#pragma once
#include "tests/county/lattice.h"

typedef struct {
  guint n_townships;
  guint n_villages;
  guint n_grids;
  guint n_oddities;      /* of each kind: lakes, enclosed villages, exclaves */
  double area_m2;
  guint cells_per_grid;  /* on average: the fineness of all borders          */
  gboolean coarse;       /* leave out every other corner of a border         */
  guint64 seed;
} Plan;

typedef struct {
  guint first_village, n_villages;
  guint first_grid, n_grids;
  double x, y;           /* of the middle, metres */
} Township;

typedef struct {
  guint township;
  guint first_grid, n_grids;
  double x, y;
  double area_m2;        /* on the plane          */
} Village;

typedef struct {
  guint village;
  double x, y;
  double settlement;     /* density of people, 0.05 on the ridge to about 2 in the valley */
} Grid;

typedef struct {
  Plan plan;
  Lattice lattice;
  guint32 *grid_of_cell; /* (array) NOWHERE outside the county */
  Township *townships;
  Village *villages;
  Grid *grids;
} Tessellation;

Tessellation *tessellation_new (const Plan *plan);
void tessellation_free (Tessellation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tessellation, tessellation_free)
