/* xlsx-private.h - what the files of the workbook reader share: ECMA-376, in strict and transitional form */
#pragma once
#include "src/number-format.h"
#include "src/row-source.h"
#include "src/xml-stream.h"

G_BEGIN_DECLS

/* What stands in the workbook's own part and those it names. */
typedef struct {
  LbPackage *package;
  GPtrArray *names;     /* char *: of the sheets, hidden ones behind the others */
  GPtrArray *parts;     /* char *: where each of them is                        */
  char *strings_part;   /* NULL: no shared texts                                */
  GArray *forms;        /* LbNumberForm, by the style of a cell                 */
  gboolean from_1904;
} LbXlsxBook;

gboolean lb_xlsx_book_read (LbXlsxBook *self, GError **error);
void     lb_xlsx_book_clear (LbXlsxBook *self);
/* xlsx-styles.c: fills @forms. */
gboolean lb_xlsx_read_styles (LbPackage *package, const char *part, GArray *forms, GError **error);

/* Shared texts, read as far as somebody asks. */
typedef struct _LbXlsxStrings LbXlsxStrings;
LbXlsxStrings *lb_xlsx_strings_new (LbPackage *package, const char *part, GError **error);
void           lb_xlsx_strings_free (LbXlsxStrings *self);
/* Borrowed until the next call. A text longer than a cell may be is cut behind LB_LIMIT_CELL_BYTES. */
const char    *lb_xlsx_strings_get (LbXlsxStrings *self, guint64 i, GError **error);

/* Rows of a sheet. @strings: NULL when there are none. */
typedef struct _LbXlsxSheet LbXlsxSheet;
LbXlsxSheet *lb_xlsx_sheet_new (const LbXlsxBook *book, guint sheet, LbXlsxStrings *strings, GError **error);
void         lb_xlsx_sheet_free (LbXlsxSheet *self);
gboolean     lb_xlsx_sheet_next (LbXlsxSheet *self, LbRow *row, GError **error);
void         lb_xlsx_sheet_get_progress (const LbXlsxSheet *self, gint64 *done, gint64 *total);

/* "AB12" → 27, @reference behind the letters. Columns behind the last that is allowed are that one. -1: none is named. */
gint64       lb_xlsx_read_column (const char **reference);
/* Appends the merged cells of a sheet to @ranges, of LbMergedRange. */
gboolean     lb_xlsx_read_merged (const LbXlsxBook *book, guint sheet, GArray *ranges, GError **error);

/* Where the runs of a text begin and end: <t>, but not those of a phonetic reading (<rPh>). */
typedef struct {
  GString *text;
  guint phonetic;
  gboolean open;
} LbXlsxText;

void lb_xlsx_text_start (LbXlsxText *self, const char *element);
void lb_xlsx_text_end (LbXlsxText *self, const char *element);
void lb_xlsx_text_add (LbXlsxText *self, const char *text, int length); /* up to one byte more than a cell may have */
/* _x000D_ and the like become characters, from @from on. */
void lb_xlsx_text_unescape (GString *text, gsize from);

G_END_DECLS
