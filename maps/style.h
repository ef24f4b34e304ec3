/* style.h - colours, line widths and type sizes of maps by medium, read from data/maps/style.ini
 *
 * Private to the room. Immutable after loading; any thread.
 */
#pragma once
#include "maps/map.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct {
  double width;
  LbColour colour;
  double opacity;
  double dash[6];
  int n_dash;
} LbLine;

typedef struct {
  double size;
  LbColour colour;
  double halo;
  LbColour halo_colour;
  double tracking;
} LbLetter;

typedef struct {
  LbColour ground, land, no_data, text, dim, frame, paper, hatch;
  double hatch_pitch, hatch_width;
  LbLine borders[LB_N_LEVELS];
  LbLine hover_under, hover, selected_under, selected;
  LbLetter labels[LB_N_LEVELS]; /* of township, village and grid; others have size 0 */
  char *family;                 /* list for Pango, comma-separated                  */
} LbStyle;

typedef struct {
  LbStyle medium[LB_MEDIUM_PRINT + 1];
} LbStyles;

LbStyles *lb_styles_load (GError **error);
void      lb_styles_free (LbStyles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbStyles, lb_styles_free)

/* 0xRRGGBB */
guint32 lb_colour_pack (LbColour colour);
void lb_style_set_colour (cairo_t *cr, LbColour colour, double opacity);
/* Sets width, colour and dash for the next stroke; round joins. */
void lb_style_set_line (cairo_t *cr, const LbLine *line);

/* (transfer full): a layout of @text whose metrics do not depend on screen, hinting or locale. @size in units of the
 * surface; @tracking between letters. */
PangoLayout *lb_style_layout (const LbStyle *style, cairo_t *cr, const char *text, double size, gboolean bold,
                              double tracking);

/* The same in a context, which it takes over. */
PangoLayout *lb_style_layout_in (const LbStyle *style, PangoContext *context, const char *text, double size, gboolean bold, double tracking);

/* Height of a name's box in sizes of its letters. */
#define LB_LABEL_TALL 1.2

/* Writes one line whose middle is at @y, and returns its width. @align 0: @x is its left end, 0.5: its middle, 1: its
 * right end. With @cr's colour left as @colour. */
double lb_style_text (const LbStyle *style, cairo_t *cr, double x, double y, const char *text, double size, gboolean bold,
                      LbColour colour, double align);
/* Width of one line. */
double lb_style_measure (const LbStyle *style, cairo_t *cr, const char *text, double size, gboolean bold);
/* Writes @text broken into lines of at most @width below @y and returns their height; only measures when !@paint. */
double lb_style_paragraph (const LbStyle *style, cairo_t *cr, double x, double y, double width, const char *text,
                           double size, LbColour colour, gboolean paint);

G_END_DECLS
