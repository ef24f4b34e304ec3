#include "config.h"
#include "ui/loader.h"
#include "src/date.h"
#include "src/i18n.h"

struct _LbLoader {
  GObject parent_instance;
  LbState *state;
  LbCounty *county;
  LbPicture *picture;
  GCancellable *loading; /* of the county; NULL when none is under way              */
  guint picture_wanted;  /* grows with each choice; a result of another is stale    */
  gboolean painting;     /* one picture at a time; the newest wish is made after it */
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

typedef struct {
  LbCounty *county;
  LbPicture *former;
  char *indicator;
  LbPictureWish wish;
  guint wanted;
} PictureJob;

static void
picture_job_free (gpointer data)
{
  PictureJob *job = data;

  lb_county_unref (job->county);
  g_clear_pointer (&job->former, lb_picture_unref);
  g_free (job->indicator);
  g_free (job);
}

static void
make_picture_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PictureJob *job = data;
  GError *error = NULL;
  LbPicture *picture = lb_picture_make (job->county, &job->wish, job->former, &error);

  (void) source;
  (void) cancellable;
  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) lb_picture_unref);
  else
    g_task_return_error (task, error);
}

static void wish_picture (LbLoader *self);

static void
picture_made (GObject *source, GAsyncResult *result, gpointer data)
{
  LbLoader *self = LB_LOADER (source);
  PictureJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (LbPicture) picture = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  self->painting = FALSE;
  /* Another county: its regions have other numbers. An older choice of this county is shown all the same while the
   * newer is under way, so that the map follows a dragged date. */
  if (picture != NULL && job->county == self->county) {
    g_clear_pointer (&self->picture, lb_picture_unref);
    self->picture = g_steal_pointer (&picture);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PICTURE]);
  } else if (error != NULL && job->wanted == self->picture_wanted) {
    fail (self, error);
  }
  if (job->wanted != self->picture_wanted)
    wish_picture (self);
}

