#include "config.h"
#include "ui/map-canvas-private.h"

#include <math.h>

#define KEY_STEP 96         /* pixels an arrow key pans    */
#define WHEEL_FACTOR 1.25   /* zoom of one notch           */
#define KEY_FACTOR 1.5

static void
pan_by (LbMapCanvas *self, const LbView *from, double dx, double dy)
{
  LbView view;

  if (from->scale <= 0)
    return;
  view = lb_view_pan (from, dx, dy);
  self->framed = FALSE;
  lb_state_set_view (self->state, &view);
}

static void
drag_begin (LbMapCanvas *self)
{
  self->dragged = lb_state_get_view (self->state);
  self->moved = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update (GtkGestureDrag *gesture, double dx, double dy, LbMapCanvas *self)
{
  (void) gesture;
  /* A click trembles; only what leaves the threshold is a drag. */
  if (!self->moved)
    self->moved = gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy);
  if (self->moved)
    pan_by (self, &self->dragged, dx, dy);
}

static void
pinch_begin (LbMapCanvas *self)
{
  self->dragged = lb_state_get_view (self->state);
}

static void
pinch_changed (GtkGestureZoom *gesture, double scale, LbMapCanvas *self)
{
  double x = self->dragged.width / 2, y = self->dragged.height / 2;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  lb_map_canvas_zoom_at (self, &self->dragged, scale, x, y);
}

static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, LbMapCanvas *self)
{
  LbView view = lb_state_get_view (self->state);

  (void) controller;
  (void) dx;
  lb_map_canvas_zoom_at (self, &view, pow (WHEEL_FACTOR, -dy), self->pointer_x, self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
moved (GtkEventControllerMotion *controller, double x, double y, LbMapCanvas *self)
{
  (void) controller;
  self->pointer_x = x;
  self->pointer_y = y;
  lb_state_set_hover (self->state, lb_map_canvas_pick (self, x, y));
}

static void
left (LbMapCanvas *self)
{
  lb_state_set_hover (self->state, LB_STATE_NO_REGION);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, LbMapCanvas *self)
{
  int region = lb_map_canvas_pick (self, x, y);

  (void) gesture;
  if (self->moved)
    return;
  lb_state_set_selection (self->state, region);
  if (n_press == 2 && region >= 0)
    lb_state_drill (self->state, self->picture->county->regions, region);
}

static gboolean
pan_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  LbMapCanvas *self = LB_MAP_CANVAS (widget);
  LbView view = lb_state_get_view (self->state);
  int dx, dy;

  (void) data;
  g_variant_get (arguments, "(ii)", &dx, &dy);
  pan_by (self, &view, dx, dy);
  return GDK_EVENT_STOP;
}

static gboolean
zoom_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  double factor;

  (void) data;
  g_variant_get (arguments, "(d)", &factor);
  lb_map_canvas_zoom (LB_MAP_CANVAS (widget), factor);
  return GDK_EVENT_STOP;
}

static gboolean
fit_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  (void) arguments;
  (void) data;
  lb_map_canvas_fit (LB_MAP_CANVAS (widget));
  return GDK_EVENT_STOP;
}

static gboolean
down_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  LbMapCanvas *self = LB_MAP_CANVAS (widget);

  (void) arguments;
  (void) data;
  if (self->picture != NULL)
    lb_state_drill (self->state, self->picture->county->regions, lb_state_get_selection (self->state));
  return GDK_EVENT_STOP;
}

static gboolean
up_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  LbMapCanvas *self = LB_MAP_CANVAS (widget);

  (void) arguments;
  (void) data;
  if (self->picture != NULL)
    lb_state_rise (self->state, self->picture->county->regions);
  return GDK_EVENT_STOP;
}

void
lb_map_canvas_class_init_input (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key, keypad;
    int dx, dy;
  } arrows[] = {
    {GDK_KEY_Left, GDK_KEY_KP_Left, KEY_STEP, 0},
    {GDK_KEY_Right, GDK_KEY_KP_Right, -KEY_STEP, 0},
    {GDK_KEY_Up, GDK_KEY_KP_Up, 0, KEY_STEP},
    {GDK_KEY_Down, GDK_KEY_KP_Down, 0, -KEY_STEP},
  };
  static const guint in[] = {GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add};
  static const guint out[] = {GDK_KEY_minus, GDK_KEY_KP_Subtract};
  static const guint fit[] = {GDK_KEY_0, GDK_KEY_KP_0};

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++) {
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, pan_key, "(ii)", arrows[i].dx, arrows[i].dy);
    gtk_widget_class_add_binding (widget_class, arrows[i].keypad, 0, pan_key, "(ii)", arrows[i].dx, arrows[i].dy);
  }
  for (guint i = 0; i < G_N_ELEMENTS (in); i++) {
    gtk_widget_class_add_binding (widget_class, in[i], 0, zoom_key, "(d)", KEY_FACTOR);
    gtk_widget_class_add_binding (widget_class, in[i], GDK_SHIFT_MASK, zoom_key, "(d)", KEY_FACTOR);
  }
  for (guint i = 0; i < G_N_ELEMENTS (out); i++)
    gtk_widget_class_add_binding (widget_class, out[i], 0, zoom_key, "(d)", 1 / KEY_FACTOR);
  for (guint i = 0; i < G_N_ELEMENTS (fit); i++)
    gtk_widget_class_add_binding (widget_class, fit[i], 0, fit_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, down_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, up_key, NULL);
}

void
lb_map_canvas_init_input (LbMapCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_changed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  g_signal_connect (motion, "motion", G_CALLBACK (moved), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  /* Click and drag see the same press; grouped, neither takes it from the other. */
  gtk_gesture_group (click, drag);
}
