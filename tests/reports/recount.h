/* recount.h - the numbers of a report asked again, from elsewhere
 *
 * Figures of indicators come from `lookback values --csv`, run as a person would; persons, which it does not print, from cubes of
 * the test's own. Numbers of lists come from SQL over the project: the list's query as a table, counted and added by SQLite.
 */
#pragma once
#include "reports/compose.h"

/* What the program said already about one project, so that several reports ask once. */
typedef struct _Answers Answers;

Answers *answers_new (void);
void     answers_free (Answers *self);

typedef struct _Recount Recount;

Recount *recount_new (const char *project_path, const LbDocument *document, Answers *answers);
void     recount_free (Recount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recount, recount_free)

/* Fails the test where the number is not what it says it is. */
void recount_check (Recount *self, const LbTemplateUse *use);
