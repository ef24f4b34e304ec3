/* verify.h - is this PDF what the program makes of this project?
 *
 * Reads from the PDF what it was made from, makes it again and compares the bytes. What differs is told by name: data,
 * figures, template, rule set, fonts, program version, or the file itself.
 */
#pragma once
#include "reports/report.h"
#include "src/project.h"

G_BEGIN_DECLS

/* (transfer full) (element-type char *): sentences of what differs; empty: the same bytes. NULL with LB_ERROR_INPUT when @path
 * is no report of this program, else as lb_report_write(). Needs a folder for temporary files. */
GPtrArray *lb_report_verify (LbProject *project, const char *path, GCancellable *cancellable, GError **error);

/* Notes in the project that the report at @path was made. A report is made whether this succeeds or not: FALSE without error
 * when the project may not be written. The note is no part of the data: neither fingerprint nor data version change. */
gboolean lb_report_record (const char *project_path, const LbReportOptions *options, const char *path, GError **error);

G_END_DECLS
