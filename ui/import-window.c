#include "config.h"
#include "ui/import-window.h"
#include "ui/import-job.h"
#include "ui/parts.h"
#include "src/i18n.h"

#include <inttypes.h>

#define MOST_REJECTS 500 /* the list to be mended is the file that is saved */

struct _LbImportWindow {
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkButton *cancel, *import;
  GtkStack *pages;
  GtkLabel *doing, *kind, *accepted, *rejected, *rows, *encoding, *result, *failure, *rejects_title;
  GtkProgressBar *bar;
  GtkListBox *columns, *rejects, *notices;
  GtkWidget *columns_box, *rejects_box, *notices_box, *secret_box, *undo;
  GtkCheckButton *keep;
  GtkPasswordEntry *passphrase;
  GtkLabel *secret_hint;
  char *project, *file;
  GCancellable *running; /* of the trial or the import, NULL: none */
  gboolean trial;
  LbImported *imported;  /* of the trial, then of the import       */
  gint64 batch;
};

G_DEFINE_FINAL_TYPE (LbImportWindow, lb_import_window, ADW_TYPE_WINDOW)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const struct {
  const char *kind, *label;
} kinds[] = {
  {"boundaries", N_ ("boundaries")},
  {"households", N_ ("households")},
  {"cases", N_ ("monitored households")},
  {"measures", N_ ("assistance measures")},
  {"visits", N_ ("visits")},
  {"registrations", N_ ("registrations")},
  {"matters", N_ ("matters of the grids")},
  {"staff", N_ ("staff")},
  {"members", N_ ("members of households")},
  {"persons", N_ ("national export, one row a person")},
  {"incomes", N_ ("incomes")},
  {"clearances", N_ ("clearances of risk")},
  {"evidence", N_ ("evidence")},
  {"visit-plans", N_ ("planned visits")},
  {"tickets", N_ ("tickets")},
  {"warnings", N_ ("warnings")},
  {"findings", N_ ("findings of inspections")},
  {"samples", N_ ("samples of inspections")},
  {"answers", N_ ("answers of checklists")},
  {"assignments", N_ ("assignments")},
  {"assessments", N_ ("assessments")},
  {"trainings", N_ ("trainings")},
  {"ledgers", N_ ("ledgers of grids")},
  {"resources", N_ ("resources")},
  {"regions", N_ ("regions")},
  {"region-changes", N_ ("changes of regions")},
};

static const char *
kind_label (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return _ (kinds[i].label);
  return kind;
}

/* --- what the trial found -------------------------------------------------------------------------------------- */

static void
show_columns (LbImportWindow *self)
{
  lb_parts_empty_list (self->columns);
  for (guint i = 0; i < self->imported->columns->len; i++) {
    const LbImportColumn *column = self->imported->columns->pdata[i];
    gboolean same = g_strcmp0 (column->heading, column->field) == 0;
    const char *mark = column->field == NULL ? _ ("Not read") : same ? _ ("Same") : _ ("Alias");
    GtkWidget *badge = lb_parts_label (mark, "badge", 0.5f);
    gtk_widget_add_css_class (badge, column->field == NULL ? "ignored" : same ? "same" : "alias");
    gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
    GtkWidget *const cells[] = {lb_parts_cell (column->heading, NULL, 14), lb_parts_label ("→", "dim", 0.5f),
                                lb_parts_cell (column->field != NULL ? column->field : "—", column->field != NULL ? "strong" : "dim", 0), badge};
    lb_parts_add_row (self->columns, cells, G_N_ELEMENTS (cells));
  }
  gtk_widget_set_visible (self->columns_box, self->imported->columns->len > 0);
}

static void
show_rejects (LbImportWindow *self)
{
  const GPtrArray *rejects = self->imported->result->rejects;

  lb_parts_empty_list (self->rejects);
  for (guint i = 0; i < MIN (rejects->len, MOST_REJECTS); i++) {
    const LbReject *reject = rejects->pdata[i];
    g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, reject->row);
    GtkWidget *row = lb_parts_cell (number, "dim", 6);
    gtk_label_set_xalign (GTK_LABEL (row), 1);
    GtkWidget *const cells[] = {row, lb_parts_cell (reject->column, NULL, 12), lb_parts_cell (reject->value, "error-text", 14),
                                lb_parts_cell (reject->reason, NULL, 0)};
    lb_parts_add_row (self->rejects, cells, G_N_ELEMENTS (cells));
  }
  g_autofree char *title = rejects->len > MOST_REJECTS
                             ? g_strdup_printf (_ ("Rows with problems: the first %d of %u"), MOST_REJECTS, rejects->len)
                             : g_strdup_printf (_ ("Rows with problems: %u"), rejects->len);
  gtk_label_set_text (self->rejects_title, title);
  gtk_widget_set_visible (self->rejects_box, rejects->len > 0);
}

