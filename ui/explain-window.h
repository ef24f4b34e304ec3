/* explain-window.h - the definition card of one figure
 *
 * What the indicator on the map is made of in one region on one day: formula, numerator and denominator, the rows behind them and where
 * they came from, rules and version of the data (src/explain.h). A worker asks the project; the window shows a spinner till then.
 */
#pragma once
#include "ui/snapshot.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LB_TYPE_EXPLAIN_WINDOW (lb_explain_window_get_type ())
G_DECLARE_FINAL_TYPE (LbExplainWindow, lb_explain_window, LB, EXPLAIN_WINDOW, AdwWindow)

/* Of the indicator of @picture, on its day, in @region. */
LbExplainWindow *lb_explain_window_new (GtkWindow *parent, LbPicture *picture, guint region);

/* "working", "card" or "failed". */
const char *lb_explain_window_get_stage (LbExplainWindow *self);

G_END_DECLS
