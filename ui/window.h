/* window.h - the window of one project: header, indicators, map, ranking and card, status line
 *
 * The window owns state and loader and binds its parts to them; its actions (win.*) set the state or start an
 * export. It follows the loader only to change between the first page and the work page and to show what is going on.
 */
#pragma once
#include "ui/explain-window.h"
#include "ui/import-window.h"
#include "ui/loader.h"
#include "ui/map-view.h"
#include "ui/report-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LB_TYPE_WINDOW (lb_window_get_type ())
G_DECLARE_FINAL_TYPE (LbWindow, lb_window, LB, WINDOW, AdwApplicationWindow)

LbWindow *lb_window_new (GtkApplication *application);

LbState   *lb_window_get_state (LbWindow *self);
LbLoader  *lb_window_get_loader (LbWindow *self);
LbMapView *lb_window_get_map_view (LbWindow *self);

/* What the file dialogs end in; a toast tells the result. */
void lb_window_export_map (LbWindow *self, const char *path);
void lb_window_export_report (LbWindow *self, const char *path, const LbReportWish *wish);
/* The dialog in which a report is chosen; NULL while there is no picture. */
LbReportWindow *lb_window_ask_report (LbWindow *self);
/* The definition card of the figure that the region card shows; NULL where there is none. */
LbExplainWindow *lb_window_explain (LbWindow *self);
/* What dropping a file ends in: a window of its own (import-window.h); NULL when no project is open. @path NULL: the file is chosen there. */
LbImportWindow *lb_window_import (LbWindow *self, const char *path);
/* Text of the last toast, NULL before the first. */
const char *lb_window_get_last_toast (LbWindow *self);

G_END_DECLS
