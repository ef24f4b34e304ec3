/* lookback import: boundaries and ledgers into a project, one batch a file
 *
 * Several files are taken in the order in which they need one another. One that cannot be told by its headings stops the run
 * before it begins; one that was imported before is passed over; one that fails ends the run, and what landed before it stays. Each
 * is said, so that the same files can be given again.
 */
#include "config.h"
#include "maps/commands-private.h"
#include "maps/import-order.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/ledger-label.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SHOWN_REJECTS 10

typedef struct {
  char *as, *level, *encoding, *crs, *sheet, *rejects, *passphrase;
  char **maps;
  gboolean again, dry_run, json;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->as);
  g_free (words->level);
  g_free (words->encoding);
  g_free (words->crs);
  g_free (words->sheet);
  g_free (words->rejects);
  g_free (words->passphrase);
  g_strfreev (words->maps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
show_progress (gint64 done, gint64 total, gpointer data)
{
  const char *file = data;

  if (total > 0)
    g_printerr ("\r%s  %d%% ", file, (int) (100 * done / total));
  else
    g_printerr ("\r%s  %" G_GINT64_FORMAT " ", file, done);
}

static void
clear_progress (void)
{
  g_printerr ("\r\033[K");
}

static LbImportResult *
import_file (LbProject *project, const char *path, const Words *words, const LbSecret *secret, GCancellable *cancellable, GError **error)
{
  gboolean terminal = isatty (STDERR_FILENO);
  g_autofree char *name = g_path_get_basename (path);
  LbImportOptions options = {
    .kind = words->as,
    .level = words->level,
    .encoding = words->encoding,
    .sheet = words->sheet,
    .crs = words->crs,
    .maps = (const char *const *) words->maps,
    .again = words->again,
    .dry_run = words->dry_run,
    .secret = secret,
    .cancellable = cancellable,
    .progress = terminal ? show_progress : NULL,
    .progress_data = name,
  };
  LbImportResult *result = lb_import_file (project, path, &options, error);

  if (terminal)
    clear_progress ();
  return result;
}

static void
print_summary (const LbImportResult *result)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *what = lb_ledger_dup_label (result->kind, result->level);

  g_string_append_printf (line, _ ("%s: %s, "), result->file, what);
  if (result->batch > 0)
    g_string_append_printf (line, _ ("batch %" PRId64 ": "), result->batch);
  else
    g_string_append (line, _ ("tried only: "));
  g_string_append_printf (line,
                          _ ("%" PRId64 " rows, %" PRId64 " accepted, %" PRId64 " rejected"),
                          result->rows, result->accepted, result->rejected);
  printf ("%s\n", line->str);
}

static void
say_notices (const LbImportResult *result)
{
  if (result->encoding != NULL && result->encoding_reason != NULL)
    lb_command_say (_ ("%s: encoding %s (%s)"), result->file, result->encoding, result->encoding_reason);
  for (guint i = 0; i < result->notices->len; i++)
    lb_command_say ("%s", (const char *) g_ptr_array_index (result->notices, i));
}

static void
say_rejects (const LbImportResult *result)
{
  for (guint i = 0; i < MIN (result->rejects->len, SHOWN_REJECTS); i++) {
    const LbReject *reject = g_ptr_array_index (result->rejects, i);
    if (*reject->column != '\0')
      lb_command_say (_ ("%s, row %" PRId64 ", %s “%s”: %s"), result->file, reject->row, reject->column,
                      reject->value, reject->reason);
    else
      lb_command_say (_ ("%s, row %" PRId64 ": %s"), result->file, reject->row, reject->reason);
  }
  if (result->rejects->len > SHOWN_REJECTS)
    lb_command_say (_ ("%s: %u more rows were rejected; --rejects OUT.csv writes them all"), result->file,
                    result->rejects->len - SHOWN_REJECTS);
}

/* (transfer full): the names of files from @first to before @end, without folders. */
static char *
list_names (const GPtrArray *files, guint first, guint end)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = first; i < end; i++) {
    const LbImportFile *file = g_ptr_array_index (files, i);
    g_autofree char *name = g_path_get_basename (file->path);
    g_string_append_printf (names, "%s%s", i > first ? ", " : "", name);
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
say_order (const GPtrArray *files)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++) {
    const LbImportFile *file = g_ptr_array_index (files, i);
    g_autofree char *name = g_path_get_basename (file->path);
    g_string_append (order, i > 0 ? _ (", ") : "");
    g_string_append_printf (order, _ ("%s (%s)"), name, lb_ledger_label (file->kind));
  }
  lb_command_say (_ ("the files are taken in this order: %s"), order->str);
}

