/* The flow of blocks over pages. What the pen can draw is told in layout-pen.c, what a kind of block looks like in the other files
 * layout-*.c. */
#include "config.h"
#include "reports/layout-private.h"

#include <math.h>

#define SLACK 0.01

static void
run_clear (gpointer data)
{
  g_array_unref (((LbRun *) data)->glyphs);
}

static void
figure_clear (gpointer data)
{
  LbFigureBox *box = data;

  lb_map_unref (box->map);
  g_clear_pointer (&box->marked, g_array_unref);
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
  g_array_unref (page->marks);
  g_array_unref (page->figures);
  g_array_unref (page->links);
  g_free (page);
}

static LbPage *
page_new (void)
{
  LbPage *page = g_new0 (LbPage, 1);

  page->runs = g_array_new (FALSE, FALSE, sizeof (LbRun));
  g_array_set_clear_func (page->runs, run_clear);
  page->rules = g_array_new (FALSE, FALSE, sizeof (LbRule));
  page->marks = g_array_new (FALSE, FALSE, sizeof (LbMark));
  page->figures = g_array_new (FALSE, FALSE, sizeof (LbFigureBox));
  g_array_set_clear_func (page->figures, figure_clear);
  page->links = g_array_new (FALSE, FALSE, sizeof (LbLink));
  return page;
}

LbFrame
lb_pen_area (const LbPen *pen, gboolean lying)
{
  LbFrame area = pen->style->area;

  /* The upright page turned a quarter to the left: its foot becomes the left margin, its left margin the head. */
  if (lying)
    return (LbFrame) {pen->style->height - area.top - area.height, area.left, area.height, area.width};
  return area;
}

static void
set_orientation (LbPen *pen, gboolean lying)
{
  pen->lying = lying;
  pen->page->lying = lying;
  pen->page->width = lying ? pen->style->height : pen->style->width;
  pen->page->height = lying ? pen->style->width : pen->style->height;
  pen->frame = lb_pen_area (pen, lying);
}

static void
begin_page (LbPen *pen, gboolean lying)
{
  pen->page = page_new ();
  set_orientation (pen, lying);
  pen->y = pen->start = 0;
  g_ptr_array_add (pen->layout->pages, pen->page);
  g_ptr_array_add (pen->feet, (gpointer) pen->foot);
}

static gboolean
page_is_empty (const LbPage *page)
{
  return page->runs->len == 0 && page->marks->len == 0 && page->figures->len == 0 && page->rules->len == 0;
}

/* A wide table on pages of its own; what follows begins an upright page again. */
static void
put_lying_table (LbPen *pen, const LbBlock *block)
{
  begin_page (pen, TRUE);
  lb_layout_table (pen, block);
}

/* The first @n of the figures and wide tables that wait take pages of their own; closing notes go below the last of all. */
static void
flush_waiting (LbPen *pen, guint n)
{
  gboolean lying = pen->lying;

  for (guint i = 0; i < n; i++) {
    const LbBlock *block = g_ptr_array_index (pen->waiting, i);
    const char *note = i + 1 == pen->waiting->len ? pen->closing->str : "";
    if (block->type == LB_BLOCK_TABLE) {
      put_lying_table (pen, block);
      pen->y += *note == '\0' ? 0 : 1 + lb_pen_note (pen, pen->y + 1, note);
      continue;
    }
    begin_page (pen, block->place == LB_PLACE_ON_LYING_PAGE);
    lb_layout_page_figure (pen, block, note);
  }
  if (n == pen->waiting->len)
    g_string_truncate (pen->closing, 0);
  g_ptr_array_remove_range (pen->waiting, 0, n);
  pen->lying = lying;
}

void
lb_pen_next_page (LbPen *pen)
{
  if (pen->column)
    return;
  flush_waiting (pen, lb_pen_figures_before_floats (pen));
  begin_page (pen, pen->lying);
  if (pen->floating->len > 0)
    lb_pen_put_floats (pen);
}

