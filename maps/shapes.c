/* Polygons in memory: the arrays, the builder that fills them, boxes, and the even–odd test. */
#include "config.h"
#include "maps/shapes.h"
#include "maps/shapes-private.h"

#include <string.h>

struct _LbShapesBuilder {
  GArray *first_ring;  /* guint: first ring of each shape begun */
  GArray *first_point; /* gsize: first point of each ring begun */
  double *xy;
  gsize n_points;
  gsize capacity;
};

LbShapes *
lb_shapes_ref (LbShapes *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_shapes_unref (LbShapes *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->first_ring);
  g_free (self->first_point);
  g_free (self->xy);
  g_free (self->boxes);
  g_clear_pointer (&self->packed, lb_packed_free);
  g_free (self);
}

guint
lb_shapes_get_n (const LbShapes *self)
{
  return self->n;
}

guint
lb_shapes_get_n_rings (const LbShapes *self, guint shape)
{
  g_return_val_if_fail (shape < self->n, 0);
  return self->first_ring[shape + 1] - self->first_ring[shape];
}

gsize
lb_shapes_get_n_points (const LbShapes *self)
{
  return self->first_point[self->first_ring[self->n]];
}

const double *
lb_shapes_get_ring (const LbShapes *self, guint shape, guint ring, guint *n_points)
{
  g_return_val_if_fail (ring < lb_shapes_get_n_rings (self, shape), NULL);
  gsize index = (gsize) self->first_ring[shape] + ring;

  lb_shapes_unpack (self, shape);
  *n_points = (guint) (self->first_point[index + 1] - self->first_point[index]);
  return self->xy + 2 * self->first_point[index];
}

LbBox
lb_shapes_get_box (const LbShapes *self, guint shape)
{
  g_return_val_if_fail (shape < self->n, LB_BOX_EMPTY);
  return self->boxes[shape];
}

LbBox
lb_shapes_get_extent (const LbShapes *self)
{
  return self->extent;
}

void
lb_shapes_measure_boxes (LbShapes *self)
{
  self->extent = LB_BOX_EMPTY;
  for (guint i = 0; i < self->n; i++) {
    LbBox box = LB_BOX_EMPTY;
    gsize end = self->first_point[self->first_ring[i + 1]];

    for (gsize p = self->first_point[self->first_ring[i]]; p < end; p++)
      lb_box_add (&box, self->xy + 2 * p);
    self->boxes[i] = box;
    lb_box_join (&self->extent, box);
  }
}

