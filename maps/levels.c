/* Levels of detail: put the topology on a grid, weigh every arc, take the levels out. */
#include "config.h"
#include "maps/large-pages.h"
#include "maps/levels-private.h"
#include "maps/parallel.h"
#include "maps/topology-private.h"

#include <math.h>
#include <string.h>

/* A level is worth its memory when it spares a fifth of the points of the level before it. */
#define WORTH_KEEPING(points, finer) ((points) <= (finer) / 5 * 4)
/* Arcs a thread takes at a time. */
#define ARCS_AT_ONCE 512
/* A pixel's share that may be lost: half its side, a quarter of its area. */
#define SHARE_OF_PIXEL 0.5

typedef struct {
  LbLevels *self;
  const LbTopology *topology;
  const guint32 *order;  /* arcs of the topology by arcs of the levels */
  guint32 *place;        /* the other way round                        */
  LbWeigher **weighers;  /* one a thread                               */
  LbApex *apexes;
  guint level;
} Job;

LbLevels *
lb_levels_ref (LbLevels *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_levels_unref (LbLevels *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n_levels; i++) {
    g_free (self->levels[i].first);
    g_free (self->levels[i].xy);
  }
  g_free (self->left);
  g_free (self->right);
  g_free (self->begins);
  g_free (self->boxes);
  g_free (self->block_boxes);
  g_free (self->ranks);
  g_free (self);
}

/* The finest power of two that keeps the extent within ± 2^29 or so of the origin. */
static void
choose_grid (LbLevels *self, LbBox extent)
{
  double span = MAX (extent.max_x - extent.min_x, extent.max_y - extent.min_y);

  self->unit = 1;
  if (!(span >= 0) || !isfinite (span) || !isfinite (extent.min_x) || !isfinite (extent.min_y))
    return;
  self->origin_x = extent.min_x;
  self->origin_y = extent.min_y;
  if (span > 0)
    self->unit = ldexp (1, MAX (ilogb (span) + 1 - 30, -1000));
}

static inline gint32
to_grid (double value, double origin, double unit)
{
  double cells = (value - origin) / unit;

  if (!(cells > -LB_LEVELS_EXTREME))
    return -LB_LEVELS_EXTREME; /* NaN too */
  return cells < LB_LEVELS_EXTREME ? (gint32) lrint (cells) : LB_LEVELS_EXTREME;
}

static void
weigh_arcs (gpointer data, gsize begin, gsize end, guint thread)
{
  Job *job = data;
  LbLevels *self = job->self;
  LbLevelArrays *full = &self->levels[0];

  if (job->weighers[thread] == NULL)
    job->weighers[thread] = lb_weigher_new ();
  for (gsize arc = begin; arc < end; arc++) {
    gint32 *xy = full->xy + 2 * (gsize) full->first[arc];
    const double *ground = job->topology->xy[job->order[arc]];
    guint n = job->topology->n[job->order[arc]];

    for (guint i = 0; i < n; i++) {
      xy[2 * i] = to_grid (ground[2 * i], self->origin_x, self->unit);
      xy[2 * i + 1] = to_grid (ground[2 * i + 1], self->origin_y, self->unit);
    }
    lb_weigher_run (job->weighers[thread], xy, n, self->ranks + full->first[arc], &job->apexes[arc]);
  }
}

static void
keep (Job *job, guint arc, guint32 point)
{
  if (point > 0)
    job->self->ranks[job->self->levels[0].first[arc] + point] = LB_RANK_ALWAYS;
}

/* Number in the levels of the arc of a ring. */
static guint
arc_of (const Job *job, int use)
{
  return job->place[use >= 0 ? use : ~use];
}

/* Twice the area of the ring that only the ends of its arcs make. */
static gint64
coarsest_area (const Job *job, const int *uses, guint n)
{
  const LbLevelArrays *full = &job->self->levels[0];
  const gint32 *anchor = NULL, *before = NULL;
  gint64 area = 0;

  for (guint i = 0; i < n; i++) {
    guint arc = arc_of (job, uses[i]);
    const gint32 *xy = full->xy + 2 * (gsize) (uses[i] >= 0 ? full->first[arc] : full->first[arc + 1] - 1);
    if (anchor == NULL)
      anchor = xy;
    else if (before != NULL)
      area += lb_levels_cross (anchor, before, xy);
    before = xy;
  }
  return area;
}

/* Rings whose arcs' ends alone make no area keep the weightiest point between them as well; one closed arc keeps two. */
static void
keep_ring (Job *job, const int *uses, guint n)
{
  guint best = 0;

  if (n == 0)
    return;
  if (n == 1) {
    guint arc = arc_of (job, uses[0]);
    keep (job, arc, job->apexes[arc].last[0]);
    keep (job, arc, job->apexes[arc].last[1]);
    return;
  }
  if (n > 2 && coarsest_area (job, uses, n) != 0)
    return;
  for (guint i = 0; i < n; i++) {
    guint arc = arc_of (job, uses[i]);
    guint other = arc_of (job, uses[best]);
    if (job->apexes[arc].weight > job->apexes[other].weight)
      best = i;
  }
  guint arc = arc_of (job, uses[best]);
  keep (job, arc, job->apexes[arc].last[0]);
}

