#include "config.h"
#include "ui/export.h"
#include "reports/report.h"
#include "src/date.h"
#include "src/i18n.h"

/* A4 lying: points for print, and pixels at 150 dpi. */
#define SHEET_WIDTH 841.89
#define SHEET_HEIGHT 595.28
#define PIXELS_PER_POINT (150 / 72.0)

typedef struct {
  LbPicture *picture;
  char *path;
} ExportJob;

static void
export_job_free (gpointer data)
{
  ExportJob *job = data;

  lb_picture_unref (job->picture);
  g_free (job->path);
  g_free (job);
}

static void
finish (GTask *task, ExportJob *job, gboolean good, GError *error)
{
  if (good)
    g_task_return_pointer (task, g_strdup (job->path), g_free);
  else
    g_task_return_error (task, error);
}

static void
map_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportJob *job = data;
  double factor = g_str_has_suffix (job->path, ".png") ? PIXELS_PER_POINT : 1;
  GError *error = NULL;
  gboolean good = lb_map_write (job->picture->map, job->path, SHEET_WIDTH * factor, SHEET_HEIGHT * factor, NULL,
                                FALSE, &error);

  (void) source;
  (void) cancellable;
  finish (task, job, good, error);
}

static void
report_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportJob *job = data;
  GError *error = NULL;
  g_autoptr (LbProject) project = lb_project_open (job->picture->county->path, LB_DB_READ, &error);
  const LbReportOptions options = {
    .kind = "look-back", .as_of = job->picture->as_of, .since = LB_DAY_NONE, .cancellable = cancellable};
  gboolean good = project != NULL && lb_report_write (project, &options, job->path, NULL, &error);

  (void) source;
  finish (task, job, good, error);
}

static void
start (LbPicture *picture, const char *path, GTaskThreadFunc thread, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  ExportJob *job = g_new0 (ExportJob, 1);

  job->picture = lb_picture_ref (picture);
  job->path = g_strdup (path);
  g_task_set_name (task, "export");
  g_task_set_task_data (task, job, export_job_free);
  g_task_run_in_thread (task, thread);
}

void
lb_export_map (LbPicture *picture, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer data)
{
  start (picture, path, map_thread, cancellable, callback, data);
}

void
lb_export_report (LbPicture *picture, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                  gpointer data)
{
  start (picture, path, report_thread, cancellable, callback, data);
}

char *
lb_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
lb_export_suggest_name (LbPicture *picture, const char *what, const char *extension)
{
  g_autofree char *day = lb_day_to_text (picture->as_of);
  char *name = g_strdup_printf ("%s-%s-%s.%s", picture->county->name, what, day, extension);

  return g_strdelimit (name, "/\\:*?\"<>|", '_');
}
