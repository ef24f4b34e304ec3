#include "config.h"
#include "ui/status-line.h"
#include "ui/parts.h"
#include "ui/phrases.h"
#include "src/i18n.h"

struct _LbStatusLine {
  GtkWidget parent_instance;
  GtkLabel *pointer;
  GtkLabel *selection;
  GtkLabel *county;
  GtkLabel *no_data;
  GtkLabel *scale;
  LbState *state;
  LbLoader *loader;
};

G_DEFINE_FINAL_TYPE (LbStatusLine, lb_status_line, GTK_TYPE_WIDGET)


static void
describe (GtkLabel *label, const char *heading, LbPicture *picture, int region)
{
  if (picture == NULL || region < 0) {
    gtk_label_set_text (label, "");
    return;
  }
  const LbValues *values = lb_picture_get_values (picture);
  const LbRegion *chosen = lb_region_tree_get (picture->county->regions, (guint) region);
  const char *parent = lb_phrase_parent (picture->county->regions, (guint) region);
  g_autofree char *value = lb_phrase_value_unit (values, (guint) region);
  g_autofree char *parts = lb_phrase_parts (values, (guint) region);
  g_autofree char *place = *parent != '\0' ? g_strdup_printf (_ (" (%s)"), parent) : g_strdup ("");
  g_autofree char *markup = g_markup_printf_escaped ("<span alpha=\"72%%\">%s</span>  <b>%s</b>%s  <b>%s</b>  %s", heading,
                                                     chosen->name, place, value, parts != NULL ? parts : "");
  gtk_label_set_markup (label, markup);
}

static void
show_pointer (LbStatusLine *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);
  int hover = lb_state_get_hover (self->state);

  if (hover < 0)
    gtk_label_set_text (self->pointer, picture != NULL ? _ ("Point at a region to read its figure") : "");
  else
    describe (self->pointer, _ ("Pointer"), picture, hover);
}

static void
show_selection (LbStatusLine *self)
{
  describe (self->selection, _ ("Selected"), lb_loader_get_picture (self->loader), lb_state_get_selection (self->state));
  gtk_widget_set_visible (GTK_WIDGET (self->selection), lb_state_get_selection (self->state) >= 0);
}

static void
show_scale (LbStatusLine *self)
{
  g_autofree char *scale = lb_phrase_scale (lb_state_get_view (self->state).scale);
  g_autofree char *text = *scale != '\0' ? g_strdup_printf (_ ("Scale %s"), scale) : g_strdup ("");

  gtk_label_set_text (self->scale, text);
}

static void
show_picture (LbStatusLine *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);
  const LbClasses *classes = picture != NULL ? lb_map_get_classes (picture->map) : NULL;

  describe (self->county, _ ("County"), picture, picture != NULL ? lb_county_get_root (picture->county) : -1);
  if (classes != NULL) {
    g_autofree char *count = lb_phrase_count (classes->no_data, picture->level);
    g_autofree char *text = g_strdup_printf (_ ("No data: %s"), count);
    gtk_label_set_text (self->no_data, text);
  }
  show_pointer (self);
  show_selection (self);
}

void
lb_status_line_bind (LbStatusLine *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (show_picture), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::hover", G_CALLBACK (show_pointer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::selection", G_CALLBACK (show_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::view", G_CALLBACK (show_scale), self, G_CONNECT_SWAPPED);
  show_picture (self);
}

static void
dispose (GObject *object)
{
  LbStatusLine *self = LB_STATUS_LINE (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_status_line_parent_class)->dispose (object);
}

static void
lb_status_line_class_init (LbStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, LbStatusLine, pointer);
  gtk_widget_class_bind_template_child (widget_class, LbStatusLine, selection);
  gtk_widget_class_bind_template_child (widget_class, LbStatusLine, county);
  gtk_widget_class_bind_template_child (widget_class, LbStatusLine, no_data);
  gtk_widget_class_bind_template_child (widget_class, LbStatusLine, scale);
}

static void
lb_status_line_init (LbStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
