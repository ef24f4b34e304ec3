/* lookback export: a table as CSV or XLSX, masked unless a reason is given */
#include "config.h"
#include "src/commands-private.h"
#include "src/export.h"
#include "src/i18n.h"

#include <stdio.h>

static int
run (int argc, char **argv)
{
  g_autofree char *target = NULL, *reason = NULL, *passphrase = NULL;
  gboolean unmasked = FALSE;
  const GOptionEntry entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &target, N_ ("File to write, .csv or .xlsx"), "OUT"},
    {"unmasked", 0, 0, G_OPTION_ARG_NONE, &unmasked, N_ ("Names and telephones in full; needs --reason"), NULL},
    {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("What the unmasked export is for; the journal keeps it"), "TEXT"},
    {"passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase, N_ ("File whose first line opens the certificate numbers"), "FILE"},
    {NULL}};
  g_autoptr (GError) error = NULL;
  g_autoptr (LbSecret) secret = NULL;
  gint64 rows = 0;

  if (!lb_command_parse (&lb_command_export, &argc, &argv, entries, 2, 2))
    return LB_EXIT_USAGE;
  if (target == NULL) {
    lb_command_say (_ ("name the file to write with -o"));
    return LB_EXIT_USAGE;
  }
  if (reason != NULL)
    g_strstrip (reason);
  if (unmasked && (reason == NULL || *reason == '\0')) {
    lb_command_say (_ ("--unmasked needs --reason: say what the names are for, the journal keeps it"));
    return LB_EXIT_USAGE;
  }
  if (!unmasked && reason != NULL) {
    lb_command_say (_ ("--reason goes with --unmasked"));
    return LB_EXIT_USAGE;
  }

  g_autoptr (LbProject) project = lb_project_open (argv[1], unmasked ? LB_DB_WRITE : LB_DB_READ, &error);
  if (project == NULL ||
      (passphrase != NULL && (secret = lb_secret_open_file (project, passphrase, FALSE, &error)) == NULL) ||
      !lb_export_table (project, argv[2], target, unmasked ? reason : NULL, secret, &rows, &error))
    return lb_command_fail (error);
  printf (P_ ("%s: %d row\n", "%s: %d rows\n", rows), target, (int) rows);
  return LB_EXIT_DONE;
}

const LbCommand lb_command_export = {
  "export", "PROJECT TABLE -o OUT.{csv,xlsx} [--unmasked --reason TEXT] [--passphrase-file FILE]",
  N_ ("Write a table as CSV or XLSX"), run};
