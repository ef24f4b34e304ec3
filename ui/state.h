/* state.h - what the person has chosen: the one object that every part of the window observes
 *
 * A part that wants something changed sets it here, and every part that shows it hears of it by its "notify" signal;
 * no part tells another what to do. Setters notify only on change. Regions are numbers of the present region tree
 * (region.h), so choosing another project lets go of selection, hover and focus.
 * Main thread only; needs no display.
 */
#pragma once
#include "maps/map.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define LB_TYPE_STATE (lb_state_get_type ())
G_DECLARE_FINAL_TYPE (LbState, lb_state, LB, STATE, GObject)

#define LB_STATE_NO_REGION (-1)
#define LB_STATE_MIN_CLASSES 2
#define LB_STATE_MAX_CLASSES 9

/* What a drag on the map does. */
typedef enum { LB_TOOL_PAN, LB_TOOL_RECTANGLE, LB_TOOL_LASSO, LB_N_TOOLS } LbTool;

/* What happens to the marks when regions are marked. */
typedef enum { LB_MARK_SET, LB_MARK_ADD, LB_MARK_REMOVE, LB_MARK_TOGGLE } LbMarkHow;

LbState *lb_state_new (void);

/* Path of the project, NULL: none. Setting another lets go of regions, dates and view. */
const char *lb_state_get_project (LbState *self);
void        lb_state_set_project (LbState *self, const char *path);

/* Id of the indicator on the map, "" before the first is chosen. */
const char *lb_state_get_indicator (LbState *self);
void        lb_state_set_indicator (LbState *self, const char *id);

/* Id of another indicator on the same map, "" for none: it shows how both lie together. Never the same as the first. */
const char *lb_state_get_second (LbState *self);
void        lb_state_set_second (LbState *self, const char *id);

LbLevel lb_state_get_level (LbState *self);
void    lb_state_set_level (LbState *self, LbLevel level);

/* Day number, LB_DAY_NONE before a project is loaded. */
gint32 lb_state_get_as_of (LbState *self);
void   lb_state_set_as_of (LbState *self, gint32 day);
/* To the last day of the month @months after (before, when negative) that of the present date; from the middle of a
 * month one step forward is its own last day. */
void   lb_state_step_month (LbState *self, int months);

LbClassify lb_state_get_classify (LbState *self);
void       lb_state_set_classify (LbState *self, LbClassify method);
guint      lb_state_get_n_classes (LbState *self);
void       lb_state_set_n_classes (LbState *self, guint n); /* held to 2–9 */

/* Region numbers or LB_STATE_NO_REGION. Focus is the region that the map frames; none: the county. */
int  lb_state_get_selection (LbState *self);
void lb_state_set_selection (LbState *self, int region);
int  lb_state_get_hover (LbState *self);
void lb_state_set_hover (LbState *self, int region);
int  lb_state_get_focus (LbState *self);
void lb_state_set_focus (LbState *self, int region);

/* Regions that were chosen together, by rubber band, lasso or one after the other: (element-type guint) (transfer none), numbers in
 * rising order, each once; never NULL. The array never changes: another one takes its place, so whoever takes a reference may
 * keep it. They are regions of the present level: another level or project lets them go. */
GArray *lb_state_get_marks (LbState *self);
/* Marking lets go of the selection, for now these are chosen. */
void    lb_state_mark (LbState *self, LbMarkHow how, const guint *regions, guint n);
void    lb_state_clear_marks (LbState *self);
/* One region instead of all that were chosen. */
void    lb_state_choose (LbState *self, int region);
/* Lets go of the selection, or else of the marks. FALSE: there was neither. */
gboolean lb_state_let_go (LbState *self);
/* (array length=n) (transfer none): what card and status line speak of: the selection, else the marks; @n 0: neither. Valid until the next
 * change. */
const guint *lb_state_get_chosen (LbState *self, guint *n);

LbTool lb_state_get_tool (LbState *self);
void   lb_state_set_tool (LbState *self, LbTool tool);

/* Part of the ground that the map shows; scale 0 before there is one. Property "view" is read by these. */
LbView lb_state_get_view (LbState *self);
void   lb_state_set_view (LbState *self, const LbView *view);

/* Goes down to the next level of @regions inside @region and frames it; nothing happens at the lowest level. */
void lb_state_drill (LbState *self, LbRegionTree *regions, int region);
/* Goes back up: frames the parent of the focus and shows the level of what was framed. */
void lb_state_rise (LbState *self, LbRegionTree *regions);

G_END_DECLS
