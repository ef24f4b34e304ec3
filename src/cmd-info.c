/* lookback info: what a project holds */
#include "config.h"
#include "src/commands-private.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/json-write.h"
#include "src/project.h"

#include <stdio.h>

#define SHOWN_UNPLACED 20

static const struct {
  const char *table;
  const char *label; /* msgid */
} ledgers[] = {
  {"household", N_ ("Households")},       {"household_income", N_ ("Yearly incomes")},
  {"person", N_ ("Persons")},             {"monitoring_case", N_ ("Monitoring cases")},
  {"case_risk", N_ ("Risks of cases")},   {"case_step", N_ ("Steps of cases")},
  {"case_income", N_ ("Incomes of cases")}, {"person_work", N_ ("Work away from home")},
  {"work_plan", N_ ("Planned work")},
  {"risk_clearance", N_ ("Clearances")},  {"evidence", N_ ("Evidence")},
  {"measure", N_ ("Measures")},           {"visit_plan", N_ ("Visit plans")},
  {"visit", N_ ("Visits")},               {"platform_reg", N_ ("Registrations")},
  {"matter", N_ ("Matters")},             {"matter_ticket", N_ ("Tickets of matters")},
  {"early_warning", N_ ("Early warnings")}, {"warning_check", N_ ("Checks of warnings")},
  {"campaign", N_ ("Campaigns")},         {"sample_unit", N_ ("Sampled units")},
  {"answer", N_ ("Answers")},             {"finding", N_ ("Findings")},
  {"rectification_track", N_ ("Tracks of rectification")}, {"staff", N_ ("Staff")},
  {"assignment", N_ ("Assignments")},     {"assessment", N_ ("Assessments")},
  {"training", N_ ("Trainings")},         {"ledger", N_ ("Ledgers kept by grids")},
  {"resource", N_ ("Resources")},
};

typedef struct {
  gint64 id, rows, accepted, rejected;
  char *file, *sha256, *kind, *at;
} Batch;

/* Everything that is shown, read in one go. */
typedef struct {
  guint regions[LB_N_LEVELS];
  GPtrArray *unplaced; /* char *: names of regions whose parent is not known (无处安放) */
  gint64 rows[G_N_ELEMENTS (ledgers)];
  char *from, *to; /* NULL: no dates */
  GPtrArray *batches;
} Info;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_free (batch->file);
  g_free (batch->sha256);
  g_free (batch->kind);
  g_free (batch->at);
  g_free (batch);
}

static void
info_clear (Info *self)
{
  g_free (self->from);
  g_free (self->to);
  g_clear_pointer (&self->unplaced, g_ptr_array_unref);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Info, info_clear)

static gboolean
read_batches (LbDb *db, GPtrArray *batches, GError **error)
{
  sqlite3_stmt *rows = lb_db_prepare (
    db,
    "SELECT id, rows, accepted, rejected, file, sha256, kind, at FROM import_batch WHERE undone_at IS NULL ORDER BY id",
    error);
  int step = SQLITE_ERROR;

  while (rows != NULL && (step = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    Batch *batch = g_new0 (Batch, 1);
    batch->id = sqlite3_column_int64 (rows, 0);
    batch->rows = sqlite3_column_int64 (rows, 1);
    batch->accepted = sqlite3_column_int64 (rows, 2);
    batch->rejected = sqlite3_column_int64 (rows, 3);
    batch->file = g_strdup ((const char *) sqlite3_column_text (rows, 4));
    batch->sha256 = g_strdup ((const char *) sqlite3_column_text (rows, 5));
    batch->kind = g_strdup ((const char *) sqlite3_column_text (rows, 6));
    batch->at = g_strdup ((const char *) sqlite3_column_text (rows, 7));
    g_ptr_array_add (batches, batch);
  }
  if (rows != NULL)
    sqlite3_reset (rows);
  return step == SQLITE_DONE;
}

static void
list_unplaced (LbRegionTree *regions, GPtrArray *unplaced)
{
  for (guint i = 0; i < lb_region_tree_get_n (regions); i++) {
    const LbRegion *region = lb_region_tree_get (regions, i);
    if (region->parent < 0 && region->level != LB_LEVEL_COUNTY)
      g_ptr_array_add (unplaced, g_strdup_printf ("%s (%s)", region->name, region->code));
  }
}

static gboolean
read_info (LbProject *project, Info *info, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);
  gint32 first, last;

  info->batches = g_ptr_array_new_with_free_func (batch_free);
  if (regions == NULL || !lb_project_get_dates (project, &first, &last, error))
    return FALSE;
  for (int i = 0; i < LB_N_LEVELS; i++)
    lb_region_tree_get_level (regions, (LbLevel) i, &info->regions[i]);
  info->unplaced = g_ptr_array_new_with_free_func (g_free);
  list_unplaced (regions, info->unplaced);
  info->from = first != LB_DAY_NONE ? lb_day_to_text (first) : NULL;
  info->to = last != LB_DAY_NONE ? lb_day_to_text (last) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", ledgers[i].table);
    if (!lb_db_get_int (db, sql, &info->rows[i], error))
      return FALSE;
  }
  return read_batches (db, info->batches, error);
}

