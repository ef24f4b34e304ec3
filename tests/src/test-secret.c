/* Certificate numbers under a passphrase. The numbers are invented. */
#include "src/error.h"
#include "src/secret.h"
#include "tests/src/hand.h"

#include <sodium.h>
#include <string.h>

#define NUMBER     "539902198001010011"
#define PASSPHRASE "八个字的口令在此处"

static void
a_sealed_number_comes_back_with_the_same_passphrase (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (lb_secret_exists (hand->project));
  g_autoptr (LbSecret) first = lb_secret_create (hand->project, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_true (lb_secret_exists (hand->project));
  g_autoptr (GBytes) sealed = lb_secret_seal (first, NUMBER);
  g_autoptr (GBytes) again = lb_secret_seal (first, NUMBER);
  g_assert_false (g_bytes_equal (sealed, again));
  g_assert_null (memmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), "5399", 4));

  hand_run (hand, "SELECT 1"); /* opens the project anew */
  g_autoptr (LbSecret) second = lb_secret_open (hand->project, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_autofree char *text = lb_secret_unseal (second, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, NUMBER);
}

/* The same bytes opened by libsodium alone, from what the project stores: no home-made step is in between. */
static void
what_is_sealed_is_plain_argon2id_and_xchacha20 (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *salt_text = NULL;
  guchar key[32], text[64] = {0};
  gsize salt_size;

  (void) data;
  g_autoptr (LbSecret) secret = lb_secret_create (hand->project, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) sealed = lb_secret_seal (secret, NUMBER);
  const guchar *bytes = g_bytes_get_data (sealed, NULL);
  lb_db_get_text (lb_project_get_db (hand->project), "SELECT value FROM lookback_meta WHERE key = 'secret_salt'", &salt_text, NULL);
  g_autofree guchar *salt = g_base64_decode (salt_text, &salt_size);
  g_assert_cmpint (crypto_pwhash (key, 32, PASSPHRASE, strlen (PASSPHRASE), salt, 2, 64 << 20, 2), ==, 0);
  g_assert_cmpint (crypto_aead_xchacha20poly1305_ietf_decrypt (text, NULL, NULL, bytes + 24, g_bytes_get_size (sealed) - 24, NULL, 0,
                                                               bytes, key), ==, 0);
  g_assert_cmpstr ((const char *) text, ==, NUMBER);
}

static void
a_wrong_passphrase_is_refused (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (lb_secret_open (hand->project, PASSPHRASE, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (LbSecret) secret = lb_secret_create (hand->project, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_null (lb_secret_open (hand->project, PASSPHRASE "。", &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (lb_secret_create (hand->project, PASSPHRASE, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_EXISTS);
}

static void
a_short_passphrase_is_refused (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (lb_secret_create (hand->project, "七个字的口令呢", &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_USAGE);
  g_assert_false (lb_secret_exists (hand->project));
}

static void
changed_bytes_are_noticed (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbSecret) secret = lb_secret_create (hand->project, PASSPHRASE, &error);
  g_autoptr (GBytes) sealed = lb_secret_seal (secret, NUMBER);
  gsize size = g_bytes_get_size (sealed);
  for (gsize i = 0; i < size; i++) {
    g_autofree guchar *bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
    bytes[i] ^= 1;
    g_assert_null (lb_secret_unseal (secret, bytes, size, &error));
    g_assert_error (error, LB_ERROR, LB_ERROR_PROJECT);
    g_clear_error (&error);
    g_assert_null (lb_secret_unseal (secret, bytes, i, NULL)); /* cut */
  }
}

static void
a_passphrase_is_the_first_line_of_its_file (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = hand_write (hand, "words", PASSPHRASE "\r\nignored\n"), *empty = hand_write (hand, "empty", "\n");

  (void) data;
  char *passphrase = lb_secret_read_passphrase (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (passphrase, ==, PASSPHRASE);
  lb_secret_wipe (passphrase);
  g_assert_null (lb_secret_read_passphrase (empty, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Hand, NULL, hand_set_up, function, hand_tear_down)
  ADD ("/secret/a-sealed-number-comes-back-with-the-same-passphrase", a_sealed_number_comes_back_with_the_same_passphrase);
  ADD ("/secret/what-is-sealed-is-plain-argon2id-and-xchacha20", what_is_sealed_is_plain_argon2id_and_xchacha20);
  ADD ("/secret/a-wrong-passphrase-is-refused", a_wrong_passphrase_is_refused);
  ADD ("/secret/a-short-passphrase-is-refused", a_short_passphrase_is_refused);
  ADD ("/secret/changed-bytes-are-noticed", changed_bytes_are_noticed);
  ADD ("/secret/a-passphrase-is-the-first-line-of-its-file", a_passphrase_is_the_first_line_of_its_file);
#undef ADD
  return g_test_run ();
}
