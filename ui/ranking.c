#include "config.h"
#include "ui/ranking.h"
#include "ui/parts.h"
#include "ui/region-list.h"
#include "ui/phrases.h"
#include "src/i18n.h"

#include <adwaita.h>
#include <math.h>

struct _LbRanking {
  GtkWidget parent_instance;
  GtkLabel *title, *remark, *head_name, *head_county, *head_value, *rest;
  GtkListView *list;
  LbState *state;
  LbLoader *loader;
  LbRegionList *regions;
  GtkSingleSelection *selection;
  double longest;    /* the value a full bar stands for                   */
  int rank_digits;   /* of the last rank, so that names stand in line   */
  gboolean showing;  /* the list follows the state: not the person's doing */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (LbRanking, lb_ranking, GTK_TYPE_WIDGET)

/* --- one row ------------------------------------------------------------------------------------------------- */

#define LB_TYPE_RANKING_ROW (lb_ranking_row_get_type ())
G_DECLARE_FINAL_TYPE (LbRankingRow, lb_ranking_row, LB, RANKING_ROW, GtkBox)
struct _LbRankingRow {
  GtkBox parent_instance;
  GtkLabel *rank, *name, *parent, *value;
  LbBar *bar;
  LbRanking *ranking;
  int region;
};
G_DEFINE_FINAL_TYPE (LbRankingRow, lb_ranking_row, GTK_TYPE_BOX)

static void
lb_ranking_row_class_init (LbRankingRowClass *klass)
{
  (void) klass;
}

static GtkLabel *
add_label (LbRankingRow *self, const char *style, float xalign, int chars)
{
  GtkWidget *label = lb_parts_label ("", style, xalign);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (chars > 0) {
    gtk_label_set_width_chars (GTK_LABEL (label), chars);
    gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  }
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
lb_ranking_row_init (LbRankingRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ranking-row");
  self->rank = add_label (self, "dim", 1, 2);
  self->name = add_label (self, NULL, 0, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->parent = add_label (self, "dim", 0, 8);
  self->bar = LB_BAR (lb_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->bar), 96, -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  self->value = add_label (self, "figure-small", 1, 6);
  self->region = -1;
}

static void
row_entered (LbRankingRow *self)
{
  lb_state_set_hover (self->ranking->state, self->region);
}

static void
row_left (LbRankingRow *self)
{
  lb_state_set_hover (self->ranking->state, LB_STATE_NO_REGION);
}

static void
show_bar (LbRankingRow *self, LbPicture *picture)
{
  const LbValues *values = lb_picture_get_values (picture);
  double value = values->value[self->region], longest = self->ranking->longest;
  int root = lb_county_get_root (picture->county);
  double county = root >= 0 ? values->value[root] : NAN;
  int class_index = lb_map_class_of (picture->map, (guint) self->region);
  LbColour colour = lb_map_get_class_colour (picture->map, class_index, lb_parts_medium ());

  lb_bar_set (self->bar, longest > 0 ? value / longest : 0, longest > 0 && !isnan (county) ? county / longest : -1,
              &colour);
}

static void
row_show (LbRankingRow *self, LbRegionItem *item)
{
  LbPicture *picture = lb_loader_get_picture (self->ranking->loader);
  guint region = lb_region_item_get_region (item);

  if (picture == NULL || lb_picture_get_values (picture) == NULL)
    return;
  gboolean ranked = lb_picture_get_indicator (picture)->better != LB_BETTER_NONE;
  const LbRegion *chosen = lb_region_tree_get (picture->county->regions, region);
  const char *parent = lb_phrase_parent (picture->county->regions, region);
  g_autofree char *value = lb_phrase_value (lb_picture_get_values (picture), region);
  g_autofree char *rank = g_strdup_printf ("%u", lb_region_item_get_rank (item));
  g_autofree char *spoken = g_strdup_printf ("%s %s %s %s", ranked ? rank : "", chosen->name, parent, value);
  self->region = (int) region;
  gtk_label_set_text (self->rank, rank);
  gtk_label_set_width_chars (self->rank, self->ranking->rank_digits);
  gtk_label_set_max_width_chars (self->rank, self->ranking->rank_digits);
  gtk_widget_set_visible (GTK_WIDGET (self->rank), ranked);
  gtk_label_set_text (self->name, chosen->name);
  gtk_label_set_text (self->parent, parent);
  /* "第10网格" says nothing without its village, so there the bar gives way. */
  gtk_widget_set_visible (GTK_WIDGET (self->parent),
                          *parent != '\0' && (!self->ranking->narrow || chosen->level == LB_LEVEL_GRID));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !self->ranking->narrow || chosen->level != LB_LEVEL_GRID);
  gtk_label_set_text (self->value, value);
  lb_parts_name (GTK_WIDGET (self), spoken);
  show_bar (self, picture);
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, LbRanking *self)
{
  LbRankingRow *row = g_object_new (LB_TYPE_RANKING_ROW, NULL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  (void) factory;
  row->ranking = self;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (row_entered), row);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (row_left), row);
  gtk_widget_add_controller (GTK_WIDGET (row), motion);
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  (void) factory;
  row_show (LB_RANKING_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

/* --- the list ------------------------------------------------------------------------------------------------ */

static void
follow_selection (LbRanking *self)
{
  guint position = lb_region_list_find (self->regions, lb_state_get_selection (self->state));

  self->showing = TRUE;
  gtk_single_selection_set_selected (self->selection, position != G_MAXUINT ? position : GTK_INVALID_LIST_POSITION);
  self->showing = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->regions)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position != G_MAXUINT ? position : 0);
}

static void
row_chosen (LbRanking *self)
{
  int region = lb_region_list_get (self->regions, gtk_single_selection_get_selected (self->selection));

  if (!self->showing && region >= 0)
    lb_state_set_selection (self->state, region);
}

static void
activated (LbRanking *self, guint position)
{
  LbCounty *county = lb_loader_get_county (self->loader);
  int region = lb_region_list_get (self->regions, position);

  if (county != NULL && region >= 0)
    lb_state_drill (self->state, county->regions, region);
}

static double
longest_bar (const LbValues *values, LbLevel level)
{
  guint n;
  const guint *regions = lb_region_tree_get_level (values->regions, level, &n);
  double longest = 0;

  for (guint i = 0; i < n; i++)
    if (!isnan (values->value[regions[i]]))
      longest = MAX (longest, values->value[regions[i]]);
  return longest;
}

static void
show_heads (LbRanking *self, LbPicture *picture, guint no_data)
{
  const LbIndicator *indicator = lb_picture_get_indicator (picture);
  int root = lb_county_get_root (picture->county);
  g_autofree char *county = lb_phrase_value (lb_picture_get_values (picture), root >= 0 ? (guint) root : 0);
  g_autofree char *county_head = g_strdup_printf (_ ("┆ County %s"), county);
  g_autofree char *count = lb_phrase_count (no_data, picture->level);
  g_autofree char *rest = g_strdup_printf (_ ("No data, not listed: %s"), count);

  gtk_label_set_text (self->title, indicator->better == LB_BETTER_UP ? _ ("Low to high") : _ ("High to low"));
  gtk_label_set_text (self->remark, lb_state_get_marks (self->state)->len > 0 ? _ ("Only what is chosen")
                                    : indicator->better == LB_BETTER_NONE     ? _ ("Describes a situation, not ranked")
                                                                              : _ ("The alarming end first"));
  gtk_label_set_text (self->head_name, lb_level_get_label (picture->level));
  gtk_label_set_text (self->head_county, county_head);
  gtk_widget_set_visible (GTK_WIDGET (self->head_county), !self->narrow || picture->level != LB_LEVEL_GRID);
  gtk_label_set_text (self->head_value, indicator->unit);
  gtk_label_set_text (self->rest, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), no_data > 0);
}

