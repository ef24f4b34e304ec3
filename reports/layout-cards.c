/* Cards beside a map, each with a leader to its region: name and place, the number large, what it was and how it changed. They stand in
 * two strips, left below the classes and right, in the order of their regions from above, so that no leader crosses another. */
#include "config.h"
#include "reports/layout-private.h"

#include <math.h>

#define WIDTH    46.0 /* mm */
#define HEIGHT   21.0
#define GAP      4.0
#define CLASSES  62.0 /* the classes stand above the left strip */
#define ARROW    14.0 /* the north arrow above the right one     */
#define NAME     12.0 /* pt */
#define NUMBER   17.0
#define SMALL    9.0

static const LbColour edge = {0.66, 0.26, 0.04}, better = {0.09, 0.41, 0.49};

typedef struct {
  const LbKeyFigure *figure;
  double x, y; /* of its region, mm on the page */
  double top;  /* of the card                    */
  gboolean left;
} Card;

static int
compare_cards (gconstpointer a, gconstpointer b)
{
  const Card *x = a, *y = b;

  return x->left != y->left ? y->left - x->left : (x->y > y->y) - (x->y < y->y);
}

/* Each beside its region as far as those above it leave room; then pushed up from the lower end. */
static void
spread (GArray *cards, guint from, guint to, double top, double bottom)
{
  for (guint i = from; i < to; i++) {
    Card *card = &g_array_index (cards, Card, i);
    double least = i == from ? top : g_array_index (cards, Card, i - 1).top + HEIGHT + GAP;
    card->top = MAX (card->y - HEIGHT / 2, least);
  }
  for (guint i = to; i > from; i--) {
    Card *card = &g_array_index (cards, Card, i - 1);
    double most = i == to ? bottom - HEIGHT : g_array_index (cards, Card, i).top - HEIGHT - GAP;
    card->top = MIN (card->top, most);
  }
}

static void
draw_words (LbPen *pen, const LbKeyFigure *figure, double x, double y)
{
  double mm = LB_MM_PER_POINT, end;
  LbColour colour = figure->good > 0 ? better : figure->good < 0 ? edge : lb_grey (0.37);
  const char *arrow = figure->arrow > 0 ? "▲" : figure->arrow < 0 ? "▼" : "";

  y += 1.25 * NAME * mm;
  end = x + lb_pen_write (pen, LB_ROLE_STRONG, NAME, x, y, 0, lb_grey (0.08), figure->label);
  lb_pen_write (pen, LB_ROLE_HEI, SMALL, end + 1.5, y, 0, lb_grey (0.37), figure->place);
  y += 1.2 * NUMBER * mm;
  end = x + lb_pen_write (pen, LB_ROLE_STRONG, NUMBER, x, y, 0, lb_grey (0.08), figure->value);
  lb_pen_write (pen, LB_ROLE_HEI, SMALL, end + 0.5, y, 0, lb_grey (0.08), figure->unit);
  y += 1.7 * SMALL * mm;
  end = x + lb_pen_write (pen, LB_ROLE_HEI, SMALL, x, y, 0, lb_grey (0.37), figure->note);
  if (*figure->change != '\0')
    lb_pen_write (pen, LB_ROLE_STRONG, SMALL, end + 2 + lb_pen_write (pen, LB_ROLE_STRONG, SMALL, end + 2, y, 0, colour, arrow), y, 0,
                  colour, figure->change);
}

static void
draw_card (LbPen *pen, const Card *card, double x)
{
  double from = card->left ? x + WIDTH : x, middle = card->top + HEIGHT / 2;

  lb_pen_line (pen, from, middle, card->x, card->y, 2.4, lb_white, 0);
  lb_pen_line (pen, from, middle, card->x, card->y, 1.1, edge, 0);
  lb_pen_disc (pen, card->x, card->y, 0.9, edge, 0.6);
  lb_pen_box (pen, x, card->top, x + WIDTH, card->top + HEIGHT, LB_FILL_SOLID, lb_white, 0.4);
  lb_pen_box (pen, x, card->top, x + 1, card->top + HEIGHT, LB_FILL_SOLID, edge, 0);
  draw_words (pen, card->figure, x + 3, card->top);
}

void
lb_layout_cards (LbPen *pen, const LbBlock *block, LbFigureBox *box)
{
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (Card));
  const LbBox *ground = box->ground.min_x > box->ground.max_x ? NULL : &box->ground;
  double mm = LB_MM_PER_POINT, right = box->x + box->width - WIDTH, bottom = box->y + box->height;

  box->width -= WIDTH + GAP;
  box->marked = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < block->figures->len; i++) {
    const LbKeyFigure *figure = &g_array_index (block->figures, LbKeyFigure, i);
    Card card = {.figure = figure};
    if (!lb_map_find_in_picture (box->map, box->width / mm, box->height / mm, LB_MEDIUM_PRINT, ground, figure->region, &card.x, &card.y))
      continue;
    card.x = box->x + card.x * mm;
    card.y = box->y + card.y * mm;
    card.left = card.x < box->x + (box->width + WIDTH) / 2 && card.y > box->y + CLASSES;
    g_array_append_val (cards, card);
    g_array_append_val (box->marked, figure->region);
  }
  g_array_sort (cards, compare_cards);
  guint n_left = 0;
  while (n_left < cards->len && g_array_index (cards, Card, n_left).left)
    n_left++;
  spread (cards, 0, n_left, box->y + CLASSES, bottom - ARROW);
  spread (cards, n_left, cards->len, box->y, bottom);
  for (guint i = 0; i < cards->len; i++)
    draw_card (pen, &g_array_index (cards, Card, i), i < n_left ? box->x : right);
}
