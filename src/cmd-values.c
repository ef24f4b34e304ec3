/* lookback values: numerators, denominators and values at one date or along a span */
#include "config.h"
#include "src/cmd-explain.h"
#include "src/columns.h"
#include "src/commands-private.h"
#include "src/csv.h"
#include "src/cubes.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"

#include <math.h>
#include <stdio.h>

/* Daily dates of thirty years; more is a slip of the pen. */
#define MOST_DATES 11000
/* Rows of one answer; they are collected before they are written. */
#define MOST_ROWS 5000000

typedef struct {
  char *level_text, *as_of_text, *since_text, *from_text, *to_text, *step, *csv, *explain;
  gboolean json;
  LbLevel level;
  GArray *dates; /* gint32 */
  gint32 since;  /* LB_DAY_NONE: the figures of the date, else what changed since */
} Request;

static void
request_clear (Request *self)
{
  g_free (self->level_text);
  g_free (self->as_of_text);
  g_free (self->since_text);
  g_free (self->explain);
  g_free (self->from_text);
  g_free (self->to_text);
  g_free (self->step);
  g_free (self->csv);
  g_clear_pointer (&self->dates, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static gboolean G_GNUC_PRINTF (2, 3)
misuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, LB_ERROR, LB_ERROR_USAGE, message);
  return FALSE;
}

static gint32
end_of_month (gint32 day)
{
  int year, month;

  lb_day_to_ymd (day, &year, &month, NULL);
  return lb_day_from_ymd (year, month, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
}

static gboolean
list_span (Request *self, GError **error)
{
  const char *step = self->step != NULL ? self->step : "month";
  gboolean months = g_str_equal (step, "month");
  gint32 from, to, stride = g_str_equal (step, "week") ? 7 : 1;

  if (self->from_text == NULL || self->to_text == NULL || self->as_of_text != NULL)
    return misuse (error, _ ("a span needs both --from and --to, and no --as-of"));
  if (!months && !g_str_equal (step, "week") && !g_str_equal (step, "day"))
    return misuse (error, _ ("“%s” is not a step; use month, week or day"), step);
  if (!lb_day_parse (self->from_text, &from, error) || !lb_day_parse (self->to_text, &to, error))
    return FALSE;
  for (gint32 day = months ? end_of_month (from) : from; day <= to;
       day = months ? end_of_month (day + 1) : day + stride) {
    if (self->dates->len >= MOST_DATES)
      return misuse (error, _ ("the span from %s to %s has more than %d dates; choose a longer step"),
                     self->from_text, self->to_text, MOST_DATES);
    g_array_append_val (self->dates, day);
  }
  if (self->dates->len > 0)
    return TRUE;
  return misuse (error, months ? _ ("there is no end of a month from %s to %s")
                               : _ ("the span from %s to %s is empty; write the earlier day first"),
                 self->from_text, self->to_text);
}

/* Checks what needs no project. An empty list of dates stands for the last day of the data. */
static gboolean
check_request (Request *self, GError **error)
{
  gint32 as_of;

  self->dates = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->since = LB_DAY_NONE;
  if (self->json && self->explain == NULL)
    return misuse (error, _ ("--json goes with --explain; use --csv for figures"));
  if (self->explain != NULL && (self->from_text != NULL || self->since_text != NULL || self->csv != NULL))
    return misuse (error, _ ("--explain is for one indicator, region and date"));
  if (self->since_text != NULL && !lb_day_parse (self->since_text, &self->since, error))
    return FALSE;
  if (self->explain != NULL && self->level_text == NULL)
    self->level_text = g_strdup ("county"); /* the region says its level itself */
  if (self->level_text == NULL)
    return misuse (error, _ ("name a level with --level: county, township, area, village or grid"));
  if (!lb_level_parse (self->level_text, &self->level, error))
    return FALSE;
  if (self->from_text != NULL || self->to_text != NULL || self->step != NULL)
    return list_span (self, error);
  if (self->as_of_text == NULL)
    return TRUE;
  if (!lb_day_parse (self->as_of_text, &as_of, error))
    return FALSE;
  g_array_append_val (self->dates, as_of);
  return TRUE;
}

static gboolean
take_last_day (Request *self, LbProject *project, GError **error)
{
  gint32 first, last;

  if (self->dates->len > 0)
    return TRUE;
  if (!lb_project_get_dates (project, &first, &last, error))
    return FALSE;
  if (last == LB_DAY_NONE) {
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND,
                 _ ("%s has no ledgers yet; import some, or name a day with --as-of"),
                 lb_project_get_path (project));
    return FALSE;
  }
  g_array_append_val (self->dates, last);
  return TRUE;
}

