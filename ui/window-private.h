/* window-private.h - what the window (window.c) and its actions (window-actions.c) share */
#pragma once
#include "ui/class-panel.h"
#include "ui/date-button.h"
#include "ui/first-page.h"
#include "ui/indicator-list.h"
#include "ui/ranking.h"
#include "ui/region-card.h"
#include "ui/status-line.h"
#include "ui/window.h"

struct _LbWindow {
  AdwApplicationWindow parent_instance;
  LbState *state;
  LbLoader *loader;
  GCancellable *exports;
  char *last_toast;
  int last_width;
  guint adapt;

  AdwToastOverlay *toasts;
  GtkStack *pages;
  GtkRevealer *doing;
  GtkLabel *doing_label;
  GtkProgressBar *doing_bar;
  GtkSpinner *spinner;
  AdwFlap *left, *right;
  AdwClamp *left_side, *right_side;
  GtkMenuButton *project_button;
  GtkLabel *project_name;
  GtkWidget *left_toggle, *right_toggle;
  LbFirstPage *first_page;
  LbIndicatorList *indicators;
  LbClassPanel *class_panel;
  LbDateButton *date_button;
  LbMapView *map_view;
  LbRanking *ranking;
  LbRegionCard *region_card;
  LbStatusLine *status_line;
};

/* Adds win.* and enables those that make sense. */
void lb_window_init_actions (LbWindow *self);
void lb_window_enable_actions (LbWindow *self);
/* Files dropped on the window. */
void lb_window_init_drop (LbWindow *self);
/* @uri: a file the toast offers to show; NULL: none. */
void lb_window_toast (LbWindow *self, const char *text, const char *path);
