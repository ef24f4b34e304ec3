/* A loop over all cores: threads take chunks off one counter until none is left. */
#include "config.h"
#include "maps/parallel.h"

typedef struct {
  gsize n, chunk;
  gsize next; /* atomic */
  GCancellable *cancellable;
  LbParallelFunc func;
  gpointer data;
} Loop;

typedef struct {
  Loop *loop;
  guint thread;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  Loop *loop = worker->loop;

  for (;;) {
    gsize begin = __atomic_fetch_add (&loop->next, loop->chunk, __ATOMIC_RELAXED);
    if (begin >= loop->n || g_cancellable_is_cancelled (loop->cancellable))
      return NULL;
    loop->func (loop->data, begin, MIN (begin + loop->chunk, loop->n), worker->thread);
  }
}

guint
lb_parallel_get_default (void)
{
  return CLAMP (g_get_num_processors (), 1, 16);
}

void
lb_parallel_run (guint n_threads, gsize n, gsize chunk, GCancellable *cancellable, LbParallelFunc func,
                 gpointer data)
{
  Loop loop = {n, MAX (chunk, 1), 0, cancellable, func, data};
  /* No more threads than chunks: what fits one chunk is not worth starting a second. */
  guint n_workers = (guint) CLAMP (n / loop.chunk + (n % loop.chunk > 0), 1, MAX (n_threads, 1));
  g_autofree Worker *workers = g_new (Worker, n_workers);
  g_autofree GThread **threads = g_new0 (GThread *, n_workers);

  for (guint i = 0; i < n_workers; i++)
    workers[i] = (Worker) {&loop, i};
  /* A thread that cannot be had leaves its share to the others. */
  for (guint i = 1; i < n_workers; i++)
    threads[i] = g_thread_try_new ("maps", work, &workers[i], NULL);
  work (&workers[0]);
  for (guint i = 1; i < n_workers; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
}
