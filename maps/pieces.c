/* Which polygons are filled for which regions at a level, on a day
 *
 * A region without a polygon is shown by those below it, and a branch that ends above the level by its last one. A region that no longer
 * stands is left out; its ground is its successor's, so where the successor's own polygon does not cover it, the old polygon, or those of
 * what lay in it, are drawn for the successor. While those it is made of still stand, a successor with one polygon for all of them waits.
 */
#include "config.h"
#include "maps/map-private.h"
#include "src/date.h"

#include <math.h>

#define MADE_OF 0.9 /* of its area lies in those that go into it: it is made of them */

typedef struct {
  LbRegionTree *tree;
  const LbShapes *shapes;
  LbLevel level;
  gint32 day;
  gboolean *waiting; /* by region: those it is made of still stand; NULL: none waits */
  GArray *pieces;
} Search;

static gboolean
has_own (const Search *self, guint region)
{
  return region < lb_shapes_get_n (self->shapes) && lb_shapes_get_n_rings (self->shapes, region) > 0;
}

/* The same but for a successor that waits. */
static gboolean
has_shape (const Search *self, guint region)
{
  return has_own (self, region) && (self->waiting == NULL || !self->waiting[region]);
}

static void
add_piece (Search *self, guint shape, guint owner)
{
  LbMapPiece piece = {shape, owner};

  g_array_append_val (self->pieces, piece);
}

/* Whether the polygon of @region lies in that of @around, by a point well inside it. */
static gboolean
lies_in (const Search *self, guint region, guint around)
{
  double x, y;

  return has_own (self, around) && lb_polylabel (self->shapes, region, &x, &y) >= 0 &&
         lb_shapes_contain (self->shapes, around, x, y);
}

/* Who answers for a region that no longer stands; -1: nobody. */
static int
find_heir (const Search *self, guint region)
{
  guint heir = lb_region_tree_resolve (self->tree, region, self->day);

  return lb_region_stands (lb_region_tree_get (self->tree, heir), self->day) ? (int) heir : -1;
}

/* The region that answers at the level for what @region does. */
static guint
owner_at_level (const Search *self, guint region)
{
  int above = lb_region_tree_get_ancestor (self->tree, region, self->level);

  return above >= 0 ? (guint) above : region;
}

/* Shapes below @region down to the first that has one on each branch, for @owner; what lies in the polygon of @heir, -1: nobody's, is drawn
 * with that. FALSE when there is none. */
static gboolean
add_from_below (Search *self, guint region, guint owner, int heir)
{
  const LbRegion *own = lb_region_tree_get (self->tree, region);
  gboolean any = FALSE;

  if (!lb_region_stands (own, self->day)) {
    heir = find_heir (self, region);
    if (heir < 0 && region == owner)
      return FALSE; /* gone for good; deeper down its ground stays that of the region around it */
    owner = heir >= 0 ? owner_at_level (self, (guint) heir) : owner;
  }
  if (has_shape (self, region)) {
    if (heir < 0 || !lies_in (self, region, (guint) heir))
      add_piece (self, region, owner);
    return TRUE;
  }
  for (guint child = region + 1; child < own->end; child = lb_region_tree_get (self->tree, child)->end)
    any = add_from_below (self, child, owner, heir) || any;
  return any;
}

/* Walks down to the level asked for; a branch that ends above it is shown by its last polygon. */
static gboolean
add_branch (Search *self, guint region)
{
  const LbRegion *own = lb_region_tree_get (self->tree, region);
  gboolean any = FALSE;

  if (own->level >= self->level)
    return add_from_below (self, region, region, -1);
  for (guint child = region + 1; child < own->end; child = lb_region_tree_get (self->tree, child)->end)
    any = add_branch (self, child) || any;
  if (!any && has_shape (self, region) && lb_region_stands (own, self->day)) {
    add_piece (self, region, region);
    any = TRUE;
  }
  return any;
}

/* Successors that are still in pieces. */
static void
find_waiting (Search *self)
{
  guint n = lb_region_tree_get_n (self->tree);
  g_autofree double *within = g_new0 (double, n);

  self->waiting = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++) {
    const LbRegion *region = lb_region_tree_get (self->tree, i);
    if (region->successor >= 0 && lb_region_stands (region, self->day) && has_own (self, i) &&
        lies_in (self, i, (guint) region->successor))
      within[region->successor] += region->area_m2;
  }
  for (guint i = 0; i < n; i++)
    self->waiting[i] = within[i] > 0 && within[i] >= MADE_OF * lb_region_tree_get (self->tree, i)->area_m2;
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const LbMapPiece *first = a, *second = b;

  if (first->owner != second->owner)
    return first->owner < second->owner ? -1 : 1;
  return (first->shape > second->shape) - (first->shape < second->shape);
}

GArray *
lb_pieces_find (const LbBoundaries *boundaries, LbLevel level, gint32 day)
{
  Search search = {.tree = lb_boundaries_get_regions (boundaries), .shapes = lb_boundaries_get_shapes (boundaries), .level = level,
                   .day = day, .pieces = g_array_new (FALSE, FALSE, sizeof (LbMapPiece))};
  guint n = lb_region_tree_get_n (search.tree);
  gboolean history = lb_region_tree_get_first_end (search.tree) != LB_DAY_NONE;

  if (history)
    find_waiting (&search);
  for (guint root = 0; root < n; root = lb_region_tree_get (search.tree, root)->end)
    add_branch (&search, root);
  if (history) /* those of one region together, in tree order */
    g_array_sort (search.pieces, compare_pieces);
  g_free (search.waiting);
  return search.pieces;
}

gint32
lb_pieces_get_since (LbRegionTree *tree, gint32 day)
{
  gint32 since = LB_DAY_ALWAYS;

  if (lb_region_tree_get_first_end (tree) == LB_DAY_NONE)
    return since;
  for (guint i = 0; i < lb_region_tree_get_n (tree); i++) {
    const LbRegion *region = lb_region_tree_get (tree, i);
    if (region->valid_to != LB_DAY_NONE && !lb_region_stands (region, day))
      since = MAX (since, region->valid_to + 1);
  }
  return since;
}
