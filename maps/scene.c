#include "config.h"
#include "maps/ground.h"
#include "maps/scene.h"
#include "maps/boundary-cache.h"
#include "maps/sketch.h"
#include "src/date.h"

#include <string.h>

#define KEY_BITS 32

struct _LbScene {
  gatomicrefcount refs;
  LbBoundaries *boundaries;
  LbLevel level;
  LbGround *ground;
  const GArray *pieces; /* LbMapPiece, of the ground */
  LbLevels *levels;
  int sketch_begun;
  LbSketch *sketch; /* NULL: not worth one, or not yet made */
  guint32 *owners; /* by shape: the region it is drawn for, + 1 */
  guint32 *keys;
  guint32 fields[LB_N_LEVELS];
};

/* The region of each level that a piece is drawn for, + 1; 0: none. */
static void
find_ancestors (const LbRegionTree *tree, guint owner, guint32 ancestors[LB_N_LEVELS])
{
  memset (ancestors, 0, LB_N_LEVELS * sizeof (guint32));
  for (int at = (int) owner; at >= 0;) { /* every step up is a higher level */
    const LbRegion *region = lb_region_tree_get (tree, (guint) at);
    ancestors[region->level] = (guint32) at + 1;
    at = region->parent;
  }
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

char *
lb_pieces_dup_name (LbRegionTree *tree, LbLevel level, gint32 day)
{
  gint32 since = lb_pieces_get_since (tree, day);

  /* Without history as it was before there was any. */
  return since == LB_DAY_ALWAYS ? g_strdup (lb_level_to_text (level)) : g_strdup_printf ("%s@%d", lb_level_to_text (level), since);
}

/* Kept in the project under its name. That it cannot be written (read-only) does no harm. */
static LbLevels *
load_levels (LbScene *self, const char *project, GCancellable *cancellable, GError **error)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (self->boundaries);
  g_autofree char *name = lb_pieces_dup_name (lb_boundaries_get_regions (self->boundaries), self->level, self->ground->day);
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
  return lb_scene_new_at (boundaries, level, LB_DAY_NONE, project, cancellable, error);
}

gboolean
lb_scene_fits (const LbScene *self, LbBoundaries *boundaries, LbLevel level, gint32 day)
{
  LbRegionTree *tree = lb_boundaries_get_regions (boundaries);

  return self->boundaries == boundaries && self->level == level &&
         lb_pieces_get_since (tree, self->ground->day) == lb_pieces_get_since (tree, day);
}

LbScene *
lb_scene_new_at (LbBoundaries *boundaries, LbLevel level, gint32 day, const char *project, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbScene) self = g_new0 (LbScene, 1);

  g_atomic_ref_count_init (&self->refs);
  self->boundaries = lb_boundaries_ref (boundaries);
  self->level = level;
  g_autoptr (LbAtlas) atlas = lb_atlas_new (error);
  if (atlas == NULL)
    return NULL;
  self->ground = lb_ground_new (atlas, boundaries, level, day);
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

static gpointer
make_sketch (gpointer data)
{
  LbScene *self = data;

  g_atomic_pointer_set (&self->sketch, lb_sketch_new (self->levels));
  lb_scene_unref (self);
  return NULL;
}

const LbSketch *
lb_scene_get_sketch (LbScene *self)
{
  if (g_atomic_int_compare_and_exchange (&self->sketch_begun, FALSE, TRUE) && lb_sketch_is_worth (self->levels))
    g_thread_unref (g_thread_new ("sketch", make_sketch, lb_scene_ref (self)));
  return g_atomic_pointer_get (&self->sketch);
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

gboolean
lb_scene_has_border (const LbScene *self, LbLevel level)
{
  guint32 above = 0, own = self->fields[level];
  LbDetail detail;

  for (int i = 0; i < (int) level; i++)
    above |= self->fields[i];
  lb_levels_get_detail (self->levels, 0, &detail);
  for (guint arc = 0; arc < detail.n_arcs; arc++) {
    guint32 left = detail.left[arc], right = detail.right[arc];
    guint32 differ = self->keys[left == LB_NO_SHAPE ? 0 : left + 1] ^ self->keys[right == LB_NO_SHAPE ? 0 : right + 1];
    if ((differ & own) != 0 && (differ & above) == 0)
      return TRUE;
  }
  return FALSE;
}
