/* The files that an import takes and leaves: chosen, dropped, and the list of rejected rows */
#include "config.h"
#include "ui/import-window-private.h"
#include "ui/parts.h"
#include "src/i18n.h"

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  LbImportWindow *self = LB_IMPORT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  gboolean good = lb_save_rejects_finish (result, &error);

  (void) data;
  if (self->project != NULL)
    lb_import_problems_tell (self->problems, good ? _ ("The list was saved; mend it there and import it again") : error->message);
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

void
lb_import_window_save_list (LbImportWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save the rows with problems"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = g_strdup_printf ("%s-%s.csv", self->imported->result->file, _ ("problems"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_answered), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_answered (GtkNativeDialog *dialog, int response, LbImportWindow *self)
{
  g_autoptr (GListModel) files = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *path = g_file_get_path (file);
    if (path != NULL)
      lb_import_window_add (self, path);
  }
}

void
lb_import_window_choose (LbImportWindow *self)
{
  static const char *const patterns[] = {"*.xlsx", "*.xls", "*.ods", "*.csv", "*.txt", "*.dbf", "*.shp", "*.geojson", "*.gpkg",
                                         "*.kml", "*.tab", "*.mif"};
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Import data"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Ledgers and boundaries"));
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (choose_answered), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, LbImportWindow *self)
{
  (void) target;
  (void) x;
  (void) y;
  return lb_parts_each_file (value, (LbFileFunc) lb_import_window_add, self) > 0;
}

void
lb_import_window_init_drop (LbImportWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
