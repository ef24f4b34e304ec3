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
  guint16 *first_x, *first_y; /* of each: the first cell it touches                   */
  guint letters;        /* of the longest name                                       */
} LbLabelIndex;

LbLabelIndex *lb_label_index_new (const LbBoundaries *boundaries, LbLevel level, gint32 day);
void          lb_label_index_free (LbLabelIndex *self);
/* Calls @each with the number of every region whose box touches @box, each once, in an order that depends on the ground only. */
void lb_label_index_query (const LbLabelIndex *self, LbBox box, void (*each) (guint number, gpointer data), gpointer data);

/* Names of one level by place, once the anchors of all are known. */
typedef struct {
  double x, y; /* anchor                                    */
  guint64 rank;
  guint number;
  guint letters; /* of the name, 255 for more               */
} LbLabelPoint;

typedef struct {
  LbBox area;
  double cell; /* metres */
  guint columns, rows;
  guint n;
  guint *starts;        /* by cell, and the end */
  LbLabelPoint *points; /* cell by cell         */
} LbLabelPoints;

void lb_label_points_free (LbLabelPoints *self);
/* Calls @each with all that stand in @box. */
void lb_label_points_find (const LbLabelPoints *self, LbBox box, void (*each) (const LbLabelPoint *point, gpointer data), gpointer data);

/* A surface that names may not leave, with what is taken on it. */
typedef struct {
  const LbView *view;
  const cairo_rectangle_t *taken;
  guint n_taken;
  guint from, end; /* regions of @level that are named, by number; end 0: all */
  LbLevel level;   /* of the map */
} LbLabelRoom;

/* Which names find room at one scale. A name's fate hangs on the names that come before it and could touch it, whether they are
 * in view or not, so it is the same in every view of this scale; it is settled when it is first asked for. One thread at a time. */
typedef struct _LbLabelPlan LbLabelPlan;
/* @room: NULL for a map that moves; else names keep to it, and the plan is good for this view only. Borrows @ground and @room. */
LbLabelPlan *lb_label_plan_new (LbGround *ground, double scale, LbMedium medium, const LbLabelRoom *room);
void         lb_label_plan_free (LbLabelPlan *self);
gboolean     lb_label_plan_is_for (const LbLabelPlan *self, double scale, LbMedium medium);
/* Names of @level that reach into @view, appended to @labels (LbPlacedLabel). @deadline (g_get_monotonic_time(); 0: none): regions whose anchor is
 * still to be found then are left out, and the plan is not whole. */
void         lb_label_plan_collect (LbLabelPlan *self, LbLevel level, const LbView *view, gint64 deadline, GArray *labels);
/* FALSE once something was left out for lack of time. */
gboolean     lb_label_plan_is_whole (const LbLabelPlan *self);

/* (transfer full) (element-type LbPlacedLabel): the names that find room and reach into @view; with @room, which must be of this
 * view, those that stand inside it. @deadline as above. Any thread. Cost: the names that are not settled yet at this scale. */
GArray *lb_map_place_labels (LbMap *self, const LbView *view, const LbLabelRoom *room, LbMedium medium, gint64 deadline);

/* The index of a level, made at the first call; stays with the ground. Any thread. */
const LbLabelIndex *lb_ground_get_label_index (LbGround *self, LbLevel level);
/* The points of a level; NULL as long as an anchor of it is unknown. Needs the ranks of the names. Any thread. */
const LbLabelPoints *lb_ground_get_label_points (LbGround *self, LbLevel level);
/* Township names are bold; among names of grids those of villages are too. */
LbHand lb_label_hand (const LbGround *ground, LbLevel level, LbMedium medium);

G_END_DECLS
