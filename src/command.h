/* command.h - the words of the command line
 *
 * Each room offers its commands as LbCommand constants; main.c only gathers them into a table. A command
 * parses its own options with lb_command_parse(), writes results to standard output and
 * one sentence per problem to standard error, and returns an exit status of the contract in cli.md.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

enum {
  LB_EXIT_DONE = 0,     /* done                                       */
  LB_EXIT_NOTHING = 1,  /* nothing done, the sentence says why        */
  LB_EXIT_USAGE = 2,    /* wrong words or options                     */
  LB_EXIT_FINDINGS = 3, /* done, with rows rejected or findings shown */
};

typedef struct {
  const char *name;
  const char *usage;   /* its arguments, as after "lookback NAME "; not translated */
  const char *summary; /* msgid                                                    */
  int (*run) (int argc, char **argv); /* argv[0] is the command's name */
  const char *details; /* msgid: what stands below the options in its --help; NULL: nothing */
} LbCommand;

/* Parses the options of @command out of @argv and leaves the words. FALSE after printing why: return
 * LB_EXIT_USAGE. Checks that there are @min to @max words beside argv[0]; @max -1: any number. */
gboolean lb_command_parse (const LbCommand *command, int *argc, char ***argv, const GOptionEntry *entries,
                           int min, int max);

/* Prints "lookback: <message>" and returns the exit status that fits the error: LB_EXIT_USAGE for
 * LB_ERROR_USAGE, else LB_EXIT_NOTHING. */
int lb_command_fail (const GError *error);

/* Prints "lookback: <message>" on standard error. */
void lb_command_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Stage times for --timing. A stage ends where the next begins. Prints "stage seconds" lines on
 * standard error when @on; costs nothing otherwise. */
typedef struct {
  gboolean on;
  gint64 since; /* monotonic µs */
} LbTiming;
void lb_timing_start (LbTiming *self, gboolean on);
void lb_timing_stage (LbTiming *self, const char *stage);

/* Commands of this room. Ends with a NULL entry. */
extern const LbCommand *const lb_core_commands[];

G_END_DECLS
