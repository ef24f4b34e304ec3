#include "config.h"
#include "src/guard.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <string.h>
#include <time.h>

/* Virtual-machine steps between two looks at the clock: about a millisecond. */
#define STEPS_PER_LOOK 20000
/* So many times its limit a query may take by the clock on the wall. */
#define PATIENCE 10

struct _LbGuard {
  LbDb *db;
  char *path; /* of the file whose query runs */
  gint64 deadline; /* µs of the thread's own time         */
  gint64 patience; /* monotonic µs: whatever else goes on  */
  double seconds;
  gboolean late;
  gboolean denied;
  GCancellable *cancellable;
};

/* What a query has no business with: code from outside, chance, and today's date, which would make a
 * figure impossible to make again. SQLite's own date functions know 'now', and lb_day() and its kin do their work. */
static const char *const barred_functions[] = {
  "load_extension", "random", "randomblob", "current_date", "current_time", "current_timestamp", "date", "time",
  "datetime", "julianday", "unixepoch", "strftime", "timediff", "fts3_tokenizer", "readfile", "writefile", "edit"};

/* The project's key and what tells its passphrase from others: a list that somebody sent must not print them. */
static const char barred_table[] = "lookback_meta";

static int
authorize (void *data, int action, const char *first, const char *second, const char *database,
           const char *trigger)
{
  LbGuard *self = data;
  gboolean allowed = action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE ||
                     action == SQLITE_FUNCTION;

  (void) database;
  (void) trigger;
  if (action == SQLITE_READ && g_ascii_strcasecmp (first, barred_table) == 0)
    allowed = FALSE;
  for (gsize i = 0; action == SQLITE_FUNCTION && i < G_N_ELEMENTS (barred_functions); i++)
    allowed = allowed && g_ascii_strcasecmp (second, barred_functions[i]) != 0;
  self->denied = self->denied || !allowed;
  return allowed ? SQLITE_OK : SQLITE_DENY;
}

/* A machine that is busy with other things makes no query worse: the limit is on what the thread itself has worked. */
static gint64
get_own_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
look_at_clock (void *data)
{
  LbGuard *self = data;

  self->late = get_own_time () > self->deadline || g_get_monotonic_time () > self->patience;
  return self->late || g_cancellable_is_cancelled (self->cancellable);
}

LbGuard *
lb_guard_new (LbDb *db)
{
  LbGuard *self = g_new0 (LbGuard, 1);
  sqlite3 *handle = lb_db_get_handle (db);

  self->db = db;
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, LB_LIMIT_QUERY_VALUE);
  sqlite3_set_authorizer (handle, authorize, self);
  sqlite3_progress_handler (handle, STEPS_PER_LOOK, look_at_clock, self);
  return self;
}

void
lb_guard_free (LbGuard *self)
{
  sqlite3 *handle = lb_db_get_handle (self->db);

  sqlite3_set_authorizer (handle, NULL, NULL);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  g_free (self->path);
  g_free (self);
}

gboolean
lb_guard_refuse (LbGuard *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->late)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: the query was stopped after %g seconds; make it simpler"), self->path, self->seconds);
  else if (self->denied)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s: the query does more than read the project, and so it is not run"), self->path);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s: the query fails: %s"), self->path,
                 sqlite3_errmsg (lb_db_get_handle (self->db)));
  return FALSE;
}

sqlite3_stmt *
lb_guard_prepare (LbGuard *self, const char *path, const char *sql, double seconds, GCancellable *cancellable,
                  GError **error)
{
  sqlite3 *handle = lb_db_get_handle (self->db);
  sqlite3_stmt *query = NULL, *second = NULL;
  const char *tail = NULL;

  g_free (self->path);
  self->path = g_strdup (path);
  self->deadline = get_own_time () + (gint64) (seconds * 1e6);
  self->patience = g_get_monotonic_time () + (gint64) (seconds * PATIENCE * 1e6);
  self->seconds = seconds;
  self->late = self->denied = FALSE;
  self->cancellable = cancellable;
  gboolean good = sqlite3_prepare_v3 (handle, sql, -1, 0, &query, &tail) == SQLITE_OK;
  if (!good && strstr (sqlite3_errmsg (handle), "because it is a view") != NULL) /* said before any authorizer is asked */
    self->denied = TRUE;
  if (good && query != NULL && !sqlite3_stmt_readonly (query)) /* VACUUM asks no authorizer */
    self->denied = TRUE;
  if (!good || self->denied) {
    lb_guard_refuse (self, error);
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
