/* parts.h - the few lines that every widget of the window would otherwise repeat, and two tiny drawn widgets */
#pragma once
#include "maps/map.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label with an optional style class. */
GtkWidget *lb_parts_label (const char *text, const char *style, float xalign);
/* Unparents or removes all children of a widget or box: for dispose and before filling anew. */
void lb_parts_unparent_children (GtkWidget *widget);
void lb_parts_empty_box (GtkBox *box);
/* A row of cells in a list; a cell of @chars letters, 0: as wide as there is room, that tells the rest of a long text as a tooltip. */
GtkWidget *lb_parts_cell (const char *text, const char *style, int chars);
void lb_parts_add_row (GtkListBox *list, GtkWidget *const *cells, guint n);
void lb_parts_empty_list (GtkListBox *list);
/* Sets the text and, so that a screen reader says more than the figure alone, what it means. */
void lb_parts_name (GtkWidget *widget, const char *spoken);
/* Calls @func for the path of each file in a drop of GDK_TYPE_FILE_LIST; how many there were. */
typedef void (*LbFileFunc) (gpointer data, const char *path);
guint lb_parts_each_file (const GValue *value, LbFileFunc func, gpointer data);
/* A colour of style.css by its name. */
GdkRGBA  lb_parts_colour (GtkWidget *widget, const char *name);
LbMedium lb_parts_medium (void); /* light or dark screen, as the style manager says */

/* A class colour with a thin frame; the hatch of no data when @colour is NULL. */
#define LB_TYPE_SWATCH (lb_swatch_get_type ())
G_DECLARE_FINAL_TYPE (LbSwatch, lb_swatch, LB, SWATCH, GtkWidget)
GtkWidget *lb_swatch_new (const LbColour *colour);

/* A horizontal bar in a class colour: @fraction of the width, with a dashed mark where the county lies. */
#define LB_TYPE_BAR (lb_bar_get_type ())
G_DECLARE_FINAL_TYPE (LbBar, lb_bar, LB, BAR, GtkWidget)
GtkWidget *lb_bar_new (void);
/* @mark outside 0–1: none. */
void lb_bar_set (LbBar *self, double fraction, double mark, const LbColour *colour);

G_END_DECLS
