#include "config.h"
#include "ui/region-card.h"
#include "ui/parts.h"
#include "ui/phrases.h"
#include "src/date.h"
#include "src/i18n.h"

#define MOST_FIGURES 6

struct _LbRegionCard {
  GtkWidget parent_instance;
  GtkLabel *name;
  GtkLabel *place;
  GtkGrid *figures;
  GtkLabel *date;
  LbState *state;
  LbLoader *loader;
};

G_DEFINE_FINAL_TYPE (LbRegionCard, lb_region_card, GTK_TYPE_WIDGET)


static GtkWidget *
figure_new (const LbIndicator *indicator, const LbValues *values, guint region)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *value = lb_phrase_value (values, region);
  g_autofree char *parts = lb_phrase_parts (values, region);
  g_autofree char *spoken = g_strdup_printf ("%s: %s %s, %s", indicator->name, value, indicator->unit,
                                             parts != NULL ? parts : "");
  GtkWidget *name = lb_parts_label (indicator->name, "caption-text", 0);
  GtkWidget *figure = lb_parts_label (value, "figure", 0);
  GtkWidget *unit = lb_parts_label (indicator->unit, "caption-text", 0);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (unit), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (figure, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (unit, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (line), figure);
  gtk_box_append (GTK_BOX (line), unit);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), line);
  if (parts != NULL) {
    GtkWidget *made_of = lb_parts_label (parts, "parts", 0);
    gtk_label_set_wrap (GTK_LABEL (made_of), TRUE);
    gtk_box_append (GTK_BOX (box), made_of);
  }
  gtk_widget_set_hexpand (box, TRUE);
  lb_parts_name (box, spoken);
  return box;
}

/* Adds the figure of the indicator at @position unless the card shows it already; -1: there is no such indicator. */
static void
add_figure (LbRegionCard *self, LbPicture *picture, int position, guint region, int *n)
{
  if (position < 0 || picture->values->pdata[position] == NULL || (*n > 0 && (guint) position == picture->indicator))
    return;
  const LbIndicator *indicator = picture->county->indicators->pdata[position];
  gtk_grid_attach (self->figures, figure_new (indicator, picture->values->pdata[position], region), *n % 2, *n / 2, 1, 1);
  ++*n;
}

/* The indicator of the map first, then those that data/window.ini names. */
static void
show_figures (LbRegionCard *self, LbPicture *picture, guint region)
{
  GtkWidget *child;
  int n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_grid_remove (self->figures, child);
  add_figure (self, picture, (int) picture->indicator, region, &n);
  for (char **id = picture->county->headline; *id != NULL && n < MOST_FIGURES; id++)
    add_figure (self, picture, lb_county_find_indicator (picture->county, *id), region, &n);
}

static void
show (LbRegionCard *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);
  int region = lb_state_get_selection (self->state);

  if (picture != NULL && region < 0)
    region = lb_county_get_root (picture->county);
  gtk_widget_set_visible (GTK_WIDGET (self), picture != NULL && region >= 0);
  if (picture == NULL || region < 0)
    return;
  const LbRegion *chosen = lb_region_tree_get (picture->county->regions, (guint) region);
  g_autofree char *area = lb_format_number (chosen->area_m2 / 1e6, 2);
  g_autofree char *day = lb_day_to_text (picture->as_of);
  g_autofree char *as_of = g_strdup_printf (_ ("As of %s"), day);
  g_autoptr (GString) place = g_string_new (lb_phrase_parent (picture->county->regions, (guint) region));
  if (place->len > 0)
    g_string_append (place, " · ");
  g_string_append_printf (place, "%s · %s km²", chosen->code, area);
  gtk_label_set_text (self->name, chosen->name);
  gtk_label_set_text (self->place, place->str);
  gtk_label_set_text (self->date, as_of);
  show_figures (self, picture, (guint) region);
}

void
lb_region_card_bind (LbRegionCard *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::selection", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
dispose (GObject *object)
{
  LbRegionCard *self = LB_REGION_CARD (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_region_card_parent_class)->dispose (object);
}

static void
lb_region_card_class_init (LbRegionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/region-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LbRegionCard, name);
  gtk_widget_class_bind_template_child (widget_class, LbRegionCard, place);
  gtk_widget_class_bind_template_child (widget_class, LbRegionCard, figures);
  gtk_widget_class_bind_template_child (widget_class, LbRegionCard, date);
}

static void
lb_region_card_init (LbRegionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
