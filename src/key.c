#include "config.h"
#include "src/key.h"
#include "src/error.h"
#include "src/i18n.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define KEY_BYTES 32

static gboolean
find_key (LbDb *db, char **key, GError **error)
{
  return lb_db_get_text (db, "SELECT value FROM lookback_meta WHERE key = 'hash_key'", key, error);
}

/* (transfer full): random bytes as text. */
static char *
make_key (GError **error)
{
  guchar bytes[KEY_BYTES];
  GString *hex = g_string_new (NULL);

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot make the project's key: %s"), g_strerror (errno));
    return g_string_free (hex, TRUE);
  }
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

char *
lb_key_dup (LbDb *db, GError **error)
{
  g_autofree char *key = NULL;

  if (!find_key (db, &key, error))
    return NULL;
  if (key != NULL)
    return g_steal_pointer (&key);
  key = make_key (error);
  sqlite3_stmt *insert =
    key == NULL ? NULL : lb_db_prepare (db, "INSERT INTO lookback_meta (key, value) VALUES ('hash_key', ?)", error);
  if (insert == NULL)
    return NULL;
  sqlite3_bind_text (insert, 1, key, -1, SQLITE_TRANSIENT);
  return lb_db_run (db, insert, error) ? g_steal_pointer (&key) : NULL;
}

char *
lb_key_dup_for_project (LbProject *project, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  g_autofree char *key = NULL;

  if (!find_key (db, &key, error))
    return NULL;
  if (key != NULL)
    return g_steal_pointer (&key);
  if (!sqlite3_db_readonly (lb_db_get_handle (db), "main"))
    return lb_key_dup (db, error);
  g_autoptr (LbProject) writing = lb_project_open (lb_project_get_path (project), LB_DB_WRITE, error);
  return writing == NULL ? NULL : lb_key_dup (lb_project_get_db (writing), error);
}

char *
lb_key_sign (const char *key, const char *purpose, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key));

  g_hmac_update (hmac, (const guchar *) purpose, (gssize) strlen (purpose) + 1);
  g_hmac_update (hmac, (const guchar *) text, -1);
  return g_strdup (g_hmac_get_string (hmac));
}
