#include "config.h"
#include "src/package.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <sys/stat.h>
#include <zip.h>

#define SMALL_BYTES (16 << 20) /* below it the ratio does not matter */
#define PIECE_BYTES (64 << 10)

struct _LbPackage {
  char *name;
  zip_t *zip;
  guint64 size;
  guint64 unpacked; /* so far */
};

struct _LbEntry {
  LbPackage *package;
  zip_file_t *file;
  gint64 done, total;
};

static gboolean
refuse (const LbPackage *self, const char *why, GError **error)
{
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, "%s: %s", self->name, why);
  return FALSE;
}

gboolean
lb_package_refuse_damaged (const LbPackage *self, GError **error)
{
  return refuse (self, _ ("the workbook is damaged or was not copied whole; get the file again from where it came"), error);
}

LbPackage *
lb_package_open (const char *path, GError **error)
{
  g_autoptr (LbPackage) self = g_new0 (LbPackage, 1);
  struct stat status;
  int problem = 0;

  self->name = g_path_get_basename (path);
  self->zip = zip_open (path, ZIP_RDONLY, &problem);
  if (self->zip == NULL && (problem == ZIP_ER_OPEN || problem == ZIP_ER_NOENT || problem == ZIP_ER_READ))
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("%s cannot be read; check that it is a file and that you may read it"),
                 path);
  else if (self->zip == NULL || stat (path, &status) != 0)
    lb_package_refuse_damaged (self, error);
  else if (zip_get_num_entries (self->zip, 0) > LB_LIMIT_ARCHIVE_PARTS)
    refuse (self, _ ("the workbook has more parts than any ledger; save the sheet as CSV and import that"), error);
  else {
    self->size = (guint64) status.st_size;
    return g_steal_pointer (&self);
  }
  return NULL;
}

void
lb_package_free (LbPackage *self)
{
  if (self->zip != NULL)
    zip_discard (self->zip);
  g_free (self->name);
  g_free (self);
}

const char *
lb_package_get_name (const LbPackage *self)
{
  return self->name;
}

static zip_int64_t
locate (const LbPackage *self, const char *part)
{
  zip_int64_t at = zip_name_locate (self->zip, part, 0);

  return at >= 0 ? at : zip_name_locate (self->zip, part, ZIP_FL_NOCASE);
}

gboolean
lb_package_has (const LbPackage *self, const char *part)
{
  return locate (self, part) >= 0;
}

static LbEntry *
open_entry (LbPackage *self, zip_int64_t entry, GError **error)
{
  zip_stat_t status;
  zip_file_t *file = NULL;
  gboolean there = entry >= 0 && zip_stat_index (self->zip, (zip_uint64_t) entry, 0, &status) == 0;

  if (there && (status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE)
    refuse (self, _ ("the workbook is protected by a password; take it away in the spreadsheet and save again"), error);
  else if (!there || (file = zip_fopen_index (self->zip, (zip_uint64_t) entry, 0)) == NULL)
    lb_package_refuse_damaged (self, error);
  if (file == NULL)
    return NULL;
  LbEntry *part = g_new0 (LbEntry, 1);
  part->package = self;
  part->file = file;
  part->total = (gint64) MIN (status.size, G_MAXINT64);
  return part;
}

LbEntry *
lb_entry_open (LbPackage *package, const char *part, GError **error)
{
  return open_entry (package, locate (package, part), error);
}

void
lb_entry_free (LbEntry *self)
{
  zip_fclose (self->file);
  g_free (self);
}

gssize
lb_entry_read (LbEntry *self, gpointer bytes, gsize most, GError **error)
{
  LbPackage *package = self->package;
  zip_int64_t length = zip_fread (self->file, bytes, most);

  if (length < 0) {
    lb_package_refuse_damaged (package, error);
    return -1;
  }
  self->done += length;
  package->unpacked += (guint64) length;
  if (package->unpacked <= SMALL_BYTES || package->unpacked / LB_LIMIT_ARCHIVE_RATIO <= package->size)
    return (gssize) length;
  refuse (package, _ ("the workbook unpacks to far more than its size, as no ledger does; save the sheet as CSV and "
                      "import that"), error);
  return -1;
}

void
lb_entry_get_progress (const LbEntry *self, gint64 *done, gint64 *total)
{
  *done = self->done;
  *total = self->total;
}

static gboolean
count_part (LbPackage *self, zip_int64_t entry, GError **error)
{
  g_autoptr (LbEntry) part = open_entry (self, entry, error);
  char piece[PIECE_BYTES];
  gssize length = part != NULL ? 1 : -1;

  while (length > 0 && self->unpacked <= LB_LIMIT_ARCHIVE_BYTES)
    length = lb_entry_read (part, piece, sizeof piece, error);
  if (length > 0)
    return refuse (self, _ ("the workbook unpacks to far more than its size, as no ledger does; save the sheet as CSV and "
                            "import that"), error);
  return length == 0;
}

gboolean
lb_package_check (LbPackage *self, GError **error)
{
  zip_int64_t n = zip_get_num_entries (self->zip, 0);

  for (zip_int64_t i = 0; i < n; i++)
    if (!count_part (self, i, error))
      return FALSE;
  return TRUE;
}
