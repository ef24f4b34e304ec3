/* Arcs: rings are cut at junctions, equal pieces become one arc, and each arc learns what lies beside it.
 *
 * Between two junctions all rings run alike, so a piece is known by its first edge, taken from the end that gives the
 * smaller numbers. A ring without junctions is one piece that starts at its smallest place. Pieces are matched in
 * shards by hash; the first piece of its kind is the arc and gives its direction, its number counts by first pieces.
 */
#include "config.h"
#include "maps/parallel.h"
#include "maps/topology-private.h"

#include <string.h>

typedef struct {
  LbTopologyBuild *build;
  guint *first_use; /* n_rings + 1                                          */
  guint32 *start;   /* n uses: point where the piece begins                 */
  guint64 *key;     /* n uses: its edge                                     */
  guint8 *forward;  /* n uses: the edge is its first, not its last reversed */
  guint32 *same;    /* n uses: the first use of the same piece              */
} Cut;

static guint32
smallest_place (const guint32 *ids, guint32 begin, guint32 end)
{
  guint32 best = begin;

  for (guint32 point = begin + 1; point < end; point++)
    if (ids[point] < ids[best])
      best = point;
  return best;
}

/* Number of pieces of a ring; their starts into @start unless it is NULL. */
static guint
cut_ring (const LbTopologyBuild *build, guint ring, guint32 *start)
{
  const guint32 *ids = build->ids;
  guint32 begin, end;
  guint n = 0;

  if (!lb_topology_trim_ring (build, ring, &begin, &end))
    return 0;
  for (guint32 point = begin; point < end; point++) {
    if (build->junction[ids[point]] == 0 || (point > begin && ids[point] == ids[point - 1]))
      continue;
    if (start != NULL)
      start[n] = point;
    n++;
  }
  if (n > 0)
    return n;
  if (start != NULL)
    *start = smallest_place (ids, begin, end);
  return 1;
}

static void
count_pieces (gpointer data, gsize begin, gsize end, guint thread)
{
  Cut *cut = data;
  const LbShapes *shapes = cut->build->shapes;

  (void) thread;
  for (gsize shape = begin; shape < end; shape++)
    if (lb_topology_has (cut->build, (guint) shape))
      for (guint ring = shapes->first_ring[shape]; ring < shapes->first_ring[shape + 1]; ring++)
        cut->first_use[ring + 1] = cut_ring (cut->build, ring, NULL);
}

static inline guint32
next_place (const guint32 *ids, guint32 point, guint32 begin, guint32 end)
{
  guint32 id = ids[point];

  do
    point = point + 1 == end ? begin : point + 1;
  while (ids[point] == id);
  return point;
}

static inline guint32
last_place (const guint32 *ids, guint32 point, guint32 begin, guint32 end)
{
  guint32 id = ids[point];

  do
    point = point == begin ? end - 1 : point - 1;
  while (ids[point] == id);
  return point;
}

static void
key_piece (Cut *cut, guint use, guint32 stop, guint32 begin, guint32 end)
{
  const guint32 *ids = cut->build->ids;
  guint32 start = cut->start[use];
  guint64 first = (guint64) ids[start] << 32 | ids[next_place (ids, start, begin, end)];
  guint64 last = (guint64) ids[stop] << 32 | ids[last_place (ids, stop, begin, end)];

  cut->forward[use] = first <= last;
  cut->key[use] = MIN (first, last);
}

static void
fill_pieces (gpointer data, gsize begin, gsize end, guint thread)
{
  Cut *cut = data;
  const LbShapes *shapes = cut->build->shapes;
  guint32 from, to;

  (void) thread;
  for (guint ring = shapes->first_ring[begin]; ring < shapes->first_ring[end]; ring++) {
    guint use = cut->first_use[ring], stop = cut->first_use[ring + 1];
    if (use == stop || !lb_topology_trim_ring (cut->build, ring, &from, &to))
      continue;
    cut_ring (cut->build, ring, cut->start + use);
    for (guint i = use; i < stop; i++)
      key_piece (cut, i, cut->start[i + 1 < stop ? i + 1 : use], from, to);
  }
}

static void
match_shard (Cut *cut, guint shard)
{
  guint n_shards = cut->build->n_threads;
  guint n = cut->first_use[cut->build->n_rings], n_mine = 0;

  for (guint use = 0; use < n; use++)
    n_mine += (lb_topology_mix (cut->key[use], 0) >> 32) * n_shards >> 32 == shard;
  gsize mask = ((gsize) 2 << g_bit_storage (n_mine)) - 1;
  g_autofree guint32 *slots = g_new0 (guint32, mask + 1);
  for (guint use = 0; use < n; use++) {
    guint64 hash = lb_topology_mix (cut->key[use], 0);
    if ((hash >> 32) * n_shards >> 32 != shard)
      continue;
    gsize slot = hash & mask;
    while (slots[slot] != 0 && cut->key[slots[slot] - 1] != cut->key[use])
      slot = (slot + 1) & mask;
    if (slots[slot] == 0)
      slots[slot] = use + 1;
    cut->same[use] = slots[slot] - 1;
  }
}

