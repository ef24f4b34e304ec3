/* PKWARE APPNOTE 6.3: end record, central directory, local headers */
#include "config.h"
#include "maps/archive.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <string.h>
#include <zlib.h>

#define END_MARK      0x06054b50u
#define CENTRAL_MARK  0x02014b50u
#define LOCAL_MARK    0x04034b50u
#define END_BYTES     22
#define CENTRAL_BYTES 46
#define LOCAL_BYTES   30
#define COMMENT_MOST  65535
#define STORED        0
#define DEFLATED      8
#define SMALL_BYTES   (16 << 20) /* below it the ratio does not matter */
#define PIECE_BYTES   (64 << 10)

typedef struct {
  const char *name;
  const guint8 *bytes;
  gsize size;
  guint64 unpacked; /* so far */
} Archive;

static guint
little16 (const guint8 *at)
{
  return (guint) at[1] << 8 | at[0];
}

static guint32
little32 (const guint8 *at)
{
  return (guint32) little16 (at + 2) << 16 | little16 (at);
}

static gboolean
refuse (const Archive *self, const char *why, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, "%s: %s", self->name, why);
  return FALSE;
}

static gboolean
refuse_damaged (const Archive *self, GError **error)
{
  return refuse (self, _ ("the workbook is damaged or was not copied whole; get the file again from where it came"), error);
}

static gboolean
count (Archive *self, guint64 bytes, GError **error)
{
  self->unpacked += bytes;
  if (self->unpacked <= LB_LIMIT_ARCHIVE_BYTES &&
      (self->unpacked <= SMALL_BYTES || self->unpacked / LB_LIMIT_ARCHIVE_RATIO <= self->size))
    return TRUE;
  return refuse (self, _ ("the workbook unpacks to far more than its size, as no ledger does; save the sheet as CSV and "
                          "import that"), error);
}

static gboolean
inflate_part (Archive *self, const guint8 *bytes, gsize size, GError **error)
{
  z_stream stream = {.next_in = (Bytef *) bytes, .avail_in = (uInt) size};
  guint8 piece[PIECE_BYTES];
  gboolean good = TRUE;
  int result = inflateInit2 (&stream, -MAX_WBITS);

  while (good && result == Z_OK) {
    stream.next_out = piece;
    stream.avail_out = sizeof piece;
    result = inflate (&stream, Z_NO_FLUSH);
    good = count (self, sizeof piece - stream.avail_out, error);
  }
  inflateEnd (&stream);
  return good && (result == Z_STREAM_END || refuse_damaged (self, error));
}

/* One part, told by its entry in the central directory. */
static gboolean
check_part (Archive *self, const guint8 *entry, GError **error)
{
  guint method = little16 (entry + 10);
  gsize packed = little32 (entry + 20), at = little32 (entry + 42);

  if (little16 (entry + 8) & 1)
    return refuse (self, _ ("the workbook is protected by a password; take it away in the spreadsheet and save again"), error);
  if (at > self->size || self->size - at < LOCAL_BYTES || little32 (self->bytes + at) != LOCAL_MARK)
    return refuse_damaged (self, error);
  at += LOCAL_BYTES + little16 (self->bytes + at + 26) + little16 (self->bytes + at + 28);
  if (at > self->size || self->size - at < packed || (method != STORED && method != DEFLATED))
    return refuse_damaged (self, error);
  return method == STORED ? count (self, packed, error) : inflate_part (self, self->bytes + at, packed, error);
}

/* NULL: no end record, no archive. */
static const guint8 *
find_end (const Archive *self)
{
  gsize most = MIN (self->size, END_BYTES + COMMENT_MOST);

  for (gsize back = END_BYTES; back <= most; back++)
    if (little32 (self->bytes + self->size - back) == END_MARK)
      return self->bytes + self->size - back;
  return NULL;
}

static gboolean
check_parts (Archive *self, GError **error)
{
  const guint8 *end = find_end (self);

  if (end == NULL)
    return refuse_damaged (self, error);
  guint n = little16 (end + 10);
  gsize at = little32 (end + 16), stop = (gsize) (end - self->bytes);
  if (n > LB_LIMIT_ARCHIVE_PARTS)
    return refuse (self, _ ("the workbook has more parts than any ledger; save the sheet as CSV and import that"), error);
  for (guint i = 0; i < n; i++) {
    if (at > stop || stop - at < CENTRAL_BYTES || little32 (self->bytes + at) != CENTRAL_MARK)
      return refuse_damaged (self, error);
    const guint8 *entry = self->bytes + at;
    if (!check_part (self, entry, error))
      return FALSE;
    at += CENTRAL_BYTES + little16 (entry + 28) + little16 (entry + 30) + little16 (entry + 32);
  }
  return TRUE;
}

gboolean
lb_archive_check (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autofree char *name = g_path_get_basename (path);
  Archive self = {.name = name};

  if (file == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("%s cannot be read; check that it is a file and that you may read it"),
                 path);
    return FALSE;
  }
  self.bytes = (const guint8 *) g_mapped_file_get_contents (file);
  self.size = g_mapped_file_get_length (file);
  return check_parts (&self, error);
}
