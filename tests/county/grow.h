/* grow.h - regions that grow from seeds until they meet
 *
 * A label is a guint32 per cell, NOWHERE outside. A child grows only inside its parent, so nesting is exact, and
 * takes a cell from a neighbour that it already holds, so it is connected. Entering a cell costs what the relief says:
 * fronts meet on ridges. Cost O(cells), memory 8 bytes a cell.
 */
#pragma once
#include "tests/county/lattice.h"

#define MAX_STEP_COST 1023

/* Fills @child for every cell whose parent label is not NOWHERE. seeds[i] is where child i starts.
 * Cells that no seed can reach stay NOWHERE. @cost is in 1…MAX_STEP_COST. */
void grow_from_seeds (const Lattice *lattice, const guint32 *parent, const guint16 *cost,
                      const guint32 *seeds, guint n_seeds, guint32 *child);
/* The cells of each label in the order of a Hilbert curve, so that neighbours in the list are neighbours on the
 * ground: (array) cells, and first[i] … first[i+1] for label i. Both to be freed. */
guint32 *cells_by_label (const Lattice *lattice, const guint32 *label, guint n_labels, guint32 **first);
/* Appends @n different cells of the run to @seeds, spread evenly by @weight. */
void seeds_spread (const guint32 *cells, guint32 n_cells, const float *weight, guint n, guint64 seed,
                   guint64 index, GArray *seeds);
/* Moves each seed to the middle of the region it grew, so that regions become even in size. */
void seeds_to_middles (const Lattice *lattice, const guint32 *child, guint32 *seeds, guint n_seeds);
/* Leaves each label its largest connected piece and gives the others to what surrounds them. */
void keep_largest_pieces (const Lattice *lattice, guint32 *label, guint n_labels);
