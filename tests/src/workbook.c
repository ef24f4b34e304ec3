#include "tests/src/workbook.h"

#include <string.h>
#include <zip.h>

#define SMALL_BYTES 200 /* stored as they are */
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const WorkbookPart usual[] = {
  {"_rels/.rels",
   "<Relationships><Relationship Id='rId1' Type='" OFFICE "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
  {"xl/workbook.xml",
   "<workbook xmlns:r='" OFFICE "'><sheets><sheet name='表' sheetId='1' r:id='rId1'/></sheets></workbook>"},
  {"xl/_rels/workbook.xml.rels",
   "<Relationships><Relationship Id='rId1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
   "<Relationship Id='rId2' Type='" OFFICE "/sharedStrings' Target='sharedStrings.xml'/>"
   "<Relationship Id='rId3' Type='" OFFICE "/styles' Target='styles.xml'/></Relationships>"},
  {"xl/sharedStrings.xml", "<sst/>"},
  {"xl/styles.xml", "<styleSheet/>"},
  WORKBOOK_SHEET (""),
};

static void
add (zip_t *zip, const WorkbookPart *part)
{
  zip_source_t *source = zip_source_buffer (zip, part->xml, part->length > 0 ? part->length : strlen (part->xml), 0);
  gboolean small = (part->length > 0 ? part->length : strlen (part->xml)) < SMALL_BYTES;
  zip_int64_t entry = zip_file_add (zip, part->name, source, ZIP_FL_ENC_UTF_8);

  g_assert_cmpint (entry, >=, 0);
  g_assert_cmpint (zip_set_file_compression (zip, (zip_uint64_t) entry, small ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0), ==, 0);
}

static gboolean
has (const WorkbookPart *parts, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (parts[i].name, name))
      return TRUE;
  return FALSE;
}

static GBytes *
read_source (zip_source_t *source)
{
  zip_stat_t status;

  g_assert_cmpint (zip_source_stat (source, &status), ==, 0);
  g_assert_cmpint (zip_source_open (source), ==, 0);
  guint8 *bytes = g_malloc (status.size);
  g_assert_cmpint (zip_source_read (source, bytes, status.size), ==, (zip_int64_t) status.size);
  zip_source_close (source);
  return g_bytes_new_take (bytes, status.size);
}

GBytes *
workbook_make (const WorkbookPart *parts, gsize n)
{
  zip_source_t *source = zip_source_buffer_create (NULL, 0, 0, NULL);
  zip_t *zip = zip_open_from_source (source, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_nonnull (zip);
  zip_source_keep (source);
  for (gsize i = 0; i < n; i++)
    if (parts[i].xml != NULL)
      add (zip, &parts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (!has (parts, n, usual[i].name))
      add (zip, &usual[i]);
  g_assert_cmpint (zip_close (zip), ==, 0);
  GBytes *bytes = read_source (source);
  zip_source_free (source);
  return bytes;
}

void
workbook_write (const char *path, const WorkbookPart *parts, gsize n)
{
  g_autoptr (GBytes) bytes = workbook_make (parts, n);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}
