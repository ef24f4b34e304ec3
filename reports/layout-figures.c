/* Maps, key figures, and blocks beside each other. */
#include "config.h"
#include "reports/layout-private.h"

#include <math.h>

#define SHEET_WIDTH 130.0 /* below it a map has no room for the words of a sheet */
#define COLUMN_GAP 6.0
#define CARD_WIDTH 36.0 /* least width of a key figure beside others */
#define DIM        0.37

static void
put_map (LbPen *pen, const LbBlock *block, double height)
{
  gboolean bare = pen->kind == LB_STYLE_SLIDE || pen->frame.width < SHEET_WIDTH;
  LbFigureBox box = {pen->frame.left,  lb_pen_page_y (pen), pen->frame.width, height, lb_map_ref (block->map), block->ground,
                     bare, pen->kind != LB_STYLE_SLIDE, block->focus, NULL};

  lb_pen_outline (pen, block);
  if (bare && block->figures != NULL)
    lb_layout_cards (pen, block, &box);
  g_array_append_val (pen->page->figures, box);
}

void
lb_layout_figure (LbPen *pen, const LbBlock *block)
{
  double left = pen->frame.height - pen->y;
  double height = block->height > 0 ? block->height : MIN (left, pen->frame.width);

  if (!lb_pen_has_room (pen, height))
    lb_pen_next_page (pen);
  put_map (pen, block, MIN (height, pen->frame.height));
  pen->y += height + 2;
}

void
lb_layout_page_figure (LbPen *pen, const LbBlock *block, const char *closing)
{
  double note = *closing == '\0' ? 0 : lb_pen_note_height (pen, closing) + 1;

  put_map (pen, block, pen->frame.height - note);
  lb_pen_note (pen, pen->frame.height - note + 1, closing);
  pen->y = pen->frame.height;
}

/* Sizes of the parts of one key figure, pt. */
typedef struct {
  double label, value, unit, change;
  double height; /* mm */
} Card;

static Card
card_of (const LbPen *pen)
{
  switch (pen->kind) {
  case LB_STYLE_SLIDE: return (Card) {12, 44, 18, 13, 40};
  case LB_STYLE_DOSSIER: return (Card) {9, 19, 9, 9, 18};
  default: return (Card) {10.5, 26, 12, 10.5, 24};
  }
}

/* Many figures in a column become smaller, so that all of them stand in it. */
static Card
card_within (const LbPen *pen, guint rows)
{
  Card card = card_of (pen);
  double k = pen->column ? MIN (1, (pen->frame.height - pen->y) / MAX (rows * card.height, 1)) : 1;

  return (Card) {card.label * MAX (k, 0.8), card.value * k, card.unit * k, card.change * MAX (k, 0.8), card.height * k};
}

/* Better and worse as on the maps' window: blue-green and brown, apart in black and white by the arrow. */
static LbColour
colour_of (const LbKeyFigure *figure)
{
  static const LbColour better = {0.09, 0.41, 0.49}, worse = {0.66, 0.26, 0.04};

  return figure->good > 0 ? better : figure->good < 0 ? worse : lb_grey (DIM);
}

static void
draw_change (LbPen *pen, const LbKeyFigure *figure, double x, double width, double baseline, double size)
{
  const char *arrow = figure->arrow > 0 ? "▲" : figure->arrow < 0 ? "▼" : "";
  LbColour colour = colour_of (figure);
  double room = x + width;

  if (*figure->change != '\0') {
    x += lb_pen_write (pen, LB_ROLE_HEI, size, x, baseline, 0, colour, arrow);
    x += lb_pen_write (pen, LB_ROLE_STRONG, size, x + 0.6, baseline, 0, colour, figure->change) + 2;
  }
  double own = lb_fonts_measure (pen->fonts, LB_ROLE_HEI, size, figure->note);
  if (*figure->note != '\0' && x + own <= room + 0.5)
    lb_pen_write (pen, LB_ROLE_HEI, size, x + 0.6, baseline, 0, lb_grey (DIM), figure->note);
  else if (*figure->note != '\0')
    lb_pen_write (pen, LB_ROLE_HEI, size, room - width, baseline + size * LB_MM_PER_POINT * 1.3, 0, lb_grey (DIM),
                  figure->note);
}

static void
draw_card (LbPen *pen, const LbKeyFigure *figure, Card card, double x, double width, double top)
{
  double mm = LB_MM_PER_POINT, y = top + card.label * mm * 1.2, value = card.value, unit = card.unit;
  double own = lb_fonts_measure (pen->fonts, LB_ROLE_STRONG, value, figure->value) +
               lb_fonts_measure (pen->fonts, LB_ROLE_HEI, unit, figure->unit) + 1;
  double label = lb_fonts_measure (pen->fonts, LB_ROLE_HEI, card.label, figure->label);

  value *= MIN (1, width / own);
  lb_pen_write (pen, LB_ROLE_HEI, card.label * MIN (1, width / MAX (label, 1)), x, y, 0, lb_grey (DIM), figure->label);
  y += card.value * mm * 1.06;
  double end = x + lb_pen_write (pen, LB_ROLE_STRONG, value, x, y, 0, lb_grey (0.08), figure->value);
  lb_pen_write (pen, LB_ROLE_HEI, unit, end + 1, y, 0, lb_grey (0.08), figure->unit);
  y += card.change * mm * 1.7;
  draw_change (pen, figure, x, width, y, card.change);
}

