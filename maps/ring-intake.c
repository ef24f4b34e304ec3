#include "config.h"
#include "maps/ring-intake.h"
#include "maps/notices.h"
#include "src/i18n.h"

#include <math.h>

#define ABSURD_COORDINATE 1e8

gboolean
lb_ring_is_on_earth (double x, double y)
{
  return fabs (x) < ABSURD_COORDINATE && fabs (y) < ABSURD_COORDINATE; /* false for NaN too */
}

static void
count_repair (LbRepairTally *tally, guint record)
{
  if (tally->count++ == 0)
    tally->first = record;
}

static double
ring_area (const double *x, const double *y, gsize stride, guint n)
{
  double sum = 0;

  for (gsize i = stride; i + stride < n * stride; i += stride)
    sum += (x[i] - x[0]) * (y[i + stride] - y[0]) - (x[i + stride] - x[0]) * (y[i] - y[0]);
  return sum;
}

void
lb_ring_intake_add (LbRingIntake *self, guint record, const double *x, const double *y, guint stride, guint n)
{
  if (n == 0)
    return;
  gsize last = (gsize) stride * (n - 1);
  gboolean closed = x[0] == x[last] && y[0] == y[last];
  if (n + !closed < 4 || ring_area (x, y, stride, n) == 0) {
    count_repair (&self->dropped, record);
    return;
  }
  if (!closed)
    count_repair (&self->closed, record);
  lb_shapes_builder_begin_ring (self->builder);
  for (gsize i = 0; i <= last; i += stride)
    lb_shapes_builder_add_point (self->builder, x[i], y[i]);
}

void
lb_ring_intake_say (const LbRingIntake *self, const char *file, GPtrArray *notices)
{
  if (self->closed.count > 0)
    lb_notice (notices, _ ("%s: %u rings were not closed and have been (the first in record %u)"), file,
               self->closed.count, self->closed.first);
  if (self->dropped.count > 0)
    lb_notice (notices, _ ("%s: %u rings without area were left out (the first in record %u)"), file,
               self->dropped.count, self->dropped.first);
}
