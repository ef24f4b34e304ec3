/* ring-repairs.h - which rings a file's are taken for, and what was mended
 *
 * Every reader of boundaries asks here: open rings are taken as closed, those without area are left out, both are counted, so
 * that a thousand repairs make one sentence; a coordinate that is no place on Earth is found. Any thread, one tally each.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint count;
  guint first; /* record, from 1 */
} LbRepairTally;

typedef struct {
  LbRepairTally closed, dropped;
} LbRingRepairs;

/* Whether a coordinate is finite and smaller than any of any system in use on Earth, zone prefixes included. */
gboolean lb_coordinate_is_on_earth (double value);

/* Whether the ring of @n points of @record encloses anything; counts what is to be mended. Numbers of y lie as far apart as those
 * of x: @stride doubles. */
gboolean lb_ring_repairs_take (LbRingRepairs *self, guint record, const double *x, const double *y, guint stride, guint n);

/* Adds what another thread has counted. */
void lb_ring_repairs_add (LbRingRepairs *self, const LbRingRepairs *other);

/* One notice for the closed and one for the left out, where there are such. */
void lb_ring_repairs_say (const LbRingRepairs *self, const char *file, GPtrArray *notices);

G_END_DECLS
