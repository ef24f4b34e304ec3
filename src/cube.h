/* cube.h - all values of one indicator at any date and level
 *
 * LbCube holds the changes of one indicator and one data version: for each region its days of change with the totals on
 * each, so that any date is a look-up. LbValues is what it gives for
 * one date: numerator, denominator, persons and value for every region of the tree, already summed up. The map, the
 * ranking, the sentence and the table all read LbValues, so they cannot disagree.
 *
 * No data is not zero: a denominator of 0 gives value NAN. The county is the sum of numerators over the sum of
 * denominators, never a mean.
 *
 * Regions are taken as they stood on the date: from the day after its valid_to a merged village gives all it has, and what
 * is still written about it, to its successor, and has no data itself, as has one that was abolished without a successor,
 * whose rows go on counting above it (region.h). The county's total is the same on either side of such a day. Two dates are
 * compared on the territory of the later one, so that a merger is no growth.
 *
 * Both are immutable and reference-counted: build on a worker, read anywhere.
 * Size: 12 to 16 bytes for each region and day on which something changed there, 4 bytes a region.
 */
#pragma once
#include "src/indicator.h"
#include "src/number.h"
#include "src/project.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LbCube LbCube;

/* Runs the indicator's query under a read-only authorizer with a time limit. LB_ERROR_INPUT names the file and what
 * SQLite said, or the row that is not a delta (wrong columns, unknown region, numbers that are not finite).
 * @cancellable may be NULL. Needs @project on the calling thread. Cost: the query + O(n log n). */
LbCube *lb_cube_build (LbProject *project, LbIndicator *indicator, GCancellable *cancellable, GError **error);
LbCube *lb_cube_ref (LbCube *self);
void    lb_cube_unref (LbCube *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCube, lb_cube_unref)

LbIndicator  *lb_cube_get_indicator (const LbCube *self); /* borrowed */
LbRegionTree *lb_cube_get_regions (const LbCube *self);   /* borrowed */
/* First and last day on which the indicator changes; LB_DAY_NONE when it never does. */
void          lb_cube_get_days (const LbCube *self, gint32 *first, gint32 *last);
/* Bytes it takes. */
gsize         lb_cube_get_size (const LbCube *self);

typedef struct {
  gatomicrefcount refs;
  LbRegionTree *regions;
  LbIndicator *indicator;
  gint32 as_of;
  gint32 since;        /* LB_DAY_NONE: stock at as_of; else the difference as_of − since */
  double min_base;     /* denominators below it are small bases; 0: none are             */
  guint n;             /* regions, in the numbering of @regions                          */
  double *numerator;   /* n                                                              */
  double *denominator; /* n                                                              */
  double *persons;     /* n, NULL for an indicator that does not count households        */
  double *value;       /* n; scale × numerator ÷ denominator, of a count the numerator; NAN: no data */
} LbValues;

/* (transfer full): stock on @as_of (all deltas of days ≤ as_of); for a flow indicator the sum over the window
 * that ends on @as_of, with the deltas that were always there. O(regions); any thread. */
LbValues *lb_cube_at (LbCube *self, gint32 as_of);

/* (transfer full): the change from @since to @as_of: value = value(as_of) − value(since) in the regions of @as_of, NAN where
 * either has no data; numerator, denominator, persons are the differences. */
LbValues *lb_cube_between (LbCube *self, gint32 since, gint32 as_of);

LbValues *lb_values_ref (LbValues *self);
void      lb_values_unref (LbValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbValues, lb_values_unref)

/* What one region, or several together, come to. */
typedef struct {
  double numerator, denominator;
  double persons; /* NAN: the indicator does not count households */
  double value;   /* NAN: no data                                 */
} LbFigure;
LbFigure lb_values_get (const LbValues *self, guint region);
/* Numerators and denominators of @regions summed, and the value of the sums, as the county's is: never a mean. @regions: of one level, or
 * at least none within another. The fullest month of several regions is not told by theirs, nor are differences: NAN. */
LbFigure lb_values_sum (const LbValues *self, const guint *regions, guint n);

/* (transfer full): the shown value in the indicator's decimals, rounded half up, "—" for no data. */
char *lb_values_format (const LbValues *self, guint region);
/* A base so small that the value is shown, marked, and not ranked (rank.min_base of the rule set). */
gboolean lb_values_is_small (const LbValues *self, guint region);
/* (transfer full) (array length=n): the regions of @level sorted by value: the alarming end first by
 * indicator->better (none: high first), then small bases, no data last; ties in tree order. Without those that no longer
 * stood. */
guint *lb_values_ranking (const LbValues *self, LbLevel level, guint *n);

G_END_DECLS
