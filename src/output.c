#include "config.h"
#include "src/output.h"
#include "src/error.h"
#include "src/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct _LbOutput {
  char *target;
  char *temporary;
  gboolean direct; /* a device or pipe: written to, never replaced */
  gboolean committed;
};

static gboolean
is_special (const char *path)
{
  GStatBuf about;
  return g_stat (path, &about) == 0 && !S_ISREG (about.st_mode);
}

static void
set_file_error (GError **error, const char *target, int code)
{
  g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: %s"), target, g_strerror (code));
}

LbOutput *
lb_output_new (const char *target, GError **error)
{
  g_autoptr (LbOutput) self = g_new0 (LbOutput, 1);

  if (g_file_test (target, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot write %s: it is a folder; name a file"),
                 target);
    return NULL;
  }
  self->target = g_strdup (target);
  if (is_special (target)) {
    self->direct = TRUE;
    self->temporary = g_strdup (target);
    return g_steal_pointer (&self);
  }
  /* The pattern keeps the extension at the end: some writers choose their format by it. */
  g_autofree char *dir = g_path_get_dirname (target);
  g_autofree char *base = g_path_get_basename (target);
  g_autofree char *name = g_strdup_printf (".XXXXXX-%s", base);
  self->temporary = g_build_filename (dir, name, NULL);

  int fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0) {
    int code = errno;
    g_clear_pointer (&self->temporary, g_free);
    if (code == ENOENT)
      g_set_error (error, LB_ERROR, LB_ERROR_FILE,
                   _ ("cannot write %s: the folder %s does not exist; make it first"), target, dir);
    else
      set_file_error (error, target, code);
    return NULL;
  }
  close (fd);
  return g_steal_pointer (&self);
}

const char *
lb_output_get_path (const LbOutput *self)
{
  return self->temporary;
}

gboolean
lb_output_commit (LbOutput *self, GError **error)
{
  g_return_val_if_fail (!self->committed, FALSE);

  if (self->direct) {
    self->committed = TRUE;
    return TRUE;
  }
  int fd = g_open (self->temporary, O_RDWR | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int code = errno;
  if (fd >= 0)
    close (fd);
  if (synced && g_rename (self->temporary, self->target) == 0) {
    self->committed = TRUE;
    return TRUE;
  }
  set_file_error (error, self->target, synced ? errno : code);
  return FALSE;
}

void
lb_output_free (LbOutput *self)
{
  if (!self->committed && !self->direct && self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->target);
  g_free (self);
}

gboolean
lb_output_write (const char *target, const char *bytes, gssize length, GError **error)
{
  gsize count = length < 0 ? strlen (bytes) : (gsize) length;

  if (g_str_equal (target, "-")) {
    if (fwrite (bytes, 1, count, stdout) == count && fflush (stdout) == 0)
      return TRUE;
    set_file_error (error, _ ("standard output"), errno);
    return FALSE;
  }

  g_autoptr (LbOutput) output = lb_output_new (target, error);
  if (output == NULL)
    return FALSE;
  FILE *file = g_fopen (output->temporary, "wbe");
  gboolean written = file != NULL && fwrite (bytes, 1, count, file) == count;
  int code = errno;
  if (file != NULL && fclose (file) != 0) {
    code = errno;
    written = FALSE;
  }
  if (!written) {
    set_file_error (error, target, code);
    return FALSE;
  }
  return lb_output_commit (output, error);
}
