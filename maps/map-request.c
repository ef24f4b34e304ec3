#include "config.h"
#include "maps/map-request.h"
#include "maps/foreign.h"
#include "maps/error.h"
#include "maps/map-private.h"
#include "maps/words.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/suppress.h"

#include <math.h>
#include <string.h>

/* What the spec of a map points to while it is made. */
typedef struct {
  LbBoundaries *boundaries;
  LbIndicator *indicator, *second_indicator;
  LbValues *values, *second_values; /* of the second: NULL unless two were asked for */
  gboolean *suppressed;             /* by region; NULL: all may be shown */
  LbWords *words;
  GPtrArray *strings;
  LbMapSpec spec;
  double *limits;
} Making;

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->boundaries, lb_boundaries_unref);
  g_clear_pointer (&self->indicator, lb_indicator_unref);
  g_clear_pointer (&self->values, lb_values_unref);
  g_clear_pointer (&self->second_indicator, lb_indicator_unref);
  g_clear_pointer (&self->second_values, lb_values_unref);
  g_clear_pointer (&self->words, lb_words_free);
  g_clear_pointer (&self->strings, g_ptr_array_unref);
  g_free (self->suppressed);
  g_free (self->limits);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

void
lb_map_request_clear (LbMapRequest *self)
{
  char **words[] = {&self->source,     &self->indicator_id, &self->field,  &self->level_text, &self->as_of_text,
                    &self->since_text, &self->method_text,  &self->breaks, &self->palette,
                    &self->sheet};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_clear_pointer (words[i], g_free);
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->limits, g_array_unref);
}

static gboolean
misuse (GError **error, const char *message)
{
  g_set_error_literal (error, LB_ERROR, LB_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
check_pair (const LbMapRequest *self, GError **error)
{
  guint n = self->ids != NULL ? g_strv_length (self->ids) : 0;

  if (n > 2)
    return misuse (error, _ ("a map shows one indicator or two; write them as --indicator D01,M01"));
  if (n == 2 && self->since_text != NULL)
    return misuse (error, _ ("--since shows the change of one indicator; leave out --since or name one indicator"));
  if (n == 2 && (self->method_text != NULL || self->breaks != NULL || self->n_classes > 0))
    return misuse (error, _ ("a map of two indicators has three classes of each by quantile; leave out --classify, --classes and "
                             "--breaks"));
  return TRUE;
}

static gboolean
check_combination (const LbMapRequest *self, GError **error)
{
  gboolean bare = lb_boundaries_is_bare (self->source);

  if (self->indicator_id != NULL && self->field != NULL)
    return misuse (error, _ ("a map shows an indicator or a field, not both; leave out --indicator or --field"));
  if (self->sheet != NULL && !(bare && lb_foreign_has_name (self->source)))
    return misuse (error, _ ("--sheet is for GeoPackages and other files of boundaries that can have several layers; leave "
                             "it out"));
  if (bare && (self->indicator_id != NULL || self->as_of_text != NULL || self->since_text != NULL))
    return misuse (error, _ ("a bare boundary file has no indicators and no dates; use --field, or import it into a project"));
  if (!bare && self->field != NULL)
    return misuse (error, _ ("--field is for bare boundary files; for a project use --indicator"));
  if (self->for_public && self->indicator_id == NULL)
    return misuse (error, _ ("--public hides small cells of an indicator; name one with --indicator"));
  if (self->since_text != NULL && self->indicator_id == NULL)
    return misuse (error, _ ("--since needs an indicator; name one with --indicator"));
  if (self->since_text != NULL && self->as_of_text != NULL && self->since >= self->as_of)
    return misuse (error, _ ("--since must be a day before --as-of"));
  if (self->method == LB_CLASSIFY_MANUAL && self->limits->len == 0)
    return misuse (error, _ ("chosen limits are missing; name them with --breaks from the lowest to the highest"));
  if (self->n_classes < 0 || self->n_classes > 12)
    return misuse (error, _ ("the number of classes must be from 1 to 12"));
  return check_pair (self, error);
}

gboolean
lb_map_request_check (LbMapRequest *self, GError **error)
{
  self->limits = g_array_new (FALSE, FALSE, sizeof (double));
  self->as_of = self->since = LB_DAY_NONE;
  self->method = LB_CLASSIFY_JENKS;
  self->ids = self->indicator_id != NULL ? g_strsplit (self->indicator_id, ",", -1) : NULL;
  if (self->level_text != NULL && !lb_level_parse (self->level_text, &self->level, error))
    return FALSE;
  if (self->as_of_text != NULL && !lb_day_parse (self->as_of_text, &self->as_of, error))
    return FALSE;
  if (self->since_text != NULL && !lb_day_parse (self->since_text, &self->since, error))
    return FALSE;
  if (self->method_text != NULL && !lb_classify_parse (self->method_text, &self->method, error))
    return FALSE;
  if (self->breaks != NULL) {
    if (!lb_classes_parse_limits (self->breaks, self->limits, error))
      return FALSE;
    if (self->method_text != NULL && self->method != LB_CLASSIFY_MANUAL)
      return misuse (error, _ ("--breaks are the limits of the method manual; leave out --classify or --breaks"));
    self->method = LB_CLASSIFY_MANUAL;
    self->n_classes = (int) self->limits->len - 1;
  }
  return check_combination (self, error);
}

static const char *
keep (Making *making, char *text)
{
  g_ptr_array_add (making->strings, text);
  return text;
}

gboolean
lb_map_request_is_shapefile (const LbMapRequest *self)
{
  g_autofree char *lower = g_ascii_strdown (self->source, -1);

  return g_str_has_suffix (lower, ".shp");
}

gboolean
lb_map_request_refuse_level (const LbMapRequest *self, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("%s has no regions of the level %s; choose another --level"),
               self->source, lb_level_to_text (self->level));
  return FALSE;
}

/* The level asked for, else villages, else the deepest there is. */
static gboolean
choose_level (LbMapRequest *self, const LbBoundaries *boundaries, GError **error)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (boundaries);
  guint n;

  if (self->level_text == NULL) {
    lb_region_tree_get_level (tree, LB_LEVEL_VILLAGE, &n);
    self->level = n > 0 ? LB_LEVEL_VILLAGE : lb_region_tree_get_deepest (tree);
    return TRUE;
  }
  lb_region_tree_get_level (tree, self->level, &n);
  if (n > 0)
    return TRUE;
  return lb_map_request_refuse_level (self, error);
}

