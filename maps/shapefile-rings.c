#include "config.h"
#include "maps/shapefile-rings.h"
#include "maps/bytes.h"
#include "maps/error.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

/* Any coordinate of any system in use on Earth, zone prefixes included, is smaller. */
#define ABSURD_COORDINATE 1e8
#define PARTS_AT          44 /* after type, box, number of parts, number of points */

static void
count_repair (LbTally *tally, guint number)
{
  if (tally->count++ == 0)
    tally->first = number;
}

void
lb_tally_add (LbTally *self, const LbTally *other)
{
  if (other->count > 0 && (self->count == 0 || other->first < self->first))
    self->first = other->first;
  self->count += other->count;
}

void
lb_ring_reader_clear (LbRingReader *self)
{
  g_clear_pointer (&self->xy, g_free);
  self->capacity = 0;
}

static double
ring_area (const double *xy, guint n)
{
  double sum = 0;

  for (guint i = 1; i + 1 < n; i++)
    sum += (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) - (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
  return sum;
}

static void
take_ring (LbRingReader *self, guint number, guint n, LbRingFunc func, gpointer data)
{
  double *xy = self->xy;

  if (n == 0)
    return;
  if (self->trusted) {
    func (data, xy, n);
    return;
  }
  gboolean closed = xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1];
  if (n + !closed < 4 || ring_area (xy, n) == 0) {
    count_repair (&self->dropped, number);
    return;
  }
  if (!closed)
    count_repair (&self->closed, number);
  func (data, xy, n);
}

/* FALSE at the first number that is no place on Earth; *@bad is its point. */
static gboolean
copy_points (LbRingReader *self, const guchar *points, gsize n, gsize *bad)
{
  if (self->capacity < 2 * n) {
    self->capacity = 2 * n + 256;
    self->xy = g_renew (double, self->xy, self->capacity);
  }
  for (gsize i = 0; i < 2 * n; i++)
    self->xy[i] = lb_bytes_get_double (points + 8 * i);
  for (gsize i = 0; i < 2 * n && !self->trusted; i++)
    if (!(fabs (self->xy[i]) < ABSURD_COORDINATE)) {
      *bad = i / 2;
      return FALSE;
    }
  return TRUE;
}

gboolean
lb_ring_reader_run (LbRingReader *self, const LbShpRecord *record, guint number, LbRingFunc func, gpointer data,
                    GError **error)
{
  gsize at = (gsize) record->offset + 8, bad;

  if (record->null)
    return TRUE;
  const guchar *content = self->bytes + at;
  guint n_parts = lb_bytes_get_word (content + 36), n_points = lb_bytes_get_word (content + 40);
  const guchar *points = content + PARTS_AT + 4 * (gsize) n_parts;
  for (guint part = 0; part < n_parts; part++) {
    guint begin = lb_bytes_get_word (content + PARTS_AT + 4 * (gsize) part);
    guint end = part + 1 < n_parts ? lb_bytes_get_word (content + PARTS_AT + 4 * (gsize) part + 4) : n_points;
    if (!copy_points (self, points + 16 * (gsize) begin, end - begin, &bad)) {
      g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_SHAPE,
                   _ ("%s: record %u at byte %zu has a coordinate that is no place on Earth; get the file again "
                      "from where it came"),
                   self->name, number, at + PARTS_AT + 4 * (gsize) n_parts + 16 * (begin + bad));
      return FALSE;
    }
    take_ring (self, number, end - begin, func, data);
  }
  return TRUE;
}
