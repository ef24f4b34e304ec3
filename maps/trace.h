/* trace.h - ground coordinates become a cairo path that is no finer than the surface shows
 *
 * Points are moved to a grid of a quarter pixel (0.05 mm in print) and repeated ones are left out. The grid belongs to the
 * surface, so a border that two regions share stays the same line for both, whichever way round it runs: no gap
 * opens. In print, points that lie on the straight way between others within 0.035 mm are left out too, and so is what
 * runs beyond the surface. Private to the room.
 */
#pragma once
#include "maps/map-private.h"

G_BEGIN_DECLS

typedef struct {
  cairo_t *cr;
  LbView view;
  double grid;   /* of the surface, user units                             */
  double margin; /* beyond the surface within which things are still drawn */
  double left, top;  /* where the grid of the page lies                    */
  double tolerance;  /* of straight lines; 0: every point is drawn         */
} LbTrace;

LbTrace  lb_trace_new (cairo_t *cr, const LbView *view, LbMedium medium);
gboolean lb_trace_shows (const LbTrace *self, LbBox ground);
/* TRUE for what is smaller than the grid. */
gboolean lb_trace_is_speck (const LbTrace *self, LbBox ground);
/* Adds the rings of a shape to the current path; a speck becomes one pixel, an empty shape nothing. */
void     lb_trace_shape (const LbTrace *self, const LbShapes *shapes, guint shape);
/* Adds @n points as one open line, closed when its ends are the same. */
void     lb_trace_line (const LbTrace *self, const double *points, guint n);

G_END_DECLS
