#include "config.h"
#include "ui/level-switch.h"
#include "ui/parts.h"
#include "src/i18n.h"

struct _LbLevelSwitch {
  GtkWidget parent_instance;
  GtkBox *trail;
  GtkBox *levels;
  LbState *state;
  LbLoader *loader;
};

G_DEFINE_FINAL_TYPE (LbLevelSwitch, lb_level_switch, GTK_TYPE_WIDGET)


static void
add_crumb (LbLevelSwitch *self, const char *name, int region, gboolean last)
{
  if (last) {
    gtk_box_append (self->trail, lb_parts_label (name, "crumb-here", 0));
    return;
  }
  GtkWidget *button = gtk_button_new_with_label (name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "crumb");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.frame");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", region);
  gtk_box_append (self->trail, button);
  gtk_box_append (self->trail, lb_parts_label ("›", "dim", 0));
}

static void
show_trail (LbLevelSwitch *self)
{
  LbCounty *county = lb_loader_get_county (self->loader);
  int focus = lb_state_get_focus (self->state);
  int chain[LB_N_LEVELS];
  int n = 0;

  lb_parts_empty_box (self->trail);
  if (county == NULL)
    return;
  for (int at = focus; at >= 0 && n < LB_N_LEVELS; at = lb_region_tree_get (county->regions, (guint) at)->parent)
    chain[n++] = at;
  int root = lb_county_get_root (county);
  if (n == 0 || chain[n - 1] != root)
    add_crumb (self, county->name, LB_STATE_NO_REGION, n == 0);
  while (n-- > 0)
    add_crumb (self, lb_region_tree_get (county->regions, (guint) chain[n])->name,
               chain[n] == root ? LB_STATE_NO_REGION : chain[n], n == 0);
}

static void
show_levels (LbLevelSwitch *self)
{
  LbCounty *county = lb_loader_get_county (self->loader);

  lb_parts_empty_box (self->levels);
  for (LbLevel level = LB_LEVEL_TOWNSHIP; county != NULL && level < LB_N_LEVELS; level++) {
    guint n;
    lb_region_tree_get_level (county->regions, level, &n);
    if (n == 0)
      continue;
    GtkWidget *button = gtk_toggle_button_new_with_label (lb_level_get_label (level));
    gtk_widget_add_css_class (button, "level");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.level");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", lb_level_to_text (level));
    gtk_box_append (self->levels, button);
  }
  show_trail (self);
}

void
lb_level_switch_bind (LbLevelSwitch *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "notify::county", G_CALLBACK (show_levels), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::focus", G_CALLBACK (show_trail), self, G_CONNECT_SWAPPED);
  show_levels (self);
}

static void
dispose (GObject *object)
{
  LbLevelSwitch *self = LB_LEVEL_SWITCH (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_level_switch_parent_class)->dispose (object);
}

static void
lb_level_switch_class_init (LbLevelSwitchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/level-switch.ui");
  gtk_widget_class_bind_template_child (widget_class, LbLevelSwitch, trail);
  gtk_widget_class_bind_template_child (widget_class, LbLevelSwitch, levels);
}

static void
lb_level_switch_init (LbLevelSwitch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
