/* layout-private.h - the pen that the parts of lay out share: where the next line goes */
#pragma once
#include "reports/layout.h"

typedef struct {
  LbFonts *fonts;
  const LbStyleMeasures *style;
  LbPageStyle kind;
  LbLayout *layout;
  LbPage *page;
  LbFrame frame;      /* where the words of the present page or column go                 */
  double y;           /* mm below the top of the frame where the next thing may begin      */
  double start;       /* mm below it where the first thing of a page begins                */
  gboolean column;    /* inside a row: there is no next page                               */
  gboolean lying;     /* the present page is landscape                                     */
  GArray *entries;    /* ContentsEntry of layout-contents.c; NULL without contents         */
  guint first;        /* pages before the letter that is set                                */
  double tail;        /* mm: what follows the present block and must not be alone on its page */
  GPtrArray *waiting; /* figures for the next page break: LbBlock, borrowed                */
  GPtrArray *floating; /* tables and charts for the top of the next page: LbBlock, borrowed */
  guint before;       /* of the figures that wait: how many are before the first of these   */
  GString *closing;   /* notes that came while figures wait: they end the last of them     */
  const LbBlock *foot; /* running foot, NULL: none                                         */
  GPtrArray *feet;    /* of each page: LbBlock, borrowed, NULL: none                       */
} LbPen;

static const LbColour lb_black = {0, 0, 0}, lb_white = {1, 1, 1};
/* The red of heads and their line. */
static const LbColour lb_red = {0.85, 0.05, 0.05};

static inline LbColour
lb_grey (double light)
{
  return (LbColour) {light, light, light};
}

/* Height of a line of body type in the present frame, and the width of its cells. */
double lb_pen_pitch (const LbPen *pen);
guint  lb_pen_cells (const LbPen *pen);
double lb_pen_right (const LbPen *pen);
double lb_pen_page_y (const LbPen *pen);
gboolean lb_pen_has_room (const LbPen *pen, double height);
/* Ends the page; figures that wait take the pages after it. In a column of a row it does nothing. */
void   lb_pen_next_page (LbPen *pen);
/* Tables and charts that did not fit their page, while the text goes on below them: they stand at the top of the next one, in their
 * order. lb_pen_float() is TRUE when it has taken @block, which needs @height and behind which @next is set; lb_pen_settle()
 * puts them before whatever comes now. */
gboolean lb_pen_float (LbPen *pen, const LbBlock *block, const LbBlock *next, double height);
gboolean lb_pen_may_float (const LbPen *pen, const LbBlock *next);
void   lb_pen_settle (LbPen *pen);
/* What next_page() does with them: how many figures go before them; lays them out. */
guint  lb_pen_figures_before_floats (const LbPen *pen);
void   lb_pen_put_floats (LbPen *pen);
/* Ends the page if there is anything on it, and begins a landscape or an upright one. */
void   lb_pen_turn (LbPen *pen, gboolean lying);
/* The frame of an upright or a landscape page of the style. */
LbFrame lb_pen_area (const LbPen *pen, gboolean lying);
/* Moves to the next line of the grid, so that text after a table stands on its lines again. */
void   lb_pen_snap (LbPen *pen);
/* Baseline of type of @size centred between @top and @top + @height. */
double lb_pen_baseline (double top, double height, double size);
/* Takes @glyphs (LbPlaced). */
void   lb_pen_add (LbPen *pen, double x, double baseline, double size, GArray *glyphs);
/* Sets a text without breaking, beginning at @x; returns its width. */
double lb_pen_set (LbPen *pen, LbRole role, double size, double x, double baseline, const char *text);
/* The same in a colour; @align 0: @x is its left end, 0.5: its middle, 1: its right end. */
double lb_pen_write (LbPen *pen, LbRole role, double size, double x, double baseline, double align, LbColour colour,
                     const char *text);
