/* disclosure.h - which numbers a report for publication may tell
 *
 * A count is what a numerator, a denominator or the persons of an indicator come to in every region. The same count may stand under
 * several indicators, and then one decision holds for all of them, so that a sentence cannot give away what a table hides:
 *   small counts are hidden, and cells beside them until no sum over the tree tells them (src/suppress.h);
 *   households hide their persons, and a rate is hidden with either of its two counts;
 *   a figure of the base date is hidden where it, or its change, is small; the figure of today stands then;
 *   the members of a family that make up a whole are a table of their own: what is left when those shown are taken from it must be
 *   nothing, or enough;
 *   what a member and the whole leave over, told as 差额, is a count as well.
 * A hidden cell takes part in nothing that is shown: no rank, no order, no count of regions, no class of a map.
 * Immutable once made; one thread. Cost: a suppression for each count.
 */
#pragma once
#include "reports/figures.h"

G_BEGIN_DECLS

/* Decides about all tables of @figures, which owns the result as its disclosure. @left: set of ids whose 差额 is told, a
 * family standing for its members. */
LbDisclosure *lb_disclosure_new (const LbFigures *figures, guint small_cell, GHashTable *left);
void          lb_disclosure_free (LbDisclosure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDisclosure, lb_disclosure_free)

/* The lowest count that may stand. */
guint    lb_disclosure_get_small_cell (const LbDisclosure *self);
gboolean lb_disclosure_is_small (const LbDisclosure *self, double count);
gboolean lb_disclosure_hides (const LbDisclosure *self, const LbFigureTable *table, LbWhen when, LbField field, guint region);

/* Of the values of @region on each of @days, in order of time, the last of them the report's own: TRUE in @hidden where one is small, or
 * differs by little from another that is shown. */
void lb_disclosure_hide_days (const LbDisclosure *self, const LbFigureTable *table, guint region, const gint32 *days, guint n,
                              gboolean *hidden);

G_END_DECLS
