/* stamps.h - names as small pictures, kept from frame to frame
 *
 * To stroke a halo around letters takes a tenth of a millisecond a name, and a frame may show a thousand names. So a name is drawn once, with its
 * halo, and laid on the map pixel for pixel; and its width is found once. What has not been asked for lately is forgotten: pictures take
 * 24 MB at most. Private to the room. Any thread; one at a time gets in.
 */
#pragma once
#include "maps/style.h"

G_BEGIN_DECLS

typedef struct _LbStamps LbStamps;

/* How the names of a level are written on a medium. */
typedef struct {
  LbMedium medium;
  LbLevel level;
  gboolean bold;
} LbHand;

/* Borrows @styles. */
LbStamps *lb_stamps_new (const LbStyles *styles);
void      lb_stamps_free (LbStamps *self);

/* Width of a name in units of the surface, as lb_style_layout() has it. Han characters and digits are added up from those met before. */
double lb_stamps_measure (LbStamps *self, LbHand hand, const char *text);

/* (transfer full): the picture of a name for a surface of @device pixels a unit, and where its upper left corner lies from that of the name's box,
 * in pixels. @make FALSE: NULL when it is not at hand. */
cairo_surface_t *lb_stamps_get (LbStamps *self, LbHand hand, double device, const char *text, gboolean make, int *dx, int *dy);

G_END_DECLS
