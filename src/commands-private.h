/* commands-private.h - commands of the core room, for commands.c only */
#pragma once
#include "src/command.h"

extern const LbCommand lb_command_export;
extern const LbCommand lb_command_indicators;
extern const LbCommand lb_command_info;
extern const LbCommand lb_command_new;
extern const LbCommand lb_command_rules;
extern const LbCommand lb_command_undo;
extern const LbCommand lb_command_values;
