#include "config.h"
#include "maps/memory-file.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  LbMemoryPart part;
  gsize at;
} Handle;

char *
lb_memory_set_name (const LbMemorySet *set)
{
  return g_strdup_printf ("%" G_GINTPTR_MODIFIER "x.dbf", (guintptr) set);
}

static SAFile
open_part (const char *name, const char *access)
{
  char *end;
  const LbMemorySet *set = (const LbMemorySet *) (guintptr) g_ascii_strtoull (name, &end, 16);
  const LbMemoryPart *part = strcmp (end, ".dbf") == 0 ? &set->dbf : NULL;

  if (part == NULL || part->bytes == NULL || strchr (access, 'w') != NULL || strchr (access, '+') != NULL)
    return NULL;
  Handle *handle = g_new0 (Handle, 1);
  handle->part = *part;
  return (SAFile) (gpointer) handle;
}

static SAOffset
read_part (gpointer target, SAOffset size, SAOffset count, SAFile file)
{
  Handle *self = (Handle *) (gpointer) file;
  gsize left = self->at < self->part.size ? self->part.size - self->at : 0;

  if (size == 0 || count == 0)
    return 0;
  count = MIN (count, left / size);
  gsize wanted = size * count, from_head = 0;
  if (self->at < self->part.head_size) {
    from_head = MIN (wanted, self->part.head_size - self->at);
    memcpy (target, self->part.head + self->at, from_head);
  }
  memcpy ((guchar *) target + from_head, self->part.bytes + self->at + from_head, wanted - from_head);
  self->at += wanted;
  return count;
}

static SAOffset
refuse_write (gpointer source, SAOffset size, SAOffset count, SAFile file)
{
  (void) source, (void) size, (void) count, (void) file;
  return 0;
}

static SAOffset
seek_part (SAFile file, SAOffset offset, int whence)
{
  Handle *self = (Handle *) (gpointer) file;

  self->at = whence == SEEK_SET ? offset : whence == SEEK_CUR ? self->at + offset : self->part.size + offset;
  return 0;
}

static SAOffset
tell_part (SAFile file)
{
  return ((Handle *) (gpointer) file)->at;
}

static int
flush_part (SAFile file)
{
  (void) file;
  return 0;
}

static int
close_part (SAFile file)
{
  g_free (file);
  return 0;
}

static int
refuse_remove (const char *name)
{
  (void) name;
  return -1;
}

static void
ignore_error (const char *message)
{
  (void) message; /* the caller's own checks say what is wrong, with record and byte */
}

static double
parse_number (const char *text)
{
  return g_ascii_strtod (text, NULL);
}

void
lb_memory_setup_hooks (SAHooks *hooks)
{
  *hooks = (SAHooks) {open_part,  read_part,  refuse_write,  seek_part,    tell_part,
                      flush_part, close_part, refuse_remove, ignore_error, parse_number};
}
