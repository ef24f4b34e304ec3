#include "config.h"
#include "ui/window-private.h"
#include "ui/parts.h"
#include "ui/print.h"
#include "src/i18n.h"

/* --- files --------------------------------------------------------------------------------------------------- */

static void
add_filter (GtkFileChooserNative *dialog, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
}

/* The dialog's chosen file as a path; NULL when it was dismissed. Frees the dialog. */
static char *
chosen_path (GtkNativeDialog *dialog, int response)
{
  g_autoptr (GFile) file = NULL;
  char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    path = g_file_get_path (file);
  }
  g_object_unref (dialog);
  return path;
}

static void
open_answered (GtkNativeDialog *dialog, int response, LbWindow *self)
{
  g_autofree char *path = chosen_path (dialog, response);

  if (path != NULL)
    lb_state_set_project (self->state, path);
}

static void
open_project (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LbWindow *self = data;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Open a project"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  (void) action;
  (void) parameter;
  add_filter (dialog, _ ("Lookback projects (*.gpkg)"), "*.gpkg");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (open_answered), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- import -------------------------------------------------------------------------------------------------- */

LbImportWindow *
lb_window_import (LbWindow *self, const char *path)
{
  LbCounty *county = lb_loader_get_county (self->loader);

  if (county == NULL)
    return NULL;
  LbImportWindow *window = lb_import_window_new (GTK_WINDOW (self), county->path);
  g_signal_connect_object (window, "changed", G_CALLBACK (lb_loader_reload), self->loader, G_CONNECT_SWAPPED);
  if (path != NULL)
    lb_import_window_add (window, path);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_window_import (data, NULL);
}

typedef struct {
  LbWindow *self;
  LbImportWindow *import; /* NULL before the first file that goes into the project */
  gboolean refused;
} Drop;

/* A project is opened; any other file goes into the open one. */
static void
drop_file (gpointer data, const char *path)
{
  Drop *drop = data;

  if (g_str_has_suffix (path, ".gpkg"))
    lb_state_set_project (drop->self->state, path);
  else if (drop->import != NULL)
    lb_import_window_add (drop->import, path);
  else
    drop->refused = (drop->import = lb_window_import (drop->self, path)) == NULL;
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, LbWindow *self)
{
  Drop drop = {self, NULL, FALSE};

  (void) target;
  (void) x;
  (void) y;
  guint n = lb_parts_each_file (value, drop_file, &drop);
  if (drop.refused)
    lb_window_toast (self, _ ("Open a project first, then drop the files that go into it"), NULL);
  return n > 0;
}

void
lb_window_init_drop (LbWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
open_sample (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_loader_open_sample (LB_WINDOW (data)->loader);
}

static void
reload (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_loader_reload (LB_WINDOW (data)->loader);
}

static void
close_project (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_state_set_project (LB_WINDOW (data)->state, NULL);
}

static void
cancel (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_loader_cancel (LB_WINDOW (data)->loader);
}

/* --- exports ------------------------------------------------------------------------------------------------- */

static void
exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lb_export_finish (result, &error);

  (void) source;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->loader == NULL)
    return;
  if (path == NULL) {
    lb_window_toast (self, error->message, NULL);
    return;
  }
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("“%s” was written"), name);
  lb_window_toast (self, text, path);
}

void
lb_window_export_map (LbWindow *self, const char *path)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);

  if (picture != NULL)
    lb_export_map (picture, path, self->exports, exported, g_object_ref (self));
}

void
lb_window_export_report (LbWindow *self, const char *path, const LbReportWish *wish)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);

  if (picture == NULL)
    return;
  lb_window_toast (self, _ ("The report is being written…"), NULL);
  lb_export_report (picture, path, wish, self->exports, exported, g_object_ref (self));
}

static void
map_answered (GtkNativeDialog *dialog, int response, LbWindow *self)
{
  g_autofree char *path = chosen_path (dialog, response);

  if (path != NULL)
    lb_window_export_map (self, path);
}

static GtkFileChooserNative *
save_dialog (LbWindow *self, const char *title, const char *name)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}

