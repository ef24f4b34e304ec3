#include "config.h"
#include "ui/work.h"

typedef struct {
  const LbWork *work;
  gpointer job;
} Started;

static void
started_free (gpointer data)
{
  Started *started = data;

  started->work->free_job (started->job);
  g_free (started);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Started *started = data;
  GError *error = NULL;
  gpointer result = started->work->run (started->job, task, cancellable, &error);

  (void) source;
  if (result != NULL)
    g_task_return_pointer (task, result, started->work->free_result);
  else
    g_task_return_error (task, error);
}

void
lb_work_start (const LbWork *work, gpointer job, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);
  Started *started = g_new (Started, 1);

  *started = (Started) {work, job};
  g_task_set_check_cancellable (task, !work->lands);
  g_task_set_name (task, work->name);
  g_task_set_task_data (task, started, started_free);
  g_task_run_in_thread (task, run);
}

gpointer
lb_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
