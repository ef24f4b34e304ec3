/* Ground to surface and back: plain arithmetic, no display, no projection. */
#include "config.h"
#include "maps/map.h"

LbView
lb_view_fit (LbBox ground, double width, double height, double margin)
{
  double ground_width = ground.max_x - ground.min_x, ground_height = ground.max_y - ground.min_y;
  double room_width = MAX (width - 2 * margin, 1), room_height = MAX (height - 2 * margin, 1);
  LbView view = {0, 0, 1, width, height};

  if (!(ground_width >= 0) || !(ground_height >= 0))
    return view;
  /* A point or a line still gets a scale: a metre a pixel at most. */
  view.scale = MIN (ground_width > 0 ? room_width / ground_width : 1, ground_height > 0 ? room_height / ground_height : 1);
  view.east0 = (ground.min_x + ground.max_x) / 2 - width / 2 / view.scale;
  view.north0 = (ground.min_y + ground.max_y) / 2 + height / 2 / view.scale;
  return view;
}

void
lb_view_to_surface (const LbView *view, double east, double north, double *x, double *y)
{
  *x = (east - view->east0) * view->scale;
  *y = (view->north0 - north) * view->scale;
}

void
lb_view_to_ground (const LbView *view, double x, double y, double *east, double *north)
{
  *east = view->east0 + x / view->scale;
  *north = view->north0 - y / view->scale;
}

LbView
lb_view_zoom (const LbView *view, double factor, double x, double y)
{
  LbView zoomed = *view;

  if (!(factor > 0))
    return zoomed;
  zoomed.scale *= factor;
  zoomed.east0 += x / view->scale - x / zoomed.scale;
  zoomed.north0 -= y / view->scale - y / zoomed.scale;
  return zoomed;
}

LbView
lb_view_pan (const LbView *view, double dx, double dy)
{
  LbView panned = *view;

  panned.east0 -= dx / view->scale;
  panned.north0 += dy / view->scale;
  return panned;
}
