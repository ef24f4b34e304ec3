#include "config.h"
#include "maps/scene.h"
#include "maps/boundary-cache.h"

struct _LbScene {
  gatomicrefcount refs;
  LbBoundaries *boundaries;
  LbLevel level;
  GArray *pieces; /* LbMapPiece */
  LbLevels *levels;
  guint32 *owners[LB_N_LEVELS];
};

typedef struct {
  const LbRegionTree *tree;
  const LbShapes *shapes;
  LbLevel level;
  GArray *pieces;
} Search;

static gboolean
has_shape (const Search *search, guint region)
{
  return region < lb_shapes_get_n (search->shapes) && lb_shapes_get_n_rings (search->shapes, region) > 0;
}

static void
add_piece (Search *search, guint shape, guint owner)
{
  LbMapPiece piece = {shape, owner};

  g_array_append_val (search->pieces, piece);
}

/* Shapes below @region down to the first that has one on each branch. FALSE when there is none. */
static gboolean
add_from_below (Search *search, guint region, guint owner)
{
  const LbRegion *own = lb_region_tree_get (search->tree, region);
  gboolean any = FALSE;

  if (has_shape (search, region)) {
    add_piece (search, region, owner);
    return TRUE;
  }
  for (guint child = region + 1; child < own->end; child = lb_region_tree_get (search->tree, child)->end)
    any = add_from_below (search, child, owner) || any;
  return any;
}

/* Walks down to the level asked for; a branch that ends above it is shown by its last polygon. */
static gboolean
add_branch (Search *search, guint region)
{
  const LbRegion *own = lb_region_tree_get (search->tree, region);
  gboolean any = FALSE;

  if (own->level >= search->level)
    return add_from_below (search, region, region);
  for (guint child = region + 1; child < own->end; child = lb_region_tree_get (search->tree, child)->end)
    any = add_branch (search, child) || any;
  if (!any && has_shape (search, region)) {
    add_piece (search, region, region);
    any = TRUE;
  }
  return any;
}

GArray *
lb_pieces_find (const LbBoundaries *boundaries, LbLevel level)
{
  Search search = {lb_boundaries_get_regions (boundaries), lb_boundaries_get_shapes (boundaries), level,
                   g_array_new (FALSE, FALSE, sizeof (LbMapPiece))};
  guint n = lb_region_tree_get_n (search.tree);

  for (guint root = 0; root < n; root = lb_region_tree_get (search.tree, root)->end)
    add_branch (&search, root);
  return search.pieces;
}

/* For each shape + 1 the number + 1 of the region of @level it is drawn for. */
static guint32 *
find_owners (const LbRegionTree *tree, const GArray *pieces, LbLevel level)
{
  guint32 *owners = g_new0 (guint32, (gsize) lb_region_tree_get_n (tree) + 1);

  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    int ancestor = lb_region_tree_get_ancestor (tree, piece.owner, level);
    owners[piece.shape + 1] = (guint32) (ancestor + 1);
    if (ancestor < 0 && level == LB_LEVEL_COUNTY)
      owners[piece.shape + 1] = G_MAXUINT32; /* a bare file has no county: its outer border is one all the same */
  }
  return owners;
}

LbLevels *
lb_pieces_make_levels (const LbShapes *shapes, const GArray *pieces, GCancellable *cancellable, GError **error)
{
  g_autofree guint *members = g_new (guint, (gsize) pieces->len + 1);

  for (guint i = 0; i < pieces->len; i++)
    members[i] = g_array_index (pieces, LbMapPiece, i).shape;
  g_autoptr (LbTopology) topology = lb_topology_new_for (shapes, members, pieces->len, cancellable, error);
  return topology != NULL ? lb_levels_new (topology, cancellable, error) : NULL;
}

/* Kept in the project under the level's name. That it cannot be written (read-only) does no harm. */
static LbLevels *
load_levels (LbScene *self, const char *project, GCancellable *cancellable, GError **error)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (self->boundaries);
  const char *name = lb_level_to_text (self->level);
  g_autoptr (LbProject) reader = lb_project_open (project, LB_DB_READ, NULL);
  LbLevels *levels = reader != NULL ? lb_levels_load (reader, name, lb_shapes_get_n (shapes), NULL) : NULL;

  if (levels != NULL)
    return levels;
  levels = lb_pieces_make_levels (shapes, self->pieces, cancellable, error);
  if (levels != NULL && lb_shapes_get_n_points (shapes) >= LB_BOUNDARY_CACHE_WORTH) {
    g_autoptr (LbProject) writer = lb_project_open (project, LB_DB_WRITE, NULL);
    if (writer != NULL)
      lb_levels_store (writer, name, levels, NULL);
  }
  return levels;
}

LbScene *
lb_scene_new (LbBoundaries *boundaries, LbLevel level, const char *project, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbScene) self = g_new0 (LbScene, 1);

  g_atomic_ref_count_init (&self->refs);
  self->boundaries = lb_boundaries_ref (boundaries);
  self->level = level;
  self->pieces = lb_pieces_find (boundaries, level);
  for (int i = 0; i < LB_N_LEVELS; i++)
    self->owners[i] = find_owners (lb_boundaries_get_regions (boundaries), self->pieces, (LbLevel) i);
  self->levels = project != NULL ? load_levels (self, project, cancellable, error)
                                 : lb_pieces_make_levels (lb_boundaries_get_shapes (boundaries), self->pieces, cancellable, error);
  return self->levels != NULL ? g_steal_pointer (&self) : NULL;
}

LbScene *
lb_scene_ref (LbScene *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_scene_unref (LbScene *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lb_boundaries_unref (self->boundaries);
  g_array_unref (self->pieces);
  g_clear_pointer (&self->levels, lb_levels_unref);
  for (int i = 0; i < LB_N_LEVELS; i++)
    g_free (self->owners[i]);
  g_free (self);
}

LbLevel
lb_scene_get_level (const LbScene *self)
{
  return self->level;
}

guint
lb_scene_get_owner (const LbScene *self, guint shape)
{
  for (int level = LB_N_LEVELS - 1; level >= 0; level--)
    if (self->owners[level][shape + 1] != 0)
      return self->owners[level][shape + 1] - 1;
  return shape;
}

const GArray *
lb_scene_get_pieces (const LbScene *self)
{
  return self->pieces;
}

LbLevels *
lb_scene_get_levels (const LbScene *self)
{
  return self->levels;
}

const guint32 *
lb_scene_get_owners (const LbScene *self, LbLevel level)
{
  return self->owners[level];
}
