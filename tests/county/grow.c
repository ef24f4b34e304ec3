/* grow.c - growth by a circular bucket queue
 *
 * A cell's cost is paid on entering it, whichever side from, so the first neighbour that reaches a cell is also the
 * cheapest: each cell is queued once and the queue needs one link per cell.
 */
#include "config.h"
#include "tests/county/grow.h"
#include "tests/county/random.h"

#include <string.h>

#define N_BUCKETS (MAX_STEP_COST + 1)

void
grow_from_seeds (const Lattice *lattice, const guint32 *parent, const guint16 *cost,
                 const guint32 *seeds, guint n_seeds, guint32 *child)
{
  guint32 n_cells = lattice_n_cells (lattice);
  g_autofree guint32 *next = g_new (guint32, n_cells);
  g_autofree guint32 *bucket = g_new (guint32, N_BUCKETS);
  guint64 waiting = n_seeds;

  memset (child, 0xff, n_cells * sizeof *child);
  memset (bucket, 0xff, N_BUCKETS * sizeof *bucket);
  for (guint i = 0; i < n_seeds; i++) {
    child[seeds[i]] = i;
    next[seeds[i]] = bucket[0];
    bucket[0] = seeds[i];
  }
  for (guint at = 0; waiting > 0; at = (at + 1) % N_BUCKETS)
    while (bucket[at] != NOWHERE) {
      guint32 cell = bucket[at];

      bucket[at] = next[cell];
      waiting--;
      for (int d = 0; d < 6; d++) {
        guint32 near = lattice_neighbour (lattice, cell, d);
        guint to;

        if (child[near] != NOWHERE || parent[near] != parent[cell])
          continue;
        child[near] = child[cell];
        to = (at + cost[near]) % N_BUCKETS;
        next[near] = bucket[to];
        bucket[to] = near;
        waiting++;
      }
    }
}

typedef struct {
  const Lattice *lattice;
  const guint32 *label;
  guint32 *fill;  /* next free place of each label */
  guint32 *cells;
} Walk;

/* Hilbert's curve: a square of the side given by two edge vectors is walked quarter by quarter. */
static void
walk (Walk *self, int x, int y, int ax, int ay, int bx, int by)
{
  int left = MIN (0, ax + bx) + x, low = MIN (0, ay + by) + y, side = ABS (ax + ay);

  if (left >= (int) self->lattice->columns || low >= (int) self->lattice->rows)
    return;
  if (side == 1) {
    guint32 cell = (guint32) low * self->lattice->columns + (guint32) left;
    guint32 label = self->label[cell];

    if (label != NOWHERE)
      self->cells[self->fill[label]++] = cell;
    return;
  }
  ax /= 2, ay /= 2, bx /= 2, by /= 2;
  walk (self, x, y, bx, by, ax, ay);
  walk (self, x + ax, y + ay, ax, ay, bx, by);
  walk (self, x + ax + bx, y + ay + by, ax, ay, bx, by);
  walk (self, x + ax + 2 * bx, y + ay + 2 * by, -bx, -by, -ax, -ay);
}

guint32 *
cells_by_label (const Lattice *lattice, const guint32 *label, guint n_labels, guint32 **first)
{
  guint32 n_cells = lattice_n_cells (lattice);
  guint32 *start = g_new0 (guint32, n_labels + 1);
  g_autofree guint32 *fill = g_new (guint32, n_labels + 1);
  Walk all = {lattice, label, fill, NULL};
  int side = 1;

  for (guint32 i = 0; i < n_cells; i++)
    if (label[i] != NOWHERE)
      start[label[i] + 1]++;
  for (guint i = 0; i < n_labels; i++)
    start[i + 1] += start[i];
  memcpy (fill, start, (n_labels + 1) * sizeof *fill);
  all.cells = g_new (guint32, start[n_labels] + 1);
  while (side < (int) MAX (lattice->columns, lattice->rows))
    side *= 2;
  walk (&all, 0, 0, side, 0, 0, side);
  *first = start;
  return all.cells;
}

