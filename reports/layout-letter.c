/* What makes a page a letter of an office: red head, addressee, list of attachments, signature, 版记, page numbers.
 * Measures are those of GB/T 9704-2012, the clause beside each. */
#include "config.h"
#include "reports/layout-private.h"

#include <math.h>
#include <string.h>

#define COPY_SIZE   14.0 /* 4号, of the 版记 */
#define THICK_MM    0.35
#define THIN_MM     0.25
#define MM_TO_POINT (1 / LB_MM_PER_POINT)

static double
cell (const LbPen *pen)
{
  return pen->style->area.width / pen->style->cells;
}

static void
body_line (LbPen *pen, LbRole role, double x, double align, const char *text)
{
  lb_pen_write (pen, role, pen->style->body, x, lb_pen_baseline (lb_pen_page_y (pen), lb_pen_pitch (pen), pen->style->body),
                align, lb_black, text);
}

/* 7.2.1–7.2.3: secrecy and urgency flush left at the top, one line each, 3号黑体. */
static void
marks_of_head (LbPen *pen, const LbLetter *letter)
{
  const char *marks[] = {letter->secrecy, letter->urgency};
  double y = pen->y;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    if (marks[i] == NULL || *marks[i] == '\0')
      continue;
    body_line (pen, LB_ROLE_HEI, pen->frame.left, 0, marks[i]);
    pen->y += lb_pen_pitch (pen);
  }
  pen->y = y;
}

/* 7.2.4: upper edge 35 mm below the upper edge of the type area, centred, red 小标宋, its size by eye: as large as the name
 * fits the line, and not above 48 pt. */
static double
organ_mark (LbPen *pen, const char *organ)
{
  double size = 48, width = lb_fonts_measure (pen->fonts, LB_ROLE_TITLE, size, organ);

  size *= MIN (1, pen->frame.width / MAX (width, 1));
  double em = size * LB_MM_PER_POINT, top = pen->frame.top + 35;
  lb_pen_write (pen, LB_ROLE_TITLE, size, pen->frame.left + pen->frame.width / 2, top + 0.85 * em, 0.5, lb_red, organ);
  return 35 + em;
}

/* 7.2.5, 7.2.7: two empty lines below; centred, or with 签发人 on its right, one cell in on both sides; 4 mm below a red line. */
void
lb_layout_red_head (LbPen *pen, const LbLetter *letter)
{
  g_return_if_fail (letter != NULL && letter->organ != NULL);

  marks_of_head (pen, letter);
  pen->y = organ_mark (pen, letter->organ) + 2 * lb_pen_pitch (pen);
  if (letter->number != NULL && letter->signer != NULL) {
    double name = lb_fonts_measure (pen->fonts, LB_ROLE_KAI, pen->style->body, letter->signer);
    body_line (pen, LB_ROLE_TEXT, pen->frame.left + cell (pen), 0, letter->number);
    body_line (pen, LB_ROLE_KAI, lb_pen_right (pen) - cell (pen), 1, letter->signer);
    body_line (pen, LB_ROLE_TEXT, lb_pen_right (pen) - cell (pen) - name, 1, "签发人：");
  } else if (letter->number != NULL)
    body_line (pen, LB_ROLE_TEXT, pen->frame.left + pen->frame.width / 2, 0.5, letter->number);
  pen->y += lb_pen_pitch (pen) / 2 + pen->style->body * LB_MM_PER_POINT / 2 + 4;
  lb_pen_red_rule (pen, pen->frame.left, lb_pen_right (pen), lb_pen_page_y (pen), THICK_MM * 2 * MM_TO_POINT);
  /* 7.3.1: the title begins two empty lines below. */
  lb_pen_snap (pen);
  pen->y += 2 * lb_pen_pitch (pen);
}

