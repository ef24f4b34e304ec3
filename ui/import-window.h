/* import-window.h - a file into the project, seen before it lands
 *
 * Looks at the file first and shows what it is taken for: kind, encoding, columns. Then tries it and shows the rows that would be rejected.
 * All of that can be changed by hand, and each change is tried again. The import itself is one button, and so is taking it back; what was
 * imported before is listed too. A worker does all of it; it can be stopped, and then nothing was kept.
 * Signal "changed": the project's data are others now.
 */
#pragma once
#include "ui/import-batches.h"
#include "ui/import-columns.h"
#include "ui/import-encodings.h"
#include "ui/import-problems.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LB_TYPE_IMPORT_WINDOW (lb_import_window_get_type ())
G_DECLARE_FINAL_TYPE (LbImportWindow, lb_import_window, LB, IMPORT_WINDOW, AdwWindow)

/* For the project @project; begins where a file is chosen. */
LbImportWindow *lb_import_window_new (GtkWindow *parent, const char *project);
/* Begins with @file, or puts it behind the one that is shown. */
void            lb_import_window_add (LbImportWindow *self, const char *file);

/* "start", "reading", "checking" (what is shown may change), "review", "working", "done", "failed" or "batches". */
const char *lb_import_window_get_stage (LbImportWindow *self);
/* Batch that was imported and not taken back, 0: none. */
gint64      lb_import_window_get_batch (LbImportWindow *self);
/* What stands against the import as it is chosen now, NULL: nothing. */
const char *lb_import_window_get_problem (LbImportWindow *self);

/* What the switch and the field for the passphrase do. NULL: certificate numbers are not kept. */
void lb_import_window_set_passphrase (LbImportWindow *self, const char *passphrase);

LbImportColumns   *lb_import_window_get_columns (LbImportWindow *self);
LbImportEncodings *lb_import_window_get_encodings (LbImportWindow *self);
LbImportProblems  *lb_import_window_get_problems (LbImportWindow *self);
LbImportBatches   *lb_import_window_get_batches (LbImportWindow *self);

G_END_DECLS
