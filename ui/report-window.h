/* report-window.h - what a report is to be, before it is written: kind, letter, publication
 *
 * Signal "export" with the path (a string): a person chose where it goes; the window closes itself then.
 */
#pragma once
#include "ui/export.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LB_TYPE_REPORT_WINDOW (lb_report_window_get_type ())
G_DECLARE_FINAL_TYPE (LbReportWindow, lb_report_window, LB, REPORT_WINDOW, AdwWindow)

/* Of the county and the date of @picture. */
LbReportWindow *lb_report_window_new (GtkWindow *parent, LbPicture *picture);

/* As it is chosen now; the texts are borrowed until something changes. */
LbReportWish lb_report_window_get_wish (LbReportWindow *self);
/* Why it cannot be written so; NULL: it can. Borrowed. */
const char  *lb_report_window_get_problem (LbReportWindow *self);

/* What the fields do. NULL: left empty. */
void lb_report_window_set_letter (LbReportWindow *self, const char *file, const char *number, const char *dated);
void lb_report_window_set_public (LbReportWindow *self, gboolean public_, const char *review);
/* What choosing the target does. */
void lb_report_window_export (LbReportWindow *self, const char *path);

G_END_DECLS
