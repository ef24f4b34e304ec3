/* shapefile-repair.h - is the .shp/.shx pair what it says?
 *
 * Every offset, length, part index and count is compared with the real size of the file before any polygon is read. The
 * mechanical is repaired and said; the rest is refused with record and byte.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define LB_SHP_HEADER_BYTES 100

typedef struct {
  guint32 offset; /* of the record's header, bytes   */
  guint32 length; /* of its content, bytes           */
  gboolean null;  /* no polygon                      */
} LbShpRecord;

/* (transfer full) (element-type LbShpRecord): the records of @shp in the order of @shx, or, without a usable @shx (NULL, or
 * one that contradicts the .shp), in the order of the file. LB_MAPS_ERROR_SHAPE. @name stands in messages. */
GArray *lb_shapefile_check (const char *name, GBytes *shp, GBytes *shx, GPtrArray *notices, GError **error);

G_END_DECLS
