/* What a report speaks of and when, and the numbers its template names. */
#include "config.h"
#include "reports/compose-private.h"
#include "reports/disclosure.h"
#include "src/cubes.h"
#include "src/date.h"
#include "src/error.h"
#include "src/hits-table.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/relations.h"
#include "src/rules.h"
#include "src/suppress.h"

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
  return TRUE;
}

static gboolean
find_dates (const LbCompose *self, gint32 *as_of, gint32 *since, GError **error)
{
  gint32 first, last;

  *as_of = self->options->as_of;
  *since = self->options->since;
  if (!lb_project_get_dates (self->project, &first, &last, error))
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

/* Thresholds of words. Percent in the rules, shares here. */
static void
read_limits (LbFigures *figures, const LbRules *rules)
{
  double few = 10, some = 30;

  lb_rules_get_number (rules, "words.few", figures->as_of, &few);
  lb_rules_get_number (rules, "words.some", figures->as_of, &some);
  figures->limits.few = few / 100;
  figures->limits.some = some / 100;
}

/* Adds the members of the family @id to @members, and to the end the family itself where there is such a whole; LB_ERROR_NOT_FOUND when there are none. */
static gboolean
list_family (const char *id, const char *project_path, const char *language, GPtrArray *members, GError **error)
{
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (project_path, language, NULL);
  g_autofree char *prefix = g_strconcat (id, ":", NULL);

  for (guint i = 0; i < all->len; i++) {
    LbIndicator *indicator = g_ptr_array_index (all, i);
    if (g_str_has_prefix (indicator->id, prefix))
      g_ptr_array_add (members, lb_indicator_ref (indicator));
    for (guint k = 0; g_str_equal (indicator->id, id) && k < indicator->facets->len; k++) {
      LbIndicator *member =
        lb_indicator_dup_facet (indicator, g_array_index (indicator->facets, LbFacet, k).code, error);
      if (member == NULL)
        return FALSE;
      g_ptr_array_add (members, member);
    }
    if (g_str_equal (indicator->id, id) && indicator->whole)
      g_ptr_array_add (members, lb_indicator_ref (indicator));
  }
  if (members->len == 0)
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("the indicator “%s” has no members"), id);
  return members->len > 0;
}

/* An error about a name belongs to its place in the template; others stay as they are. */
static gboolean
place_error (const LbCompose *self, const LbTemplateName *name, GError *local, GError **error)
{
  if (g_error_matches (local, LB_ERROR, LB_ERROR_NOT_FOUND)) {
    lb_template_set_error (self->document->template, name->line, name->column, error, "%s", local->message);
    g_error_free (local);
  } else
    g_propagate_error (error, local);
  return FALSE;
}

/* Takes @indicator. A template may name a member and its whole family. */
static void
add_once (GPtrArray *wanted, LbIndicator *indicator)
{
  for (guint i = 0; i < wanted->len; i++)
    if (g_str_equal (((const LbIndicator *) wanted->pdata[i])->id, indicator->id)) {
      lb_indicator_unref (indicator);
      return;
    }
  g_ptr_array_add (wanted, indicator);
}

/* Adds to @wanted the indicator that @name names, or the members of its family. */
static gboolean
want (LbCompose *self, const LbTemplateName *name, GPtrArray *wanted, GError **error)
{
  const char *path = lb_project_get_path (self->project);
  GError *local = NULL;

  if (!name->family) {
    LbIndicator *indicator = lb_indicator_find (name->id, path, "zh", &local);
    if (indicator == NULL)
      return place_error (self, name, local, error);
    add_once (wanted, indicator);
    return TRUE;
  }
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  if (!list_family (name->id, path, "zh", members, &local))
    return place_error (self, name, local, error);
  lb_figures_add_family (self->document->figures, name->id, members);
  for (guint i = 0; i < members->len; i++)
    add_once (wanted, members->pdata[i]);
  return TRUE;
}

