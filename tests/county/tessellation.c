/* tessellation.c - townships, in them villages, in them grids
 *
 * Each level grows inside the one above. Oddities that real counties have are carved out of large villages before
 * the grids are drawn: lakes that belong to nobody, villages wholly inside another, and pieces that
 * belong to a village elsewhere. Such a village lies in several parts; grids are grown by part.
 */
#include "config.h"
#include "tests/county/tessellation.h"
#include "tests/county/grow.h"
#include "tests/county/random.h"
#include "tests/county/terrain.h"

#include <math.h>
#include <string.h>

typedef struct {
  const Plan *plan;
  Lattice lattice;
  guint32 *inside;         /* 0 or NOWHERE                                                      */
  guint16 *cost;
  float *settlement;
  guint32 *village;        /* by cell: the village, then the part: parts beyond n_villages are exclaves */
  guint *township_of;      /* by village                                                        */
  GArray *part_village;    /* guint: which village a part belongs to                            */
} Work;

/* Shares @total out in proportion to @weight, each at least @least; the sum is exact. */
static guint *
share_out (guint total, const double *weight, guint n, guint least)
{
  guint *share = g_new (guint, n);
  g_autofree double *rest = g_new (double, n);
  double sum = 0;
  guint given = 0;

  g_assert (total >= least * n);
  for (guint i = 0; i < n; i++)
    sum += weight[i];
  for (guint i = 0; i < n; i++) {
    double exact = (total - least * n) * weight[i] / sum;

    share[i] = least + (guint) exact;
    rest[i] = exact - (guint) exact;
    given += share[i];
  }
  for (; given < total; given++) {
    guint most = 0;

    for (guint i = 1; i < n; i++)
      if (rest[i] > rest[most])
        most = i;
    share[most]++;
    rest[most] -= 1;
  }
  return share;
}

static double *
sum_by_label (const Work *work, const guint32 *label, guint n, const float *weight)
{
  double *sum = g_new0 (double, n);

  for (guint32 cell = 0; cell < lattice_n_cells (&work->lattice); cell++)
    if (label[cell] != NOWHERE)
      sum[label[cell]] += weight != NULL ? weight[cell] : 1;
  return sum;
}

/* Draws the children of @parent: shares[i] of them in parent i. Evened out @evenings times. */
static guint32 *
draw_children (const Work *work, const guint32 *parent, const guint *shares, guint n_parents, const float *weight,
               guint evenings, guint purpose)
{
  g_autofree guint32 *first = NULL;
  g_autofree guint32 *cells = cells_by_label (&work->lattice, parent, n_parents, &first);
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 *child = g_new (guint32, lattice_n_cells (&work->lattice));

  for (guint i = 0; i < n_parents; i++)
    seeds_spread (cells + first[i], first[i + 1] - first[i], weight, shares[i], work->plan->seed,
                  (guint64) purpose << 32 | i, seeds);
  for (guint i = 0; ; i++) {
    grow_from_seeds (&work->lattice, parent, work->cost, (guint32 *) seeds->data, seeds->len, child);
    if (i == evenings)
      return child;
    seeds_to_middles (&work->lattice, child, (guint32 *) seeds->data, seeds->len);
  }
}

/* Steps to the nearest cell of another label, at most 255: layer after layer from the borders inward. */
static guint8 *
depths (const Lattice *lattice, const guint32 *label)
{
  guint32 n_cells = lattice_n_cells (lattice);
  guint8 *depth = g_new0 (guint8, n_cells);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 cell = 0; cell < n_cells; cell++)
    for (int d = 0; d < 6 && label[cell] != NOWHERE && depth[cell] == 0; d++)
      if (label[lattice_neighbour (lattice, cell, d)] != label[cell]) {
        depth[cell] = 1;
        g_array_append_val (queue, cell);
      }
  for (guint at = 0; at < queue->len; at++) {
    guint32 cell = g_array_index (queue, guint32, at);

    for (int d = 0; d < 6; d++) {
      guint32 near = lattice_neighbour (lattice, cell, d);

      if (label[near] != NOWHERE && depth[near] == 0) {
        depth[near] = (guint8) MIN (depth[cell] + 1, 255);
        g_array_append_val (queue, near);
      }
    }
  }
  return depth;
}

