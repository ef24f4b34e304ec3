/* ring-intake.h - rings as files bring them, made what the rest of the room relies on
 *
 * Every reader of boundaries hands its rings in here: open ones are closed, those without area are left out, both are
 * counted, so that a thousand repairs make one sentence; a coordinate that is no place on Earth is found.
 */
#pragma once
#include "maps/shapes.h"

G_BEGIN_DECLS

typedef struct {
  guint count;
  guint first; /* record, from 1 */
} LbRepairTally;

typedef struct {
  LbShapesBuilder *builder;
  LbRepairTally closed, dropped;
} LbRingIntake;

/* Whether both are finite and smaller than any coordinate of any system in use on Earth, zone prefixes included. */
gboolean lb_ring_is_on_earth (double x, double y);

/* Adds a ring of @n points to the shape begun last; those of y lie as far apart as those of x: @stride doubles. */
void lb_ring_intake_add (LbRingIntake *self, guint record, const double *x, const double *y, guint stride, guint n);

/* One notice for the closed and one for the left out, where there are such. */
void lb_ring_intake_say (const LbRingIntake *self, const char *file, GPtrArray *notices);

G_END_DECLS
