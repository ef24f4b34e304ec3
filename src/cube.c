#include "config.h"
#include "src/cube.h"
#include "src/cube-private.h"
#include "src/date.h"
#include "src/limits.h"

#include <math.h>

struct _LbCube {
  gatomicrefcount refs;
  LbIndicator *indicator;
  LbRegionTree *regions;
  LbCubePlace *place; /* of its body */
  gint32 first_day, last_day;
  gsize size;
  gboolean has_persons;
  double min_base;
};

LbCube *
lb_cube_new (LbIndicator *indicator, LbRegionTree *regions, LbCubeBody *body, double min_base)
{
  LbCube *self = g_new0 (LbCube, 1);

  g_atomic_ref_count_init (&self->refs);
  self->indicator = lb_indicator_ref (indicator);
  self->regions = lb_region_tree_ref (regions);
  self->place = lb_cube_place_new (NULL, body, NULL);
  self->min_base = indicator->plain ? 0 : min_base;
  self->has_persons = lb_cube_body_has_persons (body);
  self->size = sizeof *self + lb_cube_body_get_size (body);
  lb_cube_body_get_days (body, &self->first_day, &self->last_day);
  return self;
}

void
lb_cube_shelve (LbCube *self, LbCubeShelf *shelf, GBytes *packed)
{
  g_autoptr (LbCubeBody) body = lb_cube_place_hold (self->place);

  lb_cube_place_free (self->place);
  self->place = lb_cube_place_new (shelf, body, packed);
}

GBytes *
lb_cube_dup_packed (LbCube *self)
{
  g_autoptr (LbCubeBody) body = NULL;

  if (lb_cube_place_get_packed (self->place) != NULL)
    return g_bytes_ref (lb_cube_place_get_packed (self->place));
  body = lb_cube_place_hold (self->place);
  return lb_cube_body_pack (body);
}

gboolean
lb_cubes_read (LbDeltaReader *reader, const GPtrArray *members, LbRegionTree *regions, LbCube **cubes, GCancellable *cancellable,
               GError **error)
{
  guint n_regions = lb_region_tree_get_n (regions);
  double min_base = 0;
  g_autoptr (LbDeltas) deltas = lb_deltas_read (reader, members, regions, LB_LIMIT_QUERY_SECONDS, cancellable, error);

  if (deltas == NULL)
    return FALSE;
  lb_rules_get_number (lb_delta_reader_get_rules (reader), "rank.min_base", LB_DAY_NONE, &min_base);
  g_autoptr (LbSortedDeltas) common = lb_deltas_sort (deltas->common, n_regions);
  for (guint i = 0; i < members->len; i++) {
    g_autoptr (LbSortedDeltas) own = lb_deltas_sort (deltas->own->pdata[i], n_regions);
    g_autoptr (LbCubeBody) body = lb_cube_body_new (common, own, n_regions, deltas->has_persons);
    cubes[i] = lb_cube_new (members->pdata[i], regions, body, min_base);
  }
  return TRUE;
}

LbCube *
lb_cube_from_cache (LbCubeCache *cache, LbIndicator *indicator, LbRegionTree *regions, const LbRules *rules, GBytes **bytes)
{
  g_autoptr (GBytes) packed = lb_cube_cache_load (cache, indicator);
  g_autoptr (LbCubeBody) body = packed != NULL ? lb_cube_body_unpack (packed, lb_region_tree_get_n (regions)) : NULL;
  double min_base = 0;

  lb_rules_get_number (rules, "rank.min_base", LB_DAY_NONE, &min_base);
  if (bytes != NULL && body != NULL)
    *bytes = g_steal_pointer (&packed);
  return body != NULL ? lb_cube_new (indicator, regions, body, min_base) : NULL;
}

LbCube *
lb_cube_build (LbProject *project, LbIndicator *indicator, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (project, error);
  g_autoptr (LbRules) rules = regions != NULL ? lb_rules_load_for_project (project, NULL, error) : NULL;
  g_autoptr (LbCubeCache) cache = rules != NULL ? lb_cube_cache_new (project, rules) : NULL;
  LbCube *cube = cache != NULL ? lb_cube_from_cache (cache, indicator, regions, rules, NULL) : NULL;

  if (cache == NULL || cube != NULL)
    return cube;
  g_autoptr (LbDeltaReader) reader = lb_delta_reader_open (lb_project_get_path (project), rules, NULL, error);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  g_ptr_array_add (members, indicator);
  return reader != NULL && lb_cubes_read (reader, members, regions, &cube, cancellable, error) ? cube : NULL;
}

