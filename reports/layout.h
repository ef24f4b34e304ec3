/* layout.h - blocks become pages
 *
 * The result is plain: runs of glyphs, rules, marks, links and figure boxes, each with its place in millimetres from the
 * upper left corner of its page. It knows no surface. A page that a wide table or map turned to landscape is wider than high;
 * its number stands where the other pages of the bound report have theirs. One thread at a time; LbLayout keeps the
 * blocks' maps alive by reference.
 */
#pragma once
#include "reports/linebreak.h"
#include "reports/page-style.h"

G_BEGIN_DECLS

/* The official page (GB/T 9704-2012). */
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
  LbColour colour;  /* black when all is 0                        */
  gboolean turned;  /* a quarter clockwise about (x, y): the number of a landscape page */
} LbRun;

typedef struct {
  double x1, x2, y; /* mm */
  double thickness; /* pt */
  LbColour colour;
} LbRule;

typedef enum { LB_MARK_LINE, LB_MARK_BOX, LB_MARK_DISC } LbMarkShape;
typedef enum { LB_FILL_NONE, LB_FILL_SOLID, LB_FILL_HATCH } LbFill;

/* A line from (x1, y1) to (x2, y2), a box between them, or a disc about (x1, y1) with x2 as its radius. */
typedef struct {
  LbMarkShape shape;
  double x1, y1, x2, y2; /* mm                                             */
  LbFill fill;
  LbColour ink;          /* of the fill; of a line                         */
  LbColour edge;         /* of the outline                                 */
  double thickness;      /* pt, of line or outline; 0: no outline          */
  double dash;           /* pt, 0: solid; < 0: dots with that much between */
} LbMark;

typedef struct {
  double x, y, width, height; /* mm */
  LbMap *map;
  LbBox ground;     /* the part shown; all of it when empty */
  gboolean bare;    /* without the words of a sheet          */
  gboolean framed;  /* …but with a frame                     */
  int focus;        /* region that is outlined; −1: none      */
  GArray *marked;   /* guint: regions with a card of their own, outlined; NULL: none */
} LbFigureBox;

typedef struct {
  double x, y, width, height; /* mm     */
  guint page;                 /* from 0 */
} LbLink;

typedef struct {
  double width, height; /* mm                                  */
  gboolean lying;       /* landscape page of an upright report */
  gboolean first;       /* of a letter of its own: numbers begin again */
  gboolean unnumbered;
  guint number;         /* from 1; printed unless @unnumbered          */
  GArray *runs;    /* LbRun       */
  GArray *rules;   /* LbRule      */
  GArray *marks;   /* LbMark, in the order of painting */
  GArray *figures; /* LbFigureBox */
  GArray *links;   /* LbLink      */
} LbPage;

typedef struct {
  guint depth; /* 1, 2            */
  guint page;  /* from 0          */
  double y;    /* mm from the top */
  char *text;
  int region;  /* number of the region spoken of; −1: none */
} LbOutlineEntry;

typedef struct {
  GPtrArray *pages;  /* LbPage         */
  GArray *outline;   /* LbOutlineEntry */
} LbLayout;

/* (transfer full): never fails; lb_fonts_check() tells afterwards whether all characters have a glyph.
 * Cost: linear in the words. @blocks: LbBlock. */
LbLayout *lb_layout_new (const GPtrArray *blocks, LbFonts *fonts, LbPageStyle style);
void      lb_layout_free (LbLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbLayout, lb_layout_free)

/* (transfer full): the characters of a run. */
char *lb_run_dup_text (const LbRun *run);

G_END_DECLS
