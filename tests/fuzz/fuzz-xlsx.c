/* From a workbook to its rows. The bytes are either an archive as it is ("PK…"), or the parts of one, each behind a line
 * "@@ name": checksums and packing would keep a fuzzer from the XML. */
#include "src/xlsx.h"
#include "tests/src/workbook.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MARK       "@@ "
#define MOST_PARTS 16
#define MOST_NAME  256

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_rows (const char *path)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRowSource) source = lb_xlsx_open (path, NULL, notices, &error);
  LbRow row;

  g_assert_true ((source == NULL) == (error != NULL));
  for (guint sheet = 0; source != NULL && lb_row_source_get_sheets (source)[sheet] != NULL; sheet++) {
    gint64 last = 0, done, total;
    if (!lb_row_source_choose (source, sheet, NULL))
      continue;
    lb_row_source_look (source, 3);
    if (lb_row_source_next (source, &row, NULL) && !lb_row_source_begin_data (source, NULL))
      continue;
    while (lb_row_source_next (source, &row, NULL)) {
      g_assert_cmpint (row.number, >, last);
      g_assert_cmpuint (g_strv_length (row.cells), ==, row.n);
      for (guint i = 0; i < row.n; i++)
        g_assert_true (g_utf8_validate (row.cells[i], -1, NULL));
      last = row.number;
    }
    lb_row_source_get_progress (source, &done, &total);
    g_assert_cmpint (done, >=, 0);
  }
}

/* What a packer takes: printable, and not there already. */
static gboolean
is_new (const WorkbookPart *parts, gsize n, const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isprint (*at))
      return FALSE;
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (parts[i].name, name))
      return FALSE;
  return *name != '\0' && strlen (name) < MOST_NAME;
}

/* (transfer full): the archive of the parts in @text, which is cut up. */
static GBytes *
pack (char *text, gsize size)
{
  WorkbookPart parts[MOST_PARTS];
  char *at = text, *end = text + size;
  gsize n = 0;

  while (n < MOST_PARTS && at != NULL && (gsize) (end - at) > strlen (MARK) && memcmp (at, MARK, strlen (MARK)) == 0) {
    char *name = at + strlen (MARK), *line = memchr (name, '\n', (gsize) (end - name));
    if (line == NULL)
      break;
    *line = '\0';
    char *next = memmem (line + 1, (gsize) (end - line - 1), "\n" MARK, strlen ("\n" MARK));
    gsize length = (gsize) ((next != NULL ? next : end) - line - 1);
    if (length > 0 && is_new (parts, n, name))
      parts[n++] = (WorkbookPart){name, line + 1, length};
    at = next != NULL ? next + 1 : NULL;
  }
  return workbook_make (parts, n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int file = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file), *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_cmpint (file, >=, 0);
  if (size >= 2 && memcmp (data, "PK", 2) == 0) {
    bytes = g_bytes_new_static (data, size);
  } else {
    text = g_memdup2 (data, size);
    bytes = pack (text, size);
  }
  const void *archive = g_bytes_get_data (bytes, &size);
  g_assert_cmpint (write (file, archive, size), ==, (gssize) size);
  read_rows (path);
  close (file);
  return 0;
}
