/* figures.h - everything a sentence, table or map of one report may ask for
 *
 * The value tables of the indicators at the as-of date and, when two dates are compared, at the base date too; the
 * region reported on and its subordinates; the words of the project's cover page. Sentence, table and map
 * read the same tables, so they cannot disagree. Immutable once filled; one thread.
 */
#pragma once
#include "src/cube.h"

G_BEGIN_DECLS

typedef struct {
  LbRegionTree *regions;
  guint region;       /* the one reported on                                                         */
  LbLevel below;      /* level of its subordinates: township of a county, village of a township      */
  gint32 as_of, since; /* since LB_DAY_NONE: no comparison                                           */
  char *county, *issuer, *rules;
  GHashTable *tables; /* indicator id → LbFigureTable                                                */
} LbFigures;

typedef struct {
  LbValues *now, *then; /* then NULL without comparison */
} LbFigureTable;

typedef enum { LB_WHEN_NOW, LB_WHEN_THEN, LB_WHEN_CHANGE } LbWhen;
typedef enum {
  LB_FIELD_NUMERATOR,
  LB_FIELD_DENOMINATOR,
  LB_FIELD_PERSONS,
  LB_FIELD_VALUE,
  LB_FIELD_OPEN, /* denominator − numerator: what is still to do */
  LB_FIELD_RANK, /* 1 is the best of its level; equal values share a rank; NAN without data */
} LbField;

/* Takes a reference to @regions; copies the words. */
LbFigures *lb_figures_new (LbRegionTree *regions, guint region, gint32 as_of, gint32 since, const char *county,
                           const char *issuer, const char *rules);
void       lb_figures_free (LbFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbFigures, lb_figures_free)

/* Takes @now and @then (NULL without comparison); the id is their indicator's. */
void         lb_figures_take (LbFigures *self, LbValues *now, LbValues *then);
/* NULL: not filled in. Borrowed. */
const LbFigureTable *lb_figures_find (const LbFigures *self, const char *indicator);

/* One number; NAN is no data. LB_WHEN_THEN and LB_WHEN_CHANGE need a comparison. */
double lb_figures_get (const LbFigures *self, const LbFigureTable *table, LbWhen when, LbField field, guint region);

/* (transfer full) (element-type guint): regions of @level within the one reported on; sorted by @table, best
 * first (high first where no direction is better), no data last; in tree order when @table is NULL. */
GArray *lb_figures_list (const LbFigures *self, LbLevel level, const LbFigureTable *table);

G_END_DECLS