static gboolean
choose_days (LbMapRequest *self, LbProject *project, GError **error)
{
  gint32 first, last;

  if (self->as_of == LB_DAY_NONE) {
    if (!lb_project_get_dates (project, &first, &last, error))
      return FALSE;
    if (last == LB_DAY_NONE) {
      g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("%s has no ledgers yet; import some, or name a day with --as-of"),
                   self->source);
      return FALSE;
    }
    self->as_of = last;
  }
  if (self->since == LB_DAY_NONE || self->since < self->as_of)
    return TRUE;
  g_autofree char *day = lb_day_to_text (self->as_of);
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("--since must be a day before the map's date %s"), day);
  return FALSE;
}

/* Adds what @values may not show to what the map hides. */
static gboolean
suppress (const LbMapRequest *self, Making *making, LbProject *project, LbCube *cube, const LbValues *values, GError **error)
{
  g_autoptr (LbValues) earlier = self->since != LB_DAY_NONE ? lb_cube_at (cube, self->since) : NULL;
  g_autoptr (LbValues) later = self->since != LB_DAY_NONE ? lb_cube_at (cube, self->as_of) : NULL;
  g_autofree gboolean *hidden = lb_suppress_for_project (project, values, earlier, later, error);

  if (hidden == NULL)
    return FALSE;
  if (making->suppressed == NULL)
    making->suppressed = g_steal_pointer (&hidden);
  else
    for (guint i = 0; i < values->n; i++)
      making->suppressed[i] = making->suppressed[i] || hidden[i];
  making->spec.suppressed = making->suppressed;
  return TRUE;
}

