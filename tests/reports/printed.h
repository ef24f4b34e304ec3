/* printed.h - every number that stands on the pages of a document, where it stands and as it is printed
 *
 * Walks the blocks: sentences, headings, slides, cells and notes of tables, key figures, charts, the line of a map. What names a day, a
 * table, a figure or an appendix is no number.
 */
#pragma once
#include "reports/compose.h"

typedef struct {
  char *text;   /* digits and '.' */
  char *beside; /* the words around it, for the message */
  gboolean words; /* it stands in a cell of words, or in a title: it may belong to a name */
} Printed;

/* (transfer full) (element-type Printed) */
GArray *printed_list (const GPtrArray *blocks);

/* (transfer full) (element-type char *): the numbers in @text, "8" and "25" of "8/25". */
GPtrArray *printed_split (const char *text);
