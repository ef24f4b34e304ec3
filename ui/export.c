#include "config.h"
#include "ui/export.h"
#include "reports/letterhead.h"
#include "reports/verify.h"
#include "src/date.h"
#include "src/i18n.h"
#include "ui/work.h"

/* A4 lying: points for print, and pixels at 150 dpi. */
#define SHEET_WIDTH 841.89
#define SHEET_HEIGHT 595.28
#define PIXELS_PER_POINT (150 / 72.0)

typedef struct {
  LbPicture *picture;
  char *path;
  char *kind, *letter, *number, *dated, *review;
  gboolean public_;
} ExportJob;

static void
export_job_free (gpointer data)
{
  ExportJob *job = data;

  lb_picture_unref (job->picture);
  g_free (job->path);
  g_free (job->kind);
  g_free (job->letter);
  g_free (job->number);
  g_free (job->dated);
  g_free (job->review);
  g_free (job);
}

static ExportJob *
export_job_new (LbPicture *picture, const char *path)
{
  ExportJob *job = g_new0 (ExportJob, 1);

  job->picture = lb_picture_ref (picture);
  job->path = g_strdup (path);
  return job;
}

static gpointer
write_map (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  ExportJob *job = data;
  double factor = g_str_has_suffix (job->path, ".png") ? PIXELS_PER_POINT : 1;
  gboolean good = lb_map_write (job->picture->map, job->path, SHEET_WIDTH * factor, SHEET_HEIGHT * factor, NULL, FALSE, error);

  (void) task;
  (void) cancellable;
  return good ? g_strdup (job->path) : NULL;
}

/* As the command does it: the words of the letter first, then the report, then the note of it in the project. */
static gpointer
write_report (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  ExportJob *job = data;
  const char *file = job->picture->county->path;
  g_autofree char *letter = job->letter != NULL ? lb_letterhead_load (job->letter, job->number, job->dated, error) : NULL;
  const LbReportOptions options = {.kind = job->kind, .as_of = job->picture->as_of, .since = LB_DAY_NONE, .letter = letter,
                                   .public_ = job->public_, .review = job->review, .cancellable = cancellable};

  (void) task;
  if (job->letter != NULL && letter == NULL)
    return NULL;
  g_autoptr (LbProject) project = lb_project_open (file, LB_DB_READ, error);
  if (project == NULL || !lb_report_write (project, &options, job->path, NULL, error))
    return NULL;
  g_clear_pointer (&project, lb_project_close);
  lb_report_record (file, &options, job->path, NULL); /* the report is made, whether the project may be written or not */
  return g_strdup (job->path);
}

static const LbWork map_work = {"map", write_map, export_job_free, g_free, FALSE};
static const LbWork report_work = {"report", write_report, export_job_free, g_free, FALSE};

void
lb_export_map (LbPicture *picture, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  lb_work_start (&map_work, export_job_new (picture, path), cancellable, NULL, callback, data);
}

void
lb_export_report (LbPicture *picture, const char *path, const LbReportWish *wish, GCancellable *cancellable, GAsyncReadyCallback callback,
                  gpointer data)
{
  ExportJob *job = export_job_new (picture, path);

  job->kind = g_strdup (wish->kind);
  job->letter = g_strdup (wish->letter);
  job->number = g_strdup (wish->number);
  job->dated = g_strdup (wish->dated);
  job->public_ = wish->public_;
  job->review = g_strdup (wish->review);
  lb_work_start (&report_work, job, cancellable, NULL, callback, data);
}

char *
lb_export_finish (GAsyncResult *result, GError **error)
{
  return lb_work_finish (result, error);
}

char *
lb_export_suggest_name (LbPicture *picture, const char *what, const char *extension)
{
  g_autofree char *day = lb_day_to_text (picture->as_of);
  char *name = g_strdup_printf ("%s-%s-%s.%s", picture->county->name, what, day, extension);

  return g_strdelimit (name, "/\\:*?\"<>|", '_');
}
