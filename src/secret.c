#include "config.h"
#include "src/secret.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/journal.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define KEY_BYTES     crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES   crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES     crypto_aead_xchacha20poly1305_ietf_ABYTES
#define LEAST_LETTERS 8
#define LONGEST_LINE  1024
/* Sealed beside the salt: tells the right passphrase from a wrong one. */
#define CHECK_TEXT    "lookback"

struct _LbSecret {
  guchar *key; /* locked memory */
};

static LbSecret *
make_key (const char *passphrase, const guchar salt[crypto_pwhash_SALTBYTES], GError **error)
{
  g_autoptr (LbSecret) self = g_new0 (LbSecret, 1);

  if (sodium_init () >= 0 && (self->key = sodium_malloc (KEY_BYTES)) != NULL &&
      crypto_pwhash (self->key, KEY_BYTES, passphrase, strlen (passphrase), salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                     crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, LB_ERROR, LB_ERROR_FILE,
                       _ ("there is not enough memory to make the key of the passphrase; close other programs and try again"));
  return NULL;
}

void
lb_secret_free (LbSecret *self)
{
  if (self->key != NULL)
    sodium_free (self->key);
  g_free (self);
}

/* (transfer full): a word of lookback_meta, NULL when it is not there. */
static char *
dup_meta (LbProject *project, const char *key, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM lookback_meta WHERE key = '%s'", key);
  char *value = NULL;

  return lb_db_get_text (lb_project_get_db (project), sql, &value, error) ? value : NULL;
}

static gboolean
set_meta (LbDb *db, const char *key, const char *value, GError **error)
{
  sqlite3_stmt *insert = lb_db_prepare (db, "INSERT INTO lookback_meta VALUES (?, ?)", error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_text (insert, 1, key, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 2, value, -1, SQLITE_TRANSIENT);
  return lb_db_run (db, insert, error);
}

static char *
to_base64 (const guchar *bytes, gsize size)
{
  return g_base64_encode (bytes, size);
}

gboolean
lb_secret_exists (LbProject *project)
{
  g_autofree char *salt = dup_meta (project, "secret_salt", NULL);

  return salt != NULL;
}

LbSecret *
lb_secret_create (LbProject *project, const char *passphrase, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  guchar salt[crypto_pwhash_SALTBYTES];

  if (lb_secret_exists (project)) {
    g_set_error (error, LB_ERROR, LB_ERROR_EXISTS, _ ("%s has a passphrase already; use that one"),
                 lb_project_get_path (project));
    return NULL;
  }
  if (g_utf8_strlen (passphrase, -1) < LEAST_LETTERS) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("a passphrase needs %d characters or more"), LEAST_LETTERS);
    return NULL;
  }
  if (sodium_init () >= 0)
    randombytes_buf (salt, sizeof salt);
  g_autoptr (LbSecret) self = make_key (passphrase, salt, error);
  if (self == NULL)
    return NULL;
  g_autoptr (GBytes) check = lb_secret_seal (self, CHECK_TEXT);
  g_autofree char *salt_text = to_base64 (salt, sizeof salt);
  g_autofree char *check_text = to_base64 (g_bytes_get_data (check, NULL), g_bytes_get_size (check));
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (db, error);
  if (transaction == NULL || !set_meta (db, "secret_salt", salt_text, error) ||
      !set_meta (db, "secret_check", check_text, error) ||
      !lb_journal_append (db, "passphrase", "certificate numbers", 0, NULL, error) ||
      !lb_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&self);
}

LbSecret *
lb_secret_open (LbProject *project, const char *passphrase, GError **error)
{
  g_autofree char *salt_text = dup_meta (project, "secret_salt", NULL);
  g_autofree char *check_text = dup_meta (project, "secret_check", NULL);
  gsize salt_size = 0, check_size = 0;

  if (salt_text == NULL || check_text == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_NOT_FOUND,
                 _ ("%s has no passphrase, and so no certificate numbers; import the persons with --passphrase-file"),
                 lb_project_get_path (project));
    return NULL;
  }
  g_autofree guchar *salt = g_base64_decode (salt_text, &salt_size);
  g_autofree guchar *check = g_base64_decode (check_text, &check_size);
  if (salt_size != crypto_pwhash_SALTBYTES) {
    g_set_error (error, LB_ERROR, LB_ERROR_PROJECT, _ ("%s is damaged: the salt of its passphrase is cut; open a backup copy"),
                 lb_project_get_path (project));
    return NULL;
  }
  g_autoptr (LbSecret) self = make_key (passphrase, salt, error);
  if (self == NULL)
    return NULL;
  g_autofree char *text = lb_secret_unseal (self, check, check_size, NULL);
  if (g_strcmp0 (text, CHECK_TEXT) == 0)
    return g_steal_pointer (&self);
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("this is not the passphrase of %s"), lb_project_get_path (project));
  return NULL;
}

GBytes *
lb_secret_seal (const LbSecret *self, const char *text)
{
  gsize length = strlen (text), size = NONCE_BYTES + length + TAG_BYTES;
  guchar *sealed = g_malloc (size);

  randombytes_buf (sealed, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_BYTES, NULL, (const guchar *) text, length, NULL, 0, NULL, sealed,
                                              self->key);
  return g_bytes_new_take (sealed, size);
}

char *
lb_secret_unseal (const LbSecret *self, gconstpointer sealed, gsize size, GError **error)
{
  const guchar *bytes = sealed;

  if (size >= NONCE_BYTES + TAG_BYTES) {
    g_autofree char *text = g_malloc0 (size - NONCE_BYTES - TAG_BYTES + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt ((guchar *) text, NULL, NULL, bytes + NONCE_BYTES, size - NONCE_BYTES, NULL,
                                                    0, bytes, self->key) == 0)
      return g_steal_pointer (&text);
  }
  g_set_error_literal (error, LB_ERROR, LB_ERROR_PROJECT,
                       _ ("a sealed certificate number was changed or belongs to another passphrase"));
  return NULL;
}

char *
lb_secret_read_passphrase (const char *path, GError **error)
{
  gboolean standard_input = g_str_equal (path, "-");
  FILE *file = standard_input ? stdin : fopen (path, "rbe");
  char line[LONGEST_LINE] = "";
  gboolean got = file != NULL && fgets (line, sizeof line, file) != NULL;
  char *passphrase = NULL;

  if (file != NULL && !standard_input)
    fclose (file);
  line[strcspn (line, "\r\n")] = '\0';
  if (got && g_utf8_validate (line, -1, NULL) && *line != '\0')
    passphrase = g_strdup (line);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("%s holds no passphrase; write it as UTF-8 into the first line"), path);
  sodium_memzero (line, sizeof line);
  return passphrase;
}

void
lb_secret_wipe (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

LbSecret *
lb_secret_open_file (LbProject *project, const char *path, gboolean create, GError **error)
{
  char *passphrase = lb_secret_read_passphrase (path, error);
  LbSecret *self = NULL;

  if (passphrase != NULL && create && !lb_secret_exists (project))
    self = lb_secret_create (project, passphrase, error);
  else if (passphrase != NULL)
    self = lb_secret_open (project, passphrase, error);
  lb_secret_wipe (passphrase);
  return self;
}
