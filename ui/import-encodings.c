#include "config.h"
#include "ui/import-encodings.h"
#include "ui/parts.h"
#include "src/i18n.h"

struct _LbImportEncodings {
  GtkBox parent_instance;
  GtkBox *choices;
  GPtrArray *buttons; /* GtkCheckButton, borrowed */
  GPtrArray *names;   /* static, of each          */
  guint proposed;     /* the one that needs no asking for */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (LbImportEncodings, lb_import_encodings, GTK_TYPE_BOX)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
toggled (GtkCheckButton *button, LbImportEncodings *self)
{
  GtkWidget *card = gtk_widget_get_parent (GTK_WIDGET (button));
  gboolean active = gtk_check_button_get_active (button);

  if (active)
    gtk_widget_add_css_class (card, "chosen");
  else
    gtk_widget_remove_css_class (card, "chosen");
  if (active && !self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* (transfer full): why it is proposed, or what speaks against it. */
static char *
tell_reason (const LbPreviewEncoding *encoding)
{
  if (encoding->wrong > 0)
    return g_strdup_printf (ngettext ("%u character cannot be read", "%u characters cannot be read", encoding->wrong), encoding->wrong);
  return g_strdup (encoding->reason != NULL ? encoding->reason : "");
}

static void
add_choice (LbImportEncodings *self, const LbPreviewEncoding *encoding, gboolean chosen)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *button = gtk_check_button_new_with_label (encoding->name);
  g_autofree char *reason = tell_reason (encoding);
  GtkWidget *names = lb_parts_cell (*encoding->names != '\0' ? encoding->names : _ ("plain letters and digits only"), "names", 0);
  g_autofree char *spoken = g_strdup_printf ("%s: %s %s", encoding->name, encoding->names, reason);

  gtk_widget_add_css_class (card, "choice");
  if (self->buttons->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->buttons->pdata[0]);
  lb_parts_name (button, spoken);
  gtk_box_append (GTK_BOX (card), button);
  gtk_box_append (GTK_BOX (card), names);
  if (*reason != '\0')
    gtk_box_append (GTK_BOX (card), lb_parts_cell (reason, "caption-text", 0));
  gtk_box_append (self->choices, card);
  g_ptr_array_add (self->buttons, button);
  g_ptr_array_add (self->names, (gpointer) encoding->name);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled), self, 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), chosen);
}

void
lb_import_encodings_set (LbImportEncodings *self, const LbPreview *preview)
{
  self->setting = TRUE;
  g_ptr_array_set_size (self->buttons, 0);
  g_ptr_array_set_size (self->names, 0);
  self->proposed = G_MAXUINT;
  lb_parts_empty_box (self->choices);
  for (guint i = 0; i < preview->encodings->len; i++) {
    const LbPreviewEncoding *encoding = preview->encodings->pdata[i];
    if (encoding->reason != NULL)
      self->proposed = i;
    add_choice (self, encoding, g_str_equal (encoding->name, preview->encoding));
  }
  gtk_widget_set_visible (GTK_WIDGET (self), preview->encodings->len > 0);
  self->setting = FALSE;
}

const char *
lb_import_encodings_get (LbImportEncodings *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (self->buttons->pdata[i]) && i != self->proposed)
      return self->names->pdata[i];
  return NULL;
}

void
lb_import_encodings_choose (LbImportEncodings *self, const char *name)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (g_str_equal (self->names->pdata[i], name))
      gtk_check_button_set_active (self->buttons->pdata[i], TRUE);
}

static void
finalize (GObject *object)
{
  LbImportEncodings *self = LB_IMPORT_ENCODINGS (object);

  g_ptr_array_unref (self->buttons);
  g_ptr_array_unref (self->names);
  G_OBJECT_CLASS (lb_import_encodings_parent_class)->finalize (object);
}

static void
lb_import_encodings_class_init (LbImportEncodingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/import-encodings.ui");
  gtk_widget_class_bind_template_child (widget_class, LbImportEncodings, choices);
}

static void
lb_import_encodings_init (LbImportEncodings *self)
{
  self->buttons = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
