/* lookback check: the faults of a bare boundary file; of a project check-project.c finds more */
#include "config.h"
#include "maps/check-project.h"
#include "maps/commands-private.h"
#include "maps/faults.h"
#include "src/csv.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/json-write.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* One finding in the words of the table. */
typedef struct {
  const char *fault, *severity;
  char *region_a, *region_b; /* code, else the number of the record; NULL: none */
  char *message;
  double longitude, latitude, size;
} Finding;

static void
finding_clear (Finding *self)
{
  g_free (self->region_a);
  g_free (self->region_b);
  g_free (self->message);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finding, finding_clear)

static char *
identify (const LbRegionTree *tree, guint32 number)
{
  if (number == LB_NO_SHAPE)
    return NULL;
  const LbRegion *region = lb_region_tree_get (tree, number);
  return *region->code != '\0' ? g_strdup (region->code) : g_strdup_printf ("%" G_GINT64_FORMAT, region->id);
}

/* "name (code)", as far as they are known. */
static char *
name_region (const LbRegionTree *tree, guint32 number)
{
  g_autofree char *id = identify (tree, number);

  if (id == NULL)
    return NULL;
  const LbRegion *region = lb_region_tree_get (tree, number);
  return *region->name != '\0' ? g_strdup_printf ("%s (%s)", region->name, id) : g_steal_pointer (&id);
}

static Finding
put_in_words (const LbRegionTree *tree, const LbFault *fault)
{
  g_autofree char *a = name_region (tree, fault->a);
  g_autofree char *b = name_region (tree, fault->b);

  return (Finding) {
    .fault = lb_fault_get_word (fault->kind),
    .severity = lb_fault_get_severity (fault),
    .region_a = identify (tree, fault->a),
    .region_b = identify (tree, fault->b),
    .message = lb_fault_describe (fault, a, b),
    .longitude = fault->x,
    .latitude = fault->y,
    .size = fault->size,
  };
}

static void
add_number (LbCsvWriter *csv, double value, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  lb_csv_writer_cell (csv, isfinite (value) ? g_ascii_formatd (text, sizeof text, format, value) : NULL);
}

static gboolean
write_csv (const LbRegionTree *tree, const GArray *faults, const char *target, GError **error)
{
  const char *const head[] = {"fault",     "severity", "region_a", "region_b",
                              "longitude", "latitude", "size_m2",  "message"};
  g_autoptr (LbCsvWriter) csv = lb_csv_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    lb_csv_writer_cell (csv, head[i]);
  lb_csv_writer_end_row (csv);
  for (guint i = 0; i < faults->len; i++) {
    g_auto (Finding) finding = put_in_words (tree, &g_array_index (faults, LbFault, i));
    lb_csv_writer_cell (csv, finding.fault);
    lb_csv_writer_cell (csv, finding.severity);
    lb_csv_writer_cell (csv, finding.region_a);
    lb_csv_writer_cell (csv, finding.region_b);
    add_number (csv, finding.longitude, "%.7f");
    add_number (csv, finding.latitude, "%.7f");
    add_number (csv, finding.size, "%.3f");
    lb_csv_writer_cell (csv, finding.message);
    lb_csv_writer_end_row (csv);
  }
  return lb_csv_writer_finish (csv, target, error);
}

static void
add_value (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
print_json (const LbRegionTree *tree, const GArray *faults)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++) {
    g_auto (Finding) finding = put_in_words (tree, &g_array_index (faults, LbFault, i));
    json_builder_begin_object (builder);
    lb_json_add_text (builder, "fault", finding.fault);
    lb_json_add_text (builder, "severity", finding.severity);
    lb_json_add_text (builder, "region_a", finding.region_a);
    lb_json_add_text (builder, "region_b", finding.region_b);
    add_value (builder, "longitude", finding.longitude);
    add_value (builder, "latitude", finding.latitude);
    add_value (builder, "size_m2", finding.size);
    lb_json_add_text (builder, "message", finding.message);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  g_autofree char *text = lb_json_to_line (builder);
  printf ("%s\n", text);
}

static void
print_lines (const LbRegionTree *tree, const GArray *faults)
{
  for (guint i = 0; i < faults->len; i++) {
    g_auto (Finding) finding = put_in_words (tree, &g_array_index (faults, LbFault, i));
    char longitude[G_ASCII_DTOSTR_BUF_SIZE], latitude[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd (longitude, sizeof longitude, "%.6f", finding.longitude);
    g_ascii_formatd (latitude, sizeof latitude, "%.6f", finding.latitude);
    printf ("%s\t%s,%s\t%s\n", finding.fault, longitude, latitude, finding.message);
  }
}

static int
check_bare (const char *source, const char *csv, gboolean json, GError **error)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_open (source, NULL, NULL, NULL, notices, error);
  g_autoptr (GArray) faults = boundaries != NULL ? lb_faults_check (boundaries, NULL, error) : NULL;

  for (guint i = 0; i < notices->len; i++)
    lb_command_say ("%s", (const char *) notices->pdata[i]);
  if (faults == NULL)
    return LB_EXIT_NOTHING;
  const LbRegionTree *tree = lb_boundaries_get_regions (boundaries);
  if (csv != NULL && !write_csv (tree, faults, csv, error))
    return LB_EXIT_NOTHING;
  if (json)
    print_json (tree, faults);
  if (csv == NULL && !json)
    print_lines (tree, faults);
  return faults->len > 0 ? LB_EXIT_FINDINGS : LB_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  g_autofree char *csv = NULL, *rules = NULL, *as_of = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    {"csv", 0, 0, G_OPTION_ARG_FILENAME, &csv, N_ ("Write the findings as a table; “-” is standard output"), "OUT.csv"},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL},
    {"rules", 0, 0, G_OPTION_ARG_STRING, &rules, N_ ("Rule set; else the project’s own"), "NAME"},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_ ("Day; else the last day of the data"), "DATE"},
    {NULL}};
  g_autoptr (GError) error = NULL;
  gint32 day = LB_DAY_NONE;

  if (!lb_command_parse (&lb_command_check, &argc, &argv, entries, 1, 1))
    return LB_EXIT_USAGE;
  if (as_of != NULL && !lb_day_parse (as_of, &day, &error))
    return lb_command_fail (error);
  gboolean bare = lb_boundaries_is_bare (argv[1]);
  if (bare && (rules != NULL || as_of != NULL)) {
    lb_command_say (_ ("--rules and --as-of are for projects; a boundary file has no ledgers"));
    return LB_EXIT_USAGE;
  }
  int status = bare ? check_bare (argv[1], csv, json, &error) : lb_check_project (argv[1], rules, day, csv, json, &error);
  return error != NULL ? lb_command_fail (error) : status;
}

const LbCommand lb_command_check = {
  "check", "SOURCE [--csv OUT.csv] [--json] [--rules NAME] [--as-of DATE]",
  N_ ("Find what is wrong with boundaries and ledgers"), run};
