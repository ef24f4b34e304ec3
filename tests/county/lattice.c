/* lattice.c - neighbours and corners of the honeycomb */
#include "config.h"
#include "tests/county/lattice.h"
#include "tests/county/random.h"

#include <math.h>

#define SQRT3 1.7320508075688772
#define LONGEST_WAVE 14e3 /* metres */
#define BEND 0.15          /* of the longest wave, in wavelengths */

Lattice
lattice_new (double half_width, double half_height, double cell_area, double jitter, guint64 seed)
{
  double side = sqrt (cell_area / (1.5 * SQRT3));

  return (Lattice){
    .columns = (guint) (2 * half_width / (SQRT3 * side)) + 5,
    .rows = (guint) (2 * half_height / (1.5 * side)) + 5,
    .side = side,
    .jitter = jitter,
    .seed = seed,
  };
}

guint32
lattice_n_cells (const Lattice *self)
{
  return self->columns * self->rows;
}

gboolean
lattice_is_rim (const Lattice *self, guint32 cell)
{
  guint row = cell / self->columns, column = cell % self->columns;

  return row < 2 || row + 2 >= self->rows || column < 2 || column + 2 >= self->columns;
}

guint32
lattice_neighbour (const Lattice *self, guint32 cell, int direction)
{
  guint32 odd = cell / self->columns & 1, w = self->columns;

  switch (direction) {
  case 0: return cell + 1;
  case 1: return cell + w + odd;
  case 2: return cell + w + odd - 1;
  case 3: return cell - 1;
  case 4: return cell - w + odd - 1;
  default: return cell - w + odd;
  }
}

void
lattice_centre (const Lattice *self, guint32 cell, double *x, double *y)
{
  guint row = cell / self->columns, column = cell % self->columns;

  *x = SQRT3 * self->side * ((double) column + 0.5 * (row & 1) - 0.5 * self->columns);
  *y = 1.5 * self->side * ((double) row - 0.5 * self->rows);
}

guint64
lattice_corner (const Lattice *self, guint32 cell, int direction)
{
  switch (direction) {
  case 0: return 2 * (guint64) lattice_neighbour (self, cell, 5);     /* south-east: top of the cell there */
  case 1: return 2 * (guint64) lattice_neighbour (self, cell, 1) + 1; /* north-east: bottom of that cell    */
  case 2: return 2 * (guint64) cell;
  case 3: return 2 * (guint64) lattice_neighbour (self, cell, 2) + 1;
  case 4: return 2 * (guint64) lattice_neighbour (self, cell, 4);
  default: return 2 * (guint64) cell + 1;
  }
}

void
lattice_corner_cells (const Lattice *self, guint64 corner, guint32 cells[3])
{
  guint32 cell = (guint32) (corner / 2);
  gboolean bottom = corner & 1;

  cells[0] = cell;
  cells[1] = lattice_neighbour (self, cell, bottom ? 4 : 1);
  cells[2] = lattice_neighbour (self, cell, bottom ? 5 : 2);
}

void
lattice_corner_place (const Lattice *self, guint64 corner, double *x, double *y)
{
  Random random = random_for (self->seed, CHANCE_JITTER, corner);
  double u, v;

  lattice_centre (self, (guint32) (corner / 2), x, y);
  *y += corner & 1 ? -self->side : self->side;
  /* The whole honeycomb is bent by waves from several kilometres down to a few cells: borders wind, and the three
   * directions of the cells disappear. At the scale of one cell this is nearly a linear map, so hexagons stay convex;
   * shorter waves are flatter, so that many of them together still fold nothing over. */
  u = *x;
  v = *y;
  for (double wave = LONGEST_WAVE, bend = BEND; wave > 5 * self->side; wave /= 2, bend *= 0.65) {
    *x += bend * wave * noise_fractal (self->seed, CHANCE_WARP_X, u / wave, v / wave, 1);
    *y += bend * wave * noise_fractal (self->seed, CHANCE_WARP_Y, u / wave, v / wave, 1);
  }
  *x += self->side * self->jitter * (2 * random_unit (&random) - 1);
  *y += self->side * self->jitter * (2 * random_unit (&random) - 1);
}
