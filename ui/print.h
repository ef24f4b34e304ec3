/* print.h - the look-back report on paper, through GTK's print dialog
 *
 * The pages are those of the PDF: composed and laid out on a worker, painted onto the printer's surface when the dialog
 * asks for them. Main thread.
 */
#pragma once
#include "reports/report.h"
#include "ui/snapshot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays out the report of the day that @picture shows; finish with lb_print_layout_finish(). */
void      lb_print_layout (LbPicture *picture, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* (transfer full) */
LbReport *lb_print_layout_finish (GAsyncResult *result, GError **error);

/* (transfer full): an operation that prints @report, which it takes; run it with gtk_print_operation_run(). */
GtkPrintOperation *lb_print_operation_new (LbReport *report);

G_END_DECLS
