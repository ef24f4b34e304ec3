/* pages.h - a finished PDF read back and measured
 *
 * What poppler sees on a page: characters with their boxes, sizes and fonts, in millimetres from the upper left corner, and the
 * straight rules found in the picture of the page. The checks fail with a sentence that names page and place. Tests of every
 * kind of report use them; nothing here knows the program that wrote the file.
 */
#pragma once
#include <poppler.h>

typedef struct {
  gunichar c;
  double x1, y1, x2, y2; /* box, mm                                                    */
  double size;           /* pt                                                          */
  const char *font;      /* "NotoSerifCJKsc-Regular", without its subset's tag; interned */
} LbSeen;

typedef struct {
  int number;           /* from 1 */
  double width, height; /* mm     */
  GArray *seen;         /* LbSeen, white space left out, in reading order */
  char *text;           /* of them, without white space                   */
} LbSeenPage;

typedef struct {
  PopplerDocument *document;
  GPtrArray *pages; /* LbSeenPage */
} LbPages;

LbPages          *lb_pages_open (const char *path);
void              lb_pages_free (LbPages *self);
const LbSeenPage *lb_pages_get (const LbPages *self, guint i);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbPages, lb_pages_free)

/* A level rule: of dark pixels, @x1 to @x2 and its thickness in mm. */
typedef struct {
  double x1, x2, y, thickness;
} LbSeenRule;
/* (transfer full) (element-type LbSeenRule): rules longer than @least mm, top down. */
GArray *lb_pages_find_rules (const LbPages *self, guint i, double least);

/* Pages (bit i: page i) whose text has @words. */
guint64 lb_pages_with (const LbPages *self, const char *words);
/* The first character of @words on a page; NULL when it is not there. */
const LbSeen *lb_page_find (const LbSeenPage *page, const char *words);

/* Nothing stands outside the type area @left … @top + @height but the line of the page number. */
void lb_check_area (const LbSeenPage *page, double left, double top, double width, double height);
/* Type of @size stands on baselines @pitch apart, counted from @top. */
void lb_check_pitch (const LbSeenPage *page, double size, double top, double pitch);
/* Every line of type of @size that is nearly full ends at @right; a mark may leave its empty half there. */
void lb_check_flush (const LbSeenPage *page, double size, double left, double right);
/* — n — in 14 pt, dashes 7 mm below the type area, odd right, even left, one cell in; on a landscape page at the place where the bound
 * sheet has it. */
void lb_check_official_number (const LbSeenPage *page);
/* No character without a glyph: neither U+FFFD nor a box, no private characters; all fonts embedded as subsets, none of type 3. */
void lb_check_glyphs (const LbPages *self);
/* Columns of the table heads (a text they all have) come again on every page that has one of @rows. */
void lb_check_heads (const LbPages *self, const char *head, const char *const *rows);
