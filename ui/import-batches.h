/* import-batches.h - what was imported before: file, day, rows, and the way back
 *
 * Taking a batch back asks first and says what goes. Signals: "changed" when the project's data are others now.
 */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LB_TYPE_IMPORT_BATCHES (lb_import_batches_get_type ())
G_DECLARE_FINAL_TYPE (LbImportBatches, lb_import_batches, LB, IMPORT_BATCHES, GtkBox)

/* Reads the list anew. */
void    lb_import_batches_load (LbImportBatches *self, const char *project);
/* What the button of a batch does: counts what would go and asks. */
void    lb_import_batches_ask (LbImportBatches *self, gint64 batch);
/* What the answer to that question does. */
void    lb_import_batches_take_back (LbImportBatches *self, gint64 batch);
/* The question that is open, as it is asked; NULL: none. */
const char *lb_import_batches_get_question (LbImportBatches *self);

G_END_DECLS
