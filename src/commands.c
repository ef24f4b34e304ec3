/* The commands of the core room, one file each (cmd-*.c), gathered here. */
#include "src/commands-private.h"

const LbCommand *const lb_core_commands[] = {
  &lb_command_new,
  &lb_command_undo,
  &lb_command_info,
  &lb_command_indicators,
  &lb_command_rules,
  &lb_command_values,
  &lb_command_export,
  NULL,
};
