/* sort.h - many doubles in rising order, by their bits */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* @values without NAN. Any thread. O(n): eight passes of counting at most, none over bytes in which
 * all agree. */
void lb_sort_doubles (double *values, gsize n);

G_END_DECLS
