#include "config.h"
#include "ui/import-problems.h"
#include "ui/parts.h"
#include "src/i18n.h"
#include "src/mask.h"

#include <inttypes.h>

#define MOST_REJECTS 500 /* the list to be mended is the file that is saved */

/* Widths of the columns in pixels, the same whatever their letters. */
#define ROW_WIDTH    48
#define COLUMN_WIDTH 120
#define VALUE_WIDTH  120
#define ADVICE_WIDTH 220
#define BUTTON_WIDTH 84

struct _LbImportProblems {
  GtkBox parent_instance;
  GtkLabel *title, *mended;
  GtkListBox *list;
  GtkWidget *take_all, *discard, *heads;
  const LbImportResult *result; /* borrowed; NULL: none */
  LbRepairs *repairs;
  gboolean only; /* some rows alone are read */
  guint later;   /* source that tells of a change, 0: none */
};

G_DEFINE_FINAL_TYPE (LbImportProblems, lb_import_problems, GTK_TYPE_BOX)

enum { CHANGED, SAVE, N_SIGNALS };
static guint signals[N_SIGNALS];

static int
find_column (LbImportProblems *self, const LbReject *reject)
{
  for (int i = 0; self->result->header != NULL && self->result->header[i] != NULL; i++)
    if (g_str_equal (self->result->header[i], reject->column))
      return i;
  return -1;
}

/* (transfer full): what the rejected cell would be if the only candidate were meant; NULL: nothing to suggest. */
static char *
dup_advice (LbImportProblems *self, const LbReject *reject)
{
  gboolean one = reject->candidates[0] != NULL && reject->candidates[1] == NULL;

  return one && find_column (self, reject) >= 0 ? lb_repairs_dup_suggestion (reject->candidates[0]) : NULL;
}

static void
changed (LbImportProblems *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
tell_later (gpointer data)
{
  LbImportProblems *self = data;

  self->later = 0;
  changed (self);
  return G_SOURCE_REMOVE;
}

/* From a popover: what follows empties the list, and the popover with it must have closed by then. */
static void
changed_in_popover (LbImportProblems *self, GtkWidget *button)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER)));
  if (self->later == 0)
    self->later = g_idle_add (tell_later, self);
}

void
lb_import_problems_correct (LbImportProblems *self, gint64 row, guint column, const char *text)
{
  lb_repairs_set (self->repairs, row, column, text);
  changed (self);
}

static GtkWidget *
make_cell (const char *text, const char *style, int width)
{
  GtkWidget *cell = lb_parts_cell (text, style, 1);

  gtk_widget_set_size_request (cell, width, -1);
  return cell;
}

/* --- one row ------------------------------------------------------------------------------------------------ */

static const LbReject *
reject_of (LbImportProblems *self, GtkWidget *widget)
{
  return self->result->rejects->pdata[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "reject"))];
}

static void
candidate_taken (GtkWidget *button, LbImportProblems *self)
{
  const LbReject *reject = reject_of (self, button);
  const char *candidate = g_object_get_data (G_OBJECT (button), "candidate");
  g_autofree char *text = lb_repairs_dup_suggestion (candidate);
  int column = find_column (self, reject);

  if (text == NULL || column < 0)
    return;
  lb_repairs_set (self->repairs, reject->row, (guint) column, text);
  changed_in_popover (self, button);
}

static void
row_applied (GtkWidget *button, LbImportProblems *self)
{
  const LbReject *reject = reject_of (self, button);
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  GPtrArray *entries = g_object_get_data (G_OBJECT (popover), "entries");
  guint cells = g_strv_length (reject->cells);

  for (guint i = 0; i < entries->len; i++) {
    const char *text = gtk_editable_get_text (GTK_EDITABLE (entries->pdata[i]));
    if (!g_str_equal (text, i < cells ? reject->cells[i] : ""))
      lb_repairs_set (self->repairs, reject->row, i, text);
  }
  changed_in_popover (self, button);
}

static void
add_candidates (LbImportProblems *self, GtkBox *box, guint at)
{
  const LbReject *reject = self->result->rejects->pdata[at];

  for (guint i = 0; reject->candidates[i] != NULL && find_column (self, reject) >= 0; i++) {
    GtkWidget *button = gtk_button_new_with_label (reject->candidates[i]);
    g_object_set_data (G_OBJECT (button), "reject", GUINT_TO_POINTER (at));
    g_object_set_data_full (G_OBJECT (button), "candidate", g_strdup (reject->candidates[i]), g_free);
    gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
    g_signal_connect_object (button, "clicked", G_CALLBACK (candidate_taken), self, 0);
    gtk_box_append (box, button);
  }
}

