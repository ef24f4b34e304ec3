#include "config.h"
#include "ui/import-window-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/ledger-kinds.h"
#include "src/ledger-label.h"

G_DEFINE_FINAL_TYPE (LbImportWindow, lb_import_window, ADW_TYPE_WINDOW)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void look (LbImportWindow *self);
static void start (LbImportWindow *self, gboolean trial);
static void try_it (LbImportWindow *self);

/* --- the work -------------------------------------------------------------------------------------------------- */

static void
stop (LbImportWindow *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

/* Whether @result is of what runs now: what was stopped for something newer is not looked at. */
static gboolean
is_current (LbImportWindow *self, GAsyncResult *result)
{
  if (self->project == NULL || g_task_get_cancellable (G_TASK (result)) != self->running)
    return FALSE;
  g_clear_object (&self->running);
  return TRUE;
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbPreview) preview = lb_look_finish (result, &error);

  (void) data;
  if (!is_current (self, result))
    return;
  if (preview == NULL) {
    lb_import_window_show_failure (self, error->message);
    return;
  }
  g_clear_pointer (&self->preview, lb_preview_free);
  self->preview = g_steal_pointer (&preview);
  lb_import_window_show_preview (self);
  lb_import_window_show_page (self, "review");
  try_it (self);
}

static const char *
chosen_kind (LbImportWindow *self)
{
  guint item = gtk_drop_down_get_selected (self->kind);

  return self->preview != NULL && item > 0 && item <= LB_N_LEDGERS ? lb_ledger_kinds[item - 1].name : NULL;
}

static void
forget_trial (LbImportWindow *self)
{
  lb_import_problems_set (self->problems, NULL);
  g_clear_pointer (&self->imported, lb_imported_unref);
}

/* Everything anew, as kind and encoding are chosen. */
static void
look (LbImportWindow *self)
{
  const LbImportWish wish = {.project = self->project, .file = self->file, .kind = chosen_kind (self),
                             .encoding = self->preview != NULL ? lb_import_encodings_get (self->encodings) : NULL};

  stop (self);
  forget_trial (self);
  self->running = g_cancellable_new ();
  if (self->preview == NULL)
    lb_import_window_show_page (self, "reading");
  lb_import_window_show_trial (self);
  lb_look_async (&wish, self->running, self, looked);
}

static void
show_step (gpointer source, gint64 done, gint64 total)
{
  LbImportWindow *self = source;
  GtkProgressBar *bar = self->trial ? self->trial_bar : self->bar;

  if (total > 0)
    gtk_progress_bar_set_fraction (bar, CLAMP ((double) done / (double) total, 0, 1));
  else
    gtk_progress_bar_pulse (bar);
}

static void
tried (LbImportWindow *self, const GError *error)
{
  gtk_widget_set_opacity (GTK_WIDGET (self->trial_bar), 0);
  lb_import_window_show_problem (self, error != NULL ? error->message : NULL, g_error_matches (error, LB_ERROR, LB_ERROR_EXISTS));
  lb_import_window_show_trial (self);
}

/* An import that was stopped or failed leaves the review as it was: nothing was kept, and all that was found still holds. */
static void
not_landed (LbImportWindow *self, const GError *error)
{
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  lb_import_window_show_page (self, "review");
  lb_import_window_show_trial (self);
  lb_import_window_show_problem (self, stopped ? _ ("The file was not imported; nothing of it was kept") : error->message, FALSE);
}

static void
imported (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbImported) imported = lb_import_finish (result, &error);

  (void) data;
  if (!is_current (self, result))
    return;
  if (imported != NULL) {
    lb_import_problems_set (self->problems, NULL);
    g_clear_pointer (&self->imported, lb_imported_unref);
    self->imported = g_steal_pointer (&imported);
  }
  if (self->trial)
    tried (self, error);
  else if (error != NULL)
    not_landed (self, error);
  else
    lb_import_window_show_done (self);
}

static void
start (LbImportWindow *self, gboolean trial)
{
  const char *passphrase = gtk_check_button_get_active (self->keep) ? gtk_editable_get_text (GTK_EDITABLE (self->passphrase)) : NULL;
  g_auto (GStrv) maps = lb_import_columns_dup_maps (self->columns);
  const LbImportWish wish = {.project = self->project, .file = self->file, .kind = chosen_kind (self),
                             .encoding = lb_import_encodings_get (self->encodings), .maps = (const char *const *) maps,
                             .repairs = lb_import_problems_get_repairs (self->problems), .again = self->again_wanted, .trial = trial,
                             .passphrase = trial ? NULL : passphrase};

  stop (self);
  self->trial = trial;
  self->running = g_cancellable_new ();
  gtk_progress_bar_set_fraction (trial ? self->trial_bar : self->bar, 0);
  gtk_widget_set_opacity (GTK_WIDGET (self->trial_bar), trial ? 1 : 0);
  lb_import_window_show_problem (self, NULL, FALSE);
  gtk_label_set_text (self->doing, _ ("Importing…"));
  if (trial)
    forget_trial (self);
  if (trial)
    lb_import_window_show_trial (self);
  else
    lb_import_window_show_page (self, "working");
  lb_import_async (&wish, show_step, self->running, self, imported);
  if (!trial)
    gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
}