void
lb_pen_turn (LbPen *pen, gboolean lying)
{
  if (pen->lying == lying || pen->column)
    return;
  if (page_is_empty (pen->page)) {
    set_orientation (pen, lying);
    return;
  }
  lb_pen_settle (pen);
  flush_waiting (pen, pen->waiting->len);
  begin_page (pen, lying);
}

double
lb_pen_pitch (const LbPen *pen)
{
  return pen->style->area.height / pen->style->lines;
}

guint
lb_pen_cells (const LbPen *pen)
{
  return (guint) MAX (4, floor (pen->frame.width * pen->style->cells / pen->style->area.width + SLACK));
}

double
lb_pen_right (const LbPen *pen)
{
  return pen->frame.left + pen->frame.width;
}

double
lb_pen_page_y (const LbPen *pen)
{
  return pen->frame.top + pen->y;
}

gboolean
lb_pen_has_room (const LbPen *pen, double height)
{
  return pen->column || pen->y <= pen->start + SLACK || pen->y + height <= pen->frame.height + SLACK;
}

void
lb_pen_snap (LbPen *pen)
{
  pen->y = ceil ((pen->y - SLACK) / lb_pen_pitch (pen)) * lb_pen_pitch (pen);
}

void
lb_pen_outline (LbPen *pen, const LbBlock *block)
{
  if (block->outline == NULL)
    return;
  LbOutlineEntry entry = {block->depth, pen->layout->pages->len - 1, lb_pen_page_y (pen), g_strdup (block->outline), block->region};
  g_array_append_val (pen->layout->outline, entry);
}

static void
note (LbPen *pen, const LbBlock *block)
{
  g_autofree char *text = lb_block_dup_text (block);

  if (pen->waiting->len > 0 && !pen->column) {
    g_string_append (pen->closing, text);
    return;
  }
  if (!lb_pen_has_room (pen, lb_pen_note_height (pen, text) + 1))
    lb_pen_next_page (pen);
  lb_pen_outline (pen, block);
  pen->y += 1 + lb_pen_note (pen, pen->y + 1, text);
}

/* NULL behind the last. */
static const LbBlock *
block_at (const GPtrArray *blocks, guint i)
{
  return i < blocks->len ? g_ptr_array_index (blocks, i) : NULL;
}

/* What may stand before a table or chart that has not found its page yet: text, and others that wait for theirs. */
static gboolean
waits_for_page (const LbBlock *block)
{
  return block->type == LB_BLOCK_TABLE || block->type == LB_BLOCK_CHART || (block->type == LB_BLOCK_FIGURE && block->place != LB_PLACE_IN_TEXT);
}

/* What is set behind block @i when that floats. */
static const LbBlock *
text_behind (const GPtrArray *blocks, guint i)
{
  const LbBlock *block = block_at (blocks, ++i);

  while (block != NULL && waits_for_page (block))
    block = block_at (blocks, ++i);
  return block;
}

static double least_of (LbPen *pen, const GPtrArray *blocks, guint i);

/* A paragraph of a few lines that opens a part of the text stays with the table or chart it speaks of, where that cannot float. */
#define FEW_LINES 3

static double
opening_of (LbPen *pen, const GPtrArray *blocks, guint i)
{
  const LbBlock *block = g_ptr_array_index (blocks, i), *next = block_at (blocks, i + 1);
  gboolean opens = block->outline != NULL || (i > 0 && ((const LbBlock *) g_ptr_array_index (blocks, i - 1))->type == LB_BLOCK_HEADING);

  if (pen->column || !opens || next == NULL || (next->type != LB_BLOCK_TABLE && next->type != LB_BLOCK_CHART) ||
      lb_pen_may_float (pen, text_behind (blocks, i + 1)))
    return 0;
  g_autofree char *text = lb_block_dup_text (block);
  double lines = ceil ((g_utf8_strlen (text, -1) + 2.0) / lb_pen_cells (pen)), follows = least_of (pen, blocks, i + 1);
  double whole = lines * lb_pen_pitch (pen) + follows;
  return lines > FEW_LINES || follows == 0 || whole > pen->frame.height ? 0 : whole;
}

