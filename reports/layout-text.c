/* Titles, headings, paragraphs, appendix heads and headlines of slides. */
#include "config.h"
#include "reports/layout-private.h"

#include <math.h>

/* How many of @lines may stand on this page, so that neither the first nor the last line of a paragraph is alone on one. */
static guint
lines_here (const LbPen *pen, guint n, gboolean heading)
{
  double left = pen->frame.height - pen->y;
  guint fit = left <= 0 ? 0 : (guint) floor (left / lb_pen_pitch (pen) + 0.01);

  if (pen->column || fit >= n || heading)
    return n;
  if (n - fit == 1 && fit > 0)
    fit--;
  if (fit == 1 && n > 2 && pen->y > pen->start + 0.01)
    fit = 0;
  return fit;
}

void
lb_layout_lines (LbPen *pen, const LbBlock *block, double keep, gboolean heading)
{
  LbMeasure measure = {.width_mm = pen->frame.width, .cells = lb_pen_cells (pen), .size_pt = pen->style->body,
                       .indent = 2, .heading = heading};
  double pitch = lb_pen_pitch (pen);
  g_autoptr (GPtrArray) lines = lb_break_lines (pen->fonts, block->spans, &measure);

  lb_pen_snap (pen);
  if (!lb_pen_has_room (pen, keep))
    lb_pen_next_page (pen);
  guint here = lines_here (pen, lines->len, heading);
  if (pen->tail > 0 && !lb_pen_has_room (pen, lines->len * pitch + pen->tail) && here == lines->len)
    here -= MIN (2, lines->len); /* …which would be alone on the next page otherwise */
  if (here == 0 && lines->len > 0 && pen->y > pen->start) {
    lb_pen_next_page (pen);
    here = lines_here (pen, lines->len, heading);
  }
  lb_pen_outline (pen, block);
  for (guint i = 0; i < lines->len; i++) {
    if (here == 0) {
      lb_pen_next_page (pen);
      here = MAX (lines_here (pen, lines->len - i, heading), 1);
    }
    lb_pen_add (pen, pen->frame.left, lb_pen_baseline (lb_pen_page_y (pen), pitch, pen->style->body), pen->style->body,
                g_array_ref (g_ptr_array_index (lines, i)));
    pen->y += pitch;
    here--;
  }
}

/* A title that is wider than the page is broken where the sense allows, each line as full as it goes; a part that is
 * still too wide is halved. */
static void
add_title_part (LbPen *pen, GPtrArray *lines, const char *part)
{
  const double size = pen->style->title;
  double width = lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, size, part);

  if (width <= pen->frame.width) {
    g_autofree char *joined = lines->len == 0 ? NULL
                              : g_strconcat (g_ptr_array_index (lines, lines->len - 1), part, NULL);
    if (joined == NULL || lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, size, joined) > pen->frame.width) {
      g_ptr_array_add (lines, g_strdup (part));
      return;
    }
    g_free (g_ptr_array_index (lines, lines->len - 1));
    lines->pdata[lines->len - 1] = g_steal_pointer (&joined);
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

static GPtrArray *
title_lines (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);
  g_auto (GStrv) parts = g_strsplit (text, "\v", -1);
  g_autofree char *whole = g_strjoinv ("", parts);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  if (lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, pen->style->title, whole) <= pen->frame.width)
    g_ptr_array_add (lines, g_strdup (whole));
  else
    for (char **part = parts; *part != NULL; part++)
      add_title_part (pen, lines, *part);
  return lines;
}

void
lb_layout_title (LbPen *pen, const LbBlock *block)
{
  g_autoptr (GPtrArray) lines = title_lines (pen, block);
  double height = pen->style->title_pitch * lb_pen_pitch (pen);

  if (!lb_pen_has_room (pen, lines->len * height + 3 * lb_pen_pitch (pen)))
    lb_pen_next_page (pen);
  lb_pen_outline (pen, block);
  for (guint i = 0; i < lines->len; i++) {
    lb_pen_centred (pen, LB_ROLE_TITLE, pen->style->title, pen->y, height, g_ptr_array_index (lines, i));
    pen->y += height;
  }
  lb_pen_snap (pen);
}

void
lb_layout_subtitle (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);

  lb_pen_centred (pen, LB_ROLE_KAI, pen->style->body, pen->y, lb_pen_pitch (pen), text);
  pen->y += lb_pen_pitch (pen);
}

/* GB/T 9704-2012 7.3.6.2: 附件1 in 黑体 flush left on the first line, the title centred on the third. */
void
lb_layout_appendix (LbPen *pen, const LbBlock *block)
{
  double pitch = lb_pen_pitch (pen);
  g_autoptr (GPtrArray) lines = title_lines (pen, block);
  double height = pen->style->title_pitch * pitch;

  lb_pen_outline (pen, block);
  if (block->label != NULL && *block->label != '\0') {
    lb_pen_set (pen, LB_ROLE_HEI, pen->style->body, pen->frame.left,
                lb_pen_baseline (lb_pen_page_y (pen), pitch, pen->style->body), block->label);
    pen->y += pen->lying ? pitch : 2 * pitch;
  }
  for (guint i = 0; i < lines->len; i++) {
    lb_pen_centred (pen, LB_ROLE_TITLE, pen->style->title, pen->y, height, g_ptr_array_index (lines, i));
    pen->y += height;
  }
  lb_pen_snap (pen);
}

#define DIM_GREY 0.37

/* The headline of a slide in the upper margin: a sentence that says what the slide shows. */
static void
headline (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);
  double size = pen->style->title, top = 10, width = lb_fonts_measure (pen->fonts, LB_ROLE_STRONG, size, text);

  if (block->label != NULL)
    lb_pen_write (pen, LB_ROLE_HEI, 11, pen->frame.left, top, 0, lb_grey (DIM_GREY), block->label);
  size *= MIN (1, pen->frame.width / MAX (width, 1));
  lb_pen_write (pen, LB_ROLE_STRONG, size, pen->frame.left, top + 13, 0, lb_grey (0.12), text);
}

void
lb_layout_slide (LbPen *pen, const LbBlock *block)
{
  lb_pen_outline (pen, block);
  if (pen->kind == LB_STYLE_SLIDE) {
    headline (pen, block);
    return;
  }
  /* On paper: a title flush left over a rule, the small line at its right. */
  g_autofree char *text = lb_block_dup_text (block);
  double height = pen->style->title * LB_MM_PER_POINT * 1.5, baseline = lb_pen_baseline (lb_pen_page_y (pen), height,
                                                                                        pen->style->title);
  lb_pen_set (pen, LB_ROLE_TITLE, pen->style->title, pen->frame.left, baseline, text);
  if (block->label != NULL)
    lb_pen_write (pen, LB_ROLE_HEI, 9, lb_pen_right (pen), baseline, 1, lb_grey (DIM_GREY), block->label);
  pen->y += height;
  lb_pen_rule (pen, pen->frame.left, lb_pen_right (pen), lb_pen_page_y (pen), 1.5);
  pen->y += 3;
}
