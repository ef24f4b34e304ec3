/* main.c - decides between window and command line, nothing else
 *
 * The first word is looked up among the commands that the rooms offer; anything else is a project to open
 * in the window.
 */
#include "config.h"
#include "maps/commands.h"
#include "reports/commands.h"
#include "src/command.h"
#include "src/i18n.h"
#include "ui/application.h"

#include <stdio.h>
#include <string.h>

static const LbCommand *const *const rooms[] = {lb_core_commands, lb_maps_commands, lb_reports_commands};

/* Words of the command line that later versions fill (cli.md): known, so that nobody takes them for a
 * project's name, and answered plainly. */
static const char *const coming[] = {"stats", "sample"};

static const LbCommand *
find_command (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    for (const LbCommand *const *command = rooms[i]; *command != NULL; command++)
      if (strcmp ((*command)->name, word) == 0)
        return *command;
  return NULL;
}

static gboolean
is_coming (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (coming); i++)
    if (strcmp (coming[i], word) == 0)
      return TRUE;
  return FALSE;
}

static void
print_help (void)
{
  printf ("%s\n\n  lookback [PROJECT]\n", _ ("Lookback: maps and supervision reports of a county"));
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    for (const LbCommand *const *command = rooms[i]; *command != NULL; command++)
      printf ("  lookback %s %s\n      %s\n", (*command)->name, (*command)->usage, _ ((*command)->summary));
}

/* "lookback help import" is "lookback import --help". */
static int
run_help (const char *word)
{
  const LbCommand *command = word != NULL ? find_command (word) : NULL;
  char help[] = "--help", *words[] = {(char *) word, help, NULL};

  if (command != NULL)
    return command->run (2, words);
  print_help ();
  return LB_EXIT_DONE;
}

int
main (int argc, char **argv)
{
  lb_i18n_init ();

  const char *word = argc > 1 ? argv[1] : NULL;
  if (word == NULL)
    return lb_application_run (NULL);

  const LbCommand *command = find_command (word);
  if (command != NULL)
    return command->run (argc - 1, argv + 1);
  if (is_coming (word)) {
    lb_command_say (_ ("“%s” is not available in this version"), word);
    return LB_EXIT_NOTHING;
  }
  if (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0 || strcmp (word, "help") == 0)
    return run_help (argc > 2 ? argv[2] : NULL);
  if (strcmp (word, "--version") == 0) {
    printf ("lookback %s\n", LB_VERSION);
    return LB_EXIT_DONE;
  }
  if (word[0] == '-' || argc > 2) {
    lb_command_say (_ ("“%s” is not a command; “lookback --help” lists them"), word);
    return LB_EXIT_USAGE;
  }
  return lb_application_run (word);
}
