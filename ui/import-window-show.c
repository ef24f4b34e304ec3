#include "config.h"
#include "ui/import-window-private.h"
#include "ui/parts.h"
#include "src/i18n.h"
#include "src/ledger-kinds.h"
#include "src/ledger-label.h"

#include <inttypes.h>

void
lb_import_window_show_page (LbImportWindow *self, const char *page)
{
  gboolean review = g_str_equal (page, "review"), busy = g_str_equal (page, "working"), done = g_str_equal (page, "done");
  GtkLabel *const steps[] = {self->step_choose, self->step_check, self->step_done};
  guint at = done ? 2 : review || busy || g_str_equal (page, "reading") ? 1 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    gtk_widget_remove_css_class (GTK_WIDGET (steps[i]), "here");
    gtk_widget_remove_css_class (GTK_WIDGET (steps[i]), "past");
    if (i == at && !g_str_equal (page, "batches"))
      gtk_widget_add_css_class (GTK_WIDGET (steps[i]), "here");
    else if (i < at)
      gtk_widget_add_css_class (GTK_WIDGET (steps[i]), "past");
  }
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (GTK_WIDGET (self->import), review);
  gtk_widget_set_visible (self->kind_box, review && self->preview != NULL && self->preview->header != NULL);
  gtk_widget_set_sensitive (self->earlier, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), TRUE);
  gtk_button_set_label (self->cancel, review || busy || g_str_equal (page, "reading") ? _ ("_Cancel") : _ ("_Close"));
  if (review)
    gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->import));
}

static void
show_notices (LbImportWindow *self)
{
  const GPtrArray *notices = self->imported != NULL ? self->imported->result->notices : NULL;

  lb_parts_empty_list (self->notices);
  for (guint i = 0; notices != NULL && i < notices->len; i++) {
    GtkWidget *label = lb_parts_label (notices->pdata[i], NULL, 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    lb_parts_add_row (self->notices, &label, 1);
  }
  gtk_widget_set_visible (self->notices_box, notices != NULL && notices->len > 0);
}

static void
show_count (GtkLabel *label, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, count);

  gtk_label_set_text (label, count >= 0 ? text : "…");
}

/* It is asked for where there is something to keep, and must be long enough before it becomes the project's. */
void
lb_import_window_check_passphrase (LbImportWindow *self)
{
  gboolean keep = gtk_check_button_get_active (self->keep);
  glong length = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->passphrase)), -1);
  glong least = self->imported != NULL && self->imported->has_passphrase ? 1 : 8;

  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase), keep);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), self->running == NULL && self->imported != NULL &&
                                                          self->imported->result->accepted > 0 && (!keep || length >= least));
}

void
lb_import_window_show_problem (LbImportWindow *self, const char *sentence, gboolean may_repeat)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem_box, sentence != NULL);
  gtk_widget_set_visible (self->again, may_repeat);
}

void
lb_import_window_show_trial (LbImportWindow *self)
{
  const LbImportResult *result = self->imported != NULL ? self->imported->result : NULL;
  g_autofree char *button = g_strdup_printf (_ ("Import %" PRId64 " rows"), result != NULL ? result->accepted : 0);

  show_count (self->accepted, result != NULL ? result->accepted : -1);
  show_count (self->rejected, result != NULL ? result->rejected : -1);
  show_count (self->rows, result != NULL ? result->rows : -1);
  lb_import_problems_set (self->problems, result);
  show_notices (self);
  gtk_widget_set_visible (self->secret_box, self->imported != NULL && self->imported->certificates);
  gtk_label_set_text (self->secret_hint, self->imported != NULL && self->imported->has_passphrase
                                           ? _ ("The passphrase of this project")
                                           : _ ("At least 8 characters; it is stored nowhere, and who loses it loses the numbers"));
  gtk_button_set_label (self->import, result != NULL ? button : _ ("Import"));
  if (result != NULL && result->level != NULL) {
    g_autofree char *what = lb_ledger_dup_label (result->kind, result->level);
    gtk_label_set_text (self->recognised, what);
  }
  lb_import_window_check_passphrase (self);
}

void
lb_import_window_show_preview (LbImportWindow *self)
{
  guint item = 0;

  for (guint i = 0; self->preview->kind != NULL && i < LB_N_LEDGERS; i++)
    if (g_str_equal (lb_ledger_kinds[i].name, self->preview->kind))
      item = i + 1;
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->kind, item);
  self->setting = FALSE;
  gtk_label_set_text (self->recognised, item > 0 ? lb_ledger_label (self->preview->kind) : self->preview->header != NULL ? _ ("not told") : "…");
  lb_import_columns_set (self->columns, self->preview);
  lb_import_encodings_set (self->encodings, self->preview);
}

void
lb_import_window_show_done (LbImportWindow *self)
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
  gtk_widget_set_visible (self->rest, result->rejected > 0 && result->fields != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->next), self->waiting->len > 0);
  lb_import_window_show_page (self, "done");
  g_signal_emit_by_name (self, "changed");
}

void
lb_import_window_show_failure (LbImportWindow *self, const char *sentence)
{
  gtk_label_set_text (self->failure, sentence);
  lb_import_window_show_page (self, "failed");
}
