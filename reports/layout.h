/* layout.h - blocks become pages of the official type area (GB/T 9704-2012)
 *
 * A4; type area 156 × 225 mm, 28 mm from the left and 37 mm from the top; 22 lines of 28 characters. The result is
 * plain: runs of glyphs, rules and figure boxes, each with its place in millimetres from the upper left corner of
 * its page. It knows no surface. One thread at a time; LbLayout keeps the blocks' maps alive by reference.
 */
#pragma once
#include "reports/linebreak.h"

G_BEGIN_DECLS

#define LB_PAGE_WIDTH   210.0
#define LB_PAGE_HEIGHT  297.0
#define LB_AREA_LEFT    28.0
#define LB_AREA_TOP     37.0
#define LB_AREA_WIDTH   156.0
#define LB_AREA_HEIGHT  225.0
#define LB_AREA_LINES   22
#define LB_AREA_CELLS   28
#define LB_LINE_PITCH   (LB_AREA_HEIGHT / LB_AREA_LINES)
#define LB_CELL_WIDTH   (LB_AREA_WIDTH / LB_AREA_CELLS)
#define LB_MM_PER_POINT (25.4 / 72)

/* One line or cell of text: glyphs of one size on one baseline. */
typedef struct {
  double x, y;      /* where its first cell begins; baseline, mm */
  double size;      /* pt                                         */
  GArray *glyphs;   /* LbPlaced, x relative to the run's          */
} LbRun;

typedef struct {
  double x1, x2, y; /* mm */
  double thickness; /* pt */
} LbRule;

typedef struct {
  double x, y, width, height; /* mm */
  LbMap *map;
} LbFigureBox;

typedef struct {
  GArray *runs;    /* LbRun       */
  GArray *rules;   /* LbRule      */
  GArray *figures; /* LbFigureBox */
} LbPage;

typedef struct {
  guint depth; /* 1, 2            */
  guint page;  /* from 0          */
  double y;    /* mm from the top */
  char *text;
} LbOutlineEntry;

typedef struct {
  GPtrArray *pages;  /* LbPage         */
  GArray *outline;   /* LbOutlineEntry */
} LbLayout;

/* (transfer full): never fails; lb_fonts_check() tells afterwards whether all characters have a glyph.
 * Cost: linear in the words. @blocks: LbBlock. */
LbLayout *lb_layout_new (const GPtrArray *blocks, LbFonts *fonts);
void      lb_layout_free (LbLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbLayout, lb_layout_free)

/* (transfer full): the characters of a run. */
char *lb_run_dup_text (const LbRun *run);

G_END_DECLS
