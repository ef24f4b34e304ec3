/* layout-private.h - the pen that the parts of lay out share: where the next line goes */
#pragma once
#include "reports/layout.h"

typedef struct {
  LbFonts *fonts;
  LbLayout *layout;
  LbPage *page;
  double y;           /* mm below the top of the type area where the next thing may begin */
  GPtrArray *waiting; /* figures for the next page break: LbBlock, borrowed               */
  GString *closing;   /* notes that came while figures wait: they end the last of them    */
} LbPen;

/* Ends the page; figures that wait take the pages after it. */
void   lb_pen_next_page (LbPen *pen);
/* Moves to the next line of the grid, so that text after a table stands on its lines again. */
void   lb_pen_snap (LbPen *pen);
/* Baseline of type of @size centred between @top and @top + @height. */
double lb_pen_baseline (double top, double height, double size);
/* Takes @glyphs (LbPlaced). */
void   lb_pen_add (LbPen *pen, double x, double baseline, double size, GArray *glyphs);
/* Sets a text without breaking, beginning at @x. */
void   lb_pen_set (LbPen *pen, LbRole role, double size, double x, double baseline, const char *text);
void   lb_pen_rule (LbPen *pen, double x1, double x2, double y, double thickness);
/* A paragraph of small type (notes): 9 pt, at its own pitch; returns the height it took. */
double lb_pen_note (LbPen *pen, double top, const char *text);
double lb_pen_note_height (LbPen *pen, const char *text);
void   lb_pen_outline (LbPen *pen, const LbBlock *block);

void lb_layout_table (LbPen *pen, const LbBlock *block);