/* What became of the other files, when that at @at failed. */
static int
fail_at (const GPtrArray *files, guint at, const GPtrArray *landed, const GError *error)
{
  int status = lb_command_fail (error);

  if (files->len == 1)
    return status;
  g_autofree char *done = list_names (landed, 0, landed->len), *left = list_names (files, at + 1, files->len);
  if (landed->len > 0)
    lb_command_say (P_ ("%u file was imported before this one and stays: %s", "%u files were imported before this one and stay: %s",
                        landed->len),
                    landed->len, done);
  else
    lb_command_say (_ ("no file was imported before this one"));
  if (*left != '\0')
    lb_command_say (_ ("these were not tried: %s"), left);
  lb_command_say (_ ("when it is mended, give all files again; those that are in are passed over"));
  return status;
}

static void
show_result (const LbImportResult *result, const Words *words)
{
  if (words->json)
    lb_import_print_json (result);
  else
    print_summary (result);
  fflush (stdout);
  say_notices (result);
  if (!words->json)
    say_rejects (result);
}

/* A single file that is in already is a mistake; among several it is what is left of an earlier run. */
static gboolean
passes_over (const GPtrArray *files, const GError *error)
{
  if (!g_error_matches (error, LB_ERROR, LB_ERROR_EXISTS))
    return FALSE;
  if (files->len > 1)
    lb_command_say (_ ("passed over: %s"), error->message);
  else
    lb_command_say ("%s", error->message);
  return TRUE;
}

static int
import_in_order (LbProject *project, GPtrArray *files, const Words *words, const LbSecret *secret, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) landed = g_ptr_array_new ();
  int status = LB_EXIT_DONE;
  guint passed = 0;

  for (guint i = 0; i < files->len; i++) {
    LbImportFile *file = g_ptr_array_index (files, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (LbImportResult) result = import_file (project, file->path, words, secret, cancellable, &error);
    if (result == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_clear_error (&error);
      g_set_error (&error, LB_ERROR, LB_ERROR_INPUT, _ ("%s was not imported: interrupted, nothing of it was kept"), file->path);
    }
    if (result == NULL && passes_over (files, error)) {
      passed++;
      continue;
    }
    if (result == NULL)
      return fail_at (files, i, landed, error);
    show_result (result, words);
    if (result->rejected > 0)
      status = LB_EXIT_FINDINGS;
    if (!words->dry_run)
      g_ptr_array_add (landed, file);
    if (words->rejects != NULL && !lb_import_write_rejects (result, words->rejects, &error))
      return lb_command_fail (error);
  }
  if (passed < files->len)
    return status;
  lb_command_say (_ ("or give --again to read it over what is there; rows that it changes keep their history"));
  return LB_EXIT_NOTHING;
}

static int
import_files (LbProject *project, char **paths, int n, const Words *words, const LbSecret *secret, GCancellable *cancellable)
{
  const LbImportOptions options = {.kind = words->as, .encoding = words->encoding, .sheet = words->sheet,
                                   .maps = (const char *const *) words->maps};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = lb_import_order (project, (const char *const *) paths, (guint) n, &options, &error);

  if (files == NULL) {
    int status = lb_command_fail (error);
    if (n > 1)
      lb_command_say (_ ("nothing was imported: all files are looked at before the first is taken"));
    return status;
  }
  if (files->len > 1)
    say_order (files);
  return import_in_order (project, files, words, secret, cancellable);
}

/* Waits for the signal on a thread of its own, for the import keeps the main thread busy; a second Ctrl-C ends the program
 * at once, which the transaction survives. */
static gpointer
wait_for_interrupt (gpointer data)
{
  sigset_t signals;
  int number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  if (sigwait (&signals, &number) == 0) {
    pthread_sigmask (SIG_UNBLOCK, &signals, NULL);
    g_cancellable_cancel (data);
  }
  return NULL;
}

static GCancellable *
watch_interrupts (void)
{
  GCancellable *cancellable = g_cancellable_new ();
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_interrupt, cancellable));
  return cancellable; /* the thread keeps it to the end of the program */
}

