/* What the pen can draw on the present page: words, rules, lines, boxes, discs, links, notes. */
#include "config.h"
#include "reports/layout-private.h"

#include <math.h>

#define SLACK 0.01

double
lb_pen_baseline (double top, double height, double size)
{
  /* A Chinese em box lies 0.88 above and 0.12 below the baseline. */
  double em = size * LB_MM_PER_POINT;
  return top + (height - em) / 2 + 0.88 * em;
}

static void
add_run (LbPen *pen, double x, double baseline, double size, GArray *glyphs, LbColour colour)
{
  LbRun run = {x, baseline, size, glyphs, colour, FALSE};

  g_array_append_val (pen->page->runs, run);
}

void
lb_pen_add (LbPen *pen, double x, double baseline, double size, GArray *glyphs)
{
  add_run (pen, x, baseline, size, glyphs, lb_black);
}

double
lb_pen_write (LbPen *pen, LbRole role, double size, double x, double baseline, double align, LbColour colour,
              const char *text)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (LbPlaced));
  double at = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    LbGlyph glyph = lb_fonts_find (pen->fonts, role, g_utf8_get_char (p));
    LbPlaced placed = {g_utf8_get_char (p), glyph.face, glyph.glyph, at};
    g_array_append_val (glyphs, placed);
    at += glyph.advance * size * LB_MM_PER_POINT;
  }
  if (glyphs->len > 0)
    add_run (pen, x - at * align, baseline, size, glyphs, colour);
  else
    g_array_unref (glyphs);
  return at;
}

double
lb_pen_set (LbPen *pen, LbRole role, double size, double x, double baseline, const char *text)
{
  return lb_pen_write (pen, role, size, x, baseline, 0, lb_black, text);
}

void
lb_pen_write_spread (LbPen *pen, LbRole role, double size, double x, double baseline, double width, LbColour colour, const char *text)
{
  double own = lb_pen_write (pen, role, size, x, baseline, 0, colour, text);
  const LbRun *run = pen->page->runs->len == 0 ? NULL : &g_array_index (pen->page->runs, LbRun, pen->page->runs->len - 1);

  if (*text == '\0' || run->glyphs->len < 2 || own >= width)
    return;
  for (guint i = 1; i < run->glyphs->len; i++)
    g_array_index (run->glyphs, LbPlaced, i).x += i * (width - own) / (run->glyphs->len - 1);
}

void
lb_pen_centred (LbPen *pen, LbRole role, double size, double top, double height, const char *text)
{
  lb_pen_write (pen, role, size, pen->frame.left + pen->frame.width / 2, lb_pen_baseline (pen->frame.top + top, height, size),
                0.5, lb_black, text);
}

void
lb_pen_rule (LbPen *pen, double x1, double x2, double y, double thickness)
{
  LbRule rule = {x1, x2, y, thickness, lb_black};

  g_array_append_val (pen->page->rules, rule);
}

void
lb_pen_red_rule (LbPen *pen, double x1, double x2, double y, double thickness)
{
  LbRule rule = {x1, x2, y, thickness, lb_red};

  g_array_append_val (pen->page->rules, rule);
}

static void
add_mark (LbPen *pen, LbMark mark)
{
  g_array_append_val (pen->page->marks, mark);
}

void
lb_pen_line (LbPen *pen, double x1, double y1, double x2, double y2, double thickness, LbColour ink, double dash)
{
  add_mark (pen, (LbMark) {LB_MARK_LINE, x1, y1, x2, y2, LB_FILL_NONE, ink, ink, thickness, dash});
}

void
lb_pen_box (LbPen *pen, double x1, double y1, double x2, double y2, LbFill fill, LbColour ink, double thickness)
{
  add_mark (pen, (LbMark) {LB_MARK_BOX, MIN (x1, x2), MIN (y1, y2), MAX (x1, x2), MAX (y1, y2), fill, ink, lb_grey (0.4),
                           thickness, 0});
}

void
lb_pen_disc (LbPen *pen, double x, double y, double radius, LbColour ink, double thickness)
{
  add_mark (pen, (LbMark) {LB_MARK_DISC, x, y, radius, 0, LB_FILL_SOLID, ink, lb_black, thickness, 0});
}

void
lb_pen_link (LbPen *pen, double x, double y, double width, double height, guint page)
{
  LbLink link = {x, y, width, height, page};

  g_array_append_val (pen->page->links, link);
}

GPtrArray *
lb_pen_break (LbPen *pen, LbRole role, double size, double width, gboolean ragged, const char *text)
{
  g_autoptr (LbBlock) block = lb_block_new (LB_BLOCK_NOTE);
  guint cells = (guint) MAX (2, floor (width / (size * LB_MM_PER_POINT) + SLACK));
  double cell = ragged ? size * LB_MM_PER_POINT : width / cells;
  LbMeasure measure = {.width_mm = cells * cell, .cells = cells, .size_pt = size, .ragged = ragged};

  lb_block_add (block, role, text);
  return lb_break_lines (pen->fonts, block->spans, &measure);
}

void
lb_pen_set_box (LbPen *pen, LbRole role, double size, double x, double width, double top, double height, gboolean left,
                const char *text)
{
  double own = lb_fonts_measure (pen->fonts, role, size, text), line = size * LB_MM_PER_POINT * 1.3;

  if (own <= width + 0.01) {
    lb_pen_set (pen, role, size, left ? x : x + (width - own) / 2, lb_pen_baseline (top, height, size), text);
    return;
  }
  g_autoptr (GPtrArray) lines = lb_pen_break (pen, role, size, width, TRUE, text);
  top += (height - lines->len * line) / 2;
  for (guint i = 0; i < lines->len; i++) {
    GArray *glyphs = g_ptr_array_index (lines, i);
    const LbPlaced *last = &g_array_index (glyphs, LbPlaced, glyphs->len - 1);
    double used = last->x + lb_fonts_find (pen->fonts, last->face, last->c).advance * size * LB_MM_PER_POINT;
    lb_pen_add (pen, left ? x : x + MAX (0, (width - used) / 2), lb_pen_baseline (top + i * line, line, size), size,
                g_array_ref (glyphs));
  }
}

static double
note_pitch (const LbPen *pen)
{
  return pen->style->note * LB_MM_PER_POINT * 1.45;
}

double
lb_pen_note_height (LbPen *pen, const char *text)
{
  g_autoptr (GPtrArray) lines = lb_pen_break (pen, LB_ROLE_SONG, pen->style->note, pen->frame.width, FALSE, text);
  return lines->len * note_pitch (pen);
}

double
lb_pen_note (LbPen *pen, double top, const char *text)
{
  double size = pen->style->note, pitch = note_pitch (pen);
  g_autoptr (GPtrArray) lines = lb_pen_break (pen, LB_ROLE_SONG, size, pen->frame.width, FALSE, text);

  for (guint i = 0; i < lines->len; i++)
    lb_pen_add (pen, pen->frame.left, lb_pen_baseline (pen->frame.top + top + i * pitch, pitch, size), size,
                g_array_ref (g_ptr_array_index (lines, i)));
  return lines->len * pitch;
}
