#include "config.h"
#include "ui/parts.h"

#include <adwaita.h>

GtkWidget *
lb_parts_label (const char *text, const char *style, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

void
lb_parts_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
lb_parts_empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

GtkWidget *
lb_parts_cell (const char *text, const char *style, int chars)
{
  GtkWidget *label = lb_parts_label (text, style, 0);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (chars > 0) {
    gtk_label_set_width_chars (GTK_LABEL (label), chars);
    gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  } else {
    gtk_widget_set_hexpand (label, TRUE);
  }
  if (g_utf8_strlen (text, -1) > (chars > 0 ? chars / 2 : 40)) /* a Han character is two wide */
    gtk_widget_set_tooltip_text (label, text);
  return label;
}

void
lb_parts_add_row (GtkListBox *list, GtkWidget *const *cells, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (box, "table-row");
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), cells[i]);
  gtk_list_box_append (list, box);
}

void
lb_parts_empty_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

void
lb_parts_name (GtkWidget *widget, const char *spoken)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

guint
lb_parts_each_file (const GValue *value, LbFileFunc func, gpointer data)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  guint n = 0;

  for (GSList *at = files; at != NULL; at = at->next) {
    g_autofree char *path = g_file_get_path (at->data);
    if (path == NULL)
      continue;
    func (data, path);
    n++;
  }
  return n;
}

LbMedium
lb_parts_medium (void)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  return dark ? LB_MEDIUM_SCREEN_DARK : LB_MEDIUM_SCREEN_LIGHT;
}

GdkRGBA
lb_parts_colour (GtkWidget *widget, const char *name)
{
  GdkRGBA rgba = {0, 0, 0, 1};

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &rgba);
  return rgba;
}

/* --- swatch ------------------------------------------------------------------------------------------------- */

struct _LbSwatch {
  GtkWidget parent_instance;
  gboolean hatched;
  GdkRGBA colour;
};
G_DEFINE_FINAL_TYPE (LbSwatch, lb_swatch, GTK_TYPE_WIDGET)

static void
hatch (cairo_t *cr, double width, double height)
{
  cairo_set_line_width (cr, 1.2);
  for (double x = -height; x < width; x += 6) {
    cairo_move_to (cr, x, height);
    cairo_line_to (cr, x + height, 0);
  }
  cairo_stroke (cr);
}

static void
swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LbSwatch *self = LB_SWATCH (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect frame;
  GdkRGBA line = lb_parts_colour (widget, "swatch_line");
  const GdkRGBA lines[4] = {line, line, line, line};
  const float widths[4] = {1, 1, 1, 1};

  if (self->hatched) {
    GdkRGBA ground = lb_parts_colour (widget, "no_data"), ink = lb_parts_colour (widget, "no_data_hatch");
    gtk_snapshot_append_color (snapshot, &ground, &all);
    cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &all);
    gdk_cairo_set_source_rgba (cr, &ink);
    hatch (cr, width, height);
    cairo_destroy (cr);
  } else {
    gtk_snapshot_append_color (snapshot, &self->colour, &all);
  }
  gsk_rounded_rect_init_from_rect (&frame, &all, 0);
  gtk_snapshot_append_border (snapshot, &frame, widths, lines);
}

static void
lb_swatch_class_init (LbSwatchClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = swatch_snapshot;
}

static void
lb_swatch_init (LbSwatch *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), 26, 15);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static GdkRGBA
to_rgba (const LbColour *colour)
{
  return (GdkRGBA){(float) colour->r, (float) colour->g, (float) colour->b, 1};
}

GtkWidget *
lb_swatch_new (const LbColour *colour)
{
  LbSwatch *self = g_object_new (LB_TYPE_SWATCH, NULL);

  self->hatched = colour == NULL;
  if (colour != NULL)
    self->colour = to_rgba (colour);
  return GTK_WIDGET (self);
}

/* --- bar ---------------------------------------------------------------------------------------------------- */

struct _LbBar {
  GtkWidget parent_instance;
  double fraction, mark;
  GdkRGBA colour;
};
G_DEFINE_FINAL_TYPE (LbBar, lb_bar, GTK_TYPE_WIDGET)

static void
bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LbBar *self = LB_BAR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA line = lb_parts_colour (widget, "swatch_line"), dim = lb_parts_colour (widget, "dim_text");

  if (self->fraction > 0) {
    double length = MAX (1, self->fraction * width);
    gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, 4, (float) length, (float) height - 8));
    if (length > 2)
      gtk_snapshot_append_color (snapshot, &self->colour,
                                 &GRAPHENE_RECT_INIT (1, 5, (float) length - 2, (float) height - 10));
  }
  if (self->mark >= 0 && self->mark <= 1)
    for (int y = 0; y < height; y += 5) /* rows touch, so the pieces of all bars join into one dashed line */
      gtk_snapshot_append_color (snapshot, &dim,
                                 &GRAPHENE_RECT_INIT ((float) (self->mark * (width - 1)), (float) y, 1, 3));
}

static void
lb_bar_class_init (LbBarClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = bar_snapshot;
}

static void
lb_bar_init (LbBar *self)
{
  self->mark = -1;
}

GtkWidget *
lb_bar_new (void)
{
  return g_object_new (LB_TYPE_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

void
lb_bar_set (LbBar *self, double fraction, double mark, const LbColour *colour)
{
  self->fraction = CLAMP (fraction, 0, 1);
  self->mark = mark;
  self->colour = to_rgba (colour);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
