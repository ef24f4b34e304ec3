#include "config.h"
#include "reports/layout-private.h"

#include <math.h>
#include <string.h>

#define BODY_SIZE   16.0
#define TITLE_SIZE  22.0
#define NUMBER_SIZE 14.0
#define NOTE_SIZE   9.0
#define NOTE_PITCH  4.6
/* 9 pt type in cells of its own: 49 fit the width of the type area. */
#define NOTE_CELLS  49
#define SLACK       0.01

static void
run_clear (gpointer data)
{
  g_array_unref (((LbRun *) data)->glyphs);
}

static void
figure_clear (gpointer data)
{
  lb_map_unref (((LbFigureBox *) data)->map);
}

static void
entry_clear (gpointer data)
{
  g_free (((LbOutlineEntry *) data)->text);
}

static void
page_free (gpointer data)
{
  LbPage *page = data;

  g_array_unref (page->runs);
  g_array_unref (page->rules);
  g_array_unref (page->figures);
  g_free (page);
}

static void
begin_page (LbPen *pen)
{
  LbPage *page = g_new (LbPage, 1);

  page->runs = g_array_new (FALSE, FALSE, sizeof (LbRun));
  g_array_set_clear_func (page->runs, run_clear);
  page->rules = g_array_new (FALSE, FALSE, sizeof (LbRule));
  page->figures = g_array_new (FALSE, FALSE, sizeof (LbFigureBox));
  g_array_set_clear_func (page->figures, figure_clear);
  g_ptr_array_add (pen->layout->pages, page);
  pen->page = page;
  pen->y = 0;
}

double
lb_pen_baseline (double top, double height, double size)
{
  /* A Chinese em box lies 0.88 above and 0.12 below the baseline. */
  double em = size * LB_MM_PER_POINT;
  return top + (height - em) / 2 + 0.88 * em;
}

void
lb_pen_add (LbPen *pen, double x, double baseline, double size, GArray *glyphs)
{
  LbRun run = {x, baseline, size, glyphs};

  g_array_append_val (pen->page->runs, run);
}

void
lb_pen_set (LbPen *pen, LbRole role, double size, double x, double baseline, const char *text)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (LbPlaced));
  double at = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    LbGlyph glyph = lb_fonts_find (pen->fonts, role, g_utf8_get_char (p));
    LbPlaced placed = {g_utf8_get_char (p), glyph.face, glyph.glyph, at};
    g_array_append_val (glyphs, placed);
    at += glyph.advance * size * LB_MM_PER_POINT;
  }
  lb_pen_add (pen, x, baseline, size, glyphs);
}

void
lb_pen_rule (LbPen *pen, double x1, double x2, double y, double thickness)
{
  LbRule rule = {x1, x2, y, thickness};

  g_array_append_val (pen->page->rules, rule);
}

void
lb_pen_outline (LbPen *pen, const LbBlock *block)
{
  if (block->outline == NULL)
    return;
  LbOutlineEntry entry = {block->depth, pen->layout->pages->len - 1, LB_AREA_TOP + pen->y,
                          g_strdup (block->outline)};
  g_array_append_val (pen->layout->outline, entry);
}

static GPtrArray *
break_note (LbPen *pen, const char *text)
{
  g_autoptr (LbBlock) block = lb_block_new (LB_BLOCK_NOTE);
  LbMeasure measure = {LB_AREA_WIDTH, NOTE_CELLS, NOTE_SIZE, 0, FALSE};

  lb_block_add (block, LB_ROLE_SONG, text);
  return lb_break_lines (pen->fonts, block->spans, &measure);
}

double
lb_pen_note_height (LbPen *pen, const char *text)
{
  g_autoptr (GPtrArray) lines = break_note (pen, text);
  return lines->len * NOTE_PITCH;
}

double
lb_pen_note (LbPen *pen, double top, const char *text)
{
  g_autoptr (GPtrArray) lines = break_note (pen, text);

  for (guint i = 0; i < lines->len; i++)
    lb_pen_add (pen, LB_AREA_LEFT, lb_pen_baseline (LB_AREA_TOP + top + i * NOTE_PITCH, NOTE_PITCH, NOTE_SIZE),
                NOTE_SIZE, g_array_ref (g_ptr_array_index (lines, i)));
  return lines->len * NOTE_PITCH;
}

