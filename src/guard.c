#include "config.h"
#include "src/guard.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"
#include "src/relations.h"

/* Virtual-machine steps between two looks at the clock: about a millisecond. */
#define STEPS_PER_LOOK 20000

struct _LbGuard {
  LbDb *db;
  gint64 deadline; /* monotonic µs */
  double seconds;
  gboolean late;
  gboolean denied;
  GCancellable *cancellable;
};

/* Code from outside, chance, and today's date. */
static const char *const barred_functions[] = {
  "load_extension", "random", "randomblob", "current_date", "current_time", "current_timestamp",
  "fts3_tokenizer", "readfile", "writefile", "edit"};

static int
authorize (void *data, int action, const char *first G_GNUC_UNUSED, const char *second, const char *database G_GNUC_UNUSED,
           const char *trigger G_GNUC_UNUSED)
{
  LbGuard *self = data;
  gboolean allowed = action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE ||
                     action == SQLITE_FUNCTION;

  for (gsize i = 0; action == SQLITE_FUNCTION && i < G_N_ELEMENTS (barred_functions); i++)
    allowed = allowed && g_ascii_strcasecmp (second, barred_functions[i]) != 0;
  self->denied = self->denied || !allowed;
  return allowed ? SQLITE_OK : SQLITE_DENY;
}

static int
look_at_clock (void *data)
{
  LbGuard *self = data;

  self->late = g_get_monotonic_time () > self->deadline;
  return self->late || g_cancellable_is_cancelled (self->cancellable);
}

LbGuard *
lb_guard_new (LbProject *project, double seconds, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbDb) db = lb_db_open (lb_project_get_path (project), LB_DB_READ, error);
  if (db == NULL || !lb_relations_make (db, error))
    return NULL;

  LbGuard *self = g_new0 (LbGuard, 1);
  self->db = g_steal_pointer (&db);
  self->seconds = seconds;
  self->cancellable = cancellable == NULL ? NULL : g_object_ref (cancellable);
  sqlite3 *handle = lb_db_get_handle (self->db);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, LB_LIMIT_QUERY_VALUE);
  sqlite3_set_authorizer (handle, authorize, self);
  sqlite3_progress_handler (handle, STEPS_PER_LOOK, look_at_clock, self);
  return self;
}

void
lb_guard_free (LbGuard *self)
{
  lb_db_close (self->db);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
refuse (LbGuard *self, const char *path, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return;
  if (self->late)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: the query was stopped after %g seconds; make it simpler"), path,
                 self->seconds);
  else if (self->denied)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: the query does more than read the project, and so it is not run"), path);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: the query fails: %s"), path,
                 sqlite3_errmsg (lb_db_get_handle (self->db)));
}

sqlite3_stmt *
lb_guard_prepare (LbGuard *self, const char *sql, const char *path, GError **error)
{
  sqlite3 *handle = lb_db_get_handle (self->db);
  sqlite3_stmt *query = NULL, *second = NULL;
  const char *tail = NULL;

  self->denied = self->late = FALSE;
  self->deadline = g_get_monotonic_time () + (gint64) (self->seconds * 1e6);
  gboolean good = sqlite3_prepare_v3 (handle, sql, -1, 0, &query, &tail) == SQLITE_OK;
  if (good && query != NULL && !sqlite3_stmt_readonly (query)) /* VACUUM asks no authorizer */
    self->denied = TRUE;
  if (!good || self->denied) {
    refuse (self, path, error);
    sqlite3_finalize (query);
    return NULL;
  }
  /* Comments and blanks after the query compile to nothing; anything else is a second statement. */
  if (query != NULL && sqlite3_prepare_v3 (handle, tail, -1, 0, &second, NULL) == SQLITE_OK && second == NULL)
    return query;
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: there must be exactly one query in the file"), path);
  sqlite3_finalize (second);
  sqlite3_finalize (query);
  return NULL;
}

int
lb_guard_step (LbGuard *self, sqlite3_stmt *query, const char *path, GError **error)
{
  int result = sqlite3_step (query);

  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return result;
  refuse (self, path, error);
  return SQLITE_ERROR;
}
