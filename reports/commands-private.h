/* commands-private.h - the commands of this room, one file each */
#pragma once
#include "src/command.h"

extern const LbCommand lb_command_report;
extern const LbCommand lb_command_verify;
