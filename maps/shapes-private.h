/* shapes-private.h - the arrays behind LbShapes, for the files of this room that walk all points
 *
 * Ring r of shape s is first_ring[s] + r; its points are xy[2 × first_point[ring]] up to the next ring's first.
 */
#pragma once
#include "maps/shapes.h"

G_BEGIN_DECLS

struct _LbShapes {
  gatomicrefcount refs;
  guint n;
  guint *first_ring;  /* n + 1                 */
  gsize *first_point; /* first_ring[n] + 1     */
  double *xy;         /* 2 × first_point[last] */
  LbBox *boxes;       /* n                     */
  LbBox extent;
};

#define LB_BOX_EMPTY ((LbBox) {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE})

/* Whether a ray from the point to the right crosses the closed ring of @n points an odd number of times. */
gboolean lb_ring_contains (const double *xy, guint n, double x, double y);

/* Boxes and extent from the points, after these were set or moved. */
void lb_shapes_measure_boxes (LbShapes *self);

/* Only for the one owner of @self: forgets the shapes from @n on. */
void lb_shapes_cut (LbShapes *self, guint n);

/* Only for the one owner of @self: transforms in place, as lb_shapes_project() does into a copy. */
gboolean lb_shapes_project_in_place (LbShapes *self, const char *from, const char *to, GError **error);

/* (transfer full): shape i of the result is shape order[i] of @self. */
LbShapes *lb_shapes_reorder (const LbShapes *self, const guint *order);

/* Appends the rings of a shape to the one being built. */
void lb_shapes_builder_add_rings (LbShapesBuilder *self, const LbShapes *shapes, guint shape);

/* A point well inside a shape: the middle of the widest stretch on a line through the middle of its box. FALSE for a shape
 * without inside. O(vertices). */
gboolean lb_shapes_inner_point (const LbShapes *self, guint shape, double *x, double *y);

/* How the rings of one shape lie in one another, whatever their order and direction. Ring r lies inside depth[r]
 * other rings: even is ground, odd is a hole; parent[r] is the smallest ring around it, -1 for none.
 * Rings are taken to touch but not to cross. Any thread. Cost: sorting, then for each ring a pass over the rings
 * whose boxes enclose its box. */
typedef struct {
  guint n;
  guint *depth;
  int *parent;
  double *area; /* signed, in squared units of the coordinates; counter-clockwise is positive */
} LbNesting;

LbNesting *lb_nesting_new (const LbShapes *shapes, guint shape);
void       lb_nesting_free (LbNesting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbNesting, lb_nesting_free)

G_END_DECLS
