/* explain.h - the definition card: what a figure is made of
 *
 * For one indicator, region and date: numerator and denominator with the rows of the project behind each, where each row
 * came from, the values of the rule set that the query asks for, and the version of the data. It comes from the same
 * query as the figure, so the two cannot disagree: rows are what the query names in row_table and row_id.
 * Household numbers are masked. An explanation is immutable; any thread may read it.
 */
#pragma once
#include "src/cube.h"

G_BEGIN_DECLS

typedef struct {
  const char *table;  /* "measure"; "region" for areas and for households counted together               */
  gint64 id;
  double numerator;   /* what the row adds to each, on the day asked for                                  */
  double denominator;
  char *label;        /* what people call the row: number of the matter, masked household, name of the region */
  char *file;         /* of the batch it was imported with; NULL: from no file                            */
  gint64 file_row;
} LbExplainedRow;

typedef struct {
  char *key, *text, *source;
} LbExplainedRule;

typedef struct {
  LbIndicator *indicator;
  char *code, *name;      /* of the region                                        */
  gint32 as_of;
  gint32 since;           /* of a flow the last day before its window; LB_DAY_ALWAYS of a stock */
  double numerator, denominator, value;
  double persons;         /* NAN: the indicator does not count households         */
  gboolean small;         /* base below rank.min_base                             */
  GPtrArray *rows;        /* LbExplainedRow, by table and id                      */
  GPtrArray *rules;       /* LbExplainedRule                                      */
  char *rule_set;
  gint64 data_version;
  char *fingerprint;
} LbExplanation;

/* (transfer full): @region is a number in the project's tree. LB_ERROR_INPUT as lb_cube_build(). Costs the query and one
 * look-up a row. Thread: the project's. */
LbExplanation *lb_explain (LbProject *project, LbIndicator *indicator, guint region, gint32 as_of,
                           GCancellable *cancellable, GError **error);
void           lb_explanation_free (LbExplanation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbExplanation, lb_explanation_free)

G_END_DECLS
