/* commands-private.h - commands of the map room, for commands.c only */
#pragma once
#include "src/command.h"

extern const LbCommand lb_command_import;
extern const LbCommand lb_command_classify;
extern const LbCommand lb_command_map;
