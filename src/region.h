/* region.h - the tree of county, townships, villages and grids
 *
 * LbRegionTree is an immutable, reference-counted snapshot, so any thread may read it while the project
 * changes underneath. Regions are numbered in pre-order: a region's descendants are the numbers from
 * its own + 1 up to its `end`, so "everything below" is a range and a sum up the tree is one
 * pass from the last number to the first.
 * A region whose parent could not be found (无处安放) has no parent and takes part in no sum above it.
 *
 * History. A renamed region stays the same region; its former names and codes are its aliases. A region that was merged
 * or abolished stays in the tree, with the last day on which it stood and its successor. Rows of ledgers hang on the
 * region as it was when they were written and are never moved: on a day up to valid_to the old region answers for
 * them, on a later day lb_region_tree_resolve() gives the region that does, and figures are summed along
 * lb_region_tree_get_above(). What lies in the old region goes with it. Sums of the levels above are the same either way as
 * long as the successor lies below them, and an old case is counted once on any day.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LB_LEVEL_COUNTY,
  LB_LEVEL_TOWNSHIP,
  LB_LEVEL_AREA, /* 管区、片区: management level between township and village */
  LB_LEVEL_VILLAGE,
  LB_LEVEL_GRID,
  LB_LEVEL_JOINT_UNIT, /* 联户单元: households under one contact person, below the grid */
  LB_N_LEVELS
} LbLevel;

/* "county township area village grid joint_unit" or a depth number "0".."5" (cli.md); LB_ERROR_USAGE otherwise. */
gboolean lb_level_parse (const char *text, LbLevel *level, GError **error);
/* The word of the command line and of the column region.level. */
const char *lb_level_to_text (LbLevel level);
/* The word for people, in the user's language: 县 乡镇 管区 村 网格 联户. */
const char *lb_level_get_label (LbLevel level);

typedef struct {
  gint64 id;           /* region.id; in a bare shapefile the record's number from 1      */
  int parent;          /* number of the parent, -1 for a root                            */
  guint end;           /* one past the number of the last descendant                     */
  LbLevel level;
  const char *code;    /* "" when the region has none; digits, leading zeros kept        */
  const char *name;
  double area_m2;      /* ellipsoidal area of its polygon, or of its children together when it has none; NAN: unknown */
  const char *alias;   /* other and former names and codes, one a line; ""                */
  gint32 valid_to;     /* last day on which it stood; LB_DAY_NONE: it stands             */
  int successor;       /* number of the region that took its place, -1: none             */
} LbRegion;

/* Whether it stood on @day. */
gboolean lb_region_stands (const LbRegion *self, gint32 day);

typedef struct _LbRegionTree LbRegionTree;

LbRegionTree   *lb_region_tree_ref (LbRegionTree *self);
void            lb_region_tree_unref (LbRegionTree *self);
guint           lb_region_tree_get_n (const LbRegionTree *self);
const LbRegion *lb_region_tree_get (const LbRegionTree *self, guint number);
/* (transfer none): the parent of each region, -1 for a root, for sums over the whole tree. */
const int      *lb_region_tree_get_parents (const LbRegionTree *self);
/* (array length=n) (transfer none): numbers of the regions of @level in pre-order. */
const guint    *lb_region_tree_get_level (const LbRegionTree *self, LbLevel level, guint *n);
/* Number of the region, or -1. O(1). Codes are unique where they are not empty. */
int             lb_region_tree_find_code (const LbRegionTree *self, const char *code);
int             lb_region_tree_find_id (const LbRegionTree *self, gint64 id);
/* Nearest ancestor of @level, the region itself included; -1 when there is none. */
int             lb_region_tree_get_ancestor (const LbRegionTree *self, guint number, LbLevel level);
/* The region that answers on @day for what hangs on @number: itself while it stood, else its successor, or the
 * successor's; itself too when it was abolished without one. */
guint           lb_region_tree_resolve (const LbRegionTree *self, guint number, gint32 day);
/* Where the figures of @number go on @day: up to its parent while it stood, later over to its successor; -1: nowhere. To
 * follow it always comes to an end. */
int             lb_region_tree_get_above (const LbRegionTree *self, guint number, gint32 day);
/* The day after which the tree is not what it was: on it and before, every region stood. LB_DAY_NONE: no history. */
gint32          lb_region_tree_get_first_end (const LbRegionTree *self);
/* The deepest level that has regions. */
LbLevel         lb_region_tree_get_deepest (const LbRegionTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRegionTree, lb_region_tree_unref)

/* Builds a tree from rows in any order. Children stand in the order of their codes, then of their
 * adding. A parent_id that is unknown or would make a circle leaves the region a root; a successor that lies in the region
 * itself, or leads back to it, is none. */
typedef struct _LbRegionTreeBuilder LbRegionTreeBuilder;
LbRegionTreeBuilder *lb_region_tree_builder_new (void);
void lb_region_tree_builder_add (LbRegionTreeBuilder *self, gint64 id, gint64 parent_id, LbLevel level,
                                 const char *code, const char *name, double area_m2);
/* Of the region added last. @alias and the days may be NULL, @successor_id 0. */
void lb_region_tree_builder_set_history (LbRegionTreeBuilder *self, const char *alias, const char *valid_to,
                                         gint64 successor_id);
/* Frees @self. */
LbRegionTree *lb_region_tree_builder_end (LbRegionTreeBuilder *self);

G_END_DECLS
