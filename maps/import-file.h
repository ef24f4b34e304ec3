/* import-file.h - a file of any kind into a project: boundaries or ledger, told by its name
 *
 * What the command line and the window both call.
 */
#pragma once
#include "src/preview.h"

G_BEGIN_DECLS

#define LB_IMPORT_BOUNDARIES "boundaries" /* word of the command line; the others are those of ledger-kinds.h */

/* lb_boundaries_import() or lb_ledger_import() with every reader of tables. LB_ERROR_INPUT for a file that is neither, or only a part of a
 * shapefile; LB_ERROR_USAGE when options->kind does not go with the file. Thread: the project's. */
LbImportResult *lb_import_file (LbProject *project, const char *path, const LbImportOptions *options, GError **error);

/* lb_preview_new() with every reader of tables; of boundaries only the encodings of a shapefile can be looked at. Errors as
 * lb_import_file(). */
LbPreview *lb_import_preview (LbProject *project, const char *path, const LbImportOptions *options, GError **error);
/* The word for what @path would be imported as: "boundaries" or a kind of ledger; static. NULL with what lb_import_file() would say of
 * it. Only headings are read. */
const char     *lb_import_file_peek (LbProject *project, const char *path, const LbImportOptions *options, GError **error);

G_END_DECLS
