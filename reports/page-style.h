/* page-style.h - the measures of a kind of page
 *
 * Official pages follow GB/T 9704-2012; the others are plain internal papers, dossiers of a village or household, and slides of
 * 16:9. All lengths are millimetres unless they are type sizes (points). Constant tables; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LB_STYLE_OFFICIAL, /* 公文: type area 156 × 225 mm, 22 lines of 28 characters */
  LB_STYLE_PLAIN,    /* 普通稿: 12 pt, 34 lines of 38 characters                */
  LB_STYLE_DOSSIER,  /* 一村一档: 10.5 pt, closely set                          */
  LB_STYLE_SLIDE,    /* 16:9                                                    */
  LB_N_STYLES
} LbPageStyle;

typedef struct {
  double left, top, width, height;
} LbFrame;

typedef enum {
  LB_NUMBER_OUTSIDE, /* — 1 —, odd pages right, even pages left, 7 mm below the type area */
  LB_NUMBER_CENTRED, /* in the middle of the foot                                         */
  LB_NUMBER_OF_ALL,  /* 3 / 7                                                             */
} LbNumberPlace;

typedef struct {
  double width, height; /* of the paper                                          */
  LbFrame area;         /* of the type                                            */
  guint lines, cells;   /* that fill it                                           */
  double body, title, number, table, note; /* pt                                  */
  double title_pitch;   /* lines of the grid that a line of the title takes       */
  LbNumberPlace place;
} LbStyleMeasures;

/* Borrowed. */
const LbStyleMeasures *lb_page_style_get (LbPageStyle style);

G_END_DECLS
