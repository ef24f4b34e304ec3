/* tables.h - tables of every format as rows for the import of ledgers
 *
 * CSV, DBF, and workbooks (XLSX, XLS, ODS). What a file is, is told by how it begins, for exports called .xls are often
 * something else. One thread at a time.
 */
#pragma once
#include "src/row-source.h"

G_BEGIN_DECLS

/* Whether the name of @path ends as a table's does. Nothing is opened. */
gboolean lb_tables_has_name (const char *path);

/* An LbRowSourceOpen (row-source.h). */
LbRowSource *lb_tables_open (const char *path, const char *encoding, GPtrArray *notices, GError **error);

/* Of one format each. @driver: as GDAL calls it, "XLS" or "ODS". */
LbRowSource *lb_workbook_open (const char *path, const char *driver, GError **error);
LbRowSource *lb_table_dbf_open (const char *path, const char *encoding, GPtrArray *notices, GError **error);

G_END_DECLS
