/* How the rings of a shape lie in one another. Shapefiles promise a direction for holes and many writers break the
 * promise, so only the places of the rings count. A ring is judged by a point well inside it, found on a
 * scanline, and not by a vertex, because vertices of neighbouring rings often coincide.
 */
#include "config.h"
#include "maps/shapes-private.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  const double *xy;
  guint n;
  guint index;
  LbBox box;
  double area; /* absolute */
} Ring;

/* Twice the signed area, from the first point so that large false eastings cost no digits. */
static double
signed_area (const double *xy, guint n)
{
  double sum = 0;

  for (guint i = 1; i + 1 < n; i++) {
    const double *a = xy + 2 * (gsize) i, *b = a + 2;
    sum += (a[0] - xy[0]) * (b[1] - xy[1]) - (b[0] - xy[0]) * (a[1] - xy[1]);
  }
  return sum / 2;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Adds the x where the ring crosses the line @y. */
static void
collect_crossings (const double *xy, guint n, double y, GArray *crossings)
{
  for (guint i = 0; i + 1 < n; i++) {
    const double *a = xy + 2 * (gsize) i, *b = a + 2;
    if ((a[1] > y) == (b[1] > y))
      continue;
    double x = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    g_array_append_val (crossings, x);
  }
}

/* The middle of the widest stretch inside; sorts @crossings. */
static gboolean
widest_stretch (GArray *crossings, double *x)
{
  double widest = 0;

  g_array_sort (crossings, compare_doubles);
  for (guint i = 0; i + 1 < crossings->len; i += 2) {
    double left = g_array_index (crossings, double, i), right = g_array_index (crossings, double, i + 1);
    if (right - left > widest) {
      widest = right - left;
      *x = left + (right - left) / 2;
    }
  }
  return widest > 0;
}

/* A line between the vertices next above and next below the middle of @box: it meets no vertex. The @n points may be those of
 * several rings. */
static double
middle_line (const double *xy, gsize n, LbBox box)
{
  double middle = box.min_y + (box.max_y - box.min_y) / 2;
  double below = box.min_y, above = box.max_y;

  for (gsize i = 0; i < n; i++) {
    double y = xy[2 * i + 1];
    if (y <= middle)
      below = MAX (below, y);
    else
      above = MIN (above, y);
  }
  return below + (above - below) / 2;
}

/* FALSE for a ring without inside. */
static gboolean
inner_point (const Ring *ring, GArray *crossings, double *x, double *y)
{
  *y = middle_line (ring->xy, ring->n, ring->box);
  g_array_set_size (crossings, 0);
  collect_crossings (ring->xy, ring->n, *y, crossings);
  return widest_stretch (crossings, x);
}

gboolean
lb_shapes_inner_point (const LbShapes *self, guint shape, double *x, double *y)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  gsize begin = self->first_point[self->first_ring[shape]], end = self->first_point[self->first_ring[shape + 1]];

  *y = middle_line (self->xy + 2 * begin, end - begin, self->boxes[shape]);
  for (guint i = 0; i < lb_shapes_get_n_rings (self, shape); i++) {
    guint n;
    const double *xy = lb_shapes_get_ring (self, shape, i, &n);
    collect_crossings (xy, n, *y, crossings);
  }
  return widest_stretch (crossings, x);
}

/* From the left; of those that start together the larger first, so that an enclosing ring comes before what it
 * encloses. Equal rings enclose one another in their order. */
static int
compare_rings (gconstpointer a, gconstpointer b)
{
  const Ring *first = a, *second = b;

  if (first->box.min_x != second->box.min_x)
    return first->box.min_x < second->box.min_x ? -1 : 1;
  if (first->area != second->area)
    return first->area > second->area ? -1 : 1;
  return (first->index > second->index) - (first->index < second->index);
}

static gboolean
may_enclose (const Ring *outer, const Ring *inner)
{
  return outer->box.max_x >= inner->box.max_x && outer->box.min_y <= inner->box.min_y &&
         outer->box.max_y >= inner->box.max_y &&
         (outer->area > inner->area || (outer->area == inner->area && outer->index < inner->index));
}

static LbBox
measure_box (const double *xy, guint n)
{
  LbBox box = LB_BOX_EMPTY;

  for (guint i = 0; i < n; i++) {
    box.min_x = MIN (box.min_x, xy[2 * (gsize) i]);
    box.max_x = MAX (box.max_x, xy[2 * (gsize) i]);
    box.min_y = MIN (box.min_y, xy[2 * (gsize) i + 1]);
    box.max_y = MAX (box.max_y, xy[2 * (gsize) i + 1]);
  }
  return box;
}

/* Sweeps from left to right; @rings are sorted. Rings that ended to the left are let go. */
static void
nest (LbNesting *self, const Ring *rings)
{
  g_autofree guint *active = g_new (guint, self->n);
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_active = 0;

  for (guint i = 0; i < self->n; i++) {
    const Ring *ring = &rings[i];
    const Ring *parent = NULL;
    double x = ring->xy[0], y = ring->xy[1];
    guint kept = 0;

    inner_point (ring, crossings, &x, &y);
    for (guint j = 0; j < n_active; j++) {
      const Ring *other = &rings[active[j]];
      if (other->box.max_x < ring->box.min_x)
        continue;
      active[kept++] = active[j];
      if (!may_enclose (other, ring) || !lb_ring_contains (other->xy, other->n, x, y))
        continue;
      if (parent == NULL || may_enclose (parent, other))
        parent = other;
    }
    /* Counted from the parent and not by the number of rings around, so that rings that cross (which they should
     * not) still form a tree. */
    self->parent[ring->index] = parent != NULL ? (int) parent->index : -1;
    self->depth[ring->index] = parent != NULL ? self->depth[parent->index] + 1 : 0;
    n_active = kept;
    active[n_active++] = i;
  }
}

LbNesting *
lb_nesting_new (const LbShapes *shapes, guint shape)
{
  LbNesting *self = g_new0 (LbNesting, 1);

  self->n = lb_shapes_get_n_rings (shapes, shape);
  self->depth = g_new0 (guint, self->n);
  self->parent = g_new (int, self->n);
  self->area = g_new (double, self->n);
  g_autofree Ring *rings = g_new (Ring, self->n);
  for (guint i = 0; i < self->n; i++) {
    Ring *ring = &rings[i];
    ring->xy = lb_shapes_get_ring (shapes, shape, i, &ring->n);
    ring->index = i;
    ring->box = measure_box (ring->xy, ring->n);
    self->area[i] = signed_area (ring->xy, ring->n);
    ring->area = fabs (self->area[i]);
  }
  if (self->n == 1) {
    self->parent[0] = -1;
    return self;
  }
  if (self->n > 1)
    qsort (rings, self->n, sizeof (Ring), compare_rings);
  nest (self, rings);
  return self;
}

void
lb_nesting_free (LbNesting *self)
{
  g_free (self->depth);
  g_free (self->parent);
  g_free (self->area);
  g_free (self);
}
