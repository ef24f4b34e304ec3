/* linebreak.h - Chinese lines on a grid of cells
 *
 * A line is a row of equal cells. Each Chinese character takes a cell; two punctuation marks that meet take one and a half; a number or
 * Latin word keeps its natural width. No line begins with a closing mark or ends with an opening one; a number is not
 * parted from its unit, nor 户 from 人 of one pair. A line without numbers stands on the cells; one that would
 * end beside the edge of the type area is made flush: marks give up part of their empty half, or a little room opens
 * between all characters. The breaks of a paragraph are chosen together, so that no line pays for another.
 */
#pragma once
#include "reports/fonts.h"

G_BEGIN_DECLS

typedef struct {
  double width_mm; /* of the line                                      */
  guint cells;     /* in it                                            */
  double size_pt;  /* of the type                                      */
  guint indent;    /* empty cells before the first line                */
  gboolean heading; /* the last line must not be a single character    */
  gboolean ragged;  /* lines are not made flush: cells of tables       */
} LbMeasure;

typedef struct {
  gunichar c;
  LbRole face;
  guint glyph;
  double x; /* of its origin, mm from the line's left end */
} LbPlaced;

/* (transfer full) (element-type GArray of LbPlaced): the lines of @spans (LbSpan); none when there are no words. */
GPtrArray *lb_break_lines (LbFonts *fonts, const GPtrArray *spans, const LbMeasure *measure);

/* Marks that may not begin a line, and those that may not end one. */
gboolean lb_forbids_start (gunichar c);
gboolean lb_forbids_end (gunichar c);

G_END_DECLS
