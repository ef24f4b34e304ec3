/* The commands of this room, one file each (cmd-*.c), gathered here. */
#include "reports/commands.h"

const LbCommand *const lb_reports_commands[] = {
  NULL,
};
