/* export.h - a table leaves the project as CSV or XLSX
 *
 * Ledgers get the headings and words that the import reads again; regions, batches, rejected rows and the journal
 * are described in data/tables. What tells who a person is leaves masked unless a reason is given, and then the journal
 * says who was exported and why. Thread: the one that owns the project.
 */
#pragma once
#include "src/project.h"
#include "src/secret.h"

G_BEGIN_DECLS

/* Writes @table (its name in the project or the word of the import) to @target. @reason not NULL: unmasked, for
 * that purpose; the project must then be open for writing. @secret opens the certificate numbers, whose column is empty
 * without it (NULL). @rows may be NULL. LB_ERROR_NOT_FOUND with the list of
 * tables for an unknown one, LB_ERROR_USAGE for a file type that is none. */
gboolean lb_export_table (LbProject *project, const char *table, const char *target, const char *reason,
                          const LbSecret *secret, gint64 *rows, GError **error);

G_END_DECLS
