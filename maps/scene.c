#include "config.h"
#include "maps/ground.h"
#include "maps/scene.h"
#include "maps/boundary-cache.h"
#include "maps/sketch.h"

#define KEY_BITS 32

struct _LbScene {
  gatomicrefcount refs;
  LbBoundaries *boundaries;
  LbLevel level;
  LbGround *ground;
  const GArray *pieces; /* LbMapPiece, of the ground */
  LbLevels *levels;
  gsize sketch_made;
  LbSketch *sketch; /* NULL: not worth one */
  guint32 *owners; /* by shape: the region it is drawn for, + 1 */
  guint32 *keys;
  guint32 fields[LB_N_LEVELS];
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

/* The region of each level that a piece is drawn for, + 1; 0: none. */
static void
find_ancestors (const LbRegionTree *tree, guint owner, guint32 ancestors[LB_N_LEVELS])
{
  for (int level = 0; level < LB_N_LEVELS; level++)
    ancestors[level] = (guint32) (lb_region_tree_get_ancestor (tree, owner, (LbLevel) level) + 1);
  if (ancestors[LB_LEVEL_COUNTY] == 0)
    ancestors[LB_LEVEL_COUNTY] = G_MAXUINT32; /* a bare file has no county: its outer border is one all the same */
}

/* Counts the regions of each level within the region above, in tree order. */
typedef struct {
  guint32 last[LB_N_LEVELS];
  guint32 number[LB_N_LEVELS];
} Counting;

static void
count_on (Counting *self, const guint32 ancestors[LB_N_LEVELS])
{
  gboolean other = FALSE;

  for (int level = 0; level < LB_N_LEVELS; level++) {
    if (other)
      self->number[level] = ancestors[level] != 0;
    else if (ancestors[level] != self->last[level])
      self->number[level]++;
    other = other || ancestors[level] != self->last[level];
    self->last[level] = ancestors[level];
  }
}

/* Widths of the fields from the greatest numbers, laid out from the highest level down. Fields that together need more than a key has (no
 * county of this world) leave the lowest level fewer, so that some of its borders are missed. */
static void
lay_out_fields (const LbRegionTree *tree, const GArray *pieces, guint shifts[LB_N_LEVELS], guint32 fields[LB_N_LEVELS])
{
  Counting counting = {0};
  guint32 most[LB_N_LEVELS] = {0}, ancestors[LB_N_LEVELS];
  guint used = 0;

  for (guint i = 0; i < pieces->len; i++) {
    find_ancestors (tree, g_array_index (pieces, LbMapPiece, i).owner, ancestors);
    count_on (&counting, ancestors);
    for (int level = 0; level < LB_N_LEVELS; level++)
      most[level] = MAX (most[level], counting.number[level]);
  }
  for (int level = 0; level < LB_N_LEVELS; level++) {
    guint width = MIN (g_bit_storage (most[level]), KEY_BITS - used);
    used += width;
    shifts[level] = KEY_BITS - used;
    fields[level] = width > 0 && most[level] > 0 ? (G_MAXUINT32 >> (KEY_BITS - width)) << shifts[level] : 0;
  }
}

static void
make_keys (LbScene *self)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (self->boundaries);
  guint n = lb_region_tree_get_n (tree), shifts[LB_N_LEVELS];
  guint32 ancestors[LB_N_LEVELS];
  Counting counting = {0};

  self->owners = g_new0 (guint32, (gsize) n + 1);
  self->keys = g_new0 (guint32, (gsize) n + 1);
  lay_out_fields (tree, self->pieces, shifts, self->fields);
  for (guint i = 0; i < self->pieces->len; i++) {
    LbMapPiece piece = g_array_index (self->pieces, LbMapPiece, i);
    find_ancestors (tree, piece.owner, ancestors);
    count_on (&counting, ancestors);
    self->owners[piece.shape] = piece.owner + 1;
    for (int level = 0; level < LB_N_LEVELS; level++)
      if (self->fields[level] != 0)
        self->keys[piece.shape + 1] |= counting.number[level] << shifts[level] & self->fields[level];
  }
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
  self->ground = lb_ground_new (boundaries, level, error);
  if (self->ground == NULL)
    return NULL;
  self->pieces = self->ground->pieces;
  make_keys (self);
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
  g_clear_pointer (&self->ground, lb_ground_unref);
  g_clear_pointer (&self->levels, lb_levels_unref);
  g_clear_pointer (&self->sketch, lb_sketch_free);
  g_free (self->owners);
  g_free (self->keys);
  g_free (self);
}

LbGround *
lb_scene_get_ground (const LbScene *self)
{
  return self->ground;
}

LbLevel
lb_scene_get_level (const LbScene *self)
{
  return self->level;
}

guint
lb_scene_get_owner (const LbScene *self, guint shape)
{
  return self->owners[shape] != 0 ? self->owners[shape] - 1 : shape;
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

const LbSketch *
lb_scene_get_sketch (LbScene *self)
{
  if (g_once_init_enter (&self->sketch_made)) {
    self->sketch = lb_sketch_is_worth (self->levels) ? lb_sketch_new (self->levels) : NULL;
    g_once_init_leave (&self->sketch_made, 1);
  }
  return self->sketch;
}

const guint32 *
lb_scene_get_keys (const LbScene *self)
{
  return self->keys;
}

guint32
lb_scene_get_field (const LbScene *self, LbLevel level)
{
  return self->fields[level];
}
