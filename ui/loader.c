#include "config.h"
#include "ui/loader.h"
#include "ui/snapshot-async.h"
#include "src/date.h"
#include "src/i18n.h"

struct _LbLoader {
  GObject parent_instance;
  LbState *state;
  LbCounty *county;
  LbPicture *picture;
  GCancellable *loading; /* of the county; NULL when none is under way              */
  guint picture_wanted;  /* grows with each choice; a result of another is stale    */
  guint painting;        /* the wish that a worker is at, 0: none; one at a time, the newest is made after it */
  gboolean all;          /* what is loading is all the indicators there are         */
  guint idle;
  char *doing;
  double fraction;
};

G_DEFINE_FINAL_TYPE (LbLoader, lb_loader, G_TYPE_OBJECT)

enum { PROP_COUNTY = 1, PROP_PICTURE, PROP_DOING, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_doing (LbLoader *self, const char *doing, double fraction)
{
  if (g_strcmp0 (self->doing, doing) == 0 && self->fraction == fraction)
    return;
  g_free (self->doing);
  self->doing = g_strdup (doing);
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOING]);
}

static void
fail (LbLoader *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* --- the picture ------------------------------------------------------------------------------------------- */

static void wish_picture (LbLoader *self);

static void
picture_made (GObject *source, GAsyncResult *result, gpointer data)
{
  LbLoader *self = LB_LOADER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbPicture) picture = lb_picture_finish (result, &error);
  gboolean newest = self->painting == self->picture_wanted;

  (void) data;
  self->painting = 0;
  /* Another county: its regions have other numbers. An older choice of this county is shown all the same while the
   * newer is under way, so that the map follows a dragged date. */
  if (picture != NULL && picture->county == self->county) {
    g_clear_pointer (&self->picture, lb_picture_unref);
    self->picture = g_steal_pointer (&picture);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PICTURE]);
  } else if (error != NULL && newest) {
    fail (self, error);
  }
  if (!newest)
    wish_picture (self);
}

static void
start_picture (LbLoader *self)
{
  const LbPictureWish wish = {
    .indicator = lb_state_get_indicator (self->state),
    .second = lb_state_get_second (self->state),
    .level = lb_state_get_level (self->state),
    .as_of = lb_state_get_as_of (self->state),
    .classify = lb_state_get_classify (self->state),
    .n_classes = lb_state_get_n_classes (self->state),
  };

  if (self->county == NULL || self->painting != 0 || wish.as_of == LB_DAY_NONE)
    return;
  self->painting = self->picture_wanted;
  lb_picture_make_async (self->county, &wish, self->picture, self, picture_made);
}

static gboolean
start_picture_idle (gpointer data)
{
  LbLoader *self = data;

  self->idle = 0;
  start_picture (self);
  return G_SOURCE_REMOVE;
}

/* Several choices of one event (level and focus of a drill) make one picture. */
static void
wish_picture (LbLoader *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, start_picture_idle, self, NULL);
}

static void
on_choice (LbLoader *self)
{
  self->picture_wanted++;
  wish_picture (self);
}

/* --- the county -------------------------------------------------------------------------------------------- */

static void
show_step (gpointer source, gint64 done, gint64 total)
{
  set_doing (source, _ ("Importing the sample county…"), total > 0 ? (double) done / (double) total : -1);
}

/* What the state leaves open, or what this county has not got, gets a sensible choice. */
static void
complete_choices (LbLoader *self)
{
  LbCounty *county = self->county;
  guint n;

  if (lb_county_find_indicator (county, lb_state_get_indicator (self->state)) < 0)
    lb_state_set_indicator (self->state, ((LbIndicator *) county->indicators->pdata[0])->id);
  if (lb_state_get_as_of (self->state) == LB_DAY_NONE)
    lb_state_set_as_of (self->state, county->last != LB_DAY_NONE ? county->last : 0);
  lb_region_tree_get_level (county->regions, lb_state_get_level (self->state), &n);
  for (LbLevel level = LB_LEVEL_TOWNSHIP; n == 0 && level < LB_N_LEVELS; level++) {
    lb_region_tree_get_level (county->regions, level, &n);
    if (n > 0)
      lb_state_set_level (self->state, level);
  }
}

/* What was open before a failed or stopped loading stays open. */
static void
keep_former (LbLoader *self)
{
  lb_state_set_project (self->state, self->county != NULL ? self->county->path : NULL);
  if (self->county != NULL)
    complete_choices (self);
}

/* The county that a worker hands over, (transfer full); NULL with @error set, or without: it was overtaken by another one. */
static LbCounty *
take_county (LbLoader *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (LbCounty) county = lb_county_finish (result, &own);

  if (self->loading != g_task_get_cancellable (G_TASK (result)))
    return NULL;
  g_clear_object (&self->loading);
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return g_steal_pointer (&county);
}

static void complete_county (LbLoader *self);

/* The figures that the map before did not need. Regions and catalogue are the same, so only the picture is made anew. */
static void
county_completed (GObject *source, GAsyncResult *result, gpointer data)
{
  LbLoader *self = LB_LOADER (source);
  g_autoptr (GError) error = NULL;
  LbCounty *county = take_county (self, result, &error);

  (void) data;
  if (county != NULL) {
    g_clear_pointer (&self->county, lb_county_unref);
    self->county = county;
    on_choice (self);
    for (guint i = 0; i < county->problems->len; i++)
      g_signal_emit (self, signals[FAILED], 0, county->problems->pdata[i]);
  }
  if (county == NULL && error == NULL)
    return;
  set_doing (self, NULL, -1);
  if (error != NULL)
    fail (self, error);
  else
    complete_county (self); /* another may have been chosen meanwhile */
}