/* 7.3.2: one empty line below the title, flush left, a colon at its end. */
void
lb_layout_addressee (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);
  g_autofree char *whole = g_str_has_suffix (text, "：") ? g_strdup (text) : g_strconcat (text, "：", NULL);
  g_autoptr (LbBlock) own = lb_block_new (LB_BLOCK_PARAGRAPH);
  LbMeasure measure = {.width_mm = pen->frame.width, .cells = lb_pen_cells (pen), .size_pt = pen->style->body};

  lb_block_add (own, LB_ROLE_TEXT, whole);
  g_autoptr (GPtrArray) lines = lb_break_lines (pen->fonts, own->spans, &measure);
  lb_pen_snap (pen);
  pen->y += lb_pen_pitch (pen);
  for (guint i = 0; i < lines->len; i++) {
    lb_pen_add (pen, pen->frame.left, lb_pen_baseline (lb_pen_page_y (pen), lb_pen_pitch (pen), pen->style->body),
                pen->style->body, g_array_ref (g_ptr_array_index (lines, i)));
    pen->y += lb_pen_pitch (pen);
  }
}

/* 7.3.4: one empty line below the text, two cells in, no full stop; a long name hangs below its own first character. */
typedef struct {
  double word, numeral; /* widths of 附件： and of its numbers */
} AttachmentHead;

static AttachmentHead
attachment_head (LbPen *pen, guint n)
{
  double size = pen->style->body;

  return (AttachmentHead) {lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, "附件："),
                           n > 1 ? lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, n > 9 ? "10." : "1.") + 0.5 : 0};
}

static GPtrArray *
attachment_lines (LbPen *pen, const GPtrArray *list, guint i)
{
  AttachmentHead head = attachment_head (pen, list->len);

  return lb_pen_break (pen, LB_ROLE_TEXT, pen->style->body, pen->frame.width - 2 * cell (pen) - head.word - head.numeral, TRUE,
                       g_ptr_array_index (list, i));
}

double
lb_layout_attachments_height (LbPen *pen, const GPtrArray *list)
{
  guint sum = 0;

  for (guint i = 0; list != NULL && i < list->len; i++) {
    g_autoptr (GPtrArray) lines = attachment_lines (pen, list, i);
    sum += lines->len;
  }
  return sum == 0 ? 0 : (sum + 1) * lb_pen_pitch (pen);
}

void
lb_layout_attachments (LbPen *pen, const GPtrArray *list)
{
  double pitch = lb_pen_pitch (pen), size = pen->style->body, indent = 2 * cell (pen);
  guint n = list == NULL ? 0 : list->len;

  lb_pen_snap (pen);
  if (n == 0)
    return;
  if (!lb_pen_has_room (pen, MIN (lb_layout_attachments_height (pen, list) + pen->tail, pen->frame.height)))
    lb_pen_next_page (pen);
  else
    pen->y += pitch;
  AttachmentHead head = attachment_head (pen, n);
  for (guint i = 0; i < n; i++) {
    double x = pen->frame.left + indent + head.word + head.numeral;
    g_autoptr (GPtrArray) lines = attachment_lines (pen, list, i);
    if (!lb_pen_has_room (pen, lines->len * pitch))
      lb_pen_next_page (pen);
    if (i == 0)
      body_line (pen, LB_ROLE_TEXT, pen->frame.left + indent, 0, "附件：");
    if (n > 1) {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);
      body_line (pen, LB_ROLE_TEXT, x - 0.5, 1, number);
    }
    for (guint k = 0; k < lines->len; k++) {
      lb_pen_add (pen, x, lb_pen_baseline (lb_pen_page_y (pen), pitch, size), size,
                  g_array_ref (g_ptr_array_index (lines, k)));
      pen->y += pitch;
    }
  }
}

/* 7.3.5: with a seal the date stands four cells in and the name is centred on it; without one the name stands two cells in and
 * the date begins two cells right of the name. */
double
lb_layout_signature_height (const LbPen *pen, const LbLetter *letter)
{
  return (letter->sealed ? 4 : 3) * lb_pen_pitch (pen);
}

