/* commands.h - the words of the command line that need documents: report */
#pragma once
#include "src/command.h"

extern const LbCommand *const lb_reports_commands[]; /* ends with NULL */
