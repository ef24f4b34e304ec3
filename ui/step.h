/* step.h - how far a worker is, told on the main loop
 *
 * From the worker of a GTask to whoever started it; what comes after the task was cancelled or finished is not told.
 */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

/* @source: of the task. @total 0: not known. */
typedef void (*LbStepFunc) (gpointer source, gint64 done, gint64 total);

/* Any thread. */
void lb_step_tell (GTask *task, LbStepFunc func, gint64 done, gint64 total);

G_END_DECLS