/* A figure fills the type area; closing notes take what they need from below. */
static void
figure_page (LbPen *pen, const LbBlock *block, const char *closing)
{
  double note = *closing == '\0' ? 0 : lb_pen_note_height (pen, closing) + 1;
  LbFigureBox box = {LB_AREA_LEFT, LB_AREA_TOP, LB_AREA_WIDTH, LB_AREA_HEIGHT - note, lb_map_ref (block->map)};

  begin_page (pen);
  lb_pen_outline (pen, block);
  g_array_append_val (pen->page->figures, box);
  lb_pen_note (pen, LB_AREA_HEIGHT - note + 1, closing);
}

static void
flush_figures (LbPen *pen)
{
  for (guint i = 0; i < pen->waiting->len; i++)
    figure_page (pen, g_ptr_array_index (pen->waiting, i),
                 i + 1 == pen->waiting->len ? pen->closing->str : "");
  g_ptr_array_set_size (pen->waiting, 0);
  g_string_truncate (pen->closing, 0);
}

void
lb_pen_next_page (LbPen *pen)
{
  flush_figures (pen);
  begin_page (pen);
}

void
lb_pen_snap (LbPen *pen)
{
  pen->y = ceil ((pen->y - SLACK) / LB_LINE_PITCH) * LB_LINE_PITCH;
}

static gboolean
has_room (const LbPen *pen, double height)
{
  return pen->y + height <= LB_AREA_HEIGHT + SLACK;
}

/* Lines of body type. @keep: lines that must stand on the same page as the first, what follows included. */
static void
body_lines (LbPen *pen, const LbBlock *block, guint keep, gboolean heading)
{
  LbMeasure measure = {LB_AREA_WIDTH, LB_AREA_CELLS, BODY_SIZE, 2, heading};
  g_autoptr (GPtrArray) lines = lb_break_lines (pen->fonts, block->spans, &measure);

  lb_pen_snap (pen);
  if (!has_room (pen, keep * LB_LINE_PITCH))
    lb_pen_next_page (pen);
  lb_pen_outline (pen, block);
  for (guint i = 0; i < lines->len; i++) {
    if (!has_room (pen, LB_LINE_PITCH))
      lb_pen_next_page (pen);
    lb_pen_add (pen, LB_AREA_LEFT, lb_pen_baseline (LB_AREA_TOP + pen->y, LB_LINE_PITCH, BODY_SIZE), BODY_SIZE,
                g_array_ref (g_ptr_array_index (lines, i)));
    pen->y += LB_LINE_PITCH;
  }
}

static void
centred (LbPen *pen, LbRole role, double size, double top, double height, const char *text)
{
  double width = lb_fonts_measure (pen->fonts, role, size, text);

  lb_pen_set (pen, role, size, LB_AREA_LEFT + (LB_AREA_WIDTH - width) / 2,
              lb_pen_baseline (LB_AREA_TOP + top, height, size), text);
}

/* A title that is wider than the page is broken where the sense allows, each line as full as it goes; a part that is
 * still too wide is halved. */
static void
add_title_part (LbPen *pen, GPtrArray *lines, const char *part)
{
  if (lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, TITLE_SIZE, part) <= LB_AREA_WIDTH) {
    g_ptr_array_add (lines, g_strdup (part));
    return;
  }
  glong half = (g_utf8_strlen (part, -1) + 1) / 2;
  while (half > 1 && (lb_forbids_start (g_utf8_get_char (g_utf8_offset_to_pointer (part, half))) ||
                      lb_forbids_end (g_utf8_get_char (g_utf8_offset_to_pointer (part, half - 1)))))
    half--;
  g_autofree char *head = g_utf8_substring (part, 0, half);
  add_title_part (pen, lines, head);
  add_title_part (pen, lines, g_utf8_offset_to_pointer (part, half));
}

