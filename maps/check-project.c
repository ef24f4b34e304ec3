#include "config.h"
#include "maps/check-project.h"
#include "maps/faults.h"
#include "src/command.h"
#include "src/csv.h"
#include "src/findings.h"
#include "src/i18n.h"
#include "src/json-write.h"

#include <stdio.h>

/* Sentences of one rule on a terminal; the table has all. */
#define SHOWN 5

static char *
label_region (const LbRegionTree *tree, guint32 number)
{
  if (number == LB_NO_SHAPE)
    return NULL;
  const LbRegion *region = lb_region_tree_get (tree, number);
  return g_strdup_printf ("%s (%s)", region->name, region->code);
}

static void
add_fault (GPtrArray *findings, const LbRegionTree *tree, const LbFault *fault)
{
  g_autofree char *a = label_region (tree, fault->a);
  g_autofree char *b = label_region (tree, fault->b);
  g_autofree char *message = lb_fault_describe (fault, a, b);
  const char *code = fault->a != LB_NO_SHAPE ? lb_region_tree_get (tree, fault->a)->code : NULL;

  g_ptr_array_add (findings, lb_finding_new (lb_fault_get_word (fault->kind), lb_fault_get_severity (fault), code, message,
                                             _ ("mend the boundary and import it again")));
}

/* A project may hold ledgers over regions without polygons. */
static gboolean
has_polygons (LbProject *project, gboolean *has, GError **error)
{
  gint64 there = 0;

  if (!lb_db_get_int (lb_project_get_db (project), "SELECT EXISTS (SELECT 1 FROM region WHERE geom IS NOT NULL)", &there, error))
    return FALSE;
  *has = there != 0;
  return TRUE;
}

static gboolean
add_faults (GPtrArray *findings, LbProject *project, GError **error)
{
  gboolean has;

  if (!has_polygons (project, &has, error))
    return FALSE;
  g_autoptr (LbBoundaries) boundaries = has ? lb_boundaries_load (project, error) : NULL;
  g_autoptr (GArray) faults = boundaries != NULL ? lb_faults_check (boundaries, NULL, error) : NULL;
  if (has && faults == NULL)
    return FALSE;
  for (guint i = 0; has && i < faults->len; i++)
    add_fault (findings, lb_boundaries_get_regions (boundaries), &g_array_index (faults, LbFault, i));
  return TRUE;
}

static gboolean
write_csv (const GPtrArray *findings, const char *target, GError **error)
{
  static const char *const head[] = {"rule", "severity", "region", "household", "row", "message", "remedy"};
  g_autoptr (LbCsvWriter) csv = lb_csv_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    lb_csv_writer_cell (csv, head[i]);
  lb_csv_writer_end_row (csv);
  for (guint i = 0; i < findings->len; i++) {
    const LbFinding *finding = g_ptr_array_index (findings, i);
    const char *const cells[] = {finding->rule, finding->severity, finding->region, finding->household,
                                 finding->row,  finding->message,  finding->remedy};
    for (guint c = 0; c < G_N_ELEMENTS (cells); c++)
      lb_csv_writer_cell (csv, cells[c]);
    lb_csv_writer_end_row (csv);
  }
  return lb_csv_writer_finish (csv, target, error);
}

static void
print_json (const GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++) {
    const LbFinding *finding = g_ptr_array_index (findings, i);
    json_builder_begin_object (builder);
    lb_json_add_text (builder, "rule", finding->rule);
    lb_json_add_text (builder, "severity", finding->severity);
    lb_json_add_text (builder, "region", finding->region);
    lb_json_add_text (builder, "household", finding->household);
    lb_json_add_text (builder, "row", finding->row);
    lb_json_add_text (builder, "message", finding->message);
    lb_json_add_text (builder, "remedy", finding->remedy);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  g_autofree char *text = lb_json_to_line (builder);
  printf ("%s\n", text);
}

static const char *
label_severity (const char *severity)
{
  if (g_str_equal (severity, "error"))
    return _ ("error");
  if (g_str_equal (severity, "warning"))
    return _ ("warning");
  return g_str_equal (severity, "note") ? _ ("note") : _ ("cannot tell");
}

/* One past the last finding of the rule and severity that stand at @first. */
static guint
end_of_rule (const GPtrArray *findings, guint first)
{
  const LbFinding *here = g_ptr_array_index (findings, first);
  guint end = first + 1;

  while (end < findings->len) {
    const LbFinding *next = g_ptr_array_index (findings, end);
    if (!g_str_equal (next->rule, here->rule) || !g_str_equal (next->severity, here->severity))
      break;
    end++;
  }
  return end;
}

static void
print_rules (const GPtrArray *findings)
{
  for (guint first = 0, end; first < findings->len; first = end) {
    const LbFinding *head = g_ptr_array_index (findings, first);
    end = end_of_rule (findings, first);
    const char *gap = *head->title != '\0' ? "  " : "";
    printf (_ ("%s  %s%s%s: %u"), label_severity (head->severity), head->rule, gap, head->title, end - first);
    printf ("\n");
    for (guint i = first; i < MIN (end, first + SHOWN); i++) {
      const LbFinding *finding = g_ptr_array_index (findings, i);
      printf ("  %s%s%s%s%s\n", finding->row, *finding->row != '\0' ? "  " : "", finding->household,
              *finding->household != '\0' ? "  " : "", finding->message);
    }
    if (end - first > SHOWN)
      printf ("  …\n");
    if (*head->remedy != '\0')
      printf ("  → %s\n", head->remedy);
  }
}

int
lb_check_project (const char *path, const char *rules, gint32 as_of, const char *csv, gboolean json, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, error);
  g_autoptr (GPtrArray) findings =
    project != NULL ? lb_findings_collect (project, rules, as_of, problems, NULL, error) : NULL;

  for (guint i = 0; i < problems->len; i++)
    lb_command_say ("%s", (const char *) g_ptr_array_index (problems, i));
  if (findings == NULL || !add_faults (findings, project, error))
    return LB_EXIT_NOTHING;
  g_ptr_array_sort (findings, lb_finding_compare);
  if (csv != NULL && !write_csv (findings, csv, error))
    return LB_EXIT_NOTHING;
  if (json)
    print_json (findings);
  if (csv == NULL && !json)
    print_rules (findings);
  return findings->len > 0 ? LB_EXIT_FINDINGS : LB_EXIT_DONE;
}