static LbValues *
read_indicator (const LbMapRequest *self, Making *making, LbProject *project, LbIndicator *indicator, GError **error)
{
  g_autoptr (LbCube) cube = lb_cube_build (project, indicator, NULL, error);

  if (cube == NULL)
    return NULL;
  if (lb_cube_get_regions (cube) != lb_boundaries_get_regions (making->boundaries) &&
      lb_region_tree_get_n (lb_cube_get_regions (cube)) !=
        lb_region_tree_get_n (lb_boundaries_get_regions (making->boundaries))) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT, _ ("%s changed while it was read; try again"), self->source);
    return NULL;
  }
  g_autoptr (LbValues) values =
    self->since == LB_DAY_NONE ? lb_cube_at (cube, self->as_of) : lb_cube_between (cube, self->since, self->as_of);
  if (self->for_public && !suppress (self, making, project, cube, values, error))
    return NULL;
  return g_steal_pointer (&values);
}

static gboolean
read_values (LbMapRequest *self, Making *making, LbProject *project, GError **error)
{
  gboolean two = self->ids[0] != NULL && self->ids[1] != NULL;

  making->indicator = lb_indicator_find (self->ids[0] != NULL ? self->ids[0] : "", self->source, lb_i18n_language (), error);
  if (making->indicator != NULL && two)
    making->second_indicator = lb_indicator_find (self->ids[1], self->source, lb_i18n_language (), error);
  if (making->indicator == NULL || (two && making->second_indicator == NULL) || !choose_days (self, project, error))
    return FALSE;
  making->values = read_indicator (self, making, project, making->indicator, error);
  if (making->values != NULL && two)
    making->second_values = read_indicator (self, making, project, making->second_indicator, error);
  return making->values != NULL && (!two || making->second_values != NULL);
}

/* Differences: diverging colours, zero in the middle, more is the alarming side unless more is better. */
static void
describe_change (LbMapRequest *self, Making *making)
{
  LbMapSpec *spec = &making->spec;
  guint n, k = self->n_classes > 0 ? (guint) self->n_classes : 7;
  const guint *numbers = lb_region_tree_get_level (lb_boundaries_get_regions (making->boundaries), self->level, &n);
  g_autofree double *shown = g_new (double, n + 1);

  spec->indicator = keep (making, lb_words_fill (making->words, "change", "what", making->indicator->name, NULL));
  if (g_strcmp0 (spec->unit, "%") == 0) /* two shares differ by points, not by per cent */
    spec->unit = lb_words_get (making->words, "points");
  spec->palette = self->palette != NULL ? self->palette : "PuOr";
  spec->reversed = making->indicator->better != LB_BETTER_UP;
  if (self->method_text != NULL || self->breaks != NULL)
    return;
  for (guint i = 0; i < n; i++)
    shown[i] = making->values->value[numbers[i]];
  making->limits = lb_classes_symmetric_limits (shown, n, &k);
  if (making->limits == NULL)
    return;
  spec->classify = LB_CLASSIFY_MANUAL;
  spec->limits = making->limits;
  spec->n_classes = k;
}

static void
describe_indicator (LbMapRequest *self, Making *making, LbProject *project)
{
  LbMapSpec *spec = &making->spec;
  const LbIndicator *indicator = making->indicator;
  gboolean change = self->since != LB_DAY_NONE;
  const char *as_of = keep (making, lb_day_to_text (self->as_of));
  const char *day = keep (making, lb_words_date (making->words, as_of));
  g_autofree char *since_iso = change ? lb_day_to_text (self->since) : NULL;
  g_autofree char *since = change ? lb_words_date (making->words, since_iso) : g_strdup ("");
  g_autofree char *definition = lb_words_fill (making->words, "definition", "source", indicator->source, NULL);

  spec->values = making->values->value;
  spec->indicator = indicator->name;
  spec->unit = indicator->unit;
  spec->decimals = indicator->decimals;
  spec->palette = self->palette != NULL ? self->palette : indicator->palette;
  spec->reversed = indicator->better == LB_BETTER_UP;
  spec->as_of = as_of;
  spec->source = lb_words_get (making->words, "sources");
  spec->note = keep (making, g_strconcat (definition, indicator->note, NULL));
  spec->title = keep (making, lb_words_fill (making->words, change ? "title-change" : "title", "county",
                                             lb_project_get_name (project), "what", indicator->name, "date", day,
                                             "since", since, NULL));
  if (change)
    describe_change (self, making);
  if (making->second_indicator != NULL) {
    const LbPairWish pair = {making->values, making->second_values, lb_project_get_name (project), day};
    lb_map_describe_pair (spec, &pair, making->words, making->strings);
    spec->palette = self->palette;
    return;
  }
  char *summary = lb_values_summarise (making->values, making->words, spec->unit, change);
  if (summary != NULL)
    spec->summary = keep (making, summary);
}

