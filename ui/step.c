#include "config.h"
#include "ui/step.h"

typedef struct {
  GTask *task;
  LbStepFunc func;
  gint64 done, total;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static gboolean
tell (gpointer data)
{
  Step *step = data;
  GCancellable *cancellable = g_task_get_cancellable (step->task);

  if (!g_cancellable_is_cancelled (cancellable) && !g_task_get_completed (step->task))
    step->func (g_task_get_source_object (step->task), step->done, step->total);
  return G_SOURCE_REMOVE;
}

void
lb_step_tell (GTask *task, LbStepFunc func, gint64 done, gint64 total)
{
  Step *step = g_new (Step, 1);

  *step = (Step) {g_object_ref (task), func, done, total};
  /* Not g_main_context_invoke(): between two iterations it would run the callback here, on the worker. */
  g_idle_add_full (G_PRIORITY_DEFAULT, tell, step, step_free);
}
