/* import-window.h - a file into the project, seen before it lands
 *
 * Tries the file first and shows what it was taken for: kind, encoding, columns, rows that would be rejected and why. The import itself is
 * one button, and so is taking it back. A worker does all of it; it can be stopped, and then nothing was kept.
 * Signal "changed": the project's data are others now.
 */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

#define LB_TYPE_IMPORT_WINDOW (lb_import_window_get_type ())
G_DECLARE_FINAL_TYPE (LbImportWindow, lb_import_window, LB, IMPORT_WINDOW, AdwWindow)

/* Begins with the trial of @file for the project @project. */
LbImportWindow *lb_import_window_new (GtkWindow *parent, const char *project, const char *file);

/* "working", "review", "done" or "failed". */
const char *lb_import_window_get_stage (LbImportWindow *self);
/* Batch that was imported and not taken back, 0: none. */
gint64      lb_import_window_get_batch (LbImportWindow *self);

G_END_DECLS
