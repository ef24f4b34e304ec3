/* application.h - the window program */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Opens the window, on @project when it is not NULL, and returns when it is closed: the exit status. */
int lb_application_run (const char *project);

G_END_DECLS