LbCube *
lb_cube_ref (LbCube *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_cube_unref (LbCube *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lb_indicator_unref (self->indicator);
  lb_region_tree_unref (self->regions);
  lb_cube_place_free (self->place);
  g_free (self);
}

LbIndicator *
lb_cube_get_indicator (const LbCube *self)
{
  return self->indicator;
}

LbRegionTree *
lb_cube_get_regions (const LbCube *self)
{
  return self->regions;
}

void
lb_cube_get_days (const LbCube *self, gint32 *first, gint32 *last)
{
  *first = self->first_day;
  *last = self->last_day;
}

gsize
lb_cube_get_size (const LbCube *self)
{
  return self->size;
}

/* Where the figures of each region go on @day; (transfer full) in @own where that is not simply its parent. */
static const int *
find_above (const LbRegionTree *regions, gint32 day, int **own)
{
  guint n = lb_region_tree_get_n (regions);

  if (day <= lb_region_tree_get_first_end (regions))
    return lb_region_tree_get_parents (regions);
  *own = g_new (int, n);
  for (guint i = 0; i < n; i++)
    (*own)[i] = lb_region_tree_get_above (regions, i, day);
  return *own;
}

/* Pre-order makes every child's number larger than its parent's: one pass from the last sums the whole tree. A region that no
 * longer stands gives what it has to a successor, which may have had its turn already: then so have those above it, up to the
 * first that has not. */
static void
sum_up_tree (const LbRegionTree *regions, gint32 day, const int *above, double *figure)
{
  guint n = lb_region_tree_get_n (regions);

  for (guint i = n; i-- > 0;)
    for (int to = above[i]; to >= 0; to = (guint) to > i ? above[to] : -1)
      figure[to] += figure[i];
  for (guint i = 0; day > lb_region_tree_get_first_end (regions) && i < n; i++)
    if (!lb_region_stands (lb_region_tree_get (regions, i), day))
      figure[i] = 0;
}

/* The numerator becomes that of each region's fullest month in the window. */
static void
take_peak (const LbCube *self, const LbCubeBody *body, LbValues *values, gint32 territory, const int *above)
{
  guint n = (guint) self->indicator->window_months;
  g_autofree gint32 *days = g_new (gint32, n + 1);
  g_autofree double *figures = g_new0 (double, (gsize) n * values->n);
  g_autofree double **months = g_new (double *, n);

  for (guint m = 0; m <= n; m++)
    days[m] = lb_day_months_before (values->as_of, (int) m);
  for (guint m = 0; m < n; m++)
    months[m] = figures + (gsize) m * values->n;
  lb_cube_body_add_growth (body, days, n, months);
  for (guint m = 0; m < n; m++) {
    sum_up_tree (values->regions, territory, above, months[m]);
    for (guint i = 0; i < values->n; i++)
      values->numerator[i] = m == 0 ? months[m][i] : MAX (values->numerator[i], months[m][i]);
  }
}

static void
set_values (LbValues *values)
{
  for (guint i = 0; i < values->n; i++)
    values->value[i] = lb_indicator_divide (values->indicator, values->numerator[i], values->denominator[i]);
}

/* The values on @as_of in the regions that stood on @territory. */
static LbValues *
values_at (LbCube *self, gint32 as_of, gint32 territory)
{
  LbValues *values = lb_values_new (self->indicator, self->regions, self->has_persons);
  double *const into[LB_N_FIGURES] = {values->numerator, values->denominator, values->persons};
  g_autoptr (LbCubeBody) body = lb_cube_place_hold (self->place);
  g_autofree int *own = NULL;
  const int *above = find_above (self->regions, territory, &own);

  values->as_of = as_of;
  values->min_base = self->min_base;
  lb_cube_body_add_always (body, into);
  lb_cube_body_add_totals (body, into, as_of, 1);
  if (self->indicator->flow)
    lb_cube_body_add_totals (body, into, lb_day_before_window (self->indicator, as_of), -1);
  for (int f = 0; f < LB_N_FIGURES; f++)
    if (into[f] != NULL)
      sum_up_tree (values->regions, territory, above, into[f]);
  if (self->indicator->form == LB_FORM_PEAK)
    take_peak (self, body, values, territory, above);
  set_values (values);
  return values;
}

LbValues *
lb_cube_at (LbCube *self, gint32 as_of)
{
  return values_at (self, as_of, as_of);
}

LbValues *
lb_cube_between (LbCube *self, gint32 since, gint32 as_of)
{
  LbValues *values = lb_cube_at (self, as_of);
  g_autoptr (LbValues) before = values_at (self, since, as_of);

  values->since = since;
  for (guint i = 0; i < values->n; i++) {
    values->numerator[i] -= before->numerator[i];
    values->denominator[i] -= before->denominator[i];
    if (values->persons != NULL)
      values->persons[i] -= before->persons[i];
    values->value[i] -= before->value[i];
  }
  return values;
}