static void
show_notices (LbImportWindow *self)
{
  const GPtrArray *notices = self->imported->result->notices;

  lb_parts_empty_list (self->notices);
  for (guint i = 0; i < notices->len; i++) {
    GtkWidget *label = lb_parts_label (notices->pdata[i], NULL, 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    lb_parts_add_row (self->notices, &label, 1);
  }
  gtk_widget_set_visible (self->notices_box, notices->len > 0);
}

static void
show_count (GtkLabel *label, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  gtk_label_set_text (label, text);
}

/* The passphrase is asked for where there is something to keep, and must be long enough before it becomes the project's. */
static void
check_passphrase (LbImportWindow *self)
{
  gboolean keep = gtk_check_button_get_active (self->keep);
  glong length = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->passphrase)), -1);
  glong least = self->imported != NULL && self->imported->has_passphrase ? 1 : 8;

  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase), keep);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import),
                            self->imported != NULL && self->imported->result->accepted > 0 && (!keep || length >= least));
}

static void
show_review (LbImportWindow *self)
{
  const LbImportResult *result = self->imported->result;
  g_autofree char *what = result->level != NULL ? g_strdup_printf ("%s (%s)", kind_label (result->kind), result->level)
                                                : g_strdup (kind_label (result->kind));
  g_autofree char *encoding = result->encoding_reason != NULL ? g_strdup_printf ("%s · %s", result->encoding, result->encoding_reason)
                                                              : g_strdup (result->encoding != NULL ? result->encoding : "");
  g_autofree char *button = g_strdup_printf (_ ("Import %" PRId64 " rows"), result->accepted);

  gtk_label_set_text (self->kind, what);
  gtk_label_set_text (self->encoding, encoding);
  show_count (self->accepted, result->accepted);
  show_count (self->rejected, result->rejected);
  show_count (self->rows, result->rows);
  show_columns (self);
  show_rejects (self);
  show_notices (self);
  gtk_widget_set_visible (self->secret_box, self->imported->certificates);
  gtk_label_set_text (self->secret_hint, self->imported->has_passphrase
                                           ? _ ("The passphrase of this project")
                                           : _ ("At least 8 characters; it is stored nowhere, and who loses it loses the numbers"));
  gtk_button_set_label (self->import, button);
  gtk_widget_set_visible (GTK_WIDGET (self->import), TRUE);
  check_passphrase (self);
  gtk_stack_set_visible_child_name (self->pages, "review");
}

static void
show_done (LbImportWindow *self)
{
  const LbImportResult *result = self->imported->result;
  g_autofree char *whole = g_strdup_printf (_ ("%s: all %" PRId64 " rows were imported as batch %" PRId64), result->file, result->rows,
                                            result->batch);
  g_autofree char *text = g_strdup_printf (_ ("%s: %" PRId64 " of %" PRId64 " rows were imported as batch %" PRId64 ", %" PRId64
                                              " were rejected and kept for mending"),
                                           result->file, result->accepted, result->rows, result->batch, result->rejected);

  self->batch = result->batch;
  gtk_label_set_text (self->result, result->rejected > 0 ? text : whole);
  gtk_widget_set_visible (self->undo, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->import), FALSE);
  gtk_button_set_label (self->cancel, _ ("_Close"));
  gtk_stack_set_visible_child_name (self->pages, "done");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_failure (LbImportWindow *self, const char *sentence)
{
  gtk_label_set_text (self->failure, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->import), FALSE);
  gtk_button_set_label (self->cancel, _ ("_Close"));
  gtk_stack_set_visible_child_name (self->pages, "failed");
}

/* --- the work -------------------------------------------------------------------------------------------------- */

static void
show_step (gpointer source, gint64 done, gint64 total)
{
  LbImportWindow *self = source;

  if (total > 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP ((double) done / (double) total, 0, 1));
  else
    gtk_progress_bar_pulse (self->bar);
}

