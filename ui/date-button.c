#include "config.h"
#include "ui/date-button.h"
#include "ui/parts.h"
#include "src/date.h"
#include "src/i18n.h"

struct _LbDateButton {
  GtkWidget parent_instance;
  GtkMenuButton *button;
  GtkLabel *label;
  GtkCalendar *calendar;
  GtkButton *last;
  LbState *state;
  LbLoader *loader;
  gboolean showing; /* the calendar follows the state: not a choice of the person */
};

G_DEFINE_FINAL_TYPE (LbDateButton, lb_date_button, GTK_TYPE_WIDGET)


static void
day_chosen (LbDateButton *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (self->state == NULL || self->showing)
    return;
  lb_state_set_as_of (self->state, lb_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                                                    g_date_time_get_day_of_month (date)));
}

static void
month_before (LbDateButton *self)
{
  lb_state_step_month (self->state, -1);
}

static void
month_after (LbDateButton *self)
{
  lb_state_step_month (self->state, 1);
}

static void
last_day (LbDateButton *self)
{
  LbCounty *county = lb_loader_get_county (self->loader);

  if (county != NULL && county->last != LB_DAY_NONE)
    lb_state_set_as_of (self->state, county->last);
}

static void
show (LbDateButton *self)
{
  gint32 day = lb_state_get_as_of (self->state);
  int year, month, mday;

  if (day == LB_DAY_NONE)
    return;
  lb_day_to_ymd (day, &year, &month, &mday);
  g_autofree char *text = lb_day_to_text (day);
  g_autofree char *words = g_strdup_printf (_ ("As of %s"), text);
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, mday, 0, 0, 0);
  gtk_label_set_text (self->label, words);
  lb_parts_name (GTK_WIDGET (self->button), words);
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->showing = FALSE;
}

void
lb_date_button_bind (LbDateButton *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (state, "notify::as-of", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
dispose (GObject *object)
{
  LbDateButton *self = LB_DATE_BUTTON (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_date_button_parent_class)->dispose (object);
}

static void
lb_date_button_class_init (LbDateButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LbDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, LbDateButton, label);
  gtk_widget_class_bind_template_child (widget_class, LbDateButton, calendar);
  gtk_widget_class_bind_template_child (widget_class, LbDateButton, last);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen);
  gtk_widget_class_bind_template_callback (widget_class, month_before);
  gtk_widget_class_bind_template_callback (widget_class, month_after);
  gtk_widget_class_bind_template_callback (widget_class, last_day);
}

static void
lb_date_button_init (LbDateButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