/* Every cell of the row under its heading, the blamed one with the keyboard. */
static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  LbImportProblems *self = data;
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "reject"));
  const LbReject *reject = self->result->rejects->pdata[at];
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new (), *apply = gtk_button_new_with_mnemonic (_ ("_Correct the row"));
  GPtrArray *entries = g_ptr_array_new ();
  guint n = g_strv_length (self->result->header), cells = g_strv_length (reject->cells);
  GtkWidget *reason = lb_parts_label (reject->reason, "caption-text", 0);

  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (reason), 44);
  gtk_box_append (GTK_BOX (box), reason);
  add_candidates (self, GTK_BOX (box), at);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < n; i++) {
    GtkWidget *entry = gtk_entry_new (), *label = lb_parts_cell (self->result->header[i], NULL, 16);
    gtk_editable_set_text (GTK_EDITABLE (entry), i < cells ? reject->cells[i] : "");
    gtk_editable_set_width_chars (GTK_EDITABLE (entry), 24);
    gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
    lb_parts_name (entry, self->result->header[i]);
    if ((int) i == find_column (self, reject))
      gtk_widget_add_css_class (entry, "error");
    gtk_grid_attach (GTK_GRID (grid), label, 0, (int) i, 1, 1);
    gtk_grid_attach (GTK_GRID (grid), entry, 1, (int) i, 1, 1);
    g_ptr_array_add (entries, entry);
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_add_css_class (apply, "suggested-action");
  g_object_set_data (G_OBJECT (apply), "reject", GUINT_TO_POINTER (at));
  g_signal_connect_object (apply, "clicked", G_CALLBACK (row_applied), self, 0);
  gtk_box_append (GTK_BOX (box), apply);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_default_widget (GTK_POPOVER (popover), apply);
  g_object_set_data_full (G_OBJECT (popover), "entries", entries, (GDestroyNotify) g_ptr_array_unref);
  gtk_menu_button_set_popover (button, popover);
  int column = find_column (self, reject);
  if (column >= 0)
    gtk_widget_grab_focus (entries->pdata[column]);
}

static void
add_reject (LbImportProblems *self, guint at)
{
  const LbReject *reject = self->result->rejects->pdata[at];
  g_autofree char *number = g_strdup_printf ("%" PRId64, reject->row);
  int column = find_column (self, reject);
  gboolean secret = column >= 0 && column == self->result->certificate_column;
  g_autofree char *value = secret ? lb_mask_certificate (reject->value) : g_strdup (reject->value);
  g_autofree char *spoken = g_strdup_printf (_ ("Correct row %" PRId64), reject->row);
  GtkWidget *row = make_cell (number, "dim", ROW_WIDTH), *mend = gtk_menu_button_new ();
  GtkWidget *reason = lb_parts_cell (reject->reason, NULL, 0);
  const char *shown = *value != '\0' ? value : column >= 0 ? _ ("(empty)") : "";

  gtk_label_set_xalign (GTK_LABEL (row), 1);
  gtk_widget_set_tooltip_text (reason, reject->reason); /* whole, as in the form of the row */
  gtk_widget_set_size_request (mend, BUTTON_WIDTH, -1);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (mend), _ ("Correct…"));
  gtk_widget_add_css_class (mend, "small");
  gtk_widget_set_valign (mend, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (mend, self->result->header != NULL && self->result->fields != NULL); /* a ledger; boundaries are mended in their program */
  lb_parts_name (mend, spoken);
  g_object_set_data (G_OBJECT (mend), "reject", GUINT_TO_POINTER (at));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (mend), fill_popover, self, NULL);
  GtkWidget *const cells[] = {row, make_cell (reject->column, NULL, COLUMN_WIDTH), make_cell (shown, "error-text", VALUE_WIDTH), reason,
                              make_cell (reject->candidates[0] != NULL ? reject->candidates[0] : "", "dim", ADVICE_WIDTH), mend};
  lb_parts_add_row (self->list, cells, G_N_ELEMENTS (cells));
}

/* --- all rows ----------------------------------------------------------------------------------------------- */