void
seeds_spread (const guint32 *cells, guint32 n_cells, const float *weight, guint n, guint64 seed,
              guint64 index, GArray *seeds)
{
  Random random = random_for (seed, CHANCE_SEEDS, index);
  double total = 0, passed = 0;
  guint32 at = 0;

  g_return_if_fail (n <= n_cells);
  for (guint32 i = 0; i < n_cells; i++)
    total += weight[cells[i]];
  for (guint i = 0; i < n; i++, at++) {
    double aim = total * (i + 0.2 + 0.6 * random_unit (&random)) / n;

    /* Enough cells must be left for the seeds still to come. */
    while (at + (n - i) < n_cells && passed + weight[cells[at]] < aim)
      passed += weight[cells[at++]];
    g_array_append_val (seeds, cells[at]);
    passed += weight[cells[at]];
  }
}

void
seeds_to_middles (const Lattice *lattice, const guint32 *child, guint32 *seeds, guint n_seeds)
{
  guint32 n_cells = lattice_n_cells (lattice);
  g_autofree double *sums = g_new0 (double, 3 * (gsize) n_seeds);
  g_autofree double *best = g_new (double, n_seeds);
  double x, y;

  for (guint32 cell = 0; cell < n_cells; cell++)
    if (child[cell] != NOWHERE) {
      double *sum = sums + 3 * (gsize) child[cell];

      lattice_centre (lattice, cell, &x, &y);
      sum[0] += x;
      sum[1] += y;
      sum[2] += 1;
    }
  for (guint i = 0; i < n_seeds; i++)
    best[i] = G_MAXDOUBLE;
  for (guint32 cell = 0; cell < n_cells; cell++)
    if (child[cell] != NOWHERE) {
      const double *sum = sums + 3 * (gsize) child[cell];
      double far;

      lattice_centre (lattice, cell, &x, &y);
      x -= sum[0] / sum[2];
      y -= sum[1] / sum[2];
      far = x * x + y * y;
      if (far < best[child[cell]]) {
        best[child[cell]] = far;
        seeds[child[cell]] = cell;
      }
    }
}

/* Numbers the connected pieces; sizes[i] counts the cells of piece i. */
static guint32 *
find_pieces (const Lattice *lattice, const guint32 *label, GArray *sizes)
{
  guint32 n_cells = lattice_n_cells (lattice);
  guint32 *piece = g_new (guint32, n_cells);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));

  memset (piece, 0xff, n_cells * sizeof *piece);
  for (guint32 start = 0; start < n_cells; start++) {
    guint32 number = sizes->len, size = 0;

    if (piece[start] != NOWHERE || label[start] == NOWHERE)
      continue;
    piece[start] = number;
    g_array_append_val (stack, start);
    while (stack->len > 0) {
      guint32 cell = g_array_index (stack, guint32, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      size++;
      if (lattice_is_rim (lattice, cell))
        continue; /* the rim has no full set of neighbours; what lies there is never in pieces */
      for (int d = 0; d < 6; d++) {
        guint32 near = lattice_neighbour (lattice, cell, d);

        if (piece[near] == NOWHERE && label[near] == label[cell]) {
          piece[near] = number;
          g_array_append_val (stack, near);
        }
      }
    }
    g_array_append_val (sizes, size);
  }
  return piece;
}

void
keep_largest_pieces (const Lattice *lattice, guint32 *label, guint n_labels)
{
  guint32 n_cells = lattice_n_cells (lattice);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *piece = find_pieces (lattice, label, sizes);
  g_autofree guint32 *largest = g_new (guint32, n_labels);
  gboolean again = TRUE;

  memset (largest, 0xff, n_labels * sizeof *largest);
  for (guint32 cell = 0; cell < n_cells; cell++)
    if (label[cell] != NOWHERE) {
      guint32 *best = &largest[label[cell]];

      if (*best == NOWHERE || g_array_index (sizes, guint32, piece[cell]) > g_array_index (sizes, guint32, *best))
        *best = piece[cell];
    }
  while (again) {
    again = FALSE;
    for (guint32 cell = 0; cell < n_cells; cell++) {
      if (label[cell] == NOWHERE || lattice_is_rim (lattice, cell) || piece[cell] == largest[label[cell]])
        continue;
      again = TRUE;
      for (int d = 0; d < 6; d++) {
        guint32 near = lattice_neighbour (lattice, cell, d);

        if (label[near] != NOWHERE && piece[near] == largest[label[near]] && label[near] != label[cell]) {
          label[cell] = label[near];
          piece[cell] = piece[near];
          break;
        }
      }
    }
  }
}
