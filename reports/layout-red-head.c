/* The head of a letter: marks at the top, the organs in red, number and signers, the red line. Measures are those of GB/T 9704-2012, the
 * clause beside each. */
#include "config.h"
#include "reports/layout-private.h"

#include <string.h>

#define ORGAN_SIZE  48.0 /* pt, at most: no size is told, only that it strikes the eye */
#define ORGANS_MM   56.0 /* several of them are no higher than this                    */
#define LEADING     1.4
#define RULE_POINT  2.0
#define RULE_BELOW  4.0  /* mm below the number */

static void
body_line (LbPen *pen, LbRole role, double x, double align, const char *text)
{
  lb_pen_write (pen, role, pen->style->body, x, lb_pen_baseline (lb_pen_page_y (pen), lb_pen_pitch (pen), pen->style->body),
                align, lb_black, text);
}

/* 7.2.1–7.2.3: copy number, secrecy and urgency flush left at the top, one line each; the latter two in 3号黑体. */
static void
marks (LbPen *pen, const LbLetter *letter)
{
  const char *texts[] = {letter->copy, letter->secrecy, letter->urgency};
  double y = pen->y;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (texts[i] == NULL || *texts[i] == '\0')
      continue;
    body_line (pen, i == 0 ? LB_ROLE_SONG : LB_ROLE_HEI, pen->frame.left, 0, texts[i]);
    pen->y += lb_pen_pitch (pen);
  }
  pen->y = y;
}

static double
widest (LbPen *pen, char **names, double size)
{
  double width = 0;

  for (char **name = names; *name != NULL; name++)
    width = MAX (width, lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, size, *name));
  return width;
}

/* 7.2.4: upper edge 35 mm below that of the type area, centred, red 小标宋, as large as the names fit. Those of several organs stand
 * below one another, spread to one width, the one in charge first; 文件 stands right of them, centred upright. */
static double
organs (LbPen *pen, const LbLetter *letter)
{
  const char *mark = letter->mark != NULL ? letter->mark : "";
  g_auto (GStrv) names = g_strsplit (letter->organ, "\n", -1);
  guint n = g_strv_length (names);
  double size = ORGAN_SIZE, gap = n > 1 && *mark != '\0' ? 0.5 : 0;
  double whole = widest (pen, names, size) + lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, size, mark) + gap * size * LB_MM_PER_POINT;

  size *= MIN (1, MIN (pen->frame.width / MAX (whole, 1), ORGANS_MM / (size * LB_MM_PER_POINT * (1 + (n - 1) * LEADING))));
  whole *= size / ORGAN_SIZE;
  double em = size * LB_MM_PER_POINT, width = widest (pen, names, size), height = em * (1 + (n - 1) * LEADING);
  double left = pen->frame.left + (pen->frame.width - whole) / 2, top = pen->frame.top + 35;
  for (guint i = 0; i < n; i++)
    lb_pen_write_spread (pen, LB_ROLE_TITLE, size, left, top + (0.85 + i * LEADING) * em, width, lb_red, names[i]);
  lb_pen_write (pen, LB_ROLE_TITLE, size, left + width + gap * em, top + height / 2 + 0.35 * em, 0, lb_red, mark);
  return 35 + height;
}

/* 7.2.6: names two a line, one cell in from the right, 签发人 before the first; the number stands on the last of these lines. */
static void
number_and_signers (LbPen *pen, const LbLetter *letter)
{
  g_auto (GStrv) names = g_strsplit (letter->signer, "\n", -1);
  guint n = g_strv_length (names);
  double size = pen->style->body, cell = pen->style->area.width / pen->style->cells, width = 0;

  for (guint i = 0; i < n; i++)
    width = MAX (width, lb_fonts_measure (pen->fonts, LB_ROLE_KAI, size, names[i]));
  guint columns = MIN (n, 2);
  double left = lb_pen_right (pen) - cell - columns * width - (columns - 1) * cell;
  body_line (pen, LB_ROLE_TEXT, left, 1, "签发人：");
  for (guint i = 0; i < n; i++) {
    if (i > 0 && i % columns == 0)
      pen->y += lb_pen_pitch (pen);
    body_line (pen, LB_ROLE_KAI, left + (i % columns) * (width + cell), 0, names[i]);
  }
  if (letter->number != NULL)
    body_line (pen, LB_ROLE_TEXT, pen->frame.left + cell, 0, letter->number);
}

/* 7.2.5, 7.2.7: the number two empty lines below the organs, centred unless signers stand beside it; 4 mm below it a red line. */
void
lb_layout_red_head (LbPen *pen, const LbLetter *letter)
{
  g_return_if_fail (letter != NULL && letter->organ != NULL);

  pen->first = pen->layout->pages->len - 1;
  pen->page->first = TRUE;
  marks (pen, letter);
  pen->y = organs (pen, letter) + 2 * lb_pen_pitch (pen);
  if (letter->signer != NULL && *letter->signer != '\0')
    number_and_signers (pen, letter);
  else if (letter->number != NULL)
    body_line (pen, LB_ROLE_TEXT, pen->frame.left + pen->frame.width / 2, 0.5, letter->number);
  pen->y += lb_pen_pitch (pen) / 2 + pen->style->body * LB_MM_PER_POINT / 2 + RULE_BELOW;
  lb_pen_red_rule (pen, pen->frame.left, lb_pen_right (pen), lb_pen_page_y (pen), RULE_POINT);
  /* 7.3.1: the title begins two empty lines below. */
  lb_pen_snap (pen);
  pen->y += 2 * lb_pen_pitch (pen);
}
