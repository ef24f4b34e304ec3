/* import-problems.h - the rows that would be rejected, and what a person corrects in them
 *
 * A row is corrected from its suggestion or cell by cell; the file stays as it is (src/repairs.h).
 * Signals "changed": there are other corrections; "save": the list is wanted as a file.
 */
#pragma once
#include "src/import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LB_TYPE_IMPORT_PROBLEMS (lb_import_problems_get_type ())
G_DECLARE_FINAL_TYPE (LbImportProblems, lb_import_problems, LB, IMPORT_PROBLEMS, GtkBox)

/* Borrows @result until the next call; NULL: none. */
void             lb_import_problems_set (LbImportProblems *self, const LbImportResult *result);
/* Borrowed; NULL: nothing was corrected and every row is read. */
const LbRepairs *lb_import_problems_get_repairs (LbImportProblems *self);
/* Forgets all corrections. */
void             lb_import_problems_reset (LbImportProblems *self);
/* From now on only the rows that @result rejected are read. */
void             lb_import_problems_keep_rejected (LbImportProblems *self, const LbImportResult *result);
/* A sentence in place of the title. */
void             lb_import_problems_tell (LbImportProblems *self, const char *sentence);
/* What typing over a cell and confirming does. */
void             lb_import_problems_correct (LbImportProblems *self, gint64 row, guint column, const char *text);

G_END_DECLS