/* The same, spread over @width when it is shorter; begins at @x. */
void   lb_pen_write_spread (LbPen *pen, LbRole role, double size, double x, double baseline, double width, LbColour colour,
                            const char *text);
void   lb_pen_centred (LbPen *pen, LbRole role, double size, double top, double height, const char *text);
/* A text in a box, broken into lines if need be, centred upright and, unless @left, across. */
void   lb_pen_set_box (LbPen *pen, LbRole role, double size, double x, double width, double top, double height, gboolean left,
                       const char *text);
void   lb_pen_rule (LbPen *pen, double x1, double x2, double y, double thickness);
void   lb_pen_red_rule (LbPen *pen, double x1, double x2, double y, double thickness);
/* Marks: see LbMark. */
void   lb_pen_line (LbPen *pen, double x1, double y1, double x2, double y2, double thickness, LbColour ink, double dash);
void   lb_pen_box (LbPen *pen, double x1, double y1, double x2, double y2, LbFill fill, LbColour ink, double thickness);
void   lb_pen_disc (LbPen *pen, double x, double y, double radius, LbColour ink, double thickness);
void   lb_pen_link (LbPen *pen, double x, double y, double width, double height, guint page);
/* A text of one role as lines of @width, of as many cells as fit. (transfer full) */
GPtrArray *lb_pen_break (LbPen *pen, LbRole role, double size, double width, gboolean ragged, const char *text);
/* A paragraph of small type (notes) at its own pitch; returns the height it took. */
double lb_pen_note (LbPen *pen, double top, const char *text);
double lb_pen_note_height (LbPen *pen, const char *text);
void   lb_pen_outline (LbPen *pen, const LbBlock *block);

void lb_layout_flow (LbPen *pen, const GPtrArray *blocks);

void lb_layout_lines (LbPen *pen, const LbBlock *block, double keep, gboolean heading);
void lb_layout_title (LbPen *pen, const LbBlock *block);
void lb_layout_subtitle (LbPen *pen, const LbBlock *block);
void lb_layout_appendix (LbPen *pen, const LbBlock *block);
void lb_layout_slide (LbPen *pen, const LbBlock *block);

void lb_layout_contents (LbPen *pen, const LbBlock *block, const GPtrArray *blocks);
void lb_layout_fill_contents (LbPen *pen);

void   lb_layout_table (LbPen *pen, const LbBlock *block);
/* TRUE when it needs a landscape page. */
gboolean lb_layout_table_is_wide (LbPen *pen, const LbBlock *block);
/* What a table needs to begin on a page. */
double lb_layout_table_least (LbPen *pen, const LbBlock *block);

void lb_layout_red_head (LbPen *pen, const LbLetter *letter);
void lb_layout_addressee (LbPen *pen, const LbBlock *block);
void   lb_layout_attachments (LbPen *pen, const GPtrArray *list);
double lb_layout_attachments_height (LbPen *pen, const GPtrArray *list);
double lb_layout_signature_height (LbPen *pen, const LbLetter *letter);
void lb_layout_signature (LbPen *pen, const LbLetter *letter);
void lb_layout_colophon (LbPen *pen, const LbLetter *letter);
/* Page numbers and running feet of all pages. */
void lb_layout_numbers (LbPen *pen);

/* The cards of a map's picture on both sides of it; @box gives way to them. */
void   lb_layout_cards (LbPen *pen, const LbBlock *block, LbFigureBox *box);
/* In the text or in a column. */
void   lb_layout_figure (LbPen *pen, const LbBlock *block);
/* Filling the page that was just begun; closing notes take what they need from below. */
void   lb_layout_page_figure (LbPen *pen, const LbBlock *block, const char *closing);
void   lb_layout_key_figures (LbPen *pen, const LbBlock *block);
void   lb_layout_row (LbPen *pen, const LbBlock *block);

void   lb_layout_chart (LbPen *pen, const LbBlock *block);
/* Height of a chart with its caption. */
double lb_layout_chart_height (const LbPen *pen, const LbBlock *block);
