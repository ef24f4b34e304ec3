#include "config.h"
#include "ui/window-private.h"
#include "src/i18n.h"

G_DEFINE_FINAL_TYPE (LbWindow, lb_window, ADW_TYPE_APPLICATION_WINDOW)

/* Widths from the measures of the window: sides 300 and 348, on small screens 248 and 268; then one folds away. */
#define WIDE 1600
#define FOLD_RIGHT 1280
#define FOLD_LEFT 900

LbState *
lb_window_get_state (LbWindow *self)
{
  return self->state;
}

LbLoader *
lb_window_get_loader (LbWindow *self)
{
  return self->loader;
}

LbMapView *
lb_window_get_map_view (LbWindow *self)
{
  return self->map_view;
}

const char *
lb_window_get_last_toast (LbWindow *self)
{
  return self->last_toast;
}

void
lb_window_toast (LbWindow *self, const char *text, const char *path)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (path != NULL) {
    adw_toast_set_button_label (toast, _ ("Open the folder"));
    adw_toast_set_action_name (toast, "win.show-file");
    adw_toast_set_action_target (toast, "s", path);
  }
  adw_toast_set_timeout (toast, path != NULL ? 10 : 8);
  g_free (self->last_toast);
  self->last_toast = g_strdup (text);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* --- following ----------------------------------------------------------------------------------------------- */

static void
follow_county (LbWindow *self)
{
  LbCounty *county = lb_loader_get_county (self->loader);

  gtk_stack_set_visible_child_name (self->pages, county != NULL ? "work" : "first");
  gtk_label_set_text (self->project_name, county != NULL ? county->name : _ ("Lookback"));
  gtk_widget_set_visible (GTK_WIDGET (self->date_button), county != NULL);
  lb_window_enable_actions (self);
  if (county == NULL)
    return;
  g_autofree char *title = g_strdup_printf (_ ("%s – Lookback"), county->name);
  g_autofree char *uri = g_filename_to_uri (county->path, NULL, NULL);
  gtk_window_set_title (GTK_WINDOW (self), title);
  if (uri != NULL) {
    GtkRecentData data = {
      .mime_type = (char *) "application/geopackage+sqlite3",
      .app_name = (char *) LB_APPLICATION_ID,
      .app_exec = (char *) "lookback %f",
    };
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
  }
  for (guint i = 0; i < county->problems->len; i++)
    lb_window_toast (self, county->problems->pdata[i], NULL);
}

static void
follow_picture (LbWindow *self)
{
  lb_window_enable_actions (self);
}

static void
follow_doing (LbWindow *self)
{
  const char *doing = lb_loader_get_doing (self->loader);
  double fraction = lb_loader_get_fraction (self->loader);

  gtk_revealer_set_reveal_child (self->doing, doing != NULL);
  gtk_spinner_set_spinning (self->spinner, doing != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->doing_bar), fraction >= 0);
  if (doing != NULL)
    gtk_label_set_text (self->doing_label, doing);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->doing_bar, fraction);
}

static void
failed (LbWindow *self, const char *sentence)
{
  /* The first page shows the sentence itself. */
  if (lb_loader_get_county (self->loader) != NULL)
    lb_window_toast (self, sentence, NULL);
}

/* --- width --------------------------------------------------------------------------------------------------- */

/* No wider than this, whatever the natural width of the contents. */
static void
set_side (AdwClamp *side, int width)
{
  adw_clamp_set_maximum_size (side, width);
  adw_clamp_set_tightening_threshold (side, width);
  gtk_widget_set_size_request (GTK_WIDGET (side), width, -1);
}

