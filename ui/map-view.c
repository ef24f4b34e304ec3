#include "config.h"
#include "ui/map-view.h"
#include "ui/legend.h"
#include "ui/level-switch.h"
#include "ui/parts.h"

struct _LbMapView {
  GtkWidget parent_instance;
  LbMapCanvas *canvas;
  LbLegend *legend;
  LbLevelSwitch *level_switch;
  LbState *state;
  LbLoader *loader;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (LbMapView, lb_map_view, GTK_TYPE_WIDGET)

#define BUTTON_FACTOR 1.5

static void
zoom_in (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_map_canvas_zoom (LB_MAP_VIEW (data)->canvas, BUTTON_FACTOR);
}

static void
zoom_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_map_canvas_zoom (LB_MAP_VIEW (data)->canvas, 1 / BUTTON_FACTOR);
}

static void
fit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_map_canvas_fit (LB_MAP_VIEW (data)->canvas);
}

static void
up (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LbMapView *self = data;
  LbCounty *county = lb_loader_get_county (self->loader);

  (void) action;
  (void) parameter;
  if (county != NULL)
    lb_state_rise (self->state, county->regions);
}

static void
frame (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  lb_state_set_focus (LB_MAP_VIEW (data)->state, g_variant_get_int32 (parameter));
}

static void
choose_level (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LbMapView *self = data;
  LbCounty *county = lb_loader_get_county (self->loader);
  LbLevel level;
  guint n = 0;

  (void) action;
  if (!lb_level_parse (g_variant_get_string (parameter, NULL), &level, NULL))
    return;
  if (county != NULL)
    lb_region_tree_get_level (county->regions, level, &n);
  if (n > 0)
    lb_state_set_level (self->state, level);
}

static const char *const tools[LB_N_TOOLS] = {"pan", "rectangle", "lasso"};

/* The tool that is in hand is laid down again. */
static void
take_tool (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LbMapView *self = data;

  (void) action;
  for (guint tool = 0; tool < LB_N_TOOLS; tool++)
    if (g_str_equal (g_variant_get_string (parameter, NULL), tools[tool]))
      lb_state_set_tool (self->state, lb_state_get_tool (self->state) == tool ? LB_TOOL_PAN : (LbTool) tool);
}

static void
let_go (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  if (!lb_state_let_go (LB_MAP_VIEW (data)->state))
    lb_state_set_tool (LB_MAP_VIEW (data)->state, LB_TOOL_PAN);
}

static void
follow_tool (LbMapView *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "tool");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (tools[lb_state_get_tool (self->state)]));
}

static void
follow_level (LbMapView *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "level");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (lb_level_to_text (lb_state_get_level (self->state))));
}

static void
follow_focus (LbMapView *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "up");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), lb_state_get_focus (self->state) >= 0);
}

LbMapCanvas *
lb_map_view_get_canvas (LbMapView *self)
{
  return self->canvas;
}

GActionGroup *
lb_map_view_get_actions (LbMapView *self)
{
  return G_ACTION_GROUP (self->actions);
}

void
lb_map_view_bind (LbMapView *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  lb_map_canvas_bind (self->canvas, state, loader);
  lb_legend_bind (self->legend, state, loader);
  lb_level_switch_bind (self->level_switch, state, loader);
  g_signal_connect_object (state, "notify::level", G_CALLBACK (follow_level), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::focus", G_CALLBACK (follow_focus), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::tool", G_CALLBACK (follow_tool), self, G_CONNECT_SWAPPED);
  follow_level (self);
  follow_focus (self);
}

static void
dispose (GObject *object)
{
  LbMapView *self = LB_MAP_VIEW (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->actions);
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_map_view_parent_class)->dispose (object);
}

static void
lb_map_view_class_init (LbMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  g_type_ensure (LB_TYPE_MAP_CANVAS);
  g_type_ensure (LB_TYPE_LEGEND);
  g_type_ensure (LB_TYPE_LEVEL_SWITCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LbMapView, canvas);
  gtk_widget_class_bind_template_child (widget_class, LbMapView, legend);
  gtk_widget_class_bind_template_child (widget_class, LbMapView, level_switch);
}

static void
lb_map_view_init (LbMapView *self)
{
  static const GActionEntry entries[] = {
    {"zoom-in", zoom_in, NULL, NULL, NULL, {0}},
    {"zoom-out", zoom_out, NULL, NULL, NULL, {0}},
    {"fit", fit, NULL, NULL, NULL, {0}},
    {"up", up, NULL, NULL, NULL, {0}},
    {"frame", frame, "i", NULL, NULL, {0}},
    {"tool", take_tool, "s", "'pan'", NULL, {0}},
    {"let-go", let_go, NULL, NULL, NULL, {0}},
    {"level", choose_level, "s", "'township'", NULL, {0}},
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