static void
imported (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbImported) imported = lb_import_finish (result, &error);

  (void) data;
  g_clear_object (&self->running);
  if (self->project == NULL)
    return; /* closed */
  if (imported == NULL) {
    gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    if (stopped && !self->trial && self->imported != NULL)
      show_review (self); /* nothing was kept, and everything that was found still holds */
    else
      show_failure (self, stopped ? _ ("The file was not imported; nothing of it was kept") : error->message);
    return;
  }
  g_clear_pointer (&self->imported, lb_imported_unref);
  self->imported = g_steal_pointer (&imported);
  if (self->trial)
    show_review (self);
  else
    show_done (self);
}

static void
start (LbImportWindow *self, gboolean trial)
{
  const char *passphrase = gtk_check_button_get_active (self->keep) ? gtk_editable_get_text (GTK_EDITABLE (self->passphrase)) : NULL;
  const LbImportWish wish = {self->project, self->file, trial, passphrase};

  self->trial = trial;
  self->running = g_cancellable_new ();
  gtk_label_set_text (self->doing, trial ? _ ("Reading the file and checking every row…") : _ ("Importing…"));
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->import), FALSE);
  gtk_stack_set_visible_child_name (self->pages, "working");
  lb_import_async (&wish, show_step, self->running, self, imported);
  if (!trial)
    gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
}

static void
import_clicked (LbImportWindow *self)
{
  if (self->running == NULL)
    start (self, FALSE);
}

/* Stops what runs; what does not run is closed. */
static void
cancel_clicked (LbImportWindow *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  else
    gtk_window_close (GTK_WINDOW (self));
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
  if (good) {
    self->batch = 0;
    gtk_label_set_text (self->result, _ ("The import was taken back; the project is as it was before"));
    g_signal_emit (self, signals[CHANGED], 0);
  } else {
    gtk_label_set_text (self->result, error->message);
  }
}

static void
undo_clicked (LbImportWindow *self)
{
  gtk_widget_set_sensitive (self->undo, FALSE);
  lb_undo_async (self->project, self->batch, self, undone);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  gboolean good = lb_save_rejects_finish (result, &error);

  (void) data;
  if (self->project != NULL)
    gtk_label_set_text (self->rejects_title, good ? _ ("The list was saved; mend it there and import it again") : error->message);
}

static void
save_answered (GtkNativeDialog *dialog, int response, LbImportWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_object_unref (dialog);
  if (path != NULL && self->imported != NULL)
    lb_save_rejects_async (self->imported, path, self, saved);
}

static void
save_clicked (LbImportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save the rows with problems"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = g_strdup_printf ("%s-%s.csv", self->imported->result->file, _ ("problems"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_answered), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- the object ------------------------------------------------------------------------------------------------- */

const char *
lb_import_window_get_stage (LbImportWindow *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

gint64
lb_import_window_get_batch (LbImportWindow *self)
{
  return self->batch;
}

static void
dispose (GObject *object)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (object);

  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_pointer (&self->imported, lb_imported_unref);
  g_clear_pointer (&self->project, g_free);
  g_clear_pointer (&self->file, g_free);
  G_OBJECT_CLASS (lb_import_window_parent_class)->dispose (object);
}

static void
lb_import_window_class_init (LbImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[CHANGED] = g_signal_new ("changed", LB_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/import-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LbImportWindow, name)
  BIND (title);
  BIND (cancel);
  BIND (import);
  BIND (pages);
  BIND (doing);
  BIND (bar);
  BIND (kind);
  BIND (accepted);
  BIND (rejected);
  BIND (rows);
  BIND (encoding);
  BIND (result);
  BIND (failure);
  BIND (rejects_title);
  BIND (columns);
  BIND (rejects);
  BIND (notices);
  BIND (columns_box);
  BIND (rejects_box);
  BIND (notices_box);
  BIND (secret_box);
  BIND (secret_hint);
  BIND (keep);
  BIND (passphrase);
  BIND (undo);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, check_passphrase);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lb_import_window_init (LbImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LbImportWindow *
lb_import_window_new (GtkWindow *parent, const char *project, const char *file)
{
  LbImportWindow *self = g_object_new (LB_TYPE_IMPORT_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  g_autofree char *name = g_path_get_basename (file);

  self->project = g_strdup (project);
  self->file = g_strdup (file);
  adw_window_title_set_subtitle (self->title, name);
  start (self, TRUE);
  return self;
}
