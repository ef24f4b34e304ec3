#include "config.h"
#include "maps/shapefile-rings.h"
#include "maps/bytes.h"
#include "maps/error.h"
#include "src/i18n.h"

#include <string.h>

#define PARTS_AT 44 /* after type, box, number of parts, number of points */

void
lb_ring_reader_clear (LbRingReader *self)
{
  g_clear_pointer (&self->xy, g_free);
  self->capacity = 0;
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
  if (lb_ring_repairs_take (&self->repairs, number, xy, xy + 1, 2, n))
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
    if (!lb_coordinate_is_on_earth (self->xy[i])) {
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
