/* The commands of this room, one file each (cmd-*.c), gathered here. */
#include "maps/commands.h"

const LbCommand *const lb_maps_commands[] = {
  NULL,
};