static gboolean
prepare_project (LbMapRequest *self, Making *making, LbTiming *timing, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (self->source, LB_DB_READ, error);

  if (project == NULL)
    return FALSE;
  making->boundaries = lb_boundaries_load (project, error);
  if (making->boundaries == NULL || !choose_level (self, making->boundaries, error))
    return FALSE;
  lb_timing_stage (timing, "read");
  making->spec.maker = keep (making, g_strdup (lb_project_get_issuer (project)));
  if (self->indicator_id == NULL) {
    making->spec.title =
      keep (making, lb_words_fill (making->words, "title-plain", "county", lb_project_get_name (project), NULL));
    return TRUE;
  }
  if (!read_values (self, making, project, error))
    return FALSE;
  describe_indicator (self, making, project);
  lb_timing_stage (timing, "values");
  return TRUE;
}

static gboolean
prepare_bare (LbMapRequest *self, Making *making, LbTiming *timing, GError **error)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);

  making->boundaries = lb_boundaries_open_layer (self->source, self->sheet, self->field, NULL, NULL, notices, error);
  for (guint i = 0; i < notices->len; i++)
    lb_command_say ("%s", (const char *) g_ptr_array_index (notices, i));
  if (making->boundaries == NULL || !choose_level (self, making->boundaries, error))
    return FALSE;
  making->spec.values = lb_boundaries_get_field (making->boundaries);
  making->spec.palette = self->palette;
  making->spec.indicator = self->field;
  g_autofree char *name = g_path_get_basename (self->source);
  char *dot = strrchr (name, '.');
  if (dot != NULL)
    *dot = '\0';
  making->spec.title = self->field != NULL
                         ? keep (making, lb_words_fill (making->words, "title-field", "what", self->field, NULL))
                         : keep (making, g_strdup (name));
  lb_timing_stage (timing, "read");
  return TRUE;
}

LbMap *
lb_map_request_run (LbMapRequest *self, LbTiming *timing, GError **error)
{
  g_auto (Making) making = {0};

  making.strings = g_ptr_array_new_with_free_func (g_free);
  making.words = lb_words_load (lb_i18n_language (), error);
  if (making.words == NULL)
    return NULL;
  making.spec.language = lb_i18n_language ();
  making.spec.classify = self->method;
  making.spec.n_classes = self->n_classes > 0 ? (guint) self->n_classes : 5;
  making.spec.limits = self->limits->len > 0 ? (const double *) (const void *) self->limits->data : NULL;
  gboolean ready = lb_boundaries_is_bare (self->source) ? prepare_bare (self, &making, timing, error)
                                                        : prepare_project (self, &making, timing, error);
  if (!ready)
    return NULL;
  making.spec.level = self->level;
  if (!self->for_pixels) {
    LbMap *map = lb_map_new (making.boundaries, &making.spec, error);
    lb_timing_stage (timing, "classes");
    return map;
  }
  const char *project = lb_boundaries_is_bare (self->source) ? NULL : self->source;
  g_autoptr (LbScene) scene = lb_scene_new_at (making.boundaries, self->level, self->as_of, project, NULL, error);
  lb_timing_stage (timing, "levels");
  LbMap *map = scene != NULL ? lb_map_new_on (scene, &making.spec, error) : NULL;
  lb_timing_stage (timing, "classes");
  return map;
}
