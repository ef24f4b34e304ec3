#include "config.h"
#include "reports/compose.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"

#include <math.h>

typedef struct {
  LbProject *project;
  const LbReportOptions *options;
  LbDocument *document;
  LbBoundaries *boundaries; /* loaded for the first map, */
  LbLevel level;            /* down to this level        */
} Work;

void
lb_document_free (LbDocument *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->figures, lb_figures_free);
  g_clear_pointer (&self->template, lb_template_free);
  g_clear_pointer (&self->uses, g_array_unref);
  g_free (self->title);
  g_free (self->keywords);
  g_free (self);
}

static gboolean
find_region (const LbRegionTree *regions, const char *code, guint *region, GError **error)
{
  guint n;
  const guint *counties = lb_region_tree_get_level (regions, LB_LEVEL_COUNTY, &n);

  if (lb_region_tree_get_n (regions) == 0 || (code == NULL && n == 0)) {
    g_set_error_literal (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_DATA,
                         _ ("the project has no regions yet; import boundaries first"));
    return FALSE;
  }
  int found = code == NULL ? (int) counties[0] : lb_region_tree_find_code (regions, code);
  if (found < 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("no region of the project has the code “%s”"), code);
    return FALSE;
  }
  *region = (guint) found;
  if (lb_region_tree_get (regions, *region)->end > *region + 1)
    return TRUE;
  g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_DATA,
               _ ("%s has no regions below it to report on; choose a county, a township or a village with grids"),
               lb_region_tree_get (regions, *region)->name);
  return FALSE;
}

static gboolean
find_dates (const Work *work, gint32 *as_of, gint32 *since, GError **error)
{
  gint32 first, last;

  *as_of = work->options->as_of;
  *since = work->options->since;
  if (!lb_project_get_dates (work->project, &first, &last, error))
    return FALSE;
  if (*as_of == LB_DAY_NONE)
    *as_of = last;
  if (*as_of == LB_DAY_NONE) {
    g_set_error_literal (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_DATA,
                         _ ("the project has no ledgers yet; import households, cases and measures first"));
    return FALSE;
  }
  if (*since == LB_DAY_NONE || *since < *as_of)
    return TRUE;
  g_set_error_literal (error, LB_ERROR, LB_ERROR_USAGE, _ ("--since must be a day before --as-of"));
  return FALSE;
}

static gboolean
make_figures (Work *work, GError **error)
{
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (work->project, error);
  guint region;
  gint32 as_of, since;

  if (regions == NULL || !find_region (regions, work->options->region, &region, error) ||
      !find_dates (work, &as_of, &since, error))
    return FALSE;
  work->document->figures =
    lb_figures_new (regions, region, as_of, since, lb_project_get_name (work->project),
                    lb_project_get_issuer (work->project), lb_project_get_rules (work->project));
  return TRUE;
}

