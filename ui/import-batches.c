#include "config.h"
#include "ui/import-batches.h"
#include "ui/import-job.h"
#include "ui/parts.h"
#include "src/i18n.h"
#include "src/ledger-label.h"

#include <adwaita.h>
#include <inttypes.h>

struct _LbImportBatches {
  GtkBox parent_instance;
  GtkLabel *message;
  GtkListBox *list;
  GtkWidget *frame;
  char *project;
  gint64 asked;   /* the batch that the question is about */
  char *question; /* NULL: none is open                   */
};

G_DEFINE_FINAL_TYPE (LbImportBatches, lb_import_batches, GTK_TYPE_BOX)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- the list ------------------------------------------------------------------------------------------------ */

/* (transfer full): in the time of this place. */
static char *
tell_time (const char *at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup (at);
}

static void
undo_clicked (GtkWidget *button, LbImportBatches *self)
{
  lb_import_batches_ask (self, *(const gint64 *) g_object_get_data (G_OBJECT (button), "batch"));
}

/* The button that takes it back, or the word that it was. */
static GtkWidget *
make_end (LbImportBatches *self, const LbBatch *batch)
{
  if (batch->undone_at != NULL)
    return lb_parts_label (_ ("taken back"), "dim", 0.5f);
  GtkWidget *button = gtk_button_new_with_label (_ ("Take back…"));
  g_autofree char *spoken = g_strdup_printf (_ ("Take back %s"), batch->file);
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  lb_parts_name (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "batch", g_memdup2 (&batch->id, sizeof batch->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (undo_clicked), self, 0);
  return button;
}

static void
add_batch (LbImportBatches *self, const LbBatch *batch)
{
  const char *dim = batch->undone_at != NULL ? "dim" : NULL;
  g_autofree char *time = tell_time (batch->at), *number = g_strdup_printf ("%" PRId64, batch->id);
  g_autofree char *rows = g_strdup_printf (_ ("%" PRId64 " rows"), batch->accepted);
  g_autofree char *rejected = g_strdup_printf (_ ("%" PRId64 " rejected"), batch->rejected);
  GtkWidget *cell = lb_parts_cell (number, "dim", 4), *count = lb_parts_cell (rows, dim, 12);
  GtkWidget *const cells[] = {cell, lb_parts_cell (batch->file, dim != NULL ? dim : "strong", 0),
                              lb_parts_cell (lb_ledger_label (batch->kind), dim, 18), lb_parts_cell (time, dim, 17), count,
                              lb_parts_cell (batch->rejected > 0 ? rejected : "", "error-text", 12), make_end (self, batch)};

  gtk_label_set_xalign (GTK_LABEL (cell), 1);
  gtk_label_set_xalign (GTK_LABEL (count), 1);
  gtk_widget_set_size_request (cells[G_N_ELEMENTS (cells) - 1], 96, -1);
  lb_parts_add_row (self->list, cells, G_N_ELEMENTS (cells));
}

static void
tell (LbImportBatches *self, const char *sentence)
{
  gtk_label_set_text (self->message, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *sentence != '\0');
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportBatches *self = LB_IMPORT_BATCHES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = lb_batches_finish (result, &error);

  (void) data;
  if (batches == NULL) {
    tell (self, error->message);
    return;
  }
  lb_parts_empty_list (self->list);
  for (guint i = 0; i < batches->len; i++) {
    add_batch (self, batches->pdata[i]);
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
    gtk_list_box_row_set_activatable (row, FALSE);
    gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
  }
  gtk_widget_set_visible (self->frame, batches->len > 0);
  if (batches->len == 0)
    tell (self, _ ("Nothing was imported into this project yet"));
}

void
lb_import_batches_load (LbImportBatches *self, const char *project)
{
  if (self->project != project) {
    g_free (self->project);
    self->project = g_strdup (project);
    tell (self, "");
  }
  lb_batches_async (project, NULL, self, loaded);
}

/* --- the way back -------------------------------------------------------------------------------------------- */

static void
undone (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportBatches *self = LB_IMPORT_BATCHES (source);
  g_autoptr (GError) error = NULL;
  gboolean good = lb_undo_finish (result, &error);

  (void) data;
  gtk_widget_set_sensitive (self->frame, TRUE);
  tell (self, good ? _ ("The import was taken back; the project is as it was before") : error->message);
  if (!good || self->project == NULL)
    return;
  lb_import_batches_load (self, self->project);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
lb_import_batches_take_back (LbImportBatches *self, gint64 batch)
{
  g_clear_pointer (&self->question, g_free);
  gtk_widget_set_sensitive (self->frame, FALSE);
  tell (self, _ ("The import is being taken back…"));
  lb_undo_async (self->project, batch, self, undone);
}

static void
answered (AdwMessageDialog *dialog, const char *response, LbImportBatches *self)
{
  (void) dialog;
  g_clear_pointer (&self->question, g_free);
  if (g_str_equal (response, "undo"))
    lb_import_batches_take_back (self, self->asked);
}

static void
forecast (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportBatches *self = LB_IMPORT_BATCHES (source);
  g_autoptr (GError) error = NULL;
  LbUndoForecast told;

  (void) data;
  gtk_widget_set_sensitive (self->frame, TRUE);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return; /* closed */
  if (!lb_forecast_finish (result, &told, &error)) {
    tell (self, error->message);
    return;
  }
  g_free (self->question);
  self->question = g_strdup_printf (_ ("%" PRId64 " rows that it brought go from the project; %" PRId64 " rows that it changed become what they "
                                      "were. The file itself stays and can be imported again."),
                                    told.added, told.changed);
  g_autofree char *title = g_strdup_printf (_ ("Take batch %" PRId64 " back?"), self->asked);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), title, self->question);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "undo", _ ("_Take back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "undo", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
lb_import_batches_ask (LbImportBatches *self, gint64 batch)
{
  self->asked = batch;
  gtk_widget_set_sensitive (self->frame, FALSE);
  tell (self, "");
  lb_forecast_async (self->project, batch, self, forecast);
}

const char *
lb_import_batches_get_question (LbImportBatches *self)
{
  return self->question;
}

static void
finalize (GObject *object)
{
  LbImportBatches *self = LB_IMPORT_BATCHES (object);

  g_free (self->project);
  g_free (self->question);
  G_OBJECT_CLASS (lb_import_batches_parent_class)->finalize (object);
}

static void
lb_import_batches_class_init (LbImportBatchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/import-batches.ui");
  gtk_widget_class_bind_template_child (widget_class, LbImportBatches, message);
  gtk_widget_class_bind_template_child (widget_class, LbImportBatches, list);
  gtk_widget_class_bind_template_child (widget_class, LbImportBatches, frame);
}

static void
lb_import_batches_init (LbImportBatches *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
