/* sheet.h - one table written as CSV or as an XLSX workbook, told by the file's extension
 *
 * The same table gives the same bytes: the workbook carries the date it is told, not the clock's. The target
 * appears whole or not at all. One thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbSheet LbSheet;

/* @name: of the worksheet. @headings is NULL-terminated. @made: Unix time in the workbook's properties. LB_ERROR_USAGE for another
 * extension than .csv and .xlsx, LB_ERROR_FILE when the folder cannot be written. */
LbSheet *lb_sheet_new (const char *target, const char *name, const char *const *headings, gint64 made,
                       GError **error);
void     lb_sheet_free (LbSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbSheet, lb_sheet_free)

/* Adds the next cell of the row. A number is a number cell of the workbook; everything else stays text, so that household
 * numbers keep their digits. */
void     lb_sheet_cell (LbSheet *self, const char *text, gboolean number);
/* LB_ERROR_FILE when a workbook has no room for more rows. */
gboolean lb_sheet_end_row (LbSheet *self, GError **error);
gboolean lb_sheet_finish (LbSheet *self, GError **error);

G_END_DECLS
