/* row-source.h - rows of text cells, wherever they come from
 *
 * CSV is read in this room; other tables (DBF, workbooks) are handed in by who can read them, as a kind with its data.
 * A source may have several sheets, of which one is read at a time. The first rows can be looked at before they are
 * taken, for above the headings may stand a title. One thread at a time.
 */
#pragma once
#include "src/text.h"

G_BEGIN_DECLS

typedef struct {
  char **cells; /* n texts in UTF-8 and a NULL; valid until the next row; the caller may change them in place */
  guint n;
  gint64 number; /* as a spreadsheet numbers rows: from 1, blank ones counted */
  gboolean cut;  /* the file ended in this row without a line break */
  char *text;    /* where all cells lie one behind the other, in @bytes bytes; NULL, as sources may leave it: each lies
                  * somewhere */
  gsize bytes;
} LbRow;

/* A merged cell: rows as LbRow numbers them, columns from 0, all inclusive. */
typedef struct {
  gint64 top, bottom;
  guint left, right;
} LbMergedRange;

typedef struct {
  /* The next row that is not blank; FALSE at the end and on error. */
  gboolean (*next) (gpointer data, LbRow *row, GError **error);
  /* From now on the rows of that sheet, from its first. NULL: there is but one. */
  gboolean (*choose) (gpointer data, guint sheet, GError **error);
  /* Appends the merged cells of the chosen sheet to @ranges, of LbMergedRange. NULL: the format has none, or does not tell. */
  gboolean (*list_merged) (gpointer data, GArray *ranges, GError **error);
  void (*get_progress) (gpointer data, gint64 *done, gint64 *total);
  guint (*get_replaced) (gpointer data); /* characters that could not be decoded; NULL: none ever */
  void (*free) (gpointer data);
} LbRowSourceKind;

typedef struct _LbRowSource LbRowSource;

/* Opens a file as a source; @encoding NULL: decided; sentences on what was repaired go to @notices. What lb_ledger_import() is given for other files than CSV. */
typedef LbRowSource *(*LbRowSourceOpen) (const char *path, const char *encoding, GPtrArray *notices, GError **error);

/* Takes @data, @sheets (names, NULL: one without a name) and what is in @encoding. */
LbRowSource *lb_row_source_new (const LbRowSourceKind *kind, gpointer data, char **sheets, LbEncoding *encoding);
/* A CSV file (csv.h). */
LbRowSource *lb_row_source_open_csv (const char *path, const char *encoding, GPtrArray *notices, GError **error);
void         lb_row_source_free (LbRowSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRowSource, lb_row_source_free)

/* Borrowed, NULL-terminated; NULL when there are no sheets. */
const char *const *lb_row_source_get_sheets (const LbRowSource *self);
gboolean           lb_row_source_choose (LbRowSource *self, guint sheet, GError **error);
/* The name of the sheet that was chosen last; NULL when there are no sheets. Borrowed. */
const char        *lb_row_source_get_sheet (const LbRowSource *self);

/* Looks at the first rows without taking them, at most @most: an array of LbRow, borrowed until the next call. An error
 * behind the last of them is kept for lb_row_source_next(). To be called before the first row is taken. */
const GArray *lb_row_source_look (LbRowSource *self, guint most);
/* The next row that is not blank. FALSE at the end, and FALSE with LB_ERROR_INPUT when the file cannot be used. */
gboolean      lb_row_source_next (LbRowSource *self, LbRow *row, GError **error);

/* The rows taken so far were headings: from the next one on, merged cells that begin below them fill every row they reach
 * into (merged.h). FALSE with LB_ERROR_INPUT. A workbook's sheet is unpacked once for it. */
gboolean      lb_row_source_begin_data (LbRowSource *self, GError **error);
/* After that: @column is not filled (lb_merged_leave). */
void          lb_row_source_leave (LbRowSource *self, guint column);
/* Cells of @column that were filled in this way. */
guint64       lb_row_source_count_filled (const LbRowSource *self, guint column);

const LbEncoding *lb_row_source_get_encoding (const LbRowSource *self);
guint             lb_row_source_get_replaced (const LbRowSource *self);
void              lb_row_source_get_progress (const LbRowSource *self, gint64 *done, gint64 *total);

G_END_DECLS
