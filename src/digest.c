#include "config.h"
#include "src/digest.h"
#include "src/error.h"
#include "src/i18n.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <nettle/sha2.h>
#include <stdio.h>

#define PIECE_BYTES (256 << 10)

struct _LbDigest {
  char *path;
  GThread *thread; /* NULL: it was waited for */
  gint stopped, ready;
  char *digits;
  GError *error;
};

/* (transfer full) */
static char *
write_digits (const guint8 digest[SHA256_DIGEST_SIZE])
{
  GString *digits = g_string_sized_new (2 * SHA256_DIGEST_SIZE + 1);

  for (guint i = 0; i < SHA256_DIGEST_SIZE; i++)
    g_string_append_printf (digits, "%02x", digest[i]);
  return g_string_free (digits, FALSE);
}

static gpointer
run (gpointer data)
{
  LbDigest *self = data;
  struct sha256_ctx checksum;
  g_autofree guchar *piece = g_malloc (PIECE_BYTES);
  FILE *file = g_fopen (self->path, "rbe");
  guint8 digest[SHA256_DIGEST_SIZE];
  gsize length;

  sha256_init (&checksum);
  while (file != NULL && !g_atomic_int_get (&self->stopped) && (length = fread (piece, 1, PIECE_BYTES, file)) > 0)
    sha256_update (&checksum, length, piece);
  if (file == NULL || ferror (file))
    g_set_error (&self->error, LB_ERROR, LB_ERROR_FILE, _ ("cannot open %s: %s"), self->path, g_strerror (errno));
  sha256_digest (&checksum, sizeof digest, digest);
  if (self->error == NULL)
    self->digits = write_digits (digest);
  if (file != NULL)
    fclose (file);
  g_atomic_int_set (&self->ready, 1);
  return NULL;
}

LbDigest *
lb_digest_start (const char *path)
{
  LbDigest *self = g_new0 (LbDigest, 1);

  self->path = g_strdup (path);
  self->thread = g_thread_new ("digest", run, self);
  return self;
}

void
lb_digest_free (LbDigest *self)
{
  g_atomic_int_set (&self->stopped, 1);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_clear_error (&self->error);
  g_free (self->digits);
  g_free (self->path);
  g_free (self);
}

gboolean
lb_digest_is_ready (const LbDigest *self)
{
  return g_atomic_int_get (&self->ready);
}

char *
lb_digest_wait (LbDigest *self, GError **error)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return g_steal_pointer (&self->digits);
}