/* Villages that can take an oddity in their middle. */
typedef struct {
  guint8 *depth;      /* by cell                              */
  guint32 *deepest;   /* by village: its innermost cell       */
  gboolean *taken;    /* by village: it has an oddity already */
} Hosts;

static void
hosts_find (Hosts *self, const Work *work)
{
  guint n = work->plan->n_villages;

  self->depth = depths (&work->lattice, work->village);
  self->deepest = g_new (guint32, n);
  self->taken = g_new0 (gboolean, n);
  memset (self->deepest, 0xff, n * sizeof *self->deepest);
  for (guint32 cell = 0; cell < lattice_n_cells (&work->lattice); cell++)
    if (work->village[cell] != NOWHERE) {
      guint32 *best = &self->deepest[work->village[cell]];

      if (*best == NOWHERE || self->depth[cell] > self->depth[*best])
        *best = cell;
    }
}

static void
hosts_clear (Hosts *self)
{
  g_free (self->depth);
  g_free (self->deepest);
  g_free (self->taken);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hosts, hosts_clear)

/* The deepest village of the township that is still free. */
static guint
hosts_take (Hosts *self, const Work *work, guint township)
{
  guint best = G_MAXUINT;

  for (guint v = 0; v < work->plan->n_villages; v++)
    if (work->township_of[v] == township && !self->taken[v] && self->deepest[v] != NOWHERE
        && (best == G_MAXUINT || self->depth[self->deepest[v]] > self->depth[self->deepest[best]]))
      best = v;
  g_assert (best != G_MAXUINT);
  self->taken[best] = TRUE;
  return best;
}

/* A crooked blob of up to @size cells in the middle of village @host gets @label. */
static void
carve (Work *work, const Hosts *hosts, guint host, guint32 size, guint32 label)
{
  g_autoptr (GArray) front = g_array_new (FALSE, FALSE, sizeof (guint32));
  Random random = random_for (work->plan->seed, CHANCE_BLOB, host);

  g_array_append_val (front, hosts->deepest[host]);
  while (size > 0 && front->len > 0) {
    /* Taking an early cell of the front more often keeps the blob together. */
    guint32 pick = random_below (&random, MIN (front->len, 8)), cell = g_array_index (front, guint32, pick);

    g_array_remove_index (front, pick);
    if (work->village[cell] != host || hosts->depth[cell] < 3)
      continue;
    work->village[cell] = label;
    size--;
    for (int d = 0; d < 6; d++) {
      guint32 near = lattice_neighbour (&work->lattice, cell, d);
      g_array_append_val (front, near);
    }
  }
}

static void
carve_oddities (Work *work, const guint *enclosed, guint n_enclosed)
{
  g_auto (Hosts) hosts = {0};
  const Plan *plan = work->plan;
  guint32 per_village = plan->cells_per_grid * plan->n_grids / plan->n_villages;

  hosts_find (&hosts, work);
  for (guint i = 0; i < n_enclosed; i++)
    carve (work, &hosts, hosts_take (&hosts, work, work->township_of[enclosed[i]]), per_village / 5, enclosed[i]);
  for (guint i = 0; i < plan->n_oddities; i++) {
    guint township = (i * 3 + 1) % plan->n_townships;

    carve (work, &hosts, hosts_take (&hosts, work, township), per_village / 30, NOWHERE);
  }
  for (guint i = 0; i < 2 * plan->n_oddities; i++) {
    guint township = (i * 5 + 2) % plan->n_townships;
    guint host = hosts_take (&hosts, work, township);
    /* Every other exclave belongs to a village of another township. */
    guint owner = (host + (i & 1 ? 1 : plan->n_villages / plan->n_townships + 2)) % plan->n_villages;

    carve (work, &hosts, host, per_village / 12, plan->n_villages + i);
    g_array_append_val (work->part_village, owner);
  }
}