static void
show (LbRanking *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);
  LbValues *values = picture != NULL ? lb_picture_get_values (picture) : NULL;
  guint no_data;

  self->longest = values != NULL ? longest_bar (values, picture->level) : 0;
  guint all = 0;
  if (picture != NULL)
    lb_region_tree_get_level (picture->county->regions, picture->level, &all);
  self->rank_digits = all > 999 ? 4 : all > 99 ? 3 : 2;
  self->showing = TRUE;
  GArray *marks = lb_state_get_marks (self->state);
  lb_region_list_fill (self->regions, values, picture != NULL ? picture->level : LB_LEVEL_TOWNSHIP, marks->len > 0 ? marks : NULL,
                       &no_data);
  self->showing = FALSE;
  if (picture != NULL)
    show_heads (self, picture, no_data);
  follow_selection (self);
}

GtkListView *
lb_ranking_get_list (LbRanking *self)
{
  return self->list;
}

void
lb_ranking_set_narrow (LbRanking *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->state != NULL)
    show (self);
}

void
lb_ranking_bind (LbRanking *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::marks", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::selection", G_CALLBACK (follow_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
dispose (GObject *object)
{
  LbRanking *self = LB_RANKING (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->regions);
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_ranking_parent_class)->dispose (object);
}

static void
lb_ranking_class_init (LbRankingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/ranking.ui");
  gtk_widget_class_bind_template_child (widget_class, LbRanking, title);
  gtk_widget_class_bind_template_child (widget_class, LbRanking, remark);
  gtk_widget_class_bind_template_child (widget_class, LbRanking, head_name);
  gtk_widget_class_bind_template_child (widget_class, LbRanking, head_county);
  gtk_widget_class_bind_template_child (widget_class, LbRanking, head_value);
  gtk_widget_class_bind_template_child (widget_class, LbRanking, rest);
  gtk_widget_class_bind_template_child (widget_class, LbRanking, list);
  gtk_widget_class_bind_template_callback (widget_class, activated);
}

static void
lb_ranking_init (LbRanking *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->regions = lb_region_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->regions)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (row_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}
