#include "config.h"
#include "ui/snapshot.h"
#include "src/cubes.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"

LbCounty *
lb_county_ref (LbCounty *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_county_unref (LbCounty *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->path);
  g_free (self->name);
  g_free (self->code);
  g_free (self->issuer);
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  g_clear_pointer (&self->boundaries, lb_boundaries_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_strfreev (self->headline);
  g_clear_pointer (&self->cubes, g_ptr_array_unref);
  g_free (self->tried);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

LbPicture *
lb_picture_ref (LbPicture *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_picture_unref (LbPicture *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->map, lb_map_unref);
  g_clear_pointer (&self->scene, lb_scene_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->county, lb_county_unref);
  g_free (self);
}

int
lb_county_find_indicator (const LbCounty *self, const char *id)
{
  for (guint i = 0; i < self->indicators->len; i++) {
    const LbIndicator *indicator = self->indicators->pdata[i];
    if (g_strcmp0 (indicator->id, id) == 0)
      return (int) i;
  }
  return -1;
}

int
lb_county_get_root (const LbCounty *self)
{
  guint n;
  const guint *counties = lb_region_tree_get_level (self->regions, LB_LEVEL_COUNTY, &n);

  return n > 0 ? (int) counties[0] : -1;
}

LbIndicator *
lb_picture_get_indicator (const LbPicture *self)
{
  return self->county->indicators->pdata[self->indicator];
}

LbValues *
lb_picture_get_values (const LbPicture *self)
{
  return self->values->pdata[self->indicator];
}

LbValues *
lb_picture_get_second (const LbPicture *self)
{
  return self->second >= 0 ? self->values->pdata[self->second] : NULL;
}

/* The arrays hold NULL where an indicator was not computed. */
static void
unref_cube (gpointer cube)
{
  if (cube != NULL)
    lb_cube_unref (cube);
}

static void
unref_values (gpointer values)
{
  if (values != NULL)
    lb_values_unref (values);
}

/* data/window.ini: which figures a card shows. */
static char **
read_headline (GError **error)
{
  g_autofree char *path = lb_paths_data ("window.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  char **ids = g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL)
                 ? g_key_file_get_string_list (file, "card", "indicators", NULL, NULL)
                 : NULL;

  if (ids == NULL)
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot read %s: the program's own data is missing; install it again"), path);
  return ids;
}

/* Works out the cubes at @places (int) of the catalogue. */
static gboolean
build (LbCounty *self, LbProject *project, const GArray *places, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (some, self->indicators->pdata[g_array_index (places, int, i)]);
  g_autoptr (GPtrArray) built = lb_cubes_build (project, some, self->problems, cancellable, error);
  if (built == NULL)
    return FALSE;
  for (guint i = 0; i < built->len; i++) {
    int place = g_array_index (places, int, i);
    self->tried[place] = TRUE;
    if (built->pdata[i] != NULL)
      self->cubes->pdata[place] = lb_cube_ref (built->pdata[i]);
  }
  return TRUE;
}

/* (transfer full) (element-type int): places of @ids in the catalogue, NULL: of all, that were not tried before, each once. */
static GArray *
find_places (const LbCounty *self, const char *const *ids)
{
  g_autofree gboolean *wanted = g_new0 (gboolean, self->indicators->len);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (int));

  for (; ids != NULL && *ids != NULL; ids++) {
    int place = lb_county_find_indicator (self, *ids);
    if (place >= 0)
      wanted[place] = TRUE;
  }
  for (int place = 0; place < (int) self->indicators->len; place++)
    if (!self->tried[place] && (ids == NULL || wanted[place]))
      g_array_append_val (places, place);
  return places;
}

static void
make_room (LbCounty *self)
{
  self->cubes = g_ptr_array_new_with_free_func (unref_cube);
  g_ptr_array_set_size (self->cubes, (int) self->indicators->len);
  self->tried = g_new0 (gboolean, self->indicators->len);
}

/* What @project says of itself, with its boundaries and the catalogue. */
static LbCounty *
read_county (LbProject *project, GError **error)
{
  g_autoptr (LbCounty) self = g_new0 (LbCounty, 1);
  const char *path = lb_project_get_path (project);

  g_atomic_ref_count_init (&self->refs);
  self->path = g_strdup (path);
  self->name = g_strdup (lb_project_get_name (project));
  self->code = g_strdup (lb_project_get_code (project));
  self->issuer = g_strdup (lb_project_get_issuer (project));
  self->data_version = lb_project_get_data_version (project);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  if (!lb_project_get_dates (project, &self->first, &self->last, error))
    return NULL;
  self->boundaries = lb_boundaries_load (project, error);
  if (self->boundaries == NULL)
    return NULL;
  self->regions = lb_region_tree_ref (lb_boundaries_get_regions (self->boundaries));
  if (lb_region_tree_get_n (self->regions) == 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                 _ ("“%s” has no boundaries yet; import the township and village shapefiles first"), path);
    return NULL;
  }
  self->indicators = lb_indicator_catalogue (path, lb_i18n_language (), self->problems);
  if (self->indicators->len == 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND, _ ("No indicators were found; install the program again"));
    return NULL;
  }
  self->headline = read_headline (error);
  return self->headline != NULL ? g_steal_pointer (&self) : NULL;
}

