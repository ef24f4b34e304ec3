/* Faults of a whole county: every level by itself, and every level against the polygons above it. */
#include "config.h"
#include "maps/crs.h"
#include "maps/faults-private.h"

#include <string.h>

/* Nearest ancestor with a polygon for the regions of one level. */
static guint32 *
find_parents (const LbBoundaries *boundaries, const guint *members, guint n)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (boundaries);
  const LbShapes *shapes = lb_boundaries_get_shapes (boundaries);
  gsize size = (gsize) lb_region_tree_get_n (tree) * sizeof (guint32);
  guint32 *parents = g_malloc (size + 1);

  memset (parents, 0xff, size);
  for (guint i = 0; i < n; i++) {
    int above = lb_region_tree_get (tree, members[i])->parent;
    while (above >= 0 && lb_shapes_get_n_rings (shapes, (guint) above) == 0)
      above = lb_region_tree_get (tree, (guint) above)->parent;
    if (above >= 0)
      parents[members[i]] = (guint32) above;
  }
  return parents;
}

static gboolean
check_level (const LbBoundaries *boundaries, LbLevel level, GArray *faults, GCancellable *cancellable, GError **error)
{
  guint n;
  const guint *members = lb_region_tree_get_level (lb_boundaries_get_regions (boundaries), level, &n);
  const LbShapes *shapes = lb_boundaries_get_shapes (boundaries);

  if (n == 0)
    return TRUE;
  g_autoptr (LbTopology) topology = lb_topology_new_for (shapes, members, n, cancellable, error);
  g_autoptr (GArray) found = topology != NULL ? lb_faults_find (topology, cancellable, error) : NULL;
  if (found == NULL)
    return FALSE;
  g_array_append_vals (faults, found->data, found->len);
  g_autofree guint32 *parents = find_parents (boundaries, members, n);
  return lb_faults_find_outside (shapes, parents, faults, cancellable, error);
}

static gboolean
to_degrees (const LbBoundaries *boundaries, GArray *faults, GError **error)
{
  g_autofree char *display = g_strdup_printf ("EPSG:%d", lb_boundaries_get_epsg (boundaries));
  g_autofree char *stored = g_strdup_printf ("EPSG:%d", LB_CRS_STORED);
  g_autoptr (LbTransform) transform = lb_transform_new (display, stored, error);

  if (transform == NULL)
    return FALSE;
  for (guint i = 0; i < faults->len; i++) {
    LbFault *fault = &g_array_index (faults, LbFault, i);
    double xy[2] = {fault->x, fault->y};
    lb_transform_points (transform, xy, 1);
    fault->x = xy[0];
    fault->y = xy[1];
  }
  return TRUE;
}

GArray *
lb_faults_check (const LbBoundaries *boundaries, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) faults = g_array_new (FALSE, FALSE, sizeof (LbFault));

  for (LbLevel level = 0; level < LB_N_LEVELS; level++)
    if (!check_level (boundaries, level, faults, cancellable, error))
      return NULL;
  lb_faults_sort (faults);
  if (faults->len > 0 && !to_degrees (boundaries, faults, error))
    return NULL;
  return g_steal_pointer (&faults);
}