/* A trial, unless it is plain that there can be none. */
static void
try_it (LbImportWindow *self)
{
  g_autofree char *missing = lb_import_columns_dup_missing (self->columns);
  g_autofree char *sentence = missing != NULL ? g_strdup_printf (_ ("These fields are needed and no column is read as them: %s. Choose their columns "
                                                                    "below, or another kind."), missing) : NULL;

  if (missing == NULL && (self->preview->problem == NULL || lb_import_columns_is_chosen (self->columns))) {
    start (self, TRUE);
    return;
  }
  stop (self);
  forget_trial (self);
  gtk_widget_set_opacity (GTK_WIDGET (self->trial_bar), 0);
  lb_import_window_show_problem (self, sentence != NULL ? sentence : self->preview->kind == NULL && self->preview->header != NULL
                                   ? _ ("The headings do not tell what kind of ledger this is. Choose the kind at the left, then the columns.")
                                   : self->preview->problem, FALSE);
  lb_import_window_show_trial (self);
}

/* --- what a person does ---------------------------------------------------------------------------------------- */

static void
import_clicked (LbImportWindow *self)
{
  if (self->running == NULL && self->imported != NULL)
    start (self, FALSE);
}

/* An import that runs is stopped, and what it did goes; everything else is closed at once. */
static void
cancel_clicked (LbImportWindow *self)
{
  if (self->running == NULL || self->trial || !g_str_equal (lb_import_window_get_stage (self), "working")) {
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  g_cancellable_cancel (self->running);
  gtk_label_set_text (self->doing, _ ("Stopping; nothing of the file is kept…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), FALSE);
}

static gboolean
close_requested (LbImportWindow *self)
{
  cancel_clicked (self);
  return TRUE;
}

static void
columns_changed (LbImportWindow *self)
{
  lb_import_problems_reset (self->problems); /* another column is another value */
  try_it (self);
}

static void
problems_changed (LbImportWindow *self)
{
  start (self, TRUE);
}

static void
encoding_changed (LbImportWindow *self)
{
  lb_import_problems_reset (self->problems);
  look (self);
}

static void
kind_chosen (LbImportWindow *self)
{
  if (!self->setting && self->file != NULL)
    encoding_changed (self);
}

static void
again_clicked (LbImportWindow *self)
{
  self->again_wanted = TRUE;
  start (self, TRUE);
}

/* Only the rows that were left over, from the same file. */
static void
rest_clicked (LbImportWindow *self)
{
  lb_import_problems_keep_rejected (self->problems, self->imported->result);
  self->again_wanted = TRUE;
  lb_import_window_show_page (self, "review");
  start (self, TRUE);
}

static void
undone (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  gboolean good = lb_undo_finish (result, &error);

  (void) data;
  if (self->project == NULL)
    return;
  gtk_widget_set_sensitive (self->undo, TRUE);
  gtk_widget_set_visible (self->undo, !good);
  gtk_widget_set_visible (self->rest, FALSE);
  gtk_label_set_text (self->result, good ? _ ("The import was taken back; the project is as it was before") : error->message);
  if (good) {
    self->batch = 0;
    g_signal_emit (self, signals[CHANGED], 0);
  }
}

static void
undo_clicked (LbImportWindow *self)
{
  gtk_widget_set_sensitive (self->undo, FALSE);
  lb_undo_async (self->project, self->batch, self, undone);
}

static void
earlier_clicked (LbImportWindow *self)
{
  stop (self);
  lb_import_batches_load (self->batches, self->project);
  lb_import_window_show_page (self, "batches");
}

static void
batch_taken_back (LbImportWindow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
open_file (LbImportWindow *self, const char *file)
{
  g_autofree char *name = g_path_get_basename (file);

  stop (self);
  g_free (self->file);
  self->file = g_strdup (file);
  self->again_wanted = FALSE;
  self->batch = 0;
  g_clear_pointer (&self->preview, lb_preview_free);
  lb_import_problems_reset (self->problems);
  adw_window_title_set_subtitle (self->title, name);
  look (self);
}

static void
next_clicked (LbImportWindow *self)
{
  g_autofree char *file = g_ptr_array_steal_index (self->waiting, 0);

  open_file (self, file);
}

/* --- the object ------------------------------------------------------------------------------------------------- */

const char *
lb_import_window_get_stage (LbImportWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  return g_str_equal (page, "review") && self->running != NULL ? "checking" : page;
}

gint64
lb_import_window_get_batch (LbImportWindow *self)
{
  return self->batch;
}

const char *
lb_import_window_get_problem (LbImportWindow *self)
{
  return gtk_widget_get_visible (self->problem_box) ? gtk_label_get_text (self->problem) : NULL;
}

void
lb_import_window_set_passphrase (LbImportWindow *self, const char *passphrase)
{
  gtk_check_button_set_active (self->keep, passphrase != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), passphrase != NULL ? passphrase : "");
}

LbImportColumns *
lb_import_window_get_columns (LbImportWindow *self)
{
  return self->columns;
}

LbImportEncodings *
lb_import_window_get_encodings (LbImportWindow *self)
{
  return self->encodings;
}

LbImportProblems *
lb_import_window_get_problems (LbImportWindow *self)
{
  return self->problems;
}

LbImportBatches *
lb_import_window_get_batches (LbImportWindow *self)
{
  return self->batches;
}

/* Closed. The worker's task keeps the object, so dispose would come when the work is done, too late to stop it. */
static void
unrealize (GtkWidget *widget)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (widget);

  stop (self);
  g_clear_pointer (&self->project, g_free);
  GTK_WIDGET_CLASS (lb_import_window_parent_class)->unrealize (widget);
}

static void
dispose (GObject *object)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (object);

  stop (self);
  if (self->problems != NULL)
    forget_trial (self);
  g_clear_pointer (&self->preview, lb_preview_free);
  g_clear_pointer (&self->project, g_free);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  G_OBJECT_CLASS (lb_import_window_parent_class)->dispose (object);
}

static void
lb_import_window_class_init (LbImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->unrealize = unrealize;
  signals[CHANGED] = g_signal_new ("changed", LB_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (LB_TYPE_IMPORT_COLUMNS);
  g_type_ensure (LB_TYPE_IMPORT_ENCODINGS);
  g_type_ensure (LB_TYPE_IMPORT_PROBLEMS);
  g_type_ensure (LB_TYPE_IMPORT_BATCHES);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/import-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LbImportWindow, name)
  BIND (title);
  BIND (cancel);
  BIND (import);
  BIND (next);
  BIND (pages);
  BIND (doing);
  BIND (accepted);
  BIND (rejected);
  BIND (rows);
  BIND (result);
  BIND (failure);
  BIND (problem);
  BIND (secret_hint);
  BIND (recognised);
  BIND (step_choose);
  BIND (step_check);
  BIND (step_done);
  BIND (bar);
  BIND (trial_bar);
  BIND (notices);
  BIND (notices_box);
  BIND (secret_box);
  BIND (undo);
  BIND (rest);
  BIND (problem_box);
  BIND (again);
  BIND (kind_box);
  BIND (earlier);
  BIND (kind);
  BIND (keep);
  BIND (passphrase);
  BIND (columns);
  BIND (encodings);
  BIND (problems);
  BIND (batches);
#undef BIND
#define CALL(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALL (import_clicked);
  CALL (cancel_clicked);
  CALL (undo_clicked);
  CALL (rest_clicked);
  CALL (next_clicked);
  CALL (again_clicked);
  CALL (earlier_clicked);
  CALL (columns_changed);
  CALL (encoding_changed);
  CALL (problems_changed);
  CALL (kind_chosen);
  CALL (batch_taken_back);
  CALL (close_requested);
#undef CALL
  gtk_widget_class_bind_template_callback_full (widget_class, "choose_clicked", G_CALLBACK (lb_import_window_choose));
  gtk_widget_class_bind_template_callback_full (widget_class, "save_list", G_CALLBACK (lb_import_window_save_list));
  gtk_widget_class_bind_template_callback_full (widget_class, "check_passphrase", G_CALLBACK (lb_import_window_check_passphrase));
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lb_import_window_init (LbImportWindow *self)
{
  GtkStringList *kinds = gtk_string_list_new (NULL);

  self->waiting = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (kinds, _ ("(choose a kind)"));
  for (guint i = 0; i < LB_N_LEDGERS; i++)
    gtk_string_list_append (kinds, lb_ledger_label (lb_ledger_kinds[i].name));
  self->setting = TRUE;
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
  self->setting = FALSE;
  g_object_unref (kinds);
  lb_import_window_init_drop (self);
  lb_import_window_show_page (self, "start");
}

LbImportWindow *
lb_import_window_new (GtkWindow *parent, const char *project)
{
  LbImportWindow *self = g_object_new (LB_TYPE_IMPORT_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->project = g_strdup (project);
  return self;
}

void
lb_import_window_add (LbImportWindow *self, const char *file)
{
  const char *stage = lb_import_window_get_stage (self);

  if (self->file != NULL && !g_str_equal (stage, "done") && !g_str_equal (stage, "failed"))
    g_ptr_array_add (self->waiting, g_strdup (file));
  else
    open_file (self, file);
}