static gboolean
any_note_below (LbPen *pen, const GArray *figures, double width)
{
  Card card = card_of (pen);

  for (guint i = 0; i < figures->len; i++) {
    const LbKeyFigure *figure = &g_array_index (figures, LbKeyFigure, i);
    double change = lb_fonts_measure (pen->fonts, LB_ROLE_STRONG, card.change, figure->change);
    double note = lb_fonts_measure (pen->fonts, LB_ROLE_HEI, card.change, figure->note);
    if (*figure->change != '\0' && *figure->note != '\0' && change + note + card.change * LB_MM_PER_POINT + 3 > width)
      return TRUE;
  }
  return FALSE;
}

void
lb_layout_key_figures (LbPen *pen, const LbBlock *block)
{
  guint n = block->figures == NULL ? 0 : block->figures->len;
  Card card = card_of (pen);
  double least = CARD_WIDTH * card.value / 26;
  guint beside = (guint) CLAMP (floor ((pen->frame.width + 4) / (least + 4)), 1, MAX (n, 1));
  gboolean ruled = pen->kind != LB_STYLE_SLIDE || beside == 1;

  if (n == 0)
    return;
  guint rows = (n + beside - 1) / beside;
  card = card_within (pen, rows);
  beside = (n + rows - 1) / rows; /* rows of one length */
  double width = pen->frame.width / beside, pad = beside > 1 ? 3 : 0;
  double height = card.height + (any_note_below (pen, block->figures, width - 2 * pad) ? card.change * LB_MM_PER_POINT * 1.3 : 0);
  if (!lb_pen_has_room (pen, rows * height + 2))
    lb_pen_next_page (pen);
  if (!pen->column && pen->y > pen->start)
    pen->y += 2;
  lb_pen_outline (pen, block);
  for (guint i = 0; i < n; i++) {
    guint row = i / beside;
    double x = pen->frame.left + (i % beside) * width, top = lb_pen_page_y (pen) + row * height;
    draw_card (pen, &g_array_index (block->figures, LbKeyFigure, i), card, x + (i % beside > 0 ? pad : 0), width - pad, top + 1.5);
    if (i % beside > 0)
      lb_pen_line (pen, x, top + 2, x, top + height - 2.5, 0.5, lb_grey (0.7), 0);
    else if (ruled && i > 0)
      lb_pen_line (pen, pen->frame.left, top - 0.5, lb_pen_right (pen), top - 0.5, 0.5, lb_grey (0.75), 0);
  }
  pen->y += rows * height + 2;
}

/* How much of a page there was, so that a row that did not fit can be taken back. */
typedef struct {
  guint runs, rules, marks, figures, links, outline;
} Extent;

static Extent
extent_of (const LbPen *pen)
{
  const LbPage *page = pen->page;

  return (Extent) {page->runs->len, page->rules->len, page->marks->len, page->figures->len, page->links->len,
                   pen->layout->outline->len};
}

static void
take_back (LbPen *pen, Extent extent)
{
  LbPage *page = pen->page;

  g_array_set_size (page->runs, extent.runs);
  g_array_set_size (page->rules, extent.rules);
  g_array_set_size (page->marks, extent.marks);
  g_array_set_size (page->figures, extent.figures);
  g_array_set_size (page->links, extent.links);
  g_array_set_size (pen->layout->outline, extent.outline);
}

/* Lays the columns out and returns the height of the tallest. */
static double
draw_columns (LbPen *pen, const LbBlock *block)
{
  double x = pen->frame.left, most = 0, inside = pen->frame.width - (block->columns->len - 1) * COLUMN_GAP;
  double room = pen->frame.height - pen->y;

  for (guint i = 0; i < block->columns->len; i++) {
    const LbRowColumn *column = g_ptr_array_index (block->columns, i);
    LbPen own = *pen;
    own.column = TRUE;
    own.y = own.start = 0;
    own.frame = (LbFrame) {x, lb_pen_page_y (pen), inside * column->share, block->height > 0 ? block->height : room};
    lb_layout_flow (&own, column->blocks);
    most = MAX (most, own.y);
    x += inside * column->share + COLUMN_GAP;
  }
  return most;
}

void
lb_layout_row (LbPen *pen, const LbBlock *block)
{
  g_return_if_fail (block->columns != NULL);
  Extent extent = extent_of (pen);

  if (block->height > 0 && !lb_pen_has_room (pen, block->height))
    lb_pen_next_page (pen);
  double height = draw_columns (pen, block);
  if (block->height <= 0 && !lb_pen_has_room (pen, height - 3)) {
    take_back (pen, extent);
    lb_pen_next_page (pen);
    height = draw_columns (pen, block);
  }
  pen->y += block->height > 0 ? block->height : height;
}
