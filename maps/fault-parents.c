/* Children outside of their parents: the outline of all children of a parent is laid upon the parent's own polygon.
 *
 * Parent p becomes shape 2p of a map of its own, the dissolved outline of its children shape 2p + 1. Where both agree they share
 * their arcs; a face that the outline claims and the parent does not is ground outside.
 */
#include "config.h"
#include "maps/faults-private.h"
#include "maps/parallel.h"
#include "maps/shapes-private.h"

#include <string.h>

typedef struct {
  const LbShapes *shapes; /* all                            */
  const guint32 *parents; /* of each shape                  */
  GArray *children;       /* guint: those that have a parent with a polygon */
  GArray *around;         /* guint32: the parents, ascending                */
  guint32 *group;         /* of each shape: number of its parent in around  */
} Family;

static gboolean
has_polygon (const LbShapes *shapes, guint shape)
{
  return lb_shapes_get_n_rings (shapes, shape) > 0;
}

static void
collect (Family *family)
{
  guint n = lb_shapes_get_n (family->shapes);
  g_autofree guint8 *is_parent = g_new0 (guint8, n + 1);

  family->children = g_array_new (FALSE, FALSE, sizeof (guint));
  family->around = g_array_new (FALSE, FALSE, sizeof (guint32));
  family->group = g_new (guint32, n + 1);
  memset (family->group, 0xff, (n + 1) * sizeof (guint32));
  for (guint i = 0; i < n; i++) {
    guint32 parent = family->parents[i];
    if (parent >= n || !has_polygon (family->shapes, parent) || !has_polygon (family->shapes, i))
      continue;
    g_array_append_val (family->children, i);
    is_parent[parent] = 1;
  }
  g_autofree guint32 *number = g_new0 (guint32, n + 1);
  for (guint32 i = 0; i < n; i++)
    if (is_parent[i]) {
      number[i] = family->around->len;
      g_array_append_val (family->around, i);
    }
  for (guint i = 0; i < family->children->len; i++) {
    guint child = g_array_index (family->children, guint, i);
    family->group[child] = number[family->parents[child]];
  }
}

static void
family_clear (Family *family)
{
  g_array_unref (family->children);
  g_array_unref (family->around);
  g_free (family->group);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Family, family_clear)

/* (transfer full): parents and outlines in turn. */
static LbShapes *
pair_outlines (const Family *family, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbTopology) topology = lb_topology_new_for (family->shapes, (const guint *) (gpointer) family->children->data,
                                                         family->children->len, cancellable, error);
  if (topology == NULL)
    return NULL;
  g_autoptr (LbShapes) outlines = lb_topology_dissolve (topology, family->group, family->around->len);
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  for (guint i = 0; i < family->around->len; i++) {
    lb_shapes_builder_begin_shape (builder);
    lb_shapes_builder_add_rings (builder, family->shapes, g_array_index (family->around, guint32, i));
    lb_shapes_builder_begin_shape (builder);
    lb_shapes_builder_add_rings (builder, outlines, i);
  }
  return lb_shapes_builder_end (builder);
}

static guint32
child_at (const Family *family, guint32 group, double x, double y)
{
  for (guint i = 0; i < family->children->len; i++) {
    guint child = g_array_index (family->children, guint, i);
    if (family->group[child] == group && lb_shapes_contain (family->shapes, child, x, y))
      return child;
  }
  return LB_NO_SHAPE;
}

static gboolean
claims (const LbLoop *loop, guint32 shape)
{
  for (guint i = 0; i < loop->n_claims; i++)
    if (loop->claims[i] == shape)
      return TRUE;
  return FALSE;
}

/* A face along which the outline stands alone may still lie deep inside the parent: a point of it tells. */
static void
judge_face (const Family *family, const LbShapes *pairs, const LbArrangement *arrangement, guint index,
            const LbLoop *loop, GArray *faults)
{
  for (guint i = 0; i < loop->n_claims; i++) {
    guint32 outline = loop->claims[i];
    double x, y;
    if (outline % 2 == 0 || claims (loop, outline - 1))
      continue;
    lb_arrangement_find_inside (arrangement, index, &x, &y);
    if (lb_shapes_contain (pairs, outline - 1, x, y) || !lb_shapes_contain (pairs, outline, x, y))
      continue;
    guint32 child = child_at (family, outline / 2, x, y);
    LbFault fault = {LB_FAULT_CHILD_OUTSIDE, child, g_array_index (family->around, guint32, outline / 2), x, y, loop->area, FALSE};
    if (child != LB_NO_SHAPE)
      g_array_append_val (faults, fault);
  }
}

gboolean
lb_faults_find_outside (const LbShapes *shapes, const guint32 *parents, GArray *faults, GCancellable *cancellable,
                        GError **error)
{
  g_auto (Family) family = {shapes, parents, NULL, NULL, NULL};
  gboolean complete;

  collect (&family);
  if (family.children->len == 0)
    return TRUE;
  g_autoptr (LbShapes) pairs = pair_outlines (&family, cancellable, error);
  if (pairs == NULL)
    return FALSE;
  g_autoptr (LbTopology) topology = lb_topology_new (pairs, cancellable, error);
  if (topology == NULL)
    return FALSE;
  g_autoptr (LbSegmentNet) net = lb_segment_net_new (topology);
  g_autoptr (GArray) meetings = lb_segment_net_meet (net, lb_parallel_get_default (), cancellable, &complete);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_autoptr (LbArrangement) arrangement = lb_arrangement_new (topology, net, meetings);
  guint n;
  const LbLoop *loops = lb_arrangement_get_loops (arrangement, &n);
  for (guint i = 0; i < n; i++)
    if (loops[i].area > LB_FAULT_LEAST)
      judge_face (&family, pairs, arrangement, i, &loops[i], faults);
  lb_faults_sort (faults);
  return TRUE;
}
