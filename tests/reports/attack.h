/* attack.h - a reader of a published report who can subtract
 *
 * Takes what the document shows – sentences, tables, charts, maps – and what everybody knows: a region is the sum of its parts and what
 * it has of its own, a change is the difference of two dates, a rate is a quotient, the members of some families make up the whole, and
 * the same count may stand under several names. Solves that by elimination and reports each small count it finds. Knows nothing of how
 * cells were chosen.
 */
#pragma once
#include "reports/compose.h"

/* (transfer full) (element-type char *): what a reader learns of counts from 1 to @small_cell − 1; empty: nothing. */
GPtrArray *attack (const LbDocument *document, guint small_cell);
