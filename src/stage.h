/* stage.h - validated rows of a ledger go into the project's tables
 *
 * Inside the import's transaction: finds the row that is there already, keeps what it was, and inserts or updates.
 * A row that fits no household or case, or stands twice in the file, comes back with a reason. One thread.
 */
#pragma once
#include "src/mapping.h"
#include "src/project.h"
#include "src/secret.h"
#include "src/values.h"

G_BEGIN_DECLS

typedef struct _LbStage LbStage;

/* Reads the household numbers of the project. @mapping and @secret must outlive the stage; without a secret (NULL) certificate
 * numbers are hashed and not kept. */
LbStage *lb_stage_new (LbProject *project, const LbMapping *mapping, const LbAliases *aliases, const LbSecret *secret,
                       gint64 batch, GError **error);
void     lb_stage_free (LbStage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbStage, lb_stage_free)

/* Stores one row: @values by field, @region_id of its place (0: none was named). On a row that cannot be stored TRUE
 * with @reason (transfer full) and @field, the field that is to blame; FALSE with @error when the database fails. */
gboolean lb_stage_put (LbStage *self, const LbValue *values, gint64 region_id, gint64 src_row, char **reason,
                       guint *field, GError **error);

/* Stores what still waits; after the last row. */
gboolean lb_stage_flush (LbStage *self, GError **error);

/* import_reject.reason_code of the last row that was refused: household, duplicate, value. Static. */
const char *lb_stage_get_code (const LbStage *self);

G_END_DECLS
