/* suppress.h - which cells of a published map or table stay hidden
 *
 * One to four households in a cell can be recognised by their neighbours, so what leaves the office hides such
 * cells; and because a hidden cell can be found by taking its neighbours from the total above them, further cells are
 * hidden until that says no more than a cell may say. One decision holds for all levels of the tree, so that the
 * township's table does not give away what the village's map hides. Pure function, any thread.
 */
#pragma once
#include "src/cube.h"
#include "src/rules.h"

G_BEGIN_DECLS

/* (transfer full) (array length=values->n): TRUE where nothing of a region – value, numerator, denominator, persons – may be
 * shown. @small_cell: the lowest count that may stand (5 hides 1 to 4).
 *
 * Hidden first: counts from 1 to small_cell − 1 as numerator, or as denominator where denominators are counts (all
 * of them whole numbers; areas are not). Then, from the leaves up, with residual = what the hidden cells below a shown one
 * sum to, which anybody can compute:
 *   a shown region has no hidden cells below it, or at least two whose residual is 0 or ≥ small_cell, and so is the sum of its
 *   hidden children (of a difference of two dates they may rise and fall);
 *   a hidden region with children has at least one of them hidden, else it is their sum.
 * Where a rule does not hold the smallest shown child is hidden, and where none is left the region itself. The method
 * is complementary suppression by Cox (1980), greedy, on one tree. Zero stays visible: nobody is recognised in it.
 * O(n log n). It protects one table; the difference of two dates' tables is a table of its own. */
gboolean *lb_suppress_cells (const LbValues *values, guint small_cell);

/* The same for any counts of the same regions that are told together: @counts are @n_counts arrays of one number a region, the last of
 * them decides which cell is the smallest. @hidden is read and written: what is hidden already stays so and is protected like the rest. */
void lb_suppress_counts (const LbRegionTree *regions, const double *const *counts, guint n_counts, guint small_cell, gboolean *hidden);

/* Whether all of @n counts are whole numbers; areas are not. */
gboolean lb_suppress_are_counts (const double *counts, guint n);

/* The lowest count that the rule set of a project lets stand on @day (publish.small_cell); LB_ERROR_INPUT where it says none. */
gboolean lb_suppress_get_small_cell (const LbRules *rules, gint32 day, guint *small_cell, GError **error);

/* (transfer full) (array length=n): the same for what a project publishes: small_cell of its rule set on the table's day. For a
 * difference @earlier and @later are the tables of its two dates (NULL for a stock): what either may not show, the
 * difference may not show. Thread: the project's. */
gboolean *lb_suppress_for_project (LbProject *project, const LbValues *values, const LbValues *earlier, const LbValues *later,
                                   GError **error);

G_END_DECLS
