#include "config.h"
#include "ui/legend.h"
#include "ui/parts.h"
#include "src/date.h"
#include "src/i18n.h"

#include <adwaita.h>
#include <math.h>

struct _LbLegend {
  GtkWidget parent_instance;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkDrawingArea *square; /* of two indicators: all that the legend says of classes */
  GtkBox *rows;
  GtkWidget *rule;
  GtkLabel *note;
  LbState *state;
  LbLoader *loader;
};

G_DEFINE_FINAL_TYPE (LbLegend, lb_legend, GTK_TYPE_WIDGET)


static GtkWidget *
row_new (LbMap *map, const LbLegendRow *legend_row)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *spoken = g_strdup_printf ("%s %s", legend_row->limits, legend_row->count);
  LbColour colour = lb_map_get_class_colour (map, legend_row->class_index, lb_parts_medium ());
  GtkWidget *words = lb_parts_label (legend_row->limits, NULL, 0);

  gtk_widget_add_css_class (row, "legend-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), lb_swatch_new (legend_row->class_index >= 0 ? &colour : NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), lb_parts_label (legend_row->count, "dim", 1));
  lb_parts_name (row, spoken);
  return row;
}

static void
draw_square (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  LbPicture *picture = lb_loader_get_picture (LB_LEGEND (data)->loader);

  (void) area;
  (void) width;
  (void) height;
  if (picture != NULL)
    lb_map_paint_legend (picture->map, cr, 0, 0, lb_parts_medium ());
}

/* The same square as on a sheet; spoken cell by cell. */
static void
show_square (LbLegend *self, LbPicture *picture)
{
  g_autoptr (GArray) rows = lb_map_list_legend (picture->map);
  g_autoptr (GString) spoken = g_string_new (NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  double width, height;

  lb_map_measure_legend (picture->map, cr, lb_parts_medium (), &width, &height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (spoken, "%s %s\n", g_array_index (rows, LbLegendRow, i).limits, g_array_index (rows, LbLegendRow, i).count);
  lb_parts_name (GTK_WIDGET (self->square), spoken->str);
  gtk_drawing_area_set_content_width (self->square, (int) ceil (width));
  gtk_drawing_area_set_content_height (self->square, (int) ceil (height));
  gtk_widget_queue_draw (GTK_WIDGET (self->square));
}

static void
show_classes (LbLegend *self, LbPicture *picture)
{
  g_autoptr (GArray) rows = lb_map_list_legend (picture->map);
  g_autofree char *method = lb_map_dup_method (picture->map, "legend-line");

  for (guint i = 0; i < rows->len; i++)
    gtk_box_append (self->rows, row_new (picture->map, &g_array_index (rows, LbLegendRow, i)));
  gtk_label_set_text (self->note, method);
}

static void
show (LbLegend *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);

  gtk_widget_set_visible (GTK_WIDGET (self), picture != NULL);
  if (picture == NULL)
    return;
  const LbIndicator *indicator = lb_picture_get_indicator (picture);
  g_autofree char *as_of = lb_day_to_text (picture->as_of);
  gboolean two = lb_map_get_second_classes (picture->map) != NULL;
  g_autofree char *level = g_strdup_printf ("%s · %s", lb_level_get_label (picture->level), as_of);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", indicator->unit, level);
  gtk_label_set_text (self->title, two ? _ ("Two indicators together") : indicator->name);
  gtk_label_set_text (self->subtitle, two ? level : subtitle);
  lb_parts_empty_box (self->rows);
  gtk_widget_set_visible (GTK_WIDGET (self->square), two);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), !two);
  gtk_widget_set_visible (GTK_WIDGET (self->note), !two);
  gtk_widget_set_visible (self->rule, !two);
  (two ? show_square : show_classes) (self, picture);
}

void
lb_legend_bind (LbLegend *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
dispose (GObject *object)
{
  LbLegend *self = LB_LEGEND (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_legend_parent_class)->dispose (object);
}

static void
lb_legend_class_init (LbLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/legend.ui");
  gtk_widget_class_bind_template_child (widget_class, LbLegend, title);
  gtk_widget_class_bind_template_child (widget_class, LbLegend, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LbLegend, square);
  gtk_widget_class_bind_template_child (widget_class, LbLegend, rows);
  gtk_widget_class_bind_template_child (widget_class, LbLegend, rule);
  gtk_widget_class_bind_template_child (widget_class, LbLegend, note);
}

static void
lb_legend_init (LbLegend *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->square, draw_square, self, NULL);
}
