/* lookback report: a PDF report from a project */
#include "config.h"
#include "reports/commands-private.h"
#include "reports/compose.h"
#include "reports/letterhead.h"
#include "reports/report.h"
#include "reports/verify.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"

#include <stdio.h>

static gboolean
parse_day (const char *text, gint32 *day, GError **error)
{
  *day = LB_DAY_NONE;
  return text == NULL || lb_day_parse (text, day, error);
}

static void
say_result (const char *path, const LbReportResult *result)
{
  for (guint i = 0; i < result->substitutions->len; i++)
    lb_command_say (_ ("font substituted: %s"), (const char *) g_ptr_array_index (result->substitutions, i));
  printf ("%s\n", path);
}

static gboolean
check_review (const char *review, gboolean public_)
{
  g_autoptr (GError) error = NULL;

  if (review != NULL && !lb_report_check_review (review, &error)) {
    lb_command_say ("%s", error->message);
    return FALSE;
  }
  if (review != NULL && !public_) {
    lb_command_say (_ ("--review goes with --public"));
    return FALSE;
  }
  return TRUE;
}

static int
run (int argc, char **argv)
{
  g_autofree char *kind = NULL, *out = NULL, *as_of = NULL, *since = NULL, *region = NULL, *review = NULL;
  g_autofree char *letter_path = NULL, *number = NULL, *dated = NULL, *letter = NULL;
  gboolean public_ = FALSE, archive = FALSE, timed = FALSE;
  const GOptionEntry entries[] = {
    {"kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_ ("Kind of report: look-back, notice, township-ticket, village-file, audit-pack, briefing, monthly"), "KIND"},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_ ("PDF file to write"), "OUT.pdf"},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_ ("Day the figures are taken on; the data's last day otherwise"), "DATE"},
    {"since", 0, 0, G_OPTION_ARG_STRING, &since, N_ ("Day to compare with"), "DATE"},
    {"region", 0, 0, G_OPTION_ARG_STRING, &region, N_ ("Code of the region reported on; the county otherwise"), "CODE"},
    {"public", 0, 0, G_OPTION_ARG_NONE, &public_, N_ ("For publication: small figures are hidden, lists of households left out"), NULL},
    {"review", 0, 0, G_OPTION_ARG_STRING, &review, N_ ("Map-review number for the maps of a report for publication"), "NUMBER"},
    {"archive", 0, 0, G_OPTION_ARG_NONE, &archive, N_ ("For the archive: PDF/A-2b"), NULL},
    {"letter", 0, 0, G_OPTION_ARG_FILENAME, &letter_path, N_ ("As a letter with a red head: file of its words (docs/templates.md)"), "FILE"},
    {"number", 0, 0, G_OPTION_ARG_STRING, &number, N_ ("Number of the letter, before the file's own"), "NUMBER"},
    {"dated", 0, 0, G_OPTION_ARG_STRING, &dated, N_ ("Date of the letter, before the file's own"), "DATE"},
    {"timing", 0, 0, G_OPTION_ARG_NONE, &timed, N_ ("Print the time of each stage"), NULL},
    {NULL}};
  g_autoptr (GError) error = NULL;
  LbTiming timing;
  LbReportOptions options = {0};

  if (!lb_command_parse (&lb_command_report, &argc, &argv, entries, 1, 1))
    return LB_EXIT_USAGE;
  if (kind == NULL || out == NULL || (letter_path == NULL && (number != NULL || dated != NULL))) {
    lb_command_say (_ ("usage: lookback %s %s"), lb_command_report.name, lb_command_report.usage);
    return LB_EXIT_USAGE;
  }
  if (!check_review (review, public_))
    return LB_EXIT_USAGE;
  options.kind = kind;
  options.region = region;
  options.public_ = public_;
  options.review = review;
  options.archive = archive;
  options.folder = g_str_equal (kind, "audit-pack");
  if (options.folder) /* what leaves for third parties is kept for long */
    options.archive = TRUE;
  options.timing = &timing;
  if (!lb_report_check_kind (kind, &error) || !parse_day (as_of, &options.as_of, &error) ||
      !parse_day (since, &options.since, &error))
    return lb_command_fail (error);
  if (letter_path != NULL) {
    letter = lb_letterhead_load (letter_path, number, dated, &error);
    if (letter == NULL)
      return lb_command_fail (error);
  }
  options.letter = letter;

  lb_timing_start (&timing, timed);
  g_autoptr (LbProject) project = lb_project_open (argv[1], LB_DB_READ, &error);
  if (project == NULL)
    return lb_command_fail (error);
  lb_timing_stage (&timing, "open");
  LbReportResult result = {0};
  if (!lb_report_write (project, &options, out, &result, &error))
    return lb_command_fail (error);
  g_clear_pointer (&project, lb_project_close);
  if (!lb_report_record (argv[1], &options, out, &error) && error != NULL)
    lb_command_say (_ ("the report is made, but the project could not note it: %s"), error->message);
  if (public_ && review == NULL)
    lb_command_say (_ ("the maps are marked for internal use; before they are published they need a map-review number, --review"));
  say_result (out, &result);
  lb_report_result_clear (&result);
  return LB_EXIT_DONE;
}

const LbCommand lb_command_report = {
  "report", "PROJECT --kind KIND -o OUT.pdf [--as-of DATE] [--since DATE] [--region CODE] [--public [--review NUMBER]] [--archive] "
  "[--letter FILE [--number NUMBER] [--dated DATE]] [--timing]",
  N_ ("Write a supervision report as PDF"), run};
