/* shapefile-parts.h - the files of a shapefile set out of one fuzz input
 *
 * .shp .shx .dbf .prj .cpg one after the other, each with its length (32 bit, little endian) in front; a length that is too
 * large takes what is left, the length 0xFFFFFFFF says there is no such part.
 */
#pragma once
#include "maps/shapefile.h"

#include <string.h>

/* A copy of its own, so that the sanitizers see a read past its end. */
static inline GBytes *
take_part (const guint8 **at, gsize *left)
{
  guint32 length;

  if (*left < sizeof length)
    return NULL;
  memcpy (&length, *at, sizeof length);
  length = GUINT32_FROM_LE (length);
  *at += sizeof length;
  *left -= sizeof length;
  if (length == G_MAXUINT32)
    return NULL;
  length = (guint32) MIN (length, *left);
  GBytes *part = g_bytes_new (*at, length);
  *at += length;
  *left -= length;
  return part;
}

static inline void
clear_parts (LbShapefileParts *parts)
{
  g_clear_pointer (&parts->shp, g_bytes_unref);
  g_clear_pointer (&parts->shx, g_bytes_unref);
  g_clear_pointer (&parts->dbf, g_bytes_unref);
  g_clear_pointer (&parts->prj, g_bytes_unref);
  g_clear_pointer (&parts->cpg, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LbShapefileParts, clear_parts)

static inline LbShapefileParts
take_parts (const guint8 *data, gsize size)
{
  LbShapefileParts parts = {NULL};

  parts.shp = take_part (&data, &size);
  parts.shx = take_part (&data, &size);
  parts.dbf = take_part (&data, &size);
  parts.prj = take_part (&data, &size);
  parts.cpg = take_part (&data, &size);
  return parts;
}
