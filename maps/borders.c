/* Borders of a map, each segment once
 *
 * Every segment of the filled rings is hashed by its two end points; its two owners tell its level: the highest level at
 * which their ancestors differ, the county's where there is nothing on the other side. Runs of segments of
 * the same level become polylines, and polylines of a level are joined where exactly two of them meet, so that
 * dashes run through and no line is drawn twice. Coordinates that two neighbours share are the same bits, for they
 * come from the same stored numbers.
 */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>
#include <string.h>

#define NOBODY G_MAXUINT32

typedef struct {
  const double *from, *to; /* points inside the shapes */
  guint32 first, second;   /* owners                   */
} Segment;

typedef struct {
  Segment *segments;
  gsize n;
  guint32 *slots; /* index into segments + 1, 0: free; a power of two many */
  gsize mask;
} Table;

static guint64
hash_point (const double *p)
{
  guint64 x, y;
  double px = p[0] + 0.0, py = p[1] + 0.0; /* −0 and 0 are one point */

  memcpy (&x, &px, sizeof x);
  memcpy (&y, &py, sizeof y);
  x = (x ^ (y * 0x9e3779b97f4a7c15u)) * 0xbf58476d1ce4e5b9u;
  return x ^ (x >> 31);
}

static gboolean
same_point (const double *p, const double *q)
{
  return p[0] == q[0] && p[1] == q[1];
}

/* The segment with these ends in either direction; added when it is not there. */
static Segment *
find_segment (Table *table, const double *p, const double *q)
{
  gsize slot = (hash_point (p) + hash_point (q)) & table->mask;

  for (; table->slots[slot] != 0; slot = (slot + 1) & table->mask) {
    Segment *segment = &table->segments[table->slots[slot] - 1];
    if ((same_point (segment->from, p) && same_point (segment->to, q)) ||
        (same_point (segment->from, q) && same_point (segment->to, p)))
      return segment;
  }
  Segment *segment = &table->segments[table->n++];
  table->slots[slot] = (guint32) table->n;
  *segment = (Segment) {p, q, NOBODY, NOBODY};
  return segment;
}

static void
for_each_segment (const LbGround *ground, Table *table, void (*each) (Table *, const double *, guint32, gpointer), gpointer data)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (ground->boundaries);

  for (guint i = 0; i < ground->pieces->len; i++) {
    LbMapPiece piece = g_array_index (ground->pieces, LbMapPiece, i);
    for (guint ring = 0; ring < lb_shapes_get_n_rings (shapes, piece.shape); ring++) {
      guint n;
      const double *points = lb_shapes_get_ring (shapes, piece.shape, ring, &n);
      for (guint k = 0; k + 1 < n; k++)
        if (!same_point (points + 2 * k, points + 2 * k + 2))
          each (table, points + 2 * k, piece.owner, data);
      each (table, NULL, piece.owner, data);
    }
  }
}

static void
claim (Table *table, const double *p, guint32 owner, gpointer unused)
{
  (void) unused;
  if (p == NULL)
    return;
  Segment *segment = find_segment (table, p, p + 2);
  if (segment->first == NOBODY)
    segment->first = owner;
  else
    segment->second = owner;
}

/* What lies round everything: the county's border; the map of a township cut out of it has the township's. */
static guint
outer_level (const LbRegionTree *tree)
{
  const LbRegion *root = lb_region_tree_get (tree, 0);

  return root->end == lb_region_tree_get_n (tree) && root->end > 1 ? root->level : LB_LEVEL_COUNTY;
}

/* Level of the border between two regions; LB_N_LEVELS: none. */
static guint
level_between (const LbRegionTree *tree, guint32 a, guint32 b)
{
  if (b == NOBODY)
    return outer_level (tree);
  if (a == b)
    return LB_N_LEVELS;
  for (guint level = LB_LEVEL_COUNTY; level < LB_N_LEVELS; level++)
    if (lb_region_tree_get_ancestor (tree, a, level) != lb_region_tree_get_ancestor (tree, b, level))
      return level;
  return lb_region_tree_get (tree, a)->level;
}

/* Runs in the order of the rings, before they are joined. */
typedef struct {
  const LbRegionTree *tree;
  LbBorderLines *runs;
  const double *end[LB_N_LEVELS]; /* where the open run of this level stands */
} Runs;

static void
draw (Table *table, const double *p, guint32 owner, gpointer data)
{
  Runs *self = data;

  (void) owner;
  if (p == NULL) {
    memset (self->end, 0, sizeof self->end);
    return;
  }
  Segment *segment = find_segment (table, p, p + 2);
  guint level = level_between (self->tree, segment->first, segment->second);
  if (segment->from != p || level == LB_N_LEVELS)
    return; /* drawn with the ring that claimed it first */
  LbBorderLines *lines = &self->runs[level];
  if (self->end[level] != p) {
    guint start = lines->points->len / 2;
    g_array_append_val (lines->starts, start);
    g_array_append_vals (lines->points, p, 2);
  }
  g_array_append_vals (lines->points, p + 2, 2);
  self->end[level] = p + 2;
}

static void
lines_init (LbBorderLines *lines)
{
  lines->points = g_array_new (FALSE, FALSE, sizeof (double));
  lines->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  lines->boxes = g_array_new (FALSE, FALSE, sizeof (LbBox));
}

static guint
point_hash (gconstpointer p)
{
  return (guint) hash_point (p);
}

