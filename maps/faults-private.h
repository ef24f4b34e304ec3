/* faults-private.h - the parts of finding faults */
#pragma once
#include "maps/arrangement.h"
#include "maps/faults.h"

G_BEGIN_DECLS

/* Rounding and the grid of vertices make faces up to this size (m²) of borders that are meant to be the same. */
#define LB_FAULT_LEAST 1e-3

void lb_faults_find_duplicates (const LbTopology *topology, GArray *faults);
void lb_faults_find_wrong_nesting (const LbTopology *topology, GArray *faults);

/* Sorts by kind, size and shapes. */
void lb_faults_sort (GArray *faults);

G_END_DECLS
