/* compound.h - the container of old workbooks, which is also that of every workbook under a password
 *
 * Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Whether what is in the container @path is encrypted; FALSE also where it cannot be read. */
gboolean lb_compound_is_sealed (const char *path);

G_END_DECLS
