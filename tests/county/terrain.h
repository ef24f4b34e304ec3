/* terrain.h - the land before borders are drawn: outline, relief, settlement
 *
 * A mountain county longer than wide, two rivers running south. Ridges are dear to cross, so borders
 * come to lie on them; people live in the valleys. All three are arrays over the cells of the lattice.
 */
#pragma once
#include "tests/county/lattice.h"

#define HALF_WIDTH  43e3
#define HALF_HEIGHT 66e3

/* 0 inside the county, NOWHERE outside; @n_cells of them, but for filled holes. One piece, no holes. */
guint32 *terrain_outline (const Lattice *lattice, guint32 n_cells);
/* What entering a cell costs, 1…MAX_STEP_COST. */
guint16 *terrain_cost (const Lattice *lattice, const guint32 *inside);
/* Density of settlement at a place, about 0.05…2. */
double terrain_settlement (guint64 seed, double x, double y);
