/* The commands of this room, one file each (cmd-*.c), gathered here. */
#include "maps/commands.h"
#include "maps/commands-private.h"

const LbCommand *const lb_maps_commands[] = {
  &lb_command_import,
  &lb_command_classify,
  &lb_command_map,
  NULL,
};