static void
add_batches (JsonBuilder *builder, const Info *info)
{
  json_builder_set_member_name (builder, "batches");
  json_builder_begin_array (builder);
  for (guint i = 0; i < info->batches->len; i++) {
    const Batch *batch = g_ptr_array_index (info->batches, i);
    json_builder_begin_object (builder);
    lb_json_add_count (builder, "id", batch->id);
    lb_json_add_text (builder, "file", batch->file);
    lb_json_add_text (builder, "sha256", batch->sha256);
    lb_json_add_text (builder, "kind", batch->kind);
    lb_json_add_count (builder, "rows", batch->rows);
    lb_json_add_count (builder, "accepted", batch->accepted);
    lb_json_add_count (builder, "rejected", batch->rejected);
    lb_json_add_text (builder, "at", batch->at);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
print_json (LbProject *project, const Info *info)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lb_json_add_text (builder, "name", lb_project_get_name (project));
  lb_json_add_count (builder, "schema", LB_SCHEMA_VERSION);
  json_builder_set_member_name (builder, "regions");
  json_builder_begin_object (builder);
  for (int i = 0; i < LB_N_LEVELS; i++)
    lb_json_add_count (builder, lb_level_to_text ((LbLevel) i), info->regions[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "unplaced");
  json_builder_begin_array (builder);
  for (guint i = 0; i < info->unplaced->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (info->unplaced, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++)
    lb_json_add_count (builder, ledgers[i].table, info->rows[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "dates");
  json_builder_begin_object (builder);
  lb_json_add_text (builder, "from", info->from);
  lb_json_add_text (builder, "to", info->to);
  json_builder_end_object (builder);
  add_batches (builder, info);
  json_builder_end_object (builder);
  g_autofree char *text = lb_json_to_line (builder);
  printf ("%s\n", text);
}

/* A Chinese character takes two columns of a terminal. */
static int
columns_of (const char *text)
{
  int columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    columns += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return columns;
}

static void
print_line (const char *label, gint64 count)
{
  printf ("  %s%*s %9" G_GINT64_FORMAT "\n", label, MAX (20 - columns_of (label), 0), "", count);
}

static void
print_table (LbProject *project, const Info *info)
{
  printf ("%s  %s\n", lb_project_get_name (project), lb_project_get_code (project));
  if (info->from != NULL)
    printf ("%s – %s\n", info->from, info->to);
  printf ("\n%s\n", _ ("Regions"));
  for (int i = 0; i < LB_N_LEVELS; i++)
    if (info->regions[i] > 0)
      print_line (lb_level_get_label ((LbLevel) i), info->regions[i]);
  if (info->unplaced->len > 0)
    print_line (_ ("Without a place"), info->unplaced->len);
  for (guint i = 0; i < MIN (info->unplaced->len, SHOWN_UNPLACED); i++)
    printf ("    %s\n", (const char *) g_ptr_array_index (info->unplaced, i));
  if (info->unplaced->len > SHOWN_UNPLACED)
    printf ("    …\n");
  printf ("\n%s\n", _ ("Ledgers"));
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++)
    if (info->rows[i] > 0 || i == 0)
      print_line (_ (ledgers[i].label), info->rows[i]);
  printf ("\n%s\n", _ ("Batches: number, kind, accepted, rejected, time, file"));
  for (guint i = 0; i < info->batches->len; i++) {
    const Batch *batch = g_ptr_array_index (info->batches, i);
    printf ("  %4" G_GINT64_FORMAT "  %-14s %9" G_GINT64_FORMAT " %9" G_GINT64_FORMAT "  %s  %s\n", batch->id, batch->kind,
            batch->accepted, batch->rejected, batch->at, batch->file);
  }
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Write JSON"), NULL}, {NULL}};
  g_autoptr (GError) error = NULL;
  g_auto (Info) info = {0};

  if (!lb_command_parse (&lb_command_info, &argc, &argv, entries, 1, 1))
    return LB_EXIT_USAGE;
  g_autoptr (LbProject) project = lb_project_open (argv[1], LB_DB_READ, &error);
  if (project == NULL || !read_info (project, &info, &error))
    return lb_command_fail (error);
  if (json)
    print_json (project, &info);
  else
    print_table (project, &info);
  return LB_EXIT_DONE;
}

const LbCommand lb_command_info = {"info", "PROJECT [--json]", N_ ("Show what a project holds"), run};
