/* shares.h - parts of a whole as percentages that add to 100 as printed
 *
 * Rounded one by one, shares of 1/3 add to 99.99. Here the last digits are given to the parts that lost most by rounding down
 * (the method of the largest remainder, Hamilton 1792), and a table that shows them says so in its note.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Sentence for the note of a table with such shares. */
#define LB_SHARES_NOTE "占比按最大余数法取舍，合计为100%。"

/* @shares[i]: percent of the sum of @values, with @decimals (0 … 6) digits that add to 100 exactly; NAN for parts that are NAN, and
 * for all when the sum is not above zero. Ties go to the part that comes first. Any thread. O(n log n). */
void lb_shares_round (const double *values, guint n, int decimals, double *shares);

G_END_DECLS