static gboolean
check_words (const Words *words, int n_files, GError **error)
{
  LbLevel level;

  if (words->rejects != NULL && n_files > 1) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
                 _ ("--rejects takes one file at a time, for the rows of different files have different columns"));
    return FALSE;
  }
  return words->level == NULL || lb_level_parse (words->level, &level, error);
}

/* The first import with a passphrase gives it to the project; one that only tries changes nothing. */
static gboolean
open_secret (LbProject *project, const Words *words, LbSecret **secret, GError **error)
{
  if (words->passphrase == NULL || (words->dry_run && !lb_secret_exists (project)))
    return TRUE;
  *secret = lb_secret_open_file (project, words->passphrase, TRUE, error);
  return *secret != NULL;
}

static int
run (int argc, char **argv)
{
  g_auto (Words) words = {NULL};
  const GOptionEntry entries[] = {
    {"as", 0, 0, G_OPTION_ARG_STRING, &words.as, N_ ("What the file holds; guessed when not given"), "KIND"},
    {"level", 0, 0, G_OPTION_ARG_STRING, &words.level, N_ ("Level of the boundaries; told by their codes when not given"), "LEVEL"},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &words.encoding, N_ ("Encoding of the text; decided when not given"), "ENC"},
    {"crs", 0, 0, G_OPTION_ARG_STRING, &words.crs, N_ ("Coordinate system; decided when not given"), "CRS"},
    {"map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.maps, N_ ("Which column holds a field"), "FIELD=COLUMN"},
    {"sheet", 0, 0, G_OPTION_ARG_STRING, &words.sheet, N_ ("Layer or sheet of a file that has several"), "NAME"},
    {"again", 0, 0, G_OPTION_ARG_NONE, &words.again, N_ ("Read a file once more that was imported before"), NULL},
    {"dry-run", 0, 0, G_OPTION_ARG_NONE, &words.dry_run, N_ ("Check everything and change nothing"), NULL},
    {"rejects", 0, 0, G_OPTION_ARG_FILENAME, &words.rejects, N_ ("Write the rejected rows to this file"), "OUT.csv"},
    {"passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &words.passphrase,
     N_ ("Keep certificate numbers, sealed under the first line of this file"), "FILE"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &words.json, N_ ("Print the result as JSON, one line a file"), NULL},
    {NULL}};
  g_autoptr (GError) error = NULL;

  if (!lb_command_parse (&lb_command_import, &argc, &argv, entries, 2, -1))
    return LB_EXIT_USAGE;
  if (!check_words (&words, argc - 2, &error))
    return lb_command_fail (error);
  GCancellable *cancellable = watch_interrupts ();
  g_autoptr (LbProject) project = lb_project_open (argv[1], LB_DB_WRITE, &error);
  g_autoptr (LbSecret) secret = NULL;
  if (project == NULL || !open_secret (project, &words, &secret, &error))
    return lb_command_fail (error);
  return import_files (project, argv + 2, argc - 2, &words, secret, cancellable);
}

const LbCommand lb_command_import = {
  "import",
  "PROJECT FILE... [--as KIND] [--level LEVEL] [--encoding ENC] [--crs CRS] [--map FIELD=COLUMN]... [--sheet NAME] "
  "[--again] [--dry-run] [--rejects OUT.csv] [--passphrase-file FILE] [--json]",
  N_ ("Import boundaries (shapefile, GeoPackage, …) and ledgers (XLSX, CSV, …) into a project"), run,
  N_ ("Each file becomes a batch that lands whole or not at all; “lookback undo” takes one back. Several files may be\n"
      "given in any order: boundaries are taken first, then what names places, households, cases and so on. All are\n"
      "looked at before the first is taken. One that is in already is passed over; where one fails, those before it\n"
      "stay, and the same command can be given again.\n"
      "\n"
      "A file that was imported before is refused. --again reads it over what is there: its rows change those of the\n"
      "same household, case or number, which keep their history. Next month's export needs no --again.\n"
      "\n"
      "KIND: boundaries, regions, region-changes, households, members, persons (the national export, one row a\n"
      "person), work, work-plans, incomes, cases, measures, clearances, evidence, visits, visit-plans, registrations,\n"
      "matters, tickets, warnings, findings, samples, answers, staff, assignments, assessments, trainings, ledgers,\n"
      "resources. It is told by the headings; --as is for those that fit several. Columns that are not read are named.")};
