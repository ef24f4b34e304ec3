#include "config.h"
#include "ui/snapshot-async.h"

/* --- the county ---------------------------------------------------------------------------------------------- */

typedef struct {
  char *path;
  char *indicator;  /* of the first map */
  LbStepFunc step;
  LbCounty *county; /* not NULL: it is there, other figures of it are wanted */
  char **ids;       /* which; NULL: all */
} CountyJob;

static void
county_job_free (gpointer data)
{
  CountyJob *job = data;

  g_free (job->path);
  g_free (job->indicator);
  g_clear_pointer (&job->county, lb_county_unref);
  g_strfreev (job->ids);
  g_free (job);
}

static void
report_step (gint64 done, gint64 total, gpointer data)
{
  CountyJob *job = g_task_get_task_data (data);

  lb_step_tell (data, job->step, done, total);
}

static void
county_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CountyJob *job = data;
  GError *error = NULL;
  LbCounty *county = NULL;

  (void) source;
  if (job->county != NULL)
    county = lb_county_complete (job->county, (const char *const *) job->ids, cancellable, &error);
  else if (job->step == NULL || g_file_test (job->path, G_FILE_TEST_EXISTS) ||
           lb_sample_make (job->path, cancellable, report_step, task, &error))
    county = lb_county_load (job->path, job->indicator, cancellable, &error);
  if (county != NULL)
    g_task_return_pointer (task, county, (GDestroyNotify) lb_county_unref);
  else
    g_task_return_error (task, error);
}

static void
start_county (CountyJob *job, const char *name, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);

  g_task_set_name (task, name);
  g_task_set_task_data (task, job, county_job_free);
  g_task_run_in_thread (task, county_thread);
}

void
lb_county_load_async (const char *path, const char *indicator, LbStepFunc step, GCancellable *cancellable, gpointer source,
                      GAsyncReadyCallback callback)
{
  CountyJob *job = g_new0 (CountyJob, 1);

  job->path = g_strdup (path);
  job->indicator = g_strdup (indicator);
  job->step = step;
  start_county (job, "county", cancellable, source, callback);
}

void
lb_county_complete_async (LbCounty *county, const char *const *ids, GCancellable *cancellable, gpointer source,
                          GAsyncReadyCallback callback)
{
  CountyJob *job = g_new0 (CountyJob, 1);

  job->county = lb_county_ref (county);
  job->ids = g_strdupv ((char **) ids);
  start_county (job, "figures", cancellable, source, callback);
}

LbCounty *
lb_county_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the picture --------------------------------------------------------------------------------------------- */

typedef struct {
  LbCounty *county;
  LbPicture *former;
  char *indicator, *second;
  LbPictureWish wish;
} PictureJob;

static void
picture_job_free (gpointer data)
{
  PictureJob *job = data;

  lb_county_unref (job->county);
  g_clear_pointer (&job->former, lb_picture_unref);
  g_free (job->indicator);
  g_free (job->second);
  g_free (job);
}

static void
picture_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
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

void
lb_picture_make_async (LbCounty *county, const LbPictureWish *wish, LbPicture *former, gpointer source,
                       GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);
  PictureJob *job = g_new0 (PictureJob, 1);

  job->county = lb_county_ref (county);
  job->former = former != NULL ? lb_picture_ref (former) : NULL;
  job->wish = *wish;
  job->wish.indicator = job->indicator = g_strdup (wish->indicator);
  job->wish.second = job->second = g_strdup (wish->second);
  g_task_set_name (task, "picture");
  g_task_set_task_data (task, job, picture_job_free);
  g_task_run_in_thread (task, picture_thread);
}

LbPicture *
lb_picture_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
