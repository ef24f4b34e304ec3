/* check-project.h - lookback check of a project: boundaries, ledgers and journal in one list. For cmd-check.c. */
#pragma once
#include <glib.h>

/* Exit status; LB_EXIT_NOTHING with @error. @rules NULL: the project's own; @as_of LB_DAY_NONE: the last day of the data. */
int lb_check_project (const char *path, const char *rules, gint32 as_of, const char *csv, gboolean json, GError **error);