static void
keep_rings (Job *job)
{
  const LbTopology *topology = job->topology;
  guint n_rings = topology->shapes->first_ring[topology->shapes->n];

  for (guint ring = 0; ring < n_rings; ring++)
    keep_ring (job, topology->uses + topology->first_use[ring], topology->first_use[ring + 1] - topology->first_use[ring]);
}

static void
count_kept (gpointer data, gsize begin, gsize end, guint thread)
{
  Job *job = data;
  const LbLevelArrays *full = &job->self->levels[0];
  LbLevelArrays *level = &job->self->levels[job->level];

  (void) thread;
  for (gsize arc = begin; arc < end; arc++) {
    guint32 n = 0;
    for (guint32 i = full->first[arc]; i < full->first[arc + 1]; i++)
      n += job->self->ranks[i] > level->exponent;
    level->first[arc + 1] = n;
  }
}

static void
copy_kept (gpointer data, gsize begin, gsize end, guint thread)
{
  Job *job = data;
  const LbLevelArrays *full = &job->self->levels[0];
  LbLevelArrays *level = &job->self->levels[job->level];

  (void) thread;
  for (gsize arc = begin; arc < end; arc++) {
    gint32 *to = level->xy + 2 * (gsize) level->first[arc];
    for (guint32 i = full->first[arc]; i < full->first[arc + 1]; i++)
      if (job->self->ranks[i] > level->exponent) {
        memcpy (to, full->xy + 2 * (gsize) i, 2 * sizeof (gint32));
        to += 2;
      }
  }
}

static void
measure_boxes (gpointer data, gsize begin, gsize end, guint thread)
{
  LbLevels *self = ((Job *) data)->self;
  const LbLevelArrays *full = &self->levels[0];

  (void) thread;
  for (gsize arc = begin; arc < end; arc++) {
    gint32 *box = self->boxes + 4 * arc;
    const gint32 *xy = full->xy + 2 * (gsize) full->first[arc];
    box[0] = box[2] = xy[0];
    box[1] = box[3] = xy[1];
    for (guint32 i = 1; i < full->first[arc + 1] - full->first[arc]; i++) {
      box[0] = MIN (box[0], xy[2 * i]);
      box[1] = MIN (box[1], xy[2 * i + 1]);
      box[2] = MAX (box[2], xy[2 * i]);
      box[3] = MAX (box[3], xy[2 * i + 1]);
    }
  }
}

static void
measure_blocks (LbLevels *self)
{
  guint n_blocks = (self->n_arcs + LB_ARC_BLOCK - 1) / LB_ARC_BLOCK;

  self->block_boxes = g_new (gint32, 4 * (gsize) n_blocks + 1);
  for (guint arc = 0; arc < self->n_arcs; arc++) {
    const gint32 *box = self->boxes + 4 * (gsize) arc;
    gint32 *block = self->block_boxes + 4 * (gsize) (arc / LB_ARC_BLOCK);
    if (arc % LB_ARC_BLOCK == 0)
      memcpy (block, box, 4 * sizeof (gint32));
    block[0] = MIN (block[0], box[0]);
    block[1] = MIN (block[1], box[1]);
    block[2] = MAX (block[2], box[2]);
    block[3] = MAX (block[3], box[3]);
  }
}

/* TRUE the first time a shape is asked for. @set: a power of two of places, more than there will be shapes; 0: free. */
static gboolean
is_new (guint32 *set, guint bits, guint32 shape)
{
  guint32 mask = (1u << bits) - 1, place = (shape * 2654435769u) >> (32 - bits);

  if (shape == LB_NO_SHAPE)
    return FALSE;
  for (; set[place] != 0; place = (place + 1) & mask)
    if (set[place] == shape + 1)
      return FALSE;
  set[place] = shape + 1;
  return TRUE;
}

/* In a set of the size of the arcs, not in a table of the shapes: how many there are said to be may come from a broken cache. */
static void
find_begins (LbLevels *self)
{
  guint bits = MIN (g_bit_storage (self->n_arcs) + 1, 31);
  g_autofree guint32 *set = g_new0 (guint32, (gsize) 1 << bits);

  self->begins = g_new0 (guint8, (gsize) self->n_arcs + 1);
  for (guint arc = 0; arc < self->n_arcs; arc++) {
    if (is_new (set, bits, self->left[arc]))
      self->begins[arc] |= LB_BEGINS_LEFT;
    if (is_new (set, bits, self->right[arc]))
      self->begins[arc] |= LB_BEGINS_RIGHT;
  }
}

/* Exponents of the levels worth keeping. */
static void
plan_levels (LbLevels *self)
{
  gsize with_rank[256] = {0};
  gsize n_points = self->levels[0].first[self->n_arcs], finer = n_points, kept = n_points;

  for (gsize i = 0; i < n_points; i++)
    with_rank[self->ranks[i]]++;
  self->n_levels = 1;
  for (int exponent = 0; exponent < LB_RANK_HIGHEST && self->n_levels < LB_LEVELS_MOST; exponent++) {
    kept -= with_rank[exponent];
    if (!WORTH_KEEPING (kept, finer))
      continue;
    self->levels[self->n_levels++].exponent = exponent;
    finer = kept;
  }
}

