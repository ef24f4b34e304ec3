#include "config.h"
#include "ui/explain-window.h"
#include "ui/parts.h"
#include "src/date.h"
#include "src/error.h"
#include "src/explain.h"
#include "src/i18n.h"

#include <inttypes.h>
#include <math.h>

#define MOST_ROWS 500

/* Widths of the columns of rows. */
#define KIND_CHARS    12
#define LABEL_CHARS   22
#define FIGURES_CHARS 16

struct _LbExplainWindow {
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkStack *pages;
  GtkLabel *failure, *value, *unit, *formula, *parts, *definition, *note, *period, *rule_set, *version, *rows_title;
  GtkListBox *rules, *rows;
  GtkWidget *rules_box, *rows_box;
  GCancellable *running;
};

G_DEFINE_FINAL_TYPE (LbExplainWindow, lb_explain_window, ADW_TYPE_WINDOW)

/* What a row is, by its table. */
static const struct {
  const char *table, *label;
} tables[] = {
  {"region", N_ ("region")},
  {"household", N_ ("household")},
  {"monitoring_case", N_ ("monitoring case")},
  {"measure", N_ ("measure")},
  {"evidence", N_ ("evidence")},
  {"household_income", N_ ("income")},
  {"visit", N_ ("visit")},
  {"matter", N_ ("matter")},
  {"early_warning", N_ ("warning")},
  {"finding", N_ ("finding")},
  {"answer", N_ ("answer")},
  {"staff", N_ ("staff")},
  {"training", N_ ("training")},
  {"ledger", N_ ("ledger")},
  {"import_reject", N_ ("rejected row")},
};

static const char *
table_label (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].table, table))
      return _ (tables[i].label);
  return table;
}

/* --- the card ---------------------------------------------------------------------------------------------------- */

static char *
tell_count (double count)
{
  return lb_format_number (count, floor (count) < count ? 2 : 0);
}

/* "1053 ÷ 1510 × 100 = 69.74"; of a count only the number. */
static char *
tell_formula (const LbExplanation *card, const char *value)
{
  const LbIndicator *indicator = card->indicator;
  g_autofree char *numerator = tell_count (card->numerator), *denominator = tell_count (card->denominator);
  g_autofree char *scale = lb_number_to_text (indicator->scale);
  gboolean scaled = indicator->scale < 1 || indicator->scale > 1;

  if (indicator->form == LB_FORM_COUNT)
    return g_strdup_printf (_ ("Counted: %s"), numerator);
  return g_strdup_printf ("%s ÷ %s%s%s = %s", numerator, denominator, scaled ? " × " : "", scaled ? scale : "", value);
}

static void
set_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_figure (LbExplainWindow *self, const LbExplanation *card)
{
  g_autofree char *value = lb_format_number (card->value, card->indicator->decimals);
  g_autofree char *formula = tell_formula (card, value);
  g_autofree char *persons =
    isnan (card->persons) ? NULL : g_strdup_printf (_ ("%.0f households, %.0f persons"), card->numerator, card->persons);
  const char *small = card->small ? _ ("The base is small: shown, but not ranked") : NULL;

  gtk_label_set_text (self->value, value);
  gtk_label_set_text (self->unit, card->indicator->unit);
  gtk_label_set_text (self->formula, formula);
  set_optional (self->parts, persons != NULL ? persons : small);
}

static void
show_definition (LbExplainWindow *self, const LbExplanation *card)
{
  g_autofree char *last = lb_day_to_text (card->as_of);
  g_autofree char *first = card->since > LB_DAY_ALWAYS ? lb_day_to_text (card->since + 1) : NULL;
  g_autofree char *period = first != NULL ? g_strdup_printf (_ ("Counted from %s to %s"), first, last)
                                          : g_strdup_printf (_ ("As it stood on %s"), last);
  g_autofree char *version = g_strdup_printf (_ ("Data version %" PRId64 " · fingerprint %.16s"), card->data_version, card->fingerprint);

  gtk_label_set_text (self->definition, card->indicator->source);
  set_optional (self->note, card->indicator->note);
  gtk_label_set_text (self->period, period);
  gtk_label_set_text (self->rule_set, card->rule_set);
  gtk_label_set_text (self->version, version);
}

static void
show_rules (LbExplainWindow *self, const LbExplanation *card)
{
  for (guint i = 0; i < card->rules->len; i++) {
    const LbExplainedRule *rule = card->rules->pdata[i];
    GtkWidget *const cells[] = {lb_parts_cell (rule->key, NULL, 28), lb_parts_cell (rule->text, "strong", 16),
                                lb_parts_cell (rule->source, "dim", 0)};
    lb_parts_add_row (self->rules, cells, G_N_ELEMENTS (cells));
  }
  gtk_widget_set_visible (self->rules_box, card->rules->len > 0);
}

