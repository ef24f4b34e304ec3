#include "maps/error.h"

G_DEFINE_QUARK (lb-maps-error-quark, lb_maps_error)
