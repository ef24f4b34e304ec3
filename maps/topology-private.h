/* topology-private.h - how the arcs come about, for the files of topology and for its tests
 *
 * topology-vertices.c finds equal vertices and junctions, topology-arcs.c cuts rings, matches their pieces and
 * gives them sides. Points of all shapes are numbered through as in LbShapes.
 */
#pragma once
#include "maps/shapes-private.h"
#include "maps/topology.h"

G_BEGIN_DECLS

struct _LbTopology {
  gatomicrefcount refs;
  LbShapes *shapes;
  guint n_arcs, n_nodes;
  const double **xy; /* n_arcs: into the shapes' points, or into copies */
  guint *n;          /* n_arcs                                          */
  guint32 *left, *right, *from, *to;
  double *copies;    /* points of arcs that run over their ring's start */
  guint *first_use;  /* n rings + 1                                     */
  int *uses;         /* first_use[n rings], signed arcs                 */
  guint8 *interior_left; /* n rings: the shape lies left of the ring's direction */
  LbExtraSide *extras;
  guint n_extras;
};

/* What is needed only while building. */
typedef struct {
  const LbShapes *shapes;
  const guint8 *member; /* n shapes; NULL: all   */
  guint n_threads;
  GCancellable *cancellable;
  guint n_rings;
  gsize n_points;
  double scale;       /* grid cells per unit of the coordinates         */
  guint32 *ids;       /* n_points: the first point at the same place    */
  guint8 *junction;   /* n_points, at ids: arcs end here                */
  guint8 *first_bits; /* bit p: a ring begins at point p                */
} LbTopologyBuild;

/* The points of ring @ring that count: from *begin up to, not including, *end, where it closes; tail points equal to the
 * first are left out. FALSE when fewer than two places remain. Needs the ids. */
gboolean lb_topology_trim_ring (const LbTopologyBuild *build, guint ring, guint32 *begin, guint32 *end);

/* Whether @shape takes part. */
static inline gboolean
lb_topology_has (const LbTopologyBuild *build, guint shape)
{
  return build->member == NULL || build->member[shape];
}

/* Fills ids and junction. */
void lb_topology_find_vertices (LbTopologyBuild *build);
void lb_topology_find_junctions (LbTopologyBuild *build);

/* Signed area of ring @ring of all, counter-clockwise positive, with its first point as origin. */
double lb_topology_measure_ring (const LbShapes *shapes, guint ring);

/* Fills arcs, uses, sides and nodes of @self. */
void lb_topology_cut (LbTopology *self, LbTopologyBuild *build);
void lb_topology_give_sides (LbTopology *self, LbTopologyBuild *build);

/* Cells of the grid on which vertices meet, per unit of the coordinates: degrees where @extent fits, else metres. */
double lb_topology_choose_scale (LbBox extent);

/* lb_topology_new_for() on @n_threads threads; @members may be NULL for all. */
LbTopology *lb_topology_new_threads (const LbShapes *shapes, const guint *members, guint n_members, guint n_threads,
                                     GCancellable *cancellable, GError **error);

static inline guint64
lb_topology_mix (guint64 a, guint64 b)
{
  guint64 h = a * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) ^ (b + (b << 32 | b >> 32)) * G_GUINT64_CONSTANT (0xC2B2AE3D27D4EB4F);

  h ^= h >> 29;
  h *= G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  return h ^ h >> 32;
}

G_END_DECLS