/* Villages in townships; townships that will hold an enclosed village draw one fewer here. */
static void
draw_villages (Work *work, const guint32 *township)
{
  const Plan *plan = work->plan;
  guint n_enclosed = MIN (2 * plan->n_oddities, plan->n_townships);
  g_autofree double *weight = sum_by_label (work, township, plan->n_townships, work->settlement);
  g_autofree guint *shares = NULL;
  g_autofree guint *enclosed = g_new0 (guint, n_enclosed);
  g_autofree guint *number = g_new (guint, plan->n_villages);
  guint drawn = 0, all = 0;

  for (guint t = 0; t < plan->n_townships; t++)
    weight[t] = sqrt (weight[t]);
  shares = share_out (plan->n_villages, weight, plan->n_townships, 4);
  for (guint i = 0; i < n_enclosed; i++)
    shares[(i * 4) % plan->n_townships]--;
  g_free (work->village);
  work->village = draw_children (work, township, shares, plan->n_townships, work->settlement, 2, 2);
  work->township_of = g_new (guint, plan->n_villages);
  for (guint t = 0, e = 0; t < plan->n_townships; t++) {
    for (guint i = 0; i < shares[t]; i++) {
      work->township_of[all] = t;
      number[drawn++] = all++;
    }
    for (guint i = 0; i < n_enclosed; i++)
      if ((i * 4) % plan->n_townships == t) {
        work->township_of[all] = t;
        enclosed[e++] = all++;
      }
  }
  for (guint32 cell = 0; cell < lattice_n_cells (&work->lattice); cell++)
    if (work->village[cell] != NOWHERE)
      work->village[cell] = number[work->village[cell]];
  for (guint v = 0; v < plan->n_villages; v++)
    g_array_append_val (work->part_village, v);
  carve_oddities (work, enclosed, n_enclosed);
  keep_largest_pieces (&work->lattice, work->village, work->part_village->len);
}

/* Grids of a village stand together, whatever part they lie in: numbers them from north to south, west to east. */
typedef struct {
  guint village;
  int band;
  double x, y;
  guint32 old;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->village != q->village)
    return p->village < q->village ? -1 : 1;
  if (p->band != q->band)
    return p->band > q->band ? -1 : 1;
  return p->x != q->x ? (p->x < q->x ? -1 : 1) : (p->old > q->old) - (p->old < q->old);
}

static void
number_grids (Work *work, Tessellation *self, const guint *shares)
{
  const Plan *plan = work->plan;
  g_autofree Place *places = g_new0 (Place, plan->n_grids);
  g_autofree guint32 *number = g_new (guint32, plan->n_grids);
  g_autofree guint32 *count = g_new0 (guint32, plan->n_grids);

  for (guint p = 0, g = 0; p < work->part_village->len; p++)
    for (guint i = 0; i < shares[p]; i++, g++)
      places[g] = (Place){.village = g_array_index (work->part_village, guint, p), .old = g};
  for (guint32 cell = 0; cell < lattice_n_cells (&self->lattice); cell++)
    if (self->grid_of_cell[cell] != NOWHERE) {
      Place *place = places + self->grid_of_cell[cell];
      double x, y, n = ++count[self->grid_of_cell[cell]];

      lattice_centre (&self->lattice, cell, &x, &y);
      place->x += (x - place->x) / n;
      place->y += (y - place->y) / n;
    }
  for (guint i = 0; i < plan->n_grids; i++)
    places[i].band = (int) ((places[i].y + 1e6) / 2000);
  qsort (places, plan->n_grids, sizeof *places, compare_places);
  for (guint i = 0; i < plan->n_grids; i++) {
    number[places[i].old] = i;
    self->grids[i] = (Grid){places[i].village, places[i].x, places[i].y,
                            terrain_settlement (plan->seed, places[i].x, places[i].y)};
  }
  for (guint32 cell = 0; cell < lattice_n_cells (&self->lattice); cell++)
    if (self->grid_of_cell[cell] != NOWHERE)
      self->grid_of_cell[cell] = number[self->grid_of_cell[cell]];
}

