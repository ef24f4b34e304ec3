/* ledger-pipe.h - rows of a source, read and judged on a thread of their own
 *
 * While the caller stores one block of rows the next ones are read, normalised, validated and matched. Few blocks are on
 * their way at once, so a file of any length needs the same memory. The source and the judge belong to the pipe's
 * thread until the pipe is freed; the caller stays on one thread.
 */
#pragma once
#include "src/judge.h"

G_BEGIN_DECLS

typedef struct _LbLedgerPipe LbLedgerPipe;

typedef struct {
  LbRow row;         /* with cells of its own, as read */
  LbVerdict verdict;
} LbJudged;

/* @source, @judge and @mapping must outlive the pipe. */
LbLedgerPipe *lb_ledger_pipe_new (LbRowSource *source, LbJudge *judge, const LbMapping *mapping);
/* Stops the thread wherever it is. */
void          lb_ledger_pipe_free (LbLedgerPipe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbLedgerPipe, lb_ledger_pipe_free)

/* The next row in the order of the file, borrowed until the next call. NULL at the end, and NULL with @error where the
 * source cannot be read any further. */
LbJudged *lb_ledger_pipe_next (LbLedgerPipe *self, GError **error);
/* How far the source was read for the rows given so far. */
void      lb_ledger_pipe_get_progress (const LbLedgerPipe *self, gint64 *done, gint64 *total);

G_END_DECLS
