/* [MS-OFFCRYPTO] 2.3: new workbooks in a stream "EncryptedPackage". [MS-XLS] 2.4.117: old ones have a record FilePass
 * behind the first of the workbook's records. Neither needs the container to be taken apart. */
#include "config.h"
#include "maps/compound.h"

#include <string.h>

#define SECTOR_BYTES   512
#define FILE_PASS      0x2F
#define WRITE_PROTECT  0x86 /* may stand between: no body */
#define HEAD_BYTES     4    /* of a record: its number and its length, 16 bits each */

static gboolean
holds_package (const char *bytes, gsize size)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* UTF-16 */

  return memmem (bytes, size, name, sizeof name) != NULL;
}

/* @at: a sector. Whether the workbook's records begin there, sealed ones. */
static gboolean
begins_sealed (const char *at, gsize left)
{
  static const char start[] = "\x09\x08\x10\x00\x00\x06\x05\x00"; /* BOF of 16 bytes: version 8, globals */
  gsize next = HEAD_BYTES + 16;

  if (memcmp (at, start, sizeof start - 1) != 0)
    return FALSE;
  if (next < left && at[next] == (char) WRITE_PROTECT)
    next += HEAD_BYTES;
  return next + 1 < left && at[next] == FILE_PASS && at[next + 1] == 0;
}

gboolean
lb_compound_is_sealed (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  gsize size = file != NULL ? g_mapped_file_get_length (file) : 0;
  const char *bytes = file != NULL ? g_mapped_file_get_contents (file) : NULL;

  for (gsize at = 0; at + SECTOR_BYTES <= size; at += SECTOR_BYTES)
    if (begins_sealed (bytes + at, SECTOR_BYTES))
      return TRUE;
  return size > 0 && holds_package (bytes, size);
}