static void
show_title (LbImportProblems *self)
{
  guint n = self->result->rejects->len, mended = lb_repairs_count (self->repairs), advised = 0;
  g_autofree char *title = n > MOST_REJECTS ? g_strdup_printf (_ ("Rows with problems: the first %d of %u"), MOST_REJECTS, n)
                                            : g_strdup_printf (_ ("Rows with problems: %u"), n);
  g_autofree char *corrected = g_strdup_printf (ngettext ("%u row corrected", "%u rows corrected", mended), mended);

  for (guint i = 0; i < n; i++) {
    g_autofree char *advice = dup_advice (self, self->result->rejects->pdata[i]);
    advised += advice != NULL;
  }
  g_autofree char *all = g_strdup_printf (_ ("Take all suggestions (%u)"), advised);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->mended, corrected);
  gtk_widget_set_visible (GTK_WIDGET (self->mended), mended > 0);
  gtk_widget_set_visible (self->discard, mended > 0);
  gtk_button_set_label (GTK_BUTTON (self->take_all), all);
  gtk_widget_set_visible (self->take_all, advised > 0);
}

void
lb_import_problems_set (LbImportProblems *self, const LbImportResult *result)
{
  lb_parts_empty_list (self->list);
  self->result = result;
  gtk_widget_set_visible (GTK_WIDGET (self), result != NULL && (result->rejects->len > 0 || lb_repairs_count (self->repairs) > 0));
  if (result == NULL)
    return;
  for (guint i = 0; i < MIN (result->rejects->len, MOST_REJECTS); i++) {
    add_reject (self, i);
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
    gtk_list_box_row_set_activatable (row, FALSE);
    gtk_widget_set_focusable (GTK_WIDGET (row), FALSE); /* its button has the keyboard */
  }
  gtk_widget_set_visible (self->heads, result->rejects->len > 0);
  show_title (self);
}

static void
take_all_clicked (LbImportProblems *self)
{
  for (guint i = 0; i < self->result->rejects->len; i++) {
    const LbReject *reject = self->result->rejects->pdata[i];
    g_autofree char *advice = dup_advice (self, reject);
    if (advice != NULL)
      lb_repairs_set (self->repairs, reject->row, (guint) find_column (self, reject), advice);
  }
  changed (self);
}

void
lb_import_problems_reset (LbImportProblems *self)
{
  g_clear_pointer (&self->repairs, lb_repairs_free);
  self->repairs = lb_repairs_new ();
  self->only = FALSE;
}

/* The rows that alone are read stay so. */
static void
discard_clicked (LbImportProblems *self)
{
  lb_repairs_clear (self->repairs);
  changed (self);
}

static void
save_clicked (LbImportProblems *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

void
lb_import_problems_keep_rejected (LbImportProblems *self, const LbImportResult *result)
{
  lb_import_problems_reset (self);
  for (guint i = 0; i < result->rejects->len; i++)
    lb_repairs_keep (self->repairs, ((const LbReject *) result->rejects->pdata[i])->row);
  self->only = TRUE;
}

const LbRepairs *
lb_import_problems_get_repairs (LbImportProblems *self)
{
  return self->only || lb_repairs_count (self->repairs) > 0 ? self->repairs : NULL;
}

void
lb_import_problems_tell (LbImportProblems *self, const char *sentence)
{
  gtk_label_set_text (self->title, sentence);
}

static void
finalize (GObject *object)
{
  LbImportProblems *self = LB_IMPORT_PROBLEMS (object);

  g_clear_handle_id (&self->later, g_source_remove);
  lb_repairs_free (self->repairs);
  G_OBJECT_CLASS (lb_import_problems_parent_class)->finalize (object);
}

static void
lb_import_problems_class_init (LbImportProblemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/import-problems.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LbImportProblems, name)
  BIND (title);
  BIND (mended);
  BIND (list);
  BIND (take_all);
  BIND (discard);
  BIND (heads);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, take_all_clicked);
  gtk_widget_class_bind_template_callback (widget_class, discard_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
}

static void
lb_import_problems_init (LbImportProblems *self)
{
  static const struct {
    const char *label;
    int width; /* 0: what is left */
  } heads[] = {{N_ ("Row"), ROW_WIDTH}, {N_ ("Column"), COLUMN_WIDTH}, {N_ ("Value"), VALUE_WIDTH}, {N_ ("Why it is rejected"), 0},
               {N_ ("Nearest"), ADVICE_WIDTH}};

  self->repairs = lb_repairs_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++) {
    GtkWidget *head = heads[i].width > 0 ? make_cell (_ (heads[i].label), "caption-text", heads[i].width)
                                         : lb_parts_cell (_ (heads[i].label), "caption-text", 0);
    if (i == 0)
      gtk_label_set_xalign (GTK_LABEL (head), 1);
    gtk_box_append (GTK_BOX (self->heads), head);
  }
  gtk_box_append (GTK_BOX (self->heads), make_cell ("", NULL, BUTTON_WIDTH)); /* over the buttons */
}
