/* lookback undo: takes back one import batch */
#include "config.h"
#include "src/commands-private.h"
#include "src/i18n.h"
#include "src/import.h"

#include <inttypes.h>
#include <stdio.h>

static int
run (int argc, char **argv)
{
  const GOptionEntry entries[] = {{NULL}};
  g_autoptr (GError) error = NULL;
  guint64 batch;

  if (!lb_command_parse (&lb_command_undo, &argc, &argv, entries, 2, 2))
    return LB_EXIT_USAGE;
  if (!g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXINT64, &batch, NULL)) {
    lb_command_say (_ ("“%s” is not a batch number; “lookback info” lists the batches"), argv[2]);
    return LB_EXIT_USAGE;
  }
  g_autoptr (LbProject) project = lb_project_open (argv[1], LB_DB_WRITE, &error);
  if (project == NULL || !lb_import_undo (project, (gint64) batch, NULL, &error))
    return lb_command_fail (error);
  printf (_ ("batch %" PRId64 " was taken back\n"), (gint64) batch);
  return LB_EXIT_DONE;
}

const LbCommand lb_command_undo = {"undo", "PROJECT BATCH", N_ ("Take back one import batch"), run};
