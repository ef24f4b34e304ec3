/* import-columns.h - the columns of a file and the fields they are read as, to be chosen by hand
 *
 * Signal "changed": a person chose another field for a column.
 */
#pragma once
#include "src/preview.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LB_TYPE_IMPORT_COLUMNS (lb_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (LbImportColumns, lb_import_columns, LB, IMPORT_COLUMNS, GtkBox)

/* Shows what was proposed; choices made before are forgotten. */
void  lb_import_columns_set (LbImportColumns *self, const LbPreview *preview);
/* (transfer full): "field=heading" of every column that is read; NULL while it is what was proposed. */
GStrv lb_import_columns_dup_maps (LbImportColumns *self);
/* Whether a person chose something. */
gboolean lb_import_columns_is_chosen (LbImportColumns *self);
/* (transfer full): fields that are needed and have no column, joined; NULL: none. */
char *lb_import_columns_dup_missing (LbImportColumns *self);
/* What choosing in the list of the column with this heading does. @field "": it is not read. */
void  lb_import_columns_choose (LbImportColumns *self, const char *heading, const char *field);

G_END_DECLS