static void
show_rows (LbExplainWindow *self, const LbExplanation *card)
{
  guint shown = MIN (card->rows->len, MOST_ROWS);
  g_autofree char *title = shown < card->rows->len
                             ? g_strdup_printf (_ ("Rows behind the figure: the first %u of %u"), shown, card->rows->len)
                             : g_strdup_printf (_ ("Rows behind the figure: %u"), card->rows->len);

  gtk_label_set_text (self->rows_title, title);
  GtkWidget *const heads[] = {lb_parts_cell (_ ("What it is"), "dim", KIND_CHARS), lb_parts_cell (_ ("Number or name"), "dim", LABEL_CHARS),
                              lb_parts_cell (_ ("Numerator / denominator"), "dim", FIGURES_CHARS), lb_parts_cell (_ ("Where it came from"), "dim", 0)};
  lb_parts_add_row (self->rows, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < shown; i++) {
    const LbExplainedRow *row = card->rows->pdata[i];
    g_autofree char *numerator = tell_count (row->numerator), *denominator = tell_count (row->denominator);
    g_autofree char *both = g_strdup_printf ("%s / %s", numerator, denominator);
    g_autofree char *origin = row->file != NULL ? g_strdup_printf (_ ("%s, row %" PRId64), row->file, row->file_row) : g_strdup ("");
    GtkWidget *const cells[] = {lb_parts_cell (table_label (row->table), "dim", KIND_CHARS), lb_parts_cell (row->label != NULL ? row->label : "", NULL, LABEL_CHARS),
                                lb_parts_cell (both, "figure-small", FIGURES_CHARS), lb_parts_cell (origin, "dim", 0)};
    lb_parts_add_row (self->rows, cells, G_N_ELEMENTS (cells));
  }
  gtk_widget_set_visible (self->rows_box, shown > 0);
}

/* --- the worker ---------------------------------------------------------------------------------------------------- */

typedef struct {
  LbPicture *picture;
  guint region;
} ExplainJob;

static void
explain_job_free (gpointer data)
{
  ExplainJob *job = data;

  lb_picture_unref (job->picture);
  g_free (job);
}

static void
explain_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExplainJob *job = data;
  const LbCounty *county = job->picture->county;
  GError *error = NULL;
  g_autoptr (LbProject) project = lb_project_open (county->path, LB_DB_READ, &error);
  LbExplanation *card = NULL;

  (void) source;
  if (project != NULL && lb_project_get_data_version (project) != county->data_version)
    g_set_error (&error, LB_ERROR, LB_ERROR_PROJECT, _ ("%s was changed by another program; open it again"), county->path);
  else if (project != NULL)
    card = lb_explain (project, lb_picture_get_indicator (job->picture), job->region, job->picture->as_of, cancellable, &error);
  if (card != NULL)
    g_task_return_pointer (task, card, (GDestroyNotify) lb_explanation_free);
  else
    g_task_return_error (task, error);
}

static void
explained (GObject *source, GAsyncResult *result, gpointer data)
{
  LbExplainWindow *self = LB_EXPLAIN_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbExplanation) card = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  if (g_cancellable_is_cancelled (self->running))
    return; /* closed */
  if (card == NULL) {
    gtk_label_set_text (self->failure, error->message);
    gtk_stack_set_visible_child_name (self->pages, "failed");
    return;
  }
  show_figure (self, card);
  show_definition (self, card);
  show_rules (self, card);
  show_rows (self, card);
  gtk_stack_set_visible_child_name (self->pages, "card");
}

/* --- the object ---------------------------------------------------------------------------------------------------- */

const char *
lb_explain_window_get_stage (LbExplainWindow *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

/* Closed. The worker's task keeps the object, so that dispose would come too late to stop it. */
static void
unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (LB_EXPLAIN_WINDOW (widget)->running);
  GTK_WIDGET_CLASS (lb_explain_window_parent_class)->unrealize (widget);
}

static void
finalize (GObject *object)
{
  g_object_unref (LB_EXPLAIN_WINDOW (object)->running);
  G_OBJECT_CLASS (lb_explain_window_parent_class)->finalize (object);
}

static void
lb_explain_window_class_init (LbExplainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->unrealize = unrealize;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/explain-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LbExplainWindow, name)
  BIND (title);
  BIND (pages);
  BIND (failure);
  BIND (value);
  BIND (unit);
  BIND (formula);
  BIND (parts);
  BIND (definition);
  BIND (note);
  BIND (period);
  BIND (rule_set);
  BIND (version);
  BIND (rows_title);
  BIND (rules);
  BIND (rows);
  BIND (rules_box);
  BIND (rows_box);
#undef BIND
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lb_explain_window_init (LbExplainWindow *self)
{
  self->running = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

LbExplainWindow *
lb_explain_window_new (GtkWindow *parent, LbPicture *picture, guint region)
{
  LbExplainWindow *self = g_object_new (LB_TYPE_EXPLAIN_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  g_autoptr (GTask) task = g_task_new (self, self->running, explained, NULL);
  ExplainJob *job = g_new (ExplainJob, 1);
  g_autofree char *day = lb_day_to_text (picture->as_of);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", lb_region_tree_get (picture->county->regions, region)->name, day);

  adw_window_title_set_title (self->title, lb_picture_get_indicator (picture)->name);
  adw_window_title_set_subtitle (self->title, subtitle);
  *job = (ExplainJob) {lb_picture_ref (picture), region};
  g_task_set_name (task, "explain");
  g_task_set_task_data (task, job, explain_job_free);
  g_task_run_in_thread (task, explain_thread);
  return self;
}
