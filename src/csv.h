/* csv.h - tables as text: read piece by piece, written so that a spreadsheet shows what is there
 *
 * The reader takes comma, tab or semicolon (told from the first rows), quoted cells with line breaks, LF, CRLF
 * and lone CR, any encoding of text.h, and holds one row at a time. The writer writes what the reader
 * accepts. Rows are numbered as a spreadsheet numbers them: from 1, blank rows counted. One thread at a time.
 */
#pragma once
#include "src/row-source.h"

G_BEGIN_DECLS

typedef struct _LbCsvReader LbCsvReader;

/* Opens @path. @encoding NULL: decided from the first 64 KiB. LB_ERROR_USAGE for an unknown encoding, LB_ERROR_FILE
 * when it cannot be read, LB_ERROR_INPUT when it is empty or another kind of file (XLSX, XLS, ZIP, PDF). */
LbCsvReader *lb_csv_reader_open (const char *path, const char *encoding, GError **error);

/* The same over bytes in memory, which must outlive the reader. @name is used in sentences. */
LbCsvReader *lb_csv_reader_new (const char *name, const char *bytes, gsize length, const char *encoding,
                                GError **error);
void         lb_csv_reader_free (LbCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCsvReader, lb_csv_reader_free)

/* The next row that is not blank. FALSE at the end, and FALSE with LB_ERROR_INPUT that names the row when the file
 * cannot be used: a NUL byte, a quotation mark that is never closed, a cell, row or column count over limits.h. */
gboolean lb_csv_reader_next (LbCsvReader *self, LbRow *row, GError **error);

const LbEncoding *lb_csv_reader_get_encoding (const LbCsvReader *self);
guint             lb_csv_reader_get_replaced (const LbCsvReader *self); /* characters that could not be decoded */
/* Bytes taken from the file so far, and its size (0: not known). */
void              lb_csv_reader_get_progress (const LbCsvReader *self, gint64 *done, gint64 *total);

typedef struct _LbCsvWriter LbCsvWriter;

/* Collects rows in memory. A cell that a spreadsheet would run as a formula (= + - @, tab or CR at its start, and not
 * a plain number) gets a leading "'"; the reader takes it away again. */
LbCsvWriter *lb_csv_writer_new (void);
void         lb_csv_writer_free (LbCsvWriter *self);
void         lb_csv_writer_cell (LbCsvWriter *self, const char *text); /* NULL: empty */
void         lb_csv_writer_end_row (LbCsvWriter *self);
/* Borrowed: what was written so far, without BOM. */
const char  *lb_csv_writer_get_text (const LbCsvWriter *self);
/* Writes all to @target: a file gets a BOM, standard output ("-") none. */
gboolean     lb_csv_writer_finish (LbCsvWriter *self, const char *target, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCsvWriter, lb_csv_writer_free)

G_END_DECLS