static gboolean
point_equal (gconstpointer a, gconstpointer b)
{
  return same_point (a, b);
}

/* The runs that end at a node; `many` counts them all. */
typedef struct {
  guint run[2];
  guint many;
} Node;

static const double *
run_end (const LbBorderLines *lines, guint run, gboolean last)
{
  guint point = last ? g_array_index (lines->starts, guint, run + 1) - 1 : g_array_index (lines->starts, guint, run);

  return &g_array_index (lines->points, double, 2 * point);
}

static Node *
node_at (GHashTable *nodes, const double *p)
{
  Node *node = g_hash_table_lookup (nodes, p);

  if (node == NULL) {
    node = g_new0 (Node, 1);
    g_hash_table_insert (nodes, (gpointer) p, node);
  }
  return node;
}

static GHashTable *
gather_nodes (const LbBorderLines *runs)
{
  GHashTable *nodes = g_hash_table_new_full (point_hash, point_equal, NULL, g_free);

  for (guint run = 0; run + 1 < runs->starts->len; run++)
    for (int last = 0; last < 2; last++) {
      Node *node = node_at (nodes, run_end (runs, run, last));
      if (node->many < 2)
        node->run[node->many] = run;
      node->many++;
    }
  return nodes;
}

/* Follows runs from the one end of @run (the last point when @last) as far as exactly two meet; each step says which
 * run comes next and whether it is walked backwards. */
static gboolean
next_run (GHashTable *nodes, const LbBorderLines *runs, guint *run, gboolean *last)
{
  const double *end = run_end (runs, *run, *last);
  const Node *node = g_hash_table_lookup (nodes, end);

  if (node->many != 2 || node->run[0] == node->run[1])
    return FALSE;
  *run = node->run[0] == *run ? node->run[1] : node->run[0];
  *last = same_point (run_end (runs, *run, FALSE), end);
  return TRUE;
}

static void
append_run (LbBorderLines *lines, const LbBorderLines *runs, guint run, gboolean forward, gboolean joined)
{
  guint start = g_array_index (runs->starts, guint, run), end = g_array_index (runs->starts, guint, run + 1);

  for (guint i = joined ? 1 : 0; i < end - start; i++) {
    guint point = forward ? start + i : end - 1 - i;
    g_array_append_vals (lines->points, &g_array_index (runs->points, double, 2 * point), 2);
  }
}

static void
join_runs (const LbBorderLines *runs, LbBorderLines *lines)
{
  g_autoptr (GHashTable) nodes = gather_nodes (runs);
  guint n = runs->starts->len - 1;
  g_autofree gboolean *done = g_new0 (gboolean, n + 1);

  for (guint seed = 0; seed < n; seed++) {
    if (done[seed])
      continue;
    /* Back to where the line begins, or round a closed one to the seed again. */
    guint run = seed;
    gboolean last = FALSE;
    while (next_run (nodes, runs, &run, &last) && run != seed)
      ;
    guint first = run;
    gboolean forward = run == seed ? TRUE : !last;
    guint start = lines->points->len / 2;
    g_array_append_val (lines->starts, start);
    run = first;
    last = forward;
    append_run (lines, runs, run, forward, FALSE);
    done[run] = TRUE;
    while (next_run (nodes, runs, &run, &last) && !done[run]) {
      append_run (lines, runs, run, last, TRUE);
      done[run] = TRUE;
    }
  }
  guint end = lines->points->len / 2;
  g_array_append_val (lines->starts, end);
}

static void
measure_lines (LbBorderLines *lines)
{
  for (guint i = 0; i + 1 < lines->starts->len; i++) {
    LbBox box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (guint k = g_array_index (lines->starts, guint, i); k < g_array_index (lines->starts, guint, i + 1); k++) {
      double x = g_array_index (lines->points, double, 2 * k), y = g_array_index (lines->points, double, 2 * k + 1);
      box = (LbBox) {MIN (box.min_x, x), MIN (box.min_y, y), MAX (box.max_x, x), MAX (box.max_y, y)};
    }
    g_array_append_val (lines->boxes, box);
  }
}

void
lb_borders_make (const LbGround *ground, LbBorderLines *borders)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (ground->boundaries);
  LbBorderLines runs[LB_N_LEVELS];
  Runs drawing = {lb_boundaries_get_regions (ground->boundaries), runs, {NULL}};
  gsize n = lb_shapes_get_n_points (shapes), size = 16;

  while (size < 2 * n)
    size *= 2;
  g_autofree Segment *segments = g_new (Segment, n + 1);
  g_autofree guint32 *slots = g_new0 (guint32, size);
  Table table = {segments, 0, slots, size - 1};
  for_each_segment (ground, &table, claim, NULL);
  for (guint level = 0; level < LB_N_LEVELS; level++)
    lines_init (&runs[level]);
  for_each_segment (ground, &table, draw, &drawing);

  for (guint level = 0; level < LB_N_LEVELS; level++) {
    guint end = runs[level].points->len / 2;
    g_array_append_val (runs[level].starts, end);
    lines_init (&borders[level]);
    join_runs (&runs[level], &borders[level]);
    measure_lines (&borders[level]);
  }
  lb_borders_clear (runs);
}

void
lb_borders_clear (LbBorderLines *borders)
{
  for (guint level = 0; level < LB_N_LEVELS; level++) {
    g_array_unref (borders[level].points);
    g_array_unref (borders[level].starts);
    g_array_unref (borders[level].boxes);
  }
}
