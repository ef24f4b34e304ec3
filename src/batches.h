/* batches.h - what was imported into a project before
 *
 * The batches as a person reads them, and what taking one back would do, told before it is done. Thread: the project's.
 */
#pragma once
#include "src/project.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  char *file, *kind;
  char *level;     /* of boundaries; NULL: a ledger                     */
  char *at;        /* UTC, "YYYY-MM-DDTHH:MM:SSZ"                       */
  char *undone_at; /* NULL while it stands                              */
  gint64 rows, accepted, rejected;
} LbBatch;

/* (element-type LbBatch) (transfer full): newest first, those taken back too. */
GPtrArray *lb_batches_list (LbProject *project, GError **error);

/* Rows of the project. */
typedef struct {
  gint64 added;   /* the batch brought them: they go          */
  gint64 changed; /* it changed them: they become as they were */
} LbUndoForecast;

/* What lb_import_undo() would do; with the errors that it would give, and nothing is changed. Costs a count over every table. */
gboolean lb_import_forecast_undo (LbProject *project, gint64 batch, LbUndoForecast *forecast, GError **error);

G_END_DECLS