LbCounty *
lb_county_load (const char *path, const char *indicator, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, error);
  g_autoptr (LbCounty) self = project != NULL ? read_county (project, error) : NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  if (self == NULL)
    return NULL;
  if (lb_county_find_indicator (self, indicator) < 0)
    indicator = ((LbIndicator *) self->indicators->pdata[0])->id;
  g_ptr_array_add (wanted, (gpointer) indicator);
  for (char **id = self->headline; *id != NULL; id++)
    g_ptr_array_add (wanted, *id);
  g_ptr_array_add (wanted, NULL);
  make_room (self);
  g_autoptr (GArray) places = find_places (self, (const char *const *) wanted->pdata);
  return build (self, project, places, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

LbCounty *
lb_county_complete (LbCounty *self, const char *const *ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (self->path, LB_DB_READ, error);
  g_autoptr (LbCounty) whole = NULL;

  if (project == NULL)
    return NULL;
  if (lb_project_get_data_version (project) != self->data_version) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT, _ ("%s was changed by another program; open it again"), self->path);
    return NULL;
  }
  whole = g_new0 (LbCounty, 1);
  *whole = (LbCounty) {
    .path = g_strdup (self->path), .name = g_strdup (self->name), .code = g_strdup (self->code), .issuer = g_strdup (self->issuer),
    .regions = lb_region_tree_ref (self->regions), .boundaries = lb_boundaries_ref (self->boundaries),
    .indicators = g_ptr_array_ref (self->indicators), .headline = g_strdupv (self->headline),
    .problems = g_ptr_array_new_with_free_func (g_free), .data_version = self->data_version,
    .first = self->first, .last = self->last,
  };
  g_atomic_ref_count_init (&whole->refs);
  make_room (whole);
  for (guint i = 0; i < self->indicators->len; i++) {
    whole->tried[i] = self->tried[i];
    whole->cubes->pdata[i] = self->cubes->pdata[i] != NULL ? lb_cube_ref (self->cubes->pdata[i]) : NULL;
  }
  g_autoptr (GArray) places = find_places (whole, ids);
  return build (whole, project, places, cancellable, error) ? g_steal_pointer (&whole) : NULL;
}

static GPtrArray *
values_at (LbCounty *county, gint32 as_of)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (unref_values);

  for (guint i = 0; i < county->cubes->len; i++) {
    LbCube *cube = county->cubes->pdata[i];
    g_ptr_array_add (values, cube != NULL ? lb_cube_at (cube, as_of) : NULL);
  }
  return values;
}

/* An indicator that could not be computed, or not yet, still shows where everything is: a map of outlines. */
static LbMap *
make_map (LbPicture *self, const LbPictureWish *wish, GError **error)
{
  const LbValuesMap shown = {
    .values = lb_picture_get_values (self),
    .second = lb_picture_get_second (self),
    .level = wish->level,
    .classify = wish->classify,
    .n_classes = wish->n_classes,
    .county = self->county->name,
    .maker = self->county->issuer,
    .language = lb_i18n_language (),
    .scene = self->scene,
  };
  const LbMapSpec outlines = {.level = wish->level, .language = lb_i18n_language ()};

  return shown.values != NULL ? lb_map_new_for_values (self->county->boundaries, &shown, error)
                              : lb_map_new_on (self->scene, &outlines, error);
}

LbPicture *
lb_picture_make (LbCounty *county, const LbPictureWish *wish, LbPicture *former, GError **error)
{
  g_autoptr (LbPicture) self = g_new0 (LbPicture, 1);
  int position = lb_county_find_indicator (county, wish->indicator);

  g_atomic_ref_count_init (&self->refs);
  self->county = lb_county_ref (county);
  self->as_of = wish->as_of;
  self->indicator = (guint) MAX (position, 0);
  self->second = lb_county_find_indicator (county, wish->second);
  self->level = wish->level;
  if (former != NULL && former->county == county && former->as_of == wish->as_of)
    self->values = g_ptr_array_ref (former->values);
  else
    self->values = values_at (county, wish->as_of);
  if (former != NULL && lb_scene_fits (former->scene, county->boundaries, wish->level, wish->as_of))
    self->scene = lb_scene_ref (former->scene);
  else
    self->scene = lb_scene_new_at (county->boundaries, wish->level, wish->as_of, county->path, NULL, error);
  self->map = self->scene != NULL ? make_map (self, wish, error) : NULL;
  return self->map != NULL ? g_steal_pointer (&self) : NULL;
}
