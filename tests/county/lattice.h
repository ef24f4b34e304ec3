/* lattice.h - the honeycomb that all boundaries are made of
 *
 * Cells are pointy-topped hexagons in rows, odd rows shifted by half a cell to the right. At each corner exactly
 * three cells meet, so an outline never touches itself, and every corner is the top of one cell or the bottom
 * of one cell: corner 2c is the top of cell c, 2c + 1 its bottom.
 * Corners are displaced by less than half a side, which cannot make two edges of the honeycomb cross; what is built of
 * them is planar by construction. Metres, x east and y north from the county's middle.
 */
#pragma once
#include <glib.h>

#define NOWHERE G_MAXUINT32

typedef struct {
  guint columns, rows;
  double side;          /* of a hexagon, metres                                */
  double jitter;        /* random displacement of corners, in sides, each axis */
  guint64 seed;
} Lattice;

/* Covers half_width × half_height metres to each side of the middle with cells of the area given. */
Lattice lattice_new (double half_width, double half_height, double cell_area, double jitter, guint64 seed);
guint32 lattice_n_cells (const Lattice *self);
/* Cells on the rim have neighbours outside: callers keep them empty. */
gboolean lattice_is_rim (const Lattice *self, guint32 cell);
/* Directions 0…5 counter-clockwise from east. */
guint32 lattice_neighbour (const Lattice *self, guint32 cell, int direction);
void lattice_centre (const Lattice *self, guint32 cell, double *x, double *y);
/* Start of the cell's edge towards @direction, walking counter-clockwise. */
guint64 lattice_corner (const Lattice *self, guint32 cell, int direction);
void lattice_corner_place (const Lattice *self, guint64 corner, double *x, double *y);
/* The three cells at a corner. */
void lattice_corner_cells (const Lattice *self, guint64 corner, guint32 cells[3]);