void
lb_layout_signature (LbPen *pen, const LbLetter *letter)
{
  double size = pen->style->body, pitch = lb_pen_pitch (pen), right = lb_pen_right (pen), c = cell (pen);
  const char *organ = letter->organ != NULL ? letter->organ : "", *date = letter->date != NULL ? letter->date : "";
  double name = lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, organ);
  double day = lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, date);
  double name_x, date_x;

  lb_pen_snap (pen);
  if (!lb_pen_has_room (pen, lb_layout_signature_height (pen, letter)))
    lb_pen_next_page (pen);
  else
    pen->y += (letter->sealed ? 2 : 1) * pitch;
  if (letter->sealed) {
    date_x = right - 4 * c - day;
    name_x = MIN (date_x + (day - name) / 2, right - name);
  } else {
    name_x = right - 2 * c - name;
    date_x = name_x + 2 * c;
    if (date_x + day > right - 2 * c) { /* a date longer than the name stands two cells in, the name moves left */
      date_x = right - 2 * c - day;
      name_x = MIN (name_x, date_x - 2 * c);
    }
  }
  body_line (pen, LB_ROLE_TEXT, name_x, 0, organ);
  pen->y += pitch;
  body_line (pen, LB_ROLE_TEXT, date_x, 0, date);
  pen->y += pitch;
}

typedef struct {
  GPtrArray *copies; /* lines of 抄送; NULL: none */
  double pitch, height;
} Colophon;

static double
colophon_indent (void)
{
  return COPY_SIZE * LB_MM_PER_POINT;
}

static Colophon
measure_colophon (LbPen *pen, const LbLetter *letter)
{
  Colophon self = {NULL, COPY_SIZE * LB_MM_PER_POINT * 1.75, 0};
  double word = 3 * COPY_SIZE * LB_MM_PER_POINT;

  if (letter->copies_to != NULL && *letter->copies_to != '\0') {
    g_autofree char *text = g_str_has_suffix (letter->copies_to, "。") ? g_strdup (letter->copies_to)
                                                                        : g_strconcat (letter->copies_to, "。", NULL);
    self.copies = lb_pen_break (pen, LB_ROLE_TEXT, COPY_SIZE, pen->frame.width - 2 * colophon_indent () - word, TRUE, text);
  }
  self.height = ((self.copies == NULL ? 0 : self.copies->len) + 1) * self.pitch;
  return self;
}

static void
colophon_line (LbPen *pen, double x, double top, double pitch, double align, const char *text)
{
  lb_pen_write (pen, LB_ROLE_TEXT, COPY_SIZE, x, lb_pen_baseline (top, pitch, COPY_SIZE), align, lb_black, text);
}

static void
draw_colophon (LbPen *pen, const LbLetter *letter, const Colophon *colophon)
{
  double left = pen->frame.left, right = lb_pen_right (pen), in = colophon_indent ();
  double bottom = pen->frame.top + pen->frame.height, y = bottom - colophon->height;

  lb_pen_rule (pen, left, right, y, THICK_MM * MM_TO_POINT);
  if (colophon->copies != NULL) {
    colophon_line (pen, left + in, y, colophon->pitch, 0, "抄送：");
    for (guint i = 0; i < colophon->copies->len; i++, y += colophon->pitch)
      lb_pen_add (pen, left + in + 3 * COPY_SIZE * LB_MM_PER_POINT, lb_pen_baseline (y, colophon->pitch, COPY_SIZE),
                  COPY_SIZE, g_array_ref (g_ptr_array_index (colophon->copies, i)));
    lb_pen_rule (pen, left, right, y, THIN_MM * MM_TO_POINT);
  }
  g_autofree char *date = g_strconcat (letter->date != NULL ? letter->date : "", "印发", NULL);
  colophon_line (pen, left + in, y, colophon->pitch, 0, letter->organ != NULL ? letter->organ : "");
  colophon_line (pen, right - in, y, colophon->pitch, 1, date);
  /* 7.4.1: the last rule lies on the lower edge of the type area. */
  lb_pen_rule (pen, left, right, bottom, THICK_MM * MM_TO_POINT);
}

