/* work.h - one shape for what a worker does
 *
 * A piece of work is told once, as what runs on the worker and how its job and its result are freed; each use starts it with a job. The
 * callback comes on the main loop. Main thread.
 */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;
  /* On the worker. (transfer full): the result; NULL with the error. @task is for lb_step_tell(). */
  gpointer (*run) (gpointer job, GTask *task, GCancellable *cancellable, GError **error);
  GDestroyNotify free_job, free_result;
  gboolean lands; /* what landed is told as such, though it was cancelled at the last moment */
} LbWork;

/* Takes @job. @source: of the task; NULL: none. */
void     lb_work_start (const LbWork *work, gpointer job, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback,
                        gpointer data);
/* (transfer full) */
gpointer lb_work_finish (GAsyncResult *result, GError **error);

G_END_DECLS
