#include "config.h"
#include "ui/import-job.h"
#include "maps/import-file.h"
#include "ui/work.h"

LbImported *
lb_imported_ref (LbImported *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_imported_unref (LbImported *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->result, lb_import_result_free);
  g_free (self);
}

typedef struct {
  char *project, *file, *kind, *encoding, *passphrase;
  GStrv maps;
  LbRepairs *repairs;
  gboolean again, trial;
  LbImported *imported; /* whose rejects are saved to @file */
  gint64 batch;         /* to be taken back                 */
  LbStepFunc step;
  GTask *task;          /* borrowed: whose job this is      */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->project);
  g_free (job->file);
  g_free (job->kind);
  g_free (job->encoding);
  g_clear_pointer (&job->passphrase, lb_secret_wipe);
  g_strfreev (job->maps);
  g_clear_pointer (&job->repairs, lb_repairs_free);
  g_clear_pointer (&job->imported, lb_imported_unref);
  g_free (job);
}

static Job *
job_new (const char *project, gint64 batch)
{
  Job *job = g_new0 (Job, 1);

  job->project = g_strdup (project);
  job->batch = batch;
  return job;
}

static Job *
job_new_for_file (const LbImportWish *wish, LbStepFunc step)
{
  Job *job = job_new (wish->project, 0);

  job->file = g_strdup (wish->file);
  job->kind = g_strdup (wish->kind);
  job->encoding = g_strdup (wish->encoding);
  job->maps = g_strdupv ((char **) wish->maps);
  job->repairs = wish->repairs != NULL ? lb_repairs_copy (wish->repairs) : NULL;
  job->passphrase = g_strdup (wish->passphrase);
  job->again = wish->again;
  job->trial = wish->trial;
  job->step = step;
  return job;
}

static LbImportOptions
options_of (const Job *job)
{
  return (LbImportOptions) {.kind = job->kind, .encoding = job->encoding, .maps = (const char *const *) job->maps,
                            .maps_only = job->maps != NULL, .repairs = job->repairs, .again = job->again, .dry_run = job->trial};
}

/* --- look, try, import ---------------------------------------------------------------------------------------- */

static gpointer
look (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (LbProject) project = lb_project_open (job->project, LB_DB_READ, error);
  const LbImportOptions options = options_of (job);

  (void) task;
  (void) cancellable;
  return project != NULL ? lb_import_preview (project, job->file, &options, error) : NULL;
}

static const LbWork look_work = {"preview", look, job_free, (GDestroyNotify) lb_preview_free, FALSE};

void
lb_look_async (const LbImportWish *wish, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback)
{
  lb_work_start (&look_work, job_new_for_file (wish, NULL), cancellable, source, callback, NULL);
}

LbPreview *
lb_look_finish (GAsyncResult *result, GError **error)
{
  return lb_work_finish (result, error);
}

static void
report_step (gint64 done, gint64 total, gpointer data)
{
  Job *job = data;

  lb_step_tell (job->task, job->step, done, total);
}

/* The first passphrase becomes the project's; a trial changes nothing and needs none. */
static gboolean
open_secret (LbProject *project, const Job *job, LbSecret **secret, GError **error)
{
  if (job->trial || job->passphrase == NULL || *job->passphrase == '\0')
    return TRUE;
  *secret = lb_secret_exists (project) ? lb_secret_open (project, job->passphrase, error)
                                       : lb_secret_create (project, job->passphrase, error);
  return *secret != NULL;
}

static gpointer
import (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (LbProject) project = lb_project_open (job->project, LB_DB_WRITE, error);
  g_autoptr (LbSecret) secret = NULL;
  g_autoptr (LbImported) self = g_new0 (LbImported, 1);
  LbImportOptions options = options_of (job);

  job->task = task;
  g_atomic_ref_count_init (&self->refs);
  if (project == NULL || !open_secret (project, job, &secret, error))
    return NULL;
  options.secret = secret;
  options.cancellable = cancellable;
  options.progress = report_step;
  options.progress_data = job;
  self->result = lb_import_file (project, job->file, &options, error);
  if (self->result == NULL)
    return NULL;
  self->has_passphrase = lb_secret_exists (project);
  self->certificates = self->result->certificate_column >= 0;
  return g_steal_pointer (&self);
}