/* 7.4: on the last page, which is an even one. Where the text ends on an odd page the 版记 has the next page for itself, and that
 * page bears no number (7.5). */
void
lb_layout_colophon (LbPen *pen, const LbLetter *letter)
{
  Colophon colophon = measure_colophon (pen, letter);
  gboolean waits = pen->waiting->len > 0;
  double top = pen->frame.height - colophon.height;

  if (waits || pen->y > top - lb_pen_pitch (pen) / 2 || pen->layout->pages->len % 2 == 1) {
    lb_pen_next_page (pen);
    pen->page->unnumbered = TRUE;
    if (pen->layout->pages->len % 2 == 1) {
      lb_pen_next_page (pen);
      pen->page->unnumbered = TRUE;
    }
  }
  draw_colophon (pen, letter, &colophon);
  pen->y = pen->frame.height;
  g_clear_pointer (&colophon.copies, g_ptr_array_unref);
}

/* 7.5: 4号 between two dashes, the dashes 7 mm below the type area, odd pages right, even left, one cell in. On a landscape page
 * it stands where the upright pages of the bound report have it, at what is the left margin here, and reads along
 * that edge. */
static void
number_outside (LbPen *pen, guint index)
{
  const LbPage *page = pen->page;
  const LbFrame area = pen->style->area;
  g_autofree char *text = g_strdup_printf ("— %u —", index + 1);
  double size = pen->style->number, width = lb_fonts_measure (pen->fonts, LB_ROLE_SONG, size, text), c = cell (pen);
  double along = index % 2 == 0 ? area.left + area.width - c - width : area.left + c;
  double dash = lb_fonts_get_middle (pen->fonts, LB_ROLE_SONG, 0x2014) * size * LB_MM_PER_POINT;
  double down = area.top + area.height + 7 + dash;

  if (!page->lying) {
    lb_pen_set (pen, LB_ROLE_SONG, size, along, down, text);
    return;
  }
  lb_pen_set (pen, LB_ROLE_SONG, size, pen->style->height - down, along, text);
  g_array_index (page->runs, LbRun, page->runs->len - 1).turned = TRUE;
}

static void
number_at_foot (LbPen *pen, guint index)
{
  const LbPage *page = pen->page;
  gboolean all = pen->style->place == LB_NUMBER_OF_ALL;
  g_autofree char *text = all ? g_strdup_printf ("%u / %u", index + 1, pen->layout->pages->len)
                              : g_strdup_printf ("— %u —", index + 1);
  double foot = pen->kind == LB_STYLE_SLIDE ? 9 : 12;

  lb_pen_write (pen, all ? LB_ROLE_HEI : LB_ROLE_SONG, pen->style->number, page->width / 2, page->height - foot, 0.5,
                all ? lb_grey (0.37) : lb_black, text);
}

static void
running_foot (LbPen *pen, const LbBlock *foot)
{
  const GPtrArray *list = foot->list;
  LbFrame area = lb_pen_area (pen, pen->page->lying);
  gboolean slide = pen->kind == LB_STYLE_SLIDE;
  double y = pen->page->height - (slide ? 9 : 12), size = slide ? 10 : 9;

  if (list == NULL)
    return;
  for (guint i = 0; i < MIN (list->len, 2); i++)
    lb_pen_write (pen, LB_ROLE_HEI, size, i == 0 ? area.left : area.left + area.width, y, i, lb_grey (0.37),
                  g_ptr_array_index (list, i));
}

void
lb_layout_numbers (LbPen *pen)
{
  for (guint i = 0; i < pen->layout->pages->len; i++) {
    pen->page = g_ptr_array_index (pen->layout->pages, i);
    const LbBlock *foot = g_ptr_array_index (pen->feet, i);
    if (foot != NULL)
      running_foot (pen, foot);
    if (pen->page->unnumbered)
      continue;
    if (pen->style->place == LB_NUMBER_OUTSIDE)
      number_outside (pen, i);
    else
      number_at_foot (pen, i);
  }
}