static void
match_shards (gpointer data, gsize begin, gsize end, guint thread)
{
  (void) thread;
  for (gsize shard = begin; shard < end; shard++)
    match_shard (data, (guint) shard);
}

/* Numbers the arcs by their first uses and turns the uses into signed arcs. */
static void
number_arcs (LbTopology *self, Cut *cut)
{
  guint n = cut->first_use[cut->build->n_rings];

  self->uses = g_new (int, n + 1);
  self->n_arcs = 0;
  for (guint use = 0; use < n; use++) {
    guint first = cut->same[use];
    if (first == use)
      self->uses[use] = (int) self->n_arcs++;
    else
      self->uses[use] = cut->forward[first] == cut->forward[use] ? self->uses[first] : ~self->uses[first];
  }
}

/* Walks a piece: its number of places, and their coordinates into @copy unless it is NULL. */
static guint
walk_piece (const LbTopologyBuild *build, guint32 start, guint32 stop, guint32 begin, guint32 end, double *copy)
{
  const double *xy = build->shapes->xy;
  guint32 point = start;
  guint n = 0;

  do {
    if (copy != NULL)
      memcpy (copy + 2 * (gsize) n, xy + 2 * (gsize) point, 2 * sizeof (double));
    n++;
    point = next_place (build->ids, point, begin, end);
  } while (build->ids[point] != build->ids[stop]);
  if (copy != NULL)
    memcpy (copy + 2 * (gsize) n, xy + 2 * (gsize) point, 2 * sizeof (double));
  return n + 1;
}

typedef void (*ArcFunc) (LbTopology *self, Cut *cut, guint arc, guint32 start, guint32 stop, guint32 begin,
                         guint32 end, gsize *n_copied);

/* A piece that lies in one run of points without repeats is used where it is; others are copied. */
static void
place_arc (LbTopology *self, Cut *cut, guint arc, guint32 start, guint32 stop, guint32 begin, guint32 end,
           gsize *n_copied)
{
  const LbTopologyBuild *build = cut->build;
  guint n = walk_piece (build, start, stop, begin, end, NULL);
  /* At @end the ring is closed: that point is its first again. */
  guint32 last = stop == begin || (stop == start && start == begin) ? end : stop;

  self->n[arc] = n;
  self->from[arc] = build->ids[start];
  self->to[arc] = build->ids[stop];
  if (last > start && n == last - start + 1) {
    self->xy[arc] = build->shapes->xy + 2 * (gsize) start;
    return;
  }
  self->xy[arc] = NULL;
  *n_copied += n;
}

static void
copy_arc (LbTopology *self, Cut *cut, guint arc, guint32 start, guint32 stop, guint32 begin, guint32 end,
          gsize *n_copied)
{
  if (self->xy[arc] != NULL)
    return;
  double *copy = self->copies + 2 * *n_copied;
  *n_copied += walk_piece (cut->build, start, stop, begin, end, copy);
  self->xy[arc] = copy;
}

/* Calls @func for the first use of every arc, in order. */
static gsize
each_arc (LbTopology *self, Cut *cut, ArcFunc func)
{
  guint arc = 0;
  guint32 begin, end;
  gsize n_copied = 0;

  for (guint ring = 0; ring < cut->build->n_rings; ring++) {
    guint first = cut->first_use[ring], stop = cut->first_use[ring + 1];
    if (first == stop || !lb_topology_trim_ring (cut->build, ring, &begin, &end))
      continue;
    for (guint use = first; use < stop; use++)
      if (cut->same[use] == use)
        func (self, cut, arc++, cut->start[use], cut->start[use + 1 < stop ? use + 1 : first], begin, end, &n_copied);
  }
  return n_copied;
}

/* Node numbers in the order of the places; the ids serve as the table, they are not needed after this. */
static void
number_nodes (LbTopology *self, LbTopologyBuild *build)
{
  for (guint arc = 0; arc < self->n_arcs; arc++)
    build->junction[self->from[arc]] = build->junction[self->to[arc]] = 2;
  for (gsize point = 0; point < build->n_points; point++)
    if (build->junction[point] == 2)
      build->ids[point] = self->n_nodes++;
  for (guint arc = 0; arc < self->n_arcs; arc++) {
    self->from[arc] = build->ids[self->from[arc]];
    self->to[arc] = build->ids[self->to[arc]];
  }
}

