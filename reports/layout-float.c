/* Tables and charts that float: one that does not fit its page goes to the top of the next, and the text that follows it fills the
 * page. The text names it ("见表3"), so it is found; it never leaves its part of the document, nor overtakes another. */
#include "config.h"
#include "reports/layout-private.h"

/* Text below what floats on a page has so many lines or none. */
#define LEAST_LINES 3

/* Only where @next is text of the same part: before a first heading, a signature or a note what floats has to stand. */
gboolean
lb_pen_may_float (const LbPen *pen, const LbBlock *next)
{
  return !pen->column && !pen->lying && (pen->kind == LB_STYLE_OFFICIAL || pen->kind == LB_STYLE_PLAIN) && next != NULL &&
         next->type == LB_BLOCK_PARAGRAPH;
}

gboolean
lb_pen_float (LbPen *pen, const LbBlock *block, const LbBlock *next, double height)
{
  if (pen->floating->len == 0) {
    if (!lb_pen_may_float (pen, next) || lb_pen_has_room (pen, height))
      return FALSE;
    pen->before = pen->waiting->len;
  }
  g_ptr_array_add (pen->floating, (gpointer) block);
  return TRUE;
}

void
lb_pen_settle (LbPen *pen)
{
  while (pen->floating->len > 0)
    lb_pen_next_page (pen);
}

guint
lb_pen_figures_before_floats (const LbPen *pen)
{
  return pen->floating->len > 0 ? pen->before : pen->waiting->len;
}

void
lb_pen_put_floats (LbPen *pen)
{
  g_autoptr (GPtrArray) floating = g_steal_pointer (&pen->floating), waiting = g_steal_pointer (&pen->waiting);

  double tail = pen->tail;

  pen->tail = 0; /* of what comes behind them */
  pen->floating = g_ptr_array_new ();
  pen->waiting = g_ptr_array_new (); /* figures that come after what floats do not go between */
  for (guint i = 0; i < floating->len; i++) {
    const LbBlock *block = g_ptr_array_index (floating, i);
    if (block->type == LB_BLOCK_TABLE)
      lb_layout_table (pen, block);
    else
      lb_layout_chart (pen, block);
  }
  g_ptr_array_unref (pen->waiting);
  pen->waiting = g_steal_pointer (&waiting);
  pen->tail = tail;
  lb_pen_snap (pen);
  if (!lb_pen_has_room (pen, LEAST_LINES * lb_pen_pitch (pen)))
    lb_pen_next_page (pen);
}
