#include "config.h"
#include "maps/tables.h"
#include "maps/compound.h"
#include "src/csv.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/xlsx.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define BEGINNING 512

static const char *
find_extension (const char *path)
{
  const char *slash = strrchr (path, G_DIR_SEPARATOR), *dot = strrchr (slash != NULL ? slash : path, '.');

  return dot != NULL ? dot + 1 : "";
}

gboolean
lb_tables_has_name (const char *path)
{
  static const char *const extensions[] = {"csv", "txt", "tsv", "dbf", "xlsx", "xlsm", "xls", "ods"};

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (find_extension (path), extensions[i]) == 0)
      return TRUE;
  return FALSE;
}

static gsize
read_beginning (const char *path, char bytes[BEGINNING + 1])
{
  FILE *file = g_fopen (path, "rbe");
  gsize length = file != NULL ? fread (bytes, 1, BEGINNING, file) : 0;

  if (file != NULL)
    fclose (file);
  bytes[length] = '\0';
  return length;
}

static gboolean
is_web_page (const char *bytes)
{
  const char *at = g_str_has_prefix (bytes, "\xEF\xBB\xBF") ? bytes + 3 : bytes;
  g_autofree char *small = NULL;

  at += strspn (at, " \t\r\n");
  small = g_ascii_strdown (at, -1);
  return *at == '<' && (strstr (small, "<html") != NULL || strstr (small, "<table") != NULL ||
                        strstr (small, "<?mso-application") != NULL);
}

static LbRowSource *
open_compound (const char *path, GError **error)
{
  if (!lb_compound_is_sealed (path))
    return lb_workbook_open (path, "XLS", error);
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s has a password; open it in a spreadsheet and save a copy without one"),
               path);
  return NULL;
}

LbRowSource *
lb_tables_open (const char *path, const char *encoding, GPtrArray *notices, GError **error)
{
  const char *extension = find_extension (path);
  char bytes[BEGINNING + 1];
  gsize length = read_beginning (path, bytes);
  gboolean book = g_ascii_strncasecmp (extension, "xls", 3) == 0 || g_ascii_strcasecmp (extension, "ods") == 0;

  if (g_ascii_strcasecmp (extension, "dbf") == 0)
    return lb_table_dbf_open (path, encoding, notices, error);
  if (book && length >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    return g_ascii_strcasecmp (extension, "ods") == 0 ? lb_workbook_open (path, "ODS", error)
                                                      : lb_xlsx_open (path, encoding, notices, error);
  if (book && length >= 4 && memcmp (bytes, "\xD0\xCF\x11\xE0", 4) == 0)
    return open_compound (path, error);
  if (book && is_web_page (bytes)) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s is called a workbook but is a web page; open it in a spreadsheet and save it as XLSX or CSV"), path);
    return NULL;
  }
  return lb_row_source_open_csv (path, encoding, notices, error); /* many an export called .xls is text with tabs */
}