/* What block @i needs on the page where it begins. A heading needs what follows it too. */
static double
least_of (LbPen *pen, const GPtrArray *blocks, guint i)
{
  const LbBlock *block = block_at (blocks, i);

  if (block == NULL)
    return 0;
  switch (block->type) {
  case LB_BLOCK_HEADING: return lb_pen_pitch (pen) + least_of (pen, blocks, i + 1);
  case LB_BLOCK_PARAGRAPH: return MAX (2 * lb_pen_pitch (pen), opening_of (pen, blocks, i));
  case LB_BLOCK_TABLE: return lb_layout_table_is_wide (pen, block) ? 0 : lb_layout_table_least (pen, block);
  case LB_BLOCK_CHART: return lb_layout_chart_height (pen, block);
  case LB_BLOCK_FIGURE: return block->place == LB_PLACE_IN_TEXT ? block->height : 0;
  default: return lb_pen_pitch (pen);
  }
}

static void
heading (LbPen *pen, const GPtrArray *blocks, guint i)
{
  double keep = MIN (least_of (pen, blocks, i), pen->frame.height);

  lb_layout_lines (pen, g_ptr_array_index (blocks, i), MAX (keep, 3 * lb_pen_pitch (pen)), TRUE);
}

static void
table (LbPen *pen, const GPtrArray *blocks, guint i)
{
  const LbBlock *block = g_ptr_array_index (blocks, i);

  if (!pen->column && !pen->lying && lb_layout_table_is_wide (pen, block))
    g_ptr_array_add (pen->waiting, (gpointer) block);
  else if (!lb_pen_float (pen, block, text_behind (blocks, i), lb_layout_table_least (pen, block)))
    lb_layout_table (pen, block);
}

static void
chart (LbPen *pen, const GPtrArray *blocks, guint i)
{
  const LbBlock *block = g_ptr_array_index (blocks, i);

  if (!lb_pen_float (pen, block, text_behind (blocks, i), lb_layout_chart_height (pen, block)))
    lb_layout_chart (pen, block);
}

static void
figure (LbPen *pen, const LbBlock *block)
{
  if (block->place == LB_PLACE_IN_TEXT || pen->column)
    lb_layout_figure (pen, block);
  else
    g_ptr_array_add (pen->waiting, (gpointer) block);
}

/* An appendix that is one wide table lies with its title on the landscape page. */
static void
appendix (LbPen *pen, const GPtrArray *blocks, guint i)
{
  const LbBlock *next = block_at (blocks, i + 1);
  gboolean lying = next != NULL && next->type == LB_BLOCK_TABLE && lb_layout_table_is_wide (pen, next);

  if (!page_is_empty (pen->page) || pen->waiting->len > 0)
    lb_pen_next_page (pen);
  lb_pen_turn (pen, lying);
  lb_layout_appendix (pen, g_ptr_array_index (blocks, i));
}

static void
slide (LbPen *pen, const LbBlock *block)
{
  if (!page_is_empty (pen->page) || pen->waiting->len > 0)
    lb_pen_next_page (pen);
  lb_layout_slide (pen, block);
}

/* A signature, the list of attachments above it, and a note never stand alone on a page: the text before keeps two lines for them. A
 * note that figures or wide tables wait for goes below the last of these. */
static double
tail_of (LbPen *pen, const GPtrArray *blocks, guint i)
{
  const LbBlock *next = block_at (blocks, i + 1);

  if (next != NULL && next->type == LB_BLOCK_NOTE && pen->waiting->len == 0) {
    g_autofree char *text = lb_block_dup_text (next);
    return 1 + lb_pen_note_height (pen, text);
  }
  if (next != NULL && next->type == LB_BLOCK_SIGNATURE)
    return lb_layout_signature_height (pen, next->letter);
  if (next != NULL && next->type == LB_BLOCK_ATTACHMENTS)
    return lb_layout_attachments_height (pen, next->list) + tail_of (pen, blocks, i + 1);
  return 0;
}

