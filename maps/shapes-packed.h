/* shapes-packed.h - points of shapes as the differences that shapes-blob.c writes, unpacked shape by shape */
#pragma once
#include "maps/shapes-private.h"

G_BEGIN_DECLS

#define LB_PACKED_STEPS   10000.0                      /* a metre */
#define LB_PACKED_EXTREME (G_GINT64_CONSTANT (1) << 50) /* steps: a double holds each of them and its metres */

/* @starts (words) and @points lie in @bytes, of which a reference is kept until all @n shapes are unpacked. What they say was checked but
 * for the points themselves. */
LbPacked *lb_packed_new (GBytes *bytes, const guint8 *starts, const guint8 *points, guint n);

G_END_DECLS
