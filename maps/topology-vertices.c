/* Equal vertices and junctions: every point gets the number of the first point at the same place.
 *
 * One hash table of point numbers a thread; a thread reads all points and keeps those whose hash is its own, so no
 * lock is needed and the first point wins whatever the number of threads. The table is larger than any cache, and waiting
 * for memory would be most of the time: a bucket is one line of the cache, eight bits of the hash beside each number spare
 * the look at points that are others, and both bucket and point are fetched some points ahead. A place is a
 * junction when two rings (or two visits of one) leave it differently, as TopoJSON has it.
 */
#include "config.h"
#include "maps/parallel.h"
#include "maps/topology-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define AHEAD 32 /* points between the look at a hash and the look into its bucket; a power of two */

#define BUCKET_POINTS 12
typedef struct {
  guint32 points[BUCKET_POINTS];
  guint8 tags[BUCKET_POINTS];
  guint32 n;
} Bucket;
G_STATIC_ASSERT (sizeof (Bucket) == 64);

typedef struct {
  Bucket *buckets;
  guint32 size; /* buckets */
  gsize used;   /* points  */
} Table;

#define HUGE_PAGE ((gsize) 2 << 20)

/* (free with free()): empty buckets, in huge pages where there are many: reads all over the table would otherwise
 * wait for the page tables as long as for the memory. */
static Bucket *
allocate_buckets (gsize n)
{
  gsize size = n * sizeof (Bucket);
  void *buckets = NULL;

  if (posix_memalign (&buckets, size < 2 * HUGE_PAGE ? sizeof (Bucket) : HUGE_PAGE, size) != 0)
    g_error ("no memory for %" G_GSIZE_FORMAT " bytes", size);
  if (size >= 2 * HUGE_PAGE)
    madvise (buckets, size, MADV_HUGEPAGE);
  return memset (buckets, 0, size);
}

static inline gint64
snap (const LbTopologyBuild *build, double value)
{
  return llrint (value * build->scale);
}

static inline guint64
hash_point (const LbTopologyBuild *build, gsize point)
{
  const double *xy = build->shapes->xy + 2 * point;

  return lb_topology_mix ((guint64) snap (build, xy[0]), (guint64) snap (build, xy[1]));
}

static inline gboolean
same_place (const LbTopologyBuild *build, gsize a, gsize b)
{
  const double *p = build->shapes->xy + 2 * a, *q = build->shapes->xy + 2 * b;

  if (p[0] == q[0] && p[1] == q[1])
    return TRUE;
  return snap (build, p[0]) == snap (build, q[0]) && snap (build, p[1]) == snap (build, q[1]);
}

static inline guint32
bucket_for (const Table *table, guint64 hash)
{
  return (guint32) ((guint64) (guint32) hash * table->size >> 32);
}

/* Bits that neither the shard nor the bucket is chosen by. */
static inline guint8
tag_of (guint64 hash)
{
  return (guint8) (hash ^ hash >> 32);
}

/* The first bucket from the hash's own on that has room. */
static void
add (Table *table, guint32 point, guint64 hash)
{
  guint32 index = bucket_for (table, hash);

  while (table->buckets[index].n == BUCKET_POINTS)
    index = index + 1 == table->size ? 0 : index + 1;
  Bucket *bucket = &table->buckets[index];
  bucket->points[bucket->n] = point;
  bucket->tags[bucket->n++] = tag_of (hash);
  table->used++;
}

static void
grow (const LbTopologyBuild *build, Table *table)
{
  Table larger = {allocate_buckets ((gsize) table->size * 2 + 8), table->size * 2 + 8, 0};

  for (guint32 i = 0; i < table->size; i++)
    for (guint32 j = 0; j < table->buckets[i].n; j++)
      add (&larger, table->buckets[i].points[j], hash_point (build, table->buckets[i].points[j]));
  free (table->buckets);
  *table = larger;
}

static void
enter (LbTopologyBuild *build, Table *table, guint32 point, guint64 hash)
{
  guint8 tag = tag_of (hash);

  for (guint32 index = bucket_for (table, hash);; index = index + 1 == table->size ? 0 : index + 1) {
    const Bucket *bucket = &table->buckets[index];
    for (guint32 i = 0; i < bucket->n; i++)
      if (bucket->tags[i] == tag && same_place (build, bucket->points[i], point)) {
        build->ids[point] = bucket->points[i];
        return;
      }
    if (bucket->n < BUCKET_POINTS)
      break;
  }
  add (table, point, hash);
  build->ids[point] = point;
  if (table->used > (gsize) table->size * BUCKET_POINTS / 8 * 7)
    grow (build, table);
}

/* Fetches the point that @hash will most likely be compared with. */
static inline void
fetch_point (const LbTopologyBuild *build, const Table *table, guint64 hash)
{
  const Bucket *bucket = &table->buckets[bucket_for (table, hash)];
  guint8 tag = tag_of (hash);

  for (guint32 i = 0; i < bucket->n; i++)
    if (bucket->tags[i] == tag) {
      __builtin_prefetch (build->shapes->xy + 2 * (gsize) bucket->points[i]);
      return;
    }
}

