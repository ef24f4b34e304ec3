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

/* Keys held in the event that @gesture is at. */
static void
get_keys (gpointer gesture, gboolean *shift, gboolean *control)
{
  GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  *shift = (held & GDK_SHIFT_MASK) != 0;
  *control = (held & GDK_CONTROL_MASK) != 0;
}

/* Adding to what is chosen begins with the region that was chosen before, unless it belongs to another level. */
static void
mark (LbMapCanvas *self, LbMarkHow how, const guint *regions, guint n)
{
  guint selection = (guint) lb_state_get_selection (self->state);
  gboolean alone = lb_state_get_selection (self->state) >= 0 && lb_state_get_marks (self->state)->len == 0;

  g_object_freeze_notify (G_OBJECT (self->state));
  if (how != LB_MARK_SET && alone &&
      lb_region_tree_get (self->picture->county->regions, selection)->level == self->picture->level)
    lb_state_mark (self->state, LB_MARK_SET, &selection, 1);
  lb_state_mark (self->state, how, regions, n);
  g_object_thaw_notify (G_OBJECT (self->state));
}

static void
drag_begin (GtkGestureDrag *gesture, double x, double y, LbMapCanvas *self)
{
  gboolean shift, control;
  LbMarkHow how;

  get_keys (gesture, &shift, &control);
  LbTool tool = lb_band_choose (lb_state_get_tool (self->state), shift, control, &how);
  self->dragged = lb_state_get_view (self->state);
  self->moved = FALSE;
  self->draws = tool != LB_TOOL_PAN;
  if (self->draws)
    lb_band_begin (&self->band, tool, how, x, y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update (GtkGestureDrag *gesture, double dx, double dy, LbMapCanvas *self)
{
  double x, y;

  /* A click trembles; only what leaves the threshold is a drag. */
  if (!self->moved)
    self->moved = gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy);
  if (!self->moved)
    return;
  if (!self->draws) {
    pan_by (self, &self->dragged, dx, dy);
    return;
  }
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  lb_band_extend (&self->band, x + dx, y + dy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
end_band (LbMapCanvas *self)
{
  lb_band_end (&self->band);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end (GtkGestureDrag *gesture, double dx, double dy, LbMapCanvas *self)
{
  drag_update (gesture, dx, dy, self); /* motions that came with the release were told to nobody */
  if (self->moved && lb_band_encloses (&self->band)) {
    g_autoptr (GArray) regions = lb_map_canvas_query (self, (double *) (void *) self->band.xy->data, self->band.xy->len / 2);
    if (regions != NULL)
      mark (self, self->band.how, (guint *) (void *) regions->data, regions->len);
  }
  end_band (self);
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
  if (lb_band_is_drawn (&self->band))
    return GDK_EVENT_STOP; /* the ground stays under a band that is being drawn */
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
  gboolean shift, control;

  if (self->moved)
    return;
  get_keys (gesture, &shift, &control);
  if (shift || control) {
    if (region >= 0)
      mark (self, control ? LB_MARK_TOGGLE : LB_MARK_ADD, &(guint) {(guint) region}, 1);
    return;
  }
  lb_state_choose (self->state, region);
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

/* What is being drawn is dropped first, then what was chosen, then the tool. */
static gboolean
escape_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  LbMapCanvas *self = LB_MAP_CANVAS (widget);

  (void) arguments;
  (void) data;
  if (lb_band_is_drawn (&self->band))
    end_band (self);
  else if (!lb_state_let_go (self->state))
    lb_state_set_tool (self->state, LB_TOOL_PAN);
  return GDK_EVENT_STOP;
}

static gboolean
tool_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  LbMapCanvas *self = LB_MAP_CANVAS (widget);
  int tool;

  (void) data;
  g_variant_get (arguments, "(i)", &tool);
  lb_state_set_tool (self->state, (int) lb_state_get_tool (self->state) == tool ? LB_TOOL_PAN : (LbTool) tool);
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
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_r, 0, tool_key, "(i)", LB_TOOL_RECTANGLE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_l, 0, tool_key, "(i)", LB_TOOL_LASSO);
}

void
lb_map_canvas_init_input (LbMapCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (end_band), self);
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
