/* guard.h - queries from files, run with care
 *
 * A query file may come from anybody. It runs on a read-only connection of its own, under an authorizer that lets
 * nothing but reading pass, with limits on time and on the length of values; and nothing that would make a
 * figure impossible to make again: no chance, no clock. It sees the relations that indicators share (relations.h). One thread at a time.
 */
#pragma once
#include "src/project.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LbGuard LbGuard;

/* A guarded connection to @project's file. @seconds: time limit of each query. @cancellable may be NULL. */
LbGuard *lb_guard_new (LbProject *project, double seconds, GCancellable *cancellable, GError **error);
void     lb_guard_free (LbGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbGuard, lb_guard_free)

/* The only statement of @sql, ready to be bound and stepped; its clock begins to run. The caller finalises it before the
 * guard goes. @path names the file in sentences. LB_ERROR_INPUT. */
sqlite3_stmt *lb_guard_prepare (LbGuard *self, const char *sql, const char *path, GError **error);
/* SQLITE_ROW, SQLITE_DONE, or SQLITE_ERROR with @error: LB_ERROR_INPUT, G_IO_ERROR_CANCELLED. */
int lb_guard_step (LbGuard *self, sqlite3_stmt *query, const char *path, GError **error);

G_END_DECLS
