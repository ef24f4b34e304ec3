/* findings.h - what is wrong with a project's ledgers, in sentences
 *
 * The rows of `lookback check`: every check of check.h under one rule set at one date, and the journal's chain. Household
 * numbers are masked, for the list leaves the program. Thread: the project's.
 */
#pragma once
#include "src/project.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *rule;
  char *title;     /* the rule's name, "" for a fault of boundaries      */
  char *severity;  /* error, warning, unknown, note                      */
  char *region;    /* code, "" for the county or a region without one    */
  char *household; /* masked number, "" where none is concerned          */
  char *row;       /* "cases.csv:12": file and row as a spreadsheet counts; else "" */
  char *message;   /* begins with the place                              */
  char *remedy;
} LbFinding;

LbFinding *lb_finding_new (const char *rule, const char *severity, const char *region, const char *message, const char *remedy);
void       lb_finding_free (LbFinding *self);

/* (transfer full) (element-type LbFinding): by severity, rule and region. @rules: a rule set's name, NULL for the
 * project's own. @as_of LB_DAY_NONE: the last day of the data. Checks that could not be run are named in @problems. */
GPtrArray *lb_findings_collect (LbProject *project, const char *rules, gint32 as_of, GPtrArray *problems,
                                GCancellable *cancellable, GError **error);

/* The order of the list. */
int lb_finding_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
