/* Where segments meet without a common vertex: a net of cells holds the segments, those of one cell are compared.
 *
 * Whether and how two segments meet is decided with whole numbers on the grid of the topology, so it never depends on rounding.
 * A meeting is reported by the one cell that holds the lower left corner of what the two boxes share.
 */
#include "config.h"
#include "maps/arrangement.h"
#include "maps/parallel.h"

#include <math.h>

/* Comparisons: so many for free, and so many more for each segment; a meeting costs as much as many. Thicker maps are not
 * compared to the end. */
#define FREE_COMPARISONS        G_GINT64_CONSTANT (200000000)
#define COMPARISONS_PER_SEGMENT 400
#define COST_OF_MEETING         250
/* Rows of cells a thread takes at a time. */
#define ROWS_AT_ONCE 4

typedef struct {
  double min_x, min_y, max_x, max_y;
} Box;

typedef struct {
  const LbSegmentNet *net;
  GArray **found; /* one a chunk of rows */
  gint64 left;    /* atomic: comparisons */
} Search;

static inline const double *
segment_points (const LbSegmentNet *self, gsize segment)
{
  guint32 arc = self->arc_of[segment];

  return self->topology->xy[arc] + 2 * (segment - self->first_segment[arc]);
}

static inline Box
box_of (const double *p)
{
  return (Box) {MIN (p[0], p[2]), MIN (p[1], p[3]), MAX (p[0], p[2]), MAX (p[1], p[3])};
}

static inline guint
column_of (const LbSegmentNet *self, double x)
{
  return (guint) CLAMP ((x - self->min_x) / self->cell, 0, self->columns - 1);
}

static inline guint
row_of (const LbSegmentNet *self, double y)
{
  return (guint) CLAMP ((y - self->min_y) / self->cell, 0, self->rows - 1);
}

static void
number_segments (LbSegmentNet *self)
{
  const LbTopology *topology = self->topology;
  gsize n = 0;

  self->first_segment = g_new (gsize, (gsize) topology->n_arcs + 1);
  for (guint arc = 0; arc < topology->n_arcs; arc++) {
    self->first_segment[arc] = n;
    n += topology->n[arc] - 1;
  }
  self->first_segment[topology->n_arcs] = n;
  self->arc_of = g_new (guint32, n + 1);
  for (guint arc = 0; arc < topology->n_arcs; arc++)
    for (gsize i = self->first_segment[arc]; i < self->first_segment[arc + 1]; i++)
      self->arc_of[i] = arc;
}

/* A cell a segment, larger where long segments would lie in too many. */
static void
choose_cells (LbSegmentNet *self)
{
  LbBox extent = self->topology->shapes->extent;
  gsize n = self->first_segment[self->topology->n_arcs];
  double width = MAX (extent.max_x - extent.min_x, 0), height = MAX (extent.max_y - extent.min_y, 0);
  double cell = sqrt (width * height / MAX (n, 1)), entries;

  self->min_x = extent.min_x;
  self->min_y = extent.min_y;
  cell = MAX (cell, MAX (width, height) / 1e6);
  if (!(cell > 0) || !isfinite (cell))
    cell = 1;
  do {
    entries = 0;
    for (gsize i = 0; i < n; i++) {
      Box box = box_of (segment_points (self, i));
      entries += ((box.max_x - box.min_x) / cell + 1) * ((box.max_y - box.min_y) / cell + 1);
    }
    cell *= 2;
  } while (entries > 6.0 * n + 1000 && cell < MAX (width, height));
  self->cell = cell / 2;
  self->columns = (guint) CLAMP (width / self->cell + 1, 1, 1e7);
  self->rows = (guint) CLAMP (height / self->cell + 1, 1, 1e7);
  if (!(width < 1e12 && height < 1e12) || (double) self->columns * self->rows > 8.0 * n + 1000)
    self->columns = self->rows = 1; /* not coordinates of this earth */
}

static void
fill_cells (LbSegmentNet *self)
{
  gsize n = self->first_segment[self->topology->n_arcs], n_cells = (gsize) self->columns * self->rows;

  self->first = g_new0 (gsize, n_cells + 2);
  for (int pass = 0; pass < 2; pass++) {
    for (gsize i = 0; i < n; i++) {
      Box box = box_of (segment_points (self, i));
      guint right = column_of (self, box.max_x), top = row_of (self, box.max_y);
      for (guint row = row_of (self, box.min_y); row <= top; row++)
        for (guint column = column_of (self, box.min_x); column <= right; column++) {
          gsize cell = (gsize) row * self->columns + column;
          if (pass == 0)
            self->first[cell + 2]++;
          else
            self->segments[self->first[cell + 1]++] = (guint32) i;
        }
    }
    if (pass == 1)
      break;
    for (gsize i = 0; i < n_cells; i++)
      self->first[i + 2] += self->first[i + 1];
    self->segments = g_new (guint32, self->first[n_cells + 1] + 1);
  }
}