/* The value tables of one indicator of the template. */
static gboolean
add_indicator (Work *work, const LbTemplateIndicator *used, GError **error)
{
  LbFigures *figures = work->document->figures;
  g_autoptr (GError) local = NULL;
  g_autoptr (LbIndicator) indicator =
    lb_indicator_find (used->id, lb_project_get_path (work->project), "zh", &local);

  if (g_error_matches (local, LB_ERROR, LB_ERROR_NOT_FOUND)) {
    lb_template_set_error (work->document->template, used->line, used->column, error, "%s", local->message);
    return FALSE;
  }
  if (indicator == NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  g_autoptr (LbCube) cube = lb_cube_build (work->project, indicator, work->options->cancellable, error);
  if (cube == NULL)
    return FALSE;
  lb_figures_take (figures, lb_cube_at (cube, figures->as_of),
                   figures->since == LB_DAY_NONE ? NULL : lb_cube_at (cube, figures->since));
  return TRUE;
}

static gboolean
add_indicators (Work *work, GError **error)
{
  g_autoptr (GArray) list = lb_template_list_indicators (work->document->template);

  for (guint i = 0; i < list->len; i++)
    if (!add_indicator (work, &g_array_index (list, LbTemplateIndicator, i), error))
      return FALSE;
  return TRUE;
}

/* What the whole county comes to: "0.14 户/km²（366户1053人）", "69.74 %（1053 ÷ 1510）". */
static char *
summary_of (const LbValues *values, guint county)
{
  g_autofree char *value = lb_values_format (values, county);
  g_autofree char *numerator = lb_format_number (values->numerator[county], 0);

  if (values->persons != NULL) {
    g_autofree char *persons = lb_format_number (values->persons[county], 0);
    return g_strdup_printf ("%s %s（在册 %s 户 %s 人）", value, values->indicator->unit, numerator, persons);
  }
  g_autofree char *denominator = lb_format_number (values->denominator[county], 0);
  return g_strdup_printf ("%s %s（%s ÷ %s）", value, values->indicator->unit, numerator, denominator);
}

static LbMap *
make_map (const char *indicator, LbLevel level, const char *title, const char *note, gpointer user_data,
          GError **error)
{
  Work *work = user_data;
  const LbFigures *figures = work->document->figures;
  const LbValues *values = lb_figures_find (figures, indicator)->now;

  if (work->boundaries != NULL && level > work->level)
    g_clear_pointer (&work->boundaries, lb_boundaries_unref);
  if (work->boundaries == NULL)
    work->boundaries = lb_boundaries_load_to (work->project, level, error);
  work->level = MAX (work->level, level);
  if (work->boundaries == NULL)
    return NULL;
  int county = lb_region_tree_get_ancestor (figures->regions, figures->region, LB_LEVEL_COUNTY);
  g_autofree char *as_of = lb_day_to_text (figures->as_of);
  g_autofree char *summary = summary_of (values, county < 0 ? figures->region : (guint) county);
  LbMapSpec spec = {
    .level = level, .values = values->value, .classify = LB_CLASSIFY_JENKS, .n_classes = 5,
    .palette = values->indicator->palette, .reversed = values->indicator->better == LB_BETTER_UP,
    .title = title, .indicator = values->indicator->name, .unit = values->indicator->unit,
    .decimals = values->indicator->decimals, .as_of = as_of, .maker = figures->issuer,
    .source = "监测对象、帮扶措施台账；区划界线", .summary = summary, .note = note, .language = "zh"};
  return lb_map_new (work->boundaries, &spec, error);
}

/* The closing line and the metadata: what the report was made from. */
static gboolean
sign (Work *work, GError **error)
{
  LbDocument *document = work->document;
  const LbFigures *figures = document->figures;
  g_autofree char *data = lb_project_dup_fingerprint (work->project, error);
  if (data == NULL)
    return FALSE;

  g_autofree char *as_of = lb_day_to_text (figures->as_of);
  g_autofree char *since = figures->since == LB_DAY_NONE ? g_strdup ("-") : lb_day_to_text (figures->since);
  const char *template = lb_template_get_sha256 (document->template);
  document->keywords = g_strdup_printf (
    "kind=%s; region=%s; as-of=%s; since=%s; rules=%s; data=%s; template=%s; program=Lookback %s",
    work->options->kind, lb_region_tree_get (figures->regions, figures->region)->code, as_of, since, figures->rules,
    data, template, LB_VERSION);
  g_autofree char *line = g_strdup_printf (
    "本报告由回望%s生成。数据指纹%.16s，模板指纹%.16s，数据截止%s%s%s，规则集%s。"
    "同一数据、日期、模板和程序版本再次生成，内容逐字节相同。", LB_VERSION, data, template, as_of,
    figures->since == LB_DAY_NONE ? "" : "，基期", figures->since == LB_DAY_NONE ? "" : since, figures->rules);
  LbBlock *note = lb_block_new (LB_BLOCK_NOTE);
  lb_block_add (note, LB_ROLE_SONG, line);
  g_ptr_array_add (document->blocks, note);
  return TRUE;
}

static char *
find_title (const GPtrArray *blocks, const char *otherwise)
{
  for (guint i = 0; i < blocks->len; i++) {
    const LbBlock *block = g_ptr_array_index (blocks, i);
    if (block->type == LB_BLOCK_TITLE)
      return g_strdup (block->outline);
  }
  return g_strdup (otherwise);
}

LbDocument *
lb_compose (LbProject *project, const LbReportOptions *options, const char *template_path, GError **error)
{
  g_autoptr (LbDocument) document = g_new0 (LbDocument, 1);
  Work work = {project, options, document, NULL, LB_LEVEL_COUNTY};
  g_autofree char *file = g_strconcat (options->kind, ".txt", NULL);
  g_autofree char *shipped = template_path == NULL ? lb_paths_data ("reports", file, NULL) : g_strdup (template_path);

  if (!lb_report_check_kind (options->kind, error))
    return NULL;
  document->uses = lb_template_uses_new ();
  document->template = lb_template_load (shipped, error);
  if (document->template == NULL || !make_figures (&work, error) || !add_indicators (&work, error))
    return NULL;
  document->blocks = lb_template_fill (document->template, document->figures, make_map, &work, document->uses, error);
  g_clear_pointer (&work.boundaries, lb_boundaries_unref);
  if (document->blocks == NULL || !sign (&work, error))
    return NULL;
  document->title = find_title (document->blocks, options->kind);
  return g_steal_pointer (&document);
}
