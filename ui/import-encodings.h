/* import-encodings.h - the encodings a file may have, each with the names it would give: whoever sees real villages chooses that one
 *
 * Signal "changed": a person chose another one.
 */
#pragma once
#include "src/preview.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LB_TYPE_IMPORT_ENCODINGS (lb_import_encodings_get_type ())
G_DECLARE_FINAL_TYPE (LbImportEncodings, lb_import_encodings, LB, IMPORT_ENCODINGS, GtkBox)

void        lb_import_encodings_set (LbImportEncodings *self, const LbPreview *preview);
/* Static; NULL: the one that the program chose by itself. */
const char *lb_import_encodings_get (LbImportEncodings *self);
/* What a click on an encoding does. */
void        lb_import_encodings_choose (LbImportEncodings *self, const char *name);

G_END_DECLS