static gboolean
check_level (LbProject *project, LbLevel level, GError **error)
{
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);
  g_autoptr (GString) there = g_string_new (NULL);
  guint n;

  if (regions == NULL)
    return FALSE;
  lb_region_tree_get_level (regions, level, &n);
  if (n > 0)
    return TRUE;
  for (int i = 0; i < LB_N_LEVELS; i++) {
    lb_region_tree_get_level (regions, (LbLevel) i, &n);
    if (n > 0)
      g_string_append_printf (there, "%s%s", there->len > 0 ? ", " : "", lb_level_to_text ((LbLevel) i));
  }
  if (there->len == 0)
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("%s has no regions yet; import boundaries first"),
                 lb_project_get_path (project));
  else
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("%s has no regions of the level %s; it has: %s"),
                 lb_project_get_path (project), lb_level_to_text (level), there->str);
  return FALSE;
}

static GPtrArray *
find_indicators (LbProject *project, const char *ids, GError **error)
{
  g_auto (GStrv) words = g_strsplit (*ids != '\0' ? ids : ",", ",", -1); /* "" is an id too, an unknown one */
  g_autoptr (GPtrArray) indicators = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_indicator_unref);

  for (char **id = words; *id != NULL; id++) {
    LbIndicator *indicator = lb_indicator_find (*id, lb_project_get_path (project), lb_i18n_language (), error);
    if (indicator == NULL)
      return NULL;
    g_ptr_array_add (indicators, indicator);
  }
  return g_steal_pointer (&indicators);
}

/* (element-type LbCube) (transfer full): all of them before the first line is written, so that a wrong id at the end of the
 * list leaves nothing half done. */
static GPtrArray *
build_cubes (LbProject *project, const char *ids, GError **error)
{
  g_autoptr (GPtrArray) indicators = find_indicators (project, ids, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) cubes =
    indicators != NULL ? lb_cubes_build (project, indicators, problems, NULL, error) : NULL;

  if (cubes != NULL && problems->len > 0) {
    g_set_error_literal (error, LB_ERROR, LB_ERROR_INPUT, g_ptr_array_index (problems, 0));
    return NULL;
  }
  return g_steal_pointer (&cubes);
}

static LbValues *
look_up (const Request *request, LbCube *cube, guint date)
{
  gint32 day = g_array_index (request->dates, gint32, date);

  return request->since != LB_DAY_NONE ? lb_cube_between (cube, request->since, day) : lb_cube_at (cube, day);
}

static void
write_rows (LbCsvWriter *csv, const LbValues *values, LbLevel level)
{
  guint n;
  const guint *numbers = lb_region_tree_get_level (values->regions, level, &n);
  g_autofree char *date = lb_day_to_text (values->as_of);

  for (guint i = 0; i < n; i++) {
    const LbRegion *region = lb_region_tree_get (values->regions, numbers[i]);
    g_autofree char *numerator = lb_number_to_text (values->numerator[numbers[i]]);
    g_autofree char *denominator = lb_number_to_text (values->denominator[numbers[i]]);
    g_autofree char *value = lb_number_to_text (values->value[numbers[i]]);
    const char *const cells[] = {region->code, region->name, lb_level_to_text (level), date, values->indicator->id,
                                 numerator, denominator, value};
    for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
      lb_csv_writer_cell (csv, cells[c]);
    lb_csv_writer_end_row (csv);
  }
}

static gboolean
write_csv (GPtrArray *cubes, const Request *request, GError **error)
{
  static const char *const headings[] = {"code", "name", "level", "as_of", "indicator", "numerator", "denominator", "value"};
  g_autoptr (LbCsvWriter) csv = lb_csv_writer_new ();
  guint n;

  lb_region_tree_get_level (lb_cube_get_regions (g_ptr_array_index (cubes, 0)), request->level, &n);
  if ((guint64) n * request->dates->len * cubes->len > MOST_ROWS)
    return misuse (error, _ ("that is more than %d rows; choose a longer step or fewer indicators"), MOST_ROWS);
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    lb_csv_writer_cell (csv, headings[i]);
  lb_csv_writer_end_row (csv);
  for (guint c = 0; c < cubes->len; c++)
    for (guint d = 0; d < request->dates->len; d++) {
      g_autoptr (LbValues) values = look_up (request, g_ptr_array_index (cubes, c), d);
      write_rows (csv, values, request->level);
    }
  return lb_csv_writer_finish (csv, request->csv, error);
}

static char *
format_count (double count)
{
  return lb_format_number (count, floor (count) < count ? 2 : 0);
}

