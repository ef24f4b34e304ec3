/* list-public.h - what a report for publication tells of a list
 *
 * A list says for itself what may be told (list.h, "public"); one that says nothing has rows that are households or persons, and
 * only their number is told, where it is large enough. Pure functions over rows that lb_list_select() gave.
 */
#pragma once
#include "reports/disclosure.h"
#include "reports/list.h"

/* Decides which rows of counts are hidden (LbListRow.hidden). FALSE: the rows may not be listed at all. */
gboolean lb_list_protect (const LbList *self, GPtrArray *rows, const LbDisclosure *disclosure);

/* Whether so few rows are households that their number is not told. */
gboolean lb_list_hides_length (const LbList *self, guint rows, const LbDisclosure *disclosure);

/* Whether, and why, the total of @column is hidden: it is small itself, or it tells of few households. */
typedef enum { LB_SUM_SHOWN, LB_SUM_SMALL, LB_SUM_OF_FEW } LbSumHidden;
LbSumHidden lb_list_hides_sum (const LbList *self, const GPtrArray *rows, guint column, const LbDisclosure *disclosure);
