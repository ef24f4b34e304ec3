#include "config.h"
#include "src/string-store.h"
#include "src/error.h"
#include "src/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_TEXTS 16

struct _LbStringStore {
  gsize in_memory;
  guint64 n;
  GArray *blocks;    /* guint64: where each sixteenth text begins */
  GString *kept;     /* the first texts, each with its NUL        */
  GString *fresh;    /* behind them, what is not yet in the file  */
  guint64 written;   /* bytes in the file                         */
  int file;          /* -1: none yet                              */
  GString *block;    /* read from the file last                   */
  guint64 block_at;  /* its number                                */
};

LbStringStore *
lb_string_store_new (gsize in_memory)
{
  LbStringStore *self = g_new0 (LbStringStore, 1);

  self->in_memory = in_memory > 0 ? in_memory : LB_STRING_STORE_MEMORY;
  self->blocks = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->kept = g_string_new (NULL);
  self->fresh = g_string_new (NULL);
  self->block = g_string_new (NULL);
  self->block_at = G_MAXUINT64;
  self->file = -1;
  return self;
}

void
lb_string_store_free (LbStringStore *self)
{
  if (self->file >= 0)
    close (self->file);
  g_array_unref (self->blocks);
  g_string_free (self->kept, TRUE);
  g_string_free (self->fresh, TRUE);
  g_string_free (self->block, TRUE);
  g_free (self);
}

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot keep the texts of the workbook in %s: %s; make room there"), what,
               g_strerror (errno));
  return FALSE;
}

/* A file without a name goes with the program, however that ends. */
static int
open_nameless (void)
{
  const char *folder = g_get_tmp_dir ();
  int file = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (file >= 0)
    return file;
  g_autofree char *path = g_build_filename (folder, "lookback-XXXXXX", NULL); /* a file system that knows no such files */
  file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    unlink (path);
  return file;
}

static gboolean
write_fresh (LbStringStore *self, GError **error)
{
  gsize done = 0;

  if (self->file < 0 && (self->file = open_nameless ()) < 0)
    return fail (g_get_tmp_dir (), error);
  while (done < self->fresh->len) {
    gssize length = pwrite (self->file, self->fresh->str + done, self->fresh->len - done, (off_t) (self->written + done));
    if (length < 0 && errno != EINTR)
      return fail (g_get_tmp_dir (), error);
    done += length > 0 ? (gsize) length : 0;
  }
  self->written += done;
  g_string_truncate (self->fresh, 0);
  return TRUE;
}

gboolean
lb_string_store_add (LbStringStore *self, const char *text, GError **error)
{
  guint64 end = self->kept->len + self->written + self->fresh->len;
  gsize length = strlen (text) + 1;

  if (self->n % BLOCK_TEXTS == 0) {
    /* A block is never torn between memory and file. */
    if (self->fresh->len >= self->in_memory / 16 && !write_fresh (self, error))
      return FALSE;
    g_array_append_val (self->blocks, end);
  }
  gboolean keep = self->written == 0 && self->fresh->len == 0 &&
                  (self->kept->len < self->in_memory || self->n % BLOCK_TEXTS != 0);
  g_string_append_len (keep ? self->kept : self->fresh, text, (gssize) length);
  self->n++;
  return TRUE;
}

guint64
lb_string_store_get_n (const LbStringStore *self)
{
  return self->n;
}

static gboolean
read_block (LbStringStore *self, guint64 number, guint64 from, guint64 to, GError **error)
{
  gsize done = 0;

  self->block_at = G_MAXUINT64;
  g_string_set_size (self->block, to - from);
  while (done < to - from) {
    gssize length = pread (self->file, self->block->str + done, to - from - done, (off_t) (from + done));
    if (length == 0)
      errno = EIO;
    if (length == 0 || (length < 0 && errno != EINTR))
      return fail (g_get_tmp_dir (), error);
    done += length > 0 ? (gsize) length : 0;
  }
  self->block_at = number;
  return TRUE;
}

const char *
lb_string_store_get (LbStringStore *self, guint64 i, GError **error)
{
  guint64 number = i / BLOCK_TEXTS, from = g_array_index (self->blocks, guint64, number);
  const char *at;

  if (from < self->kept->len) {
    at = self->kept->str + from;
  } else if (from - self->kept->len >= self->written) {
    at = self->fresh->str + (from - self->kept->len - self->written);
  } else {
    /* Only whole blocks are written, so the next one has begun. */
    guint64 next = number + 1 < self->blocks->len ? g_array_index (self->blocks, guint64, number + 1)
                                                  : self->kept->len + self->written;
    if (self->block_at != number && !read_block (self, number, from - self->kept->len, next - self->kept->len, error))
      return NULL;
    at = self->block->str;
  }
  for (guint64 skip = i % BLOCK_TEXTS; skip > 0; skip--)
    at += strlen (at) + 1;
  return at;
}