static void
start_completing (LbLoader *self, const char *const *ids, const char *doing)
{
  self->loading = g_cancellable_new ();
  self->all = ids == NULL;
  set_doing (self, doing, -1);
  lb_county_complete_async (self->county, ids, self->loading, self, county_completed);
}

/* Works out what is chosen if it was left out, as it is where working out all was stopped. */
static void
complete_county (LbLoader *self)
{
  const char *ids[] = {lb_state_get_indicator (self->state), lb_state_get_second (self->state), NULL};
  gboolean lacking = FALSE;

  if (self->county == NULL || self->loading != NULL)
    return;
  for (guint i = 0; ids[i] != NULL; i++) {
    int position = lb_county_find_indicator (self->county, ids[i]);
    lacking = lacking || (position >= 0 && !self->county->tried[position]);
  }
  if (lacking)
    start_completing (self, ids, _ ("Working out the indicator…"));
}

static void
on_indicator (LbLoader *self)
{
  on_choice (self);
  complete_county (self);
}

static void
county_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  LbLoader *self = LB_LOADER (source);
  g_autoptr (GError) error = NULL;
  LbCounty *county = take_county (self, result, &error);

  (void) data;
  if (county != NULL) {
    g_clear_pointer (&self->picture, lb_picture_unref);
    g_clear_pointer (&self->county, lb_county_unref);
    self->county = county;
    lb_state_set_project (self->state, county->path);
    /* Loaded again: regions may have other numbers now. */
    lb_state_set_hover (self->state, LB_STATE_NO_REGION);
    lb_state_choose (self->state, LB_STATE_NO_REGION);
    lb_state_set_focus (self->state, LB_STATE_NO_REGION);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PICTURE]);
    start_completing (self, NULL, _ ("Working out the other indicators…"));
    complete_choices (self);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNTY]);
    on_choice (self);
  } else if (error != NULL) {
    keep_former (self);
    set_doing (self, NULL, -1);
    fail (self, error);
  }
}

static void
stop_loading (LbLoader *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->all = FALSE;
}

static void
load (LbLoader *self, const char *path, LbStepFunc step)
{
  stop_loading (self);
  self->loading = g_cancellable_new ();
  set_doing (self, _ ("Opening the project…"), -1);
  lb_county_load_async (path, lb_state_get_indicator (self->state), step, self->loading, self, county_loaded);
}

static void
close_county (LbLoader *self)
{
  stop_loading (self);
  set_doing (self, NULL, -1);
  g_clear_pointer (&self->picture, lb_picture_unref);
  g_clear_pointer (&self->county, lb_county_unref);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PICTURE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNTY]);
}

static void
on_project (LbLoader *self)
{
  const char *path = lb_state_get_project (self->state);

  if (path == NULL && self->county != NULL)
    close_county (self);
  else if (path != NULL && (self->county == NULL || g_strcmp0 (self->county->path, path) != 0))
    load (self, path, NULL);
}

void
lb_loader_open_sample (LbLoader *self)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "lookback", "sample.gpkg", NULL);

  if (self->county == NULL || g_strcmp0 (self->county->path, path) != 0)
    load (self, path, show_step);
}

void
lb_loader_reload (LbLoader *self)
{
  if (self->county != NULL)
    load (self, self->county->path, NULL);
}

void
lb_loader_cancel (LbLoader *self)
{
  gboolean all = self->all;

  if (self->loading == NULL)
    return;
  stop_loading (self);
  set_doing (self, NULL, -1);
  keep_former (self);
  /* Who does not want to wait for all of them still wants the one on the map. */
  if (all)
    complete_county (self);
}

/* --- the object -------------------------------------------------------------------------------------------- */

LbCounty *
lb_loader_get_county (LbLoader *self)
{
  return self->county;
}

LbPicture *
lb_loader_get_picture (LbLoader *self)
{
  return self->picture;
}

const char *
lb_loader_get_doing (LbLoader *self)
{
  return self->doing;
}

double
lb_loader_get_fraction (LbLoader *self)
{
  return self->fraction;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LbLoader *self = LB_LOADER (object);

  switch (id) {
  case PROP_COUNTY: g_value_set_pointer (value, self->county); break;
  case PROP_PICTURE: g_value_set_pointer (value, self->picture); break;
  case PROP_DOING: g_value_set_string (value, self->doing); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
dispose (GObject *object)
{
  LbLoader *self = LB_LOADER (object);

  stop_loading (self);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->picture, lb_picture_unref);
  g_clear_pointer (&self->county, lb_county_unref);
  g_clear_object (&self->state);
  g_clear_pointer (&self->doing, g_free);
  G_OBJECT_CLASS (lb_loader_parent_class)->dispose (object);
}

static void
lb_loader_class_init (LbLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->dispose = dispose;
  props[PROP_COUNTY] = g_param_spec_pointer ("county", NULL, NULL, flags);
  props[PROP_PICTURE] = g_param_spec_pointer ("picture", NULL, NULL, flags);
  props[PROP_DOING] = g_param_spec_string ("doing", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[FAILED] = g_signal_new ("failed", LB_TYPE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lb_loader_init (LbLoader *self)
{
  self->fraction = -1;
}

LbLoader *
lb_loader_new (LbState *state)
{
  static const char *const choices[] = {"notify::level", "notify::as-of", "notify::classify", "notify::n-classes"};
  LbLoader *self = g_object_new (LB_TYPE_LOADER, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_object (state, "notify::project", G_CALLBACK (on_project), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::indicator", G_CALLBACK (on_indicator), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::second", G_CALLBACK (on_indicator), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_signal_connect_object (state, choices[i], G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);
  return self;
}
