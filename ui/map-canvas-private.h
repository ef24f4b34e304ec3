/* map-canvas-private.h - what drawing (map-canvas.c) and input (map-canvas-input.c) share */
#pragma once
#include "ui/band.h"
#include "ui/map-canvas.h"
#include "ui/spare-painters.h"

struct _LbMapCanvas {
  GtkWidget parent_instance;
  LbState *state;
  LbLoader *loader;
  LbPicture *picture;  /* what painter and texture are of                                        */
  LbPainter *painter;  /* that painted the texture: picks and outlines                           */
  LbSparePainters spare; /* of textures before it                                                */
  GdkTexture *texture; /* last painted                                                           */
  LbView painted;      /* view of the texture, in logical pixels                                 */
  guint wanted, shown; /* painting wished for last, painting on the screen                       */
  gboolean painting;
  gboolean fine;       /* what is on the screen was painted at rest                              */
  gboolean framed;     /* the view is the fitted one and stays so when the widget grows           */
  guint settle;        /* idle that follows the widget's size, outside of layout                 */
  LbView dragged;      /* view at the start of a drag or pinch                                   */
  gboolean moved;      /* the button was pressed and the pointer left the threshold: no click     */
  gboolean draws;      /* the drag draws the band, or did until Escape, and does not pan */
  LbBand band;
  double pointer_x, pointer_y;
};

/* Called by lb_map_canvas_init(): gestures. */
void lb_map_canvas_init_input (LbMapCanvas *self);
/* Called by class_init: keys. */
void lb_map_canvas_class_init_input (GtkWidgetClass *widget_class);
/* Zooms around a point, held between the whole county twice over and a quarter of a metre a pixel. */
void lb_map_canvas_zoom_at (LbMapCanvas *self, const LbView *from, double factor, double x, double y);
