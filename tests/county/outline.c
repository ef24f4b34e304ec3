/* outline.c - walks the edges between a region and what is not in it */
#include "config.h"
#include "tests/county/outline.h"
#include "tests/county/grow.h"

struct _Outliner {
  const Tessellation *tessellation;
  guint32 *label;  /* region of each cell */
  guint32 *first;
  guint32 *cells;  /* by region           */
  guint8 *walked;  /* a bit per direction */
};

Outliner *
outliner_new (const Tessellation *tessellation, const guint32 *label_of_grid, guint n_regions)
{
  Outliner *self = g_new0 (Outliner, 1);
  guint32 n_cells = lattice_n_cells (&tessellation->lattice);

  self->tessellation = tessellation;
  self->label = g_new (guint32, n_cells);
  for (guint32 cell = 0; cell < n_cells; cell++) {
    guint32 grid = tessellation->grid_of_cell[cell];
    self->label[cell] = grid == NOWHERE ? NOWHERE : label_of_grid[grid];
  }
  self->cells = cells_by_label (&tessellation->lattice, self->label, n_regions, &self->first);
  self->walked = g_new0 (guint8, n_cells);
  return self;
}

void
outliner_free (Outliner *self)
{
  g_free (self->label);
  g_free (self->first);
  g_free (self->cells);
  g_free (self->walked);
  g_free (self);
}

static gboolean
is_convex (const Lattice *lattice, guint32 cell)
{
  double x[8], y[8];

  for (int d = 0; d < 8; d++)
    lattice_corner_place (lattice, lattice_corner (lattice, cell, d % 6), &x[d], &y[d]);
  for (int d = 0; d < 6; d++)
    if ((x[d + 1] - x[d]) * (y[d + 2] - y[d + 1]) <= (y[d + 1] - y[d]) * (x[d + 2] - x[d + 1]))
      return FALSE;
  return TRUE;
}

/* In a coarse plan the bottoms of cells are left out unless three grids meet there. Every second corner of a
 * border is a bottom; the chord from top to top lies inside the hexagon that the border goes around, so where
 * that is convex it meets no other border. */
static gboolean
is_kept (const Outliner *self, guint64 corner)
{
  const Lattice *lattice = &self->tessellation->lattice;
  const guint32 *grid = self->tessellation->grid_of_cell;
  guint32 cells[3], a, b, c;

  if (!self->tessellation->plan.coarse || !(corner & 1))
    return TRUE;
  lattice_corner_cells (lattice, corner, cells);
  a = grid[cells[0]], b = grid[cells[1]], c = grid[cells[2]];
  if (a != b && b != c && a != c)
    return TRUE;
  return !is_convex (lattice, a == b ? cells[2] : b == c ? cells[0] : cells[1]);
}

static void
walk_ring (Outliner *self, guint32 cell, int direction, GArray *corners)
{
  const Lattice *lattice = &self->tessellation->lattice;
  guint32 label = self->label[cell], start = cell;
  int start_direction = direction;
  guint begin = corners->len;

  do {
    guint64 corner = lattice_corner (lattice, cell, direction);
    int turn = (direction + 1) % 6;
    guint32 near = lattice_neighbour (lattice, cell, turn);

    self->walked[cell] |= (guint8) (1 << direction);
    if (is_kept (self, corner))
      g_array_append_val (corners, corner);
    if (self->label[near] == label) {
      cell = near;
      direction = (direction + 5) % 6;
    } else {
      direction = turn;
    }
  } while (cell != start || direction != start_direction);
  /* Walked with the region on the left; the shapefile wants it on the right. */
  for (guint i = begin, j = corners->len - 1; i < j; i++, j--) {
    guint64 *corner = (guint64 *) corners->data, kept = corner[i];

    corner[i] = corner[j];
    corner[j] = kept;
  }
}

void
outliner_trace (Outliner *self, guint region, GArray *corners, GArray *starts)
{
  const Lattice *lattice = &self->tessellation->lattice;

  for (guint32 i = self->first[region]; i < self->first[region + 1]; i++)
    for (int d = 0; d < 6; d++) {
      guint32 cell = self->cells[i];

      if (self->label[lattice_neighbour (lattice, cell, d)] == region || self->walked[cell] & 1 << d)
        continue;
      g_array_append_val (starts, corners->len);
      walk_ring (self, cell, d, corners);
    }
}
