/* import-job.h - a file looked at, tried, imported or taken back by a worker
 *
 * A trial is everything but the commit, so that the person sees what would happen before it does. The worker opens its own
 * connection to the project; a passphrase lives in the job as short as it can and is wiped with it. Main thread.
 */
#pragma once
#include "src/batches.h"
#include "src/preview.h"
#include "ui/step.h"

G_BEGIN_DECLS

/* What a trial or an import came to; it never changes, and any thread may read it. */
typedef struct {
  gatomicrefcount refs;
  LbImportResult *result;
  gboolean certificates;   /* the ledger has certificate numbers, which may be kept under a passphrase */
  gboolean has_passphrase; /* the project has one                                                      */
} LbImported;

LbImported *lb_imported_ref (LbImported *self);
void        lb_imported_unref (LbImported *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbImported, lb_imported_unref)

/* All of it is copied. */
typedef struct {
  const char *project, *file;
  const char *kind, *encoding; /* NULL: decided                                       */
  const char *const *maps;     /* columns chosen by hand, all of them; NULL: proposed */
  const LbRepairs *repairs;    /* NULL: none                                          */
  gboolean again, trial;       /* again: a file that was imported before              */
  const char *passphrase; /* NULL or "": certificate numbers are not kept. The first one becomes the project's */
} LbImportWish;

void       lb_look_async (const LbImportWish *wish, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback);
LbPreview *lb_look_finish (GAsyncResult *result, GError **error);

void        lb_import_async (const LbImportWish *wish, LbStepFunc step, GCancellable *cancellable, gpointer source,
                             GAsyncReadyCallback callback);
LbImported *lb_import_finish (GAsyncResult *result, GError **error);

/* Writes the rejected rows to @target, to be mended and imported again. */
void     lb_save_rejects_async (LbImported *imported, const char *target, gpointer source, GAsyncReadyCallback callback);
gboolean lb_save_rejects_finish (GAsyncResult *result, GError **error);

/* (element-type LbBatch) (transfer full) */
void       lb_batches_async (const char *project, GCancellable *cancellable, gpointer source, GAsyncReadyCallback callback);
GPtrArray *lb_batches_finish (GAsyncResult *result, GError **error);

/* What taking @batch back would do, and doing it. */
void     lb_forecast_async (const char *project, gint64 batch, gpointer source, GAsyncReadyCallback callback);
gboolean lb_forecast_finish (GAsyncResult *result, LbUndoForecast *forecast, GError **error);
void     lb_undo_async (const char *project, gint64 batch, gpointer source, GAsyncReadyCallback callback);
gboolean lb_undo_finish (GAsyncResult *result, GError **error);

G_END_DECLS