void
lb_levels_extract (LbLevels *self, guint n_threads, GCancellable *cancellable)
{
  Job job = {.self = self};

  self->boxes = g_new (gint32, 4 * (gsize) self->n_arcs + 1);
  lb_parallel_run (n_threads, self->n_arcs, ARCS_AT_ONCE, cancellable, measure_boxes, &job);
  measure_blocks (self);
  find_begins (self);
  plan_levels (self);
  for (job.level = 1; job.level < self->n_levels; job.level++) {
    LbLevelArrays *level = &self->levels[job.level];
    level->first = g_new0 (guint32, (gsize) self->n_arcs + 1);
    lb_parallel_run (n_threads, self->n_arcs, ARCS_AT_ONCE, NULL, count_kept, &job);
    for (guint arc = 0; arc < self->n_arcs; arc++)
      level->first[arc + 1] += level->first[arc];
    level->xy = g_new (gint32, 2 * (gsize) level->first[self->n_arcs] + 1);
    lb_large_pages_use (level->xy, 2 * (gsize) level->first[self->n_arcs] * sizeof (gint32));
    lb_parallel_run (n_threads, self->n_arcs, ARCS_AT_ONCE, cancellable, copy_kept, &job);
  }
}

static LbLevels *
allocate (const LbTopology *topology, const guint32 *order)
{
  LbLevels *self = g_new0 (LbLevels, 1);
  guint n_arcs = topology->n_arcs;

  g_atomic_ref_count_init (&self->refs);
  self->n_shapes = topology->shapes->n;
  self->n_arcs = n_arcs;
  self->n_levels = 1;
  self->left = g_new (guint32, (gsize) n_arcs + 1);
  self->right = g_new (guint32, (gsize) n_arcs + 1);
  self->levels[0].exponent = -1;
  self->levels[0].first = g_new0 (guint32, (gsize) n_arcs + 1);
  for (guint arc = 0; arc < n_arcs; arc++) {
    self->left[arc] = topology->left[order[arc]];
    self->right[arc] = topology->right[order[arc]];
    self->levels[0].first[arc + 1] = self->levels[0].first[arc] + topology->n[order[arc]];
  }
  self->levels[0].xy = g_new (gint32, 2 * (gsize) self->levels[0].first[n_arcs] + 1);
  self->ranks = g_new (guint8, (gsize) self->levels[0].first[n_arcs] + 1);
  choose_grid (self, topology->shapes->extent);
  return self;
}

LbLevels *
lb_levels_new_threads (LbTopology *topology, guint n_threads, GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *order = lb_levels_order (topology, n_threads);
  g_autofree guint32 *place = g_new (guint32, (gsize) topology->n_arcs + 1);
  g_autoptr (LbLevels) self = allocate (topology, order);
  Job job = {self, topology, order, place, g_new0 (LbWeigher *, n_threads), g_new0 (LbApex, (gsize) topology->n_arcs + 1), 0};

  for (guint arc = 0; arc < topology->n_arcs; arc++)
    place[order[arc]] = arc;
  lb_parallel_run (n_threads, self->n_arcs, ARCS_AT_ONCE, cancellable, weigh_arcs, &job);
  if (!g_cancellable_is_cancelled (cancellable)) {
    keep_rings (&job);
    lb_levels_extract (self, n_threads, cancellable);
  }
  for (guint i = 0; i < n_threads; i++)
    g_clear_pointer (&job.weighers[i], lb_weigher_free);
  g_free (job.weighers);
  g_free (job.apexes);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

LbLevels *
lb_levels_new (LbTopology *topology, GCancellable *cancellable, GError **error)
{
  return lb_levels_new_threads (topology, lb_parallel_get_default (), cancellable, error);
}

guint
lb_levels_get_n (const LbLevels *self)
{
  return self->n_levels;
}

guint
lb_levels_get_n_shapes (const LbLevels *self)
{
  return self->n_shapes;
}

guint
lb_levels_choose (const LbLevels *self, double resolution)
{
  guint level = 0;

  while (level + 1 < self->n_levels &&
         ldexp (self->unit, self->levels[level + 1].exponent) <= resolution * SHARE_OF_PIXEL)
    level++;
  return level;
}

void
lb_levels_get_detail (const LbLevels *self, guint level, LbDetail *detail)
{
  g_return_if_fail (level < self->n_levels);
  const LbLevelArrays *arrays = &self->levels[level];

  *detail = (LbDetail) {
    .origin_x = self->origin_x,
    .origin_y = self->origin_y,
    .unit = self->unit,
    .resolution = arrays->exponent < 0 ? 0 : ldexp (self->unit, arrays->exponent),
    .n_arcs = self->n_arcs,
    .first = arrays->first,
    .xy = arrays->xy,
    .boxes = self->boxes,
    .block_boxes = self->block_boxes,
    .left = self->left,
    .right = self->right,
    .begins = self->begins,
  };
}