static const LbWork import_work = {"import", import, job_free, (GDestroyNotify) lb_imported_unref, TRUE};

void
lb_import_async (const LbImportWish *wish, LbStepFunc step, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback)
{
  lb_work_start (&import_work, job_new_for_file (wish, step), cancellable, source, callback, NULL);
}

LbImported *
lb_import_finish (GAsyncResult *result, GError **error)
{
  return lb_work_finish (result, error);
}

/* --- rejects -------------------------------------------------------------------------------------------------- */

static gpointer
save (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  (void) task;
  (void) cancellable;
  return lb_import_write_rejects (job->imported->result, job->file, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static const LbWork save_work = {"rejects", save, job_free, NULL, TRUE};

/* Of work that either succeeds or gives an error. */
static gboolean
finish_plain (GAsyncResult *result, GError **error)
{
  return lb_work_finish (result, error) != NULL;
}

void
lb_save_rejects_async (LbImported *imported, const char *target, gpointer source, GAsyncReadyCallback callback)
{
  Job *job = job_new (NULL, 0);

  job->imported = lb_imported_ref (imported);
  job->file = g_strdup (target);
  lb_work_start (&save_work, job, NULL, source, callback, NULL);
}

gboolean
lb_save_rejects_finish (GAsyncResult *result, GError **error)
{
  return finish_plain (result, error);
}

/* --- batches -------------------------------------------------------------------------------------------------- */

static gpointer
list_batches (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (((Job *) data)->project, LB_DB_READ, error);

  (void) task;
  (void) cancellable;
  return project != NULL ? lb_batches_list (project, error) : NULL;
}

static const LbWork batches_work = {"batches", list_batches, job_free, (GDestroyNotify) g_ptr_array_unref, FALSE};

void
lb_batches_async (const char *project, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback)
{
  lb_work_start (&batches_work, job_new (project, 0), cancellable, source, callback, NULL);
}

GPtrArray *
lb_batches_finish (GAsyncResult *result, GError **error)
{
  return lb_work_finish (result, error);
}

static gpointer
forecast (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (LbProject) project = lb_project_open (job->project, LB_DB_READ, error);
  LbUndoForecast told;

  (void) task;
  (void) cancellable;
  return project != NULL && lb_import_forecast_undo (project, job->batch, &told, error) ? g_memdup2 (&told, sizeof told) : NULL;
}

static const LbWork forecast_work = {"forecast", forecast, job_free, g_free, FALSE};

void
lb_forecast_async (const char *project, gint64 batch, gpointer source, GAsyncReadyCallback callback)
{
  lb_work_start (&forecast_work, job_new (project, batch), NULL, source, callback, NULL);
}

gboolean
lb_forecast_finish (GAsyncResult *result, LbUndoForecast *told, GError **error)
{
  g_autofree LbUndoForecast *got = lb_work_finish (result, error);

  if (got != NULL)
    *told = *got;
  return got != NULL;
}

static gpointer
undo (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (LbProject) project = lb_project_open (job->project, LB_DB_WRITE, error);

  (void) task;
  return project != NULL && lb_import_undo (project, job->batch, cancellable, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static const LbWork undo_work = {"undo", undo, job_free, NULL, TRUE};

void
lb_undo_async (const char *project, gint64 batch, gpointer source, GAsyncReadyCallback callback)
{
  lb_work_start (&undo_work, job_new (project, batch), NULL, source, callback, NULL);
}

gboolean
lb_undo_finish (GAsyncResult *result, GError **error)
{
  return finish_plain (result, error);
}
