/* sql-header.h - the comment lines above a query: "-- key: value"
 *
 * The header is the comment lines at the top, up to the first line that is none. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *word;
  gboolean required;
} LbHeaderKey;

/* Reads the file @path. @keys has @n words; @values and @lines get @n texts (transfer full, NULL where absent) and line
 * numbers. (transfer full): the query below the header. LB_ERROR_FILE, LB_ERROR_INPUT with file and line; @values may be
 * partly filled then, and are the caller's to free either way. */
char *lb_sql_header_read (const char *path, const LbHeaderKey *keys, guint n, char **values, int *lines, GError **error);

G_END_DECLS
