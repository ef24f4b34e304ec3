/* The commands of this room, one file each (cmd-*.c), gathered here. */
#include "reports/commands.h"
#include "reports/commands-private.h"

const LbCommand *const lb_reports_commands[] = {
  &lb_command_report,
  &lb_command_verify,
  NULL,
};
