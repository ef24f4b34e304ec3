/* match.h - where a row belongs: codes and names become a region
 *
 * By code first, then by the path of names, each in normal form (清河镇 = 清河, 东山村民委员会 = 东山村); former codes and
 * names (region.h) count where no present one fits. What
 * fits no region, or several, is a reason with the nearest candidates, never a guess. Built for one snapshot of the
 * region tree; one thread.
 */
#pragma once
#include "src/region.h"

G_BEGIN_DECLS

typedef struct _LbMatcher LbMatcher;

typedef struct {
  const char *township, *village, *grid, *code; /* normalised, NULL or "" when not given */
} LbPlace;

typedef struct {
  int region;               /* number in the tree, -1: no match                                           */
  int part;                 /* what is wrong: 0 township, 1 village, 2 grid, 3 code                       */
  char *reason;             /* NULL when there is a match                                                 */
  char **candidates;        /* NULL-terminated, "name (township, code)"; NULL when there is a match        */
} LbMatch;

LbMatcher *lb_matcher_new (LbRegionTree *regions); /* takes a reference */
void       lb_matcher_free (LbMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbMatcher, lb_matcher_free)

/* The deepest region that @place names. Nothing given: region -1 without a reason. Borrowed until the next call;
 * the same place is looked up once. */
const LbMatch *lb_matcher_find (LbMatcher *self, const LbPlace *place);

G_END_DECLS
