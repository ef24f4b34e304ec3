/* band.h - the rubber band or lasso that is being drawn on the map
 *
 * Only points and what shall happen to them: which tool a drag takes hold of under the keys held, the outline so far, and whether it
 * encloses anything. The canvas draws it and asks its painter what lies under it. Plain value; needs no display.
 */
#pragma once
#include "ui/state.h"

G_BEGIN_DECLS

typedef struct {
  LbTool tool;   /* LB_TOOL_PAN: nothing is being drawn */
  LbMarkHow how;
  GArray *xy;    /* double x, y; of a rectangle its four corners */
} LbBand;

/* What a drag draws. A tool replaces what was marked, Shift adds to it, Control takes away from it; without a tool the keys alone
 * draw a rectangle, and without either the map is panned: LB_TOOL_PAN. */
LbTool lb_band_choose (LbTool tool, gboolean shift, gboolean control, LbMarkHow *how);

void     lb_band_begin (LbBand *self, LbTool tool, LbMarkHow how, double x, double y);
void     lb_band_extend (LbBand *self, double x, double y);
gboolean lb_band_is_drawn (const LbBand *self);
/* An area large enough to be meant: not a click that trembled. */
gboolean lb_band_encloses (const LbBand *self);
/* Forgets the outline. */
void     lb_band_end (LbBand *self);

G_END_DECLS
