/* parallel.h - one loop over all cores
 *
 * Work is cut into chunks that threads take in turn; whoever calls it sees every chunk done. Results must not depend on
 * which thread took which chunk: a chunk writes only what is its own.
 */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

/* Items @begin up to, not including, @end. @thread counts from 0: an index for scratch memory. */
typedef void (*LbParallelFunc) (gpointer data, gsize begin, gsize end, guint thread);

/* Number of cores, at most 16. */
guint lb_parallel_get_default (void);

/* Calls @func over 0 … @n in chunks of @chunk on @n_threads threads, the calling one included. Once @cancellable (may
 * be NULL) is cancelled, chunks not yet begun are left out. */
void lb_parallel_run (guint n_threads, gsize n, gsize chunk, GCancellable *cancellable, LbParallelFunc func,
                      gpointer data);

G_END_DECLS
