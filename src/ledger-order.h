/* ledger-order.h - which ledger has to be there before which
 *
 * Cases name households, measures name cases. That is not written down a second time: what a kind fills stands in its
 * description, and what those tables refer to in the foreign keys of the project. Thread: the project's.
 */
#pragma once
#include "src/ledger-kinds.h"
#include "src/project.h"

G_BEGIN_DECLS

typedef struct {
  guint32 before[LB_N_LEDGERS]; /* of each kind: the bits (1 << LbLedger) of those whose rows its own may name, near or far */
} LbLedgerOrder;

/* FALSE with @error when the project cannot be read. */
gboolean lb_ledger_order_read (LbLedgerOrder *self, LbProject *project, GError **error);

/* Whether @kind has to wait for @other. */
gboolean lb_ledger_order_waits (const LbLedgerOrder *self, LbLedger kind, LbLedger other);

G_END_DECLS
