/* repairs.h - cells of a file corrected by hand on the way into the project
 *
 * The file itself stays as it came: what a person typed over a cell is told by row and column, and a source of rows is wrapped so that it
 * gives the corrected text. A set of repairs may also name the only rows to be read, for those that were left over from an import.
 * One thread at a time; an import only reads it.
 */
#pragma once
#include "src/row-source.h"

G_BEGIN_DECLS

typedef struct _LbRepairs LbRepairs;

LbRepairs *lb_repairs_new (void);
LbRepairs *lb_repairs_copy (const LbRepairs *self); /* transfer full */
void       lb_repairs_free (LbRepairs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRepairs, lb_repairs_free)

/* @row as a spreadsheet counts, @column from 0. @text is copied; NULL: the cell is read as it stands. */
void        lb_repairs_set (LbRepairs *self, gint64 row, guint column, const char *text);
/* Takes every correction back; the rows that alone are read stay so. */
void        lb_repairs_clear (LbRepairs *self);
/* Rows with a corrected cell. */
guint       lb_repairs_count (const LbRepairs *self);

/* From now on only rows that were named so are read. */
void lb_repairs_keep (LbRepairs *self, gint64 row);

/* (transfer full): takes @source, whose headings were taken already. Borrows @self, which must outlive it. */
LbRowSource *lb_repairs_wrap (const LbRepairs *self, LbRowSource *source);

/* (transfer full): what a candidate of a rejected row ("name (township, code)") would be written as in the cell that was rejected: its code,
 * which names one region only. NULL where @candidate has none. */
char *lb_repairs_dup_suggestion (const char *candidate);

G_END_DECLS
