/* ini.h - rule and holiday files line by line
 *
 * "[section]", "key = value", "# comment". What stands after " #" behind a value is its source. GKeyFile reads the same
 * shape, but knows no line numbers, and a person who mends a rule file needs them. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *section;
  const char *key;
  const char *value;  /* trimmed, never NULL           */
  const char *source; /* words after " #", "" if none  */
  int line;           /* from 1                        */
} LbIniEntry;

/* Called for every entry in the file's order; its texts live as long as the call. FALSE stops, with @error set. */
typedef gboolean (*LbIniTake) (const LbIniEntry *entry, gpointer data, GError **error);

/* LB_ERROR_FILE when @path cannot be read, LB_ERROR_INPUT with file and line when a line has no such form. */
gboolean lb_ini_read (const char *path, LbIniTake take, gpointer data, GError **error);

/* The same over a text that ends in a NUL behind its @length bytes and is cut up here; @path is used in sentences. */
gboolean lb_ini_parse (const char *path, char *text, gsize length, LbIniTake take, gpointer data, GError **error);

/* Sets LB_ERROR_INPUT "PATH, line N: reason"; always FALSE. */
gboolean lb_ini_refuse (const char *path, int line, GError **error, const char *format, ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
