/* halo.h - the halo around letters, grown from their picture
 *
 * Looks like the letters' outlines stroked with round joins, for a fraction of the time. Private to the room.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a row are a multiple of this. */
#define LB_HALO_STEP 16

/* What lies within @radius pixels of the coverage @mask (0–255), into @halo: @rows rows of @stride bytes. @mask points inside a larger picture of
 * @mask_stride bytes a row, which goes on for @radius + 1 pixels on every side. */
void lb_halo_grow (const guint8 *mask, guint8 *halo, int stride, int rows, int mask_stride, double radius);

G_END_DECLS
