/* shapes-private.h - the arrays behind LbShapes, for the files of this room that walk all points
 *
 * Ring r of shape s is first_ring[s] + r; its points are xy[2 × first_point[ring]] up to the next ring's first.
 * Shapes out of the project's cache are packed at first, each until somebody asks for its rings: a map at full extent needs
 * no polygon, only its box. Who reads xy itself calls lb_shapes_unpack_all() before.
 */
#pragma once
#include "maps/shapes.h"

G_BEGIN_DECLS

typedef struct _LbPacked LbPacked;

struct _LbShapes {
  gatomicrefcount refs;
  guint n;
  guint *first_ring;  /* n + 1                 */
  gsize *first_point; /* first_ring[n] + 1     */
  double *xy;         /* 2 × first_point[last] */
  LbBox *boxes;       /* n                     */
  LbBox extent;
  LbPacked *packed;   /* NULL: never was       */
};

/* Sees to it that the points of @shape, of all shapes stand in xy. O(points) at the first call; the latter on all cores. Any thread. */
void lb_packed_unpack (const LbShapes *self, guint shape);
void lb_shapes_unpack_all (const LbShapes *self);
void lb_packed_free (LbPacked *self);

static inline void
lb_shapes_unpack (const LbShapes *self, guint shape)
{
  if (self->packed != NULL)
    lb_packed_unpack (self, shape);
}

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
/* Snapped shapes as one blob for the project's cache (about 6 bytes a point and 44 a shape), with the EPSG code of their system; and back,
 * packed, with a reference on @bytes: NULL when the blob is not of this version or broken. Cost of the latter: O(shapes + bytes), a sum. */
#define LB_SHAPES_BLOB_MOST 100000000 /* points: a blob of SQLite ends at 10⁹ bytes */
GBytes   *lb_shapes_to_bytes (const LbShapes *self, int epsg);
LbShapes *lb_shapes_from_bytes (GBytes *bytes, int *epsg);
/* Writes the sum of the rest into the head of a blob that was put together by hand, for tests. */
void      lb_shapes_seal_bytes (guint8 *data, gsize length);

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
