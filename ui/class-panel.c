#include "config.h"
#include "ui/class-panel.h"
#include "ui/parts.h"
#include "ui/phrases.h"
#include "src/i18n.h"

struct _LbClassPanel {
  GtkWidget parent_instance;
  GtkDropDown *method;
  GtkSpinButton *count;
  GtkLabel *summary;
  GtkWidget *single;   /* how one indicator is classed; two have three classes each */
  GtkDropDown *second;
  GtkWidget *clear;
  GPtrArray *ids;      /* char *: of the rows of @second, "" first */
  gboolean filling;
  LbState *state;
  LbLoader *loader;
};

G_DEFINE_FINAL_TYPE (LbClassPanel, lb_class_panel, GTK_TYPE_WIDGET)


/* The methods that need nothing but the values, in the order of the list. */
static const LbClassify methods[] = {LB_CLASSIFY_JENKS, LB_CLASSIFY_QUANTILE, LB_CLASSIFY_EQUAL, LB_CLASSIFY_PRETTY,
                                     LB_CLASSIFY_STDDEV, LB_CLASSIFY_HEADTAIL};

/* Names that give way on narrow sides, which the drop-down's own labels do not; in the open list they stand whole. */
static void
setup_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = lb_parts_label ("", NULL, 0);

  (void) factory;
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
setup_whole_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  (void) factory;
  gtk_list_item_set_child (item, lb_parts_label ("", NULL, 0));
}

static void
bind_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  (void) factory;
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
method_chosen (LbClassPanel *self)
{
  guint position = gtk_drop_down_get_selected (self->method);

  if (self->state != NULL && position < G_N_ELEMENTS (methods))
    lb_state_set_classify (self->state, methods[position]);
}

static void
count_chosen (LbClassPanel *self)
{
  if (self->state != NULL)
    lb_state_set_n_classes (self->state, (guint) gtk_spin_button_get_value_as_int (self->count));
}

static void
second_chosen (LbClassPanel *self)
{
  guint position = gtk_drop_down_get_selected (self->second);

  if (self->state != NULL && !self->filling && position < self->ids->len)
    lb_state_set_second (self->state, self->ids->pdata[position]);
}

static void
second_cleared (LbClassPanel *self)
{
  lb_state_set_second (self->state, "");
}

static void
show_second (LbClassPanel *self)
{
  const char *id = lb_state_get_second (self->state);

  for (guint i = 0; i < self->ids->len; i++)
    if (g_str_equal (self->ids->pdata[i], id))
      gtk_drop_down_set_selected (self->second, i);
  gtk_widget_set_visible (self->clear, *id != '\0');
  gtk_widget_set_sensitive (self->single, *id == '\0');
}

/* Every indicator of the county but the one that is on the map already. */
static void
fill_second (LbClassPanel *self)
{
  LbCounty *county = lb_loader_get_county (self->loader);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_ptr_array_set_size (self->ids, 0);
  g_ptr_array_add (self->ids, g_strdup (""));
  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; county != NULL && i < county->indicators->len; i++) {
    const LbIndicator *indicator = county->indicators->pdata[i];
    if (g_str_equal (indicator->id, lb_state_get_indicator (self->state)))
      continue;
    g_ptr_array_add (self->ids, g_strdup (indicator->id));
    gtk_string_list_append (names, indicator->name);
  }
  gtk_drop_down_set_model (self->second, G_LIST_MODEL (names));
  show_second (self);
  self->filling = FALSE;
}

static void
show_choice (LbClassPanel *self)
{
  LbClassify method = lb_state_get_classify (self->state);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (methods[i] == method)
      gtk_drop_down_set_selected (self->method, i);
  gtk_spin_button_set_value (self->count, lb_state_get_n_classes (self->state));
}

static void
show_summary (LbClassPanel *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);
  const LbClasses *classes = picture != NULL ? lb_map_get_classes (picture->map) : NULL;
  guint n = 0;

  /* Of two indicators each region has a class of both. */
  for (guint i = 0; classes != NULL && i < classes->n; i++)
    n += classes->counts[i];
  g_autofree char *text = picture != NULL ? lb_phrase_count (n, picture->level) : g_strdup ("");
  gtk_label_set_text (self->summary, text);
}

void
lb_class_panel_bind (LbClassPanel *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  /* The handlers set the state, so the widgets show it before they may speak. */
  show_choice (self);
  g_signal_connect_object (state, "notify::classify", G_CALLBACK (show_choice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::n-classes", G_CALLBACK (show_choice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (show_summary), self, G_CONNECT_SWAPPED);
  fill_second (self);
  g_signal_connect_object (state, "notify::indicator", G_CALLBACK (fill_second), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::second", G_CALLBACK (show_second), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::county", G_CALLBACK (fill_second), self, G_CONNECT_SWAPPED);
}

static void
dispose (GObject *object)
{
  LbClassPanel *self = LB_CLASS_PANEL (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_class_panel_parent_class)->dispose (object);
}

static void
lb_class_panel_class_init (LbClassPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/class-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LbClassPanel, method);
  gtk_widget_class_bind_template_child (widget_class, LbClassPanel, count);
  gtk_widget_class_bind_template_child (widget_class, LbClassPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, LbClassPanel, single);
  gtk_widget_class_bind_template_child (widget_class, LbClassPanel, second);
  gtk_widget_class_bind_template_child (widget_class, LbClassPanel, clear);
  gtk_widget_class_bind_template_callback (widget_class, second_chosen);
  gtk_widget_class_bind_template_callback (widget_class, second_cleared);
  gtk_widget_class_bind_template_callback (widget_class, method_chosen);
  gtk_widget_class_bind_template_callback (widget_class, count_chosen);
}

static void
lb_class_panel_init (LbClassPanel *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new (), whole = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    gtk_string_list_append (labels, lb_classify_get_label (methods[i]));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_name), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name), NULL);
  g_signal_connect (whole, "setup", G_CALLBACK (setup_whole_name), NULL);
  g_signal_connect (whole, "bind", G_CALLBACK (bind_name), NULL);
  gtk_drop_down_set_factory (self->method, factory);
  gtk_drop_down_set_factory (self->second, factory);
  gtk_drop_down_set_list_factory (self->second, whole);
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->second, text);
  gtk_drop_down_set_model (self->method, G_LIST_MODEL (labels));
}
