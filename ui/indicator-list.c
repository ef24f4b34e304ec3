#include "config.h"
#include "ui/indicator-list.h"
#include "ui/parts.h"
#include "ui/phrases.h"
#include "src/i18n.h"

#include <string.h>

struct _LbIndicatorList {
  GtkWidget parent_instance;
  GtkSearchEntry *search;
  GtkListBox *list;
  LbState *state;
  LbLoader *loader;
  gboolean filling; /* rows are being made: their selection is not the person's choice */
};

G_DEFINE_FINAL_TYPE (LbIndicatorList, lb_indicator_list, GTK_TYPE_WIDGET)

/* One row of the list box; it knows its indicator and shows the county's figure. */
#define LB_TYPE_INDICATOR_ROW (lb_indicator_row_get_type ())
G_DECLARE_FINAL_TYPE (LbIndicatorRow, lb_indicator_row, LB, INDICATOR_ROW, GtkListBoxRow)
struct _LbIndicatorRow {
  GtkListBoxRow parent_instance;
  LbIndicator *indicator;
  GtkLabel *value;
};
G_DEFINE_FINAL_TYPE (LbIndicatorRow, lb_indicator_row, GTK_TYPE_LIST_BOX_ROW)

static void
row_finalize (GObject *object)
{
  g_clear_pointer (&LB_INDICATOR_ROW (object)->indicator, lb_indicator_unref);
  G_OBJECT_CLASS (lb_indicator_row_parent_class)->finalize (object);
}

static void
lb_indicator_row_class_init (LbIndicatorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = row_finalize;
}

static void
lb_indicator_row_init (LbIndicatorRow *self)
{
  (void) self;
}

static GtkWidget *
row_new (LbIndicator *indicator)
{
  LbIndicatorRow *self = g_object_new (LB_TYPE_INDICATOR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = lb_parts_label (indicator->name, NULL, 0);
  GtkWidget *unit = lb_parts_label (indicator->unit, "unit", 0);

  self->indicator = lb_indicator_ref (indicator);
  self->value = GTK_LABEL (lb_parts_label ("", "figure-small", 1));
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (unit), 6);
  gtk_label_set_ellipsize (GTK_LABEL (unit), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (unit), 6);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (box), unit);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), indicator->source);
  return GTK_WIDGET (self);
}

static void
show_values (LbIndicatorList *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);
  int root = picture != NULL ? lb_county_get_root (picture->county) : -1;

  for (int i = 0;; i++) {
    LbIndicatorRow *row = (LbIndicatorRow *) gtk_list_box_get_row_at_index (self->list, i);
    if (row == NULL)
      return;
    int position = picture != NULL ? lb_county_find_indicator (picture->county, row->indicator->id) : -1;
    g_autofree char *value = NULL;
    if (position >= 0 && root >= 0)
      value = lb_phrase_value (picture->values->pdata[position], (guint) root);
    gtk_label_set_text (row->value, value != NULL ? value : "");
    g_autofree char *spoken = g_strdup_printf ("%s %s %s", row->indicator->name, value != NULL ? value : "",
                                               row->indicator->unit);
    lb_parts_name (GTK_WIDGET (row), spoken);
  }
}

static void
show_choice (LbIndicatorList *self)
{
  const char *id = lb_state_get_indicator (self->state);

  gtk_list_box_invalidate_filter (self->list); /* another family is open */
  for (int i = 0;; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
    if (row == NULL)
      return;
    if (g_strcmp0 (LB_INDICATOR_ROW (row)->indicator->id, id) == 0) {
      gtk_list_box_select_row (self->list, row);
      return;
    }
  }
}

/* The other indicator of the map, which is not the list's selection. */
static void
show_second (LbIndicatorList *self)
{
  const char *id = lb_state_get_second (self->state);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (LB_INDICATOR_ROW (row)->indicator->id, id))
      gtk_widget_add_css_class (GTK_WIDGET (row), "second");
    else
      gtk_widget_remove_css_class (GTK_WIDGET (row), "second");
}

static void
show_catalogue (LbIndicatorList *self)
{
  LbCounty *county = lb_loader_get_county (self->loader);

  self->filling = TRUE;
  lb_parts_empty_list (self->list);
  for (guint i = 0; county != NULL && i < county->indicators->len; i++)
    gtk_list_box_append (self->list, row_new (county->indicators->pdata[i]));
  self->filling = FALSE;
  show_choice (self);
  show_second (self);
  show_values (self);
}

/* With Control held a row is laid over the one on the map, or taken off again. */
static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, LbIndicatorList *self)
{
  GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  (void) n_press;
  (void) x;
  if ((held & GDK_CONTROL_MASK) == 0 || row == NULL)
    return;
  const char *id = LB_INDICATOR_ROW (row)->indicator->id;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED); /* it does not choose the row */
  lb_state_set_second (self->state, g_str_equal (id, lb_state_get_second (self->state)) ? "" : id);
}

static void
row_selected (LbIndicatorList *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    lb_state_set_indicator (self->state, LB_INDICATOR_ROW (row)->indicator->id);
}

static void
search_changed (LbIndicatorList *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

/* "M02" of "M02:industry". */
static gboolean
are_one_family (const char *id, const char *other)
{
  gsize length = strcspn (id, ":");

  return length == strcspn (other, ":") && strncmp (id, other, length) == 0;
}

/* Members of a family show while one of the family is chosen; the first stands for a family that has no whole. */
static gboolean
is_open (LbIndicatorList *self, GtkListBoxRow *row)
{
  const LbIndicator *indicator = LB_INDICATOR_ROW (row)->indicator;
  int index = gtk_list_box_row_get_index (row);
  GtkListBoxRow *before = index > 0 ? gtk_list_box_get_row_at_index (self->list, index - 1) : NULL;
  const char *chosen = lb_state_get_indicator (self->state);

  return indicator->facet == NULL || before == NULL ||
         !are_one_family (indicator->id, LB_INDICATOR_ROW (before)->indicator->id) ||
         (chosen != NULL && are_one_family (indicator->id, chosen));
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer data)
{
  LbIndicatorList *self = data;
  const LbIndicator *indicator = LB_INDICATOR_ROW (row)->indicator;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *text = g_strjoin (" ", indicator->id, indicator->name, indicator->group, NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  if (*wanted == '\0')
    return is_open (self, row);
  return strstr (folded, wanted) != NULL;
}

static void
head_group (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *group = LB_INDICATOR_ROW (row)->indicator->group;

  (void) data;
  if (before != NULL && g_str_equal (LB_INDICATOR_ROW (before)->indicator->group, group))
    gtk_list_box_row_set_header (row, NULL);
  else
    gtk_list_box_row_set_header (row, lb_parts_label (group, "group-title", 0));
}

void
lb_indicator_list_search (LbIndicatorList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
lb_indicator_list_bind (LbIndicatorList *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (state, "notify::indicator", G_CALLBACK (show_choice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::second", G_CALLBACK (show_second), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::county", G_CALLBACK (show_catalogue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  show_catalogue (self);
}

static void
dispose (GObject *object)
{
  LbIndicatorList *self = LB_INDICATOR_LIST (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_indicator_list_parent_class)->dispose (object);
}

static void
lb_indicator_list_class_init (LbIndicatorListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/indicator-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LbIndicatorList, search);
  gtk_widget_class_bind_template_child (widget_class, LbIndicatorList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
}

static void
lb_indicator_list_init (LbIndicatorList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkGesture *click = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  gtk_list_box_set_filter_func (self->list, is_wanted, self, NULL);
  gtk_list_box_set_header_func (self->list, head_group, NULL, NULL);
}
