/* lookback import: boundaries and ledgers into a project, one batch a file
 *
 * Files are taken in the order given; the first that fails as a whole ends the run, and what was imported before it stays
 * and is said.
 */
#include "config.h"
#include "maps/boundaries.h"
#include "maps/commands-private.h"
#include "maps/foreign.h"
#include "maps/tables.h"
#include "src/error.h"
#include "src/i18n.h"

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

static gboolean
has_extension (const char *path, const char *const *extensions)
{
  const char *dot = strrchr (path, '.');

  for (; dot != NULL && *extensions != NULL; extensions++)
    if (g_ascii_strcasecmp (dot + 1, *extensions) == 0)
      return TRUE;
  return FALSE;
}

/* A .dbf beside a .shp of the same name belongs to it; one alone is a table. */
static gboolean
is_beside_shapes (const char *path)
{
  static const char *const dbf[] = {"dbf", NULL};
  g_autofree char *stem = g_strndup (path, has_extension (path, dbf) ? strlen (path) - strlen (".dbf") : 0);
  g_autofree char *shapes = g_strconcat (stem, ".shp", NULL), *capitals = g_strconcat (stem, ".SHP", NULL);

  return *stem != '\0' && (g_file_test (shapes, G_FILE_TEST_EXISTS) || g_file_test (capitals, G_FILE_TEST_EXISTS));
}

/* Answers and errors that need no project: which reader a file belongs to. */
static gboolean
check_kind (const char *path, const Words *words, gboolean *is_boundary, GError **error)
{
  static const char *const shapes[] = {"shp", NULL}, *const parts[] = {"shx", "prj", "cpg", NULL};
  static const char *const flat[] = {"shp", "csv", "txt", "tsv", "dbf", NULL};
  gboolean asked = words->as != NULL && g_str_equal (words->as, "boundaries");

  *is_boundary = has_extension (path, shapes) || lb_foreign_has_name (path);
  if (has_extension (path, parts) || is_beside_shapes (path)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s is a part of a shapefile; name the .shp file, its other parts are found beside it"), path);
    return FALSE;
  }
  if (!*is_boundary && !lb_tables_has_name (path)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s is neither a file of boundaries (.shp, .gpkg, .geojson, .kml, .kmz, .tab, .mif, .gdb) nor a "
                    "table (.xlsx, .xls, .ods, .csv, .txt, .dbf), and this version reads only these; save it as one of them"),
                 path);
    return FALSE;
  }
  if (words->sheet != NULL && has_extension (path, flat)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("--sheet names a layer of a GeoPackage or a sheet of a workbook, and %s has neither; leave it out"),
                 path);
    return FALSE;
  }
  if (words->as != NULL && asked != *is_boundary) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
                 asked ? _ ("%s is a table and cannot be imported as boundaries; name a .shp file")
                       : _ ("%s is a file of boundaries and can only be imported as such"),
                 path);
    return FALSE;
  }
  return TRUE;
}

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
import_file (LbProject *project, const char *path, gboolean is_boundary, const Words *words, const LbSecret *secret,
             GCancellable *cancellable, GError **error)
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
    .open = lb_tables_open,
    .cancellable = cancellable,
    .progress = terminal ? show_progress : NULL,
    .progress_data = name,
  };
  LbImportResult *result = is_boundary ? lb_boundaries_import (project, path, &options, error)
                                       : lb_ledger_import (project, path, &options, error);

  if (terminal)
    clear_progress ();
  return result;
}

static void
print_summary (const LbImportResult *result)
{
  g_autoptr (GString) line = g_string_new (result->file);

  g_string_append_printf (line, ": %s", result->kind);
  if (result->level != NULL)
    g_string_append_printf (line, " (%s)", result->level);
  g_string_append (line, ", ");
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

static int
fail_after (const GError *error, int n_done)
{
  if (n_done > 0)
    lb_command_say (P_ ("%d file was imported before this one and stays", "%d files were imported before this one and stay", n_done),
                    n_done);
  return lb_command_fail (error);
}

static int
import_files (LbProject *project, char **paths, int n, const Words *words, const LbSecret *secret, GCancellable *cancellable)
{
  int status = LB_EXIT_DONE;

  for (int i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    gboolean is_boundary;
    g_autoptr (LbImportResult) result = NULL;
    if (check_kind (paths[i], words, &is_boundary, &error))
      result = import_file (project, paths[i], is_boundary, words, secret, cancellable, &error);
    if (result == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_clear_error (&error);
      g_set_error (&error, LB_ERROR, LB_ERROR_INPUT, _ ("%s was not imported: interrupted, nothing of it was kept"), paths[i]);
    }
    if (result == NULL) {
      int failed = fail_after (error, words->dry_run ? 0 : i);
      if (g_error_matches (error, LB_ERROR, LB_ERROR_EXISTS))
        lb_command_say (_ ("or give --again to read it over what is there; rows that it changes keep their history"));
      return failed;
    }
    if (words->json)
      lb_import_print_json (result);
    else
      print_summary (result);
    fflush (stdout);
    say_notices (result);
    if (!words->json)
      say_rejects (result);
    if (words->rejects != NULL && !lb_import_write_rejects (result, words->rejects, &error))
      return fail_after (error, words->dry_run ? 0 : i + 1);
    if (result->rejected > 0)
      status = LB_EXIT_FINDINGS;
  }
  return status;
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
  N_ ("Import boundaries (shapefile, GeoPackage, …) and ledgers (XLSX, CSV, …) into a project"), run};
