/* xlsx.h - workbooks (XLSX) as rows, in bounded memory
 *
 * A million rows take the memory of one row, and of the texts that cells share up to 64 MiB. Numbers come as a person would
 * type them, days as days, texts to the digit; formulas by the value that was computed last. Sheets that are hidden
 * come behind the others. Any thread, one at a time.
 */
#pragma once
#include "src/row-source.h"

G_BEGIN_DECLS

/* An LbRowSourceOpen (row-source.h). */
LbRowSource *lb_xlsx_open (const char *path, const char *encoding, GPtrArray *notices, GError **error);

G_END_DECLS
