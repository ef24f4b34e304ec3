/* commands.h - the words of the command line that need maps: import, map */
#pragma once
#include "src/command.h"

extern const LbCommand *const lb_maps_commands[]; /* ends with NULL */
