#include "config.h"
#include "ui/report-window.h"
#include "reports/report.h"
#include "src/date.h"
#include "src/i18n.h"

struct _LbReportWindow {
  AdwWindow parent_instance;
  AdwComboRow *kind;
  AdwActionRow *letter;
  AdwEntryRow *number, *dated, *review;
  GtkWidget *letter_group, *remove, *public_row;
  GtkSwitch *publish;
  GtkLabel *problem, *as_of;
  GtkButton *save;
  LbPicture *picture;
  char *letter_file; /* NULL: no letter */
};

G_DEFINE_FINAL_TYPE (LbReportWindow, lb_report_window, ADW_TYPE_WINDOW)

enum { EXPORT, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Those that tell of the whole county, with what the command knows of each (docs/templates.md, reports/kinds.c). */
static const struct {
  const char *kind, *label;
  gboolean letter, publish;
} kinds[] = {
  {"look-back", N_ ("Look-back report"), TRUE, TRUE},
  {"notice", N_ ("Notice of supervision"), TRUE, TRUE},
  {"township-ticket", N_ ("Tickets, one a township"), TRUE, FALSE},
  {"monthly", N_ ("Monthly report"), FALSE, TRUE},
  {"briefing", N_ ("Briefing on one page"), FALSE, TRUE},
};

static const char *
text_of (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? text : NULL;
}

LbReportWish
lb_report_window_get_wish (LbReportWindow *self)
{
  guint at = adw_combo_row_get_selected (self->kind);
  LbReportWish wish = {.kind = kinds[at].kind};

  if (kinds[at].letter && self->letter_file != NULL) {
    wish.letter = self->letter_file;
    wish.number = text_of (self->number);
    wish.dated = text_of (self->dated);
  }
  wish.public_ = kinds[at].publish && gtk_switch_get_active (self->publish);
  if (wish.public_)
    wish.review = text_of (self->review);
  return wish;
}

/* (transfer full): NULL: nothing stands against it. */
static char *
find_problem (const LbReportWish *wish)
{
  g_autoptr (GError) error = NULL;
  gint32 day;

  if ((wish->dated != NULL && !lb_day_parse (wish->dated, &day, &error)) ||
      (wish->review != NULL && !lb_report_check_review (wish->review, &error)))
    return g_strdup (error->message);
  return NULL;
}

static void
show (LbReportWindow *self)
{
  guint at = adw_combo_row_get_selected (self->kind);
  const LbReportWish wish = lb_report_window_get_wish (self);
  g_autofree char *problem = find_problem (&wish);
  g_autofree char *name = self->letter_file != NULL ? g_path_get_basename (self->letter_file) : NULL;

  adw_action_row_set_subtitle (self->letter, name != NULL ? name : _ ("none: a report without a red head"));
  gtk_widget_set_visible (self->remove, name != NULL);
  gtk_widget_set_visible (self->letter_group, kinds[at].letter);
  gtk_widget_set_visible (GTK_WIDGET (self->number), name != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->dated), name != NULL);
  gtk_widget_set_visible (self->public_row, kinds[at].publish);
  gtk_widget_set_visible (GTK_WIDGET (self->review), wish.public_);
  gtk_label_set_text (self->problem, problem != NULL                            ? problem
                                     : wish.public_ && wish.review == NULL ? _ ("Without a map-review number the maps are marked for internal use")
                                                                           : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL || (wish.public_ && wish.review == NULL));
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error-text");
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), problem == NULL);
}

const char *
lb_report_window_get_problem (LbReportWindow *self)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (self->save)) ? NULL : gtk_label_get_text (self->problem);
}

void
lb_report_window_set_letter (LbReportWindow *self, const char *file, const char *number, const char *dated)
{
  g_free (self->letter_file);
  self->letter_file = g_strdup (file);
  gtk_editable_set_text (GTK_EDITABLE (self->number), number != NULL ? number : "");
  gtk_editable_set_text (GTK_EDITABLE (self->dated), dated != NULL ? dated : "");
  show (self);
}

void
lb_report_window_set_public (LbReportWindow *self, gboolean public_, const char *review)
{
  gtk_switch_set_active (self->publish, public_);
  gtk_editable_set_text (GTK_EDITABLE (self->review), review != NULL ? review : "");
  show (self);
}

void
lb_report_window_export (LbReportWindow *self, const char *path)
{
  g_signal_emit (self, signals[EXPORT], 0, path);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- files ------------------------------------------------------------------------------------------------------ */

/* A dialog for a file with this ending, whose answer goes to @answered. */
static GtkFileChooserNative *
make_dialog (LbReportWindow *self, const char *title, GtkFileChooserAction action, const char *accept, const char *pattern, GCallback answered)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, pattern);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", answered, self, 0);
  return dialog;
}

/* (transfer full): the chosen path; NULL when it was dismissed. Frees the dialog. */
static char *
take_path (GtkNativeDialog *dialog, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
letter_answered (GtkNativeDialog *dialog, int response, LbReportWindow *self)
{
  g_autofree char *path = take_path (dialog, response);

  if (path != NULL)
    lb_report_window_set_letter (self, path, text_of (self->number), text_of (self->dated));
}

static void
letter_clicked (LbReportWindow *self)
{
  GtkFileChooserNative *dialog = make_dialog (self, _ ("Words of the letter"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), "*.ini",
                                              G_CALLBACK (letter_answered));

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
remove_clicked (LbReportWindow *self)
{
  lb_report_window_set_letter (self, NULL, NULL, NULL);
}

static void
save_answered (GtkNativeDialog *dialog, int response, LbReportWindow *self)
{
  g_autofree char *path = take_path (dialog, response);

  if (path != NULL)
    lb_report_window_export (self, path);
}

static void
save_clicked (LbReportWindow *self)
{
  const char *what = _ (kinds[adw_combo_row_get_selected (self->kind)].label);
  g_autofree char *name = lb_export_suggest_name (self->picture, what, "pdf");
  GtkFileChooserNative *dialog = make_dialog (self, _ ("Export the report"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), "*.pdf",
                                              G_CALLBACK (save_answered));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
cancel_clicked (LbReportWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- the object ------------------------------------------------------------------------------------------------- */

static void
dispose (GObject *object)
{
  LbReportWindow *self = LB_REPORT_WINDOW (object);

  g_clear_pointer (&self->picture, lb_picture_unref);
  g_clear_pointer (&self->letter_file, g_free);
  G_OBJECT_CLASS (lb_report_window_parent_class)->dispose (object);
}

static void
lb_report_window_class_init (LbReportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[EXPORT] =
    g_signal_new ("export", LB_TYPE_REPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/report-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LbReportWindow, name)
  BIND (kind);
  BIND (letter);
  BIND (number);
  BIND (dated);
  BIND (review);
  BIND (letter_group);
  BIND (remove);
  BIND (public_row);
  BIND (publish);
  BIND (problem);
  BIND (as_of);
  BIND (save);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, letter_clicked);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lb_report_window_init (LbReportWindow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (labels, _ (kinds[i].label));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (labels));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (show), self);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->save));
  show (self);
}

LbReportWindow *
lb_report_window_new (GtkWindow *parent, LbPicture *picture)
{
  LbReportWindow *self = g_object_new (LB_TYPE_REPORT_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE, NULL);
  g_autofree char *day = lb_day_to_text (picture->as_of);
  g_autofree char *text = g_strdup_printf (_ ("%s, figures of %s"), picture->county->name, day);

  self->picture = lb_picture_ref (picture);
  gtk_label_set_text (self->as_of, text);
  return self;
}
