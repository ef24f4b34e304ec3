#include "config.h"
#include "src/command.h"
#include "src/error.h"
#include "src/i18n.h"

#include <stdarg.h>
#include <stdio.h>

void
lb_command_say (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("lookback: %s\n", message);
}

int
lb_command_fail (const GError *error)
{
  gboolean usage = g_error_matches (error, LB_ERROR, LB_ERROR_USAGE) || error->domain == G_OPTION_ERROR;

  lb_command_say ("%s", error->message);
  return usage ? LB_EXIT_USAGE : LB_EXIT_NOTHING;
}

gboolean
lb_command_parse (const LbCommand *command, int *argc, char ***argv, const GOptionEntry *entries,
                  int min, int max)
{
  g_autofree char *parameters = g_strdup_printf ("%s", command->usage);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autofree char *program = g_strdup_printf ("lookback %s", command->name);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_description (context, command->details != NULL ? _ (command->details) : NULL);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    lb_command_fail (error);
    return FALSE;
  }
  /* A lone "--" only separates options from words. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--")) {
    for (int i = 1; i + 1 < *argc; i++)
      (*argv)[i] = (*argv)[i + 1];
    (*argc)--;
  }
  if (*argc - 1 < min || (max >= 0 && *argc - 1 > max)) {
    lb_command_say (_ ("usage: lookback %s %s"), command->name, command->usage);
    return FALSE;
  }
  return TRUE;
}

void
lb_timing_start (LbTiming *self, gboolean on)
{
  self->on = on;
  self->since = g_get_monotonic_time ();
}

void
lb_timing_stage (LbTiming *self, const char *stage)
{
  if (!self->on)
    return;
  gint64 now = g_get_monotonic_time ();
  g_printerr ("%s %.6f\n", stage, (double) (now - self->since) / 1e6);
  self->since = now;
}
