/* The fixture has no map. */
#include "maps/map.h"

LbMap *
lb_map_ref (LbMap *self)
{
  return self;
}

void
lb_map_unref (LbMap *self)
{
  (void) self;
}
