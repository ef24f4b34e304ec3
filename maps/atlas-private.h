/* atlas-private.h - the parts of an atlas, for the grounds drawn with it */
#pragma once
#include "maps/atlas.h"
#include "maps/stamps.h"
#include "maps/style.h"
#include "maps/words.h"

G_BEGIN_DECLS

const LbStyles *lb_atlas_get_styles (const LbAtlas *self);
LbStamps       *lb_atlas_get_stamps (const LbAtlas *self);
/* (transfer none): words of the furniture in "zh" or "en"; read at the first call. */
const LbWords  *lb_atlas_get_words (LbAtlas *self, const char *language, GError **error);
/* True metres a metre of @epsg at a place in its coordinates: a Gauss–Krüger metre is not one on the ground away from the middle
 * meridian. 1 where PROJ does not know. Cost: PROJ looks the system up at the first call, 2 ms. */
double          lb_atlas_measure_metre (LbAtlas *self, int epsg, double east, double north);

G_END_DECLS