static void
title (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);
  g_auto (GStrv) parts = g_strsplit (text, "\v", -1);
  g_autofree char *whole = g_strjoinv ("", parts);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, TITLE_SIZE, whole) <= LB_AREA_WIDTH)
    g_ptr_array_add (lines, g_strdup (whole));
  else
    for (char **part = parts; *part != NULL; part++)
      add_title_part (pen, lines, *part);
  lb_pen_outline (pen, block);
  for (guint i = 0; i < lines->len; i++) {
    centred (pen, LB_ROLE_TITLE, TITLE_SIZE, pen->y, 1.5 * LB_LINE_PITCH, g_ptr_array_index (lines, i));
    pen->y += 1.5 * LB_LINE_PITCH;
  }
  lb_pen_snap (pen);
}

static void
subtitle (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);

  centred (pen, LB_ROLE_KAI, BODY_SIZE, pen->y, LB_LINE_PITCH, text);
  pen->y += LB_LINE_PITCH;
}

static void
note (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);

  if (pen->waiting->len > 0) {
    g_string_append (pen->closing, text);
    return;
  }
  if (!has_room (pen, lb_pen_note_height (pen, text) + 1))
    lb_pen_next_page (pen);
  lb_pen_outline (pen, block);
  pen->y += 1 + lb_pen_note (pen, pen->y + 1, text);
}

static void
page_number (LbPen *pen, guint index)
{
  g_autofree char *text = g_strdup_printf ("— %u —", index + 1);
  double width = lb_fonts_measure (pen->fonts, LB_ROLE_SONG, NUMBER_SIZE, text);
  gboolean odd = index % 2 == 0;
  double x = odd ? LB_AREA_LEFT + LB_AREA_WIDTH - LB_CELL_WIDTH - width : LB_AREA_LEFT + LB_CELL_WIDTH;
  /* The dashes lie 7 mm below the type area. */
  double dash = lb_fonts_get_middle (pen->fonts, LB_ROLE_SONG, 0x2014) * NUMBER_SIZE * LB_MM_PER_POINT;

  pen->page = g_ptr_array_index (pen->layout->pages, index);
  lb_pen_set (pen, LB_ROLE_SONG, NUMBER_SIZE, x, LB_AREA_TOP + LB_AREA_HEIGHT + 7 + dash, text);
}

static void
block_out (LbPen *pen, const LbBlock *block)
{
  switch (block->type) {
  case LB_BLOCK_TITLE: title (pen, block); break;
  case LB_BLOCK_SUBTITLE: subtitle (pen, block); break;
  case LB_BLOCK_HEADING: body_lines (pen, block, 3, TRUE); break;
  case LB_BLOCK_PARAGRAPH: body_lines (pen, block, 1, FALSE); break;
  case LB_BLOCK_TABLE: lb_layout_table (pen, block); break;
  case LB_BLOCK_FIGURE: g_ptr_array_add (pen->waiting, (gpointer) block); break;
  case LB_BLOCK_BREAK: lb_pen_next_page (pen); break;
  case LB_BLOCK_NOTE: note (pen, block); break;
  }
}

LbLayout *
lb_layout_new (const GPtrArray *blocks, LbFonts *fonts)
{
  LbLayout *self = g_new (LbLayout, 1);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  LbPen pen = {fonts, self, NULL, 0, waiting, g_string_new (NULL)};

  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->outline = g_array_new (FALSE, FALSE, sizeof (LbOutlineEntry));
  g_array_set_clear_func (self->outline, entry_clear);
  begin_page (&pen);
  for (guint i = 0; i < blocks->len; i++)
    block_out (&pen, g_ptr_array_index (blocks, i));
  flush_figures (&pen);
  for (guint i = 0; i < self->pages->len; i++)
    page_number (&pen, i);
  g_string_free (pen.closing, TRUE);
  return self;
}

void
lb_layout_free (LbLayout *self)
{
  g_ptr_array_unref (self->pages);
  g_array_unref (self->outline);
  g_free (self);
}

char *
lb_run_dup_text (const LbRun *run)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < run->glyphs->len; i++)
    g_string_append_unichar (text, g_array_index (run->glyphs, LbPlaced, i).c);
  return g_string_free (text, FALSE);
}