static void
block_out (LbPen *pen, const GPtrArray *blocks, guint i)
{
  const LbBlock *block = g_ptr_array_index (blocks, i);

  pen->tail = tail_of (pen, blocks, i);
  if (block->type != LB_BLOCK_PARAGRAPH && !waits_for_page (block))
    lb_pen_settle (pen);
  if (pen->lying && block->type != LB_BLOCK_TABLE && block->type != LB_BLOCK_NOTE)
    lb_pen_turn (pen, FALSE);
  switch (block->type) {
  case LB_BLOCK_TITLE: lb_layout_title (pen, block); break;
  case LB_BLOCK_SUBTITLE: lb_layout_subtitle (pen, block); break;
  case LB_BLOCK_HEADING: heading (pen, blocks, i); break;
  case LB_BLOCK_PARAGRAPH: lb_layout_lines (pen, block, MAX (lb_pen_pitch (pen), opening_of (pen, blocks, i)), FALSE); break;
  case LB_BLOCK_TABLE: table (pen, blocks, i); break;
  case LB_BLOCK_FIGURE: figure (pen, block); break;
  case LB_BLOCK_BREAK: lb_pen_next_page (pen); break;
  case LB_BLOCK_NOTE: note (pen, block); break;
  case LB_BLOCK_CHART: chart (pen, blocks, i); break;
  case LB_BLOCK_KEY_FIGURES: lb_layout_key_figures (pen, block); break;
  case LB_BLOCK_CONTENTS: lb_layout_contents (pen, block, blocks); break;
  case LB_BLOCK_APPENDIX: appendix (pen, blocks, i); break;
  case LB_BLOCK_RED_HEAD: lb_layout_red_head (pen, block->letter); break;
  case LB_BLOCK_ADDRESSEE: lb_layout_addressee (pen, block); break;
  case LB_BLOCK_ATTACHMENTS: lb_layout_attachments (pen, block->list); break;
  case LB_BLOCK_SIGNATURE: lb_layout_signature (pen, block->letter); break;
  case LB_BLOCK_COLOPHON: lb_layout_colophon (pen, block->letter); break;
  case LB_BLOCK_ROW: lb_layout_row (pen, block); break;
  case LB_BLOCK_SLIDE: slide (pen, block); break;
  case LB_BLOCK_FOOT:
    pen->foot = block;
    if (!pen->column)
      pen->feet->pdata[pen->feet->len - 1] = (gpointer) block;
    break;
  }
}

void
lb_layout_flow (LbPen *pen, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    block_out (pen, blocks, i);
}

LbLayout *
lb_layout_new (const GPtrArray *blocks, LbFonts *fonts, LbPageStyle style)
{
  LbLayout *self = g_new (LbLayout, 1);
  g_autoptr (GPtrArray) feet = g_ptr_array_new ();
  LbPen pen = {.fonts = fonts, .style = lb_page_style_get (style), .kind = style, .layout = self, .feet = feet};

  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->outline = g_array_new (FALSE, FALSE, sizeof (LbOutlineEntry));
  g_array_set_clear_func (self->outline, entry_clear);
  pen.waiting = g_ptr_array_new ();
  pen.floating = g_ptr_array_new ();
  pen.closing = g_string_new (NULL);
  begin_page (&pen, FALSE);
  lb_layout_flow (&pen, blocks);
  lb_pen_settle (&pen);
  flush_waiting (&pen, pen.waiting->len);
  lb_layout_fill_contents (&pen);
  lb_layout_numbers (&pen);
  g_ptr_array_unref (pen.waiting);
  g_ptr_array_unref (pen.floating);
  g_string_free (pen.closing, TRUE);
  g_clear_pointer (&pen.entries, g_array_unref);
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
