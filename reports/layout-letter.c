/* What makes a page a letter of an office below its head (layout-red-head.c): addressee, list of attachments, signature, 版记, page
 * numbers. Measures are those of GB/T 9704-2012, the clause beside each. */
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

/* Seals are 42 mm across; beside each other they do not touch. */
#define SEAL_MM 44.0
#define SEAL_LINES 5

/* How many sealed names stand beside each other: three, fewer when they are long. */
static guint
names_in_row (LbPen *pen, char **names, guint n)
{
  guint most = MIN (n, 3);

  for (; most > 1; most--) {
    double widest = SEAL_MM;
    for (guint i = 0; i < n; i++)
      widest = MAX (widest, lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, pen->style->body, names[i]));
    if (widest * most <= pen->frame.width)
      break;
  }
  return MAX (most, 1);
}

/* 7.3.5.1: with a seal the date stands four cells in and the name is centred on it. Several names stand in rows, each in the middle of
 * the room of its seal, and the date below the last. */
static void
sealed_signature (LbPen *pen, char **names, guint n, const char *date)
{
  double size = pen->style->body, pitch = lb_pen_pitch (pen), right = lb_pen_right (pen);
  double day = lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, date), middle = right - 4 * cell (pen) - day / 2;
  guint in_row = names_in_row (pen, names, n);

  for (guint i = 0; i < n; i++) {
    guint of_row = MIN (in_row, n - i / in_row * in_row);
    double width = lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, names[i]);
    middle = n == 1 ? MIN (middle, right - width / 2)
                    : pen->frame.left + pen->frame.width * (i % in_row + 0.5) / of_row;
    if (i > 0 && i % in_row == 0)
      pen->y += SEAL_LINES * pitch;
    body_line (pen, LB_ROLE_TEXT, middle - width / 2, 0, names[i]);
  }
  pen->y += pitch;
  body_line (pen, LB_ROLE_TEXT, middle, 0.5, date);
}

/* 7.3.5.2: without one the name stands two cells in and the date begins two cells right of it; several names stand below one another. */
static void
plain_signature (LbPen *pen, char **names, guint n, const char *date)
{
  double size = pen->style->body, c = cell (pen), right = lb_pen_right (pen), width = 0;
  double day = lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, date);

  for (guint i = 0; i < n; i++)
    width = MAX (width, lb_fonts_measure (pen->fonts, LB_ROLE_TEXT, size, names[i]));
  double name_x = right - 2 * c - width, date_x = name_x + 2 * c;
  if (date_x + day > right - 2 * c) { /* a date longer than the name stands two cells in, the name moves left */
    date_x = right - 2 * c - day;
    name_x = MIN (name_x, date_x - 2 * c);
  }
  for (guint i = 0; i < n; i++) {
    lb_pen_write_spread (pen, LB_ROLE_TEXT, size, name_x, lb_pen_baseline (lb_pen_page_y (pen), lb_pen_pitch (pen), size), width,
                         lb_black, names[i]);
    pen->y += lb_pen_pitch (pen);
  }
  body_line (pen, LB_ROLE_TEXT, date_x, 0, date);
}

double
lb_layout_signature_height (LbPen *pen, const LbLetter *letter)
{
  g_auto (GStrv) names = g_strsplit (letter->organ != NULL ? letter->organ : "", "\n", -1);
  guint n = MAX (g_strv_length (names), 1);
  guint rows = letter->sealed ? (n - 1) / names_in_row (pen, names, n) : 0;

  return (letter->sealed ? 4 + rows * SEAL_LINES : 2 + n) * lb_pen_pitch (pen);
}

void
lb_layout_signature (LbPen *pen, const LbLetter *letter)
{
  g_auto (GStrv) names = g_strsplit (letter->organ != NULL ? letter->organ : "", "\n", -1);
  const char *date = letter->date != NULL ? letter->date : "";

  lb_pen_snap (pen);
  if (!lb_pen_has_room (pen, lb_layout_signature_height (pen, letter)))
    lb_pen_next_page (pen);
  else
    pen->y += (letter->sealed ? 2 : 1) * lb_pen_pitch (pen);
  (letter->sealed ? sealed_signature : plain_signature) (pen, names, g_strv_length (names), date);
  pen->y += lb_pen_pitch (pen);
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

/* Whether the present page is an odd one of its letter. */
static gboolean
is_odd (const LbPen *pen)
{
  return (pen->layout->pages->len - pen->first) % 2 == 1;
}

/* 7.4: on the last page, which is an even one. Where the text ends on an odd page the 版记 has the next page for itself, and that
 * page bears no number (7.5). */
void
lb_layout_colophon (LbPen *pen, const LbLetter *letter)
{
  Colophon colophon = measure_colophon (pen, letter);
  gboolean waits = pen->waiting->len > 0;
  double top = pen->frame.height - colophon.height;

  if (waits || pen->y > top - lb_pen_pitch (pen) / 2 || is_odd (pen)) {
    lb_pen_next_page (pen);
    pen->page->unnumbered = TRUE;
    if (is_odd (pen)) {
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
number_outside (LbPen *pen)
{
  const LbPage *page = pen->page;
  const LbFrame area = pen->style->area;
  g_autofree char *text = g_strdup_printf ("— %u —", page->number);
  double size = pen->style->number, width = lb_fonts_measure (pen->fonts, LB_ROLE_SONG, size, text), c = cell (pen);
  double along = page->number % 2 == 1 ? area.left + area.width - c - width : area.left + c;
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
number_at_foot (LbPen *pen)
{
  const LbPage *page = pen->page;
  gboolean all = pen->style->place == LB_NUMBER_OF_ALL;
  g_autofree char *text = all ? g_strdup_printf ("%u / %u", page->number, pen->layout->pages->len)
                              : g_strdup_printf ("— %u —", page->number);
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
  guint number = 0;

  for (guint i = 0; i < pen->layout->pages->len; i++) {
    pen->page = g_ptr_array_index (pen->layout->pages, i);
    const LbBlock *foot = g_ptr_array_index (pen->feet, i);
    if (foot != NULL)
      running_foot (pen, foot);
    number = pen->page->first ? 1 : number + 1;
    pen->page->number = number;
    if (pen->page->unnumbered)
      continue;
    if (pen->style->place == LB_NUMBER_OUTSIDE)
      number_outside (pen);
    else
      number_at_foot (pen);
  }
}