static void
start_picture (LbLoader *self)
{
  PictureJob *job;
  g_autoptr (GTask) task = NULL;

  if (self->county == NULL || self->painting || lb_state_get_as_of (self->state) == LB_DAY_NONE)
    return;
  job = g_new0 (PictureJob, 1);
  job->county = lb_county_ref (self->county);
  job->former = self->picture != NULL ? lb_picture_ref (self->picture) : NULL;
  job->indicator = g_strdup (lb_state_get_indicator (self->state));
  job->wanted = self->picture_wanted;
  job->wish = (LbPictureWish){
    .indicator = job->indicator,
    .level = lb_state_get_level (self->state),
    .as_of = lb_state_get_as_of (self->state),
    .classify = lb_state_get_classify (self->state),
    .n_classes = lb_state_get_n_classes (self->state),
  };
  self->painting = TRUE;
  task = g_task_new (self, NULL, picture_made, NULL);
  g_task_set_name (task, "picture");
  g_task_set_task_data (task, job, picture_job_free);
  g_task_run_in_thread (task, make_picture_thread);
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

typedef struct {
  char *path;
  char *indicator;   /* of the first map */
  gboolean sample;   /* make the project from the sample first */
  LbCounty *county;  /* not NULL: it is there, its other figures are wanted */
} CountyJob;

static void
county_job_free (gpointer data)
{
  CountyJob *job = data;

  g_free (job->path);
  g_free (job->indicator);
  g_clear_pointer (&job->county, lb_county_unref);
  g_free (job);
}

typedef struct {
  GTask *task;
  double fraction;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static gboolean
step_shown (gpointer data)
{
  Step *step = data;
  LbLoader *self = g_task_get_source_object (step->task);

  if (self->loading != NULL && self->loading == g_task_get_cancellable (step->task))
    set_doing (self, _ ("Importing the sample county…"), step->fraction);
  return G_SOURCE_REMOVE;
}

static void
report_step (gint64 done, gint64 total, gpointer data)
{
  Step *step = g_new (Step, 1);

  step->task = g_object_ref (data);
  step->fraction = total > 0 ? (double) done / (double) total : -1;
  /* Not g_main_context_invoke(): between two iterations it would run the callback here, on the worker. */
  g_idle_add_full (G_PRIORITY_DEFAULT, step_shown, step, step_free);
}

static void
load_county_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CountyJob *job = data;
  GError *error = NULL;
  LbCounty *county = NULL;

  (void) source;
  if (job->county != NULL)
    county = lb_county_complete (job->county, cancellable, &error);
  else if (!job->sample || g_file_test (job->path, G_FILE_TEST_EXISTS) ||
      lb_sample_make (job->path, cancellable, report_step, task, &error))
    county = lb_county_load (job->path, job->indicator, cancellable, &error);
  if (county != NULL)
    g_task_return_pointer (task, county, (GDestroyNotify) lb_county_unref);
  else
    g_task_return_error (task, error);
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

/* The figures that the first map did not need. Regions and catalogue are the same, so only the picture is made anew. */
static void
county_completed (GObject *source, GAsyncResult *result, gpointer data)
{
  LbLoader *self = LB_LOADER (source);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (LbCounty) county = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  if (self->loading != cancellable)
    return; /* overtaken by another project */
  g_clear_object (&self->loading);
  if (county != NULL) {
    g_clear_pointer (&self->county, lb_county_unref);
    self->county = g_steal_pointer (&county);
    on_choice (self);
    for (guint i = 0; i < self->county->problems->len; i++)
      g_signal_emit (self, signals[FAILED], 0, self->county->problems->pdata[i]);
  }
  set_doing (self, NULL, -1);
  if (error != NULL)
    fail (self, error);
}

static void
complete_county (LbLoader *self)
{
  g_autoptr (GTask) task = NULL;
  CountyJob *job = g_new0 (CountyJob, 1);

  self->loading = g_cancellable_new ();
  job->county = lb_county_ref (self->county);
  task = g_task_new (self, self->loading, county_completed, NULL);
  g_task_set_name (task, "figures");
  g_task_set_task_data (task, job, county_job_free);
  set_doing (self, _ ("Working out the other indicators…"), -1);
  g_task_run_in_thread (task, load_county_thread);
}

static void
county_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  LbLoader *self = LB_LOADER (source);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (LbCounty) county = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  if (self->loading != cancellable)
    return; /* overtaken by another project */
  g_clear_object (&self->loading);
  if (county != NULL) {
    g_clear_pointer (&self->picture, lb_picture_unref);
    g_clear_pointer (&self->county, lb_county_unref);
    self->county = g_steal_pointer (&county);
    lb_state_set_project (self->state, self->county->path);
    /* Loaded again: regions may have other numbers now. */
    lb_state_set_hover (self->state, LB_STATE_NO_REGION);
    lb_state_choose (self->state, LB_STATE_NO_REGION);
    lb_state_set_focus (self->state, LB_STATE_NO_REGION);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PICTURE]);
    complete_choices (self);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNTY]);
    on_choice (self);
    complete_county (self);
    return;
  }
  keep_former (self);
  set_doing (self, NULL, -1);
  fail (self, error);
}

static void
stop_loading (LbLoader *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load (LbLoader *self, const char *path, gboolean sample)
{
  g_autoptr (GTask) task = NULL;
  CountyJob *job = g_new0 (CountyJob, 1);

  stop_loading (self);
  self->loading = g_cancellable_new ();
  job->path = g_strdup (path);
  job->indicator = g_strdup (lb_state_get_indicator (self->state));
  job->sample = sample;
  task = g_task_new (self, self->loading, county_loaded, NULL);
  g_task_set_name (task, "county");
  g_task_set_task_data (task, job, county_job_free);
  set_doing (self, _ ("Opening the project…"), -1);
  g_task_run_in_thread (task, load_county_thread);
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
    load (self, path, FALSE);
}

void
lb_loader_open_sample (LbLoader *self)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "lookback", "sample.gpkg", NULL);

  if (self->county == NULL || g_strcmp0 (self->county->path, path) != 0)
    load (self, path, TRUE);
}

void
lb_loader_reload (LbLoader *self)
{
  if (self->county != NULL)
    load (self, self->county->path, FALSE);
}

void
lb_loader_cancel (LbLoader *self)
{
  if (self->loading == NULL)
    return;
  stop_loading (self);
  set_doing (self, NULL, -1);
  keep_former (self);
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
  static const char *const choices[] = {"notify::indicator", "notify::level", "notify::as-of", "notify::classify",
                                        "notify::n-classes"};
  LbLoader *self = g_object_new (LB_TYPE_LOADER, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_object (state, "notify::project", G_CALLBACK (on_project), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_signal_connect_object (state, choices[i], G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);
  return self;
}