void
lb_topology_cut (LbTopology *self, LbTopologyBuild *build)
{
  Cut cut = {build, g_new0 (guint, (gsize) build->n_rings + 1), NULL, NULL, NULL, NULL};

  lb_parallel_run (build->n_threads, build->shapes->n, 64, NULL, count_pieces, &cut);
  for (guint ring = 0; ring < build->n_rings; ring++)
    cut.first_use[ring + 1] += cut.first_use[ring];
  gsize n = cut.first_use[build->n_rings];
  cut.start = g_new (guint32, n + 1);
  cut.key = g_new (guint64, n + 1);
  cut.forward = g_new (guint8, n + 1);
  cut.same = g_new (guint32, n + 1);
  lb_parallel_run (build->n_threads, build->shapes->n, 64, NULL, fill_pieces, &cut);
  lb_parallel_run (build->n_threads, build->n_threads, 1, NULL, match_shards, &cut);

  number_arcs (self, &cut);
  g_free (cut.key);
  g_free (cut.forward);
  self->first_use = cut.first_use;
  self->xy = g_new (const double *, self->n_arcs + 1);
  self->n = g_new (guint, self->n_arcs + 1);
  self->from = g_new (guint32, self->n_arcs + 1);
  self->to = g_new (guint32, self->n_arcs + 1);
  gsize n_copied = each_arc (self, &cut, place_arc);
  self->copies = g_new (double, 2 * n_copied + 1);
  each_arc (self, &cut, copy_arc);
  number_nodes (self, build);
  g_free (cut.start);
  g_free (cut.same);
}

double
lb_topology_measure_ring (const LbShapes *shapes, guint ring)
{
  gsize first = shapes->first_point[ring], last = shapes->first_point[ring + 1];
  const double *xy = shapes->xy + 2 * first;
  double area = 0;

  for (gsize i = 1; i + 2 < last - first; i++)
    area += (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) - (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
  return area / 2;
}

static void
orient_shapes (gpointer data, gsize begin, gsize end, guint thread)
{
  LbTopology *self = data;
  const LbShapes *shapes = self->shapes;

  (void) thread;
  for (gsize shape = begin; shape < end; shape++) {
    guint first = shapes->first_ring[shape], stop = shapes->first_ring[shape + 1];
    if (self->first_use[first] == self->first_use[stop])
      continue;
    if (stop - first == 1) {
      self->interior_left[first] = lb_topology_measure_ring (shapes, first) > 0;
      continue;
    }
    g_autoptr (LbNesting) nesting = lb_nesting_new (shapes, (guint) shape);
    for (guint ring = first; ring < stop; ring++)
      self->interior_left[ring] = (lb_topology_measure_ring (shapes, ring) > 0) == (nesting->depth[ring - first] % 2 == 0);
  }
}

static int
compare_extras (gconstpointer a, gconstpointer b)
{
  const LbExtraSide *first = a, *second = b;

  if (first->arc != second->arc)
    return first->arc < second->arc ? -1 : 1;
  if (first->shape != second->shape)
    return first->shape < second->shape ? -1 : 1;
  return first->left - second->left;
}

void
lb_topology_give_sides (LbTopology *self, LbTopologyBuild *build)
{
  const LbShapes *shapes = self->shapes;
  g_autoptr (GArray) extras = g_array_new (FALSE, FALSE, sizeof (LbExtraSide));

  self->left = g_new (guint32, self->n_arcs + 1);
  self->right = g_new (guint32, self->n_arcs + 1);
  memset (self->left, 0xff, self->n_arcs * sizeof (guint32));
  memset (self->right, 0xff, self->n_arcs * sizeof (guint32));
  self->interior_left = g_new0 (guint8, (gsize) build->n_rings + 1);
  lb_parallel_run (build->n_threads, shapes->n, 64, build->cancellable, orient_shapes, self);

  for (guint shape = 0; shape < shapes->n; shape++)
    for (guint ring = shapes->first_ring[shape]; ring < shapes->first_ring[shape + 1]; ring++)
      for (guint use = self->first_use[ring]; use < self->first_use[ring + 1]; use++) {
        int arc = self->uses[use];
        gboolean left = (arc >= 0) == (self->interior_left[ring] != 0);
        guint32 *side = left ? &self->left[arc >= 0 ? arc : ~arc] : &self->right[arc >= 0 ? arc : ~arc];
        LbExtraSide extra = {(guint32) (arc >= 0 ? arc : ~arc), shape, left};
        if (*side == LB_NO_SHAPE)
          *side = shape;
        else
          g_array_append_val (extras, extra);
      }
  g_array_sort (extras, compare_extras);
  self->n_extras = extras->len;
  self->extras = (LbExtraSide *) (gpointer) g_array_free (g_steal_pointer (&extras), FALSE);
}