/* An edge owns its lower end, so a ray through a vertex counts once. */
gboolean
lb_ring_contains (const double *xy, guint n, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0; i + 1 < n; i++) {
    const double *a = xy + 2 * (gsize) i, *b = a + 2;
    if ((a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
      inside = !inside;
  }
  return inside;
}

gboolean
lb_shapes_contain (const LbShapes *self, guint shape, double x, double y)
{
  g_return_val_if_fail (shape < self->n, FALSE);
  const LbBox *box = &self->boxes[shape];
  gboolean inside = FALSE;

  if (!(x >= box->min_x && x <= box->max_x && y >= box->min_y && y <= box->max_y))
    return FALSE;
  lb_shapes_unpack (self, shape);
  for (guint ring = self->first_ring[shape]; ring < self->first_ring[shape + 1]; ring++) {
    gsize first = self->first_point[ring];
    inside ^= lb_ring_contains (self->xy + 2 * first, (guint) (self->first_point[ring + 1] - first), x, y);
  }
  return inside;
}

LbShapesBuilder *
lb_shapes_builder_new (void)
{
  LbShapesBuilder *self = g_new0 (LbShapesBuilder, 1);

  self->first_ring = g_array_new (FALSE, FALSE, sizeof (guint));
  self->first_point = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

static void
reserve (LbShapesBuilder *self, gsize more)
{
  if (self->n_points + more <= self->capacity)
    return;
  self->capacity = MAX (self->n_points + more, self->capacity + self->capacity / 2 + 256);
  self->xy = g_renew (double, self->xy, 2 * self->capacity);
}

/* Closes the ring being built; one without points vanishes. */
static void
end_ring (LbShapesBuilder *self)
{
  guint n_rings = self->first_point->len;
  guint n_shapes = self->first_ring->len;

  if (n_rings == 0 || n_shapes == 0 || n_rings == g_array_index (self->first_ring, guint, n_shapes - 1))
    return; /* the shape has no ring yet */
  gsize first = g_array_index (self->first_point, gsize, n_rings - 1);
  if (first == self->n_points) {
    g_array_set_size (self->first_point, n_rings - 1);
    return;
  }
  const double *start = self->xy + 2 * first, *last = self->xy + 2 * (self->n_points - 1);
  if (start[0] != last[0] || start[1] != last[1])
    lb_shapes_builder_add_point (self, start[0], start[1]);
}

void
lb_shapes_builder_begin_shape (LbShapesBuilder *self)
{
  end_ring (self);
  g_array_append_val (self->first_ring, self->first_point->len);
}

void
lb_shapes_builder_begin_ring (LbShapesBuilder *self)
{
  g_return_if_fail (self->first_ring->len > 0);
  end_ring (self);
  g_array_append_val (self->first_point, self->n_points);
}

void
lb_shapes_builder_add_point (LbShapesBuilder *self, double x, double y)
{
  reserve (self, 1);
  self->xy[2 * self->n_points] = x;
  self->xy[2 * self->n_points + 1] = y;
  self->n_points++;
}

guint
lb_shapes_builder_get_n_rings (const LbShapesBuilder *self)
{
  return self->first_point->len;
}

void
lb_shapes_builder_drop_shape (LbShapesBuilder *self)
{
  g_return_if_fail (self->first_ring->len > 0);
  guint first = g_array_index (self->first_ring, guint, self->first_ring->len - 1);

  if (first < self->first_point->len)
    self->n_points = g_array_index (self->first_point, gsize, first);
  g_array_set_size (self->first_point, first);
}

void
lb_shapes_builder_add_rings (LbShapesBuilder *self, const LbShapes *shapes, guint shape)
{
  for (guint i = 0; i < lb_shapes_get_n_rings (shapes, shape); i++) {
    guint n;
    const double *xy = lb_shapes_get_ring (shapes, shape, i, &n);
    lb_shapes_builder_begin_ring (self);
    reserve (self, n);
    memcpy (self->xy + 2 * self->n_points, xy, 2 * sizeof (double) * n);
    self->n_points += n;
  }
}

void
lb_shapes_cut (LbShapes *self, guint n)
{
  g_return_if_fail (n <= self->n);
  self->n = n;
  lb_shapes_measure_boxes (self);
}

LbShapes *
lb_shapes_reorder (const LbShapes *self, const guint *order)
{
  LbShapesBuilder *builder = lb_shapes_builder_new ();

  reserve (builder, lb_shapes_get_n_points (self));
  for (guint i = 0; i < self->n; i++) {
    lb_shapes_builder_begin_shape (builder);
    lb_shapes_builder_add_rings (builder, self, order[i]);
  }
  return lb_shapes_builder_end (builder);
}

LbShapes *
lb_shapes_builder_end (LbShapesBuilder *self)
{
  LbShapes *shapes = g_new0 (LbShapes, 1);

  end_ring (self);
  g_atomic_ref_count_init (&shapes->refs);
  shapes->n = self->first_ring->len;
  g_array_append_val (self->first_ring, self->first_point->len);
  g_array_append_val (self->first_point, self->n_points);
  shapes->xy = g_renew (double, self->xy, 2 * self->n_points);
  shapes->first_ring = (guint *) (gpointer) g_array_free (self->first_ring, FALSE);
  shapes->first_point = (gsize *) (gpointer) g_array_free (self->first_point, FALSE);
  shapes->boxes = g_new (LbBox, shapes->n);
  lb_shapes_measure_boxes (shapes);
  g_free (self);
  return shapes;
}
