#include "config.h"
#include "src/journal.h"
#include "src/error.h"
#include "src/i18n.h"

#include <string.h>

#define FIRST_PREVIOUS "0000000000000000000000000000000000000000000000000000000000000000"

static char *
hash_row (const char *previous, const char *at, const char *action, const char *object, gint64 count,
          const char *purpose)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  const char *const parts[] = {previous, at, action, object, number, purpose};

  /* The terminating zero goes into the hash too: it keeps "ab","c" apart from "a","bc". */
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (checksum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);
  return g_strdup (g_checksum_get_string (checksum));
}

char *
lb_journal_now (void)
{
  const char *fixed = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) now = fixed != NULL
                                ? g_date_time_new_from_unix_utc (g_ascii_strtoll (fixed, NULL, 10))
                                : g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

gboolean
lb_journal_append (LbDb *db, const char *action, const char *object, gint64 count,
                   const char *purpose, GError **error)
{
  g_autofree char *previous = NULL;
  g_autofree char *at = lb_journal_now ();

  if (!lb_db_get_text (db, "SELECT hash FROM journal ORDER BY id DESC LIMIT 1", &previous, error))
    return FALSE;
  if (previous == NULL)
    previous = g_strdup (FIRST_PREVIOUS);
  if (purpose == NULL)
    purpose = "";

  g_autofree char *hash = hash_row (previous, at, action, object, count, purpose);
  sqlite3_stmt *insert = lb_db_prepare (
    db,
    "INSERT INTO journal (at, action, object, count, purpose, previous, hash) VALUES (?,?,?,?,?,?,?)",
    error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_text (insert, 1, at, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 2, action, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 3, object, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (insert, 4, count);
  sqlite3_bind_text (insert, 5, purpose, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 6, previous, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 7, hash, -1, SQLITE_TRANSIENT);
  return lb_db_run (db, insert, error);
}

gboolean
lb_journal_verify (LbDb *db, GError **error)
{
  g_autofree char *expected = g_strdup (FIRST_PREVIOUS);
  sqlite3_stmt *rows = lb_db_prepare (
    db, "SELECT id, at, action, object, count, purpose, previous, hash FROM journal ORDER BY id", error);
  int result;

  if (rows == NULL)
    return FALSE;
  while ((result = lb_db_step (db, rows, error)) == SQLITE_ROW) {
    const char *previous = (const char *) sqlite3_column_text (rows, 6);
    const char *hash = (const char *) sqlite3_column_text (rows, 7);
    g_autofree char *computed = hash_row (previous, (const char *) sqlite3_column_text (rows, 1),
                                          (const char *) sqlite3_column_text (rows, 2),
                                          (const char *) sqlite3_column_text (rows, 3),
                                          sqlite3_column_int64 (rows, 4),
                                          (const char *) sqlite3_column_text (rows, 5));
    if (strcmp (previous, expected) != 0 || strcmp (computed, hash) != 0) {
      g_set_error (error, LB_ERROR, LB_ERROR_PROJECT,
                   _ ("the journal of %s was changed at row %d: its chain of hashes is broken there"),
                   lb_db_get_path (db), sqlite3_column_int (rows, 0));
      sqlite3_reset (rows);
      return FALSE;
    }
    g_free (expected);
    expected = g_strdup (hash);
  }
  sqlite3_reset (rows);
  return result == SQLITE_DONE;
}
