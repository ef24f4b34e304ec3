/* error.h - the errors of the map room: what failed, in which file, record and byte, what to do */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define LB_MAPS_ERROR (lb_maps_error_quark ())

typedef enum {
  LB_MAPS_ERROR_FILE,     /* a boundary file cannot be read                             */
  LB_MAPS_ERROR_SHAPE,    /* its contents are not polygons or are damaged beyond repair */
  LB_MAPS_ERROR_CRS,      /* the coordinate system is unknown or impossible             */
  LB_MAPS_ERROR_FIELD,    /* a named field does not exist or holds no numbers           */
  LB_MAPS_ERROR_CLASSES,  /* numbers that cannot be classed, breaks out of order        */
  LB_MAPS_ERROR_DRAW,     /* cairo or the output file failed                            */
} LbMapsError;

GQuark lb_maps_error_quark (void);

G_END_DECLS
