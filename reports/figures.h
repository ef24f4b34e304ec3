/* figures.h - everything a sentence, table or map of one report may ask for
 *
 * The value tables of the indicators at the as-of date and, when two dates are compared, at the base date too; the
 * region reported on and its subordinates; the words of the project's cover page. Sentence, table and map
 * read the same tables, so they cannot disagree. Immutable once filled; one thread.
 */
#pragma once
#include "reports/letterhead.h"
#include "reports/list.h"
#include "src/cube.h"
#include "src/rules.h"

G_BEGIN_DECLS

/* What a rule set says about figures in words and rankings; the defaults are those of no rule set. */
typedef struct {
  double few, some; /* shares up to which a thing is 个别 and 部分; beyond it is 普遍 */
} LbFigureRules;

/* What a report for publication may tell (disclosure.h). */
typedef struct _LbDisclosure LbDisclosure;

typedef struct {
  LbRegionTree *regions;
  guint region;       /* the one reported on                                                         */
  LbFigureRules limits;
  gint32 as_of, since; /* since LB_DAY_NONE: no comparison                                           */
  char *county, *issuer, *rules;
  LbLetterhead *letter; /* NULL: the report is no letter                                             */
  GHashTable *tables; /* indicator id → LbFigureTable                                                */
  GHashTable *lists;  /* id → LbList                                                                 */
  GHashTable *families; /* id → GArray of the ids of its members (char *)                            */
  LbRules *rule_set;    /* NULL: none was read                                                       */
  LbDisclosure *disclosure; /* NULL: everything may be told                                           */
} LbFigures;

typedef struct {
  LbCube *cube;         /* for other dates (trends)                                        */
  LbValues *now, *then; /* then NULL without comparison                                    */
  double *rank[2];      /* of every region within its level, now and then; made when first asked for */
  GHashTable *on_days;  /* day → double *, the values of every region on it, that were asked for */
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

/* Takes the values of both dates from @cube and keeps a reference to it. */
void         lb_figures_add (LbFigures *self, LbCube *cube);
/* Notes that the @members (LbIndicator) of the family @id are filled in. */
void         lb_figures_add_family (LbFigures *self, const char *id, const GPtrArray *members);
/* (element-type char *): ids of the members in the family's order; NULL: no such family. Borrowed. */
const GArray *lb_figures_find_family (const LbFigures *self, const char *id);
/* 产业帮扶 of 分类落实率（产业帮扶） */
const char  *lb_facet_label (const LbIndicator *member);
/* Takes @list. */
void         lb_figures_take_list (LbFigures *self, LbList *list);
/* NULL: not filled in. Borrowed. */
const LbList *lb_figures_find_list (const LbFigures *self, const char *id);
const LbFigureTable *lb_figures_find (const LbFigures *self, const char *indicator);

/* One number; NAN is no data. LB_WHEN_THEN and LB_WHEN_CHANGE need a comparison. */
double lb_figures_get (const LbFigures *self, const LbFigureTable *table, LbWhen when, LbField field, guint region);

/* (array length=regions): values on another day, for a trend; found once for all regions. O(regions) the first time. */
const double *lb_figures_get_values_on (const LbFigureTable *table, gint32 day);
/* Whether that number may not be told; never in a report for internal use. */
gboolean lb_figures_hides (const LbFigures *self, const LbFigureTable *table, LbWhen when, LbField field, guint region);

/* The first level under @region that has regions, 管区 aside; its own when there is none. */
LbLevel lb_figures_below (const LbFigures *self, guint region);
/* Whether so few stand behind the value that it is marked and not ranked. */
gboolean lb_figures_is_small (const LbFigureTable *table, guint region);

/* (transfer full) (element-type guint): regions of @level within @scope; sorted by @table, best first (high first where
 * no direction is better), no data and hidden ones last; by the size of the change, high first, when @when is LB_WHEN_CHANGE; in tree order
 * when @table is NULL. */
GArray *lb_figures_list (const LbFigures *self, guint scope, LbLevel level, const LbFigureTable *table, LbWhen when);

G_END_DECLS
