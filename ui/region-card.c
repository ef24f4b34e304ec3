#include "config.h"
#include "ui/region-card.h"
#include "ui/parts.h"
#include "ui/phrases.h"
#include "src/date.h"
#include "src/i18n.h"

#define MOST_FIGURES 6
#define MOST_NAMES  50 /* far beyond what the line holds */

struct _LbRegionCard {
  GtkWidget parent_instance;
  GtkLabel *name;
  GtkLabel *place;
  GtkGrid *figures;
  GtkLabel *date;
  GtkWidget *explain; /* of one region only */
  LbState *state;
  LbLoader *loader;
};

G_DEFINE_FINAL_TYPE (LbRegionCard, lb_region_card, GTK_TYPE_WIDGET)


static GtkWidget *
figure_new (const LbIndicator *indicator, const LbFigure *sum)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *value = lb_phrase_figure (indicator, sum);
  g_autofree char *parts = lb_phrase_parts (sum);
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

/* What the card speaks of: one region or several together. */
typedef struct {
  LbPicture *picture;
  const guint *regions;
  guint n;
} Subject;

/* Adds the figure of the indicator at @position unless the card shows it already; -1: there is no such indicator. */
static void
add_figure (LbRegionCard *self, const Subject *subject, int position, int *n)
{
  LbPicture *picture = subject->picture;

  gboolean shown = (*n > 0 && (guint) position == picture->indicator) || (*n > 1 && position == picture->second);

  if (position < 0 || picture->values->pdata[position] == NULL || shown)
    return;
  LbFigure sum = lb_values_sum (picture->values->pdata[position], subject->regions, subject->n);
  gtk_grid_attach (self->figures, figure_new (picture->county->indicators->pdata[position], &sum), *n % 2, *n / 2, 1, 1);
  ++*n;
}

/* What is on the map first, then those that data/window.ini names. */
static void
show_figures (LbRegionCard *self, const Subject *subject)
{
  LbCounty *county = subject->picture->county;
  GtkWidget *child;
  int n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_grid_remove (self->figures, child);
  add_figure (self, subject, (int) subject->picture->indicator, &n);
  add_figure (self, subject, subject->picture->second, &n);
  for (char **id = county->headline; *id != NULL && n < MOST_FIGURES; id++)
    add_figure (self, subject, lb_county_find_indicator (county, *id), &n);
}

/* "坪马镇 · 539901104203 · 34.50 km²" */
static char *
tell_place (const Subject *subject)
{
  LbRegionTree *regions = subject->picture->county->regions;
  const LbRegion *chosen = lb_region_tree_get (regions, subject->regions[0]);
  g_autofree char *area = lb_format_number (chosen->area_m2 / 1e6, 2);
  GString *place = g_string_new (lb_phrase_parent (regions, subject->regions[0]));

  if (place->len > 0)
    g_string_append (place, " · ");
  g_string_append_printf (place, "%s · %s km²", chosen->code, area);
  return g_string_free (place, FALSE);
}

/* "黑地村、白场村、…" as far as the line goes. */
static char *
tell_names (const Subject *subject)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (subject->n, MOST_NAMES); i++) {
    /* Translators: between two names of regions in a row */
    g_string_append (names, i > 0 ? _ (", ") : "");
    g_string_append (names, lb_region_tree_get (subject->picture->county->regions, subject->regions[i])->name);
  }
  return g_string_free (names, FALSE);
}

static void
show_subject (LbRegionCard *self, const Subject *subject)
{
  gboolean one = subject->n == 1;
  g_autofree char *name = one ? g_strdup (lb_region_tree_get (subject->picture->county->regions, subject->regions[0])->name)
                              : lb_phrase_count (subject->n, subject->picture->level);
  g_autofree char *place = one ? tell_place (subject) : tell_names (subject);
  g_autofree char *day = lb_day_to_text (subject->picture->as_of);
  g_autofree char *as_of = g_strdup_printf (_ ("As of %s"), day);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->date, as_of);
  gtk_widget_set_visible (self->explain, one);
  show_figures (self, subject);
}

/* What is chosen, else the county. */
static void
show (LbRegionCard *self)
{
  Subject subject = {.picture = lb_loader_get_picture (self->loader)};
  int root = subject.picture != NULL ? lb_county_get_root (subject.picture->county) : -1;

  subject.regions = lb_state_get_chosen (self->state, &subject.n);
  if (subject.n == 0 && root >= 0) {
    subject.regions = (const guint *) &root;
    subject.n = 1;
  }
  gboolean any = subject.picture != NULL && subject.n > 0;
  gtk_widget_set_visible (GTK_WIDGET (self), any);
  if (any)
    show_subject (self, &subject);
}

void
lb_region_card_bind (LbRegionCard *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::selection", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::marks", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
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
  gtk_widget_class_bind_template_child (widget_class, LbRegionCard, explain);
}

static void
lb_region_card_init (LbRegionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
