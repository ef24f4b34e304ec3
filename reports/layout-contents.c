/* The contents: one line for each heading, a dotted leader, the page. Its lines are counted before the pages are known and
 * filled in when they are, so one pass is enough. */
#include "config.h"
#include "reports/layout-private.h"

#include <string.h>

/* Of the type: lines nearer to each other are hard to follow to their page. */
#define LEAST_LEADING 1.35

typedef struct {
  guint page;   /* that the line stands on */
  double x, y;  /* of the line: left end, baseline */
  double right; /* of the frame */
  guint depth;
  char *text;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->text);
}

static gboolean
is_listed (const LbBlock *block, guint depth)
{
  return block->outline != NULL && block->depth >= 1 && block->depth <= depth &&
         (block->type == LB_BLOCK_HEADING || block->type == LB_BLOCK_PARAGRAPH || block->type == LB_BLOCK_APPENDIX ||
          block->type == LB_BLOCK_SLIDE);
}

static void
add_entry (LbPen *pen, const LbBlock *block, double pitch)
{
  if (!lb_pen_has_room (pen, pitch))
    lb_pen_next_page (pen);
  Entry entry = {pen->layout->pages->len - 1,
                 pen->frame.left + (block->depth - 1) * 2 * pen->style->body * LB_MM_PER_POINT,
                 lb_pen_baseline (lb_pen_page_y (pen), pitch, pen->style->body), lb_pen_right (pen), block->depth,
                 g_strdup (block->outline)};
  g_array_append_val (pen->entries, entry);
  pen->y += pitch;
}

static guint
count_listed (const GPtrArray *blocks, guint depth)
{
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    n += is_listed (g_ptr_array_index (blocks, i), depth);
  return n;
}

/* How deep to list: two levels, but one where two would spill over a second page. */
static guint
choose_depth (const LbPen *pen, const GPtrArray *blocks)
{
  guint n = count_listed (blocks, 2);

  return lb_pen_has_room (pen, (n - MIN (n, pen->style->lines)) * lb_pen_pitch (pen)) ? 2 : 1;
}

/* Lines that nearly fit the page move together until they do; GB/T 9704 asks its 22 lines of the text. */
static double
choose_pitch (const LbPen *pen, guint n)
{
  double pitch = lb_pen_pitch (pen), room = (pen->frame.height - pen->y) / MAX (n, 1);

  return room < pitch && room >= LEAST_LEADING * pen->style->body * LB_MM_PER_POINT ? room : pitch;
}

void
lb_layout_contents (LbPen *pen, const LbBlock *block, const GPtrArray *blocks)
{
  g_autofree char *heading = lb_block_dup_text (block);
  double height = pen->style->title_pitch * lb_pen_pitch (pen);

  if (pen->entries != NULL)
    return; /* one is enough */
  pen->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (pen->entries, entry_clear);
  if (pen->y > pen->start)
    pen->y += lb_pen_pitch (pen);
  lb_pen_centred (pen, LB_ROLE_TITLE, pen->style->title, pen->y, height, heading);
  pen->y += height;
  lb_pen_snap (pen);
  guint depth = choose_depth (pen, blocks);
  double pitch = choose_pitch (pen, count_listed (blocks, depth));
  for (guint i = 0; i < blocks->len; i++)
    if (is_listed (g_ptr_array_index (blocks, i), depth))
      add_entry (pen, g_ptr_array_index (blocks, i), pitch);
  lb_pen_next_page (pen);
}

/* Shortens a text until it fits. (transfer full) */
static char *
fit (LbPen *pen, LbRole role, double size, double width, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (lb_fonts_measure (pen->fonts, role, size, text) <= width)
    return g_strdup (text);
  while (length-- > 1) {
    g_autofree char *head = g_utf8_substring (text, 0, length);
    g_autofree char *cut = g_strconcat (head, "…", NULL);
    if (lb_fonts_measure (pen->fonts, role, size, cut) <= width)
      return g_steal_pointer (&cut);
  }
  return g_strdup ("…");
}

static void
fill_entry (LbPen *pen, const Entry *entry, guint target)
{
  double size = pen->style->body, gap = 2;
  LbRole role = entry->depth == 1 ? LB_ROLE_HEI : LB_ROLE_TEXT;
  g_autofree char *number = g_strdup_printf ("%u", target + 1);
  double number_width = lb_fonts_measure (pen->fonts, LB_ROLE_SONG, size, number);
  g_autofree char *text = fit (pen, role, size, entry->right - entry->x - number_width - 8 * gap, entry->text);

  pen->page = g_ptr_array_index (pen->layout->pages, entry->page);
  double width = lb_pen_set (pen, role, size, entry->x, entry->y, text);
  lb_pen_write (pen, LB_ROLE_SONG, size, entry->right, entry->y, 1, lb_black, number);
  /* Dots stand on a grid of their own, so that those of all lines are under each other. */
  double step = 1.6, from = entry->x + width + gap, to = entry->right - number_width - gap;
  double first = entry->right - step * (guint) ((entry->right - from) / step);
  double dots = size * LB_MM_PER_POINT * 0.3;
  if (to > first)
    lb_pen_line (pen, first, entry->y - dots, first + step * (guint) ((to - first) / step), entry->y - dots, 0.8,
                 lb_grey (0.3), -step / LB_MM_PER_POINT);
  lb_pen_link (pen, entry->x, entry->y - size * LB_MM_PER_POINT, entry->right - entry->x,
               size * LB_MM_PER_POINT * 1.3, target);
}

void
lb_layout_fill_contents (LbPen *pen)
{
  guint next = 0;

  /* Entries and outline come in the same order; the outline has more. */
  for (guint i = 0; pen->entries != NULL && i < pen->entries->len; i++) {
    const Entry *entry = &g_array_index (pen->entries, Entry, i);
    for (; next < pen->layout->outline->len; next++) {
      const LbOutlineEntry *found = &g_array_index (pen->layout->outline, LbOutlineEntry, next);
      if (found->depth == entry->depth && g_str_equal (found->text, entry->text))
        break;
    }
    if (next == pen->layout->outline->len)
      return;
    fill_entry (pen, entry, g_array_index (pen->layout->outline, LbOutlineEntry, next).page);
    next++;
  }
}
