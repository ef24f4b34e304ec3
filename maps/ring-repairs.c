#include "config.h"
#include "maps/ring-repairs.h"
#include "maps/notices.h"
#include "src/i18n.h"

#include <math.h>

#define ABSURD_COORDINATE 1e8

gboolean
lb_coordinate_is_on_earth (double value)
{
  return fabs (value) < ABSURD_COORDINATE; /* false for NaN too */
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

gboolean
lb_ring_repairs_take (LbRingRepairs *self, guint record, const double *x, const double *y, guint stride, guint n)
{
  if (n == 0)
    return FALSE;
  gsize last = (gsize) stride * (n - 1);
  gboolean closed = x[0] == x[last] && y[0] == y[last];
  if (n + !closed < 4 || ring_area (x, y, stride, n) == 0) {
    count_repair (&self->dropped, record);
    return FALSE;
  }
  if (!closed)
    count_repair (&self->closed, record);
  return TRUE;
}

static void
add_tally (LbRepairTally *self, const LbRepairTally *other)
{
  if (other->count > 0 && (self->count == 0 || other->first < self->first))
    self->first = other->first;
  self->count += other->count;
}

void
lb_ring_repairs_add (LbRingRepairs *self, const LbRingRepairs *other)
{
  add_tally (&self->closed, &other->closed);
  add_tally (&self->dropped, &other->dropped);
}

void
lb_ring_repairs_say (const LbRingRepairs *self, const char *file, GPtrArray *notices)
{
  if (self->closed.count > 0)
    lb_notice (notices, _ ("%s: %u rings were not closed and have been (the first in record %u)"), file,
               self->closed.count, self->closed.first);
  if (self->dropped.count > 0)
    lb_notice (notices, _ ("%s: %u rings without area were left out (the first in record %u)"), file,
               self->dropped.count, self->dropped.first);
}
