/* import-job.h - a file tried, imported or taken back by a worker
 *
 * A trial is everything but the commit, so that the person sees what would happen before it does. The worker opens its own
 * connection to the project; a passphrase lives in the job as short as it can and is wiped with it. Main thread.
 */
#pragma once
#include "src/import.h"
#include "ui/step.h"

G_BEGIN_DECLS

/* One column of a ledger: its heading in the file, and what it is taken for. */
typedef struct {
  char *heading;
  char *field; /* as people call it; NULL: the column is not read */
} LbImportColumn;

/* What a trial or an import came to; it never changes, and any thread may read it. */
typedef struct {
  gatomicrefcount refs;
  LbImportResult *result;
  GPtrArray *columns;     /* LbImportColumn; empty for boundaries                                     */
  gboolean certificates;  /* the ledger has certificate numbers, which may be kept under a passphrase */
  gboolean has_passphrase; /* the project has one                                                     */
} LbImported;

LbImported *lb_imported_ref (LbImported *self);
void        lb_imported_unref (LbImported *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbImported, lb_imported_unref)

typedef struct {
  const char *project, *file;
  gboolean trial;
  const char *passphrase; /* NULL or "": certificate numbers are not kept. The first one becomes the project's */
} LbImportWish;

void        lb_import_async (const LbImportWish *wish, LbStepFunc step, GCancellable *cancellable, gpointer source,
                             GAsyncReadyCallback callback);
LbImported *lb_import_finish (GAsyncResult *result, GError **error);

/* Writes the rejected rows to @target, to be mended and imported again. */
void     lb_save_rejects_async (LbImported *imported, const char *target, gpointer source, GAsyncReadyCallback callback);
gboolean lb_save_rejects_finish (GAsyncResult *result, GError **error);

void     lb_undo_async (const char *project, gint64 batch, gpointer source, GAsyncReadyCallback callback);
gboolean lb_undo_finish (GAsyncResult *result, GError **error);

G_END_DECLS
