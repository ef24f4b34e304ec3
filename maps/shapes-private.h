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

static inline void
lb_box_add (LbBox *box, const double *point)
{
  box->min_x = MIN (box->min_x, point[0]);
  box->min_y = MIN (box->min_y, point[1]);
  box->max_x = MAX (box->max_x, point[0]);
  box->max_y = MAX (box->max_y, point[1]);
}

/* An empty @other changes nothing. */
static inline void
lb_box_join (LbBox *box, LbBox other)
{
  box->min_x = MIN (box->min_x, other.min_x);
  box->min_y = MIN (box->min_y, other.min_y);
  box->max_x = MAX (box->max_x, other.max_x);
  box->max_y = MAX (box->max_y, other.max_y);
}

/* Arrays of these lengths, whose last entries are set; the caller fills the rest. */
LbShapes *lb_shapes_new_empty (guint n, guint n_rings, gsize n_points);

/* Whether a ray from the point to the right crosses the closed ring of @n points an odd number of times. */
gboolean lb_ring_contains (const double *xy, guint n, double x, double y);

/* Boxes and extent from the points, after these were set or moved. */
void lb_shapes_measure_boxes (LbShapes *self);

/* Only for the one owner of @self: forgets the shapes from @n on. */
void lb_shapes_cut (LbShapes *self, guint n);

/* Only for the one owner of @self: transforms in place, as lb_shapes_project() does into a copy. */
gboolean lb_shapes_project_in_place (LbShapes *self, const char *from, const char *to, GError **error);

/* Only for the one owner of @self, in metres: moves every point onto the grid of 0.1 mm on which topologies compare points. */
void lb_shapes_snap (LbShapes *self);
/* Snapped shapes as one blob for the project's cache (about 6 bytes a point), with the EPSG code of their system; and back: NULL when
 * the blob is not of this version or broken. */
#define LB_SHAPES_BLOB_MOST 100000000 /* points: a blob of SQLite ends at 10⁹ bytes */
GBytes   *lb_shapes_to_bytes (const LbShapes *self, int epsg);
LbShapes *lb_shapes_from_bytes (GBytes *bytes, int *epsg);

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
