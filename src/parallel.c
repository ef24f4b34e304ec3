#include "config.h"
#include "src/parallel.h"

typedef struct {
  LbPiecework work;
  gpointer data;
  guint n_pieces;
  int next; /* atomic: first piece nobody has taken yet */
} Job;

static gpointer
take_pieces (gpointer data)
{
  Job *job = data;
  guint piece;

  while ((piece = (guint) g_atomic_int_add (&job->next, 1)) < job->n_pieces)
    job->work (piece, job->data);
  return NULL;
}

void
lb_parallel_run (guint n_pieces, guint n_threads, LbPiecework work, gpointer data)
{
  Job job = {work, data, n_pieces, 0};
  guint wanted = n_threads > 0 ? n_threads : g_get_num_processors ();
  guint helpers = MIN (wanted, n_pieces);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  for (guint i = 1; i < helpers; i++)
    g_ptr_array_add (threads, g_thread_new ("lookback-piece", take_pieces, &job));
  take_pieces (&job);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}
