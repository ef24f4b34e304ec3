/* ledger-order.h - which ledger has to be there before which
 *
 * Cases name households, measures name cases. That is not written down a second time: what a kind fills stands in its
 * description, and what those tables refer to in the foreign keys of the project. Thread: the project's.
 */
#pragma once
#include "src/ledger-kinds.h"
#include "src/project.h"

G_BEGIN_DECLS

/* Sets @turns: a kind has a higher turn than all whose rows it may name, and 0 where it names none. FALSE with @error when
 * the project cannot be read. */
gboolean lb_ledger_order (LbProject *project, guint turns[LB_N_LEDGERS], GError **error);

G_END_DECLS
