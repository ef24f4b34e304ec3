#include "config.h"
#include "ui/import-job.h"
#include "maps/import-file.h"
#include "src/mapping.h"

/* --- what a trial tells --------------------------------------------------------------------------------------- */

static void
column_free (gpointer data)
{
  LbImportColumn *column = data;

  g_free (column->heading);
  g_free (column->field);
  g_free (column);
}

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
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self);
}

/* The field of the mapping that reads column @index, -1: none. */
static int
field_at (const LbMapping *mapping, int index)
{
  for (guint field = 0; field < mapping->kind->n_fields; field++)
    if (mapping->columns[field] == index)
      return (int) field;
  return -1;
}

static gboolean
describe_columns (LbImported *self, GError **error)
{
  char **header = self->result->header;
  const LbLedgerKind *kind = self->result->level == NULL ? lb_ledger_kind_find (self->result->kind, NULL) : NULL;

  if (kind == NULL || header == NULL)
    return TRUE; /* boundaries have no mapping */
  g_autoptr (LbAliases) aliases = lb_aliases_load (error);
  if (aliases == NULL)
    return FALSE;
  const LbMappingWish wish = {aliases, kind, NULL};
  g_autoptr (LbMapping) mapping = lb_mapping_new (&wish, self->result->file, header, g_strv_length (header), NULL);
  for (int i = 0; mapping != NULL && header[i] != NULL; i++) {
    LbImportColumn *column = g_new0 (LbImportColumn, 1);
    int field = field_at (mapping, i);
    column->heading = g_strdup (header[i]);
    if (field >= 0) {
      column->field = g_strdup (lb_aliases_get_heading (aliases, kind->name, kind->fields[field].name));
      self->certificates = self->certificates || kind->fields[field].hidden == LB_PRIVATE_CERTIFICATE;
    }
    g_ptr_array_add (self->columns, column);
  }
  return TRUE;
}

/* --- the worker ----------------------------------------------------------------------------------------------- */

typedef struct {
  char *project, *file, *passphrase;
  gboolean trial;
  LbImported *imported; /* whose rejects are saved to @file */
  gint64 batch; /* to be taken back; 0: a file is imported */
  LbStepFunc step;
  GTask *task;  /* borrowed: whose job this is */
} ImportJob;

static void
import_job_free (gpointer data)
{
  ImportJob *job = data;

  g_free (job->project);
  g_free (job->file);
  g_clear_pointer (&job->passphrase, lb_secret_wipe);
  g_clear_pointer (&job->imported, lb_imported_unref);
  g_free (job);
}

static void
report_step (gint64 done, gint64 total, gpointer data)
{
  ImportJob *job = data;

  lb_step_tell (job->task, job->step, done, total);
}

/* The first passphrase becomes the project's; a trial changes nothing and needs none. */
static gboolean
open_secret (LbProject *project, const ImportJob *job, LbSecret **secret, GError **error)
{
  if (job->trial || job->passphrase == NULL || *job->passphrase == '\0')
    return TRUE;
  *secret = lb_secret_exists (project) ? lb_secret_open (project, job->passphrase, error)
                                       : lb_secret_create (project, job->passphrase, error);
  return *secret != NULL;
}

static LbImported *
import (ImportJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (job->project, LB_DB_WRITE, error);
  g_autoptr (LbSecret) secret = NULL;
  g_autoptr (LbImported) self = g_new0 (LbImported, 1);

  g_atomic_ref_count_init (&self->refs);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  if (project == NULL || !open_secret (project, job, &secret, error))
    return NULL;
  const LbImportOptions options = {.dry_run = job->trial, .secret = secret, .cancellable = cancellable, .progress = report_step,
                                   .progress_data = job};
  self->result = lb_import_file (project, job->file, &options, error);
  if (self->result == NULL)
    return NULL;
  self->has_passphrase = lb_secret_exists (project);
  return describe_columns (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
import_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LbImported *imported = import (data, cancellable, &error);

  (void) source;
  if (imported != NULL)
    g_task_return_pointer (task, imported, (GDestroyNotify) lb_imported_unref);
  else
    g_task_return_error (task, error);
}

static void
undo_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ImportJob *job = data;
  GError *error = NULL;
  g_autoptr (LbProject) project = lb_project_open (job->project, LB_DB_WRITE, &error);

  (void) source;
  if (project != NULL && lb_import_undo (project, job->batch, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lb_import_async (const LbImportWish *wish, LbStepFunc step, GCancellable *cancellable, gpointer source,
                 GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  ImportJob *job = g_new0 (ImportJob, 1);

  job->project = g_strdup (wish->project);
  job->file = g_strdup (wish->file);
  job->passphrase = g_strdup (wish->passphrase);
  job->trial = wish->trial;
  job->step = step;
  job->task = task;
  /* A batch that landed is told as such, though it was cancelled at the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_name (task, "import");
  g_task_set_task_data (task, job, import_job_free);
  g_task_run_in_thread (task, import_thread);
}

LbImported *
lb_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ImportJob *job = data;
  GError *error = NULL;

  (void) source;
  (void) cancellable;
  if (lb_import_write_rejects (job->imported->result, job->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lb_save_rejects_async (LbImported *imported, const char *target, gpointer source, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);
  ImportJob *job = g_new0 (ImportJob, 1);

  job->imported = lb_imported_ref (imported);
  job->file = g_strdup (target);
  g_task_set_name (task, "rejects");
  g_task_set_task_data (task, job, import_job_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
lb_save_rejects_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lb_undo_async (const char *project, gint64 batch, gpointer source, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);
  ImportJob *job = g_new0 (ImportJob, 1);

  job->project = g_strdup (project);
  job->batch = batch;
  g_task_set_name (task, "undo");
  g_task_set_task_data (task, job, import_job_free);
  g_task_run_in_thread (task, undo_thread);
}

gboolean
lb_undo_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
