/* import-window-private.h - what the window of an import (import-window.c) and what it shows (import-window-show.c) share */
#pragma once
#include "ui/import-job.h"
#include "ui/import-window.h"

struct _LbImportWindow {
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkButton *cancel, *import, *next;
  GtkStack *pages;
  GtkLabel *doing, *accepted, *rejected, *rows, *result, *failure, *problem, *secret_hint, *recognised, *step_choose, *step_check, *step_done;
  GtkProgressBar *bar, *trial_bar;
  GtkListBox *notices;
  GtkWidget *notices_box, *secret_box, *undo, *rest, *problem_box, *again, *kind_box, *earlier;
  GtkDropDown *kind;
  GtkCheckButton *keep;
  GtkPasswordEntry *passphrase;
  LbImportColumns *columns;
  LbImportEncodings *encodings;
  LbImportProblems *problems;
  LbImportBatches *batches;
  char *project, *file;
  GPtrArray *waiting;    /* char *: files behind this one        */
  GCancellable *running; /* of what a worker does, NULL: nothing */
  gboolean trial, setting;
  gboolean again_wanted; /* the file may have been imported before */
  LbPreview *preview;
  LbImported *imported;  /* of the trial, then of the import       */
  gint64 batch;
};

/* One of the pages, with the steps beside it and the buttons above it. */
void lb_import_window_show_page (LbImportWindow *self, const char *page);
/* What the program takes the file for. */
void lb_import_window_show_preview (LbImportWindow *self);
/* What a trial found, or that there is none yet. */
void lb_import_window_show_trial (LbImportWindow *self);
/* What stands against an import; NULL: nothing. @may_repeat: the file was imported before, and may be again. */
void lb_import_window_show_problem (LbImportWindow *self, const char *sentence, gboolean may_repeat);
void lb_import_window_show_done (LbImportWindow *self);
void lb_import_window_show_failure (LbImportWindow *self, const char *sentence);
/* Whether the import may be started with the passphrase as it stands. */
void lb_import_window_check_passphrase (LbImportWindow *self);

/* Asks for files; saves the rejected rows; takes dropped files (import-window-files.c). */
void lb_import_window_choose (LbImportWindow *self);
void lb_import_window_save_list (LbImportWindow *self);
void lb_import_window_init_drop (LbImportWindow *self);
