/* import-order.h - several files, put into the order in which they need one another
 *
 * Boundaries first, then whatever names places, then what names households, and so on (src/ledger-order.h); files that need not
 * wait for one another stay as they were given. For the command
 * line and the window, which hand the files to lb_import_file() one by one: each stays a batch of its own.
 */
#pragma once
#include "maps/import-file.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  const char *kind; /* word of the command line; static */
} LbImportFile;

/* (transfer full): an array of LbImportFile; in the order to take them. NULL with the error of the first file that
 * cannot be imported by its name or its headings, so that nothing need be begun. Thread: the project's. Cost: opens every file. */
GPtrArray *lb_import_order (LbProject *project, const char *const *paths, guint n, const LbImportOptions *options, GError **error);

G_END_DECLS
