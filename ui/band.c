#include "config.h"
#include "ui/band.h"

#include <math.h>

#define LEAST_STEP  2.0 /* pixels between two points of a lasso        */
#define LEAST_AREA 16.0 /* square pixels; less is nobody's intention   */

LbTool
lb_band_choose (LbTool tool, gboolean shift, gboolean control, LbMarkHow *how)
{
  *how = control ? LB_MARK_REMOVE : shift ? LB_MARK_ADD : LB_MARK_SET;
  return tool == LB_TOOL_PAN && (shift || control) ? LB_TOOL_RECTANGLE : tool;
}

static void
add (LbBand *self, double x, double y)
{
  g_array_append_val (self->xy, x);
  g_array_append_val (self->xy, y);
}

static double *
point (const LbBand *self, guint i)
{
  return &g_array_index (self->xy, double, 2 * i);
}

void
lb_band_begin (LbBand *self, LbTool tool, LbMarkHow how, double x, double y)
{
  lb_band_end (self);
  self->tool = tool;
  self->how = how;
  self->xy = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < (tool == LB_TOOL_RECTANGLE ? 4 : 1); i++)
    add (self, x, y);
}

void
lb_band_extend (LbBand *self, double x, double y)
{
  if (self->xy == NULL)
    return;
  if (self->tool == LB_TOOL_RECTANGLE) {
    point (self, 1)[0] = point (self, 2)[0] = x;
    point (self, 2)[1] = point (self, 3)[1] = y;
    return;
  }
  const double *last = point (self, self->xy->len / 2 - 1);
  if (hypot (x - last[0], y - last[1]) >= LEAST_STEP)
    add (self, x, y);
}

gboolean
lb_band_is_drawn (const LbBand *self)
{
  return self->xy != NULL;
}

gboolean
lb_band_encloses (const LbBand *self)
{
  guint n = self->xy != NULL ? self->xy->len / 2 : 0;
  double least[2] = {INFINITY, INFINITY}, most[2] = {-INFINITY, -INFINITY};

  for (guint i = 0; i < n; i++)
    for (guint axis = 0; axis < 2; axis++) {
      least[axis] = MIN (least[axis], point (self, i)[axis]);
      most[axis] = MAX (most[axis], point (self, i)[axis]);
    }
  return n > 2 && (most[0] - least[0]) * (most[1] - least[1]) >= LEAST_AREA;
}

void
lb_band_end (LbBand *self)
{
  g_clear_pointer (&self->xy, g_array_unref);
  self->tool = LB_TOOL_PAN;
}
