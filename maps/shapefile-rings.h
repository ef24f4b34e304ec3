/* shapefile-rings.h - the rings of one polygon record, straight from the bytes of the file
 *
 * For records that lb_shapefile_check() has passed. Coordinates are compared with the size of the Earth, rings that
 * were left open are closed, rings without area are left out. One reader a thread; the bytes may be shared.
 */
#pragma once
#include "maps/ring-repairs.h"
#include "maps/shapefile-repair.h"

G_BEGIN_DECLS

typedef struct {
  const char *name;    /* stands in messages */
  const guchar *bytes; /* the whole .shp     */
  double *xy;          /* the ring at hand   */
  gsize capacity;      /* doubles            */
  gboolean trusted;    /* this record was read before and had nothing to repair: copy only */
  LbRingRepairs repairs;
} LbRingReader;

/* @n points x, y; the last equals the first or stands for an open end. The points are the callee's to change. */
typedef void (*LbRingFunc) (gpointer data, double *xy, guint n);

/* Hands every ring with area of @record (its @number from 1) to @func. LB_MAPS_ERROR_SHAPE names the first coordinate that is no
 * place on Earth. O(points). */
gboolean lb_ring_reader_run (LbRingReader *self, const LbShpRecord *record, guint number, LbRingFunc func, gpointer data,
                             GError **error);
void     lb_ring_reader_clear (LbRingReader *self);

G_END_DECLS