static void
enter_shard (LbTopologyBuild *build, guint shard, guint n_shards)
{
  const LbShapes *shapes = build->shapes;
  Table table = {NULL, (guint32) (build->n_points / n_shards / BUCKET_POINTS + 8), 0};
  struct { guint32 point; guint64 hash; } queue[AHEAD];
  guint32 n_queued = 0;

  table.buckets = allocate_buckets (table.size);
  for (guint shape = 0; shape < shapes->n; shape++) {
    if (!lb_topology_has (build, shape))
      continue;
    for (guint ring = shapes->first_ring[shape]; ring < shapes->first_ring[shape + 1]; ring++)
      /* The point that closes the ring is its first again. */
      for (gsize point = shapes->first_point[ring]; point + 1 < shapes->first_point[ring + 1]; point++) {
        guint64 hash = hash_point (build, point);
        if ((hash >> 32) * n_shards >> 32 != shard)
          continue;
        guint32 at = n_queued++ % AHEAD;
        if (n_queued > AHEAD)
          enter (build, &table, queue[at].point, queue[at].hash);
        queue[at].point = (guint32) point;
        queue[at].hash = hash;
        __builtin_prefetch (&table.buckets[bucket_for (&table, hash)], 1);
        if (n_queued > AHEAD / 2)
          fetch_point (build, &table, queue[(n_queued - AHEAD / 2) % AHEAD].hash);
      }
  }
  for (guint32 i = n_queued > AHEAD ? n_queued - AHEAD : 0; i < n_queued; i++)
    enter (build, &table, queue[i % AHEAD].point, queue[i % AHEAD].hash);
  free (table.buckets);
}

static void
enter_shards (gpointer data, gsize begin, gsize end, guint thread)
{
  LbTopologyBuild *build = data;

  (void) thread;
  for (gsize shard = begin; shard < end; shard++)
    enter_shard (build, (guint) shard, build->n_threads);
}

void
lb_topology_find_vertices (LbTopologyBuild *build)
{
  lb_parallel_run (build->n_threads, build->n_threads, 1, build->cancellable, enter_shards, build);
}

gboolean
lb_topology_trim_ring (const LbTopologyBuild *build, guint ring, guint32 *begin, guint32 *end)
{
  gsize first = build->shapes->first_point[ring], last = build->shapes->first_point[ring + 1];

  if (last - first < 3)
    return FALSE;
  last--;
  while (last > first + 1 && build->ids[last - 1] == build->ids[first])
    last--;
  *begin = (guint32) first;
  *end = (guint32) last;
  return last > first + 1;
}

/* The places before and after @first, a point that is the first at its place. */
static void
find_pair (const LbTopologyBuild *build, guint32 first, guint32 *before, guint32 *after)
{
  const guint32 *ids = build->ids;
  guint32 next = first + 1;

  if (G_LIKELY ((build->first_bits[first / 8] >> first % 8 & 1) == 0)) {
    /* Inside a ring: what lies before is another place, or @first would not be the first. */
    while (ids[next] == first)
      next++;
    *before = ids[first - 1];
    *after = ids[next];
    return;
  }

  const gsize *firsts = build->shapes->first_point;
  guint low = 0, high = build->n_rings, begin, end;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    if (firsts[middle] <= first)
      low = middle;
    else
      high = middle;
  }
  *before = *after = first;
  if (!lb_topology_trim_ring (build, low, &begin, &end))
    return;
  while (ids[next] == first)
    next++;
  *before = ids[end - 1];
  *after = ids[next];
}

static inline void
mark (LbTopologyBuild *build, guint32 id)
{
  __atomic_store_n (&build->junction[id], 1, __ATOMIC_RELAXED);
}

static void
mark_ring (LbTopologyBuild *build, guint ring)
{
  const guint32 *ids = build->ids;
  guint32 begin, end;

  if (!lb_topology_trim_ring (build, ring, &begin, &end))
    return;
  for (guint32 point = begin, before = ids[end - 1], next; point < end; before = ids[point], point = next) {
    guint32 id = ids[point], first_before, first_after;

    for (next = point + 1; next < end && ids[next] == id;)
      next++;
    guint32 after = next < end ? ids[next] : ids[begin];
    if (before == after) {
      mark (build, id); /* the tip of a spike */
      continue;
    }
    if (id == point)
      continue;
    find_pair (build, id, &first_before, &first_after);
    if (!(before == first_before && after == first_after) && !(before == first_after && after == first_before))
      mark (build, id);
  }
}

static void
mark_rings (gpointer data, gsize begin, gsize end, guint thread)
{
  (void) thread;
  for (gsize shape = begin; shape < end; shape++)
    if (lb_topology_has (data, (guint) shape)) {
      const LbTopologyBuild *build = data;
      for (guint ring = build->shapes->first_ring[shape]; ring < build->shapes->first_ring[shape + 1]; ring++)
        mark_ring (data, ring);
    }
}

/* Gives the closing points their place; a ring alone cannot know it before all shards are through. */
static void
close_rings (LbTopologyBuild *build)
{
  const gsize *firsts = build->shapes->first_point;

  for (guint ring = 0; ring < build->n_rings; ring++)
    if (firsts[ring + 1] > firsts[ring]) {
      build->ids[firsts[ring + 1] - 1] = build->ids[firsts[ring]];
      build->first_bits[firsts[ring] / 8] |= (guint8) (1 << firsts[ring] % 8);
    }
}

void
lb_topology_find_junctions (LbTopologyBuild *build)
{
  build->junction = g_new0 (guint8, build->n_points);
  build->first_bits = g_new0 (guint8, build->n_points / 8 + 1);
  close_rings (build);
  lb_parallel_run (build->n_threads, build->shapes->n, 64, build->cancellable, mark_rings, build);
}