LbSegmentNet *
lb_segment_net_new (const LbTopology *topology)
{
  LbSegmentNet *self = g_new0 (LbSegmentNet, 1);

  self->topology = topology;
  self->scale = lb_topology_choose_scale (topology->shapes->extent);
  number_segments (self);
  choose_cells (self);
  fill_cells (self);
  return self;
}

void
lb_segment_net_free (LbSegmentNet *self)
{
  g_free (self->first_segment);
  g_free (self->arc_of);
  g_free (self->first);
  g_free (self->segments);
  g_free (self);
}

typedef struct {
  gint64 x, y;
} Place;

/* Absurd coordinates end at 2^61, so that differences and their products do not overflow. */
static inline gint64
snap_number (double value)
{
  const double most = 0x1p61;

  if (!(value > -most))
    return (gint64) -most; /* NaN too */
  return value < most ? llrint (value) : (gint64) most;
}

static inline Place
snap (const LbSegmentNet *self, const double *xy)
{
  return (Place) {snap_number (xy[0] * self->scale), snap_number (xy[1] * self->scale)};
}

static inline gboolean
same (Place a, Place b)
{
  return a.x == b.x && a.y == b.y;
}

static int
turn (Place a, Place b, Place c)
{
  __int128 cross = (__int128) (b.x - a.x) * (c.y - a.y) - (__int128) (b.y - a.y) * (c.x - a.x);

  return (cross > 0) - (cross < 0);
}

/* Whether @p, which is in line with a segment, lies inside of it. */
static gboolean
between (Place p, Place a, Place b)
{
  return !same (p, a) && !same (p, b) && p.x >= MIN (a.x, b.x) && p.x <= MAX (a.x, b.x) && p.y >= MIN (a.y, b.y) &&
         p.y <= MAX (a.y, b.y);
}

static double
share (Place p, Place a, Place b)
{
  double dx = (double) (b.x - a.x), dy = (double) (b.y - a.y);

  return ((double) (p.x - a.x) * dx + (double) (p.y - a.y) * dy) / (dx * dx + dy * dy);
}

static void
add_meeting (const LbSegmentNet *self, GArray *found, gsize a, gsize b, double along_a, double along_b, gboolean crosses)
{
  const double *p = segment_points (self, a), *q = segment_points (self, b);
  /* An end that lies on the other segment is the place; a crossing lies along the first. */
  const double *at = along_b == 0 ? q : q + 2;
  LbMeeting meeting = {
    .arc_a = self->arc_of[a],
    .arc_b = self->arc_of[b],
    .segment_a = (guint32) (a - self->first_segment[self->arc_of[a]]),
    .segment_b = (guint32) (b - self->first_segment[self->arc_of[b]]),
    .along_a = along_a,
    .along_b = along_b,
    .x = crosses ? p[0] + along_a * (p[2] - p[0]) : at[0],
    .y = crosses ? p[1] + along_a * (p[3] - p[1]) : at[1],
    .crosses = crosses,
  };

  g_array_append_val (found, meeting);
}

static void
compare_segments (const LbSegmentNet *self, GArray *found, gsize a, gsize b)
{
  const double *p = segment_points (self, a), *q = segment_points (self, b);
  Place a0 = snap (self, p), a1 = snap (self, p + 2), b0 = snap (self, q), b1 = snap (self, q + 2);
  int at_b0 = turn (a0, a1, b0), at_b1 = turn (a0, a1, b1), at_a0 = turn (b0, b1, a0), at_a1 = turn (b0, b1, a1);

  if (at_b0 * at_b1 < 0 && at_a0 * at_a1 < 0) {
    double d0 = (double) ((__int128) (b1.x - b0.x) * (a0.y - b0.y) - (__int128) (b1.y - b0.y) * (a0.x - b0.x));
    double d1 = (double) ((__int128) (b1.x - b0.x) * (a1.y - b0.y) - (__int128) (b1.y - b0.y) * (a1.x - b0.x));
    double along = d0 / (d0 - d1);
    Place at = {a0.x + llrint (along * (double) (a1.x - a0.x)), a0.y + llrint (along * (double) (a1.y - a0.y))};
    add_meeting (self, found, a, b, along, CLAMP (share (at, b0, b1), 0, 1), TRUE);
    return;
  }
  if (at_b0 == 0 && between (b0, a0, a1))
    add_meeting (self, found, a, b, share (b0, a0, a1), 0, FALSE);
  if (at_b1 == 0 && between (b1, a0, a1))
    add_meeting (self, found, a, b, share (b1, a0, a1), 1, FALSE);
  if (at_a0 == 0 && between (a0, b0, b1))
    add_meeting (self, found, b, a, share (a0, b0, b1), 0, FALSE);
  if (at_a1 == 0 && between (a1, b0, b1))
    add_meeting (self, found, b, a, share (a1, b0, b1), 1, FALSE);
}

