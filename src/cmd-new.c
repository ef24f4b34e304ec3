/* lookback new: an empty project file */
#include "config.h"
#include "src/commands-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/rules.h"

#include <stdio.h>
#include <string.h>

static gboolean
check_code (const char *code, GError **error)
{
  if (code == NULL || (strlen (code) == 6 && strspn (code, "0123456789") == 6))
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not a county code; it has six digits, for example 539902"), code);
  return FALSE;
}

/* A project whose rules cannot be read could be neither checked nor counted. */
static gboolean
check_rules (const char *name, const char *path, GError **error)
{
  LbRules *rules = name != NULL ? lb_rules_load (name, path, error) : NULL;

  if (rules != NULL)
    lb_rules_unref (rules);
  return name == NULL || rules != NULL;
}

static int
run (int argc, char **argv)
{
  g_autofree char *name = NULL, *code = NULL, *issuer = NULL, *rules = NULL;
  const GOptionEntry entries[] = {
    {"name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Name of the county"), "NAME"},
    {"code", 0, 0, G_OPTION_ARG_STRING, &code, N_ ("Six-digit code of the county"), "CODE"},
    {"issuer", 0, 0, G_OPTION_ARG_STRING, &issuer, N_ ("Office that signs the reports"), "UNIT"},
    {"rules", 0, 0, G_OPTION_ARG_STRING, &rules, N_ ("Rule set"), "RULESET"},
    {NULL}};
  g_autoptr (GError) error = NULL;

  if (!lb_command_parse (&lb_command_new, &argc, &argv, entries, 1, 1))
    return LB_EXIT_USAGE;
  if (!check_code (code, &error) || !check_rules (rules, argv[1], &error))
    return lb_command_fail (error);

  LbProjectInfo info = {name, code, issuer, rules};
  g_autoptr (LbProject) project = lb_project_create (argv[1], &info, &error);
  if (project == NULL)
    return lb_command_fail (error);
  printf ("%s\n", argv[1]);
  return LB_EXIT_DONE;
}

const LbCommand lb_command_new = {
  "new", "PROJECT.gpkg [--name NAME] [--code CODE] [--issuer UNIT] [--rules RULESET]",
  N_ ("Make a new, empty project file"), run};
