/* Merged cells of a sheet: <mergeCells>, which stands behind all rows
 *
 * Who reads row by row must know of them before the first, so the part is read twice. The first time it is only unpacked
 * and searched for the word, for most sheets of a million rows have none; parsing takes many times as long. */
#include "config.h"
#include "src/xlsx-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <string.h>

#define WORD        "mergeCell"
#define PIECE_BYTES (64 << 10)

typedef struct {
  const LbXlsxBook *book;
  const char *sheet;
  LbXml *xml;
  GArray *ranges;
  gboolean in_data;
} Reader;

/* True where the word stands somewhere in the part, or may stand in UTF-16. */
static gboolean
search_word (LbEntry *part, gboolean *found, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE_BYTES + sizeof WORD);
  gsize kept = 0; /* the end of the piece before, in which the word may begin */
  gssize length;
  gboolean first = TRUE;

  *found = FALSE;
  while (!*found && (length = lb_entry_read (part, piece + kept, PIECE_BYTES, error)) != 0) {
    if (length < 0)
      return FALSE;
    gsize size = kept + (gsize) length;
    *found = (first && length >= 2 && ((guchar) piece[0] >= 0xFE || piece[0] == '\0' || piece[1] == '\0')) ||
             memmem (piece, size, WORD, strlen (WORD)) != NULL;
    first = FALSE;
    kept = MIN (size, strlen (WORD) - 1);
    memmove (piece, piece + size - kept, kept);
  }
  return TRUE;
}

/* "B12", from 1 in row, from 0 in column. */
static gboolean
read_place (const char **text, gint64 *row, gint64 *column)
{
  char *end = NULL;

  *column = lb_xlsx_read_column (text);
  *row = g_ascii_isdigit (**text) ? g_ascii_strtoll (*text, &end, 10) : 0;
  if (end != NULL)
    *text = end;
  return *column >= 0 && *row > 0;
}

/* "B2:C9", in any two corners. */
static void
read_range (Reader *self, const char *text)
{
  gint64 rows[2], columns[2];
  GError *problem = NULL;

  if (!read_place (&text, &rows[0], &columns[0]) || *text++ != ':' || !read_place (&text, &rows[1], &columns[1]) || *text != '\0') {
    lb_package_refuse_damaged (self->book->package, &problem);
    lb_xml_fail (self->xml, problem);
    return;
  }
  LbMergedRange range = {.top = MIN (rows[0], rows[1]), .bottom = MAX (rows[0], rows[1]), .left = (guint) MIN (columns[0], columns[1]),
                         .right = (guint) MIN (MAX (columns[0], columns[1]), LB_LIMIT_COLUMNS - 1)};
  if (range.left < LB_LIMIT_COLUMNS)
    g_array_append_val (self->ranges, range);
}

static void
fail_many (Reader *self)
{
  lb_xml_fail (self->xml, g_error_new (LB_ERROR, LB_ERROR_INPUT,
                                       _ ("%s, sheet %s has more than a million merged cells; unmerge them, fill every row, and save it again"),
                                       lb_package_get_name (self->book->package), self->sheet));
}

static void
start (gpointer data, const char *name, const char **attributes)
{
  Reader *self = data;

  if (strcmp (name, "sheetData") == 0)
    self->in_data = TRUE;
  if (self->in_data || strcmp (name, WORD) != 0)
    return;
  const char *text = lb_xml_find (attributes, "ref");
  if (self->ranges->len == LB_LIMIT_MERGED)
    fail_many (self);
  else if (text != NULL && strchr (text, ':') != NULL)
    read_range (self, text);
}

static void
end (gpointer data, const char *name)
{
  Reader *self = data;

  if (strcmp (name, "sheetData") == 0)
    self->in_data = FALSE;
  else if (strcmp (name, "mergeCells") == 0)
    lb_xml_finish (self->xml);
}

gboolean
lb_xlsx_read_merged (const LbXlsxBook *book, guint sheet, GArray *ranges, GError **error)
{
  static const LbXmlHandlers handlers = {start, end, NULL};
  const char *part = g_ptr_array_index (book->parts, sheet);
  g_autoptr (LbEntry) entry = lb_entry_open (book->package, part, error);
  Reader reader = {.book = book, .sheet = g_ptr_array_index (book->names, sheet), .ranges = ranges};
  gboolean found;

  if (entry == NULL || !search_word (entry, &found, error))
    return FALSE;
  return !found || lb_xml_read_part (book->package, part, &handlers, &reader, &reader.xml, error);
}
