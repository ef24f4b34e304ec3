/* From a file's bytes to rows under their headings: text as a source of rows, titles, headings in one row or two; and the
 * same bytes as a workbook's archive, which must be measured without harm. */
#include "src/headings.h"
#include "src/package.h"
#include "tests/fuzz/aliases.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_rows (const char *path)
{
  const LbMappingWish wish = {.aliases = fuzz_aliases ()};
  const LbHeadingsWish where = {.wish = &wish, .file = "fuzz"};
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LbRowSource) source = lb_row_source_open_csv (path, NULL, notices, NULL);
  g_autoptr (LbMapping) mapping = source != NULL ? lb_headings_find (source, &where, notices, NULL) : NULL;
  gint64 last = 0;
  LbRow row;

  while (mapping != NULL && lb_row_source_next (source, &row, NULL)) {
    g_assert_cmpint (row.number, >, last);
    g_assert_null (row.cells[row.n]);
    last = row.number;
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int file = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, data, size), ==, (gssize) size);
  read_rows (path);
  g_autoptr (LbPackage) package = lb_package_open (path, NULL);
  if (package != NULL)
    lb_package_check (package, NULL);
  close (file);
  return 0;
}
