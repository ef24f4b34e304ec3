/* label-private.h - what the files of the labels share: where regions of a level lie, and which names find room */
#pragma once
#include "maps/map-private.h"

G_BEGIN_DECLS

/* Regions of one level by place. Depends on the boundaries only. */
typedef struct {
  LbBox area;
  double cell; /* metres */
  guint columns, rows;
  guint n;
  const guint *numbers; /* of the regions, borrowed from the tree                    */
  LbBox *boxes;         /* of each, its own or those below it together               */
  guint *starts, *items; /* by cell: places in numbers; a region is in all cells it touches */
  guint letters;        /* of the longest name                                       */
} LbLabelIndex;

LbLabelIndex *lb_label_index_new (const LbBoundaries *boundaries, LbLevel level);
void          lb_label_index_free (LbLabelIndex *self);
/* Calls @each with the number of every region whose box touches @box, each once, in an order that depends on the ground only. */
void lb_label_index_query (const LbLabelIndex *self, LbBox box, void (*each) (guint number, gpointer data), gpointer data);

/* A surface that names may not leave, with what is taken on it. */
typedef struct {
  const LbView *view;
  const cairo_rectangle_t *taken;
  guint n_taken;
  guint from, end; /* regions of the map's level that are named, by number; end 0: all */
} LbLabelRoom;

/* Which names find room at one scale. A name's fate hangs on the names that come before it and could touch it, whether they are
 * in view or not, so it is the same in every view of this scale; it is settled when it is first asked for. One thread at a time. */
typedef struct _LbLabelPlan LbLabelPlan;
/* @room: NULL for a map that moves; else names keep to it, and the plan is good for this view only. Borrows @map and @room. */
LbLabelPlan *lb_label_plan_new (LbMap *map, double scale, LbMedium medium, const LbLabelRoom *room);
void         lb_label_plan_free (LbLabelPlan *self);
gboolean     lb_label_plan_is_for (const LbLabelPlan *self, double scale, LbMedium medium);
/* Names of @level that reach into @view, appended to @labels (LbPlacedLabel). @cr only measures. */
void         lb_label_plan_collect (LbLabelPlan *self, cairo_t *cr, LbLevel level, const LbView *view, GArray *labels);

/* (transfer full) (element-type LbPlacedLabel): the names that find room and reach into @view; with @room, which must be of this
 * view, those that stand inside it. @cr only measures. Any thread. Cost: the names that are not settled yet at this scale. */
GArray *lb_map_place_labels (LbMap *self, cairo_t *cr, const LbView *view, const LbLabelRoom *room, LbMedium medium);

/* The index of a level, made at the first call; stays with the map. Any thread. */
const LbLabelIndex *lb_map_get_label_index (LbMap *self, LbLevel level);
/* Township names are bold; among names of grids those of villages are too. */
gboolean lb_label_is_bold (const LbMap *map, LbLevel level);

G_END_DECLS
