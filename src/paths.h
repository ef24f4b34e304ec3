/* paths.h - where the shipped data lies
 *
 * The program may be installed in any prefix, moved, or run from the build folder, so its data is
 * found from the place of the executable: <exe>/../share/lookback, else <exe>/../data of a source
 * tree. The environment variable LOOKBACK_DATA_DIR overrides both (tests use it).
 */
#pragma once
#include <glib.h>

/* (transfer full): path of a shipped file, e.g. lb_paths_data ("indicators", "D01.sql", NULL).
 * The file need not exist. Any thread. */
char *lb_paths_data (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* (transfer full): the folders that may hold files of @kind ("indicators", "checks", "rules"), the later above the
 * earlier: shipped, in the user's data folder, beside @project_path when that is not NULL. NULL-terminated. */
char **lb_paths_layers (const char *kind, const char *project_path);

/* (transfer full): folder of the message catalogues. */
char *lb_paths_locale_dir (void);
