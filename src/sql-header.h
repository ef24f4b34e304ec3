/* sql-header.h - the comment lines above a query: "-- key: value"
 *
 * Indicators and checks are such files. The header is the comment lines at the top, up to the first line that is none. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Called for each line of a key that may stand more than once. FALSE with @error set refuses the file. */
typedef gboolean (*LbHeaderTake) (const char *value, int line, gpointer data, GError **error);

typedef struct {
  const char *word;
  gboolean required;
  LbHeaderTake take; /* NULL: it stands once, and its value goes into the list */
} LbHeaderKey;

/* Reads the file @path. @keys has @n words; @values and @lines get @n texts (transfer full, NULL where absent) and line
 * numbers; @data is for their take. @n_lines, where it is not NULL: lines of the header. (transfer full): the query below it. LB_ERROR_FILE,
 * LB_ERROR_INPUT with file and line; @values may be partly filled then, and are the caller's to free either way. */
char *lb_sql_header_read (const char *path, const LbHeaderKey *keys, guint n, char **values, int *lines, gpointer data,
                          int *n_lines, GError **error);

G_END_DECLS
