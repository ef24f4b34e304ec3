/* lookback verify: whether a PDF is what the project makes */
#include "config.h"
#include "reports/commands-private.h"
#include "reports/verify.h"
#include "src/i18n.h"

#include <stdio.h>

static int
run (int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    {"project", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("Project the report was made from"), "PROJECT"}, {NULL}};
  g_autoptr (GError) error = NULL;

  if (!lb_command_parse (&lb_command_verify, &argc, &argv, entries, 1, 1))
    return LB_EXIT_USAGE;
  if (path == NULL) {
    lb_command_say (_ ("usage: lookback %s %s"), lb_command_verify.name, lb_command_verify.usage);
    return LB_EXIT_USAGE;
  }
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, &error);
  g_autoptr (GPtrArray) differences = project == NULL ? NULL : lb_report_verify (project, argv[1], NULL, &error);
  if (differences == NULL)
    return lb_command_fail (error);
  for (guint i = 0; i < differences->len; i++)
    printf ("%s\n", (const char *) g_ptr_array_index (differences, i));
  if (differences->len == 0)
    printf ("%s\n", _ ("the same: made again, the report has the same bytes"));
  return differences->len == 0 ? LB_EXIT_DONE : LB_EXIT_FINDINGS;
}

const LbCommand lb_command_verify = {
  "verify", "REPORT.pdf --project PROJECT", N_ ("Make a report again and compare it"), run};