static void
print_table (const LbValues *values, LbLevel level)
{
  guint n;
  const guint *numbers = lb_region_tree_get_level (values->regions, level, &n);
  g_autofree char *date = lb_day_to_text (values->as_of);
  g_autofree char *heading = g_strdup_printf ("%s (%s)", _ ("value"), values->indicator->unit);
  const char *const headings[] = {_ ("code"), _ ("name"), _ ("numerator"), _ ("denominator"), heading};
  g_autoptr (LbColumns) columns = lb_columns_new ("llrrr");

  printf ("%s %s  %s\n", values->indicator->id, values->indicator->name, date);
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    lb_columns_add (columns, headings[i]);
  for (guint i = 0; i < n; i++) {
    const LbRegion *region = lb_region_tree_get (values->regions, numbers[i]);
    g_autofree char *numerator = format_count (values->numerator[numbers[i]]);
    g_autofree char *denominator = format_count (values->denominator[numbers[i]]);
    g_autofree char *value = lb_values_format (values, numbers[i]);
    lb_columns_add (columns, region->code);
    lb_columns_add (columns, region->name);
    lb_columns_add (columns, numerator);
    lb_columns_add (columns, denominator);
    lb_columns_add (columns, value);
  }
  g_autofree char *text = lb_columns_to_text (columns);
  fputs (text, stdout);
}

static gboolean
explain (const Request *request, LbProject *project, const char *id, GError **error)
{
  g_autoptr (LbIndicator) indicator = lb_indicator_find (id, lb_project_get_path (project), lb_i18n_language (), error);
  g_autoptr (LbRegionTree) regions = indicator != NULL ? lb_project_dup_regions (project, error) : NULL;

  if (regions == NULL)
    return FALSE;
  int region = lb_region_tree_find_code (regions, request->explain);
  if (region < 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("%s has no region with the code “%s”"),
                 lb_project_get_path (project), request->explain);
    return FALSE;
  }
  g_autoptr (LbExplanation) card =
    lb_explain (project, indicator, (guint) region, g_array_index (request->dates, gint32, 0), NULL, error);
  if (card == NULL)
    return FALSE;
  if (request->json)
    lb_explanation_print_json (card);
  else
    lb_explanation_print (card);
  return TRUE;
}

static gboolean
answer (Request *request, const char *path, const char *ids, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, error);

  if (project == NULL || !check_level (project, request->level, error) ||
      !take_last_day (request, project, error))
    return FALSE;
  if (request->explain != NULL)
    return explain (request, project, ids, error);
  g_autoptr (GPtrArray) cubes = build_cubes (project, ids, error);
  if (cubes == NULL)
    return FALSE;
  if (request->csv != NULL)
    return write_csv (cubes, request, error);
  for (guint c = 0; c < cubes->len; c++)
    for (guint d = 0; d < request->dates->len; d++) {
      g_autoptr (LbValues) values = look_up (request, g_ptr_array_index (cubes, c), d);
      print_table (values, request->level);
    }
  return TRUE;
}

static int
run (int argc, char **argv)
{
  g_auto (Request) request = {NULL};
  const GOptionEntry entries[] = {
    {"level", 0, 0, G_OPTION_ARG_STRING, &request.level_text, N_ ("Level of the regions"), "LEVEL"},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &request.as_of_text, N_ ("Day; else the last day of the data"), "DATE"},
    {"since", 0, 0, G_OPTION_ARG_STRING, &request.since_text, N_ ("Earlier day: what changed since"), "DATE"},
    {"from", 0, 0, G_OPTION_ARG_STRING, &request.from_text, N_ ("First day of a span"), "DATE"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &request.to_text, N_ ("Last day of a span"), "DATE"},
    {"step", 0, 0, G_OPTION_ARG_STRING, &request.step, N_ ("month (its last day), week or day"), "STEP"},
    {"csv", 0, 0, G_OPTION_ARG_FILENAME, &request.csv, N_ ("Write CSV; “-” is standard output"), "OUT.csv"},
    {"explain", 0, 0, G_OPTION_ARG_STRING, &request.explain, N_ ("Definition card of one region's figure, with the rows behind it"),
     "CODE"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_ ("Print the definition card as JSON"), NULL},
    {NULL}};
  g_autoptr (GError) error = NULL;

  if (!lb_command_parse (&lb_command_values, &argc, &argv, entries, 2, 2))
    return LB_EXIT_USAGE;
  if (!check_request (&request, &error) || !answer (&request, argv[1], argv[2], &error))
    return lb_command_fail (error);
  return LB_EXIT_DONE;
}

const LbCommand lb_command_values = {
  "values",
  "PROJECT ID[,ID...] --level LEVEL [--as-of DATE [--since DATE]] [--from DATE --to DATE --step month|week|day] [--csv OUT.csv]\n"
  "  lookback values PROJECT ID --explain CODE [--as-of DATE] [--json]",
  N_ ("Figures of indicators at any date and level"), run};