static void
export_map (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LbWindow *self = data;
  LbPicture *picture = lb_loader_get_picture (self->loader);

  (void) action;
  (void) parameter;
  if (picture == NULL)
    return;
  g_autofree char *name = lb_export_suggest_name (picture, lb_picture_get_indicator (picture)->name, "png");
  GtkFileChooserNative *dialog = save_dialog (self, _ ("Export the map"), name);
  add_filter (dialog, _ ("Picture (*.png)"), "*.png");
  add_filter (dialog, _ ("Drawing (*.svg)"), "*.svg");
  add_filter (dialog, _ ("Page for print (*.pdf)"), "*.pdf");
  g_signal_connect (dialog, "response", G_CALLBACK (map_answered), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
report_chosen (LbReportWindow *dialog, const char *path, LbWindow *self)
{
  const LbReportWish wish = lb_report_window_get_wish (dialog);

  lb_window_export_report (self, path, &wish);
}

LbReportWindow *
lb_window_ask_report (LbWindow *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);

  if (picture == NULL)
    return NULL;
  LbReportWindow *dialog = lb_report_window_new (GTK_WINDOW (self), picture);
  g_signal_connect_object (dialog, "export", G_CALLBACK (report_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
export_report (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_window_ask_report (data);
}

/* The dialog is shown when the pages are there. */
static void
laid_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LbWindow) self = data;
  g_autoptr (GError) error = NULL;
  LbReport *report = lb_print_layout_finish (result, &error);

  (void) source;
  if (self->loader == NULL) {
    g_clear_pointer (&report, lb_report_free);
    return;
  }
  if (report != NULL) {
    g_autoptr (GtkPrintOperation) operation = lb_print_operation_new (report);
    gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error);
  }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lb_window_toast (self, error->message, NULL);
}

static void
print_report (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LbWindow *self = data;
  LbPicture *picture = lb_loader_get_picture (self->loader);

  (void) action;
  (void) parameter;
  if (picture == NULL)
    return;
  lb_window_toast (self, _ ("The report is being laid out…"), NULL);
  lb_print_layout (picture, self->exports, laid_out, g_object_ref (self));
}

static void
show_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *folder = g_path_get_dirname (g_variant_get_string (parameter, NULL));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  (void) action;
  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (data), uri, GDK_CURRENT_TIME);
}

/* Of the region that is chosen, else of the county; several together have no card. */
LbExplainWindow *
lb_window_explain (LbWindow *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);
  int root = picture != NULL ? lb_county_get_root (picture->county) : -1;
  guint n;
  const guint *chosen = lb_state_get_chosen (self->state, &n);

  if (root < 0 || n > 1)
    return NULL;
  LbExplainWindow *window = lb_explain_window_new (GTK_WINDOW (self), picture, n == 1 ? chosen[0] : (guint) root);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
explain (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LbWindow *self = data;

  (void) action;
  (void) parameter;
  if (lb_window_explain (self) == NULL)
    lb_window_toast (self, _ ("Choose one region to see how its figure is made"), NULL);
}

/* --- choices ------------------------------------------------------------------------------------------------- */

static void
month_before (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_state_step_month (LB_WINDOW (data)->state, -1);
}

static void
month_after (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  lb_state_step_month (LB_WINDOW (data)->state, 1);
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  adw_flap_set_reveal_flap (LB_WINDOW (data)->left, TRUE);
  lb_indicator_list_search (LB_WINDOW (data)->indicators);
}

static void
toggle_left (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwFlap *flap = LB_WINDOW (data)->left;

  (void) action;
  (void) parameter;
  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
toggle_right (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwFlap *flap = LB_WINDOW (data)->right;

  (void) action;
  (void) parameter;
  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

/* --- table --------------------------------------------------------------------------------------------------- */

void
lb_window_enable_actions (LbWindow *self)
{
  static const char *const of_county[] = {"reload", "import", "close-project", "month-before", "month-after", "find",
                                          "toggle-left", "toggle-right"};
  static const char *const of_picture[] = {"explain", "export-map", "export-report", "print-report"};
  gboolean county = lb_loader_get_county (self->loader) != NULL, picture = lb_loader_get_picture (self->loader) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_county); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), of_county[i])), county);
  for (guint i = 0; i < G_N_ELEMENTS (of_picture); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), of_picture[i])), picture);
  gtk_widget_set_visible (self->left_toggle, county);
  gtk_widget_set_visible (self->right_toggle, county);
}

void
lb_window_init_actions (LbWindow *self)
{
  static const GActionEntry entries[] = {
    {"open", open_project, NULL, NULL, NULL, {0}},
    {"open-sample", open_sample, NULL, NULL, NULL, {0}},
    {"import", import, NULL, NULL, NULL, {0}},
    {"reload", reload, NULL, NULL, NULL, {0}},
    {"close-project", close_project, NULL, NULL, NULL, {0}},
    {"cancel", cancel, NULL, NULL, NULL, {0}},
    {"explain", explain, NULL, NULL, NULL, {0}},
    {"export-map", export_map, NULL, NULL, NULL, {0}},
    {"export-report", export_report, NULL, NULL, NULL, {0}},
    {"print-report", print_report, NULL, NULL, NULL, {0}},
    {"show-file", show_file, "s", NULL, NULL, {0}},
    {"month-before", month_before, NULL, NULL, NULL, {0}},
    {"month-after", month_after, NULL, NULL, NULL, {0}},
    {"find", find, NULL, NULL, NULL, {0}},
    {"toggle-left", toggle_left, NULL, NULL, NULL, {0}},
    {"toggle-right", toggle_right, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