static void
draw_grids (Work *work, Tessellation *self)
{
  guint n_parts = work->part_village->len;
  g_autofree double *cells = sum_by_label (work, work->village, n_parts, NULL);
  g_autofree double *weight = sum_by_label (work, work->village, n_parts, work->settlement);
  g_autofree guint *shares = NULL;
  double sum = 0;

  /* Between people and land, with villages nearer to each other than either: a remote village has fewer but larger
   * grids. None is so small that its cells do not suffice. */
  for (guint p = 0; p < n_parts; p++) {
    weight[p] = sqrt (weight[p] * cells[p]);
    weight[p] = sqrt (weight[p] * sqrt (weight[p]));
    sum += weight[p];
  }
  for (guint p = 0; p < n_parts; p++)
    weight[p] = MIN (weight[p] * work->plan->n_grids / sum, cells[p] / 4);
  shares = share_out (work->plan->n_grids, weight, n_parts, 1);
  self->grid_of_cell = draw_children (work, work->village, shares, n_parts, work->settlement, 0, 3);
  number_grids (work, self, shares);
}

static void
describe (const Work *work, Tessellation *self)
{
  const Plan *plan = &self->plan;
  double cell_area = plan->area_m2 / ((double) plan->cells_per_grid * plan->n_grids);
  g_autofree guint *cells = g_new0 (guint, plan->n_villages);

  for (guint v = 0; v < plan->n_villages; v++) {
    self->villages[v].township = work->township_of[v];
    self->townships[work->township_of[v]].n_villages++;
  }
  for (guint g = plan->n_grids; g-- > 0;) {
    Village *village = self->villages + self->grids[g].village;

    village->first_grid = g;
    village->n_grids++;
  }
  for (guint32 cell = 0; cell < lattice_n_cells (&self->lattice); cell++)
    if (self->grid_of_cell[cell] != NOWHERE) {
      guint v = self->grids[self->grid_of_cell[cell]].village;
      double x, y, n = ++cells[v];

      lattice_centre (&self->lattice, cell, &x, &y);
      self->villages[v].x += (x - self->villages[v].x) / n;
      self->villages[v].y += (y - self->villages[v].y) / n;
      self->villages[v].area_m2 += cell_area;
    }
  for (guint t = 0, v = 0; t < plan->n_townships; t++) {
    Township *township = self->townships + t;

    township->first_village = v;
    township->first_grid = self->villages[v].first_grid;
    for (guint i = 0; i < township->n_villages; i++, v++) {
      township->n_grids += self->villages[v].n_grids;
      township->x += self->villages[v].x / township->n_villages;
      township->y += self->villages[v].y / township->n_villages;
    }
  }
}

Tessellation *
tessellation_new (const Plan *plan)
{
  Tessellation *self = g_new0 (Tessellation, 1);
  guint32 n_cells = plan->cells_per_grid * plan->n_grids;
  /* Displaced so little, hexagons that the long waves have not bent much stay convex (see outline.c). */
  Lattice lattice = lattice_new (HALF_WIDTH, HALF_HEIGHT, plan->area_m2 / n_cells, 0.17, plan->seed);
  Work work = {.plan = plan, .lattice = lattice};

  self->plan = *plan;
  self->lattice = lattice;
  self->townships = g_new0 (Township, plan->n_townships);
  self->villages = g_new0 (Village, plan->n_villages);
  self->grids = g_new0 (Grid, plan->n_grids);
  work.inside = terrain_outline (&lattice, n_cells);
  work.cost = terrain_cost (&lattice, work.inside);
  work.settlement = g_new0 (float, lattice_n_cells (&lattice));
  for (guint32 cell = 0; cell < lattice_n_cells (&lattice); cell++)
    if (work.inside[cell] != NOWHERE) {
      double x, y;

      lattice_centre (&lattice, cell, &x, &y);
      work.settlement[cell] = (float) terrain_settlement (plan->seed, x, y);
    }
  work.part_village = g_array_new (FALSE, FALSE, sizeof (guint));
  work.village = draw_children (&work, work.inside, &plan->n_townships, 1, work.settlement, 3, 1);
  {
    g_autofree guint32 *township = g_steal_pointer (&work.village);
    draw_villages (&work, township);
  }
  draw_grids (&work, self);
  describe (&work, self);
  g_array_unref (work.part_village);
  g_free (work.inside);
  g_free (work.cost);
  g_free (work.settlement);
  g_free (work.village);
  g_free (work.township_of);
  return self;
}

void
tessellation_free (Tessellation *self)
{
  g_free (self->grid_of_cell);
  g_free (self->townships);
  g_free (self->villages);
  g_free (self->grids);
  g_free (self);
}