static gboolean
adapt_to_width (gpointer data)
{
  LbWindow *self = data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean wide = width >= WIDE;

  self->adapt = 0;
  if (width == self->last_width)
    return G_SOURCE_REMOVE;
  gboolean right_folds = width < FOLD_RIGHT, left_folds = width < FOLD_LEFT;
  set_side (self->left_side, wide ? 300 : 248);
  set_side (self->right_side, wide ? 348 : 268);
  lb_ranking_set_narrow (self->ranking, !wide);
  adw_flap_set_fold_policy (self->right, right_folds ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_fold_policy (self->left, left_folds ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  /* Crossing the line shows or hides; within it the person's own choice stays. */
  if (self->last_width == 0 || (self->last_width < FOLD_RIGHT) != right_folds)
    adw_flap_set_reveal_flap (self->right, !right_folds);
  if (self->last_width == 0 || (self->last_width < FOLD_LEFT) != left_folds)
    adw_flap_set_reveal_flap (self->left, !left_folds);
  self->last_width = width;
  return G_SOURCE_REMOVE;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LbWindow *self = LB_WINDOW (widget);

  GTK_WIDGET_CLASS (lb_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (width != self->last_width && self->adapt == 0)
    self->adapt = g_idle_add_full (G_PRIORITY_HIGH_IDLE, adapt_to_width, self, NULL);
}

/* --- object -------------------------------------------------------------------------------------------------- */

static void
bind_parts (LbWindow *self)
{
  lb_first_page_bind (self->first_page, self->state, self->loader);
  lb_indicator_list_bind (self->indicators, self->state, self->loader);
  lb_class_panel_bind (self->class_panel, self->state, self->loader);
  lb_date_button_bind (self->date_button, self->state, self->loader);
  lb_map_view_bind (self->map_view, self->state, self->loader);
  lb_ranking_bind (self->ranking, self->state, self->loader);
  lb_region_card_bind (self->region_card, self->state, self->loader);
  lb_status_line_bind (self->status_line, self->state, self->loader);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", lb_map_view_get_actions (self->map_view));
  g_object_bind_property (self->left, "reveal-flap", self->left_toggle, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->right, "reveal-flap", self->right_toggle, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
dispose (GObject *object)
{
  LbWindow *self = LB_WINDOW (object);

  if (self->loader != NULL)
    lb_loader_cancel (self->loader);
  if (self->exports != NULL)
    g_cancellable_cancel (self->exports);
  g_clear_handle_id (&self->adapt, g_source_remove);
  g_clear_object (&self->exports);
  g_clear_object (&self->loader);
  g_clear_object (&self->state);
  g_clear_pointer (&self->last_toast, g_free);
  G_OBJECT_CLASS (lb_window_parent_class)->dispose (object);
}

static void
ensure_parts (void)
{
  g_type_ensure (LB_TYPE_FIRST_PAGE);
  g_type_ensure (LB_TYPE_INDICATOR_LIST);
  g_type_ensure (LB_TYPE_CLASS_PANEL);
  g_type_ensure (LB_TYPE_DATE_BUTTON);
  g_type_ensure (LB_TYPE_MAP_VIEW);
  g_type_ensure (LB_TYPE_RANKING);
  g_type_ensure (LB_TYPE_REGION_CARD);
  g_type_ensure (LB_TYPE_STATUS_LINE);
}

static void
lb_window_class_init (LbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->size_allocate = size_allocate;
  /* Escape that no part wanted for itself. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "map.let-go", NULL);
  ensure_parts ();
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LbWindow, name)
  BIND (toasts);
  BIND (pages);
  BIND (doing);
  BIND (doing_label);
  BIND (doing_bar);
  BIND (spinner);
  BIND (left);
  BIND (right);
  BIND (left_side);
  BIND (right_side);
  BIND (project_button);
  BIND (project_name);
  BIND (left_toggle);
  BIND (right_toggle);
  BIND (first_page);
  BIND (indicators);
  BIND (class_panel);
  BIND (date_button);
  BIND (map_view);
  BIND (ranking);
  BIND (region_card);
  BIND (status_line);
#undef BIND
}

static void
lb_window_init (LbWindow *self)
{
  self->state = lb_state_new ();
  self->loader = lb_loader_new (self->state);
  self->exports = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lb_window_init_actions (self);
  lb_window_init_drop (self);
  bind_parts (self);
  g_signal_connect_object (self->loader, "notify::county", G_CALLBACK (follow_county), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "notify::picture", G_CALLBACK (follow_picture), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "notify::doing", G_CALLBACK (follow_doing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  follow_county (self);
  follow_doing (self);
}

LbWindow *
lb_window_new (GtkApplication *application)
{
  return g_object_new (LB_TYPE_WINDOW, "application", application, NULL);
}
