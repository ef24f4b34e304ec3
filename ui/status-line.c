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


/* "0.55 户/km²  366户1254人" of what is on the map. */
static char *
tell_figure (const LbValues *values, const guint *regions, guint n)
{
  if (values == NULL)
    return g_strdup ("<b>—</b>");
  LbFigure figure = lb_values_sum (values, regions, n);
  g_autofree char *value = lb_phrase_figure_unit (values->indicator, &figure);
  g_autofree char *parts = lb_phrase_parts (&figure);
  return g_markup_printf_escaped ("<b>%s</b>  %s", value, parts != NULL ? parts : "");
}

static void
describe (GtkLabel *label, const char *heading, LbPicture *picture, const guint *regions, guint n)
{
  if (picture == NULL || n == 0) {
    gtk_label_set_text (label, "");
    return;
  }
  const char *parent = n == 1 ? lb_phrase_parent (picture->county->regions, regions[0]) : "";
  g_autofree char *name = n == 1 ? g_strdup (lb_region_tree_get (picture->county->regions, regions[0])->name)
                                 : lb_phrase_count (n, picture->level);
  g_autofree char *place = *parent != '\0' ? g_strdup_printf (_ (" (%s)"), parent) : g_strdup ("");
  g_autofree char *head = g_markup_printf_escaped ("<span alpha=\"72%%\">%s</span>  <b>%s</b>%s", heading, name, place);
  g_autofree char *figure = tell_figure (lb_picture_get_values (picture), regions, n);
  g_autofree char *other = picture->second >= 0 ? tell_figure (lb_picture_get_second (picture), regions, n) : NULL;
  g_autofree char *markup = g_strjoin ("  ", head, figure, other, NULL);
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
    describe (self->pointer, _ ("Pointer"), picture, &(guint) {(guint) hover}, 1);
}

static void
show_selection (LbStatusLine *self)
{
  guint n;
  const guint *chosen = lb_state_get_chosen (self->state, &n);

  describe (self->selection, _ ("Selected"), lb_loader_get_picture (self->loader), chosen, n);
  gtk_widget_set_visible (GTK_WIDGET (self->selection), n > 0);
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

  int root = picture != NULL ? lb_county_get_root (picture->county) : -1;

  describe (self->county, _ ("County"), picture, &(guint) {(guint) root}, root >= 0);
  if (picture != NULL && lb_map_get_classes (picture->map) != NULL) {
    g_autofree char *count = lb_phrase_count (lb_map_get_no_data (picture->map), picture->level);
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
  g_signal_connect_object (state, "notify::marks", G_CALLBACK (show_selection), self, G_CONNECT_SWAPPED);
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
