/* guard.h - a query from a file that may come from anybody
 *
 * Indicators and checks are files, and users write their own. Their queries run under an authorizer that lets nothing
 * but reading pass, with a limit on time. A guard holds a connection from lb_guard_new() to lb_guard_free(); what
 * needs more than reading is prepared before. Thread: the connection's.
 */
#pragma once
#include "src/db.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LbGuard LbGuard;

LbGuard *lb_guard_new (LbDb *db);
void     lb_guard_free (LbGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbGuard, lb_guard_free)

/* (transfer full): the only statement of @sql, ready to step, to be given to sqlite3_finalize(). @path names the file in
 * sentences. @seconds and @cancellable count from here until the next statement is prepared. LB_ERROR_INPUT. */
sqlite3_stmt *lb_guard_prepare (LbGuard *self, const char *path, const char *sql, double seconds,
                                GCancellable *cancellable, GError **error);

/* Sets the error of a step that failed: too late, cancelled, or SQLite's own words. Always FALSE. */
gboolean lb_guard_refuse (LbGuard *self, GError **error);

G_END_DECLS
