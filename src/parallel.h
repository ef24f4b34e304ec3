/* parallel.h - one loop on all cores
 *
 * For work of milliseconds and more that falls into independent pieces. The caller's thread works too and the call returns
 * when all pieces are done, so nothing outlives it. The pieces must not depend on each other's order: then
 * the result is the same on any number of cores.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* One piece of work; @piece runs from 0 to n_pieces − 1. */
typedef void (*LbPiecework) (guint piece, gpointer data);

/* @n_threads 0: one a core. Starting a thread costs some 30 µs: do not call it for less than a millisecond. */
void lb_parallel_run (guint n_pieces, guint n_threads, LbPiecework work, gpointer data);

G_END_DECLS