static void
search_cell (const LbSegmentNet *self, guint column, guint row, GArray *found)
{
  gsize cell = (gsize) row * self->columns + column;
  gsize begin = self->first[cell], end = self->first[cell + 1];

  for (gsize i = begin; i < end; i++) {
    Box a = box_of (segment_points (self, self->segments[i]));
    for (gsize j = i + 1; j < end; j++) {
      Box b = box_of (segment_points (self, self->segments[j]));
      if (a.max_x < b.min_x || b.max_x < a.min_x || a.max_y < b.min_y || b.max_y < a.min_y)
        continue;
      if (column_of (self, MAX (a.min_x, b.min_x)) == column && row_of (self, MAX (a.min_y, b.min_y)) == row)
        compare_segments (self, found, self->segments[i], self->segments[j]);
    }
  }
}

static void
search_rows (gpointer data, gsize begin, gsize end, guint thread)
{
  Search *search = data;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (LbMeeting));

  (void) thread;
  search->found[begin / ROWS_AT_ONCE] = found;
  for (gsize row = begin; row < end; row++)
    for (guint column = 0; column < search->net->columns; column++) {
      gsize cell = row * search->net->columns + column;
      gint64 n = (gint64) (search->net->first[cell + 1] - search->net->first[cell]);
      if (__atomic_fetch_sub (&search->left, n * n / 2, __ATOMIC_RELAXED) < n * n / 2)
        return;
      guint before = found->len;
      search_cell (search->net, column, (guint) row, found);
      __atomic_fetch_sub (&search->left, (gint64) (found->len - before) * COST_OF_MEETING, __ATOMIC_RELAXED);
    }
}

static int
compare_meetings (gconstpointer a, gconstpointer b)
{
  const LbMeeting *first = a, *second = b;

  if (first->arc_a != second->arc_a)
    return first->arc_a < second->arc_a ? -1 : 1;
  if (first->segment_a != second->segment_a)
    return first->segment_a < second->segment_a ? -1 : 1;
  if (first->along_a != second->along_a)
    return first->along_a < second->along_a ? -1 : 1;
  if (first->arc_b != second->arc_b)
    return first->arc_b < second->arc_b ? -1 : 1;
  return (first->segment_b > second->segment_b) - (first->segment_b < second->segment_b);
}

GArray *
lb_segment_net_meet (const LbSegmentNet *self, guint n_threads, GCancellable *cancellable, gboolean *complete)
{
  gsize n_chunks = (gsize) self->rows / ROWS_AT_ONCE + 1;
  gint64 n = (gint64) self->first_segment[self->topology->n_arcs];
  Search search = {self, g_new0 (GArray *, n_chunks), FREE_COMPARISONS + n * COMPARISONS_PER_SEGMENT};
  GArray *all = g_array_new (FALSE, FALSE, sizeof (LbMeeting));

  lb_parallel_run (n_threads, self->rows, ROWS_AT_ONCE, cancellable, search_rows, &search);
  for (gsize i = 0; i < n_chunks; i++)
    if (search.found[i] != NULL) {
      g_array_append_vals (all, search.found[i]->data, search.found[i]->len);
      g_array_unref (search.found[i]);
    }
  g_free (search.found);
  g_array_sort (all, compare_meetings);
  *complete = search.left >= 0;
  return all;
}

gboolean
lb_segment_net_look_left (const LbSegmentNet *self, double x, double y, guint32 *arc, guint32 *segment, double *along)
{
  guint row = row_of (self, y);
  double nearest = -G_MAXDOUBLE;
  gboolean found = FALSE;

  for (guint column = column_of (self, x) + 1; column-- > 0;) {
    gsize cell = (gsize) row * self->columns + column;
    for (gsize i = self->first[cell]; i < self->first[cell + 1]; i++) {
      const double *p = segment_points (self, self->segments[i]);
      if ((p[1] > y) == (p[3] > y))
        continue;
      double share_y = (y - p[1]) / (p[3] - p[1]), at = p[0] + share_y * (p[2] - p[0]);
      if (at >= x || at <= nearest)
        continue;
      nearest = at;
      found = TRUE;
      *arc = self->arc_of[self->segments[i]];
      *segment = (guint32) (self->segments[i] - self->first_segment[*arc]);
      *along = share_y;
    }
    /* What lies in cells further left cannot be nearer than this cell's left side. */
    if (found && nearest >= self->min_x + column * self->cell)
      break;
  }
  return found;
}