/* The value tables of all indicators of the template, worked out side by side. */
static gboolean
add_indicators (LbCompose *self, GError **error)
{
  g_autoptr (GArray) names = lb_template_list_indicators (self->document->template);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_indicator_unref);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    if (!want (self, &g_array_index (names, LbTemplateName, i), wanted, error))
      return FALSE;
  g_autoptr (GPtrArray) cubes = lb_cubes_build_within (self->project, wanted, LB_LIMIT_CUBE_BYTES, &self->hits, problems, self->options->cancellable, error);
  if (cubes == NULL)
    return FALSE;
  if (problems->len > 0) {
    g_set_error_literal (error, LB_ERROR, LB_ERROR_INPUT, g_ptr_array_index (problems, 0));
    return FALSE;
  }
  for (guint i = 0; i < cubes->len; i++)
    lb_figures_add (self->document->figures, g_ptr_array_index (cubes, i));
  return TRUE;
}

/* What the checks found, for the lists that read it: as the indicators had it, else found now. */
static gboolean
add_hits (LbCompose *self, const GArray *names, LbRules *rules, LbDb *db, GError **error)
{
  const char *path = lb_project_get_path (self->project);
  gboolean needed = FALSE;

  for (guint i = 0; !needed && i < names->len; i++)
    needed = lb_list_needs_checks (path, g_array_index (names, LbTemplateName, i).id);
  if (!needed)
    return TRUE;
  if (self->hits == NULL) {
    g_autoptr (GPtrArray) checks = lb_check_catalogue (path, "zh", NULL);
    self->hits = lb_check_hits_find (db, rules, checks, self->options->cancellable, error);
  }
  return self->hits != NULL && lb_hits_table_make (db, self->hits->lists, error);
}

static gboolean
add_lists (LbCompose *self, LbRules *rules, GError **error)
{
  LbFigures *figures = self->document->figures;
  g_autoptr (GArray) names = lb_template_list_lists (self->document->template);
  g_autoptr (LbKeptRelations) kept = lb_kept_relations_new (lb_project_get_path (self->project), error);
  g_autoptr (LbDb) db = kept != NULL ? lb_db_open (lb_project_get_path (self->project), LB_DB_READ, error) : NULL;
  if (db == NULL || !lb_relations_make (db, error) || !lb_kept_relations_attach (kept, db, error) || !lb_rules_register (rules, db, error) ||
      !add_hits (self, names, rules, db, error))
    return FALSE;

  g_autoptr (LbGuard) guard = lb_guard_new (db);
  LbListContext context = {guard, figures->regions, figures->as_of, figures->since, FALSE, self->options->cancellable};
  for (guint i = 0; i < names->len; i++) {
    const LbTemplateName *name = &g_array_index (names, LbTemplateName, i);
    GError *local = NULL;
    LbList *list = lb_list_new (&context, lb_project_get_path (self->project), name->id, &local);
    if (list == NULL)
      return place_error (self, name, local, error);
    lb_figures_take_list (figures, list);
  }
  return TRUE;
}

/* For publication: what may be told, decided for all figures at once. */
static gboolean
decide_disclosure (const LbCompose *self, const LbRules *rules, GError **error)
{
  LbFigures *figures = self->document->figures;
  guint small_cell;

  if (!self->options->public_)
    return TRUE;
  if (!lb_suppress_get_small_cell (rules, figures->as_of, &small_cell, error))
    return FALSE;
  g_autoptr (GHashTable) left = lb_template_list_left (self->document->template);
  figures->disclosure = lb_disclosure_new (figures, small_cell, left);
  return TRUE;
}

gboolean
lb_compose_figures (LbCompose *self, GError **error)
{
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (self->project, error);
  guint region;
  gint32 as_of, since;

  if (regions == NULL || !find_region (regions, self->options->region, &region, error) ||
      !find_dates (self, &as_of, &since, error))
    return FALSE;
  self->document->figures =
    lb_figures_new (regions, region, as_of, since, lb_project_get_name (self->project),
                    lb_project_get_issuer (self->project), lb_project_get_rules (self->project));
  g_autoptr (LbRules) rules = lb_rules_load_for_project (self->project, NULL, error);
  if (rules == NULL)
    return FALSE;
  self->document->figures->rule_set = lb_rules_ref (rules);
  read_limits (self->document->figures, rules);
  return add_indicators (self, error) && decide_disclosure (self, rules, error) && add_lists (self, rules, error);
}
